//! What a built site is besides its pages: indexes, search, addresses, versions, feeds, maps, pieces for other sites, links that hold.

use super::{TODAYS, folder, of_register, put, run_in, sound, sound_fi, tree};
use crate::html::all;
use crate::patch::root;
use scraper::Html;
use seloste::document::Words;
use seloste::lang::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

const TODAY: &str = TODAYS[0];
const BASE: &str = "https://www.pyora.test/tietosuoja/";

/// The site of the example notices, published at [`BASE`]: path and text.
static SITE: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    run_in(TODAY, &root(), &["build", "notices", "--base-url", BASE, "--out", &site.to_string_lossy()]).ends(0);
    texts(&site)
});

fn texts(site: &Path) -> BTreeMap<String, String> {
    tree(site).into_iter().map(|(path, bytes)| (path.to_string_lossy().into_owned(), String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// The files a build of these notices writes.
fn built(files: &[(&str, &str)], more: &[&str]) -> BTreeMap<String, String> {
    let at = folder(files);
    let args: Vec<&str> = ["build", "--out", "site"].iter().chain(more).copied().collect();
    run_in(TODAY, at.path(), &args).ends(0);
    texts(&at.path().join("site"))
}

/// A notice with more in its `[notice]`.
fn with(text: &str, keys: &str) -> String {
    text.replacen("[notice]\n", &format!("[notice]\n{keys}\n"), 1)
}

fn words(lang: Lang) -> &'static Words {
    Words::built_in(lang).expect("words")
}

fn is_page(path: &str) -> bool {
    path.strip_suffix(".html").is_some_and(|name| !name.ends_with(".fragment"))
}

fn attrs(html: &Html, selector: &str, name: &str) -> Vec<String> {
    all(html, selector).iter().filter_map(|e| e.value().attr(name)).map(str::to_string).collect()
}

#[test]
fn an_index_groups_every_notice_once_by_the_kind_of_its_register() {
    for lang in Lang::SPOKEN {
        let html = Html::parse_document(&SITE[&format!("{lang}/index.html")]);
        assert!(html.errors.is_empty(), "{:?}", html.errors);
        let links = attrs(&html, ".entries a", "href");
        let wanted: BTreeSet<String> = SITE.keys().filter_map(|path| path.strip_prefix(&format!("{lang}/"))?.strip_suffix(".md").map(str::to_string)).collect();
        let listed: BTreeSet<String> = links.iter().filter(|href| !href.contains('/')).map(|href| href.trim_end_matches(".html").to_string()).collect();
        assert_eq!(listed, wanted, "{lang}");
        assert_eq!(links.len(), links.iter().collect::<BTreeSet<_>>().len(), "each once");
        let headings: Vec<String> = all(&html, ".group > h2").iter().map(|h| h.text().collect()).collect();
        let kinds = &words(lang).register_kinds;
        assert_eq!(headings.first(), kinds.get("customers"), "{headings:?}");
        assert_eq!(headings.last(), Some(&words(lang).site.archive));
        assert!(headings.len() > 6 && headings[..headings.len() - 1].iter().all(|heading| kinds.values().any(|word| word == heading)), "{headings:?}");
        let jumps = attrs(&html, ".kinds a", "href");
        let places: Vec<String> = attrs(&html, ".group", "id").iter().map(|id| format!("#{id}")).collect();
        assert_eq!(jumps, places);
    }
}

#[test]
fn search_is_one_file_of_the_site_and_nothing_shows_without_it() {
    let mut with_script = 0;
    for (path, text) in SITE.iter().filter(|(path, _)| is_page(path)) {
        let html = Html::parse_document(text);
        let policy = attrs(&html, "meta[http-equiv=Content-Security-Policy]", "content").pop().expect("a policy");
        let scripts = all(&html, "script");
        assert_eq!(policy.contains("script-src 'self';"), !scripts.is_empty(), "{path}: {policy}");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{path}: {policy}");
        for script in scripts {
            let src = script.value().attr("src").expect("no script in the page itself");
            assert_eq!(script.text().collect::<String>(), "");
            assert!(path.ends_with("index.html"), "{path}: the page of a notice asks for nothing");
            assert_eq!(src, if path.contains('/') { "../search.js" } else { "search.js" });
            with_script += 1;
            let form = &all(&html, "search")[0];
            assert!(form.value().attr("hidden").is_some() && form.value().attr("data-many").is_some_and(|many| many.contains("{count}")));
        }
    }
    assert_eq!(with_script, 4, "an index for each language and the root");
    assert!(SITE["search.js"].contains("addEventListener") && !SITE["search.js"].contains("fetch("));
    // A list one sees at a glance needs none; an emptied script takes the field with it.
    let few = built(&[("a.toml", &sound_fi())], &[]);
    assert!(!few["index.html"].contains("<search"));
}

#[test]
fn machines_find_every_language_by_its_full_address() {
    let mut pages = 0;
    for (path, text) in SITE.iter().filter(|(path, _)| is_page(path) && path.contains('/')) {
        let html = Html::parse_document(text);
        assert_eq!(attrs(&html, "link[rel=canonical]", "href"), [format!("{BASE}{path}")]);
        let links = all(&html, "link[rel=alternate][hreflang]");
        let of: BTreeMap<&str, &str> =
            links.iter().map(|l| (l.value().attr("hreflang").expect("a language"), l.value().attr("href").expect("an address"))).collect();
        let name = path.split_once('/').expect("a folder").1;
        let languages: Vec<Lang> = Lang::SPOKEN.into_iter().filter(|lang| SITE.contains_key(&format!("{lang}/{name}"))).collect();
        for lang in &languages {
            assert_eq!(of.get(lang.code()).map(ToString::to_string), (languages.len() > 1).then(|| format!("{BASE}{lang}/{name}")), "{path}");
        }
        assert_eq!(of.len(), if languages.len() > 1 { languages.len() + 1 } else { 0 }, "{path}: {of:?}");
        assert!(of.get("x-default") == of.get(languages[0].code()), "{path}: for everybody else, the first");
        assert_eq!(attrs(&html, "link[type='application/atom+xml']", "href"), ["feed.xml"]);
        pages += 1;
    }
    assert!(pages > 40);
    // Without an address they are relative, and what needs one is left out.
    let bare = built(&[("a.toml", &sound())], &[]);
    assert!(bare["fi/a.html"].contains("hreflang=\"sv\" href=\"../sv/a.html\"") && !bare["fi/a.html"].contains("rel=\"canonical\""));
    assert!(!bare.contains_key("sitemap.xml") && !bare.contains_key("fi/feed.xml") && bare.contains_key("robots.txt"));
    // A page in one language has no other.
    let alone = built(&[("a.toml", &sound_fi())], &[]);
    assert!(!alone["fi/a.html"].contains("hreflang"));
}

#[test]
fn an_address_that_is_none_is_refused() {
    let at = folder(&[("a.toml", &sound_fi())]);
    for wrong in ["pyora.test", "ftp://pyora.test/", "https://", "https://pyora.test/?a=b", "javascript:alert(1)"] {
        run_in(TODAY, at.path(), &["build", "--out", "site", "--base-url", wrong]).refuses(&["--base-url", wrong]);
    }
    assert!(!at.path().join("site").exists());
}

#[test]
fn the_map_holds_every_page_once_with_its_languages() {
    let map = &SITE["sitemap.xml"];
    let locs: Vec<&str> = map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().expect("an end")).collect();
    let wanted: BTreeSet<String> = SITE.keys().filter(|path| is_page(path) && path.contains('/')).map(|path| format!("{BASE}{path}")).collect();
    assert_eq!(locs.iter().map(|l| (*l).to_string()).collect::<BTreeSet<_>>(), wanted);
    assert_eq!(locs.len(), wanted.len());
    let names: BTreeSet<&str> = locs.iter().filter_map(|loc| loc.strip_prefix(BASE)?.split_once('/')).map(|(_, name)| name).collect();
    let of_name = |name: &str| locs.iter().filter(|loc| loc.ends_with(&format!("/{name}"))).count();
    let alone = names.iter().filter(|name| of_name(name) == 1).count();
    assert_eq!(map.matches("hreflang=\"x-default\"").count(), locs.len() - alone);
    assert!(map.contains("<lastmod>2026-10-12</lastmod>"));
    assert!(SITE["robots.txt"].contains(&format!("Sitemap: {BASE}sitemap.xml")));
    // A draft is not for search engines.
    let draft = built(&[("a.toml", &super::with_error()), ("b.toml", &sound_fi())], &["--draft", "--base-url", BASE]);
    assert!(draft["sitemap.xml"].contains("fi/b.html") && !draft["sitemap.xml"].contains("fi/a.html"));
    assert!(!draft["fi/feed.xml"].contains("fi/a.html"));
}

#[test]
fn the_feed_tells_of_changes_latest_first_and_is_as_old_as_the_latest() {
    for lang in Lang::SPOKEN {
        let feed = &SITE[&format!("{lang}/feed.xml")];
        assert!(feed.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""));
        let of = |name: &str| -> Vec<&str> {
            feed.split(&format!("<{name}>")).skip(1).map(|rest| rest.split(&format!("</{name}>")).next().expect("an end")).collect()
        };
        let (ids, updated, entries) = (of("id"), of("updated"), feed.matches("<entry>").count());
        assert!(entries > 17, "{entries}");
        assert_eq!(ids.len(), entries + 1);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
        assert!(ids.iter().all(|id| id.starts_with(BASE)));
        assert!(updated.windows(2).all(|pair| pair[0] >= pair[1]), "the feed's own, then latest first: {updated:?}");
        assert_eq!(updated[0], updated[1]);
        assert_eq!(of("name").len(), entries, "each has an author");
        assert_eq!(feed.matches("<content type=\"text\">").count(), entries);
    }
    assert!(SITE["fi/feed.xml"].contains("Lisäsimme kohdan asiakasryhmistä"));
    assert!(SITE["sv/feed.xml"].contains("Vi lade till en punkt om kundgrupper"));
}

