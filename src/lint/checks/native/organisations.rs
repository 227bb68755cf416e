//! Names of organisations in texts: one that acts in the controller's place and is named nowhere, and the controller's own name misspelt.
//! Never takes a name for one without a legal form beside it; what a name is known by stands in the notice.

use super::{Tell, told_of};
use crate::lint::context::Context;
use crate::lint::words;
use crate::lint::words::sight::{FORMS as FORMS_HINTED, NAMED};
use crate::notice::FORMAT;
use crate::notice::shape::distance;
use crate::notice::tree::NodeId;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Legal forms as they stand after a name.
pub(in crate::lint) const FORMS: &[&str] = &[
    " Oyj", " Oy", " OY", " Abp", " Ab", " AB", " Ky", " ry", " r.y.", " rf", " r.f.", " sr", " rs", " osk", " Ltd", " Limited", " Inc", " LLC", " GmbH",
    " AG", " A/S", " OÜ",
];

/// Words that are the legal form themselves, as the last of a name: where they are known by, what ends their nominative and their genitive.
const KINDS: &[(&str, &[&str], &[&str])] = &[
    ("suuskun", &["ta"], &["nan"]),
    ("suuskaup", &["pa"], &["an"]),
    ("suuspank", &["ki"], &["in"]),
    ("ndelslag", &["", "et"], &["s", "ets"]),
    ("ooperative", &[""], &[]),
    ("o-operative", &[""], &[]),
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let found_by = FORMS.iter().copied().chain(KINDS.iter().map(|(word, ..)| *word));
    AhoCorasick::builder().match_kind(aho_corasick::MatchKind::LeftmostLongest).build(found_by).expect("short plain strings")
});

/// Tables that name others and the controller itself.
const NAMING: &[&str] = &[
    "controller",
    "controller.representative",
    "joint-controllers",
    "joint-arrangement",
    "contacts",
    "sources",
    "disclosures",
    "processors",
    "transfers",
    "complaint",
    "cookies.items",
];

/// Tables whose sentences are about what the controller does.
const ACTING: &[&str] = &[
    "notice",
    "register",
    "register.parts",
    "data-subjects",
    "data-categories",
    "purposes",
    "retention",
    "protection",
    "protection.measures",
    "automated-decisions",
    "profiling",
    "direct-marketing",
    "cookies",
    "rights",
    "rights.right",
    "sections",
];

/// A name with a legal form in a text.
struct Name<'t> {
    /// Its words before the legal form, in lower case; it may begin with the first word of a sentence.
    core: Vec<String>,
    /// Its bytes, the legal form included, inflection not.
    start: usize,
    end: usize,
    /// The inflection after a colon; of a name that a word of its own inflects, `n` for the genitive.
    ending: &'t str,
    /// One past the inflection.
    after: usize,
}

/// Names with a legal form.
fn names(text: &str) -> Vec<Name<'_>> {
    let mut found = Vec::new();
    for form in FINDER.find_iter(text) {
        if let Some(kind) = form.pattern().as_usize().checked_sub(FORMS.len()) {
            found.extend(named_by_kind(text, form.range(), &KINDS[kind]));
            continue;
        }
        let after = &text[form.end()..];
        if after.starts_with(char::is_alphanumeric) {
            continue;
        }
        let (core, start) = words_before(text, form.start());
        if core.is_empty() {
            continue;
        }
        let ending = after.strip_prefix(':').map_or("", |rest| &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())]);
        let after = form.end() + if ending.is_empty() { 0 } else { ending.len() + 1 };
        found.push(Name { core, start, end: form.end(), ending, after });
    }
    found
}

