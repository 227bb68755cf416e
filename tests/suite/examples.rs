//! Every rule's own examples, with all rules on: good ones stay silent, bad ones give exactly what they list.

use crate::patch::AS_TEXT;
use seloste::lint::example::{self, Outcome};
use seloste::lint::{RULES, Rule, names};

/// Runs an example of a rule; what it gives instead of what it should.
fn wrong(rule: &Rule, example: &seloste::lint::rule::Example, bad: bool) -> Option<String> {
    match example::run(rule, example, bad, example::base(&example.base, "", &[]), &RULES) {
        Outcome::Passed => None,
        Outcome::Differs { missing, unexpected } => Some(format!("does not give {missing:?}\n    gives besides {unexpected:?}")),
        Outcome::Broken(why) => Some(why),
    }
}

#[test]
fn examples_of_every_rule() {
    let mut told = Vec::new();
    for rule in RULES.iter() {
        assert!(!rule.good.is_empty(), "{} has no good example", rule.code);
        for (list, examples) in [("good", &rule.good), ("bad", &rule.bad)] {
            for (n, example) in examples.iter().enumerate() {
                told.extend(wrong(rule, example, list == "bad").map(|what| format!("{} {list} {}: {what}", rule.code, n + 1)));
            }
        }
    }
    assert!(told.is_empty(), "{} wrong:\n{}", told.len(), told.join("\n"));
}

#[test]
fn rules_have_bad_examples() {
    // Syntax, limits and comments cannot be patched into a table; tests/suite/reading.rs breaks them as text. Baselines and workspaces are no
    // notices; tests/suite/cli breaks those.
    for rule in RULES.iter().filter(|rule| !AS_TEXT.contains(&rule.code.as_str())) {
        assert!(!rule.bad.is_empty(), "{} has no bad example", rule.code);
    }
}

#[test]
fn rules_name_what_exists() {
    let wrong: Vec<String> = RULES.iter().filter_map(|rule| Some(format!("{}: {}", rule.code, names::check(rule).err()?))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
