//! The house: which room stands on which floor, which outside crates a room may name, what a room never does.
//! The table is data here, the code is held against it, and the README prints it between two marks.

use crate::patch::{read, root};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A room: what it does, what it never does.
struct Room {
    floor: &'static str,
    name: &'static str,
    does: &'static str,
    never: &'static str,
}

const fn room(floor: &'static str, name: &'static str, does: &'static str, never: &'static str) -> Room {
    Room { floor, name, does, never }
}

/// From the top down. A room imports rooms of floors below its own and no others; ground has two levels, `0` and `0b` over it.
const ROOMS: &[Room] = &[
    room("7", "cli", "the command line: one file per verb, exit codes", "holds logic that two rooms share"),
    room("6", "desk", "what every asker needs: judging what was found, making documents of it", "prints, reads the clock or arguments"),
    room("5", "site", "documents x languages x formats -> files in memory with links between them", "touches the disk"),
    room("5", "project", "the workspace, the only door to the disk, atomic writes", "decides wording or layout"),
    room("4", "render", "a document -> HTML, Markdown, pages of text and PDF", "imports a notice, chooses words, reads the clock"),
    room("4", "report", "findings -> pretty, plain, short, JSON, a file each", "knows a rule"),
    room("3", "document", "notice + facts + words of one language -> a format-free document", "holds markup or a sentence of its own"),
    room("3", "import", "a published notice of any layout -> TOML text with the place of every line", "loses a sentence, judges, opens a file"),
    room("3", "lint", "rules as data -> outcomes -> findings with words", "touches the disk, runs code from a rule file"),
    room("2", "mend", "replacements and skeletons written into a notice's text, the text in order, comments kept", "decides what is wrong"),
    room("2", "facts", "what follows from a notice on a day: articles, rights, transfers, retention", "holds words, severity or layout"),
    room("1", "prose", "CommonMark -> blocks and sentences with their places", "judges words"),
    room("1", "notice", "TOML text -> spanned tree -> typed notice; cannot fail", "says what the law asks for"),
    room("0b", "sheet", "coverage in words: registers x criteria, as every shower sees it", "judges, holds markup or colour"),
    room("0b", "law", "statutes, citations, countries, adequacy decisions, authorities, all from data", "decides what a notice must say"),
    room("0b", "diagnostic", "a place, words, weight: what every reporter sees", "holds colour or terminal types"),
    room("0", "learn", "what headings are about and what sentences tell, learnt from examples", "sees a document, decides what it means"),
    room("0", "lang", "languages, values per language, phrases with holes", "contains a sentence"),
    room("0", "source", "text with a name, byte spans, lines and columns", "opens a file"),
    room("0", "day", "a calendar day", "reads the clock"),
];

/// Imports that point down and are still refused: what a room must not know.
const NEVER: &[(&str, &[&str])] = &[
    ("render", &["notice", "facts", "law", "lint", "prose"]),
    ("report", &["notice", "facts", "law", "lint", "document", "prose"]),
    ("site", &["notice", "facts", "law", "lint", "prose"]),
    ("project", &["facts", "law", "lint", "document", "render", "report"]),
];

