//! `shape`: a fault of form that reading found. Never finds one itself.

use super::Tell;
use crate::lint::context::{Context, Place, State};
use crate::lint::rule::Shape;

pub(super) fn run(check: &Shape, context: &Context<'_, '_>, tell: Tell<'_>) {
    for fault in context.reading.faults.iter().chain(context.comments).filter(|fault| fault.kind == check.fault) {
        let key = fault.key.clone().unwrap_or_else(|| context.tree().path(fault.node));
        let place = Place { file: fault.file, span: fault.span, key, node: fault.node };
        tell(State::Missing, place, fault.args.clone());
    }
}
