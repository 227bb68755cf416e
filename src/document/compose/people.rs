//! Who: the controller, its representative, joint controllers, contacts. Never says more of them than the notice does.

use super::said::linked;
use super::{Build, Part};
use crate::document::model::{Block, Href, Inline, Inlines};
use crate::lang::fill;
use crate::notice::choice::ContactRole;
use crate::notice::model::{Contact, Party};

impl Build<'_, '_> {
    pub(super) fn controller(&self) -> Part {
        let words = &self.words.controller;
        let mut blocks = self.notice.controller.as_ref().map_or_else(Vec::new, |party| self.party(party));
        if !blocks.is_empty() && !self.notice.joint_controllers.is_empty() {
            blocks.push(Block::paragraph(&words.joint_intro));
        }
        let mut parts = Vec::new();
        if let Some(representative) = &self.notice.representative {
            // 523/1999 4.2 § asked for one in Finland, Art. 27 asks for one in the Union.
            let title = if self.old { &words.representative_old } else { &words.representative };
            parts.push(Part::titled("representative", title, None, self.party(representative)));
        }
        if !self.notice.joint_controllers.is_empty() {
            let mut joint = Vec::new();
            for party in &self.notice.joint_controllers {
                joint.extend(self.party(party));
            }
            if let Some(arrangement) = &self.notice.joint_arrangement {
                joint.extend(self.labelled_prose(&words.essence, arrangement.essence));
                joint.extend(self.labelled_prose(&words.duties, arrangement.duties));
                joint.extend(arrangement.contact_point.and_then(|text| self.labelled(&words.contact_point, self.label(text))));
            }
            parts.push(Part::titled("joint-controllers", &words.joint, None, joint));
        }
        Part::new("controller", blocks).with(parts)
    }

    /// Name, id and address as lines, then the ways to reach it.
    fn party(&self, party: &Party<'_>) -> Vec<Block> {
        let words = &self.words.controller;
        let mut lines: Vec<Inlines> = Vec::new();
        lines.extend(party.name.map(|name| vec![Inline::Strong { content: self.label(name) }]));
        lines.extend(party.business_id.map(|id| vec![Inline::text(fill(&words.business_id, |_| Some(id.value.to_string())))]));
        lines.extend(party.street.map(|street| self.label(street)));
        let mut place: Inlines = party.postal_code.map_or_else(Vec::new, |code| vec![Inline::text(code.value)]);
        if let Some(city) = party.city {
            if !place.is_empty() {
                place.push(Inline::text(" "));
            }
            place.extend(self.label(city));
        }
        lines.push(place);
        // The country goes without saying inside Finland.
        lines.extend(party.country.filter(|code| code.value != "FI").map(|code| vec![Inline::text(self.country(code.value))]));
        lines.retain(|line| !line.is_empty());
        let mut blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Lines { lines }] };
        let reach = self.reach(party.phone.map(|l| l.value), party.email.map(|l| l.value), party.website.map(|l| l.value));
        if !reach.is_empty() {
            blocks.push(Block::Lines { lines: reach });
        }
        blocks
    }

    /// Phone, e-mail and site, a line each.
    pub(super) fn reach(&self, phone: Option<&str>, email: Option<&str>, website: Option<&str>) -> Vec<Inlines> {
        let words = &self.words.controller;
        let line = |label: &str, value: Inline| vec![Inline::text(format!("{label}{}", self.words.typography.colon)), value];
        let mut lines = Vec::new();
        lines.extend(phone.map(|number| line(&words.phone, linked(Href::phone(number), number))));
        lines.extend(email.map(|address| line(&words.email, linked(Href::email(address), address))));
        lines.extend(website.map(|address| line(&words.website, linked(Href::parse(address), address))));
        lines
    }

    pub(super) fn contacts(&self) -> Part {
        let words = &self.words.contact;
        let mut parts = Vec::new();
        for (role, title) in [
            (ContactRole::Register, &words.register),
            (ContactRole::Dpo, &words.dpo),
            (ContactRole::Requests, &words.requests),
            (ContactRole::Maintainer, &words.maintainer),
        ] {
            // A contact with several roles stands under the first of them.
            let blocks: Vec<Block> =
                self.notice.contacts.iter().filter(|c| c.role.first().is_some_and(|first| first.value == role)).flat_map(|c| self.contact(c)).collect();
            parts.push(Part::titled("contact", title, None, blocks));
        }
        let no_dpo = self.notice.declares.as_ref().is_some_and(|d| d.dpo == Some(false));
        let blocks = if no_dpo && !self.old { vec![Block::paragraph(&words.no_dpo)] } else { Vec::new() };
        Part::new("contact", blocks).with(parts)
    }

    fn contact(&self, contact: &Contact<'_>) -> Vec<Block> {
        let words = &self.words.contact;
        let also: Vec<String> = contact
            .role
            .iter()
            .skip(1)
            .map(|role| match role.value {
                ContactRole::Register => words.register.clone(),
                ContactRole::Dpo => words.dpo.clone(),
                ContactRole::Requests => words.requests.clone(),
                ContactRole::Maintainer => words.maintainer.clone(),
            })
            .collect();
        let mut lines: Vec<Inlines> = Vec::new();
        lines.extend(contact.name.map(|name| self.label(name)));
        lines.extend(contact.title.map(|title| self.label(title)));
        lines.extend(contact.address.map(|address| self.label(address)));
        lines.extend(self.reach(contact.phone.map(|l| l.value), contact.email.map(|l| l.value), None));
        lines.retain(|line| !line.is_empty());
        if !also.is_empty() && !lines.is_empty() {
            lines.push(vec![Inline::text(format!("({})", self.list_words(also)))]);
        }
        if lines.is_empty() { Vec::new() } else { vec![Block::Lines { lines }] }
    }
}
