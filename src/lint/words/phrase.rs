//! Whether words of a passage are a word or phrase of a list, and whether its conditions hold. Never finds candidates itself.

use super::data::{Alt, Group, Lexicon, Pattern, stemmer};
use super::text::{Gap, Passage, Word};
use crate::lang::{ByLang, Lang};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

/// A passage at hand.
pub struct Reader<'a> {
    /// Its text.
    text: &'a str,
    /// Its words.
    passage: &'a Passage,
    lexicon: &'a Lexicon,
    /// For each set of alternatives the slots of which a text must have one, unless it is open to any.
    sieves: &'a [Option<Vec<u16>>],
    lang: Lang,
    /// Whether it may have headings: asked of a long text once, not at each of its words.
    headed: bool,
}

/// Stems by their words.
type Stems = HashMap<Box<[u8]>, Box<str>>;

/// The most stems that are kept of a language.
const STEMS: usize = 1 << 13;

thread_local! {
    /// Stems of words that were asked for, by language: the words of one notice come again in the next.
    static KNOWN: RefCell<ByLang<Stems>> = RefCell::default();
}

/// Whether a word in lower case has a stem.
fn has_stem(lang: Lang, word: &[u8], stem: &str) -> bool {
    KNOWN.with_borrow_mut(|known| {
        let known = match lang {
            Lang::FI => &mut known.fi,
            Lang::SV => &mut known.sv,
            _ => &mut known.en,
        };
        if let Some(found) = known.get(word) {
            return **found == *stem;
        }
        let found = stemmer(lang).stem(std::str::from_utf8(word).unwrap_or_default()).into_owned();
        let has = found == stem;
        if known.len() >= STEMS {
            known.clear();
        }
        known.insert(word.into(), found.into());
        has
    })
}

impl<'a> Reader<'a> {
    /// A passage of a language.
    #[must_use]
    pub fn new(text: &'a str, passage: &'a Passage, lang: Lang, lexicon: &'a Lexicon, sieves: &'a [Option<Vec<u16>>]) -> Self {
        Self { text, passage, lexicon, sieves, lang, headed: text.contains('#') }
    }

    /// The words a pattern covers when an alternative of its anchor stands at word `at`, with the last byte of the hit.
    pub fn covers(&mut self, pattern: &Pattern, at: usize, alt: usize) -> Option<(Range<usize>, usize)> {
        let anchor = usize::from(pattern.anchor);
        if pattern.tokens.len() > 1 && !self.may_have(pattern) {
            return None;
        }
        let end = self.is(self.lexicon.anys[usize::from(pattern.tokens[anchor].any)].get(alt)?, at)?;
        if pattern.tokens.len() == 1 {
            return Some((at..at + 1, end));
        }
        // What stands before the anchor takes at most so many words.
        let before: usize = pattern.tokens[..=anchor].iter().map(|t| 1 + usize::from(t.gap)).sum::<usize>() - 1;
        let required = pattern.tokens[..anchor].iter().filter(|t| !t.optional).count();
        for start in at.saturating_sub(before)..=at.saturating_sub(required) {
            if let Some((range, end)) = self.from(pattern, start)
                && range.contains(&at)
            {
                return Some((range, end));
            }
        }
        None
    }

    /// Whether the passage may have all words of a pattern: most have not, and are not looked at further.
    fn may_have(&self, pattern: &Pattern) -> bool {
        let sieve = &self.passage.sieve;
        let may = |slots: &Vec<u16>| slots.iter().any(|slot| sieve.may_have(*slot));
        pattern.tokens.iter().all(|token| token.optional || self.sieves[usize::from(token.any)].as_ref().is_none_or(may))
    }

    /// The words a pattern covers when it begins at word `start`.
    fn from(&mut self, pattern: &Pattern, start: usize) -> Option<(Range<usize>, usize)> {
        let (last, end) = self.rest(pattern, 0, start, start)?;
        Some((start..last + 1, end))
    }

    /// Matches tokens from `token` on at word `at`: the last word and byte they cover. Words that follow one another have no comma between them; a gap may.
    fn rest(&mut self, pattern: &Pattern, token: usize, at: usize, start: usize) -> Option<(usize, usize)> {
        let this = &pattern.tokens[token];
        let room = if at == start { 0 } else { usize::from(this.gap) };
        for at in at..=at + room {
            if at >= self.passage.words.len() || (at > start && self.passage.gap(self.text, at) > if this.gap == 0 { Gap::Space } else { Gap::Clause }) {
                break;
            }
            let Some(end) = self.lexicon.anys[usize::from(this.any)].iter().find_map(|alt| self.is(alt, at)) else { continue };
            if token + 1 == pattern.tokens.len() {
                return Some((at, end));
            }
            if let Some(found) = self.rest(pattern, token + 1, at + 1, start) {
                return Some(found);
            }
            // What may be left out at the end is left out.
            if pattern.tokens[token + 1..].iter().all(|t| t.optional) {
                return Some((at, end));
            }
        }
        if this.optional && token + 1 < pattern.tokens.len() { self.rest(pattern, token + 1, at, start) } else { None }
    }

