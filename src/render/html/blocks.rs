//! Sections and blocks as HTML, from the inside out: a block's template is given what is inside it as finished markup, so templates never
//! call each other and nesting has no limit of theirs.
//! Never decides what a block looks like: that is its template's.

use super::flow;
use super::inline::{self, Places};
use crate::document::{Block, Definition, Document, Flow, Href, Inline, Inlines, Labels, Section, plain};
use crate::lang::{Lang, fill};
use crate::render::clean::{clean, is_blank};
use crate::render::engine::{Field, Fields, Form, RenderError, SectionShape, Templates};
use crate::render::markup::Markup;
use crate::render::page::Alternate;
use std::collections::BTreeMap;

/// HTML has six levels of headings.
const LOWEST: u64 = 6;
/// A list's numbers, so that every reader counts the same.
const LARGEST_START: u64 = 999_999_999;

/// Blocks of a sheet that is no page: no link of theirs leads to a place in it.
pub(in crate::render) fn alone(templates: &Templates, labels: &Labels, lang: Lang, blocks: &[Block]) -> Result<Markup, RenderError> {
    let mut writer = Writer::alone(templates, labels, lang);
    match blocks {
        // A lone paragraph is its text.
        [Block::Paragraph { text, lang: None }] => Ok(writer.inlines(text)),
        blocks => writer.blocks(blocks, 2),
    }
}

/// What a picture shows, under it: a stage and what is in it are a term and what is said of it, which needs no room to be scrolled, and what opens it
/// is its caption. A table of other columns stays one.
fn in_words(block: &Block) -> Block {
    let items = |rows: &[Vec<Inlines>]| {
        let item = |row: &Vec<Inlines>| match row.as_slice() {
            [term, text] => Some(Definition { term: term.clone(), blocks: vec![Block::Paragraph { text: text.clone(), lang: None }] }),
            _ => None,
        };
        rows.iter().map(item).collect::<Option<Vec<_>>>()
    };
    match block {
        Block::Table { rows, .. } => items(rows).map_or_else(|| block.clone(), |items| Block::Definitions { items }),
        block => block.clone(),
    }
}

/// Writes the blocks of one page.
pub(super) struct Writer<'d> {
    templates: &'d Templates,
    labels: &'d Labels,
    places: Places<'d>,
    lang: Lang,
    callouts: u64,
    pictures: u64,
    tables: BTreeMap<String, u64>,
    others: &'d [Alternate],
    /// Whether the page is somebody else's, of which the document is a piece.
    pub(super) piece: bool,
}

impl<'d> Writer<'d> {
    /// A writer for the page of `document`.
    pub(super) fn new(templates: &'d Templates, document: &'d Document, alternates: &'d [Alternate]) -> Self {
        let mut writer = Self::alone(templates, &document.labels, document.lang);
        writer.others = alternates;
        for section in &document.sections {
            writer.places.sections.insert(&section.id);
            // The contract knows two levels; deeper ones are found too.
            let mut inner: Vec<&Section> = section.sections.iter().collect();
            while let Some(section) = inner.pop() {
                writer.places.sections.insert(&section.id);
                inner.extend(&section.sections);
            }
        }
        writer.places.terms.extend(document.glossary.iter().map(|term| term.id.as_str()));
        writer
    }

    /// A writer for a page without sections.
    pub(super) fn alone(templates: &'d Templates, labels: &'d Labels, lang: Lang) -> Self {
        Self { templates, labels, lang, places: Places::default(), callouts: 0, pictures: 0, tables: BTreeMap::new(), others: &[], piece: false }
    }

    /// The id of the link that leads to a term of the glossary, where there is one.
    pub(super) fn leads_to(&self, term: &str) -> Option<String> {
        self.places.used.get(term).map(|number| inline::use_of(*number))
    }

    /// Whether a link may lead to `href`.
    pub(super) fn is_place(&self, href: &Href) -> bool {
        href.as_str().strip_prefix('#').is_some_and(|id| self.places.sections.contains(id))
    }

