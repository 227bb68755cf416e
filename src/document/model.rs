//! The format-free document: what the page says, in which order, with which links. The contract of every template and writer.
//! Never holds markup, never holds a sentence of its own.

use super::flow::Flow;
use crate::lang::Lang;
use serde::Serialize;

/// The version of this contract; it grows when a field changes its meaning or goes.
pub const VERSION: u32 = 1;

/// One notice in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// [`VERSION`].
    pub version: u32,
    /// The language of the page.
    pub lang: Lang,
    /// What kind of document it is, such as "Privacy notice": the kicker over the name.
    pub kind: String,
    /// The name of the register: the page's first heading.
    pub title: String,
    /// Who keeps it; for the running head and the page title.
    pub controller: String,
    /// One plain sentence or two for the page's description.
    pub description: String,
    /// Draft or withdrawn, to be shown before everything else.
    pub banners: Vec<Banner>,
    /// The first layer: who, what for, rights in a few sentences. May be empty.
    pub summary: Vec<Block>,
    /// Facts about the document itself (updated, version ...), label and value.
    pub facts: Vec<Fact>,
    /// The whole.
    pub sections: Vec<Section>,
    /// Whether to print a contents list.
    pub toc: bool,
    /// The words the layout itself needs.
    pub labels: Labels,
}

/// A mark over the whole page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Banner {
    /// `draft` or `withdrawn`; for styling.
    pub kind: &'static str,
    /// What the reader is told.
    pub text: String,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// The label, such as "Updated".
    pub label: String,
    /// The value as the language writes it.
    pub value: String,
}

/// Words of the layout: every one is a finished text in the document's language.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Labels {
    /// Heading of the contents list.
    pub contents: String,
    /// "Skip to content" link.
    pub skip: String,
    /// Accessible name of the language switch.
    pub languages: String,
    /// Link text back to the index.
    pub index: String,
    /// Heading of the first layer.
    pub summary: String,
    /// Page number in a footer with the holes `page` and `pages`.
    pub page: String,
    /// Other formats of the same page.
    pub formats: String,
    /// Heading of the list of addresses in plain text.
    pub links: String,
    /// Accessible name of a table that scrolls sideways on a narrow screen, with the hole `table`.
    pub table: String,
}

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Anchor, unique in the document: ASCII letters, digits and hyphens.
    pub id: String,
    /// The number as printed ("3", "3.1"), where sections are numbered.
    pub number: Option<String>,
    /// The heading.
    pub title: String,
    /// The language of the heading where it is not the document's.
    pub lang: Option<Lang>,
    /// 2 for a main section, 3 below it.
    pub level: u8,
    /// The topic it belongs to.
    pub topic: String,
    /// What it says before its subsections.
    pub blocks: Vec<Block>,
    /// Subsections.
    pub sections: Vec<Section>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Inlines,
        /// The language where it is not the document's.
        lang: Option<Lang>,
    },
    /// A list; every item is blocks.
    List {
        /// The first number of a numbered list; `None` for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Terms and what is said of each.
    Definitions {
        /// The entries in order.
        items: Vec<Definition>,
    },
    /// A table: one header row, one header column (the first), no spans.
    Table {
        /// What the table is about; read out before it.
        caption: String,
        /// Column headings.
        head: Vec<String>,
        /// Rows of as many cells as the head has.
        rows: Vec<Vec<Inlines>>,
    },
    /// Something set apart from the text around it, such as the right to object (Art. 21(4)).
    Callout {
        /// Its heading.
        title: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A heading inside an author's prose, below every section heading.
    Heading {
        /// Its text.
        text: Inlines,
        /// The language where it is not the document's.
        lang: Option<Lang>,
    },
    /// Preformatted lines.
    Code {
        /// The lines.
        text: String,
    },
    /// Lines that belong together, such as a postal address.
    Lines {
        /// One line each.
        lines: Vec<Inlines>,
    },
    /// The picture of the data flow. A format without pictures shows its tables.
    Flow {
        /// What it shows.
        flow: Box<Flow>,
    },
}

/// One term of [`Block::Definitions`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Inlines,
    /// What is said of it.
    pub blocks: Vec<Block>,
}

/// Text in a line.
pub type Inlines = Vec<Inline>;

/// A piece of text in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text; never markup.
    Text {
        /// The text.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        content: Inlines,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Inlines,
    },
    /// A piece of code or a name in a file.
    Code {
        /// The text.
        text: String,
    },
    /// A link.
    Link {
        /// Where it leads.
        href: Href,
        /// What is shown.
        content: Inlines,
    },
    /// Text in another language than the one around it.
    Foreign {
        /// Its language.
        lang: Lang,
        /// The text.
        content: Inlines,
    },
    /// A line break the author asked for.
    Break,
}

/// Where a link leads. Only `https`, `http`, `mailto`, `tel` and a place in the page can be built, so no text of a notice becomes a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Href(String);

impl Href {
    /// An address an author wrote; `None` when its scheme is not allowed or it holds a control, a space or a bidirectional mark.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        let lower = address.to_ascii_lowercase();
        let allowed = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme))
            || lower.strip_prefix('#').is_some_and(|id| !id.is_empty());
        let clean = !address.chars().any(|c| c.is_control() || c.is_whitespace() || is_bidi(c) || matches!(c, '<' | '>' | '"' | '\\' | '`'));
        (allowed && clean).then(|| Self(address.to_string()))
    }

    /// A link to an e-mail address; `None` for what is not one address.
    #[must_use]
    pub fn email(address: &str) -> Option<Self> {
        let plain = address.chars().all(|c| c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+' | '\''));
        let (user, host) = address.split_once('@')?;
        (plain && !user.is_empty() && host.contains('.') && !host.contains('@')).then(|| Self(format!("mailto:{address}")))
    }

    /// A link that calls a number written with spaces, hyphens or parentheses; `None` for what is not a number.
    #[must_use]
    pub fn phone(number: &str) -> Option<Self> {
        let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '\u{a0}'));
        (plain && digits.len() >= 5 && digits.rfind('+').is_none_or(|at| at == 0)).then(|| Self(format!("tel:{digits}")))
    }

    /// A link to an anchor of the same page.
    #[must_use]
    pub fn anchor(id: &str) -> Self {
        Self(format!("#{}", id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character changes the direction of the text around it without being seen.
#[must_use]
pub fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Inline {
    /// Plain text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

impl Block {
    /// A paragraph of plain text in the document's language.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: vec![Inline::text(text)], lang: None }
    }
}

/// The text of `inlines` without its marks; a break becomes a space.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
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
    /// Every finished piece of text the document shows, in reading order: what each format must carry.
    #[must_use]
    pub fn passages(&self) -> Vec<String> {
        let mut out = vec![self.kind.clone(), self.title.clone()];
        out.extend(self.banners.iter().map(|b| b.text.clone()));
        blocks_passages(&self.summary, &mut out);
        out.extend(self.facts.iter().flat_map(|f| [f.label.clone(), f.value.clone()]));
        for section in &self.sections {
            section_passages(section, &mut out);
        }
        out.retain(|text| !text.trim().is_empty());
        out
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
            Block::Definitions { items } => {
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
