//! The page layout and plain text: geometry, page breaks, hyphenation, tables, hostile input.

mod blocks;
mod breaks;
mod lines;
mod metrics;
pub mod random;
pub mod sample;
mod style;

use regex::Regex;
use seloste::document::Document;
use seloste::render::paged::{Columns, Line, PageStyle, Pages, Role, RunKind, lay_out};
use seloste::render::text::text;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

pub fn sized(rows: u16, columns: u16) -> PageStyle {
    PageStyle::standard().and_then(|style| style.with_size(rows, columns)).expect("a size within the limits")
}

/// The pages of a text, each as its lines.
pub fn pages(text: &str) -> Vec<Vec<&str>> {
    text.split('\u{c}').map(|page| page.strip_suffix('\n').expect("the last line ends too").split('\n').collect()).collect()
}

/// The lines between the margins of one page of text.
pub fn body<'t>(page: &[&'t str], number: usize, style: &PageStyle) -> Vec<&'t str> {
    let top = if number == 0 { style.margins.first } else { style.margins.top };
    page[usize::from(top)..page.len() - usize::from(style.margins.bottom)].to_vec()
}

/// Lays a document out and checks what holds for every document; gives the pages and the text.
pub fn checked(document: &Document, style: &PageStyle) -> (Pages, String) {
    let laid = lay_out(document, style, &Columns);
    let written = text(document, style);
    check_text(&written, &laid, style);
    check_places(&laid, &written, style);
    check_structure(&laid);
    (laid, written)
}

fn check_text(written: &str, laid: &Pages, style: &PageStyle) {
    let all = pages(written);
    assert_eq!(all.len(), laid.pages.len());
    for (n, page) in all.iter().enumerate() {
        assert_eq!(page.len(), usize::from(style.rows), "rows of page {}", n + 1);
        for line in page {
            assert!(line.width() <= usize::from(style.columns), "{} columns: {line:?}", line.width());
            assert_eq!(line.trim_end(), *line, "blanks at the end of {line:?}");
        }
        let foot = page.last().expect("a last row").trim();
        assert!(!foot.is_empty() && (foot.contains(&(n + 1).to_string()) || foot.ends_with('…')), "footer of page {}: {foot:?}", n + 1);
    }
    let odd = written.chars().find(|c| (c.is_control() && !matches!(c, '\n' | '\u{c}')) || seloste::document::is_bidi(*c));
    assert_eq!(odd, None, "a control character came through");
}

/// Every run stands inside the margins, over no other run, and at its place in the text.
fn check_places(laid: &Pages, written: &str, style: &PageStyle) {
    let (left, right) = (f64::from(style.margins.left), f64::from(style.columns - style.margins.right));
    for (page, rows) in laid.pages.iter().zip(pages(written)) {
        let mut by_row = BTreeMap::<i64, Vec<(f64, f64, &str)>>::new();
        for line in &page.lines {
            assert_eq!(line.y.fract(), 0.0);
            assert!(line.y >= 0.0 && line.y + line.height <= f64::from(style.rows));
            assert_eq!(line.node.0, line.node.0.min(laid.nodes.len() - 1));
            by_row.entry(line.y as i64).or_default().extend(line.runs.iter().map(|run| (run.x, run.x + run.width, run.text.as_str())));
        }
        for (row, mut runs) in by_row {
            runs.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut at = left;
            let mut rest = rows[usize::try_from(row).expect("a row")].replace(['\u{a0}', '\u{202f}'], " ");
            for (from, to, text) in runs {
                assert!(from >= at - 1e-9, "{text:?} begins at {from} before {at}");
                assert!(to <= right + 1e-9, "{text:?} ends at {to} after {right}");
                at = to;
                let text = text.replace(['\u{a0}', '\u{202f}'], " ");
                let found = rest.find(text.trim_end()).unwrap_or_else(|| panic!("{text:?} is not in {rest:?}"));
                rest = rest[found + text.trim_end().len()..].to_string();
            }
        }
    }
}

/// The structure is a tree, its leaves in reading order.
fn check_structure(laid: &Pages) {
    for (n, node) in laid.nodes.iter().enumerate() {
        for child in &node.children {
            assert_eq!(laid.nodes[child.0].parent.map(|parent| parent.0), Some(n));
        }
        match node.parent {
            None => assert!(n == 0 || node.role.is_decoration()),
            Some(parent) => assert!(laid.nodes[parent.0].children.iter().any(|child| child.0 == n)),
        }
    }
    assert_eq!(laid.nodes[0].role, Role::Document);
}

/// A text without white space, hyphens and link numbers: what is left when lines are joined again, whatever broke them.
pub fn bare(text: &str) -> String {
    let notes = Regex::new(r"[ \u{a0}]\[\d+\]").expect("a pattern");
    let text: String =
        text.chars().map(|c| if c.is_control() && !c.is_whitespace() || c == '\u{c}' || seloste::document::is_bidi(c) { '\u{fffd}' } else { c }).collect();
    notes.replace_all(&text, "").chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}')).collect()
}

/// White space as single spaces, soft hyphens away.
pub fn spaced(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every passage of the document is in the reading of its pages, word for word.
pub fn check_reading(document: &Document, laid: &Pages) {
    let leaves: Vec<String> = laid.reading().into_iter().map(|(_, text)| spaced(&text)).collect();
    let mut at = 0;
    for passage in document.passages() {
        let passage = spaced(
            &passage
                .chars()
                .map(|c| if (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || seloste::document::is_bidi(c) { '\u{fffd}' } else { c })
                .collect::<String>(),
        );
        if passage.is_empty() {
            continue;
        }
        // In the order of the document; a row written out has its heads again.
        let found =
            leaves[at..].iter().position(|leaf| leaf.contains(&passage)).map(|n| at + n).or_else(|| leaves.iter().position(|leaf| leaf.contains(&passage)));
        let found = found.unwrap_or_else(|| panic!("{passage:?} is not on the pages"));
        at = at.max(found.min(leaves.len() - 1));
    }
}

/// The lines of the text proper with the page they stand on.
pub fn text_lines(laid: &Pages) -> impl Iterator<Item = (usize, &Line)> {
    let proper = |line: &&Line| !laid.nodes[line.node.0].role.is_decoration() && !line.repeated;
    laid.pages.iter().enumerate().flat_map(move |(n, page)| page.lines.iter().filter(proper).map(move |line| (n, line)))
}

pub fn said(line: &Line) -> String {
    line.runs.iter().filter(|run| run.kind == RunKind::Text).map(|run| run.text.as_str()).collect()
}
