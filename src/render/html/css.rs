//! A style sheet read as far as its rules, so that it can be written in fewer bytes, or bound to a part of a page.
//! Never judges a value: what is not understood stays as it is written.

/// A rule with what it holds, or one that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rule {
    /// What elements look like.
    Style {
        /// Its selectors.
        selectors: Vec<String>,
        /// Its declarations.
        body: String,
    },
    /// Rules under a condition, such as `@media`.
    Group {
        /// The condition, with its `@`.
        prelude: String,
        /// The rules.
        rules: Vec<Rule>,
    },
    /// A block of another kind, such as `@font-face`.
    Other {
        /// What it is, with its `@`.
        prelude: String,
        /// What it says.
        body: String,
    },
    /// A statement without a block, such as `@import`.
    Statement(String),
}

/// The rules of a style sheet in order, each in few bytes: no comment, no blank that says nothing.
pub(super) fn rules(css: &str) -> Vec<Rule> {
    let css = &without_comments(css);
    let mut out = Vec::new();
    let mut rest = css.trim_start();
    while !rest.is_empty() {
        let (at, open) = find(rest, &['{', ';', '}']);
        let prelude = rest[..at].trim();
        if open != Some('{') {
            if !prelude.is_empty() {
                out.push(Rule::Statement(words(prelude)));
            }
            rest = rest.get(at + 1..).unwrap_or_default().trim_start();
            continue;
        }
        let length = find(&rest[at + 1..], &['}']).0;
        let body = &rest[at + 1..at + 1 + length];
        rest = rest.get(at + length + 2..).unwrap_or_default().trim_start();
        out.push(match prelude.strip_prefix('@').map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default()) {
            Some("media" | "supports" | "container" | "layer") => Rule::Group { prelude: condition(prelude), rules: rules(body) },
            // What holds blocks of its own is left as it is.
            Some(_) if nests(body) => Rule::Other { prelude: words(prelude), body: body.trim().to_string() },
            Some(_) => Rule::Other { prelude: words(prelude), body: declarations(body) },
            None if nests(body) => Rule::Other { prelude: words(prelude), body: body.trim().to_string() },
            None => Rule::Style { selectors: split(prelude, ',').into_iter().map(selector).collect(), body: declarations(body) },
        });
    }
    out
}

/// Appends rules as one text.
pub(super) fn write(rules: &[Rule], out: &mut String) {
    for rule in rules {
        match rule {
            Rule::Style { selectors, body } => block(&selectors.join(","), body, out),
            Rule::Other { prelude, body } => block(prelude, body, out),
            Rule::Group { prelude, rules } => {
                out.push_str(prelude);
                out.push('{');
                write(rules, out);
                out.push('}');
            }
            Rule::Statement(text) => {
                out.push_str(text);
                out.push(';');
            }
        }
    }
}

/// Whether a block holds blocks of its own.
fn nests(body: &str) -> bool {
    find(body, &['{']).1.is_some()
}

fn block(prelude: &str, body: &str, out: &mut String) {
    out.push_str(prelude);
    out.push('{');
    out.push_str(body);
    out.push('}');
}

/// The first of some characters outside strings, brackets and inner blocks, or the end.
pub(super) fn find(css: &str, wanted: &[char]) -> (usize, Option<char>) {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut skip_to = 0;
    for (at, c) in css.char_indices() {
        if at < skip_to {
            continue;
        }
        match (quote, c) {
            (_, '\\') => skip_to = at + 1 + css[at + 1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), c) => quote = (open != c).then_some(open),
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if depth == 0 && wanted.contains(&c) => return (at, Some(c)),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (css.len(), None)
}

/// What stands between separators, trimmed.
pub(super) fn split(list: &str, separator: char) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = list;
    loop {
        let (at, found) = find(rest, &[separator]);
        out.push(rest[..at].trim());
        if found.is_none() {
            return out;
        }
        rest = &rest[at + 1..];
    }
}

/// Comments say nothing to a reader of the page; a string that looks like one is none.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match (quote, c) {
            (_, '\\') => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '/') if rest.starts_with("/*") => {
                // A comment parts what stands beside it, as a blank does.
                out.push(' ');
                rest = rest[2..].find("*/").map_or("", |end| &rest[end + 4..]);
                continue;
            }
            _ => {}
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// Words with one blank between them; strings stay as they are.
fn words(text: &str) -> String {
    outside_strings(text, |out, c, _| {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    })
    .trim()
    .to_string()
}

