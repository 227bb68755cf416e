//! The supervisory authority: where it is no longer, and who is taken for it.
//! Never prints an address; what is known of the authority is data (`lints/lists/authorities.toml`).

use super::{Tell, hits, say, table_of, told_of};
use crate::lang::ByLang;
use crate::law::Authority;
use crate::lint::context::Context;
use crate::lint::words::data::fold;
use crate::notice::fault::{Arg, Args};
use crate::notice::spec::Type;
use memchr::memmem;
use regex::Regex;
use std::sync::LazyLock;

/// What shows that a text is about the Ombudsman.
const ABOUT: &[&str] = &["tietosuojavaltuut", "dataombudsman", "ombudsman", "tietosuoja.fi", "@om.fi", "(at)om.fi"];

fn ombudsman<'c>(context: &Context<'c, '_>) -> Option<&'c Authority> {
    context.law.authority("FI").filter(|authority| authority.checked.is_some())
}

/// Whether a passage is about the Finnish authority: by its own words, or as part of `[complaint]` of a notice that names no other.
fn about(context: &Context<'_, '_>, table: &str, text: &str) -> bool {
    let names = |text: &str| ABOUT.iter().any(|word| text.contains(word));
    if names(text) {
        return true;
    }
    let authority = context.notice.complaint.as_ref().and_then(|complaint| complaint.authority);
    table == "complaint"
        && authority.is_none_or(|name| context.notice.said(name, context.notice.first_language()).is_some_and(|said| names(&said.text.to_lowercase())))
}

fn present(authority: &Authority, replaced: ByLang<String>) -> Args {
    let day = authority.checked.map_or_else(String::new, |day| format!("{}.{}.{}", day.day(), day.month(), day.year()));
    let iso = authority.checked.map_or_else(String::new, |day| day.to_string());
    vec![("replaced", Arg::ByLang(replaced)), ("date", Arg::ByLang(ByLang { fi: day.clone(), sv: day, en: iso }))]
}

/// T611: an address that the Ombudsman has left.
pub(super) fn address(context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(authority) = ombudsman(context) else { return };
    let mut buffer = Vec::new();
    for (index, text, table) in texts(context, 1, |kind| matches!(kind, Type::Text | Type::Label | Type::Map)) {
        // What is in lower case by bytes is, but for odd letters, what it is by characters.
        fold(text, &mut buffer);
        if !context.words().sight(index as usize).is_odd() && !authority.former_addresses.iter().any(|old| memmem::find(&buffer, old.as_bytes()).is_some()) {
            continue;
        }
        let lower = text.to_lowercase();
        // Folding may move bytes only where a letter grows; those texts are looked at whole.
        let Some(found) = authority.former_addresses.iter().find_map(|old| Some((lower.find(old.as_str())?, old.len()))) else { continue };
        if about(context, table, &lower) {
            let (start, end) = if lower.len() == text.len() { (found.0, found.0 + found.1) } else { (0, text.len()) };
            told_of(context, index, start, end, present(authority, authority.address.clone()), tell);
        }
    }
}

static PHONE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[+(0-9][0-9 ()\u{a0}./-]{6,}[0-9]").expect("a plain pattern"));

/// T612: a telephone number that the Ombudsman has left.
pub(super) fn phone(context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(authority) = ombudsman(context) else { return };
    let fewest = authority.former_phones.iter().map(String::len).min().unwrap_or(0).saturating_sub(1) as u16;
    for (index, text, table) in texts(context, fewest, |kind| matches!(kind, Type::Text | Type::Label | Type::Phone | Type::Map)) {
        // A number that was left stands among the digits of the text, whatever divides them and whether or not the country comes before it.
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if !authority.former_phones.iter().any(|old| digits.contains(old.trim_start_matches('0'))) {
            continue;
        }
        for found in PHONE.find_iter(text) {
            let digits: String = found.as_str().chars().filter(char::is_ascii_digit).collect();
            let national = digits.strip_prefix("358").map(|rest| format!("0{}", rest.trim_start_matches('0')));
            let old = authority.former_phones.iter().any(|old| *old == digits || national.as_ref() == Some(old));
            if old && (about(context, table, &text.to_lowercase()) || table == "complaint") {
                told_of(context, index, found.start(), found.end(), present(authority, ByLang::same(authority.phone.clone())), tell);
                break;
            }
        }
    }
}

/// The texts of some types with so many digits, changes and exemptions apart.
fn texts<'c>(context: &'c Context<'_, '_>, digits: u16, wanted: impl Fn(Type) -> bool + 'c) -> impl Iterator<Item = (u32, &'c str, &'static str)> {
    // Every address and number has a digit, and most texts have none.
    context.words().seen(move |sight| sight.digits >= digits).filter_map(move |index| {
        let passage = context.reading.passages.get(index)?;
        let text = context.tree().str(passage.at)?;
        let table = crate::notice::FORMAT.tables[passage.table].path.as_str();
        // A number stands under keys that are no prose, too.
        let speaks = !matches!(table, "changes" | "exemptions" | "internal" | "lint.allow");
        (wanted(passage.kind) && text.len() > 8 && speaks).then_some((u32::try_from(index).ok()?, text, table))
    })
}

/// T624: the authority taken for the controller's own officer, or the officer for the authority.
pub(super) fn mixed_up(context: &Context<'_, '_>, tell: Tell<'_>) {
    let mut last = None;
    for hit in hits(context, "officer-mixed-up") {
        if last != Some(hit.passage) {
            last = Some(hit.passage);
            say(context, hit, Vec::new(), tell);
        }
    }
    for hit in hits(context, "ombudsman").filter(|hit| table_of(context, *hit) == "contacts") {
        let key = context.tree().shape_path(context.reading.passages[hit.passage as usize].key);
        if key.starts_with("contacts.title") && last != Some(hit.passage) {
            say(context, hit, Vec::new(), tell);
        }
    }
}