#[test]
fn a_version_leads_to_the_present_one_and_is_listed_there() {
    for lang in Lang::SPOKEN {
        let site = &words(lang).site;
        let old = Html::parse_document(&SITE[&format!("{lang}/003-it-tuki-2009.html")]);
        assert_eq!(attrs(&old, ".newer a", "href"), ["003-it-tuki.html"]);
        assert!(all(&old, ".newer")[0].text().collect::<String>().starts_with(&site.present));
        let new = Html::parse_document(&SITE[&format!("{lang}/003-it-tuki.html")]);
        assert_eq!(attrs(&new, ".versions a", "href"), ["003-it-tuki-2009.html"]);
        assert_eq!(all(&new, ".versions h2")[0].text().collect::<String>(), site.earlier);
        assert!(all(&new, ".versions li")[0].text().collect::<String>().contains("2018"));
    }
    assert!(SITE["fi/003-it-tuki.fragment.html"].contains(&format!("href=\"{BASE}fi/003-it-tuki-2009.html\"")), "a piece links by full addresses");
    let at = folder(&[("a.toml", &with(&sound_fi(), "replaced-by = \"b\""))]);
    run_in(TODAY, at.path(), &["build", "--out", "site"]).refuses(&["a.toml", "replaced by `b`"]);
    assert!(!at.path().join("site").exists());
}

