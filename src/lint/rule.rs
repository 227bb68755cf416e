//! Rules as data: the shape of a file under `lints/<family>/`, read by this one module both when the crate is built and when a user adds rules.
//! Never judges anything, never opens a file.

use crate::day::Days;
use crate::diagnostic::Severity;
use crate::lang::{ByLang, holes};
use serde::{Deserialize, Serialize};

/// One rule, as its file says it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Its code, such as `G214`; never used again.
    pub code: String,
    /// Its name: the fault in kebab-case.
    pub name: String,
    /// The version that brought it.
    pub since: String,
    /// The weight of a finding.
    pub level: Severity,
    /// Whether it runs where nobody selects rules; one that does not is run when a selector means it.
    #[serde(default = "yes")]
    pub default: bool,
    /// The criterion of the law catalogue it serves.
    pub criterion: String,
    /// Further criteria that the same finding serves.
    #[serde(default)]
    pub also: Vec<String>,
    /// The topic of the notice it is about.
    #[serde(default)]
    pub topic: Option<String>,
    /// The law behind it.
    #[serde(default)]
    pub law: Vec<LawEntry>,
    /// The judging days it runs on.
    #[serde(default)]
    pub days: Days,
    /// Conditions that must all hold before it asks for anything.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// The list of the notice, or of the facts (`facts.transfers`), it looks at entry by entry.
    #[serde(default)]
    pub each: Option<String>,
    /// What it asks.
    pub check: Check,
    /// TOML text that `--unsafe-fixes` lays over a notice to fill the gap, where a key that is missing does not say it all. The value `"…"` becomes
    /// a placeholder; `{id}` is the id of the entry at hand. Empty: nothing can be written in.
    #[serde(default)]
    pub skeleton: Option<String>,
    /// A question said before the help when the hole `nearest` has a value.
    #[serde(default)]
    pub hint: Option<ByLang<String>>,
    /// What is wrong, with holes.
    pub message: ByLang<String>,
    /// What to do, with holes.
    pub help: ByLang<String>,
    /// Why it matters.
    pub why: ByLang<String>,
    /// Examples that must stay silent.
    #[serde(default)]
    pub good: Vec<Example>,
    /// Examples that must give exactly the findings they list.
    #[serde(default)]
    pub bad: Vec<Example>,
}

/// One citation behind a rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LawEntry {
    /// The citation, such as `gdpr 13(1)(c)`.
    pub cite: String,
    /// The judging days it is given on.
    #[serde(default)]
    pub days: Days,
    /// A fact that must hold for it to be given.
    #[serde(default)]
    pub when: Option<String>,
}

/// A plain condition on a key of the notice or a fact. A key that starts with a dot is looked up in the entry at hand.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Condition {
    /// A fact that must hold.
    #[serde(default)]
    pub fact: Option<String>,
    /// A key that must be there (and be one of `any-of`, where given).
    #[serde(default)]
    pub key: Option<String>,
    /// The values of which the key must have one; `true` and `false` for a boolean.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// Turns the condition round.
    #[serde(default)]
    pub not: bool,
}

/// The closed list of check kinds. Every one gives an outcome for each place it looks at.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Check {
    /// Keys that must be there and say something.
    Required(Required),
    /// A fact that must hold for the entry (or the notice).
    Fact(FactCheck),
    /// A key must not have one of the values.
    Forbids(Forbids),
    /// A part that the workspace's `require` names must be there.
    Part(Part),
    /// Every reference leads to an entry.
    RefersTo(RefersTo),
    /// No text cites a statute that has ended by the judging day.
    Cites(Cites),
    /// No text of a reader holds one of the patterns of a list.
    Matches(Matches),
    /// No text holds a word or phrase of a list.
    Words(Words),
    /// No text holds a name or term that another has taken the place of.
    Outdated(Outdated),
    /// Sentences are no longer, and string together no more, than a limit.
    Readable(Readable),
    /// A fault of shape that reading found.
    Shape(Shape),
    /// A named check written in Rust, for what no kind can say.
    Native(Native),
}

/// See [`Check::Required`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Required {
    /// The keys, relative to the entry at hand or from the top.
    pub keys: Vec<String>,
    /// Whether one of them is enough.
    #[serde(default)]
    pub any: bool,
    /// The table at which a missing key is reported, when it exists.
    #[serde(default)]
    pub at: Option<String>,
    /// Topics of free sections whose prose meets it weakly.
    #[serde(default)]
    pub prose: Vec<String>,
    /// One finding for the whole list when every entry lacks it.
    #[serde(default)]
    pub collapse: bool,
}