/// A name whose last word is the form: with a capital, after another word with one.
fn named_by_kind<'t>(text: &'t str, place: std::ops::Range<usize>, (_, nominative, genitive): &(&str, &[&str], &[&str])) -> Option<Name<'t>> {
    let word = text[..place.start].rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = place.end + text[place.end..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - place.end);
    let (mut core, start) = words_before(text, word);
    if core.is_empty() || !text[word..].starts_with(char::is_uppercase) {
        return None;
    }
    let rest = &text[place.end..end];
    let ending = if nominative.contains(&rest) {
        ""
    } else if genitive.contains(&rest) {
        "n"
    } else {
        rest
    };
    core.push(format!("{}{}", text[word..place.end].to_lowercase(), nominative[0]));
    Some(Name { core, start, end, ending, after: end })
}

/// Words with a capital right before a place, in lower case, and where they begin.
fn words_before(text: &str, place: usize) -> (Vec<String>, usize) {
    let mut start = place;
    let mut core: Vec<String> = Vec::new();
    while core.len() < 6 {
        let trimmed = text[..start].trim_end_matches(' ');
        let word = trimmed.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let bare = word.trim_start_matches(['(', '"', '”', '“', '’', '\'', '*', '_', '[']);
        let named = bare == "&" || bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if word.is_empty() || !named || bare.ends_with([',', '.', ';', ':', '!', '?', ')', '”', '"', '*', '_', ']']) {
            break;
        }
        start = trimmed.len() - bare.len();
        core.insert(0, bare.to_lowercase());
        if bare.len() < word.len() {
            break;
        }
    }
    (core, start)
}

/// Words of a name without its legal form.
pub(in crate::lint) fn core(name: &str) -> Vec<String> {
    static LOWER: LazyLock<Vec<String>> = LazyLock::new(|| FORMS.iter().map(|form| form.trim().to_lowercase()).collect());
    let forms = &*LOWER;
    name.split_whitespace()
        .map(|word| word.trim_matches([',', '.', '(', ')']).to_lowercase())
        .filter(|word| !word.is_empty() && !forms.contains(word))
        .collect()
}

/// What the notice knows by name, and of these the controllers.
struct Known {
    all: Vec<Vec<String>>,
    controllers: Vec<(Vec<String>, String)>,
}

impl Known {
    fn of(context: &Context<'_, '_>) -> Self {
        let mut known = Self { all: Vec::new(), controllers: Vec::new() };
        let parties = context.notice.controller.iter().chain(&context.notice.joint_controllers);
        for party in parties.clone().chain(&context.notice.representative) {
            known.all.extend(party.aliases.iter().map(|alias| core(alias.value)));
        }
        for party in parties {
            for lang in &context.notice.languages {
                if let Some(said) = party.name.and_then(|name| context.notice.said(name, *lang)) {
                    known.controllers.push((core(said.text), said.text.to_string()));
                }
            }
        }
        known.all.extend(known.controllers.iter().map(|(core, _)| core.clone()));
        for passage in &context.reading.passages {
            let Some(text) = context.tree().str(passage.at) else { continue };
            if NAMING.contains(&FORMAT.tables[passage.table].path.as_str()) {
                known.all.extend(names(text).into_iter().map(|name| name.core));
            }
        }
        known.all.retain(|core| !core.is_empty());
        known
    }

    /// Whether a name is known, whole or by its last words: a sentence may begin right before it, a text may shorten it. A word that is the form itself
    /// is enough where a known name has it: a cooperative calls itself one.
    fn has(&self, name: &[String]) -> bool {
        let kind = |word: &&String| KINDS.iter().any(|(kind, ..)| word.contains(kind));
        let last = name.last().filter(kind);
        self.all.iter().any(|known| name.ends_with(known) || known.ends_with(name) || (last.is_some() && known.last() == last))
    }

    /// The controller whose name this nearly is, with where in the name it begins.
    fn nearly(&self, name: &[String]) -> Option<(&str, usize)> {
        self.controllers.iter().find_map(|(known, written)| {
            let from = name.len().checked_sub(known.len())?;
            let (mine, theirs) = (name[from..].join(" "), known.join(" "));
            let letters = theirs.chars().count();
            let near = match letters {
                0..=5 => 0,
                6..=11 => 1,
                _ => 2,
            };
            let far = distance(&mine, &theirs);
            (far > 0 && far <= near).then_some((written.as_str(), from))
        })
    }
}

