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

/// Whether a byte of a text is sure to belong to a character that is not hidden: printable ASCII, or a letter such as ä. One look at each byte
/// spares nearly every text the look at each character.
#[must_use]
pub(super) fn is_plain(byte: u8) -> bool {
    // After 0xC3 to 0xC5 stand the letters U+00C0 to U+017F; the bytes 0x80 to 0xBF end a character whose first byte decides.
    matches!(byte, b'\n' | b'\t' | b' '..=b'~' | 0x80..=0xbf | 0xc3..=0xc5)
}

/// Where the first byte of a kind stands. Looks at a block of bytes at once, which is how nearly all of them are passed.
pub(super) fn first(bytes: &[u8], kind: impl Fn(u8) -> bool) -> Option<usize> {
    const BLOCK: usize = 32;
    let blocks = bytes.chunks(BLOCK).position(|block| block.iter().fold(false, |any, byte| any | kind(*byte)))?;
    let start = blocks * BLOCK;
    bytes[start..].iter().position(|byte| kind(*byte)).map(|ahead| start + ahead)
}

/// `text` as pages show it: hidden characters become U+FFFD, CRLF becomes a line feed.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if first(text.as_bytes(), |byte| !is_plain(byte)).is_none() || !text.chars().any(is_hidden) {
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

#[cfg(test)]
mod tests {
    use super::{is_hidden, is_plain};

    #[test]
    fn no_hidden_character_is_of_plain_bytes() {
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c)) {
            assert!(!c.to_string().bytes().all(is_plain), "U+{:04X}", c as u32);
        }
        assert!("Äiti söi öylätin å la carte šžÿ".bytes().all(is_plain));
    }
}
