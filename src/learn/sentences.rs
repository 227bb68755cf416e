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

/// Whether every name is that of a list.
pub fn check(examples: &[Examples], lists: &[String]) -> Result<(), String> {
    let mut names = examples.iter().flat_map(|file| &file.sentence).flat_map(|entry| &entry.tells);
    names.find(|name| !lists.contains(name)).map_or(Ok(()), |name| Err(format!("no list `{name}`")))
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

/// Learns from the entries of all languages that `keep` lets pass.
#[must_use]
pub fn learn(examples: &[Examples], keep: &dyn Fn(&str) -> bool) -> Model {
    let entries = || examples.iter().flat_map(|file| &file.sentence);
    let mut told: Vec<String> = entries().flat_map(|entry| entry.tells.iter().cloned()).collect();
    told.sort_unstable();
    told.dedup();
    let number = |name: &String| told.binary_search(name).ok().and_then(|at| u8::try_from(at).ok());
    let samples: Vec<Sample> = entries()
        .flat_map(|entry| entry.text.iter().filter(|text| keep(text)).map(|text| (text.clone(), entry.tells.iter().filter_map(number).collect())))
        .collect();
    train(told, &samples, Kind::Sentence)
}
