//! The picture of the data flow, drawn from its geometry: boxes, lines, arrows and texts with the fonts of the page.
//! Never decides where a piece stands; the geometry did.

use super::draw::{Painter, fill};
use super::fonts::font;
use super::shape::{self, Cut};
use crate::document::NodeKind;
use crate::render::flow::{BoxKind, LineKind, Piece, Point, Rect, TextKind, corner};
use crate::render::paged::{Color, Drawing};
use krilla::geom::{Path, PathBuilder, Point as Place};
use krilla::paint::{LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

/// How far the control points of a quarter of a circle stand from its ends, in radii.
const ROUND: f64 = 0.5523;
/// Corners of a smaller radius are drawn square.
const ROUNDED: f64 = 10.0;
/// What a picture is drawn on.
const PAPER: Color = Color(255, 255, 255);

/// Where a drawing stands on its page, and how large a unit of it is there: what is written is places of the page, not of the drawing.
#[derive(Clone, Copy)]
struct Ground {
    x: f64,
    y: f64,
    scale: f64,
}

impl Ground {
    fn at(self, point: Point) -> (f32, f32) {
        ((self.x + point.x * self.scale) as f32, (self.y + point.y * self.scale) as f32)
    }

    fn length(self, length: f64) -> f32 {
        (length * self.scale) as f32
    }

    fn dash(self, array: &[f64]) -> StrokeDash {
        StrokeDash { array: array.iter().map(|length| (self.length(*length) * 10.0).round() / 10.0).collect(), offset: 0.0 }
    }

    /// A pen of that many units, to a hundredth of a point.
    fn pen(self, color: Color, width: f64, dash: Option<StrokeDash>) -> Stroke {
        Stroke { paint: fill(color).paint, width: (self.length(width) * 100.0).round() / 100.0, dash, ..Stroke::default() }
    }
}

impl Painter<'_> {
    /// Draws a picture where it stands on the page.
    pub(super) fn picture(&self, surface: &mut Surface<'_>, drawing: &Drawing) {
        let ground = Ground { x: drawing.x, y: drawing.y, scale: drawing.scale };
        let mut boxes: Vec<(Look, Vec<Shape>)> = Vec::new();
        for piece in &drawing.picture.pieces {
            // Boxes of one look that follow each other are one path; none stands on another of its own look.
            if let Piece::Box { kind, rect, radius, .. } = piece {
                let look = self.look(ground, *kind);
                match boxes.last_mut().filter(|(own, _)| *own == look) {
                    Some((_, all)) => all.push((*rect, *radius)),
                    None => boxes.push((look, vec![(*rect, *radius)])),
                }
            }
        }
        // Regions lie under the lines that lead into them, boxes over those that lead past them.
        let (regions, boxes): (Vec<_>, Vec<_>) = boxes.into_iter().partition(|(look, _)| look.inside.is_none());
        regions.iter().for_each(|(look, all)| blocks(surface, ground, look, all));
        for piece in &drawing.picture.pieces {
            match piece {
                Piece::Line { kind, points, radius, .. } => stroke(surface, line(ground, points, *radius), self.stream(ground, *kind)),
                Piece::Bridge { kind, from, to } => {
                    stroke(surface, line(ground, &[*from, *to], 0.0), ground.pen(PAPER, 6.0, None));
                    stroke(surface, line(ground, &[*from, *to], 0.0), self.stream(ground, *kind));
                }
                Piece::Arrow { kind, points, .. } => {
                    let mut path = PathBuilder::new();
                    let [tip, left, right] = points.map(|point| ground.at(point));
                    path.move_to(tip.0, tip.1);
                    path.line_to(left.0, left.1);
                    path.line_to(right.0, right.1);
                    path.close();
                    surface.set_stroke(None);
                    surface.set_fill(Some(fill(self.side(*kind))));
                    if let Some(path) = path.finish() {
                        surface.draw_path(&path);
                    }
                }
                Piece::Box { .. } | Piece::Text { .. } => {}
            }
        }
        boxes.iter().for_each(|(look, all)| blocks(surface, ground, look, all));
        for piece in &drawing.picture.pieces {
            if let Piece::Text { kind, at, size, bold, text, .. } = piece {
                let color = if *kind == TextKind::Label { self.metrics.style.colors.ink } else { self.metrics.style.colors.soft };
                // Sizes are those of few decimals, as of every text.
                let size = (size * ground.scale * 10.0).round() / 10.0;
                letters(surface, text, ground.at(*at), size, if *bold { Cut::Semibold } else { Cut::Regular }, color);
            }
        }
        surface.set_stroke(None);
    }

    /// The colour of what stays inside the border and of what crosses it.
    fn side(&self, kind: LineKind) -> Color {
        if kind == LineKind::Flow { self.accent } else { self.metrics.style.colors.warn }
    }

    fn stream(&self, ground: Ground, kind: LineKind) -> Stroke {
        ground.pen(self.side(kind), 1.7, (kind == LineKind::Crossing).then(|| ground.dash(&[5.0, 3.0])))
    }

    fn look(&self, ground: Ground, kind: BoxKind) -> Look {
        let colors = &self.metrics.style.colors;
        let (inside, edge, width, dash) = match kind {
            BoxKind::Node(NodeKind::Register) => (Some(colors.tint), self.accent, 2.2, None),
            BoxKind::Node(NodeKind::People | NodeKind::Part) => (Some(colors.tint), colors.soft, 1.1, None),
            BoxKind::Node(_) => (Some(PAPER), colors.soft, 1.1, None),
            BoxKind::Inside => (None, self.accent, 1.6, None),
            BoxKind::Outside => (None, colors.warn, 1.6, Some(ground.dash(&[6.0, 4.0]))),
        };
        Look { inside, edge: Stroke { line_join: LineJoin::Round, ..ground.pen(edge, width, dash) } }
    }
}

