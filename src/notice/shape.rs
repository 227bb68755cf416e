//! The shape of a notice against the format: unknown keys, wrong types, values outside a vocabulary, languages not declared,
//! ids that clash or lead nowhere. Also gathers every passage of text, so that later stages need not walk again.
//! Never asks what the law asks.

use super::fault::Fault;
use super::model::{is_slug, slug};
use super::period::Period;
use super::spec::{Form, Format, Key, Table, Type};
use super::tree::{File, NodeId, Tree, Value};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use std::borrow::Cow;
use std::collections::HashMap;

/// The most faults of form that are told of one file.
const MAX_FAULTS: usize = 500;

/// A string of the notice with what the format says of it.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    /// The node of the string.
    pub at: NodeId,
    /// The node of its key: the label or text it belongs to.
    pub key: NodeId,
    /// Its language.
    pub lang: Lang,
    /// The type of its key.
    pub kind: Type,
    /// The first key of its path, as an index into the format's tables.
    pub table: usize,
}

/// What walking a tree found.
#[derive(Debug, Default)]
pub struct Shape {
    /// Faults of form, in the order of the file.
    pub faults: Vec<Fault>,
    /// Every string that a reader sees or that says something plain.
    pub passages: Vec<Passage>,
    /// References that lead nowhere: the node, the table it points to.
    pub dangling: Vec<(NodeId, String)>,
}

/// Holds a tree against the format.
#[must_use]
pub fn check(tree: &Tree, format: &Format, languages: &[Lang]) -> Shape {
    let mut walk = Walk { tree, format, languages, shape: Shape::default(), ids: HashMap::new(), refs: Vec::new() };
    walk.children(Tree::ROOT, "", None);
    walk.tables_missing();
    walk.languages_valid();
    walk.references();
    walk.shape.faults.truncate(MAX_FAULTS);
    walk.shape
}

struct Walk<'t> {
    tree: &'t Tree,
    format: &'t Format,
    languages: &'t [Lang],
    shape: Shape,
    ids: HashMap<(&'t str, Cow<'t, str>), NodeId>,
    refs: Vec<(NodeId, &'t str)>,
}

