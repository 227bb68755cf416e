//! Facts by name, for rules: `article-14` of the notice, `purpose.retention-covered` of an entry.
//! Never decides what follows from a fact.

mod decisions;
mod declared;
mod loose;
mod promises;

use super::{Facts, communications, contacts, national, rights};
use crate::law::Law;
use crate::notice::choice::{Basis, ContactRole, Regime};
use crate::notice::model::{Contact, Party, Text};
use crate::notice::tree::NodeId;
use crate::notice::{FORMAT, Notice};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a fact is derived from.
#[derive(Clone, Copy)]
pub struct Case<'a, 't> {
    /// The notice.
    pub notice: &'a Notice<'t>,
    /// Its facts.
    pub facts: &'a Facts,
    /// The law.
    pub law: &'a Law,
}

/// A named fact of the whole notice.
pub type OfNotice = fn(&Case<'_, '_>) -> bool;
/// A named fact of one entry.
pub type OfEntry = fn(&Case<'_, '_>, NodeId) -> bool;

/// Facts of the whole notice; more of them by meaning in the files below.
const OF_NOTICE: &[(&str, OfNotice)] = &[
    ("article-13", |case| case.facts.article_13),
    ("article-14", |case| case.facts.article_14),
    ("controller-named", |case| case.notice.controller.as_ref().is_some_and(|c| c.name.is_some())),
    ("controller-reachable", |case| {
        let for_people = |c: &&Contact<'_>| c.role.iter().any(|role| matches!(role.value, ContactRole::Register | ContactRole::Requests));
        case.notice.controller.as_ref().is_some_and(reachable) || case.notice.contacts.iter().filter(for_people).any(contact_reachable)
    }),
    ("controller-outside-eea", |case| controller_country(case).is_some_and(|code| !case.law.in_eea(code, case.facts.day))),
    ("representative-named", |case| case.notice.representative.as_ref().is_some_and(|r| r.name.is_some() && reachable(r))),
    ("dpo-expected", |case| {
        let authority = case.notice.controller.as_ref().is_some_and(|c| c.public_authority == Some(true));
        let declared = case.notice.declares.as_ref().is_some_and(|d| d.dpo == Some(true));
        authority || declared || contacts(case.notice, ContactRole::Dpo).next().is_some()
    }),
    ("dpo-reachable", |case| contacts(case.notice, ContactRole::Dpo).any(contact_reachable)),
    ("recipients-told", |case| !case.facts.recipients.is_empty() || case.notice.declares.as_ref().is_some_and(|d| d.disclosures == Some(false))),
    ("disclosures-told", |case| !case.notice.disclosures.is_empty() || case.notice.declares.as_ref().is_some_and(|d| d.disclosures == Some(false))),
    ("transfers-told", |case| {
        !case.facts.transfers.is_empty() || !case.notice.transfers.is_empty() || case.notice.declares.as_ref().is_some_and(|d| d.transfers.is_some())
    }),
    ("transfers-exist", |case| !case.facts.transfers.is_empty()),
    ("transfers-not-denied", |case| case.notice.declares.as_ref().is_none_or(|d| d.transfers != Some(false))),
    ("retention-told", |case| !case.notice.retention.is_empty()),
    ("retention-complete", |case| case.facts.retention.iter().all(|cover| cover.complete)),
    ("authority-told", |case| {
        case.notice.complaint.as_ref().is_some_and(|c| c.authority.is_some())
            || supervisor_country(case).is_some_and(|code| case.law.authority(code).is_some() && !alandic_authority(case))
    }),
    // The Ombudsman of Finland is the authority of a controller in Finland, Åland's own authorities aside; joint controllers may have another.
    ("ombudsman-competent", |case| {
        let at_home = |party: &Party<'_>| party.country.is_none_or(|country| matches!(country.value, "FI" | "AX"));
        supervisor_country(case).is_some_and(|code| matches!(code, "FI" | "AX"))
            && !alandic_authority(case)
            && case.notice.joint_controllers.iter().all(at_home)
    }),
    ("rights-route", |case| {
        let own = case.notice.rights.as_ref().is_some_and(|r| r.how.is_some() || r.contact.is_some());
        let noted = case.notice.right_notes.iter().any(|note| note.how.is_some() || note.text.is_some());
        own || (noted && case.notice.contacts.iter().any(contact_reachable)) || contacts(case.notice, ContactRole::Requests).any(contact_reachable)
    }),
    // Somebody to turn to is enough to use a right, whoever it is.
    ("rights-usable", |case| {
        let own = case.notice.rights.as_ref().is_some_and(|r| r.how.is_some() || r.contact.is_some());
        own || case.notice.right_notes.iter().any(|note| note.how.is_some()) || case.notice.contacts.iter().any(contact_reachable)
    }),
    ("regime-fits", |case| {
        let written = case.notice.head.as_ref().and_then(|head| head.regime).map(|leaf| leaf.value);
        written.is_none() || case.facts.regime.is_none() || case.facts.regime == written
    }),
    ("regime-gdpr", |case| case.notice.regime() == Regime::Gdpr),
];

