//! What a page needs besides its document: its place among other pages, its style sheet, and the index that leads to it.
//! Never holds markup, and no address in it can become a script.

use crate::document::{Block, Fact, Href, Labels};
use crate::lang::Lang;
use serde::Serialize;
use std::fmt::Write as _;

/// A page's surroundings. The default is a page alone, complete in one file.
#[derive(Debug, Clone, Default)]
pub struct PageContext {
    /// Where the style sheet is.
    pub style: Style,
    /// The way back to the index, where there is one.
    pub index: Option<Address>,
    /// The same page in every language it has, its own among them; a switch is shown from two on.
    pub alternates: Vec<Alternate>,
    /// The same page in other formats.
    pub formats: Vec<FormatLink>,
    /// The page's own full address, where it is known.
    pub canonical: Option<Href>,
}

/// Where a page finds its style sheet.
#[derive(Debug, Clone, Default)]
pub enum Style {
    /// In the page itself: one file is the whole page.
    #[default]
    Inline,
    /// In a file beside the pages: `Engine::stylesheet` under this address.
    Link(Address),
}

/// The page in a language.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// The language.
    pub lang: Lang,
    /// Its name in itself ("Suomi").
    pub label: String,
    /// The page.
    pub href: Address,
}

/// The page in another format.
#[derive(Debug, Clone, Serialize)]
pub struct FormatLink {
    /// The format's name ("PDF").
    pub label: String,
    /// The file.
    pub href: Address,
}

/// An address within the site, relative to the page. It can name no scheme and no host, so it leads nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// The address of the file at `path`, written with `/`; what an address cannot hold is percent-encoded.
    #[must_use]
    pub fn path(path: &str) -> Self {
        let mut out = String::with_capacity(path.len());
        for byte in path.trim_start_matches('/').bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
                out.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        Self(out)
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The index of a site in one language. Every text of it is finished words.
#[derive(Debug, Clone)]
pub struct Index {
    /// The language of the page.
    pub lang: Lang,
    /// The page's first heading.
    pub title: String,
    /// One plain sentence or two for the page's description.
    pub description: String,
    /// What stands before the list. May be empty.
    pub intro: Vec<Block>,
    /// Notices in use, grouped (by controller, by kind ...).
    pub groups: Vec<Group>,
    /// Notices no longer in use; not shown when it has no entries.
    pub archive: Option<Group>,
    /// The words the layout needs: `skip`, `languages`, `index`, `formats` are used.
    pub labels: Labels,
}

/// Entries under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The heading; empty for none.
    pub title: String,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// A notice in the index.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The name of the register.
    pub title: String,
    /// The language of the entry where it is not the index's.
    pub lang: Option<Lang>,
    /// Who keeps it.
    pub controller: String,
    /// The page.
    pub href: Address,
    /// What kind of document it is.
    pub kind: String,
    /// When it was updated, with its label.
    pub updated: Option<Fact>,
    /// A sentence or two; may be empty.
    pub summary: String,
}
