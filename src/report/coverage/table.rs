//! A coverage sheet for the terminal: the matrix, its legend, and what must be looked at. Never colours, so that every reader sees the same signs.

use super::{criterion, judged, places};
use crate::report::printable;
use crate::sheet::Sheet;
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The narrowest column of names.
const NAME: usize = 18;

/// The sheet as lines of at most `width` columns, where the longest key and the matrix allow it.
#[must_use]
pub fn render(sheet: &Sheet, width: usize) -> String {
    let words = &sheet.words;
    let mut out = format!("{}\n\n", judged(sheet));
    let longest = sheet.registers.iter().map(|row| row.name.width()).chain([words.register.width()]).max().unwrap_or(NAME);
    // Each criterion takes three columns; where they do not fit beside a name, the matrix goes on below.
    let name = longest.min(width.saturating_sub(3 * sheet.criteria.len()).max(NAME));
    let beside = (width.saturating_sub(name) / 3).max(7);
    let step = if beside >= sheet.criteria.len() { sheet.criteria.len() } else { sheet.criteria.len().div_ceil(sheet.criteria.len().div_ceil(beside)) };
    for start in (0..sheet.criteria.len()).step_by(step.max(1)) {
        let end = (start + step).min(sheet.criteria.len());
        let _ = write!(out, "{}", pad(&words.register, name));
        for column in &sheet.criteria[start..end] {
            let _ = write!(out, "{:>3}", column.number);
        }
        out.push('\n');
        for row in &sheet.registers {
            let _ = write!(out, "{}", pad(&printable(&row.name).replace('\n', " "), name));
            for cell in &row.cells[start..end] {
                let _ = write!(out, "  {}", words.state(cell.state).sign);
            }
            out.push('\n');
        }
        out.push('\n');
    }
    let signs: Vec<String> = words.states.iter().map(|state| format!("{} {}", state.sign, state.name)).collect();
    let _ = writeln!(out, "{}\n", signs.join("   "));
    for column in &sheet.criteria {
        let _ = writeln!(out, "{:>3}  {} ({})", column.number, column.name, column.law.join("; "));
    }
    let _ = write!(out, "\n{}\n", words.details);
    let mut any = false;
    for row in sheet.registers.iter().filter(|row| row.cells.iter().any(crate::sheet::Cell::asks)) {
        any = true;
        let _ = write!(out, "\n{} ({})\n", printable(&row.name).replace('\n', " "), printable(&row.file));
        for cell in row.cells.iter().filter(|cell| cell.asks()) {
            let _ = writeln!(out, "  {} {}: {}", words.state(cell.state).sign, criterion(sheet, cell.criterion), words.state(cell.state).name);
            for why in &cell.why {
                let _ = writeln!(out, "      {}", printable(why).replace('\n', " "));
            }
            let at = places(sheet, cell);
            if !at.is_empty() {
                let _ = writeln!(out, "      {}", printable(&at));
            }
        }
    }
    if !any {
        let _ = write!(out, "\n{}\n", words.nothing);
    }
    out
}

/// A text in exactly `width` columns: cut with a mark, or followed by blanks.
fn pad(text: &str, width: usize) -> String {
    if text.width() <= width {
        return format!("{text}{}", " ".repeat(width - text.width()));
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        out.push(c);
    }
    format!("{out}…{}", " ".repeat(width - used - 1))
}
