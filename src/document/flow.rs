//! The picture of the data flow as data: people, sources, the register, recipients, countries, and what goes between them.
//! Never holds a place or a size: how it is drawn is the writers' matter. Never leaves out what its tables do not say.

use super::model::Block;
use super::passages::plain;
use crate::lang::Lang;
use serde::Serialize;

/// Where data come from and where they go. What a picture groups for want of room stands in the tables one by one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flow {
    /// The name of the picture, for those who hear it.
    pub title: String,
    /// What the picture shows, in sentences, for those who do not see it.
    pub description: String,
    /// What opens the same in words, which stands folded under the picture.
    pub open: String,
    /// The stages that have something in them, in the order of the flow.
    pub stages: Vec<Stage>,
    /// What goes from node to node; in the order of `from`, then `to`, each pair once.
    pub edges: Vec<FlowEdge>,
    /// Heading of the countries within the EU and the EEA on the day of the notice.
    pub inside: String,
    /// Heading of the countries and organisations outside them.
    pub outside: String,
    /// The picture in words: a table ([`Block::Table`]) of its stages with all that stands in each. Formats without pictures show it alone.
    pub tables: Vec<Block>,
}

/// A station of the flow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stage {
    /// Which.
    pub kind: StageKind,
    /// Its heading.
    pub title: String,
    /// What stands in it. In the stage of the register the first is the register and the others are its parts.
    pub nodes: Vec<FlowNode>,
}

/// The stations of the flow, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageKind {
    /// Whom the data are about.
    People,
    /// Where the data come from.
    Sources,
    /// The register and its parts.
    Register,
    /// Who gets data.
    Recipients,
    /// Where recipients process them.
    Countries,
}

/// One box of the picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowNode {
    /// Its number: its position among the nodes of all stages.
    pub id: usize,
    /// What it is.
    pub kind: NodeKind,
    /// Its name, or for a group how many they are ("5 processors").
    pub label: String,
    /// The language of the name where it is not the document's.
    pub lang: Option<Lang>,
    /// A word or two about it, such as the role of a recipient.
    pub note: Option<String>,
    /// How many entries of the notice it stands for: more than one for a group.
    pub members: usize,
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// A group of data subjects.
    People,
    /// A source.
    Source,
    /// The register.
    Register,
    /// A part of the register.
    Part,
    /// Somebody who decides on the data itself.
    Recipient,
    /// Somebody who processes on the controller's behalf.
    Processor,
    /// A country of the EU or the EEA.
    Inside,
    /// A country outside them, or an international organisation.
    Outside,
}

/// Data going from one node to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowEdge {
    /// The node they come from.
    pub from: usize,
    /// The node they go to.
    pub to: usize,
    /// Names of the data categories; empty where the notice does not tell them.
    pub data: Vec<String>,
}

impl Flow {
    /// The stage of a kind, where it has something in it.
    #[must_use]
    pub fn stage(&self, kind: StageKind) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.kind == kind)
    }

    /// All nodes in the order of their numbers.
    pub fn nodes(&self) -> impl Iterator<Item = &FlowNode> {
        self.stages.iter().flat_map(|stage| &stage.nodes)
    }

    /// Name and description in one, for a format that has one alternative text.
    #[must_use]
    pub fn alternative(&self) -> String {
        format!("{}. {}", self.title, self.description)
    }

    /// The cells of the tables as plain text.
    pub fn cells(&self) -> impl Iterator<Item = String> {
        let rows = |block: &Block| match block {
            Block::Table { rows, .. } => rows.iter().flatten().map(|cell| plain(cell)).collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        self.tables.iter().flat_map(rows)
    }
}
