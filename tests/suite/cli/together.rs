//! Rules over several notices, as people run them: all that were asked for are held side by side, and no others are read.

use super::{Run, folder, of_register, on_both_days, put, run_in, run_with_input, sound_fi};
use std::path::Path;

on_both_days! { what_is_asked_for_is_compared, a_finding_of_two_is_allowed_like_any_other, a_baseline_knows_findings_of_two, a_build_holds_notices_side_by_side, a_build_holds_notices_it_knows_side_by_side,
workspaces_are_apart, many_are_told_as_one_by_one }

fn lint(today: &str, folder: &Path, args: &[&str]) -> Run {
    run_in(today, folder, &[&["lint", "--format", "json"], args].concat())
}

/// A second notice of the same controller, at another address.
fn moved() -> String {
    of_register("Toinen rekisteri", &sound_fi()).replace("street = \"Kuiskapolku 5\"", "street = \"Uusikuja 7\"")
}

/// A notice of another controller, with the first one's name in its place.
fn mixed() -> String {
    let own = of_register("Kolmas rekisteri", &sound_fi()).replace("Kuiskapolku Pyöräpaja Oy", "Satulakuja Huolto Oy").replace("9005158-0", "9000011-8");
    own.replace("text = \"Kysymme huollon jälkeen, onnistuiko työ.\"", "text = \"Kuiskapolku Pyöräpaja Oy käsittelee asiakkaiden palautteet.\"")
}

fn what_is_asked_for_is_compared(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("b.toml", &moved())]);
    let run = lint(today, files.path(), &[]).ends(0);
    assert_eq!(run.codes(), ["P709"]);
    let json = run.json();
    let found = &json["diagnostics"][0];
    assert_eq!((found["file"].as_str(), found["key"].as_str()), (Some("b.toml"), Some("controller.street")));
    assert_eq!((found["related"][0]["file"].as_str(), found["related"][0]["key"].as_str()), (Some("a.toml"), Some("controller.street")), "{found}");
    assert_eq!(found["span"]["start"]["line"], found["related"][0]["span"]["start"]["line"]);
    let said = found["message"].as_str().expect("words");
    assert!(said.contains("Uusikuja 7") && said.contains("Kuiskapolku 5") && said.contains("a.toml:"), "{said}");
    assert_eq!(lint(today, files.path(), &["a.toml", "b.toml"]).ends(0).codes(), ["P709"]);
    assert_eq!(lint(today, files.path(), &["--select", "controller-details-differ", "."]).ends(0).codes(), ["P709"]);
    // Alone, either is sound.
    for name in ["a.toml", "b.toml"] {
        assert_eq!(lint(today, files.path(), &[name]).ends(0).codes(), Vec::<String>::new(), "{name}");
    }
    let alone = run_with_input(today, files.path(), &["lint", "-", "--format", "json", "--stdin-filename", "b.toml"], moved().as_bytes()).ends(0);
    assert_eq!(alone.codes(), Vec::<String>::new());
    assert_eq!(lint(today, files.path(), &["--ignore", "P709"]).ends(0).codes(), Vec::<String>::new());
}

fn a_finding_of_two_is_allowed_like_any_other(today: &str) {
    let allow = "\n[[lint.allow]]\ncode = \"P709\"\nat = \"controller\"\nreason = \"Toinen toimipaikka.\"\n";
    let files = folder(&[("a.toml", &sound_fi()), ("b.toml", &(moved() + allow))]);
    let json = lint(today, files.path(), &["--fail-on", "note"]).ends(0).json();
    assert_eq!(json["diagnostics"][0]["suppressed"]["reason"], "Toinen toimipaikka.");
    // A run on one notice cannot know whether it is needed.
    assert_eq!(lint(today, files.path(), &["b.toml"]).ends(0).codes(), Vec::<String>::new());
    let comment = moved().replace("street = \"Uusikuja 7\"", "street = \"Uusikuja 7\" # seloste: allow(P709) toinen toimipaikka");
    put(files.path(), "b.toml", comment);
    lint(today, files.path(), &["--fail-on", "note"]).ends(0);
}

