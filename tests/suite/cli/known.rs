//! Findings one lives with: allowances and choices of a workspace, the baseline, statistics.

use super::{Run, folder, on_both_days, put, run_in, run_with_input, sound_fi, tree, with_error};
use std::path::Path;

on_both_days! {
    a_baseline_marks_and_never_hides, a_baseline_does_not_grow_unasked, what_is_mended_is_told_where_the_baseline_says_it, a_baseline_stays_the_same_bytes,
    a_part_of_a_workspace_leaves_the_rest_of_its_baseline, a_baseline_that_cannot_be_read, a_workspace_names_its_baseline,
    comments_of_a_workspace_allow_in_it, levels_of_a_workspace, levels_of_paths, choices_that_mean_nothing, the_command_line_has_the_last_word,
    statistics_count, ignored_rules_need_a_reason,
}

/// Another error besides: a placeholder.
fn with_two_errors() -> String {
    with_error().replace("street = \"Kuiskapolku 5\"", "street = \"[täytä katuosoite]\"")
}

fn lint(today: &str, folder: &Path, args: &[&str]) -> Run {
    run_in(today, folder, &[&["lint", "--format", "json"], args].concat())
}

/// "CODE state" of each finding of a report.
fn states(run: &Run) -> Vec<String> {
    let json = run.json();
    let state = |d: &serde_json::Value| format!("{} {}", d["code"].as_str().expect("a code"), d["baseline"].as_str().unwrap_or("-"));
    json["diagnostics"].as_array().expect("findings").iter().map(state).collect()
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("the file")
}

fn a_baseline_marks_and_never_hides(today: &str) {
    let files = folder(&[("a.toml", &with_error())]);
    assert_eq!(states(&lint(today, files.path(), &["a.toml"]).ends(1)), ["T602 -"], "no baseline, no state");
    let written = lint(today, files.path(), &["a.toml", "--write-baseline", "known.json"]).ends(0);
    assert_eq!(states(&written), ["T602 known"], "what was just written is known");
    assert!(written.err.contains("known.json") && written.err.contains("1 known"), "{}", written.err);
    let again = lint(today, files.path(), &["a.toml", "--baseline", "known.json", "--fail-on", "note"]).ends(0);
    assert_eq!(states(&again), ["T602 known"]);
    assert_eq!((again.json()["summary"]["errors"].as_u64(), again.json()["summary"]["known"].as_u64()), (Some(0), Some(1)));
    for (format, mark) in [("pretty", "known error"), ("plain", "Known error T602"), ("short", "known error T602")] {
        let shown = run_in(today, files.path(), &["lint", "a.toml", "--baseline", "known.json", "--format", format, "--lang", "en"]).ends(0).out;
        assert!(shown.contains(mark) && shown.contains("1 known"), "{format}: {shown}");
    }
    // A new one fails as it would without.
    put(files.path(), "a.toml", with_two_errors());
    let new = lint(today, files.path(), &["a.toml", "--baseline", "known.json"]).ends(1);
    assert_eq!(states(&new), ["T602 known", "T604 new"]);
    // The same fault in another notice is not the known one.
    put(files.path(), "a.toml", with_error());
    put(files.path(), "b.toml", with_error());
    assert_eq!(states(&lint(today, files.path(), &[".", "--baseline", "known.json"]).ends(1)), ["T602 known", "T602 new"]);
    // Lines and entries move; the finding stays the one that is known.
    std::fs::remove_file(files.path().join("b.toml")).expect("gone");
    put(files.path(), "a.toml", format!("# Uusi alku.\n\n{}", with_error()));
    assert_eq!(states(&lint(today, files.path(), &[".", "--baseline", "known.json"]).ends(0)), ["T602 known"]);
}

