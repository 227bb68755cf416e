//! Bookmarks: the headings of the document, nested as they are, each with its place.
//! Never lists a heading that stands on no page.

use super::shape::speakable;
use crate::render::paged::{Heading, Pages};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

/// Points of free space above a heading that was jumped to.
const ABOVE: f64 = 12.0;

/// More bookmarks than this are no overview: then they are the main sections, as in the contents list.
const MANY: usize = 40;

/// Where a heading stands.
pub(super) fn destination(heading: &Heading) -> XyzDestination {
    XyzDestination::new(heading.page.saturating_sub(1), Point::from_xy(0.0, (heading.y - ABOVE).max(0.0) as f32))
}

pub(super) fn outline(pages: &Pages) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let deepest = if pages.headings.len() > MANY { 2 } else { u8::MAX };
    for heading in pages.headings.iter().filter(|heading| heading.level <= deepest) {
        while open.last().is_some_and(|(level, _)| *level >= heading.level) {
            close(&mut open, &mut outline);
        }
        let text = match &heading.number {
            Some(number) => format!("{number} {}", heading.title),
            None => heading.title.clone(),
        };
        let text = speakable(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        open.push((heading.level, OutlineNode::new(text, destination(heading))));
    }
    while !open.is_empty() {
        close(&mut open, &mut outline);
    }
    outline
}

/// Puts the innermost heading into the one around it.
fn close(open: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline) {
    let Some((_, node)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, above)) => above.push_child(node),
        None => outline.push_child(node),
    }
}
