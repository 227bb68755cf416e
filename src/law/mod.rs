//! The law as data: statutes with their days, citations as each language prints them, countries, adequacy decisions, authorities.
//! Never decides what a notice must say.

pub mod citation;
pub mod data;

use crate::day::{Day, Days};
use crate::lang::{ByLang, Lang};
pub use citation::Citation;
pub use data::{Adequacy, Authority, AuthorityWords, Country, Ground, LawData, Scope, Statute, StatuteName};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The built-in law.
pub static LAW: LazyLock<Law> =
    LazyLock::new(|| Law::new(postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/law.bin"))).expect("the build script packed this very type")));

/// Lookups over [`LawData`].
#[derive(Debug)]
pub struct Law {
    data: LawData,
    /// Countries by their codes: every one a notice names is looked up.
    countries: BTreeMap<String, usize>,
}

impl Law {
    fn new(data: LawData) -> Self {
        let countries = data.countries.iter().enumerate().map(|(at, country)| (country.code.clone(), at)).collect();
        Self { data, countries }
    }

    /// All statutes.
    #[must_use]
    pub fn statutes(&self) -> &[Statute] {
        &self.data.statutes
    }

    /// A statute by its id.
    #[must_use]
    pub fn statute(&self, id: &str) -> Option<&Statute> {
        self.data.statutes.iter().find(|statute| statute.id == id)
    }

    /// A country by its code (`FI`).
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.get(code).map(|at| &self.data.countries[*at])
    }

    /// Codes of all known countries.
    pub fn country_codes(&self) -> impl Iterator<Item = &str> {
        self.data.countries.iter().map(|country| country.code.as_str())
    }

    /// Whether the country belongs to the EU or EEA on `day`. An unknown code does not.
    #[must_use]
    pub fn in_eea(&self, code: &str, day: Day) -> bool {
        self.country(code).and_then(|country| country.eea).is_some_and(|days| days.contains(day))
    }

    /// Whether sending data to the country on `day` is a transfer to a third country: it is outside the EEA and no agreement says otherwise.
    #[must_use]
    pub fn is_third_country(&self, code: &str, day: Day) -> bool {
        !self.in_eea(code, day) && !self.country(code).and_then(|country| country.bridge).is_some_and(|days| days.contains(day))
    }

    /// The adequacy decision for a country in force on `day` (Art. 45 GDPR).
    #[must_use]
    pub fn adequacy(&self, code: &str, day: Day) -> Option<&Adequacy> {
        self.data.adequacy.iter().find(|d| d.country == code && d.from <= day && d.until.is_none_or(|until| day <= until))
    }

    /// The supervisory authority for controllers of a country.
    #[must_use]
    pub fn authority(&self, code: &str) -> Option<&Authority> {
        self.data.authorities.iter().find(|authority| authority.country == code)
    }

    /// A ground that may lift a right or a requirement.
    #[must_use]
    pub fn ground(&self, id: &str) -> Option<&Ground> {
        self.data.grounds.iter().find(|ground| ground.id == id)
    }

    /// All such grounds.
    #[must_use]
    pub fn grounds(&self) -> &[Ground] {
        &self.data.grounds
    }
}

/// A number of the European Community or Union as a language writes it: `2003/490/EC` is `2003/490/EY` in Finnish and `2003/490/EG` in Swedish.
#[must_use]
pub fn number(number: &str, lang: Lang) -> String {
    let community = match lang {
        Lang::FI => "/EY",
        Lang::SV => "/EG",
        _ => "/EC",
    };
    number.replace("/EC", community)
}

/// A text in lower case, copied only where it is not.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) }
}

impl Statute {
    /// Its names in a language.
    #[must_use]
    pub fn names(&self, lang: Lang) -> &StatuteName {
        match lang {
            Lang::FI => &self.fi,
            Lang::SV => &self.sv,
            _ => &self.en,
        }
    }

    /// Name and number: "henkilötietolaki (523/1999)".
    #[must_use]
    pub fn titled(&self) -> ByLang<String> {
        ByLang { fi: &self.fi.name, sv: &self.sv.name, en: &self.en.name }.map(|lang, name| format!("{name} ({})", number(&self.number, lang)))
    }

    /// Where it is published, by its European Legislation Identifier: `523/1999` at Finlex, `(EU) 2016/679` at EUR-Lex. `None` for one whose number
    /// is of another form.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (first, second) = self.number.trim_start_matches("(EU) ").split_once('/')?;
        match self.style {
            data::Style::Finnish if digits(first) && second.len() == 4 && digits(second) => Some(format!("http://data.finlex.fi/eli/sd/{second}/{first}")),
            data::Style::Eu if self.number.starts_with("(EU) ") && first.len() == 4 && digits(first) && digits(second) => {
                Some(format!("http://data.europa.eu/eli/reg/{first}/{second}/oj"))
            }
            _ => None,
        }
    }

    /// Whether a text cites it: by its number, or by a stem it is known by.
    #[must_use]
    pub fn is_cited_in(&self, text: &str) -> bool {
        let text = lower(text);
        std::iter::once(&self.number).chain(&self.cited).any(|stem| {
            let numeric = stem.starts_with(|c: char| c.is_ascii_digit());
            text.match_indices(&*lower(stem)).any(|(start, found)| {
                let before = text[..start].chars().next_back();
                let after = text[start + found.len()..].chars().next();
                let apart = before.is_none_or(|c| if numeric { !c.is_ascii_digit() } else { !c.is_alphanumeric() });
                let ends = !numeric || after.is_none_or(|c| !c.is_ascii_digit());
                apart && ends && !self.not.iter().any(|longer| text[start..].starts_with(longer.as_str()))
            })
        })
    }

    /// The days it is in force.
    #[must_use]
    pub fn days(&self) -> Days {
        Days { from: self.from, until: self.until }
    }
}

impl Country {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::FI => &self.fi,
            Lang::SV => &self.sv,
            _ => &self.en,
        }
    }
}

impl Authority {
    /// What a language prints about it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &AuthorityWords {
        match lang {
            Lang::FI => &self.fi,
            Lang::SV => &self.sv,
            _ => &self.en,
        }
    }
}
