//! Outcomes to diagnostics: words of one language, severity, law of the day, what is allowed. The one place where facts become words.
//! Never finds anything itself.

use super::allow::{self, Allowance, allowances};
use super::context::{Context, Item, Outcome, Sources, State};
use super::engine::run;
use super::memo::Memo;
use super::rule::{Check, Rule};
use super::skeleton::skeleton;
use super::together::{self, Digest, Find};
use super::words::Found;
use super::{BARE, checks, names};
use crate::day::Day;
use crate::diagnostic::{Diagnostic, Edit, Fix, Related, Severity};
use crate::facts::Facts;
use crate::lang::{Lang, fill};
use crate::law::{Citation, LAW, Law};
use crate::notice::fault::{Arg, Args, Fault};
use crate::notice::tree::{File, NodeId, Tree, Value};
use crate::notice::{Notice, Reading, term};
use crate::source::{Source, Span};
use std::cell::OnceCell;

/// What a judgement depends on besides the notice.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The judging day.
    pub day: Day,
    /// Today.
    pub today: Day,
    /// The language of the words; the notice's first where `None`.
    pub lang: Option<Lang>,
    /// The parts required of every register description.
    pub require: Vec<String>,
    /// Whether the workspace says its notices are invented.
    pub fictional: bool,
}

/// A judged notice.
#[derive(Debug)]
pub struct Judged {
    /// Outcomes of every rule and place, for coverage.
    pub outcomes: Vec<Outcome>,
    /// Findings with words, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// What is kept of it for rules over several notices, where such rules run.
    pub digest: Option<Digest>,
}

/// What surrounds a notice that is judged.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Every rule there is, whether or not it runs here.
    pub known: &'a [Rule],
    /// What comments of the workspace file allow.
    pub shared: &'a [Allowance],
    /// Faults that somebody else found in the same file.
    pub faults: &'a [Fault],
    /// Whether only findings are wanted: what is met is told for coverage alone.
    pub findings: bool,
}

impl Default for Around<'_> {
    fn default() -> Self {
        Self { known: &BARE, shared: &[], faults: &[], findings: false }
    }
}

/// Judges a notice by the law as data and the rules given.
#[must_use]
pub fn judge(reading: &Reading, sources: &Sources, rules: &[Rule], law: &Law, terms: &Terms) -> Judged {
    judge_within(reading, sources, rules, law, terms, &Around::default())
}

/// Judges a notice with what surrounds it.
#[must_use]
pub fn judge_within(reading: &Reading, sources: &Sources, rules: &[Rule], law: &Law, terms: &Terms, around: &Around<'_>) -> Judged {
    with(reading, sources, law, terms, around, |context, own| {
        let mut outcomes = run(rules, context);
        let lang = terms.lang.unwrap_or_else(|| context.notice.first_language()).spoken();
        let found = |outcome: &&Outcome| matches!(outcome.state, State::Missing | State::Weak);
        let mut diagnostics: Vec<Diagnostic> = outcomes.iter().filter(found).map(|outcome| say(outcome, rules, context, lang)).collect();
        for diagnostic in &mut diagnostics {
            diagnostic.suppressed = own.iter().chain(around.shared).find_map(|allowance| allowance.suppresses(diagnostic, terms.day));
        }
        let late = late(own, &diagnostics, rules, context);
        if !late.is_empty() {
            let context = Context { comments: &late, ..*context };
            let told: Vec<Outcome> = run_late(rules, &context);
            diagnostics.extend(told.iter().map(|outcome| say(outcome, rules, &context, lang)));
            outcomes.extend(told);
        }
        in_order(&mut diagnostics);
        let several = |rule: &Rule| matches!(rule.check, Check::Together(_));
        let digest = (!reading.broken && rules.iter().any(several)).then(|| together::digest(context));
        Judged { outcomes, diagnostics, digest }
    })
}

/// Findings in the order of their file.
pub fn in_order(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (a.source.name(), a.span, &a.code, &a.key).cmp(&(b.source.name(), b.span, &b.code, &b.key)));
}

/// What a notice is held against by a rule over several: a string of another tree.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The other tree.
    pub tree: &'a Tree,
    /// The text it was read from.
    pub source: &'a Source,
    /// The string.
    pub at: NodeId,
}

