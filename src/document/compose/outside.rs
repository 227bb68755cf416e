//! Prose that stands outside a page of its own: in a feed, over and under the pages of a site.
//! Never holds a sentence, never knows a notice.

use super::said::{flatten, from_prose};
use crate::document::model::Block;
use crate::document::passages::plain;
use crate::lang::Lang;
use crate::prose;

/// `CommonMark` as blocks; `lang` where it is not the page's.
#[must_use]
pub fn blocks(text: &str, lang: Option<Lang>) -> Vec<Block> {
    prose::blocks(text).into_iter().map(|block| from_prose(block, lang)).collect()
}

/// `CommonMark` as one plain line.
#[must_use]
pub fn line(text: &str) -> String {
    let mut out = Vec::new();
    flatten(blocks(text, None), &mut out);
    plain(&out)
}
