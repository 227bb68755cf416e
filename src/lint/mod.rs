//! Rules as data over one notice and its facts: outcomes, then findings with words.
//! Never touches the disk, never runs code from a rule file, never changes a page.

pub mod allow;
pub mod audit;
pub mod checks;
pub mod context;
pub mod coverage;
pub mod criteria;
pub mod engine;
pub mod evidence;
pub mod example;
pub mod figures;
pub mod judge;
pub mod language;
pub mod levels;
pub mod marks;
pub mod memo;
pub mod name;
pub mod names;
pub mod own;
pub mod rule;
mod said;
pub mod similar;
mod skeleton;
pub mod telling;
pub mod together;
pub mod words;

pub use context::{Context, Outcome, State};
pub use judge::{Judged, judge};
pub use rule::{Check, Rule};
use std::sync::LazyLock;

/// The built-in rules in the order of their codes, packed when the crate was built, without their examples: what judging needs.
pub static BARE: LazyLock<Vec<Rule>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"))).expect("the build script packed this very type"));

/// The same with their examples: what explaining and testing need.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let examples: Vec<rule::Examples> =
        postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/examples.bin"))).expect("the build script packed this very type");
    BARE.iter().zip(examples).map(|(rule, examples)| rule.with_examples(examples)).collect()
});

/// Those that run where nobody selects rules.
pub static USUAL: LazyLock<Vec<Rule>> = LazyLock::new(|| RULES.iter().filter(|rule| rule.default).cloned().collect());
/// What the law asks and no rule checks, with the reasons.
pub static NOT_CHECKED: LazyLock<Vec<rule::NotChecked>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/not-checked.bin"))).expect("the build script packed this very type"));
/// The criteria of a complete notice and the words of a coverage sheet, packed when the crate was built.
pub static CRITERIA: LazyLock<criteria::Criteria> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/criteria.bin"))).expect("the build script packed this very type"));

/// A rule by its code or name, in any case of letters.
#[must_use]
pub fn rule(wanted: &str) -> Option<&'static Rule> {
    BARE.iter().find(|rule| rule.code.eq_ignore_ascii_case(wanted) || rule.name.eq_ignore_ascii_case(wanted))
}

/// Whether a selector means a rule: its name, its code, or the beginning of a code (`G`, `G2`). The letters are always whole: `O` does not mean `OMA101`.
#[must_use]
pub fn selects(selector: &str, code: &str, name: &str) -> bool {
    if selector.eq_ignore_ascii_case(name) {
        return true;
    }
    let letters = |text: &str| text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (own, wanted) = (letters(code), letters(selector));
    own == wanted && selector.len() <= code.len() && code.as_bytes()[..selector.len()].eq_ignore_ascii_case(selector.as_bytes())
}

/// Whether a selector means this rule and no other: it is its code or name.
#[must_use]
pub fn names(selector: &str, rule: &Rule) -> bool {
    selector.eq_ignore_ascii_case(&rule.code) || selector.eq_ignore_ascii_case(&rule.name)
}

/// The code or name nearest to a selector that means no rule.
#[must_use]
pub fn nearest_rule<'a>(selector: &str, known: &'a [Rule]) -> Option<&'a str> {
    let words = || known.iter().flat_map(|rule| [rule.code.as_str(), rule.name.as_str()]);
    crate::notice::shape::nearest(selector, words())
}
