//! `forbids`: a key that must not have one of the values. Never looks at other keys.

use super::{Tell, args_of};
use crate::lint::context::{Context, State};
use crate::lint::rule::{Condition, Forbids, Rule};

pub(super) fn run(rule: &Rule, check: &Forbids, context: &Context<'_, '_>, tell: Tell<'_>) {
    let has = Condition { key: Some(check.key.clone()), any_of: check.values.clone(), ..Condition::default() };
    for item in context.items(rule) {
        let state = if context.holds(&has, item) { State::Missing } else { State::Met };
        tell(state, context.place_in(item, &check.key, None), args_of(context, item));
    }
}
