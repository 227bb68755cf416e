//! The rules, and what is not checked, as a table for the terminal and as a Markdown page.

use super::{Listed, cited};
use crate::desk::cards::open;
use crate::lang::{ByLang, Lang};
use crate::lint::rule::{FAMILIES, NotChecked};
use std::fmt::Write as _;

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
    /// The heading of rules of the user's own.
    own: &'static str,
    /// What is not checked: heading, what it is, columns, and what is said where there is nothing.
    unchecked: [&'static str; 4],
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
        own: "omat säännöt",
        unchecked: [
            "Mitä ei tarkisteta",
            "Näitä laki edellyttää, mutta selosteesta niitä ei voi nähdä tai niistä ei voi päätellä varmasti. Siksi niistä ei ole sääntöä.",
            "| asia | laki | miksi |",
            "Luettelo on tyhjä.",
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
        own: "egna regler",
        unchecked: [
            "Vad som inte kontrolleras",
            "Det här kräver lagen, men det syns inte i en beskrivning eller kan inte avgöras säkert. Därför finns ingen regel.",
            "| sak | lag | varför |",
            "Listan är tom.",
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
        own: "rules of your own",
        unchecked: [
            "What is not checked",
            "The law asks for these, but a notice does not show them, or nothing certain follows from what it shows. So there is no rule.",
            "| matter | law | why |",
            "The list is empty.",
        ],
    },
};

/// A line for each rule.
pub(super) fn table(rules: &[Listed<'_>], lang: Lang) -> String {
    let words = WORDS.get(lang);
    let codes = rules.iter().map(|listed| listed.rule.code.len()).max().unwrap_or(0);
    let names = rules.iter().map(|listed| listed.rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for Listed { rule, .. } in rules {
        let off = if rule.default { String::new() } else { format!("({}) ", words.off) };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:codes$}  {:names$}  {:7}  {off}{}", rule.code, rule.name, rule.level.key(), open(rule.message.get(lang)));
    }
    out
}

/// A page with a table for each family, those of a user's own, and what is not checked.
pub(super) fn markdown(rules: &[Listed<'_>], rows: &[NotChecked], lang: Lang) -> String {
    let words = WORDS.get(lang);
    let mut out = format!("# {}\n\n{}\n", words.title, words.head);
    for ((folder, letter, hundred), family) in FAMILIES.iter().zip(words.families) {
        section(&mut out, &format!("{letter}{hundred}xx: {family}"), rules.iter().filter(|listed| listed.family == *folder), lang);
    }
    section(&mut out, words.own, rules.iter().filter(|listed| listed.family == super::OWN), lang);
    if !rows.is_empty() {
        let _ = write!(out, "\n{}", unchecked(rows, lang, "##"));
    }
    out
}

fn section<'a>(out: &mut String, title: &str, rules: impl Iterator<Item = &'a Listed<'a>>, lang: Lang) {
    let words = WORDS.get(lang);
    let mut rules = rules.peekable();
    if rules.peek().is_none() {
        return;
    }
    let _ = write!(out, "\n## {title}\n\n{}\n|---|---|---|---|---|\n", words.columns);
    for Listed { rule, .. } in rules {
        let off = if rule.default { String::new() } else { format!(" ({})", words.off) };
        let law: Vec<String> = rule.law.iter().map(|entry| cited(&entry.cite, lang)).collect();
        let _ = writeln!(
            out,
            "| {} | {} | {}{off} | {} | {} |",
            rule.code,
            rule.name,
            words.level(rule.level.key()),
            cell(&open(rule.message.get(lang))),
            law.join("; ")
        );
    }
}

/// What is not checked, as a page or a part of one.
pub(super) fn unchecked(rows: &[NotChecked], lang: Lang, level: &str) -> String {
    let [title, head, columns, _] = WORDS.get(lang).unchecked;
    let mut out = format!("{level} {title}\n\n{head}\n\n{columns}\n|---|---|---|\n");
    for row in rows {
        let _ = writeln!(out, "| {} | {} | {} |", row.id, cell(&citations(row, lang)), cell(row.why(lang)));
    }
    out
}

/// What is not checked, a paragraph each.
pub(super) fn unchecked_list(rows: &[NotChecked], lang: Lang) -> String {
    if rows.is_empty() {
        return format!("{}\n", WORDS.get(lang).unchecked[3]);
    }
    rows.iter().map(|row| format!("{}: {}\n  {}\n", row.id, citations(row, lang), row.why(lang))).collect::<Vec<_>>().join("\n")
}

fn citations(row: &NotChecked, lang: Lang) -> String {
    row.law.split(';').map(str::trim).filter(|cite| !cite.is_empty()).map(|cite| cited(cite, lang)).collect::<Vec<_>>().join("; ")
}

/// Text that cannot end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
