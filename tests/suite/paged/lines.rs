//! Lines: what they hold, where they break, what they never part.

use super::sample::{LONG, SWEDISH, link, table, text, with};
use super::{body, check_reading, checked, pages, said, sized, text_lines};
use seloste::document::{Block, Document, Inline};
use seloste::lang::Lang;
use seloste::render::paged::{End, PageStyle};
use std::collections::BTreeSet;

fn paragraph(lang: Lang, text: &str) -> Document {
    with(vec![Block::Paragraph { text: vec![Inline::text(text)], lang: Some(lang) }])
}

/// The words parted by hyphens at the ends of lines: what stands before and what after.
fn parted(document: &Document, columns: u16) -> BTreeSet<(String, String)> {
    let (laid, _) = checked(document, &sized(400, columns));
    let lines: Vec<_> = text_lines(&laid).map(|(_, line)| line).collect();
    let word = |text: &str, last: bool| {
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        (if last { words.next_back() } else { words.next() }).unwrap_or_default().to_string()
    };
    lines.windows(2).filter(|pair| pair[0].end == End::Hyphen).map(|pair| (word(&said(pair[0]), true), word(&said(pair[1]), false))).collect()
}

fn syllables(word: &str, lang: hypher::Lang) -> BTreeSet<(String, String)> {
    let mut at = 0;
    let cuts: Vec<usize> = hypher::hyphenate_bounded(word, lang, 3, 3)
        .map(|part| {
            at += part.len();
            at
        })
        .collect();
    cuts.into_iter().filter(|at| *at < word.len()).map(|at| (word[..at].to_string(), word[at..].to_string())).collect()
}

#[test]
fn each_language_is_hyphenated_as_its_own() {
    for (lang, own, other, word) in [
        (Lang::FI, hypher::Lang::Finnish, hypher::Lang::English, "rekisterinpitäjänvastuullisuus"),
        (Lang::SV, hypher::Lang::Swedish, hypher::Lang::Finnish, "personuppgiftsansvarigas"),
        (Lang::EN, hypher::Lang::English, hypher::Lang::Finnish, "accountabilities"),
    ] {
        let text = format!("{} a ", [word; 7].join(" on ")).repeat(6);
        let found: BTreeSet<_> = (40..70).flat_map(|columns| parted(&paragraph(lang, &text), columns)).collect();
        let (right, wrong) = (syllables(word, own), syllables(word, other));
        assert!(!found.is_empty(), "{lang}: nothing was hyphenated");
        assert!(found.is_subset(&right), "{lang}: {:?}", found.difference(&right));
        assert!(!found.is_subset(&wrong), "{lang}: cannot be told from another language");
    }
}

#[test]
fn a_passage_is_hyphenated_by_its_own_language() {
    let word = "personuppgiftsansvarigas";
    let content = text(&format!("{} a", [word; 40].join(" om ")));
    let document = with(vec![Block::Paragraph { text: vec![Inline::text("Ruotsiksi: "), Inline::Foreign { lang: Lang::SV, content }], lang: None }]);
    let found: BTreeSet<_> = (40..70).flat_map(|columns| parted(&document, columns)).collect();
    assert!(!found.is_empty() && found.is_subset(&syllables(word, hypher::Lang::Swedish)), "{found:?}");
    let (laid, _) = checked(&document, &sized(66, 60));
    assert!(text_lines(&laid).flat_map(|(_, line)| &line.runs).filter(|run| run.text.contains("person")).all(|run| run.lang == Some(Lang::SV)));
}

#[test]
fn a_language_without_patterns_is_not_hyphenated() {
    let german = "Verantwortlichkeiten der Datenschutzaufsichtsbehörden und Verarbeitungstätigkeiten ".repeat(20);
    let lang = Lang::parse("de").expect("a language");
    assert!((40..80).all(|columns| parted(&paragraph(lang, &german), columns).is_empty()));
}

#[test]
fn hyphens_can_be_forbidden() {
    let style = PageStyle::from_toml("columns = 44\n[hyphenation]\non = false\n").expect("a style");
    let hyphens = |style: &PageStyle| text_lines(&checked(&with(vec![Block::paragraph(LONG)]), style).0).filter(|(_, line)| line.end == End::Hyphen).count();
    assert_eq!(hyphens(&style), 0);
    assert!(hyphens(&sized(66, 44)) > 0);
}

