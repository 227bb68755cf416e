//! Links of finished files: each within the site leads to a file of it, and to a place in that file where it names one.
//! Never asks the network: what leads elsewhere is listed for whoever wants to look.

use super::base::Base;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

/// What the links of one file come to.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The file.
    pub page: String,
    /// Marks of the places in it, in order.
    places: Vec<u64>,
    /// Where its links lead within the site.
    wishes: BTreeSet<Wish>,
    /// Where its links lead elsewhere.
    pub external: BTreeSet<String>,
}

/// A link within the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Wish {
    file: String,
    place: Option<u64>,
    /// As it is written.
    link: String,
}

/// A link that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The file it stands in.
    pub page: String,
    /// As it is written.
    pub link: String,
    /// Whether the file is there, but not the place in it.
    pub file_is_there: bool,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.file_is_there { "no place in the page has that id" } else { "the site has no such file" };
        write!(f, "{}: the link `{}` leads nowhere: {what}", self.page, self.link)
    }
}

impl Links {
    /// The links of a file that has some: HTML, and the XML around it.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8], base: Option<&Base>) -> Option<Self> {
        let known = path.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "html" | "xml"));
        if !known {
            return None;
        }
        let mut links = Self { page: path.to_string(), ..Self::default() };
        let mut found: Vec<Cow<'_, str>> = Vec::new();
        // Most attributes are of the picture and say nothing here; what is no text leads nowhere.
        let text = |value| std::str::from_utf8(value).unwrap_or_default();
        each_attribute(bytes, |name, value| match name {
            b"id" => links.places.push(mark(text(value))),
            b"href" | b"src" | b"xlink:href" | b"poster" => found.push(plain(text(value))),
            b"content" => found.extend(text(value).split_once("; url=").map(|(_, to)| plain(to))),
            _ => {}
        });
        links.places.sort_unstable();
        // Pages lead to few files, each by the same words.
        let mut files: Vec<(&str, Option<String>)> = Vec::new();
        for link in &found {
            let end = link.find('#').unwrap_or(link.len());
            let place = Some(&link[end..]).filter(|id| id.len() > 1).map(|id| mark(&decoded(&id[1..])));
            // What is found on the page itself is no wish.
            if end == 0 && place.is_none_or(|place| links.places.binary_search(&place).is_ok()) {
                continue;
            }
            let to = &link[..end];
            let at = files.iter().position(|(known, _)| *known == to).unwrap_or_else(|| {
                files.push((to, inside(path, to, base)));
                files.len() - 1
            });
            match &files[at].1 {
                Some(file) => {
                    links.wishes.insert(Wish { file: file.clone(), place, link: link.to_string() });
                }
                None if link.starts_with("http://") || link.starts_with("https://") || link.starts_with('/') => {
                    links.external.insert(link.to_string());
                }
                None => {}
            }
        }
        Some(links)
    }
}

/// Forgets the links between these pages that lead somewhere: pages made together need not wait for all the others.
pub fn settle(pages: &mut [Links]) {
    let places: Vec<(String, Vec<u64>)> = pages.iter().map(|links| (links.page.clone(), links.places.clone())).collect();
    for links in pages {
        links.wishes.retain(|wish| {
            let page = places.iter().find(|(page, _)| *page == wish.file);
            page.is_none_or(|(_, places)| wish.place.is_some_and(|place| places.binary_search(&place).is_err()))
        });
    }
}

/// The path of the file a link of a page leads to; `None` where it leads out of the site.
#[must_use]
pub fn inside(page: &str, link: &str, base: Option<&Base>) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    let below = base.and_then(|base| link.strip_prefix(base.url()).or_else(|| link.strip_prefix(base.path()).filter(|_| !link.starts_with("//"))));
    let path = match below {
        Some(path) => path.to_string(),
        None if link.is_empty() => return Some(page.to_string()),
        // Of a site whose own address is not known, the root of the host is elsewhere.
        None if link.starts_with('/') || has_scheme(link) => return None,
        None => {
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{link}")
        }
    };
    let mut parts: Vec<String> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                // Above the root: a name no file has.
                if parts.pop().is_none() {
                    return Some("..".to_string());
                }
            }
            part => parts.push(decoded(part)),
        }
    }
    let mut file = parts.join("/");
    if file.is_empty() || path.ends_with('/') {
        file.push_str(if file.is_empty() { "index.html" } else { "/index.html" });
    }
    Some(file)
}

/// The links that lead nowhere, in the order of pages.
#[must_use]
pub fn broken(links: &[Links], files: &BTreeSet<&str>) -> Vec<Broken> {
    let places: BTreeMap<&str, &[u64]> = links.iter().map(|links| (links.page.as_str(), links.places.as_slice())).collect();
    let mut out = Vec::new();
    for of_page in links {
        for wish in &of_page.wishes {
            let file_is_there = files.contains(wish.file.as_str());
            // Of a page that was not made anew the places are known to its maker alone; what leads to one was made with it.
            let place_is_there = wish.place.is_none_or(|place| places.get(wish.file.as_str()).is_none_or(|places| places.binary_search(&place).is_ok()));
            if !file_is_there || !place_is_there {
                out.push(Broken { page: of_page.page.clone(), link: wish.link.clone(), file_is_there });
            }
        }
    }
    out.sort();
    out
}

