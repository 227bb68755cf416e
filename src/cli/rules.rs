//! `seloste rules`: all rules as a table, Markdown or JSON.

use super::explain::open;
use super::{Done, Exit, Global, parse_lang, print};
use crate::lang::{ByLang, Lang};
use crate::law::{Citation, LAW};
use crate::lint::RULES;
use crate::lint::rule::FAMILIES;
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
    /// Whether it runs where nobody selects rules.
    default: bool,
    criterion: &'a str,
    law: Vec<String>,
    message: String,
}

/// The words of the Markdown page.
struct Words {
    title: &'static str,
    head: &'static str,
    columns: &'static str,
    /// Said of a rule that is off by default.
    off: &'static str,
    levels: [(&'static str, &'static str); 3],
    /// In the order of [`FAMILIES`].
    families: [&'static str; FAMILIES.len()],
}

impl Words {
    fn level<'a>(&self, key: &'a str) -> &'a str {
        self.levels.iter().find(|(known, _)| *known == key).map_or(key, |(_, word)| word)
    }
}

static WORDS: ByLang<Words> = ByLang {
    fi: Words {
        title: "Säännöt",
        head: "`seloste explain KOODI` kertoo säännön perusteen, korjauksen ja esimerkin. Kolme pistettä (…) on kohta, johon havainto kirjoittaa selosteen omat sanat.",
        columns: "| koodi | nimi | vakavuus | havainto | laki |",
        off: "vain valittuna",
        levels: [("error", "virhe"), ("warning", "varoitus"), ("note", "huomautus")],
        families: [
            "tiedoston muoto",
            "rekisteriselosteen vaaditut osat",
            "henkilötietolaki (523/1999), 24.5.2018 saakka",
            "yleinen tietosuoja-asetus",
            "kansallinen lainsäädäntö",
            "sähköinen viestintä",
            "sanamuoto",
            "paikkansapitävyys",
            "julkaiseminen",
        ],
    },
    sv: Words {
        title: "Regler",
        head: "`seloste explain KOD --lang sv` berättar varför regeln finns, vad man kan göra och ger ett exempel. Tre punkter (…) är en plats där anmärkningen har beskrivningens egna ord.",
        columns: "| kod | namn | allvar | anmärkning | lag |",
        off: "endast på begäran",
        levels: [("error", "fel"), ("warning", "varning"), ("note", "anmärkning")],
        families: [
            "filens form",
            "registerbeskrivningens obligatoriska delar",
            "personuppgiftslagen (523/1999), till och med 24.5.2018",
            "allmänna dataskyddsförordningen",
            "nationell lagstiftning",
            "elektronisk kommunikation",
            "ordval",
            "riktighet",
            "publicering",
        ],
    },
    en: Words {
        title: "Rules",
        head: "`seloste explain CODE --lang en` tells why a rule exists, what to do, and gives an example. Three dots (…) stand where a finding has the notice's own words.",
        columns: "| code | name | severity | finding | law |",
        off: "only when selected",
        levels: [("error", "error"), ("warning", "warning"), ("note", "note")],
        families: [
            "form of the file",
            "required parts of a register description",
            "Personal Data Act (523/1999), up to 24 May 2018",
            "General Data Protection Regulation",
            "national law",
            "electronic communications",
            "wording",
            "truth",
            "publication",
        ],
    },
};

/// Runs it.
pub fn run(args: &RulesArgs, _global: &Global) -> Done {
    let entries: Vec<Entry<'_>> = RULES
        .iter()
        .map(|rule| Entry {
            code: &rule.code,
            name: &rule.name,
            level: rule.level.key(),
            default: rule.default,
            criterion: &rule.criterion,
            law: rule.law.iter().filter_map(|entry| Citation::parse(&entry.cite)?.print(&LAW, args.lang)).collect(),
            message: open(rule.message.get(args.lang)),
        })
        .collect();
    let mut out = String::new();
    match args.format {
        RulesFormat::Table => {
            let width = entries.iter().map(|e| e.name.len()).max().unwrap_or(0);
            let off = WORDS.get(args.lang).off;
            for e in &entries {
                let off = if e.default { String::new() } else { format!("({off}) ") };
                let _ = writeln!(out, "{}  {:width$}  {:7}  {off}{}", e.code, e.name, e.level, e.message);
            }
        }
        RulesFormat::Markdown => {
            let words = WORDS.get(args.lang);
            let _ = write!(out, "# {}\n\n{}\n", words.title, words.head);
            for ((_, letter, hundred), family) in FAMILIES.iter().zip(words.families) {
                let of_family = || entries.iter().filter(|e| e.code.starts_with(*letter));
                if of_family().next().is_none() {
                    continue;
                }
                let _ = write!(out, "\n## {letter}{hundred}xx: {family}\n\n{}\n|---|---|---|---|---|\n", words.columns);
                for e in of_family() {
                    let off = if e.default { String::new() } else { format!(" ({})", words.off) };
                    let _ =
                        writeln!(out, "| {} | {} | {}{off} | {} | {} |", e.code, e.name, words.level(e.level), e.message.replace('|', "\\|"), e.law.join("; "));
                }
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
