//! The picture of the data flow, from the facts: who is registered, where data come from, who gets them, in which countries.
//! Never places a recipient in a country the notice does not name, and never lets a group of the picture hide an entry from its tables.

use super::{Build, Part};
use crate::document::flow::{Flow, FlowEdge, FlowNode, NodeKind, Stage, StageKind};
use crate::document::model::{Block, Inline, Inlines};
use crate::facts::{RecipientKind, resolve};
use crate::lang::{Lang, fill};
use crate::notice::Text;
use std::collections::BTreeSet;

/// The most recipients before those of one kind stand in one box.
const RECIPIENTS: usize = 6;
/// The most sources, likewise.
const SOURCES: usize = 5;
/// The most groups of people, countries on either side of the border, and parts of a register.
const FEW: usize = 4;

/// An entry of a station before it has a place in the picture.
struct Entry {
    label: (String, Option<Lang>),
    note: Option<String>,
    kind: NodeKind,
    /// Entries of the same key may stand in one box.
    key: (&'static str, bool),
}

/// The boxes of a station, and for each entry the box it stands in.
struct Gathered {
    nodes: Vec<FlowNode>,
    of: Vec<usize>,
}

/// A country or organisation that recipients process data in.
struct Place {
    /// The country's code, or the organisation's name.
    key: String,
    label: (String, Option<Lang>),
    outside: bool,
}

/// Somebody who gets data, and where.
struct Receiver {
    name: Option<Text>,
    /// As what; `None` where the notice does not say.
    role: Option<String>,
    kind: NodeKind,
    key: &'static str,
    categories: Vec<usize>,
    places: BTreeSet<usize>,
}

impl Build<'_, '_> {
    /// The section of the picture; empty where a notice names neither a source beside the person nor a recipient.
    pub(super) fn flow(&self) -> Part {
        let (receivers, places) = self.receivers();
        let elsewhere = self.notice.sources.iter().any(|source| source.kind.is_none_or(|kind| !kind.value.from_the_person()));
        if receivers.is_empty() && !elsewhere {
            return Part::new("flow", Vec::new());
        }
        let flow = self.picture(&receivers, &places);
        Part::new("flow", vec![Block::Flow { flow: Box::new(flow) }])
    }

    fn picture(&self, receivers: &[Receiver], places: &[Place]) -> Flow {
        let words = &self.words.flow;
        let mut stages = Vec::new();
        let mut next = 0;
        let mut stage = |kind, title: &str, gathered: Gathered| {
            let first = next;
            next += gathered.nodes.len();
            let nodes: Vec<FlowNode> = gathered.nodes.into_iter().enumerate().map(|(n, node)| FlowNode { id: first + n, ..node }).collect();
            if !nodes.is_empty() {
                stages.push(Stage { kind, title: title.to_string(), nodes });
            }
            gathered.of.into_iter().map(|node| first + node).collect::<Vec<usize>>()
        };
        let people = stage(StageKind::People, &words.people, self.people_boxes());
        let sources = stage(StageKind::Sources, &words.sources, self.source_boxes());
        let register = stage(StageKind::Register, &words.register, self.register_boxes())[0];
        let recipients = stage(StageKind::Recipients, &words.recipients, self.receiver_boxes(receivers, places));
        let countries = stage(StageKind::Countries, &words.countries, self.place_boxes(places));
        let mut edges = Edges::default();
        let all: Vec<usize> = (0..self.notice.data_categories.len()).collect();
        for category in &all {
            let about = self.about(*category);
            let from = &self.facts.categories[*category].sources;
            for person in &about {
                let to: Vec<usize> = if sources.is_empty() { vec![register] } else { from.iter().map(|source| sources[*source]).collect() };
                to.into_iter().for_each(|to| edges.add(people[*person], to, Some(*category)));
            }
            from.iter().for_each(|source| edges.add(sources[*source], register, Some(*category)));
        }
        // What no category tells apart goes all the same.
        if all.is_empty() {
            let to = if sources.is_empty() { vec![register] } else { sources.clone() };
            people.iter().for_each(|from| to.iter().for_each(|to| edges.add(*from, *to, None)));
        }
        sources.iter().for_each(|source| edges.add(*source, register, None));
        for (receiver, node) in receivers.iter().zip(&recipients) {
            edges.add(register, *node, None);
            for category in &receiver.categories {
                edges.add(register, *node, Some(*category));
            }
            for place in &receiver.places {
                edges.add(*node, countries[*place], None);
                receiver.categories.iter().for_each(|category| edges.add(*node, countries[*place], Some(*category)));
            }
        }
        let name = self.notice.register.as_ref().and_then(|r| r.name).map(|name| self.plain(name)).unwrap_or_default();
        Flow {
            title: fill(&words.title, |_| Some(name.clone())),
            description: self.flow_description(receivers, places),
            open: words.open.clone(),
            edges: edges.finish(|category| self.notice.data_categories[category].name.map(|name| self.plain(name)).unwrap_or_default()),
            stages,
            inside: words.inside.clone(),
            outside: words.outside.clone(),
            tables: vec![self.table(receivers, places)],
        }
    }

