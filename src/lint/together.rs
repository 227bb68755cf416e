//! Rules over all notices of a workspace that were read together: what is kept of each notice, and what follows when they are held side by side.
//! Pure: digests in, places out. Never keeps a text; what is told is looked up in the notice again, which also settles what only looked alike.

use super::checks::organisations;
use super::context::Context;
use super::judge::in_order;
use super::marks::{Word, mark, words};
use super::rule::{Check, Rule};
use super::similar::{ENOUGH, Sketch, agreement, likeness, sketch};
use crate::day::Day;
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::notice::model::Party;
use crate::notice::shape::Passage;
use crate::notice::tree::{File, NodeId, Tree, Value};
use crate::notice::{FORMAT, Text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The names a rule file may use.
pub const NAMES: &[&str] = &["controller-details", "controller-contacts", "register-name", "passage-shared", "other-controller"];

/// Details that say who and where a controller is, and those by which it is reached.
const DETAILS: [(&str, &str); 9] = [
    ("name", "controller-details"),
    ("business-id", "controller-details"),
    ("street", "controller-details"),
    ("postal-code", "controller-details"),
    ("city", "controller-details"),
    ("country", "controller-details"),
    ("phone", "controller-contacts"),
    ("email", "controller-contacts"),
    ("website", "controller-contacts"),
];
/// The place of the name among them, and of the business id.
const NAME: u8 = 0;
const ID: u8 = 1;
/// From how many bytes on a passage is long.
const LONG: u32 = 200;
/// How like two long passages must be in the end.
const NEARLY: f32 = 0.6;
/// The most long passages that are kept of a notice.
const MOST: usize = 24;

/// What is kept of a notice: marks and places, no words. Its places are of the notice's tree: it holds for one text of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Digest {
    created: Option<Day>,
    withdrawn: Option<Day>,
    /// Marks of the controller's other names.
    aliases: Box<[u64]>,
    /// Marks of the names of joint controllers.
    joint: Box<[u64]>,
    details: Box<[Detail]>,
    /// Its own names without their legal form.
    cores: Box<[Detail]>,
    registers: Box<[Detail]>,
    acting: Box<[Acting]>,
    long: Box<[Long]>,
}

/// A detail of a controller, or the name of a register.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Detail {
    /// Which, as an index into [`DETAILS`].
    which: u8,
    lang: Lang,
    /// Whether it stands in the workspace file.
    shared: bool,
    at: NodeId,
    mark: u64,
}

/// A name that acts in the controller's place.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Acting {
    at: NodeId,
    start: u32,
    end: u32,
    /// Of the whole name without its legal form, and of its last words, longest first: a sentence may begin right before it.
    marks: Box<[u64]>,
}

/// A long passage.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Long {
    at: NodeId,
    sketch: Sketch,
}

/// A controller that a workspace shares with its notices.
#[derive(Debug, Clone)]
pub struct Shared {
    at: NodeId,
    /// Its key in `[controllers]`.
    pub key: String,
    id: Option<u64>,
    names: Vec<u64>,
    /// Marks of its names without their legal form.
    cores: Vec<u64>,
}

/// Something found by holding notices side by side.
#[derive(Debug, Clone)]
pub struct Find {
    /// The check, one of [`NAMES`].
    pub check: &'static str,
    /// The notice, as an index into the digests given.
    pub notice: usize,
    /// The string in it.
    pub at: NodeId,
    /// Bytes of the string's value, where the finding is not about all of it.
    pub bytes: Option<(u32, u32)>,
    /// What it is held against.
    pub other: Other,
}

/// What a notice is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A string of another notice, as an index into the digests given.
    Notice(usize, NodeId),
    /// A controller of the workspace file.
    Shared(NodeId),
}

/// The digest of a notice.
#[must_use]
pub fn digest(context: &Context<'_, '_>) -> Digest {
    let head = context.notice.head.as_ref();
    let controller = context.notice.controller.as_ref();
    let marks = |party: &Party<'_>| party.aliases.iter().map(|alias| mark(alias.value)).collect::<Vec<u64>>();
    let joint = context.notice.joint_controllers.iter().flat_map(|party| names(context, party).into_iter().chain(marks(party)));
    Digest {
        created: head.and_then(|head| head.created).map(|leaf| leaf.value),
        withdrawn: context.notice.withdrawn(),
        aliases: controller.map_or_else(Vec::new, marks).into(),
        joint: joint.collect(),
        details: controller.map_or_else(Vec::new, |controller| details(context, controller.at)).into(),
        cores: controller.and_then(|party| party.name).map_or_else(Vec::new, |name| said(context, name, NAME, core)).into(),
        registers: context.notice.register.as_ref().and_then(|register| register.name).map_or_else(Vec::new, |name| said(context, name, 0, mark)).into(),
        acting: organisations::acting_names(context)
            .into_iter()
            .map(|name| Acting { at: name.at, start: name.start as u32, end: name.end as u32, marks: tails(&name.core) })
            .collect(),
        long: long(context),
    }
}

