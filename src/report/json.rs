//! For machines: version 1 of a shape of its own. Never serialises an internal type; a field's meaning changes only with the version.

use super::statistics::Row;
use super::{Counts, Report, written};
use crate::diagnostic::{Baseline, Diagnostic, Edit, Fix, Suppressed};
use crate::mend;
use crate::source::{Position, Source, Span};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'a> {
    version: u32,
    as_of: Option<String>,
    diagnostics: Vec<Entry<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
pub(super) struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    message: &'a str,
    help: &'a str,
    law: &'a [String],
    file: &'a str,
    key: &'a str,
    topic: Option<&'a str>,
    criterion: &'a str,
    span: Range,
    related: Vec<Place<'a>>,
    fix: Option<Change<'a>>,
    fingerprint: &'a str,
    suppressed: Option<Allowed<'a>>,
    /// `known` or `new` where a baseline is in use.
    baseline: Option<&'static str>,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    offset: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    key: &'a str,
    span: Range,
}

#[derive(Serialize)]
struct Change<'a> {
    safe: bool,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    span: Range,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Allowed<'a> {
    reason: &'a str,
    owner: Option<&'a str>,
    until: Option<String>,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    suppressed: usize,
    known: usize,
}

impl Summary {
    fn of(report: &Report<'_>) -> Self {
        let counts = Counts::of(report.diagnostics);
        let (suppressed, known) = (counts.suppressed, counts.known);
        Self { files: report.files, errors: counts.errors, warnings: counts.warnings, notes: counts.notes, suppressed, known }
    }
}

pub(super) fn render(report: &Report<'_>) -> String {
    let root = Root {
        version: 1,
        as_of: report.as_of.map(|day| day.to_string()),
        diagnostics: report.diagnostics.iter().map(entry).collect(),
        summary: Summary::of(report),
    };
    written(&root)
}

/// How often each rule found something, instead of what it found.
pub(super) fn statistics(report: &Report<'_>, rows: &[Row]) -> String {
    written(&Numbers {
        version: 1,
        as_of: report.as_of.map(|day| day.to_string()),
        statistics: rows.iter().map(number).collect(),
        summary: Summary::of(report),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Numbers<'a> {
    version: u32,
    as_of: Option<String>,
    statistics: Vec<Number<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Number<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    count: usize,
    suppressed: usize,
    known: usize,
    message: &'a str,
}

fn number(row: &Row) -> Number<'_> {
    let Row { code, name, severity, count, suppressed, known, words } = row;
    Number { code, name, severity: severity.key(), count: *count, suppressed: *suppressed, known: *known, message: words }
}

/// A finding in this shape.
pub(super) fn entry(diagnostic: &Diagnostic) -> Entry<'_> {
    Entry {
        code: &diagnostic.code,
        name: &diagnostic.name,
        severity: diagnostic.severity.key(),
        message: &diagnostic.message,
        help: &diagnostic.help,
        law: &diagnostic.law,
        file: diagnostic.source.name(),
        key: &diagnostic.key,
        topic: diagnostic.topic.as_deref(),
        criterion: &diagnostic.criterion,
        span: range(&diagnostic.source, diagnostic.span),
        related: diagnostic.related.iter().map(|r| Place { file: r.source.name(), key: &r.key, span: range(&r.source, r.span) }).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| change(&diagnostic.source, fix)),
        fingerprint: &diagnostic.fingerprint,
        suppressed: diagnostic.suppressed.as_ref().map(allowed),
        baseline: diagnostic.baseline.map(Baseline::key),
    }
}

fn change<'a>(source: &Source, fix: &'a Fix) -> Change<'a> {
    let written = fix.skeleton.as_ref().map_or_else(Vec::new, |skeleton| mend::edits(source.text(), skeleton));
    let replacement = |edit: &Edit| Replacement { span: range(source, edit.span), text: Cow::Owned(edit.text.clone()) };
    let own = fix.edits.iter().map(|edit| Replacement { span: range(source, edit.span), text: Cow::Borrowed(edit.text.as_str()) });
    Change { safe: fix.safe, edits: own.chain(written.iter().map(replacement)).collect() }
}

fn allowed(suppressed: &Suppressed) -> Allowed<'_> {
    Allowed { reason: &suppressed.reason, owner: suppressed.owner.as_deref(), until: suppressed.until.map(|day| day.to_string()) }
}

fn range(source: &Source, span: Span) -> Range {
    let point = |position: Position| Point { offset: position.offset, line: position.line, column: position.column };
    Range { start: point(source.position(span.start as usize)), end: point(source.position(span.end as usize)) }
}
