//! A site from notices: which page each becomes, under which address, and what stands around them. Never prints.

use super::publishing;
use crate::day::Day;
use crate::document::{Words, outside};
use crate::lang::{Lang, fill};
use crate::notice::{FORMAT, Notice};
use crate::project::{NoticeFile, ProjectError};
use crate::site::archive::Place;
use crate::site::{self, Change, Page};
use std::collections::BTreeMap;
use std::path::Path;

/// What a notice says of its address.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The id it gives, else the name of its file.
    pub slug: String,
    /// Whether it gives one.
    pub given: bool,
    /// [`Page::former`].
    pub former: Vec<String>,
    /// [`Place::replaced_by`].
    pub replaced_by: Option<String>,
}

impl Wanted {
    /// Reads it; an id that cannot be an address is refused with its place.
    pub fn of(file: &NoticeFile) -> Result<Self, ProjectError> {
        let notice = Notice::of(&file.reading.tree);
        let head = notice.head.as_ref();
        let check = |leaf: crate::notice::model::Leaf<&str>, key: &str| {
            let fit = crate::notice::model::slug(leaf.value);
            if fit == leaf.value && !fit.is_empty() && fit != "index" {
                return Ok(fit);
            }
            let place = place(file, leaf.at);
            let hint = if fit.is_empty() || fit == "index" { String::new() } else { format!(", such as `{fit}`") };
            Err(ProjectError::new(place, format!("`notice.{key}` becomes an address: write small letters a-z, digits and hyphens{hint}")))
        };
        let id = head.and_then(|head| head.id).map(|leaf| check(leaf, "id")).transpose()?;
        let former = head.map_or_else(Vec::new, |head| head.former_ids.clone()).into_iter().map(|leaf| check(leaf, "former-ids"));
        let former = former.collect::<Result<_, _>>()?;
        let replaced_by = head.and_then(|head| head.replaced_by).map(|leaf| check(leaf, "replaced-by")).transpose()?;
        let stem = || crate::notice::model::slug(&file.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default());
        Ok(Self { given: id.is_some(), slug: id.unwrap_or_else(stem), former, replaced_by })
    }
}

/// The place of a value as `file:line:column`.
fn place(file: &NoticeFile, at: crate::notice::tree::NodeId) -> String {
    let (_, span) = file.reading.tree.point(at);
    let at = file.source.position(span.range().start);
    format!("{}:{}:{}", file.path.display(), at.line, at.column)
}

/// An address for each notice: the id it gives, else the name of its file; two files of the same name take their folder before it.
pub fn addresses(wanted: &mut [(&Path, &mut Wanted)]) -> Result<Vec<Place>, ProjectError> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (_, one) in wanted.iter() {
        *count.entry(one.slug.clone()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    for (path, one) in wanted.iter_mut() {
        if !one.given && (count.get(&one.slug).is_some_and(|n| *n > 1) || one.slug == "index") {
            let folder = path.parent().and_then(|p| p.file_name()).map(|s| crate::notice::model::slug(&s.to_string_lossy())).unwrap_or_default();
            one.slug = format!("{folder}-{}", one.slug);
        }
        if let Some(other) = taken.insert(one.slug.clone(), path) {
            let what = format!("{} and {} would both be published as `{}`; give one another `notice.id`", other.display(), path.display(), one.slug);
            return Err(ProjectError::new(*path, what));
        }
    }
    Ok(wanted.iter().map(|(_, one)| Place { slug: one.slug.clone(), replaced_by: one.replaced_by.clone() }).collect())
}

/// The page of a notice in each of its languages.
pub fn page(file: &NoticeFile, wanted: &Wanted, draft: bool) -> Result<Page, ProjectError> {
    let notice = Notice::of(&file.reading.tree);
    let (mut documents, mut when, mut changes) = (Vec::new(), Vec::new(), Vec::new());
    for lang in publishing::languages(file) {
        let document = publishing::document(file, lang, draft)?;
        let fact = |label: &str| document.facts.iter().find(|fact| fact.label == label).map(|fact| fact.value.clone());
        when.push(Words::built_in(lang).and_then(|words| site::when(words, fact(&words.facts.updated), fact(&words.facts.withdrawn))));
        changes.push(Words::built_in(lang).map_or_else(Vec::new, |words| changes_of(&notice, lang, words)));
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