#[test]
fn an_id_keeps_the_address_and_an_earlier_one_leads_on() {
    let notice = with(&sound(), "id = \"asiakkaat\"\nformer-ids = [\"vanha\", \"vanhempi\"]");
    let site = built(&[("mika-vain.toml", &notice)], &["--base-url", BASE]);
    assert!(site.contains_key("fi/asiakkaat.html") && !site.keys().any(|path| path.contains("mika-vain")));
    for (lang, former) in [("fi", "vanha"), ("sv", "vanha"), ("fi", "vanhempi"), ("sv", "vanhempi")] {
        let html = Html::parse_document(&site[&format!("{lang}/{former}.html")]);
        assert!(html.errors.is_empty(), "{:?}", html.errors);
        assert_eq!(attrs(&html, "meta[http-equiv=refresh]", "content"), ["0; url=asiakkaat.html"]);
        assert_eq!(attrs(&html, "main a", "href"), ["asiakkaat.html"], "and a link for whom it does not lead on by itself");
        assert_eq!(attrs(&html, "link[rel=canonical]", "href"), [format!("{BASE}{lang}/asiakkaat.html")]);
        assert_eq!(attrs(&html, "html", "lang"), [lang]);
        assert_eq!(all(&html, "h1").len(), 1);
    }
    assert!(!site["sitemap.xml"].contains("vanha"));
    let other = of_register("Toinen rekisteri", &sound_fi());
    for (a, b, said) in [
        ("id = \"Ä b\"", "", "a.toml:"),
        ("id = \"index\"", "", "a.toml:"),
        ("former-ids = [\"b\"]", "", "earlier address `b`"),
        ("former-ids = [\"x\"]", "former-ids = [\"x\"]", "earlier address `x`"),
        ("id = \"c\"", "id = \"c\"", "would both be published as `c`"),
    ] {
        let at = folder(&[("a.toml", &with(&sound_fi(), a)), ("b.toml", &with(&other, b))]);
        run_in(TODAY, at.path(), &["build", "--out", "site"]).refuses(&[said]);
        assert!(!at.path().join("site").exists(), "{a}");
    }
}

