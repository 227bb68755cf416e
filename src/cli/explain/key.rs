//! What a table or a key of the format is for.

use super::super::schema;
use crate::facts::named;
use crate::lang::{ByLang, Lang};
use crate::notice::spec::{Key, Table};
use crate::notice::{term, terms};
use std::fmt::Write as _;

struct Words {
    values: &'static str,
    keys: &'static str,
    required: &'static str,
    /// Ready words.
    ready: &'static str,
    /// Facts: of the notice, of an entry.
    facts: [&'static str; 2],
}

static WORDS: ByLang<Words> = ByLang {
    fi: Words {
        values: "Arvot",
        keys: "Avaimet",
        required: "pakollinen avain",
        ready: "Valmiit sanat",
        facts: ["Tosiasiat koko selosteesta", "Tosiasiat luettelon kohdasta (säännössä on `each`)"],
    },
    sv: Words {
        values: "Värden",
        keys: "Nycklar",
        required: "obligatorisk nyckel",
        ready: "Färdiga ord",
        facts: ["Fakta om hela beskrivningen", "Fakta om en post i en lista (regeln har `each`)"],
    },
    en: Words {
        values: "Values",
        keys: "Keys",
        required: "required key",
        ready: "Ready words",
        facts: ["Facts of the whole notice", "Facts of an entry of a list (the rule has `each`)"],
    },
};

pub(super) fn of_table(table: &Table, lang: Lang) -> String {
    let words = WORDS.get(lang);
    let mut out = format!("{}\n\n{}\n", schema::heading(table), table.help.get(lang));
    if !table.keys.is_empty() {
        let _ = writeln!(out, "\n{}:", words.keys);
    }
    let width = table.keys.iter().map(|key| key.name.len()).max().unwrap_or(0);
    for key in &table.keys {
        let _ = writeln!(out, "  {:width$}  {}", key.name, schema::help(table, key, lang));
    }
    out
}

/// The facts that rules may ask, by what they are about.
pub(super) fn facts(lang: Lang) -> String {
    let [notice, entry] = WORDS.get(lang).facts;
    let list = |of_entry: bool| named::names().filter(|name| name.contains('.') == of_entry).map(|name| format!("  {name}\n")).collect::<String>();
    format!("{notice}:\n{}\n{entry}:\n{}", list(false), list(true))
}

pub(super) fn of_key(table: &Table, key: &Key, lang: Lang) -> String {
    let words = WORDS.get(lang);
    let required = if key.required { format!(" ({})", words.required) } else { String::new() };
    let mut out = format!("{}.{}: {}{required}\n\n{}\n", table.path, key.name, schema::kind_without_values(key, lang), schema::help(table, key, lang));
    if !key.values.is_empty() {
        let _ = writeln!(out, "\n{}: {}", words.values, key.values.join(", "));
    }
    if matches!((table.path.as_str(), key.name.as_str()), ("data-categories", "items") | ("data-subjects", "name")) {
        let _ = writeln!(out, "\n{}:", words.ready);
        // Keys with a colon are words of the tool itself.
        for key in terms().filter(|key| !key.contains(':')) {
            let _ = writeln!(out, "  @{key:20} {}", term(key).map_or("", |word| word.get(lang)));
        }
    }
    out
}
