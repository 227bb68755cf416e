//! Senses of words: which words name a kind of personal data, which say that something is collected, given or kept. By them a sentence is understood
//! in words that stand in no example. Never decides what a sentence tells.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A lexicon as it is written: senses by name.
pub type Lexicon = BTreeMap<String, Words>;

/// The words of a sense.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// `word` for one form, `begin*` for what begins so, `*part*` for what holds this, `*end` for what ends so.
    pub words: Vec<String>,
}

/// Lexicons, ready to be looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Senses {
    /// Their names, in the order of their numbers.
    pub names: Vec<String>,
    /// Patterns in order.
    patterns: Vec<Pattern>,
}

/// A pattern: where it may stand in a word, and what it then means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Pattern {
    text: String,
    /// Whether the word may go on before and after it.
    open: (bool, bool),
    sense: u8,
}

impl Senses {
    /// Makes lexicons ready.
    ///
    /// # Errors
    ///
    /// A pattern that is empty, holds a star elsewhere than at its ends or is no word in lower case.
    pub fn new(lexicons: &[Lexicon]) -> Result<Self, String> {
        let mut names: Vec<String> = lexicons.iter().flat_map(|lexicon| lexicon.keys().cloned()).collect();
        names.sort_unstable();
        names.dedup();
        let mut patterns = Vec::new();
        for (name, words) in lexicons.iter().flatten() {
            let sense = names.binary_search(name).ok().and_then(|at| u8::try_from(at).ok()).ok_or("too many senses")?;
            for word in &words.words {
                let text = word.trim_matches('*');
                if text.is_empty() || !text.chars().all(char::is_alphanumeric) || text.to_lowercase() != text {
                    return Err(format!("sense `{name}`: `{word}` is no pattern of one word in lower case"));
                }
                patterns.push(Pattern { text: text.to_string(), open: (word.starts_with('*'), word.ends_with('*')), sense });
            }
        }
        patterns.sort_unstable();
        patterns.dedup();
        Ok(Self { names, patterns })
    }

    /// The senses of a word, as numbers in order.
    #[must_use]
    pub fn of(&self, word: &str) -> Vec<u8> {
        let mut found = Vec::new();
        for (from, _) in word.char_indices() {
            self.from(word, from, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What begins at a place of a word.
    fn from(&self, word: &str, from: usize, found: &mut Vec<u8>) {
        let rest = &word[from..];
        let mut left = self.patterns.as_slice();
        // Letter by letter fewer patterns are left; those that are used up are the first of them.
        for (at, letter) in rest.char_indices() {
            let end = at + letter.len_utf8();
            let head = &rest[..end];
            left = &left[left.partition_point(|pattern| pattern.text.as_str() < head)..];
            left = &left[..left.partition_point(|pattern| pattern.text.starts_with(head))];
            if left.is_empty() {
                return;
            }
            let whole = left.iter().take_while(|pattern| pattern.text.len() == end);
            found.extend(whole.filter(|pattern| (pattern.open.0 || from == 0) && (pattern.open.1 || end == rest.len())).map(|pattern| pattern.sense));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Senses, Words};

    fn senses(patterns: &[(&str, &[&str])]) -> Senses {
        let of = |words: &&[&str]| Words { words: words.iter().map(|word| (*word).to_string()).collect() };
        let lexicon: Lexicon = patterns.iter().map(|(name, words)| ((*name).to_string(), of(words))).collect();
        Senses::new(&[lexicon]).expect("patterns")
    }

    #[test]
    fn stars_say_where_a_word_goes_on() {
        let senses = senses(&[("begin", &["osoit*"]), ("end", &["*numero"]), ("part", &["*rekister*"]), ("whole", &["nimi"])]);
        let names = |word: &str| senses.of(word).into_iter().map(|at| senses.names[usize::from(at)].as_str()).collect::<Vec<_>>();
        assert_eq!(names("osoitteesi"), ["begin"]);
        assert_eq!(names("kotiosoite"), [""; 0]);
        assert_eq!(names("asiakasnumero"), ["end"]);
        assert_eq!(names("asiakasnumeron"), [""; 0]);
        assert_eq!(names("väestörekisteristä"), ["part"]);
        assert_eq!(names("nimi"), ["whole"]);
        assert_eq!(names("nimike"), [""; 0]);
    }

    #[test]
    fn what_is_no_word_is_refused() {
        let words = |word: &str| Lexicon::from([("data".to_string(), Words { words: vec![word.to_string()] })]);
        assert!(["", "*", "a b", "Nimi", "ni*mi"].iter().all(|word| Senses::new(&[words(word)]).is_err()));
        assert!(Senses::new(&[words("nimi*")]).is_ok());
    }
}
