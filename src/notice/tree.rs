//! The spanned tree of a TOML file: every value with its place, keys in the order of the file.
//! Never knows the notice format.

use crate::day::Day;
use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A node of one [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NodeId(u32);

/// Which file of a notice a node was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The notice itself.
    Notice,
    /// The workspace file that shares data with it.
    Workspace,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string, its escapes resolved.
    String(Box<str>),
    /// A whole number that fits.
    Integer(i64),
    /// A number with a fraction, or a whole number too large.
    Float,
    /// true or false.
    Boolean(bool),
    /// A local date.
    Date(Day),
    /// A time, or a date with a time.
    Time,
    /// An array.
    Array(Vec<NodeId>),
    /// A table; the children know their keys.
    Table(Vec<NodeId>),
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it holds.
    pub value: Value,
    /// Where the value stands: the header for a table with one.
    pub span: Span,
    /// Its key, for a child of a table.
    pub key: Option<Box<str>>,
    /// Where the key stands.
    pub key_span: Span,
    /// The table or array it belongs to; the root is its own parent.
    pub parent: NodeId,
    /// The file it stands in.
    pub file: File,
}

/// A tree of nodes; the first is the root table.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    /// The marks of the keys of the nodes: two keys that differ nearly always differ in them.
    marks: Vec<u32>,
}

/// The mark of a key: its length and three of its letters.
fn mark(key: &str) -> u32 {
    match key.as_bytes() {
        [] => 0,
        bytes @ [first, .., last] => u32::from_le_bytes([bytes.len() as u8, *first, bytes[bytes.len() / 2], *last]),
        [one] => u32::from_le_bytes([1, *one, *one, *one]),
    }
}

impl Tree {
    /// The root table.
    pub const ROOT: NodeId = NodeId(0);

