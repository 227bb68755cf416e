//! Patched notices for examples and mutants: remove on the untouched base, then set, then lay over.

use seloste::day::Day;
use seloste::diagnostic::Diagnostic;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::lint::context::Sources;
use seloste::lint::judge::Terms;
use seloste::lint::{Rule, USUAL, example, judge};
use seloste::notice::Notice;
use seloste::project::Workspace;
use seloste::source::Source;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use toml::Table;

/// The day tests judge on where they say no other.
pub const TODAY: &str = "2026-11-21";

/// Rules whose faults no patch of a table can make: syntax, limits and comments are broken as text in `tests/suite/reading.rs`, baselines and
/// workspaces, which are no notices, in `tests/suite/cli`.
pub const AS_TEXT: [&str; 18] =
    ["N001", "N015", "N016", "N017", "N018", "N021", "N024", "N025", "N026", "N027", "N028", "N029", "N030", "N031", "N032", "N033", "N034", "N035"];

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

/// Applies a patch: paths to remove (all of them paths of the base), values to set, TOML to lay over.
pub fn apply(base: Table, remove: &[String], set: &Table, add: &str) -> Table {
    let over: Table = toml::from_str(add).unwrap_or_else(|e| panic!("add: {e}\n{add}"));
    example::apply(base, remove, set, over).unwrap_or_else(|e| panic!("{e}"))
}

/// Judges TOML text with all rules. The workspace is that of our own notices.
pub fn findings(text: &str, as_of: Option<Day>) -> Vec<Diagnostic> {
    findings_in(text, as_of, true)
}

/// The same, in a workspace that is `fictional` or not.
pub fn findings_in(text: &str, as_of: Option<Day>, fictional: bool) -> Vec<Diagnostic> {
    findings_by(&USUAL, text, as_of, fictional, None)
}

/// The same, by rules of one's own, in a workspace that requires the parts given.
pub fn findings_by(rules: &[Rule], text: &str, as_of: Option<Day>, fictional: bool, require: Option<&[String]>) -> Vec<Diagnostic> {
    static OURS: LazyLock<Workspace> = LazyLock::new(|| Workspace::read(&root().join("notices/seloste.toml")).expect("our own workspace"));
    let reading = seloste::notice::read(text, Some(&OURS.reading.tree));
    let today = Day::parse(TODAY).expect("a day");
    let day = as_of.or_else(|| Notice::of(&reading.tree).withdrawn().filter(|day| *day < today)).unwrap_or(today);
    let sources = Sources { notice: Source::new("notice.toml", text), workspace: OURS.source.clone() };
    let terms = Terms { day, today, lang: Some(Lang::EN), require: require.map_or_else(|| OURS.require.clone(), <[String]>::to_vec), fictional };
    judge(&reading, &sources, rules, &LAW, &terms).diagnostics
}

pub use example::marks;
