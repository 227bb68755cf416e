//! Facts that sentences tell: periods, bases, countries, denials, statutes. They stay prose; they are named as proposals with how sure they are,
//! and a denial that stands for itself is also declared. Never judges what the law says of them.

use super::facts::{Fact, Facts};
use super::line::Document;
use super::structure::Section;
use crate::law::LAW;
use crate::prose;

/// Words by which a legal basis is told, by their beginnings.
const BASES: &[(&str, &[&str])] = &[
    ("consent", &["suostumu", "samtyck", "consent"]),
    ("contract", &["sopimuks", "sopimus", "avtal", "contract"]),
    (
        "legal-obligation",
        &[
            "lakisääteinen velvo",
            "lakisääteisen velvo",
            "lakisääteisiin velvo",
            "lakisääteiset velvo",
            "lakisääteisten velvo",
            "rättslig förplikt",
            "rättsliga förplikt",
            "legal obligation",
        ],
    ),
    (
        "legitimate-interests",
        &["oikeutettu et", "oikeutetun ed", "oikeutettuun et", "oikeutetut ed", "berättigat intress", "berättigade intress", "legitimate interest"],
    ),
    (
        "public-task",
        &["yleistä etua kosk", "yleisen edun", "julkisen vallan", "allmänt intresse", "myndighetsutövning", "public interest", "official authority"],
    ),
    ("vital-interests", &["elintärke", "grundläggande intress", "vital interest"]),
];

const RIGHTS: &[(&str, &[&str])] = &[
    ("access", &["tarkastaa", "tarkistaa mitä", "pääsy", "tarkastusoike", "tillgång till", "insyn", "granska", "right of access", "access to", "inspect"]),
    ("rectification", &["oikais", "korjaam", "korjattav", "rättelse", "rätta", "korriger", "rectif", "correct"]),
    (
        "erasure",
        &["poistamista", "poistamiseen", "poistetaan pyynn", "tulla unohdetuksi", "radering", "raderas", "glömd", "erasure", "erase", "forgotten", "delet"],
    ),
    ("restriction", &["rajoitt", "rajoittam", "begräns", "restrict"]),
    ("portability", &["järjestelmästä toiseen", "siirrettäv", "dataportab", "överföra uppgifter", "portab"]),
    ("objection", &["vastust", "kieltää", "invänd", "motsätta", "förbjud", "object", "prohibit"]),
    ("withdraw-consent", &["peruuttaa suostumu", "suostumuksen peruut", "peruuttaa antam", "perua suostumu", "återkalla", "withdraw"]),
    ("complaint", &["valitus", "valittaa", "tietosuojavaltuutet", "klagomål", "besvär", "dataombudsman", "complaint", "ombudsman"]),
];

/// Names the facts of sentences.
pub fn find(document: &Document, sections: &[Section], facts: &mut Facts) {
    /// So many sentences are searched for names of countries.
    const SENTENCES: usize = 500;
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut searched = 0;
    for section in sections.iter().filter(|section| !section.contents) {
        let has = |topic: &str| section.topics.iter().any(|own| own == topic);
        for paragraph in paragraphs(document, section) {
            let text = paragraph.iter().map(|at| document.lines[*at].text.as_str()).collect::<Vec<_>>().join(" ");
            for sentence in sentences(&text) {
                let line = line_of(document, &paragraph, sentence.1);
                let lower = sentence.0.to_lowercase();
                let mut name = |path: &str, value: String, confidence: f32, facts: &mut Facts| {
                    let key = (path.to_string(), value.clone());
                    if !seen.contains(&key) {
                        seen.push(key);
                        facts.all.push(Fact { path: path.into(), value, line, confidence, written: false });
                    }
                };
                if has("retention")
                    || (lower.contains("säilyt")
                        || lower.contains("poistetaan")
                        || lower.contains("lagra")
                        || lower.contains("bevara")
                        || lower.contains("sparas")
                        || lower.contains("retain")
                        || lower.contains("store"))
                {
                    for period in periods(&lower) {
                        name("retention.period", period, if has("retention") { 0.9 } else { 0.7 }, facts);
                    }
                }
                if has("legal-basis") {
                    for (basis, words) in BASES {
                        if words.iter().any(|word| lower.contains(word)) {
                            name("purposes.basis", (*basis).to_string(), 0.85, facts);
                        }
                    }
                }
                if searched < SENTENCES && (has("transfers") || has("processors") || has("disclosures")) {
                    searched += 1;
                    let denies = denies(&lower);
                    for code in LAW.country_codes().filter(|code| *code != "FI") {
                        let Some(country) = LAW.country(code) else { continue };
                        let named = [&country.fi, &country.sv, &country.en].into_iter().any(|known| names(&sentence.0, known));
                        let usa = code == "US"
                            && sentence
                                .0
                                .split(|c: char| !c.is_alphanumeric())
                                .any(|word| word == "USA" || word == "Yhdysvaltoihin" || word == "Yhdysvalloissa" || word == "Yhdysvaltain");
                        if (named || usa) && !denies {
                            name("transfers.country", code.to_string(), 0.85, facts);
                        }
                    }
                }
                if section.topics.iter().any(|topic| topic.starts_with("right")) || has("complaint") {
                    for (right, words) in RIGHTS {
                        if words.iter().any(|word| lower.contains(word)) {
                            name("rights.right", (*right).to_string(), 0.85, facts);
                        }
                    }
                }
                declared(&lower, section, line, facts);
                for statute in LAW.statutes() {
                    if statute.number.len() >= 6 && sentence.0.contains(statute.number.as_str()) {
                        name("law", statute.number.clone(), 0.95, facts);
                    }
                }
            }
        }
    }
}

