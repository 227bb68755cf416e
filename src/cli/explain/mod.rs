//! `seloste explain`: why a rule exists, its law and days, how to mend or allow what it finds; or what a key of the format is for.

mod criterion;
mod key;
mod rule;

use super::{Done, Exit, Failure, Global, parse_lang, print, width};
use crate::desk::cards::open;
use crate::desk::own;
use crate::lang::Lang;
use crate::lint::{RULES, Rule, audit, names};
use crate::notice::shape::nearest;
use crate::notice::{FORMAT, WORKSPACE};
use clap::Args;
use std::io::IsTerminal;

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A code (G216), a rule's name (retention-missing), a table (purposes), a key (purposes.basis), or `facts`: what rules may ask
    what: String,
    /// The language: fi, sv or en
    #[arg(long, default_value = "fi", value_parser = parse_lang)]
    lang: Lang,
}

/// Runs it.
pub fn run(args: &ExplainArgs, _global: &Global) -> Done {
    let wanted = args.what.trim();
    let built_in = RULES.iter().find(|rule| names(wanted, rule));
    let path = path_of(wanted);
    let text = if let Some(rule) = built_in {
        rule::of(rule, "", &[], args.lang)
    } else if let Some(untold) = audit::criterion(wanted) {
        criterion::of(untold, args.lang)
    } else if wanted == "facts" {
        key::facts(args.lang)
    } else if let Some((table, key)) = FORMAT.key(&path).or_else(|| WORKSPACE.key(&path)) {
        key::of_key(table, key, args.lang)
    } else if let Some(text) = of_tables(&path, args.lang) {
        text
    } else {
        of_own(wanted, args.lang)?
    };
    print(&if std::io::stdout().is_terminal() { folded(&text, width()) } else { text })?;
    Ok(Exit::Clean)
}

/// The text in lines of at most so many columns, below the beginning of the line they go on from. What is deeper than a list is TOML, which stays.
fn folded(text: &str, columns: usize) -> String {
    let fold = |line: &str| -> String {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if indent > 4 || line.chars().count() <= columns {
            return line.to_string();
        }
        let hang = " ".repeat(if line[indent..].starts_with("- ") { indent + 2 } else { indent });
        let options = textwrap::Options::new(columns).break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation).subsequent_indent(&hang);
        textwrap::fill(line, options)
    };
    text.split('\n').map(fold).collect::<Vec<_>>().join("\n")
}

/// A table; of one that a notice and the workspace file both have with keys of their own, both.
fn of_tables(path: &str, lang: Lang) -> Option<String> {
    let tables: Vec<_> = [&FORMAT, &WORKSPACE].iter().filter_map(|format| format.table(path)).collect();
    let same = tables.len() == 2 && tables[0].keys.iter().map(|key| &key.name).eq(tables[1].keys.iter().map(|key| &key.name));
    let texts: Vec<String> = tables.iter().take(if same { 1 } else { 2 }).map(|table| key::of_table(table, lang)).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// A rule of the user's own, by the workspace one stands in.
fn of_own(wanted: &str, lang: Lang) -> Result<String, Failure> {
    let folders = own::folders_here()?;
    for folder in &folders {
        if let Some(own) = folder.rules.iter().find(|own| names(wanted, &own.rule)) {
            return Ok(rule::of(&own.rule, &own.file.name, &folder.bases, lang));
        }
    }
    let keys: Vec<String> = [&FORMAT, &WORKSPACE]
        .iter()
        .flat_map(|format| &format.tables)
        .flat_map(|t| std::iter::once(t.path.clone()).chain(t.keys.iter().map(|k| format!("{}.{}", t.path, k.name))))
        .collect();
    let rules: Vec<&Rule> = RULES.iter().chain(folders.iter().flat_map(|folder| &folder.rules).map(|own| &own.rule)).collect();
    let known = rules.iter().flat_map(|rule| [rule.code.as_str(), rule.name.as_str()]).chain(keys.iter().map(String::as_str));
    let hint = nearest(wanted, known).map_or_else(String::new, |word| format!(" Did you mean `{word}`?"));
    Err(Failure::Told(format!("`{wanted}` is no code, rule, table or key.{hint} `seloste rules` lists the rules.")))
}

/// The key of the format that a finding's key is about: `purposes[0].text.fi` is about `purposes.text`.
fn path_of(wanted: &str) -> String {
    let plain: String = wanted.split(['[', ']']).step_by(2).collect();
    let known = |path: &str| [&FORMAT, &WORKSPACE].iter().any(|format| format.key(path).is_some() || format.table(path).is_some());
    match plain.rsplit_once('.') {
        Some((above, lang)) if !known(&plain) && Lang::parse(lang).is_some() && known(above) => above.to_string(),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn long_lines_are_folded_and_toml_is_not() {
        let text = "Miksi\n  Säilytysaika on kerrottava.\n  - yleisen tietosuoja-asetuksen artikla\n      avain = \"pitkä arvo jota ei taiteta\"\n";
        let wanted =
            "Miksi\n  Säilytysaika on\n  kerrottava.\n  - yleisen\n    tietosuoja-asetuksen\n    artikla\n      avain = \"pitkä arvo jota ei taiteta\"\n";
        assert_eq!(folded(text, 24), wanted);
        assert_eq!(folded(text, 200), text);
    }
}
