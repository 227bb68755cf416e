//! A coverage sheet for machines: version 1 of a shape of its own. Never prints words around the cells.

use crate::sheet::Sheet;

/// The sheet as JSON.
#[must_use]
pub fn render(sheet: &Sheet) -> String {
    serde_json::to_string_pretty(sheet).unwrap_or_default() + "\n"
}
