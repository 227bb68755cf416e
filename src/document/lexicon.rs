//! The words of every language a site can be in: the tool's own, and those of a user's file, each laid over the English ones.
//! Never changes the tool's own languages: what a notice says of the law there is the same for everyone.

use super::words::{FILES, Words};
use crate::lang::{Lang, holes};
use crate::source::{Source, TextError};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

/// What a words file may leave out: the English word stands for it.
static ENGLISH: LazyLock<Table> = LazyLock::new(|| {
    let (_, file, text) = FILES.iter().find(|(lang, ..)| *lang == Lang::EN).unwrap_or(&FILES[0]);
    text.parse().unwrap_or_else(|e| panic!("{file}: {e}"))
});

/// The list of a words file whose entries have keys.
const GLOSSARY: &str = "glossary";
/// The beginnings by which a term is found in a text.
const FINDS: &str = "finds";
/// The one phrase a language may write with other holes than English: any that tell a day.
const PATTERN: &str = "dates.pattern";

/// The words of all languages at hand.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    own: Vec<Own>,
}

/// The words of a language that the tool does not speak.
#[derive(Debug, Clone)]
pub struct Own {
    /// The language.
    pub lang: Lang,
    /// The file, for messages.
    pub path: String,
    /// How many words and phrases of [`Own::all`] the file gives; the others are English.
    pub given: usize,
    /// How many a language has.
    pub all: usize,
    words: Words,
}

impl Lexicon {
    /// The words of the tool and those of files: name (`de.toml`, after the code of the language), text, and path for errors.
    pub fn new<'f>(files: impl IntoIterator<Item = (&'f str, &'f str, &'f str)>) -> Result<Self, TextError> {
        let own = files.into_iter().map(|(name, text, path)| Own::read(name, text, path)).collect::<Result<_, _>>()?;
        Ok(Self { own })
    }

    /// The words of a language; `None` for one that has none.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&Words> {
        Words::built_in(lang).or_else(|| self.own.iter().find(|own| own.lang == lang).map(|own| &own.words))
    }

    /// The words of a language, English for one that has none.
    #[must_use]
    pub fn or_english(&self, lang: Lang) -> &Words {
        self.get(lang).or_else(|| Words::built_in(Lang::EN)).unwrap_or_else(|| unreachable!("the tool speaks English"))
    }

    /// The languages of the files.
    #[must_use]
    pub fn own(&self) -> &[Own] {
        &self.own
    }
}

impl Own {
    fn read(name: &str, text: &str, path: &str) -> Result<Self, TextError> {
        let told = |line: Option<usize>, message: String| TextError { path: path.to_string(), line, message };
        let line = |span: Range<usize>| Some(Source::new(path, text).position(span.start).line);
        let lang = name.strip_suffix(".toml").and_then(Lang::parse);
        let lang = lang.ok_or_else(|| told(None, "a words file is named after the two-letter code of its language, such as `de.toml`".to_string()))?;
        if Words::built_in(lang).is_some() {
            let message =
                format!("the words of `{lang}` are part of the program: what a notice says of the law is the same for everyone; add another language");
            return Err(told(None, message));
        }
        let read = DeTable::parse(text).map_err(|e| told(e.span().and_then(line), e.message().to_string()))?;
        let mut words = ENGLISH.clone();
        // A term that the language does not explain is not looked for in its texts.
        for term in glossary(&mut words) {
            term.insert(FINDS.to_string(), Value::Array(Vec::new()));
        }
        let all = phrases(&Value::Table(ENGLISH.clone()));
        let given = over(read.get_ref(), &mut words, "").map_err(|(span, message)| told(line(span), message))?;
        let words = Words::of_table(words).map_err(|message| told(None, message))?;
        Ok(Self { lang, path: path.to_string(), given, all, words })
    }
}

type Fault = (Range<usize>, String);

