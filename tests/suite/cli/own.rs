//! Rules of a user's own: where they run, how they are tried, and what is said of one that cannot be used.

use super::{folder, on_both_days, put, run_in, sound_fi};
use std::path::Path;

on_both_days! {
    they_run_with_ours, one_language_speaks_for_all, their_faults_have_a_place, names_that_are_not_there, folders_that_are_none, examples_are_tried,
    a_base_of_their_own_is_no_notice, they_are_explained_and_listed_where_one_stands,
}

/// A sound rule.
const RULE: &str = r#"code = "OMA101"
level = "warning"
message = "Sana ”{value}” on vanha."
help = "Kirjoita uusi."

[check.matches]
patterns = ['\bhuoltokirja']

[[good]]
base = "gdpr"

[[bad]]
base = "gdpr"
add = '''
[register]
summary = "Huoltokirjan merkinnät."
'''
finds = ["OMA101 register.summary"]
"#;
const WORKSPACE: &str = "[lint]\nextend = [\"omat\"]\n";

fn with_word() -> String {
    sound_fi().replace("summary = \"Käsittelemme", "summary = \"Pidämme huoltokirjaa. Käsittelemme")
}

fn they_run_with_ours(today: &str) {
    let files = folder(&[("seloste.toml", WORKSPACE), ("omat/vanha-sana.toml", RULE), ("a.toml", &with_word()), ("below/b.toml", &sound_fi())]);
    let lint = |at: &Path, args: &[&str]| run_in(today, at, &[&["lint", "--format", "json"], args].concat());
    let run = lint(files.path(), &[]).ends(0);
    assert_eq!(run.codes(), ["OMA101"]);
    let json = run.json();
    assert_eq!(json["diagnostics"][0]["name"], "vanha-sana", "named as its file");
    assert_eq!(json["diagnostics"][0]["message"], "Sana ”huoltokirja” on vanha.");
    assert_eq!(lint(&files.path().join("below"), &["../a.toml", "--select", "OMA"]).codes(), ["OMA101"], "from anywhere");
    assert_eq!(lint(files.path(), &["--select", "G"]).codes(), Vec::<String>::new());
    lint(files.path(), &["--select", "O"]).refuses(&["no rule", "`O`"]);
    // Weighed, ignored, allowed and known like ours.
    put(files.path(), "seloste.toml", format!("{WORKSPACE}levels = {{ OMA101 = \"error\" }}\n"));
    lint(files.path(), &[]).ends(1);
    put(files.path(), "seloste.toml", format!("{WORKSPACE}\n[[lint.ignore]]\ncode = \"vanha-sana\"\nreason = \"Testi.\"\n"));
    assert_eq!(lint(files.path(), &[]).ends(0).codes(), Vec::<String>::new());
    put(files.path(), "seloste.toml", WORKSPACE);
    put(files.path(), "a.toml", with_word() + "\n[[lint.allow]]\ncode = \"OMA101\"\nreason = \"Vaihtuu.\"\n");
    assert_eq!(lint(files.path(), &[]).ends(0).json()["summary"]["suppressed"], 1);
    put(files.path(), "a.toml", with_word());
    lint(files.path(), &["--write-baseline", "known.json"]).ends(0);
    assert_eq!(lint(files.path(), &["--baseline", "known.json"]).json()["summary"]["known"], 1);
    // A rule that is gone leaves its entries stale.
    put(files.path(), "seloste.toml", "");
    assert_eq!(lint(files.path(), &["a.toml", "below", "--baseline", "known.json"]).codes(), ["N021"]);
    // Nor is a site built, or a notice mended, by rules that cannot be read.
    put(files.path(), "seloste.toml", WORKSPACE);
    put(files.path(), "omat/rikki.toml", "code = 1\n");
    run_in(today, files.path(), &["build", "--out", "site"]).refuses(&["omat/rikki.toml:1:8"]);
    run_in(today, files.path(), &["lint", "--fix"]).refuses(&["omat/rikki.toml:1:8"]);
}

fn one_language_speaks_for_all(today: &str) {
    let files = folder(&[("seloste.toml", WORKSPACE), ("omat/a.toml", RULE), ("a.toml", &with_word())]);
    for lang in ["fi", "sv", "en"] {
        let out = run_in(today, files.path(), &["lint", "--format", "short", "--lang", lang]).ends(0).out;
        assert!(out.contains("Sana ”huoltokirja” on vanha."), "{lang}: {out}");
    }
    put(files.path(), "omat/a.toml", RULE.replace("message = \"Sana", "message.sv = \"Ordet ”{value}” är gammalt.\"\nmessage.fi = \"Sana"));
    let of = |lang: &str| run_in(today, files.path(), &["lint", "--format", "short", "--lang", lang]).ends(0).out;
    assert!(of("sv").contains("Ordet ”huoltokirja”") && of("en").contains("Sana ”huoltokirja”"), "the first there is");
}

