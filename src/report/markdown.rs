//! A summary of a job: how many of each, a table by criterion, and the findings of each file. Never lets a text become markup.

use super::words::words;
use super::{Counts, Report, printable};
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let counts = Counts::of(report.diagnostics);
    let mut out = format!("## {}\n\n{}\n", words.title, words.summary(&counts, report.files));
    let told: Vec<&Diagnostic> = report.told().collect();
    if !told.is_empty() {
        let _ = write!(
            out,
            "\n| {} | {} | {} | {} |\n|---|---:|---:|---:|\n",
            words.criterion,
            words.many(Severity::Error),
            words.many(Severity::Warning),
            words.many(Severity::Note)
        );
        for ((_, name), numbers) in by_criterion(report, words.other) {
            let _ = writeln!(out, "| {} | {} | {} | {} |", escape(&name), numbers[0], numbers[1], numbers[2]);
        }
    }
    for group in told.chunk_by(|a, b| a.source.name() == b.source.name()) {
        let _ = write!(out, "\n### {}\n\n| {} | {} | {} |\n|---:|---|---|\n", escape(group[0].source.name()), words.line, words.rule, words.finding);
        for diagnostic in group {
            let line = diagnostic.source.position(diagnostic.span.start as usize).line;
            let law = if diagnostic.law.is_empty() { String::new() } else { format!("<br>{}: {}.", words.law, escape(&diagnostic.law.join("; "))) };
            let _ = writeln!(
                out,
                "| {line} | {} ({}) | {} {}{law} |",
                escape(&diagnostic.code),
                words.weight(diagnostic),
                escape(&diagnostic.message),
                escape(&diagnostic.help)
            );
        }
    }
    let allowed: Vec<_> = report.diagnostics.iter().filter_map(|diagnostic| Some((diagnostic, diagnostic.suppressed.as_ref()?))).collect();
    if !allowed.is_empty() {
        let _ = write!(out, "\n### {}\n\n", words.allowed);
        for (diagnostic, allowed) in allowed {
            let line = diagnostic.source.position(diagnostic.span.start as usize).line;
            let _ = writeln!(out, "- {}:{line} {}: {}", escape(diagnostic.source.name()), escape(&diagnostic.code), escape(&allowed.reason));
        }
    }
    out
}

/// Findings that are told, by the number and name of their criterion: errors, warnings and notes; what the baseline knows is none of them. Those of no
/// criterion come last, under `other`.
pub(super) fn by_criterion(report: &Report<'_>, other: &str) -> BTreeMap<(u32, String), [usize; 3]> {
    let mut rows: BTreeMap<(u32, String), [usize; 3]> = BTreeMap::new();
    for diagnostic in report.told().filter(|diagnostic| diagnostic.counts()) {
        let criterion = report.card(&diagnostic.code).and_then(|card| card.criterion.clone());
        let (number, name) = criterion.map_or_else(|| (u32::MAX, other.to_string()), |(number, name)| (number, format!("{number} {name}")));
        let at = Severity::ALL.iter().position(|severity| *severity == diagnostic.severity).unwrap_or(0);
        rows.entry((number, name)).or_default()[at] += 1;
    }
    rows
}

/// A text as text in a cell: on one line, with the signs of Markdown told apart. What stands between backticks, as in our own words, is set as code.
fn escape(text: &str) -> String {
    let text = printable(text);
    if text.matches('`').count() % 2 == 1 {
        return signs(&text);
    }
    let parts = text.split('`').enumerate();
    parts.map(|(n, part)| if n % 2 == 1 { format!("<code>{}</code>", signs(part)) } else { signs(part) }).collect()
}

fn signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\r' => out.push(' '),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // What looks like an address or a mention would become a link.
            '@' => out.push_str("&#64;"),
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            '.' if text[..at].to_ascii_lowercase().ends_with("www") => out.push_str("&#46;"),
            c => out.push(c),
        }
    }
    out
}
