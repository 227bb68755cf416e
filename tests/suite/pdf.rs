//! PDF: read back through its own structure, it says what the document says, to everyone and always the same.

mod reader;

use crate::paged::{random, spaced};
use crate::sample;
use proptest::prelude::*;
use reader::{Element, Item, Read, read};
use regex::Regex;
use seloste::day::Day;
use seloste::document::{Block, Document, Flow, Inline, Section};
use seloste::lang::Lang;
use seloste::render::paged::PaperStyle;
use seloste::render::pdf::{Dress, Logo, pdf};

fn paper() -> PaperStyle {
    PaperStyle::standard().expect("the embedded style")
}

fn made(document: &Document) -> Vec<u8> {
    pdf(document, &paper(), &Dress { date: Day::new(2025, 3, 14), ..Dress::default() }).expect("a PDF")
}

fn pages(document: &Document) -> Read {
    read(made(document))
}

/// A document with nothing but these blocks in a section.
fn of(blocks: Vec<Block>) -> Document {
    let mut document = sample::sample();
    document.sections.truncate(1);
    document.sections[0].blocks = blocks;
    document
}

/// The text of an element as a reader hears it: hyphens at the end of a line are none, nor are the numbers of links.
fn heard(text: &str) -> String {
    let notes = Regex::new(r"[ \u{a0}]\[\d+\]").expect("a pattern");
    spaced(&notes.replace_all(text, ""))
}

/// A text as it may be printed: without what is no character or of private use.
fn printed(text: &str) -> String {
    let refused = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
            || seloste::document::is_bidi(c)
            || matches!(c, '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..)
            || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
    };
    heard(&text.chars().map(|c| if refused(c) { '\u{fffd}' } else { c }).collect::<String>())
}

/// The document without the tables of its picture, which is drawn.
fn without_tables(document: &Document) -> Document {
    fn bare(section: &mut Section) {
        for block in &mut section.blocks {
            if let Block::Flow { flow } = block {
                flow.tables.clear();
            }
        }
        section.sections.iter_mut().for_each(bare);
    }
    let mut document = document.clone();
    document.sections.iter_mut().for_each(bare);
    document
}

/// The picture of the data flow, where the document has one.
fn flow(sections: &[Section]) -> Option<&Flow> {
    sections.iter().find_map(|section| {
        let own = section.blocks.iter().find_map(|block| if let Block::Flow { flow } = block { Some(&**flow) } else { None });
        own.or_else(|| flow(&section.sections))
    })
}

/// Every passage of the document is in the structure, in order.
fn check_said(document: &Document, read: &Read) {
    let leaves: Vec<String> = read.tree.leaves().iter().map(|text| heard(text)).collect();
    let mut at = 0;
    for passage in without_tables(document).passages() {
        let passage = printed(&passage);
        if passage.is_empty() {
            continue;
        }
        let found =
            leaves[at..].iter().position(|leaf| leaf.contains(&passage)).map(|n| at + n).or_else(|| leaves.iter().position(|leaf| leaf.contains(&passage)));
        at = at.max(found.unwrap_or_else(|| panic!("{passage:?} is not in {leaves:#?}")));
    }
}

#[test]
fn both_standards_are_claimed_with_title_language_and_date() {
    let document = sample::sample();
    let read = pages(&document);
    for claim in ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "2025-03-14T00:00:00"] {
        assert!(read.xmp.contains(claim), "{claim}: {}", read.xmp);
    }
    assert_eq!(read.lang, "fi");
    assert_eq!(read.info["title"], "Tietosuojaseloste: Asiakas- ja kanta-asiakasrekisteri");
    assert_eq!((read.info["author"].as_str(), read.info["subject"].as_str()), (document.controller.as_str(), document.description.as_str()));
    for (lang, code) in [(Lang::SV, "sv"), (Lang::EN, "en")] {
        assert_eq!(pages(&Document { lang, ..document.clone() }).lang, code);
    }
}

#[test]
fn the_structure_says_what_the_document_says() {
    let document = sample::sample();
    let read = pages(&document);
    check_said(&document, &read);
    // Decoration is on every page but in no part.
    assert!(read.pages.len() > 1);
    for (n, page) in read.pages.iter().enumerate() {
        assert!(page.decoration.contains(&format!("Sivu {}/{}", n + 1, read.pages.len())), "{}", page.decoration);
        assert_eq!(page.decoration.contains(&document.controller), n > 0);
    }
    assert!(!read.tree.text().contains("Sivu 1/"));
}

