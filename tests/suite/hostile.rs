//! Hostile text in every field of a notice stays text, from the TOML to every output.
//! The notice is made from the format itself, so a new field is tried the day it is added.

use crate::sample::{hostile, sample};
use crate::{html, markdown, paged};
use proptest::prelude::*;
use scraper::Html;
use seloste::day::Day;
use seloste::document::{Document, Words, build};
use seloste::facts::Facts;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::lint::context::Sources;
use seloste::lint::judge::Terms;
use seloste::lint::{RULES, judge};
use seloste::notice::spec::{Form, Key, Type};
use seloste::notice::{self, FORMAT, Notice, Reading};
use seloste::prose;
use seloste::render::clean::clean;
use seloste::render::paged::PageStyle;
use seloste::report::{Format, Report, render};
use seloste::source::Source;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// Texts for the fields of a notice, in order; when they run out they begin again.
struct Fields<'t> {
    texts: &'t [String],
    next: usize,
    /// Whether ids, countries and values of closed vocabularies are hostile too.
    all: bool,
    /// What was put where a reader sees it: its key, the text, and whether it is prose.
    written: Vec<(String, String, bool)>,
}

impl Fields<'_> {
    fn text(&mut self) -> String {
        self.next += 1;
        self.texts[(self.next - 1) % self.texts.len()].clone()
    }

    fn said(&mut self, path: &str, prose: bool) -> Value {
        let text = self.text();
        self.written.push((path.to_string(), text.clone(), prose));
        Value::Table(["fi", "sv", "en"].into_iter().map(|lang| (lang.to_string(), Value::String(text.clone()))).collect())
    }

    fn value(&mut self, key: &Key, table: &str) -> Value {
        let one = |text: String| Value::String(text);
        let list = |text: Vec<String>| Value::Array(text.into_iter().map(Value::String).collect());
        let path = &format!("{table}.{}", key.name);
        match key.kind {
            Type::Label => self.said(path, false),
            Type::Text => self.said(path, true),
            Type::Labels => Value::Array(vec![self.said(path, false), self.said(path, false), Value::String("@name".into())]),
            Type::String if key.name == "id" && !self.all => one(slug(table)),
            Type::String | Type::Url | Type::Email | Type::Phone => one(self.text()),
            Type::Strings => list(vec![self.text()]),
            Type::Boolean => Value::Boolean(true),
            Type::Integer => Value::Integer(1),
            Type::Date => Value::Datetime("2026-09-01".parse().expect("a date")),
            Type::Country if self.all => one(self.text()),
            Type::Countries if self.all => list(vec![self.text(), "US".into()]),
            Type::Country => one("US".into()),
            Type::Countries => list(vec!["US".into(), "FI".into()]),
            Type::Languages => list(vec!["fi".into(), "sv".into(), "en".into()]),
            Type::Period if self.all => one(self.text()),
            Type::Period => one("6 vuotta".into()),
            Type::Enum | Type::Enums if self.all && key.name != "regime" => one(self.text()),
            Type::Enum => one(key.values[0].clone()),
            Type::Enums => list(key.values.clone()),
            Type::Ref | Type::Refs if self.all => list(vec![self.text()]),
            Type::Ref => one(slug(key.to.as_deref().unwrap_or_default())),
            Type::Refs => list(vec![slug(key.to.as_deref().unwrap_or_default())]),
            Type::Levels => {
                Value::Table([("G2", "note"), ("nosuch", "x")].into_iter().map(|(code, level)| (code.to_string(), Value::String(level.into()))).collect())
            }
            Type::Map => Value::Table(["rights", "purposes", "controller"].into_iter().map(|topic| (topic.to_string(), Value::String(self.text()))).collect()),
        }
    }
}

/// Texts the page holds back in this notice: a refusal is told only where a ground in law lifts the right, and no text can be such a ground.
const HELD_BACK: &[&str] = &["rights.not-granted.text"];

/// The id of the one entry of a table.
fn slug(table: &str) -> String {
    if table == "recipients" { "disclosures".to_string() } else { table.replace('.', "-") }
}

/// A notice with every table and key of the format.
fn complete(fields: &mut Fields<'_>) -> Table {
    let mut root = Table::new();
    for table in &FORMAT.tables {
        if table.form == Form::Free {
            continue;
        }
        let mut entry = Table::new();
        for key in &table.keys {
            entry.insert(key.name.clone(), fields.value(key, &table.path));
        }
        // An allowance would hide what the reports are to show, and an exemption what rules find.
        if table.path == "lint.allow" {
            entry.insert("code".into(), Value::String("T699".into()));
        }
        let value = if table.form == Form::List { Value::Array(vec![Value::Table(entry)]) } else { Value::Table(entry) };
        let steps: Vec<&str> = table.path.split('.').collect();
        let mut at = &mut root;
        for step in &steps[..steps.len() - 1] {
            at = at.entry(*step).or_insert_with(|| Value::Table(Table::new())).as_table_mut().expect("a table above");
        }
        // A table below one of the same name was put there already, or comes later: its keys join.
        match (at.get_mut(steps[steps.len() - 1]), value) {
            (Some(Value::Table(old)), Value::Table(new)) => old.extend(new),
            (_, value) => {
                at.insert(steps[steps.len() - 1].to_string(), value);
            }
        }
    }
    root
}

