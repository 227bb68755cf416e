//! What and why: purposes, data subjects, data categories, sources, whether data must be given, how long they are kept.
//! Never states a basis or article that does not follow from the notice.

use super::{Build, Part};
use crate::document::model::{Block, Definition, Inline, Inlines};
use crate::lang::fill;
use crate::notice::Text;
use crate::notice::choice::Requirement;
use crate::notice::model::{DataCategory, Purpose};

impl Build<'_, '_> {
    pub(super) fn purposes(&self) -> Part {
        let parts = self.notice.purposes.iter().enumerate().map(|(index, purpose)| {
            let (title, lang) = self.title(purpose.name);
            Part { id: Some(format!("purpose-{}", self.facts.ids.purposes[index])), ..Part::titled("purposes", title, lang, self.purpose(index, purpose)) }
        });
        Part::new("purposes", Vec::new()).with(parts.collect())
    }

    fn purpose(&self, index: usize, purpose: &Purpose<'_>) -> Vec<Block> {
        let words = &self.words.purposes;
        let mut blocks = purpose.text.map_or_else(Vec::new, |text| self.prose(text));
        let basis = if self.old { &self.words.basis_old } else { &self.words.basis };
        let bases: Vec<Inlines> = purpose.basis.iter().map(|leaf| vec![Inline::text(self.word(basis, leaf.value.key()))]).collect();
        match <[Inlines; 1]>::try_from(bases) {
            Ok([one]) => blocks.extend(self.labelled(&words.basis, one)),
            Err(several) if several.is_empty() => {}
            Err(several) => blocks.push(Block::Definitions {
                items: vec![Definition {
                    term: vec![Inline::text(&words.basis)],
                    blocks: vec![Block::List { start: None, items: several.into_iter().map(|text| vec![Block::Paragraph { text, lang: None }]).collect() }],
                }],
            }),
        }
        blocks.extend(purpose.statute.and_then(|statute| self.labelled(&words.statute, self.label(statute))));
        blocks.extend(self.labelled_prose(&words.interest, purpose.interest));
        blocks.extend(purpose.interest_of.and_then(|whose| self.labelled(&words.interest_of, self.label(whose))));
        let conditions: Vec<String> = purpose.special_condition.iter().map(|leaf| self.word(&self.words.special_conditions, leaf.value)).collect();
        blocks.extend(self.labelled_words(&words.special, self.list_words(conditions)));
        if purpose.further == Some(true) {
            blocks.push(Block::paragraph(&words.further));
        }
        blocks.extend(self.labelled(&words.data, self.category_names(&self.facts.purpose_categories[index])));
        blocks
    }

