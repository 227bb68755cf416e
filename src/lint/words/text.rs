//! A passage as words: where each begins and ends, what stands between two, where sentences and clauses end, what is no prose.
//! Never knows a list. Works on bytes of the passage, so that every place is exact.

use super::data::fold;
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
    let letter = |at: usize| word.get(at).map_or(0, |b| u32::from(*b));
    let first = letter(0) | letter(1) << 8 | letter(2) << 16;
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

/// What a byte is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    /// Of a mark outside ASCII that takes so many bytes.
    Mark(u8),
    /// Joins two parts of a word where both are letters or digits.
    Joiner,
    Other,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        table[b] = match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'-' | b'.' | b'\'' | b':' | b'@' | b'/' => Class::Joiner,
            0xC2 => Class::Mark(2),
            0xE2 | 0xEF => Class::Mark(3),
            0xF0..=0xFF => Class::Mark(4),
            0x80.. => Class::Letter,
            _ => Class::Other,
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
    let and = |word: &&[u8]| text[next..].starts_with(word) && text.get(next + word.len()).is_none_or(|b| CLASS[usize::from(*b)] != Class::Letter);
    (small(next) && !AND.iter().any(and)).then_some(next)
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
    /// The slots of its words.
    pub sieve: Sieve,
}

impl Passage {
    /// Reads a text.
    pub fn read(&mut self, text: &str) {
        fold(text, &mut self.folded);
        self.words.clear();
        self.masks.clear();
        self.marked = false;
        self.sieve = Sieve::default();
        // Words that a hyphen divides between two lines, with their breaks.
        let mut divided: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
        let bytes = self.folded.as_slice();
        let letter = |at: usize| bytes.get(at).is_some_and(|b| CLASS[usize::from(*b)] == Class::Letter);
        let mut at = 0;
        while at < bytes.len() {
            match CLASS[usize::from(bytes[at])] {
                Class::Mark(width) => at += usize::from(width),
                Class::Letter => {
                    let start = at;
                    let mut part = at;
                    let mut cut = None;
                    let mut breaks: Vec<Range<usize>> = Vec::new();
                    loop {
                        while letter(at) {
                            at += 1;
                        }
                        if at + 1 < bytes.len() && CLASS[usize::from(bytes[at])] == Class::Joiner && letter(at + 1) && cut.is_none() {
                            let joins = match bytes[at] {
                                b'-' | b'\'' => true,
                                b'.' => at - part <= 2 || (bytes[at - 1].is_ascii_digit() && bytes[at + 1].is_ascii_digit()),
                                b':' => !bytes[at + 1].is_ascii_digit(),
                                b'/' => bytes[at - 1].is_ascii_digit() && bytes[at + 1].is_ascii_digit(),
                                _ => false,
                            };
                            if joins {
                                if bytes[at] == b':' {
                                    cut = Some(at);
                                }
                                at += 1;
                                part = at;
                                continue;
                            }
                        } else if cut.is_none()
                            && let Some(next) = goes_on(text.as_bytes(), at)
                        {
                            breaks.push(at..next);
                            at = next;
                            part = next;
                            continue;
                        }
                        break;
                    }
                    if !breaks.is_empty() {
                        cut = Some(at - breaks.iter().map(Range::len).sum::<usize>());
                        divided.push((self.words.len(), breaks));
                    }
                    self.marked |= bytes[start] == b'w' && bytes[start..].starts_with(b"www");
                    let slot = slot(&bytes[start..cut.unwrap_or(at)]);
                    self.sieve.put(slot);
                    self.words.push(Word { start: start as u32, end: at as u32, cut: cut.unwrap_or(at) as u32, slot });
                }
                _ => {
                    self.marked |= matches!(bytes[at], b'`' | b'@') || (bytes[at] == b':' && bytes[at..].starts_with(b"://")) || bytes[at..].starts_with(b"](");
                    at += 1;
                }
            }
        }
        // Such a word is read without its breaks; what is left over at its end is nobody's.
        for (word, breaks) in divided {
            let Word { start, end, cut, .. } = self.words[word];
            for gap in breaks.into_iter().rev() {
                self.folded.copy_within(gap.end..end as usize, gap.start);
            }
            let slot = slot(&self.folded[start as usize..cut as usize]);
            self.words[word].slot = slot;
            self.sieve.put(slot);
        }
        if self.marked {
            self.mask(text);
        }
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
                    let closes =
                        after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '”' | '’' | '*' | '_' | '»' | ']'));
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
    use super::{Gap, Passage};

    fn words(text: &str) -> Vec<String> {
        let mut passage = Passage::default();
        passage.read(text);
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
        let text = "Yksi, kaksi esim. kolme. Neljä\nviisi\n\nkuusi\n- seitsemän 3. kahdeksan\n1. Yhdeksän (kymmenen)";
        let mut passage = Passage::default();
        passage.read(text);
        let gaps: Vec<Gap> = (0..passage.words.len()).map(|i| passage.gap(text, i)).collect();
        let (s, c, n) = (Gap::Sentence, Gap::Clause, Gap::Space);
        assert_eq!(gaps, [s, c, n, n, s, n, s, s, n, n, s, n, c], "{:?}", words(text));
    }

    #[test]
    fn code_and_addresses_are_no_prose() {
        let text = "Katso `voi` tai [voi](https://voi.example/voi) tai www.voi.example/voi, voi@voi.example ja <https://voi.example> voi.";
        let mut passage = Passage::default();
        passage.read(text);
        let said: Vec<usize> = passage.words.iter().map(|w| w.start as usize).filter(|at| text[*at..].starts_with("voi") && !passage.masked(*at)).collect();
        assert_eq!(said, [text.find("[voi]").expect("there") + 1, text.rfind("voi").expect("there")]);
    }
}
