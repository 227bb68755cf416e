//! Who else: disclosures, processors, transfers outside the EEA. Never states a transfer or safeguard the notice and the law of its day do not give.

use super::said::capital;
use super::{Build, Part};
use crate::document::model::{Block, Definition, Inline, Inlines};
use crate::facts::{TransferFact, TransferStatus, resolve};
use crate::lang::fill;
use crate::law::Scope;
use crate::notice::choice::Mechanism;
use crate::notice::model::Leaf;

impl Build<'_, '_> {
    pub(super) fn disclosures(&self) -> Part {
        let words = &self.words.disclosures;
        if self.notice.disclosures.is_empty() {
            let none = self.notice.declares.as_ref().is_some_and(|d| d.disclosures == Some(false));
            return Part::new("disclosures", if none { vec![Block::paragraph(if self.old { &words.none_old } else { &words.none })] } else { Vec::new() });
        }
        let items = self.notice.disclosures.iter().map(|entry| {
            let mut blocks = entry.purpose.map_or_else(Vec::new, |text| self.prose(text));
            blocks.extend(
                entry
                    .role
                    .map(|role| Block::paragraph(capital(&self.word(if self.old { &self.words.roles_old } else { &self.words.roles }, role.value.key())))),
            );
            blocks.extend(self.recipient_data(&words.data, entry.data_categories.as_deref()));
            let basis = if self.old { &self.words.basis_old } else { &self.words.basis };
            let bases = entry.basis.iter().map(|leaf| vec![Inline::text(self.word(basis, leaf.value.key()))]).collect();
            blocks.extend(self.labelled(&words.basis, self.names(bases)));
            blocks.extend(entry.statute.and_then(|statute| self.labelled(&self.words.purposes.statute, self.label(statute))));
            blocks.extend(self.labelled_words(&words.country, self.countries(&entry.country)));
            if entry.same_group == Some(true) {
                blocks.push(Block::paragraph(&words.group));
            }
            Definition { term: entry.name.map(|name| self.label(name)).unwrap_or_default(), blocks }
        });
        let mut blocks = vec![Block::paragraph(if self.old { &words.some_old } else { &words.some })];
        blocks.push(Block::Definitions { items: items.collect() });
        Part::new("disclosures", blocks)
    }

    pub(super) fn processors(&self) -> Part {
        let words = &self.words.processors;
        if self.notice.processors.is_empty() {
            return Part::new("processors", Vec::new());
        }
        let items = self.notice.processors.iter().map(|entry| {
            let mut blocks: Vec<Block> = entry.service.and_then(|service| self.labelled(&words.service, self.label(service))).into_iter().collect();
            blocks.extend(self.recipient_data(&words.data, entry.data_categories.as_deref()));
            let countries = self.countries(&entry.country);
            let established = entry.established_in.map(|leaf| self.country(leaf.value)).unwrap_or_default();
            if countries == established {
                blocks.extend(self.labelled_words(&words.country_both, countries));
            } else {
                blocks.extend(self.labelled_words(&words.country, countries));
                blocks.extend(self.labelled_words(&words.established, established));
            }
            if entry.same_group == Some(true) {
                blocks.push(Block::paragraph(&self.words.disclosures.group));
            }
            Definition { term: entry.name.map(|name| self.label(name)).unwrap_or_default(), blocks }
        });
        Part::new("processors", vec![Block::paragraph(if self.old { &words.intro_old } else { &words.intro }), Block::Definitions { items: items.collect() }])
    }

    fn recipient_data(&self, label: &str, refs: Option<&[Leaf<&str>]>) -> Option<Block> {
        self.labelled(label, self.category_names(&resolve(refs, &self.facts.ids.data_categories)))
    }

    pub(super) fn transfers(&self) -> Part {
        let words = &self.words.transfers;
        if self.facts.transfers.is_empty() {
            let none = self.notice.declares.as_ref().is_some_and(|d| d.transfers == Some(false));
            let sentence = if self.old { &words.none_old } else { &words.none };
            return Part::new("transfers", if none { vec![Block::paragraph(sentence)] } else { Vec::new() });
        }
        let items = self.facts.transfers.iter().map(|transfer| self.transfer(transfer));
        Part::new("transfers", vec![Block::paragraph(&words.some), Block::Definitions { items: items.collect() }])
    }

    fn transfer(&self, fact: &TransferFact) -> Definition {
        let words = &self.words.transfers;
        let entry = fact.entry.map(|index| &self.notice.transfers[index]);
        let organisation = entry.and_then(|entry| entry.organisation).map(|name| self.label(name));
        let country = fact.country.as_deref().map(|code| vec![Inline::text(self.country(code))]);
        let mut blocks: Vec<Block> = Vec::new();
        // The country names the entry; an organisation beside it is told as well.
        if let (Some(_), Some(name)) = (&country, &organisation) {
            blocks.push(Block::Paragraph { text: name.clone(), lang: None });
        }
        let names: Vec<Inlines> = fact.recipients.iter().filter_map(|r| self.facts.recipients[*r].name).map(|name| self.label(name)).collect();
        blocks.extend(self.labelled(&words.recipient, self.names(names)));
        if let Some(refs) = entry.and_then(|entry| entry.data_categories.as_deref()) {
            blocks.extend(self.recipient_data(&words.data, Some(refs)));
        }
        if !self.old {
            let number = |phrase: &str, number: &str| Block::paragraph(fill(phrase, |_| Some(crate::law::number(number, self.lang))));
            match (&fact.decision, fact.status) {
                (Some(decision), TransferStatus::Adequate) if decision.scope == Scope::Certified => blocks.push(number(&words.certified, &decision.number)),
                (Some(decision), _) if decision.scope == Scope::Commercial => blocks.push(number(&words.adequate_commercial, &decision.number)),
                (Some(decision), _) if decision.scope == Scope::Private => blocks.push(number(&words.adequate_private, &decision.number)),
                (Some(decision), TransferStatus::Adequate) => blocks.push(number(&words.adequate, &decision.number)),
                (Some(decision), _) if decision.scope == Scope::Certified => blocks.push(number(&words.not_certified, &decision.number)),
                (Some(decision), _) => blocks.push(number(&words.adequate, &decision.number)),
                (None, _) if fact.country.is_some() => blocks.push(Block::paragraph(&words.not_adequate)),
                (None, _) => {}
            }
        }
        let mechanism: Option<Mechanism> = match fact.status {
            TransferStatus::Safeguarded(m) | TransferStatus::Derogation(m) => Some(m),
            // An organisation has no decision of a country: what the notice claims is said as its claim.
            _ if fact.country.is_none() => entry.and_then(|entry| entry.mechanism).map(|leaf| leaf.value),
            _ => None,
        };
        blocks.extend(mechanism.filter(|_| !self.old).map(|m| Block::paragraph(self.word(&self.words.mechanisms, m.key()))));
        blocks.extend(self.labelled_prose(&words.copy, entry.and_then(|entry| entry.copy_from)));
        blocks.extend(self.labelled_prose(&words.risks, entry.and_then(|entry| entry.risks)));
        blocks.extend(self.labelled_prose(&words.interest, entry.and_then(|entry| entry.interest)));
        Definition { term: country.or(organisation).unwrap_or_default(), blocks }
    }
}
