//! A notice as a piece of somebody else's page.
//! Never links by a relative address: it does not know where it will stand.

use super::Plan;
use crate::document::Document;
use crate::render::engine::RenderError;
use crate::render::page::{PageContext, Versions};

/// The piece. Its other versions are linked where the site's own address is known.
pub(super) fn piece(document: &Document, slug: &str, own: &str, versions: &Versions, plan: &Plan<'_>) -> Result<String, RenderError> {
    let mut versions = if plan.base.is_some() { versions.clone() } else { Versions::default() };
    if let Some(base) = plan.base {
        let newer = versions.newer.as_mut().map(|newer| &mut newer.version);
        for version in versions.earlier.iter_mut().chain(newer) {
            version.href = super::links::inside(own, &version.href, None).map_or_else(String::new, |path| base.full(&path));
        }
    }
    plan.engine.fragment(document, &PageContext { versions, ..PageContext::default() }, &id(document, slug))
}

/// The id of its outermost element: two pieces on one page clash in none.
fn id(document: &Document, slug: &str) -> String {
    format!("seloste-{}-{slug}", document.lang)
}
