//! A sign as PDF: one sheet of A4, tagged and conforming as every other PDF, with the code of its address drawn.
//! Never spills over to a second sheet, never lets a text be smaller than can be read at arm's length.

use super::draw::fill;
use super::fonts::font;
use super::links;
use super::logo::{Logo, Picture};
use super::metrics::Letters;
use super::picture::letters;
use super::shape::{self, Cut, base_line};
use super::{PdfError, Said, finished, opened, tags};
use crate::day::Day;
use crate::document::{Block, Href, Sign, plain};
use crate::lang::Lang;
use crate::render::flow::wrapped;
use crate::render::paged::Color;
use crate::render::sign::{SIZES, SignError, TooMuch, squares};
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect};
use krilla::page::{Page, PageSettings};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, ListNumbering, Node, Tag, TagGroup};
use krilla::text::{GlyphId, KrillaGlyph};
use std::num::NonZeroU16;

/// Points of a millimetre.
const MM: f64 = 72.0 / 25.4;
const PAPER: (f64, f64) = (210.0 * MM, 297.0 * MM);
const MARGIN: f64 = 14.0 * MM;
/// Between two columns, and between the pictogram or the code and the text beside it.
const GUTTER: f64 = 8.0 * MM;
/// The side of the pictogram and of the code.
const PICTOGRAM: f64 = 44.0 * MM;
const CODE: f64 = 44.0 * MM;
/// Thickness of the rules, and the room on either side of them.
const RULE: f64 = 1.0 * MM;
const APART: f64 = 5.0 * MM;
/// Height of a line by the size of its letters.
const LEAD: f64 = 1.3;
const INK: Color = Color(0, 0, 0);
const SOFT: Color = Color(0x33, 0x33, 0x33);
/// The camera on its yellow ground.
const CAMERA: &str = include_str!("camera.svg");

/// Text of one look, broken into lines.
struct Text {
    lines: Vec<String>,
    size: f64,
    cut: Cut,
    color: Color,
    /// Room above it, and how far to the right it stands.
    above: f64,
    indent: f64,
    /// What it is.
    role: Role,
    /// Its language where it is not that of the column.
    lang: Option<Lang>,
}

/// What a text is.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Headline,
    Label,
    Paragraph,
    Item,
    Address,
}

impl Text {
    fn height(&self) -> f64 {
        self.above + self.lines.len() as f64 * self.size * LEAD
    }
}

/// The texts of a sign in one language.
struct Column {
    lang: Lang,
    head: Vec<Text>,
    rows: Vec<Text>,
    foot: Vec<Text>,
}

/// The sheet. `signs` are the same sign in each of its languages, the first the sheet's own; `date` is the day of its text.
///
/// # Errors
/// A text that does not fit a sheet in the smallest size, an address too long for a code, and what the format cannot hold.
pub fn sign(signs: &[Sign], address: &Href, date: Option<Day>) -> Result<Vec<u8>, SignError> {
    let code = squares(address.as_str()).ok_or(SignError::Address)?;
    let camera = signs.iter().any(|sign| sign.camera);
    let sheet = SIZES.into_iter().find_map(|size| Sheet::of(signs, address, size as f64, camera)).ok_or(TooMuch { languages: signs.len().max(1) });
    let sheet = sheet.map_err(SignError::TooMuch)?;
    let first = signs.first();
    let lang = first.map_or(Lang::EN, |sign| sign.lang);
    let failed = |error: PdfError| SignError::Render(error.into());
    let mut pdf = opened().map_err(failed)?;
    let settings = PageSettings::from_wh(PAPER.0 as f32, PAPER.1 as f32).ok_or_else(|| failed(PdfError("the page has no size".to_string())))?;
    let mut page = pdf.start_page_with(settings);
    let elements = sheet.draw(&mut page, &code, address).map_err(failed)?;
    page.finish();
    let said = Said {
        kind: first.map_or("", |sign| &sign.headline),
        title: first.map_or("", |sign| &sign.register),
        description: first.map_or("", |sign| &sign.whole),
        controller: "",
        lang,
        date,
    };
    finished(pdf, elements, None, &said).map_err(failed)
}

struct Sheet {
    columns: Vec<Column>,
    address: Text,
    camera: bool,
    width: f64,
}

