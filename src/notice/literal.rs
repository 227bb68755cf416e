//! From a place in a string's value back to the place in its literal: escapes and folded lines make them differ.
//! Never changes a text.

use std::ops::Range;

/// The bytes of the literal (quotes included) that say the bytes `range` of its value: from where the first begins to where the last ends.
#[must_use]
pub fn places(literal: &str, range: Range<usize>) -> Range<usize> {
    let start = place(literal, range.start);
    start..if range.is_empty() { start } else { end_of(literal, range.end).max(start) }
}

/// The byte in the literal (quotes included) at which byte `offset` of its value begins; the end of the value maps to the closing quotes.
#[must_use]
pub fn place(literal: &str, offset: usize) -> usize {
    let (basic, end) = (literal.starts_with('"'), literal.len().saturating_sub(quotes(literal)));
    let mut at = end_of(literal, offset);
    // A folded line right at the place gives nothing: the place is what comes after it.
    while at < end
        && basic
        && let (width, 0) = step(&literal[at..end], basic)
    {
        at += width;
    }
    at.min(end)
}

/// How many quotes open and close a literal.
fn quotes(literal: &str) -> usize {
    if literal.starts_with("\"\"\"") || literal.starts_with("'''") { 3 } else { 1 }
}

/// One past the byte in the literal where the byte before `offset` of its value ends.
fn end_of(literal: &str, offset: usize) -> usize {
    let quotes = quotes(literal);
    let basic = literal.starts_with('"');
    let mut at = quotes;
    if quotes == 3 {
        at += literal.get(3..).map_or(0, |rest| if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) });
    }
    let end = literal.len().saturating_sub(quotes);
    if !(basic && literal.contains('\\')) {
        return (at + offset).min(end);
    }
    let mut value = 0;
    while at < end && value < offset {
        let rest = &literal[at..end];
        let (width, made) = step(rest, basic);
        at += width;
        value += made;
    }
    at.min(end)
}

/// How many bytes of the literal come next, and how many bytes of the value they make.
fn step(rest: &str, basic: bool) -> (usize, usize) {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    if !basic || !rest.starts_with('\\') {
        return (first, first);
    }
    let hex = |digits: usize| {
        let made = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32).map_or(1, char::len_utf8);
        (2 + digits, made)
    };
    match rest.as_bytes().get(1) {
        Some(b'x') => hex(2),
        Some(b'u') => hex(4),
        Some(b'U') => hex(8),
        // A backslash at the end of a line folds it and all blank that follows into nothing.
        Some(b' ' | b'\t' | b'\n' | b'\r') => (1 + rest[1..].find(|c: char| !matches!(c, ' ' | '\t' | '\n' | '\r')).unwrap_or(rest.len() - 1), 0),
        _ => (2, 1),
    }
}
