//! How well published notices are taken in and judged, as the table of docs/accuracy.md.
//!
//!     cargo run --release --example accuracy                      # our own notices in every layout
//!     cargo run --release --example accuracy -- headings.tsv      # and headings of real notices, each notice left out of what is learnt
//!     cargo run --release --example accuracy -- --notes           # with everything that went wrong

#![allow(clippy::print_stdout, dead_code)]

#[path = "../tests/import/mod.rs"]
mod cases;

use cases::score::{self, Count, Score};
use seloste::import::{
    self,
    topics::{self, Stand},
};
use seloste::learn::headings::{self as examples, Examples};
use seloste::learn::{self, Model};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let notes = args.iter().any(|arg| arg == "--notes");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("## Known to whoever wrote the lists\n");
    table(&root.join("tests/import/content"), notes);
    println!("\n## Read when the lists were last widened, written before\n");
    table(&root.join("tests/import/fresh"), notes);
    println!("\n## Not known to them\n");
    table(&root.join("tests/import/unseen"), notes);
    if let Some(corpus) = args.iter().find(|arg| !arg.starts_with("--")) {
        headings(Path::new(corpus), root, notes);
    }
}

/// The table of the documents made of the contents of a folder.
fn table(folder: &Path, notes: bool) {
    let mut layouts: BTreeMap<String, Score> = BTreeMap::new();
    let mut all = Score::default();
    let samples = cases::samples(folder);
    for sample in &samples {
        let score = score::of(sample);
        if notes {
            score.notes.iter().for_each(|note| println!("{}: {note}", sample.name));
            score.lost.iter().for_each(|lost| println!("{}: LOST {lost}", sample.name));
            score.doubled.iter().for_each(|doubled| println!("{}: TWICE {doubled}", sample.name));
        }
        let layout = sample.name.split_once('.').map_or("", |(_, layout)| layout);
        for into in [layouts.entry(layout.to_string()).or_default(), &mut all] {
            into.topics.add(score.topics);
            into.facts.add(score.facts);
            into.verdicts.add(score.verdicts);
            into.sure.add(score.sure);
            into.sentences += score.sentences;
            into.lost.extend(score.lost.clone());
            into.doubled.extend(score.doubled.clone());
        }
    }
    println!("{} documents of our own in {} layouts\n", samples.len(), layouts.len());
    println!(
        "| layout | topics P | topics R | sentences | lost | twice | facts P | facts R | gaps P | gaps R | sure P | sure R |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
    );
    let row = |name: &str, score: &Score| {
        let pair = |count: &Count| format!("{:.3} | {:.3}", count.precision(), count.recall());
        println!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} |",
            pair(&score.topics),
            score.sentences,
            score.lost.len(),
            score.doubled.len(),
            pair(&score.facts),
            pair(&score.verdicts),
            pair(&score.sure)
        );
    };
    layouts.iter().for_each(|(name, score)| row(name, score));
    row("**all**", &all);
}

/// A heading of a real notice with its topics, and whether a text stands below it.
struct Heading {
    notice: String,
    lang: String,
    text: String,
    topics: BTreeSet<String>,
    filled: bool,
}

/// Scores headings of real notices: with all that was learnt, and with each notice's own headings left out.
fn headings(corpus: &Path, root: &Path, notes: bool) {
    let text = std::fs::read_to_string(corpus).expect("the file of headings");
    let rows: Vec<Heading> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let topics = cells.get(4)?.split(',').map(str::to_string).collect();
            let filled = cells.get(5).is_none_or(|body| *body == "filled");
            Some(Heading { notice: cells[0].into(), lang: cells[1].into(), text: (*cells.get(3)?).into(), topics, filled })
        })
        .collect();
    let examples: Examples = toml::from_str(&std::fs::read_to_string(root.join("lints/lists/headings.toml")).expect("the examples")).expect("examples");
    let mut notices: Vec<Vec<&Heading>> = Vec::new();
    for row in &rows {
        match notices.last_mut().filter(|own| own[0].notice == row.notice) {
            Some(own) => own.push(row),
            None => notices.push(vec![row]),
        }
    }
    let key = |heading: &str| learn::words(heading).join(" ");
    let bodies = bodies(root);
    let (mut with, mut without) = (Count::default(), Count::default());
    let mut whole = vec![(Count::default(), Count::default()); LAYOUTS.len()];
    for own in &notices {
        with.add(notice(own, &topics::MODEL, notes));
        // What stands in this notice and in no other may have been learnt from it.
        let mine: BTreeSet<String> = own.iter().map(|row| key(&row.text)).collect();
        let others: BTreeSet<String> = rows.iter().filter(|row| row.notice != own[0].notice).map(|row| key(&row.text)).collect();
        let model = examples::learn(&examples, &|heading| !mine.contains(&key(heading)) || others.contains(&key(heading)));
        if notes {
            println!("-- without {}", own[0].notice);
        }
        without.add(notice(own, &model, notes));
        for ((layout, write), (all, left)) in LAYOUTS.iter().zip(&mut whole) {
            let document = write(own, &bodies);
            all.add(end_to_end(own, &document, &topics::MODEL, None));
            left.add(end_to_end(own, &document, &model, notes.then_some(*layout)));
        }
    }
    println!("\n{} headings of {} real notices, known to be headings\n\n| learnt from | precision | recall |\n|---|---|---|", rows.len(), notices.len());
    println!("| all examples | {:.3} | {:.3} |", with.precision(), with.recall());
    println!("| without the notice’s own headings | {:.3} | {:.3} |", without.precision(), without.recall());
    println!("\nThe same headings in documents with bodies of our own, end to end\n\n| layout | learnt from | precision | recall |\n|---|---|---|---|");
    for ((layout, _), (all, left)) in LAYOUTS.iter().zip(&whole) {
        println!("| {layout} | all examples | {:.3} | {:.3} |", all.precision(), all.recall());
        println!("| {layout} | without the notice’s own headings | {:.3} | {:.3} |", left.precision(), left.recall());
    }
}

