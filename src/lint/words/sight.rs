//! What one look at a passage tells of it, so that a search for what it cannot hold is never begun: marks, digits, beginnings of words.
//! Never finds anything itself: what may be there is looked for by who needs it.

use super::text::{BITS, slot};
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

/// Groups of hints by the slot of a word: the words of a group begin with one of its hints, or are one of less than three letters.
pub struct Hints {
    /// For each slot which of the sets it has.
    slots: Vec<u8>,
    /// Sets of groups; the first is empty.
    sets: Vec<u64>,
}

/// How many groups there may be.
pub const GROUPS: u32 = 64;

impl Hints {
    /// Makes groups ready, in their order.
    #[must_use]
    pub fn of<'a>(groups: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut all = vec![0; 1 << BITS];
        for (group, hints) in (0..GROUPS).zip(groups) {
            hints.iter().for_each(|hint| all[usize::from(slot(hint.as_bytes()))] |= 1 << group);
        }
        let mut sets = vec![0];
        let mut number = |set: u64| {
            let at = sets.iter().position(|known| *known == set).unwrap_or_else(|| {
                sets.push(set);
                sets.len() - 1
            });
            // More sets than a byte counts do not occur; the last would then stand for all that follow.
            u8::try_from(at).unwrap_or(u8::MAX)
        };
        let slots = all.into_iter().map(&mut number).collect();
        if let Some(rest) = sets.get(usize::from(u8::MAX)..).filter(|rest| rest.len() > 1) {
            sets[usize::from(u8::MAX)] = rest.iter().fold(0, |all, set| all | set);
        }
        Self { slots, sets }
    }

    /// The groups that a slot belongs to.
    #[must_use]
    pub fn at(&self, slot: u16) -> u64 {
        self.sets[usize::from(self.slots[usize::from(slot)])]
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
