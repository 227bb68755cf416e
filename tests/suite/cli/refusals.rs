//! What cannot be done ends with 2, one clear line on standard error and nothing on standard output.

use super::{folder, on_both_days, put, run_in, run_with_input, sound_fi, with_error};

on_both_days! {
    paths_without_notices, files_that_cannot_be_read, broken_templates, flags_selectors_and_days, languages_a_notice_has_not, help_is_no_failure, clashing_pages,
}

fn paths_without_notices(today: &str) {
    let files = folder(&[("empty/readme.txt", "x"), ("other/pyproject.toml", "[tool.x]\ny = 1\n"), ("a.toml", &sound_fi())]);
    for verb in ["lint", "build"] {
        let of = |path: &str| run_in(today, files.path(), &[verb, path]);
        of("nowhere").refuses(&["seloste: ", "nowhere", "no such file or folder"]);
        of("nowhere/x.toml").refuses(&["nowhere/x.toml", "no such file or folder"]);
        of("empty").refuses(&["empty", "no notice here"]);
        of("other").refuses(&["other", "no notice here"]);
        of("other/pyproject.toml").refuses(&["other/pyproject.toml", "not a notice"]);
        run_in(today, files.path(), &[verb, "a.toml", "nowhere"]).refuses(&["nowhere"]);
        run_in(today, &files.path().join("empty"), &[verb]).refuses(&["no notice here"]);
    }
    run_in(today, files.path(), &["render", "nowhere.toml"]).refuses(&["nowhere.toml", "no such file or folder"]);
    run_in(today, files.path(), &["render", "other"]).refuses(&["other", "folder"]);
    assert!(!files.path().join("site").exists());
}

