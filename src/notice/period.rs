//! Lengths of time as people write them in a notice: "6 vuotta", "24 mån", "90 days", "P6Y".
//! Never compares them with what the law allows.

use std::ops::RangeInclusive;

/// A length of time in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// Words of each unit in Finnish, Swedish and English, in the forms that follow a number, and usual abbreviations.
const WORDS: &[(Unit, &[&str])] = &[
    (Unit::Hour, &["tunti", "tuntia", "h", "timme", "timmar", "hour", "hours"]),
    (Unit::Day, &["päivä", "päivää", "pv", "vrk", "vuorokausi", "vuorokautta", "dag", "dagar", "dygn", "day", "days"]),
    (Unit::Week, &["viikko", "viikkoa", "vko", "vk", "vecka", "veckor", "week", "weeks"]),
    (Unit::Month, &["kuukausi", "kuukautta", "kk", "månad", "månader", "mån", "month", "months"]),
    (Unit::Year, &["vuosi", "vuotta", "v", "år", "year", "years", "yr", "yrs"]),
];

/// Forms of the units that follow a number in running text, beside those of [`WORDS`].
const INFLECTED: &[&str] = &["tunnin", "päivän", "vuorokauden", "viikon", "kuukauden", "vuoden", "vuodeksi", "kuukaudeksi", "årets", "years'", "months'"];

/// Numbers in words, as they stand before a unit in running text.
const NUMBERS: &str = "yhden kaksi kahden kolme kolmen neljä neljän viisi viiden kuusi kuuden seitsemän kahdeksan yhdeksän kymmenen kaksitoista kahdentoista \
    viisitoista viidentoista kaksikymmentä kahdenkymmenen ett två tre fyra fem sex sju åtta nio tio tolv femton tjugo one two three four five \
    six seven eight nine ten twelve fifteen twenty";

/// Whether a text in any of the languages states a length of time: a number, in figures or in words, before a unit.
#[must_use]
pub fn states_a_time(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let Some(mut before) = words.next() else { return false };
    words.any(|word| {
        let number = std::mem::replace(&mut before, word);
        let counts = NUMBERS.split(' ').any(|known| known == number) || number.bytes().all(|b| b.is_ascii_digit());
        // A letter alone ("7 v", "3 h") may be a reference to a section as well.
        let unit = word.len() > 1 && (INFLECTED.contains(&word) || WORDS.iter().any(|(_, words)| words.contains(&word)));
        counts && unit
    })
}

impl Period {
    /// Reads a period; `None` for anything else, zero included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(iso) = text.strip_prefix('P') {
            let (number, unit) = iso.split_at(iso.char_indices().next_back()?.0);
            let (number, unit) = match (number, unit) {
                (n, "Y") => (n, Unit::Year),
                (n, "M") => (n, Unit::Month),
                (n, "W") => (n, Unit::Week),
                (n, "D") => (n, Unit::Day),
                (n, "H") => (n.strip_prefix('T')?, Unit::Hour),
                _ => return None,
            };
            return Self::of(number.parse().ok()?, unit);
        }
        let end = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, word) = text.split_at(end);
        let word = word.trim().trim_end_matches('.');
        let known = |word: &str| WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(unit, _)| *unit);
        let unit = known(word).or_else(|| known(&word.to_lowercase()))?;
        Self::of(number.parse().ok()?, unit)
    }

    /// The fewest and the most hours it can last, whatever day it begins: a year has 365 or 366 days, a month 28 to 31.
    #[must_use]
    pub fn hours(self) -> RangeInclusive<u64> {
        let count = u64::from(self.count);
        let exact = |hours: u64| count * hours..=count * hours;
        match self.unit {
            Unit::Hour => exact(1),
            Unit::Day => exact(24),
            Unit::Week => exact(24 * 7),
            Unit::Month => months(count),
            Unit::Year => months(count * 12),
        }
    }

    fn of(count: u32, unit: Unit) -> Option<Self> {
        (count > 0 && count <= 10_000).then_some(Self { count, unit })
    }
}

/// Days before each month of two cycles of a leap year and the three years after it: four calendar years, whatever month one begins in.
const DAYS: [u64; 97] = {
    let year = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut days = [0; 97];
    let mut month = 0;
    while month < 96 {
        days[month + 1] = days[month] + if month % 48 == 1 { 29 } else { year[month % 12] };
        month += 1;
    }
    days
};

/// The fewest and the most hours of so many months. A year that skips its leap day (2100) is left out of account.
fn months(count: u64) -> RangeInclusive<u64> {
    let (cycles, rest) = (count / 48, usize::try_from(count % 48).unwrap_or(0));
    let spans = (0..48).map(|start| DAYS[start + rest] - DAYS[start]);
    let (fewest, most) = spans.fold((u64::MAX, 0), |(fewest, most), days| (fewest.min(days), most.max(days)));
    let whole = cycles * DAYS[48];
    (whole + fewest) * 24..=(whole + most) * 24
}

#[cfg(test)]
mod tests {
    use super::{Period, states_a_time};

    #[test]
    fn a_length_of_time_is_seen_in_running_text() {
        for text in
            ["Tuhoamme ne viiden vuoden kuluttua.", "Materialet förstörs fem år efter skolstarten.", "Erased 30 days after the trip.", "Pois 12 kk:n päästä"]
        {
            assert!(states_a_time(text), "{text}");
        }
        for text in
            ["Poistamme ne, kun asia on ratkaistu.", "Niin kauan kuin talo on olemassa (7 luvun 27 §).", "Så länge avtalet gäller, år efter år.", "vuotta"]
        {
            assert!(!states_a_time(text), "{text}");
        }
    }

    #[test]
    fn months_and_years_have_as_many_days_as_calendars_give_them() {
        let days = |text: &str| {
            let hours = Period::parse(text).expect("a period").hours();
            (hours.start() / 24, hours.end() / 24)
        };
        assert_eq!(days("1 month"), (28, 31));
        assert_eq!(days("12 kuukautta"), (365, 366));
        assert_eq!(days("1 år"), (365, 366));
        assert_eq!(days("4 vuotta"), (1461, 1461));
        assert_eq!(days("6 years"), (2191, 2192));
        assert_eq!(days("52 viikkoa"), (364, 364));
        assert_eq!(days("24 h"), (1, 1));
    }
}
