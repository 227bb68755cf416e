//! Headings of notices with their topics, as examples to learn from. Never sees a document.

use super::senses::Senses;
use super::{Kind, Model, Sample, train, words};
use serde::Deserialize;

/// Headings made of two examples, for each language.
const PAIRS: usize = 300;

/// The file of examples, as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// The entries.
    pub heading: Vec<Entry>,
}

/// Headings that are about the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The topics.
    pub topics: Vec<String>,
    /// In Finnish.
    #[serde(default)]
    pub fi: Vec<String>,
    /// In Swedish.
    #[serde(default)]
    pub sv: Vec<String>,
    /// In English.
    #[serde(default)]
    pub en: Vec<String>,
}

impl Entry {
    /// The headings with the words by which each language joins two of them.
    fn by_language(&self) -> [(&[String], &'static [&'static str]); 3] {
        [(&self.fi, &["ja", "sekä"]), (&self.sv, &["och", "samt"]), (&self.en, &["and", "and"])]
    }
}

/// Numbers that look random and are the same on every run.
struct Dice(u32);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
        (self.0 >> 8) as usize % n.max(1)
    }
}

/// The examples `keep` lets pass, and headings made of two of them.
fn samples(examples: &Examples, topics: &[String], keep: &dyn Fn(&str) -> bool) -> Vec<Sample> {
    /// Topics of headings that nobody joins with others.
    const APART: [&str; 3] = ["intro", "other", "date-version"];
    let of = |text: String, topics: Vec<u8>| Sample { text, under: Vec::new(), topics, open: Vec::new() };
    let number = |topic: &String| topics.iter().position(|known| known == topic).and_then(|at| u8::try_from(at).ok());
    let mut out: Vec<Sample> = Vec::new();
    for language in 0..3 {
        let from = out.len();
        let mut joining: &[&str] = &[];
        for entry in &examples.heading {
            let (headings, and) = entry.by_language()[language];
            joining = and;
            let topics: Vec<u8> = entry.topics.iter().filter_map(number).collect();
            out.extend(headings.iter().filter(|heading| keep(heading)).map(|heading| of(heading.clone(), topics.clone())));
        }
        let apart: Vec<u8> = APART.iter().filter_map(|name| number(&(*name).to_string())).collect();
        let joinable =
            |Sample { text, topics, .. }: &&Sample| !text.contains('?') && words(text).len() <= 5 && !topics.iter().any(|topic| apart.contains(topic));
        let pool: Vec<Sample> = out[from..].iter().filter(joinable).cloned().collect();
        let mut dice = Dice(12_345);
        for _ in 0..if pool.is_empty() { 0 } else { PAIRS } {
            let (one, other) = (&pool[dice.below(pool.len())], &pool[dice.below(pool.len())]);
            if one.topics.iter().any(|topic| other.topics.contains(topic)) {
                continue;
            }
            let text = format!("{} {} {}", one.text, joining[dice.below(joining.len())], other.text.to_lowercase());
            out.push(of(text, one.topics.iter().chain(&other.topics).copied().collect()));
        }
    }
    out
}

/// Learns from the examples that `keep` lets pass.
#[must_use]
pub fn learn(examples: &Examples, keep: &dyn Fn(&str) -> bool) -> Model {
    learn_as(examples, keep, Kind::Heading, Senses::default())
}

/// Learns from sentences what paragraphs are about.
#[must_use]
pub fn learn_sentences(examples: &Examples, senses: &Senses) -> Model {
    learn_as(examples, &|_| true, Kind::Sentence, senses.clone())
}

fn learn_as(examples: &Examples, keep: &dyn Fn(&str) -> bool, kind: Kind, senses: Senses) -> Model {
    let mut topics: Vec<String> = Vec::new();
    for topic in examples.heading.iter().flat_map(|entry| &entry.topics) {
        if !topics.contains(topic) {
            topics.push(topic.clone());
        }
    }
    let samples = samples(examples, &topics, keep);
    train(topics, &samples, kind, senses)
}
