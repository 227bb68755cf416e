//! Sentences of notices with what each tells, as examples to learn from. Never sees a document.

use super::senses::Senses;
use super::{Kind, Model, Sample, train};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A file of examples in one language, as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// The entries.
    pub sentence: Vec<Entry>,
}

/// Sentences that tell the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What they tell: names of lists below `told/`; none where they tell nothing that is looked for.
    pub tells: Vec<String>,
    /// The sentences.
    pub text: Vec<String>,
}

/// Whole notices in one language, as they are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// The notices.
    pub notice: Vec<Whole>,
}

/// A whole notice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// When and by whom such a notice would be written.
    pub kind: String,
    /// Its sections in their order.
    pub section: Vec<Section>,
}

/// A section of a whole notice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading; nothing where it stands above all headings.
    pub heading: String,
    /// What the heading is about.
    pub topics: Vec<String>,
    /// Of each line: names of lists below `told/` that it tells, with spaces between them, or `vague:` or `perhaps:` and a name; then the line. An item begins with `- `.
    pub lines: Vec<(String, String)>,
}

/// A line of a notice.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// What it says, after the lead of its list.
    pub text: String,
    /// What it tells.
    pub told: Vec<&'a str>,
    /// What it tells by one of two readers alone.
    pub open: Vec<&'a str>,
}

impl Section {
    /// Sentences with what each tells; an item together with the line before its list.
    pub fn said(&self) -> impl Iterator<Item = Line<'_>> {
        let mut lead = "";
        self.lines.iter().map(move |(tells, line)| {
            let told = tells.split_whitespace().filter(|name| !name.contains(':')).collect();
            let open = tells.split_whitespace().filter_map(|name| name.strip_prefix(PERHAPS)).collect();
            let item = line.strip_prefix("- ");
            if item.is_none() {
                lead = if line.ends_with(':') { line } else { "" };
            }
            let text = item.map_or_else(|| line.clone(), |item| if lead.is_empty() { item.to_string() } else { format!("{lead} {item}") });
            Line { text, told, open }
        })
    }
}

/// What marks a line that talks of something without telling it.
const VAGUE: &str = "vague:";

/// What marks a line of which one of two readers says that it tells something, the other that it does not.
const PERHAPS: &str = "perhaps:";

/// Whether every name is that of a list.
pub fn check(examples: &[Examples], notices: &[Notices], lists: &[String]) -> Result<(), String> {
    let own = examples.iter().flat_map(|file| &file.sentence).flat_map(|entry| &entry.tells).map(String::as_str);
    let lines = notices.iter().flat_map(|file| &file.notice).flat_map(|notice| &notice.section).flat_map(|section| &section.lines);
    let told =
        lines.flat_map(|(tells, _)| tells.split_whitespace()).map(|name| [VAGUE, PERHAPS].iter().find_map(|mark| name.strip_prefix(mark)).unwrap_or(name));
    own.chain(told).find(|name| !lists.iter().any(|list| list == name)).map_or(Ok(()), |name| Err(format!("no list `{name}`")))
}

/// What a paragraph is about whose sentences tell something.
fn topic(tells: &str) -> Option<&str> {
    match tells {
        "recipients" => Some("disclosures"),
        "identity-code-ground" | "names-identity-code" => Some("data-categories"),
        "interest-said" | "legitimate-interest" => Some("legitimate-interests"),
        "uses-consent" | "uses-contract" | "uses-marketing" => None,
        own => Some(own),
    }
}

/// Sentences that are about one topic or two, in one language (0 Finnish, 1 Swedish, 2 English), as examples of how sections begin.
#[must_use]
pub fn beginnings(examples: &Examples, language: usize) -> Vec<super::headings::Entry> {
    let entries = examples.sentence.iter().filter_map(|entry| {
        let mut topics: Vec<String> = entry.tells.iter().filter_map(|tells| topic(tells)).map(str::to_string).collect();
        topics.sort_unstable();
        topics.dedup();
        let mut texts = [Vec::new(), Vec::new(), Vec::new()];
        texts.get_mut(language)?.clone_from(&entry.text);
        let [fi, sv, en] = texts;
        matches!(topics.len(), 1 | 2).then_some(super::headings::Entry { topics, fi, sv, en })
    });
    entries.collect()
}

/// The lines of a section as examples of what paragraphs are about, in one language (0 Finnish, 1 Swedish, 2 English); nothing where the heading has none.
#[must_use]
pub fn paragraph(section: &Section, language: usize) -> Option<super::headings::Entry> {
    let mut texts = [Vec::new(), Vec::new(), Vec::new()];
    texts.get_mut(language)?.extend(section.lines.iter().filter(|(_, line)| !line.starts_with("- ")).map(|(_, line)| line.clone()));
    let [fi, sv, en] = texts;
    matches!(section.topics.len(), 1 | 2).then_some(super::headings::Entry { topics: section.topics.clone(), fi, sv, en })
}

/// Learns from sentences and from the lines of whole notices.
#[must_use]
pub fn learn(examples: &[Examples], notices: &[&Whole], senses: &Senses) -> Model {
    let entries = || examples.iter().flat_map(|file| &file.sentence);
    let lines = notices.iter().flat_map(|notice| &notice.section).flat_map(Section::said);
    let single: BTreeSet<&str> = entries().flat_map(|entry| &entry.tells).map(String::as_str).collect();
    let all: BTreeSet<&str> = lines.flat_map(|line| line.told).chain(single.iter().copied()).collect();
    let told: Vec<String> = all.iter().map(|name| (*name).to_string()).collect();
    let number = |name: &str| told.binary_search_by(|known| known.as_str().cmp(name)).ok().and_then(|at| u8::try_from(at).ok());
    // What no single sentence is said to tell was not looked for in them.
    let open: Vec<u8> = all.difference(&single).filter_map(|name| number(name)).collect();
    let alone = entries().flat_map(|entry| {
        let topics: Vec<u8> = entry.tells.iter().filter_map(|name| number(name)).collect();
        let open = open.clone();
        entry.text.iter().map(move |text| Sample { text: text.clone(), under: Vec::new(), topics: topics.clone(), open: open.clone() })
    });
    let under = notices.iter().flat_map(|notice| &notice.section).flat_map(|section| {
        let numbers = |names: Vec<&str>| names.into_iter().filter_map(number).collect();
        section.said().map(move |line| Sample { text: line.text, under: section.topics.clone(), topics: numbers(line.told), open: numbers(line.open) })
    });
    let samples: Vec<Sample> = alone.chain(under).collect();
    train(told, &samples, Kind::Sentence, senses.clone())
}
