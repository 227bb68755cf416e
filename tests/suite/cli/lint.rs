//! `seloste lint`: how it ends and what it says.

use super::{TODAYS, folder, of_register, on_both_days, program, run, run_in, run_with_input, sound_fi, with_error};
use crate::patch::{apply, base, read, root};
use std::process::Stdio;
use toml::Table;

const FORMATS: [&str; 4] = ["pretty", "plain", "short", "json"];

on_both_days! {
    every_format_ends_alike, our_notices_are_clean, the_archive_is_clean_in_its_time, the_archive_is_not_clean_today, each_part_that_is_removed_is_missed,
    standard_input_is_a_notice, findings_are_chosen, findings_speak_a_language, a_closed_pipe_is_no_error, shared_faults_are_told_once, output_is_plain_text,
    broken_toml_is_told_and_not_a_failure, quiet_leaves_the_summary_out,
}

fn every_format_ends_alike(today: &str) {
    let warned = sound_fi().replace("languages = [\"fi\"]\n", "languages = [\"fi\", \"sv\"]\n");
    let files = folder(&[("clean/a.toml", &sound_fi()), ("error/a.toml", &with_error()), ("warning/a.toml", &warned)]);
    let heavier = run_in(today, files.path(), &["lint", "warning", "--format", "json"]).json()["summary"].clone();
    assert!(heavier["errors"] == 0 && heavier["warnings"].as_u64() > Some(0), "the sample has warnings alone: {heavier}");
    for format in FORMATS {
        for (what, fail_on, code) in [
            ("clean", "error", 0),
            ("clean", "warning", 0),
            ("clean", "note", 0),
            ("error", "error", 1),
            ("error", "warning", 1),
            ("warning", "error", 0),
            ("warning", "warning", 1),
            ("warning", "note", 1),
        ] {
            let run = run_in(today, files.path(), &["lint", what, "--format", format, "--fail-on", fail_on]).ends(code);
            assert_eq!(run.err, "", "{format} {what}");
            assert!(run.out.ends_with('\n'));
        }
        // The same verb by its other name, and the folder one stands in.
        run_in(today, files.path(), &["check", "--format", format]).ends(1);
        run_in(today, &files.path().join("clean"), &["lint", "--format", format]).ends(0);
    }
}

fn our_notices_are_clean(today: &str) {
    let run = run(today, &["lint", "notices", "--format", "json"]).ends(0);
    // What grows old is told in due time, and nothing else is.
    let due = if today == TODAYS[0] { &[][..] } else { &["P706", "P707"] };
    let codes: Vec<String> = run.codes().into_iter().filter(|code| !due.contains(&code.as_str())).collect();
    assert_eq!(codes, Vec::<String>::new(), "{}", run.out);
    let summary = &run.json()["summary"];
    assert!(summary["files"].as_u64() >= Some(6) && summary["suppressed"] == 0, "{summary}");
}

fn the_archive_is_clean_in_its_time(today: &str) {
    for day in ["2009-05-08", "2018-05-24"] {
        let run = run(today, &["lint", "notices/archive", "--as-of", day, "--format", "json", "--fail-on", "note"]).ends(0);
        assert_eq!(run.codes(), Vec::<String>::new(), "{day}");
    }
}

fn the_archive_is_not_clean_today(today: &str) {
    let run = run(today, &["lint", "--as-of", "2026-11-21", "notices/archive", "--format", "json", "--lang", "en"]).ends(1);
    let codes = run.codes();
    for wanted in ["T601", "T606"] {
        assert!(codes.iter().any(|code| code == wanted), "no {wanted} in {codes:?}");
    }
    assert!(codes.iter().filter(|code| code.starts_with('G')).count() >= 2, "what the GDPR asks for besides: {codes:?}");
    let json = run.json();
    let message = |code: &str| {
        json["diagnostics"].as_array().expect("findings").iter().find(|d| d["code"] == code).map(|d| format!("{} {}", d["message"], d["help"])).expect("found")
    };
    assert!(message("T601").contains("523/1999") && message("T601").contains("2018-12-31"), "the repealed act with its last day: {}", message("T601"));
    assert!(message("T606").contains("2018"), "the days of the regimes: {}", message("T606"));
    for d in json["diagnostics"].as_array().expect("findings").iter().filter(|d| d["code"].as_str().is_some_and(|c| c.starts_with('G'))) {
        assert!(d["law"].as_array().is_some_and(|law| !law.is_empty()), "{d}");
    }
    // Judged without a day, it is judged on its last.
    super::run(today, &["lint", "notices/archive", "--fail-on", "note"]).ends(0);
}

const NOTICES: [&str; 5] = ["000-huolto", "001-kiinteistohuolto", "002-asiakasrekisteri", "003-it-tuki", "004-siivous"];

