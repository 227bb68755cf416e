//! A notice as the page of a site: its documents, what the index says of it, its changes.
//! Never holds a sentence.

use super::Wanted;
use crate::day::Day;
use crate::desk::publishing;
use crate::document::{Lexicon, Words, outside};
use crate::lang::{Lang, fill};
use crate::notice::{FORMAT, Notice};
use crate::project::{NoticeFile, ProjectError};
use crate::site::{self, Change, Page};

/// The page of a notice in each of its languages.
pub fn page(file: &NoticeFile, wanted: &Wanted, lexicon: &Lexicon, draft: bool) -> Result<Page, ProjectError> {
    let notice = Notice::of(&file.reading.tree);
    let (mut documents, mut when, mut changes) = (Vec::new(), Vec::new(), Vec::new());
    for lang in publishing::languages(file, lexicon) {
        let words = publishing::words(file, lexicon, lang)?;
        let document = publishing::document(file, lexicon, lang, draft)?;
        let fact = |label: &str| document.facts.iter().find(|fact| fact.label == label).map(|fact| fact.value.clone());
        when.push(site::when(words, fact(&words.facts.updated), fact(&words.facts.withdrawn)));
        changes.push(changes_of(&notice, lang, words));
        documents.push(document);
    }
    Ok(Page {
        slug: wanted.slug.clone(),
        former: wanted.former.clone(),
        archived: notice.withdrawn().is_some(),
        draft,
        day: notice.withdrawn().or(notice.updated()),
        kinds: notice.register.as_ref().map_or_else(Vec::new, |register| register.kind.iter().map(|kind| kind.value.to_string()).collect()),
        when,
        version: notice.head.as_ref().and_then(|head| head.version).map(|version| version.value.to_string()),
        changes,
        documents,
    })
}

/// Its changes, the latest first; its last update and its withdrawal where no change of that day is told.
fn changes_of(notice: &Notice<'_>, lang: Lang, words: &Words) -> Vec<Change> {
    let told = notice.changes.iter().filter_map(|change| {
        let text = change.text.and_then(|text| notice.said(text, lang)).map(|said| outside::line(said.text)).unwrap_or_default();
        change.date.map(|day| (day.value, text))
    });
    let mut all: Vec<(Day, String)> = told.collect();
    if let Some(day) = notice.head.as_ref().and_then(|head| head.updated).map(|leaf| leaf.value)
        && all.iter().all(|(other, _)| *other != day)
    {
        all.push((day, words.facts.updated.clone()));
    }
    if let Some(day) = notice.withdrawn() {
        all.push((day, fill(&words.banners.withdrawn, |_| Some(words.date(day)))));
    }
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.into_iter().map(|(day, text)| Change { day, date: words.date(day), text }).collect()
}

/// Kinds of registers in the order of the format.
#[must_use]
pub fn kinds() -> Vec<String> {
    FORMAT.key("register.kind").map_or_else(Vec::new, |(_, key)| key.values.clone())
}
