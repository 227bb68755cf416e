//! Rules as data: the shape of a file under `lints/<family>/`, read by this one module both when the crate is built and when a user adds rules.
//! Never judges anything, never opens a file.

use super::name::Name;
use crate::day::Days;
use crate::diagnostic::Severity;
use crate::lang::{ByLang, Lang, holes};
use crate::notice::period::Period;
use serde::de::{MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// One rule, as its file says it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Its code, such as `G214`; never used again.
    pub code: String,
    /// Its name: the fault in kebab-case. A rule of a user's own may leave it out: then it is that of its file.
    #[serde(default)]
    pub name: String,
    /// The version that brought it.
    #[serde(default)]
    pub since: String,
    /// The weight of a finding.
    pub level: Severity,
    /// Whether it runs where nobody selects rules; one that does not is run when a selector means it.
    #[serde(default = "yes")]
    pub default: bool,
    /// The criterion of the law catalogue it serves.
    #[serde(default)]
    pub criterion: String,
    /// Further criteria that the same finding serves.
    #[serde(default)]
    pub also: Vec<String>,
    /// Codes of rules that tell the same place more generally: where this one tells, they are silent.
    #[serde(default)]
    pub over: Vec<String>,
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
    pub each: Option<Name>,
    /// What it asks.
    pub check: Check,
    /// TOML text that `--unsafe-fixes` lays over a notice to fill the gap, where a key that is missing does not say it all. The value `"…"` becomes
    /// a placeholder; `{id}` is the id of the entry at hand. Empty: nothing can be written in.
    #[serde(default)]
    pub skeleton: Option<String>,
    /// A question said before the help when the hole `nearest` has a value.
    #[serde(default, deserialize_with = "some_words")]
    pub hint: Option<ByLang<String>>,
    /// What is wrong, with holes.
    #[serde(deserialize_with = "words")]
    pub message: ByLang<String>,
    /// What to do, with holes.
    #[serde(deserialize_with = "words")]
    pub help: ByLang<String>,
    /// Why it matters.
    #[serde(default, deserialize_with = "words")]
    pub why: ByLang<String>,
    /// What is wrong and what is right as text, for a fault that no patch of a notice can show.
    #[serde(default)]
    pub sample: Option<Sample>,
    /// Examples that must stay silent.
    #[serde(default)]
    pub good: Vec<Example>,
    /// Examples that must give exactly the findings they list.
    #[serde(default)]
    pub bad: Vec<Example>,
}

impl NotChecked {
    /// The reason in a language.
    #[must_use]
    pub fn why(&self, lang: Lang) -> &str {
        match lang {
            Lang::FI => &self.fi,
            Lang::SV => &self.sv,
            _ => &self.en,
        }
    }
}

/// See [`Rule::sample`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// What is wrong.
    pub bad: String,
    /// What is right.
    pub good: String,
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
    pub fact: Option<Name>,
    /// A key that must be there (and be one of `any-of`, where given).
    #[serde(default)]
    pub key: Option<Name>,
    /// The values of which the key must have one; `true` and `false` for a boolean.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// A list under `lints/lists/patterns.toml` of which the text of the key must hold a pattern, in any of its languages.
    #[serde(default)]
    pub matches: Option<String>,
    /// Ids of statutes, of which the text at the key must cite one.
    #[serde(default)]
    pub cites: Vec<String>,
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
    /// A period must not be longer, or shorter, than a limit.
    Period(PeriodLimit),
    /// A part that the workspace's `require` names (or does not name) must be there.
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
    /// A named check over all notices of a workspace that are judged together.
    Together(Together),
}

/// See [`Check::Required`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Required {
    /// The keys, relative to the entry at hand or from the top.
    pub keys: Vec<Name>,
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
    pub fact: Name,
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
    pub key: Name,
    /// The values it must not have.
    pub values: Vec<String>,
}

/// See [`Check::Period`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeriodLimit {
    /// The key of the period, relative to the entry or from the top.
    pub key: Name,
    /// The longest period, such as `12 months`.
    #[serde(default)]
    pub at_most: Option<String>,
    /// The shortest period.
    #[serde(default)]
    pub at_least: Option<String>,
    /// A key that, when true, stands for a period without end.
    #[serde(default)]
    pub endless: Option<Name>,
}

/// See [`Check::Part`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// The name in `require`.
    pub part: String,
    /// Keys of which any satisfies it.
    pub keys: Vec<Name>,
    /// A key of `declares` that satisfies it when false.
    #[serde(default)]
    pub declared: Option<String>,
    /// Turns it round: asks for the part only where `require` does not name it, so that a gap is told once.
    #[serde(default)]
    pub unless_required: bool,
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
    /// The list under `lints/lists/patterns.toml`; none where `patterns` are given.
    #[serde(default)]
    pub list: String,
    /// Patterns of the rule's own, in any case of letters.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Not in a workspace that says its notices are invented.
    #[serde(default)]
    pub unless_fictional: bool,
}

