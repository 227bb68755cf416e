//! What and why: purposes, data subjects, data categories, sources, whether data must be given, how long they are kept.
//! Never states a basis or article that does not follow from the notice.

use super::recipients::Once;
use super::{Build, Part};
use crate::document::model::{Block, Definition, Inline, Inlines};
use crate::lang::fill;
use crate::notice::Text;
use crate::notice::choice::{Basis, Requirement, SourceKind};
use crate::notice::model::{DataCategory, Purpose, Retention};
use std::collections::BTreeSet;

/// As many names a reader takes in at a glance.
const FEW: usize = 2;

impl Build<'_, '_> {
    pub(super) fn purposes(&self) -> Part {
        let once = self.told_once();
        let parts = self.notice.purposes.iter().enumerate().map(|(index, purpose)| {
            let (title, lang) = self.title(purpose.name);
            let id = Some(format!("purpose-{}", self.facts.ids.purposes[index]));
            Part { id, ..Part::titled("purposes", title, lang, self.purpose(index, purpose, &once)) }
        });
        let parts = parts.collect();
        Part::new("purposes", self.of_all_purposes(&once)).with(parts)
    }

    /// What it is for in the author's words, then the card: on what basis, with which data, how long, and who gets them.
    fn purpose(&self, index: usize, purpose: &Purpose<'_>, once: &Once) -> Vec<Block> {
        let words = &self.words.purposes;
        let mut blocks = purpose.text.map_or_else(Vec::new, |text| self.prose(text));
        if purpose.further == Some(true) {
            blocks.push(Block::paragraph(&words.further));
        }
        let mut rows: Vec<Definition> = Vec::new();
        let mut row = |label: &str, blocks: Vec<Block>| {
            if !blocks.is_empty() {
                rows.push(Definition { term: vec![Inline::text(label)], blocks });
            }
        };
        let line = |text: Inlines| if text.is_empty() { Vec::new() } else { vec![Block::Paragraph { text, lang: None }] };
        let basis = if self.old { &self.words.basis_old } else { &self.words.basis };
        // What the interest is and whose belongs to the basis that it is. Of the controller's own the basis itself says so.
        let own = purpose.interest_of.is_some_and(|whose| self.is_controller(whose));
        let interest = |own_told: bool| {
            let name = |whose: Text| if own { vec![Inline::text(&words.interest_own)] } else { self.label(whose) };
            let whose = purpose.interest_of.filter(|_| !own_told).and_then(|whose| self.labelled(&words.interest_of, name(whose)));
            purpose.interest.map_or_else(Vec::new, |text| self.prose(text)).into_iter().chain(whose)
        };
        let mut told = false;
        let mut bases: Vec<Vec<Block>> = Vec::new();
        for leaf in &purpose.basis {
            let mut name = self.word(basis, leaf.value.key());
            let mut more: Vec<Block> = Vec::new();
            if leaf.value == Basis::LegitimateInterests && !told {
                if own {
                    name = format!("{name}, {}", words.interest_own);
                }
                more = interest(own).collect();
                told = true;
            }
            bases.push(std::iter::once(Block::paragraph(name)).chain(more).collect());
        }
        row(&words.basis, one_or_list(bases));
        row(&words.statute, line(purpose.statute.map(|statute| self.label(statute)).unwrap_or_default()));
        if !told {
            row(&words.interest, interest(false).collect());
        }
        row(&words.special, self.special_condition(index, purpose));
        let national = purpose.national_ground.iter().filter(|_| self.in_force("tsl")).map(|leaf| self.word(&self.words.national_grounds, leaf.value));
        let national: Vec<String> = national.collect();
        row(&words.national, if national.is_empty() { Vec::new() } else { vec![Block::paragraph(self.list_words(national))] });
        let kept = self.kept(index);
        // Periods that name all the data between them tell which they are.
        if self.kept_tells_data(index) {
            row(&words.data_kept, kept);
        } else {
            row(&words.data, line(self.category_names(&self.facts.purpose_categories[index])));
            row(&self.words.retention.period, kept);
        }
        let (others, recipients) = self.recipients(index, once);
        row(if others { &words.recipients_other } else { &words.recipients }, recipients);
        if !rows.is_empty() {
            blocks.push(Block::Rows { rows });
        }
        blocks
    }

