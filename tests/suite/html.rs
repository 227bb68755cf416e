//! HTML pages: nothing lost, nothing becomes markup, sound for machines and people.

use crate::sample::{Texts, document, hostile, sample};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};
use seloste::document::{Block, Definition, Document, Fact, Inlines, Labels, Section};
use seloste::lang::Lang;
use seloste::render::clean::clean;
use seloste::render::engine::{BUILT_IN, Engine};
use seloste::render::page::{Address, Alternate, Entry, FormatLink, Group, Index, PageContext, Style};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[]).expect("the built-in templates are sound"));

fn surroundings() -> PageContext {
    let alternate = |lang, label: &str| Alternate {
        lang,
        label: label.to_string(),
        href: Address::path(&format!("../{lang}/asiakkaat.html")),
        places: vec!["contact".to_string()],
    };
    PageContext {
        style: Style::Inline,
        index: Some(Address::path("index.html")),
        alternates: vec![alternate(Lang::FI, "Suomi"), alternate(Lang::SV, "Svenska"), alternate(Lang::EN, "English")],
        formats: vec![FormatLink { label: "PDF".to_string(), href: Address::path("asiakkaat.pdf") }],
        ..PageContext::default()
    }
}

pub(crate) fn page(document: &Document) -> String {
    ENGINE.html_page(document, &surroundings()).expect("a page")
}

pub(crate) fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).collect()
}

/// What the page shows of the document, piece by piece: the layout's own words and numbers left out.
fn shown(html: &Html) -> Vec<String> {
    let main = all(html, "main");
    let mut out = Vec::new();
    collect(main[0], &mut out, &mut String::new());
    out.retain(|text| !text.trim().is_empty());
    out
}

fn collect(element: ElementRef, out: &mut Vec<String>, open: &mut String) {
    let name = element.value().name();
    // What a picture shows stands under it in words.
    // The number of a heading; elsewhere `b` is a label.
    let number =
        name == "b" && element.parent().and_then(ElementRef::wrap).is_some_and(|above| matches!(above.value().name(), "h2" | "h3" | "h4" | "h5" | "h6"));
    let own_words = number
        || matches!(name, "nav" | "svg" | "summary")
        // A link that stands in a section by itself leads to the section in another language.
        || (name == "a" && element.parent().and_then(ElementRef::wrap).is_some_and(|above| above.value().name() == "section"))
        // What the first layer is called.
        || (name == "h2" && element.parent().and_then(ElementRef::wrap).is_some_and(|above| above.value().classes().any(|class| class == "summary")))
        || element.value().classes().any(|class| class == "own")
        || element.value().attr("href").is_some_and(|href| href.starts_with("#u_"));
    if own_words {
        return;
    }
    let is_block = !matches!(name, "em" | "strong" | "b" | "a" | "span" | "code" | "br");
    if is_block {
        out.push(std::mem::take(open));
    }
    let lines = element.value().classes().any(|class| class == "lines");
    for child in element.children() {
        match child.value() {
            Node::Text(text) => open.push_str(text),
            Node::Element(inner) if inner.name() == "br" && lines => out.push(std::mem::take(open)),
            Node::Element(inner) if inner.name() == "br" => open.push(' '),
            Node::Element(_) => collect(ElementRef::wrap(child).expect("an element"), out, open),
            _ => {}
        }
    }
    if is_block {
        out.push(std::mem::take(open));
    }
}

/// The text as written, line ends of the source around it aside; preformatted text line by line.
pub(crate) fn pieces(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let lines = texts.into_iter().flat_map(|text| clean(&text).split('\n').map(|line| line.trim().to_string()).collect::<Vec<_>>());
    lines.filter(|line| !line.is_empty()).collect()
}

/// What a document says on a page, piece by piece: what a picture shows stands there as terms and what is said of each, without a table's caption and head.
pub(crate) fn said_on(document: &Document) -> Vec<String> {
    fn told(section: &mut Section) {
        for block in &mut section.blocks {
            let Block::Flow { flow } = block else { continue };
            for table in &mut flow.tables {
                let Block::Table { head, rows, .. } = table else { panic!("a table of a picture") };
                assert_eq!(head.len(), 2);
                let item = |row: &Vec<Inlines>| Definition { term: row[0].clone(), blocks: vec![Block::Paragraph { text: row[1].clone(), lang: None }] };
                *table = Block::Definitions { items: rows.iter().map(item).collect() };
            }
        }
        section.sections.iter_mut().for_each(told);
    }
    let mut document = document.clone();
    document.sections.iter_mut().for_each(told);
    document.passages()
}

