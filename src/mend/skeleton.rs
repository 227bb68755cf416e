//! Writes what is missing into a document: keys of the format with placeholders of their type, or a rule's own text.
//! Never changes a value that is there.

use crate::diagnostic::{Skeleton, SkeletonPart};
use crate::notice::FORMAT;
use crate::notice::spec::{Form, Type};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// The value that stands for a placeholder in the text of a rule.
const OPEN: &str = "…";

/// Writes a skeleton. A part whose place is not there is left out.
pub(super) fn write(document: &mut DocumentMut, skeleton: &Skeleton) {
    for part in &skeleton.parts {
        match part {
            SkeletonPart::Key { at, key } => {
                let path: String = at.split(['[', ']']).step_by(2).collect();
                let Some(table) = find(document.as_table_mut(), at) else { continue };
                if !table.contains_key(key) {
                    let item = item(&join(&path, key), skeleton);
                    insert(table, key, item);
                }
            }
            SkeletonPart::Text(text) => {
                if let Ok(over) = text.parse::<DocumentMut>() {
                    lay_over(document.as_table_mut(), over.as_table(), "", skeleton);
                }
            }
        }
    }
}

/// The table at a path with indexes; tables on the way that are not there are made.
fn find<'d>(root: &'d mut Table, path: &str) -> Option<&'d mut dyn TableLike> {
    let mut at: &mut dyn TableLike = root;
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (key, index) = step.split_once('[').map_or((step, None), |(key, rest)| (key, Some(rest.trim_end_matches(']'))));
        if index.is_none() && !at.contains_key(key) {
            insert(at, key, Item::Table(Table::new()));
        }
        let item = at.get_mut(key)?;
        at = match index {
            None => item.as_table_like_mut()?,
            Some(index) => {
                let index: usize = index.parse().ok()?;
                match item {
                    Item::ArrayOfTables(list) => list.get_mut(index)?,
                    Item::Value(Value::Array(list)) => list.get_mut(index)?.as_inline_table_mut()?,
                    _ => return None,
                }
            }
        };
    }
    Some(at)
}

/// Puts an item under a key in the form its table can hold.
fn insert(table: &mut dyn TableLike, key: &str, item: Item) {
    let inline = (table as &dyn TableLike).iter().next().is_some_and(|(_, first)| first.is_value()) && is_inline(table);
    let item = if inline { item.into_value().map_or(Item::None, Item::Value) } else { item };
    table.insert(key, item);
}

/// Whether a table is written in braces: it then holds values alone. Known by trying, since the trait does not tell.
fn is_inline(table: &mut dyn TableLike) -> bool {
    const PROBE: &str = "\u{0}";
    table.insert(PROBE, Item::Table(Table::new()));
    let inline = table.get(PROBE).is_some_and(Item::is_value);
    table.remove(PROBE);
    inline
}

/// A placeholder of the type that the format gives a key, or a table with its required keys.
fn item(path: &str, skeleton: &Skeleton) -> Item {
    if let Some((_, key)) = FORMAT.key(path) {
        return Item::Value(value(key.kind, path, skeleton));
    }
    let mut table = Table::new();
    if let Some(known) = FORMAT.table(path) {
        for key in known.keys.iter().filter(|key| key.required) {
            table.insert(&key.name, Item::Value(value(key.kind, &join(path, &key.name), skeleton)));
        }
        if known.form == Form::List {
            let mut list = ArrayOfTables::new();
            table.decor_mut().set_prefix("\n");
            list.push(table);
            return Item::ArrayOfTables(list);
        }
    }
    table.decor_mut().set_prefix("\n");
    Item::Table(table)
}

fn value(kind: Type, path: &str, skeleton: &Skeleton) -> Value {
    let open = || Value::from(skeleton.placeholder.as_str());
    match kind {
        // The version of the format is no matter of choice.
        Type::Integer if path == "notice.format" => Value::from(1),
        Type::Label | Type::Text if skeleton.languages.len() > 1 => per_language(skeleton),
        Type::Labels | Type::Strings => {
            let one = if kind == Type::Labels && skeleton.languages.len() > 1 { per_language(skeleton) } else { open() };
            let mut list = Array::new();
            list.push(one);
            Value::Array(list)
        }
        _ => open(),
    }
}

fn per_language(skeleton: &Skeleton) -> Value {
    let mut table = InlineTable::new();
    for lang in &skeleton.languages {
        table.insert(lang.code(), Value::from(skeleton.placeholder.as_str()));
    }
    Value::InlineTable(table)
}

/// Lays the text of a rule over the document.
fn lay_over(table: &mut dyn TableLike, over: &dyn TableLike, path: &str, skeleton: &Skeleton) {
    for (key, new) in over.iter() {
        let own = join(path, key);
        match (table.get_mut(key), new) {
            (Some(Item::ArrayOfTables(list)), Item::ArrayOfTables(more)) => {
                for entry in more {
                    list.push(filled(entry, &own, skeleton));
                }
            }
            (Some(Item::Value(Value::Array(list))), Item::ArrayOfTables(more)) => {
                for entry in more {
                    list.push(filled(entry, &own, skeleton).into_inline_table());
                }
            }
            (Some(old), new) if new.is_table_like() => {
                if let (Some(old), Some(new)) = (old.as_table_like_mut(), new.as_table_like()) {
                    lay_over(old, new, &own, skeleton);
                }
            }
            (Some(_), _) => {}
            (None, Item::ArrayOfTables(more)) => {
                let mut list = ArrayOfTables::new();
                for entry in more {
                    list.push(filled(entry, &own, skeleton));
                }
                insert(table, key, Item::ArrayOfTables(list));
            }
            (None, new) if new.is_table() => {
                if let Some(new) = new.as_table() {
                    insert(table, key, Item::Table(filled(new, &own, skeleton)));
                }
            }
            (None, new) => insert(table, key, open(new, &own, skeleton)),
        }
    }
}

fn filled(from: &Table, path: &str, skeleton: &Skeleton) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    for (key, item) in from {
        table.insert(key, open(item, &join(path, key), skeleton));
    }
    table
}

/// A placeholder where the text of the rule leaves the value open, else the value.
fn open(item: &Item, path: &str, skeleton: &Skeleton) -> Item {
    match (item.as_str(), FORMAT.key(path)) {
        (Some(OPEN), Some((_, key))) => Item::Value(value(key.kind, path, skeleton)),
        (Some(OPEN), None) => Item::Value(Value::from(skeleton.placeholder.as_str())),
        _ => item.clone(),
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}
