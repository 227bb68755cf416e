//! The rights a person has, from the bases of the purposes (Arts 15-22, 7(3), 77) or from 523/1999 26, 29 and 30 §.
//! Never decides whether a notice may withhold one; it says which ground was given and whether that ground reaches the right.

use super::articles::CategoryFact;
use super::rests_on;
use crate::law::Law;
use crate::notice::choice::{Basis, Regime, Right};
use crate::notice::model::NotGranted;
use crate::notice::{Notice, tree::NodeId};

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In full.
    Granted,
    /// For some purposes only, or not so far as processing is necessary for a legal obligation or a public task (Art. 17(3)(b)).
    Limited,
    /// Withheld by a ground in law that reaches it.
    Lifted,
}

/// One right of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightFact {
    /// Which.
    pub right: Right,
    /// How far it reaches.
    pub standing: Standing,
    /// The purposes it reaches, as indexes; all where every purpose is reached.
    pub purposes: Vec<usize>,
    /// The nodes it follows from: bases, direct marketing entries.
    pub because: Vec<NodeId>,
    /// Whether it also stops direct marketing without condition (Art. 21(2)-(3)); for objection only.
    pub direct_marketing: bool,
    /// The entry of `rights.not-granted` about it.
    pub refusal: Option<NodeId>,
    /// The purposes for which the entry's ground lifts it, as indexes.
    pub lifted: Vec<usize>,
}

impl RightFact {
    /// Whether the notice owes it: erasure falls away where every purpose is a legal obligation or a public task (Art. 17(3)(b)).
    #[must_use]
    pub fn due(&self, purposes: usize) -> bool {
        self.right != Right::Erasure || purposes == 0 || !self.purposes.is_empty()
    }
}

/// Whether processing is by automated means at all: not where only paper is described.
#[must_use]
pub fn automated(notice: &Notice<'_>) -> bool {
    let paper = notice.protection.as_ref().is_some_and(|p| p.manual.is_some() && p.electronic.is_none());
    !(paper && notice.measures.iter().all(|m| m.kind.is_some_and(|kind| kind.value == "manual")))
}

pub(super) fn of(notice: &Notice<'_>, law: &Law, regime: Option<Regime>, categories: &[CategoryFact], purpose_categories: &[Vec<usize>]) -> Vec<RightFact> {
    let derived = match regime {
        Some(Regime::Gdpr) => gdpr(notice, categories, purpose_categories),
        Some(Regime::HenkiloTietolaki) => [Right::Access, Right::Rectification, Right::Prohibition].into_iter().map(|right| plain(right, notice)).collect(),
        None => Vec::new(),
    };
    derived.into_iter().map(|fact| withheld(notice, law, fact)).collect()
}

fn plain(right: Right, notice: &Notice<'_>) -> RightFact {
    RightFact {
        right,
        standing: Standing::Granted,
        purposes: (0..notice.purposes.len()).collect(),
        because: Vec::new(),
        direct_marketing: false,
        refusal: None,
        lifted: Vec::new(),
    }
}

fn gdpr(notice: &Notice<'_>, categories: &[CategoryFact], purpose_categories: &[Vec<usize>]) -> Vec<RightFact> {
    let all = || 0..notice.purposes.len();
    let on = |bases: &[Basis]| -> Vec<usize> { all().filter(|p| bases.iter().any(|basis| rests_on(notice, *p, *basis))).collect() };
    let nodes = |bases: &[Basis]| -> Vec<NodeId> {
        notice.purposes.iter().flat_map(|p| &p.basis).filter(|leaf| bases.contains(&leaf.value)).map(|leaf| leaf.at).collect()
    };
    // Explicit consent under Art. 9(2)(a) opens withdrawal and portability as consent does.
    let explicit: Vec<(usize, NodeId)> = notice
        .purposes
        .iter()
        .enumerate()
        .flat_map(|(p, purpose)| purpose.special_condition.iter().filter(|leaf| leaf.value == "explicit-consent").map(move |leaf| (p, leaf.at)))
        .collect();
    let with_explicit = |mut purposes: Vec<usize>| {
        purposes.extend(explicit.iter().map(|(p, _)| *p));
        purposes.sort_unstable();
        purposes.dedup();
        purposes
    };
    let mut rights = vec![plain(Right::Access, notice), plain(Right::Rectification, notice)];

    let duties = [Basis::LegalObligation, Basis::PublicTask];
    let erasable: Vec<usize> =
        all().filter(|p| notice.purposes[*p].basis.is_empty() || notice.purposes[*p].basis.iter().any(|leaf| !duties.contains(&leaf.value))).collect();
    let limits = nodes(&duties);
    rights.push(RightFact {
        standing: if limits.is_empty() { Standing::Granted } else { Standing::Limited },
        purposes: erasable,
        because: limits,
        ..plain(Right::Erasure, notice)
    });
    rights.push(plain(Right::Restriction, notice));

    // Only what the person provided moves (Art. 20(1)): data a purpose uses that are collected from the person.
    let provided = |p: &usize| {
        categories.is_empty()
            || purpose_categories.get(*p).is_some_and(|used| used.iter().any(|c| categories.get(*c).is_some_and(|c| c.article_13 || c.sources.is_empty())))
    };
    let mut movable = with_explicit(on(&[Basis::Consent, Basis::Contract]));
    movable.retain(provided);
    if !movable.is_empty() && automated(notice) {
        let mut because = nodes(&[Basis::Consent, Basis::Contract]);
        because.extend(explicit.iter().map(|(_, at)| *at));
        rights.push(partial(Right::Portability, notice, movable, because));
    }

    let grounds = [Basis::PublicTask, Basis::LegitimateInterests];
    let objectable = on(&grounds);
    let research = notice.register.as_ref().is_some_and(|r| r.kind.iter().any(|kind| kind.value == "research"));
    if !objectable.is_empty() || !notice.direct_marketing.is_empty() || research {
        let mut because = nodes(&grounds);
        because.extend(notice.direct_marketing.iter().map(|dm| dm.at));
        rights.push(RightFact { direct_marketing: !notice.direct_marketing.is_empty(), ..partial(Right::Objection, notice, objectable, because) });
    }

    let consented = with_explicit(on(&[Basis::Consent]));
    let mut because = nodes(&[Basis::Consent]);
    because.extend(explicit.iter().map(|(_, at)| *at));
    because.extend(notice.direct_marketing.iter().flat_map(|dm| &dm.basis).filter(|leaf| leaf.value == Basis::Consent).map(|leaf| leaf.at));
    if !because.is_empty() {
        rights.push(partial(Right::WithdrawConsent, notice, consented, because));
    }
    if let Some(decisions) = &notice.automated_decisions {
        rights.push(RightFact { because: vec![decisions.at], ..plain(Right::NoAutomatedDecision, notice) });
    }
    rights.push(plain(Right::Complaint, notice));
    rights
}

