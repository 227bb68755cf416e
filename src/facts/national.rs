//! Facts that Finnish acts beside the GDPR turn on: work, identity codes, credit data, kinds of register with an act of their own.
//! Never decides what follows from a fact, never asks for more than an act does.

use super::named::{Case, OfEntry, OfNotice};
use super::{resolve, rests_on, retention};
use crate::lang::Lang;
use crate::notice::choice::{Basis, Requirement, SourceKind};
use crate::notice::model::{DataCategory, Purpose, Retention};
use crate::notice::tree::NodeId;

/// Facts of the whole notice.
pub const OF_NOTICE: &[(&str, OfNotice)] = &[
    ("collects-at-work", |case| {
        // Cameras, doors and reporting channels gather by rules of their own.
        let elsewhere = only(case, &["camera", "access-control", "whistleblowing"]);
        of_staff(case) || (case.notice.register.as_ref().is_some_and(|r| r.workplace == Some(true)) && !elsewhere)
    }),
    ("staff-register", of_staff),
    ("staff-register-alone", |case| of_staff(case) && only(case, &["employees", "recruitment", "camera", "access-control"])),
    ("recruitment-alone", |case| only(case, &["recruitment"])),
    ("whistleblowing-alone", |case| only(case, &["whistleblowing"])),
    ("camera-at-work", |case| is_kind(case, "camera") && case.notice.register.as_ref().is_some_and(|r| r.workplace == Some(true))),
    ("safeguards-owed", |case| {
        case.notice.purposes.iter().any(|p| !p.national_ground.is_empty())
            || case.notice.data_categories.iter().any(|c| c.criminal_ground.is_some_and(|ground| ground.value != "official-control"))
    }),
    ("safeguards-told", |case| {
        !case.notice.measures.is_empty() || case.notice.protection.as_ref().is_some_and(|p| p.manual.is_some() || p.electronic.is_some())
    }),
    ("whistleblowing-act-cited", |case| case.notice.purposes.iter().any(|p| purpose_cites(case, p, "ilmoittajansuojelu"))),
    ("association-of-members", |case| is_kind(case, "members") && registered_association(case)),
    ("association-act-cited", |case| case.notice.purposes.iter().any(|p| purpose_cites(case, p, "yhdistyslaki"))),
    ("client-data-act-cited", |case| {
        let kept = |entry: &Retention<'_>| [entry.statute, entry.criterion].into_iter().flatten().any(|text| case.cites(text.at, "asiakastietolaki"));
        case.notice.purposes.iter().any(|p| purpose_cites(case, p, "asiakastietolaki")) || case.notice.retention.iter().any(kept)
    }),
];

