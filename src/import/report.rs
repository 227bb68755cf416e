//! Where every line of the original went, as text and as JSON of its own version. Never counts a line twice, never leaves one out.

use super::Imported;
use super::structure::Section;
use super::write::Went;
use serde::Serialize;
use std::collections::BTreeMap;

/// One line of the original.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// Its number, from 1; where a document has pages, of the text taken out of it.
    pub line: usize,
    /// The page, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Its text.
    pub text: String,
    /// The key it went to; nothing where it was left out.
    pub key: Option<String>,
    /// Topics of its section.
    pub topics: Vec<String>,
    /// How sure they are.
    pub confidence: f32,
}

/// A fact.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FactRow {
    /// The path of its key.
    pub key: String,
    /// Its value.
    pub value: String,
    /// The line, from 1.
    pub line: usize,
    /// How sure it is.
    pub confidence: f32,
    /// Whether it stands in its key, or is only proposed in a comment.
    pub written: bool,
}

/// The whole report.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// The version of this shape.
    pub version: u32,
    /// The name of the original.
    pub file: String,
    /// What kind of document it was read as.
    pub read_as: &'static str,
    /// Whether all of it could be read.
    pub whole: bool,
    /// Every line in the order of the original.
    pub lines: Vec<Row>,
    /// Every fact.
    pub facts: Vec<FactRow>,
}

/// The report of an import.
#[must_use]
pub fn of(imported: &Imported) -> Report {
    let number = |at: usize| imported.source.position(imported.document.lines[at].span().start).line;
    let mut order: Vec<usize> = (0..imported.document.lines.len()).collect();
    order.sort_by_key(|at| imported.document.lines[*at].span().start);
    let mut sections: BTreeMap<usize, &Section> = BTreeMap::new();
    for section in &imported.sections {
        sections.extend(section.heading.iter().chain(&section.body).map(|at| (*at, section)));
    }
    let lines = order.into_iter().map(|at| {
        let line = &imported.document.lines[at];
        let key = match imported.written.went.get(&at) {
            Some(Went::Key(key)) => Some(key.clone()),
            Some(Went::LeftOut) | None => None,
        };
        let (topics, confidence) = sections.get(&at).map_or((Vec::new(), 1.0), |section| (section.topics.clone(), section.confidence));
        Row { line: number(at), page: line.page, text: line.text.clone(), key, topics, confidence }
    });
    let facts = imported.facts.all.iter();
    let facts = facts.map(|fact| FactRow {
        key: fact.path.clone(),
        value: fact.value.clone(),
        line: number(fact.line),
        confidence: fact.confidence,
        written: fact.written,
    });
    Report {
        version: 1,
        file: imported.source.name().to_string(),
        read_as: imported.kind.name(),
        whole: imported.document.whole,
        lines: lines.collect(),
        facts: facts.collect(),
    }
}
