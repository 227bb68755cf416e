//! Judging notices with the rules their workspaces and the user ask for. Never prints.

use crate::day::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Lang;
use crate::law::LAW;
use crate::lint::context::Sources;
use crate::lint::judge::Terms;
use crate::lint::{RULES, Rule, judge, selects};
use crate::notice::Notice;
use crate::project::{self, Found, NoticeFile, ProjectError, Workspace};
use crate::source::{Source, Span};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

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
}

impl Wish {
    /// Refuses a selector that means no rule: a typing error would silence everything. The error is one line.
    pub fn check(&self) -> Result<(), String> {
        for selector in self.select.iter().chain(&self.ignore) {
            if !RULES.iter().any(|rule| selects(selector, &rule.code, &rule.name)) {
                return Err(format!("no rule has the code `{selector}`, or one that begins so; `seloste rules` lists them"));
            }
        }
        Ok(())
    }

    fn rules_for(&self, workspace: &Workspace) -> Vec<Rule> {
        let any = |list: &[String], rule: &Rule| list.iter().any(|selector| selects(selector, &rule.code, &rule.name));
        let select = if self.select.is_empty() { &workspace.select } else { &self.select };
        RULES
            .iter()
            .filter(|rule| (if select.is_empty() { rule.default } else { any(select, rule) }) && !any(&workspace.ignore, rule) && !any(&self.ignore, rule))
            .cloned()
            .collect()
    }
}

/// The judging day of a notice: the one asked for, else the day it went out of use, else today.
#[must_use]
pub fn day_of(file: &NoticeFile, as_of: Option<Day>, today: Day) -> Day {
    as_of.or_else(|| Notice::of(&file.reading.tree).withdrawn().filter(|day| *day < today)).unwrap_or(today)
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
}

/// Reads and judges every notice at or below the paths, one by one: no more of a notice is held than what was found in it.
pub fn below(paths: &[PathBuf], wish: &Wish, today: Day) -> Result<Judgement, ProjectError> {
    let sets = Sets::of(wish);
    let (judged, workspaces) = project::each(paths, |file| {
        let lang = file.reading.languages.first().copied();
        (one(&file, &sets.rules(&file.workspace), wish, today), lang)
    })?;
    let (files, lang) = (judged.len(), judged.first().and_then(|(_, lang)| *lang));
    Ok(Judgement { diagnostics: gather(judged.into_iter().map(|(found, _)| found), &workspaces, &sets, today), files, lang })
}

/// Judges everything that was found: the findings in the order of files and places, those of shared data once.
#[must_use]
pub fn all(found: &Found, wish: &Wish, today: Day) -> Vec<Diagnostic> {
    let sets = Sets::of(wish);
    let judged: Vec<Vec<Diagnostic>> = found.notices.par_iter().map(|file| one(file, &sets.rules(&file.workspace), wish, today)).collect();
    gather(judged.into_iter(), &found.workspaces, &sets, today)
}

/// The rules of each workspace, chosen once.
pub(super) struct Sets<'w> {
    wish: &'w Wish,
    chosen: Mutex<Vec<(PathBuf, Arc<Vec<Rule>>)>>,
}

impl<'w> Sets<'w> {
    pub(super) fn of(wish: &'w Wish) -> Self {
        Self { wish, chosen: Mutex::new(Vec::new()) }
    }

    pub(super) fn rules(&self, workspace: &Workspace) -> Arc<Vec<Rule>> {
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        // A workspace without a file chooses nothing: all of them run the same rules.
        let path = if workspace.source.is_some() { workspace.path.as_path() } else { Path::new("") };
        if let Some((_, rules)) = chosen.iter().find(|(known, _)| known == path) {
            return rules.clone();
        }
        let rules = Arc::new(self.wish.rules_for(workspace));
        chosen.push((path.to_path_buf(), rules.clone()));
        rules
    }
}

/// The findings of notices, then those of workspace files.
fn gather(notices: impl Iterator<Item = Vec<Diagnostic>>, workspaces: &[Arc<Workspace>], sets: &Sets<'_>, today: Day) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = notices.flatten().collect();
    for workspace in workspaces {
        diagnostics.extend(of_workspace(workspace, &sets.rules(workspace), sets.wish, today));
    }
    // Shared data is read with each notice; a fault in it is told once.
    let shared: BTreeSet<&str> = workspaces.iter().filter_map(|w| w.source.as_ref().map(Source::name)).collect();
    let mut told: BTreeSet<(String, Span, String, String)> = BTreeSet::new();
    diagnostics.retain(|d| !shared.contains(d.source.name()) || told.insert((d.source.name().to_string(), d.span, d.code.clone(), d.key.clone())));
    diagnostics
}

/// Judges one notice.
#[must_use]
pub fn one(file: &NoticeFile, rules: &[Rule], wish: &Wish, today: Day) -> Vec<Diagnostic> {
    let day = day_of(file, wish.as_of, today);
    let sources = Sources { notice: file.source.clone(), workspace: file.workspace.source.clone() };
    let terms = Terms { day, lang: wish.lang, require: file.workspace.require.clone(), fictional: file.workspace.fictional };
    judge(&file.reading, &sources, rules, &LAW, &terms).diagnostics
}

fn of_workspace(workspace: &Workspace, rules: &[Rule], wish: &Wish, today: Day) -> Vec<Diagnostic> {
    let Some(source) = &workspace.source else { return Vec::new() };
    let sources = Sources { notice: source.clone(), workspace: Some(source.clone()) };
    let lang = wish.lang.or_else(|| workspace.languages.first().copied());
    let terms = Terms { day: wish.as_of.unwrap_or(today), lang, require: Vec::new(), fictional: workspace.fictional };
    judge(&workspace.reading, &sources, rules, &LAW, &terms).diagnostics
}

/// Whether findings at or above a severity count.
#[must_use]
pub fn fails(diagnostics: &[Diagnostic], fail_on: Severity) -> bool {
    diagnostics.iter().any(|d| d.suppressed.is_none() && d.severity >= fail_on)
}
