//! What a drawn picture is made of.
//! Never holds a colour or a font: [`BoxKind`], [`LineKind`] and [`TextKind`] say what a piece is.

use super::lanes::Port;
use crate::document::NodeKind;
use crate::lang::Lang;

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Columns from left to right, 640 units wide: a desk, paper.
    Wide,
    /// Two rows, or one column from top to bottom, 340 units wide at most: a phone.
    Narrow,
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the upper edge.
    pub y: f64,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// The right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Half way down, on a whole unit: what begins there is written in fewer digits.
    #[must_use]
    pub fn middle(&self) -> f64 {
        (self.y + self.height / 2.0).floor()
    }
}

/// A drawn picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Its form.
    pub shape: Shape,
    /// Width of the view box, which begins at 0.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
    /// What it is made of, in drawing order.
    pub pieces: Vec<Piece>,
}

/// The wide picture in parts that a narrow one can show again.
#[derive(Debug, Clone, PartialEq)]
pub struct Halves {
    /// Width of the view box, which begins at 0.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
    /// People, sources and the register, with the lines between them.
    pub left: Vec<Piece>,
    /// Recipients and countries, with the lines between them.
    pub right: Vec<Piece>,
    /// The lines from the register to the recipients.
    pub joint: Vec<Piece>,
    /// Where the register stands.
    pub(super) register: Option<Port>,
    /// Where the recipients stand.
    pub(super) recipients: Vec<Port>,
}

impl Halves {
    /// The wide picture.
    #[must_use]
    pub fn whole(self) -> Picture {
        // Lines end under the boxes they lead to.
        let pieces = [self.joint, self.left, self.right].concat();
        Picture { shape: Shape::Wide, width: self.width, height: self.height, pieces }
    }
}

/// A wide picture as two rows, one over the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    /// How far the left half is moved.
    pub first: Point,
    /// How far the right half is moved.
    pub second: Point,
    /// The lines from the register to the recipients.
    pub joint: Vec<Piece>,
    /// Width of the view box, which begins at 0.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
}

impl Fold {
    /// The narrow picture.
    #[must_use]
    pub fn whole(self, halves: &Halves) -> Picture {
        let mut pieces = self.joint;
        for (half, by) in [(&halves.left, self.first), (&halves.right, self.second)] {
            pieces.extend(half.iter().cloned().map(|piece| piece.moved(by)));
        }
        Picture { shape: Shape::Narrow, width: self.width, height: self.height, pieces }
    }
}

/// A piece of a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A box, filled and outlined.
    Box {
        /// What it is.
        kind: BoxKind,
        /// Where it stands.
        rect: Rect,
        /// Radius of its corners.
        radius: f64,
        /// The node of the flow it stands for; `None` for a region.
        node: Option<usize>,
    },
    /// A line of straight stretches along the axes; its corners are rounded by `radius` (see [`corner`]).
    Line {
        /// What it is.
        kind: LineKind,
        /// Its corners from its beginning to its end.
        points: Vec<Point>,
        /// Radius of its corners.
        radius: f64,
        /// The node whose box it leaves or, with an arrow after its end, comes in at; `None` for the stretch between.
        node: Option<usize>,
        /// The lane it takes: lines of one lane are one stream, joining every node they come from with every node they go to.
        lane: usize,
    },
    /// Where one line passes over another without joining it: a short stretch of paper, and the line drawn on over it.
    Bridge {
        /// What the line that passes over is.
        kind: LineKind,
        /// The ends of the stretch; it is level.
        from: Point,
        /// See `from`.
        to: Point,
    },
    /// A filled triangle, its first corner the tip.
    Arrow {
        /// What it ends.
        kind: LineKind,
        /// Its corners.
        points: [Point; 3],
        /// The node it points at.
        node: usize,
        /// See [`Piece::Line`].
        lane: usize,
    },
    /// One line of text.
    Text {
        /// What it is.
        kind: TextKind,
        /// The left end of its base line.
        at: Point,
        /// Font size.
        size: f64,
        /// Whether it is bold.
        bold: bool,
        /// The text; a hyphen a word was broken with is in it.
        text: String,
        /// Its width as measured.
        width: f64,
        /// Its language where it is not the document's.
        lang: Option<Lang>,
        /// Whether it goes on the text before it in the same box, so that one who reads it joins them.
        goes_on: bool,
    },
}

impl Piece {
    /// The same piece so much further right and down.
    #[must_use]
    pub fn moved(mut self, by: Point) -> Self {
        let shift = |point: &mut Point| (point.x, point.y) = (point.x + by.x, point.y + by.y);
        match &mut self {
            Self::Box { rect, .. } => (rect.x, rect.y) = (rect.x + by.x, rect.y + by.y),
            Self::Line { points, .. } => points.iter_mut().for_each(shift),
            Self::Bridge { from, to, .. } => [from, to].into_iter().for_each(shift),
            Self::Arrow { points, .. } => points.iter_mut().for_each(shift),
            Self::Text { at, .. } => shift(at),
        }
        self
    }
}

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// A node of the flow.
    Node(NodeKind),
    /// The region of the countries of the EU and the EEA: its outline is the border.
    Inside,
    /// The region outside them; outlined in dashes.
    Outside,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Data that stay within the EU and the EEA, or go where the notice does not say.
    Flow,
    /// Data that cross the border; in dashes.
    Crossing,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// The heading of a station or a region.
    Heading,
    /// The name in a box.
    Label,
    /// What is said of it under its name.
    Note,
}

/// Where the rounding of the corner `points[at]` begins and ends; between them goes a quadratic curve with the corner as its control point.
/// Half of a stretch at most is rounded, since its other half is the next corner's; a stretch at the end of a line is rounded as far as it goes.
#[must_use]
pub fn corner(points: &[Point], at: usize, radius: f64) -> (Point, Point) {
    let corner = points[at];
    let toward = |other: usize| {
        let to = points[other];
        let (dx, dy) = (to.x - corner.x, to.y - corner.y);
        let length = dx.hypot(dy);
        let last = other == 0 || other + 1 == points.len();
        let by = if length > 0.0 { radius.min(if last { length } else { length / 2.0 }) / length } else { 0.0 };
        Point { x: corner.x + dx * by, y: corner.y + dy * by }
    };
    (toward(at.saturating_sub(1)), toward((at + 1).min(points.len() - 1)))
}
