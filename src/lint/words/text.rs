//! A passage as words: where each begins and ends, what stands between two, where sentences and clauses end, what is no prose.
//! Never knows a list. Works on bytes of the passage, so that every place is exact.

use super::sight::{ANGLE, AT, CROSS, DOTS, Hints, LINE, NAMED, ODD, ROUND, SLASH, SQUARE, Sight};
use crate::prose::ends_sentence;
use std::ops::Range;

/// One word in bytes of the passage.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Its first byte.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// Where an ending after a colon begins (`EU:n`), else its end.
    pub cut: u32,
    /// The slot of its first three letters.
    pub slot: u16,
}

/// How many bits a slot has.
pub const BITS: u32 = 12;

/// The slot of words that begin with three letters.
#[must_use]
pub fn slot(word: &[u8]) -> u16 {
    let first = match word {
        [a, b, c, ..] => u32::from(*a) | u32::from(*b) << 8 | u32::from(*c) << 16,
        [a, b] => u32::from(*a) | u32::from(*b) << 8,
        [a] => u32::from(*a),
        [] => 0,
    };
    (first.wrapping_mul(0x9E37_79B1) >> (32 - BITS)) as u16
}

/// A set of slots, some of which share a bit: what is not in it is not there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sieve([u64; 16]);

impl Sieve {
    /// Puts a slot in.
    pub fn put(&mut self, slot: u16) {
        self.0[usize::from(slot >> 6 & 15)] |= 1 << (slot & 63);
    }

    /// Whether a slot may be in it.
    #[must_use]
    pub fn may_have(&self, slot: u16) -> bool {
        self.0[usize::from(slot >> 6 & 15)] & 1 << (slot & 63) != 0
    }
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Blank, or marks that divide nothing.
    Space,
    /// A comma or the like.
    Clause,
    /// The end of a sentence, a paragraph or a list item.
    Sentence,
}

/// A byte of a word: ASCII letters and digits, and all of other letters.
const LETTER: u8 = 1;
/// A digit.
const DIGIT: u8 = 1 << 1;
/// Joins two parts of a word where both are letters or digits.
const JOINER: u8 = 1 << 2;
/// A byte of which more is to be known: its sign is looked at.
const SIGN: u8 = 1 << 3;
/// The first byte of a letter of Latin-1, which is folded.
const LATIN: u8 = 1 << 4;
/// The first byte of a letter of another block, or of a mark of which no more is known.
const OTHER: u8 = 1 << 5;

/// What a byte is to a word.
const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        table[b] = match byte {
            b'0'..=b'9' => LETTER | DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'-' | b'\'' => JOINER,
            b'.' | b':' | b'@' | b'/' => JOINER | SIGN,
            b'`' | b'(' | b'[' | b']' | b'<' | b'_' => SIGN,
            0xC2 | 0xE2 | 0xEF | 0xF0..=0xFF => SIGN,
            0xC3 => LETTER | LATIN,
            0xC4..=0xE1 | 0xE3..=0xEE => LETTER | OTHER,
            0x80.. => LETTER,
            _ => 0,
        };
        b += 1;
    }
    table
};

