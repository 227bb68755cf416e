//! The search of an index: a script file of the site's own that looks through the list that is there anyway.
//! Never needed: without the script the whole list is shown; it asks nothing of anybody.

use super::base::relative;
use super::{File, Plan};
use crate::document::Words;
use crate::render::page::{Address, Search};

/// The script's file.
const FILE: &str = "search.js";
/// From how many notices on a search helps.
const ENOUGH: usize = 5;

/// What the search says; `None` for a list one sees at a glance.
pub(super) fn words(words: &Words, notices: usize) -> Option<Search> {
    let site = &words.site;
    (notices >= ENOUGH).then(|| Search {
        label: site.search.clone(),
        one: site.search_one.clone(),
        many: site.search_many.clone(),
        none: site.search_none.clone(),
    })
}

/// Where the script is as seen from a page; `None` where the user's own templates have emptied it.
pub(super) fn address(from: &str, plan: &Plan<'_>) -> Option<Address> {
    (!plan.engine.search().trim().is_empty()).then(|| relative(from, FILE))
}

/// The script.
pub(super) fn file(plan: &Plan<'_>) -> Option<File> {
    address(FILE, plan).map(|_| (FILE.to_string(), plan.engine.search().as_bytes().to_vec()))
}
