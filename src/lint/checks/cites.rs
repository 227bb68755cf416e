//! `cites`: no text cites a statute that has ended by the judging day. Never reads a date out of a text.

use super::Tell;
use crate::day::Day;
use crate::lang::{ByLang, Lang};
use crate::law::{LAW, Statute};
use crate::lint::context::{Context, State};
use crate::lint::rule::Cites;
use crate::lint::words;
use crate::notice::fault::Arg;
use crate::notice::shape::Passage;

/// Words near a citation that show it is told as history: that it was repealed, replaced or struck down.
const HISTORY: &[&str] = &[
    "kumot",
    "kumon",
    "kumoa",
    "kumos",
    "kumoutu",
    "korvasi",
    "korvannut",
    "korvattiin",
    "korvannee",
    "mitätöi",
    "mitätöy",
    "pätemättöm",
    "upphäv",
    "upphör",
    "ersatte",
    "ersätts",
    "ersatts",
    "ogiltigförklar",
    "underkän",
    "repeal",
    "replaced",
    "superseded",
    "invalidated",
    "struck down",
    "annulled",
    "no longer in force",
    "no longer valid",
];
/// Words right before a citation, in its own sentence, that show the same.
const ONCE: &[&str] = &[
    "aiemm",
    "aikaisemm",
    "entise",
    "entine",
    "vanhan ",
    "silloi",
    "ennen vuotta",
    "vuoteen ",
    "tidigare",
    "dåvarande",
    "gamla ",
    "före år",
    "fram till",
    "former",
    "previous",
    "then in force",
    "old ",
    "before 20",
    "until 20",
    "to 20",
    "had ",
    "hade ",
];
/// How far before a citation such a word may stand, in bytes.
const JUST_BEFORE: usize = 90;
/// Words in whose company "safe harbour" in small letters is the arrangement and not a port.
const HARBOUR: &[&str] =
    &["principle", "framework", "decision", "certif", "scheme", "agreement", "yhdysval", "usa", "united states", "the us", "2000/520", "förenta", "transfer"];
/// How far from a citation such a word may stand, in bytes to either side.
const NEAR: usize = 90;

pub(super) fn run(check: &Cites, context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(list) = words::list(words::CITES) else { return };
    let mut told: Vec<(u32, &str)> = Vec::new();
    for hit in context.words().of_list(list) {
        let Some(statute) = hit.entry.and_then(|at| LAW.statutes().get(usize::from(at))) else { continue };
        let passage = &context.reading.passages[hit.passage as usize];
        let text = context.tree().str(passage.at).unwrap_or_default();
        let (start, end) = (hit.start as usize, hit.end as usize);
        let ended = statute.until.is_some_and(|until| until < context.facts.day);
        let wanted = check.statutes.is_empty() || check.statutes.contains(&statute.id);
        let mark = (hit.passage, statute.id.as_str());
        let speaks = || speaks_of_today(passage) || follows_it(context, hit, statute);
        if !ended || !wanted || told.contains(&mark) || !speaks() || !is_citation(text, start, end, statute) {
            continue;
        }
        told.push(mark);
        tell(State::Missing, context.place_of_bytes(passage, start, end), args(statute, context.facts.day));
    }
}

/// The history of changes tells of the past; internal notes are not published.
fn speaks_of_today(passage: &Passage) -> bool {
    let table = &crate::notice::FORMAT.tables[passage.table].path;
    !matches!(table.as_str(), "changes" | "lint.allow")
}