/// What rules over several notices found in one of them, in words. What no longer stands in the texts is left out.
#[must_use]
pub fn judge_together(
    reading: &Reading,
    sources: &Sources,
    rules: &[Rule],
    terms: &Terms,
    around: &Around<'_>,
    finds: &[(&Find, Beside<'_>)],
) -> Vec<Diagnostic> {
    with(reading, sources, &LAW, terms, around, |context, own| {
        let lang = terms.lang.unwrap_or_else(|| context.notice.first_language()).spoken();
        let mut diagnostics: Vec<Diagnostic> = finds.iter().filter_map(|(find, beside)| say_together(find, beside, rules, context, lang)).collect();
        for diagnostic in &mut diagnostics {
            diagnostic.suppressed = own.iter().chain(around.shared).find_map(|allowance| allowance.suppresses(diagnostic, terms.day));
        }
        diagnostics
    })
}

fn say_together(find: &Find, beside: &Beside<'_>, rules: &[Rule], context: &Context<'_, '_>, lang: Lang) -> Option<Diagnostic> {
    let is = |rule: &Rule| matches!(&rule.check, Check::Together(check) if check.name == find.check) && rule.days.contains(context.facts.day);
    let rule = rules.iter().position(is)?;
    let text = context.tree().has(find.at).then(|| context.tree().str(find.at))??;
    let other = beside.tree.has(beside.at).then(|| beside.tree.str(beside.at))??;
    let (place, value) = match find.bytes {
        Some((start, end)) => {
            let passage = context.reading.passages.iter().find(|passage| passage.at == find.at)?;
            (context.place_of_bytes(passage, start as usize, end as usize), text.get(start as usize..end as usize)?)
        }
        None => (context.place(find.at), text),
    };
    if !together::holds(find.check, text, other) {
        return None;
    }
    let (_, span) = beside.tree.point(beside.at);
    let line = beside.source.position(span.start as usize).line;
    let args: Args =
        vec![("value", checks::excerpt(value).into()), ("other", checks::excerpt(other).into()), ("first", format!("{}:{line}", beside.source.name()).into())];
    let mut told = say(&Outcome { rule, state: State::Missing, place, args }, rules, context, lang);
    told.related.push(Related { source: beside.source.clone(), span, key: beside.tree.path(beside.at) });
    Some(told)
}

/// Prepares what rules look at.
fn with<R>(reading: &Reading, sources: &Sources, law: &Law, terms: &Terms, around: &Around<'_>, judge: impl FnOnce(&Context<'_, '_>, &[Allowance]) -> R) -> R {
    let notice = Notice::of(&reading.tree);
    let facts = Facts::of(&notice, law, terms.day);
    let (own, mut faults) = allowances(&notice, &sources.notice, around.known);
    faults.extend_from_slice(around.faults);
    let words = Found::default();
    let memo = Memo::default();
    let texts = OnceCell::new();
    let context = Context {
        reading,
        notice: &notice,
        facts: &facts,
        law,
        require: &terms.require,
        fictional: terms.fictional,
        sources,
        comments: &faults,
        today: terms.today,
        all: !around.findings,
        memo: &memo,
        texts: &texts,
        found: &words,
    };
    judge(&context, &own)
}

/// Faults of allowances that show when everything else is judged. While something of the file has a wrong shape, or its TOML is broken, nothing
/// is said of what is not needed: a rule may not have found what it would find when that is mended.
fn late(own: &[Allowance], diagnostics: &[Diagnostic], rules: &[Rule], context: &Context<'_, '_>) -> Vec<Fault> {
    if own.is_empty() || context.reading.unparsed() {
        return Vec::new();
    }
    let of_form = |rule: &Rule| matches!(rule.check, Check::Shape(_));
    let rule = |code: &str| rules.iter().find(|rule| names(code, rule));
    let allowed = diagnostics.iter().filter(|d| d.suppressed.is_some() && rule(&d.code).is_some_and(of_form)).count();
    let hindered = context.reading.faults.len() > allowed;
    allow::told(own, diagnostics, context.facts.day, |code| {
        // What takes several notices is not known from one.
        let several = |rule: &Rule| matches!(rule.check, Check::Together(_));
        rule(code).is_some_and(|rule| !several(rule) && asked(rule, context.facts.day, context.reading.broken) && (of_form(rule) || !hindered))
    })
}

/// Whether a rule is asked of a file on a day: a file that is no notice, or whose TOML is broken, is asked for its form alone.
#[must_use]
pub fn asked(rule: &Rule, day: Day, broken: bool) -> bool {
    rule.days.contains(day) && (!broken || matches!(rule.check, Check::Shape(_)))
}

/// Runs the rules about faults that show late, and no others.
fn run_late(rules: &[Rule], context: &Context<'_, '_>) -> Vec<Outcome> {
    let late = |rule: &Rule| matches!(&rule.check, Check::Shape(check) if allow::LATE.contains(&check.fault.as_str()));
    let mut outcomes = Vec::new();
    for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| late(rule)) {
        let told = run(std::slice::from_ref(rule), context);
        outcomes.extend(told.into_iter().map(|outcome| Outcome { rule: index, ..outcome }));
    }
    outcomes
}

/// A finding of a rule about a file that is no notice: nothing of a notice stands behind it.
#[must_use]
pub fn about_file(rule: &Rule, source: &Source, span: Span, key: &str, args: &Args, lang: Lang) -> Diagnostic {
    let lang = lang.spoken();
    let (message, help) = words(rule, args, key, lang);
    Diagnostic {
        code: rule.code.clone(),
        name: rule.name.clone(),
        severity: rule.level,
        message,
        help,
        law: Vec::new(),
        key: key.to_string(),
        topic: rule.topic.clone(),
        criterion: rule.criterion.clone(),
        span: if span.is_empty() { first_line(source) } else { span },
        secret: false,
        related: Vec::new(),
        fix: None,
        fingerprint: hash(&rule.code, key),
        suppressed: None,
        baseline: None,
        source: source.clone(),
    }
}

/// What a rule says of a place: what is wrong, and what to do.
fn words(rule: &Rule, args: &Args, key: &str, lang: Lang) -> (String, String) {
    // A hole nothing is known for is shown as left out, never as its name.
    let value = |hole: &str| arg(args, hole, lang).or_else(|| (hole == "key").then(|| key.to_string())).or_else(|| Some("…".to_string()));
    let mut help = fill(rule.help.get(lang), value);
    if let Some(hint) = &rule.hint
        && arg(args, "nearest", lang).is_some_and(|nearest| !nearest.is_empty())
    {
        help = format!("{} {help}", fill(hint.get(lang), value));
    }
    (fill(rule.message.get(lang), value), help)
}

fn say(outcome: &Outcome, rules: &[Rule], context: &Context<'_, '_>, lang: Lang) -> Diagnostic {
    let rule = &rules[outcome.rule];
    let place = &outcome.place;
    let source = context.sources.of(place.file).clone();
    let (mut message, help) = words(rule, &outcome.args, &place.key, lang);
    if outcome.state == State::Weak {
        message = fill(weak(lang), |hole| (hole == "key").then(|| place.key.clone()).or_else(|| arg(&outcome.args, hole, lang)));
    }
    let severity = if outcome.state == State::Weak { rule.level.min(Severity::Warning) } else { level_of_gap(rule, outcome).unwrap_or(rule.level) };
    let span = if place.span.is_empty() { first_line(&source) } else { place.span };
    Diagnostic {
        code: rule.code.clone(),
        name: rule.name.clone(),
        severity,
        message,
        help,
        law: citations(rule, context, outcome, lang),
        key: place.key.clone(),
        topic: rule.topic.clone(),
        criterion: rule.criterion.clone(),
        span,
        secret: matches!(&rule.check, Check::Native(check) if check.name.starts_with("identity-code")),
        related: Vec::new(),
        fix: fix(rule, outcome, context),
        fingerprint: fingerprint(rule, outcome, context),
        suppressed: None,
        baseline: None,
        source,
    }
}

/// A placeholder that a fix wrote weighs as much as the gap it fills: it names the code.
fn level_of_gap(rule: &Rule, outcome: &Outcome) -> Option<Severity> {
    if rule.criterion != "placeholder" {
        return None;
    }
    let written = arg(&outcome.args, "value", Lang::EN)?;
    let code = written.strip_suffix(']')?.rsplit_once(": ")?.1;
    super::rule(code).map(|gap| gap.level)
}

/// What is said when prose alone meets a rule.
fn weak(lang: Lang) -> &'static str {
    term("type:weak").map_or("{key}", |words| words.get(lang))
}