/// The part, what to remove, its own code, and the code of the GDPR where it asks for it too.
const PARTS: [(&str, &[&str], &str, Option<&str>); 6] = [
    ("controller", &["controller"], "S101", Some("G201")),
    ("purposes", &["purposes"], "S102", Some("G205")),
    ("data-categories", &["data-categories"], "S103", Some("G233")),
    ("sources", &["sources"], "S104", None),
    // Recipients are told by processors too; without both the GDPR asks as well.
    ("disclosures", &["disclosures", "processors"], "S105", Some("G208")),
    ("protection", &["protection"], "S106", None),
];

fn each_part_that_is_removed_is_missed(today: &str) {
    let workspace = read(&root().join("notices/seloste.toml"));
    for name in NOTICES {
        let whole = base("notices", name);
        for (part, remove, own, also) in PARTS {
            let present: Vec<String> = remove.iter().filter(|key| whole.contains_key(**key)).map(ToString::to_string).collect();
            assert!(present.contains(&part.to_string()), "{name} has {part}");
            let cut = |keys: &[String]| toml::to_string(&apply(whole.clone(), keys, &Table::new(), "")).expect("TOML");
            for (keys, law) in [(&present[..1], also.filter(|_| present.len() == 1)), (&present[..], also)] {
                let files = folder(&[("seloste.toml", &workspace), ("a.toml", &cut(keys))]);
                let run = run_in(today, files.path(), &["lint", "a.toml", "--format", "json", "--lang", "en"]).ends(1);
                let codes = run.codes();
                assert_eq!(codes.iter().filter(|code| *code == own).count(), 1, "{name} without {keys:?}: {codes:?}");
                if let Some(law) = law {
                    assert!(codes.iter().any(|code| code == law), "{name} without {keys:?}: no {law} in {codes:?}");
                }
            }
        }
    }
}

fn standard_input_is_a_notice(today: &str) {
    let files = folder(&[("seloste.toml", "[controllers.default]\nname = \"Yhtiö Oy\"\nbusiness-id = \"9000000-0\"\n"), ("below/empty.txt", "")]);
    let lint = |args: &[&str], text: &str| run_with_input(today, files.path(), &[&["lint", "-", "--format", "json"], args].concat(), text.as_bytes());
    let clean = lint(&["--stdin-filename", "/nowhere/at/all/x.toml"], &sound_fi()).ends(0);
    assert_eq!(clean.codes(), Vec::<String>::new());
    let faulty = lint(&["--stdin-filename", "below/uusi.toml"], &with_error()).ends(1);
    assert_eq!(faulty.json()["diagnostics"][0]["file"], "below/uusi.toml", "findings carry the name");
    // The name chooses the workspace: its controller is the one inherited, and its fault is found.
    let inherited = sound_fi().split("[controller]").next().expect("a head").to_string();
    let run = lint(&["--stdin-filename", "below/uusi.toml"], &inherited).ends(1);
    assert!(
        run.json()["diagnostics"]
            .as_array()
            .expect("findings")
            .iter()
            .any(|d| d["code"] == "T602" || d["file"].as_str().is_some_and(|f| f.ends_with("seloste.toml"))),
        "{}",
        run.out
    );
    lint(&[], "[register]\nname = \n").ends(1);
    run_with_input(today, files.path(), &["render", "-", "--format", "markdown"], sound_fi().as_bytes()).ends(0);
}

fn findings_are_chosen(today: &str) {
    let files = folder(&[("a.toml", &with_error().replace("[protection]", "[protction]"))]);
    let codes = |args: &[&str]| {
        let run = run_in(today, files.path(), &[&["lint", "a.toml", "--format", "json"], args].concat());
        (run.code, run.codes())
    };
    let all = codes(&[]).1;
    let has = |code: &str| all.iter().any(|c| c.starts_with(code));
    assert!(has("N002") && has("S106") && has("T6"), "{all:?}");
    assert_eq!(codes(&["--select", "N"]), (Some(1), vec!["N002".to_string()]));
    assert_eq!(codes(&["--select", "n002,S106"]).1.len(), 2);
    assert_eq!(codes(&["--select", "protection-part-missing"]), (Some(1), vec!["S106".to_string()]));
    assert_eq!(codes(&["--select", "S", "--ignore", "S106"]), (Some(0), vec![]));
    assert!(codes(&["--ignore", "N,T"]).1.iter().all(|code| !code.starts_with(['N', 'T'])));
    let silenced = all.iter().map(|code| code[..1].to_string()).collect::<Vec<_>>().join(",");
    assert_eq!(codes(&["--ignore", &silenced]), (Some(0), vec![]));
    // The workspace may choose as well, and gives a reason.
    let files = folder(&[("a.toml", &with_error()), ("seloste.toml", "[[lint.ignore]]\ncode = \"T6\"\nreason = \"Testi.\"\n")]);
    assert_eq!(run_in(today, files.path(), &["lint", "a.toml", "--format", "json"]).ends(0).codes(), Vec::<String>::new());
}