    pub(super) fn data_subjects(&self) -> Part {
        let item = |subject: &crate::notice::model::DataSubject<'_>| {
            let mut blocks = subject.name.map(|name| Block::Paragraph { text: self.label(name), lang: None }).into_iter().collect::<Vec<_>>();
            if subject.children == Some(true) {
                blocks.push(Block::paragraph(&self.words.data.children));
            }
            blocks
        };
        let items: Vec<Vec<Block>> = self.notice.data_subjects.iter().map(item).filter(|item| !item.is_empty()).collect();
        Part::new("data-subjects", if items.is_empty() { Vec::new() } else { vec![Block::List { start: None, items }] })
    }

    pub(super) fn data_categories(&self) -> Part {
        let parts = self.notice.data_categories.iter().enumerate().map(|(index, category)| {
            let (title, lang) = self.title(category.name);
            Part {
                id: Some(format!("data-{}", self.facts.ids.data_categories[index])),
                ..Part::titled("data-categories", title, lang, self.category(index, category))
            }
        });
        Part::new("data-categories", Vec::new()).with(parts.collect())
    }

    fn category(&self, index: usize, category: &DataCategory<'_>) -> Vec<Block> {
        let words = &self.words.data;
        let mut blocks = category.text.map_or_else(Vec::new, |text| self.prose(text));
        let items = self.list(category.items.iter().map(|item| self.label(*item)).collect());
        blocks.extend(self.labelled(&words.items, items));
        let special: Vec<String> = category.special_categories.iter().map(|leaf| self.word(&self.words.special_categories, leaf.value)).collect();
        blocks.extend(self.labelled_words(&words.special, self.list_words(special)));
        if let Some(ground) = category.identity_code_ground.filter(|_| !self.old) {
            blocks.extend(self.labelled_words(&words.identity_code_ground, self.word(&self.words.identity_code_grounds, ground.value)));
        }
        if let Some(ground) = category.criminal_ground.filter(|_| !self.old) {
            blocks.extend(self.labelled_words(&words.criminal_ground, self.word(&self.words.criminal_grounds, ground.value)));
        }
        if let Some(refs) = &category.data_subjects {
            let names = self.notice.data_subjects.iter().zip(&self.facts.ids.data_subjects).filter(|(_, id)| refs.iter().any(|leaf| leaf.value == **id));
            let names = names.filter_map(|(subject, _)| subject.name).map(|name| self.label(name)).collect();
            blocks.extend(self.labelled(&words.subjects, self.names(names)));
        }
        if let Some(refs) = &category.parts {
            let names = self.notice.parts.iter().zip(&self.facts.ids.parts).filter(|(_, id)| refs.iter().any(|leaf| leaf.value == **id));
            blocks.extend(self.labelled(&words.parts, self.names(names.filter_map(|(part, _)| part.name).map(|name| self.label(name)).collect())));
        }
        let fact = &self.facts.categories[index];
        let sources = self.names(fact.sources.iter().filter_map(|s| self.notice.sources[*s].name).map(|name| self.label(name)).collect());
        blocks.extend(self.labelled(&words.sources, sources));
        if !self.old {
            let sources = &self.words.sources;
            let derived = match (fact.article_13, fact.article_14) {
                (true, true) => Some(&sources.both),
                (true, false) => Some(&sources.article_13),
                (false, true) => Some(&sources.article_14),
                (false, false) => None,
            };
            blocks.extend(derived.map(Block::paragraph));
        }
        blocks
    }

    pub(super) fn sources(&self) -> Part {
        let words = &self.words.sources;
        let items = self.notice.sources.iter().map(|source| {
            let name = source.name.map(|name| self.label(name)).filter(|name| !name.is_empty());
            let kinds = if self.old { &self.words.source_kinds_old } else { &self.words.source_kinds };
            let kind = source.kind.map(|kind| self.word(kinds, kind.value.key()));
            let mut blocks = Vec::new();
            // The kind explains a name; without a name it is the name.
            if name.is_some() {
                blocks.extend(kind.clone().map(Block::paragraph));
            }
            blocks.extend(source.text.map_or_else(Vec::new, |text| self.prose(text)));
            blocks.extend(
                source
                    .public
                    .filter(|_| !self.old && source.kind.is_some_and(|k| !k.value.from_the_person()))
                    .map(|public| Block::paragraph(if public { &words.public } else { &words.not_public })),
            );
            Definition { term: name.unwrap_or_else(|| kind.map(Inline::text).into_iter().collect()), blocks }
        });
        let items: Vec<Definition> = items.collect();
        Part::new("sources", if items.is_empty() { Vec::new() } else { vec![Block::Definitions { items }] })
    }

    /// Art. 13(2)(e): of the data collected from the person, which must be given, and what follows if they are not.
    pub(super) fn provision(&self) -> Part {
        if self.old {
            return Part::new("provision", Vec::new());
        }
        let words = &self.words.provision;
        let mut blocks = Vec::new();
        for (requirement, phrase) in [
            (Requirement::Statutory, &words.statutory),
            (Requirement::Contractual, &words.contractual),
            (Requirement::Voluntary, &words.voluntary),
            (Requirement::Observed, &words.observed),
        ] {
            let of_kind = |(index, category): &(usize, &DataCategory<'_>)| {
                category.required.is_some_and(|r| r.value == requirement) && self.facts.categories[*index].article_13
            };
            let found: Vec<(usize, &DataCategory<'_>)> = self.notice.data_categories.iter().enumerate().filter(of_kind).collect();
            if found.is_empty() {
                continue;
            }
            let names = self.names(found.iter().filter_map(|(_, category)| category.name).map(|name| self.label(name)).collect());
            blocks.push(Block::Paragraph { text: self.phrase(phrase, "data", names), lang: None });
            // The same consequence for several categories is said once.
            let mut told: Vec<String> = Vec::new();
            for consequence in found.iter().filter_map(|(_, category)| category.consequence) {
                let text = self.plain(consequence);
                if !told.contains(&text) {
                    told.push(text);
                    blocks.extend(self.prose(consequence));
                }
            }
        }
        Part::new("provision", blocks)
    }

    pub(super) fn retention(&self) -> Part {
        let words = &self.words.retention;
        let mut rows: Vec<Vec<Inlines>> = Vec::new();
        for (entry, retention) in self.notice.retention.iter().enumerate() {
            let purposes = crate::facts::resolve(retention.purposes.as_deref(), &self.facts.ids.purposes);
            // Only the data that the purposes use are kept for them.
            let mut categories: Vec<usize> =
                purposes.iter().flat_map(|p| &self.facts.retention[*p].pairs).filter(|(_, by)| *by == Some(entry)).map(|(category, _)| *category).collect();
            categories.sort_unstable();
            categories.dedup();
            let mut how_long: Inlines = Vec::new();
            let mut add = |piece: Inlines| {
                if !how_long.is_empty() && !piece.is_empty() {
                    how_long.push(Inline::text(" "));
                }
                how_long.extend(piece);
            };
            if let Some(period) = retention.period {
                let period = self.period(period.value);
                match retention.starts {
                    Some(starts) => {
                        let phrase = fill(&words.from, |hole| (hole == "period").then(|| period.clone()));
                        add(self.phrase(&phrase, "starts", self.label(starts)));
                    }
                    None => add(vec![Inline::text(period)]),
                }
            }
            if retention.permanent == Some(true) {
                add(vec![Inline::text(&words.permanent)]);
            }
            add(retention.criterion.map_or_else(Vec::new, |text: Text| self.in_line(text)));
            if let Some(statute) = retention.statute {
                add(self.phrase(&words.statute, "statute", self.label(statute)));
            }
            rows.push(vec![self.purpose_names(&purposes), self.category_names(&categories), how_long]);
        }
        if rows.is_empty() {
            return Part::new("retention", Vec::new());
        }
        let head = vec![words.purpose.clone(), words.data.clone(), words.period.clone()];
        Part::new("retention", vec![Block::Table { caption: words.caption.clone(), head, rows }])
    }
}
