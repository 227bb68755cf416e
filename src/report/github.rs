//! Annotations of GitHub Actions: a workflow command a finding, those that fail first, since GitHub shows ten of a kind a step.
//! Never lets a text of a notice become a command of its own.

use super::words::words;
use super::{Report, printable};
use crate::diagnostic::Severity;

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let mut told: Vec<_> = report.told().collect();
    told.sort_by_key(|diagnostic| (diagnostic.known(), std::cmp::Reverse(diagnostic.severity)));
    let mut out = String::new();
    for diagnostic in told {
        // What the baseline knows is worth seeing, and fails nothing.
        let command = match (diagnostic.known(), diagnostic.severity) {
            (false, Severity::Error) => "error",
            (false, Severity::Warning) => "warning",
            _ => "notice",
        };
        let (start, end) = (diagnostic.source.position(diagnostic.span.start as usize), diagnostic.source.position(diagnostic.span.end as usize));
        // A column is taken only where the place is within a line.
        let columns = if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
        out.push_str(&format!(
            "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
            property(diagnostic.source.name()),
            start.line,
            end.line.max(start.line),
            property(&format!("{} {} [{}]", diagnostic.code, diagnostic.name, words.weight(diagnostic))),
            data(&super::whole(diagnostic, report.lang))
        ));
    }
    out.push_str(&super::closing(report));
    out
}

fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
