//! `outdated`: no text holds a name or term that another has taken the place of by the judging day. Never reads a date out of a text.

use super::{Tell, passages};
use crate::lang::{ByLang, Lang};
use crate::lint::context::Context;
use crate::lint::rule::Outdated;
use crate::lint::words;
use crate::notice::fault::Arg;

pub(super) fn run(check: &Outdated, context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(list) = words::outdated(&check.list) else { return };
    let mut told: Vec<(u32, u16)> = Vec::new();
    for hit in context.words().of_list(list) {
        let Some((at, entry)) = hit.entry.and_then(|at| Some((at, words::entry(at)?))) else { continue };
        let day = context.facts.day;
        let stale = entry.from.is_none_or(|from| from <= day) && entry.until.is_none_or(|until| day <= until);
        let chosen = check.entries.is_empty() || check.entries.contains(&entry.id);
        if !stale || !chosen || told.contains(&(hit.passage, at)) || !passages::wanted(check.place(), context, hit.passage) {
            continue;
        }
        told.push((hit.passage, at));
        let date = entry.from.map(|day| {
            let (y, m, d) = (day.year(), day.month(), day.day());
            ByLang { fi: format!("{d}.{m}.{y}"), sv: format!("{d}.{m}.{y}"), en: day.to_string() }
        });
        let mut args = vec![("now", Arg::ByLang(entry.now.clone())), ("date", date.map_or_else(|| "".into(), Arg::ByLang)), ("id", entry.id.as_str().into())];
        // What is right in the language of the passage may be put in place of what stands there.
        let passage = context.reading.passages.get(hit.passage as usize);
        let now = entry.now.get(passage.map_or(Lang::FI, |passage| passage.lang));
        let found = passage.and_then(|passage| context.tree().str(passage.at)?.get(hit.start as usize..));
        let now = if found.is_some_and(|found| found.starts_with(char::is_uppercase)) { capital(now) } else { now.clone() };
        args.push((if entry.safe && hit.fixed { "replacement" } else { "suggestion" }, Arg::Text(now)));
        passages::tell(context, hit.passage, hit.start as usize, hit.end as usize, args, tell);
    }
}

/// A text with its first letter large, as where it begins a sentence or a heading.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
