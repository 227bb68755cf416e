//! Pages: the flow parted where it may be, and everything put in its place.
//! Never changes a line; only where it stands.

use super::flow::{Bar, Strip};
use super::measure::Measure;
use super::model::{Drawing, Line, Mark, Page};
use super::style::PageStyle;
use std::ops::Range;

/// Heights that differ by less are the same.
const TINY: f64 = 1e-6;

/// The part of the flow on one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) strips: Range<usize>,
    /// Column heads printed again above them, by the table they belong to.
    pub(super) again: Option<usize>,
}

/// The height for text on a page.
pub(super) fn area(style: &PageStyle, measure: &dyn Measure, first: bool) -> (f64, f64) {
    let margins = &style.margins;
    let top = measure.space(f64::from(if first { margins.first } else { margins.top }));
    let height = measure.paper(style).height - top - measure.space(f64::from(margins.bottom));
    (top, height)
}

/// Parts the flow into pages: as much as fits, up to the last place where a break is allowed.
pub(super) fn parted(strips: &[&Strip], heads: &[Vec<&Strip>], style: &PageStyle, measure: &dyn Measure) -> Vec<Part> {
    let mut out = Vec::new();
    let mut from = 0;
    while from < strips.len() {
        let (_, height) = area(style, measure, out.is_empty());
        let again = strips[from].table.filter(|_| !out.is_empty());
        let head: f64 = again.and_then(|table| heads.get(table)).map_or(0.0, |head| head_height(head));
        // Column heads that fill a third of the page help nobody.
        let again = again.filter(|_| head > 0.0 && head <= height / 3.0);
        let mut used = if again.is_some() { head } else { 0.0 };
        let (mut to, mut allowed) = (from, None);
        while let Some(strip) = strips.get(to) {
            used += strip.height + if to == from { 0.0 } else { strip.space };
            if used > height + TINY {
                break;
            }
            to += 1;
            if !strip.glue || to == strips.len() {
                allowed = Some(to);
            }
        }
        // What should stay together and is longer than a page is parted where the page ends; every page takes something.
        let to = allowed.unwrap_or(to.max(from + 1));
        out.push(Part { strips: from..to, again });
        from = to;
    }
    if out.is_empty() {
        out.push(Part { strips: 0..0, again: None });
    }
    out
}

fn head_height(strips: &[&Strip]) -> f64 {
    strips.iter().enumerate().map(|(n, strip)| strip.height + if n == 0 { 0.0 } else { strip.space }).sum()
}

/// Puts the strips of a part on a page, from `top` down, and takes what stands in them.
pub(super) fn placed(part: &Part, strips: &mut [Strip], heads: &[Vec<Strip>], top: f64) -> Page {
    let mut page = Page::default();
    let mut y = top;
    let mut bars: Vec<Bar> = Vec::new();
    let again = part.again.and_then(|table| heads.get(table)).cloned().unwrap_or_default();
    let count = again.len();
    let own = strips.get_mut(part.strips.clone()).unwrap_or_default();
    let all = again.into_iter().map(|strip| (strip, true)).chain(own.iter_mut().map(|strip| (std::mem::take(strip), false)));
    for (n, (strip, repeated)) in all.enumerate() {
        let gap = if n == 0 || n == count { 0.0 } else { strip.space };
        y += gap;
        page.lines.extend(strip.lines.into_iter().map(|line| Line { y: line.y + y, repeated, ..line }));
        page.drawings.extend(strip.drawings.into_iter().map(|drawing| Drawing { y: drawing.y + y, ..drawing }));
        page.marks.extend(strip.marks.iter().map(|mark| Mark { y: mark.y + y, ..*mark }));
        for bar in &strip.bars {
            // A bar goes on through the space between two strips that both have it.
            let above = if bars.contains(bar) { gap } else { 0.0 };
            let (from, height) = (y - above, strip.height + above);
            let goes_on = |mark: &&mut Mark| mark.kind == bar.kind && (mark.x - bar.x).abs() < TINY && (mark.y + mark.height - from).abs() < TINY;
            match page.marks.iter_mut().rev().find(goes_on) {
                Some(mark) => mark.height += height,
                None => page.marks.push(Mark { kind: bar.kind, x: bar.x, y: from, width: bar.width, height }),
            }
        }
        bars = strip.bars;
        y += strip.height;
    }
    page
}
