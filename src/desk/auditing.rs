//! A published notice taken in and judged in one go: findings with places in the original, and what each criterion came to. Never writes anything,
//! never prints.

use crate::day::Day;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::import::{self, Imported, facts::REGIME, write::Written};
use crate::lang::{Lang, fill};
use crate::law::{Citation, LAW};
use crate::learn::Model;
use crate::lint::audit::{self, EVIDENCE, Sure, Verdict};
use crate::lint::context::{Sources, State};
use crate::lint::judge::{Around, Terms, about_file, in_order, judge_within};
use crate::lint::{BARE, CRITERIA, Rule, telling};
use crate::mend;
use crate::notice::{self, Notice};
use crate::sheet::{Cell, Column, Row, STATES, Sheet, Spot, Total};
use crate::source::{Source, Span};

/// What an audit came to.
#[derive(Debug)]
pub struct Audited {
    /// Findings with places in the original, by the law of the judging day.
    pub diagnostics: Vec<Diagnostic>,
    /// The criteria on the notice's own day, where it is known, and on the judging day.
    pub sheet: Sheet,
    /// The verdicts of the judging day.
    pub verdicts: Vec<Verdict>,
    /// The language of the words.
    pub lang: Lang,
}

/// Audits an imported notice on a day.
#[must_use]
pub fn audit(imported: &Imported, day: Day, today: Day, lang: Option<Lang>) -> Audited {
    audit_by(imported, day, today, lang, &telling::MODEL)
}

/// The same by what was learnt of sentences from other examples.
#[must_use]
pub fn audit_by(imported: &Imported, day: Day, today: Day, lang: Option<Lang>, model: &Model) -> Audited {
    let lang = lang.unwrap_or(imported.lang).spoken();
    let (toml, reading, found) = judged(imported, &imported.judged, day, today, lang);
    let listed: Vec<usize> = imported.entire.iter().enumerate().filter(|(_, section)| section.contents).map(|(number, _)| number).collect();
    let titles = titles(&reading);
    // A list of contents is furniture of print: what is wrong in its rows is wrong at the headings themselves.
    let in_contents = |found: &Diagnostic| listed.iter().any(|number| found.key.starts_with(&format!("sections[{number}].")));
    // A heading over headings needs no text of its own.
    let section = |found: &Diagnostic| found.key.strip_prefix("sections[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let heads = |found: &Diagnostic| {
        section(found).and_then(|number| Some((imported.entire.get(number)?, imported.entire.get(number + 1)))).is_some_and(|(own, next)| {
            own.topics.iter().all(|topic| matches!(topic.as_str(), "intro" | "other" | "date-version")) || next.is_some_and(|next| next.level > own.level)
        })
    };
    let mut diagnostics: Vec<Diagnostic> = found
        .into_iter()
        .filter(|found| !(in_contents(found) || found.name == "empty-text" && heads(found)))
        .map(|found| moved(found, imported, &titles, lang))
        .collect();
    if let Some(rule) = BARE.iter().find(|rule| rule.name == "page-leftover") {
        let rows = imported.entire.iter().filter(|section| section.contents).filter_map(|section| section.body.first());
        let rows = rows.map(|row| &imported.document.lines[*row]).filter(|line| line.text.ends_with(|c: char| c.is_ascii_digit()));
        diagnostics.extend(rows.map(|line| {
            about_file(rule, &imported.source, Span::new(line.span().start, line.span().end), "", &vec![("value", line.text.clone().into())], lang)
        }));
    }
    let begins = imported.document.lines.iter().find(|line| !line.chrome).map_or(Span::default(), |line| Span::new(line.span().start, line.span().end));
    let said = audit::read(&reading, model, &listed);
    let verdicts = audit::verdicts(&said, &reading, &toml, day, imported.document.whole);
    diagnostics.extend(verdicts.iter().filter_map(|verdict| {
        let at = verdict.places.first().map_or(begins, |place| imported.original(&imported.judged, *place));
        audit::gap(verdict, &imported.source, if at.is_empty() { begins } else { at }, day, lang)
    }));
    // Codes were hidden before anything was read: that they stood there is told here.
    if let Some(rule) = BARE.iter().find(|rule| rule.name == "identity-code-printed") {
        diagnostics
            .extend(imported.masked.iter().map(|place| Diagnostic { secret: true, ..about_file(rule, &imported.source, *place, "", &Vec::new(), lang) }));
    }
    in_order(&mut diagnostics);
    diagnostics.dedup_by(|one, other| one.code == other.code && one.span == other.span && one.message == other.message);
    let own = Notice::of(&reading.tree).updated().filter(|own| *own < day);
    let mut registers = Vec::new();
    if let Some(own) = own {
        let verdicts = audit::verdicts(&said, &reading, &toml, own, imported.document.whole);
        registers.push(row(&verdicts, imported, own, &EVIDENCE.words.get(lang).own_day, lang));
    }
    registers.push(row(&verdicts, imported, day, if day == today { &EVIDENCE.words.get(lang).today } else { "" }, lang));
    let sheet = sheet(registers, day, lang);
    Audited { diagnostics, sheet, verdicts, lang }
}