impl Sheet {
    /// The sheet with its text in this size, if it fits.
    fn of(signs: &[Sign], address: &Href, size: f64, camera: bool) -> Option<Self> {
        let count = signs.len().max(1);
        let whole = PAPER.0 - 2.0 * MARGIN;
        let width = (whole - GUTTER * (count - 1) as f64) / count as f64;
        let beside = whole - CODE - GUTTER;
        let above = if camera { whole - PICTOGRAM - GUTTER } else { whole };
        let small = if count > 2 { 2.0 } else { 0.0 };
        let large = [34.0, 27.0, 18.0][count.min(3) - 1];
        let columns = signs
            .iter()
            .map(|sign| {
                let text = |text: &str, size: f64, cut: Cut, width: f64, role: Role| Text {
                    lines: broken(text, size, cut, sign.lang, width),
                    size,
                    cut,
                    color: if role == Role::Label { SOFT } else { INK },
                    above: 0.0,
                    indent: 0.0,
                    role,
                    lang: None,
                };
                let mut head: Vec<Text> = sign.banners.iter().map(|banner| text(banner, 12.0, Cut::Semibold, above, Role::Paragraph)).collect();
                head.push(Text { above: 2.0 * MM, ..text(&sign.headline, large, Cut::Semibold, above, Role::Headline) });
                head.push(text(&sign.register, 13.0 - small, Cut::Regular, above, Role::Paragraph));
                let mut rows = Vec::new();
                for row in &sign.rows {
                    rows.push(Text { above: size * 0.75, ..text(&row.label, size * 0.86, Cut::Semibold, width, Role::Label) });
                    said(&row.blocks, sign.lang, size, width, 0.0, &mut rows);
                }
                if let Some(first) = rows.first_mut() {
                    first.above = 0.0;
                }
                let foot = vec![
                    text(&sign.whole, 14.0 - small, Cut::Semibold, beside, Role::Paragraph),
                    Text { above: 1.0, ..text(&sign.scan, 11.0 - small, Cut::Regular, beside, Role::Paragraph) },
                ];
                Column { lang: sign.lang, head, rows, foot }
            })
            .collect();
        let lines = broken(address.as_str(), 13.0, Cut::Semibold, Lang::EN, beside);
        let address = Text { lines, size: 13.0, cut: Cut::Semibold, color: INK, above: 2.0 * MM, indent: 0.0, role: Role::Address, lang: None };
        let sheet = Self { columns, address, camera, width };
        let rows = sheet.columns.iter().map(|column| height(&column.rows)).fold(0.0, f64::max);
        let used = sheet.head() + rows + sheet.foot() + 2.0 * (RULE + 2.0 * APART);
        (used <= PAPER.1 - 2.0 * MARGIN).then_some(sheet)
    }

    fn head(&self) -> f64 {
        let text: f64 = self.columns.iter().map(|column| height(&column.head)).sum();
        if self.camera { text.max(PICTOGRAM) } else { text }
    }

    fn foot(&self) -> f64 {
        let text: f64 = self.columns.iter().map(|column| height(&column.foot)).sum();
        (text + self.address.height()).max(CODE)
    }

