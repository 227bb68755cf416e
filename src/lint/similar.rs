//! How like two texts are, by runs of three words: a sketch of eight numbers finds what may be alike, the runs themselves settle it.
//! Never knows what a text is about.

use super::marks::{Word, join};

/// A sketch: of the runs of three words, the least mark in each of eight classes. Two texts agree in about as many classes as they share runs.
pub type Sketch = [u32; CLASSES];

/// How many classes a sketch has.
pub const CLASSES: usize = 8;
/// The share of them in which two texts must agree to be held against each other.
pub const ENOUGH: f32 = 0.34;

/// The marks of all runs of three words.
fn runs(words: &[Word]) -> impl Iterator<Item = u64> {
    words.windows(3).map(|run| join(join(run[0].mark, run[1].mark), run[2].mark))
}

/// The sketch of a text.
#[must_use]
pub fn sketch(words: &[Word]) -> Sketch {
    let mut sketch = [u32::MAX; CLASSES];
    for run in runs(words) {
        let class = (run >> 61) as usize;
        sketch[class] = sketch[class].min((run >> 16) as u32);
    }
    sketch
}

/// The share of classes in which two sketches agree, of those that either fills.
#[must_use]
pub fn agreement(a: &Sketch, b: &Sketch) -> f32 {
    let filled = a.iter().zip(b).filter(|(a, b)| **a != u32::MAX || **b != u32::MAX);
    let (all, same) = filled.fold((0, 0), |(all, same), (a, b)| (all + 1, same + usize::from(a == b)));
    if all == 0 { 0.0 } else { same as f32 / all as f32 }
}

/// How much of the longer of two texts stands in the other in the same order, word by word; of texts of many words, by their runs.
#[must_use]
pub fn closeness(a: &[Word], b: &[Word]) -> f32 {
    /// Word by word the time grows with the square of the length.
    const MANY: usize = 600;
    if a.len().max(b.len()) > MANY {
        return likeness(a, b);
    }
    let marks = |words: &[Word]| words.iter().map(|word| word.mark).collect::<Vec<u64>>();
    let most = a.len().max(b.len());
    if most == 0 { 0.0 } else { 1.0 - strsim::generic_levenshtein(&marks(a), &marks(b)) as f32 / most as f32 }
}

/// The share of runs two texts have in common, of those that either has.
#[must_use]
pub fn likeness(a: &[Word], b: &[Word]) -> f32 {
    let sorted = |words: &[Word]| {
        let mut all: Vec<u64> = runs(words).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (a, b) = (sorted(a), sorted(b));
    let common = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    let either = a.len() + b.len() - common;
    if either == 0 { 0.0 } else { common as f32 / either as f32 }
}

#[cfg(test)]
mod tests {
    use super::{ENOUGH, agreement, closeness, likeness, sketch};
    use crate::lint::marks::{Word, words};

    #[test]
    fn texts_of_many_words_are_close_by_their_runs() {
        let of = |text: &str| words(text).collect::<Vec<Word>>();
        let text = |last: usize| (0..900).map(|n| format!("sana{} ", if n == 450 { last } else { n })).collect::<String>();
        let (first, second) = (text(450), text(9_999));
        assert!(closeness(&of(&first), &of(&second)) > 0.95);
        // Where the same words stand in another order no run is shared.
        let turned = first.split_whitespace().rev().collect::<Vec<_>>().join(" ");
        assert!(closeness(&of(&first), &of(&turned)) < 0.05);
    }

    #[test]
    fn one_changed_word_leaves_a_long_text_alike_and_another_text_is_not() {
        let of = |text: &str| words(text).collect::<Vec<Word>>();
        let first = "Käsittelemme asiakkaan nimeä, osoitetta ja puhelinnumeroa, jotta voimme ottaa tilauksen vastaan, toimittaa tuotteen sovittuna aikana, \
                     laskuttaa sen ja vastata tilausta koskeviin kysymyksiin takuuajan loppuun asti. Poistamme tiedot, kun takuuaika on päättynyt.";
        let second = first.replace("tuotteen", "palvelun");
        let other = "Rekisterin tietoja pääsevät käyttämään vain ne työntekijät, joiden työtehtäviin se kuuluu. Jokaisella on oma tunnus ja salasana, \
                     ja käyttö kirjataan lokiin, jota valvomme säännöllisesti. Paperit ovat lukitussa tilassa.";
        let (a, b, c) = (of(first), of(&second), of(other));
        assert!(agreement(&sketch(&a), &sketch(&b)) >= ENOUGH && likeness(&a, &b) > 0.7);
        assert!(agreement(&sketch(&a), &sketch(&c)) < ENOUGH && likeness(&a, &c) == 0.0);
        assert!((likeness(&a, &a) - 1.0).abs() < f32::EPSILON && likeness(&[], &[]) == 0.0);
        assert!(closeness(&a, &b) > 0.9 && closeness(&a, &c) < 0.3);
    }
}
