//! What an imported text tells: the words of lists and what was learnt of sentences, held against each other. Never decides what a criterion comes to.

use super::audit::EVIDENCE;
use super::evidence::Asked;
use super::telling::{self, Sentences};
use super::words::{self, Telling};
use crate::learn::Model;
use crate::notice::shape::Passage;
use crate::notice::tree::Tree;
use crate::notice::{FORMAT, Notice, Reading};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

/// What a text tells, by a model.
#[derive(Debug)]
pub struct Said<'m> {
    /// Every sentence with how surely it tells each thing, lists and examples together.
    pub sentences: Sentences,
    model: &'m Model,
    /// Words of lists that stand in no sentence, or of which no example tells anything.
    listed: Vec<Telling>,
    /// Where the first words of a list stand in a sentence.
    known: BTreeMap<(usize, &'static str), Range<usize>>,
}

/// How sure a text has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    /// It tells something, or asks for it, rather than not.
    Even,
    /// What it may tell counts as told, and what it may ask for as not asked for: a gap that is left is sure.
    Sure,
}

/// A passage, and bytes in it.
pub(super) type Place = (usize, Range<usize>);

impl<'m> Said<'m> {
    /// Reads the passages that are wanted.
    pub(super) fn of(notice: &Notice<'_>, reading: &Reading, model: &'m Model, wanted: &dyn Fn(&Passage) -> bool) -> Self {
        let sure = &EVIDENCE.learnt;
        let sentences = telling::read(reading, model, wanted, &|passage| topics(notice, reading, passage));
        let mut said = Self { sentences, model, listed: Vec::new(), known: BTreeMap::new() };
        for hit in words::told(reading, wanted) {
            let at = said.sentences.of(&hit);
            // What examples and lists say of a sentence is added up: once for each list, however often its words stand there.
            if let Some(at) = at
                && let Entry::Vacant(first) = said.known.entry((at, hit.0))
            {
                first.insert(hit.2.clone());
                said.add(at, hit.0, sure.listed);
                weakened(hit.0, |asked| &asked.hollow).for_each(|told| said.add(at, told, -sure.vague));
                weakened(hit.0, |asked| &asked.partly).for_each(|told| said.add(at, told, -sure.partly));
            }
            if at.is_none() || telling::topic(model, hit.0).is_none() {
                said.listed.push(hit);
            }
        }
        said
    }

    /// Makes a sentence surer to tell what a list is about.
    fn add(&mut self, sentence: usize, list: &str, by: f32) {
        if let Some(topic) = telling::topic(self.model, list) {
            self.sentences.all[sentence].scores[topic] += by;
        }
    }

    /// Where something is told: what tells it best is first.
    pub(super) fn told(&self, list: &str, bar: Bar) -> Vec<Place> {
        let learnt = &EVIDENCE.learnt;
        self.places(list, (if bar == Bar::Even { &learnt.told } else { &learnt.sure.told }).of(list))
    }

    /// Where it shows that something is asked for.
    pub(super) fn shows(&self, list: &str, bar: Bar) -> Vec<Place> {
        let learnt = &EVIDENCE.learnt;
        self.places(list, (if bar == Bar::Even { &learnt.asks } else { &learnt.sure.asks }).of(list))
    }

    fn places(&self, list: &str, least: f32) -> Vec<Place> {
        let listed = self.listed.iter().filter(|hit| hit.0 == list).map(|hit| (hit.1, hit.2.clone()));
        let mut learnt: Vec<(f32, Place)> = Vec::new();
        if let Some(topic) = telling::topic(self.model, list) {
            for (at, sentence) in self.sentences.all.iter().enumerate().filter(|(_, sentence)| sentence.scores[topic] >= least) {
                let place = self.known.get(&(at, list)).unwrap_or(&sentence.place).clone();
                learnt.push((sentence.scores[topic], (sentence.passage, place)));
            }
        }
        learnt.sort_by(|one, other| other.0.total_cmp(&one.0));
        listed.chain(learnt.into_iter().map(|(_, place)| place)).collect()
    }

    /// How surely the surest sentence tells each thing that was learnt, in the order of the model.
    #[must_use]
    pub fn surest(&self) -> Vec<f32> {
        let best = |topic: usize| self.sentences.all.iter().map(|sentence| sentence.scores[topic]).fold(f32::MIN, f32::max);
        (0..self.model.topics.len()).map(best).collect()
    }
}

/// The lists whose criterion says less where words of this one stand.
fn weakened(list: &str, by: fn(&Asked) -> &[String]) -> impl Iterator<Item = &'static String> {
    EVIDENCE.criterion.iter().filter(move |asked| by(asked).iter().any(|own| own == list)).flat_map(|asked| &asked.told)
}

/// What the section is about in which a passage stands; nothing where it stands in none.
fn topics<'n>(notice: &Notice<'n>, reading: &Reading, passage: usize) -> Vec<&'n str> {
    let key = reading.passages[passage].key;
    let table = FORMAT.tables[reading.passages[passage].table].path.as_str();
    let above = std::iter::successors(Some(key), |at| (*at != Tree::ROOT).then(|| reading.tree.node(*at).parent));
    if table != "sections" {
        return if table == "data-categories" { vec!["data-categories"] } else { Vec::new() };
    }
    let section = notice
        .sections
        .iter()
        .find(|section| section.body.is_some_and(|body| above.clone().any(|at| at == body.at)) || above.clone().any(|at| at == section.at));
    section.map_or_else(Vec::new, |section| section.topics.iter().map(|topic| topic.value).collect())
}
