//! `seloste rules`: all rules as a table, Markdown or JSON.

use super::explain::open;
use super::{Done, Exit, Global, parse_lang, print};
use crate::lang::Lang;
use crate::law::{Citation, LAW};
use crate::lint::RULES;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::fmt::Write as _;

/// Options of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// table, markdown or json
    #[arg(long, value_enum, default_value = "table")]
    format: RulesFormat,
    /// The language: fi, sv or en
    #[arg(long, default_value = "fi", value_parser = parse_lang)]
    lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RulesFormat {
    Table,
    Markdown,
    Json,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    level: &'a str,
    criterion: &'a str,
    law: Vec<String>,
    message: String,
}

/// Runs it.
pub fn run(args: &RulesArgs, _global: &Global) -> Done {
    let entries: Vec<Entry<'_>> = RULES
        .iter()
        .map(|rule| Entry {
            code: &rule.code,
            name: &rule.name,
            level: rule.level.key(),
            criterion: &rule.criterion,
            law: rule.law.iter().filter_map(|entry| Citation::parse(&entry.cite)?.print(&LAW, args.lang)).collect(),
            message: open(rule.message.get(args.lang)),
        })
        .collect();
    let mut out = String::new();
    match args.format {
        RulesFormat::Table => {
            let width = entries.iter().map(|e| e.name.len()).max().unwrap_or(0);
            for e in &entries {
                let _ = writeln!(out, "{}  {:width$}  {:7}  {}", e.code, e.name, e.level, e.message);
            }
        }
        RulesFormat::Markdown => {
            out.push_str("| code | name | level | what | law |\n|---|---|---|---|---|\n");
            for e in &entries {
                let _ = writeln!(out, "| {} | {} | {} | {} | {} |", e.code, e.name, e.level, e.message.replace('|', "\\|"), e.law.join("; "));
            }
        }
        RulesFormat::Json => {
            out = serde_json::to_string_pretty(&entries).unwrap_or_default();
            out.push('\n');
        }
    }
    print(&out)?;
    Ok(Exit::Clean)
}
