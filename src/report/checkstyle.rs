//! Checkstyle XML: an error element a finding, under its file. Never names a severity that checkstyle does not know.

use super::Report;
use super::xml::escape;
use crate::diagnostic::Severity;

pub(super) fn render(report: &Report<'_>) -> String {
    let told: Vec<_> = report.told().collect();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n");
    for group in told.chunk_by(|a, b| a.source.name() == b.source.name()) {
        out.push_str(&format!("  <file name=\"{}\">\n", escape(group[0].source.name())));
        for diagnostic in group {
            let at = diagnostic.source.position(diagnostic.span.start as usize);
            // What the baseline knows fails nothing, so it is no error here either.
            let severity = match diagnostic.severity {
                _ if diagnostic.known() => "info",
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "info",
            };
            out.push_str(&format!(
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"seloste.{}\"/>\n",
                at.line,
                at.column,
                escape(&super::whole(diagnostic, report.lang)),
                escape(&diagnostic.code)
            ));
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}
