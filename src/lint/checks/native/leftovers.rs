//! What a text brought with it from a web page or a form, and cookies left to the browser.
//! Never knows the words: lists of `lints/lists/words` hold them.

use super::{Tell, hits, say, told_of};
use crate::lint::context::Context;
use crate::lint::words::sight::{DOTS, SLASH};
use crate::notice::spec::Type;
use regex::Regex;
use std::sync::LazyLock;

/// A line of a contents list: dots that lead to the number of a page.
static LEADERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)[^\s.][ \t]*(?:\.{4,}|(?:\. ){3,}\.?|…{2,})[ \t]*[0-9]{1,3}[ \t]*$").expect("a plain pattern"));

/// Choices of a form that were never made.
const CHOICES: &[&str] = &["ja/tai", "och/eller", "and/or"];

/// T638: lines of a contents list, banners of browsers, choices of forms. One finding a passage.
pub(super) fn page(context: &Context<'_, '_>, tell: Tell<'_>) {
    let mut told: Vec<u32> = Vec::new();
    for hit in hits(context, "page-leftover") {
        if !told.contains(&hit.passage) {
            told.push(hit.passage);
            say(context, hit, Vec::new(), tell);
        }
    }
    for index in context.words().seen(|sight| sight.has(DOTS | SLASH)) {
        let Some(passage) = context.reading.passages.get(index) else { continue };
        let Some(text) = context.tree().str(passage.at) else { continue };
        let Ok(index) = u32::try_from(index) else { continue };
        if told.contains(&index) || !super::read(context, index) {
            continue;
        }
        if passage.kind == Type::Text && leads(text) {
            if let Some(line) = LEADERS.find(text) {
                told_of(context, index, line.start(), line.end(), Vec::new(), tell);
            }
        } else if passage.kind == Type::Label && text.contains('/') && choosable(context, passage.key) {
            let lower = text.to_lowercase();
            if let Some((at, len)) = CHOICES.iter().find_map(|choice| Some((lower.find(choice)?, choice.len()))).filter(|_| lower.len() == text.len()) {
                told_of(context, index, at, at + len, Vec::new(), tell);
            }
        }
    }
}

/// Labels that name one thing: a title or a name, where both of two is a choice that was not made.
fn choosable(context: &Context<'_, '_>, key: crate::notice::tree::NodeId) -> bool {
    matches!(
        context.tree().shape_path(key).as_str(),
        "contacts.title" | "contacts.name" | "sections.title" | "register.name" | "controller.name" | "notice.title"
    )
}

/// Whether a text has a line of a contents list; dots that lead nowhere are a field to fill in (T604).
pub(in crate::lint::checks) fn leads(text: &str) -> bool {
    (text.contains("...") || text.contains(". . .") || text.contains("……")) && LEADERS.is_match(text)
}

/// C404 and C405: cookies left to the settings of the browser, where no consent is asked for.
pub(super) fn browser_settings(context: &Context<'_, '_>, tell: Tell<'_>) {
    let mut told: Vec<u32> = Vec::new();
    for hit in hits(context, "browser-consent") {
        if !told.contains(&hit.passage) {
            told.push(hit.passage);
            say(context, hit, Vec::new(), tell);
        }
    }
    // Necessary cookies need no consent; a text that names others by their use speaks of more than the list.
    let items = &context.notice.cookie_items;
    let necessary = !items.is_empty() && items.iter().all(|item| item.kind.is_some_and(|kind| kind.value == "necessary"));
    for hit in hits(context, "browser-blocking") {
        let same = |list: &str| hits(context, list).any(|other| other.passage == hit.passage);
        if told.contains(&hit.passage) || same("consent-tool") || (necessary && !same("names-tracking")) {
            continue;
        }
        told.push(hit.passage);
        say(context, hit, Vec::new(), tell);
    }
}
