//! Sections and blocks as `CommonMark`, from the inside out: what is inside a block is finished before its template sees it, and is then
//! set in by spaces or quotation marks line by line.
//! Never lets two blocks run into one: a blank line stands between them, and neighbouring lists change their marker.

use super::inline::{Lines, write};
use crate::document::{Block, Inline, Inlines, Section, plain};
use crate::render::clean::is_blank;
use crate::render::engine::{Field, Fields, RenderError, Templates};
use crate::render::markup::Markup;

/// `CommonMark` has six levels of headings.
const LOWEST: u64 = 6;
/// The largest number a list may begin with: `CommonMark` reads nine digits.
const LARGEST_START: u64 = 999_999_999;

/// Sections in order, with all that is in them.
pub(super) fn sections(templates: &Templates, sections: &[Section]) -> Result<Markup, RenderError> {
    let mut parts = Vec::with_capacity(sections.len());
    for section in sections {
        let level = u64::from(section.level).clamp(2, LOWEST);
        let blocks = blocks(templates, &section.blocks, level + 1)?;
        let inner = self::sections(templates, &section.sections)?;
        let fields = Fields::default()
            .with("marks", &marks(level))
            .with("number", section.number.as_deref())
            .with("title", section.title.as_str())
            .with("blocks", &blocks)
            .with("sections", &inner);
        parts.push(trimmed(templates.render("markdown/section.md", &fields)?));
    }
    Ok(join(&parts))
}

/// Blocks in order; a heading among them is of `level`.
pub(super) fn blocks(templates: &Templates, blocks: &[Block], level: u64) -> Result<Markup, RenderError> {
    let mut parts = Vec::with_capacity(blocks.len());
    let mut markers = Markers::default();
    for block in blocks {
        let part = self::block(templates, block, level.min(LOWEST), &mut markers)?;
        if !part.is_empty() {
            parts.push(part);
        }
    }
    Ok(join(&parts))
}

/// The markers of neighbouring lists: a list that follows a list takes the other marker, else the two would be one.
#[derive(Default)]
struct Markers {
    last_bullet: bool,
    last_number: bool,
}

impl Markers {
    fn bullet(&mut self) -> &'static str {
        self.last_bullet = !self.last_bullet;
        if self.last_bullet { "-" } else { "*" }
    }

    fn number(&mut self) -> char {
        self.last_number = !self.last_number;
        if self.last_number { '.' } else { ')' }
    }
}

fn block(templates: &Templates, block: &Block, level: u64, markers: &mut Markers) -> Result<Markup, RenderError> {
    let (name, fields) = match block {
        // Markdown has no pictures of its own: what this one shows stands in its tables.
        Block::Flow { flow } => return blocks(templates, &flow.tables, level),
        Block::Paragraph { text, .. } => ("markdown/paragraph.md", Fields::default().with("text", &line(text, Lines::Many))),
        Block::Heading { text, .. } => ("markdown/heading.md", Fields::default().with("marks", &marks(level)).with("text", &line(text, Lines::One))),
        Block::List { start, items } => {
            let (bullet, delimiter) = if start.is_some() { ("", markers.number()) } else { (markers.bullet(), ' ') };
            let first = start.map(|start| start.min(LARGEST_START));
            let mut entries = Vec::with_capacity(items.len());
            for (number, item) in (first.unwrap_or(0)..).zip(items) {
                // Only the first number counts, so it need not grow past what can be read.
                let marker = if first.is_some() { format!("{}{delimiter}", number.min(LARGEST_START)) } else { bullet.to_string() };
                let body = blocks(templates, item, level)?;
                entries.push(set_in(&marker, &body));
            }
            ("markdown/list.md", Fields::default().with("items", Field::list(entries.iter().map(Field::from))).with("loose", is_loose(&entries)))
        }
        Block::Definitions { items } | Block::Rows { rows: items } => {
            let bullet = markers.bullet();
            let mut entries = Vec::with_capacity(items.len());
            for item in items {
                let parts = [line(&strong(&item.term), Lines::One), blocks(templates, &item.blocks, level)?];
                entries.push(set_in(bullet, &join(&parts)));
            }
            ("markdown/definitions.md", Fields::default().with("items", Field::list(entries.iter().map(Field::from))))
        }
        Block::Table { caption, head, rows } => ("markdown/table.md", table(caption, head, rows, markers.bullet())),
        Block::Callout { title, blocks } => {
            let title = line(&strong(&vec![Inline::text(title)]), Lines::One);
            let parts = [title, self::blocks(templates, blocks, level)?];
            ("markdown/callout.md", Fields::default().with("quoted", &quoted(&join(&parts))))
        }
        Block::Quote { blocks } => ("markdown/quote.md", Fields::default().with("quoted", &quoted(&self::blocks(templates, blocks, level)?))),
        Block::Code { text } => {
            let lines: Vec<Markup> = text.lines().map(super::inline::literal).collect();
            let fence = fence(text);
            ("markdown/code.md", Fields::default().with("fence", &fence).with("lines", Field::list(lines.iter().map(Field::from))))
        }
        Block::Lines { lines } => {
            let mut joined = Vec::new();
            for text in lines {
                joined.extend(text.iter().cloned());
                joined.push(Inline::Break);
            }
            ("markdown/lines.md", Fields::default().with("text", &line(&joined, Lines::Many)))
        }
    };
    if shows_nothing(block) {
        return Ok(Markup::default());
    }
    if !matches!(block, Block::List { .. } | Block::Definitions { .. } | Block::Rows { .. } | Block::Table { .. }) {
        *markers = Markers::default();
    }
    templates.render(name, &fields).map(trimmed)
}

