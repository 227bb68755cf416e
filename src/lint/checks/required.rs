//! `required`: keys that must be there and say something. Never looks at what they say.

use super::{Outcomes, Tell, args_of, tell_items};
use crate::lint::context::{Context, Item, State};
use crate::lint::name::Name;
use crate::lint::rule::{Required, Rule};
use crate::notice::tree::{NodeId, Value};

pub(super) fn run(rule: &Rule, check: &Required, context: &Context<'_, '_>, tell: Tell<'_>) {
    let is_missing = |key: &Name, item: Item<'_>| !context.node(key, item).is_some_and(|at| says(context, at));
    let is_met = |item: Item<'_>| {
        if check.any { !check.keys.iter().all(|key| is_missing(key, item)) } else { !check.keys.iter().any(|key| is_missing(key, item)) }
    };
    // Of what is met nothing is told but to those who ask; with `collapse` it counts.
    let silent = |item: Item<'_>| !context.all && !check.collapse && is_met(item);
    let mut outcomes = Outcomes::default();
    for item in context.items_unless(rule, silent) {
        if is_met(item) {
            outcomes.met(context, || check.keys.iter().find_map(|key| context.node(key, item)).map(|at| context.place(at)));
            continue;
        }
        let missing: Vec<&str> = check.keys.iter().filter(|key| is_missing(key, item)).map(|key| &**key).collect();
        let state = if context.prose(&check.prose).is_some() { State::Weak } else { State::Missing };
        let first = missing.first().copied().unwrap_or_default();
        let place = match item {
            Item::Whole => context.place_of_missing(first, check.at.as_deref()),
            _ => context.place_in(item, first, None),
        };
        let mut args = args_of(context, item);
        args.push(("missing", missing.iter().map(|key| format!("`{}`", key.trim_start_matches('.'))).collect::<Vec<_>>().join(", ").into()));
        outcomes.found.push((state, place, args));
    }
    tell_items(rule, check.collapse, outcomes, tell);
}

/// Whether a value is more than an empty list or table; an empty text is its own finding.
fn says(context: &Context<'_, '_>, at: NodeId) -> bool {
    !matches!(&context.tree().node(at).value, Value::Array(children) | Value::Table(children) if children.is_empty())
}
