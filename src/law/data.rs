//! The shapes of the law's data files under `lints/lists`, shared with the build script that checks and packs them.
//! Never decides anything.

use crate::day::{Day, Days};
use crate::lang::ByLang;
use serde::{Deserialize, Serialize};

/// Everything `law` knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LawData {
    /// Statutes and instruments.
    pub statutes: Vec<Statute>,
    /// Countries.
    pub countries: Vec<Country>,
    /// Adequacy decisions.
    pub adequacy: Vec<Adequacy>,
    /// Supervisory authorities.
    pub authorities: Vec<Authority>,
    /// Grounds that may lift a right or a requirement.
    pub grounds: Vec<Ground>,
}

/// How one language names a statute.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatuteName {
    /// The nominative.
    pub name: String,
    /// The form inside a citation: the genitive in Finnish, what follows "i" in Swedish.
    pub of: String,
}

/// How sections of a statute are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Sections, subsections and points of a Finnish act.
    #[default]
    Finnish,
    /// Articles, paragraphs and points of an EU instrument.
    Eu,
}

/// A statute or instrument.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statute {
    /// What data files call it.
    pub id: String,
    /// Its number, such as `523/1999`.
    pub number: String,
    /// Finnish names.
    pub fi: StatuteName,
    /// Swedish names.
    pub sv: StatuteName,
    /// English names.
    pub en: StatuteName,
    /// First day in force.
    #[serde(default)]
    pub from: Option<Day>,
    /// Last day in force.
    #[serde(default)]
    pub until: Option<Day>,
    /// What took its place.
    #[serde(default)]
    pub replaced_by: Vec<String>,
    /// Stems by which a text cites it, in lower case.
    #[serde(default)]
    pub cited: Vec<String>,
    /// Words that begin like a stem and mean something else, in lower case.
    #[serde(default)]
    pub not: Vec<String>,
    /// How its sections are written.
    #[serde(default)]
    pub style: Style,
}

/// A country.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Finnish name.
    pub fi: String,
    /// Swedish name.
    pub sv: String,
    /// English name.
    pub en: String,
    /// The days it has been in the EU or EEA; absent for other countries.
    #[serde(default)]
    pub eea: Option<Days>,
    /// The days on which sending data to it was no transfer to a third country although it was outside the EEA.
    #[serde(default)]
    pub bridge: Option<Days>,
}

/// To whom an adequacy decision reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Everybody in the country.
    #[default]
    All,
    /// Recipients certified under it.
    Certified,
    /// Commercial organisations.
    Commercial,
    /// The private sector.
    Private,
}

/// A decision under Art. 45 GDPR.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adequacy {
    /// The country's code.
    pub country: String,
    /// The decision's number.
    pub number: String,
    /// The day it took effect.
    pub from: Day,
    /// Its last day.
    #[serde(default)]
    pub until: Option<Day>,
    /// To whom it reaches.
    #[serde(default)]
    pub scope: Scope,
}

/// What one language prints about an authority.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityWords {
    /// Its name.
    pub name: String,
    /// Its site in that language, or the nearest there is.
    pub website: String,
}

/// A supervisory authority.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Authority {
    /// The country whose controllers it supervises.
    pub country: String,
    /// In Finnish.
    pub fi: AuthorityWords,
    /// In Swedish.
    pub sv: AuthorityWords,
    /// In English.
    pub en: AuthorityWords,
    /// The day its address and phone were last looked for.
    #[serde(default)]
    pub checked: Option<Day>,
    /// Where it is: its door and its box.
    #[serde(default)]
    pub address: ByLang<String>,
    /// Its exchange.
    #[serde(default)]
    pub phone: String,
    /// Beginnings of addresses it has left, in lower case.
    #[serde(default)]
    pub former_addresses: Vec<String>,
    /// Numbers it has left, digits alone.
    #[serde(default)]
    pub former_phones: Vec<String>,
}

/// A ground in law that may lift a right or a requirement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ground {
    /// What a notice writes in `ground`.
    pub id: String,
    /// The citation, such as `tsl 31`.
    pub cite: String,
    /// The rights it may lift.
    #[serde(default)]
    pub rights: Vec<String>,
    /// The requirements (criterion ids) it may lift.
    #[serde(default)]
    pub lifts: Vec<String>,
    /// Kinds of register it is meant for; any when empty.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Bases (Art. 6(1)) it is meant for; any when empty.
    #[serde(default)]
    pub bases: Vec<String>,
    /// Whether the entry must name the purposes it is about.
    #[serde(default)]
    pub purposes_named: bool,
    /// Whether the act lets the right be departed from where needed, and does not take it away.
    #[serde(default)]
    pub where_needed: bool,
    /// Whether it reaches only data that are not collected from the person (Art. 14).
    #[serde(default)]
    pub only_article_14: bool,
    /// The number of the act that the purpose must cite as its statute.
    #[serde(default)]
    pub cited: Option<String>,
    /// What it is about.
    pub text: ByLang<String>,
}