fn their_faults_have_a_place(today: &str) {
    let of = |rule: &str, parts: &[&str]| {
        let files = folder(&[("seloste.toml", WORKSPACE), ("omat/a.toml", rule), ("a.toml", &sound_fi())]);
        for args in [&["lint"][..], &["lint", "--format", "json"], &["test-rules", "omat"], &["rules"], &["explain", "OMA101"]] {
            run_in(today, files.path(), args).refuses(parts);
        }
    };
    let with = |from: &str, to: &str| {
        assert!(RULE.contains(from), "{from}");
        RULE.replacen(from, to, 1)
    };
    const MESSAGE: &str = "message = \"Sana ”{value}” on vanha.\"";
    const PATTERNS: &str = r"patterns = ['\bhuoltokirja']";
    of(&with("message =", "mesage ="), &["omat/a.toml:3:1", "`mesage`", "`message`"]);
    of(&with("level = \"warning\"", "level = \"fatal\""), &["omat/a.toml:2:9", "`fatal`", "`error`"]);
    of(&with("level = \"warning\"\n", ""), &["omat/a.toml:1:1", "missing field `level`"]);
    of(&with("OMA101", "oma101"), &["omat/a.toml:1:8", "OMA101"]);
    of(&with("OMA101", "G101"), &["omat/a.toml:1:8", "built-in"]);
    of(&with("OMA101", "OMA1"), &["omat/a.toml:1:8", "three digits"]);
    of(&with("code = ", "name = \"Iso Nimi\"\ncode = "), &["omat/a.toml:1:8", "`Iso Nimi`"]);
    of(&with("code = ", "name = \"interest-missing\"\ncode = "), &["omat/a.toml:1:8", "built-in"]);
    of(&with("{value}", "{valeu}"), &["omat/a.toml:3:11", "`{valeu}`"]);
    of(&with(MESSAGE, "message.fi = \" \""), &["omat/a.toml:3:", "message", "says nothing"]);
    of(&with(MESSAGE, "message.de = \"x\""), &["omat/a.toml:3:", "`de`"]);
    of(&with(MESSAGE, "message = 3"), &["omat/a.toml:3:11", "string"]);
    of(&with("[check.matches]", "[check.matchs]"), &["omat/a.toml:6:", "`matchs`", "`matches`"]);
    of(&with(PATTERNS, "patterns = ['(huolto']"), &["omat/a.toml:7:12", "`(huolto`", "unclosed group"]);
    of(&with(PATTERNS, "patterns = ['x*']"), &["omat/a.toml:7:12", "empty"]);
    of(&with(PATTERNS, r"patterns = ['\w{9999}{9999}']"), &["omat/a.toml:7:12"]);
    of(&with(PATTERNS, "list = \"placeholder\""), &["omat/a.toml:7:8", "`placeholder`", "`placeholders`"]);
    of(&with("base = \"gdpr\"", "base = \"gpdr\""), &["omat/a.toml:10:8", "`gpdr`", "`gdpr`"]);
    of(&with("level =", "level = = "), &["omat/a.toml:2:"]);
    of("x = 1\n", &["omat/a.toml:1:1", "`x`"]);
    of("", &["omat/a.toml:1:1", "missing field `code`"]);
}

