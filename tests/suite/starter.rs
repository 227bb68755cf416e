//! `seloste new`: every kind in every language is a file that a person fills in, and nothing else is wrong with it.

use crate::patch::{TODAY, root};
use seloste::day::Day;
use seloste::diagnostic::Diagnostic;
use seloste::document::{Words, build};
use seloste::facts::Facts;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::lint::context::Sources;
use seloste::lint::judge::Terms;
use seloste::lint::{USUAL, judge};
use seloste::notice::{FORMAT, Notice};
use seloste::project::starter::{self, KINDS};
use seloste::project::workspace::PARTS;
use seloste::source::Source;
use std::path::Path;
use std::process::{Command, Output};
use toml::{Table, Value};

/// How a place to fill in begins, in each language.
const FILL: [(Lang, &str); 3] = [(Lang::FI, "[täytä"), (Lang::SV, "[fyll i"), (Lang::EN, "[insert")];

fn today() -> Day {
    Day::parse(TODAY).expect("a day")
}

/// Every kind in every language.
fn all() -> Vec<(String, Lang, String)> {
    let each = KINDS.iter().flat_map(|(kind, _)| FILL.map(|(lang, _)| (*kind, lang)));
    each.map(|(kind, lang)| (format!("{kind}.{lang}"), lang, starter::write(kind, lang, today()).expect("a kind of ours"))).collect()
}

/// Judges as in a folder without seloste.toml; `fictional` lets .example addresses pass.
fn findings(text: &str, fictional: bool) -> Vec<Diagnostic> {
    let reading = seloste::notice::read(text, None);
    let sources = Sources { notice: Source::new("new.toml", text), workspace: None };
    let terms = Terms { day: today(), today: today(), lang: None, require: PARTS.map(str::to_string).to_vec(), fictional };
    judge(&reading, &sources, &USUAL, &LAW, &terms).diagnostics
}

fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|d| format!("{} {}: {}", d.code, d.key, d.message)).collect()
}

/// What a person would write at a key.
fn plausible(key: &str) -> &'static str {
    match key {
        "business-id" => "9005158-0",
        "postal-code" => "00960",
        "phone" => "09 3157 0510",
        "email" | "contact" => "tietosuoja@kuiskapolku.example",
        "statute" => "Esimerkkilaki (1/2026) 1 §",
        _ => "Kuiskapolku 5",
    }
}