    /// Sections in order, with all that is in them.
    pub(super) fn sections(&mut self, sections: &[Section]) -> Result<Markup, RenderError> {
        let mut out = Markup::default();
        for section in sections {
            let level = u64::from(section.level).clamp(2, LOWEST);
            let blocks = self.blocks(&section.blocks, level + 1)?;
            let inner = self.sections(&section.sections)?;
            let anchor = Href::anchor(&section.id);
            // The section in the other languages that have it.
            let others = self.others.iter().filter(|other| other.lang != self.lang && other.places.contains(&section.id));
            let others: Vec<(String, &Alternate)> = others.map(|other| (format!("{}{}", other.href.as_str(), anchor.as_str()), other)).collect();
            let mut texts = vec![anchor.as_str().trim_start_matches('#'), section.number.as_deref().unwrap_or_default(), section.title.as_str()];
            texts.extend(others.iter().flat_map(|(href, other)| [href.as_str(), other.lang.code(), other.label.as_str()]));
            let numbered = section.number.as_deref().is_some_and(|number| !number.is_empty());
            let shape = SectionShape { level, topic: section.topic.clone(), lang: section.lang, numbered, others: others.len(), holds: !inner.is_empty() };
            out.push(&self.templates.section(shape, &texts, &blocks, &inner)?);
        }
        Ok(out)
    }

    /// Blocks in order; a heading among them is of `level`.
    pub(super) fn blocks(&mut self, blocks: &[Block], level: u64) -> Result<Markup, RenderError> {
        let mut out = Markup::default();
        for block in blocks {
            out.push(&self.block(block, level.min(LOWEST))?);
        }
        Ok(out)
    }

    fn block(&mut self, block: &Block, level: u64) -> Result<Markup, RenderError> {
        let (name, fields) = match block {
            // An empty paragraph is a gap, an empty heading a fault.
            Block::Paragraph { text, .. } | Block::Heading { text, .. } if is_blank(&plain(text)) => return Ok(Markup::default()),
            Block::Paragraph { text, lang } => {
                let text = self.paragraph(text);
                if let Some(form) = self.form("html/paragraph.html").filter(|_| lang.is_none()) {
                    return Ok(form.listed(std::iter::once([&text])));
                }
                ("html/paragraph.html", Fields::default().with("text", &text).with("lang", lang.as_ref().map(Lang::code)))
            }
            Block::Heading { text, lang } => ("html/heading.html", self.text(text, lang.as_ref()).with("level", level)),
            Block::List { start, items } => {
                let items = items.iter().map(|item| self.item(item, level)).collect::<Result<Vec<_>, _>>()?;
                if let Some(form) = self.form("html/list.html").filter(|_| start.is_none() && !items.is_empty()) {
                    return Ok(form.listed(items.iter().map(|item| [item])));
                }
                let start = start.map(|start| start.min(LARGEST_START));
                ("html/list.html", Fields::default().with("start", start).with("items", Field::list(items.iter().map(Field::from))))
            }
            Block::Definitions { items } | Block::Rows { rows: items } => {
                let entries = items.iter().map(|item| Ok([self.inlines(&item.term), self.item(&item.blocks, level)?]));
                let entries = entries.collect::<Result<Vec<[Markup; 2]>, RenderError>>()?;
                let name = if matches!(block, Block::Rows { .. }) { "html/rows.html" } else { "html/definitions.html" };
                if let Some(form) = self.form(name).filter(|_| !entries.is_empty()) {
                    return Ok(form.listed(entries.iter().map(|[term, blocks]| [term, blocks])));
                }
                let entries = entries.iter().map(|[term, blocks]| Field::record([("term", term.into()), ("blocks", blocks.into())]));
                (name, Fields::default().with("items", Field::list(entries)))
            }
            Block::Table { caption, head, rows } => ("html/table.html", self.table(caption, head, rows)),
            Block::Callout { title, blocks } => {
                self.callouts += 1;
                let id = self.callouts;
                let blocks = self.blocks(blocks, if title.is_empty() { level } else { level + 1 })?;
                let fields = Fields::default().with("id", id).with("level", level).with("title", title.as_str()).with("blocks", &blocks);
                ("html/callout.html", fields)
            }
            Block::Quote { blocks } => ("html/quote.html", Fields::default().with("blocks", &self.blocks(blocks, level)?)),
            Block::Code { text } => ("html/code.html", Fields::default().with("text", text.as_str())),
            Block::Lines { lines } => {
                let lines: Vec<Markup> = lines.iter().map(|line| self.inlines(line)).collect();
                if let Some(form) = self.form("html/lines.html").filter(|_| !lines.is_empty()) {
                    return Ok(form.listed(lines.iter().map(|line| [line])));
                }
                ("html/lines.html", Fields::default().with("lines", Field::list(lines.iter().map(Field::from))))
            }
            Block::Flow { flow } => ("html/flow.html", self.flow(flow, level)?),
        };
        self.templates.render(name, &fields)
    }

