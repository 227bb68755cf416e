//! The closed list of check kinds, one file each. A kind looks at places and tells an outcome for each.
//! Never holds words or severity.

mod cites;
mod dates;
mod fact;
mod forbids;
mod matches;
mod native;
mod outdated;
mod parity;
mod part;
mod passages;
mod period;
mod readable;
mod refers_to;
mod repeats;
mod required;
mod response_time;
mod shape;
mod words;

use super::context::{Context, Item, Place, State};
use super::rule::{Check, Rule};
use crate::lang::{ByLang, Lang};
use crate::notice::Text;
use crate::notice::fault::{Arg, Args};

pub(super) use matches::{finds, hints, lists, patterns};
pub use native::NAMES as NATIVE;
pub(super) use native::organisations;
pub(super) use native::organisations::FORMS;
pub(super) use repeats::excerpt;

/// Where outcomes go.
type Tell<'a> = &'a mut dyn FnMut(State, Place, Args);

/// Runs the check of a rule.
pub(super) fn run(rule: &Rule, context: &Context<'_, '_>, tell: Tell<'_>) {
    match &rule.check {
        Check::Required(check) => required::run(rule, check, context, tell),
        Check::Fact(check) => fact::run(rule, check, context, tell),
        Check::Forbids(check) => forbids::run(rule, check, context, tell),
        Check::Period(check) => period::run(rule, check, context, tell),
        Check::Part(check) => part::run(rule, check, context, tell),
        Check::RefersTo(_) => refers_to::run(context, tell),
        Check::Cites(check) => cites::run(check, context, tell),
        Check::Matches(check) => matches::run(check, context, tell),
        Check::Words(check) => words::run(check, context, tell),
        Check::Outdated(check) => outdated::run(check, context, tell),
        Check::Readable(check) => readable::run(check, context, tell),
        Check::Shape(check) => shape::run(check, context, tell),
        Check::Native(check) => native::run(check, context, tell),
        // What takes several notices is found when all of them are judged.
        Check::Together(_) => {}
    }
}

/// What every message about an item may name: `name`, and `country` for a transfer.
fn args_of(context: &Context<'_, '_>, item: Item<'_>) -> Args {
    let named = |text: Option<Text>| text.map_or_else(Vec::new, |text| vec![("name", said(context, text))]);
    match item {
        Item::Whole => Vec::new(),
        Item::Entry(at) => named(context.tree().get(at, "name").map(|at| Text { at })),
        Item::Transfer(transfer) => {
            let country = transfer.country.as_deref().and_then(|code| context.law.country(code));
            let country = country.map(|c| ByLang { fi: c.fi.clone(), sv: c.sv.clone(), en: c.en.clone() });
            let organisation = || transfer.entry.and_then(|e| context.notice.transfers[e].organisation).map(|text| said(context, text));
            let mut args = named(transfer.recipients.first().and_then(|r| context.facts.recipients[*r].name));
            args.extend(country.map(Arg::ByLang).or_else(organisation).map(|value| ("country", value)));
            args
        }
    }
}

/// What a text of the notice says, in each language of a message.
fn said(context: &Context<'_, '_>, text: Text) -> Arg {
    let of = |lang: Lang| context.notice.said(text, lang).map(|said| said.text.to_string()).unwrap_or_default();
    Arg::ByLang(ByLang { fi: of(Lang::FI), sv: of(Lang::SV), en: of(Lang::EN) })
}

/// What a rule came to at its items.
#[derive(Default)]
struct Outcomes {
    /// In the order of the items; what is met only where somebody wants it told.
    found: Vec<(State, Place, Args)>,
    /// How many are met.
    met: usize,
}

impl Outcomes {
    /// One more item that is met, if there is a place to tell of it.
    fn met(&mut self, context: &Context<'_, '_>, place: impl FnOnce() -> Option<Place>) {
        self.met += 1;
        if context.all {
            self.found.extend(place().map(|place| (State::Met, place, Vec::new())));
        }
    }
}

/// Tells the outcomes of all items; with `collapse`, and none of several met, the first alone, at the list.
fn tell_items(rule: &Rule, collapse: bool, outcomes: Outcomes, tell: Tell<'_>) {
    if collapse && outcomes.met == 0 && outcomes.found.len() > 1 {
        let list = rule.each.as_deref().unwrap_or_default();
        if let Some((state, place, args)) = outcomes.found.into_iter().next() {
            let place = Place { key: list.to_string(), ..place };
            tell(state, place, args);
        }
        return;
    }
    for (state, place, args) in outcomes.found {
        tell(state, place, args);
    }
}
