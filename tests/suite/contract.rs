//! docs/templates.md lists every field of a document, and no other.

use crate::patch::root;
use crate::sample::sample;
use seloste::document::{Block, Flow, FlowEdge, FlowNode, NodeKind, Stage, StageKind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Fields by the name of what has them; a block and an inline by its kind too.
type Fields = BTreeMap<String, BTreeSet<String>>;

/// What a field holds, where it holds more than texts and numbers.
fn held(of: &str, kind: &str, field: &str) -> Option<&'static str> {
    Some(match (of, kind, field) {
        ("Document", _, "banners") => "Banner",
        ("Document", _, "first") => "First",
        ("Document", _, "facts") => "Fact",
        ("Document" | "Section", _, "sections") => "Section",
        ("Document", _, "glossary") => "Term",
        ("Document", _, "ways") => "Way",
        ("Document", _, "labels") => "Labels",
        ("First", _, _) => "Point",
        ("Block", "definitions", "items") | ("Block", "rows", "rows") => "Definition",
        ("Block", "list", "items") | (_, _, "summary" | "blocks" | "tables") => "Block",
        ("Block", "table", "rows") | ("Block", _, "text" | "lines") | ("Definition", _, "term") | ("Inline", _, "content") => "Inline",
        ("Block", _, "flow") => "Flow",
        ("Flow", _, "stages") => "Stage",
        ("Flow", _, "edges") => "Edge",
        ("Stage", _, "nodes") => "Node",
        _ => return None,
    })
}

fn walk(value: &Value, of: &'static str, fields: &mut Fields) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, of, fields)),
        Value::Object(object) => {
            let kind = object.get("kind").and_then(Value::as_str).unwrap_or_default();
            let kinds = matches!(of, "Block" | "Inline");
            let name = if kinds { format!("{of} {kind}") } else { of.to_string() };
            let own = object.keys().filter(|key| !kinds || *key != "kind").cloned();
            fields.entry(name).or_default().extend(own);
            for (field, value) in object {
                if let Some(inner) = held(of, kind, field) {
                    walk(value, inner, fields);
                }
            }
        }
        _ => {}
    }
}

/// What stands between backticks.
fn ticked(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_string).collect()
}

fn told() -> Fields {
    let text = std::fs::read_to_string(root().join("docs/templates.md")).expect("the page");
    let part = text.split("\n## ").find(|part| part.starts_with("The document\n")).expect("the contract");
    let mut fields = Fields::new();
    for part in part.split("\n### ").skip(1) {
        let name = ticked(part.lines().next().unwrap_or_default()).pop_first().expect("a name");
        for row in part.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let first = ticked(cells[1]).pop_first().expect("a field or a kind");
            if matches!(name.as_str(), "Block" | "Inline") {
                fields.insert(format!("{name} {first}"), ticked(cells[2]));
            } else {
                fields.entry(name.clone()).or_default().insert(first);
            }
        }
    }
    fields
}

#[test]
fn every_field_of_a_document_is_told_and_no_other() {
    let mut document = sample();
    let node = FlowNode { id: 0, kind: NodeKind::Register, label: String::new(), lang: None, note: None, members: 1 };
    let flow = Flow {
        title: String::new(),
        description: String::new(),
        open: String::new(),
        stages: vec![Stage { kind: StageKind::Register, title: String::new(), nodes: vec![node] }],
        edges: vec![FlowEdge { from: 0, to: 0, data: Vec::new() }],
        inside: String::new(),
        outside: String::new(),
        tables: Vec::new(),
    };
    document.sections[0].blocks.push(Block::Flow { flow: Box::new(flow) });
    let mut fields = Fields::new();
    walk(&serde_json::to_value(&document).expect("plain data"), "Document", &mut fields);
    assert_eq!(told(), fields);
}
