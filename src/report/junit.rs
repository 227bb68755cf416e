//! `JUnit` XML: a suite a file, a case a finding; a file without findings is one case that passed. A case fails exactly where the run does,
//! one that is allowed is skipped with its reason, and any other passes with its words beside it.
//! Never counts a case twice.

use super::xml::escape;
use super::{Report, whole};
use crate::diagnostic::Diagnostic;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut names: Vec<&str> = report.names.iter().map(String::as_str).collect();
    for diagnostic in report.diagnostics {
        if !names.contains(&diagnostic.source.name()) {
            names.push(diagnostic.source.name());
        }
    }
    let failures = report.diagnostics.iter().filter(|diagnostic| report.fails(diagnostic)).count();
    // Only a suite counts what was skipped: the schemas of Jenkins know no such number of them all.
    let suites: Vec<(String, usize)> = names.iter().map(|name| suite(name, report)).collect();
    let tests: usize = suites.iter().map(|(_, tests)| tests).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"seloste\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">\n"));
    suites.iter().for_each(|(suite, _)| out.push_str(suite));
    out.push_str("</testsuites>\n");
    out
}

fn suite(name: &str, report: &Report<'_>) -> (String, usize) {
    let own: Vec<&Diagnostic> = report.diagnostics.iter().filter(|diagnostic| diagnostic.source.name() == name).collect();
    let failures = own.iter().filter(|diagnostic| report.fails(diagnostic)).count();
    let skipped = own.iter().filter(|diagnostic| diagnostic.suppressed.is_some()).count();
    let tests = own.len().max(1);
    let mut out = format!("  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">\n", escape(name));
    if own.is_empty() {
        out.push_str(&format!("    <testcase name=\"lint\" classname=\"{}\" time=\"0\"/>\n", escape(name)));
    }
    for diagnostic in own {
        let line = diagnostic.source.position(diagnostic.span.start as usize).line;
        let title = format!("{} {} ({line})", diagnostic.code, diagnostic.key);
        let text = format!("{name}:{line}\n{}", whole(diagnostic, report.lang));
        out.push_str(&format!("    <testcase name=\"{}\" classname=\"{}\" time=\"0\">\n", escape(&title), escape(name)));
        if let Some(allowed) = &diagnostic.suppressed {
            out.push_str(&format!("      <skipped message=\"{}\"/>\n", escape(&allowed.reason)));
        } else if report.fails(diagnostic) {
            let kind = diagnostic.severity.key();
            out.push_str(&format!("      <failure message=\"{}\" type=\"{kind}\">{}</failure>\n", escape(&diagnostic.message), escape(&text)));
        } else {
            out.push_str(&format!("      <system-out>{}</system-out>\n", escape(&text)));
        }
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
    (out, tests)
}
