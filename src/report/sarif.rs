//! SARIF 2.1.0 (OASIS standard): rules with their descriptions and law, results with regions, marks, suppressions, baseline and fixes, as code
//! scanning reads it. Columns count Unicode scalar values. Never serialises an internal type.

use super::{Card, Report, edits, uri, written};
use crate::diagnostic::{Baseline, Diagnostic, Severity};
use crate::source::{Source, Span};
use serde_json::{Value, json};

pub(super) fn render(report: &Report<'_>) -> String {
    let rules: Vec<Value> = report.cards.iter().map(rule).collect();
    let results: Vec<Value> = report.diagnostics.iter().map(|diagnostic| result(diagnostic, report)).collect();
    written(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "seloste",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": report.lang.code(),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "SRCROOT": { "description": { "text": "." } } },
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    severity.key()
}

fn rule(card: &Card) -> Value {
    let law = if card.law.is_empty() { String::new() } else { format!("\n\n{}", card.law.join("; ")) };
    let mut rule = json!({
        "id": card.code,
        "name": pascal(&card.name),
        "shortDescription": { "text": card.summary },
        "fullDescription": { "text": if card.why.is_empty() { &card.summary } else { &card.why } },
        "help": { "text": format!("{}{law}", card.help), "markdown": format!("{}{law}", card.help) },
        "defaultConfiguration": { "level": level(card.severity) },
        "properties": { "tags": card.criterion.iter().map(|(number, name)| format!("{number} {name}")).collect::<Vec<_>>(), "law": card.law },
    });
    if let Some(link) = &card.link {
        rule["helpUri"] = json!(link);
    }
    rule
}

/// `retention-missing` as `RetentionMissing`, the form SARIF asks of names.
fn pascal(name: &str) -> String {
    let capital = |word: &str| word.chars().next().map_or_else(String::new, |first| first.to_uppercase().chain(word.chars().skip(1)).collect());
    name.split('-').map(capital).collect()
}

fn result(diagnostic: &Diagnostic, report: &Report<'_>) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level(diagnostic.severity),
        "message": { "text": super::whole(diagnostic, report.lang) },
        "locations": [location(&diagnostic.source, diagnostic.span, &diagnostic.key)],
        "partialFingerprints": { "seloste/v1": diagnostic.fingerprint },
    });
    if let Some(index) = report.cards.iter().position(|card| card.code == diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    let related = diagnostic.related.iter().enumerate().map(|(n, r)| {
        let mut place = location(&r.source, r.span, &r.key);
        place["id"] = json!(n + 1);
        place
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(allowed) = &diagnostic.suppressed {
        let by = allowed.owner.as_ref().map_or_else(String::new, |owner| format!(" ({owner})"));
        result["suppressions"] = json!([{ "kind": "inSource", "status": "accepted", "justification": format!("{}{by}", allowed.reason) }]);
    }
    if let Some(state) = diagnostic.baseline {
        result["baselineState"] = json!(match state {
            Baseline::Known => "unchanged",
            Baseline::New => "new",
        });
    }
    let replacements: Vec<Value> = edits(diagnostic)
        .into_iter()
        .map(|edit| json!({ "deletedRegion": region(&diagnostic.source, edit.span), "insertedContent": { "text": edit.text } }))
        .collect();
    if !replacements.is_empty() {
        let change = json!({ "artifactLocation": artifact(&diagnostic.source), "replacements": replacements });
        result["fixes"] = json!([{ "description": { "text": diagnostic.help }, "artifactChanges": [change] }]);
    }
    result
}

fn location(source: &Source, span: Span, key: &str) -> Value {
    json!({
        "physicalLocation": { "artifactLocation": artifact(source), "region": region(source, span) },
        "logicalLocations": [{ "fullyQualifiedName": key }],
        "message": { "text": key },
    })
}

fn artifact(source: &Source) -> Value {
    let uri = uri(source.name());
    if uri.starts_with("file:") { json!({ "uri": uri }) } else { json!({ "uri": uri, "uriBaseId": "SRCROOT" }) }
}

fn region(source: &Source, span: Span) -> Value {
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}
