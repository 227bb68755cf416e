//! Blocks of text, one after the other, into the flow.
//! Never parts pages and never draws; lists and tables have files of their own.

use super::breaking::Broken;
use super::flow::{Bar, Flow, Frame, Keep, Strip};
use super::inline::{Look, Passage, printable};
use super::measure::{Face, RuleKind};
use super::model::{Drawing, End, NodeId, Role, RunKind};
use super::style::Space;
use crate::document::{Block, Definition, Inlines, Section};
use crate::lang::Lang;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// Widths that differ by less are the same.
const TINY: f64 = 1e-6;

/// The level of a heading as pages know it, also of one no document should have.
pub(super) fn heading_level(level: u8) -> u8 {
    level.clamp(2, 6)
}

impl Flow<'_> {
    pub(super) fn blocks(&mut self, frame: &Frame, blocks: &[Block]) {
        for (n, block) in blocks.iter().enumerate() {
            let first = self.strips.len();
            self.block(frame, block);
            // What stands under a heading stands as near to it as the heading asks.
            if n > 0 && matches!(blocks[n - 1], Block::Heading { .. }) && !matches!(block, Block::Heading { .. }) {
                self.set_space(first, self.style.space.heading.1);
            }
            // What ends with a colon announces the list after it.
            if let (Block::Paragraph { text, .. }, Some(Block::List { .. })) = (block, blocks.get(n + 1))
                && crate::document::plain(text).trim_end().ends_with(':')
            {
                self.glue_last();
            }
        }
    }

    pub(super) fn block(&mut self, frame: &Frame, block: &Block) {
        let space = &self.style.space;
        match block {
            Block::Paragraph { text, lang } => self.spaced(space.paragraph, |flow| flow.leaf(frame, text, *lang, Role::Paragraph, Face::Body, Keep::Lines)),
            Block::Heading { text, lang } => self.spaced(space.heading, |flow| flow.leaf(frame, text, *lang, Role::Heading(6), Face::Heading(6), Keep::Head)),
            Block::List { start, items } => self.list(frame, *start, items),
            Block::Definitions { items } => self.spaced(space.definitions, |flow| flow.definitions(frame, items)),
            Block::Rows { rows } => self.spaced(space.definitions, |flow| flow.rows(frame, rows)),
            Block::Table { caption, head, rows } => self.spaced(space.table, |flow| flow.table(frame, caption, head, rows)),
            Block::Callout { title, blocks } => self.spaced(space.callout, |flow| flow.callout(frame, title, blocks)),
            Block::Quote { blocks } => self.spaced(space.quote, |flow| {
                let node = flow.node(frame.node, Role::Quote, frame.lang);
                let by = flow.style.indents.quote;
                let inner = flow.narrower(&Frame { node, ..frame.clone() }, by, by);
                flow.blocks(&inner, blocks);
            }),
            Block::Code { text } => self.spaced(space.code, |flow| flow.code(frame, text)),
            Block::Lines { lines } => self.spaced(space.lines, |flow| flow.address(frame, lines)),
            // Lines of characters have no pictures: what one shows stands in its tables.
            Block::Flow { flow: data } => self.picture(frame, data),
        }
    }

    /// A text that is one leaf of the structure.
    fn leaf(&mut self, frame: &Frame, text: &Inlines, lang: Option<Lang>, role: Role, face: Face, keep: Keep) {
        let lang = lang.unwrap_or(frame.lang);
        let passage = Passage::of(text, &Look::new(face, lang), &mut self.links);
        self.passage(frame, &passage, role, lang, keep);
    }

    /// A passage as a leaf; an empty one leaves no trace.
    pub(super) fn passage(&mut self, frame: &Frame, passage: &Passage, role: Role, lang: Lang, keep: Keep) {
        if !passage.text.is_empty() {
            let node = self.node(frame.node, role, lang);
            self.text(frame, passage, node, 0.0, keep);
        }
    }

    /// A heading with its number, the number in a column of its own.
    pub(super) fn heading(&mut self, frame: &Frame, section: &Section) -> Option<NodeId> {
        let lang = section.lang.unwrap_or(frame.lang);
        let level = heading_level(section.level);
        let look = Look::new(Face::Heading(level), lang);
        let mut frame = frame.clone();
        let before = self.strips.len();
        let node = self.node(frame.node, Role::Heading(level), lang);
        let number = section.number.as_deref().map(|number| number.chars().map(printable).collect::<String>()).filter(|number| !number.trim().is_empty());
        let label = number.map(|number| {
            let width = self.measure.width(&number, look.face);
            (number, width + self.columns(2))
        });
        let hanging = self.columns(self.style.indents.number);
        let beside = label.as_ref().filter(|(_, width)| *width < frame.width() / 2.0);
        let hangs = beside.is_some_and(|(_, width)| *width <= hanging && frame.left >= hanging);
        let edge = if hangs { frame.left - hanging } else { frame.left };
        frame.left = edge + if hangs { hanging } else { beside.map_or(0.0, |(_, width)| *width) };
        frame.right = frame.wide;
        let passage = match &label {
            // A number too wide for a column goes before the words.
            Some((number, _)) if beside.is_none() => Passage::plain(&format!("{number} {}", section.title), look.clone()),
            _ => Passage::plain(&section.title, look.clone()),
        };
        self.text(&frame, &passage, node, 0.0, Keep::Head);
        if let Some((number, _)) = beside {
            let line = self.single(number, &Look { kind: RunKind::Label, ..look }, edge, node);
            let first = self.strips.get_mut(before).and_then(|strip| strip.lines.first_mut());
            if let (Some(first), Some(run)) = (first, line.runs.into_iter().next()) {
                first.runs.insert(0, run);
            }
        }
        if level == 2 && self.style.rules.section && self.strips.len() > before {
            let right =
                self.strips[before..].iter().flat_map(|strip| &strip.lines).flat_map(|line| &line.runs).map(|run| run.x + run.width).fold(edge, f64::max);
            frame.left = edge;
            self.rule(&frame, RuleKind::Section, &[(edge, right - edge)], true);
        }
        (self.strips.len() > before).then_some(node)
    }

    fn definitions(&mut self, frame: &Frame, items: &[Definition]) {
        let node = self.node(frame.node, Role::Definitions, frame.lang);
        let frame = Frame { node, ..frame.clone() };
        for item in items {
            self.spaced(self.style.space.definition, |flow| {
                flow.leaf(&frame, &item.term, None, Role::Term, Face::Bold, Keep::Head);
                flow.tight();
                let node = flow.node(frame.node, Role::Description, frame.lang);
                let by = flow.style.indents.definition;
                let inner = flow.narrower(&Frame { node, ..frame.clone() }, by, 0);
                let first = flow.strips.len();
                flow.blocks(&inner, &item.blocks);
                // Directly under its term, whatever block comes first.
                flow.set_space(first, 0.0);
            });
        }
    }

    fn callout(&mut self, frame: &Frame, title: &str, blocks: &[Block]) {
        let node = self.node(frame.node, Role::Callout, frame.lang);
        let inner = self.set_apart(&Frame { node, ..frame.clone() });
        self.padded(&inner, |flow| {
            let passage = Passage::plain(title, Look::new(Face::Bold, frame.lang));
            flow.passage(&inner, &passage, Role::CalloutTitle, frame.lang, Keep::Head);
            flow.blocks(&inner, blocks);
        });
    }

    /// The frame inside a callout that fills `frame`, with its bar and tint.
    pub(super) fn set_apart(&self, frame: &Frame) -> Frame {
        let mut inner = self.narrower(frame, self.style.indents.callout, self.style.callouts.right);
        inner.wide = inner.right;
        if self.style.callouts.tint {
            inner.bars.push(Bar { kind: RuleKind::Tint, x: frame.left, width: frame.width() });
        }
        let column = self.measure.column();
        if inner.left - frame.left >= column - TINY {
            inner.floor = inner.floor.max(frame.left + column);
            inner.bars.push(Bar { kind: RuleKind::Bar, x: frame.left, width: column });
        }
        inner
    }

    /// Runs `block` with the free height of a callout above and below, which its bar goes along.
    pub(super) fn padded(&mut self, frame: &Frame, block: impl FnOnce(&mut Self)) {
        let height = self.measure.space(self.style.callouts.pad);
        if height <= 0.0 {
            return block(self);
        }
        let before = self.strips.len();
        self.push(frame, Strip { height, glue: true, ..Strip::default() });
        let (first, space) = (self.strips.len(), self.strips[before].space);
        block(self);
        if self.strips.len() == first {
            self.strips.truncate(before);
            self.space_of(space);
            return;
        }
        self.set_space(first, 0.0);
        self.glue_last();
        self.tight();
        self.push(frame, Strip { height, ..Strip::default() });
    }

    /// The picture of a data flow, as wide as the page allows; its tables where there is none or a page has no room for it.
    fn picture(&mut self, frame: &Frame, data: &crate::document::Flow) {
        let margins = &self.style.margins;
        let page = self.measure.paper(self.style).height - self.measure.space(f64::from(margins.top)) - self.measure.space(f64::from(margins.bottom));
        let drawn = self.measure.picture(data, frame.lang).map(|picture| ((frame.wide - frame.left) / picture.width.max(1.0), picture));
        match drawn {
            Some((scale, picture)) if picture.height * scale <= page => self.spaced(self.style.space.table, |flow| {
                let node = flow.node(frame.node, Role::Figure, frame.lang);
                let height = picture.height * scale;
                let drawing = Drawing { node, x: frame.left, y: 0.0, scale, picture: Arc::new(picture), alt: data.alternative() };
                flow.push(frame, Strip { height, drawings: vec![drawing], ..Strip::default() });
            }),
            _ => self.blocks(frame, &data.tables),
        }
    }

    /// Preformatted lines: kept as they are, cut where they are too long.
    fn code(&mut self, frame: &Frame, text: &str) {
        let node = self.node(frame.node, Role::Code, frame.lang);
        let frame = self.narrower(frame, self.style.indents.code, 0);
        let look = Look::new(Face::Code, frame.lang);
        let mut lines = Vec::new();
        for line in text.lines() {
            // White space as everywhere else: a carriage return on its own is some.
            let clean: String = line.replace('\t', "    ").replace('\r', " ").chars().map(printable).collect();
            let mut rest = clean.trim_end_matches(' ');
            loop {
                let end = self.fitting(rest, &look, frame.width());
                let (now, later) = rest.split_at(end);
                let width = self.measure.width(now, look.face);
                let run = self.breaker().run(&look, now.to_string(), 0.0, width, RunKind::Text);
                let end = if later.is_empty() { End::Break } else { End::Joined };
                lines.push(Broken { runs: vec![run], width, end });
                rest = later;
                if rest.is_empty() {
                    break;
                }
            }
        }
        // Blank lines around the code are not part of it.
        let blank = |line: &Broken| line.runs.iter().all(|run| run.text.trim().is_empty());
        while lines.last().is_some_and(blank) {
            lines.pop();
        }
        let first = lines.iter().position(|line| !blank(line)).unwrap_or(lines.len());
        lines.drain(..first);
        if let Some(last) = lines.last_mut() {
            last.end = End::Last;
        }
        self.lines(&frame, lines, node, Keep::Lines);
    }

    /// How many bytes of `text` fit, always at least one character.
    fn fitting(&self, text: &str, look: &Look, width: f64) -> usize {
        let (mut end, mut used) = (0, 0.0);
        for grapheme in text.graphemes(true) {
            let wide = self.measure.width(grapheme, look.face);
            if wide > width {
                // A cluster wider than a line is taken apart.
                for c in grapheme.chars() {
                    let wide = self.measure.width(c.encode_utf8(&mut [0; 4]), look.face);
                    if used + wide > width + TINY && end > 0 {
                        return end;
                    }
                    used += wide;
                    end += c.len_utf8();
                }
                continue;
            }
            if used + wide > width + TINY && end > 0 {
                return end;
            }
            used += wide;
            end += grapheme.len();
        }
        end
    }

    /// Lines that belong together, such as an address.
    fn address(&mut self, frame: &Frame, lines: &[Inlines]) {
        let node = self.node(frame.node, Role::Lines, frame.lang);
        let hanging = self.columns(self.style.indents.hanging);
        let first = self.strips.len();
        for line in lines {
            let passage = Passage::of(line, &Look::new(Face::Body, frame.lang), &mut self.links);
            if !passage.text.is_empty() {
                let leaf = self.node(node, Role::LinesLine, frame.lang);
                self.text(frame, &passage, leaf, hanging, Keep::Lines);
            }
        }
        // An address is not parted; more than a dozen lines are no address.
        let count = self.strips.len() - first;
        if (2..=12).contains(&count) {
            self.strips[first..first + count - 1].iter_mut().for_each(|strip| strip.glue = true);
        }
    }

    /// A frame moved in by columns from both sides, as far as the narrowest text allows.
    pub(super) fn narrower(&self, frame: &Frame, left: u16, right: u16) -> Frame {
        let spare = (frame.width() - self.columns(self.style.lists.narrowest)).max(0.0);
        let left_by = self.columns(left).min(spare);
        let right_by = self.columns(right).min(spare - left_by);
        Frame { left: frame.left + left_by, right: frame.right - right_by, wide: frame.wide - right_by, ..frame.clone() }
    }

    /// Space before a heading of this level.
    pub(super) fn heading_space(&self, level: u8) -> Space {
        if heading_level(level) == 2 { self.style.space.section } else { self.style.space.subsection }
    }
}