/// A table as a list: the first cell of each row, and under it the others with their headings.
fn table(caption: &str, head: &[String], rows: &[Vec<Inlines>], bullet: &str) -> Fields {
    let cell = |index: usize, text: &Inlines| {
        let text = if index == 0 { line(&strong(text), Lines::One) } else { line(text, Lines::One) };
        let head = head.get(index).map(String::as_str).unwrap_or_default();
        Field::record([("head", head.into()), ("cell", (&text).into())])
    };
    let rows = rows.iter().map(|row| Field::list(row.iter().enumerate().map(|(index, text)| cell(index, text))));
    let rows = Field::list(rows);
    Fields::default()
        .with("bullet", &Markup::vouch(bullet.to_string()))
        .with("caption", caption)
        .with("head", Field::list(head.iter().map(|cell| Field::from(cell.as_str()))))
        .with("rows", rows)
}

fn shows_nothing(block: &Block) -> bool {
    let blank = |inlines: &Inlines| is_blank(&plain(inlines));
    match block {
        Block::Paragraph { text, .. } | Block::Heading { text, .. } => blank(text),
        Block::List { items, .. } => items.is_empty(),
        Block::Definitions { items } | Block::Rows { rows: items } => items.is_empty(),
        Block::Table { .. } | Block::Flow { .. } => false,
        Block::Callout { title, blocks } => is_blank(title) && blocks.iter().all(shows_nothing),
        Block::Quote { blocks } => blocks.iter().all(shows_nothing),
        Block::Code { text } => is_blank(text),
        Block::Lines { lines } => lines.iter().all(blank),
    }
}

fn line(text: &Inlines, lines: Lines) -> Markup {
    write(text, lines)
}

fn strong(text: &Inlines) -> Inlines {
    vec![Inline::Strong { content: text.clone() }]
}

/// A template's blank lines around its text are the template's own.
fn trimmed(markup: Markup) -> Markup {
    Markup::vouch(markup.into_string().trim_matches('\n').to_string())
}

fn marks(level: u64) -> Markup {
    Markup::vouch((0..level).map(|_| '#').collect())
}

/// A fence longer than any row of backticks in `text`.
fn fence(text: &str) -> Markup {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    Markup::vouch("`".repeat(longest.max(2) + 1))
}

fn join(parts: &[Markup]) -> Markup {
    let parts: Vec<&str> = parts.iter().map(Markup::as_str).filter(|part| !part.is_empty()).collect();
    Markup::vouch(parts.join("\n\n"))
}

/// `body` as a list item: its first line after the marker, the others under it.
fn set_in(marker: &str, body: &Markup) -> Markup {
    let indent = " ".repeat(marker.len() + 1);
    let mut out = String::from(marker);
    for (n, line) in body.as_str().split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            out.push_str(if n == 0 { " " } else { &indent });
            out.push_str(line);
        }
    }
    Markup::vouch(out)
}

fn quoted(body: &Markup) -> Markup {
    let lines = body.as_str().split('\n').map(|line| if line.is_empty() { ">".to_string() } else { format!("> {line}") });
    Markup::vouch(lines.collect::<Vec<_>>().join("\n"))
}

/// Items of one line each stand close together.
fn is_loose(entries: &[Markup]) -> bool {
    entries.iter().any(|entry| entry.as_str().contains('\n'))
}