    /// The condition of Art. 9(2), and which of the data it is about where not all of them are special. A purpose that uses none of the data marked as
    /// special has no condition to tell.
    fn special_condition(&self, index: usize, purpose: &Purpose<'_>) -> Vec<Block> {
        let conditions: Vec<String> = purpose.special_condition.iter().map(|leaf| self.word(&self.words.special_conditions, leaf.value)).collect();
        let used = &self.facts.purpose_categories[index];
        let is_special = |category: &usize| !self.notice.data_categories[*category].special_categories.is_empty();
        let special: Vec<usize> = used.iter().copied().filter(is_special).collect();
        let marked = (0..self.notice.data_categories.len()).any(|category| is_special(&category));
        if conditions.is_empty() || (marked && special.is_empty() && !used.is_empty()) {
            return Vec::new();
        }
        let mut blocks = vec![Block::paragraph(self.list_words(conditions))];
        if !special.is_empty() && special.len() < used.len() {
            let names = self.category_names(&special);
            blocks.push(Block::Paragraph { text: self.phrase(&self.words.purposes.special_data, "data", names), lang: None });
        }
        blocks
    }

    /// Whether a statute is in force on the judging day.
    fn in_force(&self, statute: &str) -> bool {
        self.law.statute(statute).is_some_and(|statute| statute.days().contains(self.facts.day))
    }

    /// The entries that say how long data of a purpose are kept, each with these data.
    fn kept_by(&self, purpose: usize) -> Vec<(usize, Vec<usize>)> {
        let mut entries: Vec<(usize, Vec<usize>)> = Vec::new();
        for (category, entry) in self.facts.retention[purpose].pairs.iter().flat_map(|(category, by)| by.iter().map(move |entry| (category, entry))) {
            match entries.iter_mut().find(|(own, _)| own == entry) {
                Some((_, categories)) => categories.push(*category),
                None => entries.push((*entry, vec![*category])),
            }
        }
        // Where the data of the purpose are not known, whatever is said of the purpose.
        if self.facts.retention[purpose].pairs.is_empty() {
            let reaches = |entry: &Retention<'_>| crate::facts::retention::reach(self.notice, &self.facts.ids, entry).0.contains(&purpose);
            entries.extend(self.notice.retention.iter().enumerate().filter(|(_, entry)| reaches(entry)).map(|(entry, _)| (entry, Vec::new())));
        }
        entries
    }

    /// Whether the periods of a purpose, each with the data it is about, name all the data of the purpose.
    fn kept_tells_data(&self, purpose: usize) -> bool {
        let data = &self.facts.purpose_categories[purpose];
        let kept = self.kept_by(purpose);
        let named: BTreeSet<usize> = kept.iter().flat_map(|(_, categories)| categories.iter().copied()).collect();
        kept.iter().all(|(_, categories)| categories.len() < data.len()) && !data.is_empty() && data.iter().all(|category| named.contains(category))
    }

