//! Text that is already markup of its format.
//! Never built from a text that was not escaped: only the inline writers and finished templates make it, inside this room.

/// A finished piece of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Vouches that `markup` is markup of the format it is used in, with every text in it escaped.
    pub(super) fn vouch(markup: String) -> Self {
        Self(markup)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends another piece.
    pub(super) fn push(&mut self, piece: &Self) {
        self.0.push_str(&piece.0);
    }
}
