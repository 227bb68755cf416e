//! Documents x languages x formats -> files in memory with links between them, and the index of each language.
//! Never touches the disk.

use crate::day::Day;
use crate::document::{Block, Document, Fact, Labels, Words, plain};
use crate::lang::Lang;
use crate::render::engine::{Engine, RenderError};
use crate::render::page::{Address, Alternate, Entry, FormatLink, Group, Index, PageContext, Style};
use crate::render::paged::{PageStyle, PaperStyle};
use crate::render::pdf::{Dress, pdf};
use crate::render::text;
use rayon::prelude::*;

/// A format of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteFormat {
    /// HTML pages.
    Html,
    /// `CommonMark`.
    Markdown,
    /// PDF-ready text.
    Text,
    /// PDF.
    Pdf,
}

impl SiteFormat {
    /// All of them, in the order of their links.
    pub const ALL: [Self; 4] = [Self::Html, Self::Pdf, Self::Markdown, Self::Text];

    /// What a workspace writes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
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
            Self::Pdf => "pdf",
        }
    }

    /// Its name as people know it.
    fn label(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Text => "TXT",
            Self::Pdf => "PDF",
        }
    }
}

/// A notice of the site: its address and a document in each of its languages.
#[derive(Debug, Clone)]
pub struct Page {
    /// The name of its files, without language and ending; unique in the site.
    pub slug: String,
    /// Whether it is no longer in use.
    pub archived: bool,
    /// The day of its text, for the metadata of files that have some.
    pub date: Option<Day>,
    /// When it was updated or withdrawn, as the index says it, per document.
    pub when: Vec<Option<Fact>>,
    /// One document per language.
    pub documents: Vec<Document>,
}

/// How a site is made.
pub struct Plan<'a> {
    /// Templates.
    pub engine: &'a Engine,
    /// Page layout of the text.
    pub style: &'a PageStyle,
    /// Page layout of the PDF.
    pub paper: &'a PaperStyle,
    /// Formats wanted.
    pub formats: &'a [SiteFormat],
    /// Languages of the index pages, the first being the site's own.
    pub languages: &'a [Lang],
    /// The address the site is published at, where it is known; ends with `/`.
    pub base_url: Option<&'a str>,
    /// The title of the index in a language, where the workspace gives one.
    pub titles: &'a [(Lang, String)],
}

/// A file: its path below the site's root, with `/`, and its bytes.
pub type File = (String, Vec<u8>);

/// The style sheet's file.
const STYLESHEET: &str = "seloste.css";

/// What the index needs of a notice after its pages are written.
#[derive(Debug, Clone)]
pub struct Listed {
    slug: String,
    archived: bool,
    /// Per language.
    entries: Vec<ListedEntry>,
}

#[derive(Debug, Clone)]
struct ListedEntry {
    lang: Lang,
    title: String,
    controller: String,
    kind: String,
    summary: String,
    when: Option<Fact>,
}

/// The style sheet and the index of each language.
pub fn around(listed: &[Listed], plan: &Plan<'_>) -> Result<Vec<File>, RenderError> {
    if !plan.formats.contains(&SiteFormat::Html) {
        return Ok(Vec::new());
    }
    // An index is as long as there are notices: those of all languages are made side by side.
    let of_language = plan.languages.iter().map(|lang| (*lang, false));
    let jobs: Vec<(Lang, bool)> = plan.languages.first().map(|lang| (*lang, true)).into_iter().chain(of_language).collect();
    let indexes = jobs.into_par_iter().map(|(lang, root)| {
        let path = if root { "index.html".to_string() } else { format!("{lang}/index.html") };
        index(lang, listed, plan, root).map(|page| (path, page.into_bytes()))
    });
    let mut files: Vec<File> = indexes.collect::<Result<_, _>>()?;
    files.push((STYLESHEET.to_string(), plan.engine.stylesheet().as_bytes().to_vec()));
    Ok(files)
}

/// The path of a page in a language and format: `fi/asiakasrekisteri.html`.
fn path(lang: Lang, slug: &str, format: SiteFormat) -> String {
    format!("{lang}/{slug}.{}", format.ending())
}

