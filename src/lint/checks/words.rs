//! `words`: no text holds a word or phrase of a list. Never knows what the list means, never reads a text itself.

use super::{Tell, passages};
use crate::lint::context::Context;
use crate::lint::rule::Words;
use crate::lint::words;

pub(super) fn run(check: &Words, context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(list) = words::list_of(&check.list) else { return };
    let mut last = None;
    for hit in context.words().of_list(list) {
        if (check.once && last == Some(hit.passage)) || !passages::wanted(check.place(), context, hit.passage) {
            continue;
        }
        last = Some(hit.passage);
        passages::tell(context, hit.passage, hit.start as usize, hit.end as usize, Vec::new(), tell);
    }
}
