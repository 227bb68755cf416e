//! Lengths of time as people write them in a notice: "6 vuotta", "24 mån", "90 days", "P6Y".
//! Never compares them with what the law allows.

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

impl Period {
    /// Reads a period; `None` for anything else, zero included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(iso) = text.strip_prefix('P') {
            let (number, unit) = iso.split_at(iso.len().checked_sub(1)?);
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
        let word = word.trim().trim_end_matches('.').to_lowercase();
        let unit = WORDS.iter().find(|(_, words)| words.contains(&word.as_str()))?.0;
        Self::of(number.parse().ok()?, unit)
    }

    fn of(count: u32, unit: Unit) -> Option<Self> {
        (count > 0 && count <= 10_000).then_some(Self { count, unit })
    }
}
