//! What `seloste explain` and `seloste rules` say: every rule whole, in one language at a time.

use crate::patch::{read, root};
use seloste::lang::Lang;
use seloste::lint::{NOT_CHECKED, RULES};
use serde::Deserialize;
use std::process::Command;

/// Runs the program at the root of the checkout.
fn run(args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_seloste")).current_dir(root()).args(args).output().expect("it runs");
    assert!(run.status.success(), "seloste {}: {}", args.join(" "), String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

/// The headings every explanation has, in the order of languages; law and examples only where a rule has them.
const HEADINGS: [(Lang, [&str; 5]); 3] = [
    (Lang::FI, ["Miksi", "Milloin", "Korjaus", "Havainnon hyväksyminen", "Vakavuus"]),
    (Lang::SV, ["Varför", "När", "Åtgärd", "Så godkänns fyndet", "Allvar"]),
    (Lang::EN, ["Why", "When", "What to do", "How to allow the finding", "Severity"]),
];
const EXAMPLES: [[&str; 2]; 3] = [["Esimerkki: virhe", "Esimerkki: kunnossa"], ["Exempel: fel", "Exempel: i ordning"], ["Example: wrong", "Example: right"]];
const LAW: [&str; 3] = ["Laki", "Lag", "Law"];

/// The parts of an explanation: heading and lines. The first has no heading.
fn parts(text: &str) -> Vec<(String, Vec<String>)> {
    let mut parts = vec![(String::new(), Vec::new())];
    // Code and name, then what is wrong: up to the first heading.
    let mut blank = false;
    for line in text.lines() {
        if blank && !line.is_empty() && !line.starts_with(' ') && parts[0].1.iter().filter(|l: &&String| !l.is_empty()).count() >= 2 {
            parts.push((line.to_string(), Vec::new()));
            blank = false;
            continue;
        }
        blank = line.is_empty();
        parts.last_mut().expect("one").1.push(line.to_string());
    }
    parts
}

/// The prose of a part: without TOML, code in backticks and quoted words.
fn prose(lines: &[String]) -> String {
    let lines = lines.iter().filter(|line| !line.starts_with("      "));
    let text = lines.map(String::as_str).collect::<Vec<_>>().join("\n");
    let plain: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" x ");
    let mut out = String::new();
    let mut depth = 0;
    for c in plain.chars() {
        match c {
            '“' => depth += 1,
            // In Finnish and Swedish both marks are the same: every second one closes.
            '”' => depth = usize::from(depth == 0),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[derive(Deserialize)]
struct Stopwords {
    fi: Vec<String>,
    sv: Vec<String>,
    en: Vec<String>,
}

impl Stopwords {
    fn foreign(&self, lang: Lang) -> Vec<&str> {
        let all = [(Lang::FI, &self.fi), (Lang::SV, &self.sv), (Lang::EN, &self.en)];
        all.into_iter().filter(|(other, _)| *other != lang).flat_map(|(_, words)| words).map(String::as_str).collect()
    }
}

fn stopwords() -> Stopwords {
    toml::from_str(&read(&root().join("tests/stopwords.toml"))).expect("lists of words")
}

/// Words of another language in a text.
fn foreign(text: &str, words: &[&str]) -> Vec<String> {
    let of_text = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    of_text.filter(|word| words.contains(&word.as_str())).collect()
}

#[test]
fn every_rule_is_explained_whole_and_in_one_language() {
    let stopwords = stopwords();
    let mut wrong = Vec::new();
    for rule in RULES.iter() {
        for (n, (lang, headings)) in HEADINGS.iter().enumerate() {
            let text = run(&["explain", &rule.code, "--lang", lang.code()]);
            let parts = parts(&text);
            let mut say = |what: String| wrong.push(format!("{} {lang}: {what}", rule.code));
            for (heading, lines) in &parts {
                if lines.iter().all(|line| line.trim().is_empty()) {
                    say(format!("`{heading}` is empty"));
                }
                // The first line is the code and the rule's name, which is the same in every language.
                for word in foreign(&prose(&lines[usize::from(heading.is_empty())..]), &stopwords.foreign(*lang)) {
                    say(format!("`{heading}` has the foreign word `{word}`"));
                }
            }
            let titles: Vec<&str> = parts.iter().map(|(heading, _)| heading.as_str()).collect();
            for heading in headings {
                if !titles.contains(heading) {
                    say(format!("no part `{heading}` in {titles:?}"));
                }
            }
            if titles.contains(&LAW[n]) == rule.law.is_empty() {
                say("its law".into());
            }
            let has_example = titles.iter().any(|title| title.starts_with(EXAMPLES[n][0]));
            if has_example != (rule.sample.is_some() || !rule.bad.is_empty()) {
                say("its example".into());
            }
            let whole: Vec<String> = parts.iter().flat_map(|(_, lines)| lines.clone()).collect();
            if prose(&whole).contains(['{', '}']) || prose(&whole).lines().any(|line| line.trim_end().ends_with('–')) {
                say("a hole or an open dash".into());
            }
            if !text.contains(&format!("levels = {{ {} = ", rule.code)) {
                say("how to change its level".into());
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_test_sees_another_language() {
    let words = stopwords();
    assert_eq!(foreign("Tämä on ok, but this is not.", &words.foreign(Lang::FI)), ["this", "is", "not"]);
    assert_eq!(foreign("Det här är fel ja virhe.", &words.foreign(Lang::SV)), ["ja"]);
    assert_eq!(prose(&["Sana `the` ja ”and the” x.".to_string(), "      the = \"of\"".to_string(), "ja “of” y".to_string()]), "Sana  x  ja  x.\nja  y");
    let lists = [&words.fi, &words.sv, &words.en];
    for (n, list) in lists.iter().enumerate() {
        for other in &lists[n + 1..] {
            assert!(list.iter().all(|word| !other.contains(word)), "a word stands in two lists");
        }
    }
}

#[test]
fn every_rule_shows_what_is_wrong() {
    // Limits are told by their numbers: nobody needs to see four megabytes.
    let limits = ["N015", "N016", "N017"];
    for rule in RULES.iter().filter(|rule| !limits.contains(&rule.code.as_str())) {
        assert!(rule.sample.is_some() || !rule.bad.is_empty(), "{} {} shows nothing", rule.code, rule.name);
    }
}

#[test]
fn every_key_is_explained() {
    let formats = [&seloste::notice::FORMAT, &seloste::notice::WORKSPACE];
    let stopwords = stopwords();
    for format in formats {
        for table in &format.tables {
            for (lang, _) in HEADINGS {
                let text = run(&["explain", &table.path, "--lang", lang.code()]);
                let lines: Vec<String> =
                    text.lines().skip(1).map(|line| line.trim_start().split_once(' ').map_or(line, |(_, help)| help).to_string()).collect();
                assert!(lines.get(1).is_some_and(|help| !help.is_empty()), "{text}");
                let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("  ")).map(str::trim).collect();
                assert!(rows.len() >= table.keys.len() && rows.iter().all(|row| row.contains("  ")), "a key without help: {text}");
                assert_eq!(foreign(&prose(&lines), &stopwords.foreign(lang)), Vec::<String>::new(), "{} {lang}", table.path);
            }
            if let Some(key) = table.keys.first() {
                assert!(run(&["explain", &format!("{}.{}", table.path, key.name), "--lang", "sv"]).trim().lines().count() >= 3, "{}.{}", table.path, key.name);
            }
        }
    }
    // A key as a finding names it, with indexes and language, is the key of the format.
    assert_eq!(run(&["explain", "purposes[0].text.fi"]), run(&["explain", "purposes.text"]));
    assert_eq!(run(&["explain", "controllers.name", "--lang", "en"]).lines().last(), run(&["explain", "controller.name", "--lang", "en"]).lines().last());
}

#[test]
fn the_catalogue_for_machines_has_every_field() {
    let json: serde_json::Value = serde_json::from_str(&run(&["rules", "--format", "json"])).expect("JSON");
    assert_eq!(json["version"], 1);
    let rules = json["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), RULES.len());
    for (entry, rule) in rules.iter().zip(RULES.iter()) {
        assert_eq!((entry["code"].as_str(), entry["examples"]["bad"].as_u64()), (Some(rule.code.as_str()), Some(rule.bad.len() as u64)));
        assert!(["fi", "sv", "en"].iter().all(|lang| entry["message"][lang].as_str().is_some_and(|text| !text.is_empty())), "{entry}");
        assert!(entry["law"].as_array().is_some_and(|law| law.len() == rule.law.len() && law.iter().all(|entry| entry["text"]["sv"].is_string())), "{entry}");
        assert_eq!(entry["days"]["from"].as_str().map(str::to_string), rule.days.from.map(|day| day.to_string()));
    }
    assert_eq!(json["not-checked"].as_array().map(Vec::len), Some(NOT_CHECKED.len()));
}

#[test]
fn what_is_not_checked_is_told_with_its_reason() {
    let stopwords = stopwords();
    for row in NOT_CHECKED.iter() {
        for (lang, _) in HEADINGS {
            assert!(!row.why(lang).trim().is_empty(), "{} {lang}", row.id);
            assert_eq!(foreign(&prose(&[row.why(lang).to_string()]), &stopwords.foreign(lang)), Vec::<String>::new(), "{} {lang}", row.id);
        }
    }
    for (lang, _) in HEADINGS {
        let list = run(&["rules", "--not-checked", "--lang", lang.code()]);
        let page = run(&["rules", "--not-checked", "--format", "markdown", "--lang", lang.code()]);
        let whole = run(&["rules", "--format", "markdown", "--lang", lang.code()]);
        for row in NOT_CHECKED.iter() {
            assert!([&list, &page, &whole].iter().all(|text| text.contains(row.why(lang))), "{} {lang}", row.id);
        }
    }
}