fn partial(right: Right, notice: &Notice<'_>, purposes: Vec<usize>, because: Vec<NodeId>) -> RightFact {
    let standing = if purposes.len() == notice.purposes.len() { Standing::Granted } else { Standing::Limited };
    RightFact { right, standing, purposes, because, direct_marketing: false, refusal: None, lifted: Vec::new() }
}

fn withheld(notice: &Notice<'_>, law: &Law, fact: RightFact) -> RightFact {
    let Some(entry) = notice.not_granted.iter().find(|entry| entry.key.is_some_and(|key| key.value == fact.right)) else { return fact };
    let lifted = lifted(notice, law, entry, fact.right).unwrap_or_default();
    let whole = !lifted.is_empty() && lifted.len() == notice.purposes.len();
    let standing = if whole { Standing::Lifted } else { fact.standing };
    let purposes = fact.purposes.iter().copied().filter(|p| whole || !lifted.contains(p)).collect();
    RightFact { refusal: Some(entry.at), standing, lifted, purposes, ..fact }
}

/// The purposes for which a ground in law lifts a right: all those the entry names (or all there are) must be of the kind, on the bases and under the
/// statute the ground is for. `None` where it does not reach.
#[must_use]
pub fn lifted(notice: &Notice<'_>, law: &Law, entry: &NotGranted<'_>, right: Right) -> Option<Vec<usize>> {
    let ground = law.ground(entry.ground?.value)?;
    // The right to stop direct marketing is absolute (Art. 21(2)-(3)): no ground reaches it.
    let absolute = right == Right::Objection && !notice.direct_marketing.is_empty();
    let kinds: Vec<&str> = notice.register.as_ref().map_or_else(Vec::new, |r| r.kind.iter().map(|leaf| leaf.value).collect());
    let of_kind = ground.kinds.is_empty() || kinds.iter().any(|kind| ground.kinds.iter().any(|k| k == kind));
    let mixed = !ground.kinds.is_empty() && kinds.iter().any(|kind| !ground.kinds.iter().any(|k| k == kind));
    if absolute || !of_kind || ((mixed || ground.purposes_named) && entry.purposes.is_none()) || !ground.rights.iter().any(|r| r == right.key()) {
        return None;
    }
    let ids: Vec<String> = notice.purposes.iter().map(|p| notice.id(p.id, p.name).unwrap_or_default()).collect();
    let purposes = super::resolve(entry.purposes.as_deref(), &ids);
    let fits = |index: &usize| {
        let purpose = &notice.purposes[*index];
        let on_bases =
            ground.bases.is_empty() || (!purpose.basis.is_empty() && purpose.basis.iter().all(|leaf| ground.bases.iter().any(|b| b == leaf.value.key())));
        let statute = purpose.statute.and_then(|text| notice.said(text, notice.first_language()));
        on_bases && ground.cited.as_ref().is_none_or(|number| statute.is_some_and(|said| said.text.contains(number.as_str())))
    };
    (!purposes.is_empty() && purposes.iter().all(fits)).then_some(purposes)
}
