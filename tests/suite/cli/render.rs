//! `seloste render`, `explain` and `rules`: what goes to a file and to standard output.

use super::{TODAYS, folder, on_both_days, put, run, run_in, sound, sound_fi, tree};
use crate::patch::root;
use std::path::Path;

on_both_days! {
    a_page_goes_to_standard_output_or_a_file, each_language_and_format_renders, users_templates_take_the_place, rules_and_keys_are_explained,
    a_pdf_is_written, a_name_says_its_format, text_has_the_width_and_page_length_asked_for,
}

fn a_page_goes_to_standard_output_or_a_file(today: &str) {
    let files = folder(&[("a.toml", &sound_fi())]);
    for format in ["html", "markdown", "text", "json"] {
        let shown = run_in(today, files.path(), &["render", "a.toml", "--format", format]).ends(0);
        assert_eq!(shown.err, "");
        assert!(shown.out.contains("Kuiskapolku"), "{format}");
        let written = run_in(today, files.path(), &["render", "a.toml", "--format", format, "--out", "ulos"]).ends(0);
        assert_eq!((written.out.as_str(), written.err.as_str()), ("", ""), "{format}");
        assert_eq!(std::fs::read_to_string(files.path().join("ulos")).expect("the file"), shown.out, "{format}");
    }
    // What cannot be written leaves what was there.
    put(files.path(), "vanha/sisus", "x");
    let before = tree(files.path());
    run_in(today, files.path(), &["render", "a.toml", "--out", "vanha"]).ends(2);
    run_in(today, files.path(), &["render", "a.toml", "--out", "nowhere/x.html"]).refuses(&["nowhere/x.html"]);
    assert_eq!(tree(files.path()), before);
}

fn each_language_and_format_renders(today: &str) {
    for lang in ["fi", "sv", "en"] {
        let html = run(today, &["render", "notices/003-it-tuki.toml", "--lang", lang]).ends(0).out;
        assert!(html.contains(&format!("<html lang=\"{lang}\"")), "{lang}");
        run(today, &["render", "notices/003-it-tuki.toml", "--lang", lang, "--format", "markdown"]).ends(0);
        let text = run(today, &["render", "notices/003-it-tuki.toml", "--lang", lang, "--format", "text", "--rows", "50", "--columns", "72"]).ends(0).out;
        assert!(text.split('\u{c}').all(|page| page.matches('\n').count() == 50) && text.lines().all(|line| line.chars().count() <= 72), "{lang}");
    }
    let draft = |args: &[&str]| run(today, &[&["render", "notices/003-it-tuki.toml", "--lang", "en"], args].concat()).ends(0).out.contains("Draft.");
    assert!(draft(&["--draft"]) && !draft(&[]));
    // The page of an archived notice speaks of the act of its time, whatever day it is.
    let old = run(today, &["render", "notices/archive/003-it-tuki-2009.toml", "--lang", "en"]).ends(0).out;
    assert!(old.contains("Right of prohibition") && !old.contains("Right to lodge a complaint"));
}

fn users_templates_take_the_place(today: &str) {
    let files = folder(&[
        ("a.toml", &sound_fi()),
        ("seloste.toml", "[site]\ntemplates = \"pohjat\"\n"),
        ("pohjat/html/paragraph.html", "<p class=\"oma\">{{ text }}</p>\n"),
        ("pohjat/page.toml", "rows = 40\n"),
    ]);
    assert!(run_in(today, files.path(), &["render", "a.toml"]).ends(0).out.contains("<p class=\"oma\">"));
    let text = run_in(today, files.path(), &["render", "a.toml", "--format", "text"]).ends(0).out;
    assert_eq!(text.split('\u{c}').next().map(|page| page.matches('\n').count()), Some(40));
}

fn rules_and_keys_are_explained(today: &str) {
    for lang in ["fi", "sv", "en"] {
        for what in ["G216", "retention-missing", "purposes", "purposes.basis", "project.out"] {
            assert!(run(today, &["explain", what, "--lang", lang]).ends(0).out.len() > 40, "{what}");
        }
        for format in ["table", "markdown", "json"] {
            assert!(run(today, &["rules", "--lang", lang, "--format", format]).ends(0).out.contains("G216"), "{format}");
        }
    }
}

