//! A style sheet bound to one element: every selector begins with it, and what the page around says of its insides is taken back first.
//! Never styles anything outside the element.

/// What stands for the id of the element until it is known.
pub(super) const SCOPE: &str = "#\u{1}#\u{1}";

/// What the page around says is taken back, and an embedded piece is no page of its own: it is as light as most pages are, whatever the reader's
/// system prefers, and takes the room it is given.
const AROUND: (&str, &str) =
    ("{ all: revert; }\n", " { color-scheme: light; display: block; min-height: 0; max-width: none; margin: 0; border: 0; padding: 1rem; }\n");

/// The style sheet with [`SCOPE`] where the element's id goes, twice: two ids outweigh what most pages say.
pub(super) fn scoped(css: &str) -> String {
    let mut out = format!("{SCOPE} {revert}{SCOPE} :where(:not(svg, svg *)) {revert}", revert = AROUND.0);
    rules(css, &mut out);
    out.push_str(SCOPE);
    out.push_str(AROUND.1);
    out
}

fn rules(css: &str, out: &mut String) {
    let mut rest = css;
    while let Some(start) = begins(rest) {
        rest = &rest[start..];
        let (at, open) = find(rest, &['{', ';', '}']);
        let prelude = rest[..at].trim();
        if open != Some('{') {
            // A statement such as `@import` speaks for a whole page.
            rest = rest.get(at + 1..).unwrap_or_default();
            continue;
        }
        let length = find(&rest[at + 1..], &['}']).0;
        let body = &rest[at + 1..at + 1 + length];
        rest = rest.get(at + length + 2..).unwrap_or_default();
        match prelude.strip_prefix('@').map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default()) {
            Some("media") if prelude.contains("prefers-color-scheme") => {}
            Some("media" | "supports" | "container" | "layer") => {
                out.push_str(prelude);
                out.push_str(" {\n");
                rules(body, out);
                out.push_str("}\n");
            }
            Some("font-face" | "keyframes" | "counter-style" | "property") => out.push_str(&format!("{prelude} {{{body}}}\n")),
            Some(_) => {}
            None => {
                let own: Vec<String> = selectors(prelude).into_iter().map(bound).collect();
                out.push_str(&format!("{} {{{body}}}\n", own.join(", ")));
            }
        }
    }
}

/// Where the next rule begins: past blanks and comments.
fn begins(css: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += css[at..].len() - css[at..].trim_start().len();
        match css[at..].strip_prefix("/*") {
            Some(comment) => at += 2 + comment.find("*/").map_or(comment.len(), |end| end + 2),
            None => return (at < css.len()).then_some(at),
        }
    }
}

/// The first of some characters outside strings, comments, brackets and inner blocks, or the end.
fn find(css: &str, wanted: &[char]) -> (usize, Option<char>) {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut skip_to = 0;
    for (at, c) in css.char_indices() {
        if at < skip_to {
            continue;
        }
        match (quote, c) {
            (Some(_), '\\') => skip_to = at + 1 + css[at + 1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), c) => quote = (open != c).then_some(open),
            (None, '"' | '\'') => quote = Some(c),
            (None, '/') if css[at..].starts_with("/*") => skip_to = css[at + 2..].find("*/").map_or(css.len(), |end| at + end + 4),
            (None, c) if depth == 0 && wanted.contains(&c) => return (at, Some(c)),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (css.len(), None)
}

fn selectors(list: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = list;
    loop {
        let (at, comma) = find(rest, &[',']);
        out.push(rest[..at].trim());
        if comma.is_none() {
            return out;
        }
        rest = &rest[at + 1..];
    }
}

/// A selector within the element; what means the whole page means the element.
fn bound(selector: &str) -> String {
    let mut rest = selector;
    let mut page = false;
    while let Some(inner) = [":root", "html", "body"].iter().find_map(|name| rest.strip_prefix(name)) {
        if inner.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
            break;
        }
        page = true;
        rest = inner;
        // `html body` is one element here too.
        let next = inner.trim_start_matches([' ', '>']);
        if [":root", "html", "body"].iter().any(|name| next.starts_with(name)) {
            rest = next;
        }
    }
    if page { format!("{SCOPE}{rest}") } else { format!("{SCOPE} {rest}") }
}

#[cfg(test)]
mod tests {
    use super::{AROUND, SCOPE, scoped};

    fn of(css: &str) -> String {
        let all = scoped(css).replace(SCOPE, "#x");
        let own = all.split_once("svg *)) { all: revert; }\n").expect("what is taken back").1;
        own.strip_suffix(&format!("#x{}", AROUND.1)).expect("the room it takes").to_string()
    }

    #[test]
    fn every_rule_is_bound_to_the_element() {
        assert_eq!(of(":root { --a: 1 } html, body:has(> p) { x: y }"), "#x { --a: 1 }\n#x, #x:has(> p) { x: y }\n");
        assert_eq!(of("/* a { } */ p, :is(a, b) > c::before { content: \"}, {\"; }"), "#x p, #x :is(a, b) > c::before { content: \"}, {\"; }\n");
        assert_eq!(of("html body > p{}bodyx{}"), "#x > p {}\n#x bodyx {}\n");
        assert_eq!(of("@media (width > 1px) { p { a: b } q { c: d } } r {}"), "@media (width > 1px) {\n#x p { a: b }\n#x q { c: d }\n}\n#x r {}\n");
        assert_eq!(of("@media (prefers-color-scheme: dark) { p { a: b } } @page { margin: 0 } @import 'x'; r {}"), "#x r {}\n");
        assert_eq!(of("@font-face { font-family: A; src: url(a;b) }"), "@font-face { font-family: A; src: url(a;b) }\n");
    }
}
