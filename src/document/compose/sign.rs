//! The sign: the first layer of a page with what a passer-by must be told besides it, the legal basis and how long recordings are kept
//! (EDPB Guidelines 3/2019 on video devices, points 112-116).
//! Never says what the notice does not, and never more than the first layer of the page but these two.

use super::Build;
use crate::document::model::{Block, Document, Inline, Inlines, Point};
use crate::document::passages::plain;
use crate::document::sign::{Sign, SignRow};
use crate::document::words::Words;
use crate::facts::Facts;
use crate::law::Law;
use crate::notice::Notice;
use crate::notice::choice::Regime;

/// So many periods of so many letters are told; more are not read at a door, and the page tells them.
const PERIODS: usize = 3;
const LETTERS: usize = 90;

/// The sign of a notice in the language of its document.
#[must_use]
pub fn sign(notice: &Notice<'_>, facts: &Facts, law: &Law, words: &Words, document: &Document) -> Sign {
    let b = Build { notice, facts, law, words, lang: document.lang, old: notice.regime() == Regime::HenkiloTietolaki };
    let kinds = || notice.register.iter().flat_map(|register| register.kind.iter().map(|leaf| leaf.value));
    let camera = kinds().any(|kind| kind == "camera");
    let recording = notice.data_categories.iter().any(|category| category.contains.iter().any(|leaf| leaf.value == "recording"));
    let headline = match (camera, recording) {
        (true, true) => &words.sign.camera_recording,
        (true, false) => &words.sign.camera,
        (false, _) => &words.sign.headline,
    };
    let point = |topic: &'static str| {
        let point = document.first.points.iter().find(|point| point.topic == topic)?;
        Some(SignRow { topic, label: point.label.clone(), blocks: unlinked(&point.blocks) })
    };
    let rows = [point("controller"), point("purposes"), b.bases(), b.periods(), point("rights"), notable(document)];
    Sign {
        lang: document.lang,
        camera,
        headline: headline.clone(),
        register: document.title.clone(),
        banners: document.banners.iter().map(|banner| banner.text.clone()).collect(),
        rows: rows.into_iter().flatten().collect(),
        whole: words.sign.whole.clone(),
        scan: words.sign.scan.clone(),
    }
}

/// What people would not expect, each in a line.
fn notable(document: &Document) -> Option<SignRow> {
    let item = |point: &Point| {
        let more = point.blocks.iter().filter_map(|block| match block {
            Block::Paragraph { text, .. } => Some(plain(text)),
            _ => None,
        });
        let text = std::iter::once(point.label.clone()).chain(more).collect::<Vec<_>>().join(&document.labels.colon);
        vec![Block::paragraph(text)]
    };
    let items: Vec<Vec<Block>> = document.first.notable.iter().map(item).collect();
    let blocks = if items.is_empty() { return None } else { vec![Block::List { start: None, items }] };
    Some(SignRow { topic: "notable", label: document.labels.notable.clone(), blocks })
}

impl Build<'_, '_> {
    /// The bases of the purposes, each once.
    fn bases(&self) -> Option<SignRow> {
        let words = if self.old { &self.words.basis_old } else { &self.words.basis };
        let mut found: Vec<String> = Vec::new();
        for leaf in self.notice.purposes.iter().flat_map(|purpose| &purpose.basis) {
            let word = self.word(words, leaf.value.key());
            if !found.contains(&word) {
                found.push(word);
            }
        }
        let label = if self.old { &self.words.purposes.basis } else { &self.words.sign.basis };
        row("legal-basis", label, found.into_iter().map(|word| vec![Inline::text(word)]).collect())
    }

    /// How long data are kept, each period once; nothing where there is more than a passer-by would read.
    fn periods(&self) -> Option<SignRow> {
        let mut found: Vec<Inlines> = Vec::new();
        for entry in &self.notice.retention {
            let period = self.how_long(entry, None);
            if !period.is_empty() && !found.contains(&period) {
                found.push(period);
            }
        }
        let short = found.len() <= PERIODS && found.iter().all(|period| plain(period).chars().count() <= LETTERS);
        short.then(|| row("retention", &self.words.retention.period, found)).flatten()
    }
}

fn row(topic: &'static str, label: &str, said: Vec<Inlines>) -> Option<SignRow> {
    let mut items: Vec<Vec<Block>> = said.into_iter().map(|text| vec![Block::Paragraph { text, lang: None }]).collect();
    let blocks = match items.len() {
        0 => return None,
        1 => items.remove(0),
        _ => vec![Block::List { start: None, items }],
    };
    Some(SignRow { topic, label: label.to_string(), blocks })
}

/// The same blocks with links as their text.
fn unlinked(blocks: &[Block]) -> Vec<Block> {
    let line = |text: &Inlines| -> Inlines { text.iter().map(plain_link).collect() };
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { text, lang } => Block::Paragraph { text: line(text), lang: *lang },
            Block::List { start, items } => Block::List { start: *start, items: items.iter().map(|item| unlinked(item)).collect() },
            Block::Lines { lines } => Block::Lines { lines: lines.iter().map(line).collect() },
            other => other.clone(),
        })
        .collect()
}

fn plain_link(inline: &Inline) -> Inline {
    match inline {
        Inline::Link { content, .. } => Inline::text(plain(content)),
        other => other.clone(),
    }
}
