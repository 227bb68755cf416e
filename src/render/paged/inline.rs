//! Inlines made one text with the look of each stretch of it: the form in which lines are broken.
//! Never lets a control character or a bidirectional mark through, whatever an author pasted.

use super::links::Links;
use super::measure::Face;
use super::model::RunKind;
use crate::document::{Href, Inline, is_bidi};
use crate::lang::Lang;
use unicode_segmentation::GraphemeCursor;

/// What stands where a character was that may not be printed.
const REPLACED: char = '\u{fffd}';
/// A place where an author allows a hyphen; taken out of the text and remembered.
const SOFT_HYPHEN: char = '\u{ad}';

/// The look of a stretch of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    pub(super) face: Face,
    pub(super) lang: Lang,
    pub(super) link: Option<Href>,
    pub(super) kind: RunKind,
}

impl Look {
    pub(super) fn new(face: Face, lang: Lang) -> Self {
        Self { face, lang, link: None, kind: RunKind::Text }
    }
}

/// One text with its looks. White space is single spaces, a line break the author asked for is `\n`.
#[derive(Debug, Default)]
pub(super) struct Passage {
    pub(super) text: String,
    /// Each stretch by its end; they cover the text, in order, and end between graphemes.
    pub(super) spans: Vec<(usize, Look)>,
    /// Where the author allows a hyphen.
    pub(super) soft: Vec<usize>,
}

impl Passage {
    /// A plain text in one look.
    pub(super) fn plain(text: &str, look: Look) -> Self {
        let mut passage = Self::default();
        passage.push(text, &look);
        passage.finish()
    }

    /// Inlines in the look around them; their links are entered in `links`.
    pub(super) fn of(inlines: &[Inline], look: &Look, links: &mut Links) -> Self {
        let mut passage = Self::default();
        passage.inlines(inlines, look, links);
        passage.finish()
    }

    /// Adds text with its white space made single spaces.
    pub(super) fn push(&mut self, text: &str, look: &Look) {
        let before = self.text.len();
        // Nearly all text is words of letters with one space between them, which stand as they are.
        if is_plain(text.as_bytes()) {
            let blank = self.text.is_empty() || self.text.ends_with([' ', '\n']);
            self.text.push_str(if blank { text.trim_start_matches(' ') } else { text });
            return self.cover(before, look);
        }
        for c in text.chars() {
            match c {
                SOFT_HYPHEN => self.soft.push(self.text.len()),
                _ if is_space(c) => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                _ => self.text.push(printable(c)),
            }
        }
        self.cover(before, look);
    }

    /// Adds text as it is; for what the layout writes itself.
    pub(super) fn push_raw(&mut self, text: &str, look: &Look) {
        let before = self.text.len();
        self.text.push_str(text);
        self.cover(before, look);
    }

