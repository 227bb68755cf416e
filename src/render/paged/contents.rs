//! The contents list: each heading with dots to its page.
//! Never counts pages itself; it is told where the headings came to stand and is asked again until that stays the same.

use super::breaking::Widths;
use super::flow::{Flow, Frame, Strip};
use super::front::Placed;
use super::inline::{Look, Passage, printable};
use super::measure::Face;
use super::model::{End, Line, NodeId, Role, Run, RunKind};
use crate::document::{Document, Href};

/// A heading of the contents list, broken to its width once.
struct Entry {
    lines: Vec<Line>,
    look: Look,
    /// Which heading of the body it is.
    heading: usize,
    /// Right edge of the words of its last line.
    end: f64,
}

/// The contents list without its page numbers.
pub(super) struct Contents {
    /// Heading of the list, as strips.
    head: Vec<Strip>,
    entries: Vec<Entry>,
    /// The widest page number there is room for.
    number: f64,
    right: f64,
}

impl Flow<'_> {
    /// The contents list with room for page numbers of `digits` figures; `None` where there is nothing to list.
    pub(super) fn contents(&mut self, document: &Document, headings: &[Placed<'_>], digits: usize, node: NodeId) -> Option<Contents> {
        let frame = Frame { node, ..self.page_frame() };
        let listed: Vec<(usize, &Placed<'_>)> = headings.iter().enumerate().filter(|(_, placed)| placed.section.level <= self.style.contents.depth).collect();
        if listed.is_empty() {
            return None;
        }
        let before = self.strips.len();
        self.unnumbered(&frame, &document.labels.contents);
        let head = self.strips.split_off(before);
        let number = self.measure.width(&"0".repeat(digits), Face::Body);
        let column = self.measure.column();
        // A column of numbers for each depth, as wide as the widest of them.
        let mut widest = Vec::<f64>::new();
        for (_, placed) in &listed {
            let width = placed.section.number.as_deref().map_or(0.0, |number| self.measure.width(&clean(number), Face::Body) + 2.0 * column);
            widest.resize(widest.len().max(placed.depth + 1), 0.0);
            widest[placed.depth] = widest[placed.depth].max(width);
        }
        let (mut entries, indent) = (Vec::with_capacity(listed.len()), self.columns(self.style.contents.indent));
        for (heading, placed) in listed {
            let section = placed.section;
            let lang = section.lang.unwrap_or(document.lang);
            let look = Look { link: (!section.id.is_empty()).then(|| Href::anchor(&section.id)), ..Look::new(Face::Body, lang) };
            let spare = (frame.width() - self.columns(self.style.lists.narrowest)).max(0.0);
            // Under the words of the entry above it, as far as the page allows.
            let above: f64 = widest.iter().take(placed.depth).map(|width| if *width > 0.0 { *width } else { indent }).sum();
            let left = frame.left + above.min(spare / 2.0);
            let beside = widest[placed.depth] <= frame.width() / 4.0;
            let own = if beside { widest[placed.depth] } else { 0.0 };
            let text = match &section.number {
                Some(number) if !beside => format!("{} {}", clean(number), section.title),
                _ => section.title.clone(),
            };
            let entry = self.node(node, Role::ContentsEntry, lang);
            let words = left + own;
            // Room for the page and for a few dots before it.
            let full = (frame.right - number - 4.0 * column - words).max(column * 8.0);
            let broken = self.breaker().lines(&Passage::plain(&text, look.clone()), Widths { full, hanging: 0.0 });
            let end = words + broken.last().map_or(0.0, |line| line.width);
            let mut lines: Vec<Line> = broken.into_iter().map(|line| self.place(line, words, entry)).collect();
            if let (true, Some(number), Some(first)) = (beside, &section.number, lines.first_mut()) {
                let label = Look { kind: RunKind::Label, ..look.clone() };
                let line = self.single(&clean(number), &label, left, entry);
                line.runs.into_iter().for_each(|run| first.runs.insert(0, run));
            }
            entries.push(Entry { lines, look, heading, end });
        }
        Some(Contents { head, entries, number, right: frame.right })
    }

    /// The contents list as strips, with the page of each heading.
    pub(super) fn contents_strips(&self, contents: &Contents, pages: &[usize]) -> Vec<Strip> {
        let mut out: Vec<Strip> = contents.head.clone();
        for (n, entry) in contents.entries.iter().enumerate() {
            let count = entry.lines.len();
            for (k, line) in entry.lines.iter().enumerate() {
                let mut line = line.clone();
                let last = k + 1 == count;
                if last && !self.style.is_endless() {
                    let page = pages.get(entry.heading).map_or_else(|| "?".to_string(), ToString::to_string);
                    let width = self.measure.width(&page, Face::Body);
                    line.runs.extend(self.leader(entry, contents));
                    line.runs
                        .push(Run { kind: RunKind::PageNumber, ..self.breaker().run(&entry.look, page, contents.right - width, width, RunKind::PageNumber) });
                    line.end = End::Last;
                }
                // At least two entries stand under the heading and on the last page of the list.
                let glue = !last || n == 0 || n + 2 == contents.entries.len();
                let space = if n == 0 && k == 0 && !contents.head.is_empty() { self.measure.space(self.style.space.section.1) } else { 0.0 };
                out.push(Strip { space, height: line.height, lines: vec![line], glue, ..Strip::default() });
            }
        }
        if let Some(last) = out.last_mut() {
            last.glue = false;
        }
        out
    }

    /// Dots up to the column of page numbers, so placed that those of all lines stand under each other.
    fn leader(&self, entry: &Entry, contents: &Contents) -> Option<Run> {
        let unit = self.style.contents.leader.as_str();
        let width = self.measure.width(unit, Face::Body);
        let end = contents.right - contents.number - self.measure.column();
        let count = ((end - entry.end) / width + 1e-9).floor();
        if !(1.0..=1000.0).contains(&count) {
            return None;
        }
        let text = unit.repeat(count as usize);
        let wide = width * count;
        // The leader may begin with a blank; what is placed begins with what is seen.
        let blank = self.measure.width(&text[..text.len() - text.trim_start().len()], Face::Body);
        let look = Look { link: None, ..entry.look.clone() };
        let seen = text.trim_start().to_string();
        Some(self.breaker().run(&look, seen, end - wide + blank, wide - blank, RunKind::Leader))
    }
}

fn clean(text: &str) -> String {
    text.chars().map(printable).collect()
}