impl<'t> Walk<'t> {
    /// Checks the children of a table whose own description is `table` (none for the root).
    fn children(&mut self, at: NodeId, path: &str, table: Option<(usize, &'t Table)>) {
        for child in self.tree.children(at) {
            let Some(name) = self.tree.node(*child).key.as_deref() else { continue };
            if let Some((index, key)) = table.and_then(|(index, table)| Some((index, table.keys.iter().find(|key| key.name == name)?))) {
                self.value(*child, key, index);
                continue;
            }
            let found = self.format.tables.iter().enumerate().find(|(_, t)| {
                if path.is_empty() {
                    t.path == name
                } else {
                    t.path.len() == path.len() + name.len() + 1 && t.path.starts_with(path) && t.path.ends_with(name) && t.path.as_bytes()[path.len()] == b'.'
                }
            });
            match found {
                Some((index, table)) => self.table(*child, index, table),
                None => self.unknown(*child, name, path, table.map(|(_, table)| table)),
            }
        }
        if let Some((_, table)) = table {
            for key in table.keys.iter().filter(|key| key.required) {
                if self.tree.get(at, &key.name).is_none() {
                    let fault = Fault::at("key-missing", self.tree, at).named(join(&self.tree.path(at), &key.name)).with("key", key.name.as_str());
                    self.shape.faults.push(fault.with("path", join(&table.path, &key.name)));
                }
            }
        }
    }

    /// The keys that no file is whole without, where their whole table is missing.
    fn tables_missing(&mut self) {
        for table in self.format.tables.iter().filter(|table| table.required && self.tree.find(Tree::ROOT, &table.path).is_none()) {
            for key in table.keys.iter().filter(|key| key.required) {
                let path = join(&table.path, &key.name);
                let fault = Fault::at("key-missing", self.tree, Tree::ROOT).named(path.clone()).with("path", path.clone()).with("key", path);
                self.shape.faults.push(fault);
            }
        }
    }

    fn unknown(&mut self, at: NodeId, name: &str, path: &str, table: Option<&Table>) {
        let below = self.format.below(path).map(|(name, _)| name);
        let known = table.map_or(&[][..], |table| &table.keys).iter().map(|key| key.name.as_str()).chain(below);
        // The key may stand one table too high or too low: name the place it belongs to.
        let elsewhere = || self.format.tables.iter().find_map(|t| t.keys.iter().any(|key| key.name == name).then(|| format!("{}.{name}", t.path)));
        let nearest = nearest(name, known).map(str::to_string).or_else(elsewhere).unwrap_or_default();
        let node = self.tree.node(at);
        self.shape.faults.push(Fault::new("unknown-key", at, node.file, node.key_span).with("key", name).with("nearest", nearest));
    }

    fn table(&mut self, at: NodeId, index: usize, table: &'t Table) {
        match (table.form, &self.tree.node(at).value) {
            (Form::Free, Value::Table(_)) => {}
            (Form::Table, Value::Table(_)) => self.children(at, &table.path, Some((index, table))),
            (Form::Named, Value::Table(entries)) => {
                for entry in entries {
                    if let Value::Table(_) = self.tree.node(*entry).value {
                        self.children(*entry, &table.path, Some((index, table)));
                    } else {
                        self.wrong_type(*entry, "table");
                    }
                }
            }
            (Form::List, Value::Array(entries)) => {
                for entry in entries {
                    if let Value::Table(_) = self.tree.node(*entry).value {
                        self.children(*entry, &table.path, Some((index, table)));
                        if table.ids {
                            self.entry_id(*entry, table);
                        }
                    } else {
                        self.wrong_type(*entry, "table");
                    }
                }
            }
            (Form::List, _) => self.wrong_type(at, "list-of-tables"),
            (Form::Table | Form::Named | Form::Free, _) => self.wrong_type(at, "table"),
        }
    }

    fn entry_id(&mut self, entry: NodeId, table: &'t Table) {
        let own = self.tree.get(entry, "id");
        let id = if let Some(at) = own {
            let Some(id) = self.tree.str(at) else { return };
            if !is_slug(id) {
                self.shape.faults.push(Fault::at("id-form", self.tree, at).with("id", id).with("nearest", slug(id)));
            }
            Cow::Borrowed(id)
        } else {
            let Some(name) = self.tree.get(entry, "name") else { return };
            let Some(said) = super::model::said(self.tree, name, self.languages.first().copied().unwrap_or(Lang::FI), self.languages) else { return };
            Cow::Owned(slug(said.text))
        };
        // Recipients are one space: a transfer names them without saying which table they are in.
        let space = if matches!(table.path.as_str(), "disclosures" | "processors") { "recipients" } else { &table.path };
        if let Some(first) = self.ids.insert((space, id.clone()), entry) {
            let fault = Fault::at("id-twice", self.tree, own.unwrap_or(entry)).with("id", id.into_owned()).with("first", self.tree.path(first));
            self.shape.faults.push(fault);
        }
    }

    fn value(&mut self, at: NodeId, key: &'t Key, table: usize) {
        // A placeholder in the place of a value that readers do not see as text: it waits to be filled, and is of no wrong kind besides.
        let text = matches!(key.kind, Type::String | Type::Strings | Type::Url | Type::Email | Type::Phone | Type::Label | Type::Labels | Type::Text);
        if let Some(written) = self.tree.str(at).filter(|written| !text && is_placeholder(written)) {
            self.shape.faults.push(Fault::at("value-unfilled", self.tree, at).with("value", written).with("key", self.tree.path(at)));
            return;
        }
        match key.kind {
            Type::String | Type::Url | Type::Email | Type::Phone => {
                if self.string(at).is_some() {
                    self.passage(at, at, self.first(), key, table);
                }
            }
            Type::Strings => self.each(at, |walk, entry| {
                if walk.string(entry).is_some() {
                    walk.passage(entry, at, walk.first(), key, table);
                }
            }),
            Type::Label | Type::Text => self.said(at, key, table),
            Type::Labels => self.each(at, |walk, entry| walk.said(entry, key, table)),
            Type::Boolean => self.expect(at, "boolean", |value| matches!(value, Value::Boolean(_))),
            Type::Integer => {
                self.expect(at, "integer", |value| matches!(value, Value::Integer(_)));
                if let Value::Integer(n) = self.tree.node(at).value
                    && self.format.tables[table].path == "notice"
                    && n != 1
                {
                    self.shape.faults.push(Fault::at("format-version", self.tree, at).with("value", n.to_string()));
                }
            }
            Type::Date => self.date(at),
            Type::Country => self.country(at),
            Type::Countries => self.one_or_several(at, Self::country),
            Type::Languages => self.each(at, |walk, entry| {
                if let Some(code) = walk.string(entry)
                    && Lang::parse(code).is_none()
                {
                    walk.shape.faults.push(
                        Fault::at("unknown-value", walk.tree, entry)
                            .with("value", code)
                            .with("values", "fi, sv, en")
                            .with("nearest", "")
                            .with("path", walk.plain_path(entry)),
                    );
                }
            }),
            Type::Period => {
                if let Some(text) = self.string(at)
                    && Period::parse(text).is_none()
                {
                    self.shape.faults.push(Fault::at("period-form", self.tree, at).with("value", text));
                }
            }
            Type::Enum => self.choice(at, key),
            Type::Enums => self.one_or_several(at, |walk, entry| walk.choice(entry, key)),
            Type::Ref => self.reference(at, key),
            Type::Refs => self.one_or_several(at, |walk, entry| walk.reference(entry, key)),
            Type::Levels => {
                self.expect(at, "table", |value| matches!(value, Value::Table(_)));
                for child in self.tree.children(at) {
                    self.level(*child);
                }
            }
            Type::Map => {
                self.expect(at, "table", |value| matches!(value, Value::Table(_)));
                for child in self.tree.children(at) {
                    self.said(*child, key, table);
                }
            }
        }
    }

    /// A label that is one of the ready words must be a known one: else it would be published with its mark.
    fn ready(&mut self, at: NodeId, key: &Key) {
        if !matches!(key.kind, Type::Label | Type::Labels) {
            return;
        }
        let Some(word) = self.tree.str(at).and_then(|text| text.trim().strip_prefix('@')) else { return };
        let shaped = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'));
        if shaped && super::term(word).is_none() {
            let nearest = nearest(word, super::terms().filter(|term| !term.contains(':'))).unwrap_or_default().to_string();
            let fault = Fault::at("term-unknown", self.tree, at).with("value", format!("@{word}")).with("nearest", nearest);
            self.shape.faults.push(fault);
        }
    }

    fn first(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::FI)
    }

