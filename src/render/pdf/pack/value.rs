//! The values of a PDF file: read from what the writer wrote, written with no byte too many.
//! Never reads a stream; only what stands before its bytes.

use std::borrow::Cow;

/// How deep values may stand in each other.
const DEEPEST: usize = 40;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'b> {
    /// A number, a name with its slash, `true`, `false` or `null`.
    Word(Cow<'b, [u8]>),
    /// The bytes a string stands for.
    Text(Cow<'b, [u8]>),
    /// The object of this number.
    Ref(usize),
    List(Vec<Value<'b>>),
    /// Names without their slashes, in the order of the file.
    Map(Vec<Entry<'b>>),
}

/// A key of a dictionary with its value.
pub(super) type Entry<'b> = (Cow<'b, [u8]>, Value<'b>);

impl<'b> Value<'b> {
    /// A value and nothing after it.
    pub(super) fn read(bytes: &'b [u8]) -> Option<Self> {
        let mut reader = Reader { bytes, at: 0 };
        let value = reader.value(0)?;
        reader.space();
        (reader.at == bytes.len()).then_some(value)
    }

    pub(super) fn word(word: &'b str) -> Self {
        Self::Word(Cow::Borrowed(word.as_bytes()))
    }

    pub(super) fn number(number: f64) -> Self {
        Self::Word(Cow::Owned(short(number).into_bytes()))
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value<'b>> {
        self.map()?.iter().find(|(own, _)| **own == *key.as_bytes()).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Value<'b>> {
        match self {
            Self::Map(map) => map.iter_mut().find(|(own, _)| **own == *key.as_bytes()).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Takes an entry out of a dictionary.
    pub(super) fn remove(&mut self, key: &str) -> Option<Value<'b>> {
        match self {
            Self::Map(map) => map.iter().position(|(own, _)| **own == *key.as_bytes()).map(|at| map.remove(at).1),
            _ => None,
        }
    }

    /// Sets an entry of a dictionary.
    pub(super) fn set(&mut self, key: &'b str, value: Value<'b>) {
        match self.get_mut(key) {
            Some(old) => *old = value,
            None => {
                if let Self::Map(map) = self {
                    map.push((Cow::Borrowed(key.as_bytes()), value));
                }
            }
        }
    }

    pub(super) fn map(&self) -> Option<&[Entry<'b>]> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Value<'b>]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn reference(&self) -> Option<usize> {
        match self {
            Self::Ref(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Word(word) => std::str::from_utf8(word).ok()?.parse().ok(),
            _ => None,
        }
    }

    /// Whether it is this name.
    pub(super) fn is(&self, name: &str) -> bool {
        matches!(self, Self::Word(word) if **word == *name.as_bytes())
    }

    /// Calls for every reference in it.
    pub(super) fn references(&self, call: &mut dyn FnMut(usize)) {
        match self {
            Self::Ref(number) => call(*number),
            Self::List(list) => list.iter().for_each(|value| value.references(call)),
            Self::Map(map) => map.iter().for_each(|(_, value)| value.references(call)),
            Self::Word(_) | Self::Text(_) => {}
        }
    }

    /// Writes it; `number` is the number an object has now.
    pub(super) fn write(&self, out: &mut Vec<u8>, number: &dyn Fn(usize) -> usize) {
        match self {
            Self::Word(word) => {
                apart(out, word.first() != Some(&b'/'));
                out.extend_from_slice(word);
            }
            Self::Text(text) => string(text, out),
            Self::Ref(old) => {
                apart(out, true);
                out.extend_from_slice(format!("{} 0 R", number(*old)).as_bytes());
            }
            Self::List(list) => {
                out.push(b'[');
                list.iter().for_each(|value| value.write(out, number));
                out.push(b']');
            }
            Self::Map(map) => {
                out.extend_from_slice(b"<<");
                for (key, value) in map {
                    out.push(b'/');
                    out.extend_from_slice(key);
                    value.write(out, number);
                }
                out.extend_from_slice(b">>");
            }
        }
    }
}

/// A space where two words would run together.
fn apart(out: &mut Vec<u8>, word: bool) {
    if word && out.last().is_some_and(|byte| !matches!(byte, b' ' | b'\n' | b'[' | b']' | b'(' | b')' | b'<' | b'>')) {
        out.push(b' ');
    }
}

/// A string with its brackets, byte by byte.
pub(super) fn string(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            // An end of line would be read as another one.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

/// A number to two decimals in as few characters as it takes.
pub(super) fn short(number: f64) -> String {
    hundredths((number * 100.0).round() as i64)
}

/// Hundredths as a number is written.
pub(super) fn hundredths(value: i64) -> String {
    let (sign, value) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
    match (value / 100, value % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, part) if part % 10 == 0 => format!("{sign}.{}", part / 10),
        (0, part) => format!("{sign}.{part:02}"),
        (whole, part) if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        (whole, part) => format!("{sign}{whole}.{part:02}"),
    }
}

/// Where the string that begins at `from` ends: parentheses may stand in each other.
pub(super) fn string_end(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, from);
    loop {
        match bytes.get(at)? {
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

/// The bytes a string stands for; it has its brackets.
pub(super) fn plain(text: &[u8]) -> Cow<'_, [u8]> {
    let inner = &text[1..text.len() - 1];
    if text[0] == b'<' {
        let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or(0) as u8;
        return inner.chunks(2).map(|pair| digit(pair[0]) * 16 + pair.get(1).map_or(0, |low| digit(*low))).collect();
    }
    if !inner.contains(&b'\\') {
        return Cow::Borrowed(inner);
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
    Cow::Owned(out)
}

/// A text in Unicode as one of a byte a letter, where every letter has such a byte.
pub(super) fn narrow(text: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let Some(units) = text.strip_prefix(&[0xfe, 0xff]) else { return text };
    let byte = |pair: &[u8]| match (u16::from(*pair.first()?) << 8) | u16::from(*pair.get(1)?) {
        // What the two encodings share.
        unit @ (0x20..=0x7e | 0xa1..=0xac | 0xae..=0xff) => u8::try_from(unit).ok(),
        0x2013 => Some(0x85),
        0x2014 => Some(0x84),
        0x2019 => Some(0x90),
        0x201d => Some(0x8e),
        0x2026 => Some(0x83),
        _ => None,
    };
    match units.chunks(2).map(byte).collect::<Option<Vec<u8>>>() {
        // Bytes that would be taken for the mark of Unicode.
        Some(bytes) if !bytes.starts_with(&[0xfe, 0xff]) && !bytes.starts_with(&[0xef, 0xbb, 0xbf]) => Cow::Owned(bytes),
        _ => text,
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value<'b>> {
        self.space();
        if depth > DEEPEST {
            return None;
        }
        let from = self.at;
        match (self.bytes.get(from)?, self.bytes.get(from + 1)) {
            (b'[', _) => {
                self.at += 1;
                let mut list = Vec::new();
                while !self.ends(b"]")? {
                    list.push(self.value(depth + 1)?);
                }
                Some(Value::List(list))
            }
            (b'<', Some(b'<')) => {
                self.at += 2;
                let mut map = Vec::new();
                while !self.ends(b">>")? {
                    let key = self.token().strip_prefix(b"/")?;
                    map.push((Cow::Borrowed(key), self.value(depth + 1)?));
                }
                Some(Value::Map(map))
            }
            (b'(', _) => {
                self.at = string_end(self.bytes, from)?;
                Some(Value::Text(narrow(plain(&self.bytes[from..self.at]))))
            }
            (b'<', _) => {
                self.at += self.bytes[from..].iter().position(|byte| *byte == b'>')? + 1;
                Some(Value::Text(narrow(plain(&self.bytes[from..self.at]))))
            }
            (b'0'..=b'9', _) => {
                let word = self.token();
                let after = self.at;
                self.space();
                if self.token() == b"0" {
                    self.space();
                    if self.token() == b"R" {
                        return Some(Value::Ref(std::str::from_utf8(word).ok()?.parse().ok()?));
                    }
                }
                self.at = after;
                Some(Value::Word(Cow::Borrowed(word)))
            }
            _ => Some(self.token()).filter(|word| !word.is_empty()).map(|word| Value::Word(Cow::Borrowed(word))),
        }
    }

    /// Whether a list or a dictionary ends here; its end is read.
    fn ends(&mut self, end: &[u8]) -> Option<bool> {
        self.space();
        let ends = self.bytes.get(self.at..)?.starts_with(end);
        self.at += if ends { end.len() } else { 0 };
        (ends || self.at < self.bytes.len()).then_some(ends)
    }

    fn token(&mut self) -> &'b [u8] {
        let from = self.at;
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b'(' | b')' | b'<' | b'>' | b'/');
        let rest = self.bytes.get(from + 1..).unwrap_or_default();
        self.at = (from + 1 + rest.iter().position(ends).unwrap_or(rest.len())).min(self.bytes.len());
        &self.bytes[from..self.at]
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, narrow, short};
    use std::borrow::Cow;

    #[test]
    fn what_is_read_is_written() {
        let text = b"<</A[1 0 R 2(a\\(\\\\b)]/B/Name/C<FEFF00E40041>/D<</E true>>/F[-1.5 .25]/G 12 0 R>>";
        let value = Value::read(text).expect("a value");
        let mut out = Vec::new();
        value.write(&mut out, &|number| number + 40);
        assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(b"<</A[41 0 R 2(a\\(\\\\b)]/B/Name/C(\xe4A)/D<</E true>>/F[-1.5 .25]/G 52 0 R>>"));
        assert!([&b"<<"[..], b"[1", b"(a", b"1 2", b"<</A>>"].into_iter().all(|text| Value::read(text).is_none()));
    }

    #[test]
    fn a_text_keeps_every_letter() {
        assert_eq!(&*narrow(Cow::Borrowed(b"\xfe\xff\x00a\x20\x13\x00\xe5")), b"a\x85\xe5");
        // Letters and signs that have no byte of their own, and no-break spaces.
        for wide in [&b"\xfe\xff\x04\x10"[..], b"\xfe\xff\x00\xa0", b"\xfe\xff\x00\xad", b"\xfe\xff\x00\xfe\x00\xff"] {
            assert_eq!(&*narrow(Cow::Borrowed(wide)), wide);
        }
    }

    #[test]
    fn numbers_are_short_and_right() {
        assert_eq!([0.0, 0.5, -0.5, 1.0, -10.04, 0.007, 12.345, -0.001].map(short), ["0", ".5", "-.5", "1", "-10.04", ".01", "12.35", "0"]);
    }
}
