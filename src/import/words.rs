//! Words of our own that stand in an imported file and its report, per language. Read from `lints/lists/import.toml`, packed when the crate is built.
//! Shared with the build script. Never holds a sentence itself.

use serde::{Deserialize, Serialize};

/// The words of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// What the file is, at its head.
    pub head: String,
    /// Over what was left out.
    pub left_out: String,
    /// Where no name of the register was found.
    pub no_name: String,
    /// Over facts that were found in prose.
    pub found: String,
    /// Over what a modern notice would say.
    pub modern: String,
    /// Heading of lines in a report.
    pub line: String,
    /// Said of a line that was left out.
    pub furniture: String,
    /// The last line of a report, with the holes `lines`, `kept` and `left`.
    pub summary: String,
    /// Said where a document could not be read whole.
    pub not_whole: String,
}
