//! Text in a line as HTML: the one place where a text of the document becomes part of a page's markup without a template.
//! Never writes a character of a text that HTML could read as markup.

use crate::document::{Inline, plain};
use crate::render::clean::{first, is_blank, is_hidden, is_plain};
use std::collections::{BTreeMap, BTreeSet};

/// Appends `text` so that it is the same text in an element or a quoted attribute, hidden characters shown as U+FFFD.
pub(in crate::render) fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    let mut next = 0;
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'') || !is_plain(byte);
    // The byte that is found begins a character: those inside one are plain.
    while let Some(ahead) = first(&text.as_bytes()[next..], special) {
        let at = next + ahead;
        let Some(c) = text[at..].chars().next() else { break };
        next = at + c.len_utf8();
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\r' if text[at + 1..].starts_with('\n') => "",
            c if is_hidden(c) => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(written);
        done = next;
    }
    out.push_str(&text[done..]);
}

/// The places of a page that links may lead to.
#[derive(Default)]
pub(super) struct Places<'d> {
    /// Its sections.
    pub(super) sections: BTreeSet<&'d str>,
    /// Its glossary.
    pub(super) terms: BTreeSet<&'d str>,
    /// The terms that a link has led to, with the number of the first of each: where its entry leads back to.
    pub(super) used: BTreeMap<&'d str, usize>,
}

/// The id of the link that leads to a term first.
pub(super) fn use_of(number: usize) -> String {
    format!("u_{number}")
}

/// Appends `inlines`. A link to a place that is not on the page is its text alone.
pub(super) fn write(inlines: &[Inline], places: &mut Places<'_>, out: &mut String) {
    Line { places, in_link: false }.write(inlines, out);
}

struct Line<'a, 'd> {
    places: &'a mut Places<'d>,
    /// HTML has no link in a link; the outer one holds.
    in_link: bool,
}

impl Line<'_, '_> {
    fn write(&mut self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => escape(text, out),
                Inline::Emphasis { content } => self.element("em", content, out),
                Inline::Strong { content } => self.element("strong", content, out),
                Inline::Code { text } => {
                    out.push_str("<code>");
                    escape(text, out);
                    out.push_str("</code>");
                }
                Inline::Link { href, content } => {
                    let place = href.as_str().strip_prefix('#');
                    let term = place.and_then(|id| self.places.terms.get(id).copied());
                    let leads = term.is_some() || place.is_none_or(|id| self.places.sections.contains(id));
                    // A link that shows nothing could not be told or followed.
                    if self.in_link || !leads || is_blank(&plain(content)) {
                        self.write(content, out);
                    } else {
                        self.in_link = true;
                        out.push_str("<a href=\"");
                        escape(href.as_str(), out);
                        out.push('"');
                        // Of all links only these have an id: it is what the style sheet knows them by.
                        if let Some(term) = term.filter(|term| !self.places.used.contains_key(term)) {
                            let number = self.places.used.len() + 1;
                            self.places.used.insert(term, number);
                            out.push_str(&format!(" id=\"{}\"", use_of(number)));
                        }
                        out.push('>');
                        self.write(content, out);
                        out.push_str("</a>");
                        self.in_link = false;
                    }
                }
                Inline::Foreign { lang, content } => {
                    out.push_str("<span lang=\"");
                    escape(lang.code(), out);
                    out.push_str("\">");
                    self.write(content, out);
                    out.push_str("</span>");
                }
                Inline::Break => out.push_str("<br>"),
            }
        }
    }

    fn element(&mut self, name: &str, content: &[Inline], out: &mut String) {
        out.push('<');
        out.push_str(name);
        out.push('>');
        self.write(content, out);
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn every_special_character_is_written_as_text() {
        let mut out = String::new();
        escape("<a href='x' title=\"y\">&amp;\r\n\r\u{202e}\u{0}ä</a>", &mut out);
        assert_eq!(out, "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;\n\u{fffd}\u{fffd}\u{fffd}ä&lt;/a&gt;");
    }
}
