//! What a site was made of, kept beside it, so that the next build reads, judges and makes anew only what changed. It holds no path of the machine and
//! of days only a mark: the same input judged on the same day leaves the same bytes.
//! Never trusted further than its own marks: of another program nothing is kept, of other templates or settings no page, and of another day no verdict.

use super::Wanted;
use crate::day::Day;
use crate::lang::Lang;
use crate::lint::together::Digest;
use crate::site::Listed;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// A mark of everything something was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Mark([u8; 16]);

impl Mark {
    /// The mark of these parts, each apart from the next.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut mark = [0; 16];
        mark.copy_from_slice(&hasher.finalize()[..16]);
        Self(mark)
    }

    /// The mark of plain data.
    pub fn of_data<T: Serialize>(data: &T) -> Self {
        Self::of([postcard::to_stdvec(data).unwrap_or_else(|e| unreachable!("plain data: {e}")).as_slice()])
    }

    /// Its bytes, as a part of another.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A file of the site and its length.
pub type Length = (String, u64);

/// What is known of a notice by its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Known {
    /// The mark of its text, of its file's name and of its workspace.
    pub of: Mark,
    /// What it says of its address.
    pub wanted: Wanted,
    /// Its languages.
    pub languages: Vec<Lang>,
    /// The day it went out of use.
    pub withdrawn: Option<Day>,
    /// Where nothing was found in it on [`Cache::days`]: what other notices are held against.
    pub clean: Option<Option<Digest>>,
}

/// What was made of one notice.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// What is known of its text.
    pub known: Known,
    /// The mark of all it was made of.
    pub made_of: Mark,
    /// What the pages around need of it.
    pub listed: Listed,
    /// Its files.
    pub files: Vec<Length>,
}

/// What the site was made of: by the address of each notice, and the pages around.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Cache {
    /// The mark of everything that all pages were made of besides their notices.
    pub maker: Mark,
    /// The mark of the days the notices were judged for.
    pub days: Mark,
    /// Notices.
    pub notices: BTreeMap<String, Kept>,
    /// The mark of what the pages around were made of.
    pub around_of: Mark,
    /// The pages around.
    pub around: Vec<Length>,
}

impl Cache {
    /// Reads what [`Cache::write`] wrote; nothing where another program wrote it.
    #[must_use]
    pub fn read(bytes: &[u8], program: Mark) -> Option<Self> {
        postcard::from_bytes(bytes.strip_prefix(program.bytes())?).ok()
    }

    /// The cache as bytes, with the mark of the program first.
    #[must_use]
    pub fn write(&self, program: Mark) -> Vec<u8> {
        let start = program.bytes().to_vec();
        postcard::to_extend(self, start).unwrap_or_else(|e| unreachable!("a cache is plain data: {e}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cache, Mark};

    #[test]
    fn what_another_program_wrote_is_not_read() {
        let (a, b) = (Mark::of([&b"ab"[..], b"c"]), Mark::of([&b"a"[..], b"bc"]));
        assert_ne!(a, b, "parts stand apart");
        let bytes = Cache { around: vec![("x".to_string(), 1)], ..Cache::default() }.write(a);
        assert_eq!(Cache::read(&bytes, a).expect("its own").around.len(), 1);
        assert!(Cache::read(&bytes, b).is_none() && Cache::read(&bytes[..20], a).is_none() && Cache::read(b"", a).is_none());
    }
}
