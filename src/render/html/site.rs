//! The pages of a site around its notices: the index of a language, and the signposts of pages that moved or are not there.
//! Never needs a script: what one adds is hidden without it.

use super::blocks::Writer;
use super::{Stylesheet, finished, surroundings};
use crate::lang::Lang;
use crate::render::engine::{RenderError, Templates};
use crate::render::page::{Address, Index, PageContext, Signpost};

/// The index page.
pub(in crate::render) fn index(templates: &Templates, style: &Stylesheet, index: &Index, context: &PageContext) -> Result<String, RenderError> {
    let intro = Writer::alone(templates, &index.labels, index.lang).blocks(&index.intro, 2)?;
    let fields = surroundings(templates, index.lang, &index.labels, context)?
        .with("title", index.title.as_str())
        .with("description", index.description.as_str())
        .with("draft", false)
        .with("intro", &intro)
        .data("search", &index.search.as_ref().filter(|_| context.script.is_some()))?
        .data("groups", &index.groups)?
        .data("archive", &index.archive.as_ref().filter(|archive| !archive.entries.is_empty()))?;
    templates.render("html/index.html", &fields).map(|page| finished(page, style, context))
}

/// A page that tells where another one is, or that there is none.
pub(in crate::render) fn signpost(templates: &Templates, style: &Stylesheet, signpost: &Signpost, context: &PageContext) -> Result<String, RenderError> {
    let first = signpost.signs.first();
    let fields = surroundings(templates, first.map_or(Lang::EN, |sign| sign.lang), &signpost.labels, context)?
        .with("title", first.map(|sign| sign.title.as_str()))
        .with("description", "")
        // Nothing here is for a search engine to find.
        .with("draft", true)
        .with("to", signpost.to.as_ref().map(Address::as_str))
        .data("signs", &signpost.signs)?;
    templates.render("html/signpost.html", &fields).map(|page| finished(page, style, context))
}
