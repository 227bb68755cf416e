//! Markdown to lines, by its own grammar. Never decides what a heading is about.

use super::super::limit::{LINES, Refusal, TEXT};
use super::super::line::{Builder, Kind, Line};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Reads Markdown.
pub fn read(text: &str) -> Result<Vec<Line>, Refusal> {
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) => reader.start(&tag),
            Event::End(end) => reader.end(end),
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) | Event::Html(words) => {
                let strong = reader.strong > 0;
                // A marked piece is found inside its marks.
                let at = text.get(range.clone()).and_then(|raw| raw.find(&*words)).map_or(range.start, |inside| range.start + inside);
                for (number, part) in words.split('\n').enumerate() {
                    if number > 0 {
                        reader.close();
                    }
                    let offset = part.as_ptr() as usize - words.as_ptr() as usize;
                    reader.line.extend(part, at + offset, strong);
                }
            }
            // A line's end joins lines in Markdown, yet an address keeps its lines: they are told apart as in plain text.
            Event::SoftBreak | Event::HardBreak | Event::Rule => reader.close(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        if reader.out.len() > LINES || reader.size + reader.line.len() > TEXT {
            return Err(Refusal::Long);
        }
    }
    reader.close();
    Ok(reader.out)
}

#[derive(Default)]
struct Reader {
    out: Vec<Line>,
    line: Builder,
    heading: Option<u8>,
    strong: usize,
    gap: bool,
    lists: Vec<Option<u64>>,
    item: bool,
    number: Option<u32>,
    cell: Option<(u32, u16)>,
    size: usize,
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) => self.border(),
            Tag::Heading { level, .. } => {
                self.border();
                self.heading = Some(*level as u8);
            }
            Tag::List(first) => {
                self.border();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.border();
                self.item = true;
                self.number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = next.map(|n| n.saturating_add(1));
                    number.and_then(|n| u32::try_from(n).ok())
                });
            }
            Tag::TableHead | Tag::TableRow => {
                self.border();
                self.cell = Some((self.cell.map_or(1, |(row, _)| row.saturating_add(1)), 0));
            }
            Tag::Strong => self.strong += 1,
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.border(),
            TagEnd::Heading(_) => {
                self.border();
                self.heading = None;
            }
            TagEnd::List(_) => {
                self.border();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.border();
                self.item = false;
            }
            TagEnd::TableCell => {
                self.close();
                self.cell = self.cell.map(|(row, column)| (row, column.saturating_add(1)));
            }
            TagEnd::Table => {
                self.border();
                self.cell = self.cell.map(|(row, _)| (row, u16::MAX));
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    fn border(&mut self) {
        self.close();
        self.gap = true;
    }

    fn close(&mut self) {
        let kind = match (self.heading, self.cell) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some((row, column))) if column != u16::MAX => Kind::Cell(row, column),
            _ if self.item => Kind::Item(self.lists.len().saturating_sub(1).min(8) as u8),
            _ => Kind::Text,
        };
        let Some(mut line) = std::mem::take(&mut self.line).finish(kind) else { return };
        line.gap = std::mem::take(&mut self.gap);
        line.number = self.number.filter(|_| matches!(kind, Kind::Item(_)));
        self.size += line.text.len();
        self.out.push(line);
    }
}
