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

/// The data a sentence is about.
enum About {
    /// All of them.
    All,
    /// Those of these categories.
    Of(Vec<usize>),
    /// That is not known.
    Unknown,
}

impl About {
    /// Whether it is about data of some of the categories; `None` stands for all.
    fn meets(&self, categories: Option<&[usize]>) -> bool {
        match (self, categories) {
            (Self::Unknown, _) => false,
            (Self::Of(mine), Some(theirs)) => mine.iter().any(|category| theirs.contains(category)),
            _ => true,
        }
    }
}

fn about(context: &Context<'_, '_>, hit: Hit) -> About {
    match table_of(context, hit) {
        table if OF_ALL.contains(&table) => About::All,
        "purposes" => match context.notice.purposes.iter().position(|p| within(context, hit, p.at)) {
            Some(index) if context.notice.purposes[index].data_categories.is_some() => About::Of(context.facts.purpose_categories[index].clone()),
            Some(_) => About::All,
            None => About::Unknown,
        },
        _ => About::Unknown,
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
        let about = about(context, hit);
        let against = transfers.iter().find(|transfer| {
            let own = transfer.entry.and_then(|e| categories(context.notice.transfers[e].data_categories.as_deref()));
            let reached = || {
                let all = transfer.recipients.iter().flat_map(|r| context.facts.recipients[*r].categories.iter().copied()).collect::<Vec<_>>();
                (!all.is_empty()).then_some(all)
            };
            about.meets(own.or_else(reached).as_deref())
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
        let about = about(context, hit);
        let categories =
            |refs: Option<&[Leaf<&str>]>| refs.map(|refs| resolve(Some(refs), &context.facts.ids.data_categories)).filter(|found| !found.is_empty());
        if let Some(entry) = given.iter().find(|d| about.meets(categories(d.data_categories.as_deref()).as_deref())) {
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
        pairs.filter_map(|(purpose, (category, entry))| entry.filter(|_| of(purpose, *category))).find(|entry| ends(&entries[*entry]))
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