/// Outside crates and doors to the world, and the folders and files that may name them, below `src/`.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("aho_corasick", &["lint/"]),
    ("base64", &["desk/theme/", "render/html/", "report/html.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/completions.rs"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("encoding_rs", &["import/"]),
    ("fast_qr", &["render/sign/"]),
    ("frostem", &["lint/words/"]),
    ("harfrust", &["render/pdf/"]),
    ("html5gum", &["import/input/"]),
    ("hypher", &["render/flow/", "render/paged/"]),
    ("ignore", &["project/"]),
    ("indicatif", &["cli/"]),
    ("jiff", &["cli/mod.rs"]),
    ("memchr", &["lint/", "project/", "render/html/", "render/pdf/pack.rs", "site/links.rs"]),
    ("lopdf", &["import/input/"]),
    ("krilla", &["render/pdf/"]),
    ("libdeflater", &["render/pdf/pack.rs"]),
    ("miette", &["report/pretty.rs"]),
    ("mimalloc", &["main.rs"]),
    ("postcard", &["desk/building/cache.rs", "import/", "law/", "lint/", "notice/"]),
    // An imported page in Markdown has headings and tables, which the prose of a notice has not.
    ("pulldown_cmark", &["import/input/markdown.rs", "prose/"]),
    ("quick_xml", &["import/input/"]),
    ("rayon", &["cli/", "desk/", "project/", "site/"]),
    ("regex", &["lint/"]),
    ("rustix", &["project/"]),
    (
        "serde",
        &[
            "cli/",
            "day.rs",
            "desk/baseline.rs",
            "desk/building/",
            "diagnostic.rs",
            "document/",
            "import/",
            "lang.rs",
            "law/",
            "lint/",
            "notice/",
            "project/init.rs",
            "render/",
            "report/",
            "learn/",
            "sheet.rs",
            "site/",
        ],
    ),
    ("serde_json", &["cli/", "desk/baseline.rs", "render/json.rs", "report/"]),
    ("sha2", &["desk/building/cache.rs", "render/html/", "report/gitlab.rs", "report/html.rs"]),
    ("similar", &["mend/"]),
    ("strsim", &["lint/similar.rs", "notice/"]),
    ("tempfile", &["project/"]),
    ("tera", &["render/engine.rs"]),
    ("terminal_size", &["cli/"]),
    ("textwrap", &["cli/explain/", "render/paged/", "report/pretty.rs"]),
    // TOML is read into a notice, into data that the build script packs, into words and page styles, and into what a new notice begins with.
    (
        "toml",
        &[
            "day.rs",
            "document/lexicon.rs",
            "document/words.rs",
            "law/",
            "lint/example.rs",
            "lint/own.rs",
            "lint/rule.rs",
            "lint/words/data.rs",
            "mend/",
            "notice/",
            "project/init.rs",
            "project/starter.rs",
            "render/paged/style",
        ],
    ),
    ("toml_edit", &["mend/"]),
    ("toml_parser", &["mend/format.rs", "notice/quick.rs"]),
    ("unicode_segmentation", &["prose/", "render/flow/", "render/paged/"]),
    ("unicode_width", &["render/paged/", "report/coverage/table.rs", "report/excerpt.rs", "report/pretty.rs"]),
    ("usvg", &["render/pdf/logo.rs"]),
    ("zip", &["import/input/"]),
    ("std::fs", &["project/"]),
    ("std::env", &["cli/ci.rs", "cli/mod.rs"]),
    ("std::net", &[]),
    ("std::process", &["cli/mod.rs", "main.rs", "project/git.rs"]),
    ("std::thread", &[]),
    // When a file was written, never what the time is now.
    ("SystemTime", &["project/publish.rs"]),
    ("Instant", &[]),
    // Looked up, never walked: the order of a hash map is another on every run.
    ("HashMap", &["learn/mod.rs", "lint/words/", "notice/shape.rs", "render/paged/links.rs", "render/pdf/shape.rs"]),
    ("HashSet", &["render/pdf/shape.rs"]),
];

const OPEN: &str = "<!-- floors -->";
const CLOSE: &str = "<!-- /floors -->";

/// The table as the README prints it.
fn table() -> String {
    let mut out = "| floor | room | does | never |\n|---|---|---|---|\n".to_string();
    for room in ROOMS {
        out.push_str(&format!("| {} | `{}` | {} | {} |\n", room.floor, room.name, room.does, room.never));
    }
    out
}

/// How high a floor is: the rows of the table from the bottom, `0b` over `0`.
fn height(name: &str) -> usize {
    let floor = ROOMS
        .iter()
        .find(|room| room.name == name)
        .unwrap_or_else(|| panic!("the room `{name}` stands on no floor: give it one in tests/suite/floors.rs and the README"))
        .floor;
    let order: BTreeSet<&str> = ROOMS.iter().map(|room| room.floor).collect();
    order.iter().position(|known| *known == floor).expect("a floor of the table")
}

/// Every Rust file below `src/`, its path with `/` and its text without comments.
fn files() -> Vec<(String, String)> {
    let source = root().join("src");
    let mut out = Vec::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                out.push((relative(&path, &source), code(&read(&path))));
            }
        }
    }
    out.sort();
    assert!(out.len() > 50, "the sources are there");
    out
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).expect("below it").components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The text without line comments; what a string holds after two slashes goes as well, which no import stands in.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether `text` names `word` as a whole: `tera` in `tera::Tera`, not in `iterate`, nor in a path of ours such as `crate::tera`.
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = &text[at + word.len()..];
        // A crate is named by a path or a `use`; a variable or a string may have its name.
        let path = after.starts_with("::") || (word.contains("::") || word.starts_with(char::is_uppercase)) && !after.starts_with(is_word);
        let used = text[..at].ends_with("use ") && !after.starts_with(is_word);
        let grouped = word.strip_prefix("std::").is_some_and(|_| false);
        before.is_none_or(|c| !is_word(c) && c != ':') && (path || used || grouped)
    }) || word.strip_prefix("std::").is_some_and(|inner| groups(text, "std::").any(|name| name == inner))
}

/// The names right after a path's beginning: `a` of `crate::a::b`, `a` and `b` of `crate::{a::c, b}`.
fn groups<'t>(text: &'t str, start: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(start).filter(|(at, _)| text[..*at].chars().next_back().is_none_or(|c| !is_word(c) && c != ':' && c != '$')).flat_map(move |(at, _)| {
        let rest = &text[at + start.len()..];
        match rest.strip_prefix('{') {
            None => vec![word(rest)],
            Some(inner) => {
                let (mut depth, mut from, mut found) = (0usize, 0, Vec::new());
                for (n, c) in inner.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            found.push(word(inner[from..n].trim_start()));
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            found.push(word(inner[from..n].trim_start()));
                            from = n + 1;
                        }
                        _ => {}
                    }
                }
                found
            }
        }
    })
}

