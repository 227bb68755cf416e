//! Rules of a user's own, from the folders that `[lint] extend` names: read as ours are, with every fault at its place.
//! Never opens a file, never runs code from one.

use super::names::{self, unknown};
use super::rule::{FAMILIES, Rule, RuleFault, fault};
use super::{BARE, example};
use crate::notice::parse;
use crate::notice::tree::{File, NodeId, Tree};
use crate::source::Source;

/// A file of a folder of rules.
#[derive(Debug, Clone)]
pub struct OwnFile {
    /// Its path below the folder, with `/` between its parts.
    pub name: String,
    /// Its text, under the path a fault is told with.
    pub source: Source,
}

/// A rule of a user's own.
#[derive(Debug, Clone)]
pub struct Own {
    /// The rule.
    pub rule: Rule,
    /// Its file.
    pub file: OwnFile,
}

/// The rules of a folder, and the base notices that their examples name.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// In the order of their codes.
    pub rules: Vec<Own>,
    /// Whole notices.
    pub bases: Vec<OwnFile>,
}

/// Why a rule cannot be used: `file:line:column`, and what to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRule {
    /// The file with line and column.
    pub place: String,
    /// What is wrong and how to mend it, in one line.
    pub what: String,
}

/// Reads a folder's files: notices are bases, all others are rules.
pub fn read(files: Vec<OwnFile>) -> Result<Folder, BadRule> {
    let mut folder = Folder::default();
    for file in files {
        if is_base(file.source.text()) {
            folder.bases.push(file);
            continue;
        }
        let rule = self::rule(&file)?;
        if let Some(other) = folder.rules.iter().find(|own| own.rule.code == rule.code || own.rule.name == rule.name) {
            let at = if other.rule.code == rule.code { "code" } else { "name" };
            return Err(bad(
                &file.source,
                &fault(at, format!("`{}` is taken by {}", if at == "code" { &rule.code } else { &rule.name }, other.file.source.name())),
            ));
        }
        folder.rules.push(Own { rule, file });
    }
    folder.rules.sort_by(|a, b| a.rule.code.cmp(&b.rule.code));
    for own in &folder.rules {
        bases(own, &folder.bases).map_err(|fault| bad(&own.file.source, &fault))?;
    }
    Ok(folder)
}

/// Whether a file is a notice. By its own tables, not by its lines: an example of a rule may hold those of a notice.
fn is_base(text: &str) -> bool {
    let (tree, _) = parse::parse(text, File::Notice);
    let has = |key: &str| tree.get(Tree::ROOT, key).is_some();
    has("register") && !["code", "check", "message"].into_iter().any(has)
}

/// Reads one rule file.
fn rule(file: &OwnFile) -> Result<Rule, BadRule> {
    let source = &file.source;
    let mut rule: Rule =
        toml::from_str(source.text()).map_err(|error| BadRule { place: place(source, error.span().unwrap_or(0..0).start), what: readable(error.message()) })?;
    if rule.name.is_empty() {
        rule.name = file.name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default().to_string();
    }
    own(&rule).and_then(|()| rule.check()).and_then(|()| names::check(&rule)).map_err(|fault| bad(source, &fault))?;
    rule.speak();
    if rule.criterion.is_empty() {
        rule.criterion = "own".to_string();
    }
    Ok(rule)
}

/// What a rule of a user's own must be, and a built-in one need not.
fn own(rule: &Rule) -> Result<(), RuleFault> {
    let letters = rule.code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = rule.code.len() - letters;
    if !(1..=8).contains(&letters) || digits != 3 || !rule.code.bytes().skip(letters).all(|b| b.is_ascii_digit()) {
        return Err(fault("code", format!("`{}` is no code; write capital letters and three digits, such as `OMA101`", rule.code)));
    }
    if FAMILIES.iter().any(|(_, letter, _)| rule.code[..letters] == letter.to_string()) {
        return Err(fault("code", format!("the codes `{}` are those of built-in rules; choose other letters, such as `OMA101`", &rule.code[..letters])));
    }
    if rule.name.is_empty() || !rule.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return Err(fault("name", format!("`{}` is no name; write small letters a to z, digits and hyphens, such as `word-forbidden`", rule.name)));
    }
    if BARE.iter().any(|known| known.name == rule.name) {
        return Err(fault("name", format!("`{}` is the name of a built-in rule; choose another", rule.name)));
    }
    for (key, words) in [("message", &rule.message), ("help", &rule.help)] {
        if words.iter().all(|(_, text)| text.trim().is_empty()) {
            return Err(fault(key, "says nothing; write it in one language at least, such as `message.fi = \"…\"`"));
        }
    }
    Ok(())
}

/// Whether the examples of a rule stand on base notices that are there.
fn bases(own: &Own, bases: &[OwnFile]) -> Result<(), RuleFault> {
    for (list, examples) in [("good", &own.rule.good), ("bad", &own.rule.bad)] {
        for (n, example) in examples.iter().enumerate() {
            if example::base(&example.base, &own.file.name, bases).is_none() {
                let own = bases.iter().map(|file| file.name.as_str());
                return Err(fault(
                    format!("{list}[{n}].base"),
                    unknown("base notice", &example.base, example::BASES.iter().map(|(name, _)| name.as_str()).chain(own)),
                ));
            }
        }
    }
    Ok(())
}

/// What the reader of TOML says, with the nearest word instead of a list of all.
fn readable(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    let kind = ["unknown field", "unknown variant"].into_iter().find(|kind| message.starts_with(kind));
    let mut words = message.split('`').skip(1).step_by(2);
    match (kind, words.next()) {
        (Some(kind), Some(written)) => unknown(if kind == "unknown field" { "key" } else { "value" }, written, words),
        _ => message.to_string(),
    }
}

/// A fault as its place in the text: that of the key, or of the nearest table above it that is there.
fn bad(source: &Source, fault: &RuleFault) -> BadRule {
    let (tree, _) = parse::parse(source.text(), File::Notice);
    let mut at = Some(fault.at.as_str());
    let node = std::iter::from_fn(|| {
        let path = at?;
        at = path.rsplit_once('.').map(|(above, _)| above);
        Some(path)
    })
    .find_map(|path| find(&tree, path));
    let start = node.map_or(0, |node| tree.point(node).1.start as usize);
    BadRule { place: place(source, start), what: format!("`{}`: {}", fault.at, fault.what) }
}

/// The node at a path with indexes, such as `when[0].fact`.
fn find(tree: &Tree, path: &str) -> Option<NodeId> {
    path.split('.').try_fold(Tree::ROOT, |at, step| {
        let (key, index) = step.split_once('[').map_or((step, None), |(key, index)| (key, index.trim_end_matches(']').parse::<usize>().ok()));
        let found = tree.get(at, key)?;
        match index {
            Some(index) => tree.children(found).get(index).copied(),
            None => Some(found),
        }
    })
}

fn place(source: &Source, byte: usize) -> String {
    let at = source.position(byte);
    format!("{}:{}:{}", source.name(), at.line, at.column)
}
