//! Judging notices with the rules their workspaces and the user ask for. Never prints.

use super::rulebook::Rulebook;
use super::together::{self, Notices};
use crate::day::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Lang;
use crate::law::LAW;
use crate::lint::Rule;
use crate::lint::context::Sources;
use crate::lint::judge::{Around, Terms, judge_within};
use crate::lint::together::Digest;
use crate::notice::model;
use crate::project::{self, Found, NoticeFile, ProjectError, Workspace};
use crate::source::{Source, Span};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the user asked of judging.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// One judging day for all.
    pub as_of: Option<Day>,
    /// The language of the words.
    pub lang: Option<Lang>,
    /// Only these codes.
    pub select: Vec<String>,
    /// Not these codes.
    pub ignore: Vec<String>,
    /// Only rules that can find an error: for whoever asks whether there is one.
    pub errors: bool,
}

/// The judging day of a notice: the one asked for, else the day it went out of use, else today.
#[must_use]
pub fn day_of(file: &NoticeFile, as_of: Option<Day>, today: Day) -> Day {
    as_of.or_else(|| model::withdrawn(&file.reading.tree).filter(|day| *day < today)).unwrap_or(today)
}

/// What judging came to.
#[derive(Debug)]
pub struct Judgement {
    /// The findings in the order of files and places, those of shared data once.
    pub diagnostics: Vec<Diagnostic>,
    /// How many notices were judged.
    pub files: usize,
    /// The first language of the first of them.
    pub lang: Option<Lang>,
    /// What was asked of each file: the notices, then the workspace files.
    pub asked: Vec<Asked>,
    /// The workspaces that have a file.
    pub workspaces: Vec<Arc<Workspace>>,
}

/// What was asked of a file.
#[derive(Debug)]
pub struct Asked {
    /// The name its findings carry.
    pub name: String,
    /// Its workspace.
    pub workspace: Arc<Workspace>,
    /// The rules that were chosen for it.
    pub rules: Arc<Vec<Rule>>,
    /// The day it was judged on.
    pub day: Day,
    /// Whether only its form was judged.
    pub form_only: bool,
    /// Whether its TOML is broken, so that nothing else of it is known.
    pub unparsed: bool,
}

/// A notice, or a workspace file, that was judged.
struct One {
    found: Vec<Diagnostic>,
    /// Its first language.
    lang: Option<Lang>,
    asked: Asked,
    digest: Option<Digest>,
}

/// A notice while it is looked at.
#[derive(Debug)]
pub enum Look<'a> {
    /// One that is held.
    Held(&'a NoticeFile),
    /// One that was read for this look and goes with it.
    Read(Box<NoticeFile>),
}

impl Deref for Look<'_> {
    type Target = NoticeFile;

    fn deref(&self) -> &NoticeFile {
        match self {
            Self::Held(file) => file,
            Self::Read(file) => file,
        }
    }
}

/// A notice that is judged: read, or known from an earlier run.
pub trait Subject: Sync {
    /// The notice, which is read now if it is not held.
    fn file(&self) -> Look<'_>;
    /// What is known of it: that nothing was found in it alone, by the same rules, in the same workspace, for the same days.
    fn known(&self) -> Option<Known<'_>>;
}

/// A notice in which nothing is found.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The path it stands at.
    pub path: &'a Path,
    /// Its text, under the name its findings carry.
    pub source: &'a Source,
    /// Its workspace.
    pub workspace: &'a Arc<Workspace>,
    /// What other notices are held against.
    pub digest: Option<&'a Digest>,
    /// The day it went out of use.
    pub withdrawn: Option<Day>,
}

impl Subject for NoticeFile {
    fn file(&self) -> Look<'_> {
        Look::Held(self)
    }

    fn known(&self) -> Option<Known<'_>> {
        None
    }
}

/// What a run came to for one notice, for a later run.
#[derive(Debug)]
pub struct Verdict {
    /// Whether nothing was found in the notice alone, and the same would be found again while its text, its workspace and the days are the same.
    pub clean: bool,
    /// Its digest, where a rule asks for one.
    pub digest: Option<Digest>,
}

