//! A document as an HTML page or a piece of one, and the pages of a site around it.
//! Never writes a text unescaped, never needs a script, never asks another host for anything.

mod blocks;
mod css;
mod flow;
mod fragment;
mod inline;
mod properties;
mod scope;
mod site;
mod stylesheet;

pub(super) use blocks::alone as blocks_alone;
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
    let (fields, sections) = fields(templates, document, context, false)?;
    templates.render_around("html/page.html", fields, &[("sections", &sections)]).map(|page| finished(page, style, context))
}

/// What the page of a document, or a piece of one, is filled with, and its sections, which go in last.
fn fields(templates: &Templates, document: &Document, context: &PageContext, piece: bool) -> Result<(Fields, Markup), RenderError> {
    let mut writer = Writer::new(templates, document, &context.alternates);
    writer.piece = piece;
    let under_summary = if document.labels.summary.is_empty() { 2 } else { 3 };
    let summary = writer.blocks(&document.summary, under_summary)?;
    let points = document.first.points.iter().map(|point| {
        let blocks = writer.item(&point.blocks, under_summary + 1)?;
        let href = point.href.as_ref().filter(|href| writer.is_place(href)).map(Href::as_str);
        Ok(Field::record([("topic", point.topic.into()), ("label", point.label.as_str().into()), ("href", href.into()), ("blocks", (&blocks).into())]))
    });
    let points = points.collect::<Result<Vec<_>, RenderError>>()?;
    let notable = document.first.notable.iter().map(|point| writer.item(&document.notable(point), under_summary + 1)).collect::<Result<Vec<_>, _>>()?;
    let ways = document.ways.iter().filter(|way| writer.is_place(&way.href));
    let ways: Vec<Field> =
        ways.map(|way| Field::record([("topic", way.topic.into()), ("label", way.label.as_str().into()), ("href", way.href.as_str().into())])).collect();
    let sections = writer.sections(&document.sections)?;
    let glossary = document.glossary.iter().map(|term| {
        let back = writer.leads_to(&term.id);
        Field::record([
            ("id", term.id.as_str().into()),
            ("term", term.term.as_str().into()),
            ("text", term.text.as_str().into()),
            ("back", back.as_deref().into()),
        ])
    });
    let glossary: Vec<Field> = glossary.collect();
    let terms = Some(&document.labels.glossary).filter(|_| !document.glossary.is_empty());
    let terms = terms.map(|title| {
        Field::record([("href", "#glossary_terms".into()), ("number", None::<&str>.into()), ("title", title.as_str().into()), ("lang", None::<&str>.into())])
    });
    let contents = document.toc && !document.sections.is_empty();
    let draft = document.banners.iter().any(|banner| banner.kind == "draft");
    let fields = surroundings(templates, document.lang, &document.labels, context)?
        .with("kind", document.kind.as_str())
        .with("title", document.title.as_str())
        .with("controller", document.controller.as_str())
        .with("description", found(&document.description))
        .with("draft", draft)
        .data("banners", &document.banners)?
        .data("facts", &document.facts)?
        .with("summary", &summary)
        .with("points", Field::list(points))
        .with("notable", Field::list(notable.iter().map(Field::from)))
        .with("ways", Field::list(ways))
        .with("glossary", Field::list(glossary))
        .with("contents", Field::list(document.sections.iter().filter(|_| contents).map(entry).chain(terms.filter(|_| contents))))
        .with("changes", document.sections.iter().find(|section| section.topic == "changes").map(entry));
    Ok((fields, sections))
}

/// Who looks for a page is shown so many bytes of what it says of itself.
const SHOWN: usize = 160;

/// The sentences at the beginning of a description that are shown to whoever looks for the page; all of it where the first is longer.
fn found(description: &str) -> &str {
    let ends = description.match_indices(". ").map(|(at, _)| at + 1);
    let ends = ends.take_while(|end| *end <= SHOWN).filter(|end| description[end + 1..].starts_with(char::is_uppercase));
    if description.len() <= SHOWN { description } else { ends.last().map_or(description, |end| &description[..end]) }
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

/// Where the style sheet goes, and what the policy says of it, until the page tells what it needs. No text holds these characters: they are hidden.
const STYLE: u8 = 1;
const SOURCE: u8 = 2;

/// A page with its style sheet in it: what of the whole the page needs.
fn finished(page: Markup, style: &Stylesheet, context: &PageContext) -> String {
    let page = page.into_string();
    if !matches!(context.style, Style::Inline) {
        return page;
    }
    let cut = style.of_page(&page);
    let mut out = String::with_capacity(page.len() + cut.text().len() + cut.source().len());
    let mut rest = page.as_str();
    while let Some(at) = memchr::memchr2(STYLE, SOURCE, rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(if rest.as_bytes()[at] == STYLE { cut.text() } else { cut.source() });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out
}

/// What every page has around its text. The policy allows one style sheet and pictures, a script file only
/// where the page has one, and nothing else.
fn surroundings(templates: &Templates, lang: Lang, labels: &Labels, context: &PageContext) -> Result<Fields, RenderError> {
    let (inline, link, source) = match &context.style {
        Style::Inline => (Some(Markup::vouch(char::from(STYLE).to_string())), None, char::from(SOURCE).to_string()),
        Style::Link(address) => (None, Some(address.as_str()), "'self'".to_string()),
    };
    let frame = &context.frame;
    let fonts = if frame.fonts.is_some() { " font-src 'self';" } else { "" };
    // The names of fonts are in a style sheet of their own.
    let more = if frame.fonts.is_some() && source != "'self'" { " 'self'" } else { "" };
    let blocks = |blocks: &[Block]| Writer::alone(templates, labels, lang).blocks(blocks, 2);
    let (header, footer) = (blocks(&frame.header)?, blocks(&frame.footer)?);
    let script = if context.script.is_some() { " script-src 'self';" } else { "" };
    let policy =
        Markup::vouch(format!("default-src 'none'; style-src {source}{more};{script}{fonts} img-src 'self' data:; base-uri 'none'; form-action 'none'"));
    // A switch with one position is no switch.
    let alternates = if context.alternates.len() > 1 { context.alternates.as_slice() } else { &[] };
    Fields::default()
        .with("lang", lang.code())
        .with("policy", &policy)
        .with("style", inline.as_ref())
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
