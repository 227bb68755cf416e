//! From notices to documents, with the templates and page style of their workspace. Never prints.

use crate::day::Day;
use crate::document::{Document, Words, build};
use crate::facts::Facts;
use crate::lang::Lang;
use crate::law::LAW;
use crate::notice::Notice;
use crate::project::{NoticeFile, ProjectError, Workspace, publish};
use crate::render::engine::{Engine, RenderError};
use crate::render::paged::{PageStyle, PaperStyle, StyleError};
use crate::render::pdf::Dress;

/// The day whose law a page prints: its last in use, else its last change; rendering never reads today.
fn day_of(notice: &Notice<'_>) -> Day {
    const UNDATED: Day = Day::new(2018, 5, 25).expect("a day");
    notice.withdrawn().or_else(|| notice.updated()).unwrap_or(UNDATED)
}

/// The document of a notice in a language. A notice whose TOML is broken has none.
pub fn document(file: &NoticeFile, lang: Lang, draft: bool) -> Result<Document, ProjectError> {
    if file.reading.broken {
        return Err(ProjectError::new(&file.path, "the TOML is broken; `seloste lint` shows where"));
    }
    let notice = Notice::of(&file.reading.tree);
    let words = Words::built_in(lang).ok_or_else(|| ProjectError::new(&file.path, format!("there are no words for the language `{lang}`")))?;
    let facts = Facts::of(&notice, &LAW, day_of(&notice));
    Ok(build(&notice, &facts, &LAW, words, lang, draft))
}

/// Languages a notice declares that have words.
#[must_use]
pub fn languages(file: &NoticeFile) -> Vec<Lang> {
    file.reading.languages.iter().copied().filter(|lang| Words::built_in(*lang).is_some()).collect()
}

/// The templates and page style of a workspace: its own files laid over the built-in ones.
pub fn look(workspace: &Workspace, rows: Option<u16>, columns: Option<u16>) -> Result<(Engine, PageStyle), ProjectError> {
    let mut overlay = match &workspace.templates {
        Some(folder) if !folder.is_dir() => return Err(ProjectError::new(folder, "there is no such folder of templates")),
        Some(folder) => publish::templates(folder)?,
        None => Vec::new(),
    };
    let mut style = PageStyle::standard().map_err(|e| misstyled("templates/page.toml", e))?;
    if let Some(at) = overlay.iter().position(|(name, ..)| name == "page.toml") {
        let (_, text, path) = overlay.remove(at);
        style = PageStyle::from_toml(&text).map_err(|e| misstyled(&path, e))?;
    }
    let (rows, columns) = (rows.or(workspace.text_page_length), columns.or(workspace.text_width));
    if rows.is_some() || columns.is_some() {
        style = style.with_size(rows.unwrap_or(style.rows), columns.unwrap_or(style.columns)).map_err(|e| misstyled("page size", e))?;
    }
    let engine = Engine::new(&overlay).map_err(|e| broken(&e))?;
    Ok((engine, style))
}

/// The paper of a workspace: what its own page style says of it laid over the built-in one.
pub fn paper(workspace: &Workspace) -> Result<PaperStyle, ProjectError> {
    let own = match &workspace.templates {
        Some(folder) => publish::templates(folder)?.into_iter().find(|(name, ..)| name == "page.toml"),
        None => None,
    };
    let (text, path) = own.map_or_else(|| (String::new(), "templates/page.toml".to_string()), |(_, text, path)| (text, path));
    PaperStyle::from_toml(&text).map_err(|e| misstyled(&path, e))
}

/// What a PDF of a notice gets besides its document.
#[must_use]
pub fn dress(file: &NoticeFile) -> Dress {
    let notice = Notice::of(&file.reading.tree);
    Dress { date: notice.updated().or_else(|| notice.withdrawn()), ..Dress::default() }
}

fn misstyled(path: &str, e: StyleError) -> ProjectError {
    ProjectError::new(format!("{path}{}", e.line.map_or_else(String::new, |line| format!(":{line}"))), e.message)
}

/// A template's fault as the path, with its line, and what is wrong.
pub fn broken(error: &RenderError) -> ProjectError {
    let line = error.line.map_or_else(String::new, |line| format!(":{line}"));
    ProjectError::new(format!("{}{line}", error.path), &error.message)
}
