//! Notices of our own in every layout that published notices have, with what is true of each: headings and their topics, sentences, facts, and what
//! each tells. Made from the contents beside this file, so that the truth is known and not typed twice. Shared by the tests and the accuracy command.

pub mod layouts;
pub mod score;

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A notice apart from its layout.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    pub lang: String,
    pub title: String,
    pub dated: String,
    pub intro: Vec<String>,
    pub facts: BTreeMap<String, String>,
    pub section: Vec<Section>,
}

/// One section of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub heading: String,
    #[serde(default)]
    pub question: Option<String>,
    pub topics: BTreeSet<String>,
    #[serde(default)]
    pub tells: BTreeSet<String>,
    /// On what the processing rests, as far as this section says: `consent`, `contract`, `legitimate-interest`, `marketing`; or `identity-code`. It decides what must be told.
    #[serde(default)]
    pub shows: BTreeSet<String>,
    /// Lines of names and addresses.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Paragraphs.
    #[serde(default)]
    pub text: Vec<String>,
    #[serde(default)]
    pub lead: Option<String>,
    #[serde(default)]
    pub items: Vec<String>,
}

/// A document with what is true of it.
#[derive(Debug, Clone)]
pub struct Sample {
    pub name: String,
    pub bytes: Vec<u8>,
    pub truth: Truth,
}

/// What is true of a document.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    /// Headings with their topics, in order.
    pub headings: Vec<(String, BTreeSet<String>)>,
    /// Where there are no headings: paragraphs with their topics.
    pub paragraphs: Vec<(String, BTreeSet<String>)>,
    /// Sentences and lines of the text, each as often as it stands there.
    pub sentences: Vec<String>,
    /// Facts by their keys.
    pub facts: BTreeMap<String, String>,
    /// Criteria that it tells.
    pub told: BTreeSet<String>,
    /// Criteria that it must tell: what every notice must, and what follows from what it says of its bases. A tool that claims another to be missing is
    /// wrong, since nobody can know it from the text.
    pub asked: BTreeSet<String>,
}

/// What every register description must tell, whatever it is about.
const ALWAYS: [&str; 14] = [
    "controller",
    "controller-contact",
    "purposes",
    "legal-basis",
    "data-categories",
    "sources",
    "recipients",
    "transfers",
    "retention",
    "rights",
    "complaint",
    "provision",
    "protection",
    "date-version",
];

/// What must be told where the text shows one of these cases (Articles 13(1)(d), 7(3), 20(1) and 21(1)-(2) of the GDPR, section 29 of
/// the Data Protection Act).
const WHERE: [(&str, &[&str]); 5] = [
    ("legitimate-interest", &["legitimate-interest"]),
    ("withdrawal", &["consent"]),
    ("portability", &["consent", "contract"]),
    ("objection", &["legitimate-interest", "marketing"]),
    ("identity-code", &["identity-code"]),
];

/// The contents of a folder.
#[must_use]
pub fn contents(folder: &Path) -> Vec<(String, Content)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the contents").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let read = |path: &Path| toml::from_str(&std::fs::read_to_string(path).expect("a file")).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    files.iter().map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), read(path))).collect()
}

/// Every content in every layout; from each two sections are left out, so that each lacks something.
#[must_use]
pub fn samples(folder: &Path) -> Vec<Sample> {
    let contents = contents(folder);
    let mut out = Vec::new();
    for (number, (name, content)) in contents.iter().enumerate() {
        for (at, (layout, write)) in layouts::LAYOUTS.iter().enumerate() {
            let telling: Vec<usize> = (0..content.section.len()).filter(|n| *n > 1 && !content.section[*n].tells.is_empty()).collect();
            let dropped = [telling[(at + number) % telling.len()], telling[(at * 3 + number + 5) % telling.len()]];
            let kept: Vec<&Section> = content.section.iter().enumerate().filter(|(n, _)| !dropped.contains(n)).map(|(_, section)| section).collect();
            let mut truth = Truth { facts: content.facts.clone(), ..Truth::default() };
            let shows = |case: &&str| kept.iter().any(|section| section.shows.contains(*case));
            truth.asked =
                ALWAYS.into_iter().chain(WHERE.into_iter().filter(|(_, cases)| cases.iter().any(shows)).map(|(id, _)| id)).map(str::to_string).collect();
            truth.told = kept.iter().flat_map(|section| section.tells.clone()).collect();
            // Every layout writes the day.
            truth.told.insert("date-version".into());
            let bytes = write(content, &kept, &mut truth);
            let gone = |path: &String| (path == "retention.period" && !truth.told.contains("retention")).then(|| path.clone());
            let gone: Vec<String> = truth.facts.keys().filter_map(gone).collect();
            gone.iter().for_each(|path| {
                truth.facts.remove(path);
            });
            out.push(Sample { name: format!("{name}.{layout}"), bytes, truth });
        }
    }
    out
}

impl Truth {
    /// Notes what every layout writes of a content.
    pub fn note(&mut self, content: &Content, kept: &[&Section], heading: impl Fn(&Section) -> String) {
        self.sentences.extend(content.intro.iter().flat_map(|text| sentences(text)));
        for section in kept {
            self.headings.push((heading(section), section.topics.clone()));
            self.sentences.extend(section.lines.iter().cloned());
            self.sentences.extend(section.text.iter().flat_map(|text| sentences(text)));
            self.sentences.extend(section.lead.iter().cloned());
            self.sentences.extend(section.items.iter().cloned());
        }
    }
}

/// The sentences of a paragraph of ours, in which every full stop before a capital ends one.
#[must_use]
pub fn sentences(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(['.', '?', '!']) {
        let next = text[at + 1..].trim_start().chars().next();
        if next.is_none_or(char::is_uppercase) {
            out.push(text[from..=at].trim().to_string());
            from = at + 1;
        }
    }
    if !text[from..].trim().is_empty() {
        out.push(text[from..].trim().to_string());
    }
    out
}
