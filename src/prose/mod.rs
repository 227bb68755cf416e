//! An author's `CommonMark` -> blocks and sentences with their places in the text. The only room that names pulldown-cmark.
//! Never judges words; raw HTML and pictures come out as text.

mod sentences;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
pub use sentences::{Sentence, ends_sentence, sentences};
use std::ops::Range;

/// The deepest nesting of lists and quotes that is kept; what is deeper stands at that depth.
const MAX_DEPTH: usize = 32;

/// A block of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading the author put inside a text.
    Heading(Vec<Inline>),
    /// A list; the first number where it is numbered.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Preformatted lines.
    Code(String),
}

/// A piece of text in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text with the bytes of the source it stands for; escapes and entities are resolved, so the two may differ in length.
    Text(String, Range<usize>),
    /// Code.
    Code(String, Range<usize>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link and its address as written.
    Link(String, Vec<Inline>),
    /// A line break that was asked for.
    Break,
}

/// An open container while reading.
enum Open {
    Paragraph(Vec<Inline>),
    Heading(Vec<Inline>),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>, Vec<Inline>),
    Quote(Vec<Block>),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link(String, Vec<Inline>),
}

/// Reads `CommonMark`. Every character an author wrote as text comes out as text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader { stack: Vec::new(), done: Vec::new(), skipped: 0, broken: false };
    let mut events = Parser::new_ext(text, Options::empty()).into_offset_iter();
    let mut used: Vec<String> = Vec::new();
    for (event, range) in events.by_ref() {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event {
            used.push(id.to_lowercase());
        }
        reader.event(event, range);
    }
    while let Some(open) = reader.stack.pop() {
        reader.close(open);
    }
    // A definition that no link uses ("[huom]: teksti") shows nothing in CommonMark. An author who wrote it meant it to be read.
    let unused = events.reference_definitions().iter().filter(|(label, _)| !used.contains(&label.to_lowercase()));
    let mut unused: Vec<Range<usize>> = unused.map(|(_, definition)| definition.span.clone()).collect();
    unused.sort_by_key(|span| span.start);
    for span in unused {
        let written = text.get(span.clone()).unwrap_or_default().trim().to_string();
        reader.done.push(Block::Paragraph(vec![Inline::Text(written, span)]));
    }
    reader.done
}

struct Reader {
    stack: Vec<Open>,
    done: Vec<Block>,
    /// Containers beyond the depth limit that are open but not kept.
    skipped: usize,
    /// Whether nothing was said since the last line break: a second one would show an empty line, which no format has within a paragraph.
    broken: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let broken = match &event {
            Event::HardBreak => true,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => self.broken,
            _ => false,
        };
        let again = std::mem::replace(&mut self.broken, broken);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
            Event::Html(text) => self.html(&text, range),
            Event::Code(text) => self.inline(Inline::Code(text.to_string(), range)),
            Event::SoftBreak => self.inline(Inline::Text(" ".into(), range)),
            Event::HardBreak if again => {}
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Paragraph(vec![Inline::Text("* * *".into(), range)])),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let open = match tag {
            Tag::Paragraph => Open::Paragraph(Vec::new()),
            Tag::Heading { .. } => Open::Heading(Vec::new()),
            Tag::List(first) => Open::List(first, Vec::new()),
            Tag::Item => Open::Item(Vec::new(), Vec::new()),
            Tag::BlockQuote(_) => Open::Quote(Vec::new()),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) if !info.is_empty() => format!("{info}\n"),
                    _ => String::new(),
                };
                Open::Code(info)
            }
            Tag::Emphasis => Open::Emphasis(Vec::new()),
            Tag::Strong => Open::Strong(Vec::new()),
            Tag::Link { dest_url, .. } => Open::Link(dest_url.to_string(), Vec::new()),
            // A picture would be fetched from somewhere: its words and its address stay as text.
            Tag::Image { dest_url, .. } => {
                self.text(&format!("{dest_url} "), 0..0);
                Open::Emphasis(Vec::new())
            }
            _ => Open::Paragraph(Vec::new()),
        };
        let container = matches!(open, Open::List(..) | Open::Item(..) | Open::Quote(_));
        if container && self.stack.len() >= MAX_DEPTH * 2 {
            self.skipped += 1;
            return;
        }
        self.stack.push(open);
    }

    fn end(&mut self, end: TagEnd) {
        if self.skipped > 0 && matches!(end, TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_)) {
            self.skipped -= 1;
            return;
        }
        if let Some(open) = self.stack.pop() {
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Paragraph(inlines) if !inlines.is_empty() => self.block(Block::Paragraph(inlines)),
            Open::Heading(inlines) if !inlines.is_empty() => self.block(Block::Heading(inlines)),
            Open::Paragraph(_) | Open::Heading(_) => {}
            Open::List(first, items) => self.block(Block::List(first, items)),
            Open::Item(mut blocks, inlines) => {
                if !inlines.is_empty() {
                    blocks.push(Block::Paragraph(inlines));
                }
                match self.stack.last_mut() {
                    Some(Open::List(_, items)) => items.push(blocks),
                    _ => blocks.into_iter().for_each(|block| self.block(block)),
                }
            }
            Open::Quote(blocks) => self.block(Block::Quote(blocks)),
            Open::Code(text) => self.block(Block::Code(text)),
            Open::Emphasis(inlines) => self.inline(Inline::Emphasis(inlines)),
            Open::Strong(inlines) => self.inline(Inline::Strong(inlines)),
            Open::Link(address, inlines) => self.inline(Inline::Link(address, inlines)),
        }
    }

    fn block(&mut self, block: Block) {
        match self.stack.last_mut() {
            Some(Open::Quote(blocks)) => blocks.push(block),
            Some(Open::Item(blocks, inlines)) => {
                // A tight item's text comes without a paragraph of its own.
                if !inlines.is_empty() {
                    blocks.push(Block::Paragraph(std::mem::take(inlines)));
                }
                blocks.push(block);
            }
            Some(Open::List(_, items)) => items.push(vec![block]),
            _ => self.done.push(block),
        }
    }

    fn inline(&mut self, inline: Inline) {
        match self.stack.last_mut() {
            Some(Open::Paragraph(list) | Open::Heading(list) | Open::Item(_, list) | Open::Emphasis(list) | Open::Strong(list) | Open::Link(_, list)) => {
                push(list, inline);
            }
            Some(Open::Code(text)) => match inline {
                Inline::Text(more, _) | Inline::Code(more, _) => text.push_str(&more),
                _ => text.push('\n'),
            },
            _ => self.done.push(Block::Paragraph(vec![inline])),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.inline(Inline::Text(text.to_string(), range));
    }

    /// A block of raw HTML: its lines are a paragraph of text.
    fn html(&mut self, text: &str, range: Range<usize>) {
        let open = matches!(self.stack.last(), Some(Open::Paragraph(_) | Open::Item(..)));
        if open {
            self.text(text.trim_end_matches('\n'), range);
        } else {
            self.block(Block::Paragraph(vec![Inline::Text(text.trim_end_matches('\n').to_string(), range)]));
        }
    }
}

/// Neighbouring texts are one: the parser splits at every character that might have meant something. Only texts that stand as written join, so that
/// every byte keeps its place.
fn push(list: &mut Vec<Inline>, inline: Inline) {
    if let (Some(Inline::Text(last, place)), Inline::Text(text, range)) = (list.last_mut(), &inline)
        && place.end == range.start
        && last.len() == place.len()
        && text.len() == range.len()
    {
        last.push_str(text);
        place.end = range.end;
        return;
    }
    list.push(inline);
}
