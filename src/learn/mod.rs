//! What headings are about and what sentences tell, learnt from examples: one linear scorer a topic over words, their beginnings, pairs and pieces.
//! Deterministic: the same examples give the same weights everywhere, since nothing but sums, products and quotients is taken of numbers.
//! Shared with the build script, which learns and packs; imports nothing of this crate. Never sees a document, never decides what a heading is.

pub mod headings;
pub mod senses;
pub mod sentences;

use senses::Senses;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How often all examples are gone through.
const ROUNDS: usize = 8;
/// The most that one example may move a weight.
const STEP: f32 = 0.5;
/// Weights are kept in steps of this size.
const GRAIN: f32 = 1.0 / 48.0;

/// What was learnt: for each feature its weights.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// The topics, in the order of their numbers.
    pub topics: Vec<String>,
    /// How texts are looked at.
    kind: Kind,
    /// What words mean.
    senses: Senses,
    /// What every text starts with, a number for each topic, in grains.
    bias: Vec<i16>,
    /// Features by their marks, in order, and where their weights begin.
    features: Vec<(u32, u32)>,
    /// Topics and weights, in grains.
    weights: Vec<(u8, i8)>,
}

/// What a text is: of a sentence, words that stand near each other tell as much as those side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    #[default]
    Heading,
    Sentence,
}

/// An example.
#[derive(Debug, Clone)]
struct Sample {
    /// What it says.
    text: String,
    /// What the heading it stands under is about; nothing where it stands under none.
    under: Vec<String>,
    /// Its topics as numbers.
    topics: Vec<u8>,
    /// Topics on which readers were not of one mind: nothing is learnt of them from it.
    open: Vec<u8>,
}

/// A feature of a text by its mark, and how strongly it is there.
type Feature = (u32, f32);

impl Model {
    /// How much a text is about each topic; above 0 it is.
    #[must_use]
    pub fn scores(&self, text: &str) -> Vec<f32> {
        self.scores_under(text, &[])
    }

    /// The same of a sentence under a heading on some topics.
    #[must_use]
    pub fn scores_under(&self, text: &str, under: &[&str]) -> Vec<f32> {
        let mut scores: Vec<f32> = self.bias.iter().map(|bias| f32::from(*bias) * GRAIN).collect();
        for (mark, value) in features(text, under, self.kind, &self.senses) {
            let Ok(at) = self.features.binary_search_by_key(&mark, |(mark, _)| *mark) else { continue };
            let from = self.features[at].1 as usize;
            let to = self.features.get(at + 1).map_or(self.weights.len(), |(_, next)| *next as usize);
            for (topic, weight) in &self.weights[from..to] {
                scores[usize::from(*topic)] += f32::from(*weight) * GRAIN * value;
            }
        }
        scores
    }
}

/// The words of a heading in lower case, without the number before it.
#[must_use]
pub fn words(heading: &str) -> Vec<String> {
    /// No heading is longer; what is cut off would tell nothing.
    const LENGTH: usize = 2_000;
    let end = heading.char_indices().nth(LENGTH).map_or(heading.len(), |(at, _)| at);
    let lower = heading[..end].to_lowercase();
    let mut words: Vec<String> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_string).collect();
    let numbers = words.iter().take_while(|word| is_number(word)).count().min(words.len().saturating_sub(1));
    words.drain(..numbers);
    words
}

/// Whether a word numbers a heading: figures, one letter, or a small Roman number.
fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) || word.chars().count() == 1 || (word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
}

/// Words that say little of what a heading is about.
const SMALL: &[&str] = &[
    "ja", "sekä", "tai", "eli", "n", "ovat", "on", "och", "samt", "eller", "en", "ett", "av", "i", "på", "med", "till", "för", "om", "att", "and", "or", "the",
    "a", "an", "of", "to", "in", "for", "is", "are",
];

/// The beginning of a word, by which its forms are one.
fn beginning(word: &str) -> &str {
    word.char_indices().nth(6).map_or(word, |(at, _)| &word[..at])
}

