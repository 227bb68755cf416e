//! A label broken into lines of a width: between words, after their hyphens, then by the language's own hyphenation.
//! Never loses a letter, and never lets a line run past its width while two letters can still be parted.

use super::measure::TextMeasure;
use crate::lang::Lang;
use crate::render::clean::{first, is_hidden, is_plain};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// A line, and whether the next begins in the middle of a word.
pub(super) struct LineOfText {
    pub(super) text: String,
    pub(super) width: f64,
}

/// How lines are measured.
#[derive(Clone, Copy)]
pub(super) struct Setting<'m> {
    pub(super) measure: &'m dyn TextMeasure,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) lang: Lang,
}

impl Setting<'_> {
    fn width(&self, text: &str) -> f64 {
        self.measure.width(text, self.bold) * self.size
    }

    /// The lines of `text`, none of them wider than `room` where a cut can help it. Empty for a text that shows nothing.
    pub(super) fn lines(&self, text: &str, room: f64) -> Vec<LineOfText> {
        let mut out: Vec<String> = Vec::new();
        let mut open = String::new();
        let shown = shown(text);
        // What a line comes to is known from its words, but for what rounding makes of the sum: near the edge it is measured whole.
        let (space, mut reach) = (self.width(" "), 0.0);
        // A no-break space keeps its words together.
        for word in shown.split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')).filter(|word| !word.is_empty()) {
            let wide = self.width(word);
            let end = if open.is_empty() { wide } else { reach + space + wide };
            let fits = if (end - room).abs() > TINY * (1.0 + room.abs()) {
                end <= room
            } else {
                self.width(&if open.is_empty() { word.to_string() } else { format!("{open} {word}") }) <= room
            };
            if fits {
                if !open.is_empty() {
                    open.push(' ');
                }
                open.push_str(word);
                reach = end;
            } else if wide <= room {
                out.push(std::mem::replace(&mut open, word.to_string()));
                reach = wide;
            } else {
                open = self.parted(word, open, room, &mut out);
                reach = self.width(&open);
            }
        }
        out.push(open);
        out.retain(|line| !line.is_empty());
        out.into_iter().map(|text| LineOfText { width: self.width(&text), text }).collect()
    }

    /// Parts a word wider than a line; what is left of it is returned.
    fn parted(&self, word: &str, open: String, room: f64, out: &mut Vec<String>) -> String {
        let mut line = if open.is_empty() { open } else { format!("{open} ") };
        let mut rest = word;
        while self.width(&format!("{line}{rest}")) > room {
            let fits = |cut: &(usize, bool)| self.width(&format!("{line}{}{}", &rest[..cut.0], if cut.1 { "-" } else { "" })) <= room;
            // In two halves where the rest fits on a line, which is where a compound mostly has its joint; else as much as goes.
            let even = |cut: &(usize, bool)| {
                let left = self.width(&rest[cut.0..]);
                if left <= room { (left - self.width(&rest[..cut.0])).abs() } else { f64::INFINITY }
            };
            let cuts = self.cuts(rest).into_iter().filter(fits);
            match cuts.min_by(|a, b| even(a).total_cmp(&even(b)).then(b.0.cmp(&a.0))) {
                Some((at, hyphen)) => {
                    out.push(format!("{line}{}{}", &rest[..at], if hyphen { "-" } else { "" }));
                    line.clear();
                    rest = &rest[at..];
                }
                // Nothing of it fits beside what stands there: a line of its own.
                None if !line.is_empty() => {
                    out.push(line.trim_end().to_string());
                    line.clear();
                }
                None => {
                    let at = self.fitting(rest, room);
                    out.push(rest[..at].to_string());
                    rest = &rest[at..];
                }
            }
            if rest.is_empty() {
                break;
            }
        }
        line + rest
    }

    /// Where a word may be cut: the byte, and whether a hyphen must be added.
    fn cuts(&self, word: &str) -> Vec<(usize, bool)> {
        let mut out: Vec<(usize, bool)> = word.match_indices(['-', '/', '–']).map(|(at, sign)| (at + sign.len(), false)).collect();
        let lang = match self.lang {
            Lang::FI => Some(hypher::Lang::Finnish),
            Lang::SV => Some(hypher::Lang::Swedish),
            Lang::EN => Some(hypher::Lang::English),
            _ => None,
        };
        // An address or a number is never hyphenated.
        let plain = !word.contains(['@', '/', '.', ':']) && !word.bytes().any(|b| b.is_ascii_digit());
        if let Some(lang) = lang.filter(|_| plain) {
            let mut at = 0;
            for syllable in hypher::hyphenate_bounded(word, lang, 3, 3) {
                at += syllable.len();
                if at < word.len() && !word[..at].ends_with(['-', '–']) && word.is_char_boundary(at) {
                    out.push((at, true));
                }
            }
        }
        out.retain(|(at, _)| *at < word.len());
        out
    }

    /// How many bytes of `text` fit, at least one letter.
    fn fitting(&self, text: &str, room: f64) -> usize {
        let mut end = 0;
        for letter in text.graphemes(true) {
            if end == 0 && self.width(letter) > room {
                // A letter of many parts that is wider than a line is taken apart.
                let parts = letter.char_indices().map(|(at, c)| at + c.len_utf8());
                return parts.take_while(|at| self.width(&letter[..*at]) <= room).last().or(letter.chars().next().map(char::len_utf8)).unwrap_or(letter.len());
            }
            if self.width(&text[..end + letter.len()]) > room {
                break;
            }
            end += letter.len();
        }
        end
    }
}

/// Widths whose difference is a smaller part of them may be the same but for rounding.
const TINY: f64 = 1e-9;

/// A text as it is shown: nothing of it hidden.
fn shown(text: &str) -> Cow<'_, str> {
    // Nearly all texts are letters, signs and spaces.
    if first(text.as_bytes(), |byte| !is_plain(byte) || matches!(byte, b'\n' | b'\t')).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| *c != '\u{ad}').map(visible).collect())
}

/// A character that would not be seen, as one that is.
fn visible(c: char) -> char {
    if is_hidden(c) { '\u{fffd}' } else { c }
}