/// The TOML text of an imported notice, read, and what rules about texts find in it; places are those of that text.
fn judged(imported: &Imported, of: &Written, day: Day, today: Day, lang: Lang) -> (Source, notice::Reading, Vec<Diagnostic>) {
    // A page that is still published is judged by the law of today, however old it is; nothing moves when the mark goes.
    let gdpr =
        CRITERIA.criterion.iter().flat_map(|criterion| &criterion.law).filter(|entry| entry.cite.starts_with("gdpr")).any(|entry| entry.days.contains(day));
    let text = if gdpr { of.toml.replacen(REGIME, &REGIME.replacen('#', " ", 1), 1) } else { of.toml.clone() };
    let toml = Source::new(imported.source.name(), text);
    let reading = notice::read(toml.text(), None);
    let sources = Sources { notice: toml.clone(), workspace: None };
    let rules: Vec<Rule> = BARE.iter().filter(|rule| audit::asks(rule)).cloned().collect();
    let terms = Terms { day, today, lang: Some(lang), require: Vec::new(), fictional: false };
    let judged = judge_within(&reading, &sources, &rules, &LAW, &terms, &Around::default());
    (toml, reading, judged.diagnostics)
}

/// The TOML text with what current law and usage would change: as comments, or, where `write` says so, written in. What is missing is added as
/// sections to fill in, as comments too unless written.
#[must_use]
pub fn modernised(imported: &Imported, today: Day, write: bool) -> String {
    let lang = imported.lang.spoken();
    let (_, _, found) = judged(imported, &imported.written, today, today, lang);
    let gaps = audit(imported, today, today, Some(lang)).verdicts;
    let words = EVIDENCE.words.get(lang);
    let fixes: Vec<(&Diagnostic, &Fix)> =
        found.iter().filter_map(|found| found.fix.as_ref().filter(|fix| !fix.edits.is_empty()).map(|fix| (found, fix))).collect();
    let mut out = imported.written.toml.clone();
    if write {
        let all: Vec<&Fix> = fixes.iter().map(|(_, fix)| *fix).collect();
        out = mend::apply(&out, &all).unwrap_or(out);
    } else if !fixes.is_empty() {
        out.push_str(&format!("\n# {}\n", import::WORDS.get(imported.lang).modern));
        for (found, fix) in &fixes {
            let line = imported.source.position(imported.original(&imported.written, found.span).start as usize).line;
            let new = fix.edits.iter().map(|edit| edit.text.as_str()).collect::<Vec<_>>().join(" ");
            out.push_str(&format!("# {line}: {} → {} ({})\n", plain(&imported.written.toml, found.span), one_line(&new), found.code));
        }
    }
    for verdict in gaps.iter().filter(|verdict| verdict.state == State::Missing && verdict.sure == Sure::Yes) {
        let criterion = &CRITERIA.criterion[verdict.criterion];
        let Some(topic) = EVIDENCE.criterion.iter().find(|asked| asked.id == criterion.id).and_then(|asked| asked.topic.as_deref()) else { continue };
        let mark = if write { "" } else { "# " };
        let title = criterion.name.get(lang);
        out.push_str(&format!(
            "\n{mark}[[sections]]\n{mark}topics = [\"{topic}\"]\n{mark}title = \"{title}\"\n{mark}body = \"[{}: {}]\"\n",
            words.fill,
            audit::code(criterion)
        ));
    }
    out
}

