//! From notices to documents, with the templates and page style of their workspace. Never prints.

use super::theme::Theme;
use crate::day::Day;
use crate::document::lexicon::Lexicon;
use crate::document::{Document, Words, build};
use crate::facts::Facts;
use crate::lang::Lang;
use crate::law::LAW;
use crate::notice::Notice;
use crate::project::{NoticeFile, ProjectError, Workspace, publish};
use crate::render::engine::{BUILT_IN, Engine};
use crate::render::paged::{PageStyle, PaperStyle, StyleError};
use crate::render::pdf::{Dress, Logo};
use crate::source::TextError;

/// The style sheet a workspace's colours come after.
const STYLESHEET: &str = "html/seloste.css";
/// The folder of words files among the templates.
const WORDS: &str = "words/";

/// The day whose law a page prints: its last in use, else its last change; rendering never reads today.
#[must_use]
pub fn day_of(notice: &Notice<'_>) -> Day {
    const UNDATED: Day = Day::new(2018, 5, 25).expect("a day");
    notice.withdrawn().or_else(|| notice.updated()).unwrap_or(UNDATED)
}

/// The document of a notice in a language. A notice whose TOML is broken has none.
pub fn document(file: &NoticeFile, lexicon: &Lexicon, lang: Lang, draft: bool) -> Result<Document, ProjectError> {
    if file.reading.broken {
        return Err(ProjectError::new(&file.path, "the TOML is broken; `seloste lint` shows where"));
    }
    let notice = Notice::of(&file.reading.tree);
    let facts = Facts::of(&notice, &LAW, day_of(&notice));
    Ok(build(&notice, &facts, &LAW, words(file, lexicon, lang)?, lang, draft))
}

/// The words a notice is published with in a language.
pub fn words<'l>(file: &NoticeFile, lexicon: &'l Lexicon, lang: Lang) -> Result<&'l Words, ProjectError> {
    let none = || {
        let what = format!("there are no words for the language `{lang}`: add `{WORDS}{lang}.toml` to the folder of `site.templates`");
        ProjectError::new(&file.path, what)
    };
    lexicon.get(lang).ok_or_else(none)
}

/// Languages a notice declares that have words.
#[must_use]
pub fn languages(file: &NoticeFile, lexicon: &Lexicon) -> Vec<Lang> {
    file.reading.languages.iter().copied().filter(|lang| lexicon.get(*lang).is_some()).collect()
}

/// The words of the tool's languages and of those whose words files a workspace has.
pub fn lexicon(overlay: &[Overlaid]) -> Result<Lexicon, ProjectError> {
    let files = overlay.iter().filter_map(|(name, text, path)| Some((name.strip_prefix(WORDS)?, text.as_str(), path.as_str())));
    Lexicon::new(files).map_err(|e| broken(&e))
}

/// A file of the user's in place of a built-in one: its name, its text, and its path for errors.
pub type Overlaid = (String, String, String);

/// The files of a workspace that are laid over the built-in templates and page style.
pub fn overlay(workspace: &Workspace) -> Result<Vec<Overlaid>, ProjectError> {
    match &workspace.templates {
        Some(folder) if !folder.is_dir() => Err(ProjectError::new(folder, "there is no such folder of templates")),
        Some(folder) => publish::templates(folder),
        None => Ok(Vec::new()),
    }
}

/// The templates of a workspace: its own files laid over the built-in ones.
pub fn engine(workspace: &Workspace, overlay: Vec<Overlaid>) -> Result<Engine, ProjectError> {
    engine_of(overlay, &Theme::of(workspace, &[])?.css)
}

/// The page style of a workspace with its own file in place of the built-in one, with a page of so many rows and columns where they are given.
pub fn style(workspace: &Workspace, overlay: &[Overlaid], rows: Option<u16>, columns: Option<u16>) -> Result<PageStyle, ProjectError> {
    let (rows, columns) = (rows.or(workspace.text_page_length), columns.or(workspace.text_width));
    let own = overlay.iter().find(|(name, ..)| name == "page.toml");
    let style = match own {
        Some((_, text, path)) => PageStyle::from_toml(text).map_err(|e| misstyled(path, e))?,
        None => PageStyle::standard().map_err(|e| misstyled("templates/page.toml", e))?,
    };
    if rows.is_none() && columns.is_none() {
        return Ok(style);
    }
    style.with_size(rows.unwrap_or(style.rows), columns.unwrap_or(style.columns)).map_err(|e| misstyled("page size", e))
}

/// The templates with these files in place of built-in ones, and more at the end of the style sheet.
pub fn engine_of(mut overlay: Vec<Overlaid>, css: &str) -> Result<Engine, ProjectError> {
    overlay.retain(|(name, ..)| name != "page.toml");
    if !css.is_empty() {
        let own = overlay.iter().rposition(|(name, ..)| name == STYLESHEET).map(|at| overlay.remove(at));
        let (name, text, path) = own.unwrap_or_else(|| {
            let text = BUILT_IN.iter().find(|(name, _)| *name == STYLESHEET).map_or("", |(_, text)| text);
            (STYLESHEET.to_string(), text.to_string(), STYLESHEET.to_string())
        });
        overlay.push((name, format!("{text}\n{css}"), path));
    }
    overlay.retain(|(name, ..)| !name.starts_with(WORDS));
    Engine::new(&overlay).map_err(|e| broken(&e))
}

/// The paper of a workspace: what its own page style says of it laid over the built-in one.
pub fn paper(overlay: &[Overlaid]) -> Result<PaperStyle, ProjectError> {
    let own = overlay.iter().find(|(name, ..)| name == "page.toml");
    let (text, path) = own.map_or(("", "templates/page.toml"), |(_, text, path)| (text, path));
    PaperStyle::from_toml(text).map_err(|e| misstyled(path, e))
}

/// The look of the PDF of one notice in a language.
pub fn dress(file: &NoticeFile, lang: Lang) -> Result<Dress, ProjectError> {
    let theme = Theme::of(&file.workspace, &[lang])?;
    let alt = theme.frames.first().and_then(|(_, frame)| frame.logo.as_ref()).map(|logo| logo.alt.clone()).unwrap_or_default();
    let dress = theme.dress();
    let notice = Notice::of(&file.reading.tree);
    Ok(Dress { date: notice.updated().or_else(|| notice.withdrawn()), logo: dress.logo.map(|logo| Logo { alt, ..logo }), ..dress })
}

fn misstyled(path: &str, e: StyleError) -> ProjectError {
    ProjectError::new(place(path, e.line), e.message)
}

fn place(path: &str, line: Option<usize>) -> String {
    line.map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
}

/// The fault of a template or of a words file as the path, with its line, and what is wrong.
#[must_use]
pub fn broken(error: &TextError) -> ProjectError {
    ProjectError::new(place(&error.path, error.line), &error.message)
}
