//! By what an imported text is judged: the criteria of a complete notice, each with the lists and topics that tell it, as `lints/lists/audit.toml`
//! says. Shared with the build script. Never judges anything.

use super::criteria::Criteria; // `super` is the crate itself in the build script.
use crate::diagnostic::Severity;
use crate::lang::ByLang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Evidence {
    /// Checks written in Rust that judge texts alone.
    pub natives: Vec<String>,
    /// Names of other rules that make sense of an imported text.
    pub also: Vec<String>,
    /// Names of rules that do not run.
    pub not: Vec<String>,
    /// How surely a sentence tells something, as learnt from examples.
    pub learnt: Learnt,
    /// Words of gaps.
    pub words: ByLang<Words>,
    /// The criteria in their order.
    pub criterion: Vec<Asked>,
}

/// What makes a sentence tell something, and show that something is asked for; 0 is as much for it as against it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Learnt {
    /// How much surer words of a list make it.
    pub listed: f32,
    /// How much less sure words that say nothing make it.
    pub vague: f32,
    /// How much less sure words that say only a part make it.
    pub partly: f32,
    /// From which score on a sentence tells what a list is about.
    pub told: Least,
    /// From which score on it shows that a criterion is asked for.
    pub asks: Least,
    /// The same two where nothing is to be said that may be wrong.
    pub sure: Sure,
}

/// What makes a gap a sure one: below `told` no sentence comes near to telling it, from `asks` on there is no doubt that it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sure {
    /// From which score on a sentence may tell what a list is about.
    pub told: Least,
    /// From which score on one is sure to show that a criterion is asked for.
    pub asks: Least,
}

/// Least scores.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Least {
    /// Of lists that are not named.
    pub any: f32,
    /// Of single lists.
    pub lists: BTreeMap<String, f32>,
}

impl Least {
    /// The least score of a list.
    #[must_use]
    pub fn of(&self, list: &str) -> f32 {
        self.lists.get(list).copied().unwrap_or(self.any)
    }
}

/// Words of gaps in one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Something is missing; hole `name`.
    pub missing: String,
    /// Something is told in part; hole `name`.
    pub weak: String,
    /// A place may tell something; hole `name`.
    pub perhaps: String,
    /// Something may have to be told; hole `name`.
    pub perhaps_asked: String,
    /// What to do.
    pub help: String,
    /// A heading has nothing below it; hole `name`.
    pub empty: String,
    /// Why it is looked for.
    pub why: String,
    /// Said of a criterion whose absence is never told.
    pub silent: String,
    /// The day of the notice itself.
    pub own_day: String,
    /// Today.
    pub today: String,
    /// The first word of a placeholder.
    pub fill: String,
    /// Not all of the document could be read.
    pub not_whole: String,
}

/// How one criterion is judged.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Asked {
    /// The criterion.
    pub id: String,
    /// The topic of a section that would tell it.
    #[serde(default)]
    pub topic: Option<String>,
    /// Lists that must all be told.
    #[serde(default)]
    pub told: Vec<String>,
    /// Topics of which a section that says something meets it where no list has to be told, else weakly.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Lists whose words make a sentence less sure to tell it.
    #[serde(default)]
    pub hollow: Vec<String>,
    /// Topics of which a section that says something meets it weakly.
    #[serde(default)]
    pub weakly: Vec<String>,
    /// The same, and one of them makes it weak.
    #[serde(default)]
    pub partly: Vec<String>,
    /// Topics of sections in which it has to stand: told elsewhere alone, it is told weakly.
    #[serde(default)]
    pub apart: Vec<String>,
    /// Keys that meet it.
    #[serde(default)]
    pub tables: Vec<String>,
    /// Keys that meet it weakly.
    #[serde(default)]
    pub weak_tables: Vec<String>,
    /// Lists of which one must be found for it to be asked.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Lists of which none may be found for it to be asked.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Whether an address or number among those who answer for the register meets it.
    #[serde(default)]
    pub reach: bool,
    /// Whether an organisation that stands with its business ID, outside what is told of others, meets it.
    #[serde(default)]
    pub named: bool,
    /// Whether its absence is never told.
    #[serde(default)]
    pub silent: bool,
    /// How heavy a gap is.
    #[serde(default = "error")]
    pub level: Severity,
}

fn error() -> Severity {
    Severity::Error
}

impl Evidence {
    /// Whether every list and criterion it names is there, and every criterion is named.
    pub fn check(&self, lists: &[String], criteria: &Criteria) -> Result<(), String> {
        for asked in &self.criterion {
            if !criteria.criterion.iter().any(|criterion| criterion.id == asked.id) {
                return Err(format!("no criterion `{}`", asked.id));
            }
            if let Some(list) =
                asked.told.iter().chain(&asked.partly).chain(&asked.hollow).chain(&asked.asks).chain(&asked.unless).find(|list| !lists.contains(list))
            {
                return Err(format!("{}: no list `{list}`", asked.id));
            }
        }
        let Learnt { told, asks, sure, .. } = &self.learnt;
        if let Some(list) = [told, asks, &sure.told, &sure.asks].into_iter().flat_map(|least| least.lists.keys()).find(|list| !lists.contains(list)) {
            return Err(format!("learnt: no list `{list}`"));
        }
        match criteria.criterion.iter().find(|criterion| !self.criterion.iter().any(|asked| asked.id == criterion.id)) {
            Some(criterion) => Err(format!("the criterion `{}` is not judged", criterion.id)),
            None => Ok(()),
        }
    }
}
