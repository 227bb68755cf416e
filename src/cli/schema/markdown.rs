//! The reference of keys as Markdown: a table for each table of the format, after an introduction written by hand (English has one).

use super::{Of, help};
use crate::lang::{ByLang, Lang};
use crate::notice::spec::{Form, Format, Key, Table, Type};
use std::fmt::Write as _;

/// What the keys alone do not tell. In English only: elsewhere the keys come without it.
const HEAD: &str = include_str!("head.md");

struct Words {
    title: &'static str,
    notice: &'static str,
    workspace: &'static str,
    columns: &'static str,
    required: &'static str,
    string: &'static str,
    strings: &'static str,
    label: &'static str,
    labels: &'static str,
    text: &'static str,
    boolean: &'static str,
    integer: &'static str,
    date: &'static str,
    country: &'static str,
    countries: &'static str,
    url: &'static str,
    email: &'static str,
    phone: &'static str,
    languages: &'static str,
    period: &'static str,
    one: &'static str,
    several: &'static str,
    reference: &'static str,
    references: &'static str,
    or: &'static str,
    map: &'static str,
    levels: &'static str,
}

static WORDS: ByLang<Words> = ByLang {
    fi: Words {
        title: "Tiedostomuoto",
        notice: "Selosteen taulut",
        workspace: "Työtilan tiedoston `seloste.toml` taulut",
        columns: "| avain | tyyppi | merkitys |",
        required: "**pakollinen**",
        string: "merkkijono",
        strings: "luettelo merkkijonoja",
        label: "lyhyt teksti",
        labels: "luettelo lyhyitä tekstejä",
        text: "teksti (CommonMark)",
        boolean: "`true` tai `false`",
        integer: "kokonaisluku",
        date: "päivämäärä",
        country: "maakoodi",
        countries: "maakoodi tai luettelo niitä",
        url: "verkko-osoite",
        email: "sähköpostiosoite",
        phone: "puhelinnumero",
        languages: "luettelo kielikoodeja",
        period: "aika",
        one: "yksi näistä:",
        several: "yksi tai useampi näistä:",
        reference: "tunniste taulusta",
        references: "tunniste tai luettelo tunnisteita taulusta",
        or: "tai",
        map: "lyhyt teksti kullekin aiheelle",
        levels: "kullekin säännölle yksi näistä: `error`, `warning`, `note`",
    },
    sv: Words {
        title: "Filformatet",
        notice: "Beskrivningens tabeller",
        workspace: "Tabellerna i arbetsytans fil `seloste.toml`",
        columns: "| nyckel | typ | betydelse |",
        required: "**obligatorisk**",
        string: "sträng",
        strings: "lista med strängar",
        label: "kort text",
        labels: "lista med korta texter",
        text: "text (CommonMark)",
        boolean: "`true` eller `false`",
        integer: "heltal",
        date: "datum",
        country: "landskod",
        countries: "landskod eller lista med landskoder",
        url: "webbadress",
        email: "e-postadress",
        phone: "telefonnummer",
        languages: "lista med språkkoder",
        period: "tid",
        one: "en av:",
        several: "en eller flera av:",
        reference: "id i tabellen",
        references: "id eller lista med id i tabellen",
        or: "eller",
        map: "kort text för varje ämne",
        levels: "för varje regel en av: `error`, `warning`, `note`",
    },
    en: Words {
        title: "The file format",
        notice: "Tables of a notice",
        workspace: "Tables of the workspace file `seloste.toml`",
        columns: "| key | type | what |",
        required: "**required**",
        string: "string",
        strings: "list of strings",
        label: "short text",
        labels: "list of short texts",
        text: "text (CommonMark)",
        boolean: "`true` or `false`",
        integer: "whole number",
        date: "date",
        country: "country code",
        countries: "country code, or a list of them",
        url: "web address",
        email: "e-mail address",
        phone: "telephone number",
        languages: "list of language codes",
        period: "period",
        one: "one of:",
        several: "one or several of:",
        reference: "id in",
        references: "id, or a list of ids, in",
        or: "or",
        map: "a short text for each topic",
        levels: "for each rule one of: `error`, `warning`, `note`",
    },
};

/// The page: one format, or both.
pub(super) fn page(of: Option<Of>, lang: Lang) -> String {
    let words = WORDS.get(lang);
    let mut out = if lang == Lang::EN { HEAD.to_string() } else { format!("# {}\n", words.title) };
    for (part, title) in [(Of::Notice, words.notice), (Of::Workspace, words.workspace)] {
        if of.is_none_or(|of| of == part) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\n## {title}\n");
            part.format().tables.iter().for_each(|table| section(part.format(), table, lang, &mut out));
        }
    }
    out
}

/// A table's name as a file writes it.
pub(in crate::cli) fn heading(table: &Table) -> String {
    match table.form {
        Form::List => format!("[[{}]]", table.path),
        Form::Named => format!("[{}.x]", table.path),
        Form::Table | Form::Free => format!("[{}]", table.path),
    }
}

fn section(format: &Format, table: &Table, lang: Lang, out: &mut String) {
    let words = WORDS.get(lang);
    let _ = write!(out, "\n### `{}`\n\n{}\n", heading(table), table.help.get(lang));
    if table.keys.is_empty() {
        return;
    }
    let _ = write!(out, "\n{}\n|---|---|---|\n", words.columns);
    for key in &table.keys {
        let required = if key.required { format!("{}, ", words.required) } else { String::new() };
        let _ = writeln!(out, "| `{}` | {required}{} | {} |", key.name, cell(&kind(format, key, words)), cell(help(table, key, lang)));
    }
}

/// What a key may hold, in words, but for the values of a choice.
pub(in crate::cli) fn kind_without_values(key: &Key, lang: Lang) -> String {
    let words = WORDS.get(lang);
    match key.kind {
        Type::Enum => words.one.trim_end_matches(':').to_string(),
        Type::Enums => words.several.trim_end_matches(':').to_string(),
        _ => kind(&crate::notice::FORMAT, key, words),
    }
}

/// What a key may hold, in words.
fn kind(format: &Format, key: &Key, words: &Words) -> String {
    let values = || key.values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    let to = || {
        let to = key.to.as_deref().unwrap_or_default();
        match format.table(to) {
            Some(table) => format!("`{}`", heading(table)),
            // Recipients are no table of their own.
            None => format!("`[[disclosures]]` {} `[[processors]]`", words.or),
        }
    };
    let plain = match key.kind {
        Type::Enum => return format!("{} {}", words.one, values()),
        Type::Enums => return format!("{} {}", words.several, values()),
        Type::Ref => return format!("{} {}", words.reference, to()),
        Type::Refs => return format!("{} {}", words.references, to()),
        Type::String => words.string,
        Type::Strings => words.strings,
        Type::Label => words.label,
        Type::Labels => words.labels,
        Type::Text => words.text,
        Type::Boolean => words.boolean,
        Type::Integer => words.integer,
        Type::Date => words.date,
        Type::Country => words.country,
        Type::Countries => words.countries,
        Type::Url => words.url,
        Type::Email => words.email,
        Type::Phone => words.phone,
        Type::Languages => words.languages,
        Type::Period => words.period,
        Type::Map => words.map,
        Type::Levels => words.levels,
    };
    plain.to_string()
}

/// Text that cannot end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
