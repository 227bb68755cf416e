//! Pages drawn: glyphs, rules, tints and links, each piece of text in its part of the structure.
//! Never decides where anything stands; the page layout did.

use super::fonts::font;
use super::logo::Picture;
use super::metrics::{Metrics, cut};
use super::shape::{self, base_line};
use super::tags::{self, Parts};
use super::{links, outline};
use crate::document::Href;
use crate::lang::Lang;
use crate::render::paged::{Color, End, Line, Mark, Measure, NodeId, Page, Pages, Role, RuleKind, Run, RunKind};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect};
use krilla::num::NormalizedF32;
use krilla::page::Page as Sheet;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, Identifier, Node};
use krilla::text::{GlyphId, KrillaGlyph};

/// Thickness of a fine line in points.
const HAIRLINE: f64 = 0.5;

/// What all pages are drawn with.
pub(super) struct Painter<'p> {
    pub(super) metrics: &'p Metrics<'p>,
    pub(super) pages: &'p Pages,
    pub(super) accent: Color,
    /// The logo with what it shows.
    pub(super) logo: Option<(Picture, &'p str)>,
}

/// A run on its line, ready to be drawn.
struct Piece<'p> {
    run: &'p Run,
    line: &'p Line,
    /// Distance of the base line from the upper edge of the page.
    base: f64,
    text: String,
    /// Other words than the text that its glyphs are those of: a soft hyphen is seen as a hyphen.
    seen: Option<&'static str>,
}

/// Pieces that belong together in the structure.
struct Group<'p> {
    kind: Kind<'p>,
    pieces: Vec<Piece<'p>>,
}

#[derive(PartialEq, Clone, Copy)]
enum Kind<'p> {
    Text { node: NodeId, link: Option<&'p Href>, lang: Option<Lang> },
    Decoration(ArtifactType),
}

/// Content that was drawn, until the links of the page are known.
struct Drawn<'p> {
    node: NodeId,
    lang: Option<Lang>,
    link: Option<&'p Href>,
    content: Identifier,
    quads: Vec<Place>,
    text: String,
}