    /// How long the data of a purpose are kept: once where it is the same for all of them.
    fn kept(&self, purpose: usize) -> Vec<Block> {
        let whole = self.facts.purpose_categories[purpose].len();
        let said = |(entry, categories): (usize, Vec<usize>)| {
            let period = self.how_long(&self.notice.retention[entry], self.notice.purposes[purpose].statute);
            if categories.len() == whole {
                return vec![Block::Paragraph { text: period, lang: None }];
            }
            let mut text = self.category_names(&categories);
            text.push(Inline::text(&self.words.typography.colon));
            text.extend(period);
            vec![Block::Paragraph { text, lang: None }]
        };
        one_or_list(self.kept_by(purpose).into_iter().map(said).collect())
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
            let cite = if self.in_force("tsl") { &words.identity_code_cite } else { &words.identity_code_cite_old };
            let ground = self.word(&self.words.identity_code_grounds, ground.value);
            blocks.extend(self.labelled_words(&words.identity_code_ground, format!("{ground} ({cite})")));
        }
        if let Some(ground) = category.criminal_ground.filter(|_| !self.old) {
            let mut text = self.word(&self.words.criminal_grounds, ground.value);
            // Control by an authority and a statute are grounds of Art. 10 itself; the others are those of 1050/2018 7 §.
            if !matches!(ground.value, "official-control" | "statute") && self.in_force("tsl") {
                text = format!("{text} ({})", words.criminal_cite);
            }
            blocks.extend(self.labelled_words(&words.criminal_ground, text));
        }
        if let Some(refs) = &category.data_subjects {
            let all = &self.notice.data_subjects;
            let about = all.iter().zip(&self.facts.ids.data_subjects).filter(|(_, id)| refs.iter().any(|leaf| leaf.value == **id));
            let names: Vec<Inlines> = about.filter_map(|(subject, _)| subject.name).map(|name| self.label(name)).collect();
            let everybody = all.len() > 1 && names.len() == all.len();
            blocks.extend(self.labelled(&words.subjects, if everybody { vec![Inline::text(&words.all_subjects)] } else { self.names(names) }));
        }
        if let Some(refs) = &category.parts {
            let names = self.notice.parts.iter().zip(&self.facts.ids.parts).filter(|(_, id)| refs.iter().any(|leaf| leaf.value == **id));
            blocks.extend(self.labelled(&words.parts, self.names(names.filter_map(|(part, _)| part.name).map(|name| self.label(name)).collect())));
        }
        let fact = &self.facts.categories[index];
        let named = fact.sources.iter().filter_map(|s| self.notice.sources[*s].name).map(|name| self.label(name)).collect::<Vec<_>>();
        // What kind each source is, its own entry tells.
        let all_named = named.iter().filter(|name| !name.is_empty()).count() == fact.sources.len();
        blocks.extend(self.labelled(&words.sources, self.names(named)));
        if !self.old && !all_named {
            blocks.extend(self.whence(&fact.sources).map(Block::paragraph));
        }
        blocks
    }

    /// From where data come, in a sentence or two. Of data the controller works out itself alone the kind of their source says so.
    fn whence(&self, sources: &[usize]) -> Option<String> {
        let words = &self.words.sources;
        let has = |of: fn(SourceKind) -> bool| sources.iter().any(|s| self.notice.sources[*s].kind.is_some_and(|kind| of(kind.value)));
        let told = has(|kind| kind == SourceKind::DataSubject);
        let observed = has(|kind| kind == SourceKind::Observation);
        let elsewhere = has(SourceKind::from_others);
        let first = match (told, observed, elsewhere) {
            (true, _, true) => &words.both,
            (true, _, false) => &words.article_13,
            (false, true, _) => &words.observed,
            (false, false, true) => &words.article_14,
            (false, false, false) => return None,
        };
        let too = [
            (told && observed, &words.observed_too),
            (!told && observed && elsewhere, &words.elsewhere_too),
            (has(|kind| kind == SourceKind::Derived), &words.derived_too),
        ];
        Some(too.into_iter().filter(|(so, _)| *so).fold(first.clone(), |text, (_, more)| format!("{text} {more}")))
    }

    pub(super) fn sources(&self) -> Part {
        let words = &self.words.sources;
        let items = self.notice.sources.iter().map(|source| {
            let name = source.name.map(|name| self.label(name)).filter(|name| !name.is_empty());
            let kinds = if self.old { &self.words.source_kinds_old } else { &self.words.source_kinds };
            let kind = source.kind.map(|kind| self.word(kinds, kind.value.key()));
            let mut blocks = Vec::new();
            // The kind explains a name; without a name it is the name, and where it is the name it says nothing more.
            if name.as_ref().is_some_and(|name| kind.as_deref() != Some(crate::document::plain(name).as_str())) {
                blocks.extend(kind.clone().map(Block::paragraph));
            }
            blocks.extend(source.text.map_or_else(Vec::new, |text| self.prose(text)));
            // 759/2004 4.1 §: why an employer may ask somebody else than the employee.
            let ground = source.ground.filter(|_| !self.old && source.kind.is_some_and(|kind| kind.value.from_others()));
            blocks.extend(ground.map(|ground| Block::paragraph(self.word(&self.words.source_grounds, ground.value))));
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
            if requirement == Requirement::Voluntary && self.voluntary_is_the_rest(found.len()) {
                blocks.push(Block::paragraph(&words.voluntary_rest));
            } else {
                let names = self.names(found.iter().filter_map(|(_, category)| category.name).map(|name| self.label(name)).collect());
                blocks.push(Block::Paragraph { text: self.phrase(phrase, "data", names), lang: None });
            }
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

    /// Whether the data that may be given or not are all that no other sentence of the section names, and more than a few.
    fn voluntary_is_the_rest(&self, voluntary: usize) -> bool {
        let asked = self.notice.data_categories.iter().zip(&self.facts.categories).filter(|(_, fact)| fact.article_13);
        let required: Vec<Option<Requirement>> = asked.map(|(category, _)| category.required.map(|leaf| leaf.value)).collect();
        let known = required.iter().all(|required| required.is_some_and(|required| required != Requirement::Observed));
        known && voluntary > FEW && voluntary < required.len()
    }

    /// Where the storage periods stand: each in the card of its purpose. What reaches no purpose's card is told here, with its data.
    pub(super) fn retention(&self) -> Part {
        let words = &self.words.retention;
        let told: BTreeSet<usize> = (0..self.notice.purposes.len()).flat_map(|purpose| self.kept_by(purpose)).map(|(entry, _)| entry).collect();
        let left = self.notice.retention.iter().enumerate().filter(|(entry, _)| !told.contains(entry)).map(|(_, retention)| {
            let purposes = crate::facts::resolve(retention.purposes.as_deref(), &self.facts.ids.purposes);
            let data = crate::facts::resolve(retention.data_categories.as_deref(), &self.facts.ids.data_categories);
            vec![self.purpose_names(&purposes), self.category_names(&data), self.how_long(retention, None)]
        });
        let rows: Vec<Vec<Inlines>> = left.collect();
        let mut blocks = Vec::new();
        if !told.is_empty() {
            blocks.push(Block::Paragraph { text: self.phrase(&words.told, "section", self.section_link("purposes")), lang: None });
        }
        if !rows.is_empty() {
            blocks.push(Block::Table { caption: words.caption.clone(), head: vec![words.purpose.clone(), words.data.clone(), words.period.clone()], rows });
        }
        Part::new("retention", blocks)
    }

    /// A storage period, or the criteria for it, with its provision unless that is `told` beside it already.
    pub(super) fn how_long(&self, retention: &Retention<'_>, told: Option<Text>) -> Inlines {
        let words = &self.words.retention;
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
        let alone = retention.period.is_none() && retention.permanent != Some(true) && retention.criterion.is_none();
        let known = told.map(|told| self.plain(told)).filter(|_| !alone);
        if let Some(statute) = retention.statute.filter(|statute| known.as_deref() != Some(self.plain(*statute).as_str())) {
            add(self.phrase(&words.statute, "statute", self.label(statute)));
        }
        how_long
    }
}

/// One thing said as it is, several as a list.
fn one_or_list(mut items: Vec<Vec<Block>>) -> Vec<Block> {
    match items.len() {
        0 => Vec::new(),
        1 => items.swap_remove(0),
        _ => vec![Block::List { start: None, items }],
    }
}
