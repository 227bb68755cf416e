//! Coverage: what the outcomes of a judgement say of each criterion of a complete notice. Every cell comes from outcomes and facts alone, so that
//! it agrees with the findings. Never runs a rule itself, never judges anew.

use super::CRITERIA;
use super::context::{Outcome, Sources, State};
use super::criteria::Criterion;
use super::judge::{Judged, Terms};
use super::rule::{LawEntry, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::{Facts, Standing};
use crate::lang::{Lang, fill};
use crate::law::{Citation, Law};
use crate::notice::{Notice, Reading};
use crate::sheet::{Cell, Column, Row, STATES, Sheet, Spot, Total, Words};

/// The most places a cell names.
const PLACES: usize = 5;

/// One judged notice.
#[derive(Clone, Copy)]
pub struct Covered<'a> {
    /// The notice as read.
    pub reading: &'a Reading,
    /// The texts behind it.
    pub sources: &'a Sources,
    /// The rules that ran.
    pub rules: &'a [Rule],
    /// Every rule there is, to tell a criterion whose rules were left out.
    pub all: &'a [Rule],
    /// What they came to.
    pub judged: &'a Judged,
    /// On what terms.
    pub terms: &'a Terms,
}

/// The row of a register, in one language.
#[must_use]
pub fn row(covered: &Covered<'_>, law: &Law, lang: Lang) -> Row {
    let notice = Notice::of(&covered.reading.tree);
    let facts = Facts::of(&notice, law, covered.terms.day);
    let words = CRITERIA.words.get(lang);
    let name = notice.register.as_ref().and_then(|r| r.name).and_then(|name| notice.said(name, lang)).map(|said| said.text.to_string());
    let file = covered.sources.notice.name().to_string();
    let cells = CRITERIA.criterion.iter().map(|criterion| cell(criterion, covered, &facts, words, lang)).collect();
    Row {
        name: name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| file.clone()),
        file,
        day: covered.terms.day.to_string(),
        date: date(covered.terms.day, lang),
        cells,
    }
}

/// A day as a language writes it in figures.
fn date(day: crate::day::Day, lang: Lang) -> String {
    if lang == Lang::EN { day.to_string() } else { format!("{}.{}.{}", day.day(), day.month(), day.year()) }
}

/// A finding that bears on a criterion.
struct Finding<'a> {
    outcome: &'a Outcome,
    diagnostic: &'a Diagnostic,
    quality: bool,
}