fn names_that_are_not_there(today: &str) {
    let of = |more: &str, check: &str, parts: &[&str]| {
        let rule = format!("code = \"OMA101\"\nlevel = \"note\"\nmessage = \"x y\"\nhelp = \"x y\"\n{more}\n{check}\n");
        let files = folder(&[("seloste.toml", WORKSPACE), ("omat/a.toml", &rule), ("a.toml", &sound_fi())]);
        run_in(today, files.path(), &["lint"]).refuses(parts);
    };
    let required = "[check.required]\nkeys = [\"controller.email\"]";
    of("each = \"porposes\"", required, &["a.toml:5:8", "`porposes`", "`purposes`"]);
    of("when = [{ fact = \"artcle-14\" }]", required, &["a.toml:5:18", "`artcle-14`", "`article-14`"]);
    of("when = [{ fact = \"purpose.on-legitimate-interests\" }]", required, &["a.toml:5:18", "add `each`"]);
    of("when = [{ key = \"register.kinds\" }]", required, &["a.toml:5:17", "`register.kinds`", "`register.kind`"]);
    of("when = [{ key = \"register.kind\", any-of = [\"kamera\"] }]", required, &["a.toml:5:", "`kamera`", "`camera`"]);
    of("when = [{ key = \"register.kind\", fact = \"article-14\" }]", required, &["a.toml:5:", "either"]);
    of("topic = \"retentoin\"", required, &["a.toml:5:9", "`retention`"]);
    of("", "[check.required]\nkeys = [\".name\"]", &["a.toml:7:8", "`.name`", "each"]);
    of("each = \"purposes\"", "[check.required]\nkeys = [\".bases\"]", &["a.toml:7:8", "`purposes.bases`", "`purposes.basis`"]);
    of("", "[check.forbids]\nkey = \"register.kind\"\nvalues = [\"kamera\"]", &["a.toml:8:10", "`kamera`"]);
    of("", "[check.fact]\nfact = \"nosuch\"", &["a.toml:7:8", "`nosuch`"]);
    of("", "[check.native]\nname = \"busines-id\"", &["a.toml:7:8", "`business-id`"]);
    of("", "[check.part]\npart = \"purpose\"\nkeys = [\"purposes\"]", &["a.toml:7:8", "`purposes`"]);
    of("", "[check.words]\nlist = \"nosuch\"", &["a.toml:7:8", "`nosuch`"]);
    of("", "[check.shape]\nfault = \"nosuch\"", &["a.toml:7:9", "`nosuch`"]);
    of("", &format!("{required}\n\n[[law]]\ncite = \"gdrp 13(1)\""), &["a.toml:10:8", "`gdrp`", "`gdpr`"]);
    of("", &format!("{required}\n\n[[law]]\ncite = \"13\""), &["a.toml:10:8", "cannot be read"]);
}

fn folders_that_are_none(today: &str) {
    let files = folder(&[("seloste.toml", WORKSPACE), ("a.toml", &sound_fi()), ("tyhja/x.txt", "")]);
    run_in(today, files.path(), &["lint"]).refuses(&["omat", "no such folder"]);
    run_in(today, files.path(), &["test-rules", "nowhere"]).refuses(&["nowhere", "no such folder"]);
    run_in(today, files.path(), &["test-rules", "a.toml"]).refuses(&["a.toml", "no such folder"]);
    run_in(today, files.path(), &["test-rules", "tyhja"]).refuses(&["tyhja", "no rule"]);
    // One code or name is one rule, in a folder and over folders.
    let files = folder(&[("seloste.toml", "[lint]\nextend = [\"omat\", \"muut\"]\n"), ("omat/a.toml", RULE), ("muut/b.toml", RULE), ("a.toml", &sound_fi())]);
    run_in(today, files.path(), &["lint"]).refuses(&["muut/b.toml", "OMA101", "omat/a.toml"]);
    put(files.path(), "omat/c.toml", RULE);
    run_in(today, files.path(), &["test-rules", "omat"]).refuses(&["omat/c.toml:1:8", "`OMA101`", "omat/a.toml"]);
    put(files.path(), "omat/c.toml", RULE.replace("OMA101", "OMA102").replacen("code", "name = \"a\"\ncode", 1));
    run_in(today, files.path(), &["test-rules", "omat"]).refuses(&["omat/c.toml:1:8", "`a`", "omat/a.toml"]);
}