/// The citations behind a finding, as they stand on the judging day and for the articles that apply.
fn citations(rule: &Rule, context: &Context<'_, '_>, outcome: &Outcome, lang: Lang) -> Vec<String> {
    let applies = |entry: &&super::rule::LawEntry| {
        let fact = entry.when.as_deref().is_none_or(|fact| context.fact_named(fact, Item::Entry(outcome.place.node)));
        entry.days.contains(context.facts.day) && fact
    };
    let print = |entry: &super::rule::LawEntry| Citation::parse(&entry.cite)?.print(context.law, lang);
    let mut law: Vec<String> = rule.law.iter().filter(applies).filter_map(print).collect();
    if law.is_empty() {
        // Neither article is known to apply, so the notice has no sources: give the first rather than none.
        law.extend(rule.law.iter().filter(|entry| entry.days.contains(context.facts.day)).find_map(print));
    }
    law
}

fn arg(args: &Args, hole: &str, lang: Lang) -> Option<String> {
    let (_, value) = args.iter().find(|(name, _)| *name == hole)?;
    Some(match value {
        Arg::ByLang(by) => by.get(lang).clone(),
        // Types of the format are said in words.
        Arg::Text(text) if matches!(hole, "expected" | "found") => term(&format!("type:{text}")).map_or_else(|| text.clone(), |words| words.get(lang).clone()),
        Arg::Text(text) => text.clone(),
    })
}