fn cell(criterion: &Criterion, covered: &Covered<'_>, facts: &Facts, words: &Words, lang: Lang) -> Cell {
    let serves = |rule: &Rule, ids: &[String]| rule.criteria().any(|own| ids.iter().any(|id| id == own));
    let mut findings: Vec<Finding<'_>> = Vec::new();
    let (mut met, mut exempt): (Vec<&Outcome>, Vec<&Outcome>) = (Vec::new(), Vec::new());
    for outcome in &covered.judged.outcomes {
        let rule = &covered.rules[outcome.rule];
        let (own, quality) = (serves(rule, &criterion.ids), serves(rule, &criterion.quality));
        if !own && !quality {
            continue;
        }
        match outcome.state {
            State::Met if own => met.push(outcome),
            State::Exempt if own => exempt.push(outcome),
            State::Missing | State::Weak => {
                let diagnostic =
                    covered.judged.diagnostics.iter().find(|d| d.code == rule.code && d.key == outcome.place.key && d.span.start >= outcome.place.span.start);
                findings.extend(diagnostic.map(|diagnostic| Finding { outcome, diagnostic, quality: !own }));
            }
            _ => {}
        }
    }
    let is_missing = |f: &&Finding<'_>| f.outcome.state == State::Missing && f.diagnostic.severity >= Severity::Warning && !f.quality;
    let counts = |f: &&Finding<'_>| f.diagnostic.suppressed.is_none();
    let missing: Vec<&Finding<'_>> = findings.iter().filter(counts).filter(is_missing).collect();
    let weak: Vec<&Finding<'_>> = findings.iter().filter(counts).filter(|f| !is_missing(f)).collect();
    let allowed: Vec<&Finding<'_>> = findings.iter().filter(|f| !counts(f)).collect();
    let spots = |outcomes: &mut dyn Iterator<Item = &Outcome>| {
        let mut spots: Vec<Spot> = Vec::new();
        for outcome in outcomes {
            let source = covered.sources.of(outcome.place.file);
            let spot = Spot { key: outcome.place.key.clone(), line: source.position(outcome.place.span.start as usize).line };
            if !spots.contains(&spot) && spots.len() < PLACES {
                spots.push(spot);
            }
        }
        spots
    };
    let cell = |state: &'static str, why: Vec<String>, places: Vec<Spot>| Cell { criterion: criterion.number, state, why, places };
    let told = |list: &[&Finding<'_>]| {
        let mut told: Vec<String> = list.iter().map(|f| format!("{} {}", f.diagnostic.code, f.diagnostic.message)).collect();
        told.dedup();
        told
    };
    let due = facts.rights.iter().filter(|right| criterion.rights.iter().any(|key| key == right.right.key()) && right.standing != Standing::Lifted).count();
    if !missing.is_empty() {
        return cell("missing", told(&missing), spots(&mut missing.iter().map(|f| f.outcome)));
    }
    if !weak.is_empty() {
        return cell("weak", told(&weak), spots(&mut weak.iter().map(|f| f.outcome)));
    }
    if !allowed.is_empty() {
        let reason = |f: &&Finding<'_>| f.diagnostic.suppressed.as_ref().map(|s| fill(&words.allowed, |_| Some(s.reason.clone())));
        let mut why = told(&allowed);
        why.extend(allowed.iter().filter_map(reason));
        why.dedup();
        return cell("allowed", why, spots(&mut allowed.iter().map(|f| f.outcome)));
    }
    if !exempt.is_empty() {
        return cell("exempt", Vec::new(), spots(&mut exempt.iter().copied()));
    }
    if !met.is_empty() || due > 0 {
        return cell("met", Vec::new(), spots(&mut met.iter().copied()));
    }
    let in_force = |rules: &[Rule]| rules.iter().any(|rule| serves(rule, &criterion.ids) && rule.days.contains(covered.terms.day));
    let why = if in_force(covered.rules) || (!criterion.rights.is_empty() && facts.regime.is_some()) {
        criterion.absent.get(lang)
    } else if in_force(covered.all) {
        &words.deselected
    } else {
        &words.old
    };
    cell("not-applicable", vec![why.clone()], Vec::new())
}

/// The whole sheet of rows in one language.
#[must_use]
pub fn sheet(rows: Vec<Row>, law: &Law, as_of: Option<crate::day::Day>, lang: Lang) -> Sheet {
    let print = |entry: &LawEntry| Citation::parse(&entry.cite)?.print(law, lang);
    // With one judging day the law of that day is printed, else that of the latest.
    let day = as_of.map(|day| day.to_string()).or_else(|| rows.iter().map(|row| row.day.clone()).max());
    let day = day.as_deref().and_then(crate::day::Day::parse);
    let criteria = CRITERIA.criterion.iter().map(|criterion| {
        let of_day = |entry: &&LawEntry| day.is_none_or(|day| entry.days.contains(day));
        let mut citations: Vec<String> = criterion.law.iter().filter(of_day).filter_map(print).collect();
        if citations.is_empty() {
            citations.extend(criterion.law.iter().find_map(print));
        }
        Column { number: criterion.number, id: criterion.id.clone(), name: criterion.name.get(lang).clone(), law: citations }
    });
    let totals =
        STATES.iter().map(|state| Total { state, cells: rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.state == *state).count() }).collect();
    Sheet {
        version: 1,
        lang: lang.code().to_string(),
        as_of: as_of.map(|day| day.to_string()),
        criteria: criteria.collect(),
        registers: rows,
        totals,
        words: CRITERIA.words.get(lang).clone(),
    }
}
