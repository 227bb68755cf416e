//! Coverage sheets of what was found: each notice judged with its workspace's rules, on the same terms as `lint`. Never prints.

use super::judging::{Wish, day_of};
use crate::day::Day;
use crate::lang::Lang;
use crate::law::LAW;
use crate::lint::context::Sources;
use crate::lint::coverage::{self, Covered};
use crate::lint::judge::Terms;
use crate::lint::{RULES, judge};
use crate::project::{Found, NoticeFile};
use crate::sheet::{Row, Sheet};
use rayon::prelude::*;

/// The sheet of all notices found, in one language.
#[must_use]
pub fn sheet(found: &Found, as_of: Option<Day>, lang: Lang, today: Day) -> Sheet {
    let rows = found.notices.par_iter().map(|file| row(file, as_of, lang, today)).collect();
    coverage::sheet(rows, &LAW, as_of, lang)
}

fn row(file: &NoticeFile, as_of: Option<Day>, lang: Lang, today: Day) -> Row {
    let rules = Wish::default().rules_for(&file.workspace);
    let sources = Sources { notice: file.source.clone(), workspace: file.workspace.source.clone() };
    let terms = Terms { day: day_of(file, as_of, today), lang: Some(lang), require: file.workspace.require.clone(), fictional: file.workspace.fictional };
    let judged = judge(&file.reading, &sources, &rules, &LAW, &terms);
    coverage::row(&Covered { reading: &file.reading, sources: &sources, rules: &rules, all: &RULES, judged: &judged, terms: &terms }, &LAW, lang)
}
