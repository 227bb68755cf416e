//! The native check `response-time`: the time the notice promises an answer in is no longer than a month (Art. 12(3)).
//! Never tells of a text that speaks of an extension, names a shorter time too, or that it does not understand.

use super::Tell;
use crate::lint::context::{Context, State};
use crate::notice::FORMAT;
use regex::Regex;
use std::sync::LazyLock;

/// What shows that the text speaks of the two further months, of something harder than the usual, or of the supervisory authority's own time.
const OTHER: &[&str] = &[
    "jatk",
    "piden",
    "lisäai",
    "lisäksi",
    "monimutk",
    "valtuutet",
    "valvontaviranomai",
    "förläng",
    "ytterligare",
    "komplic",
    "ombudsman",
    "tillsynsmyndighet",
    "extend",
    "extension",
    "further",
    "complex",
    "supervisory",
];

/// Numbers up to twelve as words, in the forms that stand before a unit of time.
const NUMBERS: &[(&str, u32)] = &[
    ("yhden", 1),
    ("yksi", 1),
    ("yhdessä", 1),
    ("kahden", 2),
    ("kaksi", 2),
    ("kahdessa", 2),
    ("kolmen", 3),
    ("kolme", 3),
    ("kolmessa", 3),
    ("neljän", 4),
    ("neljä", 4),
    ("neljässä", 4),
    ("viiden", 5),
    ("viisi", 5),
    ("kuuden", 6),
    ("kuusi", 6),
    ("kuudessa", 6),
    ("kahdeksan", 8),
    ("yhdeksän", 9),
    ("kahdentoista", 12),
    ("en", 1),
    ("ett", 1),
    ("två", 2),
    ("tre", 3),
    ("fyra", 4),
    ("fem", 5),
    ("sex", 6),
    ("åtta", 8),
    ("tolv", 12),
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("eight", 8),
    ("twelve", 12),
];

/// A number and a unit of time, the unit in any of its forms: "kolmen kuukauden", "60 päivässä", "två månader", "3-month".
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let numbers: Vec<&str> = NUMBERS.iter().map(|(word, _)| *word).collect();
    Regex::new(&format!(
        r"(?:\b(?P<number>[0-9]{{1,4}}|{})[\s\u{{a0}}-]+(?:(?P<working>arki|työ|arbets|var|bank|working |business )|kalenteri|kalender|calendar )?|\b(?P<glued>[0-9]{{1,4}})|\b)(?P<unit>kuukau[dst]\p{{L}}*|kk\b|viik\p{{L}}*|vko\b|päiv[äi]\p{{L}}*|pv\b|vrk\b|vuorokau\p{{L}}*|vuo[dstn]\p{{L}}*|månad\p{{L}}*|mån\b|veck\p{{L}}*|dag(?:en|ar\p{{L}}*)?\b|dygn\b|år\b|months?\b|weeks?\b|days?\b|years?\b)",
        numbers.join("|")
    ))
    .expect("a plain pattern")
});

pub(super) fn run(context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(text) = context.notice.rights.as_ref().and_then(|rights| rights.response_time) else { return };
    let in_text = |passage: &&crate::notice::shape::Passage| passage.key == text.at && FORMAT.tables[passage.table].path == "rights";
    for passage in context.reading.passages.iter().filter(in_text) {
        let Some(words) = context.tree().str(passage.at) else { continue };
        if let Some((start, end)) = too_long(words) {
            // The languages say the same: it is told once.
            tell(State::Missing, context.place_of_bytes(passage, start, end), vec![("value", words[start..end].into())]);
            return;
        }
    }
    if context.all {
        tell(State::Met, context.place(text.at), Vec::new());
    }
}

/// Where a text promises an answer later than in a month, in bytes.
fn too_long(text: &str) -> Option<(usize, usize)> {
    let lower = text.to_lowercase();
    // Lower case is as long as the text in the languages of the format; where it is not, nothing is told.
    if lower.len() != text.len() || OTHER.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let mut first = None;
    for found in TIME.captures_iter(&lower) {
        let unit = found.name("unit")?.as_str();
        let count = match found.name("number").or_else(|| found.name("glued")).map(|number| number.as_str()) {
            Some(number) => number.parse().ok().or_else(|| NUMBERS.iter().find(|(word, _)| *word == number).map(|(_, count)| *count))?,
            None => 1,
        };
        if !over_a_month(count, unit, found.name("working").is_some()) {
            return None;
        }
        first = first.or_else(|| found.get(0).map(|whole| (whole.start(), whole.end())));
    }
    first
}

/// Whether a time is longer than the longest month, for certain.
fn over_a_month(count: u32, unit: &str, working: bool) -> bool {
    let starts = |stems: &[&str]| stems.iter().any(|stem| unit.starts_with(stem));
    if starts(&["kuukau", "kk", "mån", "month"]) {
        count > 1
    } else if starts(&["viik", "vko", "veck", "week"]) {
        count > 4
    } else if starts(&["vuod", "vuos", "vuot", "vuon", "år", "year"]) {
        count >= 1
    } else if working {
        count > 26
    } else {
        count > 31
    }
}

#[cfg(test)]
mod tests {
    use super::too_long;

    #[test]
    fn later_than_a_month() {
        for text in [
            "Vastaamme kolmen kuukauden kuluessa.",
            "Vastaamme 60 päivässä.",
            "Vastaamme 90 vuorokauden kuluessa",
            "Vastaus tulee 2 kk:n kuluessa.",
            "Vastaamme vuoden kuluessa.",
            "Saat vastauksen kuudessa viikossa.",
            "Vastaamme 30 arkipäivässä.",
            "Vi svarar inom två månader.",
            "Vi svarar inom 45 dagar.",
            "We answer within three months.",
            "We reply in 6 weeks.",
        ] {
            assert!(too_long(text).is_some(), "{text}");
        }
    }

    #[test]
    fn within_a_month_or_not_certain() {
        for text in [
            "Vastaamme kuukauden kuluessa.",
            "Vastaamme 30 päivän kuluessa.",
            "Vastaamme yhden kuukauden kuluessa pyynnöstä.",
            "Vastaamme 30 vuorokaudessa.",
            "Vastaamme neljässä viikossa.",
            "Vastaamme kuukauden kuluessa. Monimutkaisissa asioissa aikaa on kolme kuukautta.",
            "Vastaamme kuukauden kuluessa. Säilytämme pyynnön kolme kuukautta.",
            "Vastaamme 20 työpäivässä.",
            "Vastaamme 14pv kuluessa.",
            "Vastaamme viipymättä.",
            "Jos vastausta ei tule kolmessa kuukaudessa, voit kääntyä tietosuojavaltuutetun puoleen.",
            "Vi svarar inom en månad, som kan förlängas med två månader.",
            "We answer within one month.",
            "We answer within 31 days.",
            "We answer within two months at most where the request is complex.",
            "",
        ] {
            assert!(too_long(text).is_none(), "{text}");
        }
    }
}