fn documents(reading: &Reading) -> Vec<Document> {
    let notice = Notice::of(&reading.tree);
    let facts = Facts::of(&notice, &LAW, Day::parse("2026-09-01").expect("a day"));
    Lang::SPOKEN.into_iter().map(|lang| build(&notice, &facts, &LAW, Words::built_in(lang).expect("words"), lang, true)).collect()
}

/// White space away: line ends and indents say nothing in prose.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text of prose, mark by mark.
fn prose_texts(blocks: &[prose::Block], out: &mut Vec<String>) {
    fn inlines(list: &[prose::Inline], out: &mut String) {
        for inline in list {
            match inline {
                prose::Inline::Text(text, _) | prose::Inline::Code(text, _) => out.push_str(text),
                prose::Inline::Emphasis(inner) | prose::Inline::Strong(inner) => inlines(inner, out),
                // An address that cannot be a link follows in words.
                prose::Inline::Link(address, inner) => {
                    inlines(inner, out);
                    if seloste::document::Href::parse(address).is_none() {
                        out.push_str(&format!(" ({address})"));
                    }
                }
                prose::Inline::Break => out.push(' '),
            }
        }
    }
    for block in blocks {
        match block {
            prose::Block::Paragraph(list) | prose::Block::Heading(list) => {
                let mut text = String::new();
                inlines(list, &mut text);
                out.push(text);
            }
            prose::Block::List(_, items) => items.iter().for_each(|item| prose_texts(item, out)),
            prose::Block::Quote(inner) => prose_texts(inner, out),
            prose::Block::Code(text) => out.extend(text.lines().map(str::to_string)),
        }
    }
}

/// Elements a page may hold: those of the sample, which has every kind of block and inline.
fn known_elements() -> BTreeSet<String> {
    let mut known: BTreeSet<String> = html::elements(&Html::parse_document(&html::page(&sample()))).into_keys().collect();
    // The picture of the flow is drawn of facts: those of a notice whose texts are known.
    for document in documents(&seloste::notice::read(&crate::patch::read(&crate::patch::root().join("tests/bases/gdpr.toml")), None)) {
        known.extend(html::elements(&Html::parse_document(&html::page(&document))).into_keys());
    }
    // An author's own heading stands below that of its section, however deep that is.
    known.extend(["h4", "h5", "h6"].map(str::to_string));
    known
}

fn check_html(document: &Document, known: &BTreeSet<String>) {
    let page = html::page(document);
    let parsed = Html::parse_document(&page);
    assert_eq!(parsed.errors, Vec::<String>::new());
    for (name, _) in html::elements(&parsed) {
        assert!(known.contains(&name), "<{name}>");
    }
    for element in html::all(&parsed, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on") && !matches!(name, "style" | "src" | "srcdoc" | "action" | "formaction"), "{name}={value:?}");
            if name == "href" {
                let scheme = value.split_once(':').map(|(scheme, _)| scheme);
                let icon = element.value().name() == "link" && value == "data:,";
                assert!(icon || scheme.is_none_or(|s| ["https", "http", "mailto", "tel"].contains(&s.to_ascii_lowercase().as_str())), "{value}");
            }
            if name == "id" {
                assert!(!value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')), "id {value:?}");
            }
        }
    }
    let ids: Vec<&str> = html::all(&parsed, "[id]").iter().filter_map(|e| e.value().id()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "an id twice: {ids:?}");
    let shown = html::numberless(&parsed);
    let cleaned: Vec<String> = html::said_on(document).iter().map(|text| clean(text).into_owned()).collect();
    // A passage of nothing but a control that counts as a blank is none to the document, and a mark on the page.
    let words = |list: Vec<String>| list.into_iter().filter(|text| !text.chars().all(|c| c == '\u{fffd}')).collect::<Vec<_>>();
    same(&words(shown), &words(html::pieces(cleaned)));
    assert!(!page.chars().any(seloste::render::clean::is_hidden));
}

/// Asserts that two lists are the same; says where they first differ.
fn same(found: &[String], wanted: &[String]) {
    let at = found.iter().zip(wanted).position(|(a, b)| a != b).unwrap_or(found.len().min(wanted.len()));
    let near = |list: &[String]| list[at.saturating_sub(1)..(at + 2).min(list.len())].to_vec();
    assert!(found == wanted, "found {:?}\nwanted {:?}", near(found), near(wanted));
}

