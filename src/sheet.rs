//! The coverage of registers in words: registers x criteria, each cell with its state, reason and places. What every shower of coverage sees.
//! Never judges, never holds markup, colour or terminal types.

use serde::{Deserialize, Serialize};

/// A whole sheet in one language.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sheet {
    /// The version of this shape.
    pub version: u32,
    /// The language, as its two letters.
    pub lang: String,
    /// The judging day where one was asked for all.
    pub as_of: Option<String>,
    /// The criteria, in their order.
    pub criteria: Vec<Column>,
    /// The registers, in the order of their files.
    pub registers: Vec<Row>,
    /// How many cells are in each state, in the order of [`STATES`].
    pub totals: Vec<Total>,
    /// The sheet's own words.
    #[serde(skip)]
    pub words: Words,
}

/// A criterion.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Column {
    /// Its number, from 1.
    pub number: u32,
    /// What data files call it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its law, as the language prints citations.
    pub law: Vec<String>,
}

/// A register.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// The register's name.
    pub name: String,
    /// Its file.
    pub file: String,
    /// The day it was judged by, for machines.
    pub day: String,
    /// The same day as the language writes it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// A cell for each criterion.
    pub cells: Vec<Cell>,
}

/// What a register says of a criterion.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Cell {
    /// The criterion's number.
    pub criterion: u32,
    /// Its state, one of [`STATES`].
    pub state: &'static str,
    /// Why: the finding, why it is not asked for, who allowed it. Empty where it is met.
    pub why: Vec<String>,
    /// Where: keys, at most a few.
    pub places: Vec<Spot>,
}

/// A place of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Spot {
    /// The key.
    pub key: String,
    /// The line, from 1.
    pub line: usize,
}

/// A count of cells.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Total {
    /// The state.
    pub state: &'static str,
    /// How many cells are in it.
    pub cells: usize,
}

/// The states by their machine names, the gravest last.
pub const STATES: [&str; 6] = ["met", "not-applicable", "exempt", "allowed", "weak", "missing"];

/// The words around the cells, in the sheet's language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The title.
    pub title: String,
    /// What the sheet is, in a sentence or two.
    pub intro: String,
    /// Heading of registers.
    pub register: String,
    /// Heading of criteria.
    pub criterion: String,
    /// Heading of the law.
    pub law: String,
    /// Heading of the state.
    pub state: String,
    /// Heading of places.
    pub places: String,
    /// Heading of the legend.
    pub legend: String,
    /// Heading of what must be looked at.
    pub details: String,
    /// Said of the day of judging, with the hole `date`.
    pub judged: String,
    /// Said before a line number.
    pub line: String,
    /// Said where nothing must be looked at.
    pub nothing: String,
    /// The way past the head of the page.
    pub skip: String,
    /// Why a criterion is not asked for: the law of the day did not.
    pub old: String,
    /// Why a criterion is not asked for: its rules were left out.
    pub deselected: String,
    /// Why a gap is allowed, with the hole `reason`.
    pub allowed: String,
    /// Each state: its sign and its name, in the order of [`STATES`].
    pub states: Vec<StateWord>,
}

/// A state in words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateWord {
    /// Its machine name.
    pub key: String,
    /// A sign one character wide.
    pub sign: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

impl Words {
    /// The words of a state.
    #[must_use]
    pub fn state(&self, key: &str) -> StateWord {
        self.states.iter().find(|state| state.key == key).cloned().unwrap_or_default()
    }
}

impl Cell {
    /// Whether somebody should look at it.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self.state, "weak" | "missing" | "allowed" | "exempt")
    }
}
