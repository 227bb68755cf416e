//! Who gets data, in which countries, and what makes a transfer outside the EEA lawful on the day.
//! Never judges whether a mechanism is enough in the case at hand.

use super::{Ids, resolve};
use crate::day::Day;
use crate::law::{Adequacy, Law, Scope};
use crate::notice::choice::{Mechanism, RecipientRole};
use crate::notice::model::Text;
use crate::notice::{Notice, tree::NodeId};

/// As what somebody gets data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipientKind {
    /// Decides itself (luovutus); the index into `disclosures`.
    Disclosure(usize),
    /// Works on the controller's behalf; the index into `processors`.
    Processor(usize),
}

/// Somebody who gets data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The entry.
    pub at: NodeId,
    /// As what.
    pub kind: RecipientKind,
    /// Its name.
    pub name: Option<Text>,
    /// The categories it gets, as indexes.
    pub categories: Vec<usize>,
    /// Countries, with their nodes.
    pub countries: Vec<(String, NodeId)>,
}

/// What makes a transfer lawful on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferStatus {
    /// An adequacy decision in force (Art. 45).
    Adequate,
    /// Adequacy is claimed, or open only to certified recipients, and there is none that reaches this one.
    NotAdequate,
    /// Safeguards of Arts 46-47.
    Safeguarded(Mechanism),
    /// A derogation of Art. 49.
    Derogation(Mechanism),
    /// Nothing is named.
    Unfounded,
}

/// One transfer outside the EEA.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferFact {
    /// Where a finding about it belongs: the transfer entry, else the recipient's country.
    pub at: NodeId,
    /// The entry of `transfers`, as an index.
    pub entry: Option<usize>,
    /// The recipients, as indexes.
    pub recipients: Vec<usize>,
    /// The country's code, where one is named.
    pub country: Option<String>,
    /// What makes it lawful.
    pub status: TransferStatus,
    /// The adequacy decision in force for the country that day, whether or not it reaches the recipient.
    pub decision: Option<Adequacy>,
}

pub(super) fn recipients(notice: &Notice<'_>, ids: &Ids) -> Vec<Recipient> {
    let countries = |list: &[crate::notice::model::Leaf<&str>]| list.iter().map(|leaf| (leaf.value.to_string(), leaf.at)).collect();
    let disclosures = notice.disclosures.iter().enumerate().map(|(index, entry)| Recipient {
        at: entry.at,
        kind: RecipientKind::Disclosure(index),
        name: entry.name,
        categories: resolve(entry.data_categories.as_deref(), &ids.data_categories),
        countries: countries(&entry.country),
    });
    let processors = notice.processors.iter().enumerate().map(|(index, entry)| Recipient {
        at: entry.at,
        kind: RecipientKind::Processor(index),
        name: entry.name,
        categories: resolve(entry.data_categories.as_deref(), &ids.data_categories),
        countries: countries(&entry.country),
    });
    disclosures.chain(processors).collect()
}

/// Joins the countries of recipients with the entries of `transfers`: an entry covers the recipients it names, else those in its country.
pub(super) fn transfers(notice: &Notice<'_>, law: &Law, day: Day, recipients: &[Recipient]) -> Vec<TransferFact> {
    let ids: Vec<String> = notice
        .disclosures
        .iter()
        .map(|e| (e.id, e.name))
        .chain(notice.processors.iter().map(|e| (e.id, e.name)))
        .map(|(id, name)| notice.id(id, name).unwrap_or_default())
        .collect();
    let outside = |code: &str| law.country(code).is_some() && law.is_third_country(code, day);
    let is_authority = |r: &usize| match recipients[*r].kind {
        RecipientKind::Disclosure(index) => notice.disclosures[index].role.is_some_and(|role| role.value == RecipientRole::Authority),
        RecipientKind::Processor(_) => false,
    };
    let mut covered: Vec<(usize, String)> = Vec::new();
    let mut facts = Vec::new();
    for (index, entry) in notice.transfers.iter().enumerate() {
        let country = entry.country.map(|leaf| leaf.value.to_string());
        // Safeguards that a notice names although none were asked (the United Kingdom in early 2021) are told all the same.
        let safeguarded = entry.mechanism.is_some_and(|leaf| leaf.value != Mechanism::Adequacy);
        if country.as_deref().is_some_and(|code| law.in_eea(code, day) || (!law.is_third_country(code, day) && !safeguarded)) {
            continue;
        }
        let mut reached = Vec::new();
        for (r, recipient) in recipients.iter().enumerate() {
            let named = entry.to.as_ref().map(|to| to.iter().any(|leaf| leaf.value == ids[r]));
            let here = recipient.countries.iter().filter(|(code, _)| country.as_ref().map_or_else(|| outside(code), |c| c == code));
            let codes: Vec<String> = here.map(|(code, _)| code.clone()).collect();
            if named == Some(true) || (named.is_none() && !codes.is_empty() && country.is_some()) {
                reached.push(r);
                covered.extend(codes.into_iter().map(|code| (r, code)));
            }
        }
        // An entry that names its recipient but no country is about the country the recipient is in.
        let country =
            country.or_else(|| reached.iter().find_map(|r| recipients[*r].countries.iter().find(|(code, _)| outside(code)).map(|(code, _)| code.clone())));
        let decision = country.as_deref().and_then(|code| law.adequacy(code, day)).cloned();
        let mechanism = entry.mechanism.map(|leaf| leaf.value);
        let status = match mechanism {
            // Decisions on organisations are not in the data: a claim of adequacy for one is neither held true nor false.
            Some(Mechanism::Adequacy) if country.is_none() => TransferStatus::Adequate,
            _ => status(mechanism, decision.as_ref(), entry.certified == Some(true), reached.iter().any(is_authority)),
        };
        facts.push(TransferFact { at: entry.at, entry: Some(index), recipients: reached, country, status, decision });
    }
    for (r, recipient) in recipients.iter().enumerate() {
        for (code, at) in &recipient.countries {
            if outside(code) && !covered.contains(&(r, code.clone())) {
                let decision = law.adequacy(code, day).cloned();
                let status = status(None, decision.as_ref(), false, is_authority(&r));
                facts.push(TransferFact { at: *at, entry: None, recipients: vec![r], country: Some(code.clone()), status, decision });
            }
        }
    }
    facts
}

fn status(mechanism: Option<Mechanism>, decision: Option<&Adequacy>, certified: bool, authority: bool) -> TransferStatus {
    let adequate = decision.is_some_and(|d| match d.scope {
        Scope::All => true,
        Scope::Certified => certified,
        // Decisions on commercial organisations or the private sector do not reach authorities.
        Scope::Commercial | Scope::Private => !authority,
    });
    match mechanism {
        _ if mechanism.is_none_or(|m| m == Mechanism::Adequacy) && adequate => TransferStatus::Adequate,
        Some(Mechanism::Adequacy) => TransferStatus::NotAdequate,
        None => TransferStatus::Unfounded,
        Some(
            m @ (Mechanism::PublicInstrument
            | Mechanism::Bcr
            | Mechanism::SccCommission
            | Mechanism::SccAuthority
            | Mechanism::CodeOfConduct
            | Mechanism::Certification
            | Mechanism::AdHocClauses
            | Mechanism::AdministrativeArrangement),
        ) => TransferStatus::Safeguarded(m),
        Some(m) => TransferStatus::Derogation(m),
    }
}
