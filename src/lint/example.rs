//! Examples of rules: patches on complete notices, judged by the rules that run where nobody chooses, and shown as what stands before and after.
//! Never opens a file: the bases are packed when the crate is built, or come with a user's own rules.

use super::context::Sources;
use super::judge::{Around, Terms, judge_within};
use super::own::OwnFile;
use super::rule::{Example, Rule};
use crate::day::Day;
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::law::LAW;
use crate::notice::Notice;
use crate::source::Source;
use std::sync::LazyLock;
use toml::{Table, Value};

/// The complete notices that examples of built-in rules are patches on, by name.
pub static BASES: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/bases.bin"))).expect("the build script packed this very type"));

/// The judging day of an example that says no other.
pub const DAY: Day = Day::new(2026, 11, 21).expect("a day");

/// The parts of a register description that the workspace of the examples requires.
const REQUIRE: [&str; 6] = ["controller", "purposes", "data-categories", "sources", "disclosures", "protection"];

/// The text of a base notice: a built-in one by its name, else a file beside the rule's own, else one below the folder of rules.
#[must_use]
pub fn base<'a>(name: &str, rule_file: &str, own: &'a [OwnFile]) -> Option<&'a str> {
    if name.strip_suffix(".toml").is_none() {
        return BASES.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    }
    let beside = rule_file.rsplit_once('/').map_or_else(|| name.to_string(), |(folder, _)| format!("{folder}/{name}"));
    let file = |path: &str| own.iter().find(|file| file.name == path);
    file(&beside).or_else(|| file(name)).map(|file| file.source.text())
}

/// A base and what became of it.
#[derive(Debug)]
pub struct Patched {
    /// The base as a table.
    pub before: Table,
    /// The same with the patch.
    pub after: Table,
}

/// Lays an example's patch on the text of its base. The error says what of it leads nowhere.
pub fn patched(text: &str, example: &Example) -> Result<Patched, String> {
    let before: Table = toml::from_str(text).map_err(|e| format!("base: {}", e.message()))?;
    let over: Table = toml::from_str(&example.add).map_err(|e| format!("add: {}", e.message()))?;
    let after = apply(before.clone(), &example.remove, &Table::new(), over)?;
    Ok(Patched { before, after })
}

/// Applies a patch: paths to remove (all of them paths of the base), values to set, TOML to lay over.
pub fn apply(base: Table, remove: &[String], set: &Table, over: Table) -> Result<Table, String> {
    let mut value = Value::Table(base);
    // A mark first, the sweep after: so that every index means the base's own.
    for path in remove {
        *walk(&mut value, &steps(path)?, path)? = Value::String(GONE.into());
    }
    sweep(&mut value);
    for (path, new) in set {
        let steps = steps(path)?;
        let Some((last, above)) = steps.split_last() else { continue };
        match (last, walk(&mut value, above, path)?) {
            (Step::Key(key), Value::Table(table)) => {
                table.insert(key.clone(), new.clone());
            }
            (Step::Index(index), Value::Array(array)) if *index < array.len() => array[*index] = new.clone(),
            _ => return Err(format!("`{path}` cannot be set")),
        }
    }
    let Value::Table(mut table) = value else { return Err("the base is no table".into()) };
    lay_over(&mut table, over);
    Ok(table)
}

/// Stands for what is to go until everything to go is marked.
const GONE: &str = "\u{0}gone";

/// One step of a path: a key or an index.
enum Step {
    Key(String),
    Index(usize),
}

fn steps(path: &str) -> Result<Vec<Step>, String> {
    let mut out = Vec::new();
    for part in path.split('.') {
        let (key, rest) = part.split_once('[').map_or((part, None), |(key, rest)| (key, Some(rest)));
        out.push(Step::Key(key.to_string()));
        for index in rest.into_iter().flat_map(|rest| rest.split('[')) {
            out.push(Step::Index(index.trim_end_matches(']').parse().map_err(|_| format!("`{path}` is no path such as `purposes[0].basis`"))?));
        }
    }
    Ok(out)
}

