//! Terms of law that a reader may not know: the first place each stands at becomes a link to a sentence on what it means.
//! Never touches a title, a link, code or a passage in another language, and never explains what does not occur.

use super::Build;
use crate::document::glossary::Glossary;
use crate::document::model::{Block, Href, Inline, Inlines, Section, Term};

/// The terms every language explains: keys of `[[glossary]]` in the words.
pub const TERMS: &[&str] = &[
    "adequacy",
    "automated-decision",
    "bcr",
    "consent",
    "controller",
    "data-subject",
    "dpo",
    "eea",
    "joint-controllers",
    "legal-basis",
    "legal-obligation",
    "legitimate-interest",
    "processor",
    "profiling",
    "public-task",
    "restriction",
    "scc",
    "special-categories",
    "supervisory-authority",
    "vital-interests",
];

/// The anchor of a term: its number among the terms, since nobody links to it from outside.
pub(super) fn anchor(number: usize) -> String {
    format!("t{number}")
}

impl Build<'_, '_> {
    /// Links the first place of each term in `sections`, and gives the terms that were found. The old act had other terms: they are not explained.
    pub(super) fn glossary(&self, sections: &mut [Section]) -> Vec<Term> {
        if self.old {
            return Vec::new();
        }
        let glossary = &self.words.glossary;
        let mut marker = Marker { glossary, open: vec![true; glossary.terms().len()] };
        for section in sections.iter_mut() {
            marker.section(section);
        }
        let found = glossary.terms().iter().enumerate().zip(marker.open).filter(|(_, open)| !open);
        found.map(|((number, gloss), _)| Term { id: anchor(number), term: gloss.term.clone(), text: gloss.text.clone() }).collect()
    }
}

/// Goes through a document in reading order.
struct Marker<'w> {
    glossary: &'w Glossary,
    /// Which terms have not been met yet.
    open: Vec<bool>,
}

impl Marker<'_> {
    fn section(&mut self, section: &mut Section) {
        self.blocks(&mut section.blocks);
        for inner in &mut section.sections {
            self.section(inner);
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { text, lang: None } => self.inlines(text),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                Block::Definitions { items } | Block::Rows { rows: items } => {
                    for item in items {
                        self.inlines(&mut item.term);
                        self.blocks(&mut item.blocks);
                    }
                }
                Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| self.inlines(cell)),
                Block::Callout { blocks, .. } | Block::Quote { blocks } => self.blocks(blocks),
                // The tables of a picture stand folded: a term is linked where it is read.
                Block::Flow { .. } | Block::Lines { .. } | Block::Code { .. } | Block::Heading { .. } | Block::Paragraph { .. } => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &mut Inlines) {
        let mut at = 0;
        while at < inlines.len() {
            match &mut inlines[at] {
                Inline::Text { text } => {
                    if let Some((term, from, to)) = self.glossary.find(text, &self.open) {
                        self.open[term] = false;
                        let href = Href::anchor(&anchor(term));
                        let (before, term, after) = (text[..from].to_string(), text[from..to].to_string(), text[to..].to_string());
                        let link = Inline::Link { href, content: vec![Inline::text(term)] };
                        let pieces = [Inline::text(before), link, Inline::text(after)].into_iter();
                        let pieces = pieces.filter(|piece| !matches!(piece, Inline::Text { text } if text.is_empty()));
                        inlines.splice(at..=at, pieces);
                        // What follows the term is looked at next.
                        at += usize::from(from > 0);
                    }
                }
                Inline::Emphasis { content } | Inline::Strong { content } => self.inlines(content),
                Inline::Link { .. } | Inline::Foreign { .. } | Inline::Code { .. } | Inline::Break => {}
            }
            at += 1;
        }
    }
}
