//! The least work a linter of notices can do, as a program: walk, read, parse into structs whose every leaf knows its place, and look for 150 words.
//! It judges nothing; `seloste lint` is measured against it in the same run (`benches/run.sh`).

use aho_corasick::AhoCorasick;
use rayon::prelude::*;
use serde::Deserialize;
use std::path::PathBuf;
use toml::Spanned;
use toml::value::Datetime;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type S = Spanned<String>;
type List = Vec<S>;

macro_rules! tables {
    ($($name:ident { $($field:ident: $kind:ty),* $(,)? })+) => {$(
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        #[allow(dead_code)]
        struct $name { $($field: $kind),* }
    )+};
}

tables! {
    File {
        notice: Head, register: Register, controller: Controller, contacts: Vec<Contact>, data_subjects: Vec<Subject>, sources: Vec<Source>,
        data_categories: Vec<Category>, purposes: Vec<Purpose>, retention: Vec<Retention>, disclosures: Vec<Disclosure>, processors: Vec<Processor>,
        transfers: Vec<Transfer>, protection: Protection, direct_marketing: Vec<Marketing>, rights: Rights, declares: Declares, changes: Vec<Change>,
    }
    Head {
        format: Spanned<u32>, regime: S, languages: List, version: S, created: Spanned<Datetime>, updated: Spanned<Datetime>, next_review: Spanned<Datetime>,
        audience: S,
    }
    Register { name: S, kind: List, summary: S }
    Controller { name: S, business_id: S, street: S, postal_code: S, city: S, country: S, phone: S, email: S, website: S }
    Contact { role: S, title: S, phone: S, email: S }
    Subject { id: S, name: S }
    Source { id: S, name: S, kind: S, public: Option<Spanned<bool>>, text: Option<S> }
    Category {
        id: S, name: S, items: List, data_subjects: Option<List>, sources: List, required: Option<S>, consequence: Option<S>,
    }
    Purpose {
        id: S, name: S, text: S, basis: S, statute: Option<S>, interest: Option<S>, interest_of: Option<S>, data_categories: Option<List>,
    }
    Retention { purposes: List, period: Option<S>, starts: Option<S>, criterion: Option<S>, statute: Option<S> }
    Disclosure { id: S, name: S, role: S, data_categories: List, purpose: S, basis: S, country: S }
    Processor { id: S, name: S, service: S, data_categories: List, country: S, established_in: Option<S> }
    Transfer { country: S, to: List, mechanism: S, copy_from: S }
    Protection { manual: S, electronic: S }
    Marketing { channels: List, to: S, products: S, basis: S, opt_out: S }
    Rights { how: S }
    Declares { automated_decisions: Spanned<bool>, profiling: Spanned<bool> }
    Change { date: Spanned<Datetime>, version: S, text: S, material: Spanned<bool> }
}

fn main() {
    let root = std::env::args().nth(1).unwrap_or_else(|| fail("usage: floor FOLDER"));
    let words = words();
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in ignore::WalkBuilder::new(&root).sort_by_file_path(std::path::Path::cmp).build() {
        let entry = entry.unwrap_or_else(|e| fail(e));
        let notice = entry.path().extension().is_some_and(|ext| ext == "toml") && entry.file_name() != "seloste.toml";
        if notice && entry.file_type().is_some_and(|kind| kind.is_file()) {
            files.push(entry.into_path());
        }
    }
    let (entries, found) = files.par_iter().map(|path| one(path, &words)).reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    println!("{} notices, {entries} entries, {found} words", files.len());
}

fn one(path: &std::path::Path, words: &AhoCorasick) -> (usize, usize) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| fail(e));
    let file: File = toml::from_str(&text).unwrap_or_else(|e| fail(format!("{}: {e}", path.display())));
    // A word begins where no letter stands before it: checked by hand, since a pattern that asks it falls off the fast road.
    let starts = |at: usize| text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    (file.purposes.len() + file.data_categories.len(), words.find_iter(&text).filter(|found| starts(found.start())).count())
}

/// One automaton of all words, in any case of letters: it folds ASCII itself, the other letters stand in both cases.
fn words() -> AhoCorasick {
    let lower = include_str!("../words.txt").lines();
    let patterns = lower.flat_map(|word| [word.to_string(), word.chars().map(|c| if c.is_ascii() { c } else { c.to_uppercase().next().unwrap_or(c) }).collect()]);
    AhoCorasick::builder().ascii_case_insensitive(true).build(patterns).unwrap_or_else(|e| fail(e))
}

fn fail(what: impl std::fmt::Display) -> ! {
    eprintln!("floor: {what}");
    std::process::exit(2);
}
