//! An imported notice judged by what its prose says: each criterion met, weak or missing with the places that tell it. Missing is claimed only where
//! the whole document was read. Never asks for a key of the format, never runs a rule itself.

use super::CRITERIA;
use super::context::State;
use super::criteria::Criterion;
use super::evidence::{Asked, Evidence};
use super::rule::{Check, Rule};
use super::said::{Bar, Place, Said};
use crate::day::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::{Lang, fill};
use crate::law::{Citation, LAW};
use crate::learn::Model;
use crate::notice::business_id::is_business_id;
use crate::notice::shape::Passage;
use crate::notice::tree::{NodeId, Tree};
use crate::notice::{FORMAT, Notice, Reading, literal};
use crate::source::{Source, Span};
use std::sync::LazyLock;

/// How criteria are judged, packed when the crate was built.
pub static EVIDENCE: LazyLock<Evidence> =
    LazyLock::new(|| postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/audit.bin"))).expect("the build script packed this very type"));

/// What an imported notice says of a criterion.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The criterion, as an index into those of [`CRITERIA`].
    pub criterion: usize,
    /// What it came to; `NotApplicable` where nothing is asked.
    pub state: State,
    /// The places that tell it, in the TOML text; of a gap that is not sure those that may tell it, or why it may be asked for.
    pub places: Vec<Span>,
    /// Whether a gap is beyond doubt.
    pub sure: Sure,
}

/// How sure a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// Beyond doubt.
    Yes,
    /// Some place may tell it.
    PerhapsTold,
    /// It may not have to be told.
    PerhapsNotAsked,
}

/// Whether a rule is about texts and so can be asked of an imported one.
#[must_use]
pub fn asks(rule: &Rule) -> bool {
    let textual = match &rule.check {
        Check::Words(_) | Check::Outdated(_) | Check::Matches(_) | Check::Cites(_) | Check::Readable(_) => true,
        Check::Native(check) => EVIDENCE.natives.contains(&check.name),
        _ => false,
    };
    (textual || EVIDENCE.also.contains(&rule.name)) && rule.default && !EVIDENCE.not.contains(&rule.name)
}

/// What the texts of a notice tell, by what was learnt of sentences. `listed` are the sections that are lists of contents, by their numbers.
#[must_use]
pub fn read<'m>(reading: &Reading, model: &'m Model, listed: &[usize]) -> Said<'m> {
    let notice = Notice::of(&reading.tree);
    let listed: Vec<_> = reading.tree.entries(Tree::ROOT, "sections").iter().enumerate().filter(|(n, _)| listed.contains(n)).map(|(_, at)| *at).collect();
    let wanted = |passage: &Passage| {
        let table = FORMAT.tables[passage.table].path.as_str();
        let parent = reading.tree.node(passage.key).parent;
        let key = reading.tree.node(passage.key).key.as_deref();
        !(matches!(table, "notice" | "register") || (table == "sections" && (key == Some("title") || listed.contains(&parent))))
    };
    Said::of(&notice, reading, model, &wanted)
}

/// Judges every criterion on a day by what the texts tell. `whole` says whether all of the document was taken in.
#[must_use]
pub fn verdicts(said: &Said<'_>, reading: &Reading, source: &Source, day: Day, whole: bool) -> Vec<Verdict> {
    let notice = Notice::of(&reading.tree);
    let whole = whole && said.sentences.whole;
    let place = |(passage, range): Place| {
        let at = reading.tree.node(reading.passages[passage].at);
        let range = literal::places(source.slice(at.span), range);
        Span::new(at.span.start as usize + range.start, at.span.start as usize + range.end)
    };
    let case = |bar: Bar| Case { reading, notice: &notice, said, place: &place, bar };
    let (even, sure) = (case(Bar::Even), case(Bar::Sure));
    CRITERIA
        .criterion
        .iter()
        .enumerate()
        .filter_map(|(index, criterion)| {
            let asked = EVIDENCE.criterion.iter().find(|asked| asked.id == criterion.id)?;
            let in_force = criterion.law.iter().any(|entry| entry.days.contains(day));
            let (state, mut places) = if in_force { even.judge(asked) } else { (State::NotApplicable, Vec::new()) };
            let state = if !whole && matches!(state, State::Missing) { State::NotApplicable } else { state };
            let doubt = matches!(state, State::Missing | State::Weak).then(|| sure.judge(asked));
            let sure = match doubt {
                Some((State::Met, perhaps)) => {
                    places = perhaps;
                    Sure::PerhapsTold
                }
                Some((State::NotApplicable, _)) => {
                    places = asked.asks.iter().flat_map(|list| said.shows(list, Bar::Even)).map(place).take(1).collect();
                    Sure::PerhapsNotAsked
                }
                _ => Sure::Yes,
            };
            Some(Verdict { criterion: index, state, places, sure })
        })
        .collect()
}

struct Case<'a> {
    reading: &'a Reading,
    notice: &'a Notice<'a>,
    said: &'a Said<'a>,
    place: &'a dyn Fn(Place) -> Span,
    bar: Bar,
}

