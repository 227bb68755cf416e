//! Boxes with their texts: how high a node is in a given width, and the pieces it becomes where it stands.
//! Never decides where a box stands.

use super::lines::{LineOfText, Setting};
use super::measure::TextMeasure;
use super::model::{BoxKind, Piece, Point, Rect, TextKind};
use crate::document::{FlowNode, NodeKind};
use crate::lang::Lang;

/// Font size of the name in a box.
const LABEL: f64 = 13.5;
/// Font size of headings and of what is said under a name.
const NOTE: f64 = 12.5;
/// How far below the upper edge of a line its base line is.
const ASCENT: f64 = 13.0;
/// Room between the edge of a box and its text.
const PAD_X: f64 = 9.0;
const PAD_Y: f64 = 7.0;
/// Between the name and what is said under it.
const NOTE_GAP: f64 = 1.0;
/// Between two boxes, one over the other.
pub(super) const GAP: f64 = 9.0;
/// Between a heading and what it heads.
const HEADING_GAP: f64 = 6.0;
/// Between two groups of boxes, one over the other.
pub(super) const BETWEEN: f64 = 20.0;
/// Room between the edge of a region or of the register and the boxes in it.
pub(super) const INNER: f64 = 8.0;

/// What every box is made with.
#[derive(Clone, Copy)]
pub(super) struct Maker<'m> {
    pub(super) lang: Lang,
    pub(super) measure: &'m dyn TextMeasure,
}

/// Lines of text of one look.
struct Said {
    kind: TextKind,
    size: f64,
    bold: bool,
    lang: Option<Lang>,
    lines: Vec<LineOfText>,
}

impl Said {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * lead(self.size)
    }

    fn place(self, x: f64, y: f64, out: &mut Vec<Piece>) {
        for (n, line) in self.lines.into_iter().enumerate() {
            let at = Point { x, y: y + n as f64 * lead(self.size) + ASCENT };
            let LineOfText { text, width } = line;
            out.push(Piece::Text { kind: self.kind, at, size: self.size, bold: self.bold, text, width, lang: self.lang, goes_on: n > 0 });
        }
    }
}

/// The height of a line: whole, so that boxes stand on whole units.
fn lead(size: f64) -> f64 {
    (size * 1.26).round()
}

/// A node with its text broken for a width.
pub(super) struct Cell {
    pub(super) node: usize,
    pub(super) kind: NodeKind,
    pub(super) height: f64,
    label: Said,
    note: Option<Said>,
    /// Boxes inside, under the text: the parts of the register.
    inner: Vec<Cell>,
}

impl Maker<'_> {
    fn said(&self, kind: TextKind, text: &str, lang: Option<Lang>, room: f64) -> Said {
        let (size, bold) = match kind {
            TextKind::Heading => (NOTE, true),
            TextKind::Label => (LABEL, false),
            TextKind::Note => (NOTE, false),
        };
        self.set(kind, size, bold, text, lang, room)
    }

    fn set(&self, kind: TextKind, size: f64, bold: bool, text: &str, lang: Option<Lang>, room: f64) -> Said {
        let setting = Setting { measure: self.measure, size, bold, lang: lang.unwrap_or(self.lang) };
        Said { kind, size, bold, lang, lines: setting.lines(text, room) }
    }

    /// A node as a box of this width.
    pub(super) fn cell(&self, node: &FlowNode, width: f64) -> Cell {
        let room = width - 2.0 * PAD_X;
        let bold = node.kind == NodeKind::Register;
        let label = self.set(TextKind::Label, LABEL, bold, &node.label, node.lang, room);
        let note = node.note.as_deref().map(|note| self.said(TextKind::Note, note, None, room)).filter(|note| !note.lines.is_empty());
        let height = 2.0 * PAD_Y + label.height() + note.as_ref().map_or(0.0, |note| note.height() + NOTE_GAP);
        // A box without a word is a box all the same.
        Cell { node: node.id, kind: node.kind, height: height.max(2.0 * PAD_Y + lead(LABEL)), label, note, inner: Vec::new() }
    }

    /// The register with its parts inside it.
    pub(super) fn register(&self, nodes: &[FlowNode], width: f64) -> Option<Cell> {
        let (register, parts) = nodes.split_first()?;
        let mut cell = self.cell(register, width);
        for part in parts {
            let inner = self.cell(part, width - 2.0 * INNER);
            cell.height += inner.height + if cell.inner.is_empty() { 0.0 } else { GAP - 3.0 };
            cell.inner.push(inner);
        }
        if !parts.is_empty() {
            cell.height += INNER;
        }
        Some(cell)
    }

    /// A heading broken for a width.
    pub(super) fn heading(&self, text: &str, width: f64) -> Heading {
        Heading(self.said(TextKind::Heading, text, None, width))
    }
}

/// A heading with its text broken for a width.
pub(super) struct Heading(Said);

impl Heading {
    /// Its height with the room under it.
    pub(super) fn height(&self) -> f64 {
        if self.0.lines.is_empty() { 0.0 } else { self.0.height() + HEADING_GAP }
    }

    /// Its pieces; what is under it begins that much lower.
    pub(super) fn place(self, x: f64, y: f64, out: &mut Vec<Piece>) -> f64 {
        let height = self.height();
        self.0.place(x, y, out);
        height
    }
}

impl Cell {
    /// Its pieces with its upper left corner at `x`, `y`; the box itself is returned.
    pub(super) fn place(self, x: f64, y: f64, width: f64, out: &mut Vec<Piece>) -> Rect {
        let rect = Rect { x, y, width, height: self.height };
        let radius = match self.kind {
            NodeKind::People => 13.0,
            NodeKind::Source => 2.0,
            NodeKind::Register => 7.0,
            _ => 5.0,
        };
        out.push(Piece::Box { kind: BoxKind::Node(self.kind), rect, radius, node: Some(self.node) });
        let mut at = y + PAD_Y;
        let label = self.label.height();
        self.label.place(x + PAD_X, at, out);
        at += label;
        if let Some(note) = self.note {
            at += NOTE_GAP;
            let height = note.height();
            note.place(x + PAD_X, at, out);
            at += height;
        }
        at += PAD_Y;
        for inner in self.inner {
            let height = inner.height;
            inner.place(x + INNER, at, width - 2.0 * INNER, out);
            at += height + GAP - 3.0;
        }
        rect
    }
}

/// The height of boxes one over the other.
pub(super) fn stacked(cells: &[Cell]) -> f64 {
    cells.iter().map(|cell| cell.height).sum::<f64>() + GAP * cells.len().saturating_sub(1) as f64
}
