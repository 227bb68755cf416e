//! For people who listen to the terminal: each finding as labelled lines in a fixed order. Never draws.

use super::words::words;
use super::{Report, printable};

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let mut out = String::new();
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none()) {
        let at = diagnostic.source.position(diagnostic.span.start as usize);
        let mut line = |label: &str, text: &str| {
            out.push_str(label);
            out.push_str(": ");
            // A line of its own could be a command to the service whose log this is.
            out.push_str(&printable(text).replace('\n', " "));
            out.push('\n');
        };
        line(&format!("{} {} {}", capital(words.weight(diagnostic)), diagnostic.code, diagnostic.name), &diagnostic.message);
        let key = if diagnostic.key.is_empty() { String::new() } else { format!(", {} {}", words.key, diagnostic.key) };
        line(words.file, &format!("{}, {} {}, {} {}{key}", diagnostic.source.name(), words.line, at.line, words.column, at.column));
        line(words.help, &diagnostic.help);
        if !diagnostic.law.is_empty() {
            line(words.law, &format!("{}.", diagnostic.law.join("; ")));
        }
        out.push('\n');
    }
    out.push_str(&super::closing(report));
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
