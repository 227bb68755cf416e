//! The style sheet as it stands in a page: in few bytes, without rules about what the page does not hold, and with the hash the page's policy names
//! it by.
//! Never lets a style sheet end its element, never leaves out a rule that could hold.

use super::css::{self, Rule};
use super::properties;
use super::scope;
use crate::render::clean::is_hidden;
use crate::render::markup::Markup;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

/// Elements that few pages hold: rules that begin with them are cut too.
const RARE: [&str; 3] = ["pre", "code", "blockquote"];

/// How many classes and such elements are told apart; a rule about any more is in every page.
const TOLD: usize = 128;

/// A style sheet ready to be put into pages.
pub(in crate::render) struct Stylesheet {
    rules: Vec<Rule>,
    /// The classes its rules are about, and rare elements in angle brackets; the place of each is its bit in a set.
    classes: BTreeMap<String, usize>,
    whole: Cut,
    /// What pages with the same classes share.
    cuts: RwLock<BTreeMap<u128, Arc<Cut>>>,
}

/// A style sheet, or what of it a page needs.
pub(in crate::render) struct Cut {
    markup: Markup,
    source: String,
    rules: Vec<Rule>,
    scoped: OnceLock<String>,
}

impl Stylesheet {
    /// Reads a style sheet.
    pub(in crate::render) fn new(text: &str) -> Result<Self, String> {
        if let Some(c) = text.chars().find(|&c| is_hidden(c) && c != '\r') {
            return Err(format!("a style sheet cannot hold the character U+{:04X}", c as u32));
        }
        // A page's parser turns CRLF into LF before anything is hashed.
        let mut rules = css::rules(&text.replace("\r\n", "\n").replace('\r', "\n"));
        properties::shorten(&mut rules);
        let mut classes = BTreeMap::new();
        for name in RARE {
            classes.insert(format!("<{name}>"), classes.len());
        }
        named(&rules, &mut classes);
        let whole = Cut::of(rules.clone());
        if whole.text().contains("</") || whole.text().contains("<!--") {
            return Err("a style sheet cannot hold `</` or `<!--`: they would end it inside a page".to_string());
        }
        Ok(Self { rules, classes, whole, cuts: RwLock::default() })
    }

    /// All of it.
    pub(in crate::render) fn text(&self) -> &str {
        self.whole.text()
    }

    /// All of it as the content of a `style` element.
    pub(in crate::render) fn markup(&self) -> &Markup {
        &self.whole.markup
    }

    /// The source expression that allows exactly all of it.
    pub(in crate::render) fn source(&self) -> &str {
        self.whole.source()
    }

    /// What of it a page needs, by the classes its markup names.
    pub(in crate::render) fn of_page(&self, markup: &str) -> Arc<Cut> {
        let held = self.held(markup);
        let known = || self.cuts.read().ok()?.get(&held).cloned();
        known().unwrap_or_else(|| {
            let mut rules = self.cut(&self.rules, held);
            properties::inline_single(&mut rules);
            properties::forget_unused(&mut rules);
            rules.retain(|rule| !matches!(rule, Rule::Style { body, .. } if body.is_empty()));
            let cut = Arc::new(Cut::of(rules));
            if let Ok(mut cuts) = self.cuts.write() {
                cuts.insert(held, Arc::clone(&cut));
            }
            cut
        })
    }

    /// The classes of a page's elements. What is not written as our own templates write it may be any of them.
    fn held(&self, markup: &str) -> u128 {
        const MARK: &str = "class=";
        let mut held = 0;
        for name in RARE {
            let element = format!("<{name}>");
            let there = memchr::memmem::find(markup.as_bytes(), &element.as_bytes()[..=name.len()]).is_some();
            held |= self.classes.get(&element).filter(|_| there).map_or(0, |bit| 1 << bit);
        }
        for at in memchr::memmem::find_iter(markup.as_bytes(), MARK) {
            let rest = &markup[at + MARK.len()..];
            let list = match rest.as_bytes().first() {
                Some(b'"') => rest[1..].split('"').next(),
                Some(b'\'') => return u128::MAX,
                _ => rest.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
            };
            for class in list.unwrap_or_default().split_ascii_whitespace() {
                held |= self.classes.get(class).map_or(0, |bit| 1 << bit);
            }
        }
        held
    }

    fn cut(&self, rules: &[Rule], held: u128) -> Vec<Rule> {
        let holds = |class: &str| self.classes.get(class).is_none_or(|bit| held >> bit & 1 == 1);
        let mut out = Vec::new();
        for rule in rules {
            match rule {
                Rule::Style { selectors, body } => {
                    let selectors: Vec<String> = selectors.iter().filter(|selector| can_match(selector, &holds)).cloned().collect();
                    if !selectors.is_empty() {
                        out.push(Rule::Style { selectors, body: body.clone() });
                    }
                }
                Rule::Group { prelude, rules } => {
                    let rules = self.cut(rules, held);
                    if !rules.is_empty() {
                        out.push(Rule::Group { prelude: prelude.clone(), rules });
                    }
                }
                rule => out.push(rule.clone()),
            }
        }
        out
    }
}

