//! The languages of one text against each other: the figures they state, and whether each is in its own language.
//! Never compares words with words.

use super::Tell;
use super::native::is_proper;
use crate::lang::Lang;
use crate::lint::context::{Context, State};
use crate::lint::figures::{Found, figures, missing};
use crate::lint::marks::{LANGUAGES, Word, words};
use crate::notice::fault::Args;
use crate::notice::shape::Passage;
use crate::notice::spec::Type;
use crate::notice::tree::NodeId;

/// So many stop words of another language, and none of its own, tell that a text is in that one; a label, which may be a name, takes one more.
const CLEAR: usize = 2;
/// The words in small letters that a text and its translation may have in common.
const SHARED: usize = 3;

/// The string of a text in a language.
#[derive(Clone, Copy)]
struct Version<'a> {
    passage: &'a Passage,
    text: &'a str,
}

/// Texts that stand in several languages: the first one declared, and the others.
fn translated<'a>(context: &Context<'a, '_>) -> Vec<(Version<'a>, Vec<Version<'a>>)> {
    let mut out: Vec<(Version<'_>, Vec<Version<'_>>)> = Vec::new();
    if context.reading.languages.len() < 2 {
        return out;
    }
    let passages = &context.reading.passages;
    let mut from = 0;
    while from < passages.len() {
        let key = passages[from].key;
        let to = from + passages[from..].iter().take_while(|passage| passage.key == key).count();
        let versions = passages[from..to].iter().filter_map(|passage| Some(Version { passage, text: context.reading.tree.str(passage.at)? }));
        let mut versions: Vec<Version<'_>> = versions.filter(|version| is_said(version.passage)).collect();
        from = to;
        if versions.len() < 2 || versions[0].passage.at == versions[1].passage.key {
            continue;
        }
        versions.sort_by_key(|version| context.reading.languages.iter().position(|lang| *lang == version.passage.lang));
        let first = versions.remove(0);
        out.push((first, versions));
    }
    out
}

fn is_said(passage: &Passage) -> bool {
    matches!(passage.kind, Type::Label | Type::Labels | Type::Text)
}

/// Figures that one language states and another does not.
pub(super) fn figures_differ(context: &Context<'_, '_>, tell: Tell<'_>) {
    for (first, others) in translated(context) {
        let mut own: Option<Vec<Found>> = None;
        for other in others {
            let (own, theirs) = (own.get_or_insert_with(|| figures(first.text, first.passage.lang)), figures(other.text, other.passage.lang));
            let gone = missing(own, &theirs, other.text, other.passage.lang);
            let more = missing(&theirs, own, first.text, first.passage.lang);
            if gone.is_empty() && more.is_empty() {
                if context.all {
                    tell(State::Met, context.place(other.passage.at), Vec::new());
                }
                continue;
            }
            let list = |found: &[&Found], text: &str| {
                let all: Vec<&str> = found.iter().map(|found| &text[found.place.clone()]).collect();
                if all.is_empty() { "–".to_string() } else { all.join("; ") }
            };
            let place = match more.first() {
                Some(found) => context.place_of_bytes(other.passage, found.place.start, found.place.end),
                None => context.place(other.passage.at),
            };
            let args: Args = vec![
                ("value", list(&more, other.text).into()),
                ("missing", list(&gone, first.text).into()),
                ("lang", other.passage.lang.code().into()),
                ("first", first.passage.lang.code().into()),
            ];
            tell(State::Missing, place, args);
        }
    }
}

/// Texts that are not in the language they are given for.
pub(super) fn untranslated(context: &Context<'_, '_>, tell: Tell<'_>) {
    let mut told: Vec<NodeId> = Vec::new();
    for (first, others) in translated(context) {
        if is_proper(context, first.passage.key, first.passage.table) {
            continue;
        }
        let all: Vec<Version<'_>> = std::iter::once(first).chain(others).collect();
        for (n, later) in all.iter().enumerate() {
            let Some(earlier) = all[..n].iter().find(|earlier| earlier.text == later.text) else { continue };
            let words: Vec<Word> = words(later.text).collect();
            // A name, a number or a term may well be the same; words of a sentence are not.
            if words.iter().filter(|word| !word.capital && word.end - word.start > 2 && !is_number(later.text, word)).count() < SHARED {
                continue;
            }
            let of_later = stops(&words, later.passage.lang) > stops(&words, earlier.passage.lang);
            let (wrong, right) = if of_later { (earlier, later) } else { (later, earlier) };
            if !told.contains(&wrong.passage.at) {
                told.push(wrong.passage.at);
                tell(State::Missing, context.place(wrong.passage.at), args(wrong.passage.lang, right.passage.lang));
            }
        }
        for version in all.iter().filter(|version| !matches!(version.passage.kind, Type::Text)) {
            if let Some(lang) = speaks_other(&words(version.text).collect::<Vec<_>>(), version.passage.lang, CLEAR + 1)
                && !told.contains(&version.passage.at)
            {
                tell(State::Missing, context.place(version.passage.at), args(version.passage.lang, lang));
            }
        }
    }
    for (passage, words) in context.texts().iter() {
        let passage = &context.reading.passages[passage];
        if let Some(lang) = speaks_other(words, passage.lang, CLEAR)
            && !told.contains(&passage.at)
        {
            tell(State::Missing, context.place(passage.at), args(passage.lang, lang));
        }
    }
}

fn args(lang: Lang, found: Lang) -> Args {
    vec![("lang", lang.code().into()), ("value", found.code().into())]
}

fn is_number(text: &str, word: &Word) -> bool {
    text.as_bytes()[word.start as usize].is_ascii_digit()
}

/// How many stop words of a language there are.
fn stops(words: &[Word], lang: Lang) -> usize {
    let Some(n) = LANGUAGES.iter().position(|language| language.code == lang.code()) else { return 0 };
    words.iter().filter(|word| word.known & (1 << n) != 0).count()
}

/// The language a text is in when it clearly is not its own.
fn speaks_other(words: &[Word], lang: Lang, clear: usize) -> Option<Lang> {
    if words.len() <= clear || !words.iter().any(|word| word.known != 0) {
        return None;
    }
    LANGUAGES.iter().position(|language| language.code == lang.code())?;
    let own = stops(words, lang);
    let (other, most) = Lang::SPOKEN.into_iter().filter(|other| *other != lang).map(|other| (other, stops(words, other))).max_by_key(|(_, n)| *n)?;
    (most >= clear && (own == 0 || (most >= 3 * clear && most >= 5 * own))).then_some(other)
}
