//! Judging notices with the rules their workspaces and the user ask for. Never prints.

use crate::day::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Lang;
use crate::law::LAW;
use crate::lint::context::Sources;
use crate::lint::judge::Terms;
use crate::lint::{RULES, Rule, judge, selects};
use crate::notice::Notice;
use crate::project::{Found, NoticeFile, Workspace};
use rayon::prelude::*;

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

/// Judges everything that was found: the findings in the order of files and places, those of shared data once.
#[must_use]
pub fn all(found: &Found, wish: &Wish, today: Day) -> Vec<Diagnostic> {
    let mut sets: Vec<(*const Workspace, Vec<Rule>)> = Vec::new();
    for workspace in found.notices.iter().map(|n| &n.workspace).chain(&found.workspaces) {
        let at = std::sync::Arc::as_ptr(workspace);
        if sets.iter().all(|(known, _)| *known != at) {
            sets.push((at, wish.rules_for(workspace)));
        }
    }
    let sets: Vec<(usize, Vec<Rule>)> = sets.into_iter().map(|(at, rules)| (at as usize, rules)).collect();
    let rules = |workspace: &std::sync::Arc<Workspace>| {
        sets.iter().find(|(at, _)| *at == std::sync::Arc::as_ptr(workspace) as usize).map_or(&[][..], |(_, rules)| rules)
    };
    let mut diagnostics: Vec<Diagnostic> = found.notices.par_iter().map(|file| one(file, rules(&file.workspace), wish, today)).flatten_iter().collect();
    for workspace in &found.workspaces {
        diagnostics.extend(of_workspace(workspace, rules(workspace), wish, today));
    }
    // Shared data is read with each notice; a fault in it is told once.
    let mut shared: Vec<(String, crate::source::Span, String, String)> = Vec::new();
    diagnostics.retain(|d| {
        let is_shared = found.workspaces.iter().any(|w| w.source.as_ref().is_some_and(|s| s.name() == d.source.name()));
        let mark = (d.source.name().to_string(), d.span, d.code.clone(), d.key.clone());
        if !is_shared {
            return true;
        }
        let fresh = !shared.contains(&mark);
        shared.push(mark);
        fresh
    });
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
