//! A word processor's document (DOCX) to lines. Only its main text is unpacked, up to a limit. Never follows a link out of the document, never reads
//! a macro.

use super::super::limit::{LINES, Refusal, TEXT, UNPACKED};
use super::super::line::{Builder, Document, Kind, Line};
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};

/// A line before its text has a place: text, kind, bold, gap.
struct Raw {
    text: String,
    kind: Kind,
    strong: bool,
    gap: bool,
    number: Option<u32>,
}

/// Reads a document: the text that was taken out of it, and its lines.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let broken = Refusal::Broken("DOCX");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken.clone())?;
    let mut xml = String::new();
    {
        let part = archive.by_name("word/document.xml").map_err(|_| broken.clone())?;
        let mut unpacked = Vec::new();
        part.take(UNPACKED as u64 + 1).read_to_end(&mut unpacked).map_err(|_| broken.clone())?;
        if unpacked.len() > UNPACKED {
            return Err(Refusal::Unpacked);
        }
        xml.push_str(&String::from_utf8_lossy(&unpacked));
    }
    Ok(lay(paragraphs(&xml)?))
}

/// Puts lines under each other; their places count in that text.
fn lay(raw: Vec<Raw>) -> Document {
    let mut document = Document { whole: true, ..Document::default() };
    for raw in raw {
        let at = document.text.len();
        document.text.push_str(&raw.text);
        document.text.push('\n');
        let mut builder = Builder::default();
        builder.extend(&raw.text, at, raw.strong);
        if let Some(line) = builder.finish(raw.kind) {
            document.lines.push(Line { gap: raw.gap, number: raw.number, ..line });
        }
    }
    document
}

fn value(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let raw = tag.attributes_raw();
    let at = raw.find(&format!("{key}="))? + key.len() + 1;
    let quote = raw[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let rest = &raw[at + 1..];
    rest.find(quote).map(|end| rest[..end].to_string())
}

fn paragraphs(xml: &str) -> Result<Vec<Raw>, Refusal> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut out: Vec<Raw> = Vec::new();
    let mut text = String::new();
    let (mut kind, mut bold, mut plain, mut run_bold, mut in_text, mut gap) = (Kind::Text, 0usize, 0usize, false, false, true);
    let (mut row, mut column, mut tables) = (0u32, 0u16, 0usize);
    let mut deleted = 0usize;
    loop {
        let event = reader.read_event().map_err(|_| Refusal::Broken("DOCX"))?;
        let mut add = |words: &str| {
            if in_text && deleted == 0 {
                text.push_str(words);
                *(if run_bold { &mut bold } else { &mut plain }) += words.chars().filter(|c| c.is_alphanumeric()).count();
            }
        };
        match event {
            Event::Eof => break,
            Event::Text(words) => add(&words.xml10_content()),
            Event::CData(words) => add(&words.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => add(c.encode_utf8(&mut [0; 4])),
                _ => add(match &*entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "",
                }),
            },
            Event::Start(tag) if tag.name().0 == "w:t" => in_text = true,
            Event::Start(tag) | Event::Empty(tag) => {
                let on = || value(&tag, "w:val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "none"));
                match tag.name().0 {
                    "w:p" => (kind, run_bold) = (if tables > 0 { Kind::Cell(row, column) } else { Kind::Text }, false),
                    "w:r" => run_bold = false,
                    "w:b" => run_bold = on(),
                    "w:pStyle" => {
                        let style = value(&tag, "w:val").unwrap_or_default().to_lowercase();
                        let level = style.chars().rev().find(char::is_ascii_digit).and_then(|c| c.to_digit(10)).unwrap_or(1).clamp(1, 6) as u8;
                        if ["heading", "otsikko", "rubrik", "title", "berschrift"].iter().any(|name| style.contains(name)) && tables == 0 {
                            kind = Kind::Heading(level);
                        } else if style.contains("list") && tables == 0 {
                            kind = Kind::Item(0);
                        }
                    }
                    "w:numPr" if tables == 0 && kind == Kind::Text => kind = Kind::Item(0),
                    "w:ilvl" => {
                        if let (Kind::Item(_), Some(depth)) = (kind, value(&tag, "w:val").and_then(|depth| depth.parse::<u8>().ok())) {
                            kind = Kind::Item(depth.min(8));
                        }
                    }
                    "w:tab" => text.push('\t'),
                    "w:br" | "w:cr" => {
                        close(&mut text, kind, &mut bold, &mut plain, gap, &mut out);
                        gap = false;
                    }
                    "w:tbl" => (tables, gap) = (tables + 1, true),
                    "w:tr" => (row, column) = (row.saturating_add(1), 0),
                    "w:del" | "w:instrText" => deleted += 1,
                    _ => {}
                }
            }
            Event::End(tag) => match tag.name().0 {
                "w:t" => in_text = false,
                "w:p" => {
                    close(&mut text, kind, &mut bold, &mut plain, gap, &mut out);
                    gap = true;
                }
                "w:tc" => column = column.saturating_add(1),
                "w:tbl" => (tables, gap) = (tables.saturating_sub(1), true),
                "w:del" | "w:instrText" => deleted = deleted.saturating_sub(1),
                _ => {}
            },
            _ => {}
        }
        if out.len() > LINES || text.len() > TEXT {
            return Err(Refusal::Long);
        }
    }
    if out.iter().map(|raw| raw.text.len()).sum::<usize>() > TEXT {
        return Err(Refusal::Long);
    }
    Ok(out)
}

/// Ends a line.
fn close(text: &mut String, kind: Kind, bold: &mut usize, plain: &mut usize, gap: bool, out: &mut Vec<Raw>) {
    let words = std::mem::take(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let strong = *bold > 0 && *plain == 0;
    (*bold, *plain) = (0, 0);
    if !words.is_empty() {
        out.push(Raw { text: words, kind, strong, gap, number: None });
    }
}
