//! The findings of [`super::json`], one object a line, so that a program can read them as they come. Never a line that is not a finding.

use super::{Report, escaped, json};

pub(super) fn render(report: &Report<'_>) -> String {
    report.diagnostics.iter().map(|diagnostic| escaped(&serde_json::to_string(&json::entry(diagnostic)).unwrap_or_default()) + "\n").collect()
}
