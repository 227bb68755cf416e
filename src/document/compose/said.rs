//! From what the notice says to pieces of the page: labels, prose, dates, lists, periods, citations.
//! Never falls back to another language silently: a foreign passage carries its own.

use super::Build;
use crate::day::Day;
use crate::document::model::{Block, Definition, Href, Inline, Inlines};
use crate::document::passages::plain;
use crate::document::words::Map;
use crate::lang::Lang;
use crate::notice::model::Leaf;
use crate::notice::period::{Period, Unit};
use crate::notice::{Said, Text, term};
use crate::prose;

impl Build<'_, '_> {
    /// The word for a key; the key itself where there is none, which the words file's own check rules out.
    pub(super) fn word(&self, map: &Map, key: &str) -> String {
        map.get(key).cloned().unwrap_or_else(|| key.to_string())
    }

    pub(super) fn said(&self, text: Text) -> Option<Said<'_>> {
        self.notice.said(text, self.lang).filter(|said| !said.text.trim().is_empty())
    }

    /// A label as plain text, without its language.
    pub(super) fn plain(&self, text: Text) -> String {
        let Some(said) = self.said(text) else { return String::new() };
        self.ready(said.text).unwrap_or_else(|| said.text.trim().to_string())
    }

    /// Whether a name is the controller's: the page says "we" of it.
    pub(super) fn is_controller(&self, name: Text) -> bool {
        let controller = self.notice.controller.as_ref().and_then(|controller| controller.name);
        controller.is_some_and(|controller| self.plain(controller) == self.plain(name))
    }

    /// The words of a ready term written as `@key`.
    fn ready(&self, text: &str) -> Option<String> {
        term(text.trim().strip_prefix('@')?).map(|words| words.get(self.lang).clone())
    }

    /// A label in a line; one in another language carries it. Names that are one string are the same in every language.
    pub(super) fn label(&self, text: Text) -> Inlines {
        let Some(said) = self.said(text) else { return Vec::new() };
        if let Some(ready) = self.ready(said.text) {
            return vec![Inline::text(ready)];
        }
        self.own(vec![Inline::text(said.text.trim())], said)
    }

    /// A label and whether it is in another language, for places that are plain text with a language of their own.
    pub(super) fn title(&self, text: Option<Text>) -> (String, Option<Lang>) {
        let Some(said) = text.and_then(|text| self.said(text)) else { return (String::new(), None) };
        (self.plain(Text { at: said.at }), (said.lang != self.lang && !self.single(said)).then_some(said.lang))
    }

    fn single(&self, said: Said<'_>) -> bool {
        // One string for all languages: a name. A text per language that lacks this one is another matter.
        self.notice.tree.node(said.at).key.as_deref().is_none_or(|key| Lang::parse(key).is_none())
    }

    fn own(&self, content: Inlines, said: Said<'_>) -> Inlines {
        if said.lang == self.lang || self.single(said) { content } else { vec![Inline::Foreign { lang: said.lang, content }] }
    }

    /// An author's `CommonMark` as blocks.
    pub(super) fn prose(&self, text: Text) -> Vec<Block> {
        let Some(said) = self.said(text) else { return Vec::new() };
        let lang = (said.lang != self.lang).then_some(said.lang);
        prose::blocks(said.text).into_iter().map(|block| from_prose(block, lang)).collect()
    }

    /// An author's `CommonMark` in a line, for a table cell: its blocks follow each other.
    pub(super) fn in_line(&self, text: Text) -> Inlines {
        let mut out = Vec::new();
        flatten(self.prose(text), &mut out);
        out
    }

    /// A day as the language writes it.
    pub(super) fn date(&self, day: Day) -> String {
        self.words.date(day)
    }

    /// A period in words: "6 vuotta".
    pub(super) fn period(&self, period: Period) -> String {
        let units = &self.words.units;
        let (one, many) = match period.unit {
            Unit::Hour => &units.hour,
            Unit::Day => &units.day,
            Unit::Week => &units.week,
            Unit::Month => &units.month,
            Unit::Year => &units.year,
        };
        format!("{} {}", period.count, if period.count == 1 { one } else { many })
    }

    /// Words as a list in a sentence: "a, b ja c"; with semicolons where a word holds such a joint itself.
    pub(super) fn list(&self, labels: Vec<Inlines>) -> Inlines {
        let lists = &self.words.lists;
        let joined = |label: &Inlines| {
            let text = plain(label);
            text.contains(&lists.and) || text.contains(&lists.comma)
        };
        if labels.len() > 1 && labels.iter().any(joined) {
            return self.names(labels);
        }
        self.join(labels, &lists.comma, &lists.and)
    }

    /// Names of things that have names of their own, each as it is written: "Asiakkaat; Palvelun käyttäjät".
    pub(super) fn names(&self, labels: Vec<Inlines>) -> Inlines {
        self.join(labels, &self.words.lists.semicolon, &self.words.lists.semicolon)
    }

    fn join(&self, mut labels: Vec<Inlines>, between: &str, last: &str) -> Inlines {
        labels.retain(|label| !label.is_empty());
        let count = labels.len();
        let mut out = Vec::new();
        for (index, label) in labels.into_iter().enumerate() {
            if index > 0 {
                out.push(Inline::text(if index + 1 == count { last } else { between }));
            }
            out.extend(label);
        }
        out
    }

    /// Plain words as a list in a sentence.
    pub(super) fn list_words(&self, words: Vec<String>) -> String {
        plain(&self.list(words.into_iter().map(|word| vec![Inline::text(word)]).collect()))
    }

    /// The heading of a main section, leading to it.
    pub(super) fn section_link(&self, topic: &str) -> Inlines {
        let (title, lang) = self.heading(topic);
        let title = vec![Inline::text(title)];
        let content = match lang {
            Some(lang) => vec![Inline::Foreign { lang, content: title }],
            None => title,
        };
        vec![Inline::Link { href: Href::anchor(topic), content }]
    }

    /// "Label: value" as a paragraph, the label set apart.
    pub(super) fn labelled(&self, label: &str, value: Inlines) -> Option<Block> {
        if value.is_empty() {
            return None;
        }
        let mut text = vec![Inline::Strong { content: vec![Inline::text(label)] }, Inline::text(&self.words.typography.colon)];
        text.extend(value);
        Some(Block::Paragraph { text, lang: None })
    }

    /// "Label: words" as a paragraph.
    pub(super) fn labelled_words(&self, label: &str, words: String) -> Option<Block> {
        if words.is_empty() { None } else { self.labelled(label, vec![Inline::text(words)]) }
    }

    /// A label with an author's prose: in one paragraph where the prose is one, else the label over it.
    pub(super) fn labelled_prose(&self, label: &str, text: Option<Text>) -> Vec<Block> {
        let blocks = text.map_or_else(Vec::new, |text| self.prose(text));
        match <[Block; 1]>::try_from(blocks) {
            Ok([Block::Paragraph { text, lang }]) => {
                let value = match lang {
                    Some(lang) => vec![Inline::Foreign { lang, content: text }],
                    None => text,
                };
                self.labelled(label, value).into_iter().collect()
            }
            Ok([block]) => vec![Block::Definitions { items: vec![Definition { term: vec![Inline::text(label)], blocks: vec![block] }] }],
            Err(blocks) if blocks.is_empty() => Vec::new(),
            Err(blocks) => vec![Block::Definitions { items: vec![Definition { term: vec![Inline::text(label)], blocks }] }],
        }
    }

    /// Country names of codes.
    pub(super) fn countries(&self, codes: &[Leaf<&str>]) -> String {
        self.list_words(codes.iter().map(|leaf| self.country(leaf.value)).collect())
    }

    /// The name of a country; the code where it is not known, which is a finding.
    pub(super) fn country(&self, code: &str) -> String {
        self.law.country(code).map_or_else(|| code.to_string(), |country| country.name(self.lang).to_string())
    }

    /// Names of data categories as a list; "all data" where every one is meant.
    pub(super) fn category_names(&self, indexes: &[usize]) -> Inlines {
        let all = self.notice.data_categories.len();
        if all > 1 && indexes.len() == all {
            return vec![Inline::text(&self.words.data.all)];
        }
        self.names(indexes.iter().filter_map(|index| self.notice.data_categories[*index].name).map(|name| self.label(name)).collect())
    }

    /// Names of purposes as a list.
    pub(super) fn purpose_names(&self, indexes: &[usize]) -> Inlines {
        self.names(indexes.iter().filter_map(|index| self.notice.purposes[*index].name).map(|name| self.label(name)).collect())
    }

    /// A phrase with one hole filled by inlines.
    pub(super) fn phrase(&self, phrase: &str, hole: &str, value: Inlines) -> Inlines {
        let mark = format!("{{{hole}}}");
        let Some((before, after)) = phrase.split_once(&mark) else { return vec![Inline::text(phrase)] };
        let mut out = Vec::new();
        if !before.is_empty() {
            out.push(Inline::text(before));
        }
        out.extend(value);
        if !after.is_empty() {
            out.push(Inline::text(after));
        }
        out
    }
}

