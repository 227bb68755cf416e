//! The rules for machines: version 1 of a shape of its own, with every field in every language.

use super::{Listed, cited};
use crate::day::Days;
use crate::lang::{ByLang, Lang};
use crate::lint::Rule;
use crate::lint::rule::{LawEntry, NotChecked};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'a> {
    version: u32,
    rules: Vec<Entry<'a>>,
    not_checked: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    /// The folder of its family; `own` for a rule of a user's own.
    family: &'a str,
    level: &'a str,
    /// Whether it runs where nobody asks for it.
    default: bool,
    since: &'a str,
    criterion: &'a str,
    also: &'a [String],
    topic: Option<&'a str>,
    days: Span,
    law: Vec<Law<'a>>,
    message: &'a ByLang<String>,
    help: &'a ByLang<String>,
    why: &'a ByLang<String>,
    hint: Option<&'a ByLang<String>>,
    examples: Examples,
}

#[derive(Serialize)]
struct Span {
    from: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct Law<'a> {
    cite: &'a str,
    days: Span,
    /// The fact of the notice it is given on.
    when: Option<&'a str>,
    text: ByLang<String>,
}

#[derive(Serialize)]
struct Examples {
    good: usize,
    bad: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    law: Vec<ByLang<String>>,
    why: ByLang<&'a str>,
}

pub(super) fn render(rules: &[Listed<'_>], rows: &[NotChecked]) -> String {
    let root = Root { version: 1, rules: rules.iter().map(entry).collect(), not_checked: rows.iter().map(row).collect() };
    let mut out = serde_json::to_string_pretty(&root).unwrap_or_default();
    out.push('\n');
    out
}

fn entry<'a>(listed: &'a Listed<'_>) -> Entry<'a> {
    let rule: &Rule = listed.rule;
    Entry {
        code: &rule.code,
        name: &rule.name,
        family: listed.family,
        level: rule.level.key(),
        default: rule.default,
        since: &rule.since,
        criterion: &rule.criterion,
        also: &rule.also,
        topic: rule.topic.as_deref(),
        days: span(rule.days),
        law: rule.law.iter().map(law).collect(),
        message: &rule.message,
        help: &rule.help,
        why: &rule.why,
        hint: rule.hint.as_ref(),
        examples: Examples { good: rule.good.len(), bad: rule.bad.len() },
    }
}

fn span(days: Days) -> Span {
    Span { from: days.from.map(|day| day.to_string()), until: days.until.map(|day| day.to_string()) }
}

fn law(entry: &LawEntry) -> Law<'_> {
    Law { cite: &entry.cite, days: span(entry.days), when: entry.when.as_deref(), text: in_all(&entry.cite) }
}

fn in_all(cite: &str) -> ByLang<String> {
    ByLang { fi: cited(cite, Lang::FI), sv: cited(cite, Lang::SV), en: cited(cite, Lang::EN) }
}

fn row(row: &NotChecked) -> Row<'_> {
    let law = row.law.split(';').map(str::trim).filter(|cite| !cite.is_empty()).map(in_all).collect();
    Row { id: &row.id, law, why: ByLang { fi: row.why(Lang::FI), sv: row.why(Lang::SV), en: row.why(Lang::EN) } }
}
