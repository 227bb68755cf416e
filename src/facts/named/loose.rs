//! Facts about loose ends: entries that nothing refers to, and what the record of Art. 30 would lack.
//! Never takes a reference that leads nowhere for a loose end: that is its own finding.

use super::{Case, OfEntry, OfNotice};
use crate::facts::resolve;
use crate::notice::Text;
use crate::notice::choice::Basis;
use crate::notice::model::{Leaf, Retention};
use crate::notice::period::states_a_time;
use crate::notice::tree::NodeId;

pub(super) const OF_NOTICE: &[(&str, OfNotice)] = &[("controller-not-by-post-alone", |case| {
    let controller = case.notice.controller.as_ref().is_some_and(|c| c.phone.is_some() || c.email.is_some() || c.website.is_some());
    let contact = case.notice.contacts.iter().any(|c| c.phone.is_some() || c.email.is_some());
    controller || contact || case.notice.rights.as_ref().is_some_and(|r| r.contact.is_some())
})];

pub(super) const OF_ENTRY: &[(&str, OfEntry)] = &[
    ("category.has-purpose", |case, at| {
        let refs = case.notice.purposes.iter().map(|p| p.data_categories.as_deref());
        used(refs, &case.facts.ids.data_categories, case.notice.data_categories.iter().position(|c| c.at == at))
    }),
    ("source.has-data", |case, at| {
        let refs = case.notice.data_categories.iter().map(|c| c.sources.as_deref());
        used(refs, &case.facts.ids.sources, case.notice.sources.iter().position(|s| s.at == at))
    }),
    ("group.has-data", |case, at| {
        let refs = case.notice.data_categories.iter().map(|c| c.data_subjects.as_deref());
        used(refs, &case.facts.ids.data_subjects, case.notice.data_subjects.iter().position(|s| s.at == at))
    }),
    ("category.erasure-timed", erasure_timed),
];

/// Whether some reference names the entry, names nothing (which means all), or leads nowhere; or nobody refers at all.
fn used<'a>(refs: impl Iterator<Item = Option<&'a [Leaf<&'a str>]>>, ids: &[String], index: Option<usize>) -> bool {
    let Some(id) = index.and_then(|index| ids.get(index)) else { return true };
    let mut any = false;
    for refs in refs {
        any = true;
        let Some(refs) = refs else { return true };
        if refs.iter().any(|leaf| leaf.value == id || !ids.iter().any(|known| known == leaf.value)) {
            return true;
        }
    }
    !any
}

/// Whether a time limit is given for the category, be it in a criterion, or a statute that sets it, wherever retention speaks of it. Data kept on consent alone have none to give:
/// they go when it is withdrawn. A category of which retention does not speak is told elsewhere.
fn erasure_timed(case: &Case<'_, '_>, at: NodeId) -> bool {
    let Some(category) = case.notice.data_categories.iter().position(|c| c.at == at) else { return true };
    let uses = |purpose: &usize| case.facts.purpose_categories[*purpose].contains(&category);
    let on_consent_alone = |purpose: usize| {
        let basis = &case.notice.purposes[purpose].basis;
        !basis.is_empty() && basis.iter().all(|leaf| leaf.value == Basis::Consent)
    };
    if (0..case.notice.purposes.len()).filter(uses).all(on_consent_alone) {
        return true;
    }
    let covers = |entry: &&Retention<'_>| {
        resolve(entry.data_categories.as_deref(), &case.facts.ids.data_categories).contains(&category)
            && resolve(entry.purposes.as_deref(), &case.facts.ids.purposes).iter().any(uses)
    };
    let counts = |text: Text| case.notice.said(text, case.notice.first_language()).is_some_and(|said| states_a_time(said.text));
    let mut covering = case.notice.retention.iter().filter(covers).peekable();
    covering.peek().is_none()
        || covering.any(|entry| entry.period.is_some() || entry.statute.is_some() || entry.permanent == Some(true) || entry.criterion.is_none_or(counts))
}
