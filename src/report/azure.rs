//! Logging commands of Azure Pipelines. Never lets a text of a notice become a command of its own.

use super::words::words;
use super::{Report, printable};
use crate::diagnostic::Severity;

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let mut out = String::new();
    for diagnostic in report.told() {
        let at = diagnostic.source.position(diagnostic.span.start as usize);
        let message = format!("{} {} [{}]: {}", diagnostic.code, diagnostic.key, words.weight(diagnostic), super::whole(diagnostic, report.lang));
        // There are errors and warnings only: a note, and what the baseline knows, is a line of the log.
        if diagnostic.known() || diagnostic.severity == Severity::Note {
            out.push_str(&line(&format!("{}:{}:{}: {message}", diagnostic.source.name(), at.line, at.column)));
        } else {
            out.push_str(&format!(
                "##vso[task.logissue type={};sourcepath={};linenumber={};columnnumber={};code={}]{}",
                diagnostic.severity.key(),
                property(diagnostic.source.name()),
                at.line,
                at.column,
                property(&diagnostic.code),
                data(&message)
            ));
        }
        out.push('\n');
    }
    out.push_str(&super::closing(report));
    out
}

/// A text as one line of the log. The agent takes what looks like a command out of the middle of a line too, so nothing may look like one.
fn line(text: &str) -> String {
    printable(text).replace('\n', " ").replace("##", "# #").replace("##", "# #")
}

fn data(text: &str) -> String {
    printable(text).replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(';', "%3B").replace(']', "%5D")
}