#[test]
fn addresses_numbers_and_capitals_are_never_hyphenated() {
    let words = [
        "tietosuojavastaava@esimerkkiyhtio.example",
        "https://esimerkki.example/tietosuojaseloste/rekisterit",
        "FI1234567890123456",
        "KANSANELÄKELAITOS",
        "rekisterinpitäjänyhteyshenkilö@sisäverkko",
        "2016/679",
    ];
    let text = words.map(|word| format!("{word} ja edelleen ")).concat().repeat(9);
    for columns in 48..80 {
        let (laid, _) = checked(&paragraph(Lang::FI, &text), &sized(200, columns));
        for (_, line) in text_lines(&laid) {
            let said = said(line);
            let last = said.split(' ').next_back().unwrap_or_default();
            assert!(line.end != End::Hyphen || words.iter().all(|word| !word.starts_with(last)), "{said:?}");
            // An address may end a line inside its path, after a stroke, and nowhere else.
            assert!(line.end != End::Joined || last.ends_with('/'), "{said:?}");
            assert!(!said.ends_with("https://"), "{said:?}");
        }
        check_reading(&paragraph(Lang::FI, &text), &laid);
    }
}

#[test]
fn a_number_stays_with_its_unit() {
    let text =
        "Tiedot poistetaan 6 kk kuluttua (10 §), viimeistään § 11 mukaan 24 kk päästä ja 100 % varmuudella; ks. art. 9 ja 30 vrk sekä 10\u{a0}000\u{a0}euroa 12 §:n tai 5 a §:ssä. "
            .repeat(8);
    let (mut joined, mut spread) = (0, BTreeSet::new());
    for columns in 40..100 {
        let (laid, _) = checked(&paragraph(Lang::FI, &text), &sized(200, columns));
        for (_, line) in text_lines(&laid) {
            let said = said(line);
            for bad in [" 6", "(10", " §", " 24", " 100", " art.", " 30", " 10", "\u{a0}000", " 12", " 5", " a"] {
                assert!(!said.ends_with(bad), "{columns}: {said:?}");
            }
            for bad in ["kk ", "§ ", "§)", "% ", "vrk", "000", "euroa", "§:"] {
                assert!(!said.starts_with(bad) || said.starts_with("§ 11"), "{columns}: {said:?}");
            }
            joined += usize::from(said.contains("6 kk"));
            spread.insert(said.find("6 kk"));
        }
    }
    assert!(joined > 100 && spread.len() > 10, "the pairs stand all over the lines: {joined} {spread:?}");
}

#[test]
fn the_last_word_of_a_paragraph_stays_whole() {
    let text = "Antamasi suostumuksen perusteella tapahtuva tietojenkäsittely lopetetaan peruutusilmoituksen saavuttua rekisterinpitäjälle";
    let mut hyphens = 0;
    for columns in 44..100 {
        let (laid, written) = checked(&paragraph(Lang::FI, text), &sized(60, columns));
        assert!(written.contains("rekisterinpitäjälle"), "{columns}");
        hyphens += text_lines(&laid).filter(|(_, line)| line.end == End::Hyphen).count();
    }
    assert!(hyphens > 5, "other words are hyphenated");
}

#[test]
fn soft_hyphens_of_the_author_are_used_and_not_shown() {
    let text = "sana Qwrt\u{ad}psdfghjklzxcvbnm ".repeat(30);
    let found: BTreeSet<_> = (40..60).flat_map(|columns| parted(&paragraph(Lang::FI, &text), columns)).collect();
    assert_eq!(found, BTreeSet::from([("Qwrt".to_string(), "psdfghjklzxcvbnm".to_string())]));
    assert!(!checked(&paragraph(Lang::FI, &text), &sized(66, 50)).1.contains('\u{ad}'));
}

#[test]
fn a_word_longer_than_the_line_is_cut_and_nothing_is_lost() {
    for word in [
        "x".repeat(100_000),
        "漢字".repeat(20_000),
        "e\u{301}".repeat(30_000),
        "👩‍👩‍👧‍👦".repeat(3_000),
        "ᄀ".repeat(5_000),
        "🇫🇮".repeat(9_000),
        "בדיקה".repeat(5_000),
        "\u{301}".repeat(50_000),
    ] {
        let document = paragraph(Lang::FI, &format!("alku {word} loppu"));
        let (laid, _) = checked(&document, &sized(66, 80));
        check_reading(&document, &laid);
    }
}

