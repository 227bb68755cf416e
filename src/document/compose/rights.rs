//! The rights that follow from the bases, how to use them, the authority, exemptions. Never promises a right that the facts do not give.

use super::said::linked;
use super::{Build, Part};
use crate::document::model::{Block, Definition, Href, Inline, Inlines};
use crate::document::words::Map;
use crate::facts::named::{Case, supervisor_country};
use crate::facts::{RightFact, Standing};
use crate::lang::fill;
use crate::law::Citation;
use crate::notice::choice::{Basis, Right};

/// The most purposes that are named beside a right.
const NAMED: usize = 3;

impl Build<'_, '_> {
    pub(super) fn rights(&self) -> Part {
        let words = &self.words.rights;
        let shown = |right: Right| right != Right::Complaint && right != Right::Objection;
        let items: Vec<Definition> = self.facts.rights.iter().filter(|fact| shown(fact.right)).map(|fact| self.right(fact)).collect();
        let mut blocks = Vec::new();
        if !items.is_empty() {
            blocks.push(Block::paragraph(if self.old { &words.intro_old } else { &words.intro }));
            blocks.push(Block::Definitions { items });
        }
        // Art. 21(4): presented clearly and separately from any other information.
        if let Some(fact) = self.facts.rights.iter().find(|fact| fact.right == Right::Objection) {
            let right = self.right(fact);
            blocks.push(Block::Callout { title: words.objection_title.clone(), blocks: right.blocks });
        }
        // How they are used has a place of its own: readers come for it.
        let mut using = Vec::new();
        if let Some(rights) = &self.notice.rights {
            using.extend(rights.how.map_or_else(Vec::new, |text| self.prose(text)));
            using.extend(rights.contact.and_then(|contact| self.labelled(&words.contact, self.contact_point(&self.plain(contact)))));
            using.extend(self.labelled_prose(&words.response_time, rights.response_time));
        }
        let using = Part { id: Some("rights-use".to_string()), ..Part::titled("rights", &words.how, None, using) };
        Part::new("rights", blocks).with(vec![using])
    }

    fn contact_point(&self, text: &str) -> Inlines {
        vec![linked(Href::email(text).or_else(|| Href::parse(text)), text)]
    }

    /// A right: what the law gives, how far it reaches here, and what the notice adds.
    fn right(&self, fact: &RightFact) -> Definition {
        let words = &self.words.rights;
        let key = fact.right.key();
        // The words of the regime it is written under; a right that regime does not know is said in the words of the other.
        let pick = |old: &Map, new: &Map| if self.old { old.get(key).or_else(|| new.get(key)) } else { new.get(key).or_else(|| old.get(key)) }.cloned();
        let name = pick(&words.names_old, &words.names).unwrap_or_else(|| key.to_string());
        let text = pick(&words.texts_old, &words.texts);
        let mut blocks = Vec::new();
        if fact.standing == Standing::Lifted {
            blocks.extend(self.withheld(fact));
        } else {
            if fact.right == Right::Objection {
                blocks.extend(self.objection(fact));
            } else {
                blocks.extend(text.map(Block::paragraph));
            }
            if fact.right == Right::Erasure && fact.standing == Standing::Limited {
                blocks.push(Block::paragraph(self.word(&words.texts, "erasure-limited")));
            } else if matches!(fact.right, Right::Portability | Right::WithdrawConsent) {
                blocks.extend(self.reach_of(fact));
            }
        }
        if fact.standing != Standing::Lifted {
            blocks.extend(self.not_granted(fact));
        }
        for note in self.notice.right_notes.iter().filter(|note| note.key.is_some_and(|k| k.value == fact.right)) {
            blocks.extend(note.text.map_or_else(Vec::new, |text| self.prose(text)));
            blocks.extend(note.how.map_or_else(Vec::new, |text| self.prose(text)));
        }
        Definition { term: vec![Inline::text(name)], blocks }
    }

    fn objection(&self, fact: &RightFact) -> Vec<Block> {
        let texts = &self.words.rights.texts;
        let on = |basis: Basis| self.notice.purposes.iter().any(|p| p.basis.iter().any(|leaf| leaf.value == basis));
        let mut blocks = Vec::new();
        if on(Basis::PublicTask) || on(Basis::LegitimateInterests) {
            blocks.push(Block::paragraph(self.word(texts, "objection")));
            // The limit is that of this right alone: direct marketing may be stopped without condition.
            blocks.extend(self.reach_of(fact));
        }
        if self.notice.register.as_ref().is_some_and(|r| r.kind.iter().any(|kind| kind.value == "research")) {
            blocks.push(Block::paragraph(self.word(texts, "objection-research")));
        }
        if fact.direct_marketing {
            blocks.push(Block::paragraph(self.word(texts, "objection-marketing")));
        }
        blocks
    }