#[test]
fn nothing_there_is_said_in_every_language() {
    let html = Html::parse_document(&SITE["404.html"]);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    assert_eq!(attrs(&html, "main a", "href"), ["fi", "sv", "en"].map(|lang| format!("/tietosuoja/{lang}/index.html")), "whatever address it is shown at");
    assert_eq!(attrs(&html, "section[lang]", "lang"), ["sv", "en"]);
    assert_eq!(attrs(&html, "meta[name=robots]", "content"), ["noindex"]);
    assert_eq!(all(&html, "h1")[0].text().collect::<String>(), words(Lang::FI).site.missing_title);
}

#[test]
fn a_piece_names_and_styles_nothing_but_its_own() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let pieces: Vec<_> = SITE.iter().filter(|(path, _)| path.ends_with(".fragment.html")).collect();
    assert!(pieces.len() > 30);
    for (path, text) in pieces {
        for tag in ["<html", "<head>", "<body", "<!DOCTYPE", "<script", "<link", "<meta"] {
            assert!(!text.contains(tag), "{path}: {tag}");
        }
        let (css, markup) = text.strip_prefix("<style>").and_then(|rest| rest.split_once("</style>\n")).expect("its style sheet, then itself");
        let html = Html::parse_fragment(markup);
        let (lang, name) = path.split_once('/').expect("a folder");
        let scope = format!("seloste-{lang}-{}", name.trim_end_matches(".fragment.html"));
        let outermost = all(&html, "html > *");
        assert_eq!((outermost.len(), outermost[0].value().id()), (1, Some(scope.as_str())), "{path}: one outermost element");
        for id in attrs(&html, "[id]", "id") {
            assert!(id == scope || id.starts_with(&format!("{scope}-")), "{path}: {id}");
            assert_eq!(seen.insert(id.clone(), path.clone()), None, "{id} is in two");
        }
        // Every rule begins with the element; what is left between them is grouping.
        for rule in css.split_inclusive('{').filter(|rule| rule.ends_with('{')) {
            let prelude = rule.trim_end_matches('{').rsplit(['}', '{']).next().unwrap_or_default().trim();
            if prelude.starts_with('@') || prelude.is_empty() {
                continue;
            }
            assert!(prelude.starts_with(&format!("#{scope}#{scope}")), "{path}: {prelude}");
        }
        assert!(!css.contains(":root") && !css.contains("prefers-color-scheme") && !css.contains('\u{1}'));
    }
}

#[test]
fn the_json_beside_a_page_is_its_document() {
    let run = run_in(TODAY, &root(), &["render", "notices/000-huolto.toml", "--lang", "sv", "--format", "json"]).ends(0);
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(read(&SITE["sv/000-huolto.json"]), read(&run.out));
    assert!(SITE["sv/000-huolto.html"].contains("href=\"000-huolto.json\"") && !SITE["sv/000-huolto.html"].contains("fragment.html"));
}

#[test]
fn a_link_that_leads_nowhere_stops_the_build() {
    let at =
        folder(&[("a.toml", &sound_fi()), ("seloste.toml", "[site]\ntemplates = \"pohjat\"\n"), ("pohjat/html/formats.html", "<a href=\"eihan.html\">x</a>")]);
    run_in(TODAY, at.path(), &["build", "--out", "site"]).refuses(&["fi/a.html", "`eihan.html`", "nothing was written"]);
    put(at.path(), "pohjat/html/formats.html", "<a href=\"#eihan\">x</a>");
    run_in(TODAY, at.path(), &["build", "--out", "site"]).refuses(&["fi/a.html", "`#eihan`", "no place"]);
    assert!(!at.path().join("site").exists());
    put(at.path(), "pohjat/html/formats.html", "<a href=\"https://www.pyora.test/\">x</a><a href=\"/\">y</a><a href=\"#main_text\">z</a>");
    let run = run_in(TODAY, at.path(), &["build", "--out", "site", "--external-links"]).ends(0);
    assert!(run.out.contains("https://www.pyora.test/\tfi/a.html\n") && run.out.contains("/\tfi/a.html\n"), "{}", run.out);
    assert!(run.out.lines().all(|line| line.split('\t').count() == 2));
}