/// Facts of one entry.
pub const OF_ENTRY: &[(&str, OfEntry)] = &[
    ("category.used", |case, at| users(case, at).next().is_some()),
    ("category.identity-ground-backed", |case, at| category(case, at).is_none_or(|(_, c)| identity_ground_backed(case, c))),
    ("category.working-life-act-cited", |case, at| users(case, at).any(|p| purpose_cites(case, p, "ytel"))),
    ("category.statute-told", |case, at| users(case, at).any(|p| p.statute.is_some())),
    ("category.test-by-consent", |case, at| {
        let consents = |text: &str| ["suostumu", "samtyck", "consent"].iter().any(|stem| text.to_lowercase().contains(stem));
        let own = category(case, at).and_then(|(_, c)| c.text).is_some_and(|text| case.says(text.at, consents));
        own || users(case, at)
            .any(|p| p.basis.iter().any(|leaf| leaf.value == Basis::Consent) || [p.name, p.text].into_iter().flatten().any(|text| case.says(text.at, consents)))
    }),
    ("category.kept-apart", |case, at| {
        let id = category(case, at).map(|(index, _)| case.facts.ids.data_categories[index].as_str()).unwrap_or_default();
        let names = |refs: &Option<Vec<_>>| refs.as_ref().is_some_and(|refs: &Vec<crate::notice::model::Leaf<&str>>| refs.iter().any(|leaf| leaf.value == id));
        case.notice.measures.iter().any(|measure| names(&measure.data_categories))
    }),
    ("category.credit-register-named", |case, at| {
        let Some((index, _)) = category(case, at) else { return true };
        case.facts.categories[index].sources.iter().any(|source| {
            let source = &case.notice.sources[*source];
            source.name.is_some() && source.kind.is_some_and(|kind| matches!(kind.value, SourceKind::OtherController | SourceKind::PublicRegister))
        })
    }),
    ("category.credit-source-unnamed", |case, at| {
        // An entry that stands for the register but has no name is told as such.
        category(case, at).is_some_and(|(index, _)| {
            case.facts.categories[index].sources.iter().any(|source| {
                let source = &case.notice.sources[*source];
                source.name.is_none() && source.kind.is_none_or(|kind| matches!(kind.value, SourceKind::OtherController | SourceKind::PublicRegister))
            })
        })
    }),
    ("purpose.national-ground-owed", |case, at| {
        let owed = ["employment-law", "substantial-public-interest", "health-care", "public-health", "research-archiving"];
        case.notice.purposes.iter().any(|p| p.at == at && p.special_condition.iter().any(|leaf| owed.contains(&leaf.value)))
    }),
    ("retention.covers-recording", |case, at| covered(case, at).1.iter().any(|c| contains(&case.notice.data_categories[*c], "recording"))),
    ("retention.of-whistleblowing", |case, at| {
        let cites = |p: &usize| purpose_cites(case, &case.notice.purposes[*p], "ilmoittajansuojelu");
        only(case, &["whistleblowing"]) || (is_kind(case, "whistleblowing") && covered(case, at).0.iter().any(cites))
    }),
    ("retention.by-another-act", |case, at| {
        let statute = case.notice.retention.iter().find(|entry| entry.at == at).and_then(|entry| entry.statute);
        statute.is_some_and(|text| !case.cites(text.at, "ilmoittajansuojelu"))
    }),
    ("retention.of-bookkeeping", |case, at| under_act(case, at, "kirjanpitolaki")),
    ("retention.of-due-diligence", |case, at| under_act(case, at, "rahanpesulaki")),
    // Consent is freely given only where one may do without (Art. 4(11), 7(4)): what is asked for on consent alone cannot be owed.
    ("category.freely-consented", |case, at| {
        let owed = category(case, at)
            .and_then(|(_, c)| c.required.as_ref())
            .is_some_and(|leaf| matches!(leaf.value, Requirement::Statutory | Requirement::Contractual));
        let on_consent = |p: &Purpose<'_>| !p.basis.is_empty() && p.basis.iter().all(|leaf| leaf.value == Basis::Consent);
        !(owed && users(case, at).next().is_some() && users(case, at).all(on_consent))
    }),
    ("retention.by-own-choice", |case, at| {
        let bound = [Basis::Consent, Basis::LegalObligation, Basis::PublicTask];
        !covered(case, at).0.iter().any(|p| bound.iter().any(|basis| rests_on(case.notice, *p, *basis)))
    }),
    ("disclosure.of-health-data", |case, at| {
        let Some(entry) = case.notice.disclosures.iter().find(|d| d.at == at) else { return false };
        let given = resolve(entry.data_categories.as_deref(), &case.facts.ids.data_categories);
        given.iter().any(|c| case.notice.data_categories[*c].special_categories.iter().any(|leaf| leaf.value == "health"))
    }),
];

fn kinds<'n>(case: &Case<'n, '_>) -> impl Iterator<Item = &'n str> {
    case.notice.register.iter().flat_map(|register| register.kind.iter().map(|leaf| leaf.value))
}

fn is_kind(case: &Case<'_, '_>, kind: &str) -> bool {
    kinds(case).any(|own| own == kind)
}

/// Whether the register is of these kinds and of no other.
fn only(case: &Case<'_, '_>, allowed: &[&str]) -> bool {
    kinds(case).next().is_some() && kinds(case).all(|kind| allowed.contains(&kind))
}

fn of_staff(case: &Case<'_, '_>) -> bool {
    is_kind(case, "employees") || is_kind(case, "recruitment")
}

fn category<'n, 't>(case: &Case<'n, 't>, at: NodeId) -> Option<(usize, &'n DataCategory<'t>)> {
    case.notice.data_categories.iter().enumerate().find(|(_, category)| category.at == at)
}

