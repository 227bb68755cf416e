//! A style sheet bound to one element: every selector begins with it, and what the page around says of its insides is taken back first.
//! Never styles anything outside the element.

use super::css::Rule;

/// What stands for the id of the element until it is known.
pub(super) const SCOPE: &str = "#\u{1}#\u{1}";

/// What the page around says is taken back, and an embedded piece is no page of its own: it is as light as most pages are, whatever the reader's
/// system prefers, and takes the room it is given.
const AROUND: (&str, &str) = ("{all:revert}", "{color-scheme:light;display:block;min-height:0;max-width:none;margin:0;border:0;padding:1rem}");

/// The style sheet with [`SCOPE`] where the element's id goes, twice: two ids outweigh what most pages say.
pub(super) fn scoped(css: &[Rule]) -> String {
    let mut out = format!("{SCOPE}{revert}{SCOPE} :where(:not(svg,svg *)){revert}", revert = AROUND.0);
    rules(css, &mut out);
    out.push_str(SCOPE);
    out.push_str(AROUND.1);
    out
}

fn rules(css: &[Rule], out: &mut String) {
    for rule in css {
        match rule {
            // An embedded piece is as light as most pages are.
            Rule::Group { prelude, .. } if prelude.contains("prefers-color-scheme") => {}
            Rule::Group { prelude, rules: inner } => {
                out.push_str(&format!("{prelude}{{"));
                rules(inner, out);
                out.push('}');
            }
            Rule::Other { prelude, body } => {
                let name = prelude.trim_start_matches('@').split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
                if matches!(name, "font-face" | "keyframes" | "counter-style" | "property") {
                    out.push_str(&format!("{prelude}{{{body}}}"));
                }
            }
            // A statement such as `@import` speaks for a whole page.
            Rule::Statement(_) => {}
            Rule::Style { selectors, body } => {
                let own: Vec<String> = selectors.iter().map(|selector| bound(selector)).collect();
                out.push_str(&format!("{}{{{body}}}", own.join(",")));
            }
        }
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
    use crate::render::html::css;

    fn of(css: &str) -> String {
        let all = scoped(&css::rules(css)).replace(SCOPE, "#x");
        let own = all.split_once("svg *)){all:revert}").expect("what is taken back").1;
        own.strip_suffix(&format!("#x{}", AROUND.1)).expect("the room it takes").to_string()
    }

    #[test]
    fn every_rule_is_bound_to_the_element() {
        assert_eq!(of(":root { --a: 1 } html, body:has(> p) { x: y }"), "#x{--a:1}#x,#x:has(>p){x:y}");
        assert_eq!(of("/* a { } */ p, :is(a, b) > c::before { content: \"}, {\"; }"), "#x p,#x :is(a,b)>c::before{content:\"}, {\"}");
        assert_eq!(of("html body > p{}bodyx{}"), "#x>p{}#x bodyx{}");
        assert_eq!(of("@media (width > 1px) { p { a: b } q { c: d } } r {}"), "@media(width > 1px){#x p{a:b}#x q{c:d}}#x r{}");
        assert_eq!(of("@media (prefers-color-scheme: dark) { p { a: b } } @page { margin: 0 } @import 'x'; r {}"), "#x r{}");
        assert_eq!(of("@font-face { font-family: A; src: url(a;b) }"), "@font-face{font-family:A;src:url(a;b)}");
    }
}
