//! Cards: labels in a column of their own, what each says beside it. Where rows of characters are all a reader has, a label of several lines
//! stands above what it is the label of.
//! Never parts a label from the beginning of what it is the label of.

use super::breaking::Widths;
use super::flow::{Flow, Frame, Keep, Strip};
use super::inline::{Look, Passage};
use super::measure::Face;
use super::model::Role;
use crate::document::Definition;

impl Flow<'_> {
    /// The rows of a card, as wide as what is set in columns.
    pub(super) fn rows(&mut self, frame: &Frame, rows: &[Definition]) {
        let node = self.node(frame.node, Role::Card, frame.lang);
        let frame = Frame { node, right: frame.wide, ..frame.clone() };
        let bold = Look::new(Face::Bold, frame.lang);
        let labels: Vec<Passage> = rows.iter().map(|row| Passage::of(&row.term, &bold, &mut self.links)).collect();
        let column = self.measure.column();
        let most = frame.width() * f64::from(self.style.facts.label) / 100.0;
        let gap = self.columns(self.style.facts.gap);
        // As wide as the widest label, but no wider than a good part of the page; and no narrower than any word.
        let extents: Vec<(f64, f64)> = labels.iter().map(|label| self.breaker().extent(label, false)).collect();
        let word = extents.iter().map(|(word, _)| *word).fold(0.0, f64::max);
        let line = extents.iter().map(|(_, line)| *line).fold(0.0, f64::max);
        let width = (line.min(most).max(word) / column - 1e-9).ceil() * column;
        if frame.width() - width - gap < self.columns(self.style.lists.narrowest) {
            return self.definitions_in(&frame, rows);
        }
        for (row, label) in rows.iter().zip(&labels) {
            self.spaced(self.style.space.definition, |flow| {
                let term = flow.node(node, Role::Term, frame.lang);
                let said = flow.node(node, Role::Description, frame.lang);
                let left = frame.left + width + gap;
                let inner = Frame { left, floor: left, node: said, ..frame.clone() };
                let broken = flow.breaker().lines(label, Widths { full: width, hanging: 0.0 });
                let count = broken.len();
                if count > 1 && flow.measure.by_rows() {
                    // Its lines would be read in turn with those beside them.
                    flow.text(&frame, label, term, 0.0, Keep::Head);
                    flow.tight();
                    let first = flow.strips.len();
                    flow.blocks(&inner, &row.blocks);
                    flow.set_space(first, 0.0);
                    return flow.tight();
                }
                let (first, space) = (flow.strips.len(), flow.pending());
                flow.tight();
                flow.blocks(&inner, &row.blocks);
                if flow.strips.len() > first {
                    flow.set_space(first, 0.0);
                    flow.strips[first].space = space;
                } else {
                    flow.space_of(space);
                }
                for (n, line) in broken.into_iter().enumerate() {
                    let line = flow.place(line, frame.left, term);
                    match flow.strips.get_mut(first + n) {
                        Some(strip) => {
                            strip.height = strip.height.max(line.height);
                            strip.lines.insert(0, line);
                            // The label stays with what it says, and its own lines together.
                            strip.glue = strip.glue || n + 1 < count;
                        }
                        None => {
                            flow.tight();
                            flow.push(&frame, Strip { height: line.height, lines: vec![line], glue: n + 1 < count, ..Strip::default() });
                        }
                    }
                }
                flow.tight();
            });
        }
    }

    /// The rows under each other, where they do not fit side by side.
    fn definitions_in(&mut self, frame: &Frame, rows: &[Definition]) {
        for row in rows {
            let passage = Passage::of(&row.term, &Look::new(Face::Bold, frame.lang), &mut self.links);
            self.spaced(self.style.space.definition, |flow| {
                flow.passage(frame, &passage, Role::Term, frame.lang, Keep::Head);
                flow.tight();
                let node = flow.node(frame.node, Role::Description, frame.lang);
                let inner = flow.narrower(&Frame { node, ..frame.clone() }, flow.style.indents.definition, 0);
                let first = flow.strips.len();
                flow.blocks(&inner, &row.blocks);
                flow.set_space(first, 0.0);
            });
        }
    }
}