/// See [`Check::Fact`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FactCheck {
    /// The fact that must hold.
    pub fact: String,
    /// The key the finding names, relative to the entry.
    #[serde(default)]
    pub key: Option<String>,
    /// The table at which it is reported, when there is no entry at hand.
    #[serde(default)]
    pub at: Option<String>,
    /// Topics of free sections whose prose meets it weakly.
    #[serde(default)]
    pub prose: Vec<String>,
    /// One finding for the whole list when no entry meets it.
    #[serde(default)]
    pub collapse: bool,
}

/// See [`Check::Forbids`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Forbids {
    /// The key, relative to the entry or from the top.
    pub key: String,
    /// The values it must not have.
    pub values: Vec<String>,
}

/// See [`Check::Part`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// The name in `require`.
    pub part: String,
    /// Keys of which any satisfies it.
    pub keys: Vec<String>,
    /// A key of `declares` that satisfies it when false.
    #[serde(default)]
    pub declared: Option<String>,
    /// Topics of free sections whose prose meets it weakly.
    #[serde(default)]
    pub prose: Vec<String>,
}

/// See [`Check::RefersTo`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefersTo {}

/// See [`Check::Cites`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cites {
    /// Only statutes of these ids; all that have ended when empty.
    #[serde(default)]
    pub statutes: Vec<String>,
}

/// See [`Check::Matches`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Matches {
    /// The list under `lints/lists/patterns.toml`.
    pub list: String,
    /// Not in a workspace that says its notices are invented.
    #[serde(default)]
    pub unless_fictional: bool,
}

/// See [`Check::Words`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// The list under `lints/lists/words`.
    pub list: String,
    /// Only keys of these format paths (`purposes.text`), or of these tables (`purposes`); every text that a reader sees when empty.
    #[serde(default, rename = "in")]
    pub within: Vec<String>,
    /// Not keys of these format paths or tables.
    #[serde(default)]
    pub not_in: Vec<String>,
    /// Of free sections only those on one of these topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Only texts, not labels.
    #[serde(default)]
    pub texts: bool,
    /// One finding a passage.
    #[serde(default = "yes")]
    pub once: bool,
}

/// See [`Check::Outdated`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outdated {
    /// The list under `lints/lists/outdated`.
    pub list: String,
    /// Only these entries of it; all when empty.
    #[serde(default)]
    pub entries: Vec<String>,
    /// Only keys of these format paths (`purposes.text`), or of these tables (`purposes`); every text that a reader sees when empty.
    #[serde(default, rename = "in")]
    pub within: Vec<String>,
    /// Not keys of these format paths or tables.
    #[serde(default)]
    pub not_in: Vec<String>,
    /// Of free sections only those on one of these topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Only texts, not labels.
    #[serde(default)]
    pub texts: bool,
}

/// See [`Check::Readable`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Readable {
    /// The most words of a sentence, or the most items where `items` is set.
    pub limit: Limits,
    /// The same in a notice for children.
    #[serde(default)]
    pub children: Option<Limits>,
    /// Whether to count what is strung together (by commas and conjunctions) in place of words.
    #[serde(default)]
    pub items: bool,
    /// Only keys of these format paths (`purposes.text`), or of these tables (`purposes`); every text that a reader sees when empty.
    #[serde(default, rename = "in")]
    pub within: Vec<String>,
    /// Not keys of these format paths or tables.
    #[serde(default)]
    pub not_in: Vec<String>,
    /// Of free sections only those on one of these topics.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Only texts, not labels.
    #[serde(default)]
    pub texts: bool,
}

/// A limit per language: they do not say the same in as many words.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Finnish.
    pub fi: u32,
    /// Swedish.
    pub sv: u32,
    /// English.
    pub en: u32,
}

/// Where a check of words looks.
#[derive(Debug, Clone, Copy)]
pub struct Where<'a> {
    /// Only these keys or tables.
    pub within: &'a [String],
    /// Not these.
    pub not_in: &'a [String],
    /// Only free sections on these topics.
    pub topics: &'a [String],
    /// Only texts.
    pub texts: bool,
}

