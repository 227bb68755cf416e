//! TOML text to [`Tree`] in one pass over the parser's events, for text without a fault whose tables stand together: nearly every notice.
//! Never tells a fault: text that has one, or that says something in a rare way, is left to the road that can.

use super::parse::{MAX_ENTRIES, date};
use super::tree::{File, Node, NodeId, Tree, Value};
use crate::source::Span;
use std::borrow::Cow;
use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Source};

/// The deepest nesting that is read here.
const MAX_DEPTH: usize = 32;
/// The most keys of a table that is read here: each new one is held against all others.
const MAX_KEYS: usize = 256;

/// Reads a text; `None` where it is for the other road.
#[must_use]
pub fn parse(text: &str, file: File) -> Option<Tree> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut build = Build {
        source,
        tree: Tree::new(file, text.len() / 24 + 16),
        file,
        table: Tree::ROOT,
        open: Vec::new(),
        keys: Vec::new(),
        header: None,
        headed: Vec::new(),
        dotted: Vec::new(),
        left: false,
    };
    let mut errors: Option<ParseError> = None;
    parse_document(&tokens, &mut ValidateWhitespace::new(&mut build, source), &mut errors);
    if errors.is_some() || build.left || !build.keys.is_empty() || !build.open.is_empty() || build.header.is_some() {
        return None;
    }
    build.tree.place(Tree::ROOT, Span::new(0, 0));
    Some(build.tree)
}

/// A key and its place.
type Key = (Box<str>, Span);

struct Build<'i> {
    source: Source<'i>,
    tree: Tree,
    file: File,
    /// The table whose keys are read.
    table: NodeId,
    /// Arrays and inline tables that are open, with their first byte.
    open: Vec<(NodeId, usize)>,
    /// The keys of a header, or of what comes next.
    keys: Vec<Key>,
    /// The first byte of a header that is open, and whether it is of an array.
    header: Option<(usize, bool)>,
    /// Tables, and arrays of tables, that headers made: only those may have more put into them.
    headed: Vec<NodeId>,
    /// Tables that keys with dots made: those may have more such keys.
    dotted: Vec<NodeId>,
    /// Whether the text is for the other road.
    left: bool,
}

