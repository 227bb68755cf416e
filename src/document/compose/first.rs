//! The first layer: who, what for, which rights, and what people would not expect; and the ways that are always at hand.
//! Never tells what the facts do not show, and nothing in more than a few words: the sections tell the rest.

use super::Build;
use super::said::{capital, linked};
use crate::document::model::{Block, First, Href, Inline, Inlines, Point, Section, Way};
use crate::facts::{Standing, contacts};
use crate::lang::fill;
use crate::notice::choice::{ContactRole, RecipientRole, Right};

/// What people may not expect, in the order of the page: keys of `[notable]` in the words.
pub const NOTABLE: &[&str] = &[
    "automated-decisions",
    "profiling",
    "special-categories",
    "criminal",
    "identity-code",
    "credit",
    "recording",
    "location",
    "drug-test",
    "aptitude-test",
    "sources",
    "transfers",
    "public",
    "direct-marketing",
    "permanent",
];

/// So many purposes are named in the first layer; of more, one fewer and how many others there are.
const NAMED: usize = 4;

impl Build<'_, '_> {
    pub(super) fn first(&self, sections: &[Section]) -> First {
        let words = &self.words.first;
        let points = [
            ("controller", &words.who, self.who()),
            ("purposes", &words.purposes, self.purposes_in_short(sections)),
            ("rights", &words.rights, self.rights_in_short()),
        ];
        let points = points.into_iter().filter(|(_, _, blocks)| !blocks.is_empty());
        let points = points.map(|(topic, label, blocks)| Point { topic, label: label.clone(), href: anchor(sections, topic), blocks }).collect();
        let notable = NOTABLE.iter().filter_map(|key| {
            let (topic, text) = self.notable(key)?;
            let blocks = if text.is_empty() { Vec::new() } else { vec![Block::Paragraph { text, lang: None }] };
            Some(Point { topic: key, label: self.word(&self.words.notable, key), href: anchor(sections, topic), blocks })
        });
        First { points, notable: notable.collect() }
    }

    /// Where a reader writes or calls, and where the use of rights is told.
    pub(super) fn ways(&self, sections: &[Section]) -> Vec<Way> {
        let way = |topic: &'static str, href: Option<Href>| href.map(|href| Way { topic, label: self.word(&self.words.ways, topic), href });
        let contact = way("contact", anchor(sections, "contact").or_else(|| anchor(sections, "controller")));
        let using = sections.iter().find(|s| s.topic == "rights").and_then(|s| s.sections.iter().find(|s| s.topic == "rights"));
        let rights = way("rights", using.map(|s| Href::anchor(&s.id)).or_else(|| anchor(sections, "rights")));
        contact.into_iter().chain(rights).collect()
    }

    /// The names of the controllers, and how to reach the first of those who answer.
    fn who(&self) -> Vec<Block> {
        let parties = self.notice.controller.iter().chain(&self.notice.joint_controllers);
        let names = self.names(parties.filter_map(|party| party.name).map(|name| self.label(name)).collect());
        if names.is_empty() {
            return Vec::new();
        }
        let asked = [ContactRole::Requests, ContactRole::Register, ContactRole::Dpo].into_iter().flat_map(|role| contacts(self.notice, role));
        let mut ways = asked.map(|contact| (contact.phone, contact.email)).chain(self.notice.controller.iter().map(|party| (party.phone, party.email)));
        let mut reach: Vec<Inlines> = Vec::new();
        if let Some((phone, email)) = ways.find(|(phone, email)| phone.is_some() || email.is_some()) {
            reach.extend(email.map(|leaf| vec![linked(Href::email(leaf.value), leaf.value)]));
            reach.extend(phone.map(|leaf| vec![linked(Href::phone(leaf.value), leaf.value)]));
        }
        let mut lines = vec![names];
        if !reach.is_empty() {
            let mut line: Inlines = Vec::new();
            for way in reach {
                if !line.is_empty() {
                    line.push(Inline::text(&self.words.lists.comma));
                }
                line.extend(way);
            }
            lines.push(line);
        }
        vec![Block::Lines { lines }]
    }

