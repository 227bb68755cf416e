//! A line each: `file:line:column: severity CODE key: message`. Never breaks a line.

use super::words::words;
use super::{Report, printable};

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let mut out = String::new();
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none()) {
        let at = diagnostic.source.position(diagnostic.span.start as usize);
        // A fault of the file as a whole has no key.
        let key = if diagnostic.key.is_empty() { String::new() } else { format!(" {}", diagnostic.key) };
        let line =
            format!("{}:{}:{}: {} {}{key}: {}", diagnostic.source.name(), at.line, at.column, words.weight(diagnostic), diagnostic.code, diagnostic.message);
        out.push_str(&printable(&line).replace('\n', " "));
        out.push('\n');
    }
    out.push_str(&super::closing(report));
    out
}