/// A mark of a feature: the same on every machine.
fn mark(kind: u8, parts: &[&str]) -> u32 {
    let mut hash = 0x811c_9dc5_u32 ^ u32::from(kind);
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

fn features(text: &str, under: &[&str], kind: Kind, senses: &Senses) -> Vec<Feature> {
    /// The most words that are looked at.
    const WORDS: usize = 60;
    /// How much the heading weighs beside the words.
    const HEADING: f32 = 2.0;
    let mut words = words(text);
    words.truncate(WORDS);
    if kind == Kind::Sentence {
        // Which number it is tells nothing.
        words.iter_mut().filter(|word| word.bytes().all(|b| b.is_ascii_digit())).for_each(|word| "0".clone_into(word));
    }
    let mut found: Vec<Feature> = Vec::with_capacity(words.len() * 12);
    if kind == Kind::Sentence {
        found.extend(near(&words));
        found.extend(meant(&words, under, senses));
        found.extend(under.iter().map(|topic| (mark(b'h', &[topic]), HEADING)));
        if under.is_empty() {
            found.push((mark(b'h', &[]), HEADING));
        }
    }
    let mut before = "^";
    for word in &words {
        if SMALL.contains(&word.as_str()) {
            found.push((mark(b's', &[word]), 0.3));
            continue;
        }
        let own = beginning(word);
        found.extend([(mark(b'w', &[word]), 0.5), (mark(b'p', &[own]), 1.0), (mark(b'b', &[before, own]), 0.7)]);
        before = own;
        let letters: Vec<char> = std::iter::once('<').chain(word.chars()).chain(['>']).collect();
        let (long, size) = if kind == Kind::Heading { (8, 5) } else { (6, 5) };
        if letters.len() >= long {
            let pieces = letters.windows(size);
            // One part of each: the length of a word does not make it weightier.
            let value = 1.2 / root(pieces.len() as f32);
            found.extend(pieces.map(|piece| (mark(b'g', &[&piece.iter().collect::<String>()]), value)));
        }
    }
    found.push((mark(b'b', &[before, "$"]), 0.4));
    found.push((mark(b'l', &[["0", "1", "2", "3", "4", "5", "6"][words.len().min(6)]]), 0.3));
    found.sort_unstable_by_key(|(mark, _)| *mark);
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    found
}

/// Pairs of words with one or two others between them.
fn near(words: &[String]) -> impl Iterator<Item = Feature> {
    let large: Vec<&str> = words.iter().filter(|word| !SMALL.contains(&word.as_str())).map(|word| beginning(word)).collect();
    let pairs = (0..large.len()).flat_map(move |at| [2, 3].map(|by| (at, at + by)));
    let marks: Vec<Feature> = pairs.filter_map(|(one, other)| Some((mark(b'n', &[large[one], large.get(other)?]), 0.4))).collect();
    marks.into_iter()
}

/// What words mean: alone, beside what the heading is about, and with the meanings around them.
fn meant(words: &[String], under: &[&str], senses: &Senses) -> Vec<Feature> {
    /// The most senses of a word that are looked at, and how many words with a sense stand between two that are taken together.
    const MOST: usize = 3;
    const NEAR: usize = 3;
    let meanings: Vec<(usize, Vec<u8>)> = words.iter().enumerate().map(|(at, word)| (at, senses.of(word))).filter(|(_, of)| !of.is_empty()).collect();
    let name = |sense: &u8| senses.names[usize::from(*sense)].as_str();
    let mut found = Vec::new();
    for (number, (at, own)) in meanings.iter().enumerate() {
        for sense in own.iter().take(MOST).map(name) {
            found.push((mark(b'S', &[sense]), 0.5));
            found.extend(under.iter().map(|topic| (mark(b'H', &[topic, sense]), 0.3)));
            for (_, next) in &meanings[number + 1..meanings.len().min(number + 1 + NEAR)] {
                found.extend(next.iter().take(MOST).map(|next| (mark(b'N', &[sense, name(next)]), 0.3)));
            }
            if let Some(next) = words.get(at + 1) {
                found.push((mark(b'F', &[sense, beginning(next)]), 0.5));
            }
            if let Some(before) = at.checked_sub(1).map(|at| &words[at]) {
                found.push((mark(b'B', &[beginning(before), sense]), 0.5));
            }
        }
    }
    // However often something is said, it is said.
    found.sort_unstable_by_key(|(mark, _)| *mark);
    found.dedup_by_key(|(mark, _)| *mark);
    found
}

/// A square root by Newton's steps: the same bits on every machine.
fn root(x: f32) -> f32 {
    (0..12).fold(if x > 1.0 { x / 2.0 } else { 1.0 }, |guess, _| 0.5 * (guess + x / guess))
}

/// An example with its features by number and how strongly each is there.
type Seen<'a> = (Vec<(usize, f32)>, &'a Sample);

