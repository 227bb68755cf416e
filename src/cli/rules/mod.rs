//! `seloste rules`: all rules as a table, Markdown or JSON, those of the workspace one stands in as well; and what is not checked, with the reason.

mod json;
mod page;

use super::{Done, Exit, Global, parse_lang, print};
use crate::desk::own;
use crate::lang::Lang;
use crate::law::{Citation, LAW};
use crate::lint::rule::FAMILIES;
use crate::lint::{NOT_CHECKED, RULES, Rule};
use clap::{Args, ValueEnum};

/// Options of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// table, markdown or json
    #[arg(long, value_enum, default_value = "table")]
    format: RulesFormat,
    /// The language: fi, sv or en; json has all three
    #[arg(long, default_value = "fi", value_parser = parse_lang)]
    lang: Lang,
    /// What the law asks and no rule checks, with the reason, instead of the rules
    #[arg(long)]
    not_checked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RulesFormat {
    Table,
    Markdown,
    Json,
}

/// What stands for the family of rules of a user's own.
const OWN: &str = "own";

/// A rule with its family.
struct Listed<'a> {
    rule: &'a Rule,
    family: &'static str,
}

/// Runs it.
pub fn run(args: &RulesArgs, _global: &Global) -> Done {
    let folders = if args.not_checked { Vec::new() } else { own::folders_here()? };
    let family = |rule: &Rule| FAMILIES.iter().find(|(_, letter, _)| rule.code.starts_with(*letter)).map_or("", |(folder, ..)| folder);
    let built_in = RULES.iter().filter(|_| !args.not_checked).map(|rule| Listed { rule, family: family(rule) });
    let theirs = folders.iter().flat_map(|folder| &folder.rules).map(|own| Listed { rule: &own.rule, family: OWN });
    let rules: Vec<Listed<'_>> = built_in.chain(theirs).collect();
    let rows = NOT_CHECKED.as_slice();
    let text = match (args.format, args.not_checked) {
        (RulesFormat::Table, false) => page::table(&rules, args.lang),
        (RulesFormat::Table, true) => page::unchecked_list(rows, args.lang),
        (RulesFormat::Markdown, false) => page::markdown(&rules, rows, args.lang),
        (RulesFormat::Markdown, true) => page::unchecked(rows, args.lang, "#"),
        (RulesFormat::Json, _) => json::render(&rules, rows),
    };
    print(&text)?;
    Ok(Exit::Clean)
}

/// A citation as a language prints it; as it is written where it cannot be read.
fn cited(cite: &str, lang: Lang) -> String {
    Citation::parse(cite).and_then(|parsed| parsed.print(&LAW, lang)).unwrap_or_else(|| cite.to_string())
}
