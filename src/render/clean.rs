//! What of a text may be shown: characters that no reader sees but that change what is seen are made visible.
//! Never drops a character in silence; only the carriage return of a Windows line end goes, since it says nothing.

use crate::document::is_bidi;
use std::borrow::Cow;

/// What stands for a character that may not be shown.
pub const REPLACEMENT: char = '\u{fffd}';

/// Whether a character may not reach a page as it is: controls other than line feed and tab, marks that change the direction of the text
/// around them, and code points that are no characters.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_bidi(c) || matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32 & 0xfffe) == 0xfffe
}

/// `text` as pages show it: hidden characters become U+FFFD, CRLF becomes a line feed.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n");
    Cow::Owned(lines.chars().map(|c| if is_hidden(c) { REPLACEMENT } else { c }).collect())
}

/// Whether `text` shows nothing but blanks. A hidden character is shown, so it is none.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    clean(text).trim().is_empty()
}
