//! What one look at a passage tells of it, so that a search for what it cannot hold is never begun: marks, digits, beginnings of words.
//! Never finds anything itself: what may be there is looked for by who needs it.

use super::text::{BITS, slot};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a passage may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sight {
    /// Marks it has, as bits.
    pub marks: u16,
    /// How many digits it has.
    pub digits: u16,
    /// Groups of hints of which a word, or a part of one, begins alike; as bits.
    pub hints: u64,
}

/// A round bracket opens.
pub const ROUND: u16 = 1;
/// A square bracket opens.
pub const SQUARE: u16 = 1 << 1;
/// An angle opens.
pub const ANGLE: u16 = 1 << 2;
/// A low line.
pub const LINE: u16 = 1 << 3;
/// An at sign.
pub const AT: u16 = 1 << 4;
/// Full stops in a row, blanks between them or not, or an ellipsis.
pub const DOTS: u16 = 1 << 5;
/// An x after a full stop.
pub const CROSS: u16 = 1 << 6;
/// A slash between words.
pub const SLASH: u16 = 1 << 7;
/// Characters of which no more is known: anything may be there.
pub const ODD: u16 = 1 << 8;
/// A long word with a capital after another word with one, such as a name that ends in its own legal form.
pub const NAMED: u16 = 1 << 9;

/// The mark of a character that a list of patterns names.
#[must_use]
pub fn mark(name: &str) -> Option<u16> {
    Some(match name {
        "(" => ROUND,
        "[" => SQUARE,
        "<" => ANGLE,
        "_" => LINE,
        "@" => AT,
        ".." => DOTS,
        ".x" => CROSS,
        _ => return None,
    })
}

impl Sight {
    /// What nothing is known of.
    pub const ANY: Self = Self { marks: u16::MAX, digits: u16::MAX, hints: u64::MAX };

    /// Whether a mark is there, or may be.
    #[must_use]
    pub fn has(self, mark: u16) -> bool {
        self.marks & (mark | ODD) != 0
    }

    /// Whether it has characters of which no more is known.
    #[must_use]
    pub fn is_odd(self) -> bool {
        self.marks & ODD != 0
    }

    /// Whether a group of hints is there, or may be.
    #[must_use]
    pub fn hints(self, group: u32) -> bool {
        self.hints & 1 << group != 0
    }
}

/// Groups of hints: the words of a group begin with one of its hints, or are one of less than three letters.
pub struct Hints {
    /// For each slot whether a hint has it.
    slots: [u64; 1 << (BITS - 6)],
    /// Hints with their slots and the groups of each, in the order of slots.
    hints: Vec<(u16, Box<[u8]>, u64)>,
}

/// How many groups there may be.
pub const GROUPS: u32 = 64;

impl Hints {
    /// Makes groups ready, in their order.
    #[must_use]
    pub fn of<'a>(groups: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut slots = [0; 1 << (BITS - 6)];
        let mut all: BTreeMap<(u16, &[u8]), u64> = BTreeMap::new();
        for (group, hints) in (0..GROUPS).zip(groups) {
            for hint in hints {
                let slot = slot(hint.as_bytes());
                slots[usize::from(slot >> 6)] |= 1 << (slot & 63);
                *all.entry((slot, hint.as_bytes())).or_default() |= 1 << group;
            }
        }
        Self { slots, hints: all.into_iter().map(|((slot, hint), groups)| (slot, hint.into(), groups)).collect() }
    }

    /// The groups that a word with a slot belongs to.
    #[must_use]
    pub fn at(&self, slot: u16, word: &[u8]) -> u64 {
        if self.slots[usize::from(slot >> 6)] & 1 << (slot & 63) == 0 {
            return 0;
        }
        let from = self.hints.partition_point(|(at, ..)| *at < slot);
        let is = |hint: &[u8]| if hint.len() < 3 { word == hint } else { word.starts_with(hint) };
        self.hints[from..].iter().take_while(|(at, ..)| *at == slot).filter(|(_, hint, _)| is(hint)).fold(0, |all, (.., groups)| all | groups)
    }
}

/// The group of legal forms of organisations; lists of patterns have the groups after it.
pub const FORMS: u32 = 0;

/// All groups: legal forms, then those of patterns.
pub static HINTS: LazyLock<Hints> = LazyLock::new(|| {
    // An ending may follow a form of two letters after a mark that joins it.
    let forms = crate::lint::checks::FORMS.iter().map(|form| form.trim().to_lowercase());
    let forms: Vec<String> = forms.flat_map(|form| ["", "-", "'", ".", "/"].map(|mark| format!("{form}{mark}"))).chain(["a".to_string()]).collect();
    let mut groups: Vec<Vec<&str>> = vec![forms.iter().map(String::as_str).collect()];
    crate::lint::checks::hints().for_each(|hints| groups.push(hints));
    Hints::of(groups.into_iter())
});