/// T627: a name that is the controller's but for a letter or two.
pub(super) fn misspelt(context: &Context<'_, '_>, tell: Tell<'_>) {
    each(context, |known, passage, text, name| {
        if !known.has(&name.core)
            && let Some((right, from)) = known.nearly(&name.core)
        {
            // What stands before the controller's own words is the beginning of a sentence.
            let start = text[name.start..name.end].split(' ').take(from).map(|word| word.len() + 1).sum::<usize>() + name.start;
            told_of(context, passage, start, name.end, vec![("nearest", right.into())], tell);
        }
    });
}

/// A name that acts in the controller's place.
pub(in crate::lint) struct ActingName {
    /// The string it stands in.
    pub at: NodeId,
    /// Its first byte.
    pub start: usize,
    /// One past its last, the legal form included.
    pub end: usize,
    /// Its words without the legal form, in lower case; a sentence may begin right before it.
    pub core: Vec<String>,
}

/// T626: a name that is not known, where the controller should stand.
pub(super) fn others(context: &Context<'_, '_>, tell: Tell<'_>) {
    acting(context, |passage, name| told_of(context, passage, name.start, name.end, Vec::new(), tell));
}

/// The same names, for rules that know the other controllers of a workspace.
pub(in crate::lint) fn acting_names(context: &Context<'_, '_>) -> Vec<ActingName> {
    let mut out = Vec::new();
    acting(context, |passage, name| {
        let at = context.reading.passages[passage as usize].at;
        out.push(ActingName { at, start: name.start, end: name.end, core: name.core.clone() });
    });
    out
}

