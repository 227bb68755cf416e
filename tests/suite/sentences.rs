//! Sentences and passages written from the law catalogue alone, before the rules: faulty ones must be found, the others must stay silent.
//! Each is put into a complete notice of its language; what counts is what it adds to the findings of that notice on that day.

use crate::patch::{apply, base, findings, read, root};
use seloste::day::Day;
use seloste::diagnostic::Diagnostic;
use seloste::lint::RULES;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Table, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    id: String,
    /// The key the text stands at, or `section:<topic>`.
    r#where: String,
    text: String,
    /// Ids of the catalogue, each of which must be found; none when the text is without fault.
    expect: Vec<String>,
    /// Other ids that name the same fault fairly.
    #[serde(default)]
    or: Vec<String>,
    as_of: Option<Day>,
    /// A setting laid over the notice first.
    #[serde(default)]
    add: String,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// What no rule finds, or what the second reader ruled to be otherwise than its author thought, each with the reason.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Known {
    #[serde(default)]
    missed: BTreeMap<String, String>,
    /// False alarms that stand.
    #[serde(default)]
    alarms: BTreeMap<String, String>,
    #[serde(default)]
    ruled: BTreeMap<String, Ruling>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ruling {
    expect: Vec<String>,
    reason: String,
}

/// Puts the text where the case wants it.
fn put(table: Table, case: &Case) -> Table {
    let text = Value::String(case.text.clone());
    let set = |path: &str| apply(table.clone(), &[], &Table::from_iter([(path.to_string(), text.clone())]), "");
    if let Some(topic) = case.r#where.strip_prefix("section:") {
        let section = Table::from_iter([
            ("id".to_string(), Value::String("the-case".into())),
            ("topics".to_string(), Value::Array(vec![Value::String(topic.into())])),
            ("body".to_string(), text.clone()),
        ]);
        let mut table = table;
        match table.get_mut("sections").and_then(Value::as_array_mut) {
            Some(sections) => sections.push(Value::Table(section)),
            None => drop(table.insert("sections".into(), Value::Array(vec![Value::Table(section)]))),
        }
        return table;
    }
    let nested = |name: &str, key: &str| {
        let mut table = table.clone();
        let inner = table.entry(name).or_insert_with(|| Value::Table(Table::new()));
        inner.as_table_mut().expect("a table").insert(key.into(), text.clone());
        table
    };
    match case.r#where.as_str() {
        "purposes.text" => set("purposes[0].text"),
        "purposes.name" => set("purposes[0].name"),
        "purposes.interest" => set("purposes[2].interest"),
        "retention.criterion" => set("retention[2].criterion"),
        "retention.starts" => set("retention[0].starts"),
        "disclosures.name" => set("disclosures[0].name"),
        "disclosures.purpose" => set("disclosures[0].purpose"),
        "processors.name" => set("processors[0].name"),
        "sources.name" => set("sources[2].name"),
        "data-categories.consequence" => set("data-categories[1].consequence"),
        "direct-marketing.opt-out" => set("direct-marketing[0].opt-out"),
        "transfers.copy-from" => set("transfers[0].copy-from"),
        "changes.text" => set("changes[0].text"),
        "data-categories.items" => {
            let mut table = table;
            table["data-categories"][1]["items"].as_array_mut().expect("items").push(text);
            table
        }
        other => {
            let (name, key) = other.split_once('.').unwrap_or_else(|| panic!("{}: where {other}", case.id));
            nested(name, key)
        }
    }
}

/// The findings the text adds: those that its notice does not give without it.
fn added(lang: &str, case: &Case) -> Vec<Diagnostic> {
    let name = if lang == "fi" { "gdpr".to_string() } else { format!("gdpr-{lang}") };
    let setting = apply(base("tests/bases", &name), &[], &Table::new(), &case.add);
    let judge = |table: &Table| findings(&toml::to_string(table).expect("TOML"), case.as_of);
    let before: Vec<(String, String)> = judge(&setting).into_iter().map(|d| (d.code, d.key)).collect();
    let mut left = before;
    judge(&put(setting, case))
        .into_iter()
        .filter(|d| match left.iter().position(|(code, key)| *code == d.code && *key == d.key) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        })
        .collect()
}

fn serves(diagnostic: &Diagnostic, id: &str) -> bool {
    RULES.iter().filter(|rule| rule.code == diagnostic.code).any(|rule| rule.criteria().any(|criterion| criterion == id))
}

#[test]
#[allow(clippy::print_stdout, reason = "the counts belong in the log of CI")]
fn sentences_are_judged_as_a_lawyer_would() {
    let folder = root().join("tests/sentences");
    let known: Known = toml::from_str(&read(&folder.join("known.toml"))).expect("known.toml");
    assert!(
        known.missed.values().chain(known.alarms.values()).chain(known.ruled.values().map(|r| &r.reason)).all(|reason| reason.len() > 15),
        "each with its reason"
    );
    let mut wrong = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    for lang in ["fi", "sv", "en"] {
        let cases: Cases = toml::from_str(&read(&folder.join(format!("{lang}.toml")))).unwrap_or_else(|e| panic!("{lang}: {e}"));
        let (mut faulty, mut found, mut silent, mut alarms) = (0, 0, 0, 0);
        for case in &cases.case {
            ids.push(case.id.clone());
            let expect = known.ruled.get(&case.id).map_or(&case.expect, |ruling| &ruling.expect);
            let gives = added(lang, case);
            let fair: Vec<&String> = expect.iter().chain(&case.or).collect();
            let other: Vec<&Diagnostic> = gives.iter().filter(|d| !fair.iter().any(|id| serves(d, id))).collect();
            let hit = |id: &String| gives.iter().any(|d| serves(d, id));
            let all = expect.iter().all(hit) || (expect.len() == 1 && case.or.iter().any(hit));
            let marks = |list: &[&Diagnostic]| list.iter().map(|d| format!("{} {} ({})", d.code, d.key, d.criterion)).collect::<Vec<_>>().join("; ");
            if expect.is_empty() {
                silent += 1;
                alarms += usize::from(!gives.is_empty());
                if gives.is_empty() == known.alarms.contains_key(&case.id) {
                    wrong.push(format!(
                        "{} cries wolf: {} | {} | {} | {}",
                        case.id,
                        marks(&gives.iter().collect::<Vec<_>>()),
                        case.r#where,
                        case.text,
                        case.note
                    ));
                }
                continue;
            }
            faulty += 1;
            found += usize::from(all);
            let forgiven = known.missed.contains_key(&case.id);
            if all == forgiven {
                let what = if all { "is found, and stands in known.toml as missed" } else { "is missed" };
                wrong.push(format!("{} {what}: wants {expect:?} or {:?} | {} | {} | {}", case.id, case.or, case.r#where, case.text, case.note));
            }
            alarms += usize::from(!other.is_empty());
            if other.is_empty() == known.alarms.contains_key(&case.id) {
                wrong.push(format!("{} gives more: {} | wants {expect:?} | {} | {}", case.id, marks(&other), case.r#where, case.text));
            }
        }
        println!("{lang}: {found} of {faulty} faulty texts found, {alarms} false alarms in {} texts ({silent} of them silent)", faulty + silent);
    }
    let unknown: Vec<&String> = known.missed.keys().chain(known.alarms.keys()).chain(known.ruled.keys()).filter(|id| !ids.contains(id)).collect();
    assert!(unknown.is_empty(), "known.toml names no case: {unknown:?}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
