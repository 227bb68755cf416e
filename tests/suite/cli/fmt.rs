//! `fmt`: which files it takes, what it writes, how it ends.

use super::{folder, of_register, on_both_days, put, run_in, run_with_input, sound_fi, tree};

on_both_days! { it_writes_what_is_not_in_order, check_and_diff_write_nothing, broken_files_are_refused_whole, standard_input_goes_to_standard_output, a_new_notice_is_in_order }

/// A sound notice with two tables and two keys in the wrong order.
fn unordered() -> String {
    let text = sound_fi();
    let at = text.find("[protection]\n").expect("its protection");
    let end = at + text[at..].find("\n\n").expect("an end") + 2;
    let protection = text[at..end].replace("[protection]\n", "# Suojauksesta.\n[protection]\n");
    format!("# Tiedosto.\n\n{protection}{}{}", &text[..at], &text[end..]).replace("format = 1\nregime = \"gdpr\"\n", "regime = \"gdpr\"\nformat = 1\n")
}

fn it_writes_what_is_not_in_order(today: &str) {
    let sound = sound_fi();
    let files = folder(&[
        ("seloste.toml", "[lint]\nignore = []\n[project]\nlanguages = [\"fi\"]\n"),
        ("b/sound.toml", &of_register("Toinen", &sound)),
        ("a.toml", &unordered()),
        ("other.toml", "b=1\na=2\n"),
    ]);
    let before = tree(files.path());
    let run = run_in(today, files.path(), &["fmt"]).ends(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", "seloste: 2 of 3 files put in order\n"));
    let after = tree(files.path());
    let text = |name: &str| String::from_utf8(after[std::path::Path::new(name)].clone()).expect("UTF-8");
    assert!(text("a.toml").contains("# Suojauksesta.\n[protection]\n") && text("a.toml").starts_with("# Tiedosto.\n\n"), "{}", text("a.toml"));
    assert!(text("a.toml").contains("[notice]\nformat = 1\nregime = \"gdpr\"\n"));
    assert_eq!(text("seloste.toml"), "[project]\nlanguages = [\"fi\"]\n\n[lint]\nignore = []\n");
    for same in ["b/sound.toml", "other.toml"] {
        assert_eq!(before[std::path::Path::new(same)], after[std::path::Path::new(same)], "{same}");
    }
    assert_eq!(run_in(today, files.path(), &["fmt"]).ends(0).err, "seloste: 0 of 3 files put in order\n");
    // A notice that is named takes its workspace file along only where that is asked for.
    put(files.path(), "seloste.toml", "[lint]\n[project]\n");
    assert_eq!(run_in(today, files.path(), &["fmt", "a.toml"]).ends(0).err, "seloste: 0 of 1 files put in order\n");
    assert_eq!(run_in(today, files.path(), &["fmt", "b"]).ends(0).err, "seloste: 0 of 1 files put in order\n");
    assert_eq!(run_in(today, files.path(), &["fmt", "--quiet", "./seloste.toml"]).ends(0).err, "");
    assert_eq!(std::fs::read_to_string(files.path().join("seloste.toml")).expect("read"), "[project]\n\n[lint]\n");
}

fn check_and_diff_write_nothing(today: &str) {
    let files = folder(&[("a.toml", &unordered()), ("b.toml", &of_register("Toinen", &sound_fi()))]);
    let before = tree(files.path());
    let checked = run_in(today, files.path(), &["fmt", "--check", "."]).ends(1);
    assert_eq!((checked.out.as_str(), checked.err.as_str()), ("a.toml\n", "seloste: 1 of 2 files not in order\n"));
    let shown = run_in(today, files.path(), &["fmt", "--diff", "a.toml"]).ends(1);
    assert!(shown.out.starts_with("--- a.toml\n+++ a.toml\n@@ ") && shown.out.contains("\n+format = 1\n"), "{}", shown.out);
    assert_eq!(tree(files.path()), before);
    assert_eq!(run_in(today, files.path(), &["fmt", "--check", "b.toml"]).ends(0).out, "");
    assert_eq!(run_in(today, files.path(), &["fmt", "--diff", "b.toml"]).ends(0).out, "");
}

fn broken_files_are_refused_whole(today: &str) {
    let files = folder(&[("a.toml", &unordered()), ("b.toml", "[register]\nname = \"Ä\nkind = \"other\"\n")]);
    let before = tree(files.path());
    run_in(today, files.path(), &["fmt"]).refuses(&["b.toml:2:", "nothing was written"]);
    assert_eq!(tree(files.path()), before);
    run_in(today, files.path(), &["fmt", "nowhere.toml"]).refuses(&["nowhere.toml"]);
    // What is not UTF-8 is read with a mark in its place, and never written back so.
    let files = folder(&[("a.toml", &unordered())]);
    put(files.path(), "latin.toml", b"[register]\nname = \"Ty\xf6\"\n[notice]\nformat = 1\n");
    let before = tree(files.path());
    run_in(today, files.path(), &["fmt"]).refuses(&["latin.toml:2:11", "UTF-8"]);
    assert_eq!(tree(files.path()), before);
}

fn standard_input_goes_to_standard_output(today: &str) {
    let files = folder(&[]);
    let run = |args: &[&str], text: &str| run_with_input(today, files.path(), args, text.as_bytes());
    let out = run(&["fmt", "-"], &unordered()).ends(0).out;
    assert_eq!(run(&["fmt", "-"], &out).ends(0).out, out);
    assert_eq!(run(&["fmt", "--check", "-"], &out).ends(0).out, "");
    assert_eq!(run(&["fmt", "--check", "-", "--stdin-filename", "x/a.toml"], &unordered()).ends(1).out, "x/a.toml\n");
    assert_eq!(run(&["fmt", "-", "--stdin-filename", "seloste.toml"], "[lint]\n[project]\n").ends(0).out, "[project]\n\n[lint]\n");
    run(&["fmt", "-"], "[register\n").refuses(&["stdin.toml:1:"]);
    run(&["fmt", "-", "a.toml"], "").refuses(&["no other path"]);
}

fn a_new_notice_is_in_order(today: &str) {
    for kind in
        ["access-control", "camera", "customers", "employees", "housing", "marketing", "members", "patients", "recruitment", "website", "whistleblowing"]
    {
        for lang in ["fi", "sv", "en"] {
            let files = folder(&[]);
            run_in(today, files.path(), &["init", "--quiet", "--kind", kind, "--lang", lang, "."]).ends(0);
            let run = run_in(today, files.path(), &["fmt", "--diff", "."]);
            assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{kind} {lang}: {}", run.err);
        }
    }
}
