//! Every format over one shared set of findings: something missing, allowed, known, several lines long, with ä and an emoji, with words that would
//! be commands or markup, with a fix, with a place in another file. What comes out is kept under `tests/reports/expected`; consumers that are not
//! ours read the same bytes in `.ci/gate/reports.sh`. `SELOSTE_BLESS=1 cargo test reports` writes them anew.

use crate::patch::root;
use std::path::Path;
use std::process::{Command, Output};

/// Each format, and the ending of its kept output.
pub const FORMATS: [(&str, &str); 15] = [
    ("pretty", "txt"),
    ("plain", "txt"),
    ("short", "txt"),
    ("grouped", "txt"),
    ("markdown", "md"),
    ("html", "html"),
    ("json", "json"),
    ("json-lines", "jsonl"),
    ("sarif", "sarif"),
    ("github", "txt"),
    ("gitlab", "json"),
    ("azure", "txt"),
    ("junit", "xml"),
    ("checkstyle", "xml"),
    ("rdjson", "json"),
];

/// The rules of the shared set; that of SARIF would else list all there are.
const SELECT: &str = "OMA1,T602,G207,G238,T609,P709,N019";

fn lint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seloste"));
    command.current_dir(folder).env_clear().env("SELOSTE_TODAY", "2026-11-21").env("COLUMNS", "100").arg("lint").args(args);
    command.output().expect("it starts")
}

#[test]
fn each_format_says_what_is_kept() {
    assert_eq!(FORMATS.map(|(name, _)| name), seloste::report::Format::ALL.map(|(_, name, _)| name), "all of them");
    let folder = root().join("tests/reports/workspace");
    let mut wrong = Vec::new();
    for (format, ending) in FORMATS {
        let run = lint(&folder, &["--format", format, "--select", SELECT, "."]);
        assert_eq!(run.status.code(), Some(1), "{format}: {}", String::from_utf8_lossy(&run.stderr));
        let path = root().join(format!("tests/reports/expected/{format}.{ending}"));
        if std::env::var_os("SELOSTE_BLESS").is_some() {
            std::fs::write(&path, &run.stdout).expect("written");
        }
        if std::fs::read(&path).ok().as_deref() != Some(&run.stdout) {
            wrong.push(format);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?} differ from tests/reports/expected; look at them, then SELOSTE_BLESS=1 cargo test reports");
}

#[test]
fn the_shared_set_has_what_it_is_for() {
    let folder = root().join("tests/reports/workspace");
    let run = lint(&folder, &["--format", "json", "--select", SELECT, "."]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let found = json["diagnostics"].as_array().expect("findings");
    let has = |what: &str, test: &dyn Fn(&serde_json::Value) -> bool| assert!(found.iter().any(test), "nothing {what}");
    has("missing", &|d| d["code"] == "G207" && !d["fix"].is_null());
    has("allowed", &|d| d["suppressed"]["reason"].as_str().is_some_and(|reason| reason.contains("<johto>")));
    has("known", &|d| d["baseline"] == "known");
    has("new", &|d| d["baseline"] == "new");
    has("on several lines", &|d| d["span"]["start"]["line"] != d["span"]["end"]["line"]);
    has("with a line break and a command", &|d| d["message"].as_str().is_some_and(|message| message.contains("\n::error::") && message.contains("##vso[")));
    has("in a file with ä and an emoji", &|d| d["file"].as_str().is_some_and(|file| file.contains("jäsenet 🚲")));
    has("elsewhere too", &|d| d["related"].as_array().is_some_and(|related| related.iter().any(|r| r["file"] != d["file"])));
}

#[test]
fn no_text_becomes_a_command_or_markup() {
    let kept = |name: &str| std::fs::read_to_string(root().join("tests/reports/expected").join(name)).expect("kept");
    for line in kept("github.txt").lines().filter(|line| line.starts_with("::")) {
        assert!(["::error file=", "::warning file=", "::notice file="].iter().any(|start| line.starts_with(start)), "{line}");
    }
    for name in ["pretty", "plain", "short", "grouped"] {
        let text = kept(&format!("{name}.txt"));
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{name}: a line that GitHub would take for a command");
    }
    // The agent finds a command in the middle of a line as well, and takes the first.
    for line in kept("azure.txt").lines().filter(|line| line.contains("##")) {
        assert!(line.starts_with("##vso[task.logissue "), "{line}");
    }
    assert!(kept("azure.txt").contains("task.complete"), "nothing that looks like a command");
    assert!(!kept("html.html").contains("<script") && !kept("html.html").contains("<johto>"));
    assert!(!kept("markdown.md").contains("<b>") && !kept("markdown.md").contains("@kaikki"));
}

#[test]
fn a_format_never_changes_how_a_run_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = std::fs::read_to_string(root().join("tests/bases/gdpr.toml")).expect("read");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("seloste.toml", "[project]\nfictional = true\n");
    write("clean.toml", &sound);
    write("warning.toml", &sound.replace("statute = \"Kirjanpitolaki (1336/1997) 2 luvun 10 §\"\ndata-categories", "data-categories"));
    write("error.toml", &sound.replace("interest = \"Etumme on korjata palvelun puutteet palautteen perusteella.\"\n", ""));
    write("broken.toml", "[register\n");
    let outcomes: [(&[&str], i32); 6] = [
        (&["clean.toml"], 0),
        (&["warning.toml"], 0),
        (&["--fail-on", "warning", "warning.toml"], 1),
        (&["error.toml"], 1),
        (&["broken.toml"], 2),
        (&["nowhere.toml"], 2),
    ];
    let mut wrong = Vec::new();
    for (args, code) in outcomes {
        for (format, _) in FORMATS {
            let run = lint(folder.path(), &[&["--format", format], args].concat());
            if run.status.code() != Some(code) {
                wrong.push(format!("{format} {args:?}: {:?}, not {code}", run.status.code()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
