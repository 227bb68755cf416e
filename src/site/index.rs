//! The index of a language: every notice once, grouped by the kind of its register, those no longer in use apart.
//! Never leaves a notice out: one without the language is listed in the first it has, marked as such.

use super::base::{relative, translations};
use super::{Listed, Plan, SiteFormat, feed, search};
use crate::document::{Block, Labels, Words};
use crate::lang::Lang;
use crate::render::engine::RenderError;
use crate::render::page::{Alternate, Entry, Group, Index, PageContext};

/// The kind of register of a notice that names none.
const OTHER: &str = "other";

/// The path of the index of a language.
pub(super) fn path(lang: Lang) -> String {
    format!("{lang}/index.html")
}

/// The index of a language; `root` for the one at the site's own address.
pub(super) fn page(lang: Lang, listed: &[Listed], plan: &Plan<'_>, root: bool) -> Result<String, RenderError> {
    let words = plan.words(lang);
    let own = if root { "index.html".to_string() } else { path(lang) };
    let archived = entries(listed.iter().filter(|notice| notice.archived), lang, &own);
    let index = Index {
        lang,
        title: title(lang, plan),
        description: words.site.intro.clone(),
        intro: vec![Block::paragraph(&words.site.intro)],
        groups: groups(listed, lang, &own, plan, words),
        archive: (!archived.is_empty()).then(|| Group {
            id: "archive".to_string(),
            title: words.site.archive.clone(),
            text: words.site.archive_intro.clone(),
            entries: archived,
        }),
        search: search::words(words, listed.len()),
        labels: labels(words),
    };
    let alternate = |other: &Lang| Alternate { lang: *other, label: plan.name(*other), href: relative(&own, &path(*other)), places: Vec::new() };
    let pages: Vec<(Lang, String)> = plan.languages.iter().map(|lang| (*lang, path(*lang))).collect();
    let context = PageContext {
        style: plan.look(),
        alternates: plan.languages.iter().map(alternate).collect(),
        canonical: plan.base.and_then(|base| base.href(&path(lang))),
        translations: translations(plan.base, &own, &pages),
        feed: feed::link(lang, &own, plan),
        frame: plan.frame(lang, &own),
        script: index.search.is_some().then(|| search::address(&own, plan)).flatten(),
        ..PageContext::default()
    };
    plan.engine.index_page(&index, &context)
}

/// The title of the site in a language: the workspace's own, else the usual one.
pub(super) fn title(lang: Lang, plan: &Plan<'_>) -> String {
    plan.titles.iter().find(|(own, _)| *own == lang).map_or_else(|| plan.words(lang).site.title.clone(), |(_, title)| title.clone())
}

fn groups(listed: &[Listed], lang: Lang, own: &str, plan: &Plan<'_>, words: &Words) -> Vec<Group> {
    // A notice stands once, under the first of its kinds.
    let kind = |notice: &Listed| notice.kinds.first().filter(|kind| plan.kinds.contains(kind)).map_or(OTHER, String::as_str).to_string();
    let of_kind = |own_kind: &String| {
        let notices = listed.iter().filter(|notice| !notice.archived && kind(notice) == *own_kind);
        Group {
            id: own_kind.clone(),
            title: words.register_kinds.get(own_kind).cloned().unwrap_or_default(),
            text: String::new(),
            entries: entries(notices, lang, own),
        }
    };
    let mut groups: Vec<Group> = plan.kinds.iter().map(of_kind).filter(|group| !group.entries.is_empty()).collect();
    if let [only] = groups.as_mut_slice() {
        // One group is no grouping.
        only.title = String::new();
        only.id = String::new();
    }
    groups
}

fn entries<'a>(notices: impl Iterator<Item = &'a Listed>, lang: Lang, own: &str) -> Vec<Entry> {
    let entry = |notice: &Listed| {
        let found = notice.entry(lang)?;
        Some(Entry {
            title: found.title.clone(),
            lang: (found.lang != lang).then_some(found.lang),
            controller: found.controller.clone(),
            href: relative(own, &super::path(found.lang, &notice.slug, SiteFormat::Html)),
            kind: found.kind.clone(),
            updated: found.when(),
            summary: found.summary.clone(),
        })
    };
    let mut entries: Vec<Entry> = notices.filter_map(entry).collect();
    entries.sort_by_cached_key(|entry| (entry.controller.to_lowercase(), entry.title.to_lowercase(), entry.href.as_str().to_string()));
    entries
}

/// The words the layout of a page around the notices needs.
pub(super) fn labels(words: &Words) -> Labels {
    let labels = &words.labels;
    Labels {
        skip: labels.skip.clone(),
        languages: labels.languages.clone(),
        index: labels.index.clone(),
        formats: labels.formats.clone(),
        contents: labels.contents.clone(),
        ..Labels::default()
    }
}
