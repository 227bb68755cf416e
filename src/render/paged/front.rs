//! The first page above the sections, the sections themselves, and the list of addresses after them.
//! Never decides where a page ends.

use super::breaking::Widths;
use super::flow::{Flow, Frame, Keep, Strip};
use super::inline::{Look, Passage};
use super::links::shown;
use super::measure::{Face, RuleKind};
use super::model::{NodeId, Role, RunKind};
use super::table::Cell;
use crate::document::{Document, Section};

/// A heading with the first strip it stands in, counted in the body.
pub(super) struct Placed<'d> {
    pub(super) section: &'d Section,
    pub(super) node: NodeId,
    pub(super) strip: usize,
    /// How many sections are around it.
    pub(super) depth: usize,
}

impl Flow<'_> {
    /// What stands before the contents list.
    pub(super) fn front(&mut self, document: &Document) {
        let frame = self.page_frame();
        let space = &self.style.space;
        let whole = Frame { right: frame.wide, ..frame.clone() };
        let line = |flow: &mut Self, text: &str, face: Face, role: Role| {
            flow.passage(&whole, &Passage::plain(text, Look::new(face, document.lang)), role, document.lang, Keep::Lines);
        };
        self.spaced(space.kicker, |flow| line(flow, &document.kind, Face::Kicker, Role::Kicker));
        self.spaced(space.title, |flow| {
            line(flow, &document.title, Face::Title, Role::Title);
            if flow.style.rules.title && !flow.strips.is_empty() {
                flow.rule(&whole, RuleKind::Title, &[(whole.left, whole.width())], false);
            }
        });
        self.spaced(space.controller, |flow| line(flow, &document.controller, Face::Body, Role::Controller));
        for banner in &document.banners {
            self.spaced(space.banner, |flow| {
                let node = flow.node(frame.node, Role::Banner, document.lang);
                let inner = flow.set_apart(&Frame { node, ..frame.clone() });
                let passage = Passage::plain(&banner.text, Look::new(Face::Bold, document.lang));
                flow.padded(&inner, |flow| flow.passage(&inner, &passage, Role::Paragraph, document.lang, Keep::Lines));
            });
        }
        let first = document.first_blocks();
        if !document.summary.is_empty() || !first.is_empty() {
            self.unnumbered(&frame, &document.labels.summary);
            self.blocks(&frame, &document.summary);
            self.blocks(&frame, &first);
        }
        self.spaced(space.facts, |flow| flow.facts(&frame, document));
    }

    /// A heading the layout itself puts in, such as that of the contents list.
    pub(super) fn unnumbered(&mut self, frame: &Frame, title: &str) {
        let section = Section {
            id: String::new(),
            number: None,
            title: title.to_string(),
            lang: None,
            level: 2,
            topic: String::new(),
            blocks: Vec::new(),
            sections: Vec::new(),
        };
        self.spaced(self.style.space.section, |flow| {
            flow.heading(frame, &section);
        });
    }

    /// Labels in a column of their own, values beside them.
    fn facts(&mut self, frame: &Frame, document: &Document) {
        let node = self.node(frame.node, Role::Facts, document.lang);
        let most = frame.width() * f64::from(self.style.facts.label) / 100.0;
        let column = self.measure.column();
        let look = Look::new(Face::Bold, document.lang);
        let label = |text: &str| if text.trim().is_empty() { String::new() } else { format!("{}:", text.trim().trim_end_matches(':')) };
        let widest = document.facts.iter().map(|fact| self.measure.width(&label(&fact.label), look.face)).fold(0.0, f64::max);
        let widest = (widest.min(most) / column).ceil() * column;
        let value_x = frame.left + widest + self.columns(self.style.facts.gap);
        for fact in &document.facts {
            let row = self.node(node, Role::Fact, document.lang);
            let (label_node, value_node) = (self.node(row, Role::FactLabel, document.lang), self.node(row, Role::FactValue, document.lang));
            let value = Passage::plain(&fact.value, Look::new(Face::Body, document.lang));
            let label = Passage::plain(&label(&fact.label), look.clone());
            let breaker = self.breaker();
            let cells = vec![
                Cell { x: frame.left, lines: breaker.lines(&label, Widths { full: widest, hanging: 0.0 }), node: label_node },
                Cell { x: value_x, lines: breaker.lines(&value, Widths { full: frame.right - value_x, hanging: 0.0 }), node: value_node },
            ];
            if cells.iter().any(|cell| !cell.lines.is_empty()) {
                self.row(frame, cells, None);
            }
        }
    }

    /// All sections; their headings are noted in `placed`.
    pub(super) fn sections<'d>(&mut self, parent: NodeId, sections: &'d [Section], depth: usize, placed: &mut Vec<Placed<'d>>) {
        for section in sections {
            let lang = self.lang;
            let node = self.node(parent, Role::Section, lang);
            let frame = Frame { node, ..self.page_frame() };
            let before = self.strips.len();
            let mut heading = None;
            self.spaced(self.heading_space(section.level), |flow| heading = flow.heading(&frame, section));
            if let Some(node) = heading {
                placed.push(Placed { section, node, strip: before, depth });
            }
            let first = self.strips.len();
            self.blocks(&frame, &section.blocks);
            // The first block stands as near to its heading as the heading asks.
            if heading.is_some() && section.level > 2 {
                self.set_space(first, self.style.space.subsection.1);
            }
            self.sections(node, &section.sections, depth + 1, placed);
        }
    }

    /// What the terms of law mean.
    pub(super) fn glossary(&mut self, document: &Document) {
        let blocks = document.glossary_blocks();
        if !blocks.is_empty() {
            let frame = self.page_frame();
            self.unnumbered(&frame, &document.labels.glossary);
            self.blocks(&frame, &blocks);
        }
    }

    /// The addresses of the links, numbered.
    pub(super) fn addresses(&mut self, document: &Document) {
        let addresses = std::mem::take(&mut self.links.addresses);
        if addresses.is_empty() {
            return;
        }
        let frame = self.page_frame();
        self.unnumbered(&frame, &document.labels.links);
        let node = self.node(frame.node, Role::Links, document.lang);
        let label = |n: usize| format!("[{n}]");
        let widest = self.measure.width(&label(addresses.len()), Face::Body) + self.measure.column();
        let inner = Frame { left: frame.left + widest, ..frame.clone() };
        for (n, address) in addresses.iter().enumerate() {
            let look = Look { link: Some(address.clone()), ..Look::new(Face::Body, document.lang) };
            let passage = Passage::plain(shown(address.as_str()), look);
            let entry = self.node(node, Role::LinksEntry, document.lang);
            let first = self.strips.len();
            self.spaced(self.style.space.links, |flow| flow.text(&inner, &passage, entry, 0.0, Keep::Lines));
            let look = Look { kind: RunKind::Note(n + 1), ..Look::new(Face::Body, document.lang) };
            let line = self.single(&label(n + 1), &look, 0.0, entry);
            if let (Some(Strip { lines, .. }), Some(mut run)) = (self.strips.get_mut(first), line.runs.into_iter().next())
                && let Some(line) = lines.first_mut()
            {
                run.x = inner.left - self.measure.column() - run.width;
                line.runs.insert(0, run);
            }
        }
    }
}
