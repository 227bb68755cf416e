//! Published notices are taken in without losing a word: in every layout, from every format, back from our own pages, and whatever the bytes.

use crate::patch::root;
#[path = "../import/mod.rs"]
mod cases;

use cases::score::{self, plain};
use proptest::prelude::*;
use seloste::desk::{auditing, publishing};
use seloste::document::{Document, Section};
use seloste::import::{self, Format, limit::Refusal};
use seloste::render::page::PageContext;
use seloste::render::text;
use seloste::{day::Day, project};
use std::collections::BTreeSet;

fn today() -> Day {
    Day::new(2026, 11, 21).expect("a day")
}

#[test]
fn every_layout_keeps_every_sentence() {
    let of = |folder: &str| cases::samples(&root().join("tests/import").join(folder));
    let (known, fresh, unseen) = (of("content"), of("fresh"), of("unseen"));
    assert!(known.len() >= 40, "{}", known.len());
    let mut wrong = Vec::new();
    let (mut topics, mut facts, mut verdicts) = (score::Count::default(), score::Count::default(), score::Count::default());
    for (number, sample) in known.iter().chain(&fresh).chain(&unseen).enumerate() {
        let score = score::of(sample);
        wrong.extend(score.lost.iter().map(|lost| format!("{}: lost: {lost}", sample.name)));
        wrong.extend(score.doubled.iter().map(|doubled| format!("{}: twice: {doubled}", sample.name)));
        // How well the others are judged is told in docs/accuracy.md; of their words none is lost either.
        if number < known.len() {
            topics.add(score.topics);
            facts.add(score.facts);
            verdicts.add(score.verdicts);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    for (name, count, least) in [("topics", topics, 0.92), ("facts", facts, 0.9), ("gaps", verdicts, 0.97)] {
        assert!(count.precision() >= least && count.recall() >= least, "{name}: precision {:.3}, recall {:.3}", count.precision(), count.recall());
    }
}

/// Titles of the sections of a text of ours, in order.
fn titles(text: &str) -> Vec<String> {
    let imported = import::import("x.txt", text.as_bytes(), Some(Format::Text)).expect("text");
    imported.outline.iter().filter(|section| !section.heading.is_empty()).map(|section| section.title.clone()).collect()
}

#[test]
fn headings_without_empty_lines_are_told_from_what_is_around_them() {
    // What a line is about is not needed where it stands between sentences, has no end and is like the other headings.
    let text = "Tietosuojaseloste\nRekisterinpitäjä\nKuusikon Kutomo Oy\nKutojankuja 3\n00996 Helsinki\nKäsittelyn tarkoitus\nKäytämme tietoja tilausten \
                toimittamiseen.\nLangat ja mallit\nTallennamme tilaamasi langat kahdeksi vuodeksi.\nTietolähteet\nSaamme tiedot sinulta.\nTietojen \
                säilytysaika\nPoistamme tiedot kahden vuoden kuluttua.\nRekisteröidyn oikeudet\nVoit pyytää tietosi ja niiden oikaisua.\n";
    let wanted = [
        "Tietosuojaseloste",
        "Rekisterinpitäjä",
        "Käsittelyn tarkoitus",
        "Langat ja mallit",
        "Tietolähteet",
        "Tietojen säilytysaika",
        "Rekisteröidyn oikeudet",
    ];
    assert_eq!(titles(text), wanted);
    // A list without marks is no row of headings.
    let listed = text.replace("sinulta.\n", "sinulta:\nNimi\nOsoite\nPuhelinnumero\n");
    let found = titles(&listed);
    assert!(found.contains(&"Tietolähteet".to_string()) && found.contains(&"Tietojen säilytysaika".to_string()), "{found:?}");
    assert!(!["Nimi", "Osoite", "Puhelinnumero"].iter().any(|item| found.contains(&(*item).to_string())), "{found:?}");
    // An address in lower case below a heading does not go on with it.
    let mailed = text.replace("Käsittelyn tarkoitus\n", "Tietosuojavastaava\ntietosuoja@kutomo.example\nKäsittelyn tarkoitus\n");
    assert!(titles(&mailed).contains(&"Tietosuojavastaava".to_string()), "{:?}", titles(&mailed));
}

#[test]
fn a_full_line_is_no_heading() {
    // Every second line begins with a capital and ends with no mark, because it was full.
    let text = "Privacy notice\nController\nFernhill Bakery Oy\nPurpose of processing\nWe use the data of people who order bread and cakes from the shop in\nHelsinki and from \
                our market stall, so that every order reaches the\nRight to object is told of below, and orders are kept until the day they\nare fetched.\nSources of \
                data\nWe receive the data from you when you order, and from the shop of the\nData Protection Bakery next door, which takes orders for us when we \
                are\nclosed.\nRetention\nOrders are deleted after two years. Receipts are kept for six years as\nAccounting Act says.\n";
    assert_eq!(titles(text), ["Privacy notice", "Controller", "Purpose of processing", "Sources of data", "Retention"]);
    // A heading that fills its line goes on below.
    let long = text.replace("Sources of data\n", "Regular sources of the personal data of customers, visitors and other\npeople\n");
    assert!(titles(&long).contains(&"Regular sources of the personal data of customers, visitors and other people".to_string()), "{:?}", titles(&long));
    // In a narrow column it goes on sooner.
    let narrow = text.replace("Sources of data\n", "Regular sources\nof personal data\n");
    assert!(titles(&narrow).contains(&"Regular sources of personal data".to_string()), "{:?}", titles(&narrow));
}

/// The text of each block of a page's main part.
fn blocks(page: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(page);
    let select = |what: &str| scraper::Selector::parse(what).expect("a selector");
    let wanted = select("main p, main li, main dd, main td, main h2, main h3, main h4");
    html.select(&wanted)
        .filter(|block| !block.ancestors().any(|above| above.value().as_element().is_some_and(|above| above.name() == "nav")))
        // What stands in elements that are no part of a line is a line of its own: an address has one for each of its parts.
        .flat_map(|block| lines(block).split('\n').map(str::to_string).collect::<Vec<_>>())
        .collect()
}

/// The text of an element, with a line end wherever a browser begins a new line.
fn lines(of: scraper::ElementRef<'_>) -> String {
    const IN_LINE: [&str; 12] = ["a", "abbr", "b", "bdi", "code", "dfn", "em", "i", "span", "strong", "time", "wbr"];
    let mut out = String::new();
    for child in of.children() {
        if let Some(text) = child.value().as_text() {
            out.push_str(text);
        } else if let Some(element) = scraper::ElementRef::wrap(child) {
            let end = if IN_LINE.contains(&element.value().name()) { "" } else { "\n" };
            out.push_str(&format!("{end}{}{end}", lines(element)));
        }
    }
    out
}

/// Main headings of a document with their topics. The picture of the data flow is no topic of a notice, and what a free section is about, its author
/// knows better than its heading.
fn headed(sections: &[Section], notice: &str) -> Vec<(String, String)> {
    let own = |section: &&Section| section.topic != "flow" && !notice.contains(&format!("\"{}\"", section.title));
    sections.iter().filter(own).map(|section| (plain(&section.title), section.topic.clone())).collect()
}

/// Headings that came back under another topic than the document has them.
fn astray(name: &str, imported: &import::Imported, document: &Document, written: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (title, topic) in headed(&document.sections, written) {
        let own = imported.outline.iter().filter(|section| plain(&section.title) == title);
        if !own.clone().any(|section| section.topics.contains(&topic)) {
            let topics: Vec<_> = own.map(|section| section.topics.join(", ")).collect();
            wrong.push(format!("{name}: topics of ”{title}”: {topics:?}, not {topic}"));
        }
    }
    wrong
}

/// What came back, without the marks of TOML and `CommonMark`.
fn said(imported: &import::Imported) -> String {
    plain(&imported.written.toml.replace("\\\n", "\n").replace('\\', ""))
}

#[test]
fn our_own_pages_come_back() {
    let found = project::read(&[root().join("notices")]).expect("our notices");
    let mut wrong = Vec::new();
    for file in found.notices.iter().filter(|file| !file.path.to_string_lossy().contains("archive")) {
        let written = std::fs::read_to_string(&file.path).expect("the notice");
        let (engine, style) = (publishing::engine(&file.workspace, Vec::new()), publishing::style(&file.workspace, &[], None, None));
        let (engine, style) = (engine.expect("our templates"), style.expect("our page style"));
        let lexicon = seloste::document::Lexicon::default();
        for lang in publishing::languages(file, &lexicon) {
            let document = publishing::document(file, &lexicon, lang, false).expect("a document");
            let page = engine.html_page(&document, &PageContext::default()).expect("a page");
            let markdown = engine.markdown(&document, &[]).expect("Markdown");
            let text = text::text(&document, &style);
            for (format, bytes) in [("html", &page), ("md", &markdown), ("txt", &text)] {
                let name = format!("{}.{lang}.{format}", file.path.file_stem().expect("a name").to_string_lossy());
                let imported = import::import(&name, bytes.as_bytes(), None).expect("it is taken in");
                let reading = seloste::notice::read(&imported.written.toml, None);
                assert!(!reading.broken, "{name}: {:?}", reading.faults);
                wrong.extend(astray(&name, &imported, &document, &written));
                let toml = said(&imported);
                // Figures and columns of a table are set anew on a page of text: there whole sentences are asked for.
                let source = plain(bytes);
                let sentences = blocks(&page).iter().flat_map(|block| cases::sentences(block)).map(|sentence| plain(&sentence)).collect::<BTreeSet<_>>();
                let long = |sentence: &&String| format != "txt" || sentence.split(' ').count() >= 6;
                for sentence in sentences.iter().filter(long) {
                    // Links back to a picture and the like stand on the page alone.
                    let stands = format == "html" || format!(" {source} ").contains(&format!(" {sentence} "));
                    if stands && !format!(" {toml} ").contains(&format!(" {sentence} ")) {
                        wrong.push(format!("{name}: lost: {sentence}"));
                    }
                }
            }
        }
    }
    let count = wrong.len();
    wrong.truncate(40);
    assert_eq!(wrong, Vec::<String>::new(), "{count}");
}

/// HTML lets a page leave out these (13.1.2.4): what they end ends all the same.
#[test]
fn end_tags_that_are_left_out_are_no_loss() {
    let whole = crate::html::page(&crate::sample::sample());
    let ends = ["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody"].map(|name| format!("</{name}>"));
    let bare = ends.iter().fold(whole.clone(), |page, end| page.replace(end, ""));
    assert!(bare.len() + 200 < whole.len() && ends.iter().all(|end| whole.contains(end)), "the page has them");
    let read = |page: &str| import::import("a.html", page.as_bytes(), None).expect("it is taken in").written.toml;
    assert_eq!(read(&bare), read(&whole));
}

#[test]
fn our_own_pdfs_come_back() {
    let found = project::read(&[root().join("notices")]).expect("our notices");
    let lexicon = seloste::document::Lexicon::default();
    let paper = publishing::paper(&[]).expect("the built-in paper");
    let mut wrong = Vec::new();
    for file in found.notices.iter().filter(|file| !file.path.to_string_lossy().contains("archive")) {
        let written = std::fs::read_to_string(&file.path).expect("the notice");
        let (engine, style) = (publishing::engine(&file.workspace, Vec::new()), publishing::style(&file.workspace, &[], None, None));
        let (engine, style) = (engine.expect("our templates"), style.expect("our page style"));
        // One language of each: the way back is the same in all.
        let Some(lang) = publishing::languages(file, &lexicon).into_iter().next() else { continue };
        let document = publishing::document(file, &lexicon, lang, false).expect("a document");
        // Where a picture is drawn, its facts stand on the page and not on paper as a table too.
        let mut told = document.clone();
        told.sections.retain(|section| section.topic != "flow");
        let page = engine.html_page(&told, &PageContext::default()).expect("a page");
        let bytes = seloste::render::pdf::pdf(&document, &paper, &publishing::dress(file, lang).expect("a dress")).expect("a PDF");
        let name = format!("{}.{lang}.pdf", file.path.file_stem().expect("a name").to_string_lossy());
        let imported = import::import(&name, &bytes, None).expect("it is taken in");
        wrong.extend(astray(&name, &imported, &document, &written));
        // Columns are set beside each other on paper and pages begin in the middle of words: words are asked for, whole or in two parts. What stands
        // on the page alone, such as links back to a picture, is not on paper.
        let toml = said(&imported);
        let (there, run): (BTreeSet<&str>, String) = (toml.split(' ').collect(), toml.replace(' ', ""));
        let printed = plain(&text::text(&told, &style));
        let printed: BTreeSet<&str> = printed.split(' ').collect();
        let words = blocks(&page).iter().flat_map(|block| plain(block).split(' ').map(str::to_string).collect::<Vec<_>>()).collect::<BTreeSet<_>>();
        let parted = |word: &str| word.char_indices().skip(2).any(|(at, _)| there.contains(&word[..at]) && there.contains(&word[at..]));
        let kept = |word: &str| there.contains(word) || run.contains(word) || parted(word);
        let lost = words.iter().filter(|word| printed.contains(word.as_str()) && !kept(word));
        wrong.extend(lost.map(|word| format!("{name}: lost: {word}")));
    }
    let count = wrong.len();
    wrong.truncate(60);
    assert_eq!(wrong, Vec::<String>::new(), "{count}");
}

#[test]
fn findings_point_at_the_original() {
    let text = "Asiakasrekisterin tietosuojaseloste\n\nRekisterinpitäjä\n\nEsimerkki Oy\n\nTietojen säilytysaika\n\nSäilytämme tietoja niin kauan kuin on tarpeen.\n\nTarkastusoikeus\n\nHenkilötietolain (523/1999) 26 §:n mukaan voit tarkastaa tietosi. Tunnuksesi on 131052-308T.\n";
    let imported = import::import("a.txt", text.as_bytes(), None).expect("a notice");
    assert!(!imported.written.toml.contains("131052-308T") && !imported.source.text().contains("131052-308T"), "a code is never copied");
    let audited = auditing::audit(&imported, today(), today(), None);
    let at = |code: &str| audited.diagnostics.iter().find(|found| found.code == code).map(|found| imported.source.slice(found.span).to_string());
    assert_eq!(
        at("T601").as_deref(),
        Some("Henkilötietolain"),
        "{:#?}",
        audited.diagnostics.iter().map(|d| (&d.code, imported.source.slice(d.span))).collect::<Vec<_>>()
    );
    assert!(at("W508").is_some_and(|said| said.starts_with("niin kauan")), "{:?}", at("W508"));
    assert!(audited.diagnostics.iter().any(|found| found.secret), "the code is told");
    let ids: BTreeSet<&str> = audited.diagnostics.iter().filter(|found| found.code.starts_with('A')).map(|found| found.criterion.as_str()).collect();
    assert!(ids.contains("complaint") && ids.contains("purposes"), "{ids:?}");
}

#[test]
fn limits_are_told() {
    assert_eq!(import::import("a.txt", &vec![b'a'; 10 * 1024 * 1024 + 1], None).err(), Some(Refusal::Large));
    assert_eq!(import::import("a.txt", &b"a\n".repeat(12_000), None).err(), Some(Refusal::Long));
    assert_eq!(import::import("a.txt", b" \n", None).err(), Some(Refusal::Empty));
    assert_eq!(import::import("a.docx", b"PK\x03\x04 and no more", None).err(), Some(Refusal::Broken("DOCX")));
    assert_eq!(import::import("a.pdf", b"%PDF-1.7 and no more", None).err(), Some(Refusal::Broken("PDF")));
}

/// A package or a compressed page may hold far more than its bytes show.
#[test]
fn what_unpacks_to_too_much_is_refused() {
    let long = format!("<w:document><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>", "a ".repeat(import::limit::UNPACKED / 2 + 1));
    let docx = cases::layouts::packed(&long);
    assert!(docx.len() < 1024 * 1024, "it is small: {}", docx.len());
    assert_eq!(import::import("a.docx", &docx, None).err(), Some(Refusal::Unpacked));
    let pdf = cases::layouts::printed("BT /F1 11 Tf (a) Tj ET\n".repeat(import::limit::UNPACKED / 20).into_bytes());
    assert!(pdf.len() < 1024 * 1024, "it is small: {}", pdf.len());
    assert!(matches!(import::import("a.pdf", &pdf, None).err(), Some(Refusal::Unpacked | Refusal::Broken(_))));
}

/// What breaks readers of text: marks of every format, and bytes that are none.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        "[a-zåäö ]{0,12}",
        "(<(p|h2|table|td|li|ul|ol|div|b|script|nav|dl|dt|dd|br|!--)( class=\"[a-z]{0,6}\")?>|</(p|h2|table|ul|ol|div|script|nav)>|&[a-z]{1,6};?)",
        "(\n|\n\n|\r\n|\t|    |\u{c}|#|##|- |\\* |1\\. |I\\. |> |\\||---|===|'''|\"\"\"|\\\\|\\[|\\]|`|_)",
        "(Rekisterinpitäjä|Tietojen säilytysaika:?|Y-tunnus 9000000-3|1\\.9\\.2019|a\\(at\\)b\\.example|131052-308T|Rekisterin nimi|Sisällys)",
        "\\PC{0,6}",
    ];
    let text = proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![4 => text, 1 => proptest::collection::vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]
    #[test]
    fn any_bytes_give_a_notice_or_a_clear_refusal(bytes in bytes(), kind in 0usize..5) {
        let Ok(imported) = import::import("x", &bytes, Some(Format::ALL[kind])) else { return Ok(()) };
        let reading = seloste::notice::read(&imported.written.toml, None);
        prop_assert!(!reading.broken, "{:?}\n{}", reading.faults, imported.written.toml);
        let toml = plain(&imported.written.toml.replace('\\', ""));
        for line in &imported.document.lines {
            let text = plain(&line.text.replace('\\', ""));
            prop_assert!(toml.contains(&text), "lost {:?} in\n{}", line.text, imported.written.toml);
        }
        let shown = import::report::of(&imported);
        prop_assert_eq!(shown.lines.len(), imported.document.lines.len());
        let audited = auditing::audit(&imported, today(), today(), None);
        for found in &audited.diagnostics {
            prop_assert!(found.span.end as usize <= imported.source.text().len());
        }
    }
}
