//! Rules as reports describe them: the words of those that were run, in one language. Never prints.

use super::judging::Judgement;
use crate::diagnostic::Diagnostic;
use crate::lang::{Lang, fill, holes};
use crate::law::{Citation, LAW};
use crate::lint::audit::{self, EVIDENCE};
use crate::lint::criteria::Criterion;
use crate::lint::{BARE, CRITERIA, Rule};
use crate::report::Card;
use std::collections::BTreeMap;

/// A card for each rule that was run on some file, and for each that told something, in the order of their codes.
#[must_use]
pub fn cards(judgement: &Judgement, lang: Lang) -> Vec<Card> {
    let mut rules: BTreeMap<&str, &Rule> = BTreeMap::new();
    for asked in &judgement.asked {
        rules.extend(asked.rules.iter().map(|rule| (rule.code.as_str(), rule)));
    }
    let told = judgement.diagnostics.iter().filter_map(|diagnostic| crate::lint::rule(&diagnostic.code));
    for rule in told {
        rules.entry(&rule.code).or_insert(rule);
    }
    rules.into_values().map(|rule| card(rule, lang)).collect()
}

/// A card for each rule that an audit runs and for each criterion it looks for, in the order of their codes.
#[must_use]
pub fn of_audit(told: &[Diagnostic], lang: Lang) -> Vec<Card> {
    let told = told.iter().filter_map(|diagnostic| crate::lint::rule(&diagnostic.code));
    let rules: BTreeMap<&str, &Rule> = BARE.iter().filter(|rule| audit::asks(rule)).chain(told).map(|rule| (rule.code.as_str(), rule)).collect();
    let mut cards: Vec<Card> = CRITERIA.criterion.iter().filter_map(|criterion| untold(criterion, lang)).collect();
    cards.extend(rules.into_values().map(|rule| card(rule, lang)));
    cards.sort_by(|one, other| one.code.cmp(&other.code));
    cards
}

/// The card of a criterion that an audit looks for.
fn untold(criterion: &Criterion, lang: Lang) -> Option<Card> {
    let asked = audit::asked(criterion)?;
    let words = EVIDENCE.words.get(lang);
    let cited: Vec<Citation> = criterion.law.iter().filter_map(|entry| Citation::parse(&entry.cite)).collect();
    Some(Card {
        code: audit::code(criterion),
        name: audit::name(criterion),
        severity: asked.level,
        summary: audit::untold(criterion, lang),
        why: words.why.clone(),
        help: words.help.clone(),
        law: cited.iter().filter_map(|citation| citation.print(&LAW, lang)).collect(),
        link: cited.iter().filter_map(|citation| LAW.statute(&citation.statute)).find_map(crate::law::Statute::address),
        criterion: Some((criterion.number, criterion.name.get(lang).clone())),
    })
}

fn card(rule: &Rule, lang: Lang) -> Card {
    let cited: Vec<Citation> = rule.law.iter().filter_map(|entry| Citation::parse(&entry.cite)).collect();
    let criterion = CRITERIA.criterion.iter().find(|criterion| criterion.ids.iter().chain(&criterion.quality).any(|id| *id == rule.criterion));
    Card {
        code: rule.code.clone(),
        name: rule.name.clone(),
        severity: rule.level,
        summary: open(rule.message.get(lang)),
        why: rule.why.get(lang).clone(),
        help: open(rule.help.get(lang)),
        law: cited.iter().filter_map(|citation| citation.print(&LAW, lang)).collect(),
        link: cited.iter().filter_map(|citation| LAW.statute(&citation.statute)).find_map(crate::law::Statute::address),
        criterion: criterion.map(|criterion| (criterion.number, criterion.name.get(lang).clone())),
    }
}

/// A phrase for people who have no finding at hand: its holes become an ellipsis.
#[must_use]
pub fn open(phrase: &str) -> String {
    if holes(phrase).next().is_none() { phrase.to_string() } else { fill(phrase, |_| Some("…".into())) }
}
