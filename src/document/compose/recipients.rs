//! Who else: disclosures, processors, transfers outside the EEA. Never states a transfer or safeguard the notice and the law of its day do not give.

use super::said::capital;
use super::{Build, Part};
use crate::document::model::{Block, Definition, Inline, Inlines};
use crate::facts::{Recipient, RecipientKind, TransferFact, TransferStatus, resolve};
use crate::lang::fill;
use crate::law::Scope;
use crate::notice::Text;
use crate::notice::choice::Mechanism;
use crate::notice::model::Leaf;

/// So many purposes have in common what is said once for all of them.
const MANY: usize = 3;

/// What the cards of purposes need not say, since it is said before them.
pub(super) struct Once {
    /// Of each data category, whether so many purposes use it that who gets it is said once.
    common: Vec<bool>,
    /// Whether those who work for us have data of every purpose.
    processors: bool,
}

impl Build<'_, '_> {
    /// What would stand in every card: the act the articles are of, and those who work for us, where they have data of every purpose. Where a recipient
    /// gets only some of the data of a purpose, which they are its own entry tells, so that nobody reads that it has what it never sees.
    pub(super) fn of_all_purposes(&self, once: &Once) -> Vec<Block> {
        let words = &self.words.purposes;
        let mut blocks = Vec::new();
        if !self.old && self.notice.purposes.iter().any(|purpose| !purpose.basis.is_empty()) {
            blocks.push(Block::paragraph(&words.articles));
        }
        if once.processors {
            blocks.push(Block::paragraph(if self.old { &words.processors_all_old } else { &words.processors_all }));
        }
        let common = self.common_data(once);
        if !common.is_empty() {
            blocks.push(Block::paragraph(&words.common));
            let item = |(categories, recipients): (Vec<usize>, Vec<Text>)| {
                let mut text = vec![Inline::Strong { content: self.category_names(&categories) }, Inline::text(&self.words.typography.colon)];
                text.extend(self.names(recipients.into_iter().map(|name| self.label(name)).collect()));
                vec![Block::Paragraph { text, lang: None }]
            };
            let items = common.into_iter().map(item).collect();
            blocks.push(Block::List { start: None, items });
        }
        let gets_some = |used: &Vec<usize>| {
            let disclosed = self.facts.recipients.iter().filter(|recipient| matches!(recipient.kind, RecipientKind::Disclosure(_)));
            let own = disclosed.map(|recipient| shared(used, recipient).collect::<Vec<_>>());
            own.filter(|got| !got.iter().any(|category| once.common[*category])).any(|got| !got.is_empty() && got.len() < used.len())
        };
        if self.facts.purpose_categories.iter().any(gets_some) {
            blocks.push(Block::Paragraph { text: self.phrase(&words.partly, "section", self.section_link("disclosures")), lang: None });
        }
        blocks
    }

    /// What is said of all purposes, and then of none.
    pub(super) fn told_once(&self) -> Once {
        let purposes = &self.facts.purpose_categories;
        let mut uses = vec![0; self.notice.data_categories.len()];
        purposes.iter().flatten().for_each(|category| uses[*category] += 1);
        let processed = |used: &Vec<usize>| {
            let processors = self.facts.recipients.iter().filter(|recipient| matches!(recipient.kind, RecipientKind::Processor(_)));
            processors.flat_map(|recipient| shared(used, recipient)).next().is_some()
        };
        Once { common: uses.into_iter().map(|uses| uses >= MANY).collect(), processors: purposes.len() >= MANY && purposes.iter().all(processed) }
    }

    /// Data used for many purposes, with the names of those they are disclosed to; data that go to the same recipients together.
    fn common_data(&self, once: &Once) -> Vec<(Vec<usize>, Vec<Text>)> {
        let mut out: Vec<(Vec<usize>, Vec<Text>)> = Vec::new();
        let disclosed = |category: &usize| {
            let to = self.facts.recipients.iter().filter(|r| matches!(r.kind, RecipientKind::Disclosure(_)) && r.categories.contains(category));
            to.filter_map(|recipient| recipient.name).collect::<Vec<Text>>()
        };
        for category in (0..once.common.len()).filter(|category| once.common[*category]) {
            let recipients = disclosed(&category);
            match out.iter_mut().find(|(_, own)| own.iter().map(|name| name.at).eq(recipients.iter().map(|name| name.at))) {
                Some((categories, _)) => categories.push(category),
                None if recipients.is_empty() => {}
                None => out.push((vec![category], recipients)),
            }
        }
        out
    }

    /// Who gets data of a purpose beside those of whom it is said once, and whether there are such: by name those who decide themselves; those who work
    /// for us have their section.
    pub(super) fn recipients(&self, purpose: usize, once: &Once) -> (bool, Vec<Block>) {
        let words = &self.words.purposes;
        let used = &self.facts.purpose_categories[purpose];
        let mut names: Vec<Inlines> = Vec::new();
        let (mut to_processors, mut told) = (false, false);
        for recipient in self.facts.recipients.iter().filter(|recipient| shared(used, recipient).next().is_some()) {
            match recipient.kind {
                RecipientKind::Processor(_) => to_processors = true,
                RecipientKind::Disclosure(_) if shared(used, recipient).any(|category| once.common[category]) => told = true,
                RecipientKind::Disclosure(_) => names.extend(recipient.name.map(|name| self.label(name))),
            }
        }
        if to_processors && !once.processors {
            names.push(vec![Inline::text(if self.old { &words.processors_old } else { &words.processors })]);
        }
        let text = self.names(names);
        (told, if text.is_empty() { Vec::new() } else { vec![Block::Paragraph { text, lang: None }] })
    }

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

/// The data used for a purpose that a recipient gets.
fn shared<'f>(used: &'f [usize], recipient: &'f Recipient) -> impl Iterator<Item = usize> + 'f {
    used.iter().copied().filter(|category| recipient.categories.contains(category))
}
