//! The page style: sizes, margins, spaces and limits of a page, all in rows and columns.
//! Never holds a default in code: they stand in `templates/page.toml`.

mod paper;
mod read;

pub use paper::{Color, Colors, Faces, PaperStyle, Type};

use serde::Deserialize;
use std::fmt;

/// The page style the program carries with it.
pub const PAGE_TOML: &str = include_str!("../../../templates/page.toml");

/// Rows before and after a block.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Space(pub f64, pub f64);

/// How pages look. Read with [`PageStyle::from_toml`]; every key is explained in `templates/page.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PageStyle {
    /// Lines of a page; 0 for one that never ends.
    pub rows: u16,
    /// Characters of a line.
    pub columns: u16,
    /// The longest line of running text in columns; 0 for what the margins leave.
    pub measure: u16,
    /// What stays free around the text.
    pub margins: Margins,
    /// The running head.
    pub head: HeadStyle,
    /// Which rules are drawn.
    pub rules: Rules,
    /// Rows around each kind of block.
    pub space: Spaces,
    /// Lists.
    pub lists: ListStyle,
    /// How far blocks are moved to the right.
    pub indents: Indents,
    /// Tables.
    pub tables: TableStyle,
    /// Callouts.
    pub callouts: CalloutStyle,
    /// The facts under the title.
    pub facts: FactStyle,
    /// The contents list.
    pub contents: ContentsStyle,
    /// Links on paper.
    pub links: LinkStyle,
    /// When words are hyphenated.
    pub hyphenation: Hyphenation,
    /// Where pages and lines may break.
    pub breaking: Breaking,
    /// What plain text draws with.
    pub text: TextDrawing,
}

/// What stays free around the text, in rows and columns.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Margins {
    /// Rows above the text, with the running head in them.
    pub top: u16,
    /// Rows above the text of the first page.
    pub first: u16,
    /// Rows below the text, with the footer in them.
    pub bottom: u16,
    /// Columns before the text.
    pub left: u16,
    /// Columns after the text.
    pub right: u16,
    /// Rows above the running head.
    pub head: u16,
    /// Rows below the footer.
    pub foot: u16,
}

/// The running head.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HeadStyle {
    /// Whether a rule stands under it.
    pub rule: bool,
    /// Columns between its two sides, at least.
    pub gap: u16,
}

/// Which rules are drawn.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rules {
    /// Under the title.
    pub title: bool,
    /// Under the heading of a main section.
    pub section: bool,
    /// Under the heads and the last row of a table.
    pub table: bool,
}

/// Rows around each kind of block.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the block of its name")]
pub struct Spaces {
    pub kicker: Space,
    pub title: Space,
    pub controller: Space,
    pub banner: Space,
    pub facts: Space,
    pub contents: Space,
    pub section: Space,
    pub subsection: Space,
    pub heading: Space,
    pub paragraph: Space,
    pub list: Space,
    pub item: Space,
    pub definitions: Space,
    pub definition: Space,
    pub table: Space,
    pub callout: Space,
    pub quote: Space,
    pub code: Space,
    pub lines: Space,
    pub links: Space,
}

/// Lists.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListStyle {
    /// The bullet of each level.
    pub bullets: Vec<String>,
    /// Columns before a bullet.
    pub indent: u16,
    /// Columns after it.
    pub gap: u16,
    /// Columns of text a deep list keeps.
    pub narrowest: u16,
}

/// How far blocks are moved to the right, in columns.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indents {
    /// What is said of a term.
    pub definition: u16,
    /// Inside a callout.
    pub callout: u16,
    /// A quotation, on both sides.
    pub quote: u16,
    /// Preformatted lines.
    pub code: u16,
    /// The second line of an address line.
    pub hanging: u16,
    /// Columns to the left of the text that the numbers of headings stand in; 0 where they stand in the text.
    pub number: u16,
}

/// Tables.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableStyle {
    /// Columns between two columns.
    pub gutter: u16,
    /// The narrowest column of a table that is printed as one.
    pub narrowest: u16,
    /// Rows between two rows of several lines.
    pub row_gap: f64,
    /// Rows above and below the text of each row of the table.
    pub pad: f64,
    /// Whether every second row stands on a tint.
    pub stripes: bool,
}

/// Callouts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CalloutStyle {
    /// Rows above and below the text, beside the bar.
    pub pad: f64,
    /// Columns that stay free after the text.
    pub right: u16,
    /// Whether they stand on a tint.
    pub tint: bool,
}

/// The facts under the title.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FactStyle {
    /// Widest column of labels in hundredths of the text width.
    pub label: u16,
    /// Columns between a label and its value.
    pub gap: u16,
}

/// The contents list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContentsStyle {
    /// Deepest level of heading listed.
    pub depth: u8,
    /// Columns per level.
    pub indent: u16,
    /// What is repeated between a heading and its page.
    pub leader: String,
}

/// Links on paper.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LinkStyle {
    /// Whether links are numbered and their addresses listed at the end.
    pub footnotes: bool,
}

/// When words are hyphenated.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hyphenation {
    /// Whether at all.
    pub on: bool,
    /// Letters before a hyphen, at least.
    pub before: u8,
    /// Letters after it, at least.
    pub after: u8,
    /// Letters of a word that may be hyphenated, at least.
    pub word: u16,
    /// How much too short a line must be, in hundredths of its width, before words are hyphenated.
    pub gap: u16,
    /// The cost of a hyphen.
    pub penalty: u16,
}

/// Where pages and lines may break.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Breaking {
    /// Lines of a paragraph at the foot of a page, at least.
    pub orphans: u8,
    /// Lines of a paragraph at the head of a page, at least.
    pub widows: u8,
    /// Lines a heading keeps with it, at least.
    pub heading: u8,
    /// Words that stay with the number before them.
    pub units: Vec<String>,
    /// Words that stay with the number after them.
    pub leads: Vec<String>,
}

/// The characters plain text draws rules with.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TextDrawing {
    /// Under the title.
    pub title: char,
    /// Under the heading of a main section.
    pub section: char,
    /// Under the running head.
    pub head: char,
    /// In a table.
    pub table: char,
    /// Beside a callout.
    pub bar: char,
}

/// Why a page style cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleError {
    /// The line of the file, from 1; `None` for a size that came from elsewhere.
    pub line: Option<usize>,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "page style, line {line}: {}", self.message),
            None => write!(f, "page style: {}", self.message),
        }
    }
}

impl std::error::Error for StyleError {}

impl PageStyle {
    /// The style the program carries with it.
    ///
    /// # Errors
    /// None unless the file was built with a fault, which the tests exclude.
    pub fn standard() -> Result<Self, StyleError> {
        Self::from_toml("")
    }

    /// Reads a style; a key left out is as in [`PAGE_TOML`].
    ///
    /// # Errors
    /// What is no TOML, an unknown key, a value of the wrong type or out of its limits, each with its line.
    pub fn from_toml(text: &str) -> Result<Self, StyleError> {
        read::read(text)
    }

    /// Whether the text stands on one page that never ends: without running heads, footers and page numbers.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        self.rows == 0
    }

    /// The same style on pages of another size.
    ///
    /// # Errors
    /// A size out of its limits.
    pub fn with_size(&self, rows: u16, columns: u16) -> Result<Self, StyleError> {
        let style = Self { rows, columns, ..self.clone() };
        match style.fault() {
            Some(fault) => Err(StyleError { line: None, message: fault.message }),
            None => Ok(style),
        }
    }
}
