//! `lints/not-checked.toml`: every row says in three languages why no rule checks it, and cites law the tool knows.

use crate::patch::{read, root};
use seloste::lang::Lang;
use seloste::law::{Citation, LAW};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    law: String,
    fi: String,
    sv: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    row: Vec<Row>,
}

#[test]
fn rows_give_a_reason_and_known_law() {
    let file: File = toml::from_str(&read(&root().join("lints/not-checked.toml"))).expect("rows");
    let mut ids = BTreeSet::new();
    for row in &file.row {
        assert!(ids.insert(&row.id), "{} stands twice", row.id);
        for cite in row.law.split("; ") {
            let parsed = Citation::parse(cite).unwrap_or_else(|| panic!("{}: bad citation `{cite}`", row.id));
            assert!(parsed.print(&LAW, Lang::FI).is_some(), "{}: unknown statute in `{cite}`", row.id);
        }
        for reason in [&row.fi, &row.sv, &row.en] {
            assert!(reason.ends_with('.') && reason.len() > 20, "{}: no reason: {reason}", row.id);
        }
    }
}

#[test]
fn statutes_stand_once() {
    let mut ids = BTreeSet::new();
    for statute in LAW.statutes() {
        assert!(ids.insert(&statute.id), "{} stands twice in laws.toml", statute.id);
    }
}
