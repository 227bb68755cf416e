//! How well sentences are understood that nobody has learnt from: the whole notices of `lints/lists/notices` are audited, each by what was learnt from
//! the other parts, in full and with two sections left out.
//!
//!     cargo run --release --example telling                       # by criterion, as docs/accuracy.md has it, and the best score of each list
//!     cargo run --release --example telling -- --notes            # with everything that went wrong
//!     cargo run --release --example telling -- FOLDER             # notices of another folder, by what was learnt from all of ours

#![allow(clippy::print_stdout, dead_code)]

#[path = "../tests/import/mod.rs"]
mod cases;

use cases::score::Count;
use seloste::day::Day;
use seloste::desk::auditing;
use seloste::import;
use seloste::learn::Model;
use seloste::learn::senses::{Lexicon, Senses};
use seloste::learn::sentences::{Examples, Line, Notices, Section, Whole, learn};
use seloste::lint::CRITERIA;
use seloste::lint::audit::{self, Sure};
use seloste::lint::context::State;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Parts of the examples: each is judged by what was learnt from the others.
const PARTS: usize = 5;
/// Times each notice is judged: in full, and with other sections left out each time.
const TIMES: usize = 4;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let notes = args.iter().any(|arg| arg == "--notes");
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("lints/lists");
    let examples: Vec<Examples> = files(&lists.join("telling")).iter().map(|path| read(path)).collect();
    let lexicons: Vec<Lexicon> = files(&lists.join("senses")).iter().map(|path| read(path)).collect();
    let senses = Senses::new(&lexicons).expect("words of senses");
    let own: Vec<(String, Whole)> = notices(&lists.join("notices"));
    let others = args.iter().find(|arg| !arg.starts_with("--")).map(|folder| notices(Path::new(folder)));
    let mut scores: Vec<(Vec<f32>, BTreeSet<String>, BTreeSet<String>)> = Vec::new();
    let mut counts: BTreeMap<String, [Count; 2]> = BTreeMap::new();
    let mut topics = Vec::new();
    for part in 0..if others.is_some() { 1 } else { PARTS } {
        let learnt: Vec<&Whole> = own.iter().enumerate().filter(|(at, _)| others.is_some() || at % PARTS != part).map(|(_, (_, whole))| whole).collect();
        let model = learn(&examples, &learnt, &senses);
        topics.clone_from(&model.topics);
        let judged = others.as_ref().unwrap_or(&own);
        for (at, (lang, whole)) in judged.iter().enumerate().filter(|(at, _)| others.is_some() || at % PARTS == part) {
            (0..TIMES).for_each(|time| judge(at, time, lang, whole, &model, notes, &mut scores, &mut counts));
        }
    }
    println!("| criterion | P | R | right | wrong | lost | sure P | sure R | right | wrong | lost |\n|---|---|---|---|---|---|---|---|---|---|---|");
    let mut all = [Count::default(); 2];
    for (id, counts) in &counts {
        println!("| {id} | {} | {} |", row(counts[0]), row(counts[1]));
        all.iter_mut().zip(counts).for_each(|(all, own)| all.add(*own));
    }
    println!("| **all** | {} | {} |\n", row(all[0]), row(all[1]));
    agreement(others.as_ref().unwrap_or(&own));
    for (number, list) in topics.iter().enumerate() {
        let count = |least: f32| {
            let mut count = Count::default();
            scores.iter().filter(|(.., open)| !open.contains(list)).for_each(|(scores, told, _)| count.tell(!told.contains(list), scores[number] < least));
            count
        };
        let best = (-75_i16..=75).map(|step| f32::from(step) / 50.0).max_by(|one, other| f1(count(*one)).total_cmp(&f1(count(*other)))).unwrap_or_default();
        println!("{list:24} {best:5.2}  F1 {:.3}  {}", f1(count(best)), row(count(best)));
    }
}

