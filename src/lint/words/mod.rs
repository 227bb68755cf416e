//! Words of lists in the texts of a notice. Every passage is read once for all lists of its language: each word is looked up by its first letters,
//! and only what may be a word of a list is looked at again, by stem, phrase and conditions. What is found serves all rules.
//! Never decides what a word means, never tells an outcome.
//!
//! Words are found by their beginnings and not by an automaton: a table of a few kilobytes is made in microseconds when a language is first met, and a
//! word costs one look-up. All forms of a word begin alike, and what stands inside another word is no hit.

pub mod data;
pub mod phrase;
pub mod sight;
pub mod text;

use super::name::Name;
use crate::lang::{ByLang, Lang};
use crate::notice::spec::Type;
use crate::notice::{FORMAT, Reading, shape};
pub use data::CITES;
use data::{Alt, Entry, Lexicon, Pattern, Token, Words, head};
use phrase::Reader;
use sight::{HINTS, Sight};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::LazyLock;
use text::{BITS, Gap, Passage, slot};

/// Names of lists and entries of outdated words, the same for all languages.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"))).expect("the build script packed this very type"));

/// Numbers of lists by their names.
static NUMBERS: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| WORDS.lists.iter().map(String::as_str).zip(0..).collect());

/// The lexicons, each made when a text of its language is first met.
static LEXICONS: ByLang<LazyLock<Table>> = ByLang {
    fi: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/words.fi.bin")))),
    sv: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/words.sv.bin")))),
    en: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/words.en.bin")))),
};

/// What a notice says where it tells of something the law asks for: lists of their own, read when somebody audits a text.
static TOLD: LazyLock<Words> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/told.bin"))).expect("the build script packed this very type"));
static TOLD_LEXICONS: ByLang<LazyLock<Table>> = ByLang {
    fi: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/told.fi.bin")))),
    sv: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/told.sv.bin")))),
    en: LazyLock::new(|| Table::packed(include_bytes!(concat!(env!("OUT_DIR"), "/told.en.bin")))),
};

