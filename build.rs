//! Checks the data under `lints/` and packs it, so that the program parses none of it when it starts.

#[path = "src/day.rs"]
#[allow(dead_code)]
mod day;
#[path = "src/diagnostic.rs"]
#[allow(dead_code)]
mod diagnostic;
#[path = "src/lang.rs"]
#[allow(dead_code)]
mod lang;
#[path = "src/source.rs"]
#[allow(dead_code)]
mod source;
#[path = "src/law"]
mod law {
    #[path = "data.rs"]
    pub mod data;
}
#[path = "src/lint/language.rs"]
mod language;
#[path = "src/notice"]
mod notice {
    #[path = "period.rs"]
    #[allow(dead_code)]
    pub mod period;
}
#[path = "src/lint/criteria.rs"]
#[allow(dead_code)]
mod criteria;
#[path = "src/lint/evidence.rs"]
#[allow(dead_code)]
mod evidence;
#[path = "src/import/words.rs"]
mod import;
#[path = "src/learn/mod.rs"]
#[allow(dead_code)]
mod learn;
#[path = "src/lint/name.rs"]
#[allow(dead_code)]
mod name;
#[path = "src/lint/rule.rs"]
#[allow(dead_code)]
mod rule;
#[path = "src/sheet.rs"]
#[allow(dead_code)]
mod sheet;
#[path = "src/notice/spec.rs"]
#[allow(dead_code)]
mod spec;
#[path = "src/lint/words/data.rs"]
#[allow(dead_code)]
mod words;