/// The files of one notice, and what the index says of it.
pub fn notice(page: &Page, plan: &Plan<'_>) -> Result<(Vec<File>, Listed), RenderError> {
    let mut files = Vec::new();
    for document in &page.documents {
        let lang = document.lang;
        let up = |path: String| Address::path(&path);
        let others = page.documents.iter().map(|other| {
            (other.lang, if other.lang == lang { format!("{}.html", page.slug) } else { format!("../{}", path(other.lang, &page.slug, SiteFormat::Html)) })
        });
        let alternates = |ending: SiteFormat| -> Vec<Alternate> {
            others.clone().map(|(lang, to)| Alternate { lang, label: name(lang), href: up(to.replace(".html", &format!(".{}", ending.ending()))) }).collect()
        };
        for format in plan.formats {
            let bytes = match format {
                SiteFormat::Html => {
                    let more = plan.formats.iter().filter(|f| **f != SiteFormat::Html);
                    let context = PageContext {
                        style: Style::Link(up(format!("../{STYLESHEET}"))),
                        index: Some(up("index.html".into())),
                        alternates: alternates(SiteFormat::Html),
                        formats: more.map(|f| FormatLink { label: f.label().to_string(), href: up(format!("{}.{}", page.slug, f.ending())) }).collect(),
                        canonical: plan.base_url.and_then(|base| crate::document::Href::parse(&format!("{base}{}", path(lang, &page.slug, SiteFormat::Html)))),
                    };
                    plan.engine.html_page(document, &context)?.into_bytes()
                }
                SiteFormat::Markdown => plan.engine.markdown(document, &alternates(SiteFormat::Markdown))?.into_bytes(),
                SiteFormat::Text => text::text(document, plan.style).into_bytes(),
                SiteFormat::Pdf => pdf(document, plan.paper, &Dress { date: page.date, ..Dress::default() })?,
            };
            files.push((path(lang, &page.slug, *format), bytes));
        }
    }
    let entries = page.documents.iter().enumerate().map(|(n, document)| ListedEntry {
        lang: document.lang,
        title: document.title.clone(),
        controller: document.controller.clone(),
        kind: document.kind.clone(),
        summary: match document.summary.first() {
            Some(Block::Paragraph { text, .. }) => plain(text),
            _ => String::new(),
        },
        when: page.when.get(n).cloned().flatten(),
    });
    Ok((files, Listed { slug: page.slug.clone(), archived: page.archived, entries: entries.collect() }))
}

/// The name of a language in itself.
fn name(lang: Lang) -> String {
    Words::built_in(lang).map_or_else(|| lang.code().to_string(), |words| words.language.clone())
}

/// The index of a language; `root` for the one at the site's own address.
fn index(lang: Lang, pages: &[Listed], plan: &Plan<'_>, root: bool) -> Result<String, RenderError> {
    let words = Words::built_in(lang.spoken()).unwrap_or_else(|| unreachable!("every spoken language has words"));
    let below = if root { format!("{lang}/") } else { String::new() };
    let entry = |page: &Listed| {
        // A notice without this language is listed in the first it has, marked as such.
        let found = page.entries.iter().find(|entry| entry.lang == lang).or(page.entries.first())?;
        let own = found.lang == lang;
        let href = if own {
            format!("{below}{}.html", page.slug)
        } else {
            format!("{}{}", if root { "" } else { "../" }, path(found.lang, &page.slug, SiteFormat::Html))
        };
        Some(Entry {
            title: found.title.clone(),
            lang: (!own).then_some(found.lang),
            controller: found.controller.clone(),
            href: Address::path(&href),
            kind: found.kind.clone(),
            updated: found.when.clone(),
            summary: found.summary.clone(),
        })
    };
    let of = |archived: bool| -> Vec<Entry> {
        let mut entries: Vec<Entry> = pages.iter().filter(|page| page.archived == archived).filter_map(entry).collect();
        entries.sort_by(|a, b| {
            (a.controller.to_lowercase(), a.title.to_lowercase(), a.href.as_str()).cmp(&(b.controller.to_lowercase(), b.title.to_lowercase(), b.href.as_str()))
        });
        entries
    };
    let archived = of(true);
    let title = plan.titles.iter().find(|(own, _)| *own == lang).map_or_else(|| words.site.title.clone(), |(_, title)| title.clone());
    let labels = &words.labels;
    let index = Index {
        lang,
        title,
        description: words.site.intro.clone(),
        intro: vec![Block::paragraph(&words.site.intro)],
        groups: vec![Group { title: String::new(), entries: of(false) }],
        archive: (!archived.is_empty()).then(|| Group { title: words.site.archive.clone(), entries: archived }),
        labels: Labels {
            skip: labels.skip.clone(),
            languages: labels.languages.clone(),
            index: labels.index.clone(),
            formats: labels.formats.clone(),
            contents: labels.contents.clone(),
            ..Labels::default()
        },
    };
    let sheet = if root { STYLESHEET.to_string() } else { format!("../{STYLESHEET}") };
    let alternate = |other: &Lang| {
        let to = if root {
            format!("{other}/index.html")
        } else if *other == lang {
            "index.html".to_string()
        } else {
            format!("../{other}/index.html")
        };
        Alternate { lang: *other, label: name(*other), href: Address::path(&to) }
    };
    let context = PageContext {
        style: Style::Link(Address::path(&sheet)),
        alternates: plan.languages.iter().map(alternate).collect(),
        canonical: plan.base_url.and_then(|base| crate::document::Href::parse(&format!("{base}{lang}/index.html"))),
        ..PageContext::default()
    };
    plan.engine.index_page(&index, &context)
}

/// "Updated 3.9.2026" for the index, as a label and a value, or that it is no longer in use.
#[must_use]
pub fn when(words: &Words, updated: Option<String>, withdrawn: Option<String>) -> Option<Fact> {
    let fact = |label: &str, value: String| Fact { label: label.to_string(), value };
    withdrawn.map(|day| fact(&words.facts.withdrawn, day)).or_else(|| updated.map(|day| fact(&words.facts.updated, day)))
}
