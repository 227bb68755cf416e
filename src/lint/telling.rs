//! What the sentences of a text tell, as learnt from examples: for what no list has the words. Never claims that anything is missing.

use super::words::{Telling, is_read};
use crate::learn::Model;
use crate::notice::{Reading, shape::Passage};
use crate::prose::sentences;
use std::sync::LazyLock;

/// What was learnt from `lints/lists/telling`.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/telling.bin"))).expect("the build script packed this very type"));

/// What a sentence of a passage tells, and how surely: above 0 rather than not.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// The list whose words it might be, the passage, and the bytes in it.
    pub telling: Telling,
    /// How surely.
    pub score: f32,
}

/// What the sentences of passages tell, by a score of at least `least`. `wanted` says which passages are read.
#[must_use]
pub fn learnt(reading: &Reading, least: f32, wanted: &dyn Fn(&Passage) -> bool) -> Vec<Learnt> {
    let mut out = Vec::new();
    for (number, at) in reading.passages.iter().enumerate().filter(|(_, at)| is_read(at.kind) && wanted(at)) {
        let Some(text) = reading.tree.str(at.at) else { continue };
        let mut lead: Option<String> = None;
        for sentence in sentences(text) {
            let mut scores = MODEL.scores(&sentence.text);
            // What a list's lead says is said of each of its items.
            if let Some(lead) = &lead {
                let joined = MODEL.scores(&format!("{lead} {}", sentence.text));
                scores.iter_mut().zip(joined).for_each(|(own, joined)| *own = own.max(joined));
            }
            if sentence.text.ends_with(':') {
                lead = Some(sentence.text.clone());
            }
            let told = scores.into_iter().enumerate().filter(|(_, score)| *score >= least);
            out.extend(told.map(|(list, score)| Learnt { telling: (MODEL.topics[list].as_str(), number, sentence.place.clone()), score }));
        }
    }
    out
}
