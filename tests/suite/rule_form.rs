//! The schema of rule files has the keys that the reader takes, each table as it is, no more and no fewer.

use crate::patch::root;
use seloste::lint::rule::Rule;
use serde_json::Value;
use std::collections::BTreeSet;

/// A key that no table has.
const ODD: &str = "zzz";

/// The keys that the reader says a table takes: it names them all where it meets one that it does not know.
fn taken(path: &str) -> BTreeSet<String> {
    let mut lines = vec!["code = \"OMA101\"", "level = \"note\"", "message = \"a\"", "help = \"b\""];
    // What a reader meets first it complains of first, so what is needed around the odd key goes before it.
    let (open, needed, check) = match path {
        "" => (String::new(), "", true),
        "check" => ("[check.zzz]".into(), "", false),
        "law.days" => ("[[law]]\ncite = \"gdpr 6\"\n[law.days]".into(), "", true),
        "good.others" | "bad.others" => (format!("[[{0}]]\nbase = \"gdpr\"\n[[{0}.others]]", &path[..path.len() - 7]), "", true),
        "law" | "when" | "good" | "bad" => (format!("[[{path}]]"), "", true),
        "check.readable.limit" | "check.readable.children" => (format!("[{path}]"), "", false),
        _ => (format!("[{path}]"), "", !path.starts_with("check.")),
    };
    let odd = format!("{ODD} = 1");
    if path.is_empty() {
        lines.push(&odd);
    }
    if check {
        lines.extend(["[check.native]", "name = \"x\""]);
    }
    lines.extend([open.as_str(), needed]);
    if !path.is_empty() && path != "check" {
        lines.push(&odd);
    }
    let text = lines.join("\n");
    let error = toml::from_str::<Rule>(&text).expect_err("an odd key").message().to_string();
    assert!(error.contains(&format!("`{ODD}`")), "{path}: {error}\n{text}");
    error.split('`').skip(1).step_by(2).filter(|key| *key != ODD).map(ToString::to_string).collect()
}

fn compare(path: &str, schema: &Value, seen: &mut usize) {
    let entry = if schema["type"] == "array" { &schema["items"] } else { schema };
    let Some(properties) = entry["properties"].as_object().filter(|_| entry["patternProperties"].is_null()) else { return };
    let known: BTreeSet<String> = properties.keys().cloned().collect();
    assert_eq!(known, taken(path), "the keys of {path:?} in src/cli/schema/rule.toml and in src/lint/rule.rs");
    *seen += 1;
    for (key, inner) in properties {
        assert!(inner["description"].as_str().is_some_and(|text| text.ends_with('.')), "{path} {key}: no description");
        compare(&if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, inner, seen);
    }
}

#[test]
fn the_schema_of_rules_has_the_keys_of_the_reader() {
    let text = std::fs::read_to_string(root().join("schema/rule.schema.json")).expect("read");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut seen = 0;
    compare("", &schema, &mut seen);
    assert!(seen > 20, "{seen} tables");
}
