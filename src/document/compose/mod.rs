//! Notice + facts + words of one language -> [`Document`]. The page says what was written and what follows from it, nothing else.
//! Never judges, never reads the clock, never holds a sentence.

mod first;
mod flow;
mod glossary;
pub mod outside;
mod people;
mod purposes;
mod recipients;
mod rest;
mod rights;
mod said;
pub mod sign;

use super::model::{Banner, Block, Document, Fact, Labels, Section, VERSION};
use super::passages::{plain, says_nothing};
use super::words::Words;
use crate::facts::Facts;
use crate::lang::{Lang, fill};
use crate::law::Law;
use crate::notice::choice::Regime;
use crate::notice::tree::Tree;
use crate::notice::{Notice, Text, model};
pub use first::NOTABLE;
pub use glossary::TERMS;

/// The topics of derived sections, in the order of a page.
pub const TOPICS: &[&str] = &[
    "intro",
    "controller",
    "contact",
    "register-name",
    "flow",
    "purposes",
    "data-subjects",
    "data-categories",
    "sources",
    "provision",
    "disclosures",
    "processors",
    "transfers",
    "retention",
    "automated-decisions",
    "direct-marketing",
    "cookies",
    "protection",
    "rights",
    "complaint",
    "exemptions",
    "other",
    "changes",
];

/// Builds the page of a notice in a language. With `draft` the page says that it is one.
#[must_use]
pub fn build(notice: &Notice<'_>, facts: &Facts, law: &Law, words: &Words, lang: Lang, draft: bool) -> Document {
    let b = Build { notice, facts, law, words, lang, old: notice.regime() == Regime::HenkiloTietolaki };
    let kind = notice.head.as_ref().and_then(|head| head.title).map(|title| b.plain(title)).filter(|t| !t.is_empty());
    let kind = kind.unwrap_or_else(|| b.word(&words.kinds, notice.regime().key()));
    let title = notice.register.as_ref().and_then(|r| r.name).map(|name| b.plain(name)).unwrap_or_default();
    let controller = notice.controller.as_ref().and_then(|c| c.name).map(|name| b.plain(name)).unwrap_or_default();
    let summary = notice.register.as_ref().and_then(|r| r.summary).map(|text| b.prose(text)).filter(|blocks| !says_nothing(blocks)).unwrap_or_default();
    let mut sections = b.sections();
    let glossary = b.glossary(&mut sections);
    Document {
        version: VERSION,
        lang,
        description: description(&summary, &kind, &title),
        kind,
        title,
        controller,
        banners: b.banners(draft),
        summary,
        first: b.first(&sections),
        facts: b.document_facts(),
        ways: b.ways(&sections),
        sections,
        glossary,
        toc: notice.layout.as_ref().and_then(|l| l.toc).unwrap_or(true),
        labels: labels(words),
    }
}

/// The words of the layout.
#[must_use]
pub fn labels(words: &Words) -> Labels {
    let labels = &words.labels;
    Labels {
        contents: labels.contents.clone(),
        skip: labels.skip.clone(),
        languages: labels.languages.clone(),
        index: labels.index.clone(),
        summary: labels.summary.clone(),
        page: labels.page.clone(),
        formats: labels.formats.clone(),
        table: labels.table.clone(),
        links: labels.links.clone(),
        notable: labels.notable.clone(),
        glossary: labels.glossary.clone(),
        back: labels.back.clone(),
        ways: labels.ways.clone(),
        colon: words.typography.colon.clone(),
    }
}

/// The first paragraph of the first layer, for the page's description.
fn description(summary: &[Block], kind: &str, title: &str) -> String {
    match summary.first() {
        Some(Block::Paragraph { text, .. }) => plain(text),
        _ => format!("{kind}: {title}"),
    }
}

/// Everything the parts of the page are built from.
pub(super) struct Build<'a, 't> {
    pub(super) notice: &'a Notice<'t>,
    pub(super) facts: &'a Facts,
    pub(super) law: &'a Law,
    pub(super) words: &'a Words,
    pub(super) lang: Lang,
    /// Whether the notice is written under 523/1999.
    pub(super) old: bool,
}

/// A section before it has its number and anchor.
pub(super) struct Part {
    topic: &'static str,
    title: Option<(String, Option<Lang>)>,
    id: Option<String>,
    blocks: Vec<Block>,
    parts: Vec<Part>,
}

impl Part {
    pub(super) fn new(topic: &'static str, blocks: Vec<Block>) -> Self {
        Self { topic, title: None, id: None, blocks, parts: Vec::new() }
    }

    pub(super) fn titled(topic: &'static str, title: impl Into<String>, lang: Option<Lang>, blocks: Vec<Block>) -> Self {
        Self { topic, title: Some((title.into(), lang)), id: None, blocks, parts: Vec::new() }
    }

    pub(super) fn with(mut self, parts: Vec<Self>) -> Self {
        self.parts = parts;
        self
    }

