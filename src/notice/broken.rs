//! What a syntax error most likely is, read from what stands there: a date in the Finnish way, curly quotation marks, text without any.
//! Never mends anything, and never holds words: each kind has a rule of family N.

use std::ops::Range;

/// A syntax error as people make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The kind of fault: `syntax`, or `syntax-` and what it is.
    pub kind: &'static str,
    /// Where it stands, in bytes: the written word where one is at fault.
    pub range: Range<usize>,
}

/// Words that people write for true and false.
const ANSWERS: [&str; 18] =
    ["true", "false", "kyllä", "joo", "ei", "tosi", "epätosi", "ja", "nej", "sant", "falskt", "yes", "no", "on", "off", "none", "null", "ok"];

/// What an error of the parser is; `range` is where the parser points, `message` what it says.
#[must_use]
pub fn recognise(text: &str, range: Range<usize>, message: &str) -> Broken {
    let at = range.start.min(text.len());
    let plain = |kind| Broken { kind, range: range.clone() };
    if !text.is_char_boundary(at) {
        return plain("syntax");
    }
    if message.starts_with("duplicate key") {
        return plain("syntax-twice");
    }
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1)..text[at..].find('\n').map_or(text.len(), |end| at + end);
    let word = word(text, at, &line);
    let written = &text[word.clone()];
    let value = ["string values must be quoted", "invalid boolean", "invalid float", "invalid integer", "invalid date", "unexpected leading zero"]
        .iter()
        .any(|start| message.starts_with(start));
    let open = ["invalid basic string, expected `\"`", "invalid literal string, expected", "invalid multi-line", "unclosed"];
    if written.contains(is_curly) || (message.starts_with(open[0]) && text[at.min(line.end)..line.end].contains(is_curly)) {
        return Broken { kind: "syntax-quotes", range: if written.is_empty() { range } else { word } };
    }
    if open.iter().any(|start| message.starts_with(start)) {
        return plain("syntax-unclosed");
    }
    if message.starts_with("invalid unquoted key") {
        return if written.is_empty() { plain("syntax") } else { Broken { kind: "syntax-key", range: word } };
    }
    if !value || written.is_empty() {
        return plain("syntax");
    }
    let kind = if is_date(written) || message.starts_with("invalid date") {
        "syntax-date"
    } else if ANSWERS.contains(&written.to_lowercase().as_str()) {
        "syntax-boolean"
    } else if written.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '(' | '@' | '/')) {
        "syntax-bare"
    } else {
        return plain("syntax");
    };
    Broken { kind, range: word }
}

fn is_curly(c: char) -> bool {
    matches!(c, '”' | '“' | '„' | '’' | '‘' | '‚' | '«' | '»' | '´')
}

/// The word at a place: what stands together up to a space or a mark of TOML.
fn word(text: &str, at: usize, line: &Range<usize>) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '=' | ',' | '[' | ']' | '{' | '}' | '#');
    let start = text[line.start..at].rfind(ends).map_or(line.start, |before| {
        let before = line.start + before;
        before + text[before..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at..line.end].find(ends).map_or(line.end, |after| at + after);
    start..end.max(start)
}

/// Whether a word is a date in some way of writing: two or three numbers between points, slashes or hyphens.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches('.').split(['.', '/', '-']).collect();
    (2..=3).contains(&parts.len()) && word.len() >= 4 && parts.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::notice::parse::parse;
    use crate::notice::tree::File;

    #[test]
    fn the_usual_mistakes_are_told_apart() {
        let cases = [
            ("a = 22.11.2026", "syntax-date", "22.11.2026"),
            ("a = 2026-11-31", "syntax-date", "2026-11-31"),
            ("a = 22/11/2026 # x", "syntax-date", "22/11/2026"),
            ("a = 22.11.", "syntax-date", "22.11."),
            ("a = ”Tampere”", "syntax-quotes", "”Tampere”"),
            ("a = [”b”]", "syntax-quotes", "”b”"),
            ("a = Tampere", "syntax-bare", "Tampere"),
            ("a = FI", "syntax-bare", "FI"),
            ("a = 0501234567", "syntax-bare", "0501234567"),
            ("a = 00100", "syntax-bare", "00100"),
            ("a = 12 kk", "syntax-bare", "12"),
            ("a = False", "syntax-boolean", "False"),
            ("a = kyllä", "syntax-boolean", "kyllä"),
            ("äiti = \"x\"", "syntax-key", "äiti"),
            ("ä: \"x\"", "syntax-key", "ä:"),
            ("a = ", "syntax", ""),
            ("a b", "syntax", ""),
            ("a = [\"b\" \"c\"]", "syntax", ""),
            ("a = \"b\nc = 1", "syntax-unclosed", ""),
            ("a = \"b”", "syntax-quotes", ""),
            ("[a", "syntax-unclosed", ""),
            ("a = \"\"\"b", "syntax-unclosed", ""),
            ("a = 1\na = 2", "syntax-twice", "a"),
            ("[a]\n[a]", "syntax-twice", ""),
        ];
        for (text, kind, at) in cases {
            let (_, faults) = parse(text, File::Notice);
            let kinds: Vec<&str> = faults.iter().map(|fault| fault.kind).collect();
            let found = faults.iter().find(|fault| fault.kind == kind).unwrap_or_else(|| panic!("{text}: {kinds:?}"));
            assert!(kind == "syntax" || kinds.len() == 1 || text.contains(':'), "{text}: {kinds:?}");
            let shown = &text[found.span.range()];
            assert!(at.is_empty() || shown == at, "{text}: {shown}");
        }
    }
}
