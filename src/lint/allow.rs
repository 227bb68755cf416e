//! Findings that are known and allowed: `[[lint.allow]]` and comments `# seloste: allow(G213) reason`.
//! Never hides a finding: it is marked as suppressed, with the reason.

use crate::day::Day;
use crate::diagnostic::Suppressed;
use crate::notice::fault::Fault;
use crate::notice::tree::{File, Node, Tree, Value};
use crate::notice::{Notice, Reading};
use crate::source::{Source, Span};

/// One allowance that can count: it has a code and a reason.
#[derive(Debug, Clone)]
pub struct Allowance {
    code: String,
    /// The key it is limited to, and everything below it.
    at: Option<String>,
    /// The line it is limited to, for a comment.
    line: Option<usize>,
    suppressed: Suppressed,
}

/// The most comments that are told to be faulty.
const MAX_FAULTS: usize = 50;

/// The mark a comment begins with, after `#`.
const MARK: &str = "seloste: allow(";

/// The allowances of a notice, and the comments that look like one but give no code or no reason (`allow-comment`).
#[must_use]
pub fn allowances(notice: &Notice<'_>, reading: &Reading, source: &Source) -> (Vec<Allowance>, Vec<Fault>) {
    let mut allowances: Vec<Allowance> = notice
        .allows
        .iter()
        .filter_map(|allow| {
            let reason = allow.reason.map(|leaf| leaf.value.trim()).filter(|reason| !reason.is_empty())?;
            Some(Allowance {
                code: allow.code?.value.to_string(),
                at: allow.at_key.map(|leaf| leaf.value.to_string()),
                line: None,
                suppressed: Suppressed {
                    reason: reason.to_string(),
                    owner: allow.owner.map(|leaf| leaf.value.to_string()),
                    until: allow.until.map(|leaf| leaf.value),
                },
            })
        })
        .collect();
    let mut faults = Vec::new();
    let strings = strings(&reading.tree);
    for (at, _) in source.text().match_indices(MARK) {
        let position = source.position(at);
        let line = source.line(position.line);
        if line.trim_start().strip_prefix('#').is_none_or(|rest| !rest.trim_start().starts_with(MARK)) || in_string(&strings, at) {
            continue;
        }
        let rest = &line[line.find(MARK).unwrap_or_default() + MARK.len()..];
        let (codes, reason) = rest.split_once(')').unwrap_or((rest, ""));
        let reason = reason.trim();
        if reason.is_empty() || codes.split(',').all(|code| code.trim().is_empty()) {
            if faults.len() == MAX_FAULTS {
                continue;
            }
            faults.push(
                Fault::new("allow-comment", Tree::ROOT, File::Notice, Span::new(at, at + MARK.len() - 1))
                    .named(format!("line {}", position.line))
                    .with("value", codes.trim()),
            );
            continue;
        }
        // The next line that is not a comment itself is the one it speaks of.
        let target = (position.line + 1..)
            .take_while(|n| *n <= position.line + 20)
            .find(|n| !source.line(*n).trim_start().starts_with('#'))
            .unwrap_or(position.line + 1);
        for code in codes.split(',').map(str::trim).filter(|code| !code.is_empty()) {
            let suppressed = Suppressed { reason: reason.to_string(), owner: None, until: None };
            allowances.push(Allowance { code: code.to_string(), at: None, line: Some(target), suppressed });
        }
    }
    (allowances, faults)
}

/// The places of all strings of the notice, in its order.
fn strings(tree: &Tree) -> Vec<Span> {
    let is_string = |node: &&Node| node.file == File::Notice && matches!(node.value, Value::String(_));
    let mut spans: Vec<Span> = tree.ids().map(|id| tree.node(id)).filter(is_string).map(|node| node.span).collect();
    spans.sort_unstable();
    spans
}

fn in_string(strings: &[Span], byte: usize) -> bool {
    let before = strings.partition_point(|span| span.range().start <= byte);
    before > 0 && strings[before - 1].range().contains(&byte)
}

impl Allowance {
    /// Why a finding does not count, if this allowance is about it and has not lapsed: the last day itself still counts.
    #[must_use]
    pub fn suppresses(&self, code: &str, key: &str, line: usize, day: Day) -> Option<Suppressed> {
        let below = |at: &str| key == at || (key.starts_with(at) && matches!(key.as_bytes().get(at.len()), Some(b'.' | b'[')));
        let fits = self.code.eq_ignore_ascii_case(code) && self.at.as_deref().is_none_or(below) && self.line.is_none_or(|own| own == line);
        let lapsed = self.suppressed.until.is_some_and(|until| day > until);
        (fits && !lapsed).then(|| self.suppressed.clone())
    }
}
