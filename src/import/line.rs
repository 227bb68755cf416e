//! The one shape every input becomes: lines with their kind and their places in the original. Never decides what a line is about.

use super::mask;
use std::ops::Range;

/// What a line is by its layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    Text,
    /// Marked as a heading of this level, from 1.
    Heading(u8),
    /// An item of a list; how deep it stands.
    Item(u8),
    /// A cell of a table: its row and column.
    Cell(u32, u16),
}

/// One line as a reader sees it.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its text, without space around it and with single spaces inside; without the mark of a list.
    pub text: String,
    /// What it is by its layout.
    pub kind: Kind,
    /// Whether something ends before it: an empty line, a paragraph, a page.
    pub gap: bool,
    /// Whether all of it is in bold type.
    pub strong: bool,
    /// Whether it is furniture of the page: a menu, a footer, a banner, a page number.
    pub chrome: bool,
    /// Whether it is indented, where the input shows that.
    pub indented: bool,
    /// The number before an item of a numbered list.
    pub number: Option<u32>,
    /// The page it stands on, where the input has pages.
    pub page: Option<u32>,
    /// Where bytes of the text stand in the original: offsets into both, in order. Between two of them the bytes run on.
    pub(in crate::import) places: Vec<(u32, u32)>,
    /// The bytes of the original it covers.
    pub(in crate::import) range: Range<u32>,
}

impl Line {
    /// The bytes of the original that the line covers.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }

    /// The byte of the original where a byte of the text stands.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let at = at as u32;
        let index = self.places.partition_point(|(text, _)| *text <= at);
        let Some((text, source)) = index.checked_sub(1).and_then(|i| self.places.get(i)) else { return self.range.start as usize };
        ((source + (at - text)).min(self.range.end)) as usize
    }

    /// Puts asterisks over identity codes that markup had parted in the original.
    pub fn hide_codes(&mut self) {
        // A code is plain ASCII, so nothing moves.
        mask::mask(&mut self.text);
    }

    /// The line, with or without the hyphen it ends with, and another right after it.
    #[must_use]
    pub fn joined(&self, next: &Self, keeps_hyphen: bool) -> Self {
        let mut builder = Builder::default();
        for (line, end) in [(self, self.text.len() - usize::from(!keeps_hyphen)), (next, next.text.len())] {
            line.text[..end].char_indices().for_each(|(at, c)| builder.push(c, line.place(at), c.len_utf8()));
        }
        let dressed = self.clone();
        builder.finish(self.kind).map_or(dressed, |line| Self {
            gap: self.gap,
            strong: self.strong,
            indented: self.indented,
            number: self.number,
            page: self.page,
            ..line
        })
    }

    /// The line from a byte of its text on, and what stands before it.
    #[must_use]
    pub fn split(&self, at: usize) -> (Self, Self) {
        let mut first = Builder::default();
        let mut second = Builder::default();
        for (offset, c) in self.text.char_indices() {
            let side = if offset < at { &mut first } else { &mut second };
            side.push(c, self.place(offset), c.len_utf8());
        }
        let of = |builder: Builder| builder.finish(self.kind).unwrap_or_else(|| Self { text: String::new(), places: Vec::new(), ..self.clone() });
        let (first, second) = (of(first), of(second));
        let dress = |line: Self, gap: bool| Self { gap, strong: self.strong, chrome: self.chrome, indented: self.indented, page: self.page, ..line };
        (dress(first, self.gap), dress(second, false))
    }
}

/// Builds one line from pieces of the original.
#[derive(Debug, Default)]
pub struct Builder {
    text: String,
    places: Vec<(u32, u32)>,
    start: Option<u32>,
    end: u32,
    /// How many characters were in bold type.
    strong: usize,
    plain: usize,
}

impl Builder {
    /// Adds a character that stands at a byte of the original and takes `width` bytes there. Space is kept single and never first.
    pub fn push(&mut self, c: char, at: usize, width: usize) {
        // What cannot be seen is not text: marks of direction, joiners, soft hyphens, controls.
        if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') {
            return;
        }
        let c = if c.is_whitespace() || c.is_control() { ' ' } else { c };
        if c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        let (at, offset) = (at as u32, self.text.len() as u32);
        let runs_on = self.places.last().is_some_and(|(text, source)| source + (offset - text) == at);
        if !runs_on {
            self.places.push((offset, at));
        }
        self.text.push(c);
        if c != ' ' {
            self.start.get_or_insert(at);
            self.end = at + width as u32;
        }
    }

    /// Adds a run that stands as written.
    pub fn extend(&mut self, text: &str, at: usize, strong: bool) {
        for (offset, c) in text.char_indices() {
            self.push(c, at + offset, c.len_utf8());
        }
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        *(if strong { &mut self.strong } else { &mut self.plain }) += count;
    }

    /// Takes back a hyphen at the end of a letter's word, where the word goes on in the text given. `keeps` says of the last word and the next whether
    /// the hyphen belongs to them; `None`: they are two words.
    pub fn join(&mut self, next: &str, keeps: impl Fn(&str, &str) -> Option<bool>) {
        let stem = self.text.strip_suffix('-').and_then(|text| text.chars().next_back());
        let cut = stem.is_some_and(char::is_lowercase) && next.starts_with(char::is_lowercase);
        let [last, first] = [self.text.rsplit(' ').next(), next.split_whitespace().next()].map(Option::unwrap_or_default);
        let whole = cut.then(|| keeps(last, first)).flatten();
        if whole == Some(false) {
            self.text.pop();
        } else if whole.is_none() {
            self.push(' ', self.end as usize, 1);
        }
    }

    /// How many bytes were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was added yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim_end().is_empty()
    }

    /// The line, if there is any text in it.
    #[must_use]
    pub fn finish(mut self, kind: Kind) -> Option<Line> {
        self.text.truncate(self.text.trim_end().len());
        let start = self.start?;
        (!self.text.is_empty()).then_some(Line {
            text: self.text,
            kind,
            gap: false,
            strong: self.strong > 0 && self.plain == 0,
            chrome: false,
            indented: false,
            number: None,
            page: None,
            places: self.places,
            range: start..self.end,
        })
    }
}

/// A document as lines.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The text that places count in: the original where it is text, else what was taken out of it.
    pub text: String,
    /// The lines in reading order.
    pub lines: Vec<Line>,
    /// Whether all of it could be read; a scanned page has no text.
    pub whole: bool,
}
