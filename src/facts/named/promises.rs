//! Facts about what a notice adds to the rights that follow from its bases: promises in vain, refusals, objection among other things.
//! Never takes a right for not given while a basis is unknown.

use super::{Case, OfEntry, OfNotice, Wanting};
use crate::facts::{exemptions, rights};
use crate::notice::choice::{Basis, Mechanism, Regime, Right};
use crate::notice::model::RightNote;
use crate::notice::tree::NodeId;

/// Facts of the whole notice.
pub(super) const OF_NOTICE: &[(&str, OfNotice)] = &[("restriction-not-promised-in-vain", |case| {
    // A promise that the notice itself writes is told where it stands.
    let written = case.notice.right_notes.iter().any(|note| note.key.is_some_and(|key| key.value == Right::Restriction));
    written || given(case, Right::Restriction) || refused(case, Right::Restriction)
})];

pub(super) const OF_ENTRY: &[(&str, OfEntry)] = &[
    ("note.right-given", |case, at| {
        note(case, at).is_none_or(|n| n.key.is_none_or(|key| (n.how.is_some() && refused(case, key.value)) || given(case, key.value)))
    }),
    ("note.right-not-refused", |case, at| note(case, at).is_none_or(|n| n.key.is_none_or(|key| !refused(case, key.value)))),
    ("section.objection-apart", |case, at| {
        let Some(section) = case.notice.sections.iter().find(|s| s.at == at) else { return true };
        let objection = section.topics.iter().any(|topic| topic.value == "right-object");
        // The right to stop direct marketing is itself what Art. 21(4) sets apart.
        let with_other = section.topics.iter().any(|topic| !matches!(topic.value, "right-object" | "direct-marketing"));
        !(objection && with_other && section.body.is_some() && given(case, Right::Objection))
    }),
    ("exemption.reaches", |case, at| {
        case.notice.exemptions.iter().find(|e| e.at == at).is_none_or(|e| exemptions::not_lifted(case.facts, case.law, e).is_empty())
    }),
];

pub(super) const WANTING: &[(&str, Wanting)] = &[("exemption.reaches", |case, at| {
    let entry = case.notice.exemptions.iter().find(|e| Some(e.at) == at);
    let ids = entry.map(|e| exemptions::not_lifted(case.facts, case.law, e)).unwrap_or_default();
    ids.into_iter().map(|id| super::Named::Id(format!("`{id}`"))).collect()
})];

fn note<'a, 't>(case: &Case<'a, 't>, at: NodeId) -> Option<&'a RightNote<'t>> {
    case.notice.right_notes.iter().find(|note| note.at == at)
}

/// Whether the person has a right, or may have it: what is not known is not denied.
fn given(case: &Case<'_, '_>, right: Right) -> bool {
    let notice = case.notice;
    let known = !notice.purposes.is_empty() && notice.purposes.iter().all(|p| !p.basis.is_empty() && p.basis.iter().all(|leaf| leaf.value.in_gdpr()));
    if notice.regime() != Regime::Gdpr || !known {
        return true;
    }
    let follows = case.facts.rights.iter().any(|fact| fact.right == right);
    let kind = |name: &str| notice.register.as_ref().is_some_and(|r| r.kind.iter().any(|kind| kind.value == name));
    match right {
        // 1171/2022 31 § takes it away where every purpose is of that act.
        Right::Restriction => {
            let cites = |text| notice.said(text, notice.first_language()).is_some_and(|said| said.text.contains("1171/2022"));
            !(kind("whistleblowing") && notice.purposes.iter().all(|p| p.statute.is_some_and(cites)))
        }
        Right::Portability | Right::Prohibition => follows,
        Right::Objection => follows || kind("marketing"),
        // Consent that stands elsewhere than in a purpose can be withdrawn as well.
        Right::WithdrawConsent => {
            follows
                || notice.cookies.is_some()
                || !notice.cookie_items.is_empty()
                || notice.disclosures.iter().any(|d| d.basis.iter().any(|leaf| leaf.value == Basis::Consent))
                || notice.transfers.iter().any(|t| t.mechanism.is_some_and(|m| m.value == Mechanism::ExplicitConsent))
                || notice.data_categories.iter().any(|c| c.identity_code_ground.is_some_and(|ground| ground.value == "consent"))
        }
        // Erasure: guard 3 of the catalogue. A decision solely by automated means can always be contested.
        Right::Access | Right::Rectification | Right::Erasure | Right::NoAutomatedDecision | Right::Complaint => true,
    }
}

/// Whether the notice refuses the right for every purpose, and may: a refusal without ground is told at the refusal.
fn refused(case: &Case<'_, '_>, right: Right) -> bool {
    let notice = case.notice;
    let entry = notice.not_granted.iter().find(|entry| entry.key.is_some_and(|key| key.value == right));
    entry.is_some_and(|entry| {
        let due = case.facts.rights.iter().any(|fact| fact.right == right && fact.due(notice.purposes.len()));
        let whole = crate::facts::resolve(entry.purposes.as_deref(), &case.facts.ids.purposes).len() == notice.purposes.len();
        whole && (!due || rights::lifted(notice, case.law, entry, right).is_some())
    })
}