    fn passage(&mut self, at: NodeId, key_node: NodeId, lang: Lang, key: &Key, table: usize) {
        if self.tree.str(at).is_some_and(|text| text.trim().is_empty()) {
            self.shape.faults.push(Fault::at("empty-text", self.tree, at).with("key", self.tree.path(at)));
            return;
        }
        self.ready(at, key);
        self.shape.passages.push(Passage { at, key: key_node, lang, kind: key.kind, table });
    }

    /// A label or text: one string, or a table with a string per declared language.
    fn said(&mut self, at: NodeId, key: &Key, table: usize) {
        match &self.tree.node(at).value {
            Value::String(_) => self.passage(at, at, self.first(), key, table),
            Value::Table(children) => {
                if children.is_empty() {
                    self.shape.faults.push(Fault::at("empty-text", self.tree, at).with("key", self.tree.path(at)));
                }
                for child in children {
                    let node = self.tree.node(*child);
                    let code = node.key.as_deref().unwrap_or_default();
                    match Lang::parse(code) {
                        None => {
                            let known = self.languages.iter().map(Lang::code);
                            let nearest = nearest(code, known).unwrap_or_default().to_string();
                            self.shape.faults.push(Fault::new("unknown-key", *child, node.file, node.key_span).with("key", code).with("nearest", nearest));
                        }
                        // Data shared by a workspace may speak more languages than one notice needs.
                        Some(lang) if !self.languages.contains(&lang) && node.file == File::Notice => {
                            let langs = self.languages.iter().map(Lang::code).collect::<Vec<_>>().join(", ");
                            self.shape.faults.push(Fault::new("language-undeclared", *child, node.file, node.key_span).with("lang", code).with("langs", langs));
                        }
                        Some(lang) => {
                            if self.string(*child).is_some() {
                                self.passage(*child, at, lang, key, table);
                            }
                        }
                    }
                }
            }
            _ => self.wrong_type(at, "text"),
        }
    }

