//! TOML text to [`Tree`]: every syntax error in one run, within limits of size, depth and count.
//! Never fails: what could not be read is a fault with its place, and the rest is there.

use super::fault::{Arg, Fault};
use super::tree::{File, Node, NodeId, Tree, Value};
use crate::day::Day;
use crate::source::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The deepest nesting of tables and arrays.
pub const MAX_DEPTH: usize = 64;
/// The most entries of one array or table.
pub const MAX_ENTRIES: usize = 10_000;
/// The most syntax errors that are told of one file.
const MAX_ERRORS: usize = 50;

/// Reads TOML text; the faults are those of syntax and limits.
#[must_use]
pub fn parse(text: &str, file: File) -> (Tree, Vec<Fault>) {
    let mut faults = Vec::new();
    if text.len() > MAX_BYTES {
        faults.push(
            Fault::new("too-large", Tree::ROOT, file, Span::new(0, 1))
                .with("limit", Arg::Text("4 MiB".into()))
                .with("found", Arg::Text(text.len().to_string())),
        );
        return (Tree::new(file, 1), faults);
    }
    // A byte order mark is not part of the text, but places count from the file's first byte.
    let shift = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[shift..];
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MAX_ERRORS) {
        let range = seen(text, error.span().unwrap_or(0..0));
        let span = Span::new(range.start + shift, range.end + shift);
        faults.push(Fault::new("syntax", Tree::ROOT, file, span).with("detail", Arg::Text(error.message().to_string())));
    }
    let mut build = Build { tree: Tree::new(file, text.len() / 24 + 16), faults, file, shift };
    build.table(Tree::ROOT, table.get_ref(), 0);
    let mut tree = build.tree;
    tree.place(Tree::ROOT, Span::new(0, 0));
    (tree, build.faults)
}

/// A place that can be pointed at: where something is missing, the character it should follow or the one it should stand before.
fn seen(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let at = range.start.min(text.len());
    if !range.is_empty() || !text.is_char_boundary(at) {
        return range;
    }
    let width = |c: Option<char>| c.map_or(0, char::len_utf8);
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    match (before, after) {
        (_, Some(c)) if !matches!(c, '\n' | '\r') => at..at + c.len_utf8(),
        (Some(c), _) if c != '\n' => at - c.len_utf8()..at,
        (_, Some(_)) => at..at + width(after),
        (_, None) => at - width(before)..at,
    }
}

struct Build {
    tree: Tree,
    faults: Vec<Fault>,
    file: File,
    shift: usize,
}

impl Build {
    fn table(&mut self, id: NodeId, table: &DeTable<'_>, depth: usize) {
        if !self.within(id, table.len(), depth) {
            return;
        }
        for (key, value) in table {
            let span = self.span(key.span());
            self.value(id, Some(key.get_ref()), span, value, depth + 1);
        }
    }

    fn value(&mut self, parent: NodeId, key: Option<&str>, key_span: Span, value: &Spanned<DeValue<'_>>, depth: usize) {
        let plain = match value.get_ref() {
            DeValue::String(text) => Value::String((&**text).into()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Float, Value::Integer),
            DeValue::Float(_) => Value::Float,
            DeValue::Boolean(value) => Value::Boolean(*value),
            DeValue::Datetime(at) => date(at),
            DeValue::Array(_) => Value::Array(Vec::new()),
            DeValue::Table(_) => Value::Table(Vec::new()),
        };
        let node = Node { value: plain, span: self.span(value.span()), key: key.map(Into::into), key_span, parent, file: self.file };
        let id = self.tree.push(parent, node);
        match value.get_ref() {
            DeValue::Array(array) if self.within(id, array.len(), depth) => {
                for entry in array {
                    self.value(id, None, Span::default(), entry, depth + 1);
                }
            }
            DeValue::Table(table) => self.table(id, table, depth),
            _ => {}
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start + self.shift, range.end + self.shift)
    }

    /// Whether a container keeps the limits; one that does not is left empty and told.
    fn within(&mut self, id: NodeId, entries: usize, depth: usize) -> bool {
        let (kind, limit, found) = if depth > MAX_DEPTH {
            ("too-deep", MAX_DEPTH, depth)
        } else if entries > MAX_ENTRIES {
            ("too-many", MAX_ENTRIES, entries)
        } else {
            return true;
        };
        let (file, span) = self.tree.point(id);
        self.faults.push(Fault::new(kind, id, file, span).with("limit", Arg::Text(limit.to_string())).with("found", Arg::Text(found.to_string())));
        if let Value::Array(_) = self.tree.node(id).value {
            self.tree.set(id, Value::Array(Vec::new()));
        }
        false
    }
}

fn date(at: &toml::value::Datetime) -> Value {
    match (at.date, at.time) {
        (Some(date), None) => Day::new(date.year, date.month, date.day).map_or(Value::Time, Value::Date),
        _ => Value::Time,
    }
}
