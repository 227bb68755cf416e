//! Words of lists in the texts of a notice. Every passage is read once for all lists of its language: each word is looked up by its first letters,
//! and only what may be a word of a list is looked at again, by stem, phrase and conditions. What is found serves all rules.
//! Never decides what a word means, never tells an outcome.
//!
//! Words are found by their beginnings and not by an automaton: a table of a few kilobytes is made in microseconds when a language is first met, and a
//! word costs two look-ups. All forms of a word begin alike, and what stands inside another word is no hit.

pub mod data;
pub mod phrase;
pub mod text;

use crate::lang::{ByLang, Lang};
use crate::notice::spec::Type;
use crate::notice::{FORMAT, Reading, shape};
use data::{Alt, Entry, Lexicon, Pattern, Words, head};
use phrase::Reader;
use std::cell::OnceCell;
use std::sync::LazyLock;
use text::{Gap, Passage};

/// Names of lists and entries of outdated words, the same for all languages.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"))).expect("the build script packed this very type"));

/// The lexicons, each made when a text of its language is first met.
static LEXICONS: ByLang<LazyLock<Table>> = ByLang {
    fi: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/words.fi.bin")))),
    sv: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/words.sv.bin")))),
    en: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/words.en.bin")))),
};

/// Sentences of no more words are not kept: no limit is lower.
pub const SHORT: usize = 6;

/// The number of a list by its name.
#[must_use]
pub fn list(name: &str) -> Option<u16> {
    WORDS.lists.iter().position(|known| known == name).and_then(|at| u16::try_from(at).ok())
}

/// Names of all lists.
pub fn names() -> impl Iterator<Item = &'static str> {
    WORDS.lists.iter().map(String::as_str)
}

/// The ids of a list of outdated words, named without `outdated/`.
pub fn ids(name: &str) -> impl Iterator<Item = &'static str> {
    let list = list(&format!("outdated/{name}"));
    WORDS.entries.iter().filter(move |entry| Some(entry.list) == list).map(|entry| entry.id.as_str())
}

/// An entry of a list of outdated words.
#[must_use]
pub fn entry(at: u16) -> Option<&'static Entry> {
    WORDS.entries.get(usize::from(at))
}

/// A lexicon with its table of beginnings.
struct Table {
    lexicon: Lexicon,
    /// The first of a chain in `chain`, by hash.
    heads: Vec<u16>,
    /// What words begin with, the pattern, and the next of the chain.
    chain: Vec<(u32, u16, u16)>,
}

const NONE: u16 = u16::MAX;
const BITS: u32 = 12;
/// Marks a beginning of three letters, so that it is no word of three.
const OPEN: u8 = 0xFF;

fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> (32 - BITS)) as usize
}

/// The first letters of a word as a number.
fn key(word: &[u8]) -> u32 {
    let mut first = [0; 4];
    let n = word.len().min(4);
    first[..n].copy_from_slice(&word[..n]);
    u32::from_le_bytes(first)
}

impl Table {
    fn packed(bytes: &[u8]) -> Self {
        Self::of(postcard::from_bytes(bytes).expect("the build script packed this very type"))
    }

    fn of(lexicon: Lexicon) -> Self {
        let mut table = Self { heads: vec![NONE; 1 << BITS], chain: Vec::with_capacity(lexicon.patterns.len()), lexicon };
        for at in 0..table.lexicon.patterns.len() {
            let (_, pattern) = &table.lexicon.patterns[at];
            let mut keys: Vec<u32> = pattern.tokens[usize::from(pattern.anchor)].any.iter().map(begins).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let (Ok(pattern), Ok(next)) = (u16::try_from(at), u16::try_from(table.chain.len())) else { continue };
                let head = &mut table.heads[slot(key)];
                table.chain.push((key, pattern, *head));
                *head = next;
            }
        }
        table
    }

    /// Patterns that a word with the key may be.
    fn candidates(&self, key: u32, mut found: impl FnMut(&(u16, Pattern))) {
        let mut at = self.heads[slot(key)];
        while at != NONE {
            let (known, pattern, next) = self.chain[usize::from(at)];
            if known == key {
                found(&self.lexicon.patterns[usize::from(pattern)]);
            }
            at = next;
        }
    }
}

/// The key under which an alternative is found.
fn begins(alt: &Alt) -> u32 {
    match (alt, head(alt)) {
        (_, Some((head, whole))) if whole || head.len() >= 4 => key(head.as_bytes()),
        (_, Some((head, _))) => key(&[head.as_bytes(), &[OPEN]].concat()),
        (Alt::Exact { text, .. }, None) => {
            let mut passage = Passage::default();
            passage.read(text);
            if passage.words.is_empty() { 0 } else { key(passage.word(0)) }
        }
        _ => 0,
    }
}

/// A word or phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The list.
    pub list: u16,
    /// The passage, as an index into those of the reading.
    pub passage: u32,
    /// Its first byte.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// The entry of a list of outdated words.
    pub entry: Option<u16>,
    /// Whether it is a form that the list gives as it is, not one found by a stem.
    pub fixed: bool,
}

/// A sentence that is not short.
#[derive(Debug, Clone, Copy)]
pub struct Long {
    /// The passage.
    pub passage: u32,
    /// Its first byte.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// How many words it has.
    pub words: u32,
    /// How many items it strings together by commas and conjunctions.
    pub items: u32,
}

