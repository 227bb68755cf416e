//! What a layout measures with: the width of a text, the height of a line.
//! Never knows where anything stands; font metrics are another implementation of [`Measure`], not another layout.

use super::style::PageStyle;
use crate::document;
use crate::lang::Lang;
use crate::render::flow::Picture;
use unicode_width::UnicodeWidthStr;

/// The look of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Running text.
    Body,
    /// Strong emphasis, terms, column heads.
    Bold,
    /// Emphasis.
    Italic,
    /// Both.
    BoldItalic,
    /// Code and names in files.
    Code,
    /// The kind of document, over its title.
    Kicker,
    /// The title.
    Title,
    /// A heading of level 2 to 6.
    Heading(u8),
    /// Running head and footer.
    Small,
}

/// A rule or a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// Under the title.
    Title,
    /// Under the heading of a main section.
    Section,
    /// Under the running head.
    Head,
    /// Above the heads of a table and under its last row.
    Table,
    /// Under the heads of a table.
    TableHead,
    /// A bar beside a callout, from top to bottom.
    Bar,
    /// A tint behind a callout; plain text has none.
    Tint,
    /// A tint behind every second row of a table; plain text has none.
    Stripe,
}

/// Width and height of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// What the layout measures with. All lengths are in one unit of the implementation's own.
pub trait Measure {
    /// The width of `text`, which has no line break and no control character. A longer text is never narrower.
    fn width(&self, text: &str, face: Face) -> f64;
    /// The height of a line.
    fn line_height(&self, face: Face) -> f64;
    /// The height a horizontal rule takes with the space around it.
    fn rule_height(&self, kind: RuleKind) -> f64;
    /// The width of one column of the page style.
    fn column(&self) -> f64;
    /// The height of one row of the page style.
    fn row(&self) -> f64;
    /// The height of that many rows between two blocks.
    fn space(&self, rows: f64) -> f64 {
        rows * self.row()
    }
    /// Whether its pages are read and searched row by row, with nothing that tells which words of a row belong together.
    fn by_rows(&self) -> bool {
        false
    }
    /// The picture of a data flow; `None` where the writer draws none, and its tables stand for it.
    fn picture(&self, _: &document::Flow, _: Lang) -> Option<Picture> {
        None
    }
    /// The size of the page.
    fn paper(&self, style: &PageStyle) -> Size {
        let height = if style.is_endless() { f64::INFINITY } else { f64::from(style.rows) * self.row() };
        Size { width: f64::from(style.columns) * self.column(), height }
    }
}

/// The measure of plain text: one unit is a cell of a terminal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Columns;

impl Measure for Columns {
    fn width(&self, text: &str, _: Face) -> f64 {
        // Nearly all text of a notice is ASCII, and then a byte is a column.
        let columns = if text.is_ascii() { text.len() } else { text.width() };
        u32::try_from(columns).map_or(f64::from(u32::MAX), f64::from)
    }

    fn line_height(&self, _: Face) -> f64 {
        1.0
    }

    fn rule_height(&self, _: RuleKind) -> f64 {
        1.0
    }

    fn column(&self) -> f64 {
        1.0
    }

    fn row(&self) -> f64 {
        1.0
    }

    fn by_rows(&self) -> bool {
        true
    }

    /// Text has whole rows only.
    fn space(&self, rows: f64) -> f64 {
        rows.round()
    }
}
