//! Mends the text of a notice: replacements, and keys and tables written in with placeholders, comments and layout kept; and the whole in order.
//! Never decides what is wrong, never touches the disk, never gives a text that cannot be read again.

mod diff;
mod format;
mod skeleton;

pub use diff::{edits, unified};
pub use format::{Broken, formatted};

use crate::diagnostic::{Edit, Fix};
use toml_edit::DocumentMut;

/// The text with the fixes applied: first replacements (one that overlaps an earlier one waits for the next round), then skeletons.
/// `None` where nothing changes, where a character of the text was lost, or where the result could not be read again.
#[must_use]
pub fn apply(text: &str, fixes: &[&Fix]) -> Option<String> {
    // What was lost in reading must not be written over what is there.
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    let mut replacements: Vec<&Edit> = Vec::new();
    for fix in fixes {
        let free = |edit: &Edit| replacements.iter().all(|other| edit.span.end <= other.span.start || other.span.end <= edit.span.start);
        let within = |edit: &Edit| text.is_char_boundary(edit.span.start as usize) && text.is_char_boundary(edit.span.end as usize);
        if fix.edits.iter().all(|edit| free(edit) && within(edit)) {
            replacements.extend(&fix.edits);
        }
    }
    replacements.sort_by_key(|edit| edit.span.start);
    let mut mended = text.to_string();
    for edit in replacements.iter().rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    let skeletons = fixes.iter().filter_map(|fix| fix.skeleton.as_ref());
    let mut document: Option<DocumentMut> = None;
    for skeleton in skeletons {
        let document = match &mut document {
            Some(document) => document,
            None => document.insert(mended.parse().ok()?),
        };
        skeleton::write(document, skeleton);
    }
    if let Some(document) = document {
        mended = like(text, document.to_string());
    }
    (mended != text && toml::from_str::<toml::Table>(mended.trim_start_matches('\u{feff}')).is_ok()).then_some(mended)
}

/// With the line ends and the mark at the start that the text has.
fn like(text: &str, mended: String) -> String {
    let windows = text.contains("\r\n") && !text.replace("\r\n", "").contains('\n');
    let mended = if windows { mended.replace("\r\n", "\n").replace('\n', "\r\n") } else { mended };
    if text.starts_with('\u{feff}') && !mended.starts_with('\u{feff}') { format!("\u{feff}{mended}") } else { mended }
}
