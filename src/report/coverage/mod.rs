//! Coverage sheets: a table for the terminal, Markdown, JSON, one file each. Never judges, never knows a rule.

mod json;
mod markdown;
mod table;

pub use json::render as json;
pub use markdown::render as markdown;
pub use table::render as table;

use crate::lang::fill;
use crate::sheet::{Cell, Sheet, Spot};

/// The day or days the registers were judged by, in words.
fn judged(sheet: &Sheet) -> String {
    let mut days: Vec<(&str, &str)> = sheet.registers.iter().map(|row| (row.day.as_str(), row.date.as_str())).collect();
    days.sort_unstable();
    days.dedup();
    days.iter().map(|(_, date)| fill(&sheet.words.judged, |_| Some((*date).to_string()))).collect::<Vec<_>>().join(" ")
}

/// The places of a cell in words: key and line.
fn places(sheet: &Sheet, cell: &Cell) -> String {
    // A place in a text that is no notice file has no key.
    let place = |spot: &Spot| {
        if spot.key.is_empty() { format!("{} {}", sheet.words.line, spot.line) } else { format!("{} ({} {})", spot.key, sheet.words.line, spot.line) }
    };
    cell.places.iter().map(place).collect::<Vec<_>>().join(", ")
}

/// The number and name of a criterion.
fn criterion(sheet: &Sheet, number: u32) -> String {
    sheet.criteria.iter().find(|column| column.number == number).map_or_else(String::new, |column| format!("{number} {}", column.name))
}