use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=lints");
    println!("cargo::rerun-if-changed=tests/bases");
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("lints");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let write = |name: &str, bytes: Vec<u8>| fs::write(out.join(name), bytes).unwrap_or_else(|e| panic!("cannot write {name}: {e}"));

    let format = spec::Format::parse(&read(&root.join("format.toml"))).unwrap_or_else(|e| panic!("lints/format.toml: {e}"));
    write("format.bin", postcard::to_stdvec(&format).expect("plain data"));

    let criteria: criteria::Criteria = toml::from_str(&read(&root.join("criteria.toml"))).unwrap_or_else(|e| panic!("lints/criteria.toml: {e}"));
    write("criteria.bin", postcard::to_stdvec(&criteria).expect("plain data"));

    let workspace = spec::Format::parse(&read(&root.join("workspace.toml"))).unwrap_or_else(|e| panic!("lints/workspace.toml: {e}"));
    write("workspace.bin", postcard::to_stdvec(&workspace).expect("plain data"));

    let lists = root.join("lists");
    let law = law::data::LawData {
        statutes: list(&lists, "laws.toml", "statute"),
        countries: list(&lists, "countries.toml", "country"),
        adequacy: list(&lists, "adequacy.toml", "decision"),
        authorities: list(&lists, "authorities.toml", "authority"),
        grounds: list(&lists, "grounds.toml", "ground"),
    };
    write("law.bin", postcard::to_stdvec(&law).expect("plain data"));
    // What judging needs apart from what only explaining and testing need: a run that judges unpacks half as much.
    let mut rules = rules(&root);
    let examples: Vec<rule::Examples> = rules.iter_mut().map(rule::Rule::take_examples).collect();
    write("rules.bin", postcard::to_stdvec(&rules).expect("plain data"));
    write("examples.bin", postcard::to_stdvec(&examples).expect("plain data"));
    write("not-checked.bin", postcard::to_stdvec(&not_checked(&root.join("not-checked.toml"))).expect("plain data"));
    write("bases.bin", postcard::to_stdvec(&bases(&root.with_file_name("tests").join("bases"))).expect("plain data"));
    write("terms.bin", postcard::to_stdvec(&terms(&lists)).expect("plain data"));
    let languages: Vec<language::Language> = list(&lists, "languages.toml", "language");
    languages.iter().for_each(|language| language.check().unwrap_or_else(|e| panic!("languages.toml: {e}")));
    write("languages.bin", postcard::to_stdvec(&languages).expect("plain data"));
    let cited: Vec<(u16, String)> = (0u16..)
        .zip(&law.statutes)
        .filter(|(_, statute)| statute.until.is_some())
        .flat_map(|(at, statute)| statute.cited.iter().map(move |stem| (at, stem.clone())))
        .collect();
    let made = words::make(&read(&lists.join("sets.toml")), &folder(&lists.join("words")), &folder(&lists.join("outdated")), &cited);
    let (words, lexicons) = made.unwrap_or_else(|e| panic!("lints/lists: {e}"));
    write("words.bin", postcard::to_stdvec(&words).expect("plain data"));
    for (lang, lexicon) in lexicons.iter() {
        write(&format!("words.{lang}.bin"), postcard::to_stdvec(lexicon).expect("plain data"));
    }
    let (told, lexicons) =
        words::make(&read(&lists.join("sets.toml")), &folder(&lists.join("told")), &[], &[]).unwrap_or_else(|e| panic!("lints/lists/told: {e}"));
    write("told.bin", postcard::to_stdvec(&told).expect("plain data"));
    for (lang, lexicon) in lexicons.iter() {
        write(&format!("told.{lang}.bin"), postcard::to_stdvec(lexicon).expect("plain data"));
    }
    let audit: evidence::Evidence = toml::from_str(&read(&lists.join("audit.toml"))).unwrap_or_else(|e| panic!("audit.toml: {e}"));
    audit.check(&told.lists, &criteria).unwrap_or_else(|e| panic!("audit.toml: {e}"));
    write("audit.bin", postcard::to_stdvec(&audit).expect("plain data"));
    // What headings are about is learnt here, so that the program learns nothing when it starts.
    let examples: learn::headings::Examples = toml::from_str(&read(&lists.join("headings.toml"))).unwrap_or_else(|e| panic!("headings.toml: {e}"));
    write("headings.bin", postcard::to_stdvec(&learn::headings::learn(&examples, &|_| true)).expect("plain data"));
    let mut sentences: learn::headings::Examples = toml::from_str(&read(&lists.join("sentences.toml"))).unwrap_or_else(|e| panic!("sentences.toml: {e}"));
    let files = folder(&lists.join("telling"));
    let telling: Vec<learn::sentences::Examples> =
        files.iter().map(|(name, text)| toml::from_str(text).unwrap_or_else(|e| panic!("telling/{name}.toml: {e}"))).collect();
    let whole_files = folder(&lists.join("notices"));
    let notices: Vec<learn::sentences::Notices> =
        whole_files.iter().map(|(name, text)| toml::from_str(text).unwrap_or_else(|e| panic!("notices/{name}.toml: {e}"))).collect();
    learn::sentences::check(&telling, &notices, &told.lists).unwrap_or_else(|e| panic!("lints/lists: {e}"));
    let lexicons: Vec<learn::senses::Lexicon> =
        folder(&lists.join("senses")).iter().map(|(name, text)| toml::from_str(text).unwrap_or_else(|e| panic!("senses/{name}.toml: {e}"))).collect();
    let senses = learn::senses::Senses::new(&lexicons).unwrap_or_else(|e| panic!("lints/lists/senses: {e}"));
    let whole: Vec<_> = notices.iter().flat_map(|file| &file.notice).collect();
    write("telling.bin", postcard::to_stdvec(&learn::sentences::learn(&telling, &whole, &senses)).expect("plain data"));
    let language = |name: &str| ["fi", "sv", "en"].iter().position(|lang| *lang == name).unwrap_or_else(|| panic!("{name}.toml: no language"));
    for (file, (name, _)) in telling.iter().zip(&files) {
        sentences.heading.extend(learn::sentences::beginnings(file, language(name)));
    }
    for (file, (name, _)) in notices.iter().zip(&whole_files) {
        let sections = file.notice.iter().flat_map(|notice| &notice.section);
        sentences.heading.extend(sections.filter_map(|section| learn::sentences::paragraph(section, language(name))));
    }
    write("sentences.bin", postcard::to_stdvec(&learn::headings::learn_sentences(&sentences, &senses)).expect("plain data"));
    let imported: lang::ByLang<import::Words> = toml::from_str(&read(&lists.join("import.toml"))).unwrap_or_else(|e| panic!("import.toml: {e}"));
    write("import.bin", postcard::to_stdvec(&imported).expect("plain data"));
    let patterns: Vec<(String, Vec<rule::Pattern>)> =
        tables(&lists.join("patterns.toml")).into_iter().map(|(name, v)| (name, v.try_into().unwrap_or_else(|e| panic!("patterns.toml: {e}")))).collect();
    write("patterns.bin", postcard::to_stdvec(&patterns).expect("plain data"));
    for (name, bytes) in fonts() {
        write(&format!("{name}.font"), bytes.to_vec());
    }
}

