//! What the sentences of a text tell, as learnt from examples: for what no list has the words. Never claims that anything is missing.

use super::words::{Telling, is_read};
use crate::learn::Model;
use crate::notice::{Reading, shape::Passage};
use crate::prose::sentences;
use std::ops::Range;
use std::sync::LazyLock;

/// What was learnt from `lints/lists/telling`.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/telling.bin"))).expect("the build script packed this very type"));

/// A sentence with how surely it tells what each list is about.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// The passage it stands in.
    pub passage: usize,
    /// The bytes of the passage.
    pub place: Range<usize>,
    /// For each topic of the model; above 0 rather than not.
    pub scores: Vec<f32>,
}

/// The sentences of a text, in its order.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    /// The sentences.
    pub all: Vec<Sentence>,
    /// Whether every sentence was looked at: of a text beyond all measure only the beginning is.
    pub whole: bool,
}

impl Sentences {
    /// The sentence in which a word of a list stands, by its number.
    #[must_use]
    pub fn of(&self, hit: &Telling) -> Option<usize> {
        let next = self.all.partition_point(|sentence| (sentence.passage, sentence.place.start) <= (hit.1, hit.2.start));
        let at = next.checked_sub(1)?;
        (self.all[at].passage == hit.1 && self.all[at].place.contains(&hit.2.start)).then_some(at)
    }
}

/// The number of a list among the topics of a model; nothing where no example tells what it is about.
#[must_use]
pub fn topic(model: &Model, list: &str) -> Option<usize> {
    // They are in the order of the alphabet.
    model.topics.binary_search_by(|topic| topic.as_str().cmp(list)).ok()
}

/// What the sentences of passages tell. `wanted` says which passages are read; `under` what the heading of a passage is about.
#[must_use]
pub fn read<'n>(reading: &Reading, model: &Model, wanted: &dyn Fn(&Passage) -> bool, under: &dyn Fn(usize) -> Vec<&'n str>) -> Sentences {
    /// The most sentences that are looked at; the longest notice known has a tenth of them.
    const MOST: usize = 4_000;
    let mut out = Sentences { all: Vec::new(), whole: true };
    for (passage, at) in reading.passages.iter().enumerate().filter(|(_, at)| is_read(at.kind) && wanted(at)) {
        let Some(text) = reading.tree.str(at.at) else { continue };
        let mut lead: Option<String> = None;
        let mut topics: Option<Vec<&str>> = None;
        for sentence in sentences(text) {
            if out.all.len() == MOST {
                out.whole = false;
                return out;
            }
            let topics = topics.get_or_insert_with(|| under(passage));
            let mut scores = model.scores_under(&sentence.text, topics);
            // What a list's lead says is said of each of its items.
            if let Some(lead) = &lead {
                let joined = model.scores_under(&format!("{lead} {}", sentence.text), topics);
                scores.iter_mut().zip(joined).for_each(|(own, joined)| *own = own.max(joined));
            }
            if sentence.text.ends_with(':') {
                lead = Some(sentence.text.clone());
            }
            out.all.push(Sentence { passage, place: sentence.place, scores });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MODEL, topic};

    fn tells(sentence: &str, list: &str) -> bool {
        MODEL.scores(sentence)[topic(&MODEL, list).expect("an example tells it")] > 0.0
    }

    #[test]
    fn sentences_that_stand_in_no_example_are_understood() {
        assert!(tells("Voit milloin vain vetää antamasi luvan takaisin.", "right-withdraw-consent"));
        assert!(tells("Om du är missnöjd med hur vi gör kan du vända dig till tillsynsmyndigheten.", "complaint"));
        assert!(tells("Nothing we hold ever leaves the European Economic Area.", "transfers"));
        assert!(!tells("Nothing we sell ever leaves the warehouse unchecked.", "transfers"));
        assert!(!tells("Voit palauttaa ostoksen kahden viikon kuluessa.", "right-erasure"));
    }

    #[test]
    fn the_topics_stand_in_their_order() {
        assert!(MODEL.topics.is_sorted());
    }
}