fn a_baseline_does_not_grow_unasked(today: &str) {
    let files = folder(&[("a.toml", &with_error())]);
    lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    let before = tree(files.path());
    lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    assert_eq!(tree(files.path()), before, "nothing new, nothing changed");
    put(files.path(), "a.toml", with_two_errors());
    let before = tree(files.path());
    lint(today, files.path(), &["--write-baseline", "known.json"]).refuses(&["known.json", "1 of the findings", "T604", "a.toml", "--accept-new"]);
    assert_eq!(tree(files.path()), before, "a refusal leaves it whole");
    lint(today, files.path(), &["--write-baseline", "known.json", "--accept-new"]).ends(0);
    assert_eq!(states(&lint(today, files.path(), &["--baseline", "known.json"]).ends(0)), ["T602 known", "T604 known"]);
    // Two more of a kind that is known once are two too many.
    put(files.path(), "a.toml", sound_fi().replace("city = \"Helsinki\"", "city = \"[täytä]\""));
    lint(today, files.path(), &["--write-baseline", "other.json"]).ends(0);
    lint(today, files.path(), &["--write-baseline", "known.json"]).refuses(&["--accept-new"]);
    // Removing is always fine.
    put(files.path(), "a.toml", sound_fi());
    let run = lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    assert!(run.err.contains("0 known findings (0 added, 2 removed)"), "{}", run.err);
    assert_eq!(text(files.path(), "known.json"), "{\n  \"version\": 1,\n  \"files\": {}\n}\n");
    run_in(today, files.path(), &["lint", "--accept-new"]).ends(2);
    run_in(today, files.path(), &["lint", "--baseline", "known.json", "--write-baseline", "known.json"]).ends(2);
}

fn what_is_mended_is_told_where_the_baseline_says_it(today: &str) {
    let files = folder(&[("a.toml", &with_two_errors()), ("b.toml", &with_error())]);
    lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    put(files.path(), "a.toml", with_error());
    let run = lint(today, files.path(), &["--baseline", "known.json"]).ends(0);
    assert_eq!(states(&run), ["T602 known", "T602 known", "N021 -"]);
    let json = run.json();
    let stale = &json["diagnostics"][2];
    let line = text(files.path(), "known.json").lines().position(|line| line.contains("T604")).expect("the entry") + 1;
    assert_eq!((stale["file"].as_str(), stale["span"]["start"]["line"].as_u64()), (Some("known.json"), Some(line as u64)), "{stale}");
    assert_eq!(stale["severity"], "warning");
    lint(today, files.path(), &["--baseline", "known.json", "--fail-on", "warning"]).ends(1);
    for (lang, part) in [("fi", "lähtötasossa"), ("sv", "utgångsläget"), ("en", "baseline")] {
        for format in ["pretty", "plain", "short"] {
            let shown = run_in(today, files.path(), &["lint", "--baseline", "known.json", "--format", format, "--lang", lang]).ends(0).out;
            assert!(shown.contains(part) && shown.contains("T604") && shown.contains("N021"), "{format} {lang}: {shown}");
        }
    }
    // It is a rule like any other.
    assert_eq!(states(&lint(today, files.path(), &["--baseline", "known.json", "--ignore", "N021"]).ends(0)), ["T602 known", "T602 known"]);
    // What was not asked this time is not told as gone: another rule, another notice, a broken file.
    assert_eq!(states(&lint(today, files.path(), &["--baseline", "known.json", "--ignore", "T604"]).ends(0)), ["T602 known", "T602 known"]);
    assert_eq!(states(&lint(today, files.path(), &["b.toml", "--baseline", "known.json"]).ends(0)), ["T602 known"]);
    put(files.path(), "a.toml", "[register]\nname = \n");
    assert_eq!(states(&lint(today, files.path(), &["--baseline", "known.json"]).ends(1)), ["N001 new", "T602 known"]);
    // A notice that is gone takes its findings with it.
    std::fs::remove_file(files.path().join("a.toml")).expect("gone");
    let gone = states(&lint(today, files.path(), &["--baseline", "known.json"]).ends(0));
    assert_eq!(gone, ["T602 known", "N021 -", "N021 -"]);
    // What is allowed is not known besides.
    put(files.path(), "b.toml", format!("{}\n[[lint.allow]]\ncode = \"T602\"\nreason = \"Oikaistaan.\"\n", with_error()));
    lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    assert!(!text(files.path(), "known.json").contains("T602"));
}

