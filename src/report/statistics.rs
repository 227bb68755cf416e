//! How often each rule found something: aligned columns, labelled lines, bare columns or JSON, as the format is for.
//! Never knows a rule: its words come with the rows.

use super::words::{Words, words};
use super::{Counts, Format, Report, json, printable};
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// The findings of one code and one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The code.
    pub code: String,
    /// The rule's name.
    pub name: String,
    /// The weight.
    pub severity: Severity,
    /// Findings that count.
    pub count: usize,
    /// Findings that are allowed.
    pub suppressed: usize,
    /// Findings that the baseline knows.
    pub known: usize,
    /// What the rule says, in general.
    pub words: String,
}

/// Findings by code and weight, the most frequent first; `words` says in general what a code is about.
#[must_use]
pub fn rows(diagnostics: &[Diagnostic], words: impl Fn(&str) -> String) -> Vec<Row> {
    let mut rows: BTreeMap<(&str, Severity), Row> = BTreeMap::new();
    for d in diagnostics {
        let row = rows.entry((&d.code, d.severity)).or_insert_with(|| Row {
            code: d.code.clone(),
            name: d.name.clone(),
            severity: d.severity,
            count: 0,
            suppressed: 0,
            known: 0,
            words: words(&d.code),
        });
        *if d.suppressed.is_some() {
            &mut row.suppressed
        } else if d.known() {
            &mut row.known
        } else {
            &mut row.count
        } += 1;
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    // Codes are in order; a stable sort keeps them so among equals.
    rows.sort_by_key(|row| std::cmp::Reverse((row.count, row.known, row.suppressed)));
    rows
}

/// The statistics in a format.
#[must_use]
pub fn render(format: Format, report: &Report<'_>, rows: &[Row]) -> String {
    let words = words(report.lang);
    let mut out = match format {
        Format::Json | Format::JsonLines | Format::Sarif | Format::Gitlab | Format::Rdjson => return json::statistics(report, rows),
        Format::Plain => {
            rows.iter().map(|row| format!("{} {}, {}: {}. {}\n", row.code, row.name, words.severity(row.severity), number(row, words), row.words)).collect()
        }
        // Formats of machines that have no place for numbers get the columns.
        Format::Pretty | Format::Grouped | Format::Markdown | Format::Html | Format::Github | Format::Azure | Format::Junit | Format::Checkstyle => {
            columns(rows, words)
        }
        Format::Short => rows.iter().map(|row| format!("{} {} {} {}\n", row.count, row.severity.key(), row.code, row.name)).collect(),
    };
    out = printable(&out);
    if !report.quiet {
        if !rows.is_empty() && format == Format::Pretty {
            out.push('\n');
        }
        out.push_str(&words.summary(&Counts::of(report.diagnostics), report.files));
        out.push('\n');
    }
    out
}

/// "12", or "12 (3 known, 1 allowed)".
fn number(row: &Row, words: &Words) -> String {
    let besides = words.besides(row.known, row.suppressed);
    if besides.is_empty() { row.count.to_string() } else { format!("{} ({besides})", row.count) }
}

fn columns(rows: &[Row], words: &Words) -> String {
    let width = |of: &dyn Fn(&Row) -> String| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
    let besides = |row: &Row| {
        let text = words.besides(row.known, row.suppressed);
        if text.is_empty() { text } else { format!("({text})") }
    };
    let (counts, others) = (width(&|row| row.count.to_string()), width(&besides));
    let (weights, codes, names) = (width(&|row| words.severity(row.severity).into()), width(&|row| row.code.clone()), width(&|row| row.name.clone()));
    let mut out = String::new();
    for row in rows {
        let others = if others == 0 { String::new() } else { format!("  {:others$}", besides(row)) };
        let weight = words.severity(row.severity);
        out.push_str(&format!("{:counts$}{others}  {weight:weights$}  {:codes$}  {:names$}  {}\n", row.count, row.code, row.name, row.words));
    }
    out
}
