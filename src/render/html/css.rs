//! A style sheet read as far as its rules, so that it can be written in fewer bytes, or bound to a part of a page.
//! Never judges a value: what is not understood stays as it is written.

use std::collections::{BTreeMap, BTreeSet};

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

/// Gives the custom properties that the rules themselves set the shortest names, the most used first. No other sheet and no element knows them.
pub(super) fn shorten(rules: &mut [Rule]) {
    let mut set = BTreeSet::new();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    each_text(rules, &mut |text| {
        for declaration in split(text, ';') {
            set.extend(declaration.split_once(':').map(|(name, _)| name).filter(|name| name.starts_with("--")).map(str::to_string));
        }
        properties(text, |name| {
            *used.entry(name.to_string()).or_default() += 1;
            None
        });
    });
    let mut names: Vec<(String, usize)> = used.into_iter().filter(|(name, _)| set.contains(name)).collect();
    names.sort_by_key(|(name, used)| (std::cmp::Reverse(*used), name.clone()));
    let short: BTreeMap<String, String> = names.into_iter().enumerate().map(|(n, (name, _))| (name, format!("--{}", letters(n)))).collect();
    each_text(rules, &mut |text| *text = properties(text, |name| short.get(name).cloned()));
}

/// Leaves out custom properties that nothing here asks for.
pub(super) fn forget_unused(rules: &mut [Rule]) {
    loop {
        let mut asked = BTreeSet::new();
        let mut left_out = false;
        each_text(rules, &mut |text| {
            for declaration in split(text, ';') {
                let value = declaration.split_once(':').filter(|(name, _)| name.starts_with("--")).map_or(declaration, |(_, value)| value);
                properties(value, |name| {
                    asked.insert(name.to_string());
                    None
                });
            }
        });
        each_text(rules, &mut |text| {
            let unused = |declaration: &&str| declaration.split_once(':').is_some_and(|(name, _)| name.starts_with("--") && !asked.contains(name));
            let declarations = split(text, ';');
            if declarations.iter().any(&unused) {
                left_out = true;
                *text = declarations.into_iter().filter(|declaration| !unused(declaration)).collect::<Vec<_>>().join(";");
            }
        });
        // One that only an unused one asked for is unused now.
        if !left_out {
            return;
        }
    }
}

/// Writes what a custom property holds where it is asked for, if it is set once for the whole page and asked for once.
pub(super) fn inline_single(rules: &mut [Rule]) {
    let mut set: BTreeMap<String, usize> = BTreeMap::new();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    each_text(rules, &mut |text| {
        for (name, _) in own_properties(text) {
            *set.entry(name.to_string()).or_default() += 1;
        }
        properties(text, |name| {
            *named.entry(name.to_string()).or_default() += 1;
            None
        });
    });
    let of_page = |rule: &Rule| match rule {
        Rule::Style { selectors, body } if *selectors == [":root"] => Some(body.clone()),
        _ => None,
    };
    // Its own declaration names it too.
    for name in set.iter().filter(|(name, count)| **count == 1 && named.get(*name) == Some(&2)).map(|(name, _)| name) {
        let bodies = rules.iter().filter_map(of_page).collect::<Vec<_>>();
        let value = bodies.iter().flat_map(|body| own_properties(body)).find(|(own, _)| own == name).map(|(_, value)| value.to_string());
        if let Some(value) = value {
            each_text(rules, &mut |text| *text = text.replace(&format!("var({name})"), &value));
        }
    }
}

/// The custom properties that declarations set, with their values.
fn own_properties(declarations: &str) -> Vec<(&str, &str)> {
    split(declarations, ';').into_iter().filter_map(|declaration| declaration.split_once(':')).filter(|(name, _)| name.starts_with("--")).collect()
}

/// a to z, then aa, ab ...
fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    if n < 26 { letter(n).to_string() } else { format!("{}{}", letters(n / 26 - 1), letter(n)) }
}

/// What names custom properties: declarations, and conditions of other kinds.
fn each_text(rules: &mut [Rule], found: &mut dyn FnMut(&mut String)) {
    for rule in rules {
        match rule {
            Rule::Style { body, .. } => found(body),
            Rule::Group { prelude, rules } => {
                found(prelude);
                each_text(rules, found);
            }
            Rule::Other { prelude, body } => {
                found(prelude);
                found(body);
            }
            Rule::Statement(_) => {}
        }
    }
}

/// The text with the names of custom properties changed; strings stay as they are.
fn properties(text: &str, mut name: impl FnMut(&str) -> Option<String>) -> String {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => rest[1..].find(c).map_or(rest.len(), |end| end + 2),
            c if is_name(c) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        match piece.strip_prefix("--").and_then(|_| name(piece)) {
            Some(other) => out.push_str(&other),
            None => out.push_str(piece),
        }
        rest = after;
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
    use super::{forget_unused, inline_single, letters, rules, shorten, write};

    fn short(css: &str) -> String {
        let mut out = String::new();
        write(&rules(css), &mut out);
        out
    }

    #[test]
    fn names_of_its_own_are_short() {
        let mut of = rules(
            ":root{--ink:#000;--paper:#fff;--x-y:0}@media print{:root{--ink:red}}p{color:var(--ink);margin:calc(1px - var(--x-y)) 1--ink;content:\"--ink\";--z:var(--other)}",
        );
        shorten(&mut of);
        let mut out = String::new();
        write(&of, &mut out);
        assert_eq!(
            out,
            ":root{--a:#000;--c:#fff;--b:0}@media print{:root{--a:red}}p{color:var(--a);margin:calc(1px - var(--b)) 1--ink;content:\"--ink\";--d:var(--other)}"
        );
        assert_eq!([0, 25, 26, 51, 52].map(letters), ["a", "z", "aa", "az", "ba"]);
    }

    #[test]
    fn what_is_asked_for_once_is_written_there() {
        let mut of = rules(":root{--a:1;--b:2;--c:var(--b);--d:4;--e:5}@media print{:root{--d:6}}p{x:var(--a) var(--c);y:var(--d)}q{--e:7;z:var(--e)}");
        inline_single(&mut of);
        forget_unused(&mut of);
        let mut out = String::new();
        write(&of, &mut out);
        assert_eq!(out, ":root{--d:4;--e:5}@media print{:root{--d:6}}p{x:1 2;y:var(--d)}q{--e:7;z:var(--e)}");
    }

    #[test]
    fn properties_that_nothing_asks_for_go() {
        let mut of = rules(":root{--a:1;--b:var(--c);--c:2;--d:var(--a);x:y}p{z:var(--d)}");
        forget_unused(&mut of);
        let mut out = String::new();
        write(&of, &mut out);
        assert_eq!(out, ":root{--a:1;--d:var(--a);x:y}p{z:var(--d)}");
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