fn walk<'a>(mut at: &'a mut Value, steps: &[Step], path: &str) -> Result<&'a mut Value, String> {
    for step in steps {
        at = match step {
            Step::Key(key) => at.get_mut(key.as_str()),
            Step::Index(index) => at.get_mut(*index),
        }
        .ok_or_else(|| format!("the base has no `{path}`"))?;
    }
    Ok(at)
}

fn sweep(value: &mut Value) {
    let is_gone = |v: &Value| v.as_str() == Some(GONE);
    match value {
        Value::Table(table) => {
            table.retain(|_, v| !is_gone(v));
            table.iter_mut().for_each(|(_, v)| sweep(v));
            // A list whose last entry went is not written at all, as a person would leave it.
            table.retain(|_, v| !matches!(v, Value::Array(a) if a.is_empty()));
        }
        Value::Array(array) => {
            array.retain(|v| !is_gone(v));
            array.iter_mut().for_each(sweep);
        }
        _ => {}
    }
}

fn lay_over(table: &mut Table, over: Table) {
    for (key, new) in over {
        match (table.get_mut(&key), new) {
            (Some(Value::Table(old)), Value::Table(new)) => lay_over(old, new),
            (Some(Value::Array(old)), Value::Array(new)) if new.iter().all(Value::is_table) && !new.is_empty() && old.iter().all(Value::is_table) => {
                old.extend(new);
            }
            (_, new) => {
                table.insert(key, new);
            }
        }
    }
}

/// The rules that examples of a rule are judged by: those that run where nobody chooses, and the rule itself.
#[must_use]
pub fn rules_for(rule: &Rule, known: &[Rule]) -> Vec<Rule> {
    known.iter().filter(|other| other.default || other.code == rule.code).cloned().collect()
}

/// Judges a patched notice as an example says.
#[must_use]
pub fn judge(table: &Table, example: &Example, rules: &[Rule], known: &[Rule], lang: Lang) -> Vec<Diagnostic> {
    let text = toml::to_string(table).unwrap_or_default();
    let reading = crate::notice::read(&text, None);
    let day = example.as_of.or_else(|| Notice::of(&reading.tree).withdrawn().filter(|day| *day < DAY)).unwrap_or(DAY);
    let require = example.require.clone().unwrap_or_else(|| REQUIRE.map(str::to_string).to_vec());
    let terms = Terms { day, today: DAY, lang: Some(lang), require, fictional: example.fictional };
    let sources = Sources { notice: Source::new("example.toml", text), workspace: None };
    judge_within(&reading, &sources, rules, &LAW, &terms, &Around { known, ..Around::default() }).diagnostics
}

/// "CODE key" of each finding that counts, sorted: what `finds` lists.
#[must_use]
pub fn marks(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut marks: Vec<String> = diagnostics.iter().filter(|d| d.counts()).map(|d| format!("{} {}", d.code, d.key)).collect();
    marks.sort();
    marks
}

/// How an example went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As its rule says.
    Passed,
    /// Findings it lists and did not give, and findings it gave and does not list; both sorted.
    Differs {
        /// Listed, not given.
        missing: Vec<String>,
        /// Given, not listed.
        unexpected: Vec<String>,
    },
    /// It could not be judged, or shows nothing.
    Broken(String),
}