/// What mends a finding: a text in its place, else what is missing to be written in.
fn fix(rule: &Rule, outcome: &Outcome, context: &Context<'_, '_>) -> Option<Fix> {
    let edit = replacement(rule, outcome).filter(|_| plain(outcome, context));
    match edit {
        Some((text, safe)) => Some(Fix { safe, edits: vec![Edit { span: outcome.place.span, text }], skeleton: None }),
        None => Some(Fix { safe: false, edits: Vec::new(), skeleton: Some(skeleton(rule, outcome, context)?) }),
    }
}

/// What a check gives to be put in the place, and whether that is safe: `replacement` says the same, `suggestion` may not fit as it stands (its
/// inflection, for one). A word near enough to what was written is offered in its place too; it may not be what was meant.
fn replacement(rule: &Rule, outcome: &Outcome) -> Option<(String, bool)> {
    for (given, safe) in [("replacement", true), ("suggestion", false)] {
        if let Some(text) = arg(&outcome.args, given, Lang::EN).filter(|text| !text.is_empty()) {
            return Some((text, safe));
        }
    }
    let Check::Shape(shape) = &rule.check else { return None };
    let nearest = arg(&outcome.args, "nearest", Lang::EN).filter(|nearest| !nearest.is_empty() && !nearest.contains('.'))?;
    match shape.fault.as_str() {
        "unknown-key" => Some((nearest, false)),
        "unknown-value" | "country-unknown" | "id-form" => Some((format!("\"{nearest}\""), false)),
        _ => None,
    }
}

/// Whether a place can be written over: in the notice's own file, on one line, and without escapes.
fn plain(outcome: &Outcome, context: &Context<'_, '_>) -> bool {
    outcome.place.file == File::Notice && !context.sources.notice.slice(outcome.place.span).contains(['\n', '\\'])
}

fn first_line(source: &Source) -> Span {
    let text = source.text();
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find('\n').map_or(text.len(), |line| start + line);
    Span::new(start, end)
}

/// Code, the key with ids in place of indexes, and what was found: the same when lines or entries move.
fn fingerprint(rule: &Rule, outcome: &Outcome, context: &Context<'_, '_>) -> String {
    let tree = context.tree();
    let mut stable = tree.shape_path(outcome.place.node);
    let mut at = outcome.place.node;
    while at != Tree::ROOT {
        let node = tree.node(at);
        if node.key.is_none() && matches!(node.value, Value::Table(_)) {
            let name = tree.str_at(at, "id").map(str::to_string).or_else(|| {
                let name = tree.get(at, "name")?;
                context.notice.said(crate::notice::Text { at: name }, context.notice.first_language()).map(|said| said.text.to_string())
            });
            stable.push('\0');
            stable.push_str(&name.unwrap_or_default());
        }
        at = node.parent;
    }
    stable.push('\0');
    // Without its indexes, so that an entry put in before it changes nothing; the line of a comment likewise.
    if !outcome.place.key.starts_with("line ") {
        stable.extend(outcome.place.key.split(['[', ']']).step_by(2));
    }
    for hole in ["value", "statute", "id", "lang"] {
        if let Some(text) = arg(&outcome.args, hole, Lang::EN) {
            stable.push('\0');
            stable.push_str(&text);
        }
    }
    hash(&rule.code, &stable)
}

/// FNV-1a: short, and the same on every machine and in every release.
fn hash(code: &str, stable: &str) -> String {
    let bytes = code.bytes().chain([0]).chain(stable.bytes());
    format!("{:016x}", bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}