#[test]
fn a_main_section_leads_to_the_same_one_in_the_other_languages() {
    let mut seen = 0;
    for (path, text) in SITE.iter().filter(|(path, _)| is_page(path) && path.contains('/') && !path.ends_with("index.html")) {
        let html = Html::parse_document(text);
        let languages = attrs(&html, ".languages a", "href").len();
        for section in all(&html, ".text > section[id]:not(.glossary)") {
            let id = section.value().id().expect("an id");
            let others = attrs(&html, &format!("[id='{id}'] > a"), "href");
            assert!(others.len() < languages.max(1) && others.iter().all(|href| href.ends_with(&format!("#{id}"))), "{path}: {others:?}");
            seen += others.len();
        }
    }
    assert!(seen > 1000, "{seen}");
}

#[test]
fn pages_need_no_other_file() {
    for (path, text) in SITE.iter().filter(|(path, _)| is_page(path)) {
        let html = Html::parse_document(text);
        assert!(all(&html, "link[rel=stylesheet], img[src]:not([src^='data:']), iframe, object").is_empty(), "{path}");
        assert_eq!(all(&html, "style").len(), 1, "{path}");
    }
}

/// A PNG of one grey pixel.
const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\xdach\x00\x00\x00\x82\x00\x81\xdaE\x08;\x00\x00\x00\x00IEND\xaeB`\x82";

#[test]
fn a_look_of_its_own_is_in_every_page_and_asks_nobody() {
    let look = "[project]\nlanguages = [\"fi\", \"sv\"]\n[site]\nlogo = \"kuvat/logo.png\"\nlogo-alt.fi = \"Pyöräpaja\"\nlogo-alt.sv = \"Cykelverkstaden\"\n\
                font = \"'Oma Fontti', sans-serif\"\nheader.fi = \"[Etusivulle](https://www.pyora.test/)\"\nheader.sv = \"[Till startsidan](https://www.pyora.test/sv)\"\n\
                footer = \"<b>Pyörä</b>\"\n[site.colours]\naccent = \"#7a1f5c\"\nbackground = \"#fffefa\"\ntext = \"#201a1e\"\n\
                [[site.fonts]]\nfamily = \"Oma Fontti\"\nfile = \"kuvat/oma.woff2\"\nweight = \"200 900\"\n";
    let at = folder(&[("a.toml", &with(&sound(), "former-ids = [\"vanha\"]")), ("seloste.toml", look)]);
    put(at.path(), "kuvat/logo.png", PNG);
    put(at.path(), "kuvat/oma.woff2", b"wOF2-");
    run_in(TODAY, at.path(), &["build", "--out", "site"]).ends(0);
    let site = texts(&at.path().join("site"));
    assert!(site["fonts/fonts.css"].contains("@font-face { font-family: \"Oma Fontti\"; src: url(\"oma.woff2\") format(\"woff2\"); font-weight: 200 900;"));
    assert!(site.contains_key("fonts/oma.woff2"));
    for (path, alt, link) in [("fi/a.html", "Pyöräpaja", "https://www.pyora.test/"), ("sv/a.html", "Cykelverkstaden", "https://www.pyora.test/sv")] {
        let html = Html::parse_document(&site[path]);
        assert_eq!(attrs(&html, "img.logo", "alt"), [alt]);
        assert!(attrs(&html, "img.logo", "src")[0].starts_with("data:image/png;base64,"));
        assert_eq!(attrs(&html, ".masthead a", "href"), [link]);
        assert!(all(&html, "footer .colophon")[0].text().collect::<String>().contains("<b>Pyörä</b>"), "text, not markup");
        assert_eq!(attrs(&html, "link[rel=stylesheet]", "href"), ["../fonts/fonts.css"]);
        let policy = attrs(&html, "meta[http-equiv=Content-Security-Policy]", "content").pop().expect("a policy");
        assert!(policy.contains("font-src 'self';") && policy.contains("' 'self';"), "{policy}");
        let css: String = all(&html, "style")[0].text().collect();
        assert!(css.contains(":#7a1f5c;") && css.contains(":#fffefa;") && css.contains(":'Oma Fontti',sans-serif"), "{css}");
    }
    // The accent of the day is that of the night, as light as it must be.
    let name = site["fi/a.html"].split(":#7a1f5c;").next().and_then(|before| before.rsplit(['{', ';']).next()).expect("the name of the accent");
    let night = site["fi/a.html"].rsplit("prefers-color-scheme:dark").next().expect("by night");
    let accent = night.split(&format!("{name}:")).nth(1).expect("an accent").split(';').next().expect("an end");
    assert!(accent != "#7a1f5c" && accent.starts_with('#'), "{accent}");
    // Pages that tell where another one is have it too; that of what is not there may be shown at any address, so it names no file.
    for (path, alt, sheets) in [("fi/vanha.html", "Pyöräpaja", 1), ("sv/vanha.html", "Cykelverkstaden", 1), ("404.html", "Pyöräpaja", 0)] {
        let html = Html::parse_document(&site[path]);
        assert_eq!((attrs(&html, "img.logo", "alt"), all(&html, "link[rel=stylesheet]").len()), (vec![alt.to_string()], sheets), "{path}");
        assert!(html.errors.is_empty() && all(&html, "footer .colophon, .masthead a").len() == 2, "{path}");
    }
    // Without a look there is nothing of it.
    let plain = built(&[("a.toml", &sound())], &[]);
    assert!(!plain["fi/a.html"].contains("font-src") && !plain["fi/a.html"].contains("class=\"masthead\"") && !plain.contains_key("fonts/fonts.css"));
}

#[test]
fn a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
    let of = |colours: &str| -> Vec<(String, String)> {
        let at = folder(&[("a.toml", &sound_fi()), ("seloste.toml", colours)]);
        let run = run_in(TODAY, at.path(), &["lint", "--format", "json", "--lang", "en"]);
        let found = run.json()["diagnostics"].as_array().expect("findings").clone();
        let place = |d: &serde_json::Value| {
            format!("{} {} {}:{}", d["code"].as_str().expect("x"), d["key"].as_str().expect("x"), d["span"]["start"]["line"], d["span"]["start"]["column"])
        };
        found.iter().map(|d| (place(d), format!("{} {}", d["message"].as_str().expect("x"), d["help"].as_str().expect("x")))).collect()
    };
    let found = of("[site.colours]\naccent = \"#66bb99\"\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "N027 site.colours.accent 2:10");
    let nearest = found[0].1.split('`').nth(1).expect("the nearest").to_string();
    assert!(found[0].1.contains("#66bb99") && nearest.starts_with('#') && found[0].1.contains(":1 against"), "{found:?}");
    assert!(of(&format!("[site.colours]\naccent = \"{nearest}\"\n")).is_empty(), "what it offers passes");
    assert_eq!(of("[site.colours]\nbackground = \"#808080\"\n")[0].0, "N027 site.colours.background 2:14");
    assert_eq!(of("[site.colours.dark]\ntext = \"#333333\"\n")[0].0, "N027 site.colours.dark.text 2:8");
    assert_eq!(of("[site.colours]\naccent = \"tummanvihreä\"\n")[0].0, "N026 site.colours.accent 2:10");
    assert_eq!(of("[lint]\nselect = [\"W\"]\n[site.colours]\naccent = \"#eeeeee\"\n")[0].0, "N027 site.colours.accent 4:10", "whatever is selected");
    let at = folder(&[("a.toml", &sound_fi()), ("seloste.toml", "[site.colours]\naccent = \"#eeeeee\"\n")]);
    run_in(TODAY, at.path(), &["build", "--out", "site"]).ends(1);
    assert!(!at.path().join("site").exists());
}

