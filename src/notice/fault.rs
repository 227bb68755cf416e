//! Faults of form: what reading could not take as it stands, with its place and the facts a message needs.
//! Never holds words; the rules of family N say them.

use super::tree::{File, NodeId, Tree};
use crate::lang::ByLang;
use crate::source::Span;

/// A fact for a hole of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// The same in every language.
    Text(String),
    /// One text per language.
    ByLang(ByLang<String>),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_string())
    }
}

/// Facts for the holes of a message, by name.
pub type Args = Vec<(&'static str, Arg)>;

/// A fault of form.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What it is: the name a rule of family N declares in `check.shape.fault`.
    pub kind: &'static str,
    /// The node it is about.
    pub node: NodeId,
    /// The file it stands in.
    pub file: File,
    /// Where it stands.
    pub span: Span,
    /// The path of the key, where it is not the node's own.
    pub key: Option<String>,
    /// Facts for the message.
    pub args: Args,
}

impl Fault {
    /// A fault at a place.
    #[must_use]
    pub fn new(kind: &'static str, node: NodeId, file: File, span: Span) -> Self {
        Self { kind, node, file, span, key: None, args: Vec::new() }
    }

    /// A fault of a node, at its value.
    #[must_use]
    pub fn at(kind: &'static str, tree: &Tree, node: NodeId) -> Self {
        let (file, span) = tree.point(node);
        Self::new(kind, node, file, span)
    }

    /// With a fact for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With the path of a key that is not the node's own.
    #[must_use]
    pub fn named(mut self, key: String) -> Self {
        self.key = Some(key);
        self
    }
}
