//! Documents x languages x formats -> files in memory with links between them, and what stands around them: indexes, feeds, the map of the site.
//! Never touches the disk.

pub mod archive;
pub mod base;
mod feed;
mod fragment;
mod index;
pub mod links;
mod pages;
pub mod redirects;
mod search;
mod sitemap;
mod xml;

use crate::day::Day;
use crate::document::{Document, Fact, Lexicon, Words};
use crate::lang::Lang;
use crate::render::engine::{Engine, RenderError};
use crate::render::page::{Frame, Style};
use crate::render::paged::{PageStyle, PaperStyle};
use crate::render::pdf::{Dress, Logo};
use base::Base;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use pages::notice;

/// A format of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteFormat {
    /// HTML pages.
    Html,
    /// `CommonMark`.
    Markdown,
    /// PDF-ready text.
    Text,
    /// The document itself, for programs.
    Json,
    /// A piece of HTML for the page of a content management system.
    Fragment,
    /// PDF.
    Pdf,
}

impl SiteFormat {
    /// All of them, in the order of their links.
    pub const ALL: [Self; 6] = [Self::Html, Self::Pdf, Self::Markdown, Self::Text, Self::Json, Self::Fragment];

    /// What a workspace writes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Json => "json",
            Self::Fragment => "fragment",
            Self::Pdf => "pdf",
        }
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Json => "json",
            Self::Fragment => "fragment.html",
            Self::Pdf => "pdf",
        }
    }

    /// Its name as people know it; `None` for what is not for readers.
    fn label(self) -> Option<&'static str> {
        match self {
            Self::Html => Some("HTML"),
            Self::Markdown => Some("Markdown"),
            Self::Text => Some("TXT"),
            Self::Json => Some("JSON"),
            Self::Fragment => None,
            Self::Pdf => Some("PDF"),
        }
    }
}

/// A notice of the site: its address and a document in each of its languages.
#[derive(Debug, Clone)]
pub struct Page {
    /// The name of its files, without language and ending; unique in the site.
    pub slug: String,
    /// Names its files had before.
    pub former: Vec<String>,
    /// Whether it is no longer in use.
    pub archived: bool,
    /// Whether its pages are drafts.
    pub draft: bool,
    /// The day it was last changed.
    pub day: Option<Day>,
    /// What kinds of register it describes, by their keys.
    pub kinds: Vec<String>,
    /// When it was updated or withdrawn, as the index says it, per document.
    pub when: Vec<Option<Fact>>,
    /// Its version as its keeper counts.
    pub version: Option<String>,
    /// Its changes, per document.
    pub changes: Vec<Vec<Change>>,
    /// One document per language.
    pub documents: Vec<Document>,
}

/// A change of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The day.
    pub day: Day,
    /// The day as the language writes it.
    pub date: String,
    /// What changed; may be empty.
    pub text: String,
}

/// How a site is made.
pub struct Plan<'a> {
    /// Templates.
    pub engine: &'a Engine,
    /// The words of every language.
    pub lexicon: &'a Lexicon,
    /// Page layout of the text.
    pub style: &'a PageStyle,
    /// Page layout of the PDF.
    pub paper: &'a PaperStyle,
    /// The look of the PDF; its date is each page's own, what its logo shows each language's.
    pub dress: &'a Dress,
    /// Formats wanted.
    pub formats: &'a [SiteFormat],
    /// Languages of the index pages, the first being the site's own.
    pub languages: &'a [Lang],
    /// The address the site is published at, where it is known.
    pub base: Option<&'a Base>,
    /// The title of the index in a language, where the workspace gives one.
    pub titles: &'a [(Lang, String)],
    /// What the site's look puts around pages, by language.
    pub frames: &'a [(Lang, Frame)],
    /// The style sheet that names the site's fonts.
    pub fonts: Option<&'a str>,
    /// Kinds of registers by their keys, in the order of the index.
    pub kinds: &'a [String],
}

impl Plan<'_> {
    fn has(&self, format: SiteFormat) -> bool {
        self.formats.contains(&format)
    }

    /// The name of a language in itself.
    fn name(&self, lang: Lang) -> String {
        self.lexicon.get(lang).map_or_else(|| lang.code().to_string(), |words| words.language.clone())
    }

    /// The words of a language, English for one that has none.
    fn words(&self, lang: Lang) -> &Words {
        self.lexicon.or_english(lang)
    }

    /// The style sheet is in each page: one file is the whole page, and nothing more is asked for.
    fn look(&self) -> Style {
        Style::Inline
    }

    /// The look of the PDF of a page in a language.
    fn dress(&self, lang: Lang, date: Option<Day>) -> Dress {
        let frame = self.frames.iter().find(|(own, _)| *own == lang).or(self.frames.first());
        let alt = || frame.and_then(|(_, frame)| frame.logo.as_ref()).map(|logo| logo.alt.clone()).unwrap_or_default();
        Dress { date, accent: self.dress.accent, logo: self.dress.logo.as_ref().map(|logo| Logo { bytes: logo.bytes.clone(), alt: alt() }) }
    }

    /// What stands around a page in a language, as seen from it.
    fn frame(&self, lang: Lang, from: &str) -> Frame {
        let frame = self.frames.iter().find(|(own, _)| *own == lang).or(self.frames.first()).map(|(_, frame)| frame.clone()).unwrap_or_default();
        Frame { fonts: self.fonts.map(|to| base::relative(from, to)), ..frame }
    }
}