    fn flow_description(&self, receivers: &[Receiver], places: &[Place]) -> String {
        let words = &self.words.flow;
        let counts = fill(&words.counts, |hole| match hole {
            "people" => Some(self.notice.data_subjects.len().to_string()),
            "sources" => Some(self.notice.sources.len().to_string()),
            "recipients" => Some(receivers.len().to_string()),
            _ => None,
        });
        let outside: Vec<Inlines> = places.iter().filter(|place| place.outside).map(|place| vec![Inline::text(&place.label.0)]).collect();
        let outside = (!outside.is_empty()).then(|| fill(&words.outside_list, |_| Some(crate::document::plain(&self.list(outside.clone())))));
        [Some(counts), outside].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn people_boxes(&self) -> Gathered {
        let entry =
            |subject: &crate::notice::model::DataSubject<'_>| Entry { label: self.title(subject.name), note: None, kind: NodeKind::People, key: ("", false) };
        first_ones(self.notice.data_subjects.iter().map(entry).collect(), FEW, &self.words.flow.more_people)
    }

    fn source_boxes(&self) -> Gathered {
        let words = &self.words.flow;
        let kinds = if self.old { &self.words.source_kinds_old } else { &self.words.source_kinds };
        let entries = self.notice.sources.iter().map(|source| {
            let (name, lang) = self.title(source.name);
            let kind = source.kind.map(|kind| self.word(kinds, kind.value.key()));
            // The kind explains a name; without a name it is the name.
            let (label, note) = match (name.is_empty(), kind) {
                (true, kind) => ((kind.unwrap_or_else(|| words.unnamed_source.clone()), None), None),
                (false, kind) => ((name, lang), kind.filter(|_| source.kind.is_some_and(|kind| !kind.value.from_the_person()))),
            };
            Entry { label, note, kind: NodeKind::Source, key: (source.kind.map_or("other", |kind| kind.value.key()), false) }
        });
        by_kind(entries.collect(), SOURCES, |key| self.word(&words.more_sources, key))
    }

    /// The register with its controllers, then its parts.
    fn register_boxes(&self) -> Gathered {
        let name = self.title(self.notice.register.as_ref().and_then(|r| r.name));
        let name = if name.0.is_empty() { (self.words.flow.register.clone(), None) } else { name };
        let keepers = self.notice.controller.iter().chain(&self.notice.joint_controllers).filter_map(|party| party.name);
        let keepers: Vec<Inlines> = keepers.map(|name| vec![Inline::text(self.plain(name))]).collect();
        let note = (!keepers.is_empty()).then(|| crate::document::plain(&self.list(keepers)));
        let part = |part: &crate::notice::model::Part<'_>| Entry { label: self.title(part.name), note: None, kind: NodeKind::Part, key: ("", false) };
        let parts = first_ones(self.notice.parts.iter().map(part).collect(), FEW, &self.words.flow.more_parts);
        let register = FlowNode { id: 0, kind: NodeKind::Register, label: name.0, lang: name.1, note, members: 1 };
        Gathered { nodes: std::iter::once(register).chain(parts.nodes).collect(), of: vec![0] }
    }

    fn receiver_boxes(&self, receivers: &[Receiver], places: &[Place]) -> Gathered {
        let words = &self.words.flow;
        let entry = |receiver: &Receiver| {
            let (name, lang) = self.title(receiver.name);
            let label = if name.is_empty() { (words.unnamed.clone(), None) } else { (name, lang) };
            // Who takes data over the border never hides among those who do not.
            let over = receiver.places.iter().any(|place| places[*place].outside);
            // Who stands by name decides itself, unless it is said otherwise.
            let note = receiver.role.clone().filter(|_| receiver.key != "controller");
            Entry { label, note, kind: receiver.kind, key: (receiver.key, over) }
        };
        by_kind(receivers.iter().map(entry).collect(), RECIPIENTS, |key| match key {
            "processor" if self.old => words.more_processors_old.clone(),
            "processor" => words.more_processors.clone(),
            key => self.word(&words.more_recipients, key),
        })
    }

    fn place_boxes(&self, places: &[Place]) -> Gathered {
        // The countries of the EU and the EEA first: the border is one line.
        let mut out = Gathered { nodes: Vec::new(), of: vec![0; places.len()] };
        for outside in [false, true] {
            let own: Vec<usize> = (0..places.len()).filter(|place| places[*place].outside == outside).collect();
            let kind = if outside { NodeKind::Outside } else { NodeKind::Inside };
            let entries = own.iter().map(|place| Entry { label: places[*place].label.clone(), note: None, kind, key: ("", false) });
            let gathered = first_ones(entries.collect(), FEW, &self.words.flow.more_countries);
            own.iter().zip(gathered.of).for_each(|(place, node)| out.of[*place] = out.nodes.len() + node);
            out.nodes.extend(gathered.nodes);
        }
        out
    }

    /// Everybody who gets data with the countries it processes them in, those of `transfers` included.
    fn receivers(&self) -> (Vec<Receiver>, Vec<Place>) {
        let words = &self.words.flow;
        let mut places: Vec<Place> = Vec::new();
        let mut place = |key: &str, (label, outside): ((String, Option<Lang>), bool)| {
            places.iter().position(|place| place.key == key).unwrap_or_else(|| {
                places.push(Place { key: key.to_string(), label, outside });
                places.len() - 1
            })
        };
        let country = |code: &str| ((self.country(code), None), !self.law.in_eea(code, self.facts.day));
        let mut receivers: Vec<Receiver> = Vec::new();
        for recipient in &self.facts.recipients {
            let (role, kind, key) = match recipient.kind {
                RecipientKind::Processor(_) => (Some(if self.old { &words.processor_old } else { &words.processor }.clone()), NodeKind::Processor, "processor"),
                RecipientKind::Disclosure(index) => {
                    let roles = if self.old { &self.words.roles_old } else { &self.words.roles };
                    let role = self.notice.disclosures[index].role.map(|role| role.value.key());
                    (role.map(|key| self.word(roles, key)), NodeKind::Recipient, role.unwrap_or("other"))
                }
            };
            let places = recipient.countries.iter().map(|(code, _)| place(code, country(code))).collect();
            receivers.push(Receiver { name: recipient.name, role, kind, key, categories: recipient.categories.clone(), places });
        }
        for transfer in &self.facts.transfers {
            let entry = transfer.entry.map(|index| &self.notice.transfers[index]);
            let organisation = entry.and_then(|entry| entry.organisation);
            let at = match (&transfer.country, organisation) {
                (Some(code), _) => Some(place(code, country(code))),
                (None, Some(name)) => Some(place(&self.plain(name), (self.title(Some(name)), true))),
                (None, None) => None,
            };
            for recipient in &transfer.recipients {
                receivers[*recipient].places.extend(at);
            }
            if transfer.recipients.is_empty() {
                let categories = resolve(entry.and_then(|entry| entry.data_categories.as_deref()), &self.facts.ids.data_categories);
                let places = at.into_iter().collect();
                receivers.push(Receiver { name: organisation, role: None, kind: NodeKind::Recipient, key: "other", categories, places });
            }
        }
        (receivers, places)
    }

    /// The data subjects a category is about.
    fn about(&self, category: usize) -> Vec<usize> {
        resolve(self.notice.data_categories[category].data_subjects.as_deref(), &self.facts.ids.data_subjects)
    }

    /// The picture in words: a row for each stage, its entries one by one however the picture groups them. Recipients of one role have a row together.
    /// Which data go where the sections of the data and the recipients tell, and nobody reads it twice.
    fn table(&self, receivers: &[Receiver], places: &[Place]) -> Block {
        let words = &self.words.flow;
        let mut rows: Vec<Vec<Inlines>> = Vec::new();
        let mut row = |stage: &str, names: Vec<Inlines>| {
            let names = self.names(names);
            if !names.is_empty() {
                rows.push(vec![vec![Inline::text(stage)], names]);
            }
        };
        let named = |name: Option<Text>| name.map(|name| self.label(name)).filter(|name| !name.is_empty());
        row(&words.people, self.notice.data_subjects.iter().filter_map(|subject| named(subject.name)).collect());
        let kinds = if self.old { &self.words.source_kinds_old } else { &self.words.source_kinds };
        let source = |source: &crate::notice::model::SourceEntry<'_>| {
            let kind = || source.kind.map_or_else(|| words.unnamed_source.clone(), |kind| self.word(kinds, kind.value.key()));
            named(source.name).unwrap_or_else(|| vec![Inline::text(kind())])
        };
        row(&words.sources, self.notice.sources.iter().map(source).collect());
        row(&words.register, named(self.notice.register.as_ref().and_then(|register| register.name)).into_iter().collect());
        row(&self.words.data.parts, self.notice.parts.iter().filter_map(|part| named(part.name)).collect());
        let mut roles: Vec<&Option<String>> = Vec::new();
        receivers.iter().for_each(|receiver| {
            if !roles.contains(&&receiver.role) {
                roles.push(&receiver.role);
            }
        });
        for role in roles {
            let name = |receiver: &Receiver| {
                let mut name = named(receiver.name).unwrap_or_else(|| vec![Inline::text(&words.unnamed)]);
                // Who takes data over the border is told by name.
                let outside: Vec<Inlines> =
                    receiver.places.iter().map(|place| &places[*place]).filter(|place| place.outside).map(|place| vec![Inline::text(&place.label.0)]).collect();
                if !outside.is_empty() {
                    name.push(Inline::text(" ("));
                    name.extend(self.list(outside));
                    name.push(Inline::text(")"));
                }
                name
            };
            let stage = [Some(&words.recipients), role.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(&self.words.typography.colon);
            row(&stage, receivers.iter().filter(|receiver| receiver.role == *role).map(name).collect());
        }
        for (stage, outside) in [(&words.inside, false), (&words.outside, true)] {
            row(stage, places.iter().filter(|place| place.outside == outside).map(|place| vec![Inline::text(&place.label.0)]).collect());
        }
        Block::Table { caption: words.caption.clone(), head: vec![words.stage.clone(), words.content.clone()], rows }
    }
}

/// The edges of the picture with the categories that go along each.
#[derive(Default)]
struct Edges(std::collections::BTreeMap<(usize, usize), BTreeSet<usize>>);

impl Edges {
    fn add(&mut self, from: usize, to: usize, category: Option<usize>) {
        self.0.entry((from, to)).or_default().extend(category);
    }

