//! What the command line says of itself: help with an example for every verb, completions, pages of the manual.

use super::{folder, on_both_days, run};
use std::process::Command;

on_both_days! { every_verb_has_an_example, completions_know_every_verb_and_option, the_manual_has_a_page_for_every_verb }

/// The verbs, as the program lists them.
fn verbs(today: &str) -> Vec<String> {
    let help = run(today, &["--help"]).ends(0).out;
    let listed = help.split_once("Commands:\n").expect("a list").1;
    let verbs: Vec<String> = listed
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.trim().split(' ').next().expect("a verb").to_string())
        .filter(|verb| verb != "help")
        .collect();
    assert!(verbs.len() > 12, "{help}");
    verbs
}

fn every_verb_has_an_example(today: &str) {
    for verb in verbs(today) {
        let help = run(today, &[&verb, "--help"]).ends(0).out;
        let examples = help.split_once("Example:\n").unwrap_or_else(|| panic!("{verb} has no example:\n{help}")).1;
        let lines: Vec<&str> = examples.lines().filter(|line| !line.is_empty()).collect();
        assert!(!lines.is_empty(), "{verb}");
        for line in lines {
            assert!(line.starts_with(&format!("  seloste {verb}")), "an example of {verb} is of another verb: {line}");
            // The options of an example are those of the verb.
            for option in line.split(['|', '>']).next().expect("a command").split(' ').filter(|word| word.starts_with("--")) {
                let option = option.split('=').next().expect("a name");
                assert!(help.split_once("Options:\n").expect("options").1.contains(option), "{verb}: {option}");
            }
        }
    }
}

fn completions_know_every_verb_and_option(today: &str) {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(today, &["completions", shell]).ends(0).out;
        for verb in verbs(today) {
            assert!(script.contains(&verb), "{shell}: {verb}");
        }
        for option in ["changed", "unsafe-fixes", "stdin-filename", "write-baseline"] {
            assert!(script.contains(option), "{shell}: {option}");
        }
    }
    run(today, &["completions", "tcsh"]).refuses(&["tcsh"]);
    // The shell that is here reads its own.
    if Command::new("bash").arg("--version").output().is_ok() {
        let script = run(today, &["completions", "bash"]).out;
        let try_it = "COMP_WORDS=(seloste li); COMP_CWORD=1; _seloste seloste li seloste; printf '%s\\n' \"${COMPREPLY[@]}\"";
        let done = Command::new("bash").args(["--norc", "-c", &format!("{script}\n{try_it}")]).output().expect("it starts");
        assert_eq!(String::from_utf8_lossy(&done.stdout), "lint\n", "{}", String::from_utf8_lossy(&done.stderr));
    }
}

fn the_manual_has_a_page_for_every_verb(today: &str) {
    let pages = folder(&[]);
    let out = pages.path().join("man1");
    run(today, &["man", "--out", out.to_str().expect("UTF-8")]).ends(0);
    for verb in verbs(today) {
        let page = std::fs::read_to_string(out.join(format!("seloste-{verb}.1"))).unwrap_or_else(|e| panic!("{verb}: {e}"));
        assert!(page.contains(".SH SYNOPSIS") && page.contains("Example:"), "{verb}: {page}");
    }
    assert_eq!(std::fs::read_to_string(out.join("seloste.1")).expect("read"), run(today, &["man"]).ends(0).out);
}
