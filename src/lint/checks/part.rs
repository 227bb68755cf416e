//! `part`: a part the workspace requires, or does not require, of every register description. Never claims that a law asks for it: that is for the words.

use super::Tell;
use crate::lint::context::{Context, State};
use crate::lint::rule::{Part, Rule};
use crate::notice::tree::{Tree, Value};

pub(super) fn run(rule: &Rule, check: &Part, context: &Context<'_, '_>, tell: Tell<'_>) {
    let first = check.keys.first().map_or(check.part.as_str(), |key| key);
    if context.require.contains(&check.part) == check.unless_required || context.items(rule).is_empty() {
        if context.all {
            tell(State::NotApplicable, context.place_of_missing(first, None), Vec::new());
        }
        return;
    }
    let found = check.keys.iter().filter_map(|key| context.memo.find(context.tree(), key));
    let found = found.into_iter().find(|at| !matches!(&context.tree().node(*at).value, Value::Array(c) | Value::Table(c) if c.is_empty()));
    let declared = check.declared.as_deref().and_then(|key| context.tree().find(Tree::ROOT, &format!("declares.{key}")));
    let declared = declared.filter(|at| matches!(context.tree().node(*at).value, Value::Boolean(false)));
    if let Some(at) = found.or(declared) {
        if context.all {
            tell(State::Met, context.place(at), Vec::new());
        }
        return;
    }
    let state = if context.prose(&check.prose).is_some() { State::Weak } else { State::Missing };
    tell(state, context.place_of_missing(first, None), vec![("part", check.part.as_str().into())]);
}