    /// What a built-in template writes around its values; `None` where the template must be asked.
    fn form(&self, name: &str) -> Option<&'d Form> {
        self.templates.form_of(name)
    }

    /// What a list item or a definition holds: a lone paragraph is its text, without a paragraph's space around it.
    pub(super) fn item(&mut self, blocks: &[Block], level: u64) -> Result<Markup, RenderError> {
        match blocks {
            [Block::Paragraph { text, lang: None }] => Ok(self.paragraph(text)),
            blocks => self.blocks(blocks, level),
        }
    }

    /// The text of a paragraph. What begins it and is told apart by a colon is a label: HTML's `b`, since nothing in it weighs more than the rest.
    fn paragraph(&mut self, text: &Inlines) -> Markup {
        let mut out = String::new();
        let colon = self.labels.colon.as_str();
        match text.as_slice() {
            [Inline::Strong { content }, rest @ ..] if !colon.is_empty() && matches!(rest.first(), Some(Inline::Text { text }) if text.starts_with(colon)) => {
                out.push_str("<b>");
                inline::write(content, &mut self.places, &mut out);
                out.push_str("</b>");
                inline::write(rest, &mut self.places, &mut out);
            }
            text => inline::write(text, &mut self.places, &mut out),
        }
        Markup::vouch(out)
    }

    fn flow(&mut self, flow: &Flow, level: u64) -> Result<Fields, RenderError> {
        self.pictures += 1;
        let [wide, narrow] = flow::drawings(flow, self.lang, self.pictures, self.piece);
        let fields = Fields::default()
            .with("id", self.pictures)
            .with("title", flow.title.as_str())
            .with("description", flow.description.as_str())
            .with("open", flow.open.as_str())
            .with("wide", wide)
            .with("narrow", narrow);
        let words: Vec<Block> = flow.tables.iter().map(in_words).collect();
        Ok(fields.with("tables", &self.blocks(&words, level)?))
    }

    fn text(&mut self, text: &Inlines, lang: Option<&Lang>) -> Fields {
        Fields::default().with("text", &self.inlines(text)).with("lang", lang.map(Lang::code))
    }

    fn table(&mut self, caption: &str, head: &[String], rows: &[Vec<Inlines>]) -> Fields {
        let label = fill(&self.labels.table, |hole| (hole == "table").then(|| caption.to_string()));
        let label = if label.trim().is_empty() { caption.to_string() } else { label };
        // Two regions of one page need two names.
        let seen = self.tables.entry(clean(&label).into_owned()).or_insert(0);
        *seen += 1;
        let label = if *seen > 1 { format!("{label} ({seen})") } else { label };
        let rows: Vec<Field> = rows.iter().map(|row| Field::list(row.iter().map(|cell| Field::from(&self.inlines(cell))).collect::<Vec<_>>())).collect();
        let rows = Field::list(rows);
        Fields::default()
            .with("label", label.as_str())
            .with("caption", caption)
            .with("head", Field::list(head.iter().map(|cell| Field::from(cell.as_str()))))
            .with("rows", rows)
    }

    fn inlines(&mut self, inlines: &Inlines) -> Markup {
        let mut out = String::new();
        inline::write(inlines, &mut self.places, &mut out);
        Markup::vouch(out)
    }
}
