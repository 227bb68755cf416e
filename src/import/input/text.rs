//! Plain text to lines: list marks, columns, rules under headings, pages with their running heads and numbers. Never decides what a heading is
//! about, never drops a word.

use super::super::limit::{LINES, Refusal, TEXT};
use super::super::line::{Builder, Kind, Line};
use std::collections::{BTreeMap, BTreeSet};

/// Marks that begin an item of a list.
const BULLETS: &[char] = &['•', '·', '▪', '●', '○', '◦', '‣', '■', '□', '–', '—', '-', '*', '\u{f0b7}', '\u{f0a7}', 'o', '➢', '✓', '»'];
/// Signs that lines are drawn with.
const DRAWN: &[char] = &['=', '-', '_', '─', '━', '═', '~', '*', '–', '—'];

/// Reads plain text.
pub fn read(text: &str) -> Result<Vec<Line>, Refusal> {
    let mut out: Vec<Line> = Vec::new();
    let (mut gap, mut at, mut page, mut size) = (true, 0, 1, 0);
    let mut row = 0;
    let paged = text.contains('\u{c}');
    let hyphened = hyphened(text.lines());
    let mut table: Option<Ruled> = None;
    let mut before: Option<(usize, &str)> = None;
    for raw in text.split_inclusive(['\n', '\u{c}']) {
        let start = at;
        at += raw.len();
        let ends_page = raw.ends_with('\u{c}');
        let body = raw.trim_end_matches(['\n', '\r', '\u{c}']);
        // Lines of a Mac of old end with a carriage return alone.
        for (offset, part) in parts(body) {
            if let Some(columns) = ruler(part) {
                // A rule with gaps draws a table: the line above it is its head.
                if let Some(head) = table.take() {
                    row = head.finish(row, &mut out);
                }
                let mut ruled = Ruled { hyphened: &hyphened, columns, cells: Vec::new(), gap: true, page: paged.then_some(page) };
                if let Some((start, head)) = before.take().filter(|_| !gap) {
                    while out.last().is_some_and(|line| line.span().start >= start) {
                        out.pop();
                    }
                    ruled.add(start, head);
                    row = ruled.row(row, &mut out);
                }
                table = Some(ruled);
                gap = true;
                continue;
            }
            if let Some(ruled) = &mut table {
                ruled.page = paged.then_some(page);
                if out.len() > LINES {
                    return Err(Refusal::Long);
                }
                if part.trim().is_empty() {
                    row = ruled.row(row, &mut out);
                    continue;
                }
                if !is_drawn(part) && ruled.fits(part) {
                    ruled.add(start + offset, part);
                    continue;
                }
                row = ruled.row(row, &mut out);
                table = None;
                gap = true;
            }
            if part.trim().is_empty() {
                gap = true;
                continue;
            }
            before = Some((start + offset, part));
            if is_drawn(part) {
                // What is underlined is a heading.
                match out.last_mut().filter(|line| !gap && line.kind == Kind::Text && line.text.chars().count() <= 120) {
                    Some(line) => line.kind = Kind::Heading(if part.contains(['=', '═']) { 1 } else { 2 }),
                    None => gap = true,
                }
                continue;
            }
            row += 1;
            for mut line in lines_of(part, start + offset, row) {
                size += line.text.len();
                line.gap = std::mem::take(&mut gap);
                line.page = paged.then_some(page);
                out.push(line);
            }
            if out.len() > LINES || size > TEXT {
                return Err(Refusal::Long);
            }
        }
        if ends_page {
            page += 1;
        }
    }
    if let Some(ruled) = table {
        ruled.finish(row, &mut out);
    }
    if out.iter().map(|line| line.text.len()).sum::<usize>() > TEXT {
        return Err(Refusal::Long);
    }
    if paged {
        furniture(&mut out);
    }
    Ok(joined(out))
}

/// Words after which a hyphen at the end of a line belongs to its word: "asiakas- ja jäsentiedot".
const JOINING: &[&str] = &["ja", "tai", "sekä", "eikä", "eli", "och", "eller", "samt", "and", "or"];

/// Puts words together that a line's end had cut. A hyphen that belongs to its word stays: where the document writes the word with one elsewhere, and
/// between two like vowels, as Finnish has it ("tietosuoja-asetus").
pub(super) fn joined(lines: Vec<Line>) -> Vec<Line> {
    let hyphened = hyphened(lines.iter().map(|line| line.text.as_str()));
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let first = line.text.split_whitespace().next().unwrap_or_default();
        let goes_on = line.kind == Kind::Text && first.starts_with(char::is_lowercase) && !JOINING.contains(&first) && !line.chrome;
        let cut = |before: &Line| {
            let stem = before.text.strip_suffix('-').and_then(|text| text.chars().next_back());
            stem.is_some_and(char::is_lowercase) && before.text.chars().count() >= 30 && !before.chrome
        };
        // A page's end parts a paragraph too.
        match out.last_mut().filter(|before| goes_on && cut(before) && (!line.gap || before.page != line.page)) {
            Some(before) => {
                let stem = before.text.rsplit(' ').next().unwrap_or_default();
                let keeps = keeps_hyphen(stem, first, &hyphened);
                *before = before.joined(&line, keeps);
            }
            None => out.push(line),
        }
    }
    out
}

