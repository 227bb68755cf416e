//! Lists of contents: which lines are rows of one. Never decides what a heading is.

use super::line::{Document, Kind, Line};
use crate::learn;

/// Which lines are a list of contents: rows that end with a page number behind dots or space, and rows below such a heading that stand again as
/// headings further on.
#[must_use]
pub fn rows(document: &Document) -> Vec<bool> {
    let lines = &document.lines;
    let mut rows: Vec<bool> = lines.iter().map(|line| !line.chrome && is_row(line, &document.text)).collect();
    for at in 0..rows.len() {
        let near = |step: usize| (at >= step && rows[at - step]) || rows.get(at + step).copied().unwrap_or(false);
        rows[at] = rows[at] && (near(1) || near(2));
    }
    let plain = |line: &Line| learn::words(&line.text).join(" ");
    /// So many lists of contents are looked for.
    const LISTS: usize = 8;
    let mut titles = 0;
    let mut at = 0;
    while at < lines.len() {
        if titles < LISTS && !lines[at].chrome && is_contents_title(&lines[at].text) {
            titles += 1;
            let mut end = at + 1;
            let later: Vec<String> = lines[at + 1..].iter().take(2_000).map(plain).collect();
            // Where rows end with a page number, all do; a long one goes on in the next line.
            let paged = rows.get(at + 1).copied().unwrap_or(false) || rows.get(at + 2).copied().unwrap_or(false);
            while end < lines.len() && end - at < 80 && !matches!(lines[end].kind, Kind::Heading(_)) {
                let own = &later[end - at - 1];
                let again = || !own.is_empty() && later[end - at..].iter().any(|other| other == own);
                let listed = if paged { rows.get(end + 1).copied().unwrap_or(false) } else { again() };
                if !(rows[end] || lines[end].chrome || listed) {
                    break;
                }
                end += 1;
            }
            if end > at + 2 || rows.get(at + 1).copied().unwrap_or(false) {
                rows[at..end].fill(true);
                at = end;
                continue;
            }
        }
        at += 1;
    }
    rows
}

/// Whether a line heads a list of contents.
#[must_use]
pub fn is_contents_title(text: &str) -> bool {
    matches!(
        text.trim_end_matches([':', '.']).to_lowercase().as_str(),
        "sisällys" | "sisällysluettelo" | "sisältö" | "innehåll" | "innehållsförteckning" | "contents" | "table of contents"
    )
}

/// Whether a line is a row of a list of contents.
fn is_row(line: &Line, source: &str) -> bool {
    let figures = line.text.chars().rev().take_while(char::is_ascii_digit).count();
    if figures == 0 || figures > 3 || line.text.chars().count() > 140 {
        return false;
    }
    let before = &line.text[..line.text.len() - figures];
    if !before.chars().any(char::is_alphabetic) {
        return false;
    }
    let raw = source.get(line.span()).unwrap_or_default();
    let raw = raw.trim_end_matches(|c: char| c.is_ascii_digit());
    before.trim_end().ends_with("...") || before.trim_end().ends_with(". .") || before.trim_end().ends_with('…') || raw.ends_with('\t') || raw.ends_with("   ")
}