/// A pattern of a list under `lints/lists/patterns.toml`, with what a text that it matches always has: most texts have it not, and are not searched.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The pattern.
    pub pattern: String,
    /// Marks of which a match has one: `(`, `[`, `<`, `_`, `@`, `..` for dots in a row, `.x` for an x after a dot.
    #[serde(default)]
    pub marks: Vec<String>,
    /// Beginnings of words, of which a match has one; what is shorter than three letters is a whole word.
    #[serde(default)]
    pub words: Vec<String>,
    /// Others, of which it has one as well.
    #[serde(default)]
    pub also: Vec<String>,
}

/// See [`Check::Words`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// The list under `lints/lists/words`.
    pub list: Name,
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
    pub list: Name,
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
    /// Only texts' sentences with a word of this list of `lints/lists/words`; a label needs none.
    #[serde(default)]
    pub needs: Option<Name>,
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

/// See [`Check::Together`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Together {
    /// The check's name.
    pub name: String,
    /// Codes whose findings at the same place it stands for, since it knows more.
    #[serde(default)]
    pub instead_of: Vec<String>,
}

/// Another notice of the same workspace, in an example that takes several.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Another {
    /// The base notice.
    pub base: String,
    /// Paths to remove.
    #[serde(default)]
    pub remove: Vec<String>,
    /// TOML text to lay over the base.
    #[serde(default)]
    pub add: String,
}

/// A patch on a complete base notice, with what it must give.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// The base notice: a file under `tests/bases` without `.toml`, or, for a rule of a user's own, a file of its folder with `.toml`.
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
    /// The parts the workspace requires; those of our own where left out.
    #[serde(default)]
    pub require: Option<Vec<String>>,
    /// The judging day, where it matters.
    #[serde(default)]
    pub as_of: Option<crate::day::Day>,
    /// The other notices of its workspace, before it in order.
    #[serde(default)]
    pub others: Vec<Another>,
    /// The workspace file, where it matters.
    #[serde(default)]
    pub workspace: String,
    /// The findings a bad example gives: `CODE key`; of another notice `CODE others[0]/key`.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Why it gives more than two.
    #[serde(default)]
    pub reason: String,
}

/// What a rule shows, apart from what it judges by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Examples {
    /// See [`Rule::sample`].
    pub sample: Option<Sample>,
    /// See [`Rule::good`].
    pub good: Vec<Example>,
    /// See [`Rule::bad`].
    pub bad: Vec<Example>,
}

/// Something the law asks that no rule checks: a row of `lints/not-checked.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotChecked {
    /// Its id in the law catalogue.
    pub id: String,
    /// The citation, such as `tsl 29`, or more than one with `; ` between.
    #[serde(default)]
    pub law: String,
    /// Why not, in Finnish.
    pub fi: String,
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

fn invented() -> bool {
    true
}

fn yes() -> bool {
    true
}

/// Words as a rule file gives them: one string, or a string for each of some languages. What it does not say is empty here: a built-in rule must
/// say all three, a rule of a user's own speaks with what it has ([`Rule::speak`]).
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ByLang<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Given {
        #[serde(default)]
        fi: String,
        #[serde(default)]
        sv: String,
        #[serde(default)]
        en: String,
    }
    struct Read;
    impl<'de> Visitor<'de> for Read {
        type Value = ByLang<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string, or a string for each language (fi, sv, en)")
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(ByLang::same(text.to_string()))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            Given::deserialize(MapAccessDeserializer::new(map)).map(|given| ByLang { fi: given.fi, sv: given.sv, en: given.en })
        }
    }
    // Packed data has all three, one after the other.
    if deserializer.is_human_readable() { deserializer.deserialize_any(Read) } else { ByLang::deserialize(deserializer) }
}

fn some_words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ByLang<String>>, D::Error> {
    if deserializer.is_human_readable() { words(deserializer).map(Some) } else { Option::deserialize(deserializer) }
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
    "topic", "part", "other", "right", "detail", "path", "first", "article", "covered", "missing", "now", "count",
];

/// What is wrong with a rule file, and at which of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFault {
    /// The path of the key, such as `message.fi`.
    pub at: String,
    /// What is wrong and how to mend it, in one line.
    pub what: String,
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}

/// A fault at a key.
pub(super) fn fault(at: impl Into<String>, what: impl Into<String>) -> RuleFault {
    RuleFault { at: at.into(), what: what.into() }
}

impl Rule {
    /// Reads one built-in rule file. `folder` and `stem` are the family's folder and the file's name without `.toml`; the error says what is wrong, and where.
    pub fn parse(text: &str, folder: &str, stem: &str) -> Result<Self, String> {
        let rule: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        rule.built_in(folder, stem).and_then(|()| rule.check()).map(|()| rule).map_err(|fault| fault.to_string())
    }

