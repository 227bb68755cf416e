//! `readable`: sentences are short enough and do not string together too much. Never judges words.

use super::{Tell, passages};
use crate::lang::Lang;
use crate::lint::context::Context;
use crate::lint::rule::{Limits, Readable};
use crate::lint::words;
use crate::notice::spec::Type;

pub(super) fn run(check: &Readable, context: &Context<'_, '_>, tell: Tell<'_>) {
    let for_children = context.notice.head.as_ref().and_then(|head| head.audience).is_some_and(|audience| audience.value == "children");
    let limits: &Limits = if for_children { check.children.as_ref().unwrap_or(&check.limit) } else { &check.limit };
    let marks = check.needs.as_ref().and_then(words::list_of);
    let marked = |long: &words::Long| {
        marks.is_none_or(|list| context.words().of_list(list).any(|hit| hit.passage == long.passage && (long.start..long.end).contains(&hit.start)))
    };
    for long in &context.words().long {
        let Some(passage) = context.reading.passages.get(long.passage as usize) else { continue };
        let limit = match passage.lang {
            Lang::FI => limits.fi,
            Lang::SV => limits.sv,
            _ => limits.en,
        };
        let (counted, limit) = if check.items { (long.items, limit) } else { (long.words, limit) };
        let label = passage.kind != Type::Text;
        if counted <= limit || (label && check.needs.is_none()) || !passages::wanted(check.place(), context, long.passage) || !(label || marked(long)) {
            continue;
        }
        let args = vec![("limit", limit.to_string().into()), ("count", counted.to_string().into())];
        passages::tell(context, long.passage, long.start as usize, long.end as usize, args, tell);
    }
}
