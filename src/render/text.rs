//! Text ready for paper: the pages of the layout as lines of characters.
//! Never lays anything out, and never writes a control character but the line end and the form feed.
//!
//! Every page is exactly as many lines as the style has rows, each ended by a line feed; blank lines fill a short page, so that the footer
//! stands on the last row. A form feed begins every page but the first: `text.split('\f')` gives the pages. Lines have no trailing blanks.
//! The lines are broken already, so a no-break space has done its work and is written as a space: what is searched for is found.

use super::paged::{Columns, Page, PageStyle, RuleKind, lay_out};
use crate::document::Document;

/// The document as text on pages of the style's rows and columns.
#[must_use]
pub fn text(document: &Document, style: &PageStyle) -> String {
    let pages = lay_out(document, style, &Columns).pages;
    let mut out = String::with_capacity(pages.len() * usize::from(style.rows) * usize::from(style.columns) / 2);
    for (n, page) in pages.iter().enumerate() {
        if n > 0 {
            out.push('\u{c}');
        }
        write_page(page, style, &mut out);
    }
    out
}

/// Something that stands in a row, from left to right.
struct Placed<'p> {
    row: usize,
    column: usize,
    width: usize,
    what: What<'p>,
}

enum What<'p> {
    Text(&'p str),
    Rule(char),
}

fn write_page(page: &Page, style: &PageStyle, out: &mut String) {
    // One endless page ends with its last line.
    let end = |y: f64, height: f64| cell(y + height);
    let last = page.lines.iter().map(|line| end(line.y, line.height)).chain(page.marks.iter().map(|mark| end(mark.y, mark.height))).max();
    let rows = if style.is_endless() { last.unwrap_or(0) } else { usize::from(style.rows) };
    let mut placed: Vec<Placed<'_>> = Vec::with_capacity(page.lines.len() * 2 + page.marks.len());
    for line in &page.lines {
        let row = cell(line.y);
        placed.extend(line.runs.iter().map(|run| Placed { row, column: cell(run.x), width: cell(run.width), what: What::Text(&run.text) }));
    }
    for mark in &page.marks {
        let drawn = What::Rule(character(mark.kind, style));
        match mark.kind {
            RuleKind::Bar => {
                let bar = |row| Placed { row, column: cell(mark.x), width: 1, what: What::Rule(style.text.bar) };
                placed.extend((cell(mark.y)..cell(mark.y + mark.height)).map(bar));
            }
            RuleKind::Tint | RuleKind::Stripe => {}
            _ => placed.push(Placed { row: cell(mark.y), column: cell(mark.x), width: cell(mark.width), what: drawn }),
        }
    }
    placed.sort_by_key(|item| (item.row, item.column));
    let mut items = placed.into_iter().peekable();
    for row in 0..rows {
        let (start, mut at) = (out.len(), 0);
        while let Some(item) = items.next_if(|item| item.row <= row) {
            blanks(item.column.saturating_sub(at), out);
            match item.what {
                // Both blanks that do not break begin with one of these bytes, and few texts hold either.
                What::Text(text) if !text.bytes().any(|byte| matches!(byte, 0xc2 | 0xe2)) => out.push_str(text),
                What::Text(text) => out.extend(text.chars().map(|c| if matches!(c, '\u{a0}' | '\u{202f}') { ' ' } else { c })),
                What::Rule(c) => out.extend(std::iter::repeat_n(c, item.width)),
            }
            at = at.max(item.column) + item.width;
        }
        let end = start + out[start..].trim_end().len();
        out.truncate(end);
        out.push('\n');
    }
}

/// Writes that many spaces.
fn blanks(mut count: usize, out: &mut String) {
    const ROW: &str = "                                                                                ";
    while count > 0 {
        let some = count.min(ROW.len());
        out.push_str(&ROW[..some]);
        count -= some;
    }
}

fn character(kind: RuleKind, style: &PageStyle) -> char {
    match kind {
        RuleKind::Title => style.text.title,
        RuleKind::Section => style.text.section,
        RuleKind::Head => style.text.head,
        RuleKind::Table | RuleKind::TableHead => style.text.table,
        RuleKind::Bar | RuleKind::Tint | RuleKind::Stripe => style.text.bar,
    }
}

/// A length in cells; the layout measured with [`Columns`], so it is a whole number.
fn cell(length: f64) -> usize {
    if length.is_finite() && length > 0.0 { length.round() as usize } else { 0 }
}
