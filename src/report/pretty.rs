//! For people at a terminal: every finding with its source line, drawn by miette. The only file that names it.
//! Never installs a global hook.

use super::words::words;
use super::{Counts, Report, is_hidden, printable};
use crate::diagnostic::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let theme = if report.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(report.width.clamp(50, 110)).with_links(false).without_cause_chain();
    let mut out = String::new();
    let mut texts: BTreeMap<&str, Arc<String>> = BTreeMap::new();
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none()) {
        let text = texts.entry(diagnostic.source.name()).or_insert_with(|| Arc::new(masked(diagnostic, report)));
        let shown = Shown {
            diagnostic,
            code: format!("{} {} [{}]", diagnostic.code, diagnostic.name, words.weight(diagnostic)),
            message: printable(&diagnostic.message),
            source: NamedSource::new(printable(diagnostic.source.name()), Arc::clone(text)),
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

/// A paragraph under a snippet, as miette sets its own, but with a label in the reader's language.
fn footer(label: &str, text: &str, report: &Report<'_>) -> String {
    let width = report.width.clamp(50, 110);
    let options = textwrap::Options::new(width - 2 - label.width() - 2).break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let body = textwrap::indent(&textwrap::fill(text, options), &" ".repeat(label.width() + 4));
    let label_shown = if report.color { format!("\u{1b}[36m{label}:\u{1b}[0m") } else { format!("{label}:") };
    format!("  {label_shown} {}\n", body.trim_start())
}

/// The text for the snippets of a file, byte for byte as long as the file, so that places stay right: what must not be shown again, in
/// whichever snippet it would stand, and what would move the terminal's cursor is replaced within its own bytes.
fn masked(of: &Diagnostic, report: &Report<'_>) -> String {
    let text = of.source.text();
    let secrets: Vec<_> = report.diagnostics.iter().filter(|d| d.secret && d.source.name() == of.source.name()).map(|d| d.span.range()).collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let line_end = c == '\r' && text[at + 1..].starts_with('\n');
        let hidden = is_hidden(c) && c != '\t' && !line_end;
        if hidden || secrets.iter().any(|secret| secret.contains(&at)) {
            out.extend(std::iter::repeat_n('*', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}

struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    code: String,
    message: String,
    source: NamedSource<Arc<String>>,
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
        // A place of many lines would print them all: its first line is enough to find it.
        let span = self.diagnostic.span.range();
        let text = self.diagnostic.source.text();
        let end = text[span.start..span.end].find('\n').map_or(span.end, |line| span.start + line);
        let end = end.max((span.start + 1).min(text.len()));
        Some(Box::new(std::iter::once(LabeledSpan::new(Some(printable(&self.diagnostic.key)), span.start, end - span.start))))
    }
}
