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
    /// The same page in every language for machines, and the one for everybody else; full addresses where the site's own is known.
    pub translations: Vec<Translation>,
    /// The feed of changes in the page's language.
    pub feed: Option<Feed>,
    /// Other versions of the same notice.
    pub versions: Versions,
    /// What the site's own look puts around its pages.
    pub frame: Frame,
    /// A script file beside the pages; the policy allows one only where there is one.
    pub script: Option<Address>,
}

/// What the look of a site puts around its pages.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The logo in the bar.
    pub logo: Option<Logo>,
    /// What is said over each page.
    pub header: Vec<Block>,
    /// What is said under each page.
    pub footer: Vec<Block>,
    /// The style sheet that names the site's fonts; the policy allows fonts only where there is one.
    pub fonts: Option<Address>,
}

/// A logo.
#[derive(Debug, Clone, Serialize)]
pub struct Logo {
    /// The picture itself as a `data:` address.
    pub src: String,
    /// What it shows; empty where it says nothing that the page does not.
    pub alt: String,
}

/// A page in a language, for machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Translation {
    /// The language, or `x-default`.
    pub lang: String,
    /// A full address, or one relative to the page.
    pub href: String,
}

/// A feed.
#[derive(Debug, Clone, Serialize)]
pub struct Feed {
    /// What it is about.
    pub title: String,
    /// The file.
    pub href: Address,
}

/// Other versions of a notice, in its language where they have it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Versions {
    /// Heading of the earlier ones.
    pub title: String,
    /// The earlier ones, the latest first.
    pub earlier: Vec<Version>,
    /// The one in place of this one, with its label.
    pub newer: Option<Newer>,
}

/// The version in a notice's place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Newer {
    /// What it is ("Current notice").
    pub label: String,
    /// The version.
    pub version: Version,
}

/// A version of a notice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Version {
    /// Its name.
    pub title: String,
    /// Its language where it is not the page's.
    pub lang: Option<Lang>,
    /// When it was updated or in use, with the label.
    pub when: Option<Fact>,
    /// The page: an address within the site, or its full one where the text is to stand elsewhere.
    pub href: String,
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
    /// The main sections it has: a reader who came for one of them finds it in the other language too.
    #[serde(skip)]
    pub places: Vec<String>,
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
    /// Notices in use, grouped by the kind of their register.
    pub groups: Vec<Group>,
    /// Notices no longer in use; not shown when it has no entries.
    pub archive: Option<Group>,
    /// The words of the search, which a script brings to life.
    pub search: Option<Search>,
    /// The words the layout needs: `skip`, `languages`, `index`, `formats` are used.
    pub labels: Labels,
}

/// What the search of an index says.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// The label of its field.
    pub label: String,
    /// Said of one notice found.
    pub one: String,
    /// Said of several, with the hole `count`.
    pub many: String,
    /// Said when none is found.
    pub none: String,
}

/// A page that tells where another page is, or that there is none, in one or several languages.
#[derive(Debug, Clone)]
pub struct Signpost {
    /// What it says in each language, the page's own first.
    pub signs: Vec<Sign>,
    /// Where it leads by itself, for a page that moved.
    pub to: Option<Address>,
    /// The words the layout needs: `skip` and `index` are used.
    pub labels: Labels,
}

/// What a signpost says in a language.
#[derive(Debug, Clone, Serialize)]
pub struct Sign {
    /// The language.
    pub lang: Lang,
    /// The heading.
    pub title: String,
    /// What happened.
    pub text: String,
    /// What the link says.
    pub link: String,
    /// Where it leads.
    pub href: String,
}

/// Entries under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The place of the group in the page; empty for none.
    pub id: String,
    /// The heading; empty for none.
    pub title: String,
    /// What is said of all of them; empty for nothing.
    pub text: String,
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
