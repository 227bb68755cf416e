//! Text in a line as `CommonMark`: the one place that escapes for the format.
//! Never gives up a character of a text to keep a mark: where emphasis cannot be written, the text stands without it.

use super::runs::{Kind, Run, first_char, last_char, runs};
use crate::document::Inlines;
use crate::render::clean::clean;
use crate::render::markup::Markup;
use std::fmt::Write as _;

/// Whether a text may break its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// A break becomes a space: headings, cells.
    One,
    /// A break is a hard break.
    Many,
}

/// `text` as a line of its own.
pub(in crate::render) fn escape(text: &str) -> String {
    let mut writer = Writer::default();
    writer.text(&clean(text));
    writer.finish()
}

/// A line that stands as it is, in a fenced block.
pub(super) fn literal(line: &str) -> Markup {
    Markup::vouch(clean(line).into_owned())
}

/// `inlines` as a paragraph's text.
pub(super) fn write(inlines: &Inlines, lines: Lines) -> Markup {
    let runs = runs(inlines, lines == Lines::One);
    let mut writer = Writer::default();
    writer.links(&runs);
    Markup::vouch(writer.finish())
}

/// Whether a character that begins with this byte means nothing to a reader of the format wherever it stands: a letter such as a or ä, a digit, a comma.
fn begins_word(byte: u8) -> bool {
    // After 0xC3 to 0xC5 stands one more byte: the letters U+00C0 to U+017F.
    byte.is_ascii_alphanumeric() || matches!(byte, b',' | b';' | b':' | b'(' | b'/' | b'"' | b'\'' | b'?' | b'%' | 0xc3..=0xc5)
}

/// How many bytes at the beginning of a text are of such characters, and of spaces after one.
fn words(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            0xc3..=0xc5 => at += 2,
            b' ' if at > 0 => at += 1,
            byte if begins_word(*byte) => at += 1,
            _ => break,
        }
    }
    at
}

/// Characters beside which a mark opens and closes for certain.
fn beside_mark(c: Option<char>) -> bool {
    c.is_none_or(|c| c == ' ' || c == '\n' || c.is_ascii_punctuation() || matches!(c, '«' | '»' | '“' | '”' | '‘' | '’' | '„' | '–' | '—' | '…'))
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Where the line begun last begins.
    line: usize,
}

impl Writer {
    fn finish(mut self) -> String {
        self.end_line();
        self.out
    }

    /// A blank at the end of a line would be dropped, make a hard break, or keep a mark of the template from closing.
    fn end_line(&mut self) {
        if let Some(last) = self.out[self.line..].chars().next_back().filter(|c| c.is_whitespace()) {
            self.out.pop();
            self.entity(last);
        }
    }

