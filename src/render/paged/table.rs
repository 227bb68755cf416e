//! Tables: columns as wide as their content asks for, or one line per cell where they do not fit.
//! Never lets a table run past the margin, and never leaves a cell out.

use super::breaking::Broken;
use super::flow::{Bar, Flow, Frame, Keep, Strip};
use super::inline::{Look, Passage};
use super::measure::{Face, RuleKind};
use super::model::{Heads, NodeId, Role};
use crate::document::Inlines;
use std::ops::Range;

/// A cell broken into lines: where it stands, what it says, which node it is.
pub(super) struct Cell {
    pub(super) x: f64,
    pub(super) lines: Vec<Broken>,
    pub(super) node: NodeId,
}

/// The texts of a table before its columns have widths.
struct Texts {
    head: Vec<Passage>,
    rows: Vec<Vec<Passage>>,
    columns: usize,
}

impl Flow<'_> {
    pub(super) fn table(&mut self, frame: &Frame, caption: &str, head: &[String], rows: &[Vec<Inlines>]) {
        let node = self.node(frame.node, Role::Table, frame.lang);
        let frame = Frame { node, right: frame.wide, ..frame.clone() };
        let bold = Look::new(Face::Bold, frame.lang);
        self.passage(&frame, &Passage::plain(caption, bold.clone()), Role::Caption, frame.lang, Keep::Head);
        let body = Look::new(Face::Body, frame.lang);
        let rows: Vec<Vec<Passage>> = rows.iter().map(|row| row.iter().map(|cell| Passage::of(cell, &body, &mut self.links)).collect()).collect();
        let head: Vec<Passage> = head.iter().map(|head| Passage::plain(head, bold.clone())).collect();
        let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        let texts = Texts { head, rows, columns };
        match self.column_widths(frame.width(), &texts) {
            Some(widths) => self.grid(&frame, &texts, &widths),
            None => self.written_out(&frame, &texts),
        }
    }

    /// The table as a grid.
    fn grid(&mut self, frame: &Frame, texts: &Texts, widths: &[f64]) {
        let gutter = self.columns(self.style.tables.gutter);
        let mut x = frame.left;
        let mut spans: Vec<(f64, f64)> = Vec::with_capacity(widths.len());
        for width in widths {
            spans.push((x, *width));
            x += width + gutter;
        }
        // A tint reaches a little over the text on both sides, and the rules with it.
        let over = if self.style.tables.stripes { gutter / 3.0 } else { 0.0 };
        let whole = (frame.left - over, spans.last().map_or(0.0, |(x, width)| x + width - frame.left) + 2.0 * over);
        let under = if self.style.tables.stripes { vec![whole] } else { spans.clone() };
        let mut table = None;
        if texts.head.iter().any(|head| !head.text.is_empty()) {
            let cells = self.cells(frame, &texts.head, &spans, 0);
            let first = self.strips.len();
            if self.style.rules.table {
                self.rule(frame, RuleKind::Table, &[whole], false);
            }
            let from = self.strips.len();
            self.row(frame, cells, None);
            self.pad(from);
            self.strips[first..].iter_mut().for_each(|strip| strip.glue = true);
            if self.style.rules.table {
                self.rule(frame, RuleKind::TableHead, &under, false);
                self.glue_last();
            }
            table = Some(self.tables.len());
            self.tables.push(first..self.strips.len());
        }
        let rows: Vec<Vec<Cell>> = texts.rows.iter().enumerate().map(|(n, row)| self.cells(frame, row, &spans, n + 1)).collect();
        let tall = rows.iter().flatten().any(|cell| cell.lines.len() > 1);
        let count = rows.len();
        for (n, cells) in rows.into_iter().enumerate() {
            if n > 0 && tall {
                self.space(self.style.tables.row_gap);
            }
            let from = self.strips.len();
            if self.style.tables.stripes && n % 2 == 0 {
                let bar = Bar { kind: RuleKind::Stripe, x: whole.0, width: whole.1 };
                let striped = Frame { bars: [&frame.bars[..], &[bar]].concat(), ..frame.clone() };
                self.row(&striped, cells, table);
            } else {
                self.row(frame, cells, table);
            }
            self.pad(from);
            if n + 1 == count && self.style.rules.table {
                self.glue_last();
                self.rule(frame, RuleKind::Table, &[whole], false);
            }
        }
    }

    /// The cells of a row, broken to the widths of their columns.
    fn cells(&mut self, frame: &Frame, texts: &[Passage], spans: &[(f64, f64)], row: usize) -> Vec<Cell> {
        let parent = self.node(frame.node, Role::Row { header: row == 0 }, frame.lang);
        let mut cells = Vec::with_capacity(texts.len());
        for (column, (text, (x, width))) in texts.iter().zip(spans).enumerate() {
            let heads = match (row, column) {
                (0, _) => Heads::Column,
                (_, 0) => Heads::Row,
                _ => Heads::Nothing,
            };
            let node = self.node(parent, Role::Cell { row, column, heads }, frame.lang);
            let lines = self.breaker().lines(text, super::breaking::Widths { full: *width, hanging: 0.0 });
            cells.push(Cell { x: *x, lines, node });
        }
        cells
    }

    /// A row of cells side by side, kept whole unless it is longer than half a page.
    pub(super) fn row(&mut self, frame: &Frame, cells: Vec<Cell>, table: Option<usize>) {
        let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        let first = self.strips.len();
        let mut cells: Vec<_> = cells.into_iter().map(|cell| (cell.x, cell.node, cell.lines.into_iter())).collect();
        for _ in 0..count {
            let lines: Vec<_> = cells
                .iter_mut()
                .filter_map(|(x, node, lines)| lines.next().map(|line| (line, *x, *node)))
                .map(|(line, x, node)| self.place(line, x, node))
                .collect();
            let height = lines.iter().map(|line| line.height).fold(0.0, f64::max);
            let height = if height > 0.0 { height } else { self.measure.line_height(Face::Body) };
            self.push(frame, Strip { height, lines, table, ..Strip::default() });
        }
        self.keep_whole(first..self.strips.len());
    }

    /// Free height above and below the text of a row that begins with this strip.
    fn pad(&mut self, from: usize) {
        let pad = self.measure.space(self.style.tables.pad);
        let Some([first, ..]) = self.strips.get_mut(from..) else { return };
        first.height += pad;
        first.lines.iter_mut().for_each(|line| line.y += pad);
        if let Some(last) = self.strips.last_mut() {
            last.height += pad;
        }
    }

    /// Ties strips together unless they are longer than half a page; then only at both ends.
    fn keep_whole(&mut self, range: Range<usize>) {
        let margins = &self.style.margins;
        let page = self.measure.paper(self.style).height - self.measure.space(f64::from(margins.top)) - self.measure.space(f64::from(margins.bottom));
        let Some(strips) = self.strips.get_mut(range) else { return };
        let height: f64 = strips.iter().skip(1).map(|strip| strip.space + strip.height).sum::<f64>() + strips.first().map_or(0.0, |strip| strip.height);
        let (orphans, widows) = (usize::from(self.style.breaking.orphans), usize::from(self.style.breaking.widows));
        let count = strips.len();
        for (n, strip) in strips.iter_mut().enumerate().take(count.saturating_sub(1)) {
            strip.glue = strip.glue || height <= page / 2.0 || n + 1 < orphans || count - n - 1 < widows;
        }
    }

    /// The table as lines "head: cell", row by row.
    fn written_out(&mut self, frame: &Frame, texts: &Texts) {
        let hanging = self.columns(self.style.indents.hanging);
        let bold = Look::new(Face::Bold, frame.lang);
        if texts.rows.is_empty() {
            let parent = self.node(frame.node, Role::Row { header: true }, frame.lang);
            for (column, head) in texts.head.iter().enumerate() {
                let node = self.node(parent, Role::Cell { row: 0, column, heads: Heads::Column }, frame.lang);
                self.text(frame, head, node, hanging, Keep::Lines);
            }
        }
        for (n, row) in texts.rows.iter().enumerate() {
            let parent = self.node(frame.node, Role::Row { header: false }, frame.lang);
            let first = self.strips.len();
            if n > 0 {
                self.space(1.0);
            }
            // A row may be shorter than the head; its heads are told all the same.
            for column in 0..texts.columns {
                let mut passage = Passage::default();
                let head = texts.head.get(column).filter(|head| !head.text.is_empty());
                if let Some(head) = head {
                    passage.push(&head.text, &bold);
                    passage.push_raw(if head.text.ends_with(':') { " " } else { ": " }, &bold);
                }
                if let Some(cell) = row.get(column) {
                    passage.append(cell);
                }
                let passage = passage.finish();
                if !passage.text.is_empty() {
                    let heads = if column == 0 { Heads::Row } else { Heads::Nothing };
                    let node = self.node(parent, Role::Cell { row: n + 1, column, heads }, frame.lang);
                    self.text(frame, &passage, node, hanging, Keep::Lines);
                }
            }
            self.keep_whole(first..self.strips.len());
        }
    }

    /// The width of each column; `None` where they do not fit side by side.
    fn column_widths(&self, width: f64, texts: &Texts) -> Option<Vec<f64>> {
        let column = self.measure.column();
        let gutters = self.columns(self.style.tables.gutter) * (texts.columns.max(1) - 1) as f64;
        let available = ((width - gutters) / column).floor() * column;
        let narrowest = self.columns(self.style.tables.narrowest);
        if texts.columns == 0 || available <= 0.0 || texts.columns as f64 > available / column {
            return None;
        }
        let ceil = |width: f64| (width / column - 1e-9).ceil().max(1.0) * column;
        let extents = |hyphenated: bool| -> Vec<(f64, f64)> {
            let mut out = vec![(0.0_f64, 0.0_f64); texts.columns];
            for row in texts.rows.iter().chain([&texts.head]) {
                for (most, cell) in out.iter_mut().zip(row) {
                    let (word, line) = self.breaker().extent(cell, hyphenated);
                    *most = (most.0.max(ceil(word)), most.1.max(ceil(line)));
                }
            }
            out
        };
        // A column never needs more than its longest line, nor less than its longest word.
        let least = |extents: &[(f64, f64)]| -> Vec<f64> { extents.iter().map(|(word, line)| word.max(narrowest).min(*line)).collect() };
        let sum = |widths: &[f64]| widths.iter().sum::<f64>();
        let whole = extents(false);
        let lines: Vec<f64> = whole.iter().map(|(_, line)| *line).collect();
        if sum(&lines) <= available {
            return Some(lines);
        }
        let words = least(&whole);
        if sum(&words) <= available {
            // No column grows beyond the page, or one long text would starve the others.
            let wishes: Vec<f64> = lines.iter().zip(&words).map(|(line, word)| line.min(available).max(*word)).collect();
            return Some(share(available, &words, &wishes, column));
        }
        let syllables = least(&extents(true));
        (sum(&syllables) <= available).then(|| share(available, &syllables, &words, column))
    }
}

/// Gives each column its least width and parts the rest by what each lacks to its wish.
fn share(available: f64, least: &[f64], wishes: &[f64], column: f64) -> Vec<f64> {
    let lacking: f64 = wishes.iter().zip(least).map(|(wish, least)| (wish - least).max(0.0)).sum();
    let spare = (available - least.iter().sum::<f64>()).max(0.0);
    let factor = if lacking > 0.0 { (spare / lacking).min(1.0) } else { 0.0 };
    let mut widths: Vec<f64> =
        wishes.iter().zip(least).map(|(wish, least)| ((least + (wish - least).max(0.0) * factor) / column + 1e-9).floor() * column).collect();
    // What rounding left over, a column at a time.
    let mut left = available - widths.iter().sum::<f64>();
    for (width, wish) in widths.iter_mut().zip(wishes) {
        if left >= column && *width < *wish {
            *width += column;
            left -= column;
        }
    }
    widths
}