/// On how much of what either of two readers says that a notice tells they are of one mind.
fn agreement(notices: &[(String, Whole)]) {
    /// One reader alone looked for these.
    const ALONE: [&str; 2] = ["contact", "date-version"];
    let (mut both, mut either) = (0, 0);
    for (_, whole) in notices {
        let names = |of: fn(Line<'_>) -> Vec<&str>| whole.section.iter().flat_map(|section| section.said().flat_map(of)).collect::<BTreeSet<&str>>();
        let told: BTreeSet<&str> = names(|line| line.told).into_iter().filter(|name| !ALONE.contains(name)).collect();
        both += told.len();
        either += told.union(&names(|line| line.open)).count();
    }
    println!("two readers agree on {both} of {either} things that a notice tells\n");
}

/// The mean of precision and recall.
fn f1(count: Count) -> f64 {
    2.0 * count.right as f64 / (2 * count.right + count.wrong + count.lost).max(1) as f64
}

fn row(count: Count) -> String {
    format!("{:.3} | {:.3} | {} | {} | {}", count.precision(), count.recall(), count.right, count.wrong, count.lost)
}

/// Judges one notice, from which two sections are left out unless it is the first time.
#[allow(clippy::too_many_arguments)]
fn judge(
    at: usize,
    time: usize,
    lang: &str,
    whole: &Whole,
    model: &Model,
    notes: bool,
    scores: &mut Vec<(Vec<f32>, BTreeSet<String>, BTreeSet<String>)>,
    counts: &mut BTreeMap<String, [Count; 2]>,
) {
    let telling: Vec<usize> = (0..whole.section.len()).filter(|n| whole.section[*n].said().any(|line| !line.told.is_empty())).collect();
    let dropped = [telling[(at * 3 + time * 5) % telling.len()], telling[(at * 7 + time * 11 + 3) % telling.len()]];
    let kept: Vec<&Section> = whole.section.iter().enumerate().filter(|(n, _)| time == 0 || !dropped.contains(n)).map(|(_, section)| section).collect();
    let names =
        |of: fn(Line<'_>) -> Vec<&str>| -> BTreeSet<String> { kept.iter().flat_map(|section| section.said().flat_map(of)).map(str::to_string).collect() };
    let told = names(|line| line.told);
    let open: BTreeSet<String> = names(|line| line.open).difference(&told).cloned().collect();
    let imported = import::import("notice.html", page(lang, &kept).as_bytes(), None).expect("a page is taken in");
    let listed: Vec<usize> = imported.entire.iter().enumerate().filter(|(_, section)| section.contents).map(|(number, _)| number).collect();
    let reading = seloste::notice::read(&imported.judged.toml, None);
    scores.push((audit::read(&reading, model, &listed).surest(), told.clone(), open.clone()));
    let day = Day::new(2026, 11, 22).expect("a day");
    for verdict in auditing::audit_by(&imported, day, day, None, model).verdicts {
        let id = CRITERIA.criterion[verdict.criterion].id.as_str();
        let Some(gap) = untold(id, &told, &open, model) else { continue };
        let said = matches!(verdict.state, State::Missing | State::Weak);
        let [all, sure] = counts.entry(id.to_string()).or_default();
        all.tell(gap, said);
        sure.tell(gap, said && verdict.sure == Sure::Yes);
        if notes && gap != said {
            let place = verdict.places.first().and_then(|place| imported.judged.toml.get(place.range())).unwrap_or_default();
            let place: String = place.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
            println!(
                "{lang} {:40.40} {} {id} ({:?}) {place}",
                whole.kind,
                if !said {
                    "gap not seen:"
                } else if verdict.sure == Sure::Yes {
                    "no gap:"
                } else {
                    "no gap, not sure:"
                },
                verdict.state
            );
        }
    }
}

/// Whether a criterion is a gap of a text that tells these; nothing for a criterion that is not measured here, since no example tells it,
/// or on which readers were not of one mind.
fn untold(id: &str, told: &BTreeSet<String>, open: &BTreeSet<String>, model: &Model) -> Option<bool> {
    let asked = audit::EVIDENCE.criterion.iter().find(|asked| asked.id == id)?;
    let learnt = |list: &String| model.topics.contains(list);
    let measured = !asked.silent && !asked.told.is_empty() && asked.told.iter().chain(&asked.asks).all(learnt) && asked.unless.is_empty();
    let is_told = |list: &String| told.contains(list);
    let sure = asked.told.iter().chain(&asked.asks).all(|list| !open.contains(list));
    (measured && sure).then(|| (asked.asks.is_empty() || asked.asks.iter().any(is_told)) && !asked.told.iter().all(is_told))
}

/// The notice as a web page.
fn page(lang: &str, sections: &[&Section]) -> String {
    let safe = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut out = format!("<!doctype html><html lang=\"{lang}\"><body><main>\n");
    for (number, section) in sections.iter().enumerate() {
        let level = if number == 0 { 1 } else { 2 };
        if !section.heading.is_empty() {
            let _ = writeln!(out, "<h{level}>{}</h{level}>", safe(&section.heading));
        }
        let mut listing = false;
        for (_, line) in &section.lines {
            let item = line.strip_prefix("- ");
            if item.is_some() != listing {
                out.push_str(if listing { "</ul>\n" } else { "<ul>\n" });
                listing = !listing;
            }
            out.push_str(&item.map_or_else(|| format!("<p>{}</p>\n", safe(line)), |item| format!("<li>{}</li>\n", safe(item))));
        }
        if listing {
            out.push_str("</ul>\n");
        }
    }
    out + "</main></body></html>\n"
}

/// The whole notices of a folder with their languages.
fn notices(folder: &Path) -> Vec<(String, Whole)> {
    let of = |path: PathBuf| {
        let lang = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let Notices { notice } = read(&path);
        notice.into_iter().map(move |whole| (lang.clone(), whole))
    };
    files(folder).into_iter().flat_map(of).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    toml::from_str(&std::fs::read_to_string(path).expect("a file")).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
