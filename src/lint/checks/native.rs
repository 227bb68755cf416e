//! `native`: named checks in Rust for what no kind can say. Each is still declared, worded and exemplified by a rule file.
//! Never decides the weight or words of a finding.

mod authority;
mod data;
mod forms;
pub(super) mod leftovers;
pub(in crate::lint) mod organisations;
mod told;

use super::{Tell, dates, parity, passages, repeats, said};
use crate::lang::Lang;
use crate::lint::context::{Context, State};
use crate::lint::rule::{Native, Where};
use crate::lint::words::{self, Hit};
use crate::notice::business_id::is_business_id;
use crate::notice::fault::Args;
use crate::notice::spec::Type;
use crate::notice::tree::{File, NodeId, Tree, Value};
use crate::notice::{FORMAT, Text};

/// The names a rule file may use.
pub const NAMES: &[&str] = &[
    "browser-settings",
    "business-id",
    "changes-untold",
    "controller-misspelt",
    "cookies-undescribed",
    "cookies-untold",
    "data-not-listed",
    "data-unmarked",
    "dates-order",
    "denied-disclosures",
    "denied-transfers",
    "email-form",
    "identity-code",
    "identity-code-like",
    "kept-without-end",
    "language-figures",
    "notice-old",
    "officer-mixed-up",
    "ombudsman-address",
    "ombudsman-phone",
    "other-organisation",
    "page-leftover",
    "passage-repeated",
    "response-time",
    "review-overdue",
    "special-data",
    "translation",
    "translation-stale",
    "untranslated",
];

pub(super) fn run(check: &Native, context: &Context<'_, '_>, tell: Tell<'_>) {
    match check.name.as_str() {
        "browser-settings" => leftovers::browser_settings(context, tell),
        "business-id" => business_ids(context, tell),
        "controller-misspelt" => organisations::misspelt(context, tell),
        "cookies-undescribed" => data::cookies_undescribed(context, tell),
        "cookies-untold" => data::cookies_untold(context, tell),
        "data-not-listed" => data::not_listed(context, tell),
        "data-unmarked" => data::unmarked(context, tell),
        "denied-disclosures" => told::denied_disclosures(context, tell),
        "denied-transfers" => told::denied_transfers(context, tell),
        "email-form" => forms::emails(context, tell),
        "identity-code" => identity_codes(context, |_, _, code| is_identity_code(code), tell),
        "identity-code-like" => identity_codes(context, forms::is_like_identity_code, tell),
        "kept-without-end" => told::kept_without_end(context, tell),
        "officer-mixed-up" => authority::mixed_up(context, tell),
        "ombudsman-address" => authority::address(context, tell),
        "ombudsman-phone" => authority::phone(context, tell),
        "other-organisation" => organisations::others(context, tell),
        "page-leftover" => leftovers::page(context, tell),
        "special-data" => data::special(context, tell),
        "response-time" => super::response_time::run(context, tell),
        "translation" => translations(context, tell),
        "language-figures" => parity::figures_differ(context, tell),
        "untranslated" => parity::untranslated(context, tell),
        "translation-stale" => dates::translations_stale(context, tell),
        "review-overdue" => dates::review_overdue(context, tell),
        "notice-old" => dates::notice_old(context, tell),
        "dates-order" => dates::disordered(context, tell),
        "changes-untold" => dates::changes_untold(context, tell),
        "passage-repeated" => repeats::run(context, tell),
        _ => {}
    }
}

/// Where nothing limits a check of words.
const EVERYWHERE: Where<'static> = Where { within: &[], not_in: &[], topics: &[], texts: false };

/// Whether a passage speaks of today to a reader.
fn read(context: &Context<'_, '_>, passage: u32) -> bool {
    passages::wanted(EVERYWHERE, context, passage)
}

/// The hits of a list of words in what speaks of today to a reader.
fn hits<'c>(context: &'c Context<'_, '_>, list: &str) -> impl Iterator<Item = Hit> + 'c {
    let list = words::list(list);
    list.into_iter().flat_map(|list| context.words().of_list(list)).copied().filter(|hit| read(context, hit.passage))
}

/// The table of the format in which a hit stands.
fn table_of(context: &Context<'_, '_>, hit: Hit) -> &'static str {
    FORMAT.tables[context.reading.passages[hit.passage as usize].table].path.as_str()
}

/// Whether a node stands in a table.
fn is_in(context: &Context<'_, '_>, node: NodeId, table: NodeId) -> bool {
    std::iter::successors(Some(node), |at| (*at != Tree::ROOT).then(|| context.tree().node(*at).parent)).any(|at| at == table)
}

/// Whether a hit stands in an entry.
fn within(context: &Context<'_, '_>, hit: Hit, entry: NodeId) -> bool {
    is_in(context, context.reading.passages[hit.passage as usize].key, entry)
}

/// What the entry at hand is called.
fn name(context: &Context<'_, '_>, name: Option<Text>) -> Args {
    name.map_or_else(Vec::new, |name| vec![("name", said(context, name))])
}

/// Tells of a hit.
fn say(context: &Context<'_, '_>, hit: Hit, args: Args, tell: Tell<'_>) {
    told_of(context, hit.passage, hit.start as usize, hit.end as usize, args, tell);
}

/// Tells of a place in a passage; the hole `value` is what stands there.
fn told_of(context: &Context<'_, '_>, passage: u32, start: usize, end: usize, args: Args, tell: Tell<'_>) {
    passages::tell(context, passage, start, end, args, tell);
}