fn a_baseline_knows_findings_of_two(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("b.toml", &moved())]);
    lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    lint(today, files.path(), &["--baseline", "known.json", "--fail-on", "note"]).ends(0);
    assert_eq!(lint(today, files.path(), &["b.toml", "--baseline", "known.json"]).ends(0).codes(), Vec::<String>::new(), "not stale: it was not asked");
    put(files.path(), "b.toml", of_register("Toinen rekisteri", &sound_fi()));
    assert_eq!(lint(today, files.path(), &["--baseline", "known.json"]).ends(0).codes(), ["N021"], "mended");
}

fn a_build_holds_notices_side_by_side(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("c.toml", &mixed())]);
    assert_eq!(lint(today, files.path(), &["--select", "T626,T628"]).ends(1).codes(), ["T628"]);
    assert_eq!(lint(today, files.path(), &["--select", "T626,T628", "c.toml"]).ends(0).codes(), ["T626"], "alone, the name is only an unknown one");
    let run = run_in(today, files.path(), &["build", "--out", "site", "--format", "html"]).ends(1);
    assert!(run.out.contains("T628"), "{}", run.out);
    assert!(!files.path().join("site").exists());
}

fn a_build_holds_notices_it_knows_side_by_side(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("c.toml", &of_register("Kolmas rekisteri", &sound_fi()))]);
    let build = || run_in(today, files.path(), &["build", "--out", "site", "--format", "html"]);
    build().ends(0);
    assert!(build().ends(0).out.contains("(0 made anew)"));
    // What changed is held against what did not.
    put(files.path(), "c.toml", mixed());
    let run = build().ends(1);
    assert!(run.out.contains("T628") && run.out.contains("c.toml"), "{}", run.out);
    // And what did not change against what did: the other controller comes into the workspace with its own notice.
    std::fs::remove_file(files.path().join("a.toml")).expect("gone");
    build().ends(0);
    put(files.path(), "a.toml", sound_fi());
    let run = build().ends(1);
    assert!(run.out.contains("T628") && run.out.contains("c.toml"), "{}", run.out);
    put(files.path(), "a.toml", sound_fi().replace("Kuiskapolku Pyöräpaja", "Muu Pyöräpaja"));
    build().ends(0);
    put(files.path(), "a.toml", sound_fi());
    assert!(build().ends(1).out.contains("T628"));
}

fn workspaces_are_apart(today: &str) {
    let empty = "[project]\nformats = [\"html\"]\n";
    let files = folder(&[("x/seloste.toml", empty), ("x/a.toml", &sound_fi()), ("y/seloste.toml", empty), ("y/b.toml", &moved())]);
    assert_eq!(lint(today, files.path(), &[]).ends(0).codes(), Vec::<String>::new());
}

fn many_are_told_as_one_by_one(today: &str) {
    let wrong = sound_fi().replace("business-id = \"9005158-0\"", "business-id = \"9005158-1\"");
    let texts: Vec<(String, String)> = (0..40).map(|n| (format!("{}/{n:02}.toml", n % 3), of_register(&format!("Rekisteri {n}"), &wrong))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let files = folder(&files);
    let all = lint(today, files.path(), &[]).ends(1).json();
    let told: Vec<&str> = all["diagnostics"].as_array().expect("findings").iter().map(|d| d["file"].as_str().expect("a file")).collect();
    let mut order: Vec<String> = texts.iter().map(|(name, _)| format!("./{name}")).collect();
    order.sort();
    assert_eq!(told.iter().map(|name| format!("./{}", name.trim_start_matches("./"))).collect::<Vec<_>>(), order, "in the order of their paths");
    assert_eq!(lint(today, files.path(), &[]).out, lint(today, files.path(), &[]).out, "the same on every run");
}
