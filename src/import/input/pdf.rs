//! The text layer of a PDF to lines: what is shown, put in lines by where it stands on its page. Every stream is unpacked up to a limit. Never draws,
//! never runs anything, never guesses at pictures of text.

use super::super::limit::{LINES, PAGES, Refusal, TEXT, UNPACKED};
use super::super::line::{Builder, Document, Kind, Line};
use super::cmap::{self, Table};
use lopdf::content::Content;
use lopdf::{Encoding, LoadOptions, Object};
use std::collections::BTreeMap;

/// A piece of text and where it stands.
struct Piece {
    x: f32,
    y: f32,
    size: f32,
    bold: bool,
    text: String,
}

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let broken = || Refusal::Broken("PDF");
    let pdf = lopdf::Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(UNPACKED)).map_err(|_| broken())?;
    if pdf.is_encrypted() {
        return Err(broken());
    }
    let mut document = Document { whole: true, ..Document::default() };
    let mut left = UNPACKED;
    for (number, (page, id)) in pdf.get_pages().into_iter().enumerate() {
        if number >= PAGES {
            return Err(Refusal::Long);
        }
        let content = pdf.get_page_content_with_limit(id, left).map_err(|_| Refusal::Unpacked)?;
        left = left.saturating_sub(content.len());
        let fonts = pdf.get_page_fonts(id).unwrap_or_default();
        let bold: BTreeMap<Vec<u8>, bool> = fonts.iter().map(|(name, font)| (name.clone(), is_bold(font))).collect();
        let encodings: BTreeMap<Vec<u8>, Codes<'_>> = fonts.into_iter().filter_map(|(name, font)| Some((name, codes(&pdf, font)?))).collect();
        let before = document.lines.len();
        let pieces = pieces(&content, &encodings, &bold);
        lay(pieces, page, &mut document)?;
        // A page without text may be a picture of text.
        document.whole &= document.lines.len() > before || content.len() < 64;
    }
    super::text::furniture(&mut document.lines);
    document.lines = super::text::joined(std::mem::take(&mut document.lines));
    Ok(document)
}

/// What the codes of a font stand for.
enum Codes<'a> {
    /// By a table that the font brings: it goes before all else.
    Table(Table),
    /// By a common encoding.
    Common(Encoding<'a>),
}

impl Codes<'_> {
    fn write(&self, bytes: &[u8], out: &mut String) {
        match self {
            Self::Table(table) => table.write(bytes, out),
            Self::Common(encoding) => {
                let _ = encoding.write_to_string(bytes, out);
            }
        }
    }
}

fn codes<'a>(pdf: &'a lopdf::Document, font: &'a lopdf::Dictionary) -> Option<Codes<'a>> {
    let stream = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream).ok();
    let text = stream.and_then(|stream| stream.get_plain_content_with_limit(UNPACKED / 4).ok());
    match text.and_then(|text| cmap::read(&text)) {
        Some(table) => Some(Codes::Table(table)),
        None => font.get_font_encoding_with_limit(pdf, UNPACKED / 4).ok().map(Codes::Common),
    }
}

fn is_bold(font: &lopdf::Dictionary) -> bool {
    font.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|name| {
        let name = String::from_utf8_lossy(name).to_lowercase();
        name.contains("bold") || name.contains("semibold") || name.contains("black")
    })
}

fn number(object: Option<&Object>) -> f32 {
    object.and_then(|object| object.as_float().ok()).filter(|n| n.is_finite()).unwrap_or(0.0)
}

/// What a page shows, in the order it is shown.
fn pieces(content: &[u8], encodings: &BTreeMap<Vec<u8>, Codes<'_>>, bold: &BTreeMap<Vec<u8>, bool>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let (mut x, mut y, mut line_x, mut leading, mut size, mut scale) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 1.0_f32, 1.0_f32);
    let (mut encoding, mut is_bold) = (None, false);
    let (mut origin, mut saved): ((f32, f32), Vec<(f32, f32)>) = ((0.0, 0.0), Vec::new());
    let mut total = 0;
    for operation in Content::decode_iter(content) {
        let Ok(operation) = operation else { break };
        let operands = &operation.operands;
        let at = |n: usize| number(operands.get(n));
        let mut show = |object: Option<&Object>, x: f32, y: f32| {
            let (Some(object), Some(encoding)) = (object, encoding) else { return };
            let mut text = String::new();
            gather(object, encoding, &mut text, 0);
            total += text.len();
            if total <= TEXT && !text.is_empty() {
                out.push(Piece { x: x + origin.0, y: y + origin.1, size: size * scale, bold: is_bold, text });
            }
        };
        match operation.operator.as_str() {
            "q" if saved.len() < 64 => saved.push(origin),
            "Q" => origin = saved.pop().unwrap_or(origin),
            "cm" => origin = (origin.0 + at(4), origin.1 + at(5)),
            "BT" => (x, y, line_x, scale) = (0.0, 0.0, 0.0, 1.0),
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                encoding = encodings.get(name);
                is_bold = bold.get(name).copied().unwrap_or(false);
                size = at(1).abs();
            }
            "TL" => leading = at(0),
            "Td" | "TD" => {
                if operation.operator == "TD" {
                    leading = -at(1);
                }
                line_x += at(0) * scale;
                (x, y) = (line_x, y + at(1) * scale);
            }
            "Tm" => {
                scale = if at(3).abs() > 0.0 { at(3).abs() } else { 1.0 };
                (x, y, line_x) = (at(4), at(5), at(4));
            }
            "T*" => (x, y) = (line_x, y - leading * scale),
            "Tj" | "TJ" => {
                show(operands.first(), x, y);
                x += 0.01;
            }
            "'" | "\"" => {
                (x, y) = (line_x, y - leading * scale);
                show(operands.last(), x, y);
            }
            _ => {}
        }
    }
    out
}