/// Reads and judges every notice at or below the paths, one by one: no more of a notice is held than what was found in it.
pub fn below(paths: &[PathBuf], wish: &Wish, today: Day) -> Result<Judgement, ProjectError> {
    let book = Rulebook::of(wish);
    let (judged, workspaces) = project::each(paths, |file| (whole(&file, &book, wish, today), file.path))?;
    let (judged, paths): (Vec<One>, Vec<PathBuf>) = judged.into_iter().unzip();
    Ok(gather(judged, Notices::Left(&paths), workspaces, &book, wish, today)?.0)
}

/// Judges everything that was found: the findings in the order of files and places, those of shared data once.
pub fn all(found: &Found, wish: &Wish, today: Day) -> Result<Judgement, ProjectError> {
    Ok(these(&found.notices, found.workspaces.clone(), wish, today)?.0)
}

/// Judges notices, and holds those that are known beside them. Gives what each came to in their order.
pub fn these<S: Subject>(subjects: &[S], workspaces: Vec<Arc<Workspace>>, wish: &Wish, today: Day) -> Result<(Judgement, Vec<Verdict>), ProjectError> {
    let book = Rulebook::of(wish);
    let one = |subject: &S| subject.known().map_or_else(|| whole(&subject.file(), &book, wish, today), |known| of_known(known, &book, wish, today));
    let judged: Vec<One> = subjects.par_iter().map(one).collect();
    gather(judged, Notices::Held(&|index| subjects[index].file()), workspaces, &book, wish, today)
}

/// The findings of notices, with what shows when they are held side by side, then those of workspace files.
fn gather(
    mut judged: Vec<One>,
    notices: Notices<'_>,
    workspaces: Vec<Arc<Workspace>>,
    book: &Rulebook<'_>,
    wish: &Wish,
    today: Day,
) -> Result<(Judgement, Vec<Verdict>), ProjectError> {
    let of_files: Vec<One> = workspaces.iter().filter_map(|workspace| of_workspace(workspace, book, wish, today)).collect();
    book.check()?;
    // Rules of the user's own are no part of what a verdict is known by.
    let lasting = |one: &One| one.found.is_empty() && !one.asked.form_only && !one.asked.unparsed && one.asked.workspace.choice.extend.is_empty();
    let clean: Vec<bool> = judged.iter().map(lasting).collect();
    let mut side_by_side: Vec<together::Judged<'_>> =
        judged.iter_mut().map(|one| together::Judged { found: &mut one.found, asked: &one.asked, digest: one.digest.as_ref() }).collect();
    together::judge(&mut side_by_side, notices, book, wish, today)?;
    let verdicts = judged.iter_mut().zip(clean).map(|(one, clean)| Verdict { clean, digest: one.digest.take() }).collect();
    let files = judged.len();
    // Many notices are spoken of in the language their workspace puts first, one in its own.
    let shared = judged.first().filter(|_| files > 1).and_then(|one| one.asked.workspace.languages.first().copied());
    let lang = shared.or_else(|| judged.first().and_then(|one| one.lang));
    let (mut diagnostics, mut asked) = (Vec::new(), Vec::with_capacity(files));
    for one in judged.into_iter().chain(of_files) {
        diagnostics.extend(one.found);
        asked.push(one.asked);
    }
    // Shared data is read with each notice; a fault in it is told once, and it is allowed where every notice that has it allows it.
    let shared: BTreeSet<&str> = workspaces.iter().filter_map(|w| w.source.as_ref().map(Source::name)).collect();
    let mark = |d: &Diagnostic| (d.source.name().to_string(), d.span, d.code.clone(), d.key.clone());
    let of_shared = |d: &Diagnostic| shared.contains(d.source.name());
    let counting: BTreeSet<(String, Span, String, String)> = diagnostics.iter().filter(|d| of_shared(d) && d.suppressed.is_none()).map(mark).collect();
    let mut told: BTreeSet<(String, Span, String, String)> = BTreeSet::new();
    diagnostics.retain(|d| !of_shared(d) || ((d.suppressed.is_none() || !counting.contains(&mark(d))) && told.insert(mark(d))));
    Ok((Judgement { diagnostics, files, lang, asked, workspaces }, verdicts))
}