/// A file: its path below the site's root, with `/`, and its bytes.
pub type File = (String, Vec<u8>);

/// What the pages around need of a notice after its own are written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// [`Page::slug`].
    pub slug: String,
    /// [`Page::former`].
    pub former: Vec<String>,
    archived: bool,
    draft: bool,
    day: Option<Day>,
    kinds: Vec<String>,
    /// Per language.
    entries: Vec<ListedEntry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ListedEntry {
    lang: Lang,
    title: String,
    controller: String,
    kind: String,
    version: Option<String>,
    summary: String,
    when: Option<(String, String)>,
    changes: Vec<Change>,
}

impl Listed {
    /// What the pages around need of a page.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        let entries = page.documents.iter().enumerate().map(|(n, document)| ListedEntry {
            lang: document.lang,
            title: document.title.clone(),
            controller: document.controller.clone(),
            kind: document.kind.clone(),
            version: page.version.clone(),
            summary: match document.summary.first() {
                Some(crate::document::Block::Paragraph { text, .. }) => crate::document::plain(text),
                _ => String::new(),
            },
            when: page.when.get(n).cloned().flatten().map(|fact| (fact.label, fact.value)),
            changes: page.changes.get(n).cloned().unwrap_or_default(),
        });
        Self {
            slug: page.slug.clone(),
            former: page.former.clone(),
            archived: page.archived,
            draft: page.draft,
            day: page.day,
            kinds: page.kinds.clone(),
            entries: entries.collect(),
        }
    }

    /// Its languages.
    pub fn languages(&self) -> impl Iterator<Item = Lang> {
        self.entries.iter().map(|entry| entry.lang)
    }

    /// What it says in a language, else in its first.
    fn entry(&self, lang: Lang) -> Option<&ListedEntry> {
        self.entries.iter().find(|entry| entry.lang == lang).or(self.entries.first())
    }
}

impl ListedEntry {
    fn when(&self) -> Option<Fact> {
        self.when.as_ref().map(|(label, value)| Fact { label: label.clone(), value: value.clone() })
    }
}

/// What stands around the notices: indexes, the page of what is not there, redirects, feeds, the map.
pub fn around(listed: &[Listed], plan: &Plan<'_>) -> Result<Vec<File>, RenderError> {
    if !plan.has(SiteFormat::Html) {
        return Ok(Vec::new());
    }
    // An index is as long as there are notices: those of all languages are made side by side.
    let of_language = plan.languages.iter().map(|lang| (*lang, false));
    let jobs: Vec<(Lang, bool)> = plan.languages.first().map(|lang| (*lang, true)).into_iter().chain(of_language).collect();
    let indexes = jobs.into_par_iter().map(|(lang, root)| {
        let path = if root { "index.html".to_string() } else { index::path(lang) };
        index::page(lang, listed, plan, root).map(|page| (path, page.into_bytes()))
    });
    let mut files: Vec<File> = indexes.collect::<Result<_, _>>()?;
    files.extend(search::file(plan));
    files.extend(redirects::pages(listed, plan)?);
    files.push(redirects::missing(plan)?);
    files.extend(feed::files(listed, plan));
    files.extend(sitemap::files(listed, plan));
    Ok(files)
}

/// The path of a page in a language and format: `fi/asiakasrekisteri.html`.
fn path(lang: Lang, slug: &str, format: SiteFormat) -> String {
    format!("{lang}/{slug}.{}", format.ending())
}

/// The path of a notice's page in a language.
#[must_use]
pub fn page_path(lang: Lang, slug: &str) -> String {
    path(lang, slug, SiteFormat::Html)
}

/// "Updated 3.9.2026" for the index, as a label and a value, or that it is no longer in use.
#[must_use]
pub fn when(words: &Words, updated: Option<String>, withdrawn: Option<String>) -> Option<Fact> {
    let fact = |label: &str, value: String| Fact { label: label.to_string(), value };
    withdrawn.map(|day| fact(&words.facts.withdrawn, day)).or_else(|| updated.map(|day| fact(&words.facts.updated, day)))
}