/// Whether an entry of the history says that the notice was brought in line with a statute that had ended by then.
fn follows_it(context: &Context<'_, '_>, hit: &words::Hit, statute: &Statute) -> bool {
    let passage = &context.reading.passages[hit.passage as usize];
    if crate::notice::FORMAT.tables[passage.table].path != "changes" {
        return false;
    }
    let entry = context.tree().node(passage.key).parent;
    let ended_by = |date: Day| statute.until.is_some_and(|until| until < date);
    if !context.tree().date_at(entry, "date").is_some_and(ended_by) {
        return false;
    }
    let text = context.tree().str(passage.at).unwrap_or_default();
    // What is followed stands right beside the word that says so.
    let beside = |from: u32, to: u32| {
        let between = text.get(from as usize..to as usize);
        between.is_some_and(|between| between.split_whitespace().count() <= 6 && !between.contains(['.', ';', ',']))
    };
    let list = words::list("brought-in-line");
    let mut found = list.into_iter().flat_map(|list| context.words().of_list(list)).filter(|other| other.passage == hit.passage);
    found.any(|other| beside(other.end, hit.start) || beside(hit.end, other.start))
}

fn is_citation(text: &str, start: usize, end: usize, statute: &Statute) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let number = text[start..].starts_with(|c: char| c.is_ascii_digit());
    let apart = before.is_none_or(|c| if number { !c.is_ascii_digit() && c != '/' } else { !c.is_alphanumeric() });
    // A number ends where its digits end; an abbreviation is a whole word; a stem goes on as inflection does.
    let whole = end - start <= 5 && !number;
    let ends = after.is_none_or(|c| if number { !c.is_ascii_digit() } else { !(whole && c.is_alphanumeric()) });
    let rest: String = text[start..].chars().take(60).flat_map(char::to_lowercase).collect();
    let other = statute.not.iter().any(|longer| rest.starts_with(longer.as_str()));
    // English has the words for a port; the arrangement is written with capitals, or among its own kind.
    let port = text[start..].starts_with("safe h") && !HARBOUR.iter().any(|word| text.to_lowercase().contains(word));
    apart && ends && !other && !port && !told_as_history(text, start, end)
}

fn told_as_history(text: &str, start: usize, end: usize) -> bool {
    let mut from = start.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let near = text[from..to].to_lowercase();
    let mut just = start.saturating_sub(JUST_BEFORE);
    while !text.is_char_boundary(just) {
        just += 1;
    }
    let before = &text[just..start];
    let before = before.rfind(['.', '!', '?', '\n']).map_or(before, |end| &before[end..]).to_lowercase();
    HISTORY.iter().any(|word| near.contains(word)) || ONCE.iter().any(|word| before.contains(word))
}

fn args(statute: &'static Statute, day: Day) -> Vec<(&'static str, Arg)> {
    let until = statute.until.map(|day| {
        let (y, m, d) = (day.year(), day.month(), day.day());
        ByLang { fi: format!("{d}.{m}.{y}"), sv: format!("{d}.{m}.{y}"), en: day.to_string() }
    });
    let successors = in_force(statute, day, 0);
    let none = crate::notice::term("type:no-successor");
    let replaced = |lang: Lang| {
        if successors.is_empty() {
            none.map_or_else(String::new, |words| words.get(lang).clone())
        } else {
            successors.iter().map(|s| s.titled().get(lang).clone()).collect::<Vec<_>>().join(", ")
        }
    };
    vec![
        ("statute", Arg::ByLang(statute.titled())),
        ("date", until.map_or_else(|| "".into(), Arg::ByLang)),
        ("replaced", Arg::ByLang(ByLang { fi: replaced(Lang::FI), sv: replaced(Lang::SV), en: replaced(Lang::EN) })),
    ]
}

/// What took a statute's place and is in force on the day; the chain is followed until something is.
fn in_force(statute: &Statute, day: Day, depth: usize) -> Vec<&'static Statute> {
    let mut found: Vec<&'static Statute> = Vec::new();
    for next in statute.replaced_by.iter().filter_map(|id| LAW.statute(id)) {
        let more = if next.days().contains(day) {
            vec![next]
        } else if depth < 8 {
            in_force(next, day, depth + 1)
        } else {
            Vec::new()
        };
        for statute in more {
            if found.iter().all(|known| known.id != statute.id) {
                found.push(statute);
            }
        }
    }
    found
}
