//! Languages, values per language, and phrases with named holes.
//! Never contains a sentence. Shared with the build script, so it imports nothing of this crate.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A language by its two-letter code, in lower case. The three the tool itself speaks are constants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 2]);

impl Lang {
    /// Finnish.
    pub const FI: Self = Self(*b"fi");
    /// Swedish.
    pub const SV: Self = Self(*b"sv");
    /// English.
    pub const EN: Self = Self(*b"en");
    /// The languages of the tool's own words, in their usual order.
    pub const SPOKEN: [Self; 3] = [Self::FI, Self::SV, Self::EN];

    /// Reads a code of two lower-case letters; anything else is no language.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("xx")
    }

    /// The language itself if the tool speaks it, else English.
    #[must_use]
    pub fn spoken(self) -> Self {
        if Self::SPOKEN.contains(&self) { self } else { Self::EN }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).ok_or_else(|| serde::de::Error::custom(format!("`{code}` is not a two-letter language code")))
    }
}

/// One value for each language the tool speaks; a missing one cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByLang<T> {
    /// Finnish.
    pub fi: T,
    /// Swedish.
    pub sv: T,
    /// English.
    pub en: T,
}

impl<T> ByLang<T> {
    /// The value for `lang`; English for a language the tool does not speak.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::FI => &self.fi,
            Lang::SV => &self.sv,
            _ => &self.en,
        }
    }

    /// The value of each language, with the language.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        [(Lang::FI, &self.fi), (Lang::SV, &self.sv), (Lang::EN, &self.en)].into_iter()
    }

    /// The same in each language, changed by `change`.
    pub fn map<U>(&self, mut change: impl FnMut(Lang, &T) -> U) -> ByLang<U> {
        ByLang { fi: change(Lang::FI, &self.fi), sv: change(Lang::SV, &self.sv), en: change(Lang::EN, &self.en) }
    }
}

impl<T: Clone> ByLang<T> {
    /// The same value in all languages.
    #[must_use]
    pub fn same(value: T) -> Self {
        Self { fi: value.clone(), sv: value.clone(), en: value }
    }
}

/// The names of the holes of a phrase, in order: `"ends on {date}"` has `date`.
pub fn holes(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).filter(|name| is_hole(name))
}

/// Fills the holes of `phrase` with what `value` gives for their names. A hole without a value stays as it is written, so that a
/// fault is seen and nothing is lost; a brace that opens no hole is plain text.
pub fn fill(phrase: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let filled = rest[1..].find('}').map(|end| &rest[1..=end]).filter(|name| is_hole(name)).and_then(|name| Some((name, value(name)?)));
        if let Some((name, text)) = filled {
            out.push_str(&text);
            rest = &rest[name.len() + 2..];
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn is_hole(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