/// The words of a document that are written with a hyphen inside a line, up to the letters after it.
fn hyphened<'t>(lines: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let words = lines.flat_map(str::split_whitespace);
    words.filter_map(|word| word.char_indices().rev().skip(1).find(|(_, c)| *c == '-').map(|(at, _)| parts_of(&word[..=at], &word[at + 1..]))).collect()
}

/// The two parts of a word around its hyphen, by which it is known again in other forms.
fn parts_of(stem: &str, rest: &str) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>().to_lowercase();
    format!("{}{}", letters(stem), letters(rest).chars().take(4).collect::<String>())
}

/// Whether the hyphen at the end of a line belongs to its word.
fn keeps_hyphen(stem: &str, next: &str, hyphened: &BTreeSet<String>) -> bool {
    let bare = stem.trim_end_matches('-');
    let (last, first) = (bare.chars().next_back(), next.chars().next());
    let like = last == first && last.is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö'));
    like || bare.chars().filter(|c| c.is_alphanumeric()).count() < 2 || hyphened.contains(&parts_of(stem, next))
}

/// A table whose columns are ruled.
struct Ruled<'h> {
    /// The words the document writes with a hyphen.
    hyphened: &'h BTreeSet<String>,
    /// The first and last character of each column.
    columns: Vec<(usize, usize)>,
    cells: Vec<Builder>,
    gap: bool,
    page: Option<u32>,
}

/// The columns that a drawn line with gaps shows.
fn ruler(part: &str) -> Option<Vec<(usize, usize)>> {
    let chars: Vec<char> = part.chars().collect();
    if part.trim().is_empty() || !chars.iter().all(|c| DRAWN.contains(c) || *c == ' ') {
        return None;
    }
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for at in (0..chars.len()).filter(|at| chars[*at] != ' ') {
        match columns.last_mut().filter(|(_, end)| *end == at) {
            Some((_, end)) => *end = at + 1,
            None => columns.push((at, at + 1)),
        }
    }
    (columns.len() >= 2 && columns.len() <= 12 && columns.iter().all(|(start, end)| end - start >= 3)).then_some(columns)
}

impl Ruled<'_> {
    /// Whether a line keeps to the columns: nothing is written over a gap.
    fn fits(&self, part: &str) -> bool {
        let chars: Vec<char> = part.chars().collect();
        self.columns.windows(2).all(|pair| chars.get(pair[0].1..pair[1].0.min(chars.len())).is_none_or(|gap| gap.iter().all(|c| *c == ' ')))
    }

    fn add(&mut self, start: usize, part: &str) {
        self.cells.resize_with(self.columns.len(), Builder::default);
        let from = |n: usize| if n == 0 { 0 } else { self.columns[n].0 };
        let to = |n: usize| self.columns.get(n + 1).map_or(usize::MAX, |(next, _)| *next);
        let bounds: Vec<(usize, usize)> = (0..self.columns.len()).map(|n| (from(n), to(n))).collect();
        let hyphened = self.hyphened;
        for ((from, to), cell) in bounds.into_iter().zip(&mut self.cells) {
            let piece: Vec<(usize, char)> = part.char_indices().skip(from).take(to.saturating_sub(from)).collect();
            let Some((at, _)) = piece.iter().find(|(_, c)| !c.is_whitespace()) else { continue };
            let end = piece.iter().rev().find(|(_, c)| !c.is_whitespace()).map_or(*at, |(at, c)| at + c.len_utf8());
            let text = &part[*at..end];
            cell.join(text, |stem, next| (!JOINING.contains(&next)).then(|| keeps_hyphen(stem, next, hyphened)));
            cell.extend(text, start + at, false);
        }
    }

    /// Ends a row; gives the number of the next.
    fn row(&mut self, row: u32, out: &mut Vec<Line>) -> u32 {
        let mut any = false;
        for (column, cell) in std::mem::take(&mut self.cells).into_iter().enumerate() {
            if let Some(line) = cell.finish(Kind::Cell(row + 1, column as u16)) {
                let gap = std::mem::take(&mut self.gap);
                out.push(Line { gap, page: self.page, ..line });
                any = true;
            }
        }
        self.gap |= any;
        row + u32::from(any)
    }

    fn finish(mut self, row: u32, out: &mut Vec<Line>) -> u32 {
        self.row(row, out)
    }
}