#[test]
fn a_paragraph_of_ten_thousand_words_is_laid_out() {
    let document = paragraph(Lang::SV, &SWEDISH.repeat(250));
    let (laid, _) = checked(&document, &sized(66, 80));
    check_reading(&document, &laid);
    assert!(laid.pages.len() > 12);
}

#[test]
fn hostile_text_is_shown_as_harmless_text() {
    let hostile = "\u{1b}[31mpunainen\u{7}\u{0}\u{9b}2J \u{202e}nurin\u{2066}\u{200f} a\tb\r\nc\u{c}d\u{85}e\u{2028}f\u{feff}";
    let mut document = with(vec![
        Block::paragraph(hostile),
        Block::Code { text: hostile.into() },
        table(hostile, &[hostile, "b"], &[&[hostile, hostile]]),
        Block::Callout { title: hostile.into(), blocks: vec![Block::Lines { lines: vec![text(hostile)] }] },
    ]);
    for field in [&mut document.kind, &mut document.title, &mut document.controller, &mut document.labels.page, &mut document.labels.contents] {
        *field = hostile.into();
    }
    document.labels.page.push_str("{page}");
    document.toc = true;
    document.sections[0].number = Some(hostile.into());
    document.sections[0].title = hostile.into();
    document.sections.push(document.sections[0].clone());
    let (_, written) = checked(&document, &sized(24, 60));
    assert!(written.contains("\u{fffd}[31mpunainen\u{fffd}\u{fffd}\u{fffd}2J"));
    assert!(written.contains("a b c\u{fffd}d"));
    assert!(written.contains("a    b"), "a tab in code");
}

#[test]
fn an_author_s_break_ends_the_line() {
    let document = with(vec![Block::Paragraph { text: vec![Inline::text("yksi "), Inline::Break, Inline::text(" kaksi"), Inline::Break], lang: None }]);
    let (laid, written) = checked(&document, &sized(30, 80));
    assert!(written.contains("  yksi\n  kaksi\n"));
    check_reading(&document, &laid);
}

#[test]
fn links_are_numbered_and_listed_once() {
    let link_to = |href: &str, shown: &str| vec![Inline::text("Katso "), link(href, shown), Inline::text(", kiitos.")];
    let paragraphs = [
        ("https://tietosuoja.fi/", "viranomaisen sivut"),
        ("https://esimerkki.example/a", "oma sivu"),
        ("https://tietosuoja.fi/", "samat sivut"),
        ("https://tietosuoja.fi/", "tietosuoja.fi"),
        ("mailto:a@b.example", "a@b.example"),
        ("tel:+358401234567", "+358 40 123\u{a0}4567"),
        ("#oikeudet", "oikeudet"),
        ("mailto:kirjaamo@b.example", "kirjaamoon"),
    ];
    let document = with(paragraphs.iter().map(|(href, shown)| Block::Paragraph { text: link_to(href, shown), lang: None }).collect());
    let (laid, written) = checked(&document, &sized(66, 80));
    for line in [
        "Katso viranomaisen sivut [1], kiitos.",
        "Katso oma sivu [2], kiitos.",
        "Katso samat sivut [1], kiitos.",
        "Katso tietosuoja.fi, kiitos.",
        "Katso a@b.example, kiitos.",
        "Katso +358 40 123 4567, kiitos.",
        "Katso oikeudet, kiitos.",
        "Katso kirjaamoon [3], kiitos.",
    ] {
        assert!(written.contains(line), "{line}");
    }
    let all = pages(&written);
    let style = sized(66, 80);
    let lines = body(&all[0], 0, &style);
    let heading = lines.iter().position(|line| *line == "  Linkit").expect("a list of links");
    let listed: Vec<&str> = lines[heading + 2..].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    assert_eq!(listed, ["[1] https://tietosuoja.fi/", "[2] https://esimerkki.example/a", "[3] kirjaamo@b.example"]);
    assert!(
        laid.pages[0]
            .lines
            .iter()
            .flat_map(|line| &line.runs)
            .any(|run| run.text == "oikeudet" && run.link.as_ref().is_some_and(|href| href.as_str() == "#oikeudet"))
    );
    let without = PageStyle::from_toml("[links]\nfootnotes = false\n").expect("a style");
    assert!(!checked(&document, &without).1.contains("[1]"));
}
