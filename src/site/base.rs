//! The address a site is published at, and full addresses below it.
//! Never guesses: where no address is known, links stay relative.

use crate::document::Href;
use crate::render::page::{Address, Translation};

/// The address of a site: `http` or `https`, a host, a path that ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    url: String,
    /// Where the path begins in it.
    path: usize,
}

impl Base {
    /// Reads an address. `None` for one that is not `http` or `https`, has no host, or has a query or a fragment.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Href::parse(text)?;
        let lower = text.to_ascii_lowercase();
        let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme))?.len();
        let host = text[scheme..].find('/').unwrap_or(text.len() - scheme);
        if host == 0 || text.contains(['?', '#', '@']) {
            return None;
        }
        let url = if text.ends_with('/') { text.to_string() } else { format!("{text}/") };
        Some(Self { url, path: scheme + host })
    }

    /// The address itself.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its path, from `/` to `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.url[self.path..]
    }

    /// The full address of a file of the site.
    #[must_use]
    pub fn full(&self, path: &str) -> String {
        format!("{}{}", self.url, Address::path(path).as_str())
    }

    /// The full address of a file of the site as a link.
    #[must_use]
    pub fn href(&self, path: &str) -> Option<Href> {
        Href::parse(&self.full(path))
    }
}

/// The same page in each language, by its path, for machines: full addresses where the site's own is known, else from `from`. The first language
/// is for everybody else. A page in one language has none.
pub(super) fn translations(base: Option<&Base>, from: &str, pages: &[(crate::lang::Lang, String)]) -> Vec<Translation> {
    if pages.len() < 2 {
        return Vec::new();
    }
    let href = |to: &str| base.map_or_else(|| relative(from, to).as_str().to_string(), |base| base.full(to));
    let mut all: Vec<Translation> = pages.iter().map(|(lang, to)| Translation { lang: lang.code().to_string(), href: href(to) }).collect();
    all.extend(pages.first().map(|(_, to)| Translation { lang: "x-default".to_string(), href: href(to) }));
    all
}

/// The address of a file of the site as seen from another.
pub(super) fn relative(from: &str, to: &str) -> Address {
    let folders = |path: &str| path.split('/').map(str::to_string).collect::<Vec<String>>();
    let (from, to) = (folders(from), folders(to));
    let same = from.iter().zip(&to).take(from.len() - 1).take_while(|(a, b)| a == b).count().min(to.len() - 1);
    let mut steps = vec!["..".to_string(); from.len() - 1 - same];
    steps.extend(to.into_iter().skip(same));
    Address::path(&steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Base, relative};

    #[test]
    fn an_address_is_whole_or_none() {
        let base = Base::parse("https://www.pyora.test/tietosuoja").expect("an address");
        assert_eq!((base.url(), base.path()), ("https://www.pyora.test/tietosuoja/", "/tietosuoja/"));
        assert_eq!(base.full("fi/ä.html"), "https://www.pyora.test/tietosuoja/fi/%C3%A4.html");
        assert_eq!(Base::parse("http://x").expect("an address").path(), "/");
        for wrong in ["", "x", "/a", "ftp://x/", "https://", "https:///a", "https://x/?a", "https://x/#a", "javascript:x", "https://a@b/", "https://x y/"] {
            assert_eq!(Base::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn files_see_each_other() {
        for (from, to, href) in [
            ("fi/a.html", "fi/b.html", "b.html"),
            ("fi/a.html", "sv/a.html", "../sv/a.html"),
            ("index.html", "fi/a.html", "fi/a.html"),
            ("fi/a.html", "x.css", "../x.css"),
            ("a.html", "a.html", "a.html"),
            ("fi/x/a.html", "fi/b.html", "../b.html"),
        ] {
            assert_eq!(relative(from, to).as_str(), href, "{from} {to}");
        }
    }
}
