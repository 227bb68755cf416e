//! Paragraphs broken into lines: the best breaks of the whole paragraph, hyphenated only where that helps.
//! Never loses a character, and never lets a line run past its width while a piece of it can still be cut.

use super::cutting;
use super::inline::{Look, Passage};
use super::measure::{Face, Measure};
use super::model::{End, Run, RunKind};
use super::style::PageStyle;
use crate::lang::Lang;
use std::ops::Range;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;

/// Widths that differ by less are the same; font metrics add up to fractions.
const TINY: f64 = 1e-6;

/// The width of lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Widths {
    /// The whole width, that of the first line.
    pub(super) full: f64,
    /// How far the lines after the first are moved to the right.
    pub(super) hanging: f64,
}

/// A line with its pieces placed from the left edge of its block.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) runs: Vec<Run>,
    /// The right edge of the last piece.
    pub(super) width: f64,
    pub(super) end: End,
}

/// What breaking needs besides the text.
#[derive(Clone, Copy)]
pub(super) struct Breaker<'a> {
    pub(super) style: &'a PageStyle,
    pub(super) measure: &'a dyn Measure,
    /// The language a run need not name.
    pub(super) lang: Lang,
}

/// A stretch of text no line break falls into.
#[derive(Debug, Clone)]
struct Piece {
    range: Range<usize>,
    width: f64,
    /// Width of the space after it; 0 where the text goes on.
    space: f64,
    /// Width of the hyphen to add if the line ends here; 0 where none is.
    hyphen: f64,
    /// Part of an address or a number, which no hyphen may part.
    whole: bool,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width
    }
    fn whitespace_width(&self) -> f64 {
        self.space
    }
    fn penalty_width(&self) -> f64 {
        self.hyphen
    }
}

