//! What rules look at and what they come to: the context of one judgement, places, outcomes.
//! Never runs a rule, never holds words or severity.

use super::marks::{Word, words};
use super::memo::Memo;
use super::name::Name;
use super::rule::{Condition, Rule};
use crate::day::Day;
use crate::facts::named::{self, Case, Fact};
use crate::facts::{Facts, TransferFact};
use crate::law::Law;
use crate::notice::fault::Args;
use crate::notice::literal;
use crate::notice::shape::Passage;
use crate::notice::spec::Type;
use crate::notice::tree::{File, NodeId, Tree, Value};
use crate::notice::{Notice, Reading};
use crate::source::{Source, Span};
use std::cell::OnceCell;

/// What rules look at.
#[derive(Clone, Copy)]
pub struct Context<'a, 't> {
    /// The notice as read.
    pub reading: &'a Reading,
    /// Its typed view.
    pub notice: &'a Notice<'t>,
    /// What follows from it on the judging day.
    pub facts: &'a Facts,
    /// The law.
    pub law: &'a Law,
    /// The parts the workspace requires of every register description.
    pub require: &'a [String],
    /// Whether the workspace says its notices are invented.
    pub fictional: bool,
    /// The text of the notice, then of the workspace file.
    pub sources: &'a Sources,
    /// Faults of comments that allow findings.
    pub comments: &'a [crate::notice::fault::Fault],
    /// Today: only what lies after it and the judging day is yet to come.
    pub today: Day,
    /// Whether what is met is told too, for coverage; a finding is told always.
    pub all: bool,
    /// What rules asked before.
    pub memo: &'a Memo,
    /// The words of its texts, read when a rule first asks.
    pub texts: &'a OnceCell<Texts>,
    /// Words of lists in its texts, looked for when a rule first asks.
    pub found: &'a super::words::Found,
}

/// The words of all texts of a notice.
#[derive(Debug, Default)]
pub struct Texts {
    words: Vec<Word>,
    /// The passage, as an index into those of the reading, and where its words end.
    ends: Vec<(usize, usize)>,
}

impl Texts {
    fn of(reading: &Reading) -> Self {
        let mut texts = Self { words: Vec::with_capacity(512), ends: Vec::with_capacity(32) };
        for (n, passage) in reading.passages.iter().enumerate().filter(|(_, passage)| passage.kind == Type::Text) {
            texts.words.extend(words(reading.tree.str(passage.at).unwrap_or_default()));
            texts.ends.push((n, texts.words.len()));
        }
        texts
    }

    /// Each text: its passage, as an index into those of the reading, and its words.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &[Word])> {
        let from = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        self.ends.iter().zip(from).map(|((passage, to), from)| (*passage, &self.words[from..*to]))
    }
}

/// The texts behind a notice.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The notice.
    pub notice: Source,
    /// The workspace file, where it shares data.
    pub workspace: Option<Source>,
}

impl Sources {
    /// The text a node was read from.
    #[must_use]
    pub fn of(&self, file: File) -> &Source {
        match file {
            File::Workspace => self.workspace.as_ref().unwrap_or(&self.notice),
            File::Notice => &self.notice,
        }
    }
}

/// What a rule came to at one place.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The rule, as an index into the rules that ran.
    pub rule: usize,
    /// What it came to.
    pub state: State,
    /// Where.
    pub place: Place,
    /// Facts for the words.
    pub args: Args,
}

/// See [`Outcome::state`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// What the rule asks for is there.
    Met,
    /// It is there in prose alone.
    Weak,
    /// It is not there, or what must not be there is.
    Missing,
    /// The rule does not ask here.
    NotApplicable,
    /// An entry of `exemptions` lifts it.
    Exempt,
}

/// A place in a file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file.
    pub file: File,
    /// The bytes.
    pub span: Span,
    /// The path of the key.
    pub key: String,
    /// The node it is about.
    pub node: NodeId,
}

/// What a rule looks at: the whole notice, or one entry.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    /// The whole notice.
    Whole,
    /// An entry of a list.
    Entry(NodeId),
    /// A derived transfer.
    Transfer(&'a TransferFact),
}

/// Whether a condition is about the whole notice, whatever entry is at hand.
fn is_of_whole(condition: &Condition) -> bool {
    match (&condition.fact, &condition.key) {
        (Some(fact), _) => (fact.number(named::number) as usize) < named::of_whole(),
        (None, Some(key)) => !key.starts_with('.'),
        (None, None) => true,
    }
}

