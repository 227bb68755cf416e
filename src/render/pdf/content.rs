//! The content of a page in fewer words: text that follows text needs no new beginning, and a line no coordinates but the way from the last.
//! Never changes a glyph, a place (beyond a two-hundredth of a point) or a colour; what it does not know it copies.

use std::fmt::Write as _;

/// A word of a content stream.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'b> {
    /// A number, a name, an operator, or a bracket.
    Word(&'b [u8]),
    /// A string with its brackets, written either way.
    Text(&'b [u8]),
    /// A dictionary with its brackets.
    Dictionary(&'b [u8]),
}

/// The state of the page at its outermost level, as far as it was written.
#[derive(Default, Clone, Copy)]
struct State<'b> {
    /// Whether text may go on where it was.
    inside: bool,
    /// The place of the last line in hundredths of a point.
    at: (i64, i64),
    color: Option<[&'b [u8]; 4]>,
    font: Option<[&'b [u8]; 2]>,
}

/// The content made shorter; `None` where it is not read.
pub(super) fn shortened(content: &[u8]) -> Option<Vec<u8>> {
    let tokens = tokens(content)?;
    let mut out = Vec::with_capacity(content.len() / 2);
    let mut state = State::default();
    let mut at = 0;
    while at < tokens.len() {
        let marked = marking(&tokens[at..]);
        let length = if marked > 1 { section(&tokens[at..])? } else { block(&tokens[at..]) };
        let part = &tokens[at..at + length];
        at += length;
        // Marked content stands in a text with its end, or outside with both.
        if let Some((body, next)) = texts(part, marked, &state) {
            if !state.inside {
                write(&mut out, Token::Word(b"BT"));
            }
            part[..marked].iter().for_each(|token| write(&mut out, *token));
            separate(&mut out, body.first().is_some_and(|byte| !matches!(byte, b'/' | b'(' | b'[')));
            out.extend_from_slice(&body);
            write(&mut out, Token::Word(b"EMC"));
            state = next;
            continue;
        }
        if state.inside {
            write(&mut out, Token::Word(b"ET"));
            state.inside = false;
        }
        part.iter().for_each(|token| write(&mut out, *token));
    }
    if state.inside {
        write(&mut out, Token::Word(b"ET"));
    }
    Some(out)
}

/// Marked content that is nothing but text, written shorter.
fn texts<'b>(part: &[Token<'b>], marked: usize, state: &State<'b>) -> Option<(Vec<u8>, State<'b>)> {
    let inner = part.get(marked..part.len().checked_sub(1)?).filter(|_| marked > 1)?;
    let (mut body, mut next) = (Vec::new(), State { inside: true, at: if state.inside { state.at } else { (0, 0) }, ..*state });
    let mut at = 0;
    while at < inner.len() {
        at += shown(&inner[at..], &mut body, &mut next)?;
    }
    Some((body, next))
}

/// The length of marked content with its beginning and end.
fn section(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Word(b"BDC" | b"BMC") => depth += 1,
            Token::Word(b"EMC") => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(n + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of an operation that begins or ends marked content; 0 where another begins.
fn marking(tokens: &[Token<'_>]) -> usize {
    match tokens {
        [Token::Word(b"EMC"), ..] => 1,
        [Token::Word(_), Token::Dictionary(_), Token::Word(b"BDC"), ..] => 3,
        [Token::Word(_), Token::Word(b"BMC"), ..] => 2,
        _ => 0,
    }
}

/// The length of what is copied as one: from `q` to its `Q`, or a single word.
fn block(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Word(b"q") => depth += 1,
            Token::Word(b"Q") => depth -= 1,
            _ => {}
        }
        if depth <= 0 {
            return n + 1;
        }
    }
    tokens.len()
}

/// A text as krilla writes one, written shorter: how many tokens it was.
fn shown<'b>(tokens: &[Token<'b>], out: &mut Vec<u8>, state: &mut State<'b>) -> Option<usize> {
    let word = |at: usize| match tokens.get(at) {
        Some(Token::Word(word)) => Some(*word),
        _ => None,
    };
    let is = |at: usize, what: &[u8]| word(at) == Some(what);
    let head = [&b"q"[..], b"1", b"0", b"0", b"-1", b"0"];
    // q 1 0 0 -1 0 HEIGHT cm /SPACE cs R G B scn BT 0 Tr
    let begins = head.iter().enumerate().all(|(n, what)| is(n, what)) && is(7, b"cm") && is(9, b"cs") && is(13, b"scn") && is(14, b"BT") && is(15, b"0");
    if !(begins && is(16, b"Tr")) {
        return None;
    }
    let height = number(word(6)?)?;
    let color = [word(8)?, word(10)?, word(11)?, word(12)?];
    let mut body = Vec::new();
    let mut next = State { color: Some(color), ..*state };
    let mut at = 17;
    loop {
        match &tokens[at..] {
            [Token::Word(font), Token::Word(size), Token::Word(b"Tf"), ..] => {
                if next.font != Some([font, size]) {
                    tokens[at..at + 3].iter().for_each(|token| write(&mut body, *token));
                    next.font = Some([font, size]);
                }
                at += 3;
            }
            [Token::Word(b"1"), Token::Word(b"0"), Token::Word(b"0"), Token::Word(b"-1"), Token::Word(x), Token::Word(y), Token::Word(b"Tm"), ..] => {
                let place = (hundredths(number(x)?)?, hundredths(height - number(y)?)?);
                let way = (place.0 - next.at.0, place.1 - next.at.1);
                let mut text = String::new();
                let _ = write!(text, "{} {} Td", Short(way.0), Short(way.1));
                separate(&mut body, true);
                body.extend_from_slice(text.as_bytes());
                next.at = place;
                at += 7;
            }
            [Token::Word(b"0"), Token::Word(b"Tr"), ..] => at += 2,
            [text @ Token::Text(_), show @ Token::Word(b"Tj"), ..] => {
                write(&mut body, *text);
                write(&mut body, *show);
                at += 2;
            }
            [Token::Word(b"["), ..] => {
                let length = tokens[at..].iter().position(|token| *token == Token::Word(b"TJ"))? + 1;
                tokens[at..at + length].iter().for_each(|token| write(&mut body, *token));
                at += length;
            }
            [Token::Word(b"ET"), Token::Word(b"Q"), ..] => {
                at += 2;
                break;
            }
            rest if marking(rest) > 0 => {
                let length = marking(rest);
                rest[..length].iter().for_each(|token| write(&mut body, *token));
                at += length;
            }
            _ => return None,
        }
    }
    if state.color != Some(color) {
        if state.color.map(|old| old[0]) != Some(color[0]) {
            [Token::Word(color[0]), Token::Word(b"cs")].into_iter().for_each(|token| write(out, token));
        }
        color[1..].iter().for_each(|part| write(out, Token::Word(part)));
        write(out, Token::Word(b"scn"));
    }
    separate(out, body.first().is_some_and(|byte| !matches!(byte, b'/' | b'(' | b'[')));
    out.extend_from_slice(&body);
    *state = next;
    Some(at)
}

