//! Nothing is lost: what an author wrote stands in the document, and what the document says stands in every format.
//! Over every notice of `notices/`, the archive included, in all their languages.

use crate::paged::{bare, body, check_reading, checked, pages};
use crate::patch::root;
use crate::{html, markdown};
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use seloste::day::Day;
use seloste::document::{Block, Document, Section, Words, build};
use seloste::facts::Facts;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::notice::spec::Type;
use seloste::notice::tree::{NodeId, Tree, Value};
use seloste::notice::{FORMAT, Notice, term};
use seloste::project::{self, NoticeFile};
use seloste::render::paged::PageStyle;

/// Every notice of ours.
fn notices() -> Vec<NoticeFile> {
    let found = project::read(&[root().join("notices")]).expect("our notices");
    assert!(found.notices.len() >= 6, "five notices and the archive");
    found.notices
}

/// Every notice in every language it declares.
pub(crate) fn documents() -> Vec<(String, NoticeFile, Document)> {
    let mut out = Vec::new();
    for lang in 0..3 {
        for file in notices() {
            let Some(lang) = file.reading.languages.get(lang).copied() else { continue };
            let notice = Notice::of(&file.reading.tree);
            let day = notice.withdrawn().or(notice.updated()).expect("a dated notice");
            let facts = Facts::of(&notice, &LAW, day);
            let document = build(&notice, &facts, &LAW, Words::built_in(lang).expect("words"), lang, false);
            out.push((format!("{} {lang}", file.path.file_name().expect("a name").to_string_lossy()), file, document));
        }
    }
    assert!(out.len() >= 18, "in three languages each");
    assert!(out.iter().all(|(_, _, document)| document.passages().len() > 100), "they say something");
    out
}

/// White space as single spaces.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_passage_stands_on_the_page_in_order() {
    for (name, _, document) in documents() {
        assert_eq!(html::shown_on(&document), html::pieces(html::said_on(&document)), "{name}");
    }
}

#[test]
fn every_passage_stands_in_the_markdown() {
    for (name, _, document) in documents() {
        let read = markdown::read(&markdown::markdown(&document)).0;
        assert_eq!(read, markdown::expected(&document), "{name}");
        // Said once more without the layout of that test: each passage is within some block of the file.
        let file = read.iter().map(|text| squeeze(text)).collect::<Vec<_>>().join("\n");
        for passage in document.passages().iter().flat_map(|text| text.lines().map(squeeze).collect::<Vec<_>>()) {
            assert!(file.contains(&passage), "{name}: {passage:?}");
        }
    }
}

/// The passages that stand in tables: their words share lines with those of other columns.
fn in_tables(document: &Document) -> Vec<String> {
    fn of_blocks(blocks: &[Block], out: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Table { head, rows, .. } => {
                    out.extend(head.iter().cloned());
                    out.extend(rows.iter().flatten().map(|cell| seloste::document::plain(cell)));
                }
                Block::List { items, .. } => items.iter().for_each(|item| of_blocks(item, out)),
                Block::Definitions { items } | Block::Rows { rows: items } => items.iter().for_each(|item| of_blocks(&item.blocks, out)),
                Block::Callout { blocks, .. } | Block::Quote { blocks } => of_blocks(blocks, out),
                Block::Flow { flow } => of_blocks(&flow.tables, out),
                _ => {}
            }
        }
    }
    fn of_section(section: &Section, out: &mut Vec<String>) {
        of_blocks(&section.blocks, out);
        section.sections.iter().for_each(|inner| of_section(inner, out));
    }
    let mut out = Vec::new();
    of_blocks(&document.summary, &mut out);
    document.sections.iter().for_each(|section| of_section(section, &mut out));
    out
}

#[test]
fn every_passage_stands_in_the_text() {
    let style = PageStyle::standard().expect("the built-in page");
    for (name, _, document) in documents() {
        let (laid, written) = checked(&document, &style);
        check_reading(&document, &laid);
        // And without asking the layout: the lines between the margins, joined as a reader joins them.
        let lines: Vec<String> =
            pages(&written).iter().enumerate().flat_map(|(n, page)| body(page, n, &style).iter().map(ToString::to_string).collect::<Vec<_>>()).collect();
        let joined = bare(&lines.join("\n").replace(style.text.bar, " "));
        let tables = in_tables(&document);
        for passage in document.passages().iter().filter(|passage| !tables.contains(passage)) {
            let passage = bare(&passage.replace(style.text.bar, " "));
            assert!(joined.contains(&passage), "{name}: {passage:?}");
        }
    }
}

