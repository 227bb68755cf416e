//! `seloste explain`: why a rule exists, its law and days, how to mend; or what a key of the format is for.

use super::{Done, Exit, Failure, Global, parse_lang, print};
use crate::lang::{ByLang, Lang, fill, holes};
use crate::law::{Citation, LAW};
use crate::lint::{RULES, Rule, rule};
use crate::notice::shape::nearest;
use crate::notice::spec::{Key, Table, Type};
use crate::notice::{FORMAT, WORKSPACE};
use clap::Args;
use std::fmt::Write as _;

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A code (G216), a rule's name (retention-missing), a table (purposes) or a key (purposes.basis)
    what: String,
    /// The language: fi, sv or en
    #[arg(long, default_value = "fi", value_parser = parse_lang)]
    lang: Lang,
}

struct Words {
    why: &'static str,
    law: &'static str,
    days: &'static str,
    help: &'static str,
    allow: &'static str,
    bad: &'static str,
    values: &'static str,
    keys: &'static str,
    required: &'static str,
    always: &'static str,
    reason: &'static str,
    remove: &'static str,
}

static WORDS: ByLang<Words> = ByLang {
    fi: Words {
        why: "Miksi",
        law: "Laki",
        days: "Arviointipäivät",
        help: "Korjaus",
        allow: "Salliminen perustellusti",
        bad: "Esimerkki virheestä",
        values: "Arvot",
        keys: "Avaimet",
        required: "pakollinen avain",
        always: "kaikki",
        reason: "Kirjoita tähän peruste",
        remove: "poistettu",
    },
    sv: Words {
        why: "Varför",
        law: "Lag",
        days: "Bedömningsdagar",
        help: "Åtgärd",
        allow: "Så tillåts fyndet med motivering",
        bad: "Exempel på felet",
        values: "Värden",
        keys: "Nycklar",
        required: "obligatorisk nyckel",
        always: "alla",
        reason: "Skriv motiveringen här",
        remove: "borttaget",
    },
    en: Words {
        why: "Why",
        law: "Law",
        days: "Judging days",
        help: "What to do",
        allow: "How to allow it, with a reason",
        bad: "An example of the fault",
        values: "Values",
        keys: "Keys",
        required: "required key",
        always: "all",
        reason: "Write the reason here",
        remove: "removed",
    },
};

/// Runs it.
pub fn run(args: &ExplainArgs, _global: &Global) -> Done {
    let wanted = args.what.trim();
    let text = if let Some(rule) = rule(wanted) {
        of_rule(rule, args.lang)
    } else if let Some((table, key)) = FORMAT.key(wanted).or_else(|| WORKSPACE.key(wanted)) {
        of_key(table, key, args.lang)
    } else if let Some(table) = FORMAT.table(wanted).or_else(|| WORKSPACE.table(wanted)) {
        of_table(table, args.lang)
    } else {
        let keys: Vec<String> =
            FORMAT.tables.iter().flat_map(|t| std::iter::once(t.path.clone()).chain(t.keys.iter().map(|k| format!("{}.{}", t.path, k.name)))).collect();
        let known = RULES.iter().flat_map(|rule| [rule.code.as_str(), rule.name.as_str()]).chain(keys.iter().map(String::as_str));
        let hint = nearest(wanted, known).map_or_else(String::new, |word| format!(" Did you mean `{word}`?"));
        return Err(Failure::Told(format!("`{wanted}` is no code, rule, table or key.{hint} `seloste rules` lists the rules.")));
    };
    print(&text)?;
    Ok(Exit::Clean)
}

/// A phrase for people who have no finding at hand: its holes become an ellipsis.
pub(super) fn open(phrase: &str) -> String {
    if holes(phrase).next().is_none() { phrase.to_string() } else { fill(phrase, |_| Some("…".into())) }
}

fn of_rule(rule: &Rule, lang: Lang) -> String {
    let words = WORDS.get(lang);
    let mut out = format!("{} {} ({})\n\n{}\n\n", rule.code, rule.name, rule.level.key(), open(rule.message.get(lang)));
    let _ = writeln!(out, "{}: {}\n", words.why, rule.why.get(lang));
    let law: Vec<String> = rule.law.iter().filter_map(|entry| Citation::parse(&entry.cite)?.print(&LAW, lang)).collect();
    if !law.is_empty() {
        let _ = writeln!(out, "{}: {}.\n", words.law, law.join("; "));
    }
    let days = match (rule.days.from, rule.days.until) {
        (None, None) => words.always.to_string(),
        (from, until) => format!("{} – {}", from.map_or_else(String::new, |d| d.to_string()), until.map_or_else(String::new, |d| d.to_string())),
    };
    let _ = writeln!(out, "{}: {days}\n", words.days);
    let _ = writeln!(out, "{}: {}\n", words.help, open(rule.help.get(lang)));
    if let Some(bad) = rule.bad.first() {
        let _ = writeln!(out, "{}:", words.bad);
        for path in &bad.remove {
            let _ = writeln!(out, "  # {}: {path}", words.remove);
        }
        for line in bad.add.trim().lines() {
            let _ = writeln!(out, "  {line}");
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}:\n  [[lint.allow]]\n  code = \"{}\"\n  reason = \"{}\"", words.allow, rule.code, words.reason);
    out
}

fn of_table(table: &Table, lang: Lang) -> String {
    let words = WORDS.get(lang);
    let mut out = format!("[{}]\n\n{}\n\n{}:\n", table.path, table.help.get(lang), words.keys);
    let width = table.keys.iter().map(|key| key.name.len()).max().unwrap_or(0);
    for key in &table.keys {
        let _ = writeln!(out, "  {:width$}  {}", key.name, key.help.get(lang));
    }
    out
}

fn of_key(table: &Table, key: &Key, lang: Lang) -> String {
    let words = WORDS.get(lang);
    let required = if key.required { format!(" ({})", words.required) } else { String::new() };
    let mut out = format!("{}.{}: {}{required}\n\n{}\n", table.path, key.name, type_name(key), key.help.get(lang));
    if !key.values.is_empty() {
        let _ = writeln!(out, "\n{}: {}", words.values, key.values.join(", "));
    }
    out
}

/// The type of a key as the format names it.
pub(super) fn type_name(key: &Key) -> String {
    let name = serde_json::to_value(key.kind).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default();
    match (&key.to, key.kind) {
        (Some(to), Type::Ref | Type::Refs) => format!("{name} → {to}"),
        _ => name,
    }
}
