//! Sentences of notices with what each tells, as examples to learn from. Never sees a document.

use super::{Kind, Model, Sample, train};
use serde::Deserialize;

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
    /// Of each line: names of lists below `told/` that it tells, with spaces between them, or `vague:` and a name; then the line. An item begins with `- `.
    pub lines: Vec<(String, String)>,
}

impl Section {
    /// Sentences with what each tells; an item together with the line before its list.
    pub fn said(&self) -> impl Iterator<Item = (String, Vec<&str>)> {
        let mut lead = "";
        self.lines.iter().map(move |(tells, line)| {
            let told = tells.split_whitespace().filter(|name| !name.starts_with(VAGUE)).collect();
            let Some(item) = line.strip_prefix("- ") else {
                lead = if line.ends_with(':') { line } else { "" };
                return (line.clone(), told);
            };
            (if lead.is_empty() { item.to_string() } else { format!("{lead} {item}") }, told)
        })
    }
}

/// What marks a line that talks of something without telling it.
const VAGUE: &str = "vague:";

/// Whether every name is that of a list.
pub fn check(examples: &[Examples], notices: &[Notices], lists: &[String]) -> Result<(), String> {
    let own = examples.iter().flat_map(|file| &file.sentence).flat_map(|entry| &entry.tells).map(String::as_str);
    let lines = notices.iter().flat_map(|file| &file.notice).flat_map(|notice| &notice.section).flat_map(|section| &section.lines);
    let told = lines.flat_map(|(tells, _)| tells.split_whitespace()).map(|name| name.strip_prefix(VAGUE).unwrap_or(name));
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

/// Learns from sentences and from the lines of whole notices.
#[must_use]
pub fn learn(examples: &[Examples], notices: &[&Whole]) -> Model {
    let entries = || examples.iter().flat_map(|file| &file.sentence);
    let mut told: Vec<String> = entries().flat_map(|entry| entry.tells.iter().cloned()).collect();
    told.sort_unstable();
    told.dedup();
    let number = |name: &str| told.binary_search_by(|known| known.as_str().cmp(name)).ok().and_then(|at| u8::try_from(at).ok());
    let alone = entries().flat_map(|entry| {
        let topics: Vec<u8> = entry.tells.iter().filter_map(|name| number(name)).collect();
        entry.text.iter().map(move |text| Sample { text: text.clone(), under: Vec::new(), topics: topics.clone() })
    });
    let under = notices.iter().flat_map(|notice| &notice.section).flat_map(|section| {
        section.said().map(|(text, told)| Sample { text, under: section.topics.clone(), topics: told.into_iter().filter_map(number).collect() })
    });
    let samples: Vec<Sample> = alone.chain(under).collect();
    train(told, &samples, Kind::Sentence)
}
