//! The sign of a notice: its texts in the languages asked for, and the address its code leads to. Never prints.

use super::building::Wanted;
use super::publishing;
use crate::document::{Href, Lexicon, Sign, compose};
use crate::facts::Facts;
use crate::lang::Lang;
use crate::law::LAW;
use crate::notice::Notice;
use crate::project::{NoticeFile, ProjectError};
use crate::render::engine::Engine;
use crate::render::pdf;
use crate::render::sign::SignError;
use crate::site::base::Base;

/// The most languages of one sheet: more columns would be too narrow to read.
const MOST: usize = 3;

/// The form of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page to be printed from a browser.
    Html,
    /// A PDF.
    Pdf,
}

/// The sheet. `url` is the address asked for; without it the code leads to the notice's page in the first of the languages, under the workspace's
/// `base-url`.
pub fn sheet(file: &NoticeFile, langs: &[Lang], url: Option<&str>, draft: bool, form: Form, look: (&Engine, &Lexicon)) -> Result<Vec<u8>, ProjectError> {
    let told = |message: String| ProjectError::new(&file.path, message);
    let (engine, lexicon) = look;
    let mut own: Vec<Lang> = Vec::new();
    for lang in langs {
        if own.contains(lang) {
            return Err(told(format!("`{lang}` is asked for twice")));
        }
        own.push(*lang);
    }
    if own.len() > MOST {
        return Err(told(format!("a sign has room for {MOST} languages")));
    }
    let address = address(file, langs, url)?;
    let signs: Vec<Sign> = langs.iter().map(|lang| sign(file, lexicon, *lang, draft)).collect::<Result<_, _>>()?;
    let made = match form {
        Form::Html => engine.sign_page(&signs, &address).map(String::into_bytes),
        Form::Pdf => pdf::sign(&signs, &address, Some(publishing::day_of(&Notice::of(&file.reading.tree)))),
    };
    made.map_err(|error| match error {
        SignError::Render(error) => publishing::broken(&error),
        SignError::Address => told(format!("the address is too long for a code: {}", address.as_str())),
        SignError::TooMuch(much) if much.languages > 1 => {
            told(format!("the sign does not fit one sheet in {} languages; give --lang fewer and make a sheet of each", much.languages))
        }
        SignError::TooMuch(_) => told("the sign does not fit one sheet: shorten the names of the purposes and the criteria of storage".to_string()),
    })
}

fn sign(file: &NoticeFile, lexicon: &Lexicon, lang: Lang, draft: bool) -> Result<Sign, ProjectError> {
    let document = publishing::document(file, lexicon, lang, draft)?;
    let notice = Notice::of(&file.reading.tree);
    let words = publishing::words(file, lexicon, lang)?;
    let facts = Facts::of(&notice, &LAW, publishing::day_of(&notice));
    Ok(compose::sign::sign(&notice, &facts, &LAW, words, &document))
}

fn address(file: &NoticeFile, langs: &[Lang], url: Option<&str>) -> Result<Href, ProjectError> {
    let web = |text: &str| Href::parse(text).filter(|_| ["https://", "http://"].iter().any(|scheme| text.to_ascii_lowercase().starts_with(scheme)));
    if let Some(url) = url {
        return web(url)
            .ok_or_else(|| ProjectError::new("--url", format!("`{url}` is not the address of a page; write it as https://www.example.fi/tietosuoja")));
    }
    let Some(base) = &file.workspace.base_url else {
        let what = "a sign leads to the notice's page: give its address with --url, or `base-url` in [project] of seloste.toml";
        return Err(ProjectError::new(&file.path, what));
    };
    let whole = Base::parse(base).ok_or_else(|| ProjectError::new(&file.workspace.path, format!("project.base-url: `{base}` is not the address of a site")))?;
    let slug = Wanted::of(file)?.slug;
    let lang = langs.first().copied().unwrap_or(Lang::FI);
    let address = whole.full(&crate::site::page_path(lang, &slug));
    web(&address).ok_or_else(|| ProjectError::new(&file.path, format!("`{address}` is not an address")))
}