/// The lines of each paragraph, list item or cell.
fn paragraphs(document: &Document, section: &Section) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for at in &section.body {
        let line = &document.lines[*at];
        let joins = !line.gap && line.kind == super::line::Kind::Text;
        match out.last_mut().filter(|_| joins) {
            Some(paragraph) => paragraph.push(*at),
            None => out.push(vec![*at]),
        }
    }
    out
}

/// The sentences of a plain text with the byte where each begins.
pub(super) fn sentences(text: &str) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let (before, after) = (&text[from..=at], &text[at + 1..]);
        if after.starts_with(' ') && prose::ends_sentence(before, after) {
            out.push((before.trim().to_string(), from));
            from = at + 1;
        }
    }
    if !text[from..].trim().is_empty() {
        out.push((text[from..].trim().to_string(), from));
    }
    out
}

fn line_of(document: &Document, paragraph: &[usize], offset: usize) -> usize {
    let mut left = offset;
    for at in paragraph {
        let length = document.lines[*at].text.len() + 1;
        if left < length {
            return *at;
        }
        left -= length;
    }
    paragraph.last().copied().unwrap_or(0)
}

/// A country's name as a whole word, or its beginning with an ending of inflection.
fn names(text: &str, country: &str) -> bool {
    country.chars().count() >= 4
        && text.match_indices(country).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let rest: String = text[at + country.len()..].chars().take_while(|c| c.is_alphabetic()).collect();
            before.is_none_or(|c| !c.is_alphanumeric()) && rest.chars().count() <= 4
        })
}

fn denies(lower: &str) -> bool {
    lower.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "ei" | "emme" | "eivät" | "inte" | "ej" | "aldrig" | "not" | "no" | "never"))
}

/// Numbers with a unit of time, as the format writes them.
fn periods(lower: &str) -> Vec<String> {
    const UNITS: &[(&str, &[&str])] = &[
        ("vuotta", &["vuotta", "vuoden", "vuosi", "v"]),
        ("kuukautta", &["kuukautta", "kuukauden", "kuukausi", "kk"]),
        ("viikkoa", &["viikkoa", "viikon"]),
        ("päivää", &["päivää", "päivän", "vuorokautta", "vuorokauden", "vrk", "pv"]),
        ("år", &["år", "års"]),
        ("månader", &["månader", "månaders", "månad", "mån"]),
        ("veckor", &["veckor", "vecka"]),
        ("dagar", &["dagar", "dygn", "dagars"]),
        ("years", &["years", "year"]),
        ("months", &["months", "month"]),
        ("weeks", &["weeks", "week"]),
        ("days", &["days", "day"]),
    ];
    const NUMBERS: &[(&str, u32)] = &[
        ("yhden", 1),
        ("kahden", 2),
        ("kaksi", 2),
        ("kolme", 3),
        ("kolmen", 3),
        ("neljä", 4),
        ("neljän", 4),
        ("viisi", 5),
        ("viiden", 5),
        ("kuusi", 6),
        ("kuuden", 6),
        ("kymmenen", 10),
        ("kaksitoista", 12),
        ("kahdentoista", 12),
        ("ett", 1),
        ("två", 2),
        ("tre", 3),
        ("fyra", 4),
        ("fem", 5),
        ("sex", 6),
        ("tio", 10),
        ("tolv", 12),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("ten", 10),
        ("twelve", 12),
    ];
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '.' | ';')).filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .filter_map(|pair| {
            let number =
                pair[0].parse::<u32>().ok().filter(|n| (1..=200).contains(n)).or_else(|| NUMBERS.iter().find(|(word, _)| *word == pair[0]).map(|(_, n)| *n))?;
            let (unit, _) = UNITS.iter().find(|(_, forms)| forms.contains(&pair[1]))?;
            Some(format!("{number} {unit}"))
        })
        .collect()
}

/// A short sentence that denies and leaves no way out is a declaration.
fn declared(lower: &str, section: &Section, line: usize, facts: &mut Facts) {
    const OUT: &[&str] = &[
        "ellei",
        "paitsi",
        "lukuun ottamatta",
        "ilman",
        "muutoin",
        "poikkeu",
        "pääsääntö",
        "lähtökohtai",
        "säännönmukai",
        "yleensä",
        "om inte",
        "utan",
        "förutom",
        "regelmässig",
        "unless",
        "except",
        "without",
        "regular",
        "other than",
        "muuta kuin",
        "muille kuin",
        "muuhun",
    ];
    if !denies(lower) || OUT.iter().any(|word| lower.contains(word)) || lower.split_whitespace().count() > 16 {
        return;
    }
    let has = |topic: &str| section.topics.iter().any(|own| own == topic);
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let away = any(&["siirr", "luovut", "överför", "lämna", "transfer", "disclos"]);
    let outside = any(&["ulkopuolelle", "utanför", "outside", "kolmansiin maihin", "tredje land", "third countr"]);
    let europe = any(&["eu", "eta", "ees", "eea", "euroop", "europ", "kolmansiin maihin", "tredje land", "third countr"]);
    let mut declare = |key: &'static str| {
        if facts.declares.iter().all(|(known, _)| *known != key) {
            facts.declares.push((key, line));
            facts.all.push(Fact { path: format!("declares.{key}"), value: "false".into(), line, confidence: 0.9, written: true });
        }
    };
    if away && outside && europe && has("transfers") {
        declare("transfers-outside-eea");
    } else if away && !outside && has("disclosures") && any(&["tietoja", "uppgifter", "data"]) && any(&["luovut", "lämna", "disclos"]) {
        declare("disclosures");
    } else if has("automated-decisions") && any(&["automaatti", "automati", "automat", "profil"]) {
        declare("automated-decisions");
        if any(&["profil"]) {
            declare("profiling");
        }
    }
}
