//! Fixes of what was found, round by round until nothing more can be mended. Never prints; never gives a text with a finding the old one did not
//! have, save the placeholders it wrote itself.

use super::judging::{self, Wish};
use super::rulebook::Rulebook;
use crate::day::Day;
use crate::diagnostic::{Diagnostic, Fix};
use crate::lint::rule;
use crate::mend;
use crate::project::{self, NoticeFile, ProjectError, publish};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The most rounds: one fix may open the way for another, never without end.
const ROUNDS: usize = 16;

/// A notice whose text was mended.
#[derive(Debug)]
pub struct Mended {
    /// Its file.
    pub path: PathBuf,
    /// The text before.
    pub old: String,
    /// The text after.
    pub new: String,
    /// How many findings were mended.
    pub fixes: usize,
}

/// Mends every notice at or below the paths; those that change, in the order of their paths. With `write` each file is replaced in one step.
pub fn below(paths: &[PathBuf], wish: &Wish, today: Day, all: bool, write: bool) -> Result<Vec<Mended>, ProjectError> {
    let book = Rulebook::of(wish);
    // What cannot be judged is not mended either: own rules are read, and selectors looked up, before anything is written.
    project::each(paths, |file| drop(book.book(&file.workspace)))?;
    book.check()?;
    let (mended, _) = project::each(paths, |file| {
        let mended = one(file, &book, wish, today, all);
        match &mended {
            Some(done) if write => publish::write_file(&done.path, done.new.as_bytes()).map(|()| mended),
            _ => Ok(mended),
        }
    })?;
    mended.into_iter().filter_map(Result::transpose).collect()
}

/// Mends a notice that was read alone, by the rules of its workspace.
pub fn alone(file: NoticeFile, wish: &Wish, today: Day, all: bool) -> Result<Option<Mended>, ProjectError> {
    let book = Rulebook::of(wish);
    book.book(&file.workspace);
    book.check()?;
    Ok(one(file, &book, wish, today, all))
}

/// Mends one notice: with `all`, by fixes that may change what it says too. `None` where nothing changes.
#[must_use]
pub fn one(file: NoticeFile, book: &Rulebook<'_>, wish: &Wish, today: Day, all: bool) -> Option<Mended> {
    let old = file.source.text().to_string();
    let before = judging::one(&file, book, wish, today);
    let state = Bench { book, wish, today, all }.mend(State { file, found: before.clone(), fixes: 0 });
    let sound = state.fixes > 0 && gained(&before, &state.found, all).is_empty();
    sound.then(|| Mended { path: state.file.path.clone(), old, new: state.file.source.text().to_string(), fixes: state.fixes })
}

/// A notice as it stands between fixes, with what is found in it and how many findings were mended.
struct State {
    file: NoticeFile,
    found: Vec<Diagnostic>,
    fixes: usize,
}

/// On what terms a notice is judged and mended.
struct Bench<'b> {
    book: &'b Rulebook<'b>,
    wish: &'b Wish,
    today: Day,
    all: bool,
}

impl Bench<'_> {
    /// The notice with a text in place of its own, judged; `None` where fixes change nothing.
    fn with(&self, state: &State, fixes: &[&Fix]) -> Option<State> {
        let text = mend::apply(state.file.source.text(), fixes)?;
        let file = project::open(state.file.path.clone(), text, state.file.workspace.clone());
        let found = judging::one(&file, self.book, self.wish, self.today);
        Some(State { file, found, fixes: state.fixes + fixes.len() })
    }

    /// The fix of a finding, where it may be used.
    fn fix<'d>(&self, state: &State, finding: &'d Diagnostic) -> Option<&'d Fix> {
        let own = finding.source.name() == state.file.source.name() && finding.suppressed.is_none();
        finding.fix.as_ref().filter(|fix| own && (fix.safe || self.all))
    }

    fn mend(&self, mut state: State) -> State {
        // Replacements all at once, where that gains nothing; else one by one below.
        for _ in 0..ROUNDS {
            let edits: Vec<&Fix> = state.found.iter().filter_map(|finding| self.fix(&state, finding)).filter(|fix| fix.skeleton.is_none()).collect();
            match self.with(&state, &edits) {
                Some(next) if !edits.is_empty() && gained(&state.found, &next.found, self.all).is_empty() => state = next,
                _ => break,
            }
        }
        // A fix that did not do what it should is not tried again, or it would be without end.
        let mut tried: BTreeSet<(String, String)> = BTreeSet::new();
        loop {
            let next = state.found.iter().find_map(|finding| {
                let fix = self.fix(&state, finding)?;
                tried.insert((finding.code.clone(), finding.key.clone())).then_some(fix)
            });
            let Some(fix) = next else { return state };
            if let Some(next) = self.attempt(&state, fix) {
                state = next;
            }
        }
    }

    /// One fix, and those of the findings it brings: a new purpose needs a basis and a storage period. `None` where something else is left over.
    fn attempt(&self, state: &State, fix: &Fix) -> Option<State> {
        let mut next = self.with(state, &[fix])?;
        for _ in 0..ROUNDS {
            let brought = gained(&state.found, &next.found, self.all);
            if brought.is_empty() {
                return Some(State { fixes: state.fixes + 1, ..next });
            }
            let more = brought.into_iter().find_map(|finding| self.with(&next, &[self.fix(&next, finding)?]))?;
            next = more;
        }
        None
    }
}

/// What the second judgement has and the first has not, save placeholders where they may be written. Entries move, so places are not compared.
fn gained<'d>(before: &[Diagnostic], after: &'d [Diagnostic], placeholders: bool) -> Vec<&'d Diagnostic> {
    let mut left: BTreeMap<(String, String), usize> = BTreeMap::new();
    for finding in before {
        *left.entry((finding.code.clone(), finding.key.clone())).or_default() += 1;
    }
    let mut new = |finding: &&Diagnostic| match left.get_mut(&(finding.code.clone(), finding.key.clone())) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    let written = |finding: &&Diagnostic| placeholders && rule(&finding.code).is_some_and(|rule| rule.criterion == "placeholder");
    after.iter().filter(|finding| new(finding)).filter(|finding| !written(finding)).collect()
}