/// Lays a table of the file over the English one of that path; how many phrases it gives.
fn over(file: &DeTable<'_>, words: &mut Table, path: &str) -> Result<usize, Fault> {
    let mut given = 0;
    for (key, value) in file {
        let path = if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
        if path == GLOSSARY {
            given += terms(value, words)?;
            continue;
        }
        let fault = |what: String| Err((value.span(), format!("`{path}` is {what}")));
        match (value.get_ref(), words.get_mut(key.get_ref().as_ref())) {
            (_, None) => {
                return Err((key.span(), format!("`{path}` is no key of a words file; the English one in the documentation has them all")));
            }
            (DeValue::Table(inner), Some(Value::Table(english))) => given += over(inner, english, &path)?,
            (DeValue::String(said), Some(Value::String(english))) => {
                same_holes(&path, english, said).map_err(|message| (value.span(), message))?;
                *english = said.to_string();
                given += 1;
            }
            (DeValue::Array(said), Some(Value::Array(english))) if said.len() == english.len() => {
                *english = list(value).ok_or_else(|| (value.span(), format!("`{path}` is a list of words in quotes")))?;
                given += said.len();
            }
            (_, Some(Value::Array(english))) => return fault(format!("a list of {} words", english.len())),
            (_, Some(Value::Table(_))) => return fault("a table".to_string()),
            _ => return fault("a text in quotes".to_string()),
        }
    }
    Ok(given)
}

/// Terms of the file in the place of those with the same key.
fn terms(value: &Spanned<DeValue<'_>>, words: &mut Table) -> Result<usize, Fault> {
    let fault = |span: Range<usize>, what: &str| (span, format!("[[glossary]]: {what}"));
    let entries = value.get_ref().as_array().ok_or_else(|| fault(value.span(), "it is a list of tables"))?;
    let mut given = 0;
    for entry in entries {
        let table = entry.get_ref().as_table().ok_or_else(|| fault(entry.span(), "it is a list of tables"))?;
        let key = table.get("key").ok_or_else(|| fault(entry.span(), "a term has a `key`"))?;
        let term = glossary(words).find(|term| term.get("key").and_then(Value::as_str) == key.get_ref().as_str());
        let term = term.ok_or_else(|| fault(key.span(), "there is no term with this key"))?;
        for (name, value) in table.iter().filter(|(name, _)| name.get_ref() != "key") {
            let said = match (name.get_ref().as_ref(), value.get_ref()) {
                ("term" | "text", DeValue::String(said)) => {
                    given += 1;
                    Value::String(said.to_string())
                }
                (FINDS, DeValue::Array(_)) => Value::Array(list(value).ok_or_else(|| fault(value.span(), "`finds` is a list of words in quotes"))?),
                _ => return Err(fault(value.span(), "a term has `key`, `term`, `text` and the list `finds`")),
            };
            term.insert(name.get_ref().to_string(), said);
        }
    }
    Ok(given)
}

fn glossary(words: &mut Table) -> impl Iterator<Item = &mut Table> {
    words.get_mut(GLOSSARY).and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_table_mut)
}

fn list(value: &Spanned<DeValue<'_>>) -> Option<Vec<Value>> {
    value.get_ref().as_array()?.iter().map(|word| Some(Value::String(word.get_ref().as_str()?.to_string()))).collect()
}

/// What is put into a phrase must have its place in every language: otherwise a fact would be lost.
fn same_holes(path: &str, english: &str, said: &str) -> Result<(), String> {
    let (wanted, own): (BTreeSet<&str>, BTreeSet<&str>) = (holes(english).collect(), holes(said).collect());
    if path == PATTERN {
        let known = |hole: &&str| ["day", "month", "month-name", "year"].contains(hole);
        let whole = own.contains("day") && own.contains("year") && (own.contains("month") || own.contains("month-name"));
        return if whole && own.iter().all(known) { Ok(()) } else { Err(format!("`{path}` has {{day}}, {{month}} or {{month-name}}, and {{year}}")) };
    }
    if let Some(lost) = wanted.difference(&own).next() {
        return Err(format!("`{path}` has no {{{lost}}}: what belongs there would be lost"));
    }
    own.difference(&wanted).next().map_or(Ok(()), |extra| Err(format!("`{path}`: nothing is put in the place of {{{extra}}}")))
}

/// How many words and phrases a file can give.
fn phrases(value: &Value) -> usize {
    match value {
        Value::Table(table) => table.iter().filter(|(name, _)| !matches!(name.as_str(), "key" | FINDS)).map(|(_, value)| phrases(value)).sum(),
        Value::Array(list) => list.iter().map(phrases).sum(),
        _ => 1,
    }
}
