//! The map of the site for search engines, with the same page in other languages, and `robots.txt`.
//! Never without the site's own address: a map holds full addresses. Drafts are on none.

use super::base::{Base, translations};
use super::{File, Listed, Plan, SiteFormat, index, path};
use crate::day::Day;
use crate::lang::Lang;
use crate::site::xml::Xml;

/// The most pages of one map, as sitemaps.org has it.
const MOST: usize = 50_000;
const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// A page of the map: its path, the same page in each language, and when it was changed.
struct Place {
    path: String,
    languages: Vec<(Lang, String)>,
    day: Option<Day>,
}

/// The map, or maps and a list of them, and `robots.txt`.
pub(super) fn files(listed: &[Listed], plan: &Plan<'_>) -> Vec<File> {
    let Some(base) = plan.base else { return vec![("robots.txt".to_string(), robots(None))] };
    let places = places(listed, plan);
    let mut files: Vec<File> = Vec::new();
    if places.len() <= MOST {
        files.push(("sitemap.xml".to_string(), map(&places, base)));
    } else {
        let mut list = Xml::new("sitemapindex", &[NAMESPACE]);
        for (n, some) in places.chunks(MOST).enumerate() {
            let name = format!("sitemap-{}.xml", n + 1);
            list.open("sitemap", &[]);
            list.text("loc", &[], &base.full(&name));
            list.close();
            files.push((name, map(some, base)));
        }
        files.push(("sitemap.xml".to_string(), list.finish()));
    }
    files.push(("robots.txt".to_string(), robots(Some(base))));
    files
}

fn places(listed: &[Listed], plan: &Plan<'_>) -> Vec<Place> {
    let notices = || listed.iter().filter(|notice| !notice.draft);
    let indexes: Vec<(Lang, String)> = plan.languages.iter().map(|lang| (*lang, index::path(*lang))).collect();
    let latest = notices().filter_map(|notice| notice.day).max();
    let mut places: Vec<Place> = indexes.iter().map(|(_, path)| Place { path: path.clone(), languages: indexes.clone(), day: latest }).collect();
    for notice in notices() {
        let languages: Vec<(Lang, String)> = notice.languages().map(|lang| (lang, path(lang, &notice.slug, SiteFormat::Html))).collect();
        places.extend(languages.iter().map(|(_, path)| Place { path: path.clone(), languages: languages.clone(), day: notice.day }));
    }
    places
}

fn map(places: &[Place], base: &Base) -> Vec<u8> {
    let mut xml = Xml::new("urlset", &[NAMESPACE, ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")]);
    for place in places {
        xml.open("url", &[]);
        xml.text("loc", &[], &base.full(&place.path));
        if let Some(day) = place.day {
            xml.text("lastmod", &[], &day.to_string());
        }
        for other in translations(Some(base), &place.path, &place.languages) {
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", &other.lang), ("href", &other.href)]);
        }
        xml.close();
    }
    xml.finish()
}

/// Everything may be read; pages that are not to be found say so themselves.
fn robots(base: Option<&Base>) -> Vec<u8> {
    let map = base.map_or_else(String::new, |base| format!("\nSitemap: {}\n", base.full("sitemap.xml")));
    format!("User-agent: *\nAllow: /\n{map}").into_bytes()
}
