//! What the codes of a font in a PDF stand for, by the table it brings (`ToUnicode`). Reads what writers of such tables really write, compact or
//! spaced. Never draws, never unpacks: it is given the table as text.

use std::collections::BTreeMap;

/// The most codes of one table.
const CODES: usize = 70_000;

/// A table of codes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What a code of some bytes stands for.
    codes: BTreeMap<(usize, u32), String>,
    /// The first and last code of each range of codes, with how many bytes they have.
    spaces: Vec<(usize, u32, u32)>,
}

/// What a table is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// The figures between angles.
    Hex(&'a [u8]),
    Open,
    Close,
    Word(&'a [u8]),
}

fn tokens(text: &[u8]) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() && out.len() < CODES * 3 {
        match text[at] {
            b'<' if text.get(at + 1) != Some(&b'<') => {
                let end = text[at..].iter().position(|b| *b == b'>').map_or(text.len(), |end| at + end);
                out.push(Token::Hex(&text[at + 1..end]));
                at = end + 1;
            }
            b'[' => {
                out.push(Token::Open);
                at += 1;
            }
            b']' => {
                out.push(Token::Close);
                at += 1;
            }
            b if b.is_ascii_alphanumeric() => {
                let end = text[at..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(text.len(), |end| at + end);
                out.push(Token::Word(&text[at..end]));
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

/// The bytes that figures stand for.
fn bytes(hex: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = hex.iter().filter_map(|b| char::from(*b).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// A code and how many bytes it has.
fn code(hex: &[u8]) -> Option<(usize, u32)> {
    let bytes = bytes(hex);
    (1..=4).contains(&bytes.len()).then(|| (bytes.len(), bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))))
}

fn units(hex: &[u8]) -> Vec<u16> {
    bytes(hex).chunks(2).map(|pair| if pair.len() == 2 { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from(pair[0]) }).collect()
}

/// Reads a table; none where it tells of no code.
#[must_use]
pub fn read(text: &[u8]) -> Option<Table> {
    let tokens = tokens(text);
    let mut table = Table::default();
    let mut at = 0;
    while at < tokens.len() {
        let Token::Word(word) = tokens[at] else {
            at += 1;
            continue;
        };
        at += 1;
        match word {
            b"begincodespacerange" => {
                while let (Some(Token::Hex(from)), Some(Token::Hex(to))) = (tokens.get(at), tokens.get(at + 1)) {
                    if let (Some((length, from)), Some((_, to))) = (code(from), code(to)) {
                        table.spaces.push((length, from, to));
                    }
                    at += 2;
                }
            }
            b"beginbfchar" => {
                while let (Some(Token::Hex(from)), Some(Token::Hex(to))) = (tokens.get(at), tokens.get(at + 1)) {
                    if let Some(code) = code(from) {
                        table.put(code, &units(to));
                    }
                    at += 2;
                }
            }
            b"beginbfrange" => {
                while let (Some(Token::Hex(from)), Some(Token::Hex(to))) = (tokens.get(at), tokens.get(at + 1)) {
                    let (Some((length, from)), Some((_, to))) = (code(from), code(to)) else { break };
                    at = table.range(length, from, to, &tokens, at + 2);
                }
            }
            _ => {}
        }
    }
    (!table.codes.is_empty()).then_some(table)
}

impl Table {
    fn put(&mut self, code: (usize, u32), units: &[u16]) {
        if self.codes.len() < CODES {
            self.codes.insert(code, String::from_utf16_lossy(units));
        }
    }

    /// One range: from a code on, or each code by itself. Returns where the next begins.
    fn range(&mut self, length: usize, from: u32, to: u32, tokens: &[Token<'_>], at: usize) -> usize {
        match tokens.get(at) {
            Some(Token::Hex(first)) => {
                let mut units = units(first);
                for code in (from..=to).take(CODES) {
                    self.put((length, code), &units);
                    if let Some(last) = units.last_mut() {
                        *last = last.wrapping_add(1);
                    }
                }
                at + 1
            }
            Some(Token::Open) => {
                let mut next = at + 1;
                let mut code = from;
                while let Some(Token::Hex(one)) = tokens.get(next) {
                    self.put((length, code), &units(one));
                    code = code.wrapping_add(1);
                    next += 1;
                }
                next + 1
            }
            _ => at,
        }
    }

    /// What bytes of a string stand for. A code that the table does not tell is left out.
    pub fn write(&self, bytes: &[u8], out: &mut String) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let value = |length: usize| rest[..length].iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
            let fits = |length: &usize| {
                let code = value(*length);
                self.codes.contains_key(&(*length, code)) || self.spaces.iter().any(|(own, from, to)| own == length && (*from..=*to).contains(&code))
            };
            let length = (1..=rest.len().min(4)).find(fits).unwrap_or(1);
            if let Some(text) = self.codes.get(&(length, value(length))) {
                out.push_str(text);
            }
            rest = &rest[length..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(table: &str, bytes: &[u8]) -> String {
        let mut out = String::new();
        read(table.as_bytes()).expect("a table").write(bytes, &mut out);
        out
    }

    #[test]
    fn compact_tables_are_read() {
        let table =
            "begincmap/CMapName/U def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n1 beginbfrange\n<5E> <60> [<0048><00E4><00660069>]\nendbfrange";
        assert_eq!(shown(table, &[0x5E, 0x5F, 0x60, 0x61]), "Häfi", "a code that is not told is left out");
    }

    #[test]
    fn codes_of_two_bytes_and_runs_are_read() {
        let table = "1 begincodespacerange <0000><FFFF> endcodespacerange 2 beginbfchar <0003><0020> <0010><D83DDE00> endbfchar 1 beginbfrange<0024><0026><0041>endbfrange";
        assert_eq!(shown(table, &[0, 0x24, 0, 0x26, 0, 3, 0, 0x10]), "AC \u{1F600}");
        assert_eq!(read(b"no table at all"), None);
    }
}
