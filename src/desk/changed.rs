//! A judgement narrowed to the notices that changed and those that depend on what changed: their workspace file with its shared controllers and
//! contacts, rules of the user's own, the baseline. Never prints, never judges.

use super::judging::{Asked, Judgement};
use crate::project::git::Changed;
use std::collections::BTreeSet;
use std::path::Path;

/// Leaves of a judgement what is about the changed notices, and findings that compare another notice with one of them. All notices were judged, so
/// that nothing goes unseen which shows only side by side.
pub fn narrow(judgement: &mut Judgement, changed: &Changed) {
    let notices = judgement.files;
    let touched: Vec<bool> = judgement.asked.iter().map(|asked| concerns(asked, changed)).collect();
    let names: BTreeSet<String> = judgement.asked.iter().zip(&touched).filter(|(_, touched)| **touched).map(|(asked, _)| asked.name.clone()).collect();
    judgement.files = touched.iter().take(notices).filter(|touched| **touched).count();
    judgement.diagnostics.retain(|d| names.contains(d.source.name()) || d.related.iter().any(|related| names.contains(related.source.name())));
    let mut touched = touched.into_iter();
    judgement.asked.retain(|_| touched.next().unwrap_or(false));
}

fn concerns(asked: &Asked, changed: &Changed) -> bool {
    let workspace = &asked.workspace;
    let baseline = workspace.choice.baseline.as_ref().map(|relative| workspace.folder().join(relative));
    // A workspace file that went away, or came, is a change of all it was the workspace of.
    changed.has(Path::new(&asked.name))
        || changed.has(&workspace.path)
        || baseline.is_some_and(|path| changed.has(&path))
        || workspace.extend().any(|folder| changed.has_below(&folder))
}