impl Case<'_> {
    fn judge(&self, asked: &Asked) -> (State, Vec<Span>) {
        /// The most places of a verdict.
        const PLACES: usize = 5;
        let found = |list: &String| self.said.told(list, self.bar).into_iter().map(self.place).take(PLACES).collect::<Vec<_>>();
        let shows = |list: &String| !self.said.shows(list, self.bar).is_empty();
        if !asked.asks.is_empty() && !asked.asks.iter().any(shows) || asked.unless.iter().any(shows) {
            return (State::NotApplicable, Vec::new());
        }
        let keys: Vec<Span> = asked.tables.iter().filter_map(|key| self.reading.tree.find(Tree::ROOT, key)).map(|at| self.reading.tree.point(at).1).collect();
        if !keys.is_empty() {
            return (State::Met, keys);
        }
        // A section of its own on a right tells that right, in whatever words.
        let own = |list: &String| self.section(std::slice::from_ref(list)).filter(|_| list.starts_with("right-")).map(|at| self.reading.tree.point(at).1);
        let lists: Vec<Vec<Span>> =
            asked.told.iter().map(|list| Some(found(list)).filter(|places| !places.is_empty()).unwrap_or_else(|| own(list).into_iter().collect())).collect();
        let whole = !lists.is_empty() && lists.iter().all(|places| !places.is_empty());
        if whole {
            let state = if asked.apart.is_empty() || self.is_apart(asked) { State::Met } else { State::Weak };
            return (state, lists.into_iter().filter_map(|places| places.first().copied()).collect());
        }
        let section = |topics: &[String]| self.section(topics).map(|at| vec![self.reading.tree.point(at).1]);
        if asked.told.is_empty()
            && let Some(places) = section(&asked.topics)
        {
            return (State::Met, places);
        }
        if asked.reach
            && let Some(place) = self.reach()
        {
            return (State::Met, vec![place]);
        }
        if asked.named
            && let Some(place) = self.named()
        {
            return (State::Met, vec![place]);
        }
        // A heading promises what no sentence below it tells.
        if let Some(places) = section(&asked.topics) {
            return (State::Weak, places);
        }
        let keys = asked.weak_tables.iter().filter_map(|key| self.reading.tree.find(Tree::ROOT, key)).map(|at| self.reading.tree.point(at).1);
        let partly = asked.partly.iter().flat_map(found);
        let some: Vec<Span> = lists.into_iter().flatten().chain(partly).chain(keys).take(PLACES).collect();
        if !some.is_empty() {
            return (State::Weak, some);
        }
        if let Some(places) = section(&asked.weakly) {
            return (State::Weak, places);
        }
        (if asked.silent { State::NotApplicable } else { State::Missing }, Vec::new())
    }

    /// Whether some of what tells it stands in a section where it has to.
    fn is_apart(&self, asked: &Asked) -> bool {
        let wanted = self.notice.sections.iter().filter(|section| section.topics.iter().any(|topic| asked.apart.iter().any(|known| known == topic.value)));
        let bodies: Vec<NodeId> = wanted.filter_map(|section| section.body).map(|body| body.at).collect();
        let within = |at: NodeId| bodies.iter().any(|body| *body == at || self.reading.tree.children(*body).contains(&at));
        let own = asked.told.iter().any(|list| self.section(std::slice::from_ref(list)).is_some());
        own || asked.told.iter().flat_map(|list| self.said.told(list, self.bar)).any(|(passage, _)| within(self.reading.passages[passage].at))
    }

    /// The body of the first section on one of the topics that says something.
    fn section(&self, topics: &[String]) -> Option<NodeId> {
        let about = |own: &str| topics.iter().any(|topic| topic == own);
        let sections = self.notice.sections.iter().filter(|section| section.topics.iter().any(|topic| about(topic.value)));
        sections.filter_map(|section| section.body).map(|body| body.at).find(|at| self.says(*at))
    }

    fn says(&self, at: NodeId) -> bool {
        let tree = &self.reading.tree;
        let text = |at| tree.str(at).is_some_and(|text| text.chars().any(char::is_alphanumeric));
        text(at) || tree.children(at).iter().any(|child| text(*child))
    }

    /// An organisation with its business ID: whose it is, the heading above it need not say.
    fn named(&self) -> Option<Span> {
        const FORMS: [&str; 14] = ["oy", "oyj", "ab", "abp", "ky", "kb", "ry", "rf", "sr", "osk", "tmi", "ltd", "kunta", "kommun"];
        let id = |text: &str| text.split(|c: char| !c.is_ascii_digit() && c != '-').any(is_business_id);
        let form = |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| FORMS.contains(&word));
        let tree = &self.reading.tree;
        let mut bodies = self.own_bodies();
        bodies.find(|at| tree.str(*at).is_some_and(|text| id(text) && form(text))).map(|at| tree.point(at).1)
    }

    /// The bodies of sections that are not about others.
    fn own_bodies(&self) -> impl Iterator<Item = NodeId> {
        // Those are others' numbers.
        const OTHERS: [&str; 3] = ["complaint", "disclosures", "processors"];
        let sections = self.notice.sections.iter().filter(|section| !section.topics.iter().any(|topic| OTHERS.contains(&topic.value)));
        let tree = &self.reading.tree;
        sections.filter_map(|section| section.body).flat_map(|body| std::iter::once(body.at).chain(tree.children(body.at).iter().copied()))
    }

    /// An address or number in what tells who answers for the register.
    fn reach(&self) -> Option<Span> {
        const AUTHORITY: [&str; 4] = ["tietosuojavaltuutet", "tietosuoja(at)om.fi", "@om.fi", "ombud"];
        // A telephone number begins with a nought or a plus; a business id or a row of years does not.
        let number = |text: &str| {
            let runs = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-' | '+'))).map(|run| run.trim_matches([' ', '-']));
            let figures = |run: &str| run.chars().filter(char::is_ascii_digit).count();
            runs.filter(|run| run.starts_with(['0', '+'])).any(|run| figures(run) >= 7 && !(run.starts_with("00") && figures(run) < 9))
        };
        let others = |text: &str| AUTHORITY.iter().any(|word| text.to_lowercase().contains(word));
        let reaches = |text: &str| !others(text) && (text.contains('@') || text.contains("(at)") || number(text));
        // Each line and sentence by itself: beside the address of an authority or officer may stand the controller's own.
        let some = |text: &str| text.lines().flat_map(|line| line.split_inclusive(". ")).any(reaches);
        let tree = &self.reading.tree;
        self.own_bodies().find(|at| tree.str(*at).is_some_and(some)).map(|at| tree.point(at).1)
    }
}

