//! A published notice of any layout to TOML text, with evidence for every line. Never loses a sentence, never judges, never opens a file, never asks
//! the network.
//!
//! Bytes become lines of one shape ([`line`]), lines become sections with topics ([`structure`], [`topics`]), what is certain becomes keys
//! ([`facts`]), and all of it is written down ([`mod@write`]).

mod breaks;
mod contents;
pub mod decode;
pub mod details;
pub mod facts;
mod input;
mod labels;
mod language;
pub mod limit;
pub mod line;
pub mod mask;
pub mod mentions;
pub mod numbers;
pub mod report;
mod said;
pub mod structure;
pub mod topics;
pub mod words;
pub mod write;

use crate::lang::{ByLang, Lang};
use crate::learn::Model;
use crate::source::{Source, Span};
pub use input::Format;
use limit::Refusal;
use std::sync::LazyLock;

/// Words of an imported file.
pub static WORDS: LazyLock<ByLang<words::Words>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/import.bin"))).expect("the build script packed this very type"));

/// An imported notice.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The text that places count in: the original, or what was taken out of it.
    pub source: Source,
    /// What it was read as.
    pub kind: Format,
    /// Its lines.
    pub document: line::Document,
    /// Its sections, without the lines that keys hold.
    pub sections: Vec<structure::Section>,
    /// Its sections with their topics as they were found: the title of each, before facts were taken out.
    pub outline: Vec<structure::Section>,
    /// Its facts.
    pub facts: facts::Facts,
    /// The TOML text and where its words come from.
    pub written: write::Written,
    /// Its sections with every line, keys or not, in the order of `judged`; the title apart.
    pub entire: Vec<structure::Section>,
    /// Those as TOML text, with the keys besides: what is judged.
    pub judged: write::Written,
    /// Places of personal identity codes that were hidden.
    pub masked: Vec<Span>,
    /// Its main language.
    pub lang: Lang,
}

/// Takes in a document.
pub fn import(name: &str, bytes: &[u8], format: Option<Format>) -> Result<Imported, Refusal> {
    import_by(name, bytes, format, &topics::MODEL)
}

/// Takes in a document by what was learnt of headings from other examples.
pub fn import_by(name: &str, bytes: &[u8], format: Option<Format>, model: &Model) -> Result<Imported, Refusal> {
    if bytes.len() > limit::BYTES {
        return Err(Refusal::Large);
    }
    let kind = format.unwrap_or_else(|| Format::of(name, bytes));
    let (mut document, masked) = input::read(bytes, kind)?;
    if document.lines.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut sections = structure::sections(&mut document, model);
    facts::part_names(&mut document, &mut sections);
    let outline = sections.clone();
    let facts = facts::find(&document, &mut sections);
    let lang = language::of(document.lines.iter().filter(|line| !line.chrome).map(|line| line.text.as_str()), None);
    let written = write::write(&document, &sections, &facts, WORDS.get(lang));
    let entire = entire(&outline, &facts);
    let judged = write::write(&document, &entire, &facts.beside(), WORDS.get(lang));
    let source = Source::new(name, document.text.clone());
    let masked = masked.into_iter().map(|place| Span::new(place.start, place.end)).collect();
    Ok(Imported { source, kind, document, sections, outline, facts, written, entire, judged, masked, lang })
}

/// The sections with every line but the title, as they are written.
fn entire(outline: &[structure::Section], facts: &facts::Facts) -> Vec<structure::Section> {
    let title = facts.title.as_ref().map_or(&[][..], |(_, lines)| lines.as_slice());
    let sections = outline.iter().cloned().map(|mut section| {
        if !title.is_empty() && section.heading == title {
            section.heading.clear();
            section.title.clear();
        }
        section
    });
    sections.filter(|section| !section.heading.is_empty() || !section.body.is_empty()).collect()
}

impl Imported {
    /// The bytes of the original behind bytes of a TOML text written of it. What is not text of the original, such as a key, has the place of the text
    /// after it.
    #[must_use]
    pub fn original(&self, of: &write::Written, span: Span) -> Span {
        let runs = &of.runs;
        let length = self.document.text.len() as u32;
        let first = runs.partition_point(|run| run.toml + run.length <= span.start);
        let Some(run) = runs.get(first).or(runs.last()) else { return Span::default() };
        let start = run.source + span.start.saturating_sub(run.toml).min(run.length);
        let last = runs[..runs.partition_point(|run| run.toml < span.end)].get(first..).and_then(<[write::Run]>::last);
        let end = last.map_or(run.source + run.length, |run| run.source + (span.end - run.toml).min(run.length));
        // The order of keys is not always that of the original.
        Span { start: start.min(length), end: if end > start { end } else { run.source + run.length }.max(start).min(length) }
    }
}