fn examples_are_tried(today: &str) {
    let files = folder(&[("omat/a.toml", RULE)]);
    let of = |rule: &str, code: i32| {
        put(files.path(), "omat/a.toml", rule);
        run_in(today, files.path(), &["test-rules", "omat"]).ends(code).out
    };
    assert_eq!(of(RULE, 0), "ok    OMA101 a (1 good, 1 bad)\n1 rule, 2 examples: 0 failed.\n");
    let out = of(&RULE.replace(r"\bhuoltokirja", r"\bnosuch"), 1);
    assert!(out.starts_with("FAIL  OMA101 a") && out.contains("[[bad]] 1: finds other") && out.contains("  - OMA101 register.summary"), "{out}");
    let out = of(&RULE.replace(r"\bhuoltokirja", r"\bhuolto"), 1);
    assert!(out.contains("[[good]] 1: is not silent") && out.contains("  + OMA101 "), "{out}");
    // All rules are on: what a built-in one finds is not passed over.
    let out = of(&RULE.replace("[register]\nsummary", "[controller]\nbusiness-id = \"9005158-1\"\n\n[register]\nsummary"), 1);
    assert!(out.contains("  + T602 controller.business-id"), "{out}");
    let out = of(&RULE.replace("add = '''", "remove = [\"purposes[9].name\"]\nadd = '''"), 1);
    assert!(out.contains("the base has no `purposes[9].name`"), "{out}");
    assert!(of(&RULE.replace("[register]\nsummary", "[register\nsummary"), 1).contains("add: "));
    assert!(of(&RULE.replace("OMA101 register", "G207 register"), 1).contains("lists no finding of OMA101"));
    assert!(of(RULE.split("[[bad]]").next().expect("a head"), 1).contains("no [[bad]] example"));
    assert!(of(&RULE.replace("[[good]]\nbase = \"gdpr\"\n", ""), 1).contains("no [[good]] example"));
    // A rule that is off by default is on for its own examples, and runs where it is asked for.
    let off = format!("default = false\n{RULE}");
    assert!(of(&off, 0).contains("ok    OMA101"));
    let files = folder(&[("seloste.toml", WORKSPACE), ("omat/a.toml", &off), ("a.toml", &with_word())]);
    let codes = |args: &[&str]| run_in(today, files.path(), &[&["lint", "--format", "json"], args].concat()).codes();
    assert_eq!(codes(&[]), Vec::<String>::new());
    assert_eq!(codes(&["--select", "OMA"]), ["OMA101"]);
    put(files.path(), "seloste.toml", format!("{WORKSPACE}levels = {{ OMA = \"note\" }}\n"));
    assert_eq!(codes(&[]), Vec::<String>::new(), "a weight for a family asks for none of its rules");
    put(files.path(), "seloste.toml", format!("{WORKSPACE}levels = {{ OMA101 = \"note\" }}\n"));
    assert_eq!(codes(&[]), ["OMA101"]);
}

fn a_base_of_their_own_is_no_notice(today: &str) {
    let rule = RULE.replace("base = \"gdpr\"", "base = \"oma.toml\"");
    let base = crate::patch::read(&crate::patch::root().join("tests/bases/gdpr.toml"));
    let files = folder(&[("seloste.toml", WORKSPACE), ("omat/x/a.toml", &rule), ("omat/x/oma.toml", &base), ("a.toml", &sound_fi())]);
    assert!(run_in(today, files.path(), &["test-rules", "omat"]).ends(0).out.contains("ok    OMA101"));
    let run = run_in(today, files.path(), &["lint", "--format", "json"]).ends(0);
    assert_eq!((run.codes(), run.json()["summary"]["files"].as_u64()), (Vec::new(), Some(1)), "the base is not linted with the notices");
    // Asked for by name it is one: its .example addresses are told.
    run_in(today, files.path(), &["lint", "omat/x/oma.toml"]).ends(1);
    assert!(run_in(today, files.path(), &["explain", "OMA101"]).ends(0).out.contains("summary = \"Huoltokirjan merkinnät.\""));
}

fn they_are_explained_and_listed_where_one_stands(today: &str) {
    let files = folder(&[("seloste.toml", WORKSPACE), ("omat/vanha-sana.toml", RULE), ("below/x.txt", "")]);
    for at in [files.path().to_path_buf(), files.path().join("below")] {
        for what in ["OMA101", "oma101", "vanha-sana"] {
            let out = run_in(today, &at, &["explain", what]).ends(0).out;
            assert!(out.starts_with("OMA101 vanha-sana\n\nSana ”…” on vanha.") && out.contains("Esimerkki: virhe") && !out.contains("Laki"), "{out}");
        }
        for format in ["table", "markdown", "json"] {
            let out = run_in(today, &at, &["rules", "--format", format, "--lang", "en"]).ends(0).out;
            assert!(out.contains("OMA101") && out.contains("G207"), "{format}");
            assert!(format != "markdown" || out.contains("## rules of your own"), "{out}");
            assert!(format != "json" || out.contains("\"family\": \"own\""), "{out}");
        }
        run_in(today, &at, &["explain", "vanha-san"]).refuses(&["Did you mean `vanha-sana`?"]);
    }
    let elsewhere = folder(&[]);
    run_in(today, elsewhere.path(), &["explain", "OMA101"]).refuses(&["`OMA101`"]);
}
