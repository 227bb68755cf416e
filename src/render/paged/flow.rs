//! The flow: every line of the document under the one before it, not yet parted into pages.
//! Never knows how high a page is; it only says what must stay together.

use super::breaking::{Breaker, Broken, Widths};
use super::inline::{Look, Passage};
use super::links::Links;
use super::measure::{Face, Measure, RuleKind};
use super::model::{Drawing, Line, Mark, Node, NodeId, Role};
use super::style::{PageStyle, Space};
use crate::lang::Lang;

/// Lines that stand side by side: what a page takes whole or leaves.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Free height above it, dropped at the top of a page.
    pub(super) space: f64,
    pub(super) height: f64,
    /// Lines with their distance from the upper edge of the strip.
    pub(super) lines: Vec<Line>,
    /// Rules, placed likewise.
    pub(super) marks: Vec<Mark>,
    /// Pictures, placed likewise.
    pub(super) drawings: Vec<Drawing>,
    /// What stands beside and behind it.
    pub(super) bars: Vec<Bar>,
    /// No page break after it.
    pub(super) glue: bool,
    /// Part of a heading, which keeps lines of what follows with it.
    pub(super) head: bool,
    /// The table whose column heads are repeated when a page begins with it.
    pub(super) table: Option<usize>,
}

/// A bar or a tint that goes on from strip to strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    pub(super) kind: RuleKind,
    pub(super) x: f64,
    pub(super) width: f64,
}

/// Where a block stands and what is around it.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    /// The right edge of what may be wider than running text.
    pub(super) wide: f64,
    /// How far to the left the labels of lists may hang: beyond it stands something else.
    pub(super) floor: f64,
    /// The node it belongs to.
    pub(super) node: NodeId,
    pub(super) lang: Lang,
    /// How many lists are around it.
    pub(super) depth: usize,
    pub(super) bars: Vec<Bar>,
}

impl Frame {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// How the lines of a text stay together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// By the numbers of orphans and widows.
    Lines,
    /// All of them, and with what follows.
    Head,
}

/// The flow while it is built.
pub(super) struct Flow<'a> {
    pub(super) style: &'a PageStyle,
    pub(super) measure: &'a dyn Measure,
    pub(super) lang: Lang,
    pub(super) strips: Vec<Strip>,
    pub(super) nodes: Vec<Node>,
    pub(super) links: Links,
    /// The strips of the column heads of each table.
    pub(super) tables: Vec<std::ops::Range<usize>>,
    /// Space asked for since the last strip.
    pending: f64,
}

impl<'a> Flow<'a> {
    pub(super) fn new(style: &'a PageStyle, measure: &'a dyn Measure, lang: Lang) -> Self {
        let root = Node { role: Role::Document, parent: None, children: Vec::new(), lang: None };
        let links = Links::new(style.links.footnotes);
        Self { style, measure, lang, strips: Vec::new(), nodes: vec![root], links, tables: Vec::new(), pending: 0.0 }
    }

    /// The frame of the whole text.
    pub(super) fn page_frame(&self) -> Frame {
        let (left, right) = (self.columns(self.style.margins.left), self.columns(self.style.margins.right));
        let wide = self.measure.paper(self.style).width - right;
        let right = if self.style.measure > 0 { (left + self.columns(self.style.measure)).min(wide) } else { wide };
        Frame { left, right, wide, floor: left, node: NodeId(0), lang: self.lang, depth: 0, bars: Vec::new() }
    }

    pub(super) fn columns(&self, columns: u16) -> f64 {
        f64::from(columns) * self.measure.column()
    }