/// What a document's page shows, piece by piece.
pub(crate) fn shown_on(document: &Document) -> Vec<String> {
    let html = Html::parse_document(&page(document));
    assert_eq!(html.errors, Vec::<String>::new());
    numberless(&html)
}

pub(crate) fn numberless(html: &Html) -> Vec<String> {
    let mut shown = shown(html);
    // The heading's number is a span; the space after it is the layout's.
    for text in &mut shown {
        *text = text.trim().to_string();
    }
    pieces(shown)
}

pub(crate) fn elements(html: &Html) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for element in all(html, "*") {
        *out.entry(element.value().name().to_string()).or_insert(0) += 1;
    }
    out
}

#[test]
fn a_page_shows_every_passage_in_order_and_nothing_else() {
    let document = sample();
    let html = Html::parse_document(&page(&document));
    assert_eq!(html.errors, Vec::<String>::new());
    assert_eq!(numberless(&html), pieces(said_on(&document)));
}

#[test]
fn headings_go_down_one_level_at_a_time_and_there_is_one_first() {
    let html = Html::parse_document(&page(&sample()));
    let levels: Vec<u8> = all(&html, "h1, h2, h3, h4, h5, h6").iter().map(|h| h.value().name().as_bytes()[1] - b'0').collect();
    assert_eq!(levels[0], 1);
    assert!(!levels[1..].contains(&1));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(all(&html, "h2 > b").len(), 6);
}

#[test]
fn ids_are_unique_and_every_link_within_the_page_leads_somewhere() {
    let html = Html::parse_document(&page(&sample()));
    let ids: Vec<&str> = all(&html, "[id]").iter().filter_map(|e| e.value().id()).collect();
    let set: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), set.len(), "{ids:?}");
    let inner: Vec<&str> = all(&html, "a[href^='#']").iter().filter_map(|a| a.value().attr("href")).collect();
    assert!(inner.len() > 6);
    for href in inner {
        assert!(set.contains(&href[1..]), "{href}");
    }
    for label in all(&html, "[aria-labelledby]") {
        assert!(set.contains(label.value().attr("aria-labelledby").expect("a label")));
    }
}

#[test]
fn a_page_asks_nobody_for_anything_and_runs_nothing() {
    let html = Html::parse_document(&page(&sample()));
    assert!(all(&html, "script, iframe, object, embed, form, img, base").is_empty());
    for element in all(&html, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}");
            if name == "href" && element.value().name() == "link" {
                assert!(!value.contains("//"), "{value}");
            }
        }
    }
    let css = ENGINE.stylesheet();
    assert!(!css.contains("url(") && !css.contains("@import"));
}

#[test]
fn the_policy_names_exactly_the_style_in_the_page() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let html = Html::parse_document(&page(&sample()));
    let style: String = all(&html, "style")[0].text().collect();
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style.as_bytes()));
    let policy = all(&html, "meta[http-equiv]")[0].value().attr("content").expect("a policy").to_string();
    assert_eq!(policy, format!("default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'"));
    let linked = ENGINE.html_page(&sample(), &PageContext { style: Style::Link(Address::path("seloste.css")), ..surroundings() }).expect("a page");
    assert!(linked.contains("<link rel=\"stylesheet\" href=\"seloste.css\">") && linked.contains("style-src 'self';") && !linked.contains("<style>"));
}

#[test]
fn languages_are_marked_where_they_change() {
    let html = Html::parse_document(&page(&sample()));
    assert_eq!(all(&html, "html")[0].value().attr("lang"), Some("fi"));
    assert_eq!(all(&html, "h3#dpo[lang=sv]").len(), 1);
    assert_eq!(all(&html, "p[lang=sv] span[lang=en]").len(), 1);
    assert_eq!(all(&html, "nav.languages a[aria-current=page][lang=fi]").len(), 1);
}

