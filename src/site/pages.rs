//! The files of one notice in each of its languages and formats.
//! Never decides what a page looks like or says.

use super::base::{relative, translations};
use super::{File, Page, Plan, SiteFormat, feed, fragment, index, path};
use crate::document::Document;
use crate::lang::Lang;
use crate::render::engine::RenderError;
use crate::render::page::{Alternate, FormatLink, PageContext, Versions};
use crate::render::pdf::pdf;
use crate::render::{json, text};

/// The files of a notice. `versions` are those of each of its documents.
pub fn notice(page: &Page, versions: &[Versions], plan: &Plan<'_>) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    let pages = |format: SiteFormat| -> Vec<(Lang, String)> { page.documents.iter().map(|other| (other.lang, path(other.lang, &page.slug, format))).collect() };
    for (n, document) in page.documents.iter().enumerate() {
        let lang = document.lang;
        let alternates = |format: SiteFormat| -> Vec<Alternate> {
            let own = path(lang, &page.slug, format);
            let other = |document: &Document| Alternate {
                lang: document.lang,
                label: plan.name(document.lang),
                href: relative(&own, &path(document.lang, &page.slug, format)),
                places: document.sections.iter().map(|section| section.id.clone()).collect(),
            };
            page.documents.iter().map(other).collect()
        };
        let of_document = versions.get(n).cloned().unwrap_or_default();
        for format in plan.formats {
            let own = path(lang, &page.slug, *format);
            let bytes = match format {
                SiteFormat::Html => {
                    let more = plan.formats.iter().filter(|f| **f != SiteFormat::Html);
                    let more = more.filter_map(|f| Some(FormatLink { label: f.label()?.to_string(), href: relative(&own, &path(lang, &page.slug, *f)) }));
                    let context = PageContext {
                        style: plan.look(),
                        // A language that only some notices have has no index of its own.
                        index: Some(relative(&own, &if plan.languages.contains(&lang) { index::path(lang) } else { "index.html".to_string() })),
                        alternates: alternates(SiteFormat::Html),
                        formats: more.collect(),
                        canonical: plan.base.and_then(|base| base.href(&own)),
                        translations: translations(plan.base, &own, &pages(SiteFormat::Html)),
                        feed: feed::link(lang, &own, plan),
                        versions: of_document.clone(),
                        frame: plan.frame(lang, &own),
                        script: None,
                    };
                    plan.engine.html_page(document, &context)?.into_bytes()
                }
                SiteFormat::Markdown => plan.engine.markdown(document, &alternates(SiteFormat::Markdown))?.into_bytes(),
                SiteFormat::Text => text::text(document, plan.style).into_bytes(),
                SiteFormat::Pdf => pdf(document, plan.paper, &plan.dress(lang, page.day))?,
                SiteFormat::Json => json::json(document).into_bytes(),
                SiteFormat::Fragment => fragment::piece(document, &page.slug, &own, &of_document, plan)?.into_bytes(),
            };
            files.push((own, bytes));
        }
    }
    Ok(files)
}