/// Where a word goes on that a hyphen divides at the end of a line; none where the hyphen stands for what two words share ("osto- ja myyntitiedot"), or
/// where a name or a figure stands on either side.
fn goes_on(text: &[u8], at: usize) -> Option<usize> {
    const AND: &[&[u8]] = &[b"ja", b"tai", "sekä".as_bytes(), "että".as_bytes(), b"eli", b"och", b"eller", b"samt", b"and", b"or", b"to"];
    let small = |at: usize| text.get(at).is_some_and(|b| b.is_ascii_lowercase() || (*b == 0xC3 && text.get(at + 1).is_some_and(|b| *b >= 0xA0)));
    if !text[at..].starts_with(b"-\n") || !(small(at - 1) || (at > 1 && small(at - 2))) {
        return None;
    }
    let next = at + 2 + text[at + 2..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let and = |word: &&[u8]| text[next..].starts_with(word) && text.get(next + word.len()).is_none_or(|b| CLASS[usize::from(*b)] & LETTER == 0);
    (small(next) && !AND.iter().any(and)).then_some(next)
}

/// Goes over letters and digits, folds those of Latin-1 and counts digits: where they end.
#[inline]
fn letters(bytes: &mut [u8], mut at: usize, digits: &mut usize, marks: &mut u16) -> usize {
    loop {
        let this = CLASS[usize::from(bytes[at])];
        if this & LETTER == 0 {
            return at;
        }
        *digits += usize::from(this & DIGIT != 0);
        if this & (LATIN | OTHER) != 0 {
            match bytes[at + 1] {
                // Signs of multiplication and division stand among the letters.
                0x97 | 0xB7 if this & LATIN != 0 => *marks |= ODD,
                0x80..=0x9E if this & LATIN != 0 => bytes[at + 1] |= 0x20,
                _ if this & OTHER != 0 => *marks |= ODD,
                _ => {}
            }
        }
        at += 1;
    }
}

/// The shortest word that is a legal form itself, in bytes: "andelslag".
const LONG: usize = 9;

/// Whether a capital letter of Latin-1 stands at a byte.
fn is_capital(text: &[u8], at: usize) -> bool {
    text[at].is_ascii_uppercase() || (text[at] == 0xC3 && text.get(at + 1).is_some_and(|b| *b < 0x9F))
}

/// Takes the breaks out of a word that ends at `end`, and moves the beginnings of its parts: where it ends now. What is left over behind it is nobody's.
fn joined(bytes: &mut [u8], end: usize, breaks: &[Range<usize>], parts: &mut [usize]) -> usize {
    for gap in breaks.iter().rev() {
        bytes.copy_within(gap.end..end, gap.start);
        parts.iter_mut().filter(|part| **part >= gap.end).for_each(|part| *part -= gap.len());
    }
    end - breaks.iter().map(Range::len).sum::<usize>()
}

/// A passage as words. Kept and filled again, so that memory is taken once.
#[derive(Debug, Default)]
pub struct Passage {
    /// In lower case, byte by byte in the same places.
    pub folded: Vec<u8>,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Bytes that are code or addresses.
    masks: Vec<Range<usize>>,
    /// Whether anything in it could be.
    marked: bool,
    /// The slots of its words, and of their parts.
    pub sieve: Sieve,
    /// What else may be there.
    pub sight: Sight,
}

/// The most parts of a word whose beginnings are looked at.
const PARTS: usize = 8;

impl Passage {
    /// Reads a text.
    pub fn read(&mut self, text: &str, hints: &Hints) {
        self.look(text, hints);
        if self.marked {
            self.mask(text);
        }
    }

    /// Reads a text of which nobody asks what in it is no prose.
    pub fn look(&mut self, text: &str, hints: &Hints) {
        self.words.clear();
        self.masks.clear();
        self.marked = false;
        self.sieve = Sieve::default();
        let mut bytes = std::mem::take(&mut self.folded);
        bytes.clear();
        bytes.extend_from_slice(text.as_bytes());
        bytes.make_ascii_lowercase();
        // A byte that is nothing to a word ends the last.
        let length = bytes.len();
        bytes.push(0);
        let mut sight = Sight::default();
        let mut digits = 0_usize;
        let mut after_capital = false;
        let mut at = 0;
        while at < length {
            let this = CLASS[usize::from(bytes[at])];
            if this & LETTER == 0 {
                at += if this & SIGN == 0 { 1 } else { self.sign(&bytes, at, &mut sight.marks) };
                continue;
            }
            let start = at;
            let mut part = at;
            let mut cut = None;
            let (mut parts, mut found) = ([0; PARTS], 0);
            // Where a hyphen divides the word between two lines.
            let mut breaks: Vec<Range<usize>> = Vec::new();
            let end = loop {
                at = letters(&mut bytes, at, &mut digits, &mut sight.marks);
                if CLASS[usize::from(bytes[at])] & JOINER == 0 || CLASS[usize::from(bytes[at + 1])] & LETTER == 0 || cut.is_some() {
                    if cut.is_none()
                        && let Some(next) = goes_on(text.as_bytes(), at)
                    {
                        breaks.push(at..next);
                        at = next;
                        part = next;
                        continue;
                    }
                    break at;
                }
                let digits = bytes[at - 1].is_ascii_digit() && bytes[at + 1].is_ascii_digit();
                let joins = match bytes[at] {
                    b'-' | b'\'' => true,
                    b'.' => at - part <= 2 || digits,
                    b':' => !bytes[at + 1].is_ascii_digit(),
                    b'/' => digits,
                    _ => false,
                };
                if !joins {
                    break at;
                }
                if bytes[at] == b':' {
                    cut = Some(at);
                } else if bytes[at] == b'.' && bytes[at + 1] == b'x' {
                    sight.marks |= CROSS;
                }
                at += 1;
                part = at;
                if found < PARTS {
                    parts[found] = at;
                    found += 1;
                } else {
                    sight.marks |= ODD;
                }
            };
            self.marked |= bytes[start] == b'w' && bytes[start..].starts_with(b"www");
            let capital = is_capital(text.as_bytes(), start);
            if capital && after_capital && end - start >= LONG {
                sight.marks |= NAMED;
            }
            after_capital = capital;
            if !breaks.is_empty() {
                cut = Some(joined(&mut bytes, end, &breaks, &mut parts[..found]));
            }
            let to = cut.unwrap_or(end);
            let word = &bytes[start..to];
            let own = slot(word);
            self.sieve.put(own);
            sight.hints |= hints.at(own, word);
            for part in &parts[..found] {
                let part = &bytes[*part..if breaks.is_empty() { end } else { to }];
                self.sieve.put(slot(part));
                sight.hints |= hints.at(slot(part), part);
            }
            self.words.push(Word { start: start as u32, end: end as u32, cut: to as u32, slot: own });
        }
        sight.digits = u16::try_from(digits).unwrap_or(u16::MAX);
        if sight.marks & ODD != 0 {
            sight = Sight::ANY;
        }
        self.sight = sight;
        bytes.pop();
        self.folded = bytes;
    }

    /// Looks at a byte that is no letter: how many bytes it takes.
    fn sign(&mut self, bytes: &[u8], at: usize, marks: &mut u16) -> usize {
        let rest = &bytes[at..];
        let next = |n: usize| rest.get(n).copied().unwrap_or_default();
        match rest[0] {
            b'(' => *marks |= ROUND,
            b'[' => *marks |= SQUARE,
            b'<' => *marks |= ANGLE,
            b'_' => *marks |= LINE,
            b'/' => *marks |= SLASH,
            b'@' => {
                *marks |= AT;
                self.marked = true;
            }
            b'`' => self.marked = true,
            b':' => self.marked |= rest.starts_with(b"://"),
            b']' => self.marked |= next(1) == b'(',
            b'.' => {
                if next(1) == b'.' || (next(1) == b' ' && next(2) == b'.') {
                    *marks |= DOTS;
                }
                if next(1) == b'x' {
                    *marks |= CROSS;
                }
            }
            0xC2 => return 2,
            0xE2 => {
                // The block of letterlike signs has some that fold to letters, and further blocks have letters.
                match (next(1), next(2)) {
                    (0x80, 0xA6) => *marks |= DOTS,
                    (0x80 | 0x82, _) => {}
                    _ => *marks |= ODD,
                }
                return 3;
            }
            0xEF => {
                *marks |= ODD;
                return 3;
            }
            _ => {
                *marks |= ODD;
                return 4;
            }
        }
        1
    }

    /// Finds code, addresses of links and bare addresses.
    fn mask(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &text[at..];
            if bytes[at] == b'`' {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                let end = rest[ticks..].find(&rest[..ticks]).map_or(ticks, |end| ticks * 2 + end);
                self.masks.push(at..at + end);
                at += end;
            } else if rest.starts_with("](") {
                let end = rest.find(')').map_or(rest.len(), |end| end + 1);
                self.masks.push(at..at + end);
                at += end;
            } else if bytes[at] == b'@' || rest.starts_with("://") || rest.starts_with("www.") {
                let blank = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | '”');
                let start = text[..at].rfind(blank).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
                let end = rest.find(blank).map_or(text.len(), |i| at + i);
                self.masks.push(start..end);
                at = end.max(at + 1);
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    /// Whether a place is code or an address.
    #[must_use]
    pub fn masked(&self, at: usize) -> bool {
        self.masks.iter().any(|mask| mask.contains(&at))
    }

    /// A word in lower case, without an ending after a colon.
    #[must_use]
    pub fn word(&self, at: usize) -> &[u8] {
        let word = self.words[at];
        &self.folded[word.start as usize..word.cut as usize]
    }

    /// What stands before a word; the first begins a sentence.
    #[must_use]
    pub fn gap(&self, text: &str, at: usize) -> Gap {
        if at == 0 {
            return Gap::Sentence;
        }
        let (from, to) = (self.words[at - 1].end as usize, self.words[at].start as usize);
        let between = &text[from..to];
        if between == " " {
            return Gap::Space;
        }
        let mut gap = Gap::Space;
        let mut lines = 0;
        for (i, c) in between.char_indices() {
            match c {
                '\n' => lines += 1,
                '.' | '!' | '?' | '…' => {
                    let after = &between[i + c.len_utf8()..];
                    // A break that was asked for stands as a backslash at the end of its line.
                    let closes = after.is_empty()
                        || after.starts_with("\\\n")
                        || after.starts_with(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '”' | '’' | '*' | '_' | '»' | ']'));
                    if closes && !after.is_empty() && (c != '.' || ends_sentence(&text[self.words[at - 1].start as usize..=from + i], &text[to..])) {
                        return Gap::Sentence;
                    }
                }
                ',' | ';' | ':' | '(' | ')' | '–' | '—' => gap = Gap::Clause,
                // A mark at the beginning of a line opens an item, a heading, a quotation or a row.
                '-' | '*' | '+' | '#' | '>' | '|' if lines > 0 && between[i..].chars().nth(1).is_none_or(|next| next.is_whitespace() || next == '#') => {
                    return Gap::Sentence;
                }
                _ => {}
            }
        }
        // A blank line, and a numbered item.
        let numbered = lines > 0 && self.folded[to].is_ascii_digit() && {
            let rest = &self.folded[self.words[at].end as usize..];
            rest.starts_with(b". ") || rest.starts_with(b") ")
        };
        if lines > 1 || numbered { Gap::Sentence } else { gap }
    }

    /// The words of the sentence, or with `clause` of the clause, around the words `first..=last`.
    #[must_use]
    pub fn around(&self, text: &str, first: usize, last: usize, clause: bool) -> Range<usize> {
        let border = |at: usize| self.gap(text, at) >= if clause { Gap::Clause } else { Gap::Sentence };
        let mut start = first;
        while start > 0 && !border(start) {
            start -= 1;
        }
        let mut end = last + 1;
        while end < self.words.len() && !border(end) {
            end += 1;
        }
        start..end
    }

    /// Whether the sentence that begins with a word is a heading.
    #[must_use]
    pub fn is_heading(&self, text: &str, first: usize) -> bool {
        let start = self.words[first].start as usize;
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        text[line..start].trim_start().starts_with('#')
    }
}

#[cfg(test)]
mod tests {
    use super::super::sight::HINTS;
    use super::{Gap, Passage};

    fn words(text: &str) -> Vec<String> {
        let mut passage = Passage::default();
        passage.read(text, &HINTS);
        (0..passage.words.len()).map(|i| String::from_utf8_lossy(passage.word(i)).into_owned()).collect()
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(
            words("ÄÄNESTÄ osa-aikainen, EU:n “t.ex.” 523/1999 ja/tai 1.1.2020."),
            ["äänestä", "osa-aikainen", "eu", "t.ex", "523/1999", "ja", "tai", "1.1.2020"]
        );
        assert_eq!(words("data subject’s § 10 – you're"), ["data", "subject", "s", "10", "you're"]);
    }

    #[test]
    fn a_word_divided_between_lines_is_one() {
        assert_eq!(words("henkilötieto-\nlain 8 § ja asiakas-\n  rekisterissä, EU:n"), ["henkilötietolain", "8", "ja", "asiakasrekisterissä", "eu"]);
        assert_eq!(words("osto-\nja myyntitiedot, kohta-\n- toinen, EU-\nmaat"), ["osto", "ja", "myyntitiedot", "kohta", "toinen", "eu", "maat"]);
        assert_eq!(words("tä-\nmä tietojen-\nkäsit-\ntely"), ["tämä", "tietojenkäsittely"]);
    }

    #[test]
    fn sentences_and_clauses_end_where_they_do() {
        let broken = "Yksi.\\\nKaksi kolme\\\nneljä esim.\\\nviisi";
        let mut passage = Passage::default();
        passage.read(broken, &HINTS);
        let gaps: Vec<Gap> = (0..passage.words.len()).map(|i| passage.gap(broken, i)).collect();
        assert_eq!(gaps, [Gap::Sentence, Gap::Sentence, Gap::Space, Gap::Space, Gap::Space, Gap::Space]);
        let text = "Yksi, kaksi esim. kolme. Neljä\nviisi\n\nkuusi\n- seitsemän 3. kahdeksan\n1. Yhdeksän (kymmenen)";
        let mut passage = Passage::default();
        passage.read(text, &HINTS);
        let gaps: Vec<Gap> = (0..passage.words.len()).map(|i| passage.gap(text, i)).collect();
        let (s, c, n) = (Gap::Sentence, Gap::Clause, Gap::Space);
        assert_eq!(gaps, [s, c, n, n, s, n, s, s, n, n, s, n, c], "{:?}", words(text));
    }

    #[test]
    fn code_and_addresses_are_no_prose() {
        let text = "Katso `voi` tai [voi](https://voi.example/voi) tai www.voi.example/voi, voi@voi.example ja <https://voi.example> voi.";
        let mut passage = Passage::default();
        passage.read(text, &HINTS);
        let said: Vec<usize> = passage.words.iter().map(|w| w.start as usize).filter(|at| text[*at..].starts_with("voi") && !passage.masked(*at)).collect();
        assert_eq!(said, [text.find("[voi]").expect("there") + 1, text.rfind("voi").expect("there")]);
    }
}