    /// A tree with an empty root table.
    #[must_use]
    pub fn new(file: File, capacity: usize) -> Self {
        let mut nodes = Vec::with_capacity(capacity);
        nodes.push(Node { value: Value::Table(Vec::new()), span: Span::default(), key: None, key_span: Span::default(), parent: Self::ROOT, file });
        let mut marks = Vec::with_capacity(capacity);
        marks.push(0);
        Self { nodes, marks }
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Whether a node is one of this tree, for a tree that was read again.
    #[must_use]
    pub fn has(&self, id: NodeId) -> bool {
        (id.0 as usize) < self.nodes.len()
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the tree holds nothing but an empty root.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    /// Every node in the order it was read.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// Puts a node below `parent`, at the end of its children.
    pub fn push(&mut self, parent: NodeId, node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.marks.push(node.key.as_deref().map_or(0, mark));
        self.nodes.push(Node { parent, ..node });
        match &mut self.nodes[parent.0 as usize].value {
            Value::Array(children) | Value::Table(children) => children.push(id),
            _ => {}
        }
        id
    }

    /// Copies `from` of another tree below `parent` under `key`, with the places it has there; an older child of that key goes.
    pub fn graft(&mut self, parent: NodeId, key: &str, other: &Self, from: NodeId) -> NodeId {
        if let Some(old) = self.get(parent, key)
            && let Value::Table(children) = &mut self.nodes[parent.0 as usize].value
        {
            children.retain(|child| *child != old);
        }
        let node = other.node(from);
        let empty = match &node.value {
            Value::Array(_) => Value::Array(Vec::new()),
            Value::Table(_) => Value::Table(Vec::new()),
            plain => plain.clone(),
        };
        let id = self.push(parent, Node { value: empty, key: Some(key.into()), ..node.clone() });
        self.graft_children(id, other, from);
        id
    }

    fn graft_children(&mut self, to: NodeId, other: &Self, from: NodeId) {
        for child in other.children(from) {
            let node = other.node(*child);
            let empty = match &node.value {
                Value::Array(_) => Value::Array(Vec::new()),
                Value::Table(_) => Value::Table(Vec::new()),
                plain => plain.clone(),
            };
            let id = self.push(to, Node { value: empty, ..node.clone() });
            self.graft_children(id, other, *child);
        }
    }

    /// The entries of an array or the values of a table; none for anything else.
    #[must_use]
    pub fn children(&self, id: NodeId) -> &[NodeId] {
        match &self.node(id).value {
            Value::Array(children) | Value::Table(children) => children,
            _ => &[],
        }
    }

    /// The value of `key` in a table.
    #[must_use]
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        match &self.node(id).value {
            Value::Table(children) => {
                let mark = mark(key);
                children.iter().copied().find(|child| self.marks[child.0 as usize] == mark && self.node(*child).key.as_deref() == Some(key))
            }
            _ => None,
        }
    }

    /// The value at a dotted path below `id`, through tables only.
    #[must_use]
    pub fn find(&self, id: NodeId, path: &str) -> Option<NodeId> {
        path.split('.').try_fold(id, |at, key| self.get(at, key))
    }

    /// The entries of the array of tables at a dotted path, or the single table there.
    #[must_use]
    pub fn entries(&self, id: NodeId, path: &str) -> &[NodeId] {
        match self.find(id, path) {
            Some(found) if matches!(self.node(found).value, Value::Array(_)) => self.children(found),
            _ => &[],
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn str(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of the string at `key`.
    #[must_use]
    pub fn str_at(&self, id: NodeId, key: &str) -> Option<&str> {
        self.str(self.get(id, key)?)
    }

    /// The strings at `key`: of an array, or the single one.
    #[must_use]
    pub fn strs_at(&self, id: NodeId, key: &str) -> Vec<(&str, NodeId)> {
        let Some(found) = self.get(id, key) else { return Vec::new() };
        match &self.node(found).value {
            Value::String(text) => vec![(text, found)],
            Value::Array(children) => children.iter().filter_map(|child| Some((self.str(*child)?, *child))).collect(),
            _ => Vec::new(),
        }
    }

    /// The boolean at `key`.
    #[must_use]
    pub fn bool_at(&self, id: NodeId, key: &str) -> Option<bool> {
        match self.node(self.get(id, key)?).value {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The whole number at `key`.
    #[must_use]
    pub fn int_at(&self, id: NodeId, key: &str) -> Option<i64> {
        match self.node(self.get(id, key)?).value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The date at `key`.
    #[must_use]
    pub fn date_at(&self, id: NodeId, key: &str) -> Option<Day> {
        match self.node(self.get(id, key)?).value {
            Value::Date(day) => Some(day),
            _ => None,
        }
    }

    /// The path of a node as people write it: `purposes[0].basis`; empty for the root.
    #[must_use]
    pub fn path(&self, id: NodeId) -> String {
        let mut chain = vec![id];
        let mut at = id;
        while at != Self::ROOT {
            at = self.node(at).parent;
            chain.push(at);
        }
        let mut path = String::new();
        for pair in chain.windows(2).rev() {
            let (child, parent) = (pair[0], pair[1]);
            if let Some(key) = &self.node(child).key {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            } else {
                let index = self.children(parent).iter().position(|c| *c == child).unwrap_or_default();
                let _ = write!(path, "[{index}]");
            }
        }
        path
    }

    /// The path without indexes: `purposes.basis`.
    #[must_use]
    pub fn shape_path(&self, id: NodeId) -> String {
        let mut keys = Vec::new();
        let mut at = id;
        while at != Self::ROOT {
            if let Some(key) = &self.node(at).key {
                keys.push(&**key);
            }
            at = self.node(at).parent;
        }
        keys.reverse();
        keys.join(".")
    }

    /// The place to point at: the key where there is one, else the value, else the nearest place above that has one.
    #[must_use]
    pub fn point(&self, id: NodeId) -> (File, Span) {
        let mut at = id;
        loop {
            let node = self.node(at);
            if !node.span.is_empty() {
                return (node.file, node.span);
            }
            if !node.key_span.is_empty() {
                return (node.file, node.key_span);
            }
            if at == Self::ROOT {
                return (node.file, Span::new(0, 0));
            }
            at = node.parent;
        }
    }

    /// What the value is, as [`Value`] names it; for messages.
    #[must_use]
    pub fn kind(&self, id: NodeId) -> &'static str {
        match self.node(id).value {
            Value::String(_) => "string",
            Value::Integer(_) => "integer",
            Value::Float => "float",
            Value::Boolean(_) => "boolean",
            Value::Date(_) => "date",
            Value::Time => "time",
            Value::Array(_) => "array",
            Value::Table(_) => "table",
        }
    }

    pub(super) fn set(&mut self, id: NodeId, value: Value) {
        self.nodes[id.0 as usize].value = value;
    }

    pub(super) fn place(&mut self, id: NodeId, span: Span) {
        self.nodes[id.0 as usize].span = span;
    }
}
