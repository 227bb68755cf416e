//! Links on paper: which need their address shown, and the number each address gets.
//! Never lists a place in the page itself: a reader of paper has its page number.

use crate::document::Href;
use std::collections::HashMap;

/// The addresses in the order of their first link.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Off where the style says so.
    pub(super) on: bool,
    pub(super) addresses: Vec<Href>,
    /// The number of each address; only asked, never walked through, so its order does not matter.
    numbers: HashMap<String, usize>,
}

impl Links {
    pub(super) fn new(on: bool) -> Self {
        Self { on, ..Self::default() }
    }

    /// The number to print after a link that shows `text`; `None` where the text is the address.
    pub(super) fn note(&mut self, href: &Href, text: &str) -> Option<usize> {
        if !self.on || text.trim().is_empty() || href.as_str().starts_with('#') || is_address(href.as_str(), text.trim()) {
            return None;
        }
        if let Some(number) = self.numbers.get(href.as_str()) {
            return Some(*number);
        }
        self.addresses.push(href.clone());
        self.numbers.insert(href.as_str().to_string(), self.addresses.len());
        Some(self.addresses.len())
    }
}

/// The address as people write it: without the scheme of e-mail and telephone.
pub(super) fn shown(address: &str) -> &str {
    ["mailto:", "tel:"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address)
}

/// Whether `text` says the address itself.
fn is_address(address: &str, text: &str) -> bool {
    if let Some(number) = address.strip_prefix("tel:") {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        return !text.is_empty() && text.chars().all(|c| !c.is_alphabetic()) && digits(text) == digits(number);
    }
    let bare = |text: &str| {
        let lower = text.to_lowercase();
        let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| lower.strip_prefix(scheme)).unwrap_or(&lower);
        rest.trim_end_matches('/').to_string()
    };
    bare(address) == bare(text)
}
