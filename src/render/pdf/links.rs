//! Links: where they lead and what a reader who does not see them is told.
//! Never leads to a place that is not there.

use crate::document::Href;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::Quadrilateral;

/// The annotation of a link that shows `text`; `place` finds the heading of an anchor. `None` where it leads nowhere.
pub(super) fn annotation(href: &Href, text: &str, quads: Vec<Quadrilateral>, place: impl Fn(&str) -> Option<XyzDestination>) -> Option<Annotation> {
    if quads.is_empty() {
        return None;
    }
    let address = href.as_str();
    let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (target, alt) = match address.strip_prefix('#') {
        Some(id) => (Target::Destination(place(id)?.into()), if shown.is_empty() { id.to_string() } else { shown }),
        None => {
            let bare = ["mailto:", "tel:"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
            let alt = if shown.is_empty() || bare.contains(&shown) { bare.to_string() } else { format!("{shown} ({bare})") };
            (Target::Action(Action::Link(LinkAction::new(escaped(address)))), alt)
        }
    };
    Some(Annotation::new_link(LinkAnnotation::new_with_quad_points(quads, target), Some(alt)))
}

/// An address holds ASCII only; what is not is percent-encoded.
fn escaped(address: &str) -> String {
    address.bytes().map(|byte| if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