fn a_baseline_stays_the_same_bytes(today: &str) {
    let files = folder(&[("y/b.toml", &with_two_errors()), ("x/a.toml", &with_error())]);
    lint(today, files.path(), &["--write-baseline", "x/known.json"]).ends(0);
    let first = text(files.path(), "x/known.json");
    // Paths are relative to the baseline, with forward slashes, whatever the arguments looked like.
    assert!(first.contains("    \"../y/b.toml\": [") && first.contains("    \"a.toml\": ["), "{first}");
    assert!(first.find("../y/b.toml") < first.find("\"a.toml\""), "sorted: {first}");
    assert_eq!(first.lines().filter(|line| line.contains("fingerprint")).count(), 3, "an entry a line");
    assert!(!first.contains(today) && !first.contains(&*files.path().to_string_lossy()), "no day, no place of its own");
    for args in [&["x", "y"][..], &["./y/b.toml", "x/../x/a.toml"], &["y", "./x"]] {
        run_in(today, files.path(), &[&["lint", "--write-baseline", "./x/known.json"], args].concat()).ends(0);
        assert_eq!(text(files.path(), "x/known.json"), first, "{args:?}");
    }
    let absolute = files.path().join("x/known.json");
    run_in(today, &files.path().join("y"), &["lint", "--write-baseline", &absolute.to_string_lossy(), "..", "-q"]).ends(0);
    assert_eq!(text(files.path(), "x/known.json"), first);
    // From standard input, under its name.
    let args = ["lint", "-", "--stdin-filename", "x/a.toml", "--baseline", "x/known.json", "--format", "json"];
    assert_eq!(states(&run_with_input(today, files.path(), &args, with_error().as_bytes()).ends(0)), ["T602 known"]);
    // One more finding is one more line.
    put(files.path(), "x/a.toml", with_two_errors());
    lint(today, files.path(), &["--write-baseline", "x/known.json", "--accept-new"]).ends(0);
    let second = text(files.path(), "x/known.json");
    let same = first.lines().filter(|line| second.lines().any(|other| other.trim_end_matches(',') == line.trim_end_matches(','))).count();
    assert_eq!((same, second.lines().count()), (first.lines().count(), first.lines().count() + 1));
}

fn a_part_of_a_workspace_leaves_the_rest_of_its_baseline(today: &str) {
    let files = folder(&[("a.toml", &with_error()), ("b.toml", &with_two_errors())]);
    lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    let whole = text(files.path(), "known.json");
    lint(today, files.path(), &["a.toml", "--write-baseline", "known.json"]).ends(0);
    lint(today, files.path(), &["--select", "G", "--write-baseline", "known.json"]).ends(0);
    assert_eq!(text(files.path(), "known.json"), whole);
    put(files.path(), "a.toml", sound_fi());
    lint(today, files.path(), &["a.toml", "--write-baseline", "known.json"]).ends(0);
    assert_eq!(whole.matches("T602").count(), 2);
    assert_eq!(text(files.path(), "known.json").matches("T602").count(), 1);
}

fn a_baseline_that_cannot_be_read(today: &str) {
    let entry = "{ \"code\": \"T602\", \"fingerprint\": \"0\", \"count\": 1 }";
    for (content, parts) in [
        ("", &["known.json:1:1", "no baseline"][..]),
        ("{\n  \"version\": 1,\n  \"files\": {,}\n}\n", &["known.json:3:", "no baseline"]),
        ("{\n  \"version\": 2,\n  \"files\": {}\n}\n", &["known.json:2:3", "version 2", "version 1", "--write-baseline"]),
        ("{ \"files\": {} }", &["known.json:1:", "version"]),
        ("{ \"version\": 1, \"files\": {}, \"x\": 1 }", &["known.json:1:", "`x`"]),
        (&format!("{{ \"version\": 1,\n\"files\": {{ \"a.toml\": [\n{entry},\n{entry}] }} }}"), &["known.json:3:", "twice", "a.toml"]),
        (&format!("{{ \"version\": 1,\n\"files\": {{ \"a.toml\": [\n{}] }} }}", entry.replace("1 }", "0 }")), &["known.json:3:", "0"]),
        (&format!("{{ \"version\": 1,\n\"files\": {{ \"a.toml\": [\n{}] }} }}", entry.replace("1 }", "-1 }")), &["known.json:3:"]),
    ] {
        let files = folder(&[("a.toml", &with_error()), ("known.json", content)]);
        let before = tree(files.path());
        for flag in ["--baseline", "--write-baseline"] {
            run_in(today, files.path(), &["lint", "a.toml", flag, "known.json"]).refuses(parts);
            run_in(today, files.path(), &["lint", "a.toml", flag, "known.json", "--format", "json"]).refuses(parts);
        }
        assert_eq!(tree(files.path()), before);
    }
    let files = folder(&[("a.toml", &with_error()), ("folder.json/x", "")]);
    put(files.path(), "latin.json", b"\xe4");
    run_in(today, files.path(), &["lint", "--baseline", "nowhere.json"]).refuses(&["nowhere.json", "no such file"]);
    run_in(today, files.path(), &["lint", "--baseline", "folder.json"]).refuses(&["folder.json"]);
    run_in(today, files.path(), &["lint", "--baseline", "latin.json"]).refuses(&["latin.json", "UTF-8"]);
    run_in(today, files.path(), &["lint", "--write-baseline", "nowhere/known.json"]).refuses(&["nowhere/known.json"]);
    run_in(today, files.path(), &["lint", "--write-baseline", "folder.json"]).refuses(&["folder.json"]);
}