/// The marks of the names of a party.
fn names(context: &Context<'_, '_>, party: &Party<'_>) -> Vec<u64> {
    party.name.map_or_else(Vec::new, |name| said(context, name, NAME, mark)).into_iter().map(|detail| detail.mark).collect()
}

/// A text in each of its languages.
fn said(context: &Context<'_, '_>, text: Text, which: u8, marked: impl Fn(&str) -> u64) -> Vec<Detail> {
    let tree = context.tree();
    let one = |at: NodeId, lang: Lang| {
        let text = tree.str(at).filter(|text| is_filled(text))?;
        Some(Detail { which, lang, shared: tree.node(at).file == File::Workspace, at, mark: marked(text) })
    };
    match &tree.node(text.at).value {
        Value::Table(children) => children.iter().filter_map(|at| one(*at, Lang::parse(tree.node(*at).key.as_deref()?)?)).collect(),
        _ => one(text.at, context.notice.first_language()).into_iter().collect(),
    }
}

/// Whether somebody has written a value in the place of a field of a template.
fn is_filled(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['[', '<', '_', '{'])
}

fn details(context: &Context<'_, '_>, controller: NodeId) -> Vec<Detail> {
    let mut out = Vec::with_capacity(DETAILS.len());
    for (which, (key, _)) in (0_u8..).zip(DETAILS) {
        if let Some(at) = context.tree().get(controller, key) {
            out.extend(said(context, Text { at }, which, |text| value_of(key, text)));
        }
    }
    out
}

