//! The picture of the data flow as inline SVG: the two shapes of it, of which a page shows the one that fits.
//! Never names a colour or a font, never writes a `style`: classes say what a piece is, the style sheet how it looks.

use super::escape;
use crate::document::{Flow, NodeKind};
use crate::lang::Lang;
use crate::render::engine::Field;
use crate::render::flow::{BoxKind, LineKind, Picture, Piece, Point, Shape, TextKind, Typical, corner, draw};
use crate::render::markup::Markup;
use std::fmt::Write as _;

/// A shape of the picture for the template: its size and what is in it.
pub(super) fn drawing(flow: &Flow, lang: Lang, shape: Shape) -> Field {
    let picture = draw(flow, lang, shape, &Typical);
    let (width, height) = (number(picture.width), number(picture.height));
    Field::record([("width", width.as_str().into()), ("height", height.as_str().into()), ("drawing", (&pieces(&picture)).into())])
}

fn pieces(picture: &Picture) -> Markup {
    let mut out = String::with_capacity(picture.pieces.len() * 90);
    let mut pieces = picture.pieces.iter().peekable();
    // Writing to a string cannot fail.
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Box { kind, rect, radius, .. } => {
                let [x, y, width, height, radius] = [rect.x, rect.y, rect.width, rect.height, *radius].map(number);
                let _ = write!(out, "<rect class=\"{}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>", of_box(*kind));
            }
            Piece::Line { kind, points, radius, .. } => {
                let _ = write!(out, "<path class=\"{}\" d=\"", of_line(*kind));
                path(points, *radius, &mut out);
                // Lines of one kind that follow each other are one path.
                while let Some(Piece::Line { points, radius, .. }) = pieces.next_if(|next| matches!(next, Piece::Line { kind: own, .. } if own == kind)) {
                    path(points, *radius, &mut out);
                }
                out.push_str("\"/>");
            }
            Piece::Bridge { kind, from, to } => {
                let [x, y, end] = [from.x, from.y, to.x].map(number);
                let _ = write!(out, "<path class=\"gap\" d=\"M{x} {y}H{end}\"/><path class=\"{}\" d=\"M{x} {y}H{end}\"/>", of_line(*kind));
            }
            Piece::Arrow { kind, points, .. } => {
                let [a, b, c] = points.map(|point| format!("{} {}", number(point.x), number(point.y)));
                let _ = write!(out, "<path class=\"{}\" d=\"M{a}L{b}L{c}z\"/>", if *kind == LineKind::Flow { "tip" } else { "tip out" });
            }
            Piece::Text { kind, at, text, lang, .. } => {
                let _ = write!(out, "<text class=\"{}\" x=\"{}\" y=\"{}\"", of_text(*kind), number(at.x), number(at.y));
                if let Some(lang) = lang {
                    let _ = write!(out, " lang=\"{}\"", lang.code());
                }
                out.push('>');
                escape(text, &mut out);
                // The lines of one text are one element.
                while let Some(Piece::Text { at, text, .. }) = pieces.next_if(|next| matches!(next, Piece::Text { goes_on: true, .. })) {
                    let _ = write!(out, "<tspan x=\"{}\" y=\"{}\">", number(at.x), number(at.y));
                    escape(text, &mut out);
                    out.push_str("</tspan>");
                }
                out.push_str("</text>");
            }
        }
    }
    Markup::vouch(out)
}

fn path(points: &[Point], radius: f64, out: &mut String) {
    for (n, point) in points.iter().enumerate() {
        let [x, y] = [point.x, point.y].map(number);
        let _ = match n {
            0 => write!(out, "M{x} {y}"),
            n if n + 1 == points.len() => write!(out, "L{x} {y}"),
            n => {
                let (before, after) = corner(points, n, radius);
                write!(out, "L{} {}Q{x} {y} {} {}", number(before.x), number(before.y), number(after.x), number(after.y))
            }
        };
    }
}

/// A length with one decimal at most.
fn number(length: f64) -> String {
    let tenths = (length * 10.0).round() as i64;
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10) }
}

fn of_box(kind: BoxKind) -> &'static str {
    match kind {
        BoxKind::Inside => "region",
        BoxKind::Outside => "region out",
        BoxKind::Node(NodeKind::People) => "box people",
        BoxKind::Node(NodeKind::Source) => "box source",
        BoxKind::Node(NodeKind::Register) => "box register",
        BoxKind::Node(NodeKind::Part) => "box part",
        BoxKind::Node(NodeKind::Recipient) => "box recipient",
        BoxKind::Node(NodeKind::Processor) => "box processor",
        BoxKind::Node(NodeKind::Inside) => "box country",
        BoxKind::Node(NodeKind::Outside) => "box country out",
    }
}

fn of_line(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Flow => "line",
        LineKind::Crossing => "line out",
    }
}

fn of_text(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Heading => "heading",
        TextKind::Label => "label",
        TextKind::Note => "note",
    }
}