/// Hundredths as a number is written: without what says nothing.
struct Short(i64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, value) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (value / 100, value % 100) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (0, part) if part % 10 == 0 => write!(f, "{sign}.{}", part / 10),
            (0, part) => write!(f, "{sign}.{part:02}"),
            (whole, part) if part % 10 == 0 => write!(f, "{sign}{whole}.{}", part / 10),
            (whole, part) => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

fn number(word: &[u8]) -> Option<f64> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

fn hundredths(value: f64) -> Option<i64> {
    value.is_finite().then(|| (value * 100.0).round() as i64)
}

/// Writes a token, parted from the one before where it must be. Strings are written byte by byte.
fn write(out: &mut Vec<u8>, token: Token<'_>) {
    match token {
        Token::Word(word) => {
            separate(out, !word.first().is_some_and(|byte| matches!(byte, b'/' | b'[' | b']')));
            out.extend_from_slice(word);
        }
        Token::Dictionary(bytes) => out.extend_from_slice(bytes),
        Token::Text(bytes) => {
            out.push(b'(');
            for byte in plain(bytes) {
                match byte {
                    b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                    // An end of line would be read as another one.
                    b'\r' => out.extend_from_slice(b"\\r"),
                    _ => out.push(byte),
                }
            }
            out.push(b')');
        }
    }
}

/// A space where two words would run together.
fn separate(out: &mut Vec<u8>, word: bool) {
    if word && out.last().is_some_and(|byte| !matches!(byte, b' ' | b'\n' | b'[' | b']' | b'(' | b')' | b'>')) {
        out.push(b' ');
    }
}

/// The bytes a string stands for.
fn plain(text: &[u8]) -> Vec<u8> {
    let inner = &text[1..text.len() - 1];
    if text[0] == b'<' {
        let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or(0) as u8;
        return inner.chunks(2).map(|pair| digit(pair[0]) * 16 + pair.get(1).map_or(0, |low| digit(*low))).collect();
    }
    let mut out = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(byte) = inner.get(at) {
        at += 1;
        if *byte != b'\\' {
            out.push(*byte);
            continue;
        }
        let octal = inner[at..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        if octal > 0 {
            out.push(inner[at..at + octal].iter().fold(0_u8, |value, byte| value.wrapping_mul(8).wrapping_add(byte - b'0')));
            at += octal;
            continue;
        }
        out.push(match inner.get(at) {
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(other) => *other,
            None => break,
        });
        at += 1;
    }
    out
}

fn tokens(content: &[u8]) -> Option<Vec<Token<'_>>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        let from = at;
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            b'[' | b']' => {
                at += 1;
                out.push(Token::Word(&content[from..at]));
            }
            b'(' => {
                at = string_end(content, at)?;
                out.push(Token::Text(&content[from..at]));
            }
            b'<' if content.get(at + 1) == Some(&b'<') => {
                at = dictionary_end(content, at)?;
                out.push(Token::Dictionary(&content[from..at]));
            }
            b'<' => {
                at += content[at..].iter().position(|byte| *byte == b'>')? + 1;
                out.push(Token::Text(&content[from..at]));
            }
            _ => {
                at += 1;
                let ends = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'[' | b']' | b'(' | b'<' | b'/');
                at += content[at..].iter().position(ends).unwrap_or(content.len() - at);
                out.push(Token::Word(&content[from..at]));
            }
        }
    }
    Some(out)
}

/// The end of a string in parentheses, which may stand in each other.
fn string_end(content: &[u8], from: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, from);
    loop {
        match content.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

fn dictionary_end(content: &[u8], from: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, from);
    loop {
        match content.get(at)? {
            b'(' => {
                at = string_end(content, at)?;
                continue;
            }
            b'<' if content.get(at + 1) == Some(&b'<') => {
                depth += 1;
                at += 2;
            }
            b'>' if content.get(at + 1) == Some(&b'>') => {
                depth -= 1;
                at += 2;
            }
            _ => at += 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
}
