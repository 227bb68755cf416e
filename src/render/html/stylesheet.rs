//! The style sheet as it stands in a page, with the hash the page's policy names it by.
//! Never lets a style sheet end its element.

use super::scope;
use crate::render::clean::is_hidden;
use crate::render::markup::Markup;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// A style sheet ready to be put into pages.
pub(in crate::render) struct Stylesheet {
    markup: Markup,
    source: String,
    scoped: OnceLock<String>,
}

impl Stylesheet {
    /// Reads a style sheet. A page's parser turns CRLF into LF before anything is hashed, so it is done here too; blank lines at the end go,
    /// since page checkers differ in hashing them.
    pub(in crate::render) fn new(text: &str) -> Result<Self, String> {
        let text = text.replace("\r\n", "\n").trim().to_string();
        if text.contains("</") || text.contains("<!--") {
            return Err("a style sheet cannot hold `</` or `<!--`: they would end it inside a page".to_string());
        }
        if let Some(c) = text.chars().find(|&c| is_hidden(c)) {
            return Err(format!("a style sheet cannot hold the character U+{:04X}", c as u32));
        }
        let source = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
        Ok(Self { markup: Markup::vouch(text), source, scoped: OnceLock::new() })
    }

    /// The text.
    pub(in crate::render) fn text(&self) -> &str {
        self.markup.as_str()
    }

    /// The content of a `style` element.
    pub(in crate::render) fn markup(&self) -> &Markup {
        &self.markup
    }

    /// The style sheet bound to the element with an id.
    pub(in crate::render) fn scoped(&self, id: &str) -> String {
        let scoped = self.scoped.get_or_init(|| scope::scoped(self.text()));
        scoped.replace(scope::SCOPE, &format!("#{id}#{id}"))
    }

    /// The source expression that allows exactly this style sheet.
    pub(in crate::render) fn source(&self) -> &str {
        &self.source
    }
}
