//! Laid-out pages as plain data: what stands where, and which part of the document it is.
//! Never holds a drawing command: a writer of any format finds here all it needs without laying out again.

use super::measure::{Face, RuleKind, Size};
use crate::document::Href;
use crate::lang::Lang;
use crate::render::flow::Picture;
use std::sync::Arc;

/// A document on pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// The language of the document.
    pub lang: Lang,
    /// Its title, for the metadata.
    pub title: String,
    /// The size of every page.
    pub paper: Size,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The structure: the first node is the document; a [`NodeId`] is a place in this list.
    pub nodes: Vec<Node>,
    /// The headings of sections with their places, for bookmarks and for links to an anchor.
    pub headings: Vec<Heading>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The lines in reading order, each of one leaf of the structure. Cells of one row share their `y`.
    pub lines: Vec<Line>,
    /// Rules and bars: decoration, no part of the structure.
    pub marks: Vec<Mark>,
    /// Pictures.
    pub drawings: Vec<Drawing>,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The part of the structure it is.
    pub node: NodeId,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// How many units of the page one of the picture is.
    pub scale: f64,
    /// What it is made of.
    pub picture: Arc<Picture>,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// A line of text of one block.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The leaf of the structure it belongs to.
    pub node: NodeId,
    /// Distance of its upper edge from that of the page.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// Its pieces from left to right.
    pub runs: Vec<Run>,
    /// How it goes on in the next line of the same leaf.
    pub end: End,
    /// A head of a table printed again on a new page: decoration, the structure has it once.
    pub repeated: bool,
}

/// A piece of a line in one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Distance of its left edge from that of the page.
    pub x: f64,
    /// Its width.
    pub width: f64,
    /// Its text: no control character, no line break.
    pub text: String,
    /// Its look.
    pub face: Face,
    /// Where it leads.
    pub link: Option<Href>,
    /// Its language where it is not the document's.
    pub lang: Option<Lang>,
    /// Whether the document says it or the layout added it.
    pub kind: RunKind,
}

/// Where the text of a run comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// The document.
    Text,
    /// A hyphen that parts a word at the end of a line.
    Hyphen,
    /// The number of a link, such as `[1]`.
    Note(usize),
    /// A bullet or the number of an item or a heading.
    Label,
    /// Dots that lead to a page number.
    Leader,
    /// A page number of the contents list.
    PageNumber,
}

/// What stands between a line and the next one of the same leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A space.
    Space,
    /// Nothing: the text goes on.
    Joined,
    /// Nothing: a word was hyphenated, the hyphen is a run of its own.
    Hyphen,
    /// A break the author asked for.
    Break,
    /// It is the last line.
    Last,
}

/// A rule or a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// What it is.
    pub kind: RuleKind,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width; of a bar one column.
    pub width: f64,
    /// Height; of a rule one line.
    pub height: f64,
}

/// A heading and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// The anchor of its section.
    pub id: String,
    /// The number as printed.
    pub number: Option<String>,
    /// The heading.
    pub title: String,
    /// 2 for a main section.
    pub level: u8,
    /// The node of the heading.
    pub node: NodeId,
    /// The page, from 1.
    pub page: usize,
    /// Distance from the upper edge of the page.
    pub y: f64,
}

/// A place in [`Pages::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// A part of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// The part it stands in; `None` for the document and for what is decoration.
    pub parent: Option<NodeId>,
    /// Its parts in order.
    pub children: Vec<NodeId>,
    /// Its language where it is not the document's.
    pub lang: Option<Lang>,
}

/// What a part of the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// The kind of document, over the title.
    Kicker,
    /// The title.
    Title,
    /// Who keeps the register.
    Controller,
    /// Draft or withdrawn.
    Banner,
    /// The facts about the document.
    Facts,
    /// One of them: a label and a value.
    Fact,
    /// Its label.
    FactLabel,
    /// Its value.
    FactValue,
    /// A section with its heading.
    Section,
    /// A heading of level 2 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List {
        /// Whether its items have numbers.
        numbered: bool,
    },
    /// An item of a list.
    Item,
    /// Its bullet or number.
    Label,
    /// A picture.
    Figure,
    /// A list of terms.
    Definitions,
    /// Labels with what each says, to be seen together; its parts are those of a list of terms.
    Card,
    /// A term.
    Term,
    /// What is said of a term.
    Description,
    /// A table, also one written out cell by cell.
    Table,
    /// What a table is about.
    Caption,
    /// A row of a table.
    Row {
        /// Whether it holds the column heads.
        header: bool,
    },
    /// A cell of a table.
    Cell {
        /// Its row, from 0 for the column heads.
        row: usize,
        /// Its column, from 0.
        column: usize,
        /// What it is the head of.
        heads: Heads,
    },
    /// Something set apart.
    Callout,
    /// Its heading.
    CalloutTitle,
    /// A quotation.
    Quote,
    /// Preformatted lines.
    Code,
    /// Lines that belong together.
    Lines,
    /// One of them.
    LinesLine,
    /// The contents list.
    Contents,
    /// One heading of it.
    ContentsEntry,
    /// The list of addresses.
    Links,
    /// One address.
    LinksEntry,
    /// The running head: decoration.
    RunningHead,
    /// The footer: decoration.
    Footer,
}

/// What a cell is the head of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// Nothing: it is a value.
    Nothing,
    /// Its column.
    Column,
    /// Its row.
    Row,
}

impl Role {
    /// Whether it is decoration that a reader who does not see the page need not hear.
    #[must_use]
    pub fn is_decoration(self) -> bool {
        matches!(self, Self::RunningHead | Self::Footer)
    }
}

impl Pages {
    /// The text of each leaf in reading order as the document says it: lines joined, hyphens taken out, and neither decoration nor
    /// anything the layout added. For readers that need the text without its shape, and for proving that nothing was lost.
    #[must_use]
    pub fn reading(&self) -> Vec<(NodeId, String)> {
        let mut texts: Vec<Option<String>> = vec![None; self.nodes.len()];
        let mut order = Vec::new();
        for line in self.pages.iter().flat_map(|page| &page.lines) {
            let Some(text) = texts.get_mut(line.node.0).filter(|_| !line.repeated && !self.nodes[line.node.0].role.is_decoration()) else { continue };
            let text = text.get_or_insert_with(|| {
                order.push(line.node);
                String::new()
            });
            line.runs.iter().filter(|run| run.kind == RunKind::Text).for_each(|run| text.push_str(&run.text));
            match line.end {
                End::Space => text.push(' '),
                End::Break => text.push('\n'),
                End::Joined | End::Hyphen | End::Last => {}
            }
        }
        order.into_iter().map(|node| (node, texts[node.0].take().unwrap_or_default())).collect()
    }
}