    /// The purposes a right is for, where it is not for all and they are few. Of many its own words say on what bases it rests, and their cards which they are.
    fn reach_of(&self, fact: &RightFact) -> Option<Block> {
        let few = fact.standing == Standing::Limited && (1..=NAMED).contains(&fact.purposes.len());
        few.then(|| Block::Paragraph { text: self.phrase(&self.words.rights.purposes, "purposes", self.purpose_names(&fact.purposes)), lang: None })
    }

    fn withheld(&self, fact: &RightFact) -> Vec<Block> {
        let Some(entry) = self.notice.not_granted.iter().find(|entry| Some(entry.at) == fact.refusal) else { return Vec::new() };
        let mut blocks = Vec::new();
        if let Some(ground) = entry.ground.and_then(|ground| self.law.ground(ground.value)) {
            let cite = Citation::parse(&ground.cite).and_then(|cite| cite.print(self.law, self.lang)).unwrap_or_default();
            let text = vec![Inline::text(format!("{} ({cite})", ground.text.get(self.lang)))];
            let words = &self.words.rights;
            let phrase = if ground.where_needed { &words.withheld_needed } else { &words.withheld };
            blocks.push(Block::Paragraph { text: self.phrase(phrase, "ground", text), lang: None });
        }
        blocks.extend(entry.text.map_or_else(Vec::new, |text| self.prose(text)));
        blocks
    }

    /// Where a right is granted but for some purposes, or not owed at all: which, by what ground, and what the notice says of it.
    fn not_granted(&self, fact: &RightFact) -> Vec<Block> {
        let Some(entry) = self.notice.not_granted.iter().find(|entry| Some(entry.at) == fact.refusal) else { return Vec::new() };
        let mut blocks = Vec::new();
        if let (false, Some(ground)) = (fact.lifted.is_empty(), entry.ground.and_then(|ground| self.law.ground(ground.value))) {
            let cite = Citation::parse(&ground.cite).and_then(|cite| cite.print(self.law, self.lang)).unwrap_or_default();
            let words = &self.words.rights;
            let phrase = if ground.where_needed { &words.withheld_needed_for } else { &words.withheld_for };
            let phrase = fill(phrase, |hole| (hole == "ground").then(|| format!("{} ({cite})", ground.text.get(self.lang))));
            blocks.push(Block::Paragraph { text: self.phrase(&phrase, "purposes", self.purpose_names(&fact.lifted)), lang: None });
        }
        blocks.extend(entry.text.map_or_else(Vec::new, |text| self.prose(text)));
        blocks
    }

    /// Arts 13(2)(d) and 77: the right to complain, and to whom.
    pub(super) fn complaint(&self) -> Part {
        if self.old {
            return Part::new("complaint", Vec::new());
        }
        let words = &self.words.rights;
        let own = self.notice.complaint.as_ref();
        let case = Case { notice: self.notice, facts: self.facts, law: self.law };
        let default = supervisor_country(&case).and_then(|code| self.law.authority(code)).map(|authority| authority.words(self.lang));
        let named = own.and_then(|c| c.authority).map(|name| self.label(name));
        let mut lines: Vec<Inlines> = Vec::new();
        lines.extend(named.clone().or_else(|| default.map(|d| vec![Inline::text(&d.name)])).map(|content| vec![Inline::Strong { content }]));
        lines.extend(own.and_then(|c| c.address).map(|address| self.label(address)));
        let website = own.and_then(|c| c.website).map(|l| l.value).or_else(|| default.filter(|_| named.is_none()).map(|d| d.website.as_str()));
        lines.extend(self.reach(own.and_then(|c| c.phone).map(|l| l.value), own.and_then(|c| c.email).map(|l| l.value), website));
        lines.retain(|line| !line.is_empty());
        let mut blocks = vec![Block::paragraph(&words.complaint)];
        if !lines.is_empty() {
            blocks.push(Block::Lines { lines });
        }
        blocks.extend(own.and_then(|c| c.text).map_or_else(Vec::new, |text| self.prose(text)));
        Part::new("complaint", blocks)
    }

    pub(super) fn exemptions(&self) -> Part {
        let mut blocks = Vec::new();
        for entry in &self.notice.exemptions {
            if let Some(ground) = entry.ground.and_then(|ground| self.law.ground(ground.value)) {
                let cite = Citation::parse(&ground.cite).and_then(|cite| cite.print(self.law, self.lang)).unwrap_or_default();
                blocks.extend(self.labelled_words(ground.text.get(self.lang), cite));
            }
            blocks.extend(entry.text.map_or_else(Vec::new, |text| self.prose(text)));
        }
        Part::new("exemptions", blocks)
    }
}
