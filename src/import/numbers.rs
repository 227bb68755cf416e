//! Numbers before headings: figures, letters and Roman numbers. Never looks at what stands around a line.

/// The number before a heading and the byte where its words begin: `1`, `1.`, `1)`, `1.1`, `I.`, `A.`, `§ 1`.
#[must_use]
pub fn numbering(text: &str) -> (Vec<u32>, usize) {
    let lead = text.len() - text.trim_start_matches(['§', ' ', '(']).len();
    let rest = &text[lead..];
    let figures = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    if figures > 0 && rest.starts_with(|c: char| c.is_ascii_digit()) {
        let number = rest[..figures].trim_end_matches('.');
        let parts: Option<Vec<u32>> = number.split('.').map(|part| part.parse().ok().filter(|n| *n < 100)).collect();
        let mut after = lead + figures;
        after += text[after..].len() - text[after..].trim_start_matches([')', ':', '.']).len();
        let tail = &text[after..];
        let words = tail.trim_start_matches([' ', '\t', '-', '–']);
        let stands = tail.len() > words.len() || (after > lead + number.len() && words.starts_with(char::is_alphabetic));
        return match parts {
            Some(parts) if parts.len() <= 4 && stands && words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '”' | '"' | '\'')) => {
                (parts, text.len() - words.len())
            }
            _ => (Vec::new(), 0),
        };
    }
    let word = rest.split_whitespace().next().unwrap_or_default();
    if let Some(letters) = word.strip_suffix(['.', ')', ':']) {
        let after = lead + word.len();
        let words = text[after..].trim_start();
        if !words.is_empty() && !letters.is_empty() {
            let roman = letters.len() <= 5 && letters.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
            let letter = letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
            if roman {
                return (vec![from_roman(letters)], text.len() - words.len());
            }
            if letter {
                let n = letters.to_lowercase().bytes().next().map_or(0, |b| u32::from(b.saturating_sub(b'a')) + 1);
                return (vec![n], text.len() - words.len());
            }
        }
    }
    (Vec::new(), 0)
}

fn from_roman(letters: &str) -> u32 {
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        _ => 10,
    };
    let bytes = letters.as_bytes();
    let mut sum = 0u32;
    for (at, b) in bytes.iter().enumerate() {
        let own = value(*b);
        if bytes.get(at + 1).is_some_and(|next| value(*next) > own) {
            sum = sum.saturating_sub(own);
        } else {
            sum += own;
        }
    }
    sum
}

/// Whether a line is such a number and nothing else.
#[must_use]
pub fn is_bare_number(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ')', ':']);
    let small = |part: &str| part.len() <= 2 && !part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty();
    bare.len() <= 5 && bare.split('.').all(small)
}
