//! An Atom feed of changes for each language of the site.
//! Never reads the clock: the feed is as old as its latest change. Ids are addresses, so there is a feed only where the site's own is known.

use super::base::{Base, relative};
use super::{File, Listed, ListedEntry, Plan, SiteFormat, index, path};
use crate::day::Day;
use crate::lang::Lang;
use crate::render::page::Feed;
use crate::site::xml::Xml;

/// The most changes a feed tells of, the latest ones.
const MOST: usize = 200;

fn file(lang: Lang) -> String {
    format!("{lang}/feed.xml")
}

/// The feed of a language as a page links to it.
pub(super) fn link(lang: Lang, from: &str, plan: &Plan<'_>) -> Option<Feed> {
    let there = plan.base.is_some() && plan.has(SiteFormat::Html) && plan.languages.contains(&lang);
    there.then(|| Feed { title: plan.words(lang).site.feed.clone(), href: relative(from, &file(lang)) })
}

/// A feed for each language.
pub(super) fn files(listed: &[Listed], plan: &Plan<'_>) -> Vec<File> {
    let Some(base) = plan.base else { return Vec::new() };
    plan.languages.iter().map(|lang| (file(*lang), feed(*lang, listed, base, plan))).collect()
}

/// A change, with the notice it is of.
struct Told<'a> {
    day: Day,
    /// How many of the notice's changes on the same day come before it.
    nth: usize,
    notice: &'a Listed,
    entry: &'a ListedEntry,
    date: &'a str,
    text: &'a str,
}

fn feed(lang: Lang, listed: &[Listed], base: &Base, plan: &Plan<'_>) -> Vec<u8> {
    let words = plan.words(lang);
    let mut told: Vec<Told<'_>> = Vec::new();
    for notice in listed.iter().filter(|notice| !notice.draft) {
        let Some(entry) = notice.entries.iter().find(|entry| entry.lang == lang) else { continue };
        for (n, change) in entry.changes.iter().enumerate() {
            let nth = entry.changes[n + 1..].iter().filter(|other| other.day == change.day).count();
            told.push(Told { day: change.day, nth, notice, entry, date: &change.date, text: &change.text });
        }
    }
    told.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.notice.slug.cmp(&b.notice.slug)).then_with(|| b.nth.cmp(&a.nth)));
    told.truncate(MOST);
    let at = |day: Day| format!("{day}T00:00:00Z");
    // A feed that tells of nothing is as old as its format.
    let latest = told.first().map_or_else(|| "1970-01-01T00:00:00Z".to_string(), |told| at(told.day));
    let own = base.full(&file(lang));
    let mut xml = Xml::new("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang.code())]);
    xml.text("id", &[], &own);
    xml.text("title", &[], &format!("{}{}{}", index::title(lang, plan), words.typography.colon, words.site.feed));
    xml.text("updated", &[], &latest);
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", lang.code()), ("href", &base.full(&index::path(lang)))]);
    for told in told {
        let page = base.full(&path(lang, &told.notice.slug, SiteFormat::Html));
        let more = if told.nth == 0 { String::new() } else { format!("-{}", told.nth + 1) };
        xml.open("entry", &[]);
        xml.text("id", &[], &format!("{page}#{}{more}", told.day));
        xml.text("title", &[], &format!("{}{}{}", told.entry.title, words.lists.comma, told.date));
        xml.text("updated", &[], &at(told.day));
        xml.open("author", &[]);
        xml.text("name", &[], if told.entry.controller.is_empty() { &told.entry.title } else { &told.entry.controller });
        xml.close();
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", lang.code()), ("href", &page)]);
        xml.text("content", &[("type", "text")], if told.text.is_empty() { &told.entry.kind } else { told.text });
        xml.close();
    }
    xml.finish()
}
