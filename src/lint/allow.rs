//! Findings that are known and allowed: `[[lint.allow]]` and comments `# seloste: allow(G213) reason`.
//! Never hides a finding: it is marked as suppressed, with the reason. Never reads the clock: the judging day tells what has lapsed.

use super::rule::Rule;
use super::{names, nearest_rule};
use crate::day::Day;
use crate::diagnostic::{Diagnostic, Suppressed};
use crate::lang::ByLang;
use crate::notice::Notice;
use crate::notice::fault::{Arg, Fault};
use crate::notice::tree::{File, Node, NodeId, Tree, Value};
use crate::source::{Source, Span};
use memchr::memmem;
use std::ops::RangeInclusive;

/// Faults of allowances that only show when everything else is judged.
pub const LATE: [&str; 2] = ["allow-unused", "allow-lapsed"];

/// One allowance that can count: it has a code and a reason.
#[derive(Debug, Clone)]
pub struct Allowance {
    code: String,
    reach: Reach,
    suppressed: Suppressed,
    /// Where it stands: the entry, or the code in a comment.
    whole: Place,
    /// Where its code stands.
    place: Place,
    /// Where its last day stands.
    until: Option<Place>,
}

/// What an allowance reaches.
#[derive(Debug, Clone)]
enum Reach {
    /// Every finding of the notice.
    Notice,
    /// A key and everything below it.
    Key(String),
    /// Lines of one file, for a comment.
    Lines(String, RangeInclusive<usize>),
}

/// Where an allowance stands.
#[derive(Debug, Clone)]
struct Place {
    node: NodeId,
    file: File,
    span: Span,
    key: String,
}

/// The most comments that are told to be faulty.
const MAX_FAULTS: usize = 50;
/// How far below a comment, over other comments, the line it speaks of may stand.
const MAX_COMMENTS: usize = 20;

/// The allowances of a notice: entries and comments. The faults are of comments without a code or a reason (`allow-comment`), and of codes that no
/// rule has (`allow-code`).
#[must_use]
pub fn allowances(notice: &Notice<'_>, source: &Source, known: &[Rule]) -> (Vec<Allowance>, Vec<Fault>) {
    let entries = notice.allows.iter().filter_map(|allow| {
        let code = allow.code?;
        let reason = allow.reason.map(|leaf| leaf.value.trim()).filter(|reason| !reason.is_empty())?;
        Some(Allowance {
            code: code.value.trim().to_string(),
            reach: allow.at_key.map_or(Reach::Notice, |leaf| Reach::Key(leaf.value.to_string())),
            suppressed: Suppressed {
                reason: reason.to_string(),
                owner: allow.owner.map(|leaf| leaf.value.to_string()),
                until: allow.until.map(|leaf| leaf.value),
            },
            whole: Place::of(notice.tree, allow.at),
            place: Place::of(notice.tree, code.at),
            until: allow.until.map(|leaf| Place::of(notice.tree, leaf.at)),
        })
    });
    let mut all: Vec<Allowance> = entries.filter(|allowance| !allowance.code.is_empty()).collect();
    let (comments, mut faults) = comments(notice.tree, source);
    all.extend(comments);
    all.retain(|allowance| {
        let is_known = known.iter().any(|rule| names(&allowance.code, rule));
        if !is_known && faults.len() < MAX_FAULTS {
            let nearest = nearest_rule(&allowance.code, known).unwrap_or_default();
            faults.push(allowance.place.fault("allow-code").with("value", allowance.code.as_str()).with("nearest", nearest));
        }
        is_known
    });
    (all, faults)
}

