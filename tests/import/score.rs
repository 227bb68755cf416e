//! How well documents are taken in: counts of right, wrong and lost, and the table they make.

use super::{Sample, Truth};
use seloste::day::Day;
use seloste::desk::auditing;
use seloste::import::{self, Imported};
use seloste::lint::CRITERIA;
use seloste::lint::audit::Sure;
use seloste::lint::context::State;
use std::collections::BTreeSet;

/// Right, wrong and lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub right: usize,
    pub wrong: usize,
    pub lost: usize,
}

impl Count {
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.lost += other.lost;
    }

    /// Counts one thing that is so or not, and is said to be so or not.
    pub fn tell(&mut self, truth: bool, said: bool) {
        match (truth, said) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.lost += 1,
            (false, false) => {}
        }
    }

    #[must_use]
    pub fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    #[must_use]
    pub fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.lost).max(1) as f64
    }

    fn sets<T: Ord>(found: &BTreeSet<T>, truth: &BTreeSet<T>) -> Self {
        let right = found.intersection(truth).count();
        Self { right, wrong: found.len() - right, lost: truth.len() - right }
    }
}

/// What a document came to.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub topics: Count,
    pub facts: Count,
    pub verdicts: Count,
    /// Of the gaps those that are said to be sure.
    pub sure: Count,
    pub sentences: usize,
    pub lost: Vec<String>,
    pub doubled: Vec<String>,
    /// What went wrong, to be read.
    pub notes: Vec<String>,
}

/// Words in lower case.
#[must_use]
pub fn plain(text: &str) -> String {
    let text = text.replace("(at)", "@");
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn times(text: &str, part: &str) -> usize {
    format!(" {text} ").match_indices(&format!(" {part} ")).count()
}

/// Scores one document.
#[must_use]
pub fn of(sample: &Sample) -> Score {
    let imported = import::import(&sample.name, &sample.bytes, None).unwrap_or_else(|e| panic!("{}: {e}", sample.name));
    let reading = seloste::notice::read(&imported.written.toml, None);
    assert!(!reading.broken, "{}: what was written can be read: {:?}\n{}", sample.name, reading.faults, imported.written.toml);
    let mut score = Score::default();
    topics(&imported, &sample.truth, &mut score);
    sentences(&imported, &sample.truth, &mut score);
    facts(&imported, &sample.truth, &mut score);
    verdicts(&imported, &sample.truth, &mut score);
    score
}

fn topics(imported: &Imported, truth: &Truth, score: &mut Score) {
    let mut found: Vec<(String, &BTreeSet<String>, bool)> = truth.headings.iter().map(|(title, topics)| (plain(title), topics, false)).collect();
    for section in imported.outline.iter().filter(|section| !section.contents && !section.heading.is_empty()) {
        let title = plain(&section.title);
        let own: BTreeSet<String> = section.topics.iter().cloned().collect();
        match found.iter_mut().find(|(known, _, seen)| !seen && *known == title) {
            Some((_, truth, seen)) => {
                *seen = true;
                let count = Count::sets(&own, truth);
                if count.wrong + count.lost > 0 {
                    score.notes.push(format!("topics of ”{}”: {own:?}, not {truth:?}", section.title));
                }
                score.topics.add(count);
            }
            // A title and a date head no section.
            None if own.iter().all(|topic| matches!(topic.as_str(), "intro" | "date-version")) => {}
            None => {
                score.notes.push(format!("no heading: ”{}” {own:?}", section.title));
                score.topics.wrong += own.len();
            }
        }
    }
    // Without headings each paragraph is looked up where it went.
    for (text, topics) in &truth.paragraphs {
        let line = imported.document.lines.iter().position(|line| text.starts_with(&line.text));
        let section = imported.outline.iter().find(|section| line.is_some_and(|line| section.body.contains(&line)));
        let own: BTreeSet<String> = section.map(|section| section.topics.iter().cloned().collect()).unwrap_or_default();
        if own != *topics {
            score.notes.push(format!("topics of the paragraph ”{}…”: {own:?}, not {topics:?}", text.chars().take(40).collect::<String>()));
        }
        score.topics.add(Count::sets(&own, topics));
    }
    for (title, topics, _) in found.iter().filter(|(.., seen)| !seen) {
        score.notes.push(format!("lost heading: ”{title}”"));
        score.topics.lost += topics.len();
    }
}

fn sentences(imported: &Imported, truth: &Truth, score: &mut Score) {
    let unescaped = imported.written.toml.replace("\\\n", "\n").replace('\\', "");
    let all = plain(&unescaped);
    // Comments repeat what keys hold; what is no comment holds each sentence once.
    let kept = plain(&unescaped.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n"));
    let wanted: Vec<String> = truth.sentences.iter().map(|sentence| plain(sentence)).collect();
    score.sentences = wanted.len();
    for (sentence, written) in wanted.iter().zip(&truth.sentences) {
        let source = wanted.iter().filter(|other| times(other, sentence) > 0).count();
        if times(&all, sentence) < source.min(1) {
            score.lost.push(written.clone());
        }
        if sentence.split(' ').count() >= 5 && times(&kept, sentence) > source {
            score.doubled.push(written.clone());
        }
    }
}

fn facts(imported: &Imported, truth: &Truth, score: &mut Score) {
    let known = |path: &str| ["controller.", "contacts[0].", "register.name", "notice."].iter().any(|start| path.starts_with(start));
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    for (path, value) in &truth.facts {
        if imported.facts.all.iter().any(|fact| fact.path == *path && same(&fact.value, value)) {
            score.facts.right += 1;
        } else {
            score.facts.lost += 1;
            score.notes.push(format!("lost fact: {path} = {value}"));
        }
    }
    for fact in imported.facts.all.iter().filter(|fact| known(&fact.path)) {
        if !truth.facts.get(&fact.path).is_some_and(|value| same(&fact.value, value)) {
            score.facts.wrong += 1;
            score.notes.push(format!("wrong fact: {} = {}", fact.path, fact.value));
        }
    }
}

fn verdicts(imported: &Imported, truth: &Truth, score: &mut Score) {
    let day = Day::new(2026, 11, 21).expect("a day");
    let audited = auditing::audit(imported, day, day, None);
    for verdict in &audited.verdicts {
        let id = CRITERIA.criterion[verdict.criterion].id.as_str();
        let untold = truth.asked.contains(id) && !truth.told.contains(id);
        let said = matches!(verdict.state, State::Missing | State::Weak);
        let by = || {
            let place = verdict.places.first().map(|place| imported.judged.toml.get(place.range()).unwrap_or_default());
            place.map_or_else(String::new, |text| format!(" by ”{}”", text.split_whitespace().collect::<Vec<_>>().join(" ")))
        };
        score.verdicts.tell(untold, said);
        score.sure.tell(untold, said && verdict.sure == Sure::Yes);
        if untold != said {
            let what = match (said, verdict.sure) {
                (true, Sure::Yes) => "no gap",
                (true, _) => "no gap, not sure",
                _ => "gap not seen",
            };
            score.notes.push(format!("{what}: {id} ({:?}){}", verdict.state, by()));
        }
    }
}