fn contains(category: &DataCategory<'_>, what: &str) -> bool {
    category.contains.iter().any(|leaf| leaf.value == what)
}

/// The purposes that use a category.
fn users<'n, 't>(case: &Case<'n, 't>, at: NodeId) -> impl Iterator<Item = &'n Purpose<'t>> {
    let index = category(case, at).map(|(index, _)| index);
    let used = case.facts.purpose_categories.iter();
    case.notice.purposes.iter().zip(used).filter(move |(_, used)| index.is_some_and(|index| used.contains(&index))).map(|(purpose, _)| purpose)
}

fn purpose_cites(case: &Case<'_, '_>, purpose: &Purpose<'_>, statute: &str) -> bool {
    purpose.statute.is_some_and(|text| case.cites(text.at, statute))
}

/// Whether an act sets how long the data of a retention entry are kept: the entry cites it, or cites nothing and serves only obligations that cite it.
fn under_act(case: &Case<'_, '_>, at: NodeId, act: &str) -> bool {
    let Some(entry) = case.notice.retention.iter().find(|entry| entry.at == at) else { return false };
    if let Some(text) = entry.statute {
        return case.cites(text.at, act);
    }
    let obliged = |p: &usize| {
        let purpose = &case.notice.purposes[*p];
        purpose.basis.iter().all(|leaf| leaf.value == Basis::LegalObligation) && !purpose.basis.is_empty() && purpose_cites(case, purpose, act)
    };
    // Of one category among those of the purpose the act need not speak.
    let (purposes, _) = covered(case, at);
    entry.data_categories.is_none() && !purposes.is_empty() && purposes.iter().all(obliged)
}

/// The purposes a retention entry is about, and of their data those it covers, as indexes.
fn covered(case: &Case<'_, '_>, at: NodeId) -> (Vec<usize>, Vec<usize>) {
    let Some(entry) = case.notice.retention.iter().find(|entry| entry.at == at) else { return (Vec::new(), Vec::new()) };
    let (purposes, mut categories) = retention::reach(case.notice, &case.facts.ids, entry);
    categories.retain(|category| purposes.iter().any(|p| case.facts.purpose_categories[*p].contains(category)));
    (purposes, categories)
}

/// Whether the rest of the notice bears out the ground given for the identity code; only what is certain is doubted.
fn identity_ground_backed(case: &Case<'_, '_>, category: &DataCategory<'_>) -> bool {
    // Registers that are neither an employer's nor a care provider's.
    const FAR_FROM_WORK: &[&str] = &["marketing", "website", "events", "housing", "pupils"];
    const FAR_FROM_CARE: &[&str] = &["marketing", "website", "events", "housing", "recruitment", "suppliers", "camera", "access-control"];
    let uses = || users(case, category.at);
    let rests = |bases: &[Basis]| uses().any(|p| p.basis.iter().any(|leaf| bases.contains(&leaf.value)));
    let named = || uses().any(|p| p.statute.is_some());
    if uses().next().is_none() {
        return true;
    }
    let workplace = case.notice.register.as_ref().is_some_and(|r| r.workplace == Some(true));
    match category.identity_code_ground.map(|ground| ground.value) {
        Some("consent") => rests(&[Basis::Consent]),
        // A duty or task whose statute is not named is told elsewhere.
        Some("statute" | "statutory-task") => named() || rests(&[Basis::LegalObligation, Basis::PublicTask, Basis::Statute]),
        Some("employment") => workplace || !only(case, FAR_FROM_WORK),
        Some("health-care") => !only(case, FAR_FROM_CARE),
        _ => true,
    }
}

/// Whether the controller's name says that it is a registered association: "ry", in Swedish "rf".
fn registered_association(case: &Case<'_, '_>) -> bool {
    let Some(name) = case.notice.controller.as_ref().and_then(|c| c.name) else { return false };
    let says =
        |lang: Lang| case.notice.said(name, lang).is_some_and(|said| said.text.split([' ', ',']).any(|word| matches!(word, "ry" | "rf" | "r.y." | "r.f.")));
    case.notice.languages.iter().any(|lang| says(*lang))
}