/// A link where the address can be one, else its text.
pub(super) fn linked(href: Option<Href>, text: &str) -> Inline {
    match href {
        Some(href) => Inline::Link { href, content: vec![Inline::text(text)] },
        None => Inline::text(text),
    }
}

/// The same words with a capital letter first.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn from_prose(block: prose::Block, lang: Option<Lang>) -> Block {
    let blocks = |inner: Vec<prose::Block>| inner.into_iter().map(|block| from_prose(block, lang)).collect();
    match block {
        prose::Block::Paragraph(text) => Block::Paragraph { text: inlines(text), lang },
        prose::Block::Heading(text) => Block::Heading { text: inlines(text), lang },
        prose::Block::List(start, items) => Block::List { start, items: items.into_iter().map(blocks).collect() },
        prose::Block::Quote(inner) => Block::Quote { blocks: blocks(inner) },
        prose::Block::Code(text) => Block::Code { text },
    }
}

fn inlines(list: Vec<prose::Inline>) -> Inlines {
    let mut out: Inlines = Vec::new();
    for inline in list {
        match inline {
            prose::Inline::Text(text, _) => out.push(Inline::text(text)),
            prose::Inline::Code(text, _) => out.push(Inline::Code { text }),
            prose::Inline::Emphasis(inner) => out.push(Inline::Emphasis { content: inlines(inner) }),
            prose::Inline::Strong(inner) => out.push(Inline::Strong { content: inlines(inner) }),
            prose::Inline::Break => out.push(Inline::Break),
            prose::Inline::Link(address, inner) => {
                let content = inlines(inner);
                match Href::parse(&address) {
                    Some(href) => out.push(Inline::Link { href, content }),
                    // An address that cannot be a link stays as text: nothing of what was written is lost.
                    None => {
                        out.extend(content);
                        out.push(Inline::text(format!(" ({address})")));
                    }
                }
            }
        }
    }
    out
}

/// Blocks one after another in a line.
pub(super) fn flatten(blocks: Vec<Block>, out: &mut Inlines) {
    for block in blocks {
        if !out.is_empty() {
            out.push(Inline::text(" "));
        }
        match block {
            Block::Paragraph { text, lang } | Block::Heading { text, lang } => match lang {
                Some(lang) => out.push(Inline::Foreign { lang, content: text }),
                None => out.extend(text),
            },
            Block::List { items, .. } => items.into_iter().for_each(|item| flatten(item, out)),
            Block::Quote { blocks } | Block::Callout { blocks, .. } => flatten(blocks, out),
            Block::Code { text } => out.push(Inline::Code { text }),
            Block::Lines { lines } => lines.into_iter().for_each(|line| flatten(vec![Block::Paragraph { text: line, lang: None }], out)),
            Block::Definitions { items } | Block::Rows { rows: items } => items.into_iter().for_each(|item| flatten(item.blocks, out)),
            Block::Table { .. } | Block::Flow { .. } => {}
        }
    }
}
