//! Passages that stand twice in a notice: sentences word for word, and longer texts nearly so. Never judges one language's text twice.

use super::Tell;
use crate::lint::context::{Context, State};
use crate::lint::marks::{Word, mark_of};
use crate::lint::similar::{ENOUGH, agreement, closeness, sketch};
use crate::notice::FORMAT;
use crate::notice::shape::Passage;
use crate::notice::tree::File;

/// From how many bytes on sentences that are the same are told.
const LONG: u32 = 60;
/// From how many bytes on whole texts are held against each other.
const LONGER: u32 = 90;
/// How like two texts are that say the same with a word or two changed.
const NEARLY: f32 = 0.85;
/// The most sentences of a notice that are compared.
const MOST: usize = 5000;

/// A sentence, or an item of a list.
#[derive(Clone, Copy)]
struct Unit {
    mark: u64,
    /// The place in the list of texts.
    text: usize,
    start: u32,
    end: u32,
}

pub(super) fn run(context: &Context<'_, '_>, tell: Tell<'_>) {
    let first = context.notice.first_language();
    let own = |passage: &Passage| {
        passage.lang == first && context.tree().node(passage.at).file == File::Notice && !repeats_by_nature(&FORMAT.tables[passage.table].path)
    };
    let texts: Vec<(&Passage, &[Word])> = context
        .texts()
        .iter()
        .map(|(passage, words)| (&context.reading.passages[passage], words))
        .filter(|(passage, words)| own(passage) && words.last().is_some_and(|last| last.end >= LONG))
        .collect();
    if texts.len() < 2 && texts.first().is_none_or(|(_, words)| words.last().is_none_or(|last| last.end < 2 * LONG)) {
        return;
    }
    let mut told = vec![false; texts.len()];
    let units = units(context, &texts);
    let mut order: Vec<u32> = (0..units.len() as u32).collect();
    order.sort_unstable_by_key(|n| (units[*n as usize].mark, *n));
    let mut pairs: Vec<(u32, u32)> =
        order.windows(2).filter(|pair| units[pair[0] as usize].mark == units[pair[1] as usize].mark).map(|p| (p[0], p[1])).collect();
    pairs.sort_unstable_by_key(|(_, later)| *later);
    for (earlier, later) in pairs {
        let (a, b) = (earlier as usize, later as usize);
        // Sentences that follow both are part of the same passage.
        let same = |n: usize| {
            let (x, y) = (units.get(a + n), units.get(b + n));
            matches!((x, y), (Some(x), Some(y)) if a + n < b && x.mark == y.mark && x.text == units[a].text && y.text == units[b].text)
        };
        let more = (1..).take_while(|n| same(*n)).count();
        let (start, end) = (units[b].start, units[b + more].end);
        let (text, other) = (units[b].text, units[a].text);
        let ends = |unit: &Unit, text: usize| texts[text].1.last().is_some_and(|last| last.end == unit.end);
        let whole = units[a].start == texts[other].1[0].start && start == texts[text].1[0].start && ends(&units[b + more], text);
        if end - start >= LONG && !told[text] && !alike_by_nature(context, texts[other].0, texts[text].0, whole) {
            told[text] = true;
            say(context, texts[other].0, texts[text].0, start, end, tell);
        }
    }
    nearly(context, &texts, &mut told, tell);
}

/// Longer texts that differ in a word or two and in no figure.
fn nearly(context: &Context<'_, '_>, texts: &[(&Passage, &[Word])], told: &mut [bool], tell: Tell<'_>) {
    let longer: Vec<_> = texts.iter().enumerate().filter(|(_, (_, words))| words.last().is_some_and(|last| last.end >= LONGER)).collect();
    let sketches: Vec<_> = longer.iter().map(|(_, (_, words))| sketch(words)).collect();
    for (n, (at, (passage, words))) in longer.iter().enumerate() {
        for (m, (_, (other, others))) in longer[..n].iter().enumerate() {
            if !told[*at]
                && agreement(&sketches[n], &sketches[m]) >= ENOUGH
                && closeness(words, others) >= NEARLY
                && numbers(context, passage, words) == numbers(context, other, others)
                && !alike_by_nature(context, other, passage, true)
            {
                told[*at] = true;
                let (start, end) = (words.first().map_or(0, |word| word.start), words.last().map_or(0, |word| word.end));
                say(context, other, passage, start, end, tell);
            }
        }
    }
}

fn say(context: &Context<'_, '_>, first: &Passage, passage: &Passage, start: u32, end: u32, tell: Tell<'_>) {
    let text = context.reading.tree.str(passage.at).unwrap_or_default();
    let value = text.get(start as usize..end as usize).unwrap_or_default();
    let args = vec![("value", excerpt(value).into()), ("first", context.tree().path(first.at).into())];
    tell(State::Missing, context.place_of_bytes(passage, start as usize, end as usize), args);
}

/// The beginning of a passage, enough to know it by.
pub(in crate::lint) fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(60).collect();
    if short.len() == line.len() { short } else { format!("{}…", short.trim_end()) }
}

/// The sentences of the texts in order, cut where a full stop, a question or a line ends; enough to compare by.
fn units(context: &Context<'_, '_>, texts: &[(&Passage, &[Word])]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(64);
    for (n, (passage, words)) in texts.iter().enumerate() {
        let bytes = context.reading.tree.str(passage.at).unwrap_or_default().as_bytes();
        let mut from = 0;
        for (i, word) in words.iter().enumerate() {
            let gap = words.get(i + 1).map(|next| &bytes[word.end as usize..next.start as usize]);
            if gap.is_none_or(|gap| gap.iter().any(|b| matches!(b, b'.' | b'!' | b'?' | b'\n'))) && out.len() < MOST {
                let all = &words[from..=i];
                out.push(Unit { mark: mark_of(all), text: n, start: all[0].start, end: word.end });
                from = i + 1;
            }
        }
    }
    out
}

/// The figures among the words, in order.
fn numbers<'w>(context: &Context<'_, '_>, passage: &Passage, words: &'w [Word]) -> Vec<&'w u64> {
    let bytes = context.reading.tree.str(passage.at).unwrap_or_default().as_bytes();
    words.iter().filter(|word| bytes[word.start as usize].is_ascii_digit()).map(|word| &word.mark).collect()
}

/// The first layer says what the rest says, the history what was said before; neither is a slip.
fn repeats_by_nature(table: &str) -> bool {
    matches!(table, "register" | "changes" | "lint.allow" | "internal")
}

/// The same key of sibling entries asks the same question of each, so the same answer is none too many, nor is a sentence that two purposes
/// share; free sections are told apart, and so are whole texts that describe an entry.
fn alike_by_nature(context: &Context<'_, '_>, a: &Passage, b: &Passage, whole: bool) -> bool {
    let table = FORMAT.tables[b.table].path.as_str();
    let key = |passage: &Passage| context.tree().node(passage.key).key.as_deref();
    let describes = matches!((table, key(b)), ("purposes" | "register.parts" | "data-categories" | "protection.measures", Some("text")));
    a.key != b.key && a.table == b.table && key(a) == key(b) && table != "sections" && !(whole && describes)
}