fn plain(text: &str, span: Span) -> String {
    one_line(text.get(span.range()).unwrap_or_default())
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The titles of free sections, to stand for their paths.
fn titles(reading: &notice::Reading) -> Vec<String> {
    let notice = Notice::of(&reading.tree);
    let lang = notice.first_language();
    notice
        .sections
        .iter()
        .map(|section| section.title.and_then(|title| notice.said(title, lang)).map(|said| said.text.to_string()).unwrap_or_default())
        .collect()
}

/// A finding in the TOML text as one in the original. A path of the file says nothing to whoever never saw the file.
fn moved(found: Diagnostic, imported: &Imported, titles: &[String], lang: Lang) -> Diagnostic {
    let mut message = found.message.clone();
    while let Some(at) = message.find("`sections[") {
        let Some(end) = message[at + 1..].find('`').map(|end| at + 1 + end) else { break };
        let number: usize = message[at + 10..end].split(']').next().and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
        message.replace_range(at..=end, &format!("”{}”", titles.get(number).map_or("…", String::as_str)));
    }
    let span = imported.original(&imported.judged, found.span);
    // What a reader of the original knows is the heading.
    let section = found.key.strip_prefix("sections[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let key = section.map_or_else(|| found.key.clone(), |number| titles.get(number).cloned().unwrap_or_default());
    // A heading without text below it is told at the heading.
    let heading = section.and_then(|number| imported.entire.get(number)).filter(|section| found.name == "empty-text" && !section.heading.is_empty());
    if let Some(section) = heading {
        let lines = section.heading.iter().filter_map(|at| imported.document.lines.get(*at)).map(import::line::Line::span);
        let whole = lines.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end)).unwrap_or_default();
        let message = fill(&EVIDENCE.words.get(lang).empty, |hole| (hole == "name").then(|| section.title.clone()));
        let span = Span::new(whole.start, whole.end);
        return Diagnostic { message, key, source: imported.source.clone(), span, related: Vec::new(), fix: None, suppressed: None, ..found };
    }
    Diagnostic { message, key, source: imported.source.clone(), span, related: Vec::new(), fix: None, suppressed: None, ..found }
}

fn row(verdicts: &[Verdict], imported: &Imported, day: Day, name: &str, lang: Lang) -> Row {
    let words = EVIDENCE.words.get(lang);
    let cells = verdicts.iter().map(|verdict| {
        let criterion = &CRITERIA.criterion[verdict.criterion];
        let state = match verdict.state {
            State::Met => "met",
            State::Weak => "weak",
            State::Missing if verdict.sure != Sure::Yes => "weak",
            State::Missing => "missing",
            State::Exempt => "exempt",
            State::NotApplicable => "not-applicable",
        };
        let why = match verdict.state {
            State::NotApplicable if !imported.document.whole => vec![words.not_whole.clone()],
            State::NotApplicable => vec![criterion.absent.get(lang).clone()],
            State::Missing | State::Weak if verdict.sure != Sure::Yes => audit::told_of(verdict, lang).map(|(told, _)| told).into_iter().collect(),
            State::Missing | State::Weak => vec![criterion.name.get(lang).clone()],
            _ => Vec::new(),
        };
        let spot = |place: &Span| Spot { key: String::new(), line: imported.source.position(imported.original(&imported.judged, *place).start as usize).line };
        let mut places: Vec<Spot> = verdict.places.iter().map(spot).collect();
        places.dedup();
        Cell { criterion: criterion.number, state, why, places }
    });
    let date = if lang == Lang::EN { day.to_string() } else { format!("{}.{}.{}", day.day(), day.month(), day.year()) };
    let name = if name.is_empty() { date.clone() } else { format!("{date} ({name})") };
    Row { name, file: imported.source.name().to_string(), day: day.to_string(), date, cells: cells.collect() }
}

fn sheet(registers: Vec<Row>, day: Day, lang: Lang) -> Sheet {
    let criteria = CRITERIA.criterion.iter().map(|criterion| {
        let law = criterion.law.iter().filter(|entry| entry.days.contains(day)).filter_map(|entry| Citation::parse(&entry.cite)?.print(&LAW, lang)).collect();
        Column { number: criterion.number, id: criterion.id.clone(), name: criterion.name.get(lang).clone(), law }
    });
    let totals =
        STATES.iter().map(|state| Total { state, cells: registers.iter().flat_map(|row| &row.cells).filter(|cell| cell.state == *state).count() }).collect();
    Sheet {
        version: 1,
        lang: lang.code().to_string(),
        as_of: Some(day.to_string()),
        criteria: criteria.collect(),
        registers,
        totals,
        words: CRITERIA.words.get(lang).clone(),
    }
}

/// Whether findings at or above a severity are there.
#[must_use]
pub fn fails(audited: &Audited, fail_on: Severity) -> bool {
    audited.diagnostics.iter().any(|found| found.severity >= fail_on)
}
