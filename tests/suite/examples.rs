//! Every rule's own examples, with all rules on: good ones stay silent, bad ones give exactly what they list.

use crate::patch::{apply, base, findings_by, marks};
use seloste::facts::named;
use seloste::law::{Citation, LAW};
use seloste::lint::rule::Example;
use seloste::lint::{Check, RULES, Rule, USUAL, checks, words};
use toml::Table;

/// Judges by the usual rules; a rule that is off by default is on for its own examples.
fn judge(rule: &Rule, example: &Example) -> Vec<String> {
    let table = apply(base("tests/bases", &example.base), &example.remove, &Table::new(), &example.add);
    let text = toml::to_string(&table).expect("TOML");
    let more = if rule.default { Vec::new() } else { vec![rule.clone()] };
    let rules: Vec<Rule> = USUAL.iter().cloned().chain(more).collect();
    marks(&findings_by(&rules, &text, example.as_of, example.fictional))
}

#[test]
fn examples_of_every_rule() {
    let mut wrong = Vec::new();
    for rule in RULES.iter() {
        assert!(!rule.good.is_empty(), "{} has no good example", rule.code);
        for (n, good) in rule.good.iter().enumerate() {
            let found = judge(rule, good);
            if !found.is_empty() {
                wrong.push(format!("{} good {}: not silent: {found:?}", rule.code, n + 1));
            }
        }
        for (n, bad) in rule.bad.iter().enumerate() {
            let mut finds = bad.finds.clone();
            finds.sort();
            let found = judge(rule, bad);
            if found != finds {
                wrong.push(format!("{} bad {}: wants {finds:?}\n    gives {found:?}", rule.code, n + 1));
            }
            assert!(bad.finds.iter().any(|find| find.starts_with(&rule.code)), "{} bad {}: does not show its own rule", rule.code, n + 1);
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rules_have_bad_examples() {
    // Syntax, limits and comments cannot be patched into a table; tests/suite/reading.rs breaks them as text.
    let as_text = ["N001", "N015", "N016", "N017", "N018"];
    for rule in RULES.iter().filter(|rule| !as_text.contains(&rule.code.as_str())) {
        assert!(!rule.bad.is_empty(), "{} has no bad example", rule.code);
    }
}

#[test]
fn rules_name_what_exists() {
    let fact = |rule: &Rule, name: &str| assert!(named::names().any(|known| known == name), "{}: no fact `{name}`", rule.code);
    for rule in RULES.iter() {
        for condition in rule.when.iter().filter_map(|c| c.fact.as_deref()) {
            fact(rule, condition);
        }
        for entry in &rule.law {
            let cite = Citation::parse(&entry.cite).unwrap_or_else(|| panic!("{}: bad citation `{}`", rule.code, entry.cite));
            assert!(cite.print(&LAW, seloste::lang::Lang::FI).is_some(), "{}: unknown statute in `{}`", rule.code, entry.cite);
            if let Some(when) = &entry.when {
                fact(rule, when);
            }
        }
        if let Some(each) = &rule.each {
            assert!(named::is_list(each), "{}: `{each}` is no list", rule.code);
        }
        match &rule.check {
            Check::Fact(check) => fact(rule, &check.fact),
            Check::Native(check) => assert!(checks::NATIVE.contains(&check.name.as_str()), "{}: no native check `{}`", rule.code, check.name),
            Check::Required(check) => {
                for key in check.keys.iter().filter(|key| !key.starts_with('.')) {
                    let format = &seloste::notice::FORMAT;
                    assert!(format.table(key).is_some() || format.key(key).is_some(), "{}: no key `{key}`", rule.code);
                }
            }
            Check::Words(check) => {
                assert!(words::list(&check.list).is_some(), "{}: no list `{}`", rule.code, check.list);
                is_where(rule, check.place());
            }
            Check::Outdated(check) => {
                assert!(words::list(&format!("outdated/{}", check.list)).is_some(), "{}: no list `outdated/{}`", rule.code, check.list);
                for id in &check.entries {
                    assert!(words::ids(&check.list).any(|known| known == id), "{}: no entry `{id}`", rule.code);
                }
                is_where(rule, check.place());
            }
            Check::Readable(check) => is_where(rule, check.place()),
            _ => {}
        }
        if let Some(topic) = &rule.topic {
            let topics = &seloste::notice::FORMAT.key("sections.topics").expect("topics").1.values;
            assert!(topics.contains(topic), "{}: no topic `{topic}`", rule.code);
        }
    }
}

/// Keys, tables and topics a check of words names are there.
fn is_where(rule: &Rule, at: seloste::lint::rule::Where<'_>) {
    let format = &seloste::notice::FORMAT;
    for path in at.within.iter().chain(at.not_in) {
        assert!(format.table(path).is_some() || format.key(path).is_some(), "{}: no key or table `{path}`", rule.code);
    }
    let topics = &format.key("sections.topics").expect("topics").1.values;
    assert!(at.topics.iter().all(|topic| topics.contains(topic)), "{}: a topic that is none", rule.code);
}
