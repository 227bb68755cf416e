//! What a sign at the door says in one language: a first layer that leads to the whole (Art. 12(1) GDPR; WP 260, point 38).
//! Never says what the page does not, and never knows how large a sheet is.

use super::model::Block;
use crate::lang::Lang;
use serde::Serialize;

/// A sign in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sign {
    /// Its language.
    pub lang: Lang,
    /// Whether there are cameras: the sign then shows one.
    pub camera: bool,
    /// What it is about, in large letters.
    pub headline: String,
    /// The register.
    pub register: String,
    /// Draft or withdrawn.
    pub banners: Vec<String>,
    /// Who, what for, on what basis, how long, which rights, what people would not expect: those the notice tells.
    pub rows: Vec<SignRow>,
    /// Over the address of the whole notice.
    pub whole: String,
    /// How to get there.
    pub scan: String,
}

/// A label with what is said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignRow {
    /// `controller`, `purposes`, `legal-basis`, `retention`, `rights` or `notable`.
    pub topic: &'static str,
    /// The label.
    pub label: String,
    /// What is said, without links: paper has none.
    pub blocks: Vec<Block>,
}
