//! The rest of the page: the register's name and parts, automated decisions, marketing, cookies, protection, free prose, changes.
//! Never adds a word to an author's prose.

use super::{Build, Part, TOPICS};
use crate::document::model::{Block, Definition, Inline, Inlines};
use crate::lang::fill;
use crate::notice::model::slug;

/// Prose of any topic, with the topic it stands after.
pub(super) struct Free {
    pub(super) after: &'static str,
    pub(super) part: Part,
}

impl Build<'_, '_> {
    pub(super) fn register_name(&self) -> Part {
        let name = self.notice.register.as_ref().and_then(|r| r.name).map(|name| Block::Paragraph { text: self.label(name), lang: None });
        let mut blocks: Vec<Block> = name.into_iter().collect();
        let items = self.notice.parts.iter().map(|part| Definition {
            term: part.name.map(|name| self.label(name)).unwrap_or_default(),
            blocks: part.text.map_or_else(Vec::new, |text| self.prose(text)),
        });
        let items: Vec<Definition> = items.collect();
        if !items.is_empty() {
            blocks.push(Block::Paragraph { text: vec![Inline::Strong { content: vec![Inline::text(&self.words.data.parts)] }], lang: None });
            blocks.push(Block::Definitions { items });
        }
        Part::new("register-name", blocks)
    }

    pub(super) fn automated_decisions(&self) -> Part {
        let words = &self.words.decisions;
        let declares = self.notice.declares.as_ref();
        let mut blocks = Vec::new();
        match &self.notice.automated_decisions {
            Some(decisions) => {
                blocks.push(Block::paragraph(&words.some));
                if let Some(refs) = &decisions.purposes {
                    let names = self.purpose_names(&crate::facts::resolve(Some(refs.as_slice()), &self.facts.ids.purposes));
                    blocks.extend(self.labelled(&words.purposes, names));
                }
                blocks.extend(self.labelled_prose(&words.logic, decisions.logic));
                blocks.extend(self.labelled_prose(&words.significance, decisions.significance));
                blocks.extend(self.labelled_prose(&words.consequences, decisions.consequences));
                blocks.extend(self.labelled_prose(&words.safeguards, decisions.safeguards));
            }
            None if declares.is_some_and(|d| d.automated_decisions == Some(false)) => blocks.push(Block::paragraph(&words.none)),
            None => {}
        }
        match &self.notice.profiling {
            Some(profiling) => blocks.extend(self.labelled_prose(&words.profiling, profiling.text)),
            None if declares.is_some_and(|d| d.profiling == Some(false)) => blocks.push(Block::paragraph(&words.no_profiling)),
            None => {}
        }
        Part::new("automated-decisions", blocks)
    }

    pub(super) fn direct_marketing(&self) -> Part {
        let words = &self.words.marketing;
        let mut blocks = Vec::new();
        for entry in &self.notice.direct_marketing {
            let products = entry.products.map(|leaf| match leaf.value {
                "group" => &words.group,
                "partners" => &words.partners,
                _ => &words.own,
            });
            let to = entry.to.map(|leaf| if leaf.value == "organisations" { &words.organisations } else { &words.consumers });
            let channels = self.list_words(entry.channels.iter().map(|leaf| self.word(&self.words.channels, leaf.value)).collect());
            let mut lines: Vec<Block> = Vec::new();
            lines.extend(products.and_then(|p| self.labelled_words(&words.products, p.clone())));
            lines.extend(to.and_then(|t| self.labelled_words(&words.to, t.clone())));
            lines.extend(self.labelled_words(&words.channels, channels));
            let basis = if self.old { &self.words.basis_old } else { &self.words.basis };
            let bases: Vec<Inlines> = entry.basis.iter().map(|leaf| vec![Inline::text(self.word(basis, leaf.value.key()))]).collect();
            lines.extend(self.labelled(&words.basis, self.names(bases)));
            lines.extend(self.labelled_prose(&words.opt_out, entry.opt_out));
            blocks.push(lines);
        }
        let blocks = if blocks.len() > 1 { vec![Block::List { start: None, items: blocks }] } else { blocks.into_iter().flatten().collect() };
        Part::new("direct-marketing", blocks)
    }

