//! Mutants of complete notices, written from the law catalogue apart from the rules: each must give exactly its findings.

use crate::patch::{AS_TEXT, TODAY, apply, base, findings_by, marks, read, root};
use rayon::prelude::*;
use seloste::day::Day;
use seloste::lang::Lang;
use seloste::lint::judge::Terms;
use seloste::lint::{RULES, Rule, USUAL, example};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use toml::Table;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mutant {
    pub id: String,
    criterion: String,
    base: String,
    pub as_of: Option<Day>,
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    add: String,
    #[serde(default)]
    set: Table,
    /// The other notices of its workspace, before it in order.
    #[serde(default)]
    pub others: Vec<Another>,
    /// TOML text of a workspace file in place of ours.
    #[serde(default)]
    pub workspace: String,
    pub finds: Vec<String>,
    /// Whether the workspace says its notices are invented, as ours does.
    #[serde(default = "invented")]
    pub fictional: bool,
    /// The parts the workspace requires, where it is not ours.
    pub require: Option<Vec<String>>,
    /// Rules that are off by default and on here, by code.
    #[serde(default)]
    pub on: Vec<String>,
    /// Why the rules do not judge it as its author would, where they do not yet. It is counted, and an end to it must be told here.
    missed: Option<String>,
    #[serde(default)]
    reason: String,
}

fn invented() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mutant: Vec<Mutant>,
}

/// All of them, each with the name of its file.
pub fn mutants() -> Vec<(String, Mutant)> {
    let mut out = Vec::new();
    let mut files: Vec<_> = fs::read_dir(root().join("tests/mutants")).expect("mutants").map(|e| e.expect("entry").path()).collect();
    files.sort();
    for file in files {
        let name = file.file_stem().expect("name").to_string_lossy().into_owned();
        let parsed: File = toml::from_str(&read(&file)).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        out.extend(parsed.mutant.into_iter().map(|mutant| (name.clone(), mutant)));
    }
    out
}

/// Another notice: a complete one or a base, with its patch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Another {
    base: String,
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    add: String,
    #[serde(default)]
    set: Table,
}

/// What the mutant and the notices beside it give; those of another one are named by its place: `T602 others[0]/controller.business-id`.
fn found_in(mutant: &Mutant, rules: &[Rule]) -> Vec<String> {
    let text = |table: Table| toml::to_string(&table).expect("TOML");
    if mutant.others.is_empty() && mutant.workspace.is_empty() {
        return marks(&findings_by(rules, &text(table_of(mutant)), mutant.as_of, mutant.fictional, mutant.require.as_deref()));
    }
    let other = |other: &Another| {
        let folder = if other.base.starts_with("bases/") { "tests" } else { "notices" };
        text(apply(base(folder, &other.base), &other.remove, &other.set, &other.add))
    };
    let mut texts: Vec<String> = mutant.others.iter().map(other).collect();
    texts.push(text(table_of(mutant)));
    let ours = read(&root().join("notices/seloste.toml"));
    let workspace = if mutant.workspace.is_empty() { ours } else { mutant.workspace.clone() };
    let today = Day::parse(TODAY).expect("a day");
    let require = seloste::project::workspace::PARTS.map(str::to_string).to_vec();
    let terms = Terms { day: today, today, lang: Some(Lang::EN), require, fictional: mutant.fictional };
    marks(&example::named(example::judge_several(&texts, Some(&workspace), rules, &RULES, &terms, mutant.as_of)))
}

/// A mutant's notice: a complete one of ours, or one of the small bases of the rules' examples, with its patch.
pub fn table_of(mutant: &Mutant) -> Table {
    let folder = if mutant.base.starts_with("bases/") { "tests" } else { "notices" };
    apply(base(folder, &mutant.base), &mutant.remove, &mutant.set, &mutant.add)
}

#[test]
#[allow(clippy::print_stdout, reason = "the count belongs in the log of CI")]
fn every_mutant_gives_exactly_its_findings() {
    let all = mutants();
    let silent = all.iter().filter(|(_, mutant)| mutant.finds.is_empty()).count();
    let wrong: Vec<String> = all
        .par_iter()
        .filter_map(|(file, mutant)| {
            let mut finds = mutant.finds.clone();
            finds.sort();
            assert!(finds.len() <= 2 || !mutant.reason.is_empty(), "{file} {}: more than two findings need a reason", mutant.id);
            let more = RULES.iter().filter(|rule| mutant.on.contains(&rule.code) && !rule.default);
            let rules: Vec<Rule> = USUAL.iter().chain(more).cloned().collect();
            let mut found = found_in(mutant, &rules);
            // What is broken in one language alone makes the languages differ in figures too. That is told (P703), and is the point of no mutant but its own.
            let of_one_language = mutant.set.keys().any(|key| [".fi", ".sv", ".en"].iter().any(|lang| key.ends_with(lang)));
            if of_one_language && !finds.iter().any(|find| find.starts_with("P703")) {
                found.retain(|find| !find.starts_with("P703"));
            }
            let day = mutant.as_of.map_or_else(String::new, |d| d.to_string());
            ((found != finds) != mutant.missed.is_some())
                .then(|| format!("{file} {} ({} {day}):\n    wants {finds:?}\n    gives {found:?}", mutant.id, mutant.base))
        })
        .collect();
    let missed = all.iter().filter(|(_, mutant)| mutant.missed.is_some()).count();
    println!("{} mutants, {silent} of them silent; {missed} are not judged as their author would", all.len());
    assert!(wrong.is_empty(), "{} of {} mutants wrong:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

#[test]
fn every_criterion_has_a_mutant() {
    let all = mutants();
    let killed: BTreeSet<&str> = all.iter().flat_map(|(_, m)| &m.finds).filter_map(|find| find.split(' ').next()).collect();
    // What a patch of a table cannot break is broken as text in tests/suite/reading.rs, or as a file of another kind in tests/suite/cli.
    for rule in RULES.iter().filter(|rule| !AS_TEXT.contains(&rule.code.as_str())) {
        assert!(killed.contains(rule.code.as_str()), "no mutant is found by {} {}", rule.code, rule.name);
        let served =
            all.iter().any(|(_, m)| rule.criteria().any(|criterion| criterion == m.criterion) && m.finds.iter().any(|find| find.starts_with(&rule.code)));
        assert!(served, "no mutant of criterion {} is found by {}", rule.criterion, rule.code);
    }
    let ids: BTreeSet<&str> = all.iter().map(|(_, m)| m.id.as_str()).collect();
    assert_eq!(ids.len(), all.len(), "an id is used twice");
}