/// The allowances that comments of a file make, and the comments that look like one and are none.
#[must_use]
pub fn comments(tree: &Tree, source: &Source) -> (Vec<Allowance>, Vec<Fault>) {
    let (mut allowances, mut faults) = (Vec::new(), Vec::new());
    let mut strings: Option<Vec<Span>> = None;
    let text = source.text();
    let mark = "seloste:";
    for at in memmem::find_iter(text.as_bytes(), mark) {
        let start = text[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
        let end = text[at..].find(['\r', '\n']).map_or(text.len(), |length| at + length);
        if !text[start..at].contains('#') {
            continue;
        }
        let strings = strings.get_or_insert_with(|| strings_of(tree));
        let Some(hash) = (start..at).find(|byte| text.as_bytes()[*byte] == b'#' && !in_string(strings, *byte)) else { continue };
        if !text[hash + 1..at].trim().is_empty() {
            continue;
        }
        let Some(rest) = text[at + mark.len()..end].trim_start().strip_prefix("allow").filter(|rest| !rest.starts_with(char::is_alphanumeric)) else {
            continue;
        };
        let number = source.position(at).line;
        let place = |span: Span| Place { node: Tree::ROOT, file: file_of(tree), span, key: format!("line {number}") };
        let inside = rest.trim_start().strip_prefix('(').unwrap_or_default();
        let (codes, reason) = inside.split_once(')').unwrap_or((inside, ""));
        let reason = reason.trim();
        let from = end - inside.len();
        if reason.is_empty() || codes.split(',').all(|code| code.trim().is_empty()) {
            if faults.len() < MAX_FAULTS {
                faults.push(place(Span::new(at, end - rest.len())).fault("allow-comment").with("value", codes.trim()));
            }
            continue;
        }
        // After a value it speaks of its own line, else of the next line that is no comment itself.
        let own = !source.text()[start..hash].trim().is_empty();
        let next = || (number + 1..=number + MAX_COMMENTS).find(|n| !source.line(*n).trim_start().starts_with('#')).unwrap_or(number + 1);
        let target = if own { number } else { next() };
        let lines = target..=last_line(tree, source, target);
        let mut offset = from;
        for code in codes.split(',') {
            let lead = code.len() - code.trim_start().len();
            let span = Span::new(offset + lead, offset + lead + code.trim().len());
            offset += code.len() + 1;
            if code.trim().is_empty() {
                continue;
            }
            allowances.push(Allowance {
                code: code.trim().to_string(),
                reach: Reach::Lines(source.name().to_string(), lines.clone()),
                suppressed: Suppressed { reason: reason.to_string(), owner: None, until: None },
                whole: place(span),
                place: place(span),
                until: None,
            });
        }
    }
    (allowances, faults)
}

/// The file a tree was read from.
fn file_of(tree: &Tree) -> File {
    tree.node(Tree::ROOT).file
}

/// The last line of the values that begin on a line: a long string cannot hold a comment, so one before it speaks of all of it.
fn last_line(tree: &Tree, source: &Source, line: usize) -> usize {
    let own = tree.ids().map(|id| tree.node(id)).filter(|node| node.file == file_of(tree) && !node.span.is_empty());
    let lines = own.map(|node| (source.position(node.span.start as usize).line, source.position(node.span.end as usize).line));
    lines.filter(|(first, _)| *first == line).map(|(_, last)| last).max().unwrap_or(line)
}

/// The places of all strings of the file, in its order.
fn strings_of(tree: &Tree) -> Vec<Span> {
    let is_string = |node: &&Node| node.file == file_of(tree) && matches!(node.value, Value::String(_));
    let mut spans: Vec<Span> = tree.ids().map(|id| tree.node(id)).filter(is_string).map(|node| node.span).collect();
    spans.sort_unstable();
    spans
}

fn in_string(strings: &[Span], byte: usize) -> bool {
    let before = strings.partition_point(|span| span.range().start <= byte);
    before > 0 && strings[before - 1].range().contains(&byte)
}

impl Place {
    fn of(tree: &Tree, node: NodeId) -> Self {
        let (file, span) = tree.point(node);
        Self { node, file, span, key: tree.path(node) }
    }

    fn fault(&self, kind: &'static str) -> Fault {
        Fault::new(kind, self.node, self.file, self.span).named(self.key.clone())
    }
}

impl Allowance {
    /// Whether it is about a finding, lapsed or not.
    #[must_use]
    pub fn fits(&self, finding: &Diagnostic) -> bool {
        let code = self.code.eq_ignore_ascii_case(&finding.code) || self.code.eq_ignore_ascii_case(&finding.name);
        code && match &self.reach {
            Reach::Notice => true,
            Reach::Key(at) => below(at, &finding.key),
            Reach::Lines(file, lines) => finding.source.name() == file && lines.contains(&finding.source.position(finding.span.start as usize).line),
        }
    }

    /// Why a finding does not count, if this allowance is about it and has not lapsed: the last day itself still counts.
    #[must_use]
    pub fn suppresses(&self, finding: &Diagnostic, day: Day) -> Option<Suppressed> {
        (!self.lapsed(day) && self.fits(finding)).then(|| self.suppressed.clone())
    }

    fn lapsed(&self, day: Day) -> bool {
        self.suppressed.until.is_some_and(|until| day > until)
    }
}

/// Whether a key is the one at a path, or below it.
fn below(at: &str, key: &str) -> bool {
    key.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// What is wrong with allowances once everything is judged: a last day that has passed (`allow-lapsed`), and one that no finding needs
/// (`allow-unused`). `ran` tells whether the rule of a code was asked at all: one that was not may find again on another day.
#[must_use]
pub fn told(allowances: &[Allowance], findings: &[Diagnostic], day: Day, ran: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for allowance in allowances.iter().filter(|allowance| ran(&allowance.code)) {
        let needed = findings.iter().any(|finding| allowance.fits(finding));
        let until = allowance.suppressed.until.filter(|until| day > *until);
        match (needed, until) {
            (true, Some(until)) => {
                let place = allowance.until.as_ref().unwrap_or(&allowance.place);
                faults.push(place.fault("allow-lapsed").with("value", allowance.code.as_str()).with("date", date(until)));
            }
            (false, _) => faults.push(allowance.whole.fault("allow-unused").with("value", allowance.code.as_str())),
            (true, None) => {}
        }
    }
    faults
}

/// A day as findings write it.
fn date(day: Day) -> Arg {
    let (y, m, d) = (day.year(), day.month(), day.day());
    Arg::ByLang(ByLang { fi: format!("{d}.{m}.{y}"), sv: format!("{d}.{m}.{y}"), en: day.to_string() })
}