/// Facts of one entry, by the list they belong to; more of them by meaning in the files below.
const OF_ENTRY: &[(&str, OfEntry)] = &[
    ("category.article-13", |case, at| case.facts.category(at).is_some_and(|c| c.article_13)),
    ("category.article-14", |case, at| case.facts.category(at).is_some_and(|c| c.article_14)),
    ("purpose.basis-in-gdpr", |case, at| {
        case.notice.purposes.iter().any(|p| p.at == at && !p.basis.is_empty() && p.basis.iter().all(|leaf| leaf.value.in_gdpr()))
    }),
    ("purpose.on-legitimate-interests", |case, at| basis(case, at, |b| b == Basis::LegitimateInterests)),
    ("purpose.retention-covered", |case, at| case.facts.retention.iter().any(|cover| cover.at == at && cover.complete)),
    ("source.article-14", |case, at| case.notice.sources.iter().any(|s| s.at == at && s.kind.is_some_and(|kind| !kind.value.from_the_person()))),
    ("retention.says-how-long", |case, at| {
        let said = |key: &str| case.notice.tree.get(at, key).is_some();
        said("period") || said("criterion") || case.notice.tree.bool_at(at, "permanent") == Some(true)
    }),
    ("refusal.lifted", |case, at| {
        case.notice.not_granted.iter().any(|e| e.at == at && e.key.is_some_and(|key| rights::lifted(case.notice, case.law, e, key.value).is_some()))
    }),
    ("refusal.due", |case, at| {
        case.notice.not_granted.iter().any(|e| {
            e.at == at && e.key.is_some_and(|key| case.facts.rights.iter().any(|right| right.right == key.value && right.due(case.notice.purposes.len())))
        })
    }),
];

/// Facts of one derived transfer.
pub type OfTransfer = fn(&Case<'_, '_>, &super::TransferFact) -> bool;

/// Facts of transfers, for `each = "facts.transfers"`.
const OF_TRANSFER: &[(&str, OfTransfer)] = &[
    ("transfer.founded", |_, t| t.status != super::TransferStatus::Unfounded),
    ("transfer.adequacy-reaches", |_, t| t.status != super::TransferStatus::NotAdequate),
    ("transfer.country-named", |case, t| t.country.is_some() || t.entry.is_some_and(|e| case.notice.transfers[e].organisation.is_some())),
    ("transfer.needs-copy", |_, t| match t.status {
        super::TransferStatus::Safeguarded(m) | super::TransferStatus::Derogation(m) => m.needs_copy(),
        _ => false,
    }),
    ("transfer.copy-told", |case, t| t.entry.is_some_and(|e| case.notice.transfers[e].copy_from.is_some())),
];

/// What a fact found wanting, for the words of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// The name of an entry.
    Text(Text),
    /// An id of the format.
    Id(String),
}

/// What a fact of the notice, or of an entry, found wanting.
pub type Wanting = fn(&Case<'_, '_>, Option<NodeId>) -> Vec<Named>;

const ALL_OF_NOTICE: &[&[(&str, OfNotice)]] =
    &[OF_NOTICE, decisions::OF_NOTICE, declared::OF_NOTICE, loose::OF_NOTICE, promises::OF_NOTICE, national::OF_NOTICE, communications::OF_NOTICE];
const ALL_OF_ENTRY: &[&[(&str, OfEntry)]] = &[OF_ENTRY, decisions::OF_ENTRY, loose::OF_ENTRY, promises::OF_ENTRY, national::OF_ENTRY, communications::OF_ENTRY];
const ALL_WANTING: &[&[(&str, Wanting)]] = &[WANTING, decisions::WANTING, promises::WANTING];

const WANTING: &[(&str, Wanting)] = &[
    // The categories of the purpose whose retention is not told.
    ("purpose.retention-covered", |case, at| {
        let cover = case.facts.retention.iter().find(|cover| Some(cover.at) == at);
        let open = cover.into_iter().flat_map(|cover| &cover.pairs).filter(|(_, entries)| entries.is_empty());
        open.filter_map(|(category, _)| case.notice.data_categories[*category].name).map(Named::Text).collect()
    }),
];

/// A named fact, by what it is asked of.
#[derive(Clone, Copy)]
pub enum Fact {
    /// The whole notice.
    Notice(OfNotice),
    /// One entry.
    Entry(OfEntry),
    /// One derived transfer.
    Transfer(OfTransfer),
}

