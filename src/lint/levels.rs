//! Which rules run, and how much each weighs: what the command line, the workspace and its paths ask for, laid one over the other.
//! Never reads a file, never judges.

use super::rule::Rule;
use super::{names, selects};
use crate::diagnostic::Severity;

/// What one place asks for: the workspace, or one of its paths.
#[derive(Debug, Clone, Copy, Default)]
pub struct Layer<'a> {
    /// Only these rules; what a layer below it chose where empty.
    pub select: &'a [String],
    /// Not these rules.
    pub ignore: &'a [String],
    /// Weights: a selector and what the rules it means weigh here.
    pub levels: &'a [(String, Severity)],
}

/// What the command line asks for: it has the last word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Command<'a> {
    /// Exactly these rules, whatever the layers select or ignore.
    pub select: &'a [String],
    /// Not these rules.
    pub ignore: &'a [String],
}

/// The rules that run, with their weights. Layers count in their order: a later one selects anew, ignores besides, and weighs over an earlier one;
/// within a layer the selector that says most of a code weighs. A rule that is off by default runs where a selection means it, or a weight names it.
#[must_use]
pub fn choose(known: &[Rule], layers: &[Layer<'_>], command: Command<'_>) -> Vec<Rule> {
    known
        .iter()
        .filter(|rule| runs(rule, layers, command))
        .map(|rule| {
            let level = layers.iter().rev().find_map(|layer| weight(layer.levels, rule)).unwrap_or(rule.level);
            Rule { level, ..rule.clone() }
        })
        .collect()
}

fn runs(rule: &Rule, layers: &[Layer<'_>], command: Command<'_>) -> bool {
    let any = |list: &[String]| list.iter().any(|selector| selects(selector, &rule.code, &rule.name));
    if any(command.ignore) {
        return false;
    }
    if !command.select.is_empty() {
        return any(command.select);
    }
    let select = layers.iter().rev().map(|layer| layer.select).find(|select| !select.is_empty()).unwrap_or_default();
    let weighed = || layers.iter().any(|layer| layer.levels.iter().any(|(selector, _)| names(selector, rule)));
    let chosen = if select.is_empty() { rule.default || weighed() } else { any(select) };
    chosen && !layers.iter().any(|layer| any(layer.ignore))
}

/// The weight that the most exact selector gives a rule.
fn weight(levels: &[(String, Severity)], rule: &Rule) -> Option<Severity> {
    let exact = |selector: &str| if names(selector, rule) { usize::MAX } else { selector.len() };
    levels.iter().filter(|(selector, _)| selects(selector, &rule.code, &rule.name)).max_by_key(|(selector, _)| exact(selector)).map(|(_, level)| *level)
}
