//! The page layout: a document broken into lines and pages once, for every format that has pages.
//! Never draws, never writes a format, never chooses a word, never reads the clock.
//!
//! The text becomes a *flow* of strips (lines and what must stay together), the flow is parted into pages, and the contents list is filled
//! in with the pages its headings came to stand on. What it measures with is a [`Measure`]; the result is plain data, [`Pages`].

mod blocks;
mod breaking;
mod contents;
mod cutting;
mod flow;
mod front;
mod furniture;
mod inline;
mod links;
mod lists;
mod measure;
mod model;
mod pages;
mod rows;
mod style;
mod table;

pub use measure::{Columns, Face, Measure, RuleKind, Size};
pub use model::{Drawing, End, Heading, Heads, Line, Mark, Node, NodeId, Page, Pages, Role, Run, RunKind};
pub use style::{
    Breaking, CalloutStyle, Color, Colors, ContentsStyle, Faces, FactStyle, HeadStyle, Hyphenation, Indents, LinkStyle, ListStyle, Margins, PAGE_TOML,
    PageStyle, PaperStyle, Rules, Space, Spaces, StyleError, TableStyle, Type,
};

use crate::document::Document;
use flow::{Flow, Strip};
use front::Placed;
use model::NodeId as Id;
use std::ops::Range;

/// How often the contents list is filled in again before its numbers must have settled. Its height depends only on how many figures a
/// page number has, so the third time is the last in practice.
const PASSES: usize = 8;

/// Lays a document out on pages.
#[must_use]
pub fn lay_out(document: &Document, style: &PageStyle, measure: &dyn Measure) -> Pages {
    let mut flow = Flow::new(style, measure, document.lang);
    flow.front(document);
    let front = flow.strips.len();
    let has_contents = document.toc && !document.sections.is_empty();
    let contents = has_contents.then(|| flow.node(Id(0), Role::Contents, document.lang));
    let mut headings = Vec::new();
    flow.sections(Id(0), &document.sections, 0, &mut headings);
    flow.glossary(document);
    flow.addresses(document);
    flow.keep_headings();
    let furniture = flow.furniture();
    let (list, parts) = settled(&mut flow, document, &headings, front, contents);
    let listed = list.len();
    // Heads that are printed again are copied; all else goes to its page.
    let again: Vec<usize> = parts.iter().filter_map(|part| part.again).collect();
    let head = |(n, range): (usize, &Range<usize>)| if again.contains(&n) { flow.strips[range.clone()].to_vec() } else { Vec::new() };
    let heads: Vec<Vec<Strip>> = flow.tables.iter().enumerate().map(head).collect();
    let mut strips = std::mem::take(&mut flow.strips);
    strips.splice(front..front, list);
    let mut out = Pages {
        lang: document.lang,
        title: document.title.clone(),
        paper: measure.paper(style),
        pages: Vec::with_capacity(parts.len()),
        nodes: Vec::new(),
        headings: Vec::new(),
    };
    for (n, part) in parts.iter().enumerate() {
        let (top, _) = pages::area(style, measure, n == 0);
        let mut page = pages::placed(part, &mut strips, &heads, top);
        flow.furnish(&mut page, furniture, document, n + 1, parts.len());
        out.pages.push(page);
    }
    let found = pages_of(&headings, &parts, front, listed);
    for (placed, page) in headings.iter().zip(found) {
        let y = out.pages.get(page - 1).and_then(|page| page.lines.iter().find(|line| line.node == placed.node)).map_or(0.0, |line| line.y);
        let section = placed.section;
        let level = blocks::heading_level(section.level);
        out.headings.push(Heading { id: section.id.clone(), number: section.number.clone(), title: section.title.clone(), level, node: placed.node, page, y });
    }
    out.nodes = flow.nodes;
    out
}

/// Fills in the contents list until the pages it names are the pages its headings stand on.
fn settled(flow: &mut Flow<'_>, document: &Document, headings: &[Placed<'_>], front: usize, node: Option<NodeId>) -> (Vec<Strip>, Vec<pages::Part>) {
    let (mut list, mut numbers, mut digits) = (Vec::new(), Vec::<usize>::new(), 0);
    let mut parts = Vec::new();
    let nodes = flow.nodes.len();
    let mut contents = None;
    let after = flow.measure.space(flow.style.space.contents.1);
    if let (Some(_), Some(first)) = (node, flow.strips.get_mut(front)) {
        first.space = first.space.max(after);
    }
    for _ in 0..PASSES {
        if let Some(node) = node {
            let needed = figures(&numbers).max(digits).max(2);
            if needed != digits {
                // The entries of the last pass go with their nodes.
                flow.nodes.truncate(nodes);
                flow.nodes[node.0].children.clear();
                flow.tight();
                contents = flow.contents(document, headings, needed, node);
                digits = needed;
            }
            list = contents.as_ref().map(|contents| flow.contents_strips(contents, &numbers)).unwrap_or_default();
        }
        let (strips, heads) = whole(flow, &list, front);
        parts = pages::parted(&strips, &heads, flow.style, flow.measure);
        let found = pages_of(headings, &parts, front, list.len());
        if found == numbers || contents.is_none() {
            break;
        }
        numbers = found;
    }
    (list, parts)
}

/// The flow with the contents list in it, and the column heads of each table.
fn whole<'f>(flow: &'f Flow<'_>, list: &'f [Strip], front: usize) -> (Vec<&'f Strip>, Vec<Vec<&'f Strip>>) {
    let (before, after) = flow.strips.split_at(front.min(flow.strips.len()));
    let strips = before.iter().chain(list).chain(after).collect();
    let heads = flow.tables.iter().map(|range| flow.strips.get(range.clone()).unwrap_or_default().iter().collect()).collect();
    (strips, heads)
}

/// The page of each heading, from 1.
fn pages_of(headings: &[Placed<'_>], parts: &[pages::Part], front: usize, list: usize) -> Vec<usize> {
    headings
        .iter()
        .map(|placed| {
            let at = if placed.strip >= front { placed.strip + list } else { placed.strip };
            parts.partition_point(|part| part.strips.end <= at).min(parts.len().saturating_sub(1)) + 1
        })
        .collect()
}

fn figures(numbers: &[usize]) -> usize {
    numbers.iter().max().map_or(1, |most| most.to_string().len())
}