#[test]
fn a_link_to_a_place_that_is_not_there_is_text() {
    let html = page(&sample());
    assert!(html.contains("<a href=\"#requests\">") && !html.contains("#nowhere") && html.contains("ingenstans"));
}

#[test]
fn two_tables_of_one_name_are_two_regions() {
    let mut document = sample();
    let table = document.sections[3].blocks[0].clone();
    document.sections[3].blocks.push(table);
    let html = Html::parse_document(&page(&document));
    let labels: Vec<&str> = all(&html, ".table").iter().filter_map(|e| e.value().attr("aria-label")).collect();
    assert_eq!(labels, ["Taulukko: Tietoryhmät ja säilytysajat", "Taulukko: Tietoryhmät ja säilytysajat (2)"]);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = page(&sample());
    let again = Engine::new(&[]).expect("templates").html_page(&sample(), &surroundings()).expect("a page");
    assert_eq!(first, again);
}

#[test]
fn nesting_has_no_limit_of_the_templates() {
    let mut document = sample();
    let mut block = Block::paragraph("pohja");
    for _ in 0..60 {
        block = Block::List { start: None, items: vec![vec![Block::Quote { blocks: vec![block] }]] };
    }
    document.sections[0].blocks.push(block);
    assert!(page(&document).contains("<p>pohja</p>"));
}

fn overlay(name: &str, text: &str) -> Vec<(String, String, String)> {
    vec![(name.to_string(), text.to_string(), format!("/koti/{name}"))]
}

#[test]
fn one_file_of_the_users_takes_the_place_of_one_built_in() {
    let engine = Engine::new(&overlay("html/paragraph.html", "<p class=\"oma\">{{ text }}</p>\n")).expect("sound");
    let html = engine.html_page(&sample(), &surroundings()).expect("a page");
    assert!(html.contains("<p class=\"oma\">Emme") || html.contains("<p class=\"oma\">Huollamme"));
    assert!(html.contains("<table>"));
    let own_partial = [overlay("html/lines.html", "{% include \"html/oma.html\" %}"), overlay("html/oma.html", "<p>{{ lines | length }} riviä</p>")].concat();
    assert!(Engine::new(&own_partial).expect("sound").html_page(&sample(), &surroundings()).expect("a page").contains("<p>3 riviä</p>"));
}

#[test]
fn what_is_learnt_of_a_template_is_what_it_writes() {
    // With a remark in it a template is the user's own, and is asked each time.
    let own: Vec<(String, String, String)> = BUILT_IN
        .iter()
        .filter(|(name, _)| name.starts_with("html/") && std::path::Path::new(name).extension().is_some_and(|ending| ending == "html"))
        .map(|(name, text)| ((*name).to_string(), format!("{}{{# own #}}", text.trim_end()), format!("/koti/{name}")))
        .collect();
    let asked = Engine::new(&own).expect("sound");
    let mut document = sample();
    document.sections[0].blocks.push(Block::List { start: None, items: Vec::new() });
    document.sections[0].blocks.push(Block::Lines { lines: vec![vec![]] });
    assert_eq!(asked.html_page(&document, &surroundings()).expect("a page"), page(&document));
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let error = |name: &str, text: &str| Engine::new(&overlay(name, text)).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error("html/quote.html", "<p>\n{% if %}</p>").starts_with("/koti/html/quote.html:2: "), "{}", error("html/quote.html", "<p>\n{% if %}</p>"));
    assert!(error("html/quote.html", "\n\n{{ blocks | nosuch }}").starts_with("/koti/html/quote.html:3: Unknown filter"));
    assert!(error("html/quote.html", "\n{% include \"html/none.html\" %}").starts_with("/koti/html/quote.html:2: Unknown template"));
    assert_eq!(error("pdf/page.html", ""), "/koti/pdf/page.html: a template belongs in `html/` or `markdown/`");
    assert!(error("html/seloste.css", "a{}</style>").starts_with("/koti/html/seloste.css: a style sheet cannot hold"));
    let engine = Engine::new(&overlay("html/quote.html", "<p>\n\n{{ nosuch.thing }}</p>")).expect("found when it is filled");
    let error = engine.html_page(&sample(), &surroundings()).expect_err("an unknown value");
    assert_eq!((error.path.as_str(), error.line), ("/koti/html/quote.html", Some(3)));
}