/// How much each feature weighs when a topic is learnt: what stands in examples of the topic as often as in others tells nothing of it.
fn apart(seen: &[Seen<'_>], topic: usize, features: usize) -> Vec<f32> {
    /// What every feature is taken to have been seen, and the most that one weighs.
    const BEFORE: f32 = 0.3;
    const MOST: f32 = 1.5;
    let mut of = [(1.0_f32, vec![BEFORE; features]), (1.0_f32, vec![BEFORE; features])];
    for (found, own) in seen {
        let (count, sums) = &mut of[usize::from(own.topics.iter().any(|own| usize::from(*own) == topic))];
        *count += 1.0;
        found.iter().for_each(|(number, value)| sums[*number] += value);
    }
    let [(others, without), (count, with)] = of;
    with.iter()
        .zip(&without)
        .map(|(with, without)| (with / count, without / others))
        .map(|(with, without)| MOST * (with - without).abs() / (with + without))
        .collect()
}

/// Learns one scorer for each topic from samples.
fn train(topics: Vec<String>, samples: &[Sample], kind: Kind, senses: Senses) -> Model {
    // Features get numbers in the order they are met; the map is looked up, never walked.
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    let mut marks: Vec<u32> = Vec::new();
    let seen: Vec<Seen<'_>> = samples
        .iter()
        .map(|sample| {
            let under: Vec<&str> = sample.under.iter().map(String::as_str).collect();
            let found = features(&sample.text, &under, kind, &senses).into_iter().map(|(mark, value)| {
                let number = *numbers.entry(mark).or_insert_with(|| {
                    marks.push(mark);
                    marks.len() - 1
                });
                (number, value)
            });
            (found.collect(), sample)
        })
        .collect();
    let steps = (ROUNDS * seen.len()).max(1) as f32;
    let mut learnt: Vec<(u32, u8, i8)> = Vec::new();
    let mut bias = Vec::with_capacity(topics.len());
    for topic in 0..topics.len() {
        // Passive-aggressive steps; what is kept is the mean over all steps, told by weighing each with the part of the way that is left.
        let (mut now, mut mean) = (vec![0.0_f32; marks.len() + 1], vec![0.0_f32; marks.len() + 1]);
        let last = marks.len();
        let weights = if kind == Kind::Sentence { apart(&seen, topic, marks.len()) } else { vec![1.0; marks.len()] };
        let mut step = 0.0_f32;
        for round in 0..ROUNDS {
            for at in 0..seen.len() {
                let (found, own) = &seen[(at * 7919 + round * 104_729) % seen.len()];
                step += 1.0;
                let among = |topics: &[u8]| topics.iter().any(|own| usize::from(*own) == topic);
                if among(&own.open) {
                    continue;
                }
                let is = if among(&own.topics) { 1.0 } else { -1.0 };
                let score = now[last] + found.iter().map(|(number, value)| now[*number] * value * weights[*number]).sum::<f32>();
                let loss = 1.0 - is * score;
                if loss > 0.0 {
                    let size = 1.0 + found.iter().map(|(number, value)| value * weights[*number]).map(|value| value * value).sum::<f32>();
                    let by = is * (loss / size).min(STEP);
                    let left = (steps - step) / steps;
                    now[last] += by;
                    mean[last] += by * left;
                    for (number, value) in found {
                        let by = by * value * weights[*number];
                        now[*number] += by;
                        mean[*number] += by * left;
                    }
                }
            }
        }
        let grains = |weight: f32| (weight / GRAIN + if weight < 0.0 { -0.5 } else { 0.5 }) as i32;
        bias.push(grains(mean[last]).clamp(-32_000, 32_000) as i16);
        let kept = marks.iter().zip(mean.iter().zip(&weights)).map(|(mark, (mean, weight))| (*mark, topic as u8, grains(mean * weight).clamp(-127, 127) as i8));
        learnt.extend(kept.filter(|(.., weight)| *weight != 0));
    }
    learnt.sort_unstable();
    let mut model = Model { topics, kind, senses, bias, features: Vec::new(), weights: Vec::with_capacity(learnt.len()) };
    for (mark, topic, weight) in learnt {
        if model.features.last().is_none_or(|(known, _)| *known != mark) {
            model.features.push((mark, model.weights.len() as u32));
        }
        model.weights.push((topic, weight));
    }
    model
}
