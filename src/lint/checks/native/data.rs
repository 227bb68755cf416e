//! Data that a text names: whether a data category lists them, and whether it bears the mark that law asks of such data.
//! Never knows the words: lists of `lints/lists/words` hold them.

use super::{Tell, hits, is_in, say, table_of, within};
use crate::lint::context::{Context, Place, State};
use crate::lint::words::Hit;
use crate::notice::fault::{Arg, Args};
use crate::notice::spec::Type;
use crate::notice::term;
use crate::notice::tree::NodeId;

/// Kinds of data looked for in prose (`uses-…`): the kind, its mark in `contains` or `special-categories`, the ready words that list it, and the list of
/// words that name it.
const KINDS: &[(&str, Option<&str>, &[&str], &str)] = &[
    ("identity-code", Some("identity-code"), &["@identity-code"], "names-identity-code"),
    ("credit", Some("credit"), &["@credit-data"], "names-credit"),
    ("call-recording", Some("recording"), &["@call-recordings"], "names-call-recording"),
    ("camera", Some("recording"), &[], "names-camera"),
    ("location", Some("location"), &[], "names-location"),
    ("biometric-id", Some("biometric-id"), &[], "special-biometric-id"),
    ("genetic", Some("genetic"), &[], "special-genetic"),
    ("health", Some("health"), &[], "special-health"),
    ("criminal", Some("criminal"), &[], "marks-criminal"),
];

/// Marks of `contains` and the lists of words that show them.
const MARKS: &[(&str, &str, &[&str])] = &[
    ("identity-code", "names-identity-code", &["@identity-code"]),
    ("credit", "names-credit", &["@credit-data"]),
    ("criminal", "marks-criminal", &[]),
    ("drug-test", "marks-drug-test", &[]),
    ("aptitude-test", "marks-aptitude-test", &[]),
    ("recording", "uses-call-recording", &["@call-recordings"]),
    ("recording", "uses-camera", &[]),
];

/// Special categories of Art. 9(1).
const SPECIAL: &[&str] = &["health", "trade-union", "biometric-id", "race-ethnicity", "political", "religion-belief", "genetic", "sex-life-orientation"];

fn called(kind: &str) -> Args {
    term(&format!("type:data-{kind}")).map_or_else(Vec::new, |words| vec![("detail", Arg::ByLang(words.clone()))])
}

/// Whether a label of a data category is one of the ready words.
fn ready<'c>(context: &'c Context<'_, '_>, words: &'c [&str]) -> impl Iterator<Item = NodeId> + 'c {
    let items = context.notice.data_categories.iter().flat_map(|category| category.items.iter());
    items.map(|item| item.at).filter(|at| context.tree().str(*at).is_some_and(|text| words.contains(&text)))
}

/// T636: data that prose speaks of and no data category lists. One finding a kind.
pub(super) fn not_listed(context: &Context<'_, '_>, tell: Tell<'_>) {
    // Where nothing but free sections tells what is done, as in a published notice taken in, one of them may list the data.
    let prose = context.notice.data_categories.is_empty() && context.notice.purposes.is_empty();
    let lists = |hit: &Hit| {
        let listing = context.notice.sections.iter().filter(|section| section.topics.iter().any(|topic| topic.value == "data-categories"));
        prose && listing.filter_map(|section| section.body).any(|body| within(context, *hit, body.at))
    };
    let sections = prose && context.notice.sections.iter().any(|section| section.topics.iter().any(|topic| topic.value == "data-categories"));
    if context.notice.data_categories.is_empty() && !sections {
        return; // Nothing is listed: that is a gap of its own (G233, S103).
    }
    for (kind, mark, words, names) in KINDS {
        let spoken = hits(context, &format!("uses-{kind}")).find(|hit| {
            let table = table_of(context, *hit);
            // The premises of a register may be under cameras without the register holding a picture.
            !(table == "data-categories" || lists(hit) || table.starts_with("cookies") || (*kind == "camera" && table.starts_with("protection")))
        });
        let Some(hit) = spoken else { continue };
        let marked = mark
            .is_some_and(|mark| context.notice.data_categories.iter().any(|c| c.contains.iter().chain(&c.special_categories).any(|leaf| leaf.value == mark)));
        let named = || hits(context, names).any(|hit| table_of(context, hit) == "data-categories" || lists(&hit));
        if !marked && ready(context, words).next().is_none() && !named() {
            say(context, hit, called(kind), tell);
        }
    }
}

/// C406: prose says that cookies are used, and nothing in the notice is about cookies.
pub(super) fn cookies_untold(context: &Context<'_, '_>, tell: Tell<'_>) {
    let about = |topics: &[crate::notice::model::Leaf<&str>]| topics.iter().any(|topic| topic.value == "cookies");
    if context.notice.cookies.is_some() || !context.notice.cookie_items.is_empty() || context.notice.sections.iter().any(|s| about(&s.topics)) {
        return;
    }
    // A source is named for what it is: its name alone says that it is used.
    let is_label = |hit: &Hit| context.reading.passages[hit.passage as usize].kind != Type::Text;
    let sources = hits(context, "names-cookies").filter(|hit| table_of(context, *hit) == "sources" && is_label(hit));
    if let Some(hit) = hits(context, "uses-cookies").chain(sources).next() {
        say(context, hit, Vec::new(), tell);
    }
}

