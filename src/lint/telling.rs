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

/// A sentence with how surely it tells what each list is about: above 0 rather than not.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// The passage it stands in.
    pub passage: usize,
    /// The bytes of the passage.
    pub place: Range<usize>,
    /// By its words alone, for each topic of [`MODEL`].
    alone: Vec<f32>,
    /// Under the heading it stands under.
    under: Vec<f32>,
}

/// The sentences of a text, in its order.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    /// The sentences.
    pub all: Vec<Sentence>,
    /// Whether every sentence was looked at: of a text beyond all measure only the beginning is.
    pub whole: bool,
}

impl Sentence {
    /// How surely it tells what a list is about, by its words alone; nothing where no example tells that.
    #[must_use]
    pub fn alone(&self, list: &str) -> Option<f32> {
        Some(self.alone[topic(list)?])
    }

    /// The same under its heading.
    #[must_use]
    pub fn under(&self, list: &str) -> Option<f32> {
        Some(self.under[topic(list)?])
    }

    /// Lists with how surely it tells what they are about.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, f32)> {
        MODEL.topics.iter().map(String::as_str).zip(self.under.iter().copied())
    }
}

impl Sentences {
    /// The sentence in which a word of a list stands.
    #[must_use]
    pub fn of(&self, hit: &Telling) -> Option<&Sentence> {
        let next = self.all.partition_point(|sentence| (sentence.passage, sentence.place.start) <= (hit.1, hit.2.start));
        self.all.get(next.checked_sub(1)?).filter(|sentence| sentence.passage == hit.1 && sentence.place.contains(&hit.2.start))
    }
}

fn topic(list: &str) -> Option<usize> {
    // They are in the order of the alphabet.
    MODEL.topics.binary_search_by(|topic| topic.as_str().cmp(list)).ok()
}

/// What the sentences of passages tell. `wanted` says which passages are read; `away` tells how much less sure each list is in a passage.
#[must_use]
pub fn read(reading: &Reading, wanted: &dyn Fn(&Passage) -> bool, away: &dyn Fn(usize) -> Vec<f32>) -> Sentences {
    /// The most sentences that are looked at; the longest notice known has a tenth of them.
    const MOST: usize = 4_000;
    let mut out = Sentences { all: Vec::new(), whole: true };
    for (passage, at) in reading.passages.iter().enumerate().filter(|(_, at)| is_read(at.kind) && wanted(at)) {
        let Some(text) = reading.tree.str(at.at) else { continue };
        let mut lead: Option<String> = None;
        let mut less: Option<Vec<f32>> = None;
        for sentence in sentences(text) {
            if out.all.len() == MOST {
                out.whole = false;
                return out;
            }
            let mut alone = MODEL.scores(&sentence.text);
            // What a list's lead says is said of each of its items.
            if let Some(lead) = &lead {
                let joined = MODEL.scores(&format!("{lead} {}", sentence.text));
                alone.iter_mut().zip(joined).for_each(|(own, joined)| *own = own.max(joined));
            }
            if sentence.text.ends_with(':') {
                lead = Some(sentence.text.clone());
            }
            let less = less.get_or_insert_with(|| away(passage));
            let under = alone.iter().zip(less).map(|(alone, less)| alone - *less).collect();
            out.all.push(Sentence { passage, place: sentence.place, alone, under });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MODEL, topic};

    fn tells(sentence: &str, list: &str) -> bool {
        MODEL.scores(sentence)[topic(list).expect("an example tells it")] > 0.0
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
