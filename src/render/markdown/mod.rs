//! A document as plain `CommonMark`: no HTML, no extension, no front matter.
//! Never writes a text so that a reader of the format takes a character of it for markup.

mod blocks;
mod inline;
mod runs;

pub(super) use inline::escape;

use super::engine::{Fields, RenderError, Templates};
use super::page::Alternate;
use crate::document::{Block, Document};

/// The folder of the format's templates.
pub(super) const FOLDER: &str = "markdown/";

/// The file of a document.
pub(super) fn page(templates: &Templates, document: &Document, alternates: &[Alternate]) -> Result<String, RenderError> {
    // The page's own language is no other.
    let others: Vec<&Alternate> = alternates.iter().filter(|other| other.lang != document.lang).collect();
    let under_summary = if document.labels.summary.is_empty() { 2 } else { 3 };
    let lead: Vec<Block> = document.summary.iter().cloned().chain(document.first_blocks()).collect();
    let summary = blocks::blocks(templates, &lead, under_summary)?;
    let glossary = blocks::blocks(templates, &document.glossary_blocks(), 3)?;
    let sections = blocks::sections(templates, &document.sections)?;
    let fields = Fields::default()
        .with("kind", document.kind.as_str())
        .with("title", document.title.as_str())
        .with("controller", document.controller.as_str())
        .data("alternates", &others)?
        .data("banners", &document.banners)?
        .data("facts", &document.facts)?
        .data("labels", &document.labels)?
        .with("summary", &summary)
        .with("sections", &sections)
        .with("glossary", &glossary);
    let page = templates.render("markdown/page.md", &fields)?.into_string();
    Ok(format!("{}\n", page.trim_matches('\n')))
}
