//! Limits of what is taken in, each with a clear error. What a person reads is far below them.

use std::fmt;

/// The largest input.
pub const BYTES: usize = 10 * 1024 * 1024;
/// The most text that is left when markup is taken away; a notice as TOML may have 4 MiB.
pub const TEXT: usize = 2 * 1024 * 1024;
/// The most lines; a table of a notice may have as many entries.
pub const LINES: usize = 10_000;
/// The longest line or paragraph: a longer one is parted at a space, or the words of one sentence would be looked for in all of it.
pub const PARAGRAPH: usize = 8_000;
/// The most that a packed document may become.
pub const UNPACKED: usize = 64 * 1024 * 1024;
/// The most pages of a PDF.
pub const PAGES: usize = 1_000;

/// Why a document cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is larger than [`BYTES`].
    Large,
    /// It has more text than [`TEXT`] or more lines than [`LINES`].
    Long,
    /// It unpacks to more than [`UNPACKED`].
    Unpacked,
    /// It is not what its beginning says.
    Broken(&'static str),
    /// There is nothing to read in it.
    Empty,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Large => write!(f, "the file is larger than {} MiB", BYTES >> 20),
            Self::Long => write!(f, "there is more text than a notice may have ({} MiB or {LINES} lines)", TEXT >> 20),
            Self::Unpacked => write!(f, "it unpacks to more than {} MiB", UNPACKED >> 20),
            Self::Broken(kind) => write!(f, "it cannot be read as {kind}"),
            Self::Empty => f.write_str("there is no text in it; a scanned document must first be recognised as text"),
        }
    }
}
