//! What rules over several notices find: of every notice that was judged a digest is held; those in which something is found are read again.
//! Never prints, never holds more than one pair of notices on each processor.

use super::judging::{Asked, Look, Wish};
use super::rulebook::Rulebook;
use crate::day::Day;
use crate::diagnostic::Diagnostic;
use crate::lint::context::Sources;
use crate::lint::judge::{Around, Beside, Terms, judge_together};
use crate::lint::together::{self, Digest, Find, Other};
use crate::lint::{Check, Rule};
use crate::project::{self, NoticeFile, ProjectError, Workspace};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The notices that were judged: held, or left where they were read.
#[derive(Clone, Copy)]
pub(super) enum Notices<'a> {
    /// In memory, or read when they are asked for.
    Held(&'a (dyn Fn(usize) -> Look<'a> + Sync)),
    /// On the disk.
    Left(&'a [PathBuf]),
}

impl Notices<'_> {
    /// Does something with one of them.
    fn with<R>(self, index: usize, workspace: &Arc<Workspace>, work: impl FnOnce(&NoticeFile) -> R) -> Result<R, ProjectError> {
        match self {
            Self::Held(file) => Ok(work(&file(index))),
            Self::Left(paths) => project::reopen(&paths[index], workspace.clone()).map(|file| work(&file)),
        }
    }
}

/// A notice that was judged: what was found in it, what was asked of it, and its digest.
pub(super) struct Judged<'a> {
    pub found: &'a mut Vec<Diagnostic>,
    pub asked: &'a Asked,
    pub digest: Option<&'a Digest>,
}

/// Holds the notices of each workspace side by side and adds what is found to the findings of each.
pub(super) fn judge(judged: &mut [Judged<'_>], notices: Notices<'_>, book: &Rulebook<'_>, wish: &Wish, today: Day) -> Result<(), ProjectError> {
    let mut groups: BTreeMap<&Path, Vec<usize>> = BTreeMap::new();
    for (index, one) in judged.iter().enumerate().filter(|(_, one)| one.digest.is_some()) {
        groups.entry(&one.asked.workspace.path).or_default().push(index);
    }
    let mut finds: BTreeMap<usize, Vec<Find>> = BTreeMap::new();
    for members in groups.values() {
        let digests: Vec<&Digest> = members.iter().filter_map(|index| judged[*index].digest).collect();
        let Some(workspace) = members.first().map(|index| &judged[*index].asked.workspace) else { continue };
        let shared = if workspace.source.is_some() { together::shared(&workspace.reading.tree) } else { Vec::new() };
        for find in together::find(&digests, &shared, wish.as_of.unwrap_or(today)) {
            let notice = members[find.notice];
            let runs = |rule: &Rule| matches!(&rule.check, Check::Together(check) if check.name == find.check);
            if judged[notice].asked.rules.iter().any(runs) {
                let other = match find.other {
                    Other::Notice(index, at) => Other::Notice(members[index], at),
                    shared @ Other::Shared(_) => shared,
                };
                finds.entry(notice).or_default().push(Find { notice, other, ..find });
            }
        }
    }
    let view: Vec<&Asked> = judged.iter().map(|one| one.asked).collect();
    let finds: Vec<(usize, Vec<Find>)> = finds.into_iter().collect();
    let told: Vec<(usize, Vec<Diagnostic>)> = finds
        .into_par_iter()
        .map(|(notice, finds)| {
            let said = notices.with(notice, &view[notice].workspace, |file| say(file, &finds, notices, &view, book, wish, today))??;
            Ok((notice, said))
        })
        .collect::<Result<_, ProjectError>>()?;
    for (notice, said) in told {
        let one = &mut judged[notice];
        together::stand_for(one.found, said, &one.asked.rules);
    }
    Ok(())
}

/// The findings of one notice in words.
fn say(
    file: &NoticeFile,
    finds: &[Find],
    notices: Notices<'_>,
    asked: &[&Asked],
    book: &Rulebook<'_>,
    wish: &Wish,
    today: Day,
) -> Result<Vec<Diagnostic>, ProjectError> {
    let own = book.book(&file.workspace);
    let sources = |file: &NoticeFile| Sources { notice: file.source.clone(), workspace: file.workspace.source.clone() };
    let around = Around { known: own.known(), shared: &own.allowed, faults: &[], findings: true };
    let mut out = Vec::new();
    for find in finds {
        let of = asked[find.notice];
        let terms = Terms { day: of.day, today, lang: wish.lang, require: file.workspace.require.clone(), fictional: file.workspace.fictional };
        let one = |beside: Beside<'_>| judge_together(&file.reading, &sources(file), &of.rules, &terms, &around, &[(find, beside)]);
        match find.other {
            Other::Notice(index, at) => {
                let told = notices.with(index, &asked[index].workspace, |other| {
                    let tree = &other.reading.tree;
                    let source = if tree.has(at) { sources(other).of(tree.point(at).0).clone() } else { other.source.clone() };
                    one(Beside { tree, source: &source, at })
                })?;
                out.extend(told);
            }
            Other::Shared(at) => {
                if let Some(source) = &file.workspace.source {
                    out.extend(one(Beside { tree: &file.workspace.reading.tree, source, at }));
                }
            }
        }
    }
    Ok(out)
}