/// Declarations without the blanks around their marks and the zero before a point.
fn declarations(body: &str) -> String {
    let declaration = |text: &str| match text.split_once(':') {
        // What a custom property holds may be anything, but what it is read as knows no blanks either.
        Some((name, value)) => format!("{}:{}", name.trim(), value_of(value)),
        None => words(text),
    };
    split(body, ';').into_iter().filter(|text| !text.is_empty()).map(declaration).collect::<Vec<_>>().join(";")
}

fn value_of(value: &str) -> String {
    outside_strings(&words(value), |out, c, next| match c {
        // Around `+` and `-` the blanks are part of a sum.
        ' ' if out.ends_with(',') || out.ends_with('(') || matches!(next, Some(',' | ')' | '!' | '/')) || out.ends_with('/') => {}
        '0' if next == Some('.') && !out.ends_with(|before: char| before.is_alphanumeric() || matches!(before, '.' | '-' | '_' | '#')) => {}
        '0' if next == Some('.') && out.strip_suffix('-').is_some_and(|before| before.is_empty() || before.ends_with([' ', ',', '('])) => {}
        c => out.push(c),
    })
}

fn selector(text: &str) -> String {
    outside_strings(&words(text), |out, c, next| match c {
        ' ' if matches!(next, Some('>' | ',' | '~' | '+' | ')')) || out.ends_with(['>', ',', '~', '+', '(']) => {}
        c => out.push(c),
    })
}

fn condition(prelude: &str) -> String {
    outside_strings(&words(prelude), |out, c, next| match c {
        ' ' if out.ends_with([':', ',']) || next == Some(',') => {}
        ' ' if out == "@media" && next == Some('(') => {}
        c => out.push(c),
    })
}

/// The text changed character by character; strings and what follows a backslash stay as they are. `change` is given what is written so far, a
/// character, and the one after it.
fn outside_strings(text: &str, mut change: impl FnMut(&mut String, char, Option<char>)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut escaped = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if escaped || quote.is_some() || c == '\\' {
            out.push(c);
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if quote == Some(c) {
                quote = None;
            }
            continue;
        }
        if matches!(c, '"' | '\'') {
            quote = Some(c);
            out.push(c);
            continue;
        }
        change(&mut out, c, chars.peek().copied());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{rules, write};

    fn short(css: &str) -> String {
        let mut out = String::new();
        write(&rules(css), &mut out);
        out
    }

    #[test]
    fn only_what_says_nothing_goes() {
        for (css, expected) in [
            ("/* a { } */ p , a > b {\n  margin : 0 0.5em ; \n padding: -0.25rem 10.5px 0.0;\n}\n", "p,a>b{margin:0 .5em;padding:-.25rem 10.5px .0}"),
            // A sum needs its blanks, a quotient does not.
            ("a { width: max(var(--a) , 50% - var(--b) / 2); top: calc(1rem + 2.4vw) }", "a{width:max(var(--a),50% - var(--b)/2);top:calc(1rem + 2.4vw)}"),
            ("a { content: \" ( \" attr(href) \" /* ; } \" ; color: red !important; }", "a{content:\" ( \" attr(href) \" /* ; } \";color:red!important}"),
            ("a  b:not( .c , d ) :is(e)~ f + g {x:y}", "a b:not(.c,d) :is(e)~f+g{x:y}"),
            (
                "@media  screen and (min-width: 4rem) , print { a { b: c; } } @page { margin: 1mm 2mm; }",
                "@media screen and (min-width:4rem),print{a{b:c}}@page{margin:1mm 2mm}",
            ),
            ("@import \"a  b\" ; a::before { content: \"\\\"  0.5\" }", "@import \"a  b\";a::before{content:\"\\\"  0.5\"}"),
            ("a[href^=\"a b\"] { background: url(x;y) 0 0/.5rem; color: #0a0.5 }", "a[href^=\"a b\"]{background:url(x;y) 0 0/.5rem;color:#0a0.5}"),
            ("a { & b { c: d } } .x { --y: 0.5 }", "a{& b { c: d }}.x{--y:.5}"),
        ] {
            assert_eq!(short(css), expected);
            assert_eq!(short(expected), expected, "short already");
        }
    }
}
