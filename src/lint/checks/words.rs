//! `words`: no text holds a word or phrase of a list. Never knows what the list means, never reads a text itself.

use super::{Tell, native, passages};
use crate::lint::context::Context;
use crate::lint::rule::Words;
use crate::lint::words;

pub(super) fn run(check: &Words, context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(list) = words::list(&check.list) else { return };
    let mut last = None;
    let said = check.yields.as_deref().map_or_else(Vec::new, |native| native::places(native, context));
    for hit in context.words().of_list(list) {
        if (check.once && last == Some(hit.passage)) || !passages::wanted(check.place(), context, hit.passage) {
            continue;
        }
        if said.iter().any(|other| other.passage == hit.passage && other.start < hit.end && hit.start < other.end) {
            continue;
        }
        last = Some(hit.passage);
        passages::tell(context, hit.passage, hit.start as usize, hit.end as usize, Vec::new(), tell);
    }
}
