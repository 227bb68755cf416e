//! Finished diagnostics to text, one file per format. The format never changes what was found or how the program ends.
//! Never knows a rule, never decides severity.

pub mod coverage;
mod json;
mod plain;
mod pretty;
mod short;
pub mod statistics;
mod words;

use crate::day::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Lang;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal: source lines and colour.
    Pretty,
    /// For people who listen: full sentences, no drawing.
    Plain,
    /// A line each.
    Short,
    /// For machines: version 1 of a shape of its own.
    Json,
}

/// What was judged, for any reporter.
#[derive(Debug)]
pub struct Report<'a> {
    /// Findings in the order of files and places; suppressed ones included.
    pub diagnostics: &'a [Diagnostic],
    /// How many files were judged.
    pub files: usize,
    /// The judging day, where one was given for all.
    pub as_of: Option<Day>,
    /// The language of the reporter's own words.
    pub lang: Lang,
    /// Whether to colour.
    pub color: bool,
    /// The width of the terminal in columns.
    pub width: usize,
    /// Whether to leave out the closing summary of the formats for people.
    pub quiet: bool,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors that count.
    pub errors: usize,
    /// Warnings that count.
    pub warnings: usize,
    /// Notes that count.
    pub notes: usize,
    /// Findings that are allowed.
    pub suppressed: usize,
    /// Findings that the baseline knows.
    pub known: usize,
}

impl Counts {
    /// Counts findings.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match (&diagnostic.suppressed, diagnostic.known(), diagnostic.severity) {
                (Some(_), ..) => counts.suppressed += 1,
                (None, true, _) => counts.known += 1,
                (None, false, Severity::Error) => counts.errors += 1,
                (None, false, Severity::Warning) => counts.warnings += 1,
                (None, false, Severity::Note) => counts.notes += 1,
            }
        }
        counts
    }
}

/// The whole report in a format.
#[must_use]
pub fn render(format: Format, report: &Report<'_>) -> String {
    match format {
        Format::Pretty => pretty::render(report),
        Format::Plain => plain::render(report),
        Format::Short => short::render(report),
        Format::Json => json::render(report),
    }
}

/// A text of the notice made safe to print: control characters and marks that turn the direction of text become visible.
#[must_use]
pub fn printable(text: &str) -> String {
    if !text.contains(is_hidden) {
        return text.to_string();
    }
    text.chars().map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a character steers a terminal or turns the direction of text without being seen.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
