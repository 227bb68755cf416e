//! `forbids`: a key that must not have one of the values. Never looks at other keys.

use super::{Tell, args_of};
use crate::lint::context::{Context, State};
use crate::lint::rule::{Forbids, Rule};

pub(super) fn run(rule: &Rule, check: &Forbids, context: &Context<'_, '_>, tell: Tell<'_>) {
    for item in context.items(rule) {
        let has = context.node(&check.key, item).is_some_and(|at| check.values.is_empty() || context.has_one_of(at, &check.values));
        if has || context.all {
            let state = if has { State::Missing } else { State::Met };
            tell(state, context.place_in(item, &check.key, None), args_of(context, item));
        }
    }
}