    fn finish(self, name: impl Fn(usize) -> String) -> Vec<FlowEdge> {
        let named = |data: BTreeSet<usize>| data.into_iter().map(&name).filter(|name| !name.is_empty()).collect();
        self.0.into_iter().map(|((from, to), data)| FlowEdge { from, to, data: named(data) }).collect()
    }
}

fn node(entry: &Entry) -> FlowNode {
    FlowNode { id: 0, kind: entry.kind, label: entry.label.0.clone(), lang: entry.label.1, note: entry.note.clone(), members: 1 }
}

fn group(kind: NodeKind, members: usize, phrase: &str) -> FlowNode {
    FlowNode { id: 0, kind, label: fill(phrase, |_| Some(members.to_string())), lang: None, note: None, members }
}

/// The first entries as they are; where they are more than `room`, the last box stands for the others.
fn first_ones(entries: Vec<Entry>, room: usize, more: &str) -> Gathered {
    if entries.len() <= room {
        return Gathered { of: (0..entries.len()).collect(), nodes: entries.iter().map(node).collect() };
    }
    let kept = room - 1;
    let rest = group(entries[kept].kind, entries.len() - kept, more);
    Gathered { of: (0..entries.len()).map(|n| n.min(kept)).collect(), nodes: entries[..kept].iter().map(node).chain([rest]).collect() }
}

/// Entries as they are while there is room for them; else those of the most common kinds stand in one box each, until there is.
fn by_kind(entries: Vec<Entry>, room: usize, phrase: impl Fn(&str) -> String) -> Gathered {
    let mut gathered: Vec<(&'static str, bool)> = Vec::new();
    loop {
        let boxes = entries.iter().filter(|entry| !gathered.contains(&entry.key)).count() + gathered.len();
        if boxes <= room {
            break;
        }
        let count = |key: (&str, bool)| entries.iter().filter(|entry| entry.key == key).count();
        let open = entries.iter().map(|entry| entry.key).filter(|key| !gathered.contains(key) && count(*key) > 1);
        // Of two as common the first: `max_by_key` takes the last.
        let Some(most) = open.rev().max_by_key(|key| count(*key)) else { break };
        gathered.push(most);
    }
    let mut out = Gathered { nodes: Vec::new(), of: Vec::with_capacity(entries.len()) };
    let mut of_kind: Vec<((&'static str, bool), usize)> = Vec::new();
    for entry in &entries {
        let found = of_kind.iter().find(|(key, _)| *key == entry.key).map(|(_, node)| *node);
        let at = match found {
            Some(at) => at,
            None => {
                let members = entries.iter().filter(|other| other.key == entry.key).count();
                let grouped = gathered.contains(&entry.key);
                out.nodes.push(if grouped { group(entry.kind, members, &phrase(entry.key.0)) } else { node(entry) });
                if grouped {
                    of_kind.push((entry.key, out.nodes.len() - 1));
                }
                out.nodes.len() - 1
            }
        };
        out.of.push(at);
    }
    out
}
