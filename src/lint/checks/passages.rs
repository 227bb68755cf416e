//! Which passages a check of words looks at, and how it tells of a place in one. Never looks at what they say.

use super::Tell;
use crate::lang::Lang;
use crate::lint::context::{Context, State};
use crate::lint::rule::Where;
use crate::lint::words::is_read;
use crate::notice::FORMAT;
use crate::notice::fault::Args;
use crate::notice::spec::Type;
use crate::notice::tree::Tree;

/// Tables no reader sees or that tell of the past.
const SILENT: &[&str] = &["changes", "lint.allow", "internal", "exemptions"];

/// Whether a check looks at a passage.
pub(super) fn wanted(at: Where<'_>, context: &Context<'_, '_>, passage: u32) -> bool {
    let Some(passage) = context.reading.passages.get(passage as usize) else { return false };
    if !is_read(passage.kind) || !Lang::SPOKEN.contains(&passage.lang) {
        return false;
    }
    let table = FORMAT.tables[passage.table].path.as_str();
    if at.texts && passage.kind != Type::Text {
        return false;
    }
    let key = context.tree().node(passage.key).key.as_deref().unwrap_or_else(|| {
        // An entry of a list of labels stands under the list's key.
        context.tree().node(context.tree().node(passage.key).parent).key.as_deref().unwrap_or_default()
    });
    let is = |path: &String| path.strip_prefix(table).is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.').is_some_and(|rest| rest == key));
    if at.not_in.iter().any(is) || (at.within.is_empty() && SILENT.contains(&table)) {
        return false;
    }
    if table == "sections" && key == "body" && !at.topics.is_empty() {
        let section = sections_of(context, passage.key);
        return section.is_some_and(|section| context.tree().strs_at(section, "topics").iter().any(|(topic, _)| at.topics.iter().any(|t| t == topic)));
    }
    at.within.is_empty() || at.within.iter().any(is)
}

/// The table of a free section that a key belongs to.
fn sections_of(context: &Context<'_, '_>, key: crate::notice::tree::NodeId) -> Option<crate::notice::tree::NodeId> {
    let parent = context.tree().node(key).parent;
    (parent != Tree::ROOT).then_some(parent)
}

/// Tells that a place in a passage is what must not be there; `value` is what stands there.
pub(super) fn tell(context: &Context<'_, '_>, passage: u32, start: usize, end: usize, mut args: Args, tell: Tell<'_>) {
    let Some(passage) = context.reading.passages.get(passage as usize) else { return };
    let text = context.tree().str(passage.at).unwrap_or_default();
    let value: Vec<&str> = text.get(start..end).unwrap_or_default().split_whitespace().collect();
    args.push(("value", value.join(" ").into()));
    tell(State::Missing, context.place_of_bytes(passage, start, end), args);
}