fn files_that_cannot_be_read(today: &str) {
    let files = folder(&[("folder.toml/readme.txt", "x")]);
    put(files.path(), "latin.toml", b"[register]\nname = \"Ty\xf6\"\n");
    put(files.path(), "utf16.toml", [0xff, 0xfe, b'[', 0, b'n', 0]);
    put(files.path(), "line\nbreak/latin.toml", b"[register]\nname = \"\xe4\"\n");
    for verb in ["lint", "build", "render"] {
        run_in(today, files.path(), &[verb, "folder.toml"]).refuses(&["folder.toml"]);
        run_in(today, files.path(), &[verb, "latin.toml"]).refuses(&["latin.toml", "line 2", "UTF-8"]);
        run_in(today, files.path(), &[verb, "utf16.toml"]).refuses(&["utf16.toml", "UTF-8"]);
        run_in(today, files.path(), &[verb, "line\nbreak/latin.toml"]).refuses(&["UTF-8"]);
    }
    // Among others it is a finding, and the others are judged.
    put(files.path(), "whole.toml", with_error());
    put(files.path(), "wide.toml", "\u{feff}[register]\nname = \"Ä\"\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    let before = std::fs::read(files.path().join("latin.toml")).expect("it is there");
    run_in(today, files.path(), &["lint", "--unsafe-fixes"]).ends(1);
    assert_eq!(std::fs::read(files.path().join("latin.toml")).expect("it is there"), before, "nothing is written back that was not read");
    put(files.path(), "whole.toml", with_error());
    let run = run_in(today, files.path(), &["lint", "--format", "short"]).ends(1);
    for file in ["latin.toml:2:11", "line break/latin.toml:2:9", "wide.toml:1:1"] {
        assert!(run.out.lines().any(|line| line.starts_with(file) && line.contains("N028")), "{file}: {}", run.out);
    }
    assert!(run.out.lines().any(|line| line.starts_with("whole.toml:")), "{}", run.out);
    run_with_input(today, files.path(), &["lint", "-"], b"\xff\xfe").refuses(&["standard input", "UTF-8"]);
    run_in(today, files.path(), &["lint", "-", "latin.toml"]).refuses(&["`-`"]);
    // A workspace file that cannot be read stops the notices below it.
    let files = folder(&[("a.toml", &sound_fi())]);
    put(files.path(), "seloste.toml", b"[project]\nout = \"\xe4\"\n");
    run_in(today, files.path(), &["lint", "a.toml"]).refuses(&["seloste.toml", "line 2", "UTF-8"]);
}

fn broken_templates(today: &str) {
    let workspace = "[site]\ntemplates = \"pohjat\"\n";
    for (name, text, parts) in [
        ("html/quote.html", "<p>\n{% if %}</p>", &["pohjat/html/quote.html:2"][..]),
        ("html/paragraph.html", "\n\n{{ text | nosuch }}", &["pohjat/html/paragraph.html:3", "nosuch"]),
        ("html/paragraph.html", "<p>\n{{ nosuch.thing }}</p>", &["pohjat/html/paragraph.html:2"]),
        ("html/paragraph.html", "{{ text | safe }}", &["pohjat/html/paragraph.html:1", "safe"]),
        ("markdown/paragraph.md", "{% for %}", &["pohjat/markdown/paragraph.md:1"]),
        ("pdf/x.html", "x", &["pohjat/pdf/x.html"]),
        ("page.toml", "rows = \"monta\"\n", &["pohjat/page.toml:1"]),
    ] {
        let files = folder(&[("a.toml", &sound_fi()), ("seloste.toml", workspace), (&format!("pohjat/{name}"), text)]);
        run_in(today, files.path(), &["build", "a.toml", "--out", "site"]).refuses(parts);
        assert!(!files.path().join("site").exists(), "{name}: nothing is written");
        let format = if name.starts_with("markdown") { "markdown" } else { "html" };
        run_in(today, files.path(), &["render", "a.toml", "--format", format]).refuses(parts);
    }
    let files = folder(&[("a.toml", &sound_fi()), ("seloste.toml", workspace)]);
    run_in(today, files.path(), &["build", "a.toml"]).refuses(&["pohjat", "templates"]);
}

fn flags_selectors_and_days(today: &str) {
    let files = folder(&[("a.toml", &sound_fi())]);
    let says = |args: &[&str], part: &str| {
        // The argument parser adds how to ask for help; the first line says what is wrong.
        let run = run_in(today, files.path(), args).ends(2);
        assert_eq!(run.out, "", "{args:?}");
        assert!(run.err.lines().next().is_some_and(|line| line.contains(part)), "{args:?}: {}", run.err);
    };
    says(&["lint", "--nosuch"], "--nosuch");
    says(&["lint", "--format", "xml"], "xml");
    says(&["lint", "--as-of", "2026-02-30"], "2026-02-30");
    says(&["lint", "--as-of", "eilen"], "eilen");
    says(&["lint", "--as-of", "1.1.2026"], "1.1.2026");
    says(&["lint", "--lang", "de"], "de");
    says(&["lint", "--lang", "FI"], "FI");
    says(&["lint", "--fail-on", "kaikki"], "kaikki");
    says(&["lint", "--color", "ehkä"], "ehkä");
    says(&["build", "--format", "epub"], "epub");
    says(&["render", "a.toml", "--rows", "monta"], "monta");
    says(&["nosuch"], "nosuch");
    says(&["render"], "");
    for selector in ["Q9", "G999", "nosuch", "", "g2x", "G2015"] {
        run_in(today, files.path(), &["lint", "--select", selector]).refuses(&["no rule", selector]);
        run_in(today, files.path(), &["lint", "--ignore", selector]).refuses(&["no rule", selector]);
    }
    run_in(today, files.path(), &["explain", "purposes.bassis"]).refuses(&["purposes.bassis", "purposes.basis"]);
    run_in(today, files.path(), &["render", "a.toml", "--format", "text", "--columns", "3"]).refuses(&["columns"]);
}

fn languages_a_notice_has_not(today: &str) {
    let files = folder(&[("a.toml", &sound_fi())]);
    run_in(today, files.path(), &["render", "a.toml", "--lang", "sv"]).refuses(&["a.toml", "`sv`", "fi"]);
    let files = folder(&[("a.toml", "[register]\nname = \n")]);
    run_in(today, files.path(), &["render", "a.toml"]).refuses(&["a.toml", "TOML"]);
}

fn help_is_no_failure(today: &str) {
    let files = folder(&[]);
    for args in [&["--help"][..], &["--version"], &["lint", "--help"], &["build", "-h"], &["help", "render"]] {
        let run = run_in(today, files.path(), args).ends(0);
        assert!(!run.out.is_empty() && run.err.is_empty(), "{args:?}");
    }
    let advice = run_in(today, files.path(), &["--help"]).ends(0).out;
    assert_eq!(advice.matches("legal advice").count(), 1, "said once");
}

fn clashing_pages(today: &str) {
    let files = folder(&[("x/a.toml", &sound_fi()), ("y/x/a.toml", &sound_fi())]);
    run_in(today, files.path(), &["build", "--out", "site"]).refuses(&["x-a", "notice.id"]);
    assert!(!files.path().join("site").exists());
}