/// FNV-1a: ids are short.
fn mark(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split_once(':').map_or("", |(scheme, _)| scheme);
    !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// A text of an attribute without its escapes.
fn plain(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let escapes = [("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    Cow::Owned(escapes.iter().fold(value.to_string(), |text, (from, to)| text.replace(from, to)))
}

/// A part of an address without its percent signs.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// What a byte may be inside a tag, told for all bytes at once: nothing of note, what ends a name and begins another, what begins a value, the end.
const BETWEEN: u8 = 1;
const EQUALS: u8 = 2;
const CLOSE: u8 = 3;
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let between = b" \n\t\r\x0c/";
    let mut n = 0;
    while n < between.len() {
        kinds[between[n] as usize] = BETWEEN;
        n += 1;
    }
    kinds[b'=' as usize] = EQUALS;
    kinds[b'>' as usize] = CLOSE;
    kinds
};

/// Each attribute of each tag, its name and its value as written. What our own templates write is quoted; a user's without quotes is read too.
fn each_attribute<'t>(bytes: &'t [u8], mut found: impl FnMut(&[u8], &'t [u8])) {
    let mut at = 0;
    while let Some(ahead) = memchr::memchr(b'<', &bytes[at..]) {
        at += ahead + 1;
        if bytes[at..].starts_with(b"!--") {
            at = memchr::memmem::find(&bytes[at..], b"-->").map_or(bytes.len(), |end| at + end + 3);
            continue;
        }
        // A tag's name, then its attributes.
        while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'>') {
            at += 1;
        }
        let mut name = at;
        while let Some(byte) = bytes.get(at) {
            match KINDS[usize::from(*byte)] {
                0 => at += 1,
                BETWEEN => {
                    at += 1;
                    name = at;
                }
                EQUALS => {
                    let value = value(bytes, at + 1);
                    found(&bytes[name..at], &bytes[value.clone()]);
                    // After a quotation mark the next name may begin at once.
                    at = (value.end + usize::from(value.start > at + 1)).min(bytes.len());
                    name = at;
                }
                _ => break,
            }
        }
    }
}

/// The value that begins at a place, without its quotation marks.
fn value(bytes: &[u8], at: usize) -> Range<usize> {
    let end_of = |from: usize, ends: &dyn Fn(u8) -> bool| bytes[from..].iter().position(|byte| ends(*byte)).map_or(bytes.len(), |ahead| from + ahead);
    match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) => {
            // Most values are numbers of a picture: a few bytes, which are sooner looked at one by one.
            let start = at + 1;
            let near = bytes[start..].iter().take(12).position(|byte| byte == quote);
            let far = || memchr::memchr(*quote, &bytes[start..]);
            start..near.or_else(far).map_or(bytes.len(), |length| start + length)
        }
        _ => at..end_of(at, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
    }
}

#[cfg(test)]
mod tests {
    use super::{Links, broken, inside, settle};
    use crate::site::base::Base;
    use std::collections::BTreeSet;

    fn faults(pages: &[(&str, &str)], base: Option<&Base>) -> Vec<String> {
        let links: Vec<Links> = pages.iter().filter_map(|(path, text)| Links::of(path, text.as_bytes(), base)).collect();
        let files: BTreeSet<&str> = pages.iter().map(|(path, _)| *path).collect();
        broken(&links, &files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_link_leads_to_a_file_and_a_place() {
        let a = "<!-- <a href=\"x\"> --><p id=\"p\" class=b><a href=\"b.html#q\">1</a><a href='#p'>2</a><img src=../k.png><a href=\"https://x.test/y\">3</a>\
                 <a href=\"mailto:a@b\">4</a><link href=\"data:,\"><a href=\"/\">5</a>";
        let b = "<i id=\"q\"></i><a href=\"../fi/a.html#p\"></a><meta content=\"0; url=./\">";
        let site = [("fi/a.html", a), ("fi/b.html", b), ("k.png", ""), ("fi/index.html", "")];
        assert_eq!(faults(&site, None), Vec::<String>::new());
        let wrong = [("fi/a.html", "<a href=\"#x\"><a href=b.html><a href=\"../../c.html\"><a href=\"a.html#%70\" id=p><a href=\"a.html#p&amp;q\">")];
        let said = faults(&wrong, None);
        assert_eq!(said.len(), 4, "{said:#?}");
        assert!(said[0].starts_with("fi/a.html: the link `#x` leads nowhere: no place"), "{said:#?}");
        let mut pages = [("fi/a.html", a), ("fi/b.html", b)].map(|(path, text)| Links::of(path, text.as_bytes(), None).expect("HTML"));
        settle(&mut pages);
        let open: Vec<&str> = pages.iter().flat_map(|links| &links.wishes).map(|wish| wish.file.as_str()).collect();
        assert_eq!(open, ["k.png", "fi/index.html"], "what the two lead to in each other is settled");
        let links = Links::of("fi/a.html", a.as_bytes(), None).expect("HTML");
        assert_eq!(links.external.into_iter().collect::<Vec<_>>(), ["/", "https://x.test/y"]);
    }

    #[test]
    fn full_addresses_of_the_site_are_inside_it() {
        let base = Base::parse("https://a.test/x/").expect("an address");
        for (link, file) in [
            ("https://a.test/x/fi/b.html#c", Some("fi/b.html")),
            ("https://a.test/x/", Some("index.html")),
            ("/x/fi/", Some("fi/index.html")),
            ("/y", None),
            ("https://a.test/", None),
            ("//a.test/x/", None),
            ("tel:1", None),
            ("?q", Some("fi/a.html")),
            ("../../..", Some("..")),
        ] {
            assert_eq!(inside("fi/a.html", link, Some(&base)).as_deref(), file, "{link}");
        }
    }
}
