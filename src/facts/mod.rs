//! What follows from what was written: pure functions of a notice, the law and a day, each result with the nodes it came from.
//! Never holds words, severity or layout.

pub mod articles;
pub mod communications;
pub mod exemptions;
pub mod named;
pub mod national;
pub mod recipients;
pub mod retention;
pub mod rights;

use crate::day::Day;
use crate::law::Law;
use crate::notice::choice::{Basis, ContactRole, Regime};
use crate::notice::model::Leaf;
use crate::notice::{Notice, Text, tree::NodeId};
pub use articles::CategoryFact;
pub use recipients::{Recipient, RecipientKind, TransferFact, TransferStatus};
pub use retention::Cover;
pub use rights::{RightFact, Standing};

/// The first day the GDPR applied (Art. 99(2)).
pub const GDPR_FROM: Day = Day::new(2018, 5, 25).expect("a day");
/// The first day of 523/1999 (50 §).
pub const OLD_ACT_FROM: Day = Day::new(1999, 6, 1).expect("a day");

/// Everything derived from one notice on one day.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The day.
    pub day: Day,
    /// The law on content that applies that day; `None` before 523/1999.
    pub regime: Option<Regime>,
    /// Ids of each table's entries, in their order; an entry without id or name has an empty one.
    pub ids: Ids,
    /// Per data category.
    pub categories: Vec<CategoryFact>,
    /// Whether some data are collected from the person (Art. 13).
    pub article_13: bool,
    /// Whether some data are obtained elsewhere (Art. 14).
    pub article_14: bool,
    /// Per purpose: the categories it uses, as indexes.
    pub purpose_categories: Vec<Vec<usize>>,
    /// Retention of purpose x category.
    pub retention: Vec<Cover>,
    /// The rights the person has, in the order of the law.
    pub rights: Vec<RightFact>,
    /// Who gets data.
    pub recipients: Vec<Recipient>,
    /// Transfers outside the EEA.
    pub transfers: Vec<TransferFact>,
}

/// See [`Facts::ids`].
#[derive(Debug, Clone, Default)]
pub struct Ids {
    /// `register.parts`.
    pub parts: Vec<String>,
    /// `data-subjects`.
    pub data_subjects: Vec<String>,
    /// `sources`.
    pub sources: Vec<String>,
    /// `data-categories`.
    pub data_categories: Vec<String>,
    /// `purposes`.
    pub purposes: Vec<String>,
    /// `disclosures`, then `processors`.
    pub recipients: Vec<String>,
}

impl Facts {
    /// Derives the facts of a notice as the law stands on `day`.
    #[must_use]
    pub fn of(notice: &Notice<'_>, law: &Law, day: Day) -> Self {
        let ids = Ids::of(notice);
        let regime = match day {
            day if day >= GDPR_FROM => Some(Regime::Gdpr),
            day if day >= OLD_ACT_FROM => Some(Regime::HenkiloTietolaki),
            _ => None,
        };
        let categories = articles::categories(notice, &ids);
        let (article_13, article_14) = articles::whole(notice, &categories);
        let purpose_categories = notice.purposes.iter().map(|p| resolve(p.data_categories.as_deref(), &ids.data_categories)).collect::<Vec<_>>();
        let retention = retention::covers(notice, &ids, &purpose_categories);
        let rights = rights::of(notice, law, regime, &categories, &purpose_categories);
        let recipients = recipients::recipients(notice, &ids);
        let transfers = recipients::transfers(notice, law, day, &recipients);
        Self { day, regime, ids, categories, article_13, article_14, purpose_categories, retention, rights, recipients, transfers }
    }

    /// Whether the data of a category are collected from the person, obtained elsewhere, or both.
    #[must_use]
    pub fn category(&self, at: NodeId) -> Option<&CategoryFact> {
        self.categories.iter().find(|category| category.at == at)
    }
}

impl Ids {
    fn of(notice: &Notice<'_>) -> Self {
        let id = |id: Option<Leaf<&str>>, name: Option<Text>| notice.id(id, name).unwrap_or_default();
        Self {
            parts: notice.parts.iter().map(|e| id(e.id, e.name)).collect(),
            data_subjects: notice.data_subjects.iter().map(|e| id(e.id, e.name)).collect(),
            sources: notice.sources.iter().map(|e| id(e.id, e.name)).collect(),
            data_categories: notice.data_categories.iter().map(|e| id(e.id, e.name)).collect(),
            purposes: notice.purposes.iter().map(|e| id(e.id, e.name)).collect(),
            recipients: notice.disclosures.iter().map(|e| id(e.id, e.name)).chain(notice.processors.iter().map(|e| id(e.id, e.name))).collect(),
        }
    }
}

/// The indexes of the entries a reference names, each once, in the order of the table; all of them where the reference is left out.
#[must_use]
pub fn resolve(refs: Option<&[Leaf<&str>]>, ids: &[String]) -> Vec<usize> {
    match refs {
        None => (0..ids.len()).collect(),
        Some(refs) => (0..ids.len()).filter(|index| refs.iter().any(|leaf| leaf.value == ids[*index] && !ids[*index].is_empty())).collect(),
    }
}

/// Whether a purpose rests on a basis.
#[must_use]
pub fn rests_on(notice: &Notice<'_>, purpose: usize, basis: Basis) -> bool {
    notice.purposes.get(purpose).is_some_and(|p| p.basis.iter().any(|leaf| leaf.value == basis))
}

/// The contacts that serve a role.
pub fn contacts<'n, 't>(notice: &'n Notice<'t>, role: ContactRole) -> impl Iterator<Item = &'n crate::notice::model::Contact<'t>> {
    notice.contacts.iter().filter(move |contact| contact.role.iter().any(|leaf| leaf.value == role))
}