/// What was found in the passages of one notice.
#[derive(Debug, Default)]
pub struct Index {
    /// In the order of lists, passages and places; those of one list do not overlap.
    pub hits: Vec<Hit>,
    /// In the order of passages and places.
    pub long: Vec<Long>,
}

impl Index {
    /// The hits of a list.
    pub fn of_list(&self, list: u16) -> impl Iterator<Item = &Hit> {
        let from = self.hits.partition_point(|hit| hit.list < list);
        self.hits[from..].iter().take_while(move |hit| hit.list == list)
    }
}

/// The index of one notice, made when a rule first asks for it.
#[derive(Default)]
pub struct Found(OnceCell<Index>);

impl Found {
    /// What was found.
    pub fn of(&self, reading: &Reading) -> &Index {
        self.0.get_or_init(|| scan(reading))
    }
}

/// Whether a type of key is text that a reader sees.
#[must_use]
pub fn is_read(kind: Type) -> bool {
    matches!(kind, Type::Label | Type::Labels | Type::Text | Type::Map)
}

fn scan(reading: &Reading) -> Index {
    let mut index = Index::default();
    let mut passage = Passage::default();
    for (number, at) in reading.passages.iter().enumerate() {
        let Some(text) = reading.tree.str(at.at) else { continue };
        if !is_read(at.kind) || !Lang::SPOKEN.contains(&at.lang) || text.starts_with('@') {
            continue;
        }
        passage.read(text);
        let number = number as u32;
        let at_home = |home: &str| is_home(reading, at, home);
        find(LEXICONS.get(at.lang), text, &passage, at.lang, number, &at_home, &mut index.hits);
        if matches!(at.kind, Type::Text | Type::Label) && passage.words.len() > SHORT {
            measure(text, &passage, number, &mut index.long);
        }
    }
    // The longest of those that begin at one place stands for all that overlap it.
    index.hits.sort_unstable_by_key(|hit| (hit.list, hit.passage, hit.start, u32::MAX - hit.end, !hit.fixed));
    index.hits.dedup_by(|next, kept| next.list == kept.list && next.passage == kept.passage && next.start < kept.end);
    index
}

/// Whether a passage belongs to a table, or to a free section on the topic of that name.
fn is_home(reading: &Reading, passage: &shape::Passage, home: &str) -> bool {
    let table = FORMAT.tables[passage.table].path.as_str();
    let below = |rest: &str| rest.is_empty() || rest.starts_with('.');
    if table.strip_prefix(home).is_some_and(below) {
        return true;
    }
    table == "sections" && {
        let section = reading.tree.node(passage.key).parent;
        reading.tree.strs_at(section, "topics").iter().any(|(topic, _)| *topic == home)
    }
}

/// The places in a text of a language where a list hits, whatever the day.
#[must_use]
pub fn places(name: &str, lang: Lang, text: &str) -> Vec<std::ops::Range<usize>> {
    let mut passage = Passage::default();
    passage.read(text);
    let mut hits = Vec::new();
    find(LEXICONS.get(lang), text, &passage, lang, 0, &|_| false, &mut hits);
    hits.sort_unstable_by_key(|hit| (hit.start, u32::MAX - hit.end));
    let list = list(name);
    hits.iter().filter(|hit| Some(hit.list) == list).map(|hit| hit.start as usize..hit.end as usize).collect()
}

fn find(table: &Table, text: &str, passage: &Passage, lang: Lang, number: u32, at_home: &dyn Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let mut reader: Option<Reader<'_>> = None;
    for at in 0..passage.words.len() {
        let word = passage.word(at);
        let mut look = |(group, pattern): &(u16, Pattern)| {
            if passage.masked(passage.words[at].start as usize) {
                return;
            }
            let reader = reader.get_or_insert_with(|| Reader::new(text, passage, lang));
            let Some((words, end)) = reader.covers(pattern, at) else { return };
            let group = &table.lexicon.groups[usize::from(*group)];
            if reader.stands(group, &words, at_home) {
                let fixed = pattern.tokens.iter().all(|token| token.any.iter().all(|alt| matches!(alt, Alt::Form(_) | Alt::Exact { .. })));
                hits.push(Hit { list: group.list, passage: number, start: passage.words[words.start].start, end: end as u32, entry: group.entry, fixed });
            }
        };
        table.candidates(key(word), &mut look);
        if word.len() >= 3 {
            table.candidates(u32::from_le_bytes([word[0], word[1], word[2], OPEN]), &mut look);
        }
    }
}

/// Words that string items together.
const AND: &[&[u8]] = &[b"ja", "sekä".as_bytes(), b"tai", b"och", b"samt", b"eller", b"and", b"or"];

/// Gathers the sentences that are not short.
fn measure(text: &str, passage: &Passage, number: u32, long: &mut Vec<Long>) {
    let (mut start, mut items) = (0, 1);
    for at in 1..=passage.words.len() {
        let gap = if at < passage.words.len() { passage.gap(text, at) } else { Gap::Sentence };
        if gap != Gap::Sentence {
            items += u32::from(gap == Gap::Clause || AND.contains(&passage.word(at)));
            continue;
        }
        if at - start > SHORT && !passage.is_heading(text, start) {
            long.push(Long { passage: number, start: passage.words[start].start, end: passage.words[at - 1].end, words: (at - start) as u32, items });
        }
        (start, items) = (at, 1);
    }
}

#[cfg(test)]
mod tests;
