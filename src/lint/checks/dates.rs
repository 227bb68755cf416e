//! Dates of a notice against each other and the judging day. Never judges a notice that is out of use as if it were to be kept current.

use super::Tell;
use crate::day::Day;
use crate::lang::ByLang;
use crate::lint::context::{Context, State};
use crate::notice::fault::Arg;
use crate::notice::model::Leaf;
use crate::notice::term;
use crate::notice::tree::Tree;

/// How many years a notice without a day of review may stand before it is worth a look.
const OLD: u16 = 3;

/// A day as readers of each language write it.
pub(super) fn said(day: Day) -> Arg {
    let (y, m, d) = (day.year(), day.month(), day.day());
    Arg::ByLang(ByLang { fi: format!("{d}.{m}.{y}"), sv: format!("{d}.{m}.{y}"), en: day.to_string() })
}

fn head(context: &Context<'_, '_>, key: &str) -> Option<Leaf<Day>> {
    let at = context.tree().find(Tree::ROOT, key)?;
    let table = context.tree().node(at).parent;
    context.tree().date_at(table, key.rsplit('.').next()?).map(|value| Leaf { value, at })
}

/// Language versions that were last checked before the text was last changed.
pub(super) fn translations_stale(context: &Context<'_, '_>, tell: Tell<'_>) {
    let Some(updated) = head(context, "notice.updated").filter(|_| in_use(context)) else { return };
    for lang in &context.reading.languages {
        if let Some(checked) = head(context, &format!("notice.translated.{lang}")) {
            let Some(state) = told(context, checked.value < updated.value) else { continue };
            tell(state, context.place(checked.at), vec![("lang", lang.code().into()), ("value", said(checked.value)), ("date", said(updated.value))]);
        }
    }
}

/// A day of review that has passed.
pub(super) fn review_overdue(context: &Context<'_, '_>, tell: Tell<'_>) {
    if let Some(review) = head(context, "notice.next-review").filter(|_| in_use(context))
        && let Some(state) = told(context, review.value < context.facts.day)
    {
        tell(state, context.place(review.at), vec![("date", said(review.value))]);
    }
}

/// A notice that nobody has said will be looked at again, and that has stood for years.
pub(super) fn notice_old(context: &Context<'_, '_>, tell: Tell<'_>) {
    let updated = head(context, "notice.updated").or_else(|| head(context, "notice.created"));
    let Some(updated) = updated.filter(|_| in_use(context) && head(context, "notice.next-review").is_none()) else { return };
    let (then, day) = (updated.value, context.facts.day);
    let old = day.year() > then.year() + OLD || (day.year() == then.year() + OLD && (day.month(), day.day()) > (then.month(), then.day()));
    let Some(state) = told(context, old) else { return };
    tell(state, context.place(updated.at), vec![("date", said(then))]);
}

/// Days that cannot stand in this order.
pub(super) fn disordered(context: &Context<'_, '_>, tell: Tell<'_>) {
    let (created, updated) = (head(context, "notice.created"), head(context, "notice.updated"));
    let path = |leaf: Leaf<Day>| format!("`{}`", context.tree().path(leaf.at));
    let today = context.today.max(context.facts.day);
    if let Some(last) = updated.or(created).filter(|last| last.value > today) {
        let words = term("type:today").map_or_else(|| Arg::from("today"), |words| Arg::ByLang(words.clone()));
        let args = vec![("first", path(last).into()), ("value", said(last.value)), ("detail", words), ("date", said(today))];
        tell(State::Missing, context.place(last.at), args);
    }
    let Some(updated) = updated else { return };
    // The day of the update is the one that was forgotten; a change has a day of its own.
    let changes = context.notice.changes.iter().filter_map(|change| change.date).map(|date| (date, date));
    for (later, at) in created.map(|created| (created, updated)).into_iter().chain(changes) {
        let Some(state) = told(context, later.value > updated.value) else { continue };
        let args = vec![("first", path(later).into()), ("value", said(later.value)), ("detail", path(updated).into()), ("date", said(updated.value))];
        tell(state, context.place(at.at), args);
    }
}

/// A notice that has changed and does not say how.
pub(super) fn changes_untold(context: &Context<'_, '_>, tell: Tell<'_>) {
    let (Some(created), Some(updated)) = (head(context, "notice.created"), head(context, "notice.updated")) else { return };
    if in_use(context)
        && updated.value > created.value
        && let Some(state) = told(context, context.notice.changes.is_empty())
    {
        tell(state, context.place_of_missing("changes", Some("notice.updated")), vec![("date", said(updated.value))]);
    }
}

/// What is to be told: a fault always, that all is well only where somebody wants to know.
fn told(context: &Context<'_, '_>, fault: bool) -> Option<State> {
    if fault { Some(State::Missing) } else { context.all.then_some(State::Met) }
}

/// Whether a notice is to be kept current: one that was taken out of use stays as it was.
fn in_use(context: &Context<'_, '_>) -> bool {
    context.notice.withdrawn().is_none()
}