#[test]
fn headings_make_an_outline_without_gaps_and_bookmarks_lead_to_them() {
    let document = sample::sample();
    let read = pages(&document);
    let headings: Vec<&Element> = read.tree.all().into_iter().filter(|e| e.role.len() == 2 && e.role.starts_with('H')).collect();
    assert_eq!((headings[0].role.as_str(), heard(&headings[0].text())), ("H1", document.title.clone()));
    let levels: Vec<u32> = headings.iter().map(|h| h.role[1..].parse().expect("a level")).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    for heading in &headings {
        assert!(!heard(&heading.text()).trim().is_empty() && heading.title.is_none(), "a heading says its title once: {heading:?}");
    }
    fn sections<'d>(all: &'d [seloste::document::Section], depth: usize, out: &mut Vec<(usize, &'d seloste::document::Section)>) {
        for section in all {
            out.push((depth, section));
            sections(&section.sections, depth + 1, out);
        }
    }
    let mut wanted = Vec::new();
    sections(&document.sections, 0, &mut wanted);
    assert_eq!(read.bookmarks.len(), wanted.len());
    for (bookmark, (depth, section)) in read.bookmarks.iter().zip(wanted) {
        assert_eq!((bookmark.depth, bookmark.title.clone()), (depth, format!("{} {}", section.number.as_deref().unwrap_or_default(), section.title)));
        assert!(heard(&read.pages[bookmark.page].drawn).contains(&section.title), "{} is not on page {}", section.title, bookmark.page + 1);
    }
}

