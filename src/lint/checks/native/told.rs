//! What prose says against what the tables say: nothing leaves the EEA, nothing is disclosed, data are kept for ever.
//! Never reads a sentence itself: lists of `lints/lists/words` tell which ones deny, and are silent where a sentence makes an exception.

use super::{Tell, hits, name, say, table_of, within};
use crate::facts::resolve;
use crate::lint::context::Context;
use crate::lint::words::Hit;
use crate::notice::choice::RecipientRole;
use crate::notice::model::{Leaf, Retention};

/// Tables in which a sentence about data is about all of them.
const OF_ALL: &[&str] = &["register", "register.parts", "sections", "protection", "protection.measures", "rights"];

/// The data a sentence is about: `Some(None)` all, `Some(Some(..))` those of these categories, `None` what is not known.
#[allow(clippy::option_option, reason = "a limit that is not told is no limit that is empty")]
fn about(context: &Context<'_, '_>, hit: Hit) -> Option<Option<Vec<usize>>> {
    match table_of(context, hit) {
        table if OF_ALL.contains(&table) => Some(None),
        "purposes" => {
            let index = context.notice.purposes.iter().position(|p| within(context, hit, p.at))?;
            let named = context.notice.purposes[index].data_categories.is_some();
            Some(named.then(|| context.facts.purpose_categories[index].clone()))
        }
        _ => None,
    }
}

fn meets(one: Option<&[usize]>, other: Option<&[usize]>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.iter().any(|category| other.contains(category)),
        _ => true,
    }
}

/// T631: "data are not transferred outside the EEA" beside a transfer of such data.
pub(super) fn denied_transfers(context: &Context<'_, '_>, tell: Tell<'_>) {
    let transfers = &context.facts.transfers;
    if transfers.is_empty() {
        return;
    }
    let categories = |refs: Option<&[Leaf<&str>]>| refs.map(|refs| resolve(Some(refs), &context.facts.ids.data_categories));
    for hit in hits(context, "denies-transfer") {
        let Some(about) = about(context, hit) else { continue };
        let against = transfers.iter().find(|transfer| {
            let own = transfer.entry.and_then(|e| categories(context.notice.transfers[e].data_categories.as_deref()));
            let reached = || {
                let all = transfer.recipients.iter().flat_map(|r| context.facts.recipients[*r].categories.iter().copied()).collect::<Vec<_>>();
                (!all.is_empty()).then_some(all)
            };
            meets(about.as_deref(), own.or_else(reached).as_deref())
        });
        if let Some(transfer) = against {
            say(context, hit, vec![("first", context.tree().path(transfer.at).into())], tell);
        }
    }
}

/// T633: "data are not disclosed" beside a disclosure to somebody who decides on their use. Processors and authorities contradict nothing.
pub(super) fn denied_disclosures(context: &Context<'_, '_>, tell: Tell<'_>) {
    let given: Vec<_> =
        context.notice.disclosures.iter().filter(|d| d.role.is_none_or(|role| role.value != RecipientRole::Authority) && d.name.is_some()).collect();
    if given.is_empty() {
        return;
    }
    for hit in hits(context, "denies-disclosure") {
        let Some(about) = about(context, hit) else { continue };
        let categories =
            |refs: Option<&[Leaf<&str>]>| refs.map(|refs| resolve(Some(refs), &context.facts.ids.data_categories)).filter(|found| !found.is_empty());
        if let Some(entry) = given.iter().find(|d| meets(about.as_deref(), categories(d.data_categories.as_deref()).as_deref())) {
            let mut args = vec![("first", context.tree().path(entry.at).into())];
            args.extend(name(context, entry.name));
            say(context, hit, args, tell);
        }
    }
}

/// T635: "until further notice" or "for ever" beside a period for the same data.
pub(super) fn kept_without_end(context: &Context<'_, '_>, tell: Tell<'_>) {
    let ends = |entry: &Retention<'_>| entry.period.is_some() && entry.permanent != Some(true);
    let entries = &context.notice.retention;
    if !entries.iter().any(ends) {
        return;
    }
    let covers = |of: &dyn Fn(usize, usize) -> bool| {
        let pairs = context.facts.retention.iter().enumerate().flat_map(|(purpose, cover)| cover.pairs.iter().map(move |pair| (purpose, pair)));
        pairs.filter(|(purpose, (category, _))| of(*purpose, *category)).flat_map(|(_, (_, by))| by).copied().find(|entry| ends(&entries[*entry]))
    };
    for hit in hits(context, "kept-without-end-here") {
        let against = match table_of(context, hit) {
            "retention" => entries.iter().position(|entry| within(context, hit, entry.at) && ends(entry)),
            "purposes" => context.notice.purposes.iter().position(|p| within(context, hit, p.at)).and_then(|index| covers(&|purpose, _| purpose == index)),
            "data-categories" => {
                context.notice.data_categories.iter().position(|c| within(context, hit, c.at)).and_then(|index| covers(&|_, category| category == index))
            }
            _ => None,
        };
        if let Some(entry) = against {
            say(context, hit, vec![("first", context.tree().path(entries[entry].at).into())], tell);
        }
    }
    if entries.iter().any(|entry| entry.permanent == Some(true)) {
        return;
    }
    for hit in hits(context, "kept-without-end").filter(|hit| OF_ALL.contains(&table_of(context, *hit))) {
        if let Some(entry) = entries.iter().find(|entry| ends(entry)) {
            say(context, hit, vec![("first", context.tree().path(entry.at).into())], tell);
        }
    }
}