    /// What only a built-in rule must be: of its folder's family, named as its file, worded in all three languages.
    fn built_in(&self, folder: &str, stem: &str) -> Result<(), RuleFault> {
        let Some((_, letter, hundred)) = FAMILIES.iter().find(|(name, ..)| *name == folder) else {
            return Err(fault("code", format!("`{folder}` is the folder of no family")));
        };
        let digits = self.code.len() == 4 && self.code[1..].bytes().all(|b| b.is_ascii_digit());
        if !(digits && self.code.starts_with(*letter) && self.code[1..].starts_with(*hundred)) {
            return Err(fault("code", format!("`{}`: the family `{folder}` has codes {letter}{hundred}00 to {letter}{hundred}99", self.code)));
        }
        if self.name != stem {
            return Err(fault("name", format!("`{}` is not the file's name `{stem}`", self.name)));
        }
        for (key, value) in [("since", &self.since), ("criterion", &self.criterion)] {
            if value.is_empty() {
                return Err(fault(key, "a built-in rule says it"));
            }
        }
        for (what, text) in self.words() {
            if let Some((lang, _)) = text.iter().find(|(_, phrase)| phrase.trim().is_empty()) {
                return Err(fault(format!("{what}.{lang}"), "is empty or missing"));
            }
            if text.fi == text.sv || text.sv == text.en {
                return Err(fault(what, "says the same in two languages"));
            }
        }
        if self.law.is_empty() && matches!(self.code.as_bytes().first(), Some(b'G' | b'H' | b'F' | b'C')) {
            return Err(fault("law", "a rule of this family cites its law"));
        }
        Ok(())
    }

    /// What every rule must be: its words have known holes, its conditions one subject each.
    pub(super) fn check(&self) -> Result<(), RuleFault> {
        for (what, text) in self.words() {
            for (lang, phrase) in text.iter() {
                if let Some(hole) = holes(phrase).find(|hole| !HOLES.contains(hole)) {
                    return Err(fault(format!("{what}.{lang}"), format!("there is no hole `{{{hole}}}`; a message may have {}", listed(HOLES))));
                }
            }
        }
        if self.when.iter().any(|condition| condition.fact.is_some() == condition.key.is_some()) {
            return Err(fault("when", "a condition names either a `fact` or a `key`"));
        }
        let about_a_key = |c: &Condition| !c.any_of.is_empty() || !c.cites.is_empty() || c.matches.is_some();
        if self.when.iter().any(|condition| condition.key.is_none() && about_a_key(condition)) {
            return Err(fault("when", "`any-of`, `cites` and `matches` of a condition are about its `key`"));
        }
        if let Check::Period(check) = &self.check {
            let limits: Vec<&String> = check.at_most.iter().chain(&check.at_least).collect();
            if limits.is_empty() {
                return Err(fault("check.period", "a check of a period has a limit: `at-most`, `at-least` or both"));
            }
            if let Some(limit) = limits.into_iter().find(|limit| Period::parse(limit).is_none()) {
                return Err(fault("check.period", format!("the limit `{limit}` is not a period such as `12 months`")));
            }
        }
        Ok(())
    }

    /// The words of a rule, by their keys.
    pub fn words(&self) -> impl Iterator<Item = (&'static str, &ByLang<String>)> {
        [("message", Some(&self.message)), ("help", Some(&self.help)), ("why", Some(&self.why)), ("hint", self.hint.as_ref())]
            .into_iter()
            .filter_map(|(key, words)| words.map(|words| (key, words)))
    }

    /// Lets a rule that speaks one or two languages say the same in the others: the first it has, in the order of the tool's languages.
    pub(super) fn speak(&mut self) {
        let all = [Some(&mut self.message), Some(&mut self.help), Some(&mut self.why), self.hint.as_mut()];
        for words in all.into_iter().flatten() {
            let first = words.iter().map(|(_, text)| text).find(|text| !text.trim().is_empty()).cloned().unwrap_or_default();
            *words = words.map(|_, text| if text.trim().is_empty() { first.clone() } else { text.clone() });
        }
    }

    /// Takes what it shows out of it.
    pub fn take_examples(&mut self) -> Examples {
        Examples { sample: self.sample.take(), good: std::mem::take(&mut self.good), bad: std::mem::take(&mut self.bad) }
    }

    /// The same rule with what it shows.
    #[must_use]
    pub fn with_examples(&self, examples: Examples) -> Self {
        Self { sample: examples.sample, good: examples.good, bad: examples.bad, ..self.clone() }
    }

    /// Criteria it serves.
    pub fn criteria(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.criterion.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// Words in a row, each as code.
pub(super) fn listed<S: AsRef<str>>(words: &[S]) -> String {
    words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ")
}