/// The faces of the PDF, picked from the fonts a crate carries: the program holds these and no others.
fn fonts() -> Vec<(&'static str, &'static [u8])> {
    const FACES: [&str; 5] =
        ["LibertinusSerif-Regular", "LibertinusSerif-Semibold", "LibertinusSerif-Italic", "LibertinusSerif-SemiboldItalic", "DejaVuSansMono"];
    let name = |bytes: &'static [u8]| {
        let face = ttf_parser::Face::parse(bytes, 0).expect("a font");
        let own = |name: &ttf_parser::name::Name<'_>| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME;
        face.names().into_iter().filter(own).find_map(|name| name.to_string()).unwrap_or_default()
    };
    let all: Vec<(String, &'static [u8])> = typst_assets::fonts().map(|bytes| (name(bytes), bytes)).collect();
    let found = |face: &'static str| (face, all.iter().find(|(name, _)| name == face).unwrap_or_else(|| panic!("no font {face}")).1);
    FACES.into_iter().map(found).collect()
}

/// Every rule file of every family, in the order of codes; refuses a code or name that is used twice.
fn rules(root: &Path) -> Vec<rule::Rule> {
    let mut rules: Vec<rule::Rule> = Vec::new();
    for (folder, ..) in rule::FAMILIES {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a readable folder").path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
        files.sort();
        for file in files {
            let stem = file.file_stem().and_then(|s| s.to_str()).expect("a UTF-8 name").to_string();
            let rule = rule::Rule::parse(&read(&file), folder, &stem).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            if let Some(other) = rules.iter().find(|r| r.code == rule.code || r.name == rule.name) {
                panic!("{}: {} `{}` is also in `{}`", file.display(), rule.code, rule.name, other.name);
            }
            rules.push(rule);
        }
    }
    rules.sort_by(|a, b| a.code.cmp(&b.code));
    rules
}

/// What the law asks and no rule checks, with the reason: id, citation, and the reason in each language.
fn not_checked(path: &Path) -> Vec<rule::NotChecked> {
    println!("cargo::rerun-if-changed={}", path.display());
    if path.is_file() { list(path.parent().expect("a folder"), "not-checked.toml", "row") } else { Vec::new() }
}

/// The complete notices that examples are patches on: name and text.
fn bases(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a readable folder").path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files.iter().map(|file| (file.file_stem().and_then(|s| s.to_str()).expect("a UTF-8 name").to_string(), read(file))).collect()
}

/// Ready terms and groups: key, then the words per language.
fn terms(lists: &Path) -> Vec<(String, lang::ByLang<String>)> {
    let mut table = tables(&lists.join("terms.toml"));
    table.extend(tables(&lists.join("types.toml")));
    let mut out = Vec::new();
    for kind in ["terms", "groups", "types"] {
        let Some(toml::Value::Table(entries)) = table.get(kind) else { continue };
        for (key, value) in entries {
            out.push((
                if kind == "types" { format!("type:{key}") } else { key.clone() },
                value.clone().try_into().unwrap_or_else(|e| panic!("terms.toml {kind}.{key}: {e}")),
            ));
        }
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

fn list<T: DeserializeOwned>(folder: &Path, file: &str, name: &str) -> Vec<T> {
    let mut table = tables(&folder.join(file));
    let value = table.remove(name).unwrap_or_else(|| panic!("{file}: no [[{name}]]"));
    value.try_into().unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// The name and text of every list of a folder, in the order of names.
fn folder(path: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a readable folder").path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files.iter().map(|file| (file.file_stem().and_then(|s| s.to_str()).expect("a UTF-8 name").to_string(), read(file))).collect()
}

fn tables(path: &Path) -> toml::Table {
    toml::from_str(&read(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