    /// Adds another passage after this one.
    pub(super) fn append(&mut self, other: &Self) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.spans.extend(other.spans.iter().map(|(end, look)| (base + end, look.clone())));
        self.soft.extend(other.soft.iter().map(|at| base + at));
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline], look: &Look, links: &mut Links) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.push(text, look),
                Inline::Emphasis { content } => self.inlines(content, &Look { face: italic(look.face), ..look.clone() }, links),
                Inline::Strong { content } => self.inlines(content, &Look { face: bold(look.face), ..look.clone() }, links),
                Inline::Code { text } => self.push(text, &Look { face: code(look.face), ..look.clone() }),
                Inline::Foreign { lang, content } => self.inlines(content, &Look { lang: *lang, ..look.clone() }, links),
                Inline::Link { href, content } => {
                    let start = self.text.len();
                    self.inlines(content, &Look { link: Some(href.clone()), ..look.clone() }, links);
                    if let Some(number) = links.note(href, self.text.get(start..).unwrap_or_default()) {
                        let blank = self.text.ends_with(' ');
                        self.trim_end();
                        // The number stays with the last word of the link.
                        let note = Look { kind: RunKind::Note(number), link: Some(href.clone()), face: look.face, lang: look.lang };
                        self.push_raw(&format!("\u{a0}[{number}]"), &note);
                        if blank {
                            self.push_raw(" ", look);
                        }
                    }
                }
                Inline::Break => {
                    self.trim_end();
                    if !self.text.is_empty() {
                        self.push_raw("\n", look);
                    }
                }
            }
        }
    }

    fn cover(&mut self, before: usize, look: &Look) {
        let end = self.text.len();
        if end == before {
            return;
        }
        match self.spans.last_mut() {
            Some((last, same)) if same == look => *last = end,
            _ => self.spans.push((end, look.clone())),
        }
    }

    fn trim_end(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        for span in self.spans.iter_mut().rev().take_while(|span| span.0 > end) {
            span.0 = end;
        }
        while self.soft.last().is_some_and(|at| *at >= end) {
            self.soft.pop();
        }
    }

    /// Takes blanks from the end and moves the end of each stretch to the end of a grapheme, so that no character is measured apart
    /// from the marks it carries.
    pub(super) fn finish(mut self) -> Self {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(end);
        let said: Vec<bool> = self.spans.iter().map(|(_, look)| look.kind == RunKind::Text).collect();
        for (n, (to, _)) in self.spans.iter_mut().enumerate() {
            *to = (*to).min(end);
            // What the layout adds, such as the number of a link, never takes a mark from the text nor gives it one.
            if said[n] && said.get(n + 1).is_none_or(|said| *said) {
                *to = boundary(&self.text, *to);
            }
        }
        let mut before = 0;
        self.spans.retain(|(end, _)| {
            let covers = *end > before;
            before = before.max(*end);
            covers
        });
        self
    }
}

/// Whether a text holds nothing but letters U+00C0 to U+02FF, printable ASCII, and single spaces.
fn is_plain(text: &[u8]) -> bool {
    // The bytes 0x80 to 0xBF end a character whose first byte decides.
    let known = text.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3..=0xcb));
    known && !text.windows(2).any(|pair| pair == b"  ")
}

/// The first boundary between graphemes at or after `at`.
fn boundary(text: &str, at: usize) -> usize {
    if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        _ => at,
    }
}

/// White space at which a line may break; the no-break spaces are none.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r') || (c.is_whitespace() && !c.is_control() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'))
}

/// The character as it may be printed.
pub(super) fn printable(c: char) -> char {
    if c.is_control() || is_bidi(c) { REPLACED } else { c }
}

fn italic(face: Face) -> Face {
    match face {
        Face::Body => Face::Italic,
        Face::Bold => Face::BoldItalic,
        other => other,
    }
}

fn bold(face: Face) -> Face {
    match face {
        Face::Body => Face::Bold,
        Face::Italic => Face::BoldItalic,
        other => other,
    }
}

fn code(face: Face) -> Face {
    match face {
        Face::Title | Face::Heading(_) => face,
        _ => Face::Code,
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Passage, is_plain, is_space, printable};
    use crate::lang::Lang;
    use crate::render::paged::Face;

    #[test]
    fn what_is_taken_as_it_stands_is_what_its_characters_make() {
        for c in '\0'..=char::MAX {
            let plain = is_plain(c.to_string().as_bytes());
            assert!(!plain || c == ' ' || (!is_space(c) && printable(c) == c && c != '\u{ad}'), "U+{:04X}", c as u32);
        }
        assert!(is_plain("Äiti söi öylätin (å la carte), 12 €/kk".replace('€', "e").as_bytes()) && !is_plain(b"a  b"));
        let look = Look::new(Face::Body, Lang::FI);
        let mut passage = Passage::default();
        for part in [" yksi", " kaksi ", " kolme", "", " ", "neljä\u{a0}viisi  ", " kuusi "] {
            passage.push(part, &look);
        }
        assert_eq!(passage.finish().text, "yksi kaksi kolme neljä\u{a0}viisi kuusi");
    }
}
