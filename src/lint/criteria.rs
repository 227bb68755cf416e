//! The criteria of a complete notice as data: `lints/criteria.toml`, checked and packed when the crate is built.
//! Never judges anything, never opens a file.

use super::rule::LawEntry;
use crate::lang::ByLang;
use crate::sheet::Words;
use serde::{Deserialize, Serialize};

/// One criterion: what people know by a number and an article, gathered from the ids that rules serve.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Criterion {
    /// Its number, from 1.
    pub number: u32,
    /// What machines call it.
    pub id: String,
    /// Ids of the law catalogue under which a finding means that it is missing.
    pub ids: Vec<String>,
    /// Ids under which a finding means that it is there but weak.
    #[serde(default)]
    pub quality: Vec<String>,
    /// Rights derived from the bases that meet it where they are due.
    #[serde(default)]
    pub rights: Vec<String>,
    /// The law behind it.
    pub law: Vec<LawEntry>,
    /// Its name.
    pub name: ByLang<String>,
    /// Why it is not asked for, where no rule asked.
    pub absent: ByLang<String>,
}

/// The file as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    /// The criteria in their order.
    pub criterion: Vec<Criterion>,
    /// The words of a coverage sheet.
    pub words: ByLang<Words>,
}