    fn entity(&mut self, c: char) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "&#{};", c as u32);
    }

    fn last(&self) -> Option<char> {
        self.out[self.line..].chars().next_back()
    }

    fn links(&mut self, runs: &[Run]) {
        let mut rest = runs;
        while let Some(first) = rest.first() {
            let (group, after) = rest.split_at(rest.iter().position(|run| run.link != first.link).unwrap_or(rest.len()));
            let next = if after.first().is_some_and(|run| run.link.is_some()) { Some('[') } else { first_char(after) };
            match &first.link {
                Some((_, address)) => {
                    self.out.push('[');
                    self.marked(group, Mark::Strong, Some(']'));
                    let _ = write!(self.out, "]({})", destination(address));
                }
                None => self.marked(group, Mark::Strong, next),
            }
            rest = after;
        }
    }

    fn marked(&mut self, runs: &[Run], mark: Mark, after: Option<char>) {
        let mut rest = runs;
        while let Some(first) = rest.first() {
            let on = mark.of(first);
            let (group, behind) = rest.split_at(rest.iter().position(|run| mark.of(run) != on).unwrap_or(rest.len()));
            let next = first_char(behind).or(after.filter(|_| behind.is_empty()));
            if on {
                self.wrapped(group, mark, next);
            } else {
                self.inside(group, mark, next);
            }
            rest = behind;
        }
    }

    /// A marked group: spaces and breaks at its edges stand outside the mark.
    fn wrapped(&mut self, group: &[Run], mark: Mark, next: Option<char>) {
        let blank = |run: &Run| run.kind == Kind::Break || (run.kind == Kind::Text && run.text.trim_matches(' ').is_empty());
        let Some(from) = group.iter().position(|run| !blank(run)) else {
            self.inside(group, mark, next);
            return;
        };
        let to = group.iter().rposition(|run| !blank(run)).map_or(group.len(), |at| at + 1);
        let mut middle = group[from..to].to_vec();
        let trim = |run: &mut Run, start: bool| -> String {
            if run.kind != Kind::Text {
                return String::new();
            }
            let kept = if start { run.text.trim_start_matches(' ') } else { run.text.trim_end_matches(' ') }.to_string();
            let spaces = " ".repeat(run.text.len() - kept.len());
            run.text = kept;
            spaces
        };
        let before = middle.first_mut().map(|run| trim(run, true)).unwrap_or_default();
        let behind = middle.last_mut().map(|run| trim(run, false)).unwrap_or_default();

        self.inside(&group[..from], mark, Some('*'));
        self.text(&before);
        let after_mark = if behind.is_empty() { first_char(&group[to..]).or(next) } else { Some(' ') };
        let edges = [first_char(&middle), last_char(&middle)];
        let sign = mark.sign().chars().next();
        // Two signs in a row would be another sign.
        let can =
            self.last() != sign && beside_mark(self.last()) && beside_mark(after_mark) && edges.iter().all(|edge| edge.is_some_and(|c| !c.is_whitespace()));
        if can {
            self.out.push_str(mark.sign());
            self.inside(&middle, mark, sign);
            self.out.push_str(mark.sign());
        } else {
            self.inside(&middle, mark, after_mark);
        }
        self.text(&behind);
        self.inside(&group[to..], mark, next);
    }

    fn inside(&mut self, runs: &[Run], mark: Mark, after: Option<char>) {
        match mark {
            Mark::Strong => self.marked(runs, Mark::Emphasis, after),
            Mark::Emphasis => {
                for run in runs {
                    match run.kind {
                        Kind::Text => self.text(&run.text),
                        // Two fences in a row would be another fence.
                        Kind::Code if self.last() == Some('`') => self.text(&run.text),
                        Kind::Code => self.code(&run.text),
                        Kind::Break => self.hard_break(),
                    }
                }
            }
        }
    }

    fn hard_break(&mut self) {
        self.end_line();
        self.out.push_str("\\\n");
        self.line = self.out.len();
    }

    /// A code span whose fence is longer than any row of backticks in it.
    fn code(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        // One space at each end is taken off again where both are there.
        let pad = text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
        let pad = if pad { " " } else { "" };
        let _ = write!(self.out, "{fence}{pad}{text}{pad}{fence}");
    }

    fn text(&mut self, text: &str) {
        // Letters stand as they are wherever they are: only what stands between them is looked at one by one.
        let mut rest = text;
        while !rest.is_empty() {
            let (words, others) = rest.split_at(words(rest.as_bytes()));
            self.out.push_str(words);
            let end = others.bytes().position(begins_word).unwrap_or(others.len());
            self.others(&others[..end], others[end..].chars().next());
            rest = &others[end..];
        }
    }

    /// Characters that may mean something to a reader of the format; `behind` is the letter after them.
    fn others(&mut self, text: &str, behind: Option<char>) {
        let mut chars = text.chars().peekable();
        // A list's marker has a blank behind it; at the end of this text one may follow.
        let marker = |next: Option<char>| next.is_none_or(|c| matches!(c, ' ' | '\t' | '\n'));
        while let Some(c) = chars.next() {
            let before = self.last();
            let at_start = before.is_none();
            let next = chars.peek().copied().or(behind);
            match c {
                '\n' => self.entity(c),
                c if at_start && c.is_whitespace() => self.entity(c),
                '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => self.escaped(c),
                '_' if !(before.is_some_and(|c| c.is_ascii_alphanumeric()) && next.is_some_and(|c| c.is_ascii_alphanumeric())) => self.escaped(c),
                '&' if next.is_none_or(|c| c == '#' || c.is_ascii_alphanumeric()) => self.escaped(c),
                '!' if next.is_none() => self.escaped(c),
                '#' if !before.is_some_and(char::is_alphanumeric) => self.escaped(c),
                '=' | '>' if at_start => self.escaped(c),
                '-' | '+' if at_start && (marker(next) || next == Some('-')) => self.escaped(c),
                '.' | ')' if self.ends_number() && marker(next) => self.escaped(c),
                c => self.out.push(c),
            }
        }
    }

    fn escaped(&mut self, c: char) {
        self.out.push('\\');
        self.out.push(c);
    }

    /// Whether the line so far is a number, which a full stop would make a list of.
    fn ends_number(&self) -> bool {
        let line = &self.out[self.line..];
        !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
    }
}

#[derive(Debug, Clone, Copy)]
enum Mark {
    Strong,
    Emphasis,
}

impl Mark {
    fn of(self, run: &Run) -> bool {
        match self {
            Self::Strong => run.strong,
            Self::Emphasis => run.emphasis,
        }
    }

    /// Two signs, so that the one never lengthens the other.
    fn sign(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "_",
        }
    }
}

/// An address in a link. An `Href` holds no space, control, angle bracket, quotation mark, backslash or backtick.
fn destination(address: &str) -> String {
    let address = address.replace('&', "&amp;");
    if address.contains(['(', ')']) { format!("<{address}>") } else { address }
}
