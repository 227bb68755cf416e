//! `matches`: no text of the notice holds a pattern of a list. Never knows what the list means.

use super::Tell;
use crate::lint::context::{Context, State};
use crate::lint::rule::Matches;
use regex::Regex;
use std::sync::LazyLock;

static LISTS: LazyLock<Vec<(String, Regex)>> = LazyLock::new(|| {
    let lists: Vec<(String, Vec<String>)> = postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/patterns.bin"))).expect("the build script packed this very type");
    lists.into_iter().map(|(name, patterns)| (name, Regex::new(&patterns.join("|")).expect("the build script compiled it"))).collect()
});

pub(super) fn run(check: &Matches, context: &Context<'_, '_>, tell: Tell<'_>) {
    if check.unless_fictional && context.fictional {
        return;
    }
    let Some((_, pattern)) = LISTS.iter().find(|(name, _)| *name == check.list) else { return };
    for passage in &context.reading.passages {
        let Some(text) = context.tree().str(passage.at) else { continue };
        if let Some(found) = pattern.find(text) {
            tell(State::Missing, context.place_of_bytes(passage, found.start(), found.end()), vec![("value", found.as_str().into())]);
        }
    }
}
