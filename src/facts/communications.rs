//! Facts about direct marketing and cookies (917/2014 200-205 §, 516/2004 7 and 26-27 § before it).
//! Never decides what follows from a fact.

use super::named::{Case, OfEntry, OfNotice};
use crate::notice::choice::Basis;
use crate::notice::model::DirectMarketing;
use crate::notice::tree::NodeId;

/// Ways in which a text says that there are no cookies.
const NO_COOKIES: &[&str] = &[
    "emme käytä",
    "ei käytä",
    "ei käytetä",
    "ei ole käytössä",
    "ei aseteta",
    "emme aseta",
    "ei tallenneta",
    "använder inte",
    "använder inga",
    "används inte",
    "används inga",
    "inga kakor",
    "inga cookies",
    "do not use",
    "does not use",
    "don't use",
    "not used",
    "no cookies",
];

/// Facts of the whole notice.
pub const OF_NOTICE: &[(&str, OfNotice)] = &[
    ("cookies-need-consent", |case| {
        case.notice.cookie_items.iter().any(|item| item.kind.is_some_and(|kind| matches!(kind.value, "preferences" | "statistics" | "marketing")))
    }),
    ("cookies-used", |case| {
        let denied = |text: &str| NO_COOKIES.iter().any(|phrase| text.to_lowercase().contains(phrase));
        case.notice.cookies.as_ref().is_some_and(|cookies| !cookies.text.is_some_and(|text| case.says(text.at, denied)))
    }),
    ("marketing-to-consumers", |case| case.notice.direct_marketing.iter().any(|dm| dm.to.is_none_or(|to| to.value == "consumers"))),
    ("marketing-to-organisations", |case| case.notice.direct_marketing.iter().any(|dm| dm.to.is_some_and(|to| to.value == "organisations"))),
    ("purposes-told", |case| !case.notice.purposes.is_empty()),
    ("purposes-on-consent", |case| case.notice.purposes.iter().any(|p| p.basis.iter().any(|leaf| leaf.value == Basis::Consent))),
];

/// Facts of one entry of `direct-marketing`.
pub const OF_ENTRY: &[(&str, OfEntry)] = &[
    // What is not said to go to organisations goes to consumers.
    ("marketing.to-consumers", |case, at| by(case, at, |dm| dm.to.is_none_or(|to| to.value == "consumers"))),
    ("marketing.to-organisations", |case, at| by(case, at, |dm| dm.to.is_some_and(|to| to.value == "organisations"))),
    ("marketing.electronic", |case, at| {
        by(case, at, |dm| dm.channels.iter().any(|c| matches!(c.value, "email" | "sms" | "messaging" | "automated-call" | "fax")))
    }),
    ("marketing.by-machine", |case, at| by(case, at, |dm| dm.channels.iter().any(|c| matches!(c.value, "automated-call" | "fax")))),
    ("marketing.for-others", |case, at| by(case, at, |dm| dm.products.is_some_and(|p| matches!(p.value, "group" | "partners")))),
    ("marketing.consented", |case, at| {
        // Where the entry gives no basis, the purposes may.
        let of_purposes = || case.notice.purposes.iter().any(|p| p.basis.iter().any(|leaf| leaf.value == Basis::Consent));
        by(case, at, |dm| dm.basis.iter().any(|leaf| leaf.value == Basis::Consent) || (dm.basis.is_empty() && of_purposes()))
    }),
];

fn by(case: &Case<'_, '_>, at: NodeId, holds: impl Fn(&DirectMarketing<'_>) -> bool) -> bool {
    case.notice.direct_marketing.iter().any(|dm| dm.at == at && holds(dm))
}