impl Build<'_> {
    /// Puts a node at the end of the one that is open; a table takes one of each key.
    fn push(&mut self, parent: NodeId, key: Option<Key>, value: Value, span: Span) -> NodeId {
        if self.left {
            return Tree::ROOT;
        }
        let (key, key_span) = key.map_or((None, Span::default()), |(key, span)| (Some(key), span));
        let (of_table, entries) = match &self.tree.node(parent).value {
            Value::Table(entries) => (true, entries.len()),
            Value::Array(entries) => (false, entries.len()),
            _ => (false, usize::MAX),
        };
        let twice = key.as_deref().is_some_and(|key| self.tree.get(parent, key).is_some());
        self.left = of_table != key.is_some() || twice || entries >= if of_table { MAX_KEYS } else { MAX_ENTRIES };
        self.tree.push(parent, Node { value, span, key, key_span, parent, file: self.file })
    }

    /// Puts a value where one is due.
    fn value(&mut self, value: Value, span: toml_parser::Span) -> NodeId {
        let mut parent = self.open.last().map_or(self.table, |(at, _)| *at);
        let key = self.keys.pop();
        if !self.keys.is_empty() {
            // Inside a value keys with dots are rare.
            self.left |= !self.open.is_empty();
            for (key, key_span) in std::mem::take(&mut self.keys) {
                parent = if let Some(found) = self.tree.get(parent, &key) {
                    self.left |= self.tree.children(parent).last() != Some(&found) || !self.dotted.contains(&found);
                    found
                } else {
                    let made = self.push(parent, Some((key, key_span)), Value::Table(Vec::new()), key_span);
                    self.dotted.push(made);
                    made
                };
            }
        }
        self.push(parent, key, value, Span::new(span.start(), span.end()))
    }

    fn opens(&mut self, value: Value, span: toml_parser::Span) -> bool {
        let at = self.value(value, span);
        self.open.push((at, span.start()));
        self.left |= self.open.len() > MAX_DEPTH;
        !self.left
    }

    fn closes(&mut self, span: toml_parser::Span) {
        match self.open.pop() {
            Some((at, start)) => self.tree.place(at, Span::new(start, span.end())),
            None => self.left = true,
        }
    }

    /// The child of a table with a key, which must be the last: what stands apart is put together by the other road.
    fn last(&mut self, table: NodeId, key: &str) -> Option<NodeId> {
        let found = self.tree.get(table, key)?;
        self.left |= self.tree.children(table).last() != Some(&found) || !self.headed.contains(&found);
        Some(found)
    }

    /// Opens the table of a header.
    fn enter(&mut self, span: Span, array: bool) {
        let mut path = std::mem::take(&mut self.keys);
        self.dotted.clear();
        let Some(key) = path.pop() else {
            self.left = true;
            return;
        };
        self.left |= path.len() > MAX_DEPTH;
        let mut at = Tree::ROOT;
        for (key, key_span) in path {
            at = if let Some(found) = self.last(at, &key) {
                match &self.tree.node(found).value {
                    Value::Array(entries) => entries.last().copied().unwrap_or(found),
                    _ => found,
                }
            } else {
                let made = self.push(at, Some((key, key_span)), Value::Table(Vec::new()), key_span);
                self.headed.push(made);
                made
            };
        }
        self.table = if array {
            let list = if let Some(found) = self.last(at, &key.0) {
                self.left |= !matches!(self.tree.node(found).value, Value::Array(_));
                found
            } else {
                let made = self.push(at, Some(key), Value::Array(Vec::new()), span);
                self.headed.push(made);
                made
            };
            self.push(list, None, Value::Table(Vec::new()), span)
        } else {
            let made = self.push(at, Some(key), Value::Table(Vec::new()), span);
            self.headed.push(made);
            made
        };
    }

    fn header_closes(&mut self, span: toml_parser::Span) {
        match self.header.take() {
            Some((start, array)) => self.enter(Span::new(start, span.end()), array),
            None => self.left = true,
        }
    }

    fn header_opens(&mut self, span: toml_parser::Span, array: bool) {
        self.left |= !self.keys.is_empty() || !self.open.is_empty() || self.header.is_some();
        self.header = Some((span.start(), array));
    }
}

impl EventReceiver for Build<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.header_opens(span, false);
    }

    fn std_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.header_closes(span);
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.header_opens(span, true);
    }

    fn array_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.header_closes(span);
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.opens(Value::Table(Vec::new()), span)
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.closes(span);
    }

    fn array_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.opens(Value::Array(Vec::new()), span)
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.closes(span);
    }

    fn simple_key(&mut self, span: toml_parser::Span, kind: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.source.get(span) else { return };
        // A second key follows a dot.
        let mut key = Cow::Borrowed("");
        toml_parser::Raw::new_unchecked(raw.as_str(), kind, span).decode_key(&mut key, error);
        self.keys.push((Box::from(&*key), Span::new(span.start(), span.end())));
        self.left |= self.keys.len() > MAX_DEPTH;
    }

    fn scalar(&mut self, span: toml_parser::Span, kind: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.source.get(span) else { return };
        let mut text = Cow::Borrowed("");
        let value = match toml_parser::Raw::new_unchecked(raw.as_str(), kind, span).decode_scalar(&mut text, error) {
            ScalarKind::String => Value::String((&*text).into()),
            ScalarKind::Boolean(value) => Value::Boolean(value),
            ScalarKind::Integer(radix) => i64::from_str_radix(&text, radix.value()).map_or(Value::Float, Value::Integer),
            ScalarKind::Float => Value::Float,
            ScalarKind::DateTime => match text.parse::<Datetime>() {
                Ok(at) => date(&at),
                Err(_) => {
                    self.left = true;
                    Value::Time
                }
            },
        };
        self.value(value, span);
    }

    fn error(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.left = true;
    }
}
