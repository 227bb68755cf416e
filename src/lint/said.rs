//! What an imported text tells: the words of lists and what was learnt of sentences, held against each other. Never decides what a criterion comes to.

use super::audit::EVIDENCE;
use super::telling::{self, Sentence, Sentences};
use super::words::{self, Telling};
use crate::notice::shape::Passage;
use crate::notice::tree::Tree;
use crate::notice::{FORMAT, Notice, Reading};
use std::collections::BTreeSet;

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
    pub(super) fn of(notice: &Notice<'_>, reading: &Reading, wanted: &dyn Fn(&Passage) -> bool) -> Self {
        let sure = &EVIDENCE.learnt;
        let away = |passage: usize| {
            let topics = topics(notice, reading, passage);
            telling::MODEL.topics.iter().map(|list| if sure.is_home(list, &topics) { 0.0 } else { sure.away }).collect()
        };
        let sentences = telling::read(reading, wanted, &away);
        // A word of a list in a sentence that by all examples is about something else was said in passing.
        let passing = |hit: &Telling| sentences.of(hit).and_then(|sentence| sentence.alone(hit.0)).is_some_and(|score| score < sure.never);
        let listed: Vec<Telling> = words::told(reading, wanted).into_iter().filter(|hit| !passing(hit)).collect();
        // What a list knows to tell it in part only is no more than that.
        let at = |sentence: &Sentence, list: &str| (sentence.passage, sentence.place.start, list.to_string());
        let partly: BTreeSet<_> = listed.iter().filter_map(|hit| Some(at(sentences.of(hit)?, hit.0))).collect();
        let in_part = |sentence: &Sentence, list: &str| {
            let about = EVIDENCE.criterion.iter().filter(|asked| asked.told.iter().any(|own| own == list));
            about.flat_map(|asked| &asked.partly).any(|own| partly.contains(&at(sentence, own)))
        };
        let surely = |least: &dyn Fn(&str) -> f32| {
            let learnt = sentences.all.iter().flat_map(|sentence| {
                let lists = sentence.told().filter(|(list, score)| *score >= least(list));
                lists.filter(|(list, _)| !in_part(sentence, list)).map(|(list, _)| (list, sentence.passage, sentence.place.clone()))
            });
            listed.iter().cloned().chain(learnt).collect()
        };
        let (told, shown) = (surely(&|list| sure.least(list)), surely(&|_| sure.asks));
        Self { told, shown, sentences }
    }
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