/// Texts of our own by language and topic.
type Bodies = BTreeMap<(String, String), Vec<String>>;

type Write = fn(&[&Heading], &Bodies) -> String;

/// How the documents are written.
const LAYOUTS: &[(&str, Write)] = &[
    ("text, empty lines between", |rows, bodies| rows.iter().map(|row| format!("{}\n\n{}", row.text, below(row, bodies, "", "\n\n"))).collect()),
    ("text, no empty lines", |rows, bodies| rows.iter().map(|row| format!("{}\n{}", row.text, below(row, bodies, "", "\n"))).collect()),
    ("web page, headings marked", |rows, bodies| {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let rows: String = rows.iter().map(|row| format!("<h2>{}</h2>\n{}", escaped(&row.text), below(row, bodies, "<p>", "</p>\n"))).collect();
        format!("<!doctype html><html><body><main>{rows}</main></body></html>")
    }),
];

fn bodies(root: &Path) -> Bodies {
    let mut out = Bodies::new();
    for (_, content) in cases::contents(&root.join("tests/import/content")) {
        for section in content.section {
            let mut texts = section.lines;
            texts.extend(section.text);
            texts.extend(section.lead.map(|lead| format!("{lead} {}.", section.items.join(", "))));
            for topic in section.topics {
                out.entry((content.lang.clone(), topic)).or_insert_with(|| texts.clone());
            }
        }
    }
    out
}

/// What stands below a heading: of its first topic that we have a text for, else a sentence that says little.
fn below(row: &Heading, bodies: &Bodies, open: &str, close: &str) -> String {
    if !row.filled {
        return String::new();
    }
    let found = row.topics.iter().find_map(|topic| bodies.get(&(row.lang.clone(), topic.clone())));
    let little = match row.lang.as_str() {
        "sv" => "Vi berättar gärna mer om detta på begäran.",
        "en" => "We are happy to tell more about this on request.",
        _ => "Kerromme tästä mielellämme lisää pyynnöstä.",
    };
    found.map_or_else(|| format!("{open}{little}{close}"), |texts| texts.iter().map(|text| format!("{open}{text}{close}")).collect())
}

/// Scores the sections of a whole document: a heading that is not found is lost, one that is none is wrong.
fn end_to_end(rows: &[&Heading], document: &str, model: &Model, notes: Option<&str>) -> Count {
    let imported = import::import_by("x", document.as_bytes(), None, model).expect("a document of ours");
    let bare = |text: &str| score::plain(&text[seloste::import::numbers::numbering(text).1..]);
    let mut wanted: Vec<(String, &Heading, bool)> = rows.iter().map(|row| (bare(&row.text), *row, false)).collect();
    let mut count = Count::default();
    for section in imported.outline.iter().filter(|section| !section.contents && !section.heading.is_empty()) {
        let title = score::plain(&section.title);
        let own: BTreeSet<String> = section.topics.iter().cloned().collect();
        let empty = BTreeSet::new();
        let known = wanted.iter_mut().find(|(known, _, seen)| !seen && *known == title);
        let topics = known.map_or(&empty, |(_, row, seen)| {
            *seen = true;
            &row.topics
        });
        let right = own.intersection(topics).count();
        if let Some(layout) = notes.filter(|_| own != *topics) {
            println!("{} ({layout}): ”{}” {own:?}, not {topics:?}", rows[0].notice, section.title);
        }
        count.add(Count { right, wrong: own.len() - right, lost: topics.len() - right });
    }
    for (_, row, _) in wanted.iter().filter(|(.., seen)| !seen) {
        if let Some(layout) = notes {
            println!("{} ({layout}): lost heading ”{}”", row.notice, row.text);
        }
        count.lost += row.topics.len();
    }
    count
}

fn notice(rows: &[&Heading], model: &Model, notes: bool) -> Count {
    let mut count = Count::default();
    let mut above: Vec<String> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let (number, from) = seloste::import::numbers::numbering(&row.text);
        let found = topics::of_heading(model, &row.text[from..], Stand { first: at == 0, below: number.len() > 1, above: &above });
        let own: BTreeSet<String> = found.topics.iter().cloned().collect();
        let right = own.intersection(&row.topics).count();
        if notes && own != row.topics {
            println!("{}: ”{}” {own:?}, not {:?}", row.notice, row.text, row.topics);
        }
        count.add(Count { right, wrong: own.len() - right, lost: row.topics.len() - right });
        above = found.topics;
    }
    count
}
