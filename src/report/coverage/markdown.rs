//! A coverage sheet as Markdown: one table, its legend, and what must be looked at. Never lets a name become markup.

use super::{criterion, judged, places};
use crate::report::printable;
use crate::sheet::Sheet;
use std::fmt::Write as _;

/// The sheet as Markdown.
#[must_use]
pub fn render(sheet: &Sheet) -> String {
    let words = &sheet.words;
    let mut out = format!("# {}\n\n{}\n\n{}\n\n", words.title, words.intro, judged(sheet));
    let numbers: Vec<String> = sheet.criteria.iter().map(|column| column.number.to_string()).collect();
    let _ = writeln!(out, "| {} | {} |\n|---|{}", words.register, numbers.join(" | "), ":-:|".repeat(numbers.len()));
    for row in &sheet.registers {
        let signs: Vec<String> = row.cells.iter().map(|cell| words.state(cell.state).sign).collect();
        let _ = writeln!(out, "| {} | {} |", escape(&row.name), signs.join(" | "));
    }
    let _ = write!(out, "\n## {}\n\n", words.legend);
    for state in &words.states {
        let _ = writeln!(out, "- {} {}: {}", state.sign, state.name, state.meaning);
    }
    let _ = write!(out, "\n| {} | {} |\n|---|---|\n", words.criterion, words.law);
    for column in &sheet.criteria {
        let _ = writeln!(out, "| {} {} | {} |", column.number, column.name, column.law.join("; "));
    }
    let _ = write!(out, "\n## {}\n\n", words.details);
    let mut any = false;
    for row in sheet.registers.iter().filter(|row| row.cells.iter().any(crate::sheet::Cell::asks)) {
        any = true;
        let _ = write!(out, "### {}\n\n", escape(&row.name));
        for cell in row.cells.iter().filter(|cell| cell.asks()) {
            let why = cell.why.iter().map(|why| escape(why)).collect::<Vec<_>>().join(" ");
            let at = places(sheet, cell);
            let at = if at.is_empty() { String::new() } else { format!(" `{}`", printable(&at).replace('`', "'")) };
            let _ = writeln!(out, "- {} **{}**: {}{at}", words.state(cell.state).sign, criterion(sheet, cell.criterion), why);
        }
        out.push('\n');
    }
    if !any {
        let _ = writeln!(out, "{}", words.nothing);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A text as text: on one line, with the signs of Markdown told apart.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '!' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
