//! `refers-to`: every reference leads to an entry. Never looks inside the entry.

use super::Tell;
use crate::lint::context::{Context, State};
use crate::notice::shape::nearest;
use crate::notice::tree::Tree;

pub(super) fn run(context: &Context<'_, '_>, tell: Tell<'_>) {
    let ids = &context.facts.ids;
    for (at, to) in &context.reading.dangling {
        // Where the whole table is missing and required, that is one gap, told once.
        let absent = context.tree().find(Tree::ROOT, to).is_none_or(|at| context.tree().children(at).is_empty());
        if absent && context.require.iter().any(|part| part == to) {
            continue;
        }
        let id = context.tree().str(*at).unwrap_or_default();
        let known = match to.as_str() {
            "register.parts" => &ids.parts,
            "data-subjects" => &ids.data_subjects,
            "sources" => &ids.sources,
            "data-categories" => &ids.data_categories,
            "purposes" => &ids.purposes,
            _ => &ids.recipients,
        };
        let nearest = nearest(id, known.iter().map(String::as_str)).unwrap_or_default();
        let mut args = vec![("id", id.into()), ("nearest", nearest.into()), ("value", to.as_str().into())];
        args.push(("values", known.join(", ").into()));
        tell(State::Missing, context.place(*at), args);
    }
}
