//! The picture of the data flow as geometry: boxes, lines and texts with their places, for every writer that draws.
//! Never draws, never chooses a word, never names a colour: a writer turns what a piece *is* into how it looks.
//!
//! One unit is whatever a writer makes of it: HTML takes it as a pixel of the view box, a PDF as so many points that the picture is as wide
//! as the text. `y` grows downwards. Pieces stand in the order they are drawn in, so that a later one covers an earlier one.

mod boxes;
mod fold;
mod lanes;
mod lines;
mod measure;
mod model;
mod narrow;
mod wide;

use lines::Setting;
pub use measure::{Snug, TextMeasure, Typical};
pub use model::{BoxKind, Fold, Halves, LineKind, Picture, Piece, Point, Rect, Shape, TextKind, corner};

use crate::document::Flow;
use crate::lang::Lang;

/// How many lines a text takes in a width given in font sizes, a word parted only where it is wider than a line.
#[must_use]
pub fn broken(text: &str, measure: &dyn TextMeasure, bold: bool, lang: Lang, width: f64) -> usize {
    Setting { measure, size: 1.0, bold, lang }.lines(text, width).len()
}

/// The lines a text is broken into for a width given in font sizes. A hyphen that was added is in them.
#[must_use]
pub fn wrapped(text: &str, measure: &dyn TextMeasure, bold: bool, lang: Lang, width: f64) -> Vec<String> {
    Setting { measure, size: 1.0, bold, lang }.lines(text, width).into_iter().map(|line| line.text).collect()
}

/// The picture of `flow` in a shape. `lang` is the language of its texts that have none of their own.
#[must_use]
pub fn draw(flow: &Flow, lang: Lang, shape: Shape, measure: &dyn TextMeasure) -> Picture {
    match shape {
        Shape::Wide => halves(flow, lang, measure).whole(),
        Shape::Narrow => {
            let halves = halves(flow, lang, measure);
            folded(&halves).map_or_else(|| column(flow, lang, measure), |fold| fold.whole(&halves))
        }
    }
}

/// The wide picture in its parts.
#[must_use]
pub fn halves(flow: &Flow, lang: Lang, measure: &dyn TextMeasure) -> Halves {
    wide::draw(flow, lang, measure)
}

/// How the wide picture becomes a narrow one; `None` where [`column`] draws it.
#[must_use]
pub fn folded(halves: &Halves) -> Option<Fold> {
    fold::fold(halves)
}

/// The narrow picture in one column.
#[must_use]
pub fn column(flow: &Flow, lang: Lang, measure: &dyn TextMeasure) -> Picture {
    narrow::draw(flow, lang, measure)
}