fn a_workspace_names_its_baseline(today: &str) {
    let workspace = "[lint]\nbaseline = \"tiedot/known.json\"\n";
    let files = folder(&[("seloste.toml", workspace), ("a.toml", &with_error()), ("tiedot/x.txt", "")]);
    lint(today, files.path(), &[]).refuses(&["known.json", "no such file"]);
    lint(today, files.path(), &["--write-baseline", "tiedot/known.json"]).ends(0);
    assert_eq!(states(&lint(today, files.path(), &[]).ends(0)), ["T602 known"]);
    assert_eq!(states(&run_in(today, &files.path().join("tiedot"), &["lint", "..", "--format", "json"]).ends(0)), ["T602 known"]);
    // What is known does not keep a site from being built.
    run_in(today, files.path(), &["build", "--out", "site"]).ends(0);
    put(files.path(), "a.toml", with_two_errors());
    run_in(today, files.path(), &["build", "--out", "site"]).ends(1);
    // Another one may be given for a run.
    put(files.path(), "empty.json", "{ \"version\": 1, \"files\": {} }");
    assert_eq!(states(&lint(today, files.path(), &["--baseline", "empty.json"]).ends(1)), ["T602 new", "T604 new"]);
    // A fault of the workspace file itself can be known too; a mended one is told when the whole workspace was judged.
    let files = folder(&[("seloste.toml", "[lint]\nbaseline = \"known.json\"\n[projct]\n"), ("a.toml", &sound_fi())]);
    lint(today, files.path(), &["--baseline", "nowhere.json"]).ends(2);
    lint(today, files.path(), &["--write-baseline", "known.json"]).ends(0);
    assert_eq!(states(&lint(today, files.path(), &[]).ends(0)), ["N002 known"]);
    put(files.path(), "seloste.toml", workspace.replace("tiedot/", ""));
    assert_eq!(states(&lint(today, files.path(), &[]).ends(0)), ["N021 -"]);
}

/// A workspace whose shared controller has a wrong business id, and two notices that inherit it.
fn shared(comment: &str) -> tempfile::TempDir {
    let inheriting = sound_fi().split("[controller]").next().expect("a head").to_string()
        + "[[contacts]]\n"
        + sound_fi().split_once("\n[[contacts]]\n").expect("the rest").1;
    let workspace = format!("[controllers.default]\nname = \"Yhtiö Oy\"\n{comment}business-id = \"9000000-0\"\nemail = \"posti@yhtio.test\"\n");
    folder(&[("seloste.toml", &workspace), ("a.toml", &inheriting), ("b.toml", &inheriting)])
}

fn comments_of_a_workspace_allow_in_it(today: &str) {
    assert_eq!(lint(today, shared("").path(), &[]).ends(1).codes(), ["T602"]);
    let allowed = lint(today, shared("# seloste: allow(T602) tunnus oikaistaan rekisteriin\n").path(), &[]).ends(0);
    let json = allowed.json();
    assert_eq!((json["summary"]["suppressed"].as_u64(), json["diagnostics"].as_array().map(Vec::len)), (Some(1), Some(1)), "told once: {}", allowed.out);
    // Only one of two notices allows it: for the other it counts.
    let files = shared("");
    let own = text(files.path(), "a.toml") + "\n[[lint.allow]]\ncode = \"T602\"\nreason = \"Oikaistaan.\"\n";
    put(files.path(), "a.toml", own);
    let run = lint(today, files.path(), &[]).ends(1);
    assert_eq!((run.codes().len(), run.json()["summary"]["errors"].as_u64()), (1, Some(1)));
    lint(today, files.path(), &["a.toml"]).ends(0);
    // A comment in the notice is about its own lines, never about the same line of another file.
    let files = shared("");
    put(files.path(), "a.toml", format!("\n# seloste: allow(T602) väärä tiedosto\n{}", text(files.path(), "a.toml")));
    assert!(lint(today, files.path(), &["a.toml"]).ends(1).codes().contains(&"T602".to_string()));
    // Faults of form of the file itself.
    let files = folder(&[("a.toml", &sound_fi()), ("seloste.toml", "# seloste: allow(N002) tulossa\n[projct]\n")]);
    lint(today, files.path(), &[]).ends(0);
    let files = folder(&[("a.toml", &sound_fi()), ("seloste.toml", "# seloste: allow(N002) ei tarpeen\n[project]\n\n# seloste: allow(Q9) x\n")]);
    assert_eq!(lint(today, files.path(), &[]).ends(1).codes(), ["N019", "N022"]);
}

