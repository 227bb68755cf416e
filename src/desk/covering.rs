//! Coverage sheets of what was found: each notice judged with its workspace's rules, on the same terms as `lint`. Never prints.

use super::judging::{Wish, day_of};
use super::rulebook::Rulebook;
use crate::day::Day;
use crate::lang::Lang;
use crate::law::LAW;
use crate::lint::context::Sources;
use crate::lint::coverage::{self, Covered};
use crate::lint::judge::{Around, Terms, judge_within};
use crate::project::{self, NoticeFile, ProjectError};
use crate::sheet::{Row, Sheet};
use std::path::PathBuf;

/// The sheet of every notice at or below the paths, in one language; where none is asked for that of one notice, or the first of the workspace of several.
pub fn below(paths: &[PathBuf], as_of: Option<Day>, lang: Option<Lang>, today: Day) -> Result<Sheet, ProjectError> {
    let wish = Wish { as_of, lang, ..Wish::default() };
    let book = Rulebook::of(&wish);
    // The language of the first notice is known only when all have been met, so each is judged in all it may be.
    let (rows, _) = project::each(paths, |file| {
        let first = file.reading.languages.first().copied().unwrap_or(Lang::FI).spoken();
        let shared = file.workspace.languages.first().map_or(first, |lang| lang.spoken());
        let langs = lang.map_or_else(|| Lang::SPOKEN.to_vec(), |lang| vec![lang]);
        ((first, shared), langs.into_iter().map(|lang| (lang, row(&file, &book, as_of, lang, today))).collect::<Vec<_>>())
    })?;
    book.check()?;
    let Some(((first, shared), _)) = rows.first() else {
        return Err(ProjectError::new(paths.first().cloned().unwrap_or_default(), "there is no notice to cover, only a workspace file"));
    };
    let lang = lang.unwrap_or(if rows.len() > 1 { *shared } else { *first });
    let rows = rows.into_iter().filter_map(|(_, rows)| rows.into_iter().find(|(own, _)| *own == lang).map(|(_, row)| row)).collect();
    Ok(coverage::sheet(rows, &LAW, as_of, lang))
}

fn row(file: &NoticeFile, book: &Rulebook<'_>, as_of: Option<Day>, lang: Lang, today: Day) -> Row {
    let rules = book.rules(&file.workspace, Some(&file.path));
    let own = book.book(&file.workspace);
    let sources = Sources { notice: file.source.clone(), workspace: file.workspace.source.clone() };
    let terms =
        Terms { day: day_of(file, as_of, today), today, lang: Some(lang), require: file.workspace.require.clone(), fictional: file.workspace.fictional };
    let around = Around { known: own.known(), shared: &own.allowed, faults: &[], findings: false };
    let judged = judge_within(&file.reading, &sources, &rules, &LAW, &terms, &around);
    coverage::row(&Covered { reading: &file.reading, sources: &sources, rules: &rules, all: own.known(), judged: &judged, terms: &terms }, &LAW, lang)
}