fn a_pdf_is_written(today: &str) {
    let files = folder(&[("a.toml", &sound_fi())]);
    run_in(today, files.path(), &["render", "a.toml", "--format", "pdf", "--out", "a.pdf"]).ends(0);
    let written = std::fs::read(files.path().join("a.pdf")).expect("the file");
    assert!(written.starts_with(b"%PDF-1.7") && written.ends_with(b"%%EOF") && written.len() > 10_000);
    let fault = "[pdf.faces]\nbody = [90, 99]\n";
    put(files.path(), "seloste.toml", "[site]\ntemplates = \"pohjat\"\n");
    put(files.path(), "pohjat/page.toml", fault);
    run_in(today, files.path(), &["render", "a.toml", "--format", "pdf"]).refuses(&["page.toml:2", "90"]);
}

fn a_name_says_its_format(today: &str) {
    let files = folder(&[("a.toml", &sound_fi())]);
    for (name, options, start) in [
        ("a.pdf", &[][..], &b"%PDF-1.7"[..]),
        ("a.md", &[], b"# "),
        ("a.HTML", &[], b"<!DOCTYPE html>"),
        ("a.json", &[], b"{"),
        ("ulos", &[], b"<!DOCTYPE html>"),
        ("b.html", &["--format", "html"], b"<!DOCTYPE html>"),
        ("kyltti.pdf", &["--format", "sign", "--url", "https://www.pyora.test/a"], b"%PDF-1.7"),
        ("kyltti.html", &["--format", "sign", "--url", "https://www.pyora.test/a"], b"<!DOCTYPE html>"),
    ] {
        run_in(today, files.path(), &[&["render", "a.toml", "--out", name], options].concat()).ends(0);
        let written = std::fs::read(files.path().join(name)).expect("it is written");
        assert!(written.starts_with(start), "{name}: {:?}", String::from_utf8_lossy(&written[..16.min(written.len())]));
    }
    run_in(today, files.path(), &["render", "a.toml", "--format", "html", "--out", "x.pdf"]).refuses(&["x.pdf", "--format html"]);
    assert!(!files.path().join("x.pdf").exists());
}

fn text_has_the_width_and_page_length_asked_for(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("seloste.toml", "[site]\ntext-width = 60\ntext-page-length = 40\n")]);
    let text = |args: &[&str]| run_in(today, files.path(), &[&["render", "a.toml", "--format", "text"], args].concat()).ends(0).out;
    let shape = |text: &str| (text.split('\u{c}').map(|page| page.matches('\n').count()).max(), text.lines().map(|line| line.chars().count()).max());
    let (rows, columns) = shape(&text(&[]));
    assert!(rows == Some(40) && columns.is_some_and(|n| n <= 60), "{rows:?} {columns:?}");
    let (rows, columns) = shape(&text(&["--width", "72", "--page-length", "60"]));
    assert!(rows == Some(60) && columns.is_some_and(|n| n <= 72 && n > 60), "{rows:?} {columns:?}");
    // One endless page: no form feed, no running head, no page number.
    let endless = text(&["--page-length", "0"]);
    assert!(!endless.contains('\u{c}') && !endless.contains("Sivu ") && !endless.ends_with("\n\n") && !endless.contains(" . . ."));
    run_in(today, files.path(), &["render", "a.toml", "--format", "text", "--page-length", "7"]).refuses(&["20 to 1000"]);
}

#[test]
fn the_clock_changes_no_page() {
    let files = folder(&[("a.toml", &sound())]);
    let [a, b] = TODAYS.map(|today| {
        run_in(today, files.path(), &["render", "a.toml", "--format", "pdf", "--out", "a.pdf"]).ends(0);
        std::fs::read(files.path().join("a.pdf")).expect("the file")
    });
    assert!(a == b, "the clock is in the PDF");
    for format in ["html", "markdown", "text", "json"] {
        let [a, b] = TODAYS.map(|today| run_in(today, files.path(), &["render", "a.toml", "--format", format]).ends(0).out);
        assert_eq!(a, b, "{format}");
    }
    let [a, b] = TODAYS.map(|today| {
        let out = tempfile::tempdir().expect("a folder");
        run_in(today, &root(), &["build", "notices", "--out", &out.path().join("site").to_string_lossy()]).ends(0);
        let mut site = tree(&out.path().join("site"));
        // No page: it holds for which day the notices were judged.
        assert!(site.remove(Path::new(".seloste-cache")).is_some());
        site
    });
    assert!(a.len() > 50 && a == b, "two builds, in two years, give the same bytes");
}
