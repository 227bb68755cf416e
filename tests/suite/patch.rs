//! Patched notices for examples and mutants: remove on the untouched base, then set, then lay over.

use seloste::day::Day;
use seloste::diagnostic::Diagnostic;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::lint::context::Sources;
use seloste::lint::judge::Terms;
use seloste::lint::{Rule, USUAL, judge};
use seloste::notice::Notice;
use seloste::source::Source;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The day tests judge on where they say no other.
pub const TODAY: &str = "2026-11-21";

/// The root of the checkout.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The base notice as a table.
pub fn base(folder: &str, name: &str) -> Table {
    let path = root().join(folder).join(format!("{name}.toml"));
    toml::from_str(&read(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// One step of a path: a key or an index.
enum Step {
    Key(String),
    Index(usize),
}

fn steps(path: &str) -> Vec<Step> {
    let mut out = Vec::new();
    for part in path.split('.') {
        let (key, rest) = part.split_once('[').map_or((part, None), |(key, rest)| (key, Some(rest)));
        out.push(Step::Key(key.to_string()));
        for index in rest.into_iter().flat_map(|rest| rest.split('[')) {
            out.push(Step::Index(index.trim_end_matches(']').parse().unwrap_or_else(|_| panic!("bad path {path}"))));
        }
    }
    out
}

fn walk<'a>(mut at: &'a mut Value, steps: &[Step], path: &str) -> &'a mut Value {
    for step in steps {
        at = match step {
            Step::Key(key) => at.get_mut(key.as_str()),
            Step::Index(index) => at.get_mut(*index),
        }
        .unwrap_or_else(|| panic!("no `{path}` in the base"));
    }
    at
}

/// Applies a patch: paths to remove (all of them paths of the base), values to set, TOML to lay over.
pub fn apply(base: Table, remove: &[String], set: &Table, add: &str) -> Table {
    let mut value = Value::Table(base);
    // A mark first, the sweep after: so that every index means the base's own.
    const GONE: &str = "\u{0}gone";
    for path in remove {
        let steps = steps(path);
        *walk(&mut value, &steps, path) = Value::String(GONE.into());
    }
    sweep(&mut value, GONE);
    for (path, new) in set {
        let steps = steps(path);
        let (last, above) = steps.split_last().expect("a path");
        let parent = walk(&mut value, above, path);
        match (last, parent) {
            (Step::Key(key), Value::Table(table)) => {
                table.insert(key.clone(), new.clone());
            }
            (Step::Index(index), Value::Array(array)) => array[*index] = new.clone(),
            _ => panic!("`{path}` cannot be set"),
        }
    }
    let over: Table = toml::from_str(add).unwrap_or_else(|e| panic!("add: {e}\n{add}"));
    let Value::Table(mut table) = value else { unreachable!("the base is a table") };
    lay_over(&mut table, over);
    table
}

fn sweep(value: &mut Value, gone: &str) {
    let is_gone = |v: &Value| v.as_str() == Some(gone);
    match value {
        Value::Table(table) => {
            table.retain(|_, v| !is_gone(v));
            table.iter_mut().for_each(|(_, v)| sweep(v, gone));
            // A list whose last entry went is not written at all, as a person would leave it.
            table.retain(|_, v| !matches!(v, Value::Array(a) if a.is_empty()));
        }
        Value::Array(array) => {
            array.retain(|v| !is_gone(v));
            array.iter_mut().for_each(|v| sweep(v, gone));
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

/// Judges TOML text with all rules. The workspace is that of our own notices.
pub fn findings(text: &str, as_of: Option<Day>) -> Vec<Diagnostic> {
    findings_in(text, as_of, true)
}

/// The same, in a workspace that is `fictional` or not.
pub fn findings_in(text: &str, as_of: Option<Day>, fictional: bool) -> Vec<Diagnostic> {
    findings_by(&USUAL, text, as_of, fictional)
}

/// The same, by rules of one's own.
pub fn findings_by(rules: &[Rule], text: &str, as_of: Option<Day>, fictional: bool) -> Vec<Diagnostic> {
    let workspace = seloste::project::Workspace::read(&root().join("notices/seloste.toml")).expect("our own workspace");
    let reading = seloste::notice::read(text, Some(&workspace.reading.tree));
    let today = Day::parse(TODAY).expect("a day");
    let day = as_of.or_else(|| Notice::of(&reading.tree).withdrawn().filter(|day| *day < today)).unwrap_or(today);
    let sources = Sources { notice: Source::new("notice.toml", text), workspace: workspace.source };
    let terms = Terms { day, lang: Some(Lang::EN), require: workspace.require, fictional };
    judge(&reading, &sources, rules, &LAW, &terms).diagnostics
}

/// "CODE key" of each finding, sorted.
pub fn marks(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut marks: Vec<String> = diagnostics.iter().filter(|d| d.suppressed.is_none()).map(|d| format!("{} {}", d.code, d.key)).collect();
    marks.sort();
    marks
}
