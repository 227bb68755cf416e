//! A site from notices that were judged: which page each becomes, under which address, what stands around them, and what of the old site is kept.
//! Never prints.

mod address;
pub mod cache;
mod entry;
mod page;

pub use address::{Wanted, addresses};
pub use entry::{Entry, Past, Text};
pub use page::{kinds, page};

use super::judging::Verdict;
use super::publishing;
use super::theme::Theme;
use crate::document::Lexicon;
use crate::lang::Lang;
use crate::project::publish::Staging;
use crate::project::{ProjectError, Workspace};
use crate::render::page::Versions;
use crate::site::archive::Relations;
use crate::site::base::Base;
use crate::site::links::{self, Links};
use crate::site::{self, Listed, Plan, SiteFormat, redirects};
use cache::{Cache, Kept, Length, Mark};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is asked of a build.
pub struct Order<'a> {
    /// The folder of the site.
    pub out: &'a Path,
    /// The workspace whose settings hold for the site.
    pub workspace: &'a Workspace,
    /// Its files that stand in place of built-in ones.
    pub overlay: &'a [publishing::Overlaid],
    /// The words of every language.
    pub lexicon: &'a Lexicon,
    /// Formats.
    pub formats: &'a [SiteFormat],
    /// Languages of the index pages.
    pub languages: &'a [Lang],
    /// The address the site is published at.
    pub base: Option<&'a Base>,
}

/// What a build came to.
#[derive(Debug, Default)]
pub struct Built {
    /// Files of the site.
    pub files: usize,
    /// Notices whose pages were made anew.
    pub anew: usize,
    /// Links of what was made anew.
    pub links: Vec<Links>,
}

/// What is made of one notice: all of it anew, or kept from the old site.
struct Made {
    kept: Kept,
    links: Vec<Links>,
    anew: bool,
}

