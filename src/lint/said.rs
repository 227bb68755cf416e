//! What an imported text tells: the words of lists and what was learnt of sentences, held against each other. Never decides what a criterion comes to.

use super::audit::EVIDENCE;
use super::telling::{self, Sentences};
use super::words::{self, Telling};
use crate::learn::Model;
use crate::notice::shape::Passage;
use crate::notice::tree::Tree;
use crate::notice::{FORMAT, Notice, Reading};
use std::collections::BTreeMap;

/// What a text tells.
#[derive(Debug)]
pub(super) struct Said {
    /// What is told, the words of lists before what was learnt.
    pub(super) told: Vec<Telling>,
    /// What shows that something is asked for.
    pub(super) shown: Vec<Telling>,
    /// Every sentence with what it might tell.
    pub(super) sentences: Sentences,
}

impl Said {
    /// Reads the passages that are wanted.
    pub(super) fn of(notice: &Notice<'_>, reading: &Reading, model: &Model, wanted: &dyn Fn(&Passage) -> bool) -> Self {
        let sure = &EVIDENCE.learnt;
        let mut sentences = telling::read(reading, model, wanted, &|passage| topics(notice, reading, passage));
        // What examples and lists say of a sentence is added up: once for each list, however often its words stand there.
        let (mut listed, mut known) = (Vec::new(), BTreeMap::new());
        for hit in words::told(reading, wanted) {
            let Some(at) = sentences.of(&hit) else {
                listed.push(hit);
                continue;
            };
            if let std::collections::btree_map::Entry::Vacant(first) = known.entry((at, hit.0)) {
                first.insert(hit.2.clone());
                telling::topic(model, hit.0).into_iter().for_each(|topic| sentences.all[at].scores[topic] += sure.listed);
                for told in weakened(hit.0) {
                    telling::topic(model, told).into_iter().for_each(|topic| sentences.all[at].scores[topic] -= sure.vague);
                }
            }
            if telling::topic(model, hit.0).is_none() {
                listed.push(hit);
            }
        }
        let surely = |least: &dyn Fn(&str) -> f32| {
            let mut learnt: Vec<(f32, Telling)> = Vec::new();
            for (number, list) in model.topics.iter().enumerate() {
                let Some(list) = words::told_list(list) else { continue };
                for (at, sentence) in sentences.all.iter().enumerate().filter(|(_, sentence)| sentence.scores[number] >= least(list)) {
                    let place = known.get(&(at, list)).unwrap_or(&sentence.place).clone();
                    learnt.push((sentence.scores[number], (list, sentence.passage, place)));
                }
            }
            // What tells it best is shown first.
            learnt.sort_by(|one, other| other.0.total_cmp(&one.0));
            listed.iter().cloned().chain(learnt.into_iter().map(|(_, telling)| telling)).collect()
        };
        let (told, shown) = (surely(&|list| sure.told.of(list)), surely(&|list| sure.asks.of(list)));
        Self { told, shown, sentences }
    }
}

/// The lists whose criterion says less where words of this one stand.
fn weakened(list: &str) -> impl Iterator<Item = &'static String> {
    let about = EVIDENCE.criterion.iter().filter(move |asked| asked.hollow.iter().chain(&asked.partly).any(|own| own == list));
    about.flat_map(|asked| &asked.told)
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
