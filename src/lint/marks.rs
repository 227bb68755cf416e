//! The words of a text as numbers: one pass over its bytes gives every rule that compares texts what it needs.
//! Never judges, never copies a word.

use super::language::Language;
use crate::lang::Lang;
use std::sync::LazyLock;

/// What words of each language look like.
pub static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/languages.bin"))).expect("the build script packed this very type"));

/// The words of a language, where they are known.
#[must_use]
pub fn language(lang: Lang) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == lang.code())
}

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The same for the same word in any case of letters.
    pub mark: u64,
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// The languages it is a stop word of, as bits in the order of [`LANGUAGES`].
    pub known: u8,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Two marks as one, in this order.
#[must_use]
pub fn join(before: u64, mark: u64) -> u64 {
    (before.rotate_left(23) ^ mark).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Stop words by their marks: a table of slots, so that a word of a text is looked up in a few steps.
static KNOWN: LazyLock<Vec<(u64, u8)>> = LazyLock::new(|| {
    let mut slots = vec![(0, 0); 1024];
    for (n, language) in LANGUAGES.iter().enumerate().take(3) {
        for word in &language.stop {
            let Some(found) = raw(word).next() else { continue };
            let mut at = found.mark as usize % slots.len();
            while slots[at].0 != 0 && slots[at].0 != found.mark {
                at = (at + 1) % slots.len();
            }
            slots[at] = (found.mark, slots[at].1 | 1 << n);
        }
    }
    slots
});

fn known(mark: u64, slots: &[(u64, u8)]) -> u8 {
    let mut at = mark as usize % slots.len();
    while slots[at].0 != 0 {
        if slots[at].0 == mark {
            return slots[at].1;
        }
        at = (at + 1) % slots.len();
    }
    0
}

/// The words of a text in order.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let slots = &**KNOWN;
    raw(text).map(|word| Word { known: known(word.mark, slots), ..word })
}

/// The mark of all words of a text together: the same for the same words, whatever stands between them.
#[must_use]
pub fn mark(text: &str) -> u64 {
    raw(text).fold(SEED, |before, word| join(before, word.mark))
}

/// The mark of words together.
#[must_use]
pub fn mark_of(words: &[Word]) -> u64 {
    words.iter().fold(SEED, |before, word| join(before, word.mark))
}

/// Words are runs of ASCII letters and digits and of other letters as UTF-8 has them; signs of the blocks Latin-1 and General Punctuation
/// (§, », –, ’, …) end them. The letters of Latin-1 are folded as ASCII ones are.
fn raw(text: &str) -> impl Iterator<Item = Word> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            match bytes[at] {
                b if b.is_ascii_alphanumeric() => break,
                0xc3..=0xdf => break,
                0xc2 => at += 2,
                0xe0..=0xef => at += 3,
                0xf0.. => at += 4,
                _ => at += 1,
            }
        }
        if at >= bytes.len() {
            return None;
        }
        let start = at;
        let capital = bytes[at].is_ascii_uppercase() || (bytes[at] == 0xc3 && bytes.get(at + 1).is_some_and(|b| matches!(b, 0x80..=0x9e)));
        let mut mark = SEED;
        let mut take = |byte: u8| mark = (mark ^ u64::from(byte)).wrapping_mul(PRIME);
        while at < bytes.len() {
            match bytes[at] {
                b if b.is_ascii_alphanumeric() => {
                    take(b.to_ascii_lowercase());
                    at += 1;
                }
                lead @ 0xc3..=0xdf => {
                    let next = bytes.get(at + 1).copied().unwrap_or_default();
                    take(lead);
                    take(if lead == 0xc3 && matches!(next, 0x80..=0x9e) { next | 0x20 } else { next });
                    at += 2;
                }
                _ => break,
            }
        }
        let end = at.min(bytes.len());
        // Zero marks an empty slot.
        Some(Word { mark: mark.max(1), start: start as u32, end: end as u32, known: 0, capital })
    })
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, mark, words};

    #[test]
    fn words_are_the_same_in_any_case_of_letters_and_whatever_stands_between() {
        assert_eq!(mark("Öljy – ÄÄNI, Åbo; 10 §"), mark("öljy ääni (åbo) »10«…"));
        assert_ne!(mark("äiti"), mark("aiti"));
        assert_ne!(mark("a b"), mark("b a"));
        let found: Vec<(&str, bool)> = {
            let text = "Äiti, KELA’n 2.4:lle naïve–ž €5";
            words(text).map(|w| (&text[w.start as usize..w.end as usize], w.capital)).collect()
        };
        assert_eq!(
            found,
            [("Äiti", true), ("KELA", true), ("n", false), ("2", false), ("4", false), ("lle", false), ("naïve", false), ("ž", false), ("5", false)]
        );
    }

    #[test]
    fn a_stop_word_belongs_to_one_language() {
        let of = |word: &str| words(word).next().expect("a word").known;
        for (n, language) in LANGUAGES.iter().enumerate() {
            assert!(language.stop.len() > 50, "{}", language.code);
            for word in &language.stop {
                assert_eq!(of(word), 1 << n, "{word}");
            }
        }
        assert_eq!(of("polkupyörä"), 0);
    }
}
