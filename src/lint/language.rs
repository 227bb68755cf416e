//! What words of each language look like, as data (`lints/lists/languages.toml`). Shared with the build script that checks and packs it.
//! Never judges a text.

use serde::{Deserialize, Serialize};

/// The words of one language that rules know. All of them are in lower case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its code.
    pub code: String,
    /// Words that nearly every sentence has and no other language.
    pub stop: Vec<String>,
    /// Beginnings of the names of the twelve months.
    pub months: Vec<Vec<String>>,
    /// Beginnings of the words for 2 to 12.
    pub numbers: Vec<Vec<String>>,
    /// Beginnings of units of time.
    pub units: Units,
    /// Beginnings of words that show a citation.
    pub law: Vec<String>,
}

/// Beginnings of units of time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Hours.
    pub hour: Vec<String>,
    /// Days.
    pub day: Vec<String>,
    /// Weeks.
    pub week: Vec<String>,
    /// Months.
    pub month: Vec<String>,
    /// Years.
    pub year: Vec<String>,
}

impl Language {
    /// What is wrong with the list, if anything is.
    pub fn check(&self) -> Result<(), String> {
        if self.months.len() != 12 || self.numbers.len() != 11 {
            return Err(format!("language {}: twelve months and the numbers from 2 to 12", self.code));
        }
        let months = self.months.iter().chain(&self.numbers).flatten();
        let units = [&self.units.hour, &self.units.day, &self.units.week, &self.units.month, &self.units.year].into_iter().flatten();
        let rest = self.stop.iter().chain(&self.law);
        match months.chain(units).chain(rest).find(|word| word.is_empty() || word.to_lowercase() != **word || word.contains(' ')) {
            Some(word) => Err(format!("language {}: `{word}` is not one word in lower case", self.code)),
            None => Ok(()),
        }
    }
}