fn levels_of_a_workspace(today: &str) {
    let of = |levels: &str| {
        let files = folder(&[("a.toml", &with_two_errors()), ("seloste.toml", &format!("[lint]\nlevels = {levels}\n"))]);
        let run = lint(today, files.path(), &["--fail-on", "note"]).ends(1);
        let json = run.json();
        json["diagnostics"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|d| format!("{} {}", d["code"].as_str().expect("x"), d["severity"].as_str().expect("x")))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("{}"), ["T602 error", "T604 error"]);
    assert_eq!(of("{ T602 = \"note\" }"), ["T602 note", "T604 error"]);
    assert_eq!(of("{ T = \"warning\", placeholder = \"note\" }"), ["T602 warning", "T604 note"], "the name is more exact than the family");
    assert_eq!(of("{ T602 = \"error\", T6 = \"note\", T = \"warning\" }"), ["T602 error", "T604 note"], "in any order");
    assert_eq!(of("{ t602 = \"warning\" }"), ["T602 warning", "T604 error"]);
    let files = folder(&[("a.toml", &with_error()), ("seloste.toml", "[lint]\nlevels = { T602 = \"warning\" }\n")]);
    lint(today, files.path(), &[]).ends(0);
    run_in(today, files.path(), &["build", "--out", "site"]).ends(0);
}

fn levels_of_paths(today: &str) {
    let workspace = "[lint]\nlevels = { T602 = \"warning\" }\n\n[[lint.paths]]\npaths = [\"archive/**\", \"!archive/live.toml\"]\nlevels = { T = \"note\" }\n\n[[lint.paths.ignore]]\ncode = \"T604\"\nreason = \"Arkistoon ei kosketa.\"\n\n[[lint.paths]]\npaths = [\"*.sv.toml\"]\nselect = [\"T604\"]\n";
    let notice = with_two_errors();
    let files = folder(&[
        ("seloste.toml", workspace),
        ("a.toml", &notice),
        ("archive/old.toml", &notice),
        ("archive/live.toml", &notice),
        ("archive/x.sv.toml", &notice),
        ("below/b.sv.toml", &notice),
    ]);
    let of = |at: &Path, path: &str| {
        let run = run_in(today, at, &["lint", path, "--format", "json"]);
        let json = run.json();
        json["diagnostics"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|d| format!("{} {}", d["code"].as_str().expect("x"), d["severity"].as_str().expect("x")))
            .collect::<Vec<_>>()
    };
    let plain = ["T602 warning", "T604 error"];
    assert_eq!(of(files.path(), "a.toml"), plain);
    assert_eq!(of(files.path(), "archive/old.toml"), ["T602 note"]);
    assert_eq!(of(files.path(), "archive/live.toml"), plain, "a pattern with ! takes it out again");
    assert_eq!(of(files.path(), "below/b.sv.toml"), ["T604 error"]);
    assert_eq!(of(files.path(), "archive/x.sv.toml"), Vec::<String>::new(), "both apply: only T604, and not T604");
    // Wherever one stands, and however the path is written.
    assert_eq!(of(&files.path().join("archive"), "old.toml"), ["T602 note"]);
    assert_eq!(of(&files.path().join("below"), "../archive/./old.toml"), ["T602 note"]);
    assert_eq!(of(Path::new("/"), &files.path().join("archive/old.toml").to_string_lossy()), ["T602 note"]);
    assert_eq!(lint(today, files.path(), &["archive"]).ends(1).codes(), ["T602", "T604", "T602"]);
}