    pub(super) fn cookies(&self) -> Part {
        let words = &self.words.cookies;
        let mut blocks = Vec::new();
        if let Some(cookies) = &self.notice.cookies {
            blocks.extend(cookies.text.map_or_else(Vec::new, |text| self.prose(text)));
            blocks.extend(self.labelled_prose(&words.consent, cookies.consent));
        }
        let rows: Vec<Vec<Inlines>> = self
            .notice
            .cookie_items
            .iter()
            .map(|item| {
                let label = |text: Option<crate::notice::Text>| text.map(|text| self.label(text)).unwrap_or_default();
                let kind = item.kind.map(|leaf| vec![Inline::text(self.word(&self.words.cookie_kinds, leaf.value))]).unwrap_or_default();
                let name = item.name.map(|leaf| vec![Inline::Code { text: leaf.value.to_string() }]).unwrap_or_default();
                let provider =
                    if item.provider.is_some_and(|provider| self.is_controller(provider)) { vec![Inline::text(&words.own)] } else { label(item.provider) };
                vec![name, provider, label(item.purpose), label(item.duration), kind]
            })
            .collect();
        if !rows.is_empty() {
            let head = [&words.name, &words.provider, &words.purpose, &words.duration, &words.kind].map(Clone::clone).to_vec();
            blocks.push(Block::Table { caption: words.caption.clone(), head, rows });
        }
        Part::new("cookies", blocks)
    }

    pub(super) fn protection(&self) -> Part {
        let words = &self.words.protection;
        let mut parts = Vec::new();
        if let Some(protection) = &self.notice.protection {
            parts.push(Part::titled("manual-material", &words.manual, None, protection.manual.map_or_else(Vec::new, |text| self.prose(text))));
            parts.push(Part::titled("electronic-material", &words.electronic, None, protection.electronic.map_or_else(Vec::new, |text| self.prose(text))));
        }
        let items: Vec<Vec<Block>> =
            self.notice.measures.iter().filter_map(|measure| measure.text).map(|text| self.prose(text)).filter(|item| !item.is_empty()).collect();
        let measures = if items.is_empty() { Vec::new() } else { vec![Block::List { start: None, items }] };
        parts.push(Part::titled("protection", &words.measures, None, measures));
        Part::new("protection", Vec::new()).with(parts)
    }

    pub(super) fn changes(&self) -> Part {
        let words = &self.words.changes;
        let items = self.notice.changes.iter().map(|change| {
            let date = change.date.map(|day| self.date(day.value));
            let version = change.version.map(|v| fill(&words.version, |_| Some(v.value.to_string())));
            let material = (change.material == Some(true)).then(|| words.material.clone());
            let term: Vec<String> = date.into_iter().chain(version).chain(material).collect();
            Definition { term: vec![Inline::text(term.join(&self.words.lists.comma))], blocks: change.text.map_or_else(Vec::new, |text| self.prose(text)) }
        });
        let items: Vec<Definition> = items.collect();
        Part::new("changes", if items.is_empty() { Vec::new() } else { vec![Block::Definitions { items }] })
    }

    pub(super) fn free_sections(&self) -> Vec<Free> {
        let known = |topic: &str| TOPICS.iter().copied().find(|t| *t == topic).or_else(|| place(topic));
        self.notice
            .sections
            .iter()
            .map(|section| {
                let first = section.topics.first().map_or("other", |topic| topic.value);
                let after = section.after.and_then(|topic| known(topic.value)).or_else(|| known(first)).unwrap_or("other");
                let topic = known(first).unwrap_or("other");
                let blocks = section.body.map_or_else(Vec::new, |body| self.prose(body));
                let (title, lang) = self.title(section.title);
                let mut part = if title.is_empty() { Part::new(topic, blocks) } else { Part::titled(topic, &title, lang, blocks) };
                part.id = section
                    .id
                    .map(|id| slug(id.value))
                    .filter(|id| !id.is_empty())
                    .or_else(|| (!title.is_empty()).then(|| slug(&title)).filter(|id| !id.is_empty()));
                Free { after, part }
            })
            .collect()
    }
}

/// The section of the page a finer topic belongs to.
fn place(topic: &str) -> Option<&'static str> {
    Some(match topic {
        "representative" | "joint-controllers" => "controller",
        "dpo" => "contact",
        "legal-basis" | "legitimate-interests" => "purposes",
        "special-categories" => "data-categories",
        "children" => "data-subjects",
        "manual-material" | "electronic-material" => "protection",
        "right-access" | "right-rectification" | "right-erasure" | "right-restriction" | "right-portability" | "right-object" | "right-withdraw-consent" => {
            "rights"
        }
        "date-version" => "changes",
        "definitions" => "register-name",
        _ => return None,
    })
}