    /// Whether a word is what an alternative means: one past its last byte.
    fn is(&mut self, alt: &Alt, at: usize) -> Option<usize> {
        let passage = self.passage;
        let word = passage.word(at);
        let end = passage.words[at].end as usize;
        let is = match alt {
            Alt::Form(form) => word == form.as_bytes(),
            Alt::Begins(head) => word.starts_with(head.as_bytes()),
            Alt::Ends(tail) => word.len() > tail.len() && word.ends_with(tail.as_bytes()),
            Alt::Number => word[0].is_ascii_digit(),
            Alt::Figure => word.iter().any(u8::is_ascii_digit),
            Alt::Stem { head, stem } => word.starts_with(head.as_bytes()) && has_stem(self.lang, word, stem),
            Alt::Cited(stem) => {
                let start = passage.words[at].start as usize;
                return begins(&passage.folded[start..], stem).then(|| self.past(at, start + stem.len()));
            }
            Alt::Exact { text, cased } => {
                let start = passage.words[at].start as usize;
                let found = if *cased { self.text.as_bytes() } else { &passage.folded };
                if !begins(&found[start..], text) {
                    return None;
                }
                let to = self.past(at, start + text.len());
                let apart = |at: usize| self.text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(|c| !c.is_alphanumeric());
                return (!text.ends_with(char::is_alphanumeric) || apart(to)).then_some(to);
            }
        };
        is.then_some(end)
    }

    /// Where what was found from a word on to a byte of the folded text ends in the text itself: of a word that goes over the end of a line, at its end.
    fn past(&self, at: usize, to: usize) -> usize {
        let last = self.passage.words[at..].iter().take_while(|word| (word.start as usize) < to).last();
        let divided = |word: &Word| self.text.as_bytes()[word.start as usize..word.end as usize].contains(&b'\n');
        last.filter(|word| divided(word)).map_or(to, |word| word.end as usize)
    }

    /// Whether the conditions of a group let a hit stand. `at_home` is asked only where the group has a home.
    pub fn stands(&mut self, group: &Group, hit: &Range<usize>, at_home: impl Fn(&str) -> bool) -> bool {
        let all = 0..self.passage.words.len();
        if group.whole && *hit != all {
            return false;
        }
        if !group.only.is_empty() && !all.clone().all(|at| hit.contains(&at) || self.holds(&group.only, &(at..at + 1))) {
            return false;
        }
        // Borders of sentences and clauses are looked for where something turns on them.
        let headings = !group.headings && self.headed;
        let of_sentence = [&group.unless_sentence, &group.despite, &group.needs, &group.needs_too];
        let around = group.first || group.alone || group.unless_colon || headings || of_sentence.iter().any(|list| !list.is_empty());
        let sentence = if around { self.passage.around(self.text, hit.start, hit.end - 1, false) } else { hit.clone() };
        if ((group.first || group.alone) && sentence.start != hit.start)
            || (group.alone && sentence.end != hit.end)
            || (headings && self.passage.is_heading(self.text, sentence.start))
            || (group.unless_colon && self.colon_in(hit.end..sentence.end))
        {
            return false;
        }
        let of_clause = [&group.unless, &group.unless_before, &group.unless_after, &group.needs_before, &group.needs_after];
        let around = group.opens || of_clause.iter().any(|list| !list.is_empty());
        let clause = if around { self.passage.around(self.text, hit.start, hit.end - 1, true) } else { hit.clone() };
        if group.opens && clause.start != hit.start {
            return false;
        }
        let (before, after) = (clause.start..hit.start, hit.end..clause.end);
        let near = self.holds(&group.unless_before, &before)
            || self.holds(&group.unless_after, &after)
            || self.holds(&group.unless, &clause)
            || self.overlaps(&group.unless, hit);
        let far = near || self.holds(&group.unless_sentence, &sentence) || self.holds(&group.unless_passage, &all);
        if near || (far && !self.holds(&group.despite, &sentence)) {
            return false;
        }
        let lacks = |reader: &mut Self, needs: &[u16], range: &Range<usize>| !needs.is_empty() && !reader.holds(needs, range);
        let lacking = lacks(self, &group.needs, &sentence)
            || lacks(self, &group.needs_too, &sentence)
            || lacks(self, &group.needs_passage, &all)
            || lacks(self, &group.needs_before, &before)
            || lacks(self, &group.needs_after, &after);
        !lacking || group.home.as_deref().is_some_and(at_home)
    }

    /// Whether a colon stands after the word before a range, after one in it, or at its end. One inside a word or a time of day opens nothing.
    fn colon_in(&self, range: Range<usize>) -> bool {
        let words = &self.passage.words;
        let from = words[range.start - 1].end as usize;
        let to = words.get(range.end).map_or(self.text.len(), |word| word.start as usize);
        self.text[from..to].match_indices(':').any(|(at, _)| self.text[from + at + 1..].starts_with(char::is_whitespace))
    }

    /// Whether one of the patterns stands wholly in a range of words.
    fn holds(&mut self, patterns: &[u16], range: &Range<usize>) -> bool {
        let pool = &self.lexicon.pool;
        patterns
            .iter()
            .map(|at| &pool[usize::from(*at)])
            .any(|pattern| self.may_have(pattern) && range.clone().any(|at| self.from(pattern, at).is_some_and(|(found, _)| found.end <= range.end)))
    }

    /// Whether one of the patterns covers some of a hit: it may reach over a comma.
    fn overlaps(&mut self, patterns: &[u16], hit: &Range<usize>) -> bool {
        let pool = &self.lexicon.pool;
        let reach = |pattern: &Pattern| pattern.tokens.iter().map(|t| 1 + usize::from(t.gap)).sum::<usize>();
        patterns.iter().map(|at| &pool[usize::from(*at)]).filter(|pattern| pattern.tokens.len() > 1).any(|pattern| {
            let from = hit.start.saturating_sub(reach(pattern));
            self.may_have(pattern) && (from..hit.end).any(|at| self.from(pattern, at).is_some_and(|(found, _)| found.end > hit.start))
        })
    }
}

/// Whether bytes begin with a text; the end of a line is as good as a blank.
fn begins(bytes: &[u8], text: &str) -> bool {
    bytes.len() >= text.len() && bytes.iter().zip(text.as_bytes()).all(|(byte, wanted)| byte == wanted || (*byte == b'\n' && *wanted == b' '))
}
