//! The lines around a finding as a terminal can show them: long lines cut to a window around the mark, what is secret or would move the cursor hidden.
//! Never changes a place: line and column are those of the file.

use super::is_hidden;
use crate::diagnostic::Diagnostic;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// What stands for what was cut off.
const CUT: char = '…';
/// Columns a tab takes.
const TAB: usize = 4;

/// Up to three lines, and the mark in them.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The lines.
    pub(super) text: String,
    /// The mark, in bytes of `text`.
    pub(super) mark: Range<usize>,
    /// The number of the first line, from 0.
    pub(super) first: usize,
    /// The line of the mark, from 0.
    pub(super) line: usize,
    /// The column of the mark in the file, from 0, in Unicode scalar values.
    pub(super) column: usize,
}

impl Excerpt {
    /// The lines around a finding, each no wider than `width` columns; `secrets` are places of its file that must not be shown.
    pub(super) fn of(diagnostic: &Diagnostic, secrets: &[Range<usize>], width: usize) -> Self {
        let (source, span) = (&diagnostic.source, diagnostic.span.range());
        let at = source.position(span.start);
        let line = at.line - 1;
        let first = line.saturating_sub(1);
        let last = (line + 1).min(source.position(source.text().len()).line - 1);
        let mut out = Self { text: String::new(), mark: 0..0, first, line, column: at.column - 1 };
        for number in first..=last {
            let written = source.line(number + 1);
            // Lines are slices of the text, so that a place within one is a difference of addresses; an empty one past the end has none.
            let start = source.line_start(number + 1);
            let shown = hidden(written, start, secrets);
            if number > first {
                out.text.push('\n');
            }
            if number == line {
                // A place of many lines is marked on its first; a mark has at least one character to stand under, where there is one.
                let from = at.offset.saturating_sub(start).min(shown.len());
                let next = shown[from..].chars().next().map_or(0, char::len_utf8);
                let to = span.end.saturating_sub(start).clamp(from + next, shown.len().max(from + next));
                let to = (to..=shown.len()).find(|end| shown.is_char_boundary(*end)).unwrap_or(shown.len());
                let (cut, mark) = window(&shown, from..to, width);
                out.mark = out.text.len() + mark.start..out.text.len() + mark.end;
                out.text.push_str(&cut);
            } else {
                out.text.push_str(&window(&shown, 0..0, width).0);
            }
        }
        out
    }
}

/// A line with `*` for what must not be seen, byte for byte as long as it was.
fn hidden(line: &str, start: usize, secrets: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        if (is_hidden(c) && c != '\t') || secrets.iter().any(|secret| secret.contains(&(start + at))) {
            out.extend(std::iter::repeat_n('*', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}

fn wide(c: char) -> usize {
    if c == '\t' { TAB } else { c.width().unwrap_or(0) }
}

/// What of a line fits into `width` columns, with the mark in it and a third of the window before the mark.
fn window(line: &str, mark: Range<usize>, width: usize) -> (String, Range<usize>) {
    let all: usize = line.chars().map(wide).sum();
    if all <= width {
        return (line.to_string(), mark);
    }
    let before: usize = line[..mark.start].chars().map(wide).sum();
    let marked: usize = line[mark.clone()].chars().map(wide).sum();
    // Two columns are for the marks of what is left out.
    let room = width.saturating_sub(2).max(1);
    let skip = if before + marked <= room { 0 } else { before.saturating_sub(room / 3).min(all - room) };
    let mut columns = 0;
    let mut start = None;
    let mut end = line.len();
    for (at, c) in line.char_indices() {
        if columns >= skip && start.is_none() {
            start = Some((at, columns));
        }
        if start.is_some_and(|(_, from)| columns + wide(c) > from + room) {
            end = at;
            break;
        }
        columns += wide(c);
    }
    let start = start.map_or(0, |(at, _)| at);
    let mut out = String::new();
    if start > 0 {
        out.push(CUT);
    }
    let shift = out.len();
    out.push_str(&line[start..end]);
    let mark = mark.start.clamp(start, end) - start + shift..mark.end.clamp(start, end) - start + shift;
    if end < line.len() {
        out.push(CUT);
    }
    (out, mark)
}

#[cfg(test)]
mod tests {
    use super::window;
    use proptest::prelude::*;

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let line = format!("text = \"{} tarvittaessa {}\"", "Käytämme tietoja. ".repeat(12), "Kerromme siitä. ".repeat(12));
        let at = line.find("tarvittaessa").expect("it is there");
        let (cut, mark) = window(&line, at..at + 12, 72);
        assert_eq!(&cut[mark], "tarvittaessa");
        assert!(cut.starts_with('…') && cut.ends_with('…') && cut.chars().count() <= 72, "{cut}");
        assert_eq!(window("lyhyt", 1..3, 72), ("lyhyt".into(), 1..3));
        let (cut, mark) = window(&line, 0..4, 72);
        assert!(cut.starts_with("text = ") && &cut[mark] == "text", "{cut}");
    }

    proptest! {
        #[test]
        fn a_window_is_never_wider_and_never_splits(line in "[a-zäö🚲 \t]{0,300}", from in 0usize..300, len in 0usize..80, width in 20usize..120) {
            let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            let start = places[from.min(places.len() - 1)];
            let end = places[(from + len).min(places.len() - 1)];
            let (cut, mark) = window(&line, start..end, width);
            prop_assert!(cut.chars().map(super::wide).sum::<usize>() <= width);
            prop_assert!(line[start..end].starts_with(&cut[mark.clone()]) || line[start..end].contains(&cut[mark]));
        }
    }
}