    /// Draws everything; the structure of it in reading order.
    fn draw(&self, page: &mut Page<'_>, code: &(usize, Vec<(usize, usize, usize)>), address: &Href) -> Result<Vec<Node>, PdfError> {
        let camera = if self.camera { Some(Picture::read(&Logo { bytes: CAMERA.as_bytes().into(), alt: String::new() }).map_err(PdfError)?) } else { None };
        let mut surface = page.surface();
        let left = MARGIN + if camera.is_some() { PICTOGRAM + GUTTER } else { 0.0 };
        let (below, foot) = (MARGIN + self.head() + APART, PAPER.1 - MARGIN - self.foot());
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(fill(INK)));
        for top in [below, foot - APART - RULE] {
            let mut path = PathBuilder::new();
            Rect::from_xywh(MARGIN as f32, top as f32, (PAPER.0 - 2.0 * MARGIN) as f32, RULE as f32).into_iter().for_each(|rect| path.push_rect(rect));
            path.finish().into_iter().for_each(|path| surface.draw_path(&path));
        }
        if let Some(camera) = &camera {
            camera.draw_within(&mut surface, (MARGIN, MARGIN), (PICTOGRAM, PICTOGRAM));
        }
        surface.end_tagged();
        let text: f64 = self.columns.iter().map(|column| height(&column.head)).sum();
        let mut head = MARGIN + (self.head() - text) / 2.0;
        let beside = MARGIN + CODE + GUTTER;
        let mut last = foot + (self.foot() - self.address.height() - self.columns.iter().map(|column| height(&column.foot)).sum::<f64>()) / 2.0;
        let mut parts = Vec::new();
        for (n, column) in self.columns.iter().enumerate() {
            let mut own = Vec::new();
            write(&mut surface, &column.head, left, &mut head, n == 0, &mut own);
            let mut y = below + RULE + APART;
            write(&mut surface, &column.rows, MARGIN + n as f64 * (self.width + GUTTER), &mut y, n == 0, &mut own);
            write(&mut surface, &column.foot, beside, &mut last, n == 0, &mut own);
            parts.push((column.lang, own));
        }
        let shown = surface.start_tagged(ContentTag::Other);
        let side = CODE / code.0 as f64;
        let mut path = PathBuilder::new();
        for (row, from, length) in &code.1 {
            let rect = Rect::from_xywh((MARGIN + *from as f64 * side) as f32, (foot + *row as f64 * side) as f32, (*length as f64 * side) as f32, side as f32);
            rect.into_iter().for_each(|rect| path.push_rect(rect));
        }
        surface.set_fill(Some(fill(INK)));
        path.finish().into_iter().for_each(|path| surface.draw_path(&path));
        surface.end_tagged();
        let place = Rect::from_xywh(MARGIN as f32, foot as f32, CODE as f32, CODE as f32).map(|rect| BBox::new(0, rect));
        let figure = TagGroup::with_children(Tag::Figure(Some(address.as_str().to_string())).with_bbox(place), vec![shown.into()]);
        let from = last + self.address.above;
        let mut written = Vec::new();
        write(&mut surface, std::slice::from_ref(&self.address), beside, &mut last, false, &mut written);
        surface.finish();
        let quads: Vec<Quadrilateral> = (self.address.lines.iter().enumerate())
            .filter_map(|(n, line)| {
                let (height, width) = (self.address.size * LEAD, shape::width(line, self.address.cut) * self.address.size);
                Rect::from_xywh(beside as f32, (from + n as f64 * height) as f32, width as f32, height as f32).map(Into::into)
            })
            .collect();
        let (link, loose) = match links::annotation(address, address.as_str(), quads, |_| None) {
            Some(annotation) => {
                let annotation = page.add_tagged_annotation(annotation);
                (Some(tags::link(annotation, written, false)), Vec::new())
            }
            None => (None, written),
        };
        let mut out: Vec<Node> = Vec::new();
        for (n, (lang, own)) in parts.into_iter().enumerate() {
            if n == 0 {
                out.extend(own);
            } else {
                out.push(TagGroup::with_children(Tag::Section.with_lang(Some(lang.code().to_string())), own).into());
            }
        }
        out.push(figure.into());
        let content = link.map_or(loose, |link| vec![link.into()]);
        out.push(TagGroup::with_children(Tag::P, content).into());
        Ok(out)
    }
}

fn height(texts: &[Text]) -> f64 {
    texts.iter().map(Text::height).sum()
}

/// The texts of blocks.
fn said(blocks: &[Block], lang: Lang, size: f64, width: f64, indent: f64, out: &mut Vec<Text>) {
    let role = if indent > 0.0 { Role::Item } else { Role::Paragraph };
    let text = |text: &str, own: Option<Lang>| {
        let own = own.filter(|own| *own != lang);
        let lines = broken(text, size, Cut::Regular, own.unwrap_or(lang), width - indent);
        (!lines.is_empty()).then_some(Text { lines, size, cut: Cut::Regular, color: INK, above: 0.0, indent, role, lang: own })
    };
    for block in blocks {
        match block {
            Block::Paragraph { text: said, lang: own } | Block::Heading { text: said, lang: own } => out.extend(text(&plain(said), *own)),
            Block::Lines { lines } => lines.iter().for_each(|line| out.extend(text(&plain(line), None))),
            Block::Code { text: code } => out.extend(text(code, None)),
            Block::List { items, .. } => items.iter().for_each(|item| said(item, lang, size, width, indent + size, out)),
            Block::Quote { blocks } | Block::Callout { blocks, .. } => said(blocks, lang, size, width, indent, out),
            Block::Definitions { items } | Block::Rows { rows: items } => {
                for item in items {
                    out.extend(text(&plain(&item.term), None));
                    said(&item.blocks, lang, size, width, indent, out);
                }
            }
            // A first layer has neither.
            Block::Table { .. } | Block::Flow { .. } => {}
        }
    }
}