/// The text of a string or of an array of strings and distances.
fn gather(object: &Object, encoding: &Codes<'_>, out: &mut String, depth: usize) {
    match object {
        Object::String(bytes, _) => encoding.write(bytes, out),
        Object::Array(parts) if depth < 4 => parts.iter().for_each(|part| gather(part, encoding, out, depth + 1)),
        // A wide distance is a space.
        Object::Integer(_) | Object::Real(_) if number(Some(object)) < -180.0 && !out.ends_with(' ') => out.push(' '),
        _ => {}
    }
}

/// Whether one of two rows at the same height is a mark, a number or a leader of the other.
fn beside(one: &[Piece], other: &[Piece]) -> bool {
    let small = |row: &[Piece]| row.iter().map(|piece| piece.text.trim().chars().count()).sum::<usize>() <= 4;
    let dots = |row: &[Piece]| row.iter().all(|piece| piece.text.chars().all(|c| matches!(c, '.' | '…' | '·' | ' ')));
    small(one) || small(other) || dots(one) || dots(other)
}

/// Puts pieces into lines from the top of the page down.
fn lay(mut pieces: Vec<Piece>, page: u32, document: &mut Document) -> Result<(), Refusal> {
    // Order on the page where it is one column; what is shown at one height is one line.
    let same = |one: f32, other: f32, size: f32| (one - other).abs() <= (size * 0.4).max(1.5);
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces.drain(..) {
        match rows.last_mut().filter(|row| row.last().is_some_and(|last| same(last.y, piece.y, piece.size))) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows.sort_by(|one, other| other[0].y.total_cmp(&one[0].y));
    // Marks of lists, leaders and page numbers may be shown apart from what they stand beside.
    let mut joined: Vec<Vec<Piece>> = Vec::with_capacity(rows.len());
    for row in rows {
        match joined.last_mut().filter(|last| (last[0].y - row[0].y).abs() <= 0.5 && beside(last, &row)) {
            Some(last) => {
                last.extend(row);
                last.sort_by(|one, other| one.x.total_cmp(&other.x));
            }
            None => joined.push(row),
        }
    }
    let rows = joined;
    let mut before: Option<(f32, f32)> = None;
    let distances: Vec<f32> = rows.windows(2).map(|pair| pair[0][0].y - pair[1][0].y).filter(|d| *d > 1.0).collect();
    let mut sorted = distances.clone();
    sorted.sort_by(f32::total_cmp);
    let usual = sorted.get(sorted.len() / 3).copied().unwrap_or(14.0);
    for row in rows {
        let (y, size) = (row[0].y, row[0].size);
        let strong = row.iter().all(|piece| piece.bold || piece.text.trim().is_empty());
        let gap = before.is_none_or(|(above, other)| above - y > usual * 1.35 || above < y || (size - other).abs() > 1.0);
        let at = document.text.len();
        for (n, piece) in row.iter().enumerate() {
            // Pieces shown one by one may be words or parts of words: they bring their own spaces, or stand apart.
            if n > 0
                && !document.text.ends_with(' ')
                && !piece.text.starts_with(' ')
                && piece.x - row[n - 1].x > row[n - 1].text.chars().count() as f32 * size * 0.62
            {
                document.text.push(' ');
            }
            document.text.push_str(&piece.text.replace(['\n', '\r'], " "));
        }
        let shown = document.text[at..].to_string();
        document.text.push('\n');
        let item = super::text::bullet(&shown);
        let (skip, body) = item.unwrap_or((0, shown.as_str()));
        let mut builder = Builder::default();
        builder.extend(body, at + skip, strong);
        if let Some(line) = builder.finish(if item.is_some() { Kind::Item(0) } else { Kind::Text }) {
            document.lines.push(Line { gap, page: Some(page), ..line });
        }
        before = Some((y, size));
        if document.lines.len() > LINES || document.text.len() > TEXT {
            return Err(Refusal::Long);
        }
    }
    Ok(())
}