impl Words {
    /// Where it looks.
    #[must_use]
    pub fn place(&self) -> Where<'_> {
        Where { within: &self.within, not_in: &self.not_in, topics: &self.topics, texts: self.texts }
    }
}

impl Outdated {
    /// Where it looks.
    #[must_use]
    pub fn place(&self) -> Where<'_> {
        Where { within: &self.within, not_in: &self.not_in, topics: &self.topics, texts: self.texts }
    }
}

impl Readable {
    /// Where it looks.
    #[must_use]
    pub fn place(&self) -> Where<'_> {
        Where { within: &self.within, not_in: &self.not_in, topics: &self.topics, texts: self.texts }
    }
}

/// See [`Check::Shape`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// The fault's name.
    pub fault: String,
}

/// See [`Check::Native`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Native {
    /// The check's name.
    pub name: String,
}

/// A patch on a complete base notice, with what it must give.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// The base notice: a file under `tests/bases` without `.toml`.
    pub base: String,
    /// Paths to remove, such as `purposes[0].basis`.
    #[serde(default)]
    pub remove: Vec<String>,
    /// TOML text to lay over the base: a key that is there is replaced, an array of tables is extended.
    #[serde(default)]
    pub add: String,
    /// Whether the workspace says its notices are invented, as the bases are.
    #[serde(default = "invented")]
    pub fictional: bool,
    /// The judging day, where it matters.
    #[serde(default)]
    pub as_of: Option<crate::day::Day>,
    /// The findings a bad example gives: `CODE key`.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Why it gives more than two.
    #[serde(default)]
    pub reason: String,
}

fn invented() -> bool {
    true
}

fn yes() -> bool {
    true
}

/// The families: letter, folder, digit of the hundreds.
pub const FAMILIES: [(&str, char, char); 9] = [
    ("form", 'N', '0'),
    ("description", 'S', '1'),
    ("henkilotietolaki", 'H', '1'),
    ("gdpr", 'G', '2'),
    ("national", 'F', '3'),
    ("communications", 'C', '4'),
    ("wording", 'W', '5'),
    ("truth", 'T', '6'),
    ("publication", 'P', '7'),
];

/// Holes every rule may use; checks add their own.
pub const HOLES: &[&str] = &[
    "name", "key", "keys", "value", "nearest", "values", "expected", "found", "statute", "date", "from", "replaced", "country", "limit", "id", "lang", "langs",
    "topic", "part", "right", "detail", "first", "article", "covered", "missing", "now", "count",
];

impl Rule {
    /// Reads one rule file. `folder` and `stem` are the family's folder and the file's name without `.toml`; the error says what is wrong, and where.
    pub fn parse(text: &str, folder: &str, stem: &str) -> Result<Self, String> {
        let rule: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        rule.check(folder, stem).map(|()| rule)
    }

    fn check(&self, folder: &str, stem: &str) -> Result<(), String> {
        let built_in = FAMILIES.iter().find(|(name, ..)| *name == folder);
        let digits = self.code.len() == 4 && self.code[1..].bytes().all(|b| b.is_ascii_digit());
        if let Some((_, letter, hundred)) = built_in {
            if !(digits && self.code.starts_with(*letter) && self.code[1..].starts_with(*hundred)) {
                return Err(format!("code `{}`: the family `{folder}` has codes {letter}{hundred}00 to {letter}{hundred}99", self.code));
            }
            if self.name != stem {
                return Err(format!("name `{}` is not the file's name `{stem}`", self.name));
            }
        }
        for (what, text) in [("message", &self.message), ("help", &self.help), ("why", &self.why)] {
            for (lang, phrase) in text.iter() {
                if phrase.trim().is_empty() {
                    return Err(format!("{what}.{lang} is empty"));
                }
                if let Some(hole) = holes(phrase).find(|hole| !HOLES.contains(hole)) {
                    return Err(format!("{what}.{lang} has the unknown hole `{{{hole}}}`"));
                }
            }
        }
        for condition in &self.when {
            if condition.fact.is_some() == condition.key.is_some() {
                return Err("a condition of `when` names either a fact or a key".into());
            }
        }
        if self.law.is_empty() && matches!(self.code.as_bytes().first(), Some(b'G' | b'H' | b'F' | b'C')) {
            return Err("a rule of this family cites its law".into());
        }
        Ok(())
    }

    /// Criteria it serves.
    pub fn criteria(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.criterion.as_str()).chain(self.also.iter().map(String::as_str))
    }
}
