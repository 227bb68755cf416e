//! The text of a notice or a workspace file in the order of the format: tables, then keys, each with its comments. Entries of a list stay in the
//! order they were written in, since it is the order they are published in.
//! Never changes what the text says, never touches the disk.

use crate::notice::spec::{Form, Format};
use std::collections::HashMap;
use toml_edit::{Decor, DocumentMut, Item, Table, Value};

/// The text in the order of a format; `None` where it is no TOML. The same again gives the same.
#[must_use]
pub fn formatted(text: &str, format: &Format) -> Option<String> {
    let bare = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut document: DocumentMut = bare.parse().ok()?;
    let head = take_head(&mut document);
    keep_with_the_line_above(&mut document);
    let order = Order::of(format);
    let mut next = 0;
    order.arrange(document.as_table_mut(), "", &mut next);
    let end = lines(document.trailing().as_str().unwrap_or_default());
    document.set_trailing("");
    let body = document.to_string();
    let body = body.trim_matches('\n');
    let parts: Vec<&str> = [head.as_str(), body, end.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let mut out = parts.join("\n\n");
    if !out.is_empty() {
        out.push('\n');
    }
    // What could not be read as the same is left as it was.
    let same = out.parse::<DocumentMut>().is_ok_and(|new| values(&new) == bare.parse::<DocumentMut>().ok().map(|old| values(&old)).unwrap_or_default());
    Some(if same { super::like(text, out) } else { text.to_string() })
}

/// What a document says, without its order and its words.
fn values(document: &DocumentMut) -> Option<toml::Table> {
    toml::from_str(&document.to_string()).ok()
}

/// The comments at the head of the file that are of no table: those above the last blank line before the first header or key, and `#:` lines, by
/// which editors find a schema.
fn take_head(document: &mut DocumentMut) -> String {
    let Some(decor) = first(document.as_table_mut()) else { return String::new() };
    let text = prefix(decor);
    let own = text.rfind("\n\n").map(|at| at + 2).or_else(|| {
        let rows = text.split_inclusive('\n').take_while(|row| row.trim_start().starts_with("#:"));
        Some(rows.map(str::len).sum()).filter(|length| *length > 0)
    });
    let Some(own) = own else { return String::new() };
    let head = lines(&text[..own]);
    decor.set_prefix(text[own..].to_string());
    head
}

/// Where the comments above the first key or header stand.
fn first(root: &mut Table) -> Option<&mut Decor> {
    if !root.get_values().is_empty() {
        let key = root.iter().find(|(_, item)| is_line(item)).map(|(key, _)| key.to_string())?;
        return first_line(root, &key);
    }
    let mut places = Vec::new();
    headers(root, &mut Vec::new(), &mut places);
    let (_, path) = places.into_iter().min()?;
    Some(at(root, &path)?.decor_mut())
}

/// The decor of the first line that an item of a table is written on.
fn first_line<'t>(table: &'t mut Table, key: &str) -> Option<&'t mut Decor> {
    let dotted = table.get(key).and_then(Item::as_table).is_some_and(Table::is_dotted);
    if !dotted {
        // The key outlives its guard, whose methods borrow from it alone.
        let (key, _) = table.iter_mut().find(|(name, _)| name.get() == key)?;
        return Some(leaf(key));
    }
    let inner = table.get_mut(key)?.as_table_mut()?;
    let key = inner.iter().find(|(_, item)| is_line(item)).map(|(key, _)| key.to_string())?;
    first_line(inner, &key)
}