#[test]
fn a_logo_or_font_that_is_none_is_refused_at_its_place() {
    for (workspace, file, bytes, said) in [
        ("[site]\nlogo = \"x.svg\"\n", "x.svg", &b"<svg><script>1</script></svg>"[..], "seloste.toml:2:8"),
        ("[site]\nlogo = \"x.svg\"\n", "x.svg", &b"<svg onload=\"x\"/>"[..], "`onload`"),
        ("[site]\nlogo = \"x.png\"\n", "x.png", &b"GIF89a"[..], "PNG or an SVG"),
        ("[site]\nlogo = \"eihan.png\"\n", "x.png", &b""[..], "no such file"),
        ("[site]\nfont = \"x; } body { color: red\"\n", "x", &b""[..], "seloste.toml:2:8"),
        ("[[site.fonts]]\nfamily = \"X\"\nfile = \"x.woff2\"\n", "x.woff2", &b"OTTO"[..], "not a WOFF2"),
        ("[[site.fonts]]\nfamily = \"X\\\"; }\"\nfile = \"x.woff2\"\n", "x.woff2", &b"wOF2"[..], "seloste.toml:2:10"),
    ] {
        let at = folder(&[("a.toml", &sound_fi()), ("seloste.toml", workspace)]);
        put(at.path(), file, bytes);
        run_in(TODAY, at.path(), &["build", "--out", "site"]).refuses(&[said]);
        assert!(!at.path().join("site").exists(), "{workspace}");
    }
}