/// Runs one example of a rule; a bad one must list a finding of its own rule.
#[must_use]
pub fn run(rule: &Rule, example: &Example, bad: bool, text: Option<&str>, known: &[Rule]) -> Outcome {
    let Some(text) = text else { return Outcome::Broken(format!("there is no base notice `{}`", example.base)) };
    let patched = match patched(text, example) {
        Ok(patched) => patched,
        Err(why) => return Outcome::Broken(why),
    };
    let own = format!("{} ", rule.code);
    match (bad, example.finds.iter().any(|find| find.starts_with(&own))) {
        (true, false) => return Outcome::Broken(format!("`finds` lists no finding of {}", rule.code)),
        (false, _) if !example.finds.is_empty() => return Outcome::Broken("a good example lists no `finds`".into()),
        _ => {}
    }
    let found = marks(&judge(&patched.after, example, &rules_for(rule, known), known, Lang::EN));
    let mut wanted = example.finds.clone();
    wanted.sort();
    let (missing, unexpected) = (without(&wanted, &found), without(&found, &wanted));
    if missing.is_empty() && unexpected.is_empty() { Outcome::Passed } else { Outcome::Differs { missing, unexpected } }
}

/// What the first list has and the second has not, each as often as it is over.
fn without(all: &[String], gone: &[String]) -> Vec<String> {
    let mut gone: Vec<&String> = gone.iter().collect();
    let left = |mark: &&String| match gone.iter().position(|other| other == mark) {
        Some(at) => {
            gone.remove(at);
            false
        }
        None => true,
    };
    all.iter().filter(left).cloned().collect()
}

/// What a patch changes, as TOML that stands by itself: the tables it touches, with the keys it changes and what tells which entry it is.
#[must_use]
pub fn shown(patched: &Patched) -> (String, String) {
    let (mut before, mut after) = (Table::new(), Table::new());
    changed(&patched.before, &patched.after, &mut before, &mut after);
    let write = |table: &Table| toml::to_string(table).unwrap_or_default().trim_end().to_string();
    (write(&before), write(&after))
}

/// The parts of two tables that differ.
fn changed(before: &Table, after: &Table, old: &mut Table, new: &mut Table) {
    for key in before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))) {
        match (before.get(key), after.get(key)) {
            (a, b) if a == b => {}
            (Some(Value::Table(a)), Some(Value::Table(b))) => {
                let (mut x, mut y) = (Table::new(), Table::new());
                changed(a, b, &mut x, &mut y);
                // A table that only lost or gained keys stands in both, empty in one: the place is what is to be seen.
                old.insert(key.clone(), Value::Table(x));
                new.insert(key.clone(), Value::Table(y));
            }
            (Some(Value::Array(a)), Some(Value::Array(b))) if of_tables(a) && of_tables(b) => {
                let (x, y) = entries(a, b);
                for (list, out) in [(x, &mut *old), (y, &mut *new)] {
                    if !list.is_empty() {
                        out.insert(key.clone(), Value::Array(list));
                    }
                }
            }
            (a, b) => {
                a.into_iter().for_each(|value| drop(old.insert(key.clone(), value.clone())));
                b.into_iter().for_each(|value| drop(new.insert(key.clone(), value.clone())));
            }
        }
    }
}

fn of_tables(array: &[Value]) -> bool {
    !array.is_empty() && array.iter().all(Value::is_table)
}

/// The entries of two lists that differ: those that both begin or end with are left out, the rest are compared one by one.
fn entries(before: &[Value], after: &[Value]) -> (Vec<Value>, Vec<Value>) {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let tail = before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
    if a.len() != b.len() {
        return (a.to_vec(), b.to_vec());
    }
    let pairs = a.iter().zip(b).filter(|(a, b)| a != b).filter_map(|(a, b)| Some((a.as_table()?, b.as_table()?)));
    pairs
        .map(|(a, b)| {
            let (mut x, mut y) = (Table::new(), Table::new());
            for key in ["id", "name", "role", "country"] {
                if let (Some(value), true) = (a.get(key), a.get(key) == b.get(key)) {
                    x.insert(key.to_string(), value.clone());
                    y.insert(key.to_string(), value.clone());
                    break;
                }
            }
            changed(a, b, &mut x, &mut y);
            (Value::Table(x), Value::Table(y))
        })
        .unzip()
}
