//! What is said about a notice: a place, words, weight, law. The value every reporter and editor sees.
//! Never holds colour, terminal or editor types, and never knows a rule. Its severity is shared with the build script.

use crate::source::{Source, Span};
use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Law or the authority's guidance makes it a likely fault.
    Warning,
    /// The law, or the required description, asks for it.
    Error,
}

impl Severity {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word machines read.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Reads that word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.key() == text)
    }
}

/// A finding with its words in one language.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule's code, such as `G214`.
    pub code: String,
    /// The rule's name.
    pub name: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Citations as the language prints them.
    pub law: Vec<String>,
    /// The file it is about.
    pub source: Source,
    /// The path of the key, such as `purposes[0].basis`.
    pub key: String,
    /// The topic of the notice.
    pub topic: Option<String>,
    /// The criterion of the law catalogue.
    pub criterion: String,
    /// The place: never empty unless the file is.
    pub span: Span,
    /// Whether the place holds what must not be shown again, such as an identity code.
    pub secret: bool,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
    /// A mark that stays the same when lines move: code, key by ids, and what was found.
    pub fingerprint: String,
    /// Why it does not count, where it is allowed.
    pub suppressed: Option<Suppressed>,
    /// Whether the baseline in use knows it; `None` where there is no baseline.
    pub baseline: Option<Baseline>,
}

impl Diagnostic {
    /// Whether it counts: it is neither allowed nor known to the baseline.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.suppressed.is_none() && !self.known()
    }

    /// Whether it is of those that continuous integration stops at, however heavy: it came after the baseline was written, or an allowance has lapsed.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.baseline == Some(Baseline::New) || self.name == "allowance-lapsed"
    }

    /// Whether the baseline knows it.
    #[must_use]
    pub fn known(&self) -> bool {
        self.baseline == Some(Baseline::Known)
    }
}

/// What a baseline says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline {
    /// It was there when the baseline was written.
    Known,
    /// It came after.
    New,
}

impl Baseline {
    /// The word machines read.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::New => "new",
        }
    }
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone)]
pub struct Related {
    /// The file.
    pub source: Source,
    /// The place.
    pub span: Span,
    /// The path of its key.
    pub key: String,
}

/// A change of the text.
#[derive(Debug, Clone)]
pub struct Fix {
    /// Whether it cannot change what the notice says.
    pub safe: bool,
    /// Replacements that do not overlap.
    pub edits: Vec<Edit>,
    /// What is missing, to be written in with placeholders; then there are no edits until somebody asks for them (`mend::edits`).
    pub skeleton: Option<Skeleton>,
}

/// Keys or tables to be written into a notice, whose values somebody has to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// What goes where.
    pub parts: Vec<SkeletonPart>,
    /// What stands in the place of a value, with the code of the gap: `[täytä: G207]`.
    pub placeholder: String,
    /// The languages of the notice, the first of plain strings first.
    pub languages: Vec<crate::lang::Lang>,
}

/// One part of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkeletonPart {
    /// A key of the format at the path of its table (`purposes[0]`); the root has the empty path.
    Key {
        /// The path of the table.
        at: String,
        /// The key.
        key: String,
    },
    /// TOML text laid over the notice: lists of tables grow, a key that is there stays. The value `"…"` is a placeholder.
    Text(String),
}

/// One replacement.
#[derive(Debug, Clone)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// Why a finding does not count.
#[derive(Debug, Clone)]
pub struct Suppressed {
    /// The reason given.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day it counts.
    pub until: Option<crate::day::Day>,
}