fn check_reports(reading: &Reading, text: &str, name: &str) {
    let sources = Sources { notice: Source::new(name, text), workspace: None };
    for lang in Lang::SPOKEN {
        let terms = Terms {
            today: Day::parse("2026-11-21").expect("a day"),
            day: Day::parse("2026-11-21").expect("a day"),
            lang: Some(lang),
            fictional: true,
            require: seloste::project::workspace::PARTS.map(str::to_string).to_vec(),
        };
        let diagnostics = judge(reading, &sources, &RULES, &LAW, &terms).diagnostics;
        let report = Report { width: 80, ..Report::new(&diagnostics, 1, lang) };
        for format in [Format::Pretty, Format::Plain, Format::Short, Format::Json] {
            let out = render(format, &report);
            let odd = out.chars().find(|c| (c.is_control() && *c != '\n') || seloste::document::is_bidi(*c));
            assert_eq!(odd, None, "{format:?} prints it raw");
            if format == Format::Json {
                let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
                assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(diagnostics.len()));
                assert_eq!(json["diagnostics"][0]["file"], name, "the machine shape keeps what was written");
            }
            if format == Format::Short {
                assert_eq!(out.lines().count(), diagnostics.len() + 1, "a line each: {out}");
            }
        }
    }
}

fn check(texts: &[String], all: bool) {
    let mut fields = Fields { texts, next: 0, all, written: Vec::new() };
    let table = complete(&mut fields);
    let text = toml::to_string(&table).expect("TOML");
    let reading = notice::read(&text, None);
    assert!(!reading.broken, "{:?}", reading.faults);
    let known = known_elements();
    for document in documents(&reading) {
        check_html(&document, &known);
        let read = markdown::read(&markdown::markdown(&document)).0;
        same(&read, &markdown::expected(&document));
        let (laid, _) = paged::checked(&document, &PageStyle::standard().expect("a page"));
        paged::check_reading(&document, &laid);
    }
    // From the file to the document: what was written is there, letter by letter. (An entry with a kind or role that is none has no place.)
    if all {
        fields.written.clear();
    }
    let page = documents(&reading)[0].passages().iter().map(|text| bare(text)).collect::<Vec<_>>().join("\n");
    for (path, text, prose) in fields.written.iter().filter(|(_, text, _)| !text.trim().is_empty() && !text.trim().starts_with('@')) {
        if HELD_BACK.contains(&path.as_str()) {
            continue;
        }
        let mut pieces = Vec::new();
        if *prose {
            prose_texts(&prose::blocks(text), &mut pieces);
        } else {
            pieces.push(text.clone());
        }
        for piece in pieces {
            assert!(page.contains(&bare(&piece)), "{path}: {piece:?} is not in the document");
        }
    }
    check_reports(&reading, &text, &format!("kansio/{}.toml", texts[0]));
}

#[test]
fn the_complete_notice_has_every_field_and_is_read() {
    let texts = vec!["Sana".to_string()];
    let mut fields = Fields { texts: &texts, next: 0, all: false, written: Vec::new() };
    let text = toml::to_string(&complete(&mut fields)).expect("TOML");
    let reading = notice::read(&text, None);
    // Plain words where an address, an id or a code belongs are the only faults of form it may have.
    let faults: Vec<String> = reading.faults.iter().map(|f| format!("{} {}", f.kind, reading.tree.path(f.node))).collect();
    let fine = |fault: &String| ["id-form", "unknown-value", "reference-dangling", "id-twice"].iter().any(|kind| fault.starts_with(kind));
    assert!(faults.iter().all(fine), "{faults:?}");
    assert!(fields.written.len() > 60, "{} texts", fields.written.len());
    for document in documents(&reading) {
        for topic in seloste::document::compose::TOPICS.iter().filter(|topic| !matches!(**topic, "intro" | "other")) {
            assert!(document.sections.iter().any(|section| section.topic == *topic), "no section of {topic}");
        }
    }
}

#[test]
fn known_tricks_stay_text() {
    let long = "x".repeat(1_000);
    let tricks = [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        "<a href=\"javascript:x\" onclick=\"y\">z</a>",
        "![x](https://evil.example/pixel.png)",
        "\" autofocus onfocus=\"x",
        "javascript:alert(1)",
        "@name",
        "@nosuch",
        "@",
        "{day} {purposes} {page} {}",
        "{{ config }}{% include \"x\" %}",
        "\u{202e}tekst\u{2066}i\u{200f}",
        "\u{1b}]0;otsikko\u{7}\u{9b}31m\u{85}\u{7f}",
        "a\"\"\"b'''c\\",
        "]]\n[x]\ny = 1",
        "# seloste: allow(G201) syy",
        "&lt;b&gt; &amp;amp; &#x202e;",
        "👩‍👩‍👧‍👦🇫🇮",
        "-->]]>",
        "</style></title></textarea>",
        "\t\r\n x \r y",
        "kaksi\\\n\\\nvaihtoa",
        "=cmd|' /C calc'!A0",
        &long,
    ];
    for trick in tricks {
        for all in [false, true] {
            check(&[trick.to_string()], all);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_in_every_field_stays_text(texts in hostile(), all in any::<bool>()) {
        check(&texts, all);
    }
}