    fn says(&self) -> bool {
        !self.blocks.is_empty() || self.parts.iter().any(Self::says)
    }
}

impl Build<'_, '_> {
    fn banners(&self, draft: bool) -> Vec<Banner> {
        let mut banners = Vec::new();
        if draft {
            banners.push(Banner { kind: "draft", text: self.words.banners.draft.clone() });
        }
        if let Some(day) = self.notice.withdrawn() {
            banners.push(Banner { kind: "withdrawn", text: fill(&self.words.banners.withdrawn, |_| Some(self.date(day))) });
        }
        banners
    }

    fn document_facts(&self) -> Vec<Fact> {
        let Some(head) = &self.notice.head else { return Vec::new() };
        let words = &self.words.facts;
        let mut facts = Vec::new();
        let mut fact = |label: &str, value: Option<String>| facts.extend(value.map(|value| Fact { label: label.to_string(), value }));
        fact(&words.updated, head.updated.map(|day| self.date(day.value)));
        fact(&words.version, head.version.map(|v| v.value.to_string()));
        fact(&words.created, head.created.map(|day| self.date(day.value)));
        fact(&words.withdrawn, head.withdrawn.map(|day| self.date(day.value)));
        facts
    }

    fn sections(&self) -> Vec<Section> {
        let mut parts: Vec<Part> = vec![
            self.controller(),
            self.contacts(),
            self.register_name(),
            self.flow(),
            self.purposes(),
            self.data_subjects(),
            self.data_categories(),
            self.sources(),
            self.provision(),
            self.disclosures(),
            self.processors(),
            self.transfers(),
            self.retention(),
            self.automated_decisions(),
            self.direct_marketing(),
            self.cookies(),
            self.protection(),
            self.rights(),
            self.complaint(),
            self.exemptions(),
            self.changes(),
        ];
        parts.retain(Part::says);
        for free in self.free_sections() {
            let after = free.after;
            // After the last section of its topic, else in the usual order of topics.
            let order = |topic: &str| TOPICS.iter().position(|t| *t == topic).unwrap_or(TOPICS.len());
            let at = match parts.iter().rposition(|part| part.topic == after) {
                Some(found) => found + 1,
                None => parts.iter().position(|part| order(part.topic) > order(after)).unwrap_or(parts.len()),
            };
            parts.insert(at, free.part);
        }
        self.ordered(&mut parts);
        let numbered = self.notice.layout.as_ref().and_then(|l| l.numbered).unwrap_or(true);
        // The anchors of the glossary are kept for it.
        let mut anchors: Vec<String> = (0..TERMS.len()).map(glossary::anchor).collect();
        parts.into_iter().enumerate().map(|(index, part)| self.finish(part, 2, numbered.then(|| (index + 1).to_string()), &mut anchors)).collect()
    }

    /// Topics that `layout.order` names come first, in that order.
    fn ordered(&self, parts: &mut [Part]) {
        let Some(layout) = &self.notice.layout else { return };
        if !layout.order.is_empty() {
            parts.sort_by_key(|part| layout.order.iter().position(|topic| topic.value == part.topic).unwrap_or(layout.order.len()));
        }
    }

    fn finish(&self, part: Part, level: u8, number: Option<String>, anchors: &mut Vec<String>) -> Section {
        let (title, lang) = part.title.unwrap_or_else(|| self.heading(part.topic));
        let mut id = part.id.unwrap_or_else(|| if level == 2 { part.topic.to_string() } else { model::slug(&title) });
        if id.is_empty() {
            id = part.topic.to_string();
        }
        let base = id.clone();
        let mut n = 2;
        while anchors.contains(&id) {
            id = format!("{base}-{n}");
            n += 1;
        }
        anchors.push(id.clone());
        let inner = part.parts.into_iter().filter(Part::says).enumerate();
        let sections = inner.map(|(i, inner)| {
            let number = number.as_ref().map(|n| format!("{n}.{}", i + 1));
            self.finish(inner, level + 1, number, anchors)
        });
        let sections = sections.collect();
        Section { id, number, title, lang, level, topic: part.topic.to_string(), blocks: part.blocks, sections }
    }

    /// The heading of a topic: the notice's own in `layout.headings`, else the regime's, else the usual one.
    pub(super) fn heading(&self, topic: &str) -> (String, Option<Lang>) {
        let own = self.notice.tree.find(Tree::ROOT, &format!("layout.headings.{topic}"));
        if let Some(said) = own.and_then(|at| self.notice.said(Text { at }, self.lang)) {
            return (said.text.trim().to_string(), (said.lang != self.lang).then_some(said.lang));
        }
        let old = self.old.then(|| self.words.headings_old.get(topic)).flatten();
        (old.or_else(|| self.words.headings.get(topic)).cloned().unwrap_or_else(|| topic.to_string()), None)
    }
}
