//! The language switch that keeps the reader's place: a script file of the site's own.
//! Never needed: without the script the switch leads to the beginning of the page; it asks nothing of anybody.

use super::base::relative;
use super::{File, Plan};
use crate::render::page::Address;

/// The script's file.
const FILE: &str = "place.js";

/// Where the script is as seen from a page; `None` where the user's own templates have emptied it.
pub(super) fn address(from: &str, plan: &Plan<'_>) -> Option<Address> {
    (!plan.engine.place().trim().is_empty()).then(|| relative(from, FILE))
}

/// The script.
pub(super) fn file(plan: &Plan<'_>) -> Option<File> {
    address(FILE, plan).map(|_| (FILE.to_string(), plan.engine.place().as_bytes().to_vec()))
}
