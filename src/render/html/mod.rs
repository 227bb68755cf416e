//! A document as an HTML page or a piece of one, and the pages of a site around it.
//! Never writes a text unescaped, never needs a script, never asks another host for anything.

mod blocks;
mod fragment;
mod inline;
mod scope;
mod site;
mod stylesheet;

pub(super) use fragment::fragment;
pub(super) use inline::escape;
pub(super) use site::{index, signpost};
pub(super) use stylesheet::Stylesheet;

use super::engine::{Field, Fields, RenderError, Templates};
use super::markup::Markup;
use super::page::{PageContext, Style};
use crate::document::{Block, Document, Href, Labels, Section};
use crate::lang::Lang;
use blocks::Writer;

/// The folder of the format's templates.
pub(super) const FOLDER: &str = "html/";

/// The page of a document.
pub(super) fn page(templates: &Templates, style: &Stylesheet, document: &Document, context: &PageContext) -> Result<String, RenderError> {
    templates.render("html/page.html", &fields(templates, style, document, context)?).map(Markup::into_string)
}

/// What the page of a document, and a piece of one, is filled with.
fn fields(templates: &Templates, style: &Stylesheet, document: &Document, context: &PageContext) -> Result<Fields, RenderError> {
    let mut writer = Writer::new(templates, document);
    let under_summary = if document.labels.summary.is_empty() { 2 } else { 3 };
    let summary = writer.blocks(&document.summary, under_summary)?;
    let sections = writer.sections(&document.sections)?;
    let contents = document.toc && !document.sections.is_empty();
    let draft = document.banners.iter().any(|banner| banner.kind == "draft");
    Ok(surroundings(templates, style, document.lang, &document.labels, context)?
        .with("kind", document.kind.as_str())
        .with("title", document.title.as_str())
        .with("controller", document.controller.as_str())
        .with("description", document.description.as_str())
        .with("draft", draft)
        .data("banners", &document.banners)?
        .data("facts", &document.facts)?
        .with("summary", &summary)
        .with("contents", Field::list(document.sections.iter().filter(|_| contents).map(entry)))
        .with("sections", &sections))
}

/// An entry of the contents list.
fn entry(section: &Section) -> Field {
    Field::record([
        ("href", Href::anchor(&section.id).as_str().into()),
        ("number", section.number.as_deref().into()),
        ("title", section.title.as_str().into()),
        ("lang", section.lang.as_ref().map(Lang::code).into()),
    ])
}

/// What every page has around its text. The policy allows one style sheet and pictures, a script file only
/// where the page has one, and nothing else.
fn surroundings(templates: &Templates, style: &Stylesheet, lang: Lang, labels: &Labels, context: &PageContext) -> Result<Fields, RenderError> {
    let (inline, link, source) = match &context.style {
        Style::Inline => (Some(style.markup()), None, style.source()),
        Style::Link(address) => (None, Some(address.as_str()), "'self'"),
    };
    let frame = &context.frame;
    let fonts = if frame.fonts.is_some() { " font-src 'self';" } else { "" };
    // The names of fonts are in a style sheet of their own.
    let more = if frame.fonts.is_some() && source != "'self'" { " 'self'" } else { "" };
    let blocks = |blocks: &[Block]| Writer::alone(templates, labels).blocks(blocks, 2);
    let (header, footer) = (blocks(&frame.header)?, blocks(&frame.footer)?);
    let script = if context.script.is_some() { " script-src 'self';" } else { "" };
    let policy = format!("default-src 'none'; style-src {source}{more};{script}{fonts} img-src 'self' data:; base-uri 'none'; form-action 'none'");
    // A switch with one position is no switch.
    let alternates = if context.alternates.len() > 1 { context.alternates.as_slice() } else { &[] };
    Fields::default()
        .with("lang", lang.code())
        .with("policy", policy.as_str())
        .with("style", inline)
        .with("stylesheet", link)
        .with("index", context.index.as_ref().map(super::page::Address::as_str))
        .with("canonical", context.canonical.as_ref().map(Href::as_str))
        .with("fonts", frame.fonts.as_ref().map(super::page::Address::as_str))
        .with("header", Some(&header).filter(|header| !header.is_empty()))
        .with("footer", Some(&footer).filter(|footer| !footer.is_empty()))
        .data("logo", &frame.logo)?
        .with("script", context.script.as_ref().map(super::page::Address::as_str))
        .data("alternates", alternates)?
        .data("translations", &context.translations)?
        .data("feed", &context.feed)?
        .data("versions", &context.versions)?
        .data("formats", &context.formats)?
        .data("labels", labels)
}