/// Writes the site. `verdicts` are those of the notices; `draft` tells which of them are marked so; `told` is called after each.
pub fn build(
    notices: Vec<Entry>,
    verdicts: &[Verdict],
    past: &Past,
    order: &Order<'_>,
    draft: impl Fn(&Entry) -> bool + Sync,
    told: impl Fn() + Sync,
) -> Result<Built, ProjectError> {
    let theme = Theme::of(order.workspace, order.languages)?;
    let maker = maker(past.program(), order, &theme);
    let lexicon = order.lexicon;
    let (paper, dress) = (publishing::paper(order.overlay)?, theme.dress());
    let style = publishing::style(order.workspace, order.overlay, None, None)?;
    let engine = publishing::engine_of(order.overlay.to_vec(), &theme.css)?;
    let titles: Vec<(Lang, String)> = order.languages.iter().filter_map(|lang| Some((*lang, order.workspace.site_title(*lang)?.to_string()))).collect();
    let kinds = kinds();
    let fonts = theme.font_sheet();
    let (formats, languages, base) = (order.formats, order.languages, order.base);
    let plan = Plan {
        engine: &engine,
        lexicon,
        style: &style,
        paper: &paper,
        dress: &dress,
        formats,
        languages,
        base,
        titles: &titles,
        frames: &theme.frames,
        fonts: fonts.as_deref(),
        kinds: &kinds,
    };
    let mut wanted: Vec<Wanted> = notices.iter().map(Entry::wanted).collect::<Result<_, _>>()?;
    let said = wanted.clone();
    let places = addresses(&mut notices.iter().map(Entry::path).zip(&mut wanted).collect::<Vec<_>>())?;
    let paths: Vec<PathBuf> = notices.iter().map(|notice| notice.path().to_path_buf()).collect();
    let about = |(n, what): (usize, String)| ProjectError::new(&paths[n], what);
    let relations = Relations::of(&places).map_err(about)?;
    let make = |n: usize, notice: &Entry| page(&notice.read(), &wanted[n], lexicon, draft(notice));
    let related: BTreeMap<usize, Listed> = relations.related().map(|n| Ok((n, Listed::of(&make(n, &notices[n])?)))).collect::<Result<_, ProjectError>>()?;

    let staging = Staging::begin(order.out)?;
    let cache = &past.cache;
    let keep = |files: &[Length]| match &past.old {
        Some(old) if cache.maker == maker => {
            files.iter().all(|(path, length)| old.has(path, *length)) && staging.keep(old, files.iter().map(|(path, _)| path.as_str()))
        }
        _ => false,
    };
    // A notice and its documents live no longer than it takes to write its pages: it is read for them, as it was read to be judged.
    let one = |(n, notice): (usize, Entry)| -> Result<Made, ProjectError> {
        let versions = relations.versions(n, &related, lexicon);
        let made_of = made_of(&notice, &wanted[n], draft(&notice), &versions);
        let to_keep = || notice.to_keep(said[n].clone(), verdicts.get(n));
        let known = cache.notices.get(&wanted[n].slug).filter(|kept| kept.made_of == made_of && keep(&kept.files));
        let made = match known {
            Some(kept) => Made { kept: Kept { known: to_keep(), ..kept.clone() }, links: Vec::new(), anew: false },
            None => {
                let page = make(n, &notice)?;
                let files = site::notice(&page, &versions, &plan).map_err(|e| publishing::broken(&e))?;
                staging.write(&files)?;
                let mut links: Vec<Links> = files.iter().filter_map(|(path, bytes)| Links::of(path, bytes, base)).collect();
                links::settle(&mut links);
                Made { kept: Kept { known: to_keep(), made_of, listed: Listed::of(&page), files: lengths(&files) }, links, anew: true }
            }
        };
        told();
        Ok(made)
    };
    let made: Vec<Made> = notices.into_par_iter().enumerate().map(one).collect::<Result<_, ProjectError>>()?;

    let mut next = Cache { maker, days: past.days(), ..Cache::default() };
    let mut built = Built::default();
    let mut listed = Vec::with_capacity(made.len());
    for (made, place) in made.into_iter().zip(places) {
        built.anew += usize::from(made.anew);
        built.links.extend(made.links);
        listed.push(made.kept.listed.clone());
        next.notices.insert(place.slug, made.kept);
    }
    if let Some(clash) = redirects::clash(&listed) {
        return Err(about(clash));
    }
    next.around_of = Mark::of_data(&listed);
    if next.around_of == cache.around_of && keep(&cache.around) {
        next.around.clone_from(&cache.around);
    } else {
        let mut around = site::around(&listed, &plan).map_err(|e| publishing::broken(&e))?;
        around.extend(theme.files);
        staging.write(&around)?;
        built.links.extend(around.iter().filter_map(|(path, bytes)| Links::of(path, bytes, base)));
        next.around = lengths(&around);
    }
    check(&built.links, &next, order.out)?;
    built.files = staging.finish(&next.write(past.program()))?;
    Ok(built)
}

/// A link within the site that leads nowhere stops the build.
fn check(links: &[Links], cache: &Cache, out: &Path) -> Result<(), ProjectError> {
    let files = cache.notices.values().flat_map(|kept| &kept.files).chain(&cache.around).map(|(path, _)| path.as_str());
    let broken = links::broken(links, &files.collect::<BTreeSet<&str>>());
    let Some(first) = broken.first() else { return Ok(()) };
    let more = if broken.len() > 1 { format!(" (and {} more)", broken.len() - 1) } else { String::new() };
    Err(ProjectError::new(out.join(&first.page), format!("{first}{more}; nothing was written")))
}

/// Everything that all pages are made of besides their notices.
fn maker(program: Mark, order: &Order<'_>, theme: &Theme) -> Mark {
    let workspace = order.workspace.source.as_ref().map_or("", |source| source.text());
    let plan = format!("{:?} {:?} {:?}", order.formats, order.languages, order.base);
    let mut parts: Vec<&[u8]> = vec![program.bytes(), workspace.as_bytes(), plan.as_bytes()];
    parts.extend(theme.files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]));
    let frames = format!("{:?}", theme.frames);
    parts.push(frames.as_bytes());
    parts.extend(order.overlay.iter().flat_map(|(name, text, _)| [name.as_bytes(), text.as_bytes()]));
    Mark::of(parts)
}

/// Everything that the pages of a notice are made of besides.
fn made_of(notice: &Entry, wanted: &Wanted, draft: bool, versions: &[Versions]) -> Mark {
    let rest = format!("{wanted:?} {draft} {versions:?}");
    Mark::of([notice.mark().bytes(), rest.as_bytes()])
}

fn lengths(files: &[site::File]) -> Vec<Length> {
    files.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64)).collect()
}
