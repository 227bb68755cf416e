//! `matches`: no text of the notice holds a pattern of a list. Never knows what the list means.

use super::Tell;
use crate::lint::context::{Context, State};
use crate::lint::rule::{Matches, Pattern as Given};
use crate::lint::words::sight::Sight;
use crate::lint::words::{self, sight};
use regex::{Match, Regex, RegexBuilder};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let lists: Vec<(String, Vec<Given>)> =
        postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/patterns.bin"))).expect("the build script packed this very type");
    // The groups of hints after that of legal forms are those of patterns, in their order.
    let mut group = sight::FORMS;
    let mut next = |words: &Vec<String>| {
        (!words.is_empty()).then(|| {
            group += 1;
            group
        })
    };
    let mut one = |given: Given| {
        let marks = given.marks.iter().filter_map(|name| sight::mark(name)).fold(0, |all, mark| all | mark);
        let (words, also) = (next(&given.words), next(&given.also));
        Pattern { text: given.pattern, marks, words, also, hints: [given.words, given.also], wide: OnceLock::new(), exact: OnceLock::new() }
    };
    lists.into_iter().map(|(name, patterns)| List { name, patterns: patterns.into_iter().map(&mut one).collect() }).collect()
});

/// A list of patterns.
struct List {
    name: String,
    patterns: Vec<Pattern>,
}

/// A pattern, compiled when a text first needs it.
struct Pattern {
    text: String,
    /// Marks of which a text must have one, unless there are none.
    marks: u16,
    /// The group of hints of which a word of a text must begin with one.
    words: Option<u32>,
    /// Another such group.
    also: Option<u32>,
    hints: [Vec<String>; 2],
    /// The pattern without its word borders and with gaps of any length, which compile faster: it matches wherever `exact` does, and more.
    wide: OnceLock<Regex>,
    exact: OnceLock<Regex>,
}

impl Pattern {
    /// Whether a text of this sight may match.
    fn may(&self, sight: Sight) -> bool {
        let group = |group: Option<u32>| group.is_none_or(|group| sight.hints(group));
        (self.marks == 0 || sight.has(self.marks)) && group(self.words) && group(self.also)
    }

    /// The first place where it matches. A border of words in Unicode throws the engine off its fast road wherever a text has ä or ö
    /// (ten times the time), so it is asked only of the few texts that match without it.
    fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let compile = |pattern: &str| Regex::new(pattern).expect("the lists are our own and tested");
        let wide = self.wide.get_or_init(|| compile(&self.text.replace(r"\b", "").replace("{0,60}", "*")));
        if !wide.is_match(text) {
            return None;
        }
        self.exact.get_or_init(|| compile(&self.text)).find(text)
    }
}

impl List {
    /// The first place where a pattern matches; of two at one place that of the first pattern.
    fn find<'t>(&self, text: &'t str, sight: Sight) -> Option<Match<'t>> {
        self.patterns.iter().filter(|pattern| pattern.may(sight)).filter_map(|pattern| pattern.find(text)).min_by_key(Match::start)
    }

    /// Whether a text of this sight may match.
    fn may(&self, sight: Sight) -> bool {
        self.patterns.iter().any(|pattern| pattern.may(sight))
    }
}

/// Whether a text holds a pattern of a list.
pub(in crate::lint) fn finds(list: &str, text: &str) -> bool {
    LISTS.iter().any(|known| known.name == list && known.find(text, words::sight(text)).is_some())
}

/// Groups of hints of all patterns, in the order of their numbers.
pub(in crate::lint) fn hints() -> impl Iterator<Item = Vec<&'static str>> {
    let groups = LISTS.iter().flat_map(|list| &list.patterns).flat_map(|pattern| &pattern.hints);
    groups.filter(|hints| !hints.is_empty()).map(|hints| hints.iter().map(String::as_str).collect())
}

pub(super) fn run(check: &Matches, context: &Context<'_, '_>, tell: Tell<'_>) {
    if check.unless_fictional && context.fictional {
        return;
    }
    let own = if check.patterns.is_empty() { None } else { patterns(check).ok() };
    let list = LISTS.iter().find(|list| list.name == check.list);
    let seen = context.words();
    for at in seen.seen(|sight| own.is_some() || list.is_some_and(|list| list.may(sight))) {
        let Some(passage) = context.reading.passages.get(at) else { continue };
        let Some(text) = context.tree().str(passage.at) else { continue };
        if let Some(found) = list.and_then(|list| list.find(text, seen.sight(at))).or_else(|| own.as_ref()?.find(text)) {
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
    use super::{LISTS, List, sight};
    use crate::lint::words;
    use proptest::prelude::ProptestConfig;
    use proptest::string::string_regex;
    use proptest::test_runner::TestRunner;
    use regex::Regex;

    fn found(list: &List, text: &str) -> Option<std::ops::Range<usize>> {
        list.find(text, words::sight(text)).map(|found| found.range())
    }

    #[test]
    fn a_border_is_one_of_letters_and_not_of_ascii() {
        let placeholders = LISTS.iter().find(|list| list.name == "placeholders").expect("the list");
        assert!(found(placeholders, "Päivätty dd.mm.åååå.").is_some());
        assert!(found(placeholders, "Päivätty dd.mm.ååååä").is_none());
        assert!(found(placeholders, "hätodo").is_none());
    }

    /// Taking the borders out of a pattern must leave a pattern, and one that is no narrower; what is searched by its hints must be what
    /// all patterns as one find.
    #[test]
    fn the_wide_pattern_is_the_pattern_without_its_borders() {
        for list in LISTS.iter() {
            let all: Vec<&str> = list.patterns.iter().map(|pattern| pattern.text.as_str()).collect();
            let all = all.join("|");
            assert!(!all.contains(r"\\b"), "{}: an escaped backslash before a b would be taken for a border", list.name);
            assert!(!all.contains("[\\b"), "{}: in a class it is no border", list.name);
            let exact = Regex::new(&all).expect("a pattern");
            for text in [
                "todo",
                "(todo)",
                "ä todo ö",
                "×todo",
                "a-todo-b",
                "metodologia",
                "ätodo",
                "lorem ipsum",
                "dd.mm.åååå",
                "ei mitään",
                "nimi: ____",
                "[täytä tähän nimi]",
                "9999999-9",
                "(\u{3000}nimi )",
                "todo (nimi) ____",
                "",
            ] {
                assert_eq!(found(list, text), exact.find(text).map(|m| m.range()), "{}: {text}", list.name);
            }
        }
    }

    /// Whatever a pattern matches, its hints must let through.
    #[test]
    fn no_hint_hides_a_match() {
        for pattern in LISTS.iter().flat_map(|list| &list.patterns) {
            let plain = pattern.text.replace(r"\b", "").replace("(?:^|", "(?:").replace("|$)", ")").replace("|^", "|");
            let plain = plain.strip_prefix('^').unwrap_or(&plain);
            let texts = string_regex(plain).unwrap_or_else(|e| panic!("{}: {e}", pattern.text));
            let mut runner = TestRunner::new(ProptestConfig { cases: 2000, ..ProptestConfig::default() });
            let through = runner.run(&texts, |text| {
                for text in [text.clone(), format!("Voit (ks. 1) {text} kun."), text.to_uppercase()] {
                    let hidden = Regex::new(&pattern.text).expect("a pattern").is_match(&text) && !pattern.may(words::sight(&text));
                    assert!(!hidden, "{}: {text}", pattern.text);
                }
                Ok(())
            });
            through.unwrap_or_else(|e| panic!("{e}"));
        }
        assert!(super::hints().count() < sight::GROUPS as usize);
    }
}
