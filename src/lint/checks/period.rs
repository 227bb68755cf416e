//! `period`: a period must not be longer, or shorter, than a limit; told only where no calendar could make it fit.
//! Never reads a period out of a text, never decides what a law allows.

use super::{Tell, args_of};
use crate::lint::context::{Context, Item, State};
use crate::lint::name::Name;
use crate::lint::rule::{PeriodLimit, Rule};
use crate::notice::period::Period;
use crate::notice::tree::Value;

pub(super) fn run(rule: &Rule, check: &PeriodLimit, context: &Context<'_, '_>, tell: Tell<'_>) {
    let items = context.items(rule);
    if items.is_empty() {
        return;
    }
    let limit = |text: &Option<String>| text.as_deref().and_then(Period::parse);
    let (at_most, at_least) = (limit(&check.at_most), limit(&check.at_least));
    for item in items {
        let endless = check.endless.as_ref().filter(|key| is_true(context, key, item));
        let written = context.node(&check.key, item).and_then(|at| context.tree().str(at));
        let (key, over, short) = match (endless, written.and_then(Period::parse)) {
            (Some(key), _) => (&**key, at_most.is_some(), false),
            (None, Some(period)) => {
                let over = at_most.is_some_and(|most| period.hours().start() > most.hours().end());
                (&*check.key, over, at_least.is_some_and(|least| period.hours().end() < least.hours().start()))
            }
            // Without a period there is nothing to compare; that it is missing is another rule's matter.
            (None, None) => {
                if context.all {
                    tell(State::NotApplicable, context.place_in(item, &check.key, None), Vec::new());
                }
                continue;
            }
        };
        if !(over || short || context.all) {
            continue;
        }
        let mut args = args_of(context, item);
        let limit = if short { &check.at_least } else { &check.at_most };
        args.push(("limit", limit.clone().unwrap_or_default().into()));
        args.push(("value", written.unwrap_or_default().into()));
        let state = if over || short { State::Missing } else { State::Met };
        tell(state, context.place_in(item, key, None), args);
    }
}

fn is_true(context: &Context<'_, '_>, key: &Name, item: Item<'_>) -> bool {
    context.node(key, item).is_some_and(|at| matches!(context.tree().node(at).value, Value::Boolean(true)))
}
