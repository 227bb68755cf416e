//! The structure of a tagged PDF: every part of the pages as the element that screen readers know.
//! Never holds decoration: what is not part of the text is no part of the structure.

use crate::lang::Lang;
use crate::render::paged::{Heads, NodeId, Pages, Role};
use krilla::tagging::{BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind};
use std::num::NonZeroU16;

/// The content of each part while the pages are drawn.
pub(super) struct Parts<'p> {
    pages: &'p Pages,
    content: Vec<Vec<Node>>,
    /// The place of each part in reading order.
    rank: Vec<usize>,
    /// The text of each heading and the title.
    said: Vec<String>,
}

impl<'p> Parts<'p> {
    pub(super) fn new(pages: &'p Pages) -> Self {
        let mut rank = vec![usize::MAX; pages.nodes.len()];
        let (mut stack, mut next) = (vec![NodeId(0)], 0);
        while let Some(node) = stack.pop() {
            let (Some(rank), Some(found)) = (rank.get_mut(node.0), pages.nodes.get(node.0)) else { continue };
            *rank = next;
            next += 1;
            stack.extend(found.children.iter().rev());
        }
        let mut said = vec![String::new(); pages.nodes.len()];
        for (node, text) in pages.reading() {
            if matches!(pages.nodes[node.0].role, Role::Heading(_) | Role::Title) {
                said[node.0] = text.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        Self { pages, content: (0..pages.nodes.len()).map(|_| Vec::new()).collect(), rank, said }
    }

    /// Where a part comes in reading order.
    pub(super) fn rank(&self, node: NodeId) -> usize {
        self.rank.get(node.0).copied().unwrap_or(usize::MAX)
    }

    pub(super) fn role(&self, node: NodeId) -> Role {
        self.pages.nodes.get(node.0).map_or(Role::Paragraph, |node| node.role)
    }

    /// The language of a part: its own or that of what is around it.
    pub(super) fn lang(&self, node: NodeId) -> Lang {
        let mut at = Some(node);
        while let Some(found) = at.and_then(|node| self.pages.nodes.get(node.0)) {
            if let Some(lang) = found.lang {
                return lang;
            }
            at = found.parent;
        }
        self.pages.lang
    }

    /// Enters a picture with what it shows and where it stands.
    pub(super) fn picture(&mut self, node: NodeId, content: Identifier, alt: &str, place: Option<BBox>) {
        self.add(node, TagGroup::with_children(Tag::Figure(Some(alt.to_string())).with_bbox(place), vec![content.into()]));
    }

    /// Adds drawn content to a leaf.
    pub(super) fn add(&mut self, node: NodeId, content: impl Into<Node>) {
        if let Some(list) = self.content.get_mut(node.0) {
            list.push(content.into());
        }
    }

    /// The elements of the whole document.
    pub(super) fn into_nodes(mut self) -> Vec<Node> {
        self.children(NodeId(0))
    }

    fn children(&mut self, node: NodeId) -> Vec<Node> {
        let children = self.pages.nodes.get(node.0).map(|node| node.children.clone()).unwrap_or_default();
        let mut out = std::mem::take(&mut self.content[node.0]);
        for child in children {
            match self.role(child) {
                // Headings part a document; a section around each would say nothing more.
                Role::Section if self.pages.nodes[child.0].lang.is_none() => out.extend(self.children(child)),
                Role::Card => out.extend(self.card(child)),
                _ => out.extend(self.element(child)),
            }
        }
        out
    }

    /// The element of a part; what has no content has none, except the cells of a table, which keep its columns apart.
    fn element(&mut self, node: NodeId) -> Option<Node> {
        let found = self.pages.nodes.get(node.0)?;
        let lang = found.lang.map(|lang| lang.code().to_string());
        let group = match found.role {
            Role::Table => self.table(node),
            Role::List { numbered } => self.list(node, if numbered { ListNumbering::Decimal } else { ListNumbering::Disc }),
            Role::Definitions => self.terms(node),
            Role::Facts => self.facts(node),
            Role::Contents => self.contents(node),
            Role::Links => self.links(node),
            // The element was made with the picture.
            Role::Figure => return self.content.get_mut(node.0)?.pop(),
            role => {
                let tag = self.tag(node, role);
                let group = some(TagGroup::with_children(tag, self.children(node)));
                // Code is a part of a line to a reader; a block of it is a paragraph.
                if role == Role::Code { group.map(|code| TagGroup::with_children(Tag::P, vec![code.into()])) } else { group }
            }
        };
        group.map(|mut group| {
            if lang.is_some() {
                group.tag.as_any_mut().set_lang(lang);
            }
            Node::Group(group)
        })
    }

    fn tag(&self, node: NodeId, role: Role) -> TagKind {
        let heading = |level: u16| -> TagKind {
            let title = self.said.get(node.0).filter(|said| !said.is_empty()).map_or_else(|| "-".to_string(), Clone::clone);
            Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(title)).into()
        };
        match role {
            Role::Title => heading(1),
            Role::Heading(level) => heading(level.into()),
            Role::Section => Tag::Section.into(),
            Role::Banner | Role::Callout => Tag::Div.into(),
            Role::Quote => Tag::BlockQuote.into(),
            Role::Caption => Tag::Caption.into(),
            Role::Code => Tag::Code.into(),
            Role::LinesLine => Tag::Span.into(),
            Role::Label | Role::Term | Role::FactLabel => Tag::Lbl.into(),
            Role::Description | Role::FactValue => Tag::LBody.into(),
            Role::Item | Role::Fact | Role::LinksEntry => Tag::LI.into(),
            Role::ContentsEntry => Tag::TOCI.into(),
            Role::Row { .. } => Tag::TR.into(),
            Role::Cell { heads: Heads::Column, .. } => Tag::TH(TableHeaderScope::Column).into(),
            Role::Cell { heads: Heads::Row, .. } => Tag::TH(TableHeaderScope::Row).into(),
            Role::Cell { .. } => Tag::TD.into(),
            _ => Tag::P.into(),
        }
    }

    /// A list: the label of an item apart from what it says.
    fn list(&mut self, node: NodeId, numbering: ListNumbering) -> Option<TagGroup> {
        let mut list = TagGroup::new(Tag::L(numbering));
        for item in self.of(node) {
            let mut entry = TagGroup::new(Tag::LI);
            let mut body = TagGroup::new(Tag::LBody);
            for child in self.of(item) {
                let label = self.role(child) == Role::Label;
                if let Some(element) = self.element(child) {
                    if label { entry.push(element) } else { body.push(element) }
                }
            }
            push(&mut entry, body);
            push(&mut list, entry);
        }
        some(list)
    }

    /// Terms and what is said of each: a list whose labels are the terms.
    fn terms(&mut self, node: NodeId) -> Option<TagGroup> {
        let mut list = TagGroup::new(Tag::L(ListNumbering::None));
        let mut entry = TagGroup::new(Tag::LI);
        for child in self.of(node) {
            if self.role(child) == Role::Term {
                push(&mut list, std::mem::replace(&mut entry, TagGroup::new(Tag::LI)));
            }
            if let Some(element) = self.element(child) {
                entry.push(element);
            }
        }
        push(&mut list, entry);
        some(list)
    }

    /// The part whose content the text of `node` is: a label of a card and the one paragraph beside it are read as one line.
    pub(super) fn home(&self, node: NodeId) -> NodeId {
        let found = |node: NodeId| self.pages.nodes.get(node.0);
        let beside = || {
            let own = found(node).filter(|own| own.role == Role::Paragraph && own.lang.is_none())?;
            let said = found(own.parent?).filter(|said| said.role == Role::Description && said.children.len() == 1)?;
            let card = found(said.parent?).filter(|card| card.role == Role::Card)?;
            let at = card.children.iter().position(|child| Some(*child) == own.parent)?;
            card.children.get(at.checked_sub(1)?).copied().filter(|term| self.role(*term) == Role::Term)
        };
        beside().unwrap_or(node)
    }

    /// Whether it is the label of a row of a card.
    pub(super) fn is_label(&self, node: NodeId) -> bool {
        let parent = self.pages.nodes.get(node.0).filter(|own| own.role == Role::Term).and_then(|own| own.parent);
        parent.is_some_and(|parent| self.role(parent) == Role::Card)
    }

    /// A card: its rows one after the other, each a line that says its label and what it is the label of.
    fn card(&mut self, node: NodeId) -> Vec<Node> {
        let mut card = Vec::new();
        for part in self.of(node) {
            let content = self.children(part);
            if self.role(part) == Role::Term {
                card.extend(some(TagGroup::with_children(Tag::P, content)).map(Node::from));
            } else {
                card.extend(content);
            }
        }
        card
    }

    fn facts(&mut self, node: NodeId) -> Option<TagGroup> {
        let children = self.children(node);
        some(TagGroup::with_children(Tag::L(ListNumbering::None), children))
    }

    /// The heading of the contents list before the list itself.
    fn contents(&mut self, node: NodeId) -> Option<TagGroup> {
        let mut around = TagGroup::new(Tag::Section);
        let mut list = TagGroup::new(Tag::TOC);
        for child in self.of(node) {
            let entry = self.role(child) == Role::ContentsEntry;
            if let Some(element) = self.element(child) {
                if entry { list.push(element) } else { around.push(element) }
            }
        }
        push(&mut around, list);
        some(around)
    }

    /// The addresses of the links: a numbered list.
    fn links(&mut self, node: NodeId) -> Option<TagGroup> {
        let mut list = TagGroup::new(Tag::L(ListNumbering::Decimal));
        for entry in self.of(node) {
            let mut content = std::mem::take(&mut self.content[entry.0]).into_iter();
            // The number comes first.
            let mut item = TagGroup::new(Tag::LI);
            push(&mut item, TagGroup::with_children(Tag::Lbl, content.next().into_iter().collect()));
            push(&mut item, TagGroup::with_children(Tag::LBody, content.collect()));
            push(&mut list, item);
        }
        some(list)
    }

    fn table(&mut self, node: NodeId) -> Option<TagGroup> {
        let parts = self.of(node);
        let headed = parts.iter().any(|part| self.role(*part) == Role::Row { header: true } && !self.of(*part).is_empty());
        if !headed {
            return self.written_out(&parts);
        }
        let columns = parts.iter().map(|part| self.of(*part).len()).max().unwrap_or(0);
        let mut table = TagGroup::new(Tag::Table);
        let (mut head, mut body) = (TagGroup::new(Tag::THead), TagGroup::new(Tag::TBody));
        for part in parts {
            let Role::Row { header } = self.role(part) else {
                if let Some(caption) = self.element(part) {
                    table.push(caption);
                }
                continue;
            };
            let mut row = TagGroup::new(Tag::TR);
            for cell in self.of(part) {
                let content = self.children(cell);
                row.push(TagGroup::with_children(self.tag(cell, self.role(cell)), content));
            }
            // Every row has as many cells as the table has columns.
            while row.children.len() < columns {
                row.push(if header { TagGroup::new(Tag::TH(TableHeaderScope::Column)) } else { TagGroup::new(Tag::TD) });
            }
            if header { head.push(row) } else { body.push(row) }
        }
        push(&mut table, head);
        push(&mut table, body);
        some(table)
    }

    /// A table written out cell by cell is a list of its rows.
    fn written_out(&mut self, parts: &[NodeId]) -> Option<TagGroup> {
        let mut list = TagGroup::new(Tag::L(ListNumbering::None));
        let mut caption = None;
        for part in parts {
            if !matches!(self.role(*part), Role::Row { .. }) {
                caption = self.element(*part);
                continue;
            }
            let mut body = TagGroup::new(Tag::LBody);
            for cell in self.of(*part) {
                let content = self.children(cell);
                push(&mut body, TagGroup::with_children(Tag::P, content));
            }
            let mut item = TagGroup::new(Tag::LI);
            push(&mut item, body);
            push(&mut list, item);
        }
        if let Some(caption) = caption {
            list.children.insert(0, caption);
        }
        some(list)
    }

    fn of(&self, node: NodeId) -> Vec<NodeId> {
        self.pages.nodes.get(node.0).map(|node| node.children.clone()).unwrap_or_default()
    }
}

/// Text in another language than the part it stands in.
pub(super) fn foreign(lang: Lang, content: Vec<Node>) -> TagGroup {
    TagGroup::with_children(Tag::Span.with_lang(Some(lang.code().to_string())), content)
}

/// A picture that says something.
pub(super) fn figure(content: Identifier, alt: &str) -> TagGroup {
    TagGroup::with_children(Tag::Figure(Some(alt.to_string())), vec![content.into()])
}

/// A link: its annotation and what it shows. In a contents list it is a reference.
pub(super) fn link(annotation: Identifier, mut content: Vec<Node>, listed: bool) -> TagGroup {
    content.push(annotation.into());
    let link = TagGroup::with_children(Tag::Link, content);
    if listed { TagGroup::with_children(Tag::Reference, vec![link.into()]) } else { link }
}

/// Adds a group that has content.
fn push(to: &mut TagGroup, group: TagGroup) {
    if !group.children.is_empty() {
        to.push(group);
    }
}

fn some(group: TagGroup) -> Option<TagGroup> {
    (!group.children.is_empty()).then_some(group)
}
