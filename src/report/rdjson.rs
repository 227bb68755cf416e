//! Diagnostics of reviewdog (`rdjson`): a `DiagnosticResult` with a suggestion for each fix. Columns are bytes from 1, as it counts.
//! Never serialises an internal type.

use super::{Report, whole, written};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};
use serde::Serialize;

#[derive(Serialize)]
struct Root<'a> {
    source: Tool,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Entry<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

pub(super) fn render(report: &Report<'_>) -> String {
    written(&Root { source: Tool { name: "seloste" }, diagnostics: report.told().map(|diagnostic| entry(diagnostic, report)).collect() })
}

fn entry<'a>(diagnostic: &'a Diagnostic, report: &Report<'a>) -> Entry<'a> {
    let severity = match diagnostic.severity {
        _ if diagnostic.known() => "INFO",
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    let edits = super::edits(diagnostic);
    Entry {
        message: whole(diagnostic, report.lang),
        location: place(&diagnostic.source, diagnostic.span),
        severity,
        code: Code { value: &diagnostic.code, url: report.card(&diagnostic.code).and_then(|card| card.link.as_deref()) },
        suggestions: edits.into_iter().map(|edit| Suggestion { range: range(&diagnostic.source, edit.span), text: edit.text }).collect(),
        related_locations: diagnostic.related.iter().map(|r| Related { message: &r.key, location: place(&r.source, r.span) }).collect(),
    }
}

fn place(source: &Source, span: Span) -> Location<'_> {
    Location { path: source.name(), range: range(source, span) }
}

fn range(source: &Source, span: Span) -> Range {
    let point = |byte: u32| {
        let at = source.position(byte as usize);
        let start = source.text()[..at.offset].rfind('\n').map_or(0, |end| end + 1);
        Point { line: at.line, column: at.offset - start + 1 }
    };
    Range { start: point(span.start), end: point(span.end) }
}