fn business_ids(context: &Context<'_, '_>, tell: Tell<'_>) {
    let parties = context.notice.controller.iter().chain(&context.notice.representative).chain(&context.notice.joint_controllers);
    for party in parties {
        // Only Finnish ids have this form; another country's party gives its own number.
        if party.country.is_some_and(|country| !matches!(country.value, "FI" | "AX")) {
            continue;
        }
        // An unfilled field of a template is told as such (T604), once.
        if let Some(id) = party.business_id.filter(|id| !super::matches::finds("placeholders", id.value)) {
            let right = is_business_id(id.value);
            if !right || context.all {
                tell(if right { State::Met } else { State::Missing }, context.place(id.at), vec![("value", id.value.into())]);
            }
        }
    }
    forms::vat_numbers(context, tell);
}

/// The length of an identity code.
const CODE: usize = 11;

/// Places of what has the shape of an identity code, none of which overlap: six digits that may be a day, a mark of the century, three digits, one more sign.
fn codes(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let is = |code: &[u8]| {
        let digits = |range: std::ops::Range<usize>| code[range].iter().all(u8::is_ascii_digit);
        matches!(code[0], b'0'..=b'3')
            && matches!(code[2], b'0' | b'1')
            && digits(0..6)
            && matches!(code[6], b'-' | b'+' | b'A'..=b'F' | b'U'..=b'Y' | b'a'..=b'f' | b'u'..=b'y')
            && digits(7..10)
            && code[10].is_ascii_alphanumeric()
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = bytes.get(at..)?.windows(CODE).position(is)?;
        let start = at + found;
        at = start + CODE;
        Some(start..at)
    })
}

/// Tells of what has the shape of an identity code and is one, or resembles one: `is` is given the type of the key, what stands before, and the code.
fn identity_codes(context: &Context<'_, '_>, is: fn(Type, &str, &str) -> bool, tell: Tell<'_>) {
    for at in context.words().seen(|sight| sight.digits >= 9) {
        let Some(passage) = context.reading.passages.get(at) else { continue };
        let Some(text) = context.tree().str(passage.at) else { continue };
        for found in codes(text) {
            let apart = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
            let own = apart(text[..found.start].chars().next_back()) && apart(text[found.end..].chars().next());
            if own && is(passage.kind, &text[..found.start], &text[found.clone()]) {
                tell(State::Missing, context.place_of_bytes(passage, found.start, found.end), Vec::new());
            }
        }
    }
}

/// Whether a text of the right shape is a personal identity code: a real day and the right check character
/// (valtioneuvoston asetus 128/2010 2 §, as amended by 690/2022).
#[must_use]
pub fn is_identity_code(code: &str) -> bool {
    code.get(7..10).and_then(|individual| individual.parse::<u32>().ok()).is_some_and(|individual| individual >= 2)
        && check_character(code).is_some_and(|(wanted, written)| wanted == written)
}

/// The check character that the number of an identity code wants, and the one that is written; none where its day is not real.
fn check_character(code: &str) -> Option<(u8, u8)> {
    let upper = code.to_ascii_uppercase();
    let bytes = upper.as_bytes();
    if bytes.len() != 11 {
        return None;
    }
    let century = match bytes[6] {
        b'+' => 1800,
        b'-' | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return None,
    };
    let number = |range: std::ops::Range<usize>| upper.get(range).and_then(|s| s.parse::<u32>().ok());
    let (day, month, year, individual) = (number(0..2)?, number(2..4)?, number(4..6)?, number(7..10)?);
    crate::day::Day::new(u16::try_from(century + year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let rest = ((day * 10_000 + month * 100 + year) * 1000 + individual) % 31;
    Some((CHECK[rest as usize], bytes[10]))
}

/// The signs a check character is one of.
const CHECK: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// Texts that do not speak a declared language: they would be published in another one.
fn translations(context: &Context<'_, '_>, tell: Tell<'_>) {
    let languages = &context.reading.languages;
    if languages.len() < 2 {
        return;
    }
    let mut last: Option<NodeId> = None;
    for passage in &context.reading.passages {
        if last == Some(passage.key)
            || !matches!(passage.kind, Type::Label | Type::Labels | Type::Text)
            || context.tree().node(passage.key).file == File::Workspace
        {
            continue;
        }
        last = Some(passage.key);
        let missing: Vec<&str> = match &context.tree().node(passage.key).value {
            Value::String(text) if text.starts_with('@') || is_proper(context, passage.key, passage.table) => Vec::new(),
            Value::String(_) => languages.iter().skip(1).map(Lang::code).collect(),
            _ => languages.iter().map(Lang::code).filter(|code| context.tree().get(passage.key, code).is_none()).collect(),
        };
        if !missing.is_empty() {
            tell(State::Missing, context.place(passage.key), vec![("langs", missing.join(", ").into()), ("lang", missing[0].into())]);
        }
    }
}

/// Names of organisations and places are the same in every language unless the notice says otherwise.
pub(super) fn is_proper(context: &Context<'_, '_>, at: NodeId, table: usize) -> bool {
    let key = context.tree().node(at).key.as_deref().unwrap_or_default();
    let table = crate::notice::FORMAT.tables[table].path.as_str();
    match table {
        "controller" | "controller.representative" | "joint-controllers" => true,
        "contacts" => matches!(key, "name" | "address"),
        "disclosures" | "processors" => key == "name",
        "transfers" => key == "organisation",
        "rights" => key == "contact",
        "joint-arrangement" => key == "contact-point",
        "complaint" => matches!(key, "authority" | "address"),
        "cookies.items" => key == "provider",
        _ => false,
    }
}