/// How boxes are filled and outlined.
#[derive(PartialEq)]
struct Look {
    inside: Option<Color>,
    edge: Stroke,
}

/// A box and the radius of its corners.
type Shape = (Rect, f64);

fn blocks(surface: &mut Surface<'_>, ground: Ground, look: &Look, all: &[Shape]) {
    let mut path = PathBuilder::new();
    for (rect, radius) in all {
        // What is round tells people from what is kept; other corners only cost their curves.
        if *radius >= ROUNDED {
            rounded(&mut path, ground, rect, *radius);
        } else {
            let ((left, top), (right, bottom)) = (ground.at(Point { x: rect.x, y: rect.y }), ground.at(Point { x: rect.right(), y: rect.bottom() }));
            krilla::geom::Rect::from_ltrb(left, top, right, bottom).into_iter().for_each(|rect| path.push_rect(rect));
        }
    }
    if let Some(path) = path.finish() {
        surface.set_fill(look.inside.map(fill));
        surface.set_stroke(Some(look.edge.clone()));
        surface.draw_path(&path);
    }
}

fn stroke(surface: &mut Surface<'_>, path: Option<Path>, stroke: Stroke) {
    if let Some(path) = path {
        surface.set_fill(None);
        surface.set_stroke(Some(stroke));
        surface.draw_path(&path);
    }
}

/// One line of text with the left end of its base line there.
fn letters(surface: &mut Surface<'_>, text: &str, (x, y): (f32, f32), size: f64, cut: Cut, color: Color) {
    let text = shape::speakable(text);
    surface.set_stroke(None);
    surface.set_fill(Some(fill(color)));
    let mut x = f64::from(x);
    let glyphs: Vec<(u8, KrillaGlyph)> = shape::words(&text, cut)
        .into_iter()
        .flat_map(|(start, word)| {
            let glyph = |glyph: &shape::Glyph| {
                let range = start + glyph.text.start..start + glyph.text.end;
                (glyph.font, KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, glyph.right, glyph.up, 0.0, range, None))
            };
            word.glyphs.iter().map(glyph).collect::<Vec<_>>()
        })
        .collect();
    for part in glyphs.chunk_by(|a, b| a.0 == b.0) {
        let all: Vec<KrillaGlyph> = part.iter().map(|(_, glyph)| glyph.clone()).collect();
        surface.draw_glyphs(Place::from_xy(x as f32, y), &all, font(part[0].0).font.clone(), &text, size as f32, false);
        x += part.iter().map(|(_, glyph)| f64::from(glyph.x_advance)).sum::<f64>() * size;
    }
}

fn line(ground: Ground, points: &[Point], radius: f64) -> Option<Path> {
    let mut path = PathBuilder::new();
    let first = ground.at(*points.first()?);
    path.move_to(first.0, first.1);
    for n in 1..points.len() {
        let point = ground.at(points[n]);
        if n + 1 == points.len() {
            path.line_to(point.0, point.1);
        } else {
            let (before, after) = corner(points, n, radius);
            let (before, after) = (ground.at(before), ground.at(after));
            path.line_to(before.0, before.1);
            path.quad_to(point.0, point.1, after.0, after.1);
        }
    }
    path.finish()
}

fn rounded(path: &mut PathBuilder, ground: Ground, rect: &Rect, radius: f64) {
    let r = radius.min(rect.width / 2.0).min(rect.height / 2.0).max(0.0);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let near = r * (1.0 - ROUND);
    let at = |x: f64, y: f64| ground.at(Point { x, y });
    let from = at(left + r, top);
    path.move_to(from.0, from.1);
    let mut side = |to: (f32, f32), one: (f32, f32), two: (f32, f32), end: (f32, f32)| {
        path.line_to(to.0, to.1);
        path.cubic_to(one.0, one.1, two.0, two.1, end.0, end.1);
    };
    side(at(right - r, top), at(right - near, top), at(right, top + near), at(right, top + r));
    side(at(right, bottom - r), at(right, bottom - near), at(right - near, bottom), at(right - r, bottom));
    side(at(left + r, bottom), at(left + near, bottom), at(left, bottom - near), at(left, bottom - r));
    side(at(left, top + r), at(left, top + near), at(left + near, top), at(left + r, top));
    path.close();
}