    fn string(&mut self, at: NodeId) -> Option<&'t str> {
        let text = self.tree.str(at);
        if text.is_none() {
            self.wrong_type(at, "string");
        }
        text
    }

    fn date(&mut self, at: NodeId) {
        match &self.tree.node(at).value {
            Value::Date(_) => {}
            Value::String(text) => self.shape.faults.push(Fault::at("date-form", self.tree, at).with("value", &**text)),
            _ => self.wrong_type(at, "date"),
        }
    }

    fn country(&mut self, at: NodeId) {
        let Some(code) = self.string(at) else { return };
        if crate::law::LAW.country(code).is_none() {
            let nearest = nearest(code, crate::law::LAW.country_codes()).unwrap_or_default().to_string();
            self.shape.faults.push(Fault::at("country-unknown", self.tree, at).with("value", code).with("nearest", nearest));
        }
    }

    fn choice(&mut self, at: NodeId, key: &Key) {
        let Some(text) = self.string(at) else { return };
        if !key.values.iter().any(|value| value == text) {
            let nearest = nearest(text, key.values.iter().map(String::as_str)).unwrap_or_default().to_string();
            let fault = Fault::at("unknown-value", self.tree, at).with("value", text).with("values", key.values.join(", ")).with("nearest", nearest);
            self.shape.faults.push(fault.with("path", self.plain_path(at)));
        }
    }

    /// The path of a node as the format has it: without places in lists.
    fn plain_path(&self, at: NodeId) -> String {
        self.tree.path(at).split(['[', ']']).step_by(2).collect()
    }

    /// A severity. What its key means, only those who know the rules can tell.
    fn level(&mut self, at: NodeId) {
        let Some(text) = self.string(at) else { return };
        if Severity::parse(text).is_none() {
            let known = Severity::ALL.map(Severity::key);
            let nearest = nearest(text, known.into_iter()).unwrap_or_default();
            self.shape.faults.push(
                Fault::at("unknown-value", self.tree, at)
                    .with("value", text)
                    .with("values", known.join(", "))
                    .with("nearest", nearest)
                    .with("path", "lint.levels"),
            );
        }
    }

    fn reference(&mut self, at: NodeId, key: &'t Key) {
        if self.string(at).is_some() {
            self.refs.push((at, key.to.as_deref().unwrap_or_default()));
        }
    }

    fn references(&mut self) {
        for (at, to) in std::mem::take(&mut self.refs) {
            let id = self.tree.str(at).unwrap_or_default();
            if !self.ids.contains_key(&(to, Cow::Borrowed(id))) {
                self.shape.dangling.push((at, to.to_string()));
            }
        }
    }

    /// An empty list of languages says nothing.
    fn languages_valid(&mut self) {
        let Some(list) = self.tree.find(Tree::ROOT, "notice.languages") else { return };
        if let Value::Array(entries) = &self.tree.node(list).value
            && entries.is_empty()
        {
            self.shape.faults.push(Fault::at("empty-text", self.tree, list).with("key", "notice.languages"));
        }
    }

    fn each(&mut self, at: NodeId, mut check: impl FnMut(&mut Self, NodeId)) {
        match &self.tree.node(at).value {
            Value::Array(entries) => entries.iter().for_each(|entry| check(self, *entry)),
            _ => self.wrong_type(at, "array"),
        }
    }

    fn one_or_several(&mut self, at: NodeId, mut check: impl FnMut(&mut Self, NodeId)) {
        match &self.tree.node(at).value {
            Value::Array(entries) => entries.iter().for_each(|entry| check(self, *entry)),
            _ => check(self, at),
        }
    }

    fn expect(&mut self, at: NodeId, expected: &'static str, fits: impl Fn(&Value) -> bool) {
        if !fits(&self.tree.node(at).value) {
            self.wrong_type(at, expected);
        }
    }

    fn wrong_type(&mut self, at: NodeId, expected: &'static str) {
        self.shape
            .faults
            .push(Fault::at("wrong-type", self.tree, at).with("key", self.tree.path(at)).with("expected", expected).with("found", self.tree.kind(at)));
    }
}

/// Whether a text is a placeholder that a fix wrote: `[täytä: G207]`.
fn is_placeholder(text: &str) -> bool {
    let Some((_, code)) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).and_then(|inner| inner.split_once(": ")) else { return false };
    code.len() == 4 && code.as_bytes()[0].is_ascii_uppercase() && code[1..].bytes().all(|b| b.is_ascii_digit())
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}

/// How many letters must be changed, put in, left out or swapped to make one word of the other.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// The known word nearest to what was written, when it is near enough to be meant.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > 60 {
        return None;
    }
    let written = written.to_lowercase();
    known
        .map(|word| (strsim::damerau_levenshtein(&written, &word.to_lowercase()), word))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 4)
        .map(|(_, word)| word)
}
