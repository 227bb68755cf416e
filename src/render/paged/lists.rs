//! Lists of any depth: bullets per level, numbers aligned on the right.
//! Never lets a deep list run out of its column: it stops moving to the right instead.

use super::breaking::Widths;
use super::flow::{Flow, Frame, Strip};
use super::inline::{Look, Passage};
use super::measure::{Face, RuleKind};
use super::model::{Role, RunKind};
use super::style::Space;
use crate::document::Block;

/// Widths that differ by less are the same.
const TINY: f64 = 1e-6;

impl Flow<'_> {
    pub(super) fn list(&mut self, frame: &Frame, start: Option<u64>, items: &[Vec<Block>]) {
        let space = self.style.space.list;
        // A list inside an item stands directly under the item's text.
        let Space(before, after) = if frame.depth > 0 { Space(0.0, 0.0) } else { space };
        if frame.depth > 0 {
            self.tight();
        }
        self.spaced(Space(before, after), |flow| flow.items(frame, start, items));
    }

    fn items(&mut self, frame: &Frame, start: Option<u64>, items: &[Vec<Block>]) {
        let node = self.node(frame.node, Role::List { numbered: start.is_some() }, frame.lang);
        let bullets = &self.style.lists.bullets;
        let bullet = bullets.get(frame.depth).or(bullets.last()).cloned().unwrap_or_default();
        let label = |n: usize| match start {
            Some(first) => format!("{}.", u128::from(first) + n as u128),
            None => bullet.clone(),
        };
        // Numbers grow, so the last one is the widest.
        let widest = self.measure.width(&label(items.len().saturating_sub(1)), Face::Body).max(self.measure.width(&label(0), Face::Body));
        let gap = self.columns(self.style.lists.gap);
        let wanted = frame.left + self.columns(self.style.lists.indent) + widest + gap;
        let left = wanted.min(frame.right - self.columns(self.style.lists.narrowest)).max(frame.left);
        let loose = items.iter().any(|item| item.iter().filter(|block| !matches!(block, Block::List { .. })).count() > 1);
        let opening = self.pending();
        for (n, item) in items.iter().enumerate() {
            let node = self.node(node, Role::Item, frame.lang);
            let inner = Frame { left, node, depth: frame.depth + 1, ..frame.clone() };
            let Space(before, after) = self.style.space.item;
            let first = self.strips.len();
            self.item(frame, &inner, &label(n), left - gap, item);
            // Whatever an item begins with, it stands as items do: closer than paragraphs, unless one of them has several.
            let rows = if loose { self.style.space.paragraph.0 } else { before.max(after) };
            let space = if n == 0 { opening } else { self.measure.space(rows) };
            if let Some(strip) = self.strips.get_mut(first) {
                strip.space = space;
            }
            self.tight();
        }
    }

    /// One item with its label ending at `edge`.
    fn item(&mut self, outer: &Frame, inner: &Frame, label: &str, edge: f64, blocks: &[Block]) {
        let node = self.node(inner.node, Role::Label, inner.lang);
        let look = Look { kind: RunKind::Label, ..Look::new(Face::Body, self.lang) };
        let line = self.single(label, &look, 0.0, node);
        let width = line.runs.first().map_or(0.0, |run| run.width);
        let at = self.strips.len();
        self.blocks(inner, blocks);
        let floor = outer.floor;
        let (x, column) = (edge - width, self.measure.column());
        let free = |strip: &Strip| {
            strip.marks.is_empty()
                && strip.lines.iter().flat_map(|line| &line.runs).all(|run| run.x > edge - TINY)
                && strip.bars.iter().all(|bar| bar.kind != RuleKind::Bar || bar.x + column <= x + TINY || bar.x > edge - TINY)
        };
        match self.strips.get_mut(at) {
            Some(first) if x >= floor - TINY && free(first) => {
                let mut line = line;
                line.runs.iter_mut().for_each(|run| run.x = x);
                first.height = first.height.max(line.height);
                first.lines.insert(0, line);
            }
            // No room beside the text, or no text: the label takes a line of its own, or as many as its digits need.
            found => {
                let glue = found.is_some();
                let mut space = found.map_or(0.0, |first| std::mem::take(&mut first.space));
                let room = outer.right - floor;
                let lines = if width > room + TINY {
                    let broken = self.breaker().lines(&Passage::plain(label, look), Widths { full: room, hanging: 0.0 });
                    broken.into_iter().map(|broken| self.place(broken, floor, node)).collect()
                } else {
                    let mut line = line;
                    line.runs.iter_mut().for_each(|run| run.x = x.max(outer.left).min(outer.right - width).max(floor));
                    vec![line]
                };
                let count = lines.len();
                for (n, line) in lines.into_iter().enumerate() {
                    let strip = Strip { height: line.height, lines: vec![line], glue: glue || n + 1 < count, ..Strip::default() };
                    if glue {
                        self.strips.insert(at + n, Strip { space: std::mem::take(&mut space), bars: outer.bars.clone(), ..strip });
                        self.moved(at + n);
                    } else {
                        self.push(outer, strip);
                    }
                }
            }
        }
    }

    /// A strip was put in at `at`: what is known by its place moves along.
    fn moved(&mut self, at: usize) {
        for range in self.tables.iter_mut().rev().take_while(|range| range.start >= at) {
            *range = range.start + 1..range.end + 1;
        }
    }
}
