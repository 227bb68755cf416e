//! Running head and footer: what stands on every page and is no part of the text.
//! Never takes a word from anywhere but the document.

use super::flow::Flow;
use super::inline::{Look, printable};
use super::measure::{Face, Measure, RuleKind};
use super::model::{Mark, Node, NodeId, Page, Role};
use crate::document::Document;
use crate::lang::fill;
use unicode_segmentation::UnicodeSegmentation;

const CUT: &str = "…";

/// The nodes of what is decoration.
#[derive(Clone, Copy)]
pub(super) struct Furniture {
    head: NodeId,
    foot: NodeId,
}

impl Flow<'_> {
    pub(super) fn furniture(&mut self) -> Furniture {
        let mut decoration = |role| {
            let id = NodeId(self.nodes.len());
            self.nodes.push(Node { role, parent: None, children: Vec::new(), lang: None });
            id
        };
        Furniture { head: decoration(Role::RunningHead), foot: decoration(Role::Footer) }
    }

    /// Adds the running head and the footer of page `number` of `pages`.
    pub(super) fn furnish(&self, page: &mut Page, furniture: Furniture, document: &Document, number: usize, pages: usize) {
        if self.style.is_endless() {
            return;
        }
        let frame = self.page_frame();
        let frame = super::flow::Frame { right: frame.wide, ..frame };
        let look = Look::new(Face::Small, document.lang);
        if number > 1 {
            self.running_head(page, furniture.head, document, &look);
        }
        let says = fill(&document.labels.page, |hole| match hole {
            "page" => Some(number.to_string()),
            "pages" => Some(pages.to_string()),
            _ => None,
        });
        let says = if says.trim().is_empty() { format!("{number} / {pages}") } else { says };
        let says = shortened(&line_of(&says), frame.width(), self.measure);
        let width = self.measure.width(&says, Face::Small);
        let mut line = self.single(&says, &look, frame.right - width, furniture.foot);
        line.y = self.measure.paper(self.style).height - self.measure.space(f64::from(self.style.margins.foot)) - line.height;
        page.lines.push(line);
    }

    fn running_head(&self, page: &mut Page, node: NodeId, document: &Document, look: &Look) {
        let frame = self.page_frame();
        let frame = super::flow::Frame { right: frame.wide, ..frame };
        let y = self.measure.space(f64::from(self.style.margins.head));
        let (controller, title) = (line_of(&document.controller), line_of(&document.title));
        if controller.is_empty() && title.is_empty() {
            return;
        }
        let gap = if controller.is_empty() || title.is_empty() { 0.0 } else { self.columns(self.style.head.gap) };
        let room = (frame.width() - gap).max(0.0);
        let width = |text: &str| self.measure.width(text, Face::Small);
        // The side that is shorter than half of the room leaves the rest to the other.
        let half = room / 2.0;
        let left = shortened(&controller, if width(&title) < half { room - width(&title) } else { half }, self.measure);
        let right = shortened(&title, room - width(&left), self.measure);
        let mut at = 0;
        for (text, x) in [(&left, frame.left), (&right, frame.right - width(&right))] {
            if !text.is_empty() {
                let mut line = self.single(text, look, x, node);
                line.y = y;
                page.lines.insert(at, line);
                at += 1;
            }
        }
        if self.style.head.rule {
            let height = self.measure.rule_height(RuleKind::Head);
            let y = y + self.measure.line_height(Face::Small);
            page.marks.insert(0, Mark { kind: RuleKind::Head, x: frame.left, y, width: frame.width(), height });
        }
    }
}

/// A text as one line without anything that may not be printed.
fn line_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| *c != '\u{ad}').map(printable).collect()
}

/// The text, or its beginning with `…` where it is too wide.
fn shortened(text: &str, width: f64, measure: &dyn Measure) -> String {
    if measure.width(text, Face::Small) <= width {
        return text.to_string();
    }
    let room = width - measure.width(CUT, Face::Small);
    let (mut used, mut end) = (0.0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += measure.width(grapheme, Face::Small);
        if used > room {
            break;
        }
        end = at + grapheme.len();
    }
    if room < 0.0 { String::new() } else { format!("{}{CUT}", text[..end].trim_end()) }
}
