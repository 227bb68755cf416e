//! `seloste schema`: the format of a notice or of the workspace file, as JSON Schema for editors or as Markdown for people; and that of a rule file.
//! They come from the format itself; never says anything of it that the reader does not hold to.

mod json;
mod markdown;

pub(super) use markdown::{heading, kind_without_values};

use super::{Done, Exit, Failure, Global, parse_lang, print};
use crate::lang::Lang;
use crate::notice::spec::{Format, Key, Table};
use crate::notice::{FORMAT, WORKSPACE};
use clap::{Args, ValueEnum};
use std::sync::LazyLock;

/// The form of a rule file.
static RULE: LazyLock<Format> = LazyLock::new(|| Format::parse(include_str!("rule.toml")).unwrap_or_else(|e| unreachable!("ours, and read by a test: {e}")));

/// Options of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// notice, workspace (seloste.toml), or rule (in English); Markdown has the first two unless one is named
    #[arg(long, value_enum)]
    of: Option<Of>,
    /// json: JSON Schema 2020-12; markdown: a table of keys for each table
    #[arg(long, value_enum, default_value = "json")]
    format: SchemaFormat,
    /// The language of descriptions: fi, sv or en
    #[arg(long, default_value = "en", value_parser = parse_lang)]
    lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    Notice,
    Workspace,
    Rule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaFormat {
    Json,
    Markdown,
}

impl Of {
    fn format(self) -> &'static Format {
        match self {
            Self::Notice => &FORMAT,
            Self::Workspace => &WORKSPACE,
            Self::Rule => &RULE,
        }
    }
}

/// Runs it.
pub fn run(args: &SchemaArgs, _global: &Global) -> Done {
    let text = match args.format {
        SchemaFormat::Markdown if args.of == Some(Of::Rule) => {
            return Err(Failure::Told("rules have no page of keys; docs/writing-rules.md tells how to write one".into()));
        }
        SchemaFormat::Json => json::schema(args.of.unwrap_or(Of::Notice), args.lang),
        SchemaFormat::Markdown => markdown::page(args.of, args.lang),
    };
    print(&text)?;
    Ok(Exit::Clean)
}

/// The schemas of a notice and of the workspace file.
pub(super) fn both(lang: Lang) -> [String; 2] {
    [Of::Notice, Of::Workspace].map(|of| json::schema(of, lang))
}

/// The help of a key. A key that a workspace shares with its notices has none of its own: it means there what it means in a notice.
pub(super) fn help<'f>(table: &Table, key: &'f Key, lang: Lang) -> &'f str {
    let own = key.help.get(lang);
    if !own.is_empty() {
        return own;
    }
    let twin = if table.path == "controllers" { "controller" } else { &table.path };
    FORMAT.key(&format!("{twin}.{}", key.name)).map_or("", |(_, key)| key.help.get(lang))
}
