//! The logo over the title: a picture of points or of lines, drawn from the file's own bytes.
//! Never loads anything a picture refers to.

use super::draw::fill;
use crate::render::paged::Color;
use krilla::Data;
use krilla::geom::{Path, PathBuilder, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use std::sync::Arc;
use usvg::tiny_skia_path::PathSegment;
use usvg::{ImageHrefResolver, Node, Options, Paint, Tree};

/// The largest a logo is drawn, in points.
const WIDEST: f64 = 170.0;
const HIGHEST: f64 = 42.0;

/// A logo: the bytes of a PNG, JPEG or SVG file, and what it shows, for readers who do not see it.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Usually the organisation's name.
    pub alt: String,
}

/// A logo that was read.
pub(super) enum Picture {
    Points(Image),
    Lines(Box<Tree>),
}

impl Picture {
    /// Reads a logo; what is wrong with one that cannot be.
    pub(super) fn read(logo: &Logo) -> Result<Self, String> {
        let data = || Data::from(logo.bytes.to_vec());
        if logo.bytes.starts_with(b"\x89PNG") {
            return Image::from_png(data(), false).map(Self::Points).map_err(|error| format!("the PNG cannot be read: {error}"));
        }
        if logo.bytes.starts_with(b"\xff\xd8") {
            return Image::from_jpeg(data(), false).map(Self::Points).map_err(|error| format!("the JPEG cannot be read: {error}"));
        }
        let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
        let options = Options { image_href_resolver: nothing, ..Options::default() };
        let tree = Tree::from_data(&logo.bytes, &options).map_err(|error| format!("it is no PNG, JPEG or SVG: {error}"))?;
        Ok(Self::Lines(Box::new(tree)))
    }

    fn own_size(&self) -> (f64, f64) {
        match self {
            Self::Points(image) => (f64::from(image.size().0), f64::from(image.size().1)),
            Self::Lines(tree) => (f64::from(tree.size().width()), f64::from(tree.size().height())),
        }
    }

    /// Width and height on the page, in points.
    pub(super) fn size(&self) -> (f64, f64) {
        let (width, height) = self.own_size();
        let factor = (WIDEST / width.max(1.0)).min(HIGHEST / height.max(1.0));
        (width * factor, height * factor)
    }

    /// Draws it with its upper left corner there.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, x: f64, y: f64) {
        self.draw_within(surface, (x, y), self.size());
    }

    /// Draws it there, as large as that.
    pub(super) fn draw_within(&self, surface: &mut Surface<'_>, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (own, _) = self.own_size();
        surface.push_transform(&Transform::from_translate(x as f32, y as f32));
        match self {
            Self::Points(image) => {
                if let Some(size) = Size::from_wh(width as f32, height as f32) {
                    surface.draw_image(image.clone(), size);
                }
            }
            Self::Lines(tree) => {
                let factor = (width / own.max(1e-3)) as f32;
                surface.push_transform(&Transform::from_scale(factor, factor));
                group(surface, tree.root(), 1.0);
                surface.pop();
            }
        }
        surface.pop();
    }
}

/// Shapes with their fills and lines; what needs more than those is drawn in its first colour.
fn group(surface: &mut Surface<'_>, group_of: &usvg::Group, around: f32) {
    let around = around * group_of.opacity().get();
    for node in group_of.children() {
        match node {
            Node::Group(inner) => group(surface, inner, around),
            Node::Path(shape) if shape.is_visible() => {
                let Some(path) = path(shape.data()) else { continue };
                let t = shape.abs_transform();
                surface.push_transform(&Transform::from_row(t.sx, t.ky, t.kx, t.sy, t.tx, t.ty));
                surface.set_fill(shape.fill().map(|found| Fill {
                    opacity: opacity(found.opacity().get() * around),
                    rule: if found.rule() == usvg::FillRule::EvenOdd { FillRule::EvenOdd } else { FillRule::NonZero },
                    ..fill(color(found.paint()))
                }));
                surface.set_stroke(shape.stroke().map(|found| Stroke {
                    paint: fill(color(found.paint())).paint,
                    width: found.width().get(),
                    miter_limit: found.miterlimit().get(),
                    opacity: opacity(found.opacity().get() * around),
                    ..Stroke::default()
                }));
                if shape.fill().is_some() || shape.stroke().is_some() {
                    surface.draw_path(&path);
                }
                surface.set_stroke(None);
                surface.pop();
            }
            _ => {}
        }
    }
}

fn opacity(value: f32) -> NormalizedF32 {
    NormalizedF32::new(value.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

fn color(paint: &Paint) -> Color {
    let first = |stops: &[usvg::Stop]| stops.first().map(usvg::Stop::color);
    let found = match paint {
        Paint::Color(color) => Some(*color),
        Paint::LinearGradient(gradient) => first(gradient.stops()),
        Paint::RadialGradient(gradient) => first(gradient.stops()),
        Paint::Pattern(_) => None,
    };
    found.map_or(Color(0, 0, 0), |color| Color(color.red, color.green, color.blue))
}

fn path(data: &usvg::tiny_skia_path::Path) -> Option<Path> {
    let mut out = PathBuilder::new();
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(p) => out.move_to(p.x, p.y),
            PathSegment::LineTo(p) => out.line_to(p.x, p.y),
            PathSegment::QuadTo(a, p) => out.quad_to(a.x, a.y, p.x, p.y),
            PathSegment::CubicTo(a, b, p) => out.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y),
            PathSegment::Close => out.close(),
        }
    }
    out.finish()
}
