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

/// How many columns a text of letters, digits and signs takes that each take one, which is nearly all text of a notice; `None` where it may be otherwise.
fn narrow(text: &[u8]) -> Option<usize> {
    // After 0xC3 to 0xCB stand the letters U+00C0 to U+02FF; the bytes 0x80 to 0xBF end a character whose first byte decides.
    let (mut plain, mut columns) = (true, 0);
    for byte in text {
        plain &= matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3..=0xcb);
        columns += usize::from(!matches!(byte, 0x80..=0xbf));
    }
    plain.then_some(columns)
}

/// The measure of plain text: one unit is a cell of a terminal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Columns;

impl Measure for Columns {
    fn width(&self, text: &str, _: Face) -> f64 {
        let columns = narrow(text.as_bytes()).unwrap_or_else(|| text.width());
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

#[cfg(test)]
mod tests {
    use super::narrow;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn what_is_counted_by_bytes_is_as_wide_as_its_characters_say() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            assert!(narrow(text.as_bytes()).is_none_or(|columns| columns == text.width()), "U+{:04X}", c as u32);
        }
        assert_eq!(narrow("Äitiyspäiväraha öljylämmitys – ß".as_bytes()), None, "a dash is looked at");
        assert_eq!(narrow("Äiti, öljy (å) ß š".as_bytes()), Some(18));
    }
}