    /// The first few purposes by name, each a way to its card.
    fn purposes_in_short(&self, sections: &[Section]) -> Vec<Block> {
        let ids: Vec<&str> = sections.iter().filter(|s| s.topic == "purposes").flat_map(|s| &s.sections).map(|s| s.id.as_str()).collect();
        let named: Vec<(usize, Inlines)> = self
            .notice
            .purposes
            .iter()
            .enumerate()
            .filter_map(|(n, purpose)| Some((n, self.label(purpose.name?))))
            .filter(|(_, name)| !name.is_empty())
            .collect();
        let shown = if named.len() > NAMED { NAMED - 1 } else { named.len() };
        let rest = named.len() - shown;
        let item = |content: Inlines, href: Option<Href>| {
            let text = match href {
                Some(href) => vec![Inline::Link { href, content }],
                None => content,
            };
            vec![Block::Paragraph { text, lang: None }]
        };
        let own = |n: usize| ids.iter().copied().find(|id| *id == format!("purpose-{}", self.facts.ids.purposes[n])).map(Href::anchor);
        let mut items: Vec<Vec<Block>> = named.into_iter().take(shown).map(|(n, name)| item(name, own(n))).collect();
        if rest > 0 {
            let more = fill(&self.words.first.more_purposes, |_| Some(rest.to_string()));
            items.push(item(vec![Inline::text(more)], anchor(sections, "purposes")));
        }
        if items.is_empty() { Vec::new() } else { vec![Block::List { start: None, items }] }
    }

    /// The rights the person has here, each in a word or two.
    fn rights_in_short(&self) -> Vec<Block> {
        let purposes = self.notice.purposes.len();
        let held = self.facts.rights.iter().filter(|fact| fact.standing != Standing::Lifted && fact.due(purposes));
        let held = held.filter(|fact| !(self.old && fact.right == Right::Complaint));
        let names: Vec<String> = held.map(|fact| self.word(&self.words.rights.short, fact.right.key())).collect();
        if names.is_empty() { Vec::new() } else { vec![Block::paragraph(capital(&self.list_words(names)))] }
    }

    /// The topic that tells of it and a few words more, where the facts show it.
    fn notable(&self, key: &str) -> Option<(&'static str, Inlines)> {
        let notice = self.notice;
        let text = |words: Vec<String>| vec![Inline::text(self.list_words(words))];
        let found = |shown: bool, topic: &'static str| shown.then(|| (topic, Vec::new()));
        let holds = |what: &str| notice.data_categories.iter().any(|category| category.contains.iter().any(|leaf| leaf.value == what));
        match key {
            "automated-decisions" => found(notice.automated_decisions.is_some(), "automated-decisions"),
            "profiling" => found(notice.profiling.is_some(), "automated-decisions"),
            "special-categories" => {
                let mut kinds: Vec<&str> = Vec::new();
                for leaf in notice.data_categories.iter().flat_map(|category| &category.special_categories) {
                    if !kinds.contains(&leaf.value) {
                        kinds.push(leaf.value);
                    }
                }
                let words = kinds.iter().map(|kind| self.word(&self.words.special_categories, kind)).collect::<Vec<_>>();
                (!kinds.is_empty()).then(|| ("data-categories", text(words)))
            }
            "criminal" | "identity-code" | "credit" | "recording" | "location" | "drug-test" | "aptitude-test" => found(holds(key), "data-categories"),
            // What arises from observing the person is not from elsewhere, nor is what the controller works out itself.
            "sources" => found(notice.sources.iter().any(|source| source.kind.is_some_and(|kind| kind.value.from_others())), "sources"),
            "transfers" => {
                let mut countries: Vec<String> = Vec::new();
                for code in self.facts.transfers.iter().filter_map(|transfer| transfer.country.as_deref()) {
                    let name = self.country(code);
                    if !countries.contains(&name) {
                        countries.push(name);
                    }
                }
                let said = if countries.is_empty() { Vec::new() } else { text(countries) };
                (!self.facts.transfers.is_empty()).then_some(("transfers", said))
            }
            "public" => {
                let open = |entry: &crate::notice::model::Disclosure<'_>| entry.role.is_some_and(|role| role.value == RecipientRole::Public);
                found(notice.disclosures.iter().any(open), "disclosures")
            }
            "direct-marketing" => {
                let mut channels: Vec<String> = Vec::new();
                for leaf in notice.direct_marketing.iter().flat_map(|entry| &entry.channels) {
                    let word = self.word(&self.words.channels, leaf.value);
                    if !channels.contains(&word) {
                        channels.push(word);
                    }
                }
                let said = if channels.is_empty() { Vec::new() } else { text(channels) };
                (!notice.direct_marketing.is_empty()).then_some(("direct-marketing", said))
            }
            "permanent" => found(notice.retention.iter().any(|entry| entry.permanent == Some(true)), "retention"),
            _ => None,
        }
    }
}

/// The place of the first main section of a topic.
fn anchor(sections: &[Section], topic: &str) -> Option<Href> {
    sections.iter().find(|section| section.topic == topic).map(|section| Href::anchor(&section.id))
}
