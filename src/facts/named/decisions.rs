//! Facts about bases that law ties to more: special data, automated decisions, authorities.
//! Never judges whether a basis fits the processing.

use super::{Case, OfEntry, OfNotice, Wanting};
use crate::facts::resolve;
use crate::notice::choice::Basis;
use crate::notice::model::Purpose;
use crate::notice::tree::NodeId;

pub(super) const OF_NOTICE: &[(&str, OfNotice)] = &[
    // An authority that says of every purpose that it is none of its public tasks exercises no public powers here.
    ("authority-in-public-tasks", |case| {
        let authority = case.notice.controller.as_ref().is_some_and(|c| c.public_authority == Some(true));
        authority && (case.notice.purposes.is_empty() || case.notice.purposes.iter().any(|p| p.outside_public_tasks != Some(true)))
    }),
    ("decisions-described", |case| case.notice.automated_decisions.is_some()),
    ("decisions-grounded", |case| decided(case).all(grounded)),
    // Where law alone allows the decisions, that law lays down the safeguards (Art. 22(2)(b) and (3)).
    ("decisions-need-safeguards", |case| {
        let by_law = |p: &Purpose<'_>| !p.basis.is_empty() && p.basis.iter().all(|leaf| matches!(leaf.value, Basis::LegalObligation | Basis::PublicTask));
        case.notice.automated_decisions.is_some() && !(decided(case).next().is_some() && decided(case).all(by_law))
    }),
];

pub(super) const OF_ENTRY: &[(&str, OfEntry)] = &[
    ("purpose.uses-special-data", |case, at| uses_special_data(case, at)),
    ("purpose.decided-automatically", |case, at| decided(case).any(|p| p.at == at)),
    ("purpose.special-decisions-allowed", |case, at| {
        let allows = |condition: &str| matches!(condition, "explicit-consent" | "substantial-public-interest");
        decided(case).filter(|p| p.at == at).any(|p| p.special_condition.iter().any(|leaf| allows(leaf.value)))
    }),
];

pub(super) const WANTING: &[(&str, Wanting)] =
    &[("decisions-grounded", |case, _| decided(case).filter(|p| !grounded(p)).filter_map(|p| p.name).map(super::Named::Text).collect())];

/// The purposes in which decisions are automated; none where the notice has no such decisions.
fn decided<'a>(case: &Case<'a, '_>) -> impl Iterator<Item = &'a Purpose<'a>> {
    let named = case.notice.automated_decisions.as_ref().map(|d| resolve(d.purposes.as_deref(), &case.facts.ids.purposes)).unwrap_or_default();
    let purposes = &case.notice.purposes;
    named.into_iter().map(move |index| &purposes[index])
}

/// Whether a basis, a statute or explicit consent can carry decisions made solely by automated means (Art. 22(2)). A basis that is missing
/// or none of Art. 6(1) is its own finding.
fn grounded(purpose: &Purpose<'_>) -> bool {
    let carries = |basis: Basis| !basis.in_gdpr() || matches!(basis, Basis::Consent | Basis::Contract | Basis::LegalObligation | Basis::PublicTask);
    purpose.basis.is_empty()
        || purpose.basis.iter().any(|leaf| carries(leaf.value))
        || purpose.statute.is_some()
        || purpose.special_condition.iter().any(|leaf| leaf.value == "explicit-consent")
}

fn uses_special_data(case: &Case<'_, '_>, at: NodeId) -> bool {
    let index = case.notice.purposes.iter().position(|p| p.at == at);
    let used = index.and_then(|index| case.facts.purpose_categories.get(index));
    used.is_some_and(|used| used.iter().any(|c| !case.notice.data_categories[*c].special_categories.is_empty()))
}
