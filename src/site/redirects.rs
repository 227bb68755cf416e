//! Pages that lead on: from a notice's earlier address to the present one, and from an address where there is nothing.
//! Never leaves a reader at a dead end: each has a link, whether or not the page leads on by itself.

use super::base::relative;
use super::{File, Listed, Plan, SiteFormat, index, path};
use crate::lang::Lang;
use crate::render::engine::RenderError;
use crate::render::page::{Frame, PageContext, Sign, Signpost};
use std::collections::BTreeMap;

/// Two notices that want one address, or an address that leads nowhere else: what is wrong, and which notice it is about.
#[must_use]
pub fn clash(listed: &[Listed]) -> Option<(usize, String)> {
    let mut taken: BTreeMap<&str, usize> = listed.iter().enumerate().map(|(n, notice)| (notice.slug.as_str(), n)).collect();
    for (n, notice) in listed.iter().enumerate() {
        for former in &notice.former {
            if let Some(other) = taken.insert(former, n) {
                let whose = if other == n { "its own".to_string() } else { format!("that of `{}`", listed[other].slug) };
                return Some((n, format!("the earlier address `{former}` is also {whose}")));
            }
        }
    }
    None
}

/// A page at each earlier address.
pub(super) fn pages(listed: &[Listed], plan: &Plan<'_>) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    for notice in listed {
        for (former, entry) in notice.former.iter().flat_map(|former| notice.entries.iter().map(move |entry| (former, entry))) {
            let (own, to) = (path(entry.lang, former, SiteFormat::Html), path(entry.lang, &notice.slug, SiteFormat::Html));
            let site = &plan.words(entry.lang).site;
            let href = relative(&own, &to);
            let sign = Sign {
                lang: entry.lang,
                title: site.moved_title.clone(),
                text: site.moved_text.clone(),
                link: entry.title.clone(),
                href: href.as_str().to_string(),
            };
            let context = PageContext {
                style: plan.look(),
                index: Some(relative(&own, &if plan.languages.contains(&entry.lang) { index::path(entry.lang) } else { "index.html".to_string() })),
                canonical: plan.base.and_then(|base| base.href(&to)),
                frame: plan.frame(entry.lang, &own),
                ..PageContext::default()
            };
            let signpost = Signpost { signs: vec![sign], to: Some(href), labels: index::labels(plan.words(entry.lang)) };
            files.push((own, plan.engine.signpost(&signpost, &context)?.into_bytes()));
        }
    }
    Ok(files)
}

/// The page of what is not there, in every language of the site. It is shown at any address, so its links do not depend on where it stands,
/// where the site's own address is known.
pub(super) fn missing(plan: &Plan<'_>) -> Result<File, RenderError> {
    let sign = |lang: &Lang| {
        let words = plan.words(*lang);
        let to = index::path(*lang);
        Sign {
            lang: *lang,
            title: words.site.missing_title.clone(),
            text: words.site.missing_text.clone(),
            link: words.labels.index.clone(),
            href: plan.base.map_or_else(|| to.clone(), |base| format!("{}{to}", base.path())),
        }
    };
    let path = "404.html".to_string();
    let first = plan.languages.first().copied().unwrap_or(Lang::EN);
    let signpost = Signpost { signs: plan.languages.iter().map(sign).collect(), to: None, labels: index::labels(plan.words(first)) };
    // Its own address is not known, so a file beside it cannot be named: the fonts are those of the reader's system.
    let frame = Frame { fonts: None, ..plan.frame(first, &path) };
    let context = PageContext { style: plan.look(), frame, ..PageContext::default() };
    Ok((path, plan.engine.signpost(&signpost, &context)?.into_bytes()))
}
