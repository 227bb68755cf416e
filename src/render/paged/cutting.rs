//! Where a line may break: between words, inside addresses and compounds, and at hyphens.
//! Never changes a text, and never allows a break that would make a reader misread a number, an address or a statute.

use super::inline::Passage;
use super::measure::Face;
use super::style::{Breaking, Hyphenation};
use crate::lang::Lang;
use std::ops::Range;
use textwrap::WordSeparator;
use unicode_segmentation::GraphemeCursor;

/// What a word between two spaces is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// May break where Unicode says, after a hyphen, and be hyphenated.
    Word,
    /// A number, a date, an e-mail address: whole.
    Whole,
    /// A web address: breaks after `/`, `?`, `&` and `=` of its path.
    Address,
}

pub(super) fn kind(word: &str) -> Kind {
    // Nearly all words hold nothing that could make them anything else; a full stop at the end makes none an address.
    let plain = word.strip_suffix('.').unwrap_or(word);
    if word != "www." && !plain.bytes().any(|b| matches!(b, b':' | b'@' | b'.' | b'0'..=b'9')) {
        return Kind::Word;
    }
    if word.contains("://") || word.starts_with("www.") {
        return Kind::Address;
    }
    let digit = word.bytes().any(|b| b.is_ascii_digit());
    if word.contains('@') || (digit && !word.chars().any(char::is_alphabetic)) || dotted(word) { Kind::Whole } else { Kind::Word }
}

/// Whether no hyphen may be added to a word: an address or a number.
pub(super) fn is_whole(word: &str) -> bool {
    kind(word) != Kind::Word
}

/// Whether a dot stands between letters, as in the name of a host.
fn dotted(word: &str) -> bool {
    word.match_indices('.').any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        letter(word[..at].chars().next_back()) && letter(word[at + 1..].chars().next())
    })
}

/// The words of `range`: stretches between spaces.
pub(super) fn words(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let bytes = &text.as_bytes()[..range.end];
    let mut at = range.start;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|b| *b != b' ')?;
        at = bytes[start..].iter().position(|b| *b == b' ').map_or(bytes.len(), |ahead| start + ahead);
        Some(start..at)
    })
}

/// The places inside a word of a kind where a line may break without a hyphen being added; the word begins at byte `base`.
pub(super) fn breaks(word: &str, kind: Kind, base: usize, out: &mut Vec<usize>) {
    match kind {
        Kind::Whole => {}
        Kind::Address => {
            // Not inside the host: `https://` alone at the end of a line says nothing.
            let host = word.find("://").map_or(0, |at| at + 3);
            let Some(path) = word[host..].find('/').map(|at| host + at) else { return };
            out.extend(
                word.char_indices()
                    .filter(|(at, c)| *at >= path && matches!(c, '/' | '?' | '&' | '='))
                    .map(|(at, _)| base + at + 1)
                    .filter(|at| *at < base + word.len()),
            );
        }
        Kind::Word => {
            // Latin words and their punctuation break at hyphens only, and nearly all words are such.
            let simple = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b'-' | b':' | b'(' | b')' | 0xc2 | 0xc3 | 0x80..=0xbf);
            if !word.bytes().all(simple) {
                let mut at = 0;
                for piece in WordSeparator::UnicodeBreakProperties.find_words(word) {
                    at += piece.word.len();
                    if at < word.len() && at > 0 {
                        out.push(base + at);
                    }
                }
            }
            // The separator leaves hyphens to its caller. Two letters on either side, so that `e-lasku` stays whole.
            if !word.bytes().any(|b| b == b'-') {
                return;
            }
            let first = out.len();
            for (at, _) in word.match_indices('-') {
                let letters = |mut side: std::iter::Take<&mut dyn Iterator<Item = char>>| side.by_ref().filter(|c| c.is_alphabetic()).count() == 2;
                if letters((&mut word[..at].chars().rev() as &mut dyn Iterator<Item = char>).take(2))
                    && letters((&mut word[at + 1..].chars() as &mut dyn Iterator<Item = char>).take(2))
                {
                    out.push(base + at + 1);
                }
            }
            if first < out.len() {
                out.sort_unstable();
                out.dedup();
            }
        }
    }
}