/// The name of a list of `told/` that was found, its passage, and the bytes in it.
pub type Telling = (&'static str, usize, std::ops::Range<usize>);

/// What the passages of a notice tell, in the order of passages and places. `wanted` says which passages are read.
#[must_use]
pub fn told(reading: &Reading, wanted: &dyn Fn(&shape::Passage) -> bool) -> Vec<Telling> {
    let mut out = Vec::new();
    let mut passage = Passage::default();
    let mut hits = Vec::new();
    for (number, at) in reading.passages.iter().enumerate().filter(|(_, at)| is_read(at.kind) && wanted(at)) {
        let Some(text) = reading.tree.str(at.at) else { continue };
        passage.read(text, &HINTS);
        hits.clear();
        find(TOLD_LEXICONS.get(at.lang), text, &passage, at.lang, 0, &|home| is_home(reading, at, home), &mut hits);
        hits.sort_unstable_by_key(|hit: &Hit| (hit.start, hit.list));
        let name = |hit: &Hit| TOLD.lists.get(usize::from(hit.list)).map(String::as_str).unwrap_or_default();
        out.extend(hits.iter().map(|hit| (name(hit), number, hit.start as usize..hit.end as usize)));
    }
    out
}

/// Sentences of no more words are not kept: no limit is lower.
pub const SHORT: usize = 6;

/// The number of a list by its name.
#[must_use]
pub fn list(name: &str) -> Option<u16> {
    NUMBERS.get(name).copied()
}

/// The number of a list that a rule names.
#[must_use]
pub fn list_of(name: &Name) -> Option<u16> {
    u16::try_from(name.number(|name| list(name).map_or(u32::MAX, u32::from))).ok()
}

/// The number of a list of outdated words that a rule names, without `outdated/`.
#[must_use]
pub fn outdated(name: &Name) -> Option<u16> {
    u16::try_from(name.number(|name| list(&format!("outdated/{name}")).map_or(u32::MAX, u32::from))).ok()
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
    /// Where the beginnings of a slot begin in `heads`; those of the next end them.
    slots: Vec<u16>,
    /// Beginnings with their patterns, in the order of slots.
    heads: Vec<Head>,
    /// For each set of alternatives the slots of which a text must have one, unless it is open to any.
    sieves: Vec<Option<Vec<u16>>>,
}

/// The beginning of a word, up to eight bytes of it, and what it may be.
#[derive(Clone, Copy)]
struct Head {
    bytes: u64,
    /// The bytes that count.
    mask: u64,
    pattern: u16,
    /// Which of the anchor's alternatives.
    alt: u16,
    /// Slots of which a text must have one for another word of the pattern; none where all are [`ANYTHING`].
    need: [u16; NEED],
}

/// How many slots are looked at before anything else of a pattern is.
const NEED: usize = 4;
/// No slot.
const ANYTHING: u16 = u16::MAX;

/// The first eight bytes of a word as a number.
fn first(word: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let n = word.len().min(8);
    bytes[..n].copy_from_slice(&word[..n]);
    u64::from_le_bytes(bytes)
}

impl Table {
    fn packed(bytes: &'static [u8]) -> Self {
        Self::of(postcard::from_bytes(bytes).expect("the build script packed this very type"))
    }

    fn of(lexicon: Lexicon) -> Self {
        let begins: Vec<Vec<(u64, u64, u16)>> = lexicon.anys.iter().map(|any| any.iter().map(begins).collect()).collect();
        let open = |alt: &Alt| head(alt).map_or(!matches!(alt, Alt::Exact { .. } | Alt::Cited(_)), |(head, whole)| !whole && head.len() < 3);
        let sieve = |(any, begins): (&Vec<Alt>, &Vec<(u64, u64, u16)>)| (!any.iter().any(open)).then(|| begins.iter().map(|(.., slot)| *slot).collect());
        let sieves: Vec<Option<Vec<u16>>> = lexicon.anys.iter().zip(&begins).map(sieve).collect();
        // Of the other words of a pattern the one that fewest words may be: most texts have it not.
        let need = |pattern: &Pattern| {
            let others = pattern.tokens.iter().enumerate().filter(|(at, token)| *at != usize::from(pattern.anchor) && !token.optional);
            let slots = others.filter_map(|(_, token)| sieves[usize::from(token.any)].as_ref()).filter(|slots| (1..=NEED).contains(&slots.len()));
            slots.min_by_key(|slots| slots.len()).map_or([ANYTHING; NEED], |slots| std::array::from_fn(|at| slots[at.min(slots.len() - 1)]))
        };
        let mut heads: Vec<(u16, Head)> = Vec::with_capacity(lexicon.patterns.len() * 2);
        for (at, (_, pattern)) in lexicon.patterns.iter().enumerate() {
            let any = &begins[usize::from(pattern.tokens[usize::from(pattern.anchor)].any)];
            let need = need(pattern);
            heads.extend(
                any.iter()
                    .enumerate()
                    .map(|(alt, (bytes, mask, slot))| (*slot, Head { bytes: *bytes, mask: *mask, pattern: at as u16, alt: alt as u16, need })),
            );
        }
        heads.sort_unstable_by_key(|(slot, head)| (*slot, head.pattern, head.alt));
        let mut slots = vec![0; (1 << BITS) + 1];
        heads.iter().for_each(|(slot, _)| slots[usize::from(*slot) + 1] += 1);
        for at in 1..slots.len() {
            slots[at] += slots[at - 1];
        }
        Self { lexicon, slots, heads: heads.into_iter().map(|(_, head)| head).collect(), sieves }
    }

    /// What a word of a passage may be: patterns, and which alternative of their anchors.
    fn candidates(&self, passage: &Passage, at: usize) -> impl Iterator<Item = &Head> {
        let slot = usize::from(passage.words[at].slot);
        let heads = &self.heads[usize::from(self.slots[slot])..usize::from(self.slots[slot + 1])];
        let first = if heads.is_empty() { 0 } else { first(passage.word(at)) };
        let may = |need: &[u16; NEED]| need[0] == ANYTHING || need.iter().any(|slot| passage.sieve.may_have(*slot));
        heads.iter().filter(move |head| first & head.mask == head.bytes && may(&head.need))
    }
}

/// What a word that is the alternative begins with, the bytes of it that count, and its slot.
fn begins(alt: &Alt) -> (u64, u64, u16) {
    let open = |head: &[u8]| (first(head), if head.len() >= 8 { u64::MAX } else { (1 << (8 * head.len())) - 1 }, slot(head));
    match (alt, head(alt)) {
        (_, Some((head, true))) => (first(head.as_bytes()), u64::MAX, slot(head.as_bytes())),
        (_, Some((head, false))) => open(head.as_bytes()),
        (Alt::Exact { text, .. } | Alt::Cited(text), None) => {
            let mut passage = Passage::default();
            passage.read(text, &HINTS);
            if passage.words.is_empty() { (0, u64::MAX, 0) } else { open(passage.word(0)) }
        }
        _ => (0, u64::MAX, 0),
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
    /// The entry of a list of outdated words, or the statute of a citation.
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
    /// Of every passage what else may be in it.
    sights: Vec<Sight>,
}

impl Index {
    /// What may be in a passage.
    #[must_use]
    pub fn sight(&self, passage: usize) -> Sight {
        self.sights.get(passage).copied().unwrap_or(Sight::ANY)
    }

    /// The passages that may hold something: those whose sight tells so.
    pub fn seen(&self, may: impl Fn(Sight) -> bool) -> impl Iterator<Item = usize> {
        self.sights.iter().enumerate().filter(move |(_, sight)| may(**sight)).map(|(at, _)| at)
    }

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
    let mut index = Index { sights: Vec::with_capacity(reading.passages.len()), ..Index::default() };
    let mut passage = Passage::default();
    let hints = &*HINTS;
    for (number, at) in reading.passages.iter().enumerate() {
        let Some(text) = reading.tree.str(at.at) else {
            index.sights.push(Sight::ANY);
            continue;
        };
        let searched = (is_read(at.kind) || matches!(at.kind, Type::String | Type::Strings)) && !text.starts_with('@');
        if searched {
            passage.read(text, hints);
        } else {
            passage.look(text, hints);
        }
        index.sights.push(passage.sight);
        if !searched {
            continue;
        }
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

/// What may be in a text that is no passage.
#[must_use]
pub fn sight(text: &str) -> Sight {
    let mut passage = Passage::default();
    passage.look(text, &HINTS);
    passage.sight
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
    passage.read(text, &HINTS);
    let mut hits = Vec::new();
    find(LEXICONS.get(lang), text, &passage, lang, 0, &|_| false, &mut hits);
    hits.sort_unstable_by_key(|hit| (hit.start, u32::MAX - hit.end));
    let list = list(name);
    hits.iter().filter(|hit| Some(hit.list) == list).map(|hit| hit.start as usize..hit.end as usize).collect()
}

fn find(table: &Table, text: &str, passage: &Passage, lang: Lang, number: u32, at_home: &dyn Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let mut reader: Option<Reader<'_>> = None;
    for at in 0..passage.words.len() {
        for head in table.candidates(passage, at) {
            if passage.masked(passage.words[at].start as usize) {
                break;
            }
            let (group, pattern) = &table.lexicon.patterns[usize::from(head.pattern)];
            let reader = reader.get_or_insert_with(|| Reader::new(text, passage, lang, &table.lexicon, &table.sieves));
            let Some((words, end)) = reader.covers(pattern, at, usize::from(head.alt)) else { continue };
            let group = &table.lexicon.groups[usize::from(*group)];
            if reader.stands(group, &words, at_home) {
                let is_fixed = |token: &Token| table.lexicon.anys[usize::from(token.any)].iter().all(|alt| matches!(alt, Alt::Form(_) | Alt::Exact { .. }));
                let fixed = pattern.tokens.iter().all(is_fixed);
                hits.push(Hit { list: group.list, passage: number, start: passage.words[words.start].start, end: end as u32, entry: group.entry, fixed });
            }
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
