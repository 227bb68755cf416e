//! What a mended text changes: as one replacement, and as a unified diff for people. Never changes a text.

use crate::diagnostic::{Edit, Fix, Skeleton};
use crate::source::Span;
use similar::TextDiff;

/// A skeleton as the one replacement it comes to in a text; none where nothing can be written in.
#[must_use]
pub fn edits(text: &str, skeleton: &Skeleton) -> Vec<Edit> {
    let fix = Fix { safe: false, edits: Vec::new(), skeleton: Some(skeleton.clone()) };
    let Some(mended) = super::apply(text, &[&fix]) else { return Vec::new() };
    let mut start = text.bytes().zip(mended.bytes()).take_while(|(a, b)| a == b).count();
    while !text.is_char_boundary(start) || !mended.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = text[start..].bytes().rev().zip(mended[start..].bytes().rev()).take_while(|(a, b)| a == b).count();
    while !text.is_char_boundary(text.len() - end) || !mended.is_char_boundary(mended.len() - end) {
        end -= 1;
    }
    vec![Edit { span: Span::new(start, text.len() - end), text: mended[start..mended.len() - end].to_string() }]
}

/// A unified diff with three lines around each change. `name` is that of the file.
#[must_use]
pub fn unified(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(3).header(name, name).to_string()
}