fn word(text: &str) -> &str {
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

/// The room a file belongs to.
fn room_of(file: &str) -> &str {
    file.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The rooms a file names: through `crate::`, and through `super::` where that leads out of its room.
fn imports(file: &str, text: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = groups(text, "crate::").filter(|name| !name.is_empty()).map(str::to_string).collect();
    // `src/a.rs` and `src/a/mod.rs` are one step below the root, `src/a/b.rs` two.
    let depth = file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
    found.extend(groups(text, Box::leak("super::".repeat(depth).into_boxed_str())).filter(|name| *name != "super" && !name.is_empty()).map(str::to_string));
    found
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let mut edges = 0;
    for (file, text) in files() {
        let own = room_of(&file).to_string();
        if matches!(own.as_str(), "lib" | "main") {
            continue;
        }
        seen.insert(own.clone());
        let refused = NEVER.iter().find(|(room, _)| *room == own).map_or(&[][..], |(_, refused)| refused);
        for other in imports(&file, &text).into_iter().filter(|other| *other != own) {
            edges += 1;
            if height(&other) >= height(&own) {
                wrong.push(format!("src/{file} (floor {own}) imports `{other}`, which is not below it"));
            } else if refused.contains(&other.as_str()) {
                wrong.push(format!("src/{file} imports `{other}`, which the room `{own}` must not know"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(edges > 100, "imports are seen: {edges}");
    let known: BTreeSet<String> = ROOMS.iter().map(|room| room.name.to_string()).collect();
    assert_eq!(seen, known, "every room is in the table and in src");
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, text) in files() {
        for (name, allowed) in OUTSIDE.iter().filter(|(name, _)| names(&text, name)) {
            *used.entry(name).or_default() += 1;
            if !allowed.iter().any(|room| file.starts_with(room)) {
                wrong.push(format!("src/{file} names `{name}`, which belongs in {allowed:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    for name in ["miette", "tera", "pulldown_cmark", "std::fs", "std::env", "jiff", "toml", "clap"] {
        assert!(used.contains_key(name), "the test sees `{name}` where it is");
    }
}

#[test]
fn every_dependency_has_its_room() {
    let manifest: toml::Table = toml::from_str(&read(&root().join("Cargo.toml"))).expect("a manifest");
    let mut tables = vec![manifest["dependencies"].as_table().expect("dependencies").clone()];
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        tables.extend(targets.values().filter_map(|target| target.get("dependencies")?.as_table().cloned()));
    }
    for name in tables.iter().flat_map(toml::Table::keys) {
        let name = name.replace('-', "_");
        assert!(OUTSIDE.iter().any(|(known, _)| *known == name), "the dependency `{name}` has no room: give it one in tests/suite/floors.rs");
    }
}

#[test]
fn the_readme_prints_the_table() {
    let path: PathBuf = root().join("README.md");
    if !path.is_file() {
        return;
    }
    let readme = read(&path);
    let wanted = format!("{OPEN}\n{}{CLOSE}", table());
    let block = readme.split_once(OPEN).and_then(|(_, rest)| rest.split_once(CLOSE)).map(|(block, _)| block.trim().to_string());
    assert_eq!(block.as_deref(), Some(table().trim()), "put this into README.md:\n\n{wanted}\n");
}

#[test]
fn the_test_itself_sees_what_it_should() {
    let of = |file: &str, text: &str| imports(file, &code(text)).into_iter().collect::<Vec<_>>();
    assert_eq!(of("lint/rule.rs", "use crate::{law::{Law, data}, lang, notice::tree};"), ["lang", "law", "notice"]);
    assert_eq!(of("lint/rule.rs", "fn x() -> crate::cli::Exit { /* */ }\n// crate::render\n"), ["cli"]);
    assert_eq!(of("lint/rule.rs", "use super::super::cli;"), ["cli"]);
    assert_eq!(of("lint/checks/fact.rs", "use super::super::rule::Rule;"), Vec::<String>::new());
    assert_eq!(of("lint/checks/fact.rs", "use super::super::super::site;"), ["site"]);
    assert_eq!(of("day.rs", "use super::cli::x;"), ["cli"]);
    assert!(
        names("use std::fs;", "std::fs")
            && names("std::fs::read(x)", "std::fs")
            && names("use std::{fs, io};", "std::fs")
            && names("use std::{io::{self, Read}, fs::File};", "std::fs")
    );
    assert!(!names("use std::fsx;", "std::fs") && !names("iterate::x", "tera") && !names("let tera = 1;", "tera") && !names("crate::tera::x", "tera"));
    assert!(names("use miette;", "miette") && names("x: miette::Report", "miette") && names("use tera::{Tera};", "tera"));
    assert!(names("std::time::Instant::now()", "Instant") || names("use std::time::Instant;\nInstant::now()", "Instant"));
    assert!(height("cli") > height("site") && height("diagnostic") > height("source") && height("law") < height("notice"));
}
