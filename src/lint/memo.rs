//! What rules ask of one notice again and again, answered once: facts of the whole notice, and what stands at a path from its top.
//! Never answers anything itself.

use super::name::Name;
use crate::facts::named;
use crate::notice::tree::{NodeId, Tree};
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Every path from the top that a rule has named so far, by its number.
static PATHS: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

/// The number of a path; one that is new gets the next.
fn number(path: &str) -> u32 {
    let mut paths = PATHS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(number) = paths.get(path) {
        return *number;
    }
    let next = u32::try_from(paths.len()).unwrap_or(u32::MAX);
    paths.insert(path.to_string(), next);
    next
}

/// The most paths that are kept; those named by rules are some hundreds.
const PATHS_KEPT: usize = 256;

/// What was asked of one notice.
pub struct Memo {
    facts: Box<[Cell<Option<bool>>]>,
    nodes: Box<[OnceCell<Option<NodeId>>]>,
}

impl Default for Memo {
    fn default() -> Self {
        let facts = std::iter::repeat_n(Cell::new(None), named::of_whole()).collect();
        Self { facts, nodes: std::iter::repeat_n(OnceCell::new(), PATHS_KEPT).collect() }
    }
}

impl Memo {
    /// A fact of the whole notice by its number.
    pub fn fact(&self, number: usize, ask: impl FnOnce() -> bool) -> bool {
        let Some(known) = self.facts.get(number) else { return ask() };
        known.get().unwrap_or_else(|| {
            let holds = ask();
            known.set(Some(holds));
            holds
        })
    }

    /// What stands at a path from the top.
    pub fn find(&self, tree: &Tree, path: &Name) -> Option<NodeId> {
        let find = || tree.find(Tree::ROOT, path);
        match self.nodes.get(path.number(number) as usize) {
            Some(known) => *known.get_or_init(find),
            None => find(),
        }
    }
}
