//! `fact`: a derived fact that must hold. Never derives anything itself.

use super::{Outcomes, Tell, args_of, said, tell_items};
use crate::facts::named::{self, Named};
use crate::lang::{ByLang, Lang};
use crate::lint::context::{Context, Item, State};
use crate::lint::rule::{FactCheck, Rule};
use crate::notice::fault::{Arg, Args};

pub(super) fn run(rule: &Rule, check: &FactCheck, context: &Context<'_, '_>, tell: Tell<'_>) {
    let key = check.key.as_deref().unwrap_or_default();
    let mut outcomes = Outcomes::default();
    // Of what is met nothing is told but to those who ask; with `collapse` it counts.
    let silent = |item: Item<'_>| !context.all && !check.collapse && context.fact(&check.fact, item);
    for item in context.items_unless(rule, silent) {
        if context.fact(&check.fact, item) {
            outcomes.met(context, || Some(context.place_in(item, key, check.at.as_deref())));
            continue;
        }
        let place = context.place_in(item, key, check.at.as_deref());
        let state = if context.prose(&check.prose).is_some() { State::Weak } else { State::Missing };
        let mut args = args_of(context, item);
        args.extend(wanting(check, context, item));
        outcomes.found.push((state, place, args));
    }
    tell_items(rule, check.collapse, outcomes, tell);
}

/// What the fact found wanting, for the hole `missing`.
fn wanting(check: &FactCheck, context: &Context<'_, '_>, item: Item<'_>) -> Args {
    let entry = if let Item::Entry(at) = item { Some(at) } else { None };
    let names: Vec<Arg> = named::wanting(&check.fact, &context.case(), entry)
        .into_iter()
        .map(|name| match name {
            Named::Text(text) => said(context, text),
            Named::Id(id) => Arg::Text(id),
        })
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    let list = |lang: Lang| {
        let names = names.iter().map(|name| match name {
            Arg::ByLang(by) => by.get(lang).clone(),
            Arg::Text(text) => text.clone(),
        });
        names.collect::<Vec<_>>().join("; ")
    };
    vec![("missing", Arg::ByLang(ByLang { fi: list(Lang::FI), sv: list(Lang::SV), en: list(Lang::EN) }))]
}