/// Facts by their names: asked for every rule and entry, so looked up once and known by their numbers.
struct Index {
    /// Those of the whole notice first.
    facts: Vec<Fact>,
    /// How many those are.
    of_notice: usize,
    numbers: BTreeMap<&'static str, u32>,
    wanting: BTreeMap<&'static str, Wanting>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let notice = ALL_OF_NOTICE.iter().copied().flatten().map(|(name, of)| (*name, Fact::Notice(*of)));
    let entry = ALL_OF_ENTRY.iter().copied().flatten().map(|(name, of)| (*name, Fact::Entry(*of)));
    let transfer = OF_TRANSFER.iter().map(|(name, of)| (*name, Fact::Transfer(*of)));
    let (names, facts): (Vec<&'static str>, Vec<Fact>) = notice.chain(entry).chain(transfer).unzip();
    let of_notice = facts.iter().filter(|fact| matches!(fact, Fact::Notice(_))).count();
    let wanting = ALL_WANTING.iter().copied().flatten().copied().collect();
    Index { facts, of_notice, numbers: names.into_iter().zip(0..).collect(), wanting }
});

/// The number of a fact by its name; one that no fact has where there is no such fact.
#[must_use]
pub fn number(name: &str) -> u32 {
    INDEX.numbers.get(name).copied().unwrap_or(u32::MAX)
}

/// A fact by its number.
#[must_use]
pub fn fact(number: u32) -> Option<Fact> {
    INDEX.facts.get(number as usize).copied()
}

/// How many facts are of the whole notice: they have the first numbers.
#[must_use]
pub fn of_whole() -> usize {
    INDEX.of_notice
}

/// What the fact of that name found wanting; nothing where the fact names nothing.
#[must_use]
pub fn wanting(name: &str, case: &Case<'_, '_>, entry: Option<NodeId>) -> Vec<Named> {
    INDEX.wanting.get(name).map_or_else(Vec::new, |of| of(case, entry))
}

/// Names of facts that rules may use.
pub fn names() -> impl Iterator<Item = &'static str> {
    let notice = ALL_OF_NOTICE.iter().copied().flatten().map(|(name, _)| *name);
    let entry = ALL_OF_ENTRY.iter().copied().flatten().map(|(name, _)| *name);
    notice.chain(entry).chain(OF_TRANSFER.iter().map(|(name, _)| *name))
}

impl Case<'_, '_> {
    /// Whether a text cites a statute, in any of its languages.
    #[must_use]
    pub fn cites(&self, at: NodeId, statute: &str) -> bool {
        self.law.statute(statute).is_some_and(|statute| self.says(at, |text| statute.is_cited_in(text)))
    }

    /// Whether what is written at a node holds, in any of its languages.
    pub fn says(&self, at: NodeId, holds: impl Fn(&str) -> bool) -> bool {
        let tree = self.notice.tree;
        tree.str(at).into_iter().chain(tree.children(at).iter().filter_map(|child| tree.str(*child))).any(holds)
    }
}

fn basis(case: &Case<'_, '_>, at: NodeId, fits: impl Fn(Basis) -> bool) -> bool {
    case.notice.purposes.iter().any(|p| p.at == at && p.basis.iter().any(|leaf| fits(leaf.value)))
}

/// Whether the party can be reached: by post, phone or e-mail.
fn reachable(party: &Party<'_>) -> bool {
    (party.street.is_some() && party.city.is_some()) || party.phone.is_some() || party.email.is_some()
}

fn contact_reachable(contact: &Contact<'_>) -> bool {
    contact.phone.is_some() || contact.email.is_some() || contact.address.is_some()
}

/// The controller's country; Finland where it gives none.
fn controller_country<'t>(case: &Case<'_, 't>) -> Option<&'t str> {
    // A code that is no country is its own finding; nothing follows from it.
    let known = |code: &&str| case.law.country(code).is_some();
    case.notice.controller.as_ref().map(|c| c.country.map(|leaf| leaf.value).filter(known).unwrap_or("FI"))
}

/// The country whose authority a complaint goes to by default: the controller's, or its representative's when it is outside the EEA.
#[must_use]
pub fn supervisor_country<'t>(case: &Case<'_, 't>) -> Option<&'t str> {
    let own = controller_country(case);
    match own {
        Some(code) if case.law.in_eea(code, case.facts.day) => own,
        Some(_) => case.notice.representative.as_ref().map(|r| r.country.map_or("FI", |leaf| leaf.value)),
        // Without a controller the complaint would go to the authority of the country this tool serves; the missing controller is its own finding.
        None => Some("FI"),
    }
}

/// Åland's own authorities have a supervisor of their own, which they name; its private controllers fall under the Ombudsman.
fn alandic_authority(case: &Case<'_, '_>) -> bool {
    controller_country(case) == Some("AX") && case.notice.controller.as_ref().is_some_and(|c| c.public_authority == Some(true))
}

/// Whether a list of the notice can be walked by `each`.
#[must_use]
pub fn is_list(path: &str) -> bool {
    path == "facts.transfers" || FORMAT.table(path).is_some_and(|table| table.form == crate::notice::spec::Form::List)
}