fn choices_that_mean_nothing(today: &str) {
    let of = |workspace: &str| {
        let files = folder(&[("a.toml", &sound_fi()), ("seloste.toml", workspace)]);
        let run = lint(today, files.path(), &["--lang", "en"]).ends(1);
        let json = run.json();
        let places = json["diagnostics"].as_array().expect("findings").iter().map(|d| {
            assert!(d["file"].as_str().is_some_and(|file| file.ends_with("seloste.toml")), "{d}");
            let start = &d["span"]["start"];
            format!("{} {}:{} {}", d["code"].as_str().expect("x"), start["line"], start["column"], d["key"].as_str().expect("x"))
        });
        (places.collect::<Vec<_>>(), run.out)
    };
    assert_eq!(of("[lint]\nselect = [\"G\", \"G999\"]\n").0, ["N024 2:16 lint.select[1]"], "told although N is not selected");
    assert_eq!(of("[lint]\nlevels = { G999 = \"note\" }\n").0, ["N024 2:12 lint.levels.G999"]);
    assert_eq!(of("[lint]\nlevels = { G207 = \"off\" }\n").0, ["N004 2:19 lint.levels.G207"]);
    assert_eq!(of("[lint]\nlevels = \"note\"\n").0, ["N003 2:10 lint.levels"]);
    assert_eq!(of("[[lint.ignore]]\ncode = \"X1\"\nreason = \"x y\"\n").0, ["N024 2:8 lint.ignore[0].code"]);
    let (places, out) = of("[[lint.paths]]\npaths = [\"a/[b\", \"c\"]\nlevels = { intrest-missing = \"note\" }\n");
    assert_eq!(places, ["N025 2:10 lint.paths[0].paths[0]", "N024 3:12 lint.paths[0].levels.intrest-missing"]);
    assert!(out.contains("Did you mean `interest-missing`?"), "{out}");
    assert_eq!(of("[[lint.paths]]\nlevels = { G = \"note\" }\n").0, ["N009 1:1 lint.paths[0].paths"]);
}

fn the_command_line_has_the_last_word(today: &str) {
    let workspace = "[lint]\nselect = [\"T604\"]\n\n[[lint.ignore]]\ncode = \"T602\"\nreason = \"Testi.\"\n";
    let files = folder(&[("a.toml", &with_two_errors()), ("seloste.toml", workspace)]);
    assert_eq!(lint(today, files.path(), &[]).ends(1).codes(), ["T604"]);
    assert_eq!(lint(today, files.path(), &["--select", "T602"]).ends(1).codes(), ["T602"]);
    assert_eq!(lint(today, files.path(), &["--select", "T"]).ends(1).codes(), ["T602", "T604"]);
    assert_eq!(lint(today, files.path(), &["--select", "T", "--ignore", "business-id-wrong"]).ends(1).codes(), ["T604"]);
    assert_eq!(lint(today, files.path(), &["--ignore", "T604"]).ends(0).codes(), Vec::<String>::new());
}

fn ignored_rules_need_a_reason(today: &str) {
    let files = folder(&[("a.toml", &with_error()), ("seloste.toml", "[[lint.ignore]]\ncode = \"T602\"\n")]);
    assert_eq!(lint(today, files.path(), &[]).ends(1).codes(), ["N009"]);
}

fn statistics_count(today: &str) {
    let allowed = with_two_errors() + "\n[[lint.allow]]\ncode = \"T604\"\nreason = \"Osoite vaihtuu.\"\n";
    let files = folder(&[("a.toml", &with_two_errors()), ("b.toml", &with_error()), ("c.toml", &allowed)]);
    let of = |format: &str| run_in(today, files.path(), &["lint", "--statistics", "--format", format, "--lang", "en"]).ends(1).out;
    let lines: Vec<String> = of("pretty").lines().map(str::to_string).collect();
    assert!(lines[0].starts_with('3') && lines[0].contains("error  T602  business-id-wrong  "), "{lines:#?}");
    assert!(lines[1].starts_with("1  (1 allowed)  error  T604  placeholder        "), "aligned: {lines:#?}");
    assert!(lines.last().is_some_and(|line| line.starts_with("4 errors, 1 allowed")), "{lines:#?}");
    assert_eq!(of("short"), "3 error T602 business-id-wrong\n1 error T604 placeholder\n4 errors, 1 allowed (3 files).\n");
    assert!(of("plain").starts_with("T602 business-id-wrong, error: 3. "), "{}", of("plain"));
    let json: serde_json::Value = serde_json::from_str(&of("json")).expect("JSON");
    assert_eq!((json["version"].as_u64(), json["statistics"][0]["count"].as_u64(), json["statistics"][1]["suppressed"].as_u64()), (Some(1), Some(3), Some(1)));
    assert!(json["statistics"][0]["message"].as_str().is_some_and(|text| !text.contains('{')), "{json}");
    let clean = folder(&[("a.toml", &sound_fi())]);
    assert_eq!(run_in(today, clean.path(), &["lint", "--statistics", "--lang", "en"]).ends(0).out, "1 notice is in order.\n");
    assert_eq!(run_in(today, clean.path(), &["lint", "--statistics", "-q", "--format", "short"]).ends(0).out, "");
}