fn parts(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    body.split('\r').map(move |part| {
        let start = at;
        at += part.len() + 1;
        (start, part)
    })
}

/// Whether a line is drawn, not written.
fn is_drawn(part: &str) -> bool {
    let part = part.trim();
    let first = part.chars().next();
    first.is_some_and(|c| DRAWN.contains(&c)) && part.chars().count() >= 3 && part.chars().all(|c| Some(c) == first)
}

/// The line, or its cells where it has columns.
fn lines_of(part: &str, start: usize, row: u32) -> Vec<Line> {
    let indented = part.starts_with([' ', '\t', '\u{a0}']);
    let whole = |part: &str, start: usize, kind: Kind| {
        let mut builder = Builder::default();
        builder.extend(part, start, false);
        builder.finish(kind)
    };
    if let Some((mark, rest)) = bullet(part) {
        let depth = (part.len() - part.trim_start().len()) / 2;
        let mut line = whole(rest, start + mark, Kind::Item(depth.min(8) as u8));
        if let Some(line) = &mut line {
            line.indented = indented;
        }
        return line.into_iter().collect();
    }
    let cells = columns(part);
    if cells.len() == 2 {
        let cells = cells.into_iter().zip(0..).filter_map(|((offset, cell), column)| whole(cell, start + offset, Kind::Cell(row, column)));
        return cells.collect();
    }
    let mut line = whole(part, start, Kind::Text);
    if let Some(line) = &mut line {
        line.indented = indented;
    }
    line.into_iter().collect()
}

/// The bytes before the text of an item, and that text.
pub(super) fn bullet(part: &str) -> Option<(usize, &str)> {
    let trimmed = part.trim_start();
    let mark = trimmed.chars().next().filter(|c| BULLETS.contains(c))?;
    let rest = &trimmed[mark.len_utf8()..];
    let wide = !matches!(mark, '-' | '–' | '—' | '*' | 'o');
    let spaced = rest.starts_with([' ', '\t', '\u{a0}']) || (wide && !rest.is_empty());
    (spaced && !rest.trim().is_empty()).then(|| (part.len() - rest.len(), rest))
}

/// Parts of a line that wide space or a tabulator parts, unless they are a row of a contents list or a number and its heading.
fn columns(part: &str) -> Vec<(usize, &str)> {
    let body = part.trim();
    let lead = part.len() - part.trim_start().len();
    let break_at = body.find("    ").or_else(|| body.find('\t'));
    let Some(at) = break_at else { return vec![(lead, body)] };
    let (first, rest) = (body[..at].trim_end(), &body[at..]);
    let second = rest.trim_start();
    let offset = lead + body.len() - second.len();
    let is_number = |text: &str| text.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit() || c == '.');
    let leads = |text: &str| text.contains("..") || text.contains(". .") || is_number(text);
    if first.is_empty() || is_number(first) || leads(second) || leads(first) || first.chars().count() > 110 || second.contains("    ") {
        return vec![(lead, body)];
    }
    vec![(lead, first), (offset, second)]
}

/// Marks page numbers, and heads and feet that stand on most pages.
pub(super) fn furniture(lines: &mut [Line]) {
    let pages = lines.iter().filter_map(|line| line.page).max().unwrap_or(1);
    if pages < 2 {
        return;
    }
    let mut edges: Vec<(usize, bool)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let first = at == 0 || lines[at - 1].page != line.page;
        let last = lines.get(at + 1).is_none_or(|next| next.page != line.page);
        if first || last {
            edges.push((at, first));
        }
    }
    let plain = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let mut often: BTreeMap<String, u32> = BTreeMap::new();
    for (at, _) in &edges {
        *often.entry(plain(&lines[*at].text)).or_default() += 1;
    }
    let mut rows: BTreeSet<u32> = BTreeSet::new();
    for (at, _) in &edges {
        let line = &mut lines[*at];
        let text = plain(&line.text);
        let alike = often.get(&text).copied().unwrap_or(0);
        let number = text.chars().filter(|c| c.is_alphabetic()).count() <= 8 && line.text.chars().any(|c| c.is_ascii_digit());
        let heads = alike >= 2 && alike * 2 >= pages - 1;
        if line.text.chars().count() <= 120 && (heads || (number && alike >= 2)) {
            line.chrome = true;
            if let Kind::Cell(row, _) = line.kind {
                rows.insert(row);
            }
        }
    }
    // The cells of a running head belong together.
    for line in lines.iter_mut().filter(|line| matches!(line.kind, Kind::Cell(row, _) if rows.contains(&row))) {
        line.chrome = true;
    }
}