/// What a reader sees of `CommonMark`, block by block.
fn read_prose(text: &str) -> Vec<String> {
    let (mut out, mut open) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => open.push_str(&text),
            Event::SoftBreak | Event::HardBreak => open.push(' '),
            Event::Start(pulldown_cmark::Tag::Emphasis | pulldown_cmark::Tag::Strong | pulldown_cmark::Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            _ => out.push(std::mem::take(&mut open)),
        }
    }
    out.push(open);
    out.iter().map(|text| squeeze(text)).filter(|text| !text.is_empty()).collect()
}

/// The texts an author wrote for readers in a language: the place, whether it is prose, and the text.
fn written(tree: &Tree, lang: Lang, first: Lang) -> Vec<(String, bool, String)> {
    let mut out = Vec::new();
    for table in &FORMAT.tables {
        // Never printed, or printed only where a heading is.
        if matches!(table.path.as_str(), "internal" | "lint.allow" | "layout") {
            continue;
        }
        for key in &table.keys {
            let prose = key.kind == Type::Text;
            if !matches!(key.kind, Type::Label | Type::Labels | Type::Text) {
                continue;
            }
            for entry in entries(tree, &table.path) {
                let Some(at) = tree.get(entry, &key.name) else { continue };
                let texts = match &tree.node(at).value {
                    Value::Array(items) => items.clone(),
                    _ => vec![at],
                };
                for at in texts {
                    let said = match &tree.node(at).value {
                        Value::String(text) => Some(text.to_string()),
                        _ => tree.str_at(at, lang.code()).or_else(|| tree.str_at(at, first.code())).map(str::to_string),
                    };
                    out.extend(said.map(|text| (tree.path(at), prose, text)));
                }
            }
        }
    }
    out
}

/// The tables at a path: one, or each of a list; below lists as well.
fn entries(tree: &Tree, path: &str) -> Vec<NodeId> {
    let mut at = vec![Tree::ROOT];
    for step in path.split('.') {
        at = at
            .into_iter()
            .filter_map(|at| tree.get(at, step))
            .flat_map(|at| match &tree.node(at).value {
                Value::Array(entries) => entries.clone(),
                _ => vec![at],
            })
            .collect();
    }
    at
}

#[test]
fn every_text_of_an_author_stands_in_the_document() {
    let mut count = 0;
    for (name, file, document) in documents() {
        let lang = document.lang;
        let page = document.passages().iter().map(|text| squeeze(text)).collect::<Vec<_>>().join("\n");
        for (path, prose, text) in written(&file.reading.tree, lang, file.reading.languages[0]) {
            let pieces = match text.strip_prefix('@').and_then(term) {
                Some(words) => vec![words.get(lang).clone()],
                None if prose => read_prose(&text),
                None => vec![squeeze(&text)],
            };
            for piece in pieces {
                count += 1;
                assert!(page.contains(&piece), "{name}: {path} is not on the page: {piece:?}");
            }
        }
    }
    assert!(count > 3000, "{count} texts");
}

#[test]
fn the_walk_finds_every_text_that_has_a_language() {
    // Held against the files themselves, by no knowledge of the format: a string under `fi` is a text in Finnish.
    fn strings(value: &toml::Value, path: &str, out: &mut Vec<String>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    if !(path.is_empty() && matches!(key.as_str(), "internal" | "lint" | "layout")) {
                        strings(value, key, out);
                    }
                }
            }
            toml::Value::Array(array) => array.iter().for_each(|value| strings(value, "", out)),
            toml::Value::String(text) if path == "fi" => out.push(text.clone()),
            _ => {}
        }
    }
    for file in notices() {
        let mut wanted = Vec::new();
        strings(&toml::Value::Table(toml::from_str(file.source.text()).expect("TOML")), "", &mut wanted);
        let found: Vec<String> = written(&file.reading.tree, Lang::FI, Lang::FI).into_iter().map(|(_, _, text)| text).collect();
        // One in Finnish alone writes its texts as plain strings.
        assert!(wanted.len() > 50 || file.reading.languages.len() == 1, "{}", file.path.display());
        for text in wanted {
            assert!(found.contains(&text), "{}: {text:?}", file.path.display());
        }
    }
}

#[test]
fn the_days_of_these_pages_are_those_of_the_notices() {
    for file in notices() {
        let notice = Notice::of(&file.reading.tree);
        assert!(notice.updated().is_some_and(|day| day > Day::new(1999, 6, 1).expect("a day")), "{}", file.path.display());
    }
}
