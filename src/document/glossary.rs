//! The terms a language explains, and where their forms stand in a text: one pass, however many there are.
//! Never decides which place is marked.

use serde::Deserialize;
use std::collections::BTreeMap;

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
    /// Each form with its term, by its first two bytes, longest first.
    forms: BTreeMap<[u8; 2], Vec<(String, usize)>>,
    /// Whether a form may begin with two bytes: most words are passed by this alone.
    heads: [u64; HEADS / 64],
}

/// How many kinds of two bytes are told apart.
const HEADS: usize = 1024;

fn head(a: u8, b: u8) -> usize {
    (usize::from(a) * 29 + usize::from(b)) % HEADS
}

impl TryFrom<Vec<Gloss>> for Glossary {
    type Error = String;

    fn try_from(terms: Vec<Gloss>) -> Result<Self, String> {
        let (mut forms, mut heads) = (BTreeMap::<[u8; 2], Vec<(String, usize)>>::new(), [0; HEADS / 64]);
        let mut add = |form: String, owner: usize| {
            let [a, b, ..] = form.as_bytes() else { return Err(format!("[[glossary]] `{}` has a form of no word", terms[owner].key)) };
            heads[head(*a, *b) / 64] |= 1_u64 << (head(*a, *b) % 64);
            forms.entry([*a, *b]).or_default().push((form, owner));
            Ok(())
        };
        for (owner, gloss) in terms.iter().enumerate() {
            for form in &gloss.finds {
                let mut letters = form.chars();
                if let Some(first) = letters.next().filter(|first| first.is_lowercase()) {
                    add(first.to_uppercase().chain(letters).collect(), owner)?;
                }
                add(form.clone(), owner)?;
            }
        }
        forms.values_mut().for_each(|forms| forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len())));
        Ok(Self { terms, forms, heads })
    }
}

impl Glossary {
    /// The terms in order.
    #[must_use]
    pub fn terms(&self) -> &[Gloss] {
        &self.terms
    }

    /// The first place in `text` where a word begins with a form of a term that is `open`: the term, and the bytes of the words it stands in. Of forms
    /// that begin at one place the longest counts, and none begins in another.
    #[must_use]
    pub fn find(&self, text: &str, open: &[bool]) -> Option<(usize, usize, usize)> {
        let letter = |c: char| c.is_alphanumeric();
        // An abbreviation has no endings but those after a colon.
        let whole = |from: usize, to: usize| text[from..to].chars().any(char::is_lowercase) || !text[to..].starts_with(letter);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at + 1 < bytes.len() {
            let forms = if self.begins(bytes[at], bytes[at + 1]) { self.forms.get(&[bytes[at], bytes[at + 1]]) } else { None };
            if let Some((form, owner)) = forms.and_then(|forms| forms.iter().find(|(form, _)| bytes[at..].starts_with(form.as_bytes()))) {
                let to = at + form.len();
                if open[*owner] && whole(at, to) {
                    let rest = &text[to..];
                    let end = to + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
                    return Some((*owner, at, end));
                }
                // The rest of its word is none of another.
                at = to;
            }
            at = next_word(text, at);
        }
        None
    }

    fn begins(&self, a: u8, b: u8) -> bool {
        self.heads[head(a, b) / 64] >> (head(a, b) % 64) & 1 == 1
    }
}

/// Where the next word begins after a place in a word or between two; a hyphen is part of a word.
fn next_word(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    let of_word = |at: usize| {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric() || byte == b'-', 1));
        }
        text.get(at..)?.chars().next().map(|c| (c.is_alphanumeric(), c.len_utf8()))
    };
    for inside in [true, false] {
        while let Some((_, length)) = of_word(at).filter(|(of_word, _)| *of_word == inside) {
            at += length;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Gloss, Glossary};

    #[test]
    fn words_that_begin_with_a_form_are_found() {
        let gloss =
            |key: &str, finds: &[&str]| Gloss { key: key.into(), term: key.into(), text: key.into(), finds: finds.iter().map(ToString::to_string).collect() };
        let all =
            vec![gloss("keeper", &["rekisterinpitäj"]), gloss("joint", &["yhteisrekisterinpitäj"]), gloss("eea", &["ETA"]), gloss("age", &["ikä", "ikä raja"])];
        let glossary = Glossary::try_from(all).expect("sound");
        let find = |text: &'static str, open: [bool; 4]| glossary.find(text, &open).map(|(term, from, to)| (term, &text[from..to]));
        let open = [true; 4];
        assert_eq!(find("Yksi rekisterinpitäjän oma", open), Some((0, "rekisterinpitäjän")));
        assert_eq!(find("Rekisterinpitäjä", open), Some((0, "Rekisterinpitäjä")));
        assert_eq!(find("ei-rekisterinpitäjä, öljyrekisterinpitäjä, yhteisrekisterinpitäjät", open), Some((1, "yhteisrekisterinpitäjät")));
        assert_eq!(find("yhteisrekisterinpitäjät, rekisterinpitäjät", [true, false, true, true]), Some((0, "rekisterinpitäjät")));
        assert_eq!(find("ETAn, ETA:n", open), Some((2, "ETA")), "an abbreviation has endings after a colon alone");
        assert_eq!(find("eta ETÄ", open), None);
        assert_eq!(find("(ikä raja)", open), Some((3, "ikä raja")), "the longest form counts");
        assert_eq!(find("aikä", open), None);
        assert_eq!(find("ik", open), None);
    }
}
