//! `matches`: no text of the notice holds a pattern of a list. Never knows what the list means.

use super::Tell;
use crate::lint::context::{Context, State};
use crate::lint::rule::Matches;
use regex::{Match, Regex, RegexBuilder};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let lists: Vec<(String, Vec<String>)> =
        postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/patterns.bin"))).expect("the build script packed this very type");
    lists.into_iter().map(|(name, patterns)| List { name, pattern: patterns.join("|"), wide: OnceLock::new(), exact: OnceLock::new() }).collect()
});

/// A list of patterns as one, compiled when a text first needs it.
struct List {
    name: String,
    pattern: String,
    /// The pattern without its word borders and with gaps of any length, which compile faster: it matches wherever `exact` does, and more.
    wide: OnceLock<Regex>,
    exact: OnceLock<Regex>,
}

impl List {
    /// The first place where the list matches. A border of words in Unicode throws the engine off its fast road wherever a text has ä or ö
    /// (ten times the time), so it is asked only of the few texts that match without it.
    fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let compile = |pattern: &str| Regex::new(pattern).expect("the lists are our own and tested");
        let wide = self.wide.get_or_init(|| compile(&self.pattern.replace(r"\b", "").replace("{0,60}", "*")));
        if !wide.is_match(text) {
            return None;
        }
        self.exact.get_or_init(|| compile(&self.pattern)).find(text)
    }
}

/// Whether a text holds a pattern of a list.
pub(in crate::lint) fn finds(list: &str, text: &str) -> bool {
    LISTS.iter().any(|known| known.name == list && known.find(text).is_some())
}

pub(super) fn run(check: &Matches, context: &Context<'_, '_>, tell: Tell<'_>) {
    if check.unless_fictional && context.fictional {
        return;
    }
    let own = if check.patterns.is_empty() { None } else { patterns(check).ok() };
    let list = LISTS.iter().find(|list| list.name == check.list);
    for passage in &context.reading.passages {
        let Some(text) = context.tree().str(passage.at) else { continue };
        if let Some(found) = list.and_then(|list| list.find(text)).or_else(|| own.as_ref()?.find(text)) {
            // Dots of a contents list lead to a page and are told as such (T638).
            if found.as_str().starts_with(['.', '…']) && super::native::leftovers::leads(text) {
                continue;
            }
            tell(State::Missing, context.place_of_bytes(passage, found.start(), found.end()), vec![("value", found.as_str().into())]);
        }
    }
}

/// Names of the lists.
pub(in crate::lint) fn lists() -> impl Iterator<Item = &'static str> {
    LISTS.iter().map(|list| list.name.as_str())
}

/// The largest that patterns of a rule may grow to when they are compiled, in bytes.
const MAX_COMPILED: usize = 1 << 20;

/// The patterns of a rule's own as one, compiled once; the error says what is wrong with one of them.
pub(in crate::lint) fn patterns(check: &Matches) -> Result<Arc<Regex>, String> {
    static COMPILED: Mutex<BTreeMap<Vec<String>, Arc<Regex>>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = compiled.get(&check.patterns) {
        return Ok(known.clone());
    }
    let one = |pattern: &str| RegexBuilder::new(pattern).case_insensitive(true).size_limit(MAX_COMPILED).build();
    for pattern in &check.patterns {
        // What the crate says in several lines with a caret, as one: the last line has the reason.
        let why = |e: regex::Error| e.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_string();
        let alone = one(pattern).map_err(|e| format!("`{pattern}` is no pattern: {}", why(e)))?;
        if alone.is_match("") {
            return Err(format!("`{pattern}` matches an empty text, so it would match everywhere"));
        }
    }
    let all = check.patterns.iter().map(|pattern| format!("(?:{pattern})")).collect::<Vec<_>>().join("|");
    let regex = Arc::new(one(&all).map_err(|_| "together the patterns are too large".to_string())?);
    compiled.insert(check.patterns.clone(), regex.clone());
    Ok(regex)
}

#[cfg(test)]
mod tests {
    use super::LISTS;
    use regex::Regex;

    #[test]
    fn a_border_is_one_of_letters_and_not_of_ascii() {
        let placeholders = LISTS.iter().find(|list| list.name == "placeholders").expect("the list");
        assert!(placeholders.find("Päivätty dd.mm.åååå.").is_some());
        assert!(placeholders.find("Päivätty dd.mm.ååååä").is_none());
        assert!(placeholders.find("hätodo").is_none());
    }

    /// Taking the borders out of a pattern must leave a pattern, and one that is no narrower.
    #[test]
    fn the_wide_pattern_is_the_pattern_without_its_borders() {
        for list in LISTS.iter() {
            assert!(!list.pattern.contains(r"\\b"), "{}: an escaped backslash before a b would be taken for a border", list.name);
            assert!(!list.pattern.contains("[\\b"), "{}: in a class it is no border", list.name);
            let exact = Regex::new(&list.pattern).expect("a pattern");
            for text in [
                "todo",
                "(todo)",
                "ä todo ö",
                "metodologia",
                "ätodo",
                "lorem ipsum",
                "dd.mm.åååå",
                "ei mitään",
                "nimi: ____",
                "[täytä tähän nimi]",
                "9999999-9",
                "",
            ] {
                let found = |m: regex::Match<'_>| m.range();
                assert_eq!(list.find(text).map(found), exact.find(text).map(found), "{}: {text}", list.name);
            }
        }
    }
}