/// Whether a condition is answered by searching a text.
fn is_search(condition: &Condition) -> bool {
    condition.matches.is_some() || !condition.cites.is_empty()
}

impl<'a, 't> Context<'a, 't> {
    /// The words of its texts.
    #[must_use]
    pub fn texts(&self) -> &'a Texts {
        self.texts.get_or_init(|| Texts::of(self.reading))
    }

    /// The case named facts are asked of.
    #[must_use]
    pub fn case(&self) -> Case<'a, 't> {
        Case { notice: self.notice, facts: self.facts, law: self.law }
    }

    /// Words of lists in its texts.
    #[must_use]
    pub fn words(&self) -> &'a super::words::Index {
        self.found.of(self.reading)
    }

    /// The tree.
    #[must_use]
    pub fn tree(&self) -> &'t Tree {
        self.notice.tree
    }

    /// The entries a rule looks at: those of `each` for which its conditions hold, or the whole notice.
    #[must_use]
    pub fn items(&self, rule: &Rule) -> Vec<Item<'a>> {
        self.items_unless(rule, |_| false)
    }

    /// The same without those of which nothing is to be told, which is asked before what has to be searched in a text.
    #[must_use]
    pub fn items_unless(&self, rule: &Rule, silent: impl Fn(Item<'a>) -> bool) -> Vec<Item<'a>> {
        // What is asked of the whole notice is the same for every entry.
        if rule.when.iter().any(|condition| is_of_whole(condition) && !is_search(condition) && !self.holds(condition, Item::Whole)) {
            return Vec::new();
        }
        let holds = |item: &Item<'a>| {
            let asked = |search: bool| rule.when.iter().filter(move |condition| is_search(condition) == search);
            asked(false).all(|condition| is_of_whole(condition) || self.holds(condition, *item))
                && !silent(*item)
                && asked(true).all(|condition| self.holds(condition, *item))
        };
        let Some(path) = &rule.each else { return std::iter::once(Item::Whole).filter(holds).collect() };
        if &**path == "facts.transfers" {
            return self.facts.transfers.iter().map(Item::Transfer).filter(holds).collect();
        }
        let Some(list) = self.memo.find(self.tree(), path).filter(|at| matches!(self.tree().node(*at).value, Value::Array(_))) else { return Vec::new() };
        let entries = self.tree().children(list).iter().filter(|at| matches!(self.tree().node(**at).value, Value::Table(_)));
        entries.map(|at| Item::Entry(*at)).filter(holds).collect()
    }

    /// Whether a condition holds for an item.
    #[must_use]
    pub fn holds(&self, condition: &Condition, item: Item<'_>) -> bool {
        let holds = match (&condition.fact, &condition.key) {
            (Some(fact), _) => self.fact(fact, item),
            (None, Some(key)) => self.node(key, item).is_some_and(|at| {
                let case = self.case();
                (condition.any_of.is_empty() || self.has_one_of(at, &condition.any_of))
                    && (condition.cites.is_empty() || condition.cites.iter().any(|statute| case.cites(at, statute)))
                    && condition.matches.as_ref().is_none_or(|list| self.strings(at).any(|text| super::checks::finds(list, text)))
            }),
            (None, None) => true,
        };
        holds != condition.not
    }

    /// Whether a named fact holds for an item; a fact of the notice may be asked at an entry.
    #[must_use]
    pub fn fact(&self, name: &Name, item: Item<'_>) -> bool {
        self.numbered(name.number(named::number), item)
    }

    /// The same by the name alone.
    #[must_use]
    pub fn fact_named(&self, name: &str, item: Item<'_>) -> bool {
        self.numbered(named::number(name), item)
    }

    fn numbered(&self, number: u32, item: Item<'_>) -> bool {
        match (named::fact(number), item) {
            (Some(Fact::Notice(of)), _) => self.memo.fact(number as usize, || of(&self.case())),
            (Some(Fact::Entry(of)), Item::Entry(at)) => of(&self.case(), at),
            (Some(Fact::Transfer(of)), Item::Transfer(transfer)) => of(&self.case(), transfer),
            _ => false,
        }
    }

    /// The node at a key: in the entry when it starts with a dot, else from the top.
    #[must_use]
    pub fn node(&self, key: &Name, item: Item<'_>) -> Option<NodeId> {
        match (key.strip_prefix('.'), item) {
            (Some(key), Item::Entry(at)) => self.tree().find(at, key),
            (Some(key), Item::Transfer(transfer)) => self.tree().find(transfer.at, key),
            (Some(_), Item::Whole) => None,
            (None, _) => self.memo.find(self.tree(), key),
        }
    }

    /// What a text says: the string, or each of its languages.
    fn strings(&self, at: NodeId) -> impl Iterator<Item = &'t str> {
        let tree = self.tree();
        tree.str(at).into_iter().chain(tree.children(at).iter().filter_map(|child| tree.str(*child)))
    }

    /// Whether a value, or one of a list, is one of some: `true` and `false` for a boolean.
    pub(super) fn has_one_of(&self, at: NodeId, values: &[String]) -> bool {
        let is = |text: &str| values.iter().any(|value| value == text);
        match &self.tree().node(at).value {
            Value::String(text) => is(text),
            Value::Boolean(value) => is(if *value { "true" } else { "false" }),
            Value::Array(entries) => entries.iter().any(|entry| self.tree().str(*entry).is_some_and(is)),
            _ => false,
        }
    }

    /// The topic's prose: the body of the first free section that is about one of the topics and says something.
    #[must_use]
    pub fn prose(&self, topics: &[String]) -> Option<NodeId> {
        if topics.is_empty() {
            return None;
        }
        self.notice
            .sections
            .iter()
            .find(|section| section.topics.iter().any(|topic| topics.iter().any(|t| t == topic.value)) && section.body.is_some())
            .and_then(|section| section.body)
            .map(|body| body.at)
    }

    /// The literal of a string as written, quotes included.
    #[must_use]
    pub fn literal(&self, file: File, span: Span) -> Option<&'a str> {
        let text = self.sources.of(file).slice(span);
        text.starts_with(['"', '\'']).then_some(text)
    }

    /// The place of a node.
    #[must_use]
    pub fn place(&self, at: NodeId) -> Place {
        let (file, span) = self.tree().point(at);
        Place { file, span, key: self.tree().path(at), node: at }
    }

    /// The place of the bytes `start..end` of a passage's value.
    #[must_use]
    pub fn place_of_bytes(&self, passage: &Passage, start: usize, end: usize) -> Place {
        let node = self.tree().node(passage.at);
        let whole = self.place(passage.at);
        let Some(literal) = self.literal(node.file, node.span) else { return whole };
        let (at, range) = (node.span.start as usize, literal::places(literal, start..end));
        Place { span: Span::new(at + range.start, at + range.end), ..whole }
    }

    /// The place of a key that is not there: the nearest table above that is, else the register's own header.
    #[must_use]
    pub fn place_of_missing(&self, key: &str, at: Option<&str>) -> Place {
        let above = std::iter::successors(Some(key), |path| path.rsplit_once('.').map(|(above, _)| above));
        let node = at.into_iter().chain(above).chain(["register", "notice"]).find_map(|path| self.tree().find(Tree::ROOT, path));
        let node = node.or_else(|| self.tree().children(Tree::ROOT).first().copied()).unwrap_or(Tree::ROOT);
        Place { key: key.to_string(), ..self.place(node) }
    }

    /// The place in an item: the key's own where it is there, else the entry's header.
    #[must_use]
    pub fn place_in(&self, item: Item<'_>, key: &str, at: Option<&str>) -> Place {
        let key = key.strip_prefix('.').unwrap_or(key);
        let entry = match item {
            Item::Whole => {
                return match self.tree().find(Tree::ROOT, key) {
                    Some(found) => self.place(found),
                    None => self.place_of_missing(key, at),
                };
            }
            Item::Entry(entry) => entry,
            // A transfer that no entry of the notice speaks of is told at the recipient's country.
            Item::Transfer(transfer) if transfer.entry.is_none() => return self.place(transfer.at),
            Item::Transfer(transfer) => transfer.at,
        };
        if key.is_empty() {
            return self.place(entry);
        }
        match self.tree().find(entry, key) {
            Some(found) => Place { node: entry, ..self.place(found) },
            None => Place { key: format!("{}.{key}", self.tree().path(entry)), ..self.place(entry) },
        }
    }
}
