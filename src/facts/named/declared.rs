//! Facts about what a notice declares outright and what it describes, and about what it says to children.
//! Never decides which of the two is right.

use super::{Case, OfNotice};
use crate::facts::{contacts, resolve, rests_on};
use crate::notice::choice::{Basis, ContactRole, RecipientRole};

pub(super) const OF_NOTICE: &[(&str, OfNotice)] = &[
    ("decisions-not-denied", |case| declared(case, |d| d.automated_decisions) != Some(false)),
    ("profiling-described", |case| case.notice.profiling.is_some()),
    ("profiling-not-denied", |case| declared(case, |d| d.profiling) != Some(false)),
    ("dpo-given", |case| contacts(case.notice, ContactRole::Dpo).next().is_some()),
    ("dpo-not-denied", |case| declared(case, |d| d.dpo) != Some(false)),
    ("transfers-described", |case| !case.facts.transfers.is_empty() || !case.notice.transfers.is_empty()),
    ("disclosures-described", |case| !case.notice.disclosures.is_empty()),
    // An authority that asks in a particular inquiry is no recipient (Art. 4(9)), so naming authorities denies nothing.
    ("disclosures-to-others", |case| case.notice.disclosures.iter().any(|d| d.role.is_none_or(|role| role.value != RecipientRole::Authority))),
    ("disclosures-not-denied", |case| declared(case, |d| d.disclosures) != Some(false)),
    ("joint-controllers-named", |case| !case.notice.joint_controllers.is_empty()),
    ("children-consent-online", |case| {
        let online = case.notice.register.as_ref().is_some_and(|r| r.kind.iter().any(|kind| matches!(kind.value, "website" | "marketing")));
        let addressed = case.notice.head.as_ref().and_then(|head| head.audience).is_some_and(|audience| audience.value == "children");
        // A notice addressed to children asks children for their consent, whether or not it names them as a group.
        let asked = addressed && (0..case.notice.purposes.len()).any(|p| rests_on(case.notice, p, Basis::Consent));
        asked || (online && children_consent(case))
    }),
    ("children-told", |case| case.notice.sections.iter().any(|s| s.body.is_some() && s.topics.iter().any(|topic| topic.value == "children"))),
];

fn declared(case: &Case<'_, '_>, key: fn(&crate::notice::model::Declares<'_>) -> Option<bool>) -> Option<bool> {
    case.notice.declares.as_ref().and_then(key)
}

/// Whether a purpose on consent uses data about a group with children in it.
fn children_consent(case: &Case<'_, '_>) -> bool {
    let about_children = |category: &usize| {
        let groups = resolve(case.notice.data_categories[*category].data_subjects.as_deref(), &case.facts.ids.data_subjects);
        groups.iter().any(|group| case.notice.data_subjects[*group].children == Some(true))
    };
    (0..case.notice.purposes.len()).any(|p| rests_on(case.notice, p, Basis::Consent) && case.facts.purpose_categories[p].iter().any(about_children))
}
