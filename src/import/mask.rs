//! Personal identity codes are hidden before anything else is read: they are never copied out. Never changes the length of a text.

use std::ops::Range;

/// Places of what has the form of a Finnish personal identity code, whether or not its check character is right: six figures that are a day, a sign
/// of the century, three figures and a character (law: decree 128/2010 and its amendments of 2023).
#[must_use]
pub fn codes(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 11 <= bytes.len() {
        if is_code(&bytes[at..at + 11]) && apart(bytes.get(at.wrapping_sub(1))) && apart(bytes.get(at + 11)) {
            found.push(at..at + 11);
            at += 11;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a neighbouring byte does not belong to the same word.
fn apart(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80)
}

fn is_code(code: &[u8]) -> bool {
    let two = |at: usize| u32::from(code[at] - b'0') * 10 + u32::from(code[at + 1] - b'0');
    let figures = code[..6].iter().chain(&code[7..10]).all(u8::is_ascii_digit);
    figures
        && (1..=31).contains(&two(0))
        && (1..=12).contains(&two(2))
        && matches!(code[6], b'+' | b'-' | b'A'..=b'F' | b'a'..=b'f' | b'U'..=b'Y' | b'u'..=b'y')
        && code[10].is_ascii_alphanumeric()
        && !matches!(code[10].to_ascii_uppercase(), b'G' | b'I' | b'O' | b'Q' | b'Z')
}

/// Puts asterisks over every code; gives their places.
pub fn mask(text: &mut String) -> Vec<Range<usize>> {
    let found = codes(text);
    if !found.is_empty() {
        let mut bytes = std::mem::take(text).into_bytes();
        for place in &found {
            bytes[place.clone()].fill(b'*');
        }
        *text = String::from_utf8(bytes).unwrap_or_default();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn codes_are_hidden_and_nothing_else() {
        let mut text = "Tunnus 131052-308T, vanha 010100+123D; y-tunnus 9000000-3, puh. 040-4133597, 990199-1234".to_string();
        assert_eq!(mask(&mut text).len(), 2);
        assert_eq!(text, "Tunnus ***********, vanha ***********; y-tunnus 9000000-3, puh. 040-4133597, 990199-1234");
        let mut inside = "x131052-308T 131052-308Tä".to_string();
        assert_eq!(mask(&mut inside).len(), 0);
    }
}