/// Whether the space between two words may not end a line.
pub(super) fn stays(before: &str, after: &str, breaking: &Breaking) -> bool {
    // Between two words of letters nothing below asks for it.
    let (Some(end), Some(start)) = (before.bytes().last(), after.bytes().next()) else { return false };
    if end.is_ascii_lowercase() && start.is_ascii_alphabetic() {
        return false;
    }
    let bare = |word: &str| word.trim_matches(['(', ')', ',', ';', ':', '"', '”']).to_string();
    let number = |word: &str| word.bytes().any(|b| b.is_ascii_digit()) && !word.chars().any(char::is_alphabetic);
    // A dash at the beginning of a line looks like a bullet.
    if matches!(after, "–" | "—") || after.starts_with('§') || before.ends_with('§') {
        return true;
    }
    let listed = |list: &[String], word: &str| list.iter().any(|unit| *unit == word || *unit == word.trim_end_matches('.'));
    (before.bytes().last().is_some_and(|b| b.is_ascii_digit()) && number(before) && listed(&breaking.units, &bare(after)))
        || (after.bytes().next().is_some_and(|b| b.is_ascii_digit()) && listed(&breaking.leads, &bare(before)))
}

/// The places inside a word where a hyphen may be added.
pub(super) fn hyphens(passage: &Passage, word: Range<usize>, limits: &Hyphenation, out: &mut Vec<usize>) {
    let first = passage.soft.partition_point(|at| *at <= word.start);
    let soft = passage.soft[first..].iter().copied().take_while(|at| *at < word.end);
    let before = out.len();
    // The author's own places are better than any pattern.
    out.extend(soft.filter(|at| on_boundary(&passage.text, *at)));
    out.dedup();
    if out.len() > before || !limits.on {
        return;
    }
    // A word tied to a number by a no-break space is still a word.
    let mut base = word.start;
    for part in passage.text[word].split('\u{a0}') {
        if kind(part) == Kind::Word && !part.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'/' | b'\\' | b'_' | b'#')) {
            let mut start = None;
            for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
                match (c.is_alphabetic(), start) {
                    (true, None) => start = Some(at),
                    (false, Some(from)) => {
                        letters(passage, base + from..base + at, limits, out);
                        start = None;
                    }
                    _ => {}
                }
            }
        }
        base += part.len() + '\u{a0}'.len_utf8();
    }
}

/// Hyphens inside a stretch of letters.
fn letters(passage: &Passage, range: Range<usize>, limits: &Hyphenation, out: &mut Vec<usize>) {
    let text = &passage.text[range.clone()];
    // An abbreviation in capitals has no syllables.
    if text.chars().nth(usize::from(limits.word).saturating_sub(1)).is_none() || !text.chars().any(char::is_lowercase) {
        return;
    }
    let span = passage.spans.partition_point(|(end, _)| *end <= range.start);
    let Some((_, look)) = passage.spans.get(span) else { return };
    let lang = match look.lang {
        Lang::FI => hypher::Lang::Finnish,
        Lang::SV => hypher::Lang::Swedish,
        Lang::EN => hypher::Lang::English,
        _ => return,
    };
    if look.face == Face::Code {
        return;
    }
    let mut at = range.start;
    for syllable in hypher::hyphenate_bounded(text, lang, limits.before.into(), limits.after.into()) {
        at += syllable.len();
        if at < range.end && on_boundary(&passage.text, at) {
            out.push(at);
        }
    }
}

/// Whether a letter and its marks stay together when the text is cut at `at`.
fn on_boundary(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_none_or(u8::is_ascii)
        || text.is_char_boundary(at) && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}
