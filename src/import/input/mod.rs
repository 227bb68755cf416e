//! Documents of each kind to lines. One file a kind; each keeps the limits and marks furniture. Never decides what a line is about.

mod cmap;
mod docx;
mod html;
mod markdown;
mod pdf;
mod text;

use super::decode::decode;
use super::limit::{PARAGRAPH, Refusal, TEXT};
use super::line::{Document, Line};
use super::mask;
use std::ops::Range;

/// What a document is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// A word processor's document.
    Docx,
    /// The text layer of a PDF.
    Pdf,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Text, Self::Html, Self::Markdown, Self::Docx, Self::Pdf];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// What a document is, by its first bytes and its name.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Docx;
        }
        if bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
            return Self::Pdf;
        }
        let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).replace('\0', "").to_ascii_lowercase();
        let begins = head.trim_start_matches(['\u{feff}', '\u{fffd}', ' ', '\n', '\r', '\t']);
        let tagged = begins.starts_with("<!doctype html")
            || begins.starts_with("<html")
            || begins.starts_with("<?xml") && head.contains("<html")
            || (begins.starts_with('<') && head.contains("</"));
        match ending.as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ if tagged => Self::Html,
            _ => Self::Text,
        }
    }
}

/// Reads a document; the places of identity codes that were hidden come with it.
pub(super) fn read(bytes: &[u8], kind: Format) -> Result<(Document, Vec<Range<usize>>), Refusal> {
    if matches!(kind, Format::Docx | Format::Pdf) {
        let mut document = if kind == Format::Docx { docx::read(bytes)? } else { pdf::read(bytes)? };
        let masked = mask::mask(&mut document.text);
        document.lines = parted(std::mem::take(&mut document.lines));
        document.lines.iter_mut().for_each(Line::hide_codes);
        return Ok((document, masked));
    }
    let (mut text, _) = decode(bytes);
    let masked = mask::mask(&mut text);
    let mut lines = match kind {
        Format::Text => text::read(&text)?,
        Format::Html => html::read(&text)?,
        Format::Markdown if text.len() > 2 * TEXT || is_dense(&text) => text::read(&text)?,
        Format::Markdown | Format::Docx | Format::Pdf => markdown::read(&text)?,
    };
    lines = parted(lines);
    lines.iter_mut().for_each(Line::hide_codes);
    Ok((Document { text, lines, whole: true }, masked))
}

/// Lines no longer than a paragraph may be.
fn parted(lines: Vec<Line>) -> Vec<Line> {
    if lines.iter().all(|line| line.text.len() <= PARAGRAPH) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    lines.into_iter().for_each(|line| part(line, &mut out));
    out
}

/// Halves a line until its parts are short enough: at a space where there is one near the middle.
fn part(line: Line, out: &mut Vec<Line>) {
    if line.text.len() <= PARAGRAPH {
        out.push(line);
        return;
    }
    let middle = line.text.len() / 2;
    let space = line.text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle));
    let at =
        space.filter(|at| at.abs_diff(middle) < PARAGRAPH / 4).unwrap_or_else(|| (0..=middle).rev().find(|at| line.text.is_char_boundary(*at)).unwrap_or(0));
    let (first, second) = line.split(at);
    for mut half in [first, Line { gap: true, ..second }].into_iter().filter(|half| !half.text.is_empty()) {
        half.number = line.number;
        part(half, out);
    }
}

/// Whether a text has so many marks that it is no Markdown anybody wrote: reading it as such would take much memory for nothing.
fn is_dense(text: &str) -> bool {
    let marks = text.bytes().filter(|b| matches!(b, b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'>' | b'!' | b'|' | b'~' | b'\\' | b'&' | b'#')).count();
    let lines = text.bytes().filter(|b| *b == b'\n').count();
    marks * 5 > text.len() + 10_000 || lines * 5 > text.len() + 50_000
}