/// The lines of a text; a hyphen that was added is a soft one.
fn broken(text: &str, size: f64, cut: Cut, lang: Lang, width: f64) -> Vec<String> {
    let text = shape::speakable(text);
    let mut rest = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').peekable();
    let mut out = wrapped(&text, &Letters, cut == Cut::Semibold, lang, width / size);
    for line in &mut out {
        let mut added = false;
        for c in line.chars().filter(|c| !c.is_whitespace()) {
            added = rest.next_if_eq(&c).is_none();
        }
        if added && line.ends_with('-') {
            line.pop();
            line.push('\u{ad}');
        }
    }
    out
}

/// Writes texts one under the other, from `y` on; their elements are added to `out`.
fn write(surface: &mut Surface<'_>, texts: &[Text], x: f64, y: &mut f64, first: bool, out: &mut Vec<Node>) {
    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
    for text in texts {
        *y += text.above;
        let x = x + text.indent;
        let base = |line: usize| *y + (line as f64 * LEAD + base_line(1.0, LEAD)) * text.size;
        let bullet = (text.role == Role::Item).then(|| {
            let content = surface.start_tagged(ContentTag::Other);
            letters(surface, "•", ((x - text.size * 0.7) as f32, base(0) as f32), text.size, text.cut, text.color);
            surface.end_tagged();
            content
        });
        let content = surface.start_tagged(ContentTag::Other);
        for (n, line) in text.lines.iter().enumerate() {
            let place = (x as f32, base(n) as f32);
            match line.strip_suffix('\u{ad}') {
                Some(line) => hyphenated(surface, line, place, text),
                // Words end with a space even where a line does.
                None if n + 1 < text.lines.len() && text.role != Role::Address => letters(surface, &format!("{line} "), place, text.size, text.cut, text.color),
                None => letters(surface, line, place, text.size, text.cut, text.color),
            }
        }
        surface.end_tagged();
        *y += text.lines.len() as f64 * text.size * LEAD;
        let content = match text.lang {
            Some(lang) => tags::foreign(lang, vec![content.into()]).into(),
            None => Node::from(content),
        };
        if let Some(bullet) = bullet {
            let parts = [TagGroup::with_children(Tag::Lbl, vec![bullet.into()]), TagGroup::with_children(Tag::LBody, vec![content])];
            list.push(TagGroup::with_children(Tag::LI, parts.into_iter().map(Node::from).collect()));
            continue;
        }
        if !list.children.is_empty() {
            out.push(std::mem::replace(&mut list, TagGroup::new(Tag::L(ListNumbering::Disc))).into());
        }
        let heading = |level: u16| Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(text.lines.join(" ")));
        out.push(match text.role {
            Role::Headline if first => TagGroup::with_children(heading(1), vec![content]).into(),
            Role::Label => TagGroup::with_children(heading(2), vec![content]).into(),
            Role::Address => content,
            Role::Headline | Role::Paragraph | Role::Item => TagGroup::with_children(Tag::P, vec![content]).into(),
        });
    }
    if !list.children.is_empty() {
        out.push(list.into());
    }
}

/// A line that ends with a hyphen the text does not have.
fn hyphenated(surface: &mut Surface<'_>, line: &str, (x, y): (f32, f32), text: &Text) {
    letters(surface, line, (x, y), text.size, text.cut, text.color);
    let end = f64::from(x) + shape::width(line, text.cut) * text.size;
    let glyphs: Vec<(u8, KrillaGlyph)> = shape::words("\u{2010}", text.cut)
        .into_iter()
        .flat_map(|(_, word)| {
            word.glyphs.iter().map(|glyph| (glyph.font, KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, 0.0, 0.0, 0.0, 0..2, None))).collect::<Vec<_>>()
        })
        .collect();
    if let Some((number, _)) = glyphs.first() {
        let all: Vec<KrillaGlyph> = glyphs.iter().map(|(_, glyph)| glyph.clone()).collect();
        surface.draw_glyphs(Point::from_xy(end as f32, y), &all, font(*number).font.clone(), "\u{ad}", text.size as f32, false);
    }
}