/// The code of a criterion's gap.
#[must_use]
pub fn code(criterion: &Criterion) -> String {
    format!("A{}", 100 + criterion.number)
}

/// The criterion whose gap has a code or name.
#[must_use]
pub fn criterion(wanted: &str) -> Option<&'static Criterion> {
    let own = |criterion: &&Criterion| wanted.eq_ignore_ascii_case(&code(criterion)) || wanted == name(criterion);
    CRITERIA.criterion.iter().find(own)
}

/// The name of a criterion's gap.
#[must_use]
pub fn name(criterion: &Criterion) -> String {
    format!("{}-untold", criterion.id)
}

/// How a criterion is judged.
#[must_use]
pub fn asked(criterion: &Criterion) -> Option<&'static Asked> {
    EVIDENCE.criterion.iter().find(|asked| asked.id == criterion.id)
}

/// What is said of a criterion that nothing tells.
#[must_use]
pub fn untold(criterion: &Criterion, lang: Lang) -> String {
    fill(&EVIDENCE.words.get(lang).missing, |hole| (hole == "name").then(|| criterion.name.get(lang).clone()))
}

/// What is said of a gap, and how heavy it is; nothing where there is none.
#[must_use]
pub fn told_of(verdict: &Verdict, lang: Lang) -> Option<(String, Severity)> {
    let criterion = &CRITERIA.criterion[verdict.criterion];
    let asked = asked(criterion)?;
    let words = EVIDENCE.words.get(lang);
    let (phrase, severity) = match (verdict.state, verdict.sure) {
        (State::Missing, Sure::Yes) => (&words.missing, asked.level),
        (State::Weak, Sure::Yes) => (&words.weak, asked.level.min(Severity::Warning)),
        (State::Missing | State::Weak, Sure::PerhapsTold) => (&words.perhaps, Severity::Note),
        (State::Missing | State::Weak, Sure::PerhapsNotAsked) => (&words.perhaps_asked, Severity::Note),
        _ => return None,
    };
    Some((fill(phrase, |hole| (hole == "name").then(|| criterion.name.get(lang).clone())), severity))
}

/// The finding of a gap, at the place in the original where the notice begins.
#[must_use]
pub fn gap(verdict: &Verdict, source: &Source, span: Span, day: Day, lang: Lang) -> Option<Diagnostic> {
    let criterion = &CRITERIA.criterion[verdict.criterion];
    let (message, severity) = told_of(verdict, lang)?;
    let law = criterion.law.iter().filter(|entry| entry.days.contains(day)).filter_map(|entry| Citation::parse(&entry.cite)?.print(&LAW, lang)).collect();
    Some(Diagnostic {
        code: code(criterion),
        name: self::name(criterion),
        severity,
        message,
        help: EVIDENCE.words.get(lang).help.clone(),
        law,
        source: source.clone(),
        key: criterion.id.clone(),
        topic: None,
        criterion: criterion.id.clone(),
        span,
        secret: false,
        related: Vec::new(),
        fix: None,
        fingerprint: format!("{}:{}", code(criterion), if verdict.state == State::Weak { "weak" } else { "missing" }),
        suppressed: None,
        baseline: None,
    })
}