impl Breaker<'_> {
    /// Breaks a text into lines. An empty text has none.
    pub(super) fn lines(&self, passage: &Passage, widths: Widths) -> Vec<Broken> {
        let mut out = Vec::new();
        if passage.text.is_empty() {
            return out;
        }
        let mut start = 0;
        for segment in passage.text.split('\n') {
            let range = start..start + segment.len();
            start = range.end + 1;
            let last = range.end == passage.text.len();
            self.segment(passage, range, widths, last, &mut out);
        }
        out
    }

    /// The widest stretch that cannot be broken, with or without hyphens, and the line the text would make unbroken.
    pub(super) fn extent(&self, passage: &Passage, hyphenated: bool) -> (f64, f64) {
        let (mut word, mut line, mut start) = (0.0_f64, 0.0_f64, 0);
        for segment in passage.text.split('\n') {
            let range = start..start + segment.len();
            start = range.end + 1;
            let pieces = self.pieces(passage, range.clone(), hyphenated);
            word = pieces.iter().fold(word, |most, piece| most.max(piece.width + piece.hyphen));
            line = line.max(self.width(passage, range));
        }
        (word, line)
    }

    fn segment(&self, passage: &Passage, range: Range<usize>, widths: Widths, last: bool, out: &mut Vec<Broken>) {
        let first = out.len();
        let limits = if first == 0 { [widths.full, widths.full - widths.hanging] } else { [widths.full - widths.hanging; 2] };
        let narrow = limits[0].min(limits[1]);
        let plain = self.fitted(passage, self.pieces(passage, range.clone(), false), narrow);
        let mut lines = self.fit(&plain, &limits);
        let loose = narrow * f64::from(self.style.hyphenation.gap) / 100.0;
        let ragged = |lines: &[Vec<Piece>]| {
            let inner = lines.len().saturating_sub(1);
            lines.iter().take(inner).enumerate().any(|(n, line)| limits[n.min(1)] - length(line) > loose)
        };
        if ragged(&lines) && self.hyphenates(passage, &range) {
            let mut cut = self.pieces(passage, range.clone(), true);
            // The last word of a paragraph stays whole while it can.
            if last && let Some(whole) = plain.get(plain.iter().rposition(|piece| piece.space > 0.0).map_or(0, |at| at + 1)..) {
                let from = whole.first().map_or(usize::MAX, |piece| piece.range.start);
                // It may be tied to the word before it, and then there is nothing to put back.
                if cut.iter().any(|piece| piece.range.start == from) {
                    cut.truncate(cut.partition_point(|piece| piece.range.start < from));
                    cut.extend_from_slice(whole);
                }
            }
            lines = self.fit(&self.fitted(passage, cut, narrow), &limits);
        }
        let count = lines.len();
        let mut span = passage.spans.partition_point(|(end, _)| *end <= range.start);
        for (n, line) in lines.iter().enumerate() {
            let (Some(head), Some(tail)) = (line.first(), line.last()) else { continue };
            let indent = if out.is_empty() { 0.0 } else { widths.hanging };
            let end = match () {
                () if n + 1 == count && last => End::Last,
                () if n + 1 == count => End::Break,
                () if tail.hyphen > 0.0 => End::Hyphen,
                () if tail.space > 0.0 => End::Space,
                () => End::Joined,
            };
            out.push(self.line(passage, head.range.start..tail.range.end, indent, end, &mut span));
        }
    }

    /// The best lines of at most the given widths.
    fn fit(&self, pieces: &[Piece], widths: &[f64; 2]) -> Vec<Vec<Piece>> {
        // One line is best wherever it is possible, and nearly all cells and items are one.
        if length(pieces) <= widths[0] + TINY {
            return vec![pieces.to_vec()];
        }
        let own = |lines: Vec<&[Piece]>| lines.into_iter().map(<[Piece]>::to_vec).collect::<Vec<_>>();
        let column = self.measure.column().max(TINY);
        // The penalties are for widths in characters.
        let scale = |n: f64| -> usize {
            let n = n * column * column;
            if n.is_finite() && n >= 0.0 { n.min(1e9) as usize } else { 0 }
        };
        let penalties = Penalties {
            nline_penalty: scale(1000.0),
            overflow_penalty: 10_000_000,
            short_last_line_fraction: 6,
            short_last_line_penalty: scale(60.0),
            hyphen_penalty: scale(f64::from(self.style.hyphenation.penalty)),
        };
        // The search for the optimum is exact only while no piece costs extra, so its result is looked over.
        let good = |lines: &Vec<&[Piece]>| lines.iter().enumerate().all(|(n, line)| length(line) <= widths[n.min(1)] + TINY);
        match wrap_optimal_fit(pieces, widths, &penalties) {
            Ok(lines) if good(&lines) => own(lines),
            _ => own(wrap_first_fit(pieces, widths)),
        }
    }

    /// The text as pieces between the places where a line may break.
    fn pieces(&self, passage: &Passage, range: Range<usize>, hyphenated: bool) -> Vec<Piece> {
        let mut out = Vec::new();
        let (mut cuts, mut hyphens) = (Vec::new(), Vec::new());
        let mut words = cutting::words(&passage.text, range).peekable();
        let mut start = None;
        while let Some(word) = words.next() {
            let text = &passage.text[word.clone()];
            cuts.clear();
            hyphens.clear();
            cutting::breaks(text, word.start, &mut cuts);
            if hyphenated {
                cutting::hyphens(passage, word.clone(), &self.style.hyphenation, &mut hyphens);
            }
            let mut from = start.take().unwrap_or(word.start);
            let whole = cutting::is_whole(text);
            let (mut cut, mut hyphen) = (cuts.iter().copied().peekable(), hyphens.iter().copied().peekable());
            loop {
                let (at, soft) = match (cut.peek().copied(), hyphen.peek().copied()) {
                    (Some(at), Some(soft)) if at <= soft => {
                        hyphen.next_if_eq(&at);
                        cut.next();
                        (at, false)
                    }
                    (_, Some(soft)) => {
                        hyphen.next();
                        (soft, true)
                    }
                    (Some(at), None) => {
                        cut.next();
                        (at, false)
                    }
                    (None, None) => break,
                };
                let hyphen = if soft { self.measure.width("-", self.look(passage, at - 1).map_or(Face::Body, |look| look.face)) } else { 0.0 };
                out.push(Piece { whole, ..self.piece(passage, from..at, 0.0, hyphen) });
                from = at;
            }
            match words.peek() {
                Some(next) if cutting::stays(text, &passage.text[next.clone()], &self.style.breaking) => start = Some(from),
                Some(_) => out.push(Piece { whole, ..self.piece(passage, from..word.end, self.width(passage, word.end..word.end + 1), 0.0) }),
                None => out.push(Piece { whole, ..self.piece(passage, from..word.end, 0.0, 0.0) }),
            }
        }
        out
    }

    fn piece(&self, passage: &Passage, range: Range<usize>, space: f64, hyphen: f64) -> Piece {
        Piece { width: self.width(passage, range.clone()), range, space, hyphen, whole: false }
    }

    /// Cuts pieces that are wider than a line: at spaces that should not break, at hyphens, then between characters.
    fn fitted(&self, passage: &Passage, pieces: Vec<Piece>, limit: f64) -> Vec<Piece> {
        if pieces.iter().all(|piece| piece.width + piece.hyphen <= limit + TINY) {
            return pieces;
        }
        let mut out = Vec::new();
        for piece in pieces {
            if piece.width + piece.hyphen <= limit + TINY {
                out.push(piece);
                continue;
            }
            let words: Vec<Range<usize>> = cutting::words(&passage.text, piece.range.clone()).collect();
            for (n, word) in words.iter().enumerate() {
                let last = n + 1 == words.len();
                let (space, hyphen) = if last { (piece.space, piece.hyphen) } else { (self.width(passage, word.end..word.end + 1), 0.0) };
                self.cut_word(
                    passage,
                    Piece { whole: piece.whole || cutting::is_whole(&passage.text[word.clone()]), ..self.piece(passage, word.clone(), space, hyphen) },
                    limit,
                    &mut out,
                );
            }
        }
        out
    }

    fn cut_word(&self, passage: &Passage, word: Piece, limit: f64, out: &mut Vec<Piece>) {
        if word.width + word.hyphen <= limit + TINY {
            out.push(word);
            return;
        }
        let mut hyphens = Vec::new();
        if !word.whole {
            cutting::hyphens(passage, word.range.clone(), &self.style.hyphenation, &mut hyphens);
        }
        let mut from = word.range.start;
        for at in hyphens.into_iter().filter(|at| word.range.contains(at) && *at > word.range.start) {
            let face = self.look(passage, at - 1).map_or(Face::Body, |look| look.face);
            self.cut_graphemes(passage, self.piece(passage, from..at, 0.0, self.measure.width("-", face)), limit, out);
            from = at;
        }
        let rest = self.piece(passage, from..word.range.end, word.space, word.hyphen);
        self.cut_graphemes(passage, rest, limit, out);
    }

    /// The last resort: as many characters as fit, then the next.
    fn cut_graphemes(&self, passage: &Passage, piece: Piece, limit: f64, out: &mut Vec<Piece>) {
        if piece.width + piece.hyphen <= limit + TINY {
            out.push(piece);
            return;
        }
        let text = &passage.text[piece.range.clone()];
        let (mut from, mut at, mut width) = (piece.range.start, piece.range.start, 0.0);
        for grapheme in text.graphemes(true) {
            let wide = self.width(passage, at..at + grapheme.len());
            // A cluster wider than a line is taken apart into its characters; some texts are made to have such.
            let parts: Vec<(usize, f64)> = if wide > limit {
                grapheme.char_indices().map(|(n, c)| (c.len_utf8(), self.width(passage, at + n..at + n + c.len_utf8()))).collect()
            } else {
                vec![(grapheme.len(), wide)]
            };
            for (bytes, wide) in parts {
                if width + wide > limit + TINY && at > from {
                    out.push(self.piece(passage, from..at, 0.0, 0.0));
                    (from, width) = (at, 0.0);
                }
                at += bytes;
                width += wide;
            }
        }
        let rest = self.piece(passage, from..at, piece.space, piece.hyphen);
        // The hyphen after it may no longer fit; the break before it remains.
        let hyphen = if rest.width + rest.hyphen > limit + TINY { 0.0 } else { rest.hyphen };
        out.push(Piece { hyphen, ..rest });
    }

    /// Whether hyphens may help: headings are not hyphenated.
    fn hyphenates(&self, passage: &Passage, range: &Range<usize>) -> bool {
        let allowed = self.style.hyphenation.on || !passage.soft.is_empty();
        allowed && self.look(passage, range.start).is_some_and(|look| !matches!(look.face, Face::Title | Face::Heading(_) | Face::Kicker | Face::Small))
    }

    fn look<'p>(&self, passage: &'p Passage, at: usize) -> Option<&'p Look> {
        passage.spans.get(passage.spans.partition_point(|(end, _)| *end <= at)).map(|(_, look)| look)
    }

    /// The width of a stretch in its looks.
    fn width(&self, passage: &Passage, range: Range<usize>) -> f64 {
        let mut span = passage.spans.partition_point(|(end, _)| *end <= range.start);
        let (mut at, mut width) = (range.start, 0.0);
        while at < range.end {
            let Some((end, look)) = passage.spans.get(span) else { break };
            let to = (*end).min(range.end);
            width += self.measure.width(&passage.text[at..to], look.face);
            at = to;
            span += 1;
        }
        width
    }

    /// The runs of a stretch that became a line; `span` is where the last line ended.
    fn line(&self, passage: &Passage, range: Range<usize>, indent: f64, end: End, span: &mut usize) -> Broken {
        let (mut at, mut x, mut runs) = (range.start, indent, Vec::new());
        while passage.spans.get(*span).is_some_and(|(end, _)| *end <= at) {
            *span += 1;
        }
        while at < range.end {
            let Some((stop, look)) = passage.spans.get(*span) else { break };
            let to = (*stop).min(range.end);
            let text = passage.text[at..to].to_string();
            let width = self.measure.width(&text, look.face);
            runs.push(self.run(look, text, x, width, look.kind));
            x += width;
            at = to;
            if to == *stop {
                *span += 1;
            }
        }
        if end == End::Hyphen {
            let look = self.look(passage, range.end.saturating_sub(1)).cloned().unwrap_or_else(|| Look::new(Face::Body, self.lang));
            let width = self.measure.width("-", look.face);
            runs.push(self.run(&look, "-".to_string(), x, width, RunKind::Hyphen));
            x += width;
        }
        Broken { runs, width: x, end }
    }

    pub(super) fn run(&self, look: &Look, text: String, x: f64, width: f64, kind: RunKind) -> Run {
        Run { x, width, text, face: look.face, link: look.link.clone(), lang: (look.lang != self.lang).then_some(look.lang), kind }
    }
}

/// The length of a line as printed.
fn length(line: &[Piece]) -> f64 {
    let whole: f64 = line.iter().map(|piece| piece.width + piece.space).sum();
    line.last().map_or(0.0, |last| whole - last.space + last.hyphen)
}
