//! JSON Schema 2020-12, for completion, hover text and checking in editors.
//! Flat on purpose: every type stands where it is used, since editors' TOML plugins follow references and alternatives poorly.
//! Never stricter than the reader: what it refuses, `seloste lint` refuses too.

use super::{Of, help};
use crate::diagnostic::Severity;
use crate::lang::{ByLang, Lang};
use crate::notice::spec::{Form, Format, Key, Table, Type};
use serde_json::{Map, Value, json};

static TITLES: ByLang<[&str; 2]> = ByLang {
    fi: ["Selosteen tiedostomuoto, versio 1", "Työtilan tiedosto seloste.toml"],
    sv: ["Beskrivningens filformat, version 1", "Arbetsytans fil seloste.toml"],
    en: ["The notice format, version 1", "The workspace file seloste.toml"],
};

/// A two-letter code in lower case, as `Lang::parse` reads it.
const LANGUAGE: &str = "^[a-z]{2}$";
/// A country code.
const COUNTRY: &str = "^[A-Z]{2}$";

/// The schema as text, ending with a line break.
pub(super) fn schema(of: Of, lang: Lang) -> String {
    let format = of.format();
    let [notice, workspace] = *TITLES.get(lang);
    let mut root = Map::new();
    root.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    let title = match of {
        Of::Notice => notice,
        Of::Workspace => workspace,
        Of::Rule => return rule(format, root),
    };
    root.insert("title".into(), title.into());
    let mut properties = Map::new();
    for (name, table) in format.below("") {
        let mut value = member(format, table, lang);
        if of == Of::Notice && name == "controller" {
            // Only here may a string stand for a table: the name of one that the workspace shares.
            value["type"] = json!(["object", "string"]);
        }
        properties.insert(name.to_string(), value);
    }
    root.insert("type".into(), "object".into());
    root.insert("properties".into(), properties.into());
    // No table is required here: taplo, and the editors it serves, tell a fault of the whole file once at every key and value below it, some
    // thousand times. What is missing is for `seloste lint` to tell.
    root.insert("additionalProperties".into(), unknown());
    written(&root)
}

/// The schema of a rule file: its one table is the file.
fn rule(format: &Format, mut root: Map<String, Value>) -> String {
    let Some(table) = format.table("rule") else { return written(&root) };
    root.insert("title".into(), "A rule file of seloste".into());
    root.insert("description".into(), table.help.get(Lang::EN).as_str().into());
    object(format, table, Lang::EN, &mut root);
    root.remove("required");
    // One kind of check, and no other beside it.
    root["properties"]["check"]["minProperties"] = 1.into();
    root["properties"]["check"]["maxProperties"] = 1.into();
    written(&root)
}

fn written(root: &Map<String, Value>) -> String {
    let mut text = serde_json::to_string_pretty(root).unwrap_or_default();
    text.push('\n');
    text
}

/// A table as it stands under its own name.
fn member(format: &Format, table: &Table, lang: Lang) -> Value {
    let mut out = Map::new();
    // The tables of a rule file stand below its own name in the data.
    out.insert("title".into(), super::markdown::heading(table).replacen("[rule.", "[", 1).into());
    out.insert("description".into(), table.help.get(lang).as_str().into());
    match table.form {
        Form::Free => {
            out.insert("type".into(), "object".into());
        }
        Form::Table => object(format, table, lang, &mut out),
        Form::List | Form::Named => {
            let mut entry = Map::new();
            object(format, table, lang, &mut entry);
            let (kind, holds) = if table.form == Form::List { ("array", "items") } else { ("object", "additionalProperties") };
            out.insert("type".into(), kind.into());
            out.insert(holds.into(), entry.into());
        }
    }
    out.into()
}

/// The keys and tables of a table.
fn object(format: &Format, table: &Table, lang: Lang, out: &mut Map<String, Value>) {
    let mut properties = Map::new();
    for key in &table.keys {
        let mut value = value(table, key);
        let description = help(table, key, lang);
        if !description.is_empty() {
            value["description"] = description.into();
        }
        properties.insert(key.name.clone(), value);
    }
    for (name, inner) in format.below(&table.path) {
        properties.insert(name.to_string(), member(format, inner, lang));
    }
    out.insert("type".into(), "object".into());
    out.insert("properties".into(), properties.into());
    let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name.as_str()).collect();
    if !required.is_empty() {
        out.insert("required".into(), json!(required));
    }
    out.insert("additionalProperties".into(), unknown());
}

/// What a key may hold, as `notice::shape` reads it.
fn value(table: &Table, key: &Key) -> Value {
    let one_of = json!({ "type": "string", "enum": key.values });
    match key.kind {
        Type::String | Type::Phone | Type::Url | Type::Email | Type::Ref => json!({ "type": "string" }),
        Type::Strings => json!({ "type": "array", "items": { "type": "string" } }),
        Type::Label | Type::Text => said(),
        Type::Labels => json!({ "type": "array", "items": said() }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Integer if table.path == "notice" => json!({ "type": "integer", "const": 1 }),
        Type::Integer => json!({ "type": "integer" }),
        Type::Date => json!({ "type": "string", "format": "date" }),
        Type::Country => json!({ "type": "string", "pattern": COUNTRY }),
        Type::Countries => json!({ "type": ["string", "array"], "pattern": COUNTRY, "items": { "type": "string", "pattern": COUNTRY } }),
        Type::Languages => json!({ "type": "array", "items": { "type": "string", "pattern": LANGUAGE }, "minItems": 1 }),
        Type::Period => json!({ "type": "string", "pattern": r"^\s*(P[0-9]+[YMWD]|PT[0-9]+H|[0-9]+\s*[^0-9\s].*)$" }),
        Type::Enum => one_of,
        // The one place where a list and its single value are told apart: an editor offers the values in both.
        Type::Enums => json!({ "anyOf": [one_of, { "type": "array", "items": one_of }] }),
        Type::Refs => json!({ "type": ["string", "array"], "items": { "type": "string" } }),
        Type::Levels => json!({ "type": "object", "additionalProperties": { "type": "string", "enum": Severity::ALL.map(Severity::key) } }),
        Type::Map => json!({ "type": "object", "additionalProperties": said() }),
    }
}

/// What a key that is not known may hold: nothing. Written so, the fault is told at that key; with `false` it would be one of the whole table around
/// it, and of everything in there.
fn unknown() -> Value {
    json!({ "not": {} })
}

/// Text a reader sees: a string, or one per language.
fn said() -> Value {
    json!({ "type": ["string", "object"], "patternProperties": { LANGUAGE: { "type": "string" } }, "additionalProperties": unknown(), "minProperties": 1 })
}
