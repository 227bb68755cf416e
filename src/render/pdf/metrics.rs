//! Font metrics as the measure of the page layout: one unit is a point.
//! Never lays anything out; it says how wide a text is and how high a line.

use super::shape::{self, Cut};
use crate::document::Flow;
use crate::lang::Lang;
use crate::render::flow::{Picture, Shape, TextMeasure, draw};
use crate::render::paged::{Face, Measure, PageStyle, PaperStyle, RuleKind, Size, Type};

/// The measure of pages on paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Metrics<'a> {
    pub(super) style: &'a PaperStyle,
}

impl Metrics<'_> {
    /// Size of the letters and height of a line.
    pub(super) fn size(self, face: Face) -> Type {
        let faces = &self.style.faces;
        match face {
            Face::Body | Face::Bold | Face::Italic | Face::BoldItalic => faces.body,
            Face::Code => faces.code,
            Face::Kicker => faces.kicker,
            Face::Title => faces.title,
            Face::Heading(..=2) => faces.heading_2,
            Face::Heading(3) => faces.heading_3,
            Face::Heading(_) => faces.heading_4,
            Face::Small => faces.small,
        }
    }
}

/// The font of a face and its features.
pub(super) fn cut(face: Face) -> Cut {
    match face {
        Face::Body | Face::Small | Face::Title => Cut::Regular,
        Face::Italic => Cut::Italic,
        Face::BoldItalic | Face::Heading(5..) => Cut::SemiboldItalic,
        Face::Bold | Face::Heading(_) | Face::Kicker => Cut::Semibold,
        Face::Code => Cut::Mono,
    }
}

/// What a picture measures its texts with.
struct Letters;

impl TextMeasure for Letters {
    fn width(&self, text: &str, bold: bool) -> f64 {
        shape::width(text, if bold { Cut::Semibold } else { Cut::Regular })
    }
}

impl Measure for Metrics<'_> {
    fn picture(&self, flow: &Flow, lang: Lang) -> Option<Picture> {
        Some(draw(flow, lang, Shape::Wide, &Letters))
    }

    fn width(&self, text: &str, face: Face) -> f64 {
        shape::width(text, cut(face)) * self.size(face).0
    }

    fn line_height(&self, face: Face) -> f64 {
        self.size(face).1
    }

    fn rule_height(&self, kind: RuleKind) -> f64 {
        match kind {
            RuleKind::Title | RuleKind::Head | RuleKind::Section => self.row() * 0.4,
            RuleKind::Table | RuleKind::TableHead => 1.0,
            RuleKind::Bar | RuleKind::Tint | RuleKind::Stripe => 0.0,
        }
    }

    fn column(&self) -> f64 {
        self.style.column
    }

    fn row(&self) -> f64 {
        self.style.faces.body.1
    }

    fn paper(&self, _: &PageStyle) -> Size {
        Size { width: self.style.paper.0, height: self.style.paper.1 }
    }
}
