//! A line each, under the name of its file. Never breaks a line.

use super::words::words;
use super::{Report, printable};

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let told: Vec<_> = report.told().collect();
    let mut out = String::new();
    for group in told.chunk_by(|a, b| a.source.name() == b.source.name()) {
        let places: Vec<String> = group
            .iter()
            .map(|diagnostic| {
                let at = diagnostic.source.position(diagnostic.span.start as usize);
                format!("{}:{}", at.line, at.column)
            })
            .collect();
        let width = |of: &dyn Fn(usize) -> usize| (0..group.len()).map(of).max().unwrap_or(0);
        let (place, weight) = (width(&|n| places[n].len()), width(&|n| words.weight(group[n]).chars().count()));
        out.push_str(&printable(group[0].source.name()));
        out.push('\n');
        for (diagnostic, at) in group.iter().zip(&places) {
            // A fault of the file as a whole has no key.
            let key = if diagnostic.key.is_empty() { String::new() } else { format!("  {}", diagnostic.key) };
            let line = format!("  {at:>place$}  {:weight$}  {}{key}: {}", words.weight(diagnostic), diagnostic.code, diagnostic.message);
            out.push_str(&printable(&line).replace('\n', " "));
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str(&super::closing(report));
    out
}