impl Painter<'_> {
    /// Draws a page; its content is entered in `parts`.
    pub(super) fn page(&self, sheet: &mut Sheet<'_>, number: usize, parts: &mut Parts<'_>) {
        let Some(page) = self.pages.pages.get(number) else { return };
        let groups = self.groups(page, parts);
        let mut surface = sheet.surface();
        self.marks(&mut surface, page);
        if let Some((picture, alt)) = self.logo.as_ref().filter(|_| number == 0) {
            // A logo that shows nothing the page does not say is decoration.
            let tag = if alt.trim().is_empty() { ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)) } else { ContentTag::Other };
            let content = surface.start_tagged(tag);
            let (left, top) = (f64::from(self.metrics.style.layout.margins.left), f64::from(self.metrics.style.layout.margins.first));
            picture.draw(&mut surface, left * self.metrics.column(), top * self.metrics.row());
            surface.end_tagged();
            if !alt.trim().is_empty() {
                parts.add(NodeId(0), tags::figure(content, alt));
            }
        }
        for drawing in &page.drawings {
            let content = surface.start_tagged(ContentTag::Other);
            self.picture(&mut surface, drawing);
            surface.end_tagged();
            let (width, height) = (drawing.picture.width * drawing.scale, drawing.picture.height * drawing.scale);
            let place = Rect::from_xywh(drawing.x as f32, drawing.y as f32, width as f32, height as f32);
            parts.picture(drawing.node, content, &drawing.alt, place.map(|rect| BBox::new(number, rect)));
        }
        let mut drawn: Vec<Drawn<'_>> = Vec::new();
        for group in &groups {
            let tag = match group.kind {
                Kind::Text { .. } => ContentTag::Other,
                Kind::Decoration(kind) => ContentTag::Artifact(Artifact::with_kind(kind)),
            };
            let content = surface.start_tagged(tag);
            group.pieces.iter().for_each(|piece| self.piece(&mut surface, piece, parts));
            surface.end_tagged();
            if let Kind::Text { node, link, lang } = group.kind {
                let quads = if link.is_some() { group.pieces.iter().map(place).collect() } else { Vec::new() };
                let text = group.pieces.iter().filter(|piece| piece.run.kind != RunKind::Hyphen).map(|piece| piece.text.as_str()).collect();
                drawn.push(Drawn { node, lang, link, content, quads, text });
            }
        }
        self.underlines(&mut surface, &groups, parts);
        surface.finish();
        self.enter(sheet, drawn, parts);
    }

    /// Enters what was drawn in the structure, each link with its annotation.
    fn enter(&self, sheet: &mut Sheet<'_>, drawn: Vec<Drawn<'_>>, parts: &mut Parts<'_>) {
        let mut drawn = drawn.into_iter().peekable();
        while let Some(first) = drawn.next() {
            let own = parts.lang(first.node);
            let spoken = |piece: &Drawn<'_>| -> Node {
                let content = Node::from(piece.content);
                match piece.lang.unwrap_or(self.pages.lang) {
                    lang if lang != own => tags::foreign(lang, vec![content]).into(),
                    _ => content,
                }
            };
            let mut content = vec![spoken(&first)];
            let Some(href) = first.link else {
                content.into_iter().for_each(|content| parts.add(first.node, content));
                continue;
            };
            // A link in two languages is one link.
            let (mut quads, mut text) = (first.quads, first.text);
            while let Some(next) = drawn.next_if(|next| next.node == first.node && next.link == first.link) {
                content.push(spoken(&next));
                quads.extend(next.quads);
                text.push_str(&next.text);
            }
            let listed = parts.role(first.node) == Role::ContentsEntry;
            let quads = joined(&quads);
            match links::annotation(href, &text, quads, |id| self.pages.headings.iter().find(|heading| heading.id == id).map(outline::destination)) {
                Some(annotation) => {
                    let annotation = sheet.add_tagged_annotation(annotation);
                    parts.add(first.node, tags::link(annotation, content, listed));
                }
                None => content.into_iter().for_each(|content| parts.add(first.node, content)),
            }
        }
    }

    /// The text of a page in reading order, in groups that are one piece of content each.
    fn groups<'a>(&'a self, page: &'a Page, parts: &Parts<'_>) -> Vec<Group<'a>> {
        let mut lines: Vec<&Line> = page.lines.iter().collect();
        // The cells of a row stand side by side and are read one after the other. Heads that are printed again come first, where they part no
        // text that goes on from the page before; furniture comes last.
        lines.sort_by_key(|line| (!line.repeated, parts.rank(line.node)));
        let mut groups: Vec<Group<'a>> = Vec::new();
        // What leads the eye comes last, so that it does not part what is read.
        let mut leaders: Vec<Piece<'a>> = Vec::new();
        for line in lines {
            let role = parts.role(line.node);
            let tallest = line.runs.iter().map(|run| self.metrics.size(run.face).0).fold(0.0, f64::max);
            let base = line.y + base_line(tallest, line.height);
            for (n, run) in line.runs.iter().enumerate() {
                let kind = match (role, run.kind) {
                    (Role::RunningHead, _) => Kind::Decoration(ArtifactType::Header),
                    (Role::Footer, _) => Kind::Decoration(ArtifactType::Footer),
                    _ if line.repeated => Kind::Decoration(ArtifactType::PaginationOther),
                    _ => Kind::Text { node: parts.home(line.node), link: run.link.as_ref(), lang: run.lang },
                };
                // A glyph of its own, so that it need not say apart that it is no hyphen of the text.
                let seen = (run.kind == RunKind::Hyphen).then_some("\u{2010}");
                let piece = Piece { run, line, base, text: text(line, n, role, parts.is_label(line.node)), seen };
                if run.kind == RunKind::Leader {
                    leaders.push(piece);
                    continue;
                }
                match groups.last_mut() {
                    Some(group) if group.kind == kind => group.pieces.push(piece),
                    _ => groups.push(Group { kind, pieces: vec![piece] }),
                }
            }
        }
        if !leaders.is_empty() {
            groups.push(Group { kind: Kind::Decoration(ArtifactType::Layout), pieces: leaders });
        }
        groups
    }

    fn piece(&self, surface: &mut Surface<'_>, piece: &Piece<'_>, parts: &Parts<'_>) {
        let size = self.metrics.size(piece.run.face).0;
        surface.set_fill(Some(fill(self.color(piece, parts))));
        let (mut x, mut from) = (piece.run.x, 0.0);
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        let mut number = None;
        let mut draw = |glyphs: &mut Vec<KrillaGlyph>, number: Option<u8>, from: f64| {
            if let (Some(number), false) = (number, glyphs.is_empty()) {
                let start = Point::from_xy(from as f32, piece.base as f32);
                surface.draw_glyphs(start, glyphs, font(number).font.clone(), &piece.text, size as f32, false);
            }
            glyphs.clear();
        };
        for (at, word) in shape::words(piece.seen.unwrap_or(&piece.text), cut(piece.run.face)) {
            for glyph in &word.glyphs {
                if number != Some(glyph.font) {
                    draw(&mut glyphs, number, from);
                    (number, from) = (Some(glyph.font), x);
                }
                let text = if piece.seen.is_some() { 0..piece.text.len() } else { at + glyph.text.start..at + glyph.text.end };
                glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, glyph.right, glyph.up, 0.0, text, None));
                x += f64::from(glyph.advance) * size;
            }
        }
        draw(&mut glyphs, number, from);
    }

    fn color(&self, piece: &Piece<'_>, parts: &Parts<'_>) -> Color {
        let colors = &self.metrics.style.colors;
        match (parts.role(piece.line.node), piece.run.kind) {
            (_, RunKind::Leader) => colors.line,
            (Role::RunningHead | Role::Footer | Role::Controller, _) => colors.soft,
            (Role::Kicker | Role::Heading(..=2) | Role::Label, _) | (Role::Heading(_), RunKind::Label) => self.accent,
            (Role::ContentsEntry, RunKind::Label) | (_, RunKind::Note(_)) => colors.soft,
            (Role::ContentsEntry, _) => colors.ink,
            _ if self.leads(piece.run) => self.accent,
            _ => colors.ink,
        }
    }

    /// Whether a run is a link to somewhere outside or to a heading; a link to anything else is text.
    fn leads(&self, run: &Run) -> bool {
        let known = |id: &str| self.pages.headings.iter().any(|heading| heading.id == id);
        run.link.as_ref().is_some_and(|href| href.as_str().strip_prefix('#').is_none_or(known))
    }

    /// Rules, bars and tints: tints first, so that nothing is hidden.
    fn marks(&self, surface: &mut Surface<'_>, page: &Page) {
        let colors = &self.metrics.style.colors;
        let rectangle = |mark: &Mark| -> (Color, f64, f64, f64, f64) {
            match mark.kind {
                RuleKind::Tint | RuleKind::Stripe => (colors.tint, mark.x, mark.y, mark.width, mark.height),
                RuleKind::Bar => (self.accent, mark.x, mark.y, 2.5, mark.height),
                RuleKind::Table => (colors.ink, mark.x, mark.y, mark.width, 0.8),
                RuleKind::TableHead => (colors.ink, mark.x, mark.y, mark.width, HAIRLINE),
                RuleKind::Title | RuleKind::Section => (self.accent, mark.x, mark.y + mark.height / 2.0, mark.width, 1.0),
                RuleKind::Head => (colors.line, mark.x, mark.y + mark.height / 2.0, mark.width, HAIRLINE),
            }
        };
        let tint = |mark: &&Mark| matches!(mark.kind, RuleKind::Tint | RuleKind::Stripe);
        let marks: Vec<_> = page.marks.iter().filter(tint).chain(page.marks.iter().filter(|mark| !tint(mark))).map(rectangle).collect();
        self.rectangles(surface, &marks);
    }

    /// The lines under links that leave the document.
    fn underlines(&self, surface: &mut Surface<'_>, groups: &[Group<'_>], parts: &Parts<'_>) {
        let underlined = |piece: &&Piece<'_>| {
            let outside = piece.run.link.as_ref().is_some_and(|href| !href.as_str().starts_with('#'));
            outside && !matches!(piece.run.kind, RunKind::Note(_)) && !matches!(parts.role(piece.line.node), Role::ContentsEntry)
        };
        let lines: Vec<_> = groups
            .iter()
            .flat_map(|group| &group.pieces)
            .filter(underlined)
            .map(|piece| {
                let size = self.metrics.size(piece.run.face).0;
                (self.accent, piece.run.x, piece.base + size * 0.14, piece.run.width, HAIRLINE)
            })
            .collect();
        self.rectangles(surface, &lines);
    }

    /// Filled rectangles that are decoration: colour, left, top, width, height.
    fn rectangles(&self, surface: &mut Surface<'_>, all: &[(Color, f64, f64, f64, f64)]) {
        if all.is_empty() {
            return;
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        for (color, x, y, width, height) in all {
            let Some(rect) = Rect::from_xywh(*x as f32, *y as f32, *width as f32, *height as f32) else { continue };
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(*color)));
                surface.draw_path(&path);
            }
        }
        surface.end_tagged();
    }
}