/// Judges one notice.
#[must_use]
pub fn one(file: &NoticeFile, book: &Rulebook<'_>, wish: &Wish, today: Day) -> Vec<Diagnostic> {
    whole(file, book, wish, today).found
}

fn whole(file: &NoticeFile, book: &Rulebook<'_>, wish: &Wish, today: Day) -> One {
    let day = day_of(file, wish.as_of, today);
    let rules = rules_of(&file.path, &file.source, &file.workspace, book, wish);
    let own = book.book(&file.workspace);
    let sources = Sources { notice: file.source.clone(), workspace: file.workspace.source.clone() };
    let terms = Terms { day, today, lang: wish.lang, require: file.workspace.require.clone(), fictional: file.workspace.fictional };
    let around = Around { known: own.known(), shared: &own.allowed, faults: &[], findings: true };
    let judged = judge_within(&file.reading, &sources, &rules, &LAW, &terms, &around);
    let (form_only, unparsed) = (file.reading.broken, file.reading.unparsed());
    let asked = Asked { name: file.source.name().to_string(), workspace: file.workspace.clone(), rules, day, form_only, unparsed };
    One { found: judged.diagnostics, lang: file.reading.languages.first().copied(), asked, digest: judged.digest }
}

/// A notice in which nothing is found, as if it had been judged.
fn of_known(known: Known<'_>, book: &Rulebook<'_>, wish: &Wish, today: Day) -> One {
    let day = wish.as_of.or_else(|| known.withdrawn.filter(|day| *day < today)).unwrap_or(today);
    let rules = rules_of(known.path, known.source, known.workspace, book, wish);
    let asked = Asked { name: known.source.name().to_string(), workspace: known.workspace.clone(), rules, day, form_only: false, unparsed: false };
    One { found: Vec::new(), lang: None, asked, digest: known.digest.cloned() }
}

/// The rules a notice is judged by.
fn rules_of(path: &Path, source: &Source, workspace: &Workspace, book: &Rulebook<'_>, wish: &Wish) -> Arc<Vec<Rule>> {
    // Whether an allowance is still needed shows only when everything was looked for.
    let errors = wish.errors && !source.text().contains("allow");
    let choose = if errors { Rulebook::weighing } else { Rulebook::rules };
    choose(book, workspace, Some(path))
}

fn of_workspace(workspace: &Arc<Workspace>, book: &Rulebook<'_>, wish: &Wish, today: Day) -> Option<One> {
    let source = workspace.source.as_ref()?;
    let rules = book.rules_of_file(workspace);
    let own = book.book(workspace);
    let faults = own.faults(workspace);
    let sources = Sources { notice: source.clone(), workspace: Some(source.clone()) };
    let lang = wish.lang.or_else(|| workspace.languages.first().copied());
    let terms = Terms { day: wish.as_of.unwrap_or(today), today, lang, require: Vec::new(), fictional: workspace.fictional };
    let around = Around { known: own.known(), shared: &[], faults: &faults, findings: true };
    let found = judge_within(&workspace.reading, &sources, &rules, &LAW, &terms, &around).diagnostics;
    let unparsed = workspace.reading.unparsed();
    let asked = Asked { name: source.name().to_string(), workspace: workspace.clone(), rules, day: terms.day, form_only: true, unparsed };
    Some(One { found, lang, asked, digest: None })
}

/// Whether findings at or above a severity count.
#[must_use]
pub fn fails(diagnostics: &[Diagnostic], fail_on: Severity) -> bool {
    diagnostics.iter().any(|d| d.counts() && d.severity >= fail_on)
}

/// The same for continuous integration, which also stops at what is new to a baseline and at lapsed allowances.
#[must_use]
pub fn fails_strictly(diagnostics: &[Diagnostic], fail_on: Severity) -> bool {
    fails(diagnostics, fail_on) || diagnostics.iter().any(|d| d.counts() && d.is_strict())
}