fn acting(context: &Context<'_, '_>, mut found: impl FnMut(u32, &Name<'_>)) {
    let acts = words::list("acts-as-controller");
    let owns = words::list("owned-by-controller");
    let introduces = words::list("named-as-controller");
    let apart = words::list("others-by-trade");
    let forbids = words::list("forbidden-to");
    let of = |list: Option<u16>, passage: u32| {
        list.map_or_else(Vec::new, |list| context.words().of_list(list).filter(|hit| hit.passage == passage).collect::<Vec<_>>())
    };
    each(context, |known, passage, text, name| {
        let table = FORMAT.tables[context.reading.passages[passage as usize].table].path.as_str();
        // Where the controller itself has no name, a name in its place is no other's.
        if known.controllers.is_empty() || !ACTING.contains(&table) || known.has(&name.core) || known.nearly(&name.core).is_some() {
            return;
        }
        let (from, to) = sentence(text, name.start, name.end);
        if of(apart, passage).iter().any(|hit| (from..to).contains(&(hit.start as usize))) {
            return;
        }
        let after = name.after;
        let next = |list: Option<u16>, far: usize| {
            of(list, passage).iter().any(|hit| {
                let at = hit.start as usize;
                at >= after && at < to && text[after..at].split_whitespace().count() <= far && !text[after..at].contains([',', ';', '('])
            })
        };
        let owner = matches!(name.ending, "n" | "s") || text[name.end..].starts_with("'s") || text[name.end..].starts_with("’s");
        let subject = name.ending.is_empty() && !owner;
        // "Rekisterinpitäjänä toimii X Oy."
        let before = |start: usize| of(introduces, passage).iter().any(|hit| text[..start].trim_end().len() == hit.end as usize);
        let introduced = before(name.start) || paired(text, name.start).is_some_and(before);
        // "The customer service of X Ltd", "kundtjänsten hos X Ab".
        let after_owned = || {
            let lead = text[..name.start].trim_end();
            let of_it = [" of", " hos"].iter().find_map(|word| lead.strip_suffix(word));
            of_it.is_some_and(|lead| of(owns, passage).iter().any(|hit| hit.end as usize == lead.trim_end().len()))
        };
        // "Oikeus kieltää X Oy:tä käyttämästä tietoja": only the controller is told so.
        let forbidden = || of(forbids, passage).iter().any(|hit| hit.start as usize <= name.start && name.end <= hit.end as usize);
        if (subject && (introduced || next(acts, 1) || after_owned())) || (owner && next(owns, 1)) || (!owner && forbidden()) {
            found(passage, name);
        }
    });
}

/// Each name of each text that a reader sees, changes and exemptions apart.
fn each(context: &Context<'_, '_>, mut found: impl FnMut(&Known, u32, &str, &Name<'_>)) {
    let mut known: Option<Known> = None;
    for index in context.words().seen(|sight| sight.hints(FORMS_HINTED) || sight.has(NAMED)) {
        let Some(passage) = context.reading.passages.get(index) else { continue };
        let Some(text) = context.tree().str(passage.at) else { continue };
        // A table that names others is asked by neither rule, and has most of the names.
        if !words::is_read(passage.kind) || NAMING.contains(&FORMAT.tables[passage.table].path.as_str()) || !FINDER.is_match(text) {
            continue;
        }
        let Ok(index) = u32::try_from(index) else { continue };
        if !super::read(context, index) {
            continue;
        }
        let known = known.get_or_insert_with(|| Known::of(context));
        for name in names(text) {
            found(known, index, text, &name);
        }
    }
}

/// Where a name begins that joins two names: "Kuljetus ja Nosto Oy".
fn paired(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].trim_end();
    let first = [" ja", " och", " and"].iter().find_map(|and| before.strip_suffix(and))?;
    let at = first.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    first[at..].starts_with(char::is_uppercase).then_some(at)
}

/// The bytes of the sentence around a name.
fn sentence(text: &str, start: usize, end: usize) -> (usize, usize) {
    let is_end = |at: usize, c: char| matches!(c, '.' | '!' | '?') && text[at + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
    let from = text[..start].char_indices().rev().find(|(at, c)| is_end(*at, *c) || *c == '\n').map_or(0, |(at, c)| at + c.len_utf8());
    let to = text[end..].char_indices().find(|(at, c)| is_end(end + at, *c) || *c == '\n').map_or(text.len(), |(at, _)| end + at);
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::{core, names};

    fn found(text: &str) -> Vec<String> {
        names(text).iter().map(|name| format!("{}|{}", &text[name.start..name.end], name.ending)).collect()
    }

    #[test]
    fn a_name_ends_with_its_legal_form() {
        assert_eq!(found("Tietoja käsittelee Kuura Siivous Oy. Muut Oy:t eivät."), ["Kuura Siivous Oy|", "Muut Oy|t"]);
        assert_eq!(found("Kuura Oy:n ja Lumi & Jää Oyj:lle (Halla ry) Oyster"), ["Kuura Oy|n", "Lumi & Jää Oyj|lle", "Halla ry|"]);
        assert_eq!(found("vain Oy, lukee oy ja muu Oy"), Vec::<String>::new());
        assert_eq!(core("Kuura Siivous Oy Ab"), ["kuura", "siivous"]);
    }

    #[test]
    fn a_word_may_be_the_form_itself() {
        assert_eq!(found("Kun Lumivirran Vesiosuuskunta kerää, osuuskunta ja Osuuskunta kerää"), ["Kun Lumivirran Vesiosuuskunta|"]);
        assert_eq!(found("kieltää Lumivirran Vesiosuuskuntaa, Halla-ahon Osuuskaupan"), ["Lumivirran Vesiosuuskuntaa|taa", "Halla-ahon Osuuskaupan|n"]);
        assert_eq!(names("sen Lumivirran Vesiosuuskunnalle")[0].core, core("Lumivirran Vesiosuuskunta"));
        assert_eq!(found("Snöåns Andelslag behandlar, Snowbrook Co-operative"), ["Snöåns Andelslag|", "Snowbrook Co-operative|"]);
    }
}
