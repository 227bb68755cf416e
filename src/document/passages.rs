//! A document as the texts it shows, in reading order, and the parts of it that have a layout of their own as ordinary blocks.
//! Never leaves a text out: what a format must carry is measured with this.

use super::model::{Block, Definition, Document, Inline, Point, Section};

/// The text of `inlines` without its marks; a break becomes a space.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    // Most are one text.
    if let [Inline::Text { text }] = inlines {
        return text.clone();
    }
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } | Inline::Foreign { content, .. } => {
                push_plain(content, out);
            }
            Inline::Break => out.push(' '),
        }
    }
}

/// Whether blocks say nothing at all, such as an empty quotation.
#[must_use]
pub fn says_nothing(blocks: &[Block]) -> bool {
    let mut said = Vec::new();
    blocks_passages(blocks, &mut said);
    said.iter().all(|text| text.trim().is_empty())
}

impl Document {
    /// The derived part of the first layer as ordinary blocks, for formats that have no layout of their own for it.
    #[must_use]
    pub fn first_blocks(&self) -> Vec<Block> {
        let mut rows: Vec<Definition> = self.first.points.iter().map(|point| Definition { term: vec![label(point)], blocks: point.blocks.clone() }).collect();
        if !self.first.notable.is_empty() {
            let items = self.first.notable.iter().map(|point| self.notable(point)).collect();
            rows.push(Definition { term: vec![Inline::text(&self.labels.notable)], blocks: vec![Block::List { start: None, items }] });
        }
        if rows.is_empty() { Vec::new() } else { vec![Block::Rows { rows }] }
    }

    /// A notable point as an item: its label, and what it says in the same line where that is one paragraph.
    #[must_use]
    pub fn notable(&self, point: &Point) -> Vec<Block> {
        let label = label(point);
        match point.blocks.split_first() {
            Some((Block::Paragraph { text, lang: None }, rest)) => {
                let mut line = vec![label, Inline::text(&self.labels.colon)];
                line.extend(text.iter().cloned());
                std::iter::once(Block::Paragraph { text: line, lang: None }).chain(rest.iter().cloned()).collect()
            }
            _ => std::iter::once(Block::Paragraph { text: vec![label], lang: None }).chain(point.blocks.iter().cloned()).collect(),
        }
    }

    /// The glossary as ordinary blocks.
    #[must_use]
    pub fn glossary_blocks(&self) -> Vec<Block> {
        let items = self.glossary.iter().map(|term| Definition { term: vec![Inline::text(&term.term)], blocks: vec![Block::paragraph(&term.text)] });
        let items: Vec<Definition> = items.collect();
        if items.is_empty() { Vec::new() } else { vec![Block::Definitions { items }] }
    }

    /// Every finished piece of text the document shows, in reading order: what each format must carry.
    #[must_use]
    pub fn passages(&self) -> Vec<String> {
        let mut out = vec![self.kind.clone(), self.title.clone()];
        out.extend(self.banners.iter().map(|b| b.text.clone()));
        blocks_passages(&self.summary, &mut out);
        blocks_passages(&self.first_blocks(), &mut out);
        out.extend(self.facts.iter().flat_map(|f| [f.label.clone(), f.value.clone()]));
        for section in &self.sections {
            section_passages(section, &mut out);
        }
        if !self.glossary.is_empty() {
            out.push(self.labels.glossary.clone());
            blocks_passages(&self.glossary_blocks(), &mut out);
        }
        out.retain(|text| !text.trim().is_empty());
        out
    }
}

/// The name of a point, leading to its section.
fn label(point: &Point) -> Inline {
    match &point.href {
        Some(href) => Inline::Link { href: href.clone(), content: vec![Inline::text(&point.label)] },
        None => Inline::text(&point.label),
    }
}

fn section_passages(section: &Section, out: &mut Vec<String>) {
    out.push(section.title.clone());
    blocks_passages(&section.blocks, out);
    for inner in &section.sections {
        section_passages(inner, out);
    }
}

fn blocks_passages(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } | Block::Heading { text, .. } => out.push(plain(text)),
            Block::List { items, .. } => items.iter().for_each(|item| blocks_passages(item, out)),
            Block::Definitions { items } | Block::Rows { rows: items } => {
                for item in items {
                    out.push(plain(&item.term));
                    blocks_passages(&item.blocks, out);
                }
            }
            Block::Table { caption, head, rows } => {
                out.push(caption.clone());
                out.extend(head.iter().cloned());
                out.extend(rows.iter().flatten().map(|cell| plain(cell)));
            }
            Block::Callout { title, blocks } => {
                out.push(title.clone());
                blocks_passages(blocks, out);
            }
            Block::Quote { blocks } => blocks_passages(blocks, out),
            Block::Code { text } => out.extend(text.lines().map(str::to_string)),
            Block::Lines { lines } => out.extend(lines.iter().map(|line| plain(line))),
            Block::Flow { flow } => blocks_passages(&flow.tables, out),
        }
    }
}
