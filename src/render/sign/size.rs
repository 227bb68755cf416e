//! How large the letters of a sign may be: the text is measured in each size until it fits the sheet.
//! Never lets a text be smaller than can be read at arm's length.

use crate::document::{Block, Sign, plain};
use crate::lang::Lang;
use crate::render::flow::{Typical, broken};

/// Font sizes of the text in points, the largest first; the style sheet has a class `size-N` for each.
pub const SIZES: [usize; 9] = [20, 18, 16, 14, 13, 12, 11, 10, 9];

/// Millimetres of a point.
const POINT: f64 = 25.4 / 72.0;
/// The sheet between its margins, in millimetres, as `sign.css` has it.
const WIDTH: f64 = 182.0;
const HEIGHT: f64 = 269.0;
/// The pictogram with the room beside it.
const PICTOGRAM: f64 = 52.0;
/// The height of the pictogram, and of the foot with the code and the rule over it.
const HEAD: f64 = 44.0;
const FOOT: f64 = 51.0;
/// The code with the room beside it.
const CODE: f64 = 54.0;
/// Between two columns.
const GUTTER: f64 = 8.0;
/// Between the parts of the sheet, all in all, with the rule over the columns.
const BETWEEN: f64 = 24.0;
/// Height of a line by its font size, with a little for what a browser does otherwise.
const LEAD: f64 = 1.36 * 1.02;

/// The text of a sign does not fit a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMuch {
    /// How many languages it is in: fewer may fit.
    pub languages: usize,
}

/// The largest size in which the signs fit a sheet side by side.
pub(super) fn fitting(signs: &[Sign], address: &str) -> Result<usize, TooMuch> {
    let languages = signs.len().max(1);
    let camera = signs.iter().any(|sign| sign.camera);
    let column = (WIDTH - GUTTER * (languages - 1) as f64) / languages as f64;
    let fits = |size: &usize| {
        let text = signs.iter().map(|sign| column_height(sign, *size as f64, column)).fold(0.0, f64::max);
        head(signs, camera) + text + foot(signs, address) + BETWEEN <= HEIGHT
    };
    SIZES.into_iter().find(fits).ok_or(TooMuch { languages })
}

/// Headlines in points, by how many languages there are.
fn headline(languages: usize) -> f64 {
    match languages {
        1 => 34.0,
        2 => 27.0,
        _ => 18.0,
    }
}

/// The smaller texts around the columns: three languages take less room each.
fn small(languages: usize, size: f64) -> f64 {
    if languages > 2 { size - 2.0 } else { size }
}

fn head(signs: &[Sign], camera: bool) -> f64 {
    let width = if camera { WIDTH - PICTOGRAM } else { WIDTH };
    let size = headline(signs.len());
    let texts = signs.iter().map(|sign| {
        let banners: f64 = sign.banners.iter().map(|banner| lines(banner, 12.0, true, width)).sum();
        lines(&sign.headline, size, true, width) / LEAD * 1.16 + lines(&sign.register, small(signs.len(), 13.0), false, width) + banners + 3.0
    });
    texts.sum::<f64>().max(if camera { HEAD } else { 0.0 })
}

fn foot(signs: &[Sign], address: &str) -> f64 {
    let width = WIDTH - CODE;
    let texts =
        signs.iter().map(|sign| lines(&sign.whole, small(signs.len(), 14.0), true, width) + lines(&sign.scan, small(signs.len(), 11.0), false, width) + 2.0);
    (texts.sum::<f64>() + lines(address, 14.0, true, width) + 6.0).max(FOOT)
}

fn column_height(sign: &Sign, size: f64, width: f64) -> f64 {
    let row = |row: &crate::document::SignRow| lines(&row.label, size * 0.86, true, width) + blocks(&row.blocks, size, width) + size * POINT * 0.75;
    sign.rows.iter().map(row).sum()
}

fn blocks(blocks: &[Block], size: f64, width: f64) -> f64 {
    let height = |block: &Block| match block {
        Block::Paragraph { text, .. } | Block::Heading { text, .. } => lines(&plain(text), size, false, width),
        Block::Lines { lines: all } => all.iter().map(|line| lines(&plain(line), size, false, width)).sum(),
        Block::List { items, .. } => items.iter().map(|item| self::blocks(item, size, width - 1.1 * size * POINT)).sum(),
        Block::Quote { blocks } | Block::Callout { blocks, .. } => self::blocks(blocks, size, width),
        Block::Definitions { items } | Block::Rows { rows: items } => {
            items.iter().map(|item| lines(&plain(&item.term), size, true, width) + self::blocks(&item.blocks, size, width)).sum()
        }
        Block::Code { text } => lines(text, size, false, width),
        // A first layer has neither.
        Block::Table { .. } | Block::Flow { .. } => HEIGHT,
    };
    blocks.iter().map(height).sum()
}

/// The height of a text in millimetres.
fn lines(text: &str, size: f64, bold: bool, width: f64) -> f64 {
    broken(text, &Typical, bold, Lang::EN, width / (size * POINT)) as f64 * size * POINT * LEAD
}
