//! The format-free document: what the page says, in which order, with which links. The contract of every template and writer.
//! Never holds markup, never holds a sentence of its own.

use super::flow::Flow;
use crate::lang::Lang;
use serde::Serialize;

/// The version of this contract; it grows when a field changes its meaning or goes.
pub const VERSION: u32 = 2;

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
    /// The author's lead of the first layer, in a few sentences. May be empty.
    pub summary: Vec<Block>,
    /// The rest of the first layer, derived from the facts (WP 260, points 35-37).
    pub first: First,
    /// Facts about the document itself (updated, version ...), label and value.
    pub facts: Vec<Fact>,
    /// The whole.
    pub sections: Vec<Section>,
    /// The terms of law that occur in the sections, each linked from where it occurs first; in the order of the language.
    pub glossary: Vec<Term>,
    /// What a reader may want at any moment, and the section where it is: at most one of each topic.
    pub ways: Vec<Way>,
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

/// What a reader should know first.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct First {
    /// Who, what for and the reader's rights, in this order; topics `controller`, `purposes`, `rights`.
    pub points: Vec<Point>,
    /// What people would not expect, each a few words; only what the facts show. Under `labels.notable`.
    pub notable: Vec<Point>,
}

/// A point of the first layer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// What it is about: a key of `[notable]` in the words, or a topic; for styling.
    pub topic: &'static str,
    /// Its name.
    pub label: String,
    /// The section that tells it in full.
    pub href: Option<Href>,
    /// What is said; empty where the label says it all.
    pub blocks: Vec<Block>,
}

/// A term of law with a sentence on what it means.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    /// Anchor, unique in the document.
    pub id: String,
    /// The term as the glossary has it.
    pub term: String,
    /// What it means.
    pub text: String,
}

/// Something that should always be one step away.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Way {
    /// `contact` or `rights`.
    pub topic: &'static str,
    /// What the reader would do.
    pub label: String,
    /// Where.
    pub href: Href,
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
    /// Heading of the unexpected in the first layer.
    pub notable: String,
    /// Heading of the glossary.
    pub glossary: String,
    /// Link from an entry of the glossary back to the text.
    pub back: String,
    /// Accessible name of the list of ways.
    pub ways: String,
    /// The sign between a label and its value.
    pub colon: String,
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
    /// A card: labels with what each says, to be seen together, such as what matters of one purpose.
    Rows {
        /// The rows in order.
        rows: Vec<Definition>,
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

/// One term of [`Block::Definitions`], or one row of [`Block::Rows`].
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
        let mut out = String::with_capacity(id.len() + 1);
        out.push('#');
        let may = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if id.bytes().all(may) {
            out.push_str(id);
        } else {
            out.extend(id.bytes().filter(|byte| may(*byte)).map(char::from));
        }
        Self(out)
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