#[test]
fn the_contents_list_leads_to_the_pages_it_names() {
    let mut document = sample::sample();
    // Enough text that the pages differ.
    document.sections.iter_mut().for_each(|section| section.blocks.extend((0..14).map(|_| Block::paragraph("Sanoja, jotka täyttävät sivun. ".repeat(12)))));
    let read = pages(&document);
    let lists = read.tree.with_role("TOC");
    let entries = lists[0].with_role("TOCI");
    assert_eq!(entries.len(), document.sections.len());
    let mut seen = std::collections::BTreeSet::new();
    for (entry, section) in entries.iter().zip(&document.sections) {
        let text = heard(&entry.text());
        let (_, number) = text.rsplit_once(' ').expect("a page number after a space");
        let links = entry.links();
        assert_eq!(links.len(), 1, "{text}");
        let (page, _) = links[0].place.expect("a place in the document");
        assert_eq!(number, (page + 1).to_string(), "{text}");
        assert!(text.contains(&section.title) && heard(&read.pages[page].drawn).contains(&section.title), "{text}");
        assert!(links[0].says.contains(&section.title));
        seen.insert(page);
        assert_eq!(entry.children().map(|child| child.role.as_str()).collect::<Vec<_>>(), ["Reference"]);
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn tables_have_heads_with_their_scope_and_even_rows() {
    let cell = |text: &str| vec![Inline::text(text)];
    let rows: Vec<_> = (0..120).map(|n| vec![cell(&format!("Ryhmä {n}")), cell("nimi, osoite ja puhelinnumero"), cell("6 vuotta")]).collect();
    let document = of(vec![Block::Table { caption: "Mitä ja kauanko".into(), head: vec!["Ryhmä".into(), "Tiedot".into(), "Säilytys".into()], rows }]);
    let read = pages(&document);
    let tables = read.tree.with_role("Table");
    let [table] = tables[..] else { panic!("one table") };
    assert_eq!(table.children().map(|child| child.role.as_str()).collect::<Vec<_>>(), ["Caption", "THead", "TBody"]);
    let all = table.with_role("TR");
    assert_eq!(all.len(), 121, "heads that are printed again are no part of the structure");
    for (n, row) in all.iter().enumerate() {
        let cells: Vec<(&str, Option<&str>)> = row.children().map(|cell| (cell.role.as_str(), cell.scope.as_deref())).collect();
        let wanted = if n == 0 { vec![("TH", Some("Column")); 3] } else { vec![("TH", Some("Row")), ("TD", None), ("TD", None)] };
        assert_eq!(cells, wanted);
    }
    assert!(read.pages.len() > 2);
    for page in &read.pages[1..read.pages.len() - 1] {
        assert!(page.decoration.contains("Tiedot") && page.decoration.contains("Säilytys"), "heads are printed again: {}", page.decoration);
    }
    // Cells that are missing or empty leave no hole.
    let holes = of(vec![Block::Table {
        caption: String::new(),
        head: vec!["A".into(), "B".into(), "C".into()],
        rows: vec![vec![cell("yksi")], vec![cell(""), cell("kaksi"), cell("")], vec![]],
    }]);
    let holes = pages(&holes).tree;
    let widths: Vec<usize> = holes.with_role("TR").iter().map(|row| row.children().count()).collect();
    assert_eq!(widths, [3, 3, 3, 3]);
}

#[test]
fn lists_and_terms_have_labels_and_bodies() {
    let read = pages(&sample::sample());
    let items = read.tree.with_role("LI");
    assert!(items.len() > 10);
    for item in items {
        let roles: Vec<&str> = item.children().map(|child| child.role.as_str()).collect();
        assert_eq!(roles, ["Lbl", "LBody"], "{}", item.text());
    }
    let says = |label: &str, text: &str| {
        read.tree.with_role("LI").iter().any(|item| {
            let parts: Vec<&Element> = item.children().collect();
            heard(&parts[0].text()).trim() == label && heard(&parts[1].text()).contains(text)
        })
    };
    assert!(says("2.", "Kirjanpito") && says("7.", "Takuuasiat") && says("•", "Kerro siitä meille.") && says("–", "laskut"));
    assert!(says("Käsittelijä", "palvelinkeskus") && says("Versio:", "2.1") && says("[1]", "https://tietosuoja.fi"));
    // A row of a card is one line: its label, then what it says; what takes more than a paragraph follows its label.
    let rows: Vec<String> = read.tree.with_role("P").iter().map(|row| heard(&row.text())).collect();
    assert!(rows.iter().any(|row| row.starts_with("Oikeusperuste Sopimus")), "{rows:?}");
}

#[test]
fn links_say_where_they_lead_and_lead_there() {
    let read = pages(&sample::sample());
    let links = read.tree.links();
    let to = |address: &str| links.iter().find(|link| link.address.as_deref() == Some(address)).unwrap_or_else(|| panic!("no link to {address}"));
    assert!(to("https://tietosuoja.fi/sv/sok(1)?a=b&copy=c").says.starts_with("Dataombudsmannens sidor"));
    assert_eq!(to("mailto:asiakas@pyora.example").says, "asiakas@pyora.example");
    assert!(links.iter().all(|link| !link.says.trim().is_empty() && link.address.is_some() != link.place.is_some()));
    // A link to nowhere is text; one to a section leads there.
    assert!(links.iter().all(|link| link.says != "ingenstans"));
    let inside = links.iter().find(|link| link.says == "begäran").expect("the link to a section");
    let place = inside.place.expect("a place");
    assert!(heard(&read.pages[place.0].drawn).contains("2.2 Pyynnöt"));
}

#[test]
fn passages_in_other_languages_say_so() {
    let read = pages(&sample::sample());
    fn walk(element: &Element, lang: &str, out: &mut Vec<(String, String)>) {
        let lang = element.lang.as_deref().unwrap_or(lang);
        for item in &element.items {
            match item {
                Item::Text(text) => out.push((lang.to_string(), heard(text))),
                Item::Element(inner) => walk(inner, lang, out),
                Item::Link(_) => {}
            }
        }
    }
    let mut said = Vec::new();
    walk(&read.tree, "fi", &mut said);
    let lang = |text: &str| said.iter().find(|(_, said)| said.contains(text)).unwrap_or_else(|| panic!("no {text}")).0.clone();
    assert_eq!(lang("Dataskyddsombud"), "sv", "a heading");
    assert_eq!(lang("svarar"), "sv", "a paragraph");
    assert_eq!(lang("the officer"), "en", "a stretch of a line");
    assert_eq!(lang("Detta stycke"), "sv");
    assert_eq!(lang("Kirjanpito"), "fi");
    assert_eq!(read.tree.children().next().and_then(|document| document.lang.clone()).as_deref(), Some("fi"), "the document itself");
}

#[test]
fn words_are_kerned_joined_and_hyphenated() {
    // Lines that begin at other places are broken at other places.
    let text = "Tarkoituksenmukaisuusharkinta ja henkilötietojenkäsittelytoimenpiteet Vantaan Tavaratalossa: fiksu offline-affiniteetti. ".repeat(8);
    let document = of((0..9).map(|n| Block::paragraph(format!("{}{text}", "Siis ".repeat(n)))).collect());
    let read = pages(&document);
    check_said(&document, &read);
    let drawn = &read.pages.iter().map(|page| page.drawn.as_str()).collect::<String>();
    assert!(drawn.contains('\u{ad}'), "a hyphen at the end of a line is a soft one: {drawn}");
    let raw = made(&of(vec![Block::paragraph("AVAVAVAV")]));
    assert!(raw.len() < made(&of(vec![Block::paragraph("AVAVAVAV"), Block::paragraph("Wxyzq 0123")])).len());
}

#[test]
fn what_no_font_has_is_seen_and_said() {
    let texts = ["漢字かな", "สวัสดี", "שלום", "😀 ja 👩‍👧", "∮ ⸻ ℵ", "\u{e000}\u{f8ff}", "a\u{301}\u{320}\u{36f}", "\u{feff}\u{fffe}\u{10ffff}"];
    for text in texts {
        let document = of(vec![Block::paragraph(text), Block::paragraph("jatkuu")]);
        let read = pages(&document);
        let said = read.tree.text();
        // Of private use and none at all: no reader could say them.
        let kept: String = printed(text).chars().filter(|c| *c != '\u{fffd}' && !c.is_whitespace()).collect();
        let bare: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(bare.contains(&kept), "{text:?}: {said:?}");
        assert!(said.contains("jatkuu"));
    }
}

#[test]
fn letters_after_a_script_that_runs_to_the_left_keep_their_order() {
    for text in ["\u{1ee47}Asiakas", "שAsiakas", "عAsiakas 12", "Asiakasש12", "a*\u{1ee5f}) ;", "ש(a)[b]"] {
        let read = pages(&of(vec![Block::paragraph(text)]));
        assert!(read.tree.leaves().iter().any(|leaf| heard(leaf) == text), "{text:?}: {}", read.tree.text());
    }
}

#[test]
fn code_that_goes_on_in_the_next_line_keeps_its_space() {
    let command = "seloste build notices --out public --format html,pdf ".repeat(6);
    let document = of(vec![Block::Paragraph { text: vec![Inline::text("Aja "), Inline::Code { text: command.trim().to_string() }], lang: None }]);
    check_said(&document, &pages(&document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::sample();
    let first = made(&document);
    assert_eq!(first, made(&document));
    let threads: Vec<_> = (0..3)
        .map(|n| {
            let document = document.clone();
            // What a thread has shaped before changes nothing.
            std::thread::spawn(move || {
                (0..n).for_each(|_| drop(made(&of(vec![Block::paragraph("muuta")]))));
                made(&document)
            })
        })
        .collect();
    for thread in threads {
        assert!(thread.join().expect("a thread") == first);
    }
    assert!(first != pdf(&document, &paper(), &Dress { date: Day::new(2025, 3, 15), ..Dress::default() }).expect("a PDF"), "the date is of the notice");
}

#[test]
fn a_document_of_nothing_is_a_page() {
    let empty = crate::paged::sample::empty();
    let read = pages(&empty);
    assert_eq!(read.pages.len(), 1);
    assert_eq!(read.info["title"], "-");
    let undated = pdf(&empty, &paper(), &Dress::default()).expect("a PDF");
    assert!(reader::read(undated).xmp.contains("2018-05-25"));
}

#[test]
fn a_logo_is_a_figure_with_its_name_and_loads_nothing() {
    let logo = |bytes: &[u8]| Dress { logo: Some(Logo { bytes: bytes.into(), alt: "Pyörähuolto".to_string() }), ..Dress::default() };
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="20">
        <image xlink:href="/etc/hostname" width="5" height="5"/><image xlink:href="http://a.example/x.png" width="5" height="5"/>
        <g opacity="0.5"><rect width="80" height="20" fill="#0a5a52" stroke="red"/></g><path d="M0 0L9 9Q3 3 4 4C1 1 2 2 3 3Z"/></svg>"##;
    // One point of colour.
    let png = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\
        \x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xe0\x8a\x0a\x02\x00\x01\x28\x00\xb7\x4b\xb5\x7d\x4b\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
    let document = sample::sample();
    for bytes in [&svg[..], &png[..]] {
        let read = read(pdf(&document, &paper(), &logo(bytes)).expect("a PDF"));
        let figures = read.tree.with_role("Figure");
        assert_eq!(figures.len(), 1);
        assert_eq!(figures[0].alt.as_deref(), Some("Pyörähuolto"));
        check_said(&document, &read);
    }
    let fault = pdf(&document, &paper(), &logo(b"GIF89a")).expect_err("no logo");
    assert!(fault.path == "logo" && fault.message.contains("PNG, JPEG or SVG"), "{}", fault.message);
}

/// What a PDF weighs at most, without a logo.
const MOST: usize = 60_000;

#[test]
fn notices_are_small_and_whole() {
    let all = crate::passages::documents();
    assert!(all.len() > 40);
    // The longest of them among others.
    let longest = all.iter().max_by_key(|(_, _, document)| document.passages().iter().map(String::len).sum::<usize>());
    for (name, _, document) in all.iter().step_by(6).chain(longest) {
        let bytes = made(document);
        let read = read(bytes.clone());
        check_said(document, &read);
        assert!(bytes.len() < MOST, "{name}: {} bytes on {} pages", bytes.len(), read.pages.len());
    }
}

#[test]
fn the_flow_is_a_picture_that_says_what_it_shows() {
    let all = crate::passages::documents();
    let mut seen = 0;
    for (name, lang, document) in all.iter().step_by(5) {
        let Some(flow) = flow(&document.sections) else { continue };
        let read = pages(document);
        let figures = read.tree.with_role("Figure");
        let [figure] = figures[..] else { panic!("{name}: {} figures", figures.len()) };
        assert_eq!(figure.alt.as_deref(), Some(flow.alternative().as_str()), "{name} {lang:?}");
        // The boxes say their names in the picture itself, in letters that are read.
        let drawn = heard(&figure.text());
        for node in flow.nodes() {
            let first = node.label.split([' ', '-']).next().unwrap_or_default();
            let bare = |text: &str| text.replace([' ', '-', '\u{ad}', '\u{a0}'], "");
            assert!(bare(&drawn).contains(&bare(first)), "{name}: {} is not in {drawn:?}", node.label);
        }
        seen += 1;
    }
    assert!(seen > 4, "{seen} pictures");
}

#[test]
fn faults_of_the_paper_are_named_with_their_line() {
    let fault = |text: &str| {
        let error = PaperStyle::from_toml(text).expect_err("a fault");
        (error.line, error.message)
    };
    assert_eq!(fault("rows = 50\n[pdf]\npaper = [20, 297]\n").0, Some(3));
    assert_eq!(fault("[pdf.faces]\ntitle = [24, 29]\nbody = [11, 9]\n").0, Some(3));
    assert_eq!(fault("[pdf.colors]\nink = \"black\"\n"), (Some(2), "`black` is not a colour such as `#0a5a52`".to_string()));
    assert_eq!(fault("[pdf.layout.margins]\nleft = 70\nright = 30\n").0, Some(2));
    assert_eq!(fault("[pdf]\nmargin = 3\n").0, Some(2));
    assert_eq!(fault("pdf = 1\n").0, Some(1));
    let own = PaperStyle::from_toml("[pdf.colors]\naccent = \"#123456\"\n[pdf.layout]\nmeasure = 50\n").expect("a style");
    assert_eq!((own.layout.measure, own.colors.ink), (50, paper().colors.ink));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_is_a_conforming_pdf(document in random::document()) {
        // Whatever it holds: the writer itself refuses what neither standard allows.
        let read = pages(&document);
        prop_assert!(!read.pages.is_empty());
    }

    #[test]
    fn hostile_texts_stay_texts(texts in sample::hostile()) {
        let document = sample::document(&mut sample::Texts::new(&texts));
        let read = pages(&document);
        prop_assert!(read.tree.links().iter().all(|link| link.address.as_deref().is_none_or(|to| ["https:", "http:", "mailto:", "tel:"].iter().any(|ok| to.starts_with(ok)))));
        check_said(&document, &read);
    }
}