impl Cut {
    fn of(rules: Vec<Rule>) -> Self {
        let mut text = String::new();
        css::write(&rules, &mut text);
        let source = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
        Self { markup: Markup::vouch(text), source, rules, scoped: OnceLock::new() }
    }

    /// The content of a `style` element.
    pub(in crate::render) fn text(&self) -> &str {
        self.markup.as_str()
    }

    /// The source expression that allows exactly this style sheet.
    pub(in crate::render) fn source(&self) -> &str {
        &self.source
    }

    /// The style sheet bound to the element with an id.
    pub(in crate::render) fn scoped(&self, id: &str) -> String {
        let scoped = self.scoped.get_or_init(|| scope::scoped(&self.rules));
        scoped.replace(scope::SCOPE, &format!("#{id}#{id}"))
    }
}

/// Gives each class that rules are about its place.
fn named(rules: &[Rule], classes: &mut BTreeMap<String, usize>) {
    for rule in rules {
        match rule {
            Rule::Style { selectors, .. } => {
                for selector in selectors {
                    each_class(selector, &mut |class| {
                        if classes.len() < TOLD && !classes.contains_key(class) {
                            classes.insert(class.to_string(), classes.len());
                        }
                    });
                }
            }
            Rule::Group { rules, .. } => named(rules, classes),
            Rule::Other { .. } | Rule::Statement(_) => {}
        }
    }
}

/// Whether a selector could match where these classes are: of what stands outside brackets each class is there, of a choice in brackets one
/// selector can match. What else is in brackets is not looked at.
fn can_match(selector: &str, holds: &dyn Fn(&str) -> bool) -> bool {
    let mut rest = selector;
    loop {
        let (at, open) = css::find(rest, &['(', '[']);
        let mut all = true;
        each_class(&rest[..at], &mut |class| all &= holds(class));
        if !all {
            return false;
        }
        let Some(open) = open else { return true };
        let close = if open == '(' { ')' } else { ']' };
        let length = css::find(&rest[at + 1..], &[close]).0;
        let inner = &rest[at + 1..at + 1 + length];
        if [":is", ":where", ":has"].iter().any(|name| rest[..at].ends_with(name)) && !css::split(inner, ',').into_iter().any(|one| can_match(one, holds)) {
            return false;
        }
        rest = rest.get(at + length + 2..).unwrap_or_default();
    }
}

/// The classes a selector names, and the rare element it is about or leads to. In strings and names with escapes there may be more than there are.
fn each_class(selector: &str, found: &mut dyn FnMut(&str)) {
    for part in selector.split([' ', '>', '+', '~']) {
        let name = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if RARE.contains(&name) {
            found(&format!("<{name}>"));
        }
    }
    for part in selector.split('.').skip(1) {
        let end = part.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(part.len());
        if end > 0 && !part[end..].starts_with('\\') {
            found(&part[..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stylesheet;

    fn of(css: &str, markup: &str) -> String {
        Stylesheet::new(css).expect("a style sheet").of_page(markup).text().to_string()
    }

    #[test]
    fn a_page_has_the_rules_about_what_it_holds() {
        let css = ".a,.b p,p{x:y} :is(.c, .d)>q{x:y} :not(.e){x:y} body:has(.f) p{x:y} @media print{.g.a{x:y}} a[href$=\".pdf\"]{x:y} @page{x:y}";
        assert_eq!(of(css, "<p class=\"a z\">"), ".a,p{x:y}:not(.e){x:y}a[href$=\".pdf\"]{x:y}@page{x:y}");
        assert_eq!(
            of(css, "<i class=\"d\"><i class=\"b f\"><i class=\"g a\">"),
            ".a,.b p,p{x:y}:is(.c,.d)>q{x:y}:not(.e){x:y}body:has(.f) p{x:y}@media print{.g.a{x:y}}a[href$=\".pdf\"]{x:y}@page{x:y}"
        );
        let rare = ":root{--m:1;--n:2}pre{x:var(--m)}:not(pre)>code{x:y}p,a pre.a{x:var(--n)}:is(dd,blockquote)>p{x:y}";
        assert_eq!(of(rare, "<p>"), "p{x:2}:is(dd,blockquote)>p{x:y}");
        assert_eq!(of(rare, "<pre tabindex=\"0\" class=\"a\"><code>"), "pre{x:1}:not(pre)>code{x:y}p,a pre.a{x:2}:is(dd,blockquote)>p{x:y}");
        // Written otherwise: whatever it holds, nothing is left out.
        assert_eq!(of(css, "<p class='a'>"), Stylesheet::new(css).expect("a style sheet").text());
        assert_eq!(of(css, "<p class=a>"), of(css, "<p class=\"a\">"));
        assert_eq!(of(css, "<p id=x class=g title=y><p class=a\n>"), of(css, "<p class=\"a g\">"));
    }
}