/// The text of a run as it is drawn: a hyphen at the end of a line is a soft one, and words end with a space even where a line does, code
/// among them; the lines of a block of code stay as they are. A label ends with a space before what it is the label of.
fn text(line: &Line, n: usize, role: Role, label: bool) -> String {
    let run = &line.runs[n];
    let mut text = if run.kind == RunKind::Hyphen { "\u{ad}".to_string() } else { shape::speakable(&run.text).into_owned() };
    let next = line.runs.get(n + 1).map(|run| run.kind);
    let ends = next.is_none() && (matches!(line.end, End::Space | End::Break) || label && line.end == End::Last);
    let apart = run.kind == RunKind::Label && next.is_some() || run.kind == RunKind::Text && matches!(next, Some(RunKind::Leader | RunKind::PageNumber));
    if apart || ends && role != Role::Code {
        text.push(' ');
    }
    text
}

pub(super) fn fill(color: Color) -> Fill {
    Fill { paint: rgb::Color::new(color.0, color.1, color.2).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// Left, top, right and bottom.
type Place = (f64, f64, f64, f64);

/// Where a piece can be clicked.
fn place(piece: &Piece<'_>) -> Place {
    (piece.run.x, piece.line.y, piece.run.x + piece.run.width, piece.line.y + piece.line.height)
}

/// The places of a link, those on one line as one: what stands between the number, the name and the page of a heading leads there too.
fn joined(places: &[Place]) -> Vec<Quadrilateral> {
    let mut out: Vec<Place> = Vec::new();
    for place in places {
        match out.last_mut() {
            Some(last) if (last.1, last.3) == (place.1, place.3) && place.0 >= last.0 => last.2 = last.2.max(place.2),
            _ => out.push(*place),
        }
    }
    out.into_iter().filter_map(|(left, top, right, bottom)| Rect::from_ltrb(left as f32, top as f32, right as f32, bottom as f32).map(Into::into)).collect()
}
