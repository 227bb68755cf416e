//! Finished diagnostics to text, one file per format. The format never changes what was found or how the program ends.
//! Never knows a rule, never decides severity.

mod azure;
mod checkstyle;
pub mod coverage;
mod excerpt;
mod github;
mod gitlab;
mod grouped;
mod html;
mod json;
mod json_lines;
mod junit;
mod markdown;
mod plain;
mod pretty;
mod rdjson;
mod sarif;
mod short;
pub mod statistics;
mod words;
mod xml;

use crate::day::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Lang;
use crate::sheet::Sheet;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal: source lines and colour.
    Pretty,
    /// For people who listen: full sentences, no drawing.
    Plain,
    /// A line each.
    Short,
    /// A line each, under the name of its file.
    Grouped,
    /// A summary of a job: what was found, by criterion and by file.
    Markdown,
    /// One self-contained page.
    Html,
    /// For machines: version 1 of a shape of its own.
    Json,
    /// The same findings, one object a line.
    JsonLines,
    /// SARIF 2.1.0 (OASIS), as code scanning reads it.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// Logging commands of Azure Pipelines.
    Azure,
    /// `JUnit` XML: a suite a file, a case a finding.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// Diagnostics of reviewdog.
    Rdjson,
}

impl Format {
    /// All of them: each with its name, and what it is in a few words.
    pub const ALL: [(Self, &'static str, &'static str); 15] = [
        (Self::Pretty, "pretty", "With source lines, for a terminal"),
        (Self::Plain, "plain", "Full sentences, for screen readers"),
        (Self::Short, "short", "A line each"),
        (Self::Grouped, "grouped", "A line each, under the name of its file"),
        (Self::Markdown, "markdown", "A summary with a table by criterion"),
        (Self::Html, "html", "One self-contained page"),
        (Self::Json, "json", "For programs: version 1 of a shape of its own"),
        (Self::JsonLines, "json-lines", "The same, an object a line"),
        (Self::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
        (Self::Github, "github", "Annotations of GitHub Actions"),
        (Self::Gitlab, "gitlab", "Code quality of GitLab"),
        (Self::Azure, "azure", "Logging commands of Azure Pipelines"),
        (Self::Junit, "junit", "JUnit XML"),
        (Self::Checkstyle, "checkstyle", "Checkstyle XML"),
        (Self::Rdjson, "rdjson", "Diagnostics of reviewdog"),
    ];

    /// The format of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format)
    }

    /// Whether it needs [`Report::cards`].
    #[must_use]
    pub fn needs_cards(self) -> bool {
        matches!(self, Self::Sarif | Self::Markdown | Self::Html | Self::Gitlab | Self::Rdjson)
    }
}

/// A rule as reports describe it, in the language of the report.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What its findings weigh where nothing else is asked.
    pub severity: Severity,
    /// What it says, in general.
    pub summary: String,
    /// Why it exists.
    pub why: String,
    /// What to do, in general.
    pub help: String,
    /// Its law, as the language prints citations.
    pub law: Vec<String>,
    /// Where the first of its law that is published is.
    pub link: Option<String>,
    /// Number and name of the criterion it serves, where it serves one.
    pub criterion: Option<(u32, String)>,
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
    /// The rules that were run, in the order of their codes, where the format needs them.
    pub cards: &'a [Card],
    /// The names of the notices that were judged.
    pub names: &'a [String],
    /// From which severity on a finding fails, for formats that tell what failed.
    pub fail_on: Severity,
    /// Whether what is new to the baseline and what has lapsed fails as well, however heavy ([`Diagnostic::is_strict`]).
    pub strict: bool,
    /// What became of each criterion, where an audit tells that too.
    pub sheet: Option<&'a Sheet>,
}

impl<'a> Report<'a> {
    /// A report of findings in a language, as wide as usual and without colour.
    #[must_use]
    pub fn new(diagnostics: &'a [Diagnostic], files: usize, lang: Lang) -> Self {
        Self {
            diagnostics,
            files,
            as_of: None,
            lang,
            color: false,
            width: 100,
            quiet: false,
            cards: &[],
            names: &[],
            fail_on: Severity::Error,
            strict: false,
            sheet: None,
        }
    }

    /// What a rule is, where the report has it.
    fn card(&self, code: &str) -> Option<&'a Card> {
        self.cards.binary_search_by(|card| card.code.as_str().cmp(code)).ok().map(|at| &self.cards[at])
    }

    /// What people are told: all but what is allowed, that which counts first in nothing but the order of files and places.
    fn told(&self) -> impl Iterator<Item = &'a Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none())
    }

    /// Whether a finding makes the run fail.
    fn fails(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.counts() && (diagnostic.severity >= self.fail_on || (self.strict && diagnostic.is_strict()))
    }
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
        Format::Grouped => grouped::render(report),
        Format::Markdown => markdown::render(report),
        Format::Html => html::render(report),
        Format::Json => json::render(report),
        Format::JsonLines => json_lines::render(report),
        Format::Sarif => sarif::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
        Format::Azure => azure::render(report),
        Format::Junit => junit::render(report),
        Format::Checkstyle => checkstyle::render(report),
        Format::Rdjson => rdjson::render(report),
    }
}

/// The last line of the formats for people: how many of each, unless nobody wants it.
fn closing(report: &Report<'_>) -> String {
    if report.quiet { String::new() } else { words::words(report.lang).summary(&Counts::of(report.diagnostics), report.files) + "\n" }
}

/// Message, help and law as one text of a few lines, for formats that have one field for all of it.
fn whole(diagnostic: &Diagnostic, lang: Lang) -> String {
    let words = words::words(lang);
    let mut out = format!("{}\n{}: {}", diagnostic.message, words.help, diagnostic.help);
    if !diagnostic.law.is_empty() {
        out.push_str(&format!("\n{}: {}.", words.law, diagnostic.law.join("; ")));
    }
    out
}

/// What would mend a finding: the edits of its fix, and where it writes in what is missing, those that do.
fn edits(diagnostic: &Diagnostic) -> Vec<crate::diagnostic::Edit> {
    let Some(fix) = &diagnostic.fix else { return Vec::new() };
    let written = fix.skeleton.as_ref().map_or_else(Vec::new, |skeleton| crate::mend::edits(diagnostic.source.text(), skeleton));
    fix.edits.iter().cloned().chain(written).collect()
}

/// JSON of a value, whose strings hold nothing that would steer a terminal or turn the direction of text.
fn written(root: &impl serde::Serialize) -> String {
    let mut out = escaped(&serde_json::to_string_pretty(root).unwrap_or_default());
    out.push('\n');
    out
}

/// JSON whose strings hold no character that would steer a terminal or turn the direction of text: each is written as its escape, so that
/// what a program reads is what was written.
fn escaped(json: &str) -> String {
    let hidden = |c: char| c != '\n' && is_hidden(c);
    if !json.contains(hidden) {
        return json.to_string();
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        // All of them stand in the first plane, so one escape is enough.
        if hidden(c) { out.push_str(&format!("\\u{:04x}", c as u32)) } else { out.push(c) }
    }
    out
}

/// The path of a file as the reference of a URI: with `/`, what a URI cannot hold percent-encoded; an absolute path as a `file` URI.
fn uri(name: &str) -> String {
    let name = if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name.to_string() };
    let mut out = String::with_capacity(name.len() + 8);
    if name.starts_with('/') {
        out.push_str("file://");
    } else if name.as_bytes().get(1) == Some(&b':') {
        out.push_str("file:///");
    }
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b'+' | b'@') || (byte == b':' && out.starts_with("file:")) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
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
