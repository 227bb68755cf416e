//! Reports of findings as the command line asks for them: on standard output and into files. What `lint`, `ci` and `build` share.
//! Never changes what was found or how the program ends.

use super::{Failure, Global, width};
use crate::day::Day;
use crate::desk::cards::{self, open};
use crate::desk::judging::Judgement;
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::project::publish;
use crate::report::{Card, Format, Report, render, statistics as numbers};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;

/// Reads the name of a format, and lists them all in the help.
pub fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(|(_, name, about)| PossibleValue::new(name).help(about)))
        .try_map(|name| Format::named(&name).ok_or_else(|| format!("`{name}` is no format of a report")))
}

/// A report that goes into a file.
#[derive(Debug, Clone)]
pub struct Further {
    /// Its format.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
}

/// Reads `sarif=findings.sarif`.
pub fn parse_further(text: &str) -> Result<Further, String> {
    let (format, path) = text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or("write it as FORMAT=FILE, such as sarif=seloste.sarif")?;
    let format = Format::named(format).ok_or_else(|| format!("`{format}` is no format of a report"))?;
    Ok(Further { format, path: PathBuf::from(path) })
}

/// What was asked of reports.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The judging day.
    pub as_of: Option<Day>,
    /// The language; that of the first notice where none is asked for.
    pub lang: Option<Lang>,
    /// From which severity on a finding fails.
    pub fail_on: Severity,
    /// Whether what `ci` is strict about fails as well, however heavy.
    pub strict: bool,
    /// Whether to leave out the summary.
    pub quiet: bool,
}

struct Prepared {
    cards: Vec<Card>,
    names: Vec<String>,
    lang: Lang,
}

impl Prepared {
    fn of(format: Format, judged: &Judgement, asked: &Asked) -> Self {
        let lang = asked.lang.or(judged.lang).unwrap_or(Lang::FI).spoken();
        let cards = if format.needs_cards() { cards::cards(judged, lang) } else { Vec::new() };
        let names = judged.asked.iter().take(judged.files).map(|asked| asked.name.clone()).collect();
        Self { cards, names, lang }
    }

    fn report<'a>(&'a self, judged: &'a Judgement, asked: &Asked, color: bool) -> Report<'a> {
        let plain = Report::new(&judged.diagnostics, judged.files, self.lang);
        let Asked { as_of, fail_on, strict, quiet, .. } = *asked;
        Report { as_of, fail_on, strict, quiet, color, width: width(), cards: &self.cards, names: &self.names, ..plain }
    }
}

/// The report in a format, for standard output.
#[must_use]
pub fn told(format: Format, judged: &Judgement, asked: &Asked, global: &Global) -> String {
    let prepared = Prepared::of(format, judged, asked);
    render(format, &prepared.report(judged, asked, global.colored()))
}

/// How often each rule found something, in a format.
#[must_use]
pub fn statistics(format: Format, judged: &Judgement, asked: &Asked, global: &Global) -> String {
    let prepared = Prepared::of(format, judged, asked);
    let rule = |code: &str| judged.asked.iter().find_map(|of| of.rules.iter().find(|rule| rule.code == code));
    let rows = numbers::rows(&judged.diagnostics, |code| rule(code).map_or_else(String::new, |rule| open(rule.message.get(prepared.lang))));
    numbers::render(format, &prepared.report(judged, asked, global.colored()), &rows)
}

/// Writes the further reports that were asked for, each whole or not at all.
pub fn further(wanted: &[Further], judged: &Judgement, asked: &Asked, global: &Global) -> Result<(), Failure> {
    for Further { format, path } in wanted {
        let prepared = Prepared::of(*format, judged, asked);
        let text = render(*format, &prepared.report(judged, asked, false));
        publish::write_file(path, text.as_bytes())?;
        if !global.quiet {
            super::tell(&format!("seloste: wrote {}", path.display()));
        }
    }
    Ok(())
}
