//! What a heading is about: the scorer that the build script learnt, and what its neighbours say. Never reads a body.

use crate::learn::{self, Model};
use std::sync::LazyLock;

/// What was learnt from `lints/lists/headings.toml`.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/headings.bin"))).expect("the build script packed this very type"));

/// What was learnt from `lints/lists/sentences.toml`: how paragraphs on a topic begin.
pub static SENTENCES: LazyLock<Model> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/sentences.bin"))).expect("the build script packed this very type"));

/// A heading whose best topic scores lower is about what its neighbours are about.
const FAINT: f32 = -0.35;
/// A heading below another that scores lower goes with the one above.
const BELOW: f32 = 0.45;

/// What notices are called.
const NAMES: &[&str] = &[
    "tietosuojaseloste",
    "rekisteriseloste",
    "tietosuojaselosteet",
    "rekisteriselosteet",
    "tietosuojailmoitus",
    "tietosuojakäytäntö",
    "integritetspolicy",
    "dataskyddsbeskrivning",
    "registerbeskrivning",
    "dataskyddspolicy",
    "sekretesspolicy",
];

/// Topics of a heading with how sure that is, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Topics {
    /// The topics; never empty.
    pub topics: Vec<String>,
    /// How sure.
    pub confidence: f32,
}

/// Where a heading stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stand<'a> {
    /// Whether it is the first of its document.
    pub first: bool,
    /// Whether it is marked as standing below another.
    pub below: bool,
    /// The topics of the one it stands below, or that came before.
    pub above: &'a [String],
}

/// What a heading scores at best.
#[must_use]
pub fn best(model: &Model, heading: &str) -> (usize, f32) {
    let scores = model.scores(heading);
    scores.iter().copied().enumerate().fold((0, f32::MIN), |best, (at, score)| if score > best.1 { (at, score) } else { best })
}

/// The topics of a heading.
#[must_use]
pub fn of_heading(model: &Model, heading: &str, stand: Stand<'_>) -> Topics {
    let scores = model.scores(heading);
    let named = |at: usize| model.topics[at].clone();
    let (top, best) = scores.iter().copied().enumerate().fold((0, f32::MIN), |best, (at, score)| if score > best.1 { (at, score) } else { best });
    let intro = model.topics.iter().position(|topic| topic == "intro").map_or(f32::MIN, |at| scores[at]);
    let sure = |score: f32| (0.5 + score / 2.0).clamp(0.05, 0.99);
    let inherits = !stand.above.is_empty() && !stand.above.iter().all(|topic| matches!(topic.as_str(), "intro" | "date-version" | "other"));
    // A title names the register and more besides; it is about none of that.
    let words = learn::words(heading);
    let title = stand.first && (intro > 0.0 || (intro > -0.7 && best < 1.9) || best < 0.9);
    // A document's own name, as it is and not in another case, is a title wherever it stands; what is changed or dated is told otherwise.
    let is_named = intro > 0.0
        && NAMES.iter().any(|name| words.iter().any(|word| word == name))
        && !matches!(model.topics[top].as_str(), "changes" | "date-version" | "cookies");
    if !stand.below && (title || is_named) && words.len() <= 14 {
        return Topics { topics: vec!["intro".into()], confidence: sure(intro.max(0.0)) };
    }
    let faint = if stand.below { BELOW } else { FAINT };
    if best < faint && inherits {
        return Topics { topics: stand.above.to_vec(), confidence: 0.4 };
    }
    let mut topics: Vec<String> = (0..scores.len()).filter(|at| scores[*at] > 0.0).map(named).collect();
    if topics.is_empty() && best > FAINT {
        topics.push(named(top));
    }
    // A rule of its own for what joins badly: a document's title is not also about a section.
    if topics.len() > 1 {
        topics.retain(|topic| topic != "other");
    }
    if topics.is_empty() {
        topics.push(if stand.first { "intro" } else { "other" }.into());
    }
    Topics { topics, confidence: sure(best) }
}
