//! Every list of words on sentences of its own: those of `hits` must hit, those of `silent` must not. One file a list in `tests/words`.

use crate::patch::{read, root};
use seloste::lang::Lang;
use seloste::lint::words;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    #[serde(default)]
    hits: Vec<String>,
    #[serde(default)]
    silent: Vec<String>,
}

#[test]
fn lists_hit_what_they_should_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut files: Vec<_> = fs::read_dir(root().join("tests/words")).expect("sentences").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    for file in files {
        let list = file.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(words::list(&list).is_some(), "no list `{list}`");
        let by_lang: BTreeMap<String, Sentences> = toml::from_str(&read(&file)).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for (code, sentences) in by_lang {
            let lang = Lang::parse(&code).expect("a language");
            for text in &sentences.hits {
                if words::places(&list, lang, text).is_empty() {
                    wrong.push(format!("{list} ({code}): no hit: {text}"));
                }
            }
            for text in &sentences.silent {
                if let Some(place) = words::places(&list, lang, text).first() {
                    wrong.push(format!("{list} ({code}): hits `{}`: {text}", &text[place.clone()]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
