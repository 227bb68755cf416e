//! Sentences of prose with their places in the text. Never splits at an abbreviation, a date, an ordinal or a section number.

use super::{Block, Inline};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words as read, without marks.
    pub text: String,
    /// The bytes of the source from its first to its last character.
    pub place: Range<usize>,
}

/// Abbreviations after which a full stop ends no sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "esim", "mm", "ks", "ym", "yms", "jne", "ts", "ns", "vrt", "nk", "em", "ko", "os", "puh", "klo", "nro", "n", "s", "v", "mom", "art", "eaa", "o", "t.ex",
    "bl.a", "m.m", "dvs", "s.k", "o.s.v", "osv", "fr.o.m", "t.o.m", "jfr", "ca", "kl", "tfn", "nr", "resp", "e.g", "i.e", "etc", "no", "cf", "vs", "approx",
    "art", "sec", "ltd", "inc", "co", "mr", "ms", "dr", "st", "u.s",
];

/// The sentences of a text in reading order. List items and headings are sentences even without a full stop.
#[must_use]
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    of_blocks(&super::blocks(text), &mut out);
    out
}

fn of_blocks(blocks: &[Block], out: &mut Vec<Sentence>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading(inlines) => of_run(inlines, out),
            Block::List(_, items) => items.iter().for_each(|item| of_blocks(item, out)),
            Block::Quote(blocks) => of_blocks(blocks, out),
            Block::Code(_) => {}
        }
    }
}

/// A run of text and, for each of its pieces, where it begins in the run and in the source.
#[derive(Default)]
struct Run {
    text: String,
    pieces: Vec<(usize, Range<usize>)>,
}

impl Run {
    fn gather(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text, range) | Inline::Code(text, range) => {
                    self.pieces.push((self.text.len(), range.clone()));
                    self.text.push_str(text);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => self.gather(inner),
                Inline::Break => self.text.push(' '),
            }
        }
    }

    /// The byte of the source for a byte of the run.
    fn source(&self, at: usize, end: bool) -> usize {
        let index = self.pieces.partition_point(|(start, _)| if end { *start < at } else { *start <= at });
        let Some((start, range)) = index.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return 0 };
        (range.start + (at - start)).min(range.end)
    }
}

fn of_run(inlines: &[Inline], out: &mut Vec<Sentence>) {
    let mut run = Run::default();
    run.gather(inlines);
    let mut start = 0;
    let bounds: Vec<usize> = run.text.split_sentence_bound_indices().map(|(at, part)| at + part.len()).collect();
    for end in bounds {
        if end < run.text.len() && !ends_sentence(&run.text[start..end], &run.text[end..]) {
            continue;
        }
        let part = &run.text[start..end];
        let lead = part.len() - part.trim_start().len();
        let text = part.trim();
        if !text.is_empty() {
            let from = start + lead;
            out.push(Sentence { text: text.to_string(), place: run.source(from, false)..run.source(from + text.len(), true) });
        }
        start = end;
    }
}

/// Whether what stands before a possible border is a whole sentence: `before` ends with the mark, at least its last word is asked for.
#[must_use]
pub fn ends_sentence(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let Some(stem) = before.strip_suffix('.') else { return true };
    let last = stem.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let number = !last.is_empty() && last.chars().all(|c| c.is_ascii_digit() || c == '.');
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let known = ABBREVIATIONS.contains(&last.to_lowercase().as_str());
    let lower = after.trim_start().starts_with(char::is_lowercase);
    // A number before a full stop may end a sentence ("vuonna 2026. Sen jälkeen"); an ordinal goes on in lower case.
    !(known || initial || lower || (number && last.len() <= 2))
}
