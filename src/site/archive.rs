//! Versions of a notice: which notices were replaced by which, and what the page of each says of the others.
//! Never shows a version as present that is not.

use super::base::relative;
use super::{Listed, SiteFormat, path};
use crate::document::{Fact, Lexicon};
use crate::lang::{Lang, fill};
use crate::render::page::{Newer, Version, Versions};
use std::collections::BTreeMap;

/// What a notice says of its place among versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its address.
    pub slug: String,
    /// The address of the notice in its place.
    pub replaced_by: Option<String>,
}

/// For each notice those it has replaced, directly or through others, and the last one in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// Notices it has replaced, by their indexes.
    pub earlier: Vec<Vec<usize>>,
    /// The notice in its place, by its index.
    pub newer: Vec<Option<usize>>,
}

impl Relations {
    /// Reads them off; the error gives the index of the notice it is about.
    pub fn of(places: &[Place]) -> Result<Self, (usize, String)> {
        let by_slug: BTreeMap<&str, usize> = places.iter().enumerate().map(|(n, place)| (place.slug.as_str(), n)).collect();
        let mut next = vec![None; places.len()];
        for (n, place) in places.iter().enumerate() {
            if let Some(by) = &place.replaced_by {
                next[n] = Some(*by_slug.get(by.as_str()).ok_or_else(|| (n, format!("it is replaced by `{by}`, and no notice has that address")))?);
            }
        }
        let mut relations = Self { earlier: vec![Vec::new(); places.len()], newer: vec![None; places.len()] };
        for n in 0..places.len() {
            let (mut at, mut steps) = (n, 0);
            while let Some(to) = next[at] {
                steps += 1;
                if steps > places.len() {
                    return Err((n, "the notices that replace it lead back to itself".to_string()));
                }
                relations.earlier[to].push(n);
                at = to;
            }
            relations.newer[n] = (at != n).then_some(at);
        }
        Ok(relations)
    }

    /// The notices that have to do with others, by their indexes.
    pub fn related(&self) -> impl Iterator<Item = usize> {
        (0..self.newer.len()).filter(|n| self.newer[*n].is_some() || !self.earlier[*n].is_empty())
    }

    /// What the pages of a notice say of other versions, in each of its languages. `listed` gives those of [`Relations::related`].
    #[must_use]
    pub fn versions(&self, n: usize, listed: &BTreeMap<usize, Listed>, lexicon: &Lexicon) -> Vec<Versions> {
        let Some(own) = listed.get(&n) else { return Vec::new() };
        let of = |lang: Lang| {
            let from = path(lang, &own.slug, SiteFormat::Html);
            let words = lexicon.or_english(lang);
            let mut earlier: Vec<&Listed> = self.earlier[n].iter().filter_map(|other| listed.get(other)).collect();
            earlier.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.slug.cmp(&b.slug)));
            let newer = self.newer[n].and_then(|other| listed.get(&other)).and_then(|other| {
                let label = if other.archived { &words.site.newer } else { &words.site.present };
                Some(Newer { label: label.clone(), version: version(other, lexicon, lang, &from, false)? })
            });
            Versions {
                title: words.site.earlier.clone(),
                earlier: earlier.into_iter().filter_map(|other| version(other, lexicon, lang, &from, true)).collect(),
                newer,
            }
        };
        own.languages().map(of).collect()
    }
}

/// A version as a page in a language links to it: by its kind and number where it is one of several of the same register, else by its name.
fn version(other: &Listed, lexicon: &Lexicon, lang: Lang, from: &str, numbered: bool) -> Option<Version> {
    let entry = other.entry(lang)?;
    let words = lexicon.or_english(entry.lang);
    let number = entry.version.as_ref().map(|version| fill(&words.changes.version, |_| Some(version.clone())));
    let title = match number {
        Some(number) if numbered => format!("{}{}{number}", entry.kind, words.lists.comma),
        _ if numbered => entry.kind.clone(),
        _ => entry.title.clone(),
    };
    let when: Option<Fact> = entry.when();
    let href = relative(from, &path(entry.lang, &other.slug, SiteFormat::Html)).as_str().to_string();
    Some(Version { title, lang: (entry.lang != lang).then_some(entry.lang), when, href })
}

#[cfg(test)]
mod tests {
    use super::{Place, Relations};

    fn of(places: &[(&str, &str)]) -> Result<Relations, (usize, String)> {
        let place = |(slug, by): &(&str, &str)| Place { slug: (*slug).to_string(), replaced_by: (!by.is_empty()).then(|| (*by).to_string()) };
        Relations::of(&places.iter().map(place).collect::<Vec<_>>())
    }

    #[test]
    fn versions_of_versions_are_versions() {
        let relations = of(&[("a", "b"), ("b", "c"), ("c", ""), ("d", ""), ("e", "c")]).expect("sound");
        assert_eq!(relations.newer, [Some(2), Some(2), None, None, Some(2)]);
        assert_eq!(relations.earlier, [vec![], vec![0], vec![0, 1, 4], vec![], vec![]]);
        assert_eq!(relations.related().collect::<Vec<_>>(), [0, 1, 2, 4]);
    }

    #[test]
    fn what_leads_nowhere_or_round_is_refused() {
        assert_eq!(of(&[("a", ""), ("b", "x")]).expect_err("nowhere").0, 1);
        assert_eq!(of(&[("a", "b"), ("b", "a")]).expect_err("round").0, 0);
        assert_eq!(of(&[("a", "a")]).expect_err("itself").0, 0);
    }
}