/// The mark of a value, the same for all ways to write it.
fn value_of(key: &str, text: &str) -> u64 {
    match key {
        "phone" => {
            let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
            let national = if text.trim_start().starts_with('+') || digits.starts_with("00") { digits.trim_start_matches("00") } else { &digits };
            mark(&national.strip_prefix("358").map_or_else(|| national.to_string(), |rest| format!("0{rest}")))
        }
        "website" => {
            let rest = text.trim().split_once("://").map_or(text.trim(), |(_, rest)| rest);
            mark(rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/'))
        }
        _ => mark(text),
    }
}

/// The marks of a name's last words, the whole name first.
fn tails(core: &[String]) -> Box<[u64]> {
    (0..core.len()).map(|from| mark(&core[from..].join(" "))).collect()
}

/// Long passages of the first language. What law words alike for everybody is none of a controller's own.
fn long(context: &Context<'_, '_>) -> Box<[Long]> {
    let first = context.notice.first_language();
    let own = |passage: &Passage| {
        let table = FORMAT.tables[passage.table].path.as_str();
        let by_law = matches!(table, "rights" | "rights.right" | "rights.not-granted" | "complaint" | "exemptions" | "changes" | "lint.allow" | "internal");
        passage.lang == first && !by_law && context.tree().node(passage.at).file == File::Notice
    };
    let texts = context.texts().iter().map(|(passage, words)| (&context.reading.passages[passage], words));
    let long = texts.filter(|(passage, words)| words.last().is_some_and(|last| last.end >= LONG) && own(passage));
    long.take(MOST).map(|(passage, words)| Long { at: passage.at, sketch: sketch(words) }).collect()
}

/// The controllers a workspace file shares.
#[must_use]
pub fn shared(tree: &Tree) -> Vec<Shared> {
    let Some(controllers) = tree.get(Tree::ROOT, "controllers") else { return Vec::new() };
    let strings = |at: NodeId| -> Vec<&str> {
        match tree.str(at) {
            Some(text) => vec![text],
            None => tree.children(at).iter().filter_map(|child| tree.str(*child)).collect(),
        }
    };
    let one = |at: &NodeId| {
        let names: Vec<&str> = tree.get(*at, "name").map_or_else(Vec::new, strings).into_iter().filter(|name| is_filled(name)).collect();
        Shared {
            at: tree.get(*at, "name").map_or(*at, |name| tree.children(name).first().copied().filter(|at| tree.str(*at).is_some()).unwrap_or(name)),
            key: tree.node(*at).key.as_deref().unwrap_or_default().to_string(),
            id: tree.str_at(*at, "business-id").filter(|id| is_filled(id)).map(mark),
            cores: names.iter().map(|name| core(name)).collect(),
            names: names.into_iter().map(mark).collect(),
        }
    };
    tree.children(controllers).iter().map(one).collect()
}

/// The mark of a name without its legal form.
fn core(name: &str) -> u64 {
    mark(&organisations::core(name).join(" "))
}

/// What is found when the notices of a workspace are held side by side on a day, in their order.
#[must_use]
pub fn find(digests: &[&Digest], shared: &[Shared], day: Day) -> Vec<Find> {
    let parties = Parties::of(digests, shared);
    let in_use: Vec<bool> = digests.iter().map(|digest| digest.withdrawn.is_none_or(|last| last >= day) && digest.created.is_none_or(|d| d <= day)).collect();
    let mut found = Vec::new();
    details_differ(digests, &parties, &in_use, &mut found);
    registers_twice(digests, &parties, &in_use, &mut found);
    passages_shared(digests, &parties, &in_use, &mut found);
    others_acting(digests, shared, &parties, &mut found);
    found.sort_by_key(|find| find.notice);
    found
}

/// Which notices and shared controllers are of one controller: those that have a name or a business id in common.
struct Parties {
    /// The party of each notice, then of each shared controller.
    of: Vec<usize>,
}

impl Parties {
    fn of(digests: &[&Digest], shared: &[Shared]) -> Self {
        let mut parties = Self { of: (0..digests.len() + shared.len()).collect() };
        let mut marks: BTreeMap<(bool, u64), usize> = BTreeMap::new();
        let told = |detail: &&Detail| matches!(detail.which, NAME | ID);
        let of_notices = digests.iter().enumerate().flat_map(|(n, digest)| digest.details.iter().filter(told).map(move |d| (n, (d.which == ID, d.mark))));
        let of_shared = shared.iter().enumerate().flat_map(|(n, shared)| {
            let all = shared.names.iter().map(|name| (false, *name)).chain(shared.id.map(|id| (true, id)));
            all.map(move |mark| (digests.len() + n, mark))
        });
        for (n, mark) in of_notices.chain(of_shared) {
            match marks.get(&mark) {
                Some(first) => parties.join(*first, n),
                None => drop(marks.insert(mark, n)),
            }
        }
        for n in 0..parties.of.len() {
            parties.of[n] = parties.root(n);
        }
        parties
    }

    fn root(&self, mut at: usize) -> usize {
        while self.of[at] != at {
            at = self.of[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.of[a.max(b)] = a.min(b);
    }
}

/// Details of one controller that differ between notices in use: those that are not what the workspace file says, else what most say.
fn details_differ(digests: &[&Digest], parties: &Parties, in_use: &[bool], found: &mut Vec<Find>) {
    let mut all: Vec<(usize, u8, Lang, usize, &Detail)> = Vec::new();
    let mut notices: BTreeMap<usize, usize> = BTreeMap::new();
    for n in (0..digests.len()).filter(|n| in_use[*n]) {
        *notices.entry(parties.of[n]).or_default() += 1;
    }
    // Most controllers of a large workspace have one notice: nothing of theirs can differ.
    for (n, digest) in digests.iter().enumerate().filter(|(n, _)| in_use[*n] && notices.get(&parties.of[*n]).is_some_and(|count| *count > 1)) {
        all.extend(digest.details.iter().map(|detail| (parties.of[n], detail.which, detail.lang, n, detail)));
    }
    all.sort_by_key(|(party, which, lang, n, _)| (*party, *which, *lang, *n));
    for group in all.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        for (.., detail) in group {
            *counts.entry(detail.mark).or_default() += if detail.shared { digests.len() } else { 1 };
        }
        let most = counts.values().max().copied().unwrap_or_default();
        let Some((_, which, _, first, right)) = group.iter().find(|(.., detail)| counts.get(&detail.mark) == Some(&most)) else { continue };
        for (.., n, detail) in group.iter().filter(|(.., detail)| detail.mark != right.mark && !detail.shared) {
            let known = |digest: &Digest, mark: u64| *which == NAME && digest.aliases.contains(&mark);
            if !known(digests[*first], detail.mark) && !known(digests[*n], right.mark) {
                let check = DETAILS[usize::from(*which)].1;
                found.push(Find { check, notice: *n, at: detail.at, bytes: None, other: Other::Notice(*first, right.at) });
            }
        }
    }
}

/// Notices in use of one controller whose registers have one name.
fn registers_twice(digests: &[&Digest], parties: &Parties, in_use: &[bool], found: &mut Vec<Find>) {
    let mut known: BTreeMap<(usize, Lang, u64), (usize, NodeId)> = BTreeMap::new();
    for (n, digest) in digests.iter().enumerate().filter(|(n, digest)| in_use[*n] && !digest.details.is_empty()) {
        let mut told = false;
        for name in &digest.registers {
            let mark = (parties.of[n], name.lang, name.mark);
            match known.get(&mark) {
                Some((first, at)) if !told => {
                    told = true;
                    found.push(Find { check: "register-name", notice: n, at: name.at, bytes: None, other: Other::Notice(*first, *at) });
                }
                Some(_) => {}
                None => drop(known.insert(mark, (n, name.at))),
            }
        }
    }
}

/// Long passages that notices of two controllers have nearly in common. What three have is a form that all may use.
fn passages_shared(digests: &[&Digest], parties: &Parties, in_use: &[bool], found: &mut Vec<Find>) {
    let mut classes: Vec<(u8, u32, u32, u8)> = Vec::new();
    for (n, digest) in digests.iter().enumerate().filter(|(n, digest)| in_use[*n] && !digest.details.is_empty()) {
        for (m, long) in (0_u8..).zip(&digest.long) {
            let filled = (0_u8..).zip(long.sketch).filter(|(_, least)| *least != u32::MAX);
            classes.extend(filled.map(|(class, least)| (class, least, n as u32, m)));
        }
    }
    classes.sort_unstable();
    let mut pairs: BTreeSet<(usize, u8, usize, u8)> = BTreeSet::new();
    for run in classes.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|run| run.len() > 1) {
        let party = |entry: &(u8, u32, u32, u8)| parties.of[entry.2 as usize];
        let first = &run[0];
        let Some(second) = run.iter().find(|entry| party(entry) != party(first)) else { continue };
        if run.iter().any(|entry| party(entry) != party(first) && party(entry) != party(second)) {
            continue;
        }
        for later in &run[1..] {
            if let Some(earlier) = run.iter().find(|entry| entry.2 < later.2 && party(entry) != party(later)) {
                pairs.insert((later.2 as usize, later.3, earlier.2 as usize, earlier.3));
            }
        }
    }
    let mut best: BTreeMap<usize, (f32, Find)> = BTreeMap::new();
    for (later, m, earlier, k) in pairs {
        let (a, b) = (&digests[later].long[usize::from(m)], &digests[earlier].long[usize::from(k)]);
        let alike = agreement(&a.sketch, &b.sketch);
        let named = |digest: &Digest, other: &Digest| other.details.iter().any(|d| d.which == NAME && digest.joint.contains(&d.mark));
        let joint = named(digests[later], digests[earlier]) || named(digests[earlier], digests[later]);
        if alike >= ENOUGH && !joint && best.get(&later).is_none_or(|(most, _)| alike > *most) {
            best.insert(later, (alike, Find { check: "passage-shared", notice: later, at: a.at, bytes: None, other: Other::Notice(earlier, b.at) }));
        }
    }
    found.extend(best.into_values().map(|(_, find)| find));
}

/// Names of other controllers of the workspace that act in a notice.
fn others_acting(digests: &[&Digest], shared: &[Shared], parties: &Parties, found: &mut Vec<Find>) {
    if digests.iter().all(|digest| digest.acting.is_empty()) {
        return;
    }
    let mut known: BTreeMap<u64, (usize, Other)> = BTreeMap::new();
    for (n, shared) in shared.iter().enumerate() {
        for core in &shared.cores {
            known.entry(*core).or_insert((parties.of[digests.len() + n], Other::Shared(shared.at)));
        }
    }
    for (n, digest) in digests.iter().enumerate() {
        for name in digest.cores.iter().filter(|name| !name.shared) {
            known.entry(name.mark).or_insert((parties.of[n], Other::Notice(n, name.at)));
        }
    }
    for (n, digest) in digests.iter().enumerate() {
        for acting in &digest.acting {
            let other = acting.marks.iter().find_map(|mark| known.get(mark)).filter(|(party, _)| *party != parties.of[n]);
            if let Some((_, other)) = other {
                found.push(Find { check: "other-controller", notice: n, at: acting.at, bytes: Some((acting.start, acting.end)), other: *other });
            }
        }
    }
}

/// Whether what was found by marks holds when the texts themselves are held against each other.
#[must_use]
pub fn holds(check: &str, text: &str, other: &str) -> bool {
    let all = |text: &str| words(text).collect::<Vec<Word>>();
    check != "passage-shared" || likeness(&all(text), &all(other)) >= NEARLY
}

/// Adds what rules over several notices found to the findings of one, and takes away those it stands for at the same place.
pub fn stand_for(findings: &mut Vec<Diagnostic>, told: Vec<Diagnostic>, rules: &[Rule]) {
    let stands = |known: &Diagnostic, d: &Diagnostic| {
        let of = |rule: &Rule| matches!(&rule.check, Check::Together(check) if rule.code == known.code && check.instead_of.contains(&d.code));
        known.span == d.span && known.source.name() == d.source.name() && rules.iter().any(of)
    };
    findings.retain(|d| !told.iter().any(|known| stands(known, d)));
    findings.extend(told);
    in_order(findings);
}
