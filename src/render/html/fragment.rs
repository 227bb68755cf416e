//! A document as a piece of somebody else's page: its own style sheet bound to its one outermost element, and ids that begin with that element's.
//! Never brings `html` or `head`, never styles or names anything outside itself.

use super::{Stylesheet, fields};
use crate::document::Document;
use crate::render::engine::{RenderError, Templates};
use crate::render::markup::Markup;
use crate::render::page::PageContext;

/// Attributes that hold ids.
const IDS: [&str; 9] = ["id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "popovertarget"];

/// The piece, with its style sheet before it. `id` is that of the outermost element.
pub(in crate::render) fn fragment(
    templates: &Templates,
    style: &Stylesheet,
    document: &Document,
    context: &PageContext,
    id: &str,
) -> Result<String, RenderError> {
    let (fields, sections) = fields(templates, document, context, true)?;
    let markup = templates.render_around("html/fragment.html", fields.with("scope", id), &[("sections", &sections)]).map(Markup::into_string)?;
    let mut out = String::with_capacity(markup.len() * 2);
    out.push_str("<style>");
    out.push_str(&style.of_page(&markup).scoped(id));
    out.push_str("</style>\n");
    prefix(&markup, id, &mut out);
    Ok(out)
}

/// Appends `markup` with `scope-` before every id, and before every reference to one, but that of the outermost element.
fn prefix(markup: &str, scope: &str, out: &mut String) {
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = end_of_tag(rest);
        tag(&rest[..end], scope, out);
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// Where a tag ends: after the first `>` outside quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn tag(tag: &str, scope: &str, out: &mut String) {
    let mut rest = tag;
    // Values are quoted: an attribute is what stands between a space and `="`.
    while let Some(equals) = rest.find("=\"").or_else(|| rest.find("='")) {
        let name = rest[..equals].rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
        let start = equals + 2;
        let quote = if rest[equals + 1..].starts_with('"') { '"' } else { '\'' };
        let end = rest[start..].find(quote).map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        value(&name, &rest[start..end], scope, out);
        rest = &rest[end..];
    }
    out.push_str(rest);
}

fn value(name: &str, value: &str, scope: &str, out: &mut String) {
    if IDS.contains(&name) {
        for (n, id) in value.split_whitespace().enumerate() {
            if n > 0 {
                out.push(' ');
            }
            if id != scope {
                out.push_str(scope);
                out.push('-');
            }
            out.push_str(id);
        }
    } else if let ("href" | "xlink:href", Some(id)) = (name, value.strip_prefix('#')) {
        out.push_str(&format!("#{scope}-{id}"));
    } else if value.contains("url(#") {
        out.push_str(&value.replace("url(#", &format!("url(#{scope}-")));
    } else {
        out.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn ids_and_what_refers_to_them_are_prefixed_and_nothing_else() {
        let mut out = String::new();
        let markup = "<article id=\"x\" lang=\"fi\"><h2 id='a'>#a id=\"b\"</h2><a href=\"#a\" title=\"a > b\">1</a><a href=\"y.html#a\">2</a>\
                      <p aria-labelledby=\"a b\" fill=\"url(#a)\" data-id=\"a\"></p></article>";
        prefix(markup, "x", &mut out);
        assert_eq!(
            out,
            "<article id=\"x\" lang=\"fi\"><h2 id='x-a'>#a id=\"b\"</h2><a href=\"#x-a\" title=\"a > b\">1</a><a href=\"y.html#a\">2</a>\
             <p aria-labelledby=\"x-a x-b\" fill=\"url(#x-a)\" data-id=\"a\"></p></article>"
        );
    }
}
