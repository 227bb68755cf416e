//! The language of a text by its small words. Never reads more than it needs.

use crate::lang::Lang;

/// Words that one language has and the others have not.
const WORDS: [(Lang, &[&str]); 3] = [
    (
        Lang::FI,
        &[
            "ja",
            "on",
            "ei",
            "tai",
            "sekä",
            "että",
            "joka",
            "tietoja",
            "rekisterin",
            "henkilötietojen",
            "ovat",
            "voi",
            "mukaan",
            "tiedot",
            "käsittelyn",
            "rekisteri",
            "tietojen",
            "rekisterinpitäjä",
            "oikeus",
            "miksi",
            "mitä",
            "kuinka",
            "me",
            "emme",
            "tietosuojaseloste",
            "rekisteriseloste",
            "oy",
        ],
    ),
    (
        Lang::SV,
        &[
            "och",
            "är",
            "att",
            "som",
            "för",
            "inte",
            "av",
            "till",
            "med",
            "den",
            "det",
            "en",
            "ett",
            "om",
            "vi",
            "på",
            "kan",
            "uppgifter",
            "registret",
            "eller",
            "du",
            "rätt",
            "personuppgifter",
            "behandling",
            "dina",
            "samt",
            "integritetspolicy",
            "dataskyddsbeskrivning",
            "registerbeskrivning",
            "kakor",
        ],
    ),
    (
        Lang::EN,
        &[
            "the",
            "and",
            "of",
            "to",
            "is",
            "are",
            "not",
            "for",
            "with",
            "data",
            "we",
            "you",
            "your",
            "this",
            "or",
            "by",
            "may",
            "personal",
            "register",
            "right",
            "policy",
            "privacy",
            "controller",
            "processing",
            "retention",
        ],
    ),
];

/// The language of texts; `usual` where they are too short to tell.
pub fn of<'a>(texts: impl Iterator<Item = &'a str>, usual: Option<Lang>) -> Lang {
    /// So many words tell.
    const ENOUGH: usize = 3_000;
    let mut counts = [0usize; 3];
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic() && c != '-')).filter(|word| !word.is_empty()).take(ENOUGH);
    for word in words {
        let word = word.to_lowercase();
        for (count, (_, known)) in counts.iter_mut().zip(&WORDS) {
            *count += usize::from(known.contains(&word.as_str()));
        }
    }
    let (best, most) = counts.iter().enumerate().max_by_key(|(at, count)| (**count, usize::MAX - at)).map_or((0, 0), |(at, count)| (at, *count));
    let runner = counts.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, count)| *count).max().unwrap_or(0);
    match usual {
        Some(usual) if most < 2 || most < runner * 2 + 1 => usual,
        None if most == 0 => Lang::FI,
        _ => WORDS[best].0,
    }
}
