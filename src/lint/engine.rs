//! Runs rules over a notice: for each rule and place an outcome.
//! Never holds words or severity; what a rule asks is said by its file, how a kind of check asks it by the files of `checks`.

use super::checks;
use super::context::{Context, Item, Outcome, Place, State};
use super::rule::{Check, Rule};
use crate::facts::exemptions;
use crate::notice::tree::NodeId;

/// Runs every rule that applies on the judging day.
#[must_use]
pub fn run(rules: &[Rule], context: &Context<'_, '_>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let faulty: Vec<String> = context.reading.faults.iter().filter(|f| f.kind != "key-missing").map(|f| context.tree().path(f.node)).collect();
    for (index, rule) in rules.iter().enumerate() {
        // A broken file is judged for its form alone: recovery may have dropped keys.
        if !rule.days.contains(context.facts.day) || (context.reading.broken && !matches!(rule.check, Check::Shape(_))) {
            continue;
        }
        // Kinds that look at texts have no entry at hand: their conditions are on the notice.
        let of_texts = matches!(rule.check, Check::Words(_) | Check::Outdated(_) | Check::Readable(_) | Check::Native(_));
        if of_texts && !rule.when.iter().all(|condition| context.holds(condition, Item::Whole)) {
            continue;
        }
        // What is there in a wrong shape was told by family N: it is not missing besides.
        let malformed = |place: &Place| !matches!(rule.check, Check::Shape(_) | Check::RefersTo(_)) && faulty.iter().any(|path| is_at(path, &place.key));
        let from = outcomes.len();
        checks::run(rule, context, &mut |state, place, args| {
            let state = if state == State::Missing && malformed(&place) { State::NotApplicable } else { state };
            outcomes.push(Outcome { rule: index, state, place, args });
        });
        for outcome in &mut outcomes[from..] {
            if matches!(outcome.state, State::Missing | State::Weak) && exempted(rule, context, outcome.place.node) {
                outcome.state = State::Exempt;
            }
        }
    }
    yield_places(rules, &mut outcomes);
    outcomes
}

/// What stands no further apart than this, in bytes, is taken to be said in one sentence.
const SENTENCE: u32 = 120;

/// Takes out what a rule says more generally of a place that another tells.
fn yield_places(rules: &[Rule], outcomes: &mut Vec<Outcome>) {
    let told = |outcome: &&Outcome| outcome.state == State::Missing && !rules[outcome.rule].over.is_empty();
    let better: Vec<(usize, Place)> = outcomes.iter().filter(told).map(|outcome| (outcome.rule, outcome.place.clone())).collect();
    if better.is_empty() {
        return;
    }
    outcomes.retain(|outcome| {
        !better.iter().any(|(rule, place)| {
            let (one, other) = (place.span, outcome.place.span);
            let near = place.node == outcome.place.node && one.start < other.end + SENTENCE && other.start < one.end + SENTENCE;
            near && rules[*rule].over.contains(&rules[outcome.rule].code)
        })
    });
}

/// Whether a path is that of a key, of an entry of the list it holds, or of a table it should stand in.
fn is_at(path: &str, key: &str) -> bool {
    path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('[')) || key.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether an exemption whose ground may lift this requirement covers the place.
fn exempted(rule: &Rule, context: &Context<'_, '_>, node: NodeId) -> bool {
    context.notice.exemptions.iter().any(|exemption| {
        let named = |criterion: &&str| exemption.lifts.iter().any(|lift| lift.value == *criterion);
        rule.criteria().filter(named).any(|criterion| exemptions::lifts(context.facts, context.law, exemption, criterion))
            && exemptions::covers(context.notice, context.facts, exemption, node)
    })
}
