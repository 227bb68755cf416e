//! Code quality of GitLab: a list of issues, each with a mark of its own that lasts when lines move. GitLab compares branches by the marks.
//! Never gives two issues one mark.

use super::{Report, written};
use crate::diagnostic::Severity;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    categories: [&'static str; 1],
    content: Content,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn render(report: &Report<'_>) -> String {
    let mut seen: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let issues: Vec<Issue<'_>> = report
        .told()
        .map(|diagnostic| {
            let path = diagnostic.source.name().trim_start_matches("./");
            let nth = seen.entry((path, &diagnostic.code, &diagnostic.fingerprint)).or_default();
            *nth += 1;
            let mark = Sha256::digest(format!("{path}\0{}\0{}\0{nth}", diagnostic.code, diagnostic.fingerprint));
            let (start, end) = (diagnostic.source.position(diagnostic.span.start as usize), diagnostic.source.position(diagnostic.span.end as usize));
            Issue {
                r#type: "issue",
                // One line, as the format wants it; the body below keeps the lines.
                description: format!("{}: {}", diagnostic.code, diagnostic.message).replace('\n', " "),
                check_name: &diagnostic.code,
                fingerprint: mark.iter().take(16).map(|byte| format!("{byte:02x}")).collect(),
                severity: match diagnostic.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                categories: ["Compatibility"],
                content: Content { body: super::whole(diagnostic, report.lang) },
                location: Location { path, lines: Lines { begin: start.line, end: end.line.max(start.line) } },
            }
        })
        .collect();
    written(&issues)
}
