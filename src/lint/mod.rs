//! Rules as data over one notice and its facts: outcomes, then findings with words.
//! Never touches the disk, never runs code from a rule file, never changes a page.

pub mod allow;
pub mod checks;
pub mod context;
pub mod engine;
pub mod judge;
pub mod rule;
mod skeleton;
pub mod words;

pub use context::{Context, Outcome, State};
pub use judge::{Judged, judge};
pub use rule::{Check, Rule};
use std::sync::LazyLock;

/// The built-in rules in the order of their codes, packed when the crate was built.
pub static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"))).expect("the build script packed this very type"));

/// Those that run where nobody selects rules.
pub static USUAL: LazyLock<Vec<Rule>> = LazyLock::new(|| RULES.iter().filter(|rule| rule.default).cloned().collect());

/// A rule by its code or name, in any case of letters.
#[must_use]
pub fn rule(wanted: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(wanted) || rule.name.eq_ignore_ascii_case(wanted))
}

/// Whether a selector of `--select` or `--ignore` means a rule: a code, the beginning of one (`G`, `G2`), or a name.
#[must_use]
pub fn selects(selector: &str, code: &str, name: &str) -> bool {
    selector.eq_ignore_ascii_case(name)
        || (selector.len() <= code.len() && !selector.is_empty() && code.as_bytes()[..selector.len()].eq_ignore_ascii_case(selector.as_bytes()))
}