/// C427: a section on cookies in free words that never says how long one lasts, nor where that is told.
pub(super) fn cookies_undescribed(context: &Context<'_, '_>, tell: Tell<'_>) {
    if context.notice.cookies.is_some() || !context.notice.cookie_items.is_empty() {
        return; // Keys are judged one by one (C402).
    }
    let on_cookies = |hit: &Hit| {
        let about = context.notice.sections.iter().filter(|section| section.topics.iter().any(|topic| topic.value == "cookies"));
        about.filter_map(|section| section.body).any(|body| within(context, *hit, body.at))
    };
    let Some(used) = hits(context, "uses-cookies").find(on_cookies) else { return };
    // Whatever text speaks of cookies may tell it, under any heading; a link may lead to it.
    let spoken: Vec<u32> = hits(context, "names-cookies").map(|hit| hit.passage).collect();
    let described = hits(context, "cookie-described").any(|hit| spoken.contains(&hit.passage));
    let links = |passage: &u32| {
        context.tree().str(context.reading.passages[*passage as usize].at).is_some_and(|text| ["](", "http", "www."].iter().any(|mark| text.contains(mark)))
    };
    if !described && !spoken.iter().any(links) {
        say(context, used, Vec::new(), tell);
    }
}

/// G266: a data category whose words are of a special category that it does not name.
pub(super) fn special(context: &Context<'_, '_>, tell: Tell<'_>) {
    for kind in SPECIAL {
        let mut told: Vec<NodeId> = Vec::new();
        for hit in hits(context, &format!("special-{kind}")) {
            // Names and items say what the data are; a text beside them may say what they are not.
            if context.reading.passages[hit.passage as usize].kind == Type::Text {
                continue;
            }
            let Some(category) = context.notice.data_categories.iter().find(|c| within(context, hit, c.at)) else { continue };
            let names = |value: &str| category.special_categories.iter().any(|leaf| leaf.value == value);
            // A diet may tell of health or of belief; the notice knows which.
            if told.contains(&category.at) || names(kind) || (*kind == "health" && names("religion-belief")) {
                continue;
            }
            told.push(category.at);
            let mut args = called(kind);
            args.push(("id", (*kind).into()));
            say(context, hit, args, tell);
        }
    }
}

/// T644: a data category whose words are of data that law treats apart, without the mark in `contains`.
pub(super) fn unmarked(context: &Context<'_, '_>, tell: Tell<'_>) {
    let mut told: Vec<(NodeId, &str)> = Vec::new();
    for (mark, list, words) in MARKS {
        let missing = |at: NodeId, told: &[(NodeId, &str)]| {
            let category = context.notice.data_categories.iter().find(|c| is_in(context, at, c.at))?;
            let marked = category.contains.iter().any(|leaf| leaf.value == *mark) || told.contains(&(category.at, *mark));
            (!marked).then_some(category.at)
        };
        let args = || {
            let mut args = called(if *mark == "recording" { "recording" } else { mark });
            args.push(("id", (*mark).into()));
            args
        };
        let items: Vec<NodeId> = ready(context, words).collect();
        for item in items {
            if let Some(category) = missing(item, &told) {
                told.push((category, mark));
                let mut args = args();
                args.push(("value", context.tree().str(item).unwrap_or_default().into()));
                let place: Place = context.place(item);
                tell(State::Missing, place, args);
            }
        }
        for hit in hits(context, list).filter(|hit| table_of(context, *hit) == "data-categories") {
            let passage = &context.reading.passages[hit.passage as usize];
            // Only names of data: what else a text says of them is no list.
            if passage.kind == Type::Text {
                continue;
            }
            if let Some(category) = missing(passage.key, &told) {
                told.push((category, mark));
                say(context, hit, args(), tell);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, MARKS, SPECIAL};
    use crate::lint::words;
    use crate::notice::term;

    #[test]
    fn every_kind_has_its_lists_and_its_name() {
        for (kind, _, _, names) in KINDS {
            assert!(words::list(&format!("uses-{kind}")).is_some() && words::list(names).is_some(), "{kind}");
            assert!(term(&format!("type:data-{kind}")).is_some(), "{kind}");
        }
        for (mark, list, _) in MARKS {
            assert!(words::list(list).is_some() && term(&format!("type:data-{mark}")).is_some(), "{mark}");
        }
        for kind in SPECIAL {
            assert!(words::list(&format!("special-{kind}")).is_some() && term(&format!("type:data-{kind}")).is_some(), "{kind}");
        }
    }
}