/// The text with every place in brackets filled in, line by line as a person does it.
fn filled(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut line = line.to_string();
        if !line.starts_with('#') {
            for (_, open) in FILL {
                while let Some(start) = line.find(open) {
                    let end = start + line[start..].find(']').expect("a closed bracket");
                    let key = line.split(" = ").next().unwrap_or_default().trim().to_string();
                    line.replace_range(start..=end, plausible(&key));
                }
            }
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[test]
fn kinds_are_those_of_the_format() {
    let (_, key) = FORMAT.key("register.kind").expect("a key");
    let kinds: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, key.values);
    assert_eq!(starter::write("nonesuch", Lang::FI, today()), None);
}

#[test]
fn a_new_notice_asks_for_its_places_and_nothing_else() {
    for (name, lang, text) in all() {
        let table: Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(table["notice"]["languages"].as_array().map(Vec::as_slice), Some(&[Value::String(lang.code().into())][..]), "{name}");
        let found = findings(&text, false);
        let other: Vec<String> = told(&found).into_iter().filter(|line| !line.starts_with("T604 ")).collect();
        assert!(other.is_empty(), "{name}: {other:#?}");
        let places = text.lines().filter(|line| !line.starts_with('#') && FILL.iter().any(|(_, open)| line.contains(open))).count();
        assert_eq!(found.len(), places, "{name}: {:#?}", told(&found));
        assert!(found.iter().any(|d| d.key == "controller.name") && found.iter().any(|d| d.key == "controller.business-id"), "{name}");
    }
}

#[test]
fn a_filled_notice_is_clean() {
    for (name, _, text) in all() {
        let text = filled(&text);
        assert!(!FILL.iter().any(|(_, open)| text.lines().any(|line| !line.starts_with('#') && line.contains(open))), "{name}");
        let found = told(&findings(&text, true));
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn a_new_notice_renders() {
    for (name, lang, text) in all() {
        for text in [filled(&text), text] {
            let reading = seloste::notice::read(&text, None);
            let notice = Notice::of(&reading.tree);
            let facts = Facts::of(&notice, &LAW, today());
            let document = build(&notice, &facts, &LAW, Words::built_in(lang).expect("words"), lang, false);
            let said = serde_json::to_string(&document).expect("a document");
            assert!(document.sections.len() > 10, "{name}");
            // Every ready word is known, and no guidance is published.
            assert!(!said.contains("\"@") && !said.contains("-----"), "{name}");
            assert!(facts.retention.iter().all(|cover| cover.complete), "{name}");
        }
    }
}

/// Tables and keys stand in the order of the format, one empty line between tables, and every key that may puzzle is explained where it is first seen.
#[test]
fn a_new_notice_reads_as_a_person_would_write_it() {
    let order = |path: &str| FORMAT.tables.iter().position(|table| table.path == path);
    for (name, lang, text) in all() {
        assert!(text.ends_with('\n') && !text.ends_with("\n\n") && !text.contains("\n\n\n") && !text.contains('\r') && !text.contains('\t'), "{name}");
        let mut last = 0;
        let mut path = String::new();
        let mut key_before = 0;
        let mut above = "";
        for line in text.lines() {
            assert!(line.trim_end() == line, "{name}: `{line}`");
            if line.starts_with('#') {
                assert!(line.chars().count() <= 132, "{name}: {} characters: {line}", line.chars().count());
                assert!(!line.contains("{about}") && !line.contains("\"{"), "{name}: {line}");
            } else if line.starts_with('[') {
                path = line.trim_matches(['[', ']']).to_string();
                let at = order(&path).unwrap_or_else(|| panic!("{name}: no table {path}"));
                assert!(at >= last, "{name}: [{path}] stands too late");
                assert!(above.is_empty() || above.starts_with('#'), "{name}: no empty line before [{path}]");
                last = at;
                key_before = 0;
            } else if let Some((key, value)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
                let at = FORMAT.tables[last].keys.iter().position(|k| k.name == key).unwrap_or_else(|| panic!("{name}: no key {path}.{key}"));
                assert!(at >= key_before, "{name}: {path}.{key} stands too late");
                key_before = at;
                assert_ne!(value, "\"\"", "{name}: {path}.{key}");
            }
            above = line;
        }
        assert!(
            text.contains(&format!("languages = [\"{lang}\"]")) && text.contains(&format!("updated = {TODAY}")) && text.contains("next-review = 2027-11-21"),
            "{name}"
        );
        for banner in text.split("\n\n").filter(|block| block.starts_with("# -----")) {
            assert_eq!(banner.lines().count(), 1, "{name}: {banner}");
        }
    }
}

/// The templates themselves: three languages each, the same tables and keys, nothing that the skeleton would drop.
#[test]
fn templates_say_the_same_in_three_languages() {
    let skeleton = |lang: Lang| -> Vec<String> {
        let text = std::fs::read_to_string(root().join(format!("templates/new/skeleton.{lang}.toml"))).expect("a skeleton");
        let shape = |line: &str| match line.split_once(" = ") {
            Some((key, _)) if !line.starts_with('#') => key.to_string(),
            _ if line.starts_with('[') => line.to_string(),
            _ if line.starts_with("# -----") => "banner".to_string(),
            _ => String::new(),
        };
        text.lines().map(shape).filter(|line| !line.is_empty()).collect()
    };
    let finnish = skeleton(Lang::FI);
    assert_eq!(finnish, skeleton(Lang::SV));
    assert_eq!(finnish, skeleton(Lang::EN));

    for (kind, text) in KINDS {
        let table: Table = toml::from_str(text).unwrap_or_else(|e| panic!("{kind}: {e}"));
        for (name, value) in &table {
            if name == "about" {
                assert!(["fi", "sv", "en"].iter().all(|lang| value.get(lang).is_some()), "{kind}: about");
            } else {
                shape(kind, name, value, &finnish);
            }
        }
    }
}

fn shape(kind: &str, path: &str, value: &Value, skeleton: &[String]) {
    let entries: Vec<&Table> = match value {
        Value::Array(entries) => entries.iter().filter_map(Value::as_table).collect(),
        Value::Table(table) => vec![table],
        _ => panic!("{kind}: {path} is no table"),
    };
    let head = skeleton.iter().position(|line| line.trim_matches(['[', ']']) == path).unwrap_or_else(|| panic!("{kind}: the skeleton has no [{path}]"));
    let keys: Vec<&String> = skeleton[head + 1..].iter().take_while(|line| !line.starts_with('[')).collect();
    for entry in entries {
        for (key, value) in entry {
            if value.is_array() && value.as_array().is_some_and(|list| list.iter().all(Value::is_table)) && FORMAT.table(&format!("{path}.{key}")).is_some() {
                shape(kind, &format!("{path}.{key}"), value, skeleton);
                continue;
            }
            let words: Vec<&Value> = match (key.as_str(), value) {
                ("comments", Value::Table(comments)) => {
                    for known in comments.keys() {
                        assert!(entry.contains_key(known), "{kind}: {path} comments on {known}, which it does not give");
                    }
                    comments.values().collect()
                }
                (_, Value::Array(list)) => list.iter().collect(),
                _ => vec![value],
            };
            assert!(key == "comment" || key == "comments" || keys.contains(&key), "{kind}: the skeleton has no {path}.{key}");
            for word in words.into_iter().filter_map(Value::as_table) {
                assert_eq!(word.keys().collect::<Vec<_>>(), ["fi", "sv", "en"], "{kind}: {path}.{key}");
            }
        }
    }
}

/// Limits that acts set, held in the ready texts.
#[test]
fn ready_periods_keep_to_the_law() {
    let period = |kind: &str, purpose: &str| -> Vec<String> {
        let text = starter::write(kind, Lang::EN, today()).expect("a kind of ours");
        let table: Table = toml::from_str(&text).expect("TOML");
        let entries = table["retention"].as_array().expect("entries");
        let about = entries.iter().filter(|e| e["purposes"].as_array().is_some_and(|p| p.iter().any(|p| p.as_str() == Some(purpose))));
        about.filter_map(|e| Some(e.get("period")?.as_str()?.to_string())).collect()
    };
    // 759/2004 17 §: a year at most; 1171/2022 29 §: five years; 1336/1997 2:10: six years.
    assert_eq!(period("camera", "safety"), ["30 days"]);
    assert_eq!(period("whistleblowing", "handling-reports"), ["5 years"]);
    assert_eq!(period("customers", "bookkeeping"), ["6 years"]);
    for kind in ["camera", "access-control", "employees", "recruitment"] {
        let text = starter::write(kind, Lang::FI, today()).expect("a kind of ours");
        assert!(text.contains("workplace = true") && text.contains("759/2004"), "{kind}");
    }
    // Consent cannot widen what an employer may process (759/2004 3 §).
    let staff: Table = toml::from_str(&starter::write("employees", Lang::SV, today()).expect("a kind of ours")).expect("TOML");
    assert!(staff["purposes"].as_array().expect("purposes").iter().all(|p| p["basis"].as_str() != Some("consent")));
}

fn seloste(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_seloste")).args(args).current_dir(folder).env("SELOSTE_TODAY", TODAY).env("NO_COLOR", "1").output().expect("the program")
}

#[test]
fn the_command_writes_and_never_overwrites() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");

    let out = seloste(&["new", "--kind", "camera", "--lang", "sv"], at);
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(text(&out.stdout), starter::write("camera", Lang::SV, today()).expect("a kind of ours"));

    let out = seloste(&["new", "--kind", "customers", "--lang", "en", "--out", "customers.toml"], at);
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), String::new()));
    assert!(text(&out.stdout).contains("seloste lint customers.toml"));
    let written = std::fs::read(at.join("customers.toml")).expect("the file");
    assert_eq!(text(&written), starter::write("customers", Lang::EN, today()).expect("a kind of ours"));
    assert_eq!(std::fs::read_dir(at).expect("the folder").count(), 1, "nothing else is left behind");

    for taken in ["customers.toml", "."] {
        let out = seloste(&["new", "--kind", "events", "--out", taken], at);
        assert_eq!((out.status.code(), out.stdout.len()), (Some(2), 0), "{taken}");
        assert_eq!(text(&out.stderr).lines().count(), 1, "{}", text(&out.stderr));
        assert!(text(&out.stderr).contains("already exists"), "{}", text(&out.stderr));
    }
    assert_eq!(std::fs::read(at.join("customers.toml")).expect("the file"), written);

    let out = seloste(&["new", "--kind", "events", "--out", "nowhere/events.toml"], at);
    assert_eq!((out.status.code(), text(&out.stderr).lines().count()), (Some(2), 1));
    let out = seloste(&["new", "--kind", "customer"], at);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("customers"));

    let out = seloste(&["lint", "--format", "short", "customers.toml"], at);
    assert_eq!(out.status.code(), Some(1), "a notice that is not filled in is not clean");
}