    pub(super) fn breaker(&self) -> Breaker<'a> {
        Breaker { style: self.style, measure: self.measure, lang: self.lang }
    }

    /// A new part of the document.
    pub(super) fn node(&mut self, parent: NodeId, role: Role, lang: Lang) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { role, parent: Some(parent), children: Vec::new(), lang: (lang != self.lang).then_some(lang) });
        if let Some(parent) = self.nodes.get_mut(parent.0) {
            parent.children.push(id);
        }
        id
    }

    /// Asks for free rows before the next strip; the largest wish counts.
    pub(super) fn space(&mut self, rows: f64) {
        self.pending = self.pending.max(self.measure.space(rows));
    }

    /// Asks for a free height that was asked for before.
    pub(super) fn space_of(&mut self, height: f64) {
        self.pending = self.pending.max(height);
    }

    /// Runs `block` with its space around it; a block of no lines leaves no space.
    pub(super) fn spaced(&mut self, Space(before, after): Space, block: impl FnOnce(&mut Self)) {
        let (strips, pending) = (self.strips.len(), self.pending);
        self.space(before);
        block(self);
        if self.strips.len() == strips {
            self.pending = pending;
        } else {
            self.space(after);
        }
    }

    /// Space asked for and not yet used, taken away: for what must stand directly under the last strip.
    pub(super) fn tight(&mut self) {
        self.pending = 0.0;
    }

    /// Gives a strip that is there already the space of that many rows above it.
    pub(super) fn set_space(&mut self, strip: usize, rows: f64) {
        let space = self.measure.space(rows);
        if let Some(strip) = self.strips.get_mut(strip) {
            strip.space = space;
        }
    }

    pub(super) fn push(&mut self, frame: &Frame, mut strip: Strip) {
        strip.space = std::mem::take(&mut self.pending);
        strip.bars.extend_from_slice(&frame.bars);
        self.strips.push(strip);
    }

    /// Breaks a text in its frame and adds its lines.
    pub(super) fn text(&mut self, frame: &Frame, passage: &Passage, node: NodeId, hanging: f64, keep: Keep) {
        let widths = Widths { full: frame.width(), hanging: hanging.min(frame.width() / 2.0) };
        let lines = self.breaker().lines(passage, widths);
        self.lines(frame, lines, node, keep);
    }

    /// Adds lines already broken.
    pub(super) fn lines(&mut self, frame: &Frame, lines: Vec<Broken>, node: NodeId, keep: Keep) {
        let count = lines.len();
        let (orphans, widows) = (usize::from(self.style.breaking.orphans), usize::from(self.style.breaking.widows));
        for (n, broken) in lines.into_iter().enumerate() {
            let line = self.place(broken, frame.left, node);
            let (above, below) = (n + 1, count - n - 1);
            let head = keep == Keep::Head;
            let glue = head || (below > 0 && (above < orphans || below < widows));
            self.push(frame, Strip { height: line.height, lines: vec![line], glue, head, ..Strip::default() });
        }
    }

    /// A broken line as a line of a strip.
    pub(super) fn place(&self, broken: Broken, left: f64, node: NodeId) -> Line {
        let mut runs = broken.runs;
        runs.iter_mut().for_each(|run| run.x += left);
        let tallest = runs.iter().map(|run| self.measure.line_height(run.face)).fold(0.0, f64::max);
        let height = if tallest > 0.0 { tallest } else { self.measure.line_height(Face::Body) };
        Line { node, y: 0.0, height, runs, end: broken.end, repeated: false }
    }

    /// One line that is not broken, for what the layout writes itself.
    pub(super) fn single(&self, text: &str, look: &Look, x: f64, node: NodeId) -> Line {
        let width = self.measure.width(text, look.face);
        let run = self.breaker().run(look, text.to_string(), x, width, look.kind);
        Line { node, y: 0.0, height: self.measure.line_height(look.face), runs: vec![run], end: super::model::End::Last, repeated: false }
    }

    /// The space asked for and not yet used.
    pub(super) fn pending(&self) -> f64 {
        self.pending
    }

    /// A strip that is only a rule.
    pub(super) fn rule(&mut self, frame: &Frame, kind: RuleKind, spans: &[(f64, f64)], head: bool) {
        let height = self.measure.rule_height(kind);
        let marks = spans.iter().map(|(x, width)| Mark { kind, x: *x, y: 0.0, width: *width, height }).collect();
        self.push(frame, Strip { height, marks, glue: head, head, ..Strip::default() });
    }

    /// Ties the last strip to the next one.
    pub(super) fn glue_last(&mut self) {
        if let Some(last) = self.strips.last_mut() {
            last.glue = true;
        }
    }

    /// Lets a heading keep the lines it needs of what follows it.
    pub(super) fn keep_headings(&mut self) {
        let needed = usize::from(self.style.breaking.heading);
        let mut kept = usize::MAX;
        for at in 0..self.strips.len() {
            if self.strips[at].head {
                self.strips[at].glue = true;
                kept = 0;
            } else if kept < needed {
                // A rule is no line of text.
                kept += usize::from(!self.strips[at].lines.is_empty());
                // Where the next heading comes first, all that this one has stands with it already.
                if kept < needed && self.strips.get(at + 1).is_some_and(|next| !next.head) {
                    self.strips[at].glue = true;
                }
            }
        }
        if let Some(last) = self.strips.last_mut() {
            last.glue = false;
        }
    }
}
