//! Paragraphs broken into lines: the best breaks of the whole paragraph, hyphenated only where that helps.
//! Never loses a character, and never lets a line run past its width while a piece of it can still be cut.

use super::cutting;
use super::inline::{Look, Passage};
use super::measure::{Face, Measure};
use super::model::{End, Run, RunKind};
use super::style::PageStyle;
use crate::lang::Lang;
use std::ops::Range;
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
        let text = &passage.text[range.clone()];
        let stretch = range.start + (text.len() - text.trim_start_matches(' ').len())..range.start + text.trim_end_matches(' ').len();
        let mut span = passage.spans.partition_point(|(end, _)| *end <= range.start);
        // One line is best wherever it is possible, and nearly all cells and items are one.
        if !stretch.is_empty() && self.width(passage, stretch.clone()) <= narrow + TINY {
            let indent = if out.is_empty() { 0.0 } else { widths.hanging };
            out.push(self.line(passage, stretch, indent, if last { End::Last } else { End::Break }, &mut span));
            return;
        }
        let mut pieces = self.fitted(passage, self.pieces(passage, range.clone(), false), narrow);
        let mut lines = self.fit(&pieces, &limits);
        let loose = narrow * f64::from(self.style.hyphenation.gap) / 100.0;
        let inner = lines.len().saturating_sub(1);
        let ragged = lines.iter().take(inner).enumerate().any(|(n, line)| limits[n.min(1)] - length(&pieces[line.clone()]) > loose);
        if ragged && self.hyphenates(passage, &range) {
            let mut cut = self.pieces(passage, range.clone(), true);
            // The last word of a paragraph stays whole while it can.
            if last && let Some(whole) = pieces.get(pieces.iter().rposition(|piece| piece.space > 0.0).map_or(0, |at| at + 1)..) {
                let from = whole.first().map_or(usize::MAX, |piece| piece.range.start);
                // It may be tied to the word before it, and then there is nothing to put back.
                if cut.iter().any(|piece| piece.range.start == from) {
                    cut.truncate(cut.partition_point(|piece| piece.range.start < from));
                    cut.extend_from_slice(whole);
                }
            }
            pieces = self.fitted(passage, cut, narrow);
            lines = self.fit(&pieces, &limits);
        }
        let count = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let (Some(head), Some(tail)) = (pieces[line.clone()].first(), pieces[line].last()) else { continue };
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

    /// The best lines of at most the given widths, none of whose pieces is wider: each line as a range of pieces.
    fn fit(&self, pieces: &[Piece], widths: &[f64; 2]) -> Vec<Range<usize>> {
        if length(pieces) <= widths[0] + TINY {
            return std::iter::once(0..pieces.len()).collect();
        }
        let column = self.measure.column().max(TINY);
        // The costs are for widths in characters.
        let scale = |n: f64| (n * column * column).clamp(0.0, 1e9).floor();
        let costs = Costs { line: scale(1000.0), short: scale(60.0), hyphen: scale(f64::from(self.style.hyphenation.penalty)) };
        best(pieces, widths, &costs)
    }

    /// The text as pieces between the places where a line may break.
    fn pieces(&self, passage: &Passage, range: Range<usize>, hyphenated: bool) -> Vec<Piece> {
        let mut out = Vec::with_capacity(range.len() / if hyphenated { 3 } else { 6 } + 1);
        let (mut cuts, mut hyphens) = (Vec::new(), Vec::new());
        let mut words = cutting::words(&passage.text, range).peekable();
        let mut start = None;
        while let Some(word) = words.next() {
            let text = &passage.text[word.clone()];
            cuts.clear();
            hyphens.clear();
            let kind = cutting::kind(text);
            cutting::breaks(text, kind, word.start, &mut cuts);
            if hyphenated {
                cutting::hyphens(passage, word.clone(), &self.style.hyphenation, &mut hyphens);
            }
            let mut from = start.take().unwrap_or(word.start);
            let whole = kind != cutting::Kind::Word;
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

/// What lines cost besides the square of the room they leave.
struct Costs {
    /// Each line.
    line: f64,
    /// A last line of one short piece.
    short: f64,
    /// A line that ends with a hyphen.
    hyphen: f64,
}

/// A last line is short below this part of its width.
const SHORT: f64 = 6.0;

/// The cheapest lines: for each place where one may end, the best place for it to begin. A line holds a dozen pieces, so all of them are looked at.
fn best(pieces: &[Piece], widths: &[f64; 2], costs: &Costs) -> Vec<Range<usize>> {
    /// The best way to a place: what it costs, where its last line begins, how many lines it has, and how long all before it is.
    struct Way {
        cost: f64,
        from: usize,
        lines: usize,
        reach: f64,
    }
    let (targets, widest) = (widths.map(|width| width.max(1.0)), widths[0].max(widths[1]).max(1.0));
    let mut ways: Vec<Way> = Vec::with_capacity(pieces.len() + 1);
    ways.push(Way { cost: 0.0, from: 0, lines: 0, reach: 0.0 });
    for (at, last) in pieces.iter().enumerate() {
        let reach = ways[at].reach + last.width + last.space;
        let end = reach - last.space + last.hyphen;
        let mut found: Option<(f64, usize)> = None;
        for (from, way) in ways.iter().enumerate().rev() {
            let width = end - way.reach;
            if found.is_some() && width > widest + TINY {
                break;
            }
            let target = targets[way.lines.min(1)];
            let mut cost = way.cost + costs.line;
            if width > target + TINY {
                // A piece that no line has room for takes a line of its own.
                cost += (width - target) * 1e7;
            } else if at + 1 < pieces.len() {
                cost += (target - width) * (target - width);
            } else if from == at && width < target / SHORT {
                cost += costs.short;
            }
            if last.hyphen > 0.0 {
                cost += costs.hyphen;
            }
            if found.is_none_or(|(least, _)| cost <= least) {
                found = Some((cost, from));
            }
        }
        let (cost, from) = found.unwrap_or((0.0, at));
        ways.push(Way { cost, from, lines: ways[from].lines + 1, reach });
    }
    let mut lines = Vec::with_capacity(ways.last().map_or(0, |way| way.lines));
    let mut to = pieces.len();
    while to > 0 {
        let from = ways[to].from;
        lines.push(from..to);
        to = from;
    }
    lines.reverse();
    lines
}

/// The length of a line as printed.
fn length(line: &[Piece]) -> f64 {
    let whole: f64 = line.iter().map(|piece| piece.width + piece.space).sum();
    line.last().map_or(0.0, |last| whole - last.space + last.hyphen)
}

#[cfg(test)]
mod tests {
    use super::{Costs, Piece, best, length};
    use std::ops::Range;

    /// What lines cost, told line by line.
    fn cost(pieces: &[Piece], lines: &[Range<usize>], widths: [f64; 2], costs: &Costs) -> f64 {
        let of = |(n, line): (usize, &Range<usize>)| {
            let (width, target) = (length(&pieces[line.clone()]), widths[n.min(1)]);
            let last = line.end == pieces.len();
            let room = match () {
                () if width > target => (width - target) * 1e7,
                () if !last => (target - width) * (target - width),
                () if line.len() == 1 && width < target / 6.0 => costs.short,
                () => 0.0,
            };
            let hyphen = if pieces[line.end - 1].hyphen > 0.0 { costs.hyphen } else { 0.0 };
            costs.line + room + hyphen
        };
        lines.iter().enumerate().map(of).sum()
    }

    #[test]
    fn no_other_lines_are_cheaper() {
        let mut seed = 7_u64;
        let mut dice = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        let costs = Costs { line: 1000.0, short: 60.0, hyphen: 25.0 };
        for round in 0..400 {
            let piece = |dice: &mut dyn FnMut(u64) -> u64| {
                let hyphen = f64::from(u8::from(dice(4) == 0));
                Piece { range: 0..1, width: 1.0 + dice(9) as f64, space: 1.0 - hyphen, hyphen, whole: false }
            };
            let pieces: Vec<Piece> = (0..2 + dice(8)).map(|_| piece(&mut dice)).collect();
            let widths = [10.0 + dice(12) as f64, 10.0 + dice(12) as f64];
            let found = best(&pieces, &widths, &costs);
            assert_eq!(found.iter().flat_map(Clone::clone).collect::<Vec<usize>>(), (0..pieces.len()).collect::<Vec<_>>(), "every piece once, in order");
            let all = (0..1_u32 << (pieces.len() - 1)).map(|cuts| {
                let mut lines: Vec<Range<usize>> = std::iter::once(0..pieces.len()).collect();
                for at in (1..pieces.len()).filter(|at| cuts >> (at - 1) & 1 == 1) {
                    let last = lines.pop().unwrap_or_default();
                    lines.extend([last.start..at, at..last.end]);
                }
                cost(&pieces, &lines, widths, &costs)
            });
            let least = all.fold(f64::INFINITY, f64::min);
            assert!((cost(&pieces, &found, widths, &costs) - least).abs() < 1e-6, "round {round}: {found:?}");
        }
    }
}
