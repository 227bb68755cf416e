//! For people at a terminal: every finding with its source line, drawn by miette. The only file that names it.
//! Never installs a global hook.

use super::excerpt::Excerpt;
use super::words::words;
use super::{Counts, Report, printable};
use crate::diagnostic::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Columns that line numbers and the frame take before a source line, and a place after it.
const GUTTER: usize = 10;

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let theme = if report.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(columns(report)).with_links(false).without_cause_chain();
    let mut out = String::new();
    let mut secrets: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.secret) {
        secrets.entry(diagnostic.source.name()).or_default().push(diagnostic.span.range());
    }
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none()) {
        let secrets = secrets.get(diagnostic.source.name()).map_or(&[][..], Vec::as_slice);
        let shown = Shown {
            diagnostic,
            code: format!("{} {} [{}]", diagnostic.code, diagnostic.name, words.weight(diagnostic)),
            message: printable(&diagnostic.message),
            source: Lines { name: printable(diagnostic.source.name()), of: Excerpt::of(diagnostic, secrets, columns(report) - GUTTER) },
        };
        let _ = handler.render_report(&mut out, &shown);
        out.push_str(&footer(words.help, &printable(&diagnostic.help), report));
        if !diagnostic.law.is_empty() {
            out.push_str(&footer(words.law, &format!("{}.", diagnostic.law.join("; ")), report));
        }
        out.push('\n');
    }
    if !report.quiet {
        let counts = Counts::of(report.diagnostics);
        out.push_str(&words.summary(&counts, report.files));
        out.push('\n');
        if counts.errors + counts.warnings + counts.notes > 0 {
            out.push_str(words.explain);
            out.push('\n');
        }
    }
    out
}

/// How wide to write: no narrower than can be read, no wider than is read well.
fn columns(report: &Report<'_>) -> usize {
    report.width.clamp(50, 110)
}

/// A paragraph under a snippet, as miette sets its own, but with a label in the reader's language.
fn footer(label: &str, text: &str, report: &Report<'_>) -> String {
    let options = textwrap::Options::new(columns(report) - 2 - label.width() - 2).break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let body = textwrap::indent(&textwrap::fill(text, options), &" ".repeat(label.width() + 4));
    let label_shown = if report.color { format!("\u{1b}[36m{label}:\u{1b}[0m") } else { format!("{label}:") };
    format!("  {label_shown} {}\n", body.trim_start())
}

struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    code: String,
    message: String,
    source: Lines,
}

/// An excerpt as miette asks for it.
#[derive(Debug)]
struct Lines {
    name: String,
    of: Excerpt,
}

impl SourceCode for Lines {
    fn read_span<'a>(&'a self, _: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Without lines around it miette asks where the mark stands; else it wants what to draw.
        let (line, column) = if before + after == 0 { (self.of.line, self.of.column) } else { (self.of.first, 0) };
        let lines = self.of.text.lines().count();
        let all = SourceSpan::new(0.into(), self.of.text.len());
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), self.of.text.as_bytes(), all, line, column, lines)))
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            // What is known is drawn as advice, whatever it weighs.
            _ if self.diagnostic.known() => miette::Severity::Advice,
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let mark = &self.source.of.mark;
        let label = Some(printable(&self.diagnostic.key)).filter(|key| !key.is_empty());
        Some(Box::new(std::iter::once(LabeledSpan::new(label, mark.start, mark.len()))))
    }
}