fn findings_speak_a_language(today: &str) {
    let files = folder(&[("a.toml", &with_error())]);
    let of = |args: &[&str]| run_in(today, files.path(), &[&["lint", "a.toml", "--format", "plain"], args].concat()).ends(1).out;
    let texts = [of(&["--lang", "fi"]), of(&["--lang", "sv"]), of(&["--lang", "en"])];
    assert!(texts[0].contains("Virhe") && texts[1].contains("Fel") && texts[2].contains("Error"), "{texts:#?}");
    assert_eq!(of(&[]), texts[0], "the notice's first language");
}

fn a_closed_pipe_is_no_error(today: &str) {
    for args in [
        &["lint", "notices/archive", "--as-of", "2026-11-21", "--format", "json"][..],
        &["rules", "--format", "json"],
        &["render", "notices/000-huolto.toml"],
        &["explain", "purposes"],
    ] {
        let mut child = program(today, &root()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()), (Some(0), String::new()), "{args:?}");
    }
}

fn shared_faults_are_told_once(today: &str) {
    let notice = |register: &str| {
        let text = of_register(register, &sound_fi());
        text.split("[controller]").next().expect("a head").to_string() + "[[contacts]]\n" + text.split_once("\n[[contacts]]\n").expect("the rest").1
    };
    let workspace = "[controllers.default]\nname = \"Yhtiö Oy\"\nbusiness-id = \"9000000-0\"\nemail = \"posti@yhtio.test\"\n";
    let files = folder(&[("seloste.toml", workspace), ("a.toml", &notice("Yksi")), ("below/b.toml", &notice("Kaksi")), ("c.toml", &notice("Kolme"))]);
    let run = run_in(today, files.path(), &["lint", "--format", "json"]).ends(1);
    let json = run.json();
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(1), "{}", run.out);
    assert!(json["diagnostics"][0]["file"].as_str().is_some_and(|file| file.ends_with("seloste.toml")), "{}", run.out);
    assert_eq!((json["diagnostics"][0]["span"]["start"]["line"].as_u64(), json["summary"]["files"].as_u64()), (Some(3), Some(3)));
    // A fault of form as well, and a workspace can be linted by itself.
    let files = folder(&[("seloste.toml", "[projct]\n"), ("a.toml", &sound_fi()), ("b.toml", &of_register("Toinen rekisteri", &sound_fi()))]);
    assert_eq!(run_in(today, files.path(), &["lint", "--format", "json"]).ends(1).codes(), ["N002"]);
    assert_eq!(run_in(today, files.path(), &["lint", "seloste.toml", "--format", "json"]).ends(1).codes(), ["N002"]);
}

fn output_is_plain_text(today: &str) {
    let files = folder(&[("a.toml", &with_error())]);
    for format in FORMATS {
        let plain = run_in(today, files.path(), &["lint", "a.toml", "--format", format]).ends(1).out;
        assert!(!plain.contains('\u{1b}'), "no colour where there is no terminal: {format}");
    }
    let colored = |color: &str| run_in(today, files.path(), &["lint", "a.toml", "--color", color]).ends(1).out.contains('\u{1b}');
    assert!(colored("always") && !colored("never"));
    let asked = program(today, files.path()).args(["lint", "a.toml"]).env("NO_COLOR", "1").env("TERM", "dumb").output().expect("it runs");
    assert!(!asked.stdout.contains(&0x1b));
}

fn broken_toml_is_told_and_not_a_failure(today: &str) {
    let files = folder(&[("a.toml", "[register]\nname = \n[controller\n")]);
    let run = run_in(today, files.path(), &["lint", "a.toml", "--format", "json"]).ends(1);
    assert_eq!(run.codes(), ["N001", "N034"]);
}

fn quiet_leaves_the_summary_out(today: &str) {
    let files = folder(&[("a.toml", &sound_fi())]);
    for format in ["pretty", "plain", "short"] {
        assert_eq!(run_in(today, files.path(), &["lint", "-q", "--format", format]).ends(0).out, "", "{format}");
        assert_ne!(run_in(today, files.path(), &["lint", "--format", format]).ends(0).out, "", "{format}");
    }
}

#[test]
fn the_clock_changes_no_finding_of_a_given_day() {
    for folder in ["notices", "tests/bases"] {
        let [a, b] = TODAYS.map(|today| run(today, &["lint", folder, "--as-of", "2020-01-01", "--format", "json"]));
        assert_eq!((a.code, a.out), (b.code, b.out), "{folder}");
    }
}