#[test]
fn the_safe_filter_is_refused() {
    for text in ["{{ text | safe }}", "{{ text |safe}}", "{{text|\n safe }}", "{% filter safe %}{{ text }}{% endfilter %}", "{{ text | upper | safe | lower }}"]
    {
        let error = Engine::new(&overlay("html/code.html", &format!("<p>\n{text}"))).err().expect("refused");
        assert_eq!((error.path.as_str(), error.line), ("/koti/html/code.html", Some(2)), "{text}");
    }
    assert!(Engine::new(&overlay("html/code.html", "{{ text | default(value=\"safe\") }}{% if text %}unsafe | safely{% endif %}")).is_ok());
    for (name, text) in BUILT_IN {
        assert!(!text.contains("| safe") && !text.contains("|safe"), "{name}");
    }
}

#[test]
fn the_index_lists_every_notice() {
    let entry = |title: &str| Entry {
        title: title.to_string(),
        lang: None,
        controller: "Pyörähuolto <Oy>".to_string(),
        href: Address::path("a b/ä:x.html"),
        kind: "Tietosuojaseloste".to_string(),
        updated: Some(Fact { label: "Päivitetty".to_string(), value: "14.3.2025".to_string() }),
        summary: "Lyhyesti.".to_string(),
    };
    let index = Index {
        lang: Lang::FI,
        title: "Tietosuojaselosteet".to_string(),
        description: String::new(),
        intro: vec![Block::paragraph("Täältä löydät selosteet.")],
        groups: vec![Group {
            id: "customers".to_string(),
            title: "Asiakkaat".to_string(),
            text: String::new(),
            entries: vec![entry("Asiakkaat & ystävät"), entry("Uutiskirje")],
        }],
        archive: Some(Group { id: "archive".to_string(), title: "Arkisto".to_string(), text: String::new(), entries: vec![entry("Vanha")] }),
        search: None,
        labels: Labels::default(),
    };
    let html = Html::parse_document(&ENGINE.index_page(&index, &PageContext::default()).expect("a page"));
    let titles: Vec<String> = all(&html, ".entries a").iter().map(|a| a.text().collect()).collect();
    assert_eq!(titles, ["Asiakkaat & ystävät", "Uutiskirje", "Vanha"]);
    assert_eq!(all(&html, ".entries a")[0].value().attr("href"), Some("a%20b/%C3%A4%3Ax.html"));
    assert_eq!(all(&html, "h1, h2").len(), 3);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
}

