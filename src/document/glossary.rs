//! The terms a language explains, and where their forms stand in a text: one pass, however many there are.
//! Never decides which place is marked.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

/// A term of law, as `[[glossary]]` of a words file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gloss {
    /// The same in every language.
    pub key: String,
    /// The term.
    pub term: String,
    /// What it means, in a sentence.
    pub text: String,
    /// The beginnings of its forms as they stand in text; one that begins with a small letter is found with a capital, too.
    pub finds: Vec<String>,
}

/// All terms of a language, in its order.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<Gloss>")]
pub struct Glossary {
    terms: Vec<Gloss>,
    forms: AhoCorasick,
    /// The term of each form.
    owners: Vec<usize>,
}

impl TryFrom<Vec<Gloss>> for Glossary {
    type Error = String;

    fn try_from(terms: Vec<Gloss>) -> Result<Self, String> {
        let (mut forms, mut owners) = (Vec::new(), Vec::new());
        for (owner, gloss) in terms.iter().enumerate() {
            for form in &gloss.finds {
                let mut letters = form.chars();
                let first = letters.next().ok_or_else(|| format!("[[glossary]] `{}` has an empty form", gloss.key))?;
                if first.is_lowercase() {
                    forms.push(first.to_uppercase().chain(letters).collect());
                    owners.push(owner);
                }
                forms.push(form.clone());
                owners.push(owner);
            }
        }
        // Made in a fifth of the time of the quickest machine; texts are short, and most runs make few pages.
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let forms = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(&forms).map_err(|e| e.to_string())?;
        Ok(Self { terms, forms, owners })
    }
}

impl Glossary {
    /// The terms in order.
    #[must_use]
    pub fn terms(&self) -> &[Gloss] {
        &self.terms
    }

    /// The first place in `text` where a word begins with a form of a term that is `open`: the term, and the bytes of the words it stands in.
    #[must_use]
    pub fn find(&self, text: &str, open: &[bool]) -> Option<(usize, usize, usize)> {
        let within = |c: char| c.is_alphanumeric() || c == '-';
        let letter = |c: char| c.is_alphanumeric();
        // An abbreviation has no endings but those after a colon.
        let whole = |from: usize, to: usize| text[from..to].chars().any(char::is_lowercase) || !text[to..].starts_with(letter);
        let stands = |from: usize, to: usize| !text[..from].ends_with(within) && whole(from, to);
        let is_open = |pattern: usize| open[self.owners[pattern]];
        let found = self.forms.find_iter(text).find(|found| is_open(found.pattern().as_usize()) && stands(found.start(), found.end()))?;
        let rest = &text[found.end()..];
        let end = found.end() + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        Some((self.owners[found.pattern().as_usize()], found.start(), end))
    }
}
