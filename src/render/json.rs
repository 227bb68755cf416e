//! The document itself, for programs: the contract of docs/templates.md as JSON.
//! Never holds anything the document does not.

use crate::document::Document;

/// The document as JSON on one line, with a line feed at its end.
#[must_use]
pub fn json(document: &Document) -> String {
    let mut out = serde_json::to_string(document).unwrap_or_else(|e| unreachable!("a document is plain data: {e}"));
    out.push('\n');
    out
}