#[test]
fn an_address_of_the_site_leads_nowhere_else() {
    for (path, address) in
        [("javascript:x", "javascript%3Ax"), ("//host/x", "host/x"), ("../sv/a.html", "../sv/a.html"), ("\\\\host", "%5C%5Chost"), ("a?b#c", "a%3Fb%23c")]
    {
        assert_eq!(Address::path(path).as_str(), address);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_stays_text(texts in hostile()) {
        let cleaned: Vec<String> = texts.iter().map(|text| clean(text).into_owned()).collect();
        let (document, as_shown) = (document(&mut Texts::new(&texts)), document(&mut Texts::new(&cleaned)));
        let html = Html::parse_document(&page(&document));
        prop_assert_eq!(&html.errors, &Vec::<String>::new());
        prop_assert_eq!(numberless(&html), pieces(said_on(&as_shown)));
        let clean_page = elements(&Html::parse_document(&page(&sample())));
        for (name, count) in elements(&html) {
            prop_assert!(count <= clean_page.get(&name).copied().unwrap_or(0), "{} {}", count, name);
        }
        for element in all(&html, "*") {
            for (name, value) in element.value().attrs() {
                prop_assert!(!name.starts_with("on") && name != "style" && name != "src", "{}", name);
                if name == "href" {
                    prop_assert!(!value.trim_start().to_lowercase().starts_with("javascript"), "{}", value);
                }
            }
        }
        prop_assert_eq!(page(&document), page(&document));
    }
}

/// Not a benchmark, only its figure: `cargo test --release -- --ignored --nocapture html::speed`.
#[test]
#[ignore = "measures, asserts nothing"]
#[allow(clippy::print_stderr, reason = "its figure is what it is for")]
fn speed() {
    let mut document = sample();
    let blocks = || (0..12).map(|n| Block::paragraph(format!("Kappale {n}: tavallista selostetekstiä."))).collect::<Vec<_>>();
    for section in &mut document.sections {
        section.blocks.extend(blocks());
    }
    let context = PageContext { style: Style::Link(Address::path("seloste.css")), ..surroundings() };
    let rounds = 2000;
    let figure = |label: &str, run: &dyn Fn() -> usize| {
        let start = std::time::Instant::now();
        let bytes: usize = (0..rounds).map(|_| run()).sum();
        eprintln!("{label}: {:?} a page, {} bytes", start.elapsed() / rounds, bytes / rounds as usize);
    };
    let text: usize = document.passages().iter().map(String::len).sum();
    eprintln!("{text} bytes of text, {} passages", document.passages().len());
    figure("html", &|| ENGINE.html_page(&document, &context).map_or(0, |page| page.len()));
    figure("html, style inside", &|| ENGINE.html_page(&document, &surroundings()).map_or(0, |page| page.len()));
    figure("markdown", &|| ENGINE.markdown(&document, &[]).map_or(0, |page| page.len()));
    figure("templates", &|| Engine::new(&[]).map_or(0, |engine| engine.stylesheet().len()));
}

/// Writes the sample for eyes and for page checkers: `SELOSTE_SAMPLE=/tmp/x cargo test -- --ignored html::write_sample`.
#[test]
#[ignore = "writes files where SELOSTE_SAMPLE says"]
fn write_sample() {
    let Ok(folder) = std::env::var("SELOSTE_SAMPLE") else { return };
    let write = |name: &str, text: &str| std::fs::write(format!("{folder}/{name}"), text).expect("a writable folder");
    write("page.html", &page(&sample()));
    write("alone.html", &ENGINE.html_page(&sample(), &PageContext::default()).expect("a page"));
    write("linked.html", &ENGINE.html_page(&sample(), &PageContext { style: Style::Link(Address::path("seloste.css")), ..surroundings() }).expect("a page"));
    write("seloste.css", ENGINE.stylesheet());
    write("page.md", &ENGINE.markdown(&sample(), &surroundings().alternates).expect("a page"));
    let entry = |title: &str, summary: &str| Entry {
        title: title.to_string(),
        lang: None,
        controller: "Suonenjoen Pyörähuolto Oy".to_string(),
        href: Address::path("page.html"),
        kind: "Tietosuojaseloste".to_string(),
        updated: Some(Fact { label: "Päivitetty".to_string(), value: "14.3.2025".to_string() }),
        summary: summary.to_string(),
    };
    let index = Index {
        lang: Lang::FI,
        title: "Tietosuojaselosteet".to_string(),
        description: "Suonenjoen Pyörähuollon selosteet".to_string(),
        intro: vec![Block::paragraph("Täältä löydät kaikki rekisterimme ja sen, miten käsittelemme niiden tietoja.")],
        groups: vec![
            Group {
                id: "customers".to_string(),
                title: "Asiakkaat".to_string(),
                text: String::new(),
                entries: vec![
                    entry("Asiakas- ja kanta-asiakasrekisteri", "Huollamme pyöriä ja myymme varaosia."),
                    entry("Uutiskirje", "Lähetämme uutisia niille, jotka niitä pyytävät."),
                ],
            },
            Group { id: "employees".to_string(), title: "Henkilöstö".to_string(), text: String::new(), entries: vec![entry("Työnhakijat", "")] },
        ],
        archive: Some(Group {
            id: "archive".to_string(),
            title: "Eivät enää käytössä".to_string(),
            text: String::new(),
            entries: vec![entry("Kilpailut 2019", "")],
        }),
        search: None,
        labels: sample().labels,
    };
    let context = PageContext { index: None, ..surroundings() };
    write("index.html", &ENGINE.index_page(&index, &context).expect("a page"));
}
