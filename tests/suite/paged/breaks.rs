//! Pages: where they end, what is repeated, which numbers the contents list gives.

use super::sample::{LONG, SWEDISH, empty, list, sample, section, table};
use super::{bare, body, check_reading, checked, pages, said, sized, spaced, text_lines};
use regex::Regex;
use seloste::document::{Block, Document, Section};
use seloste::render::paged::{Columns, Pages, Role, lay_out};
use seloste::render::text::text;
use std::collections::BTreeMap;

/// Many sections of paragraphs of many lengths.
fn many(sections: usize) -> Document {
    let words: Vec<&str> = LONG.split(' ').collect();
    let blocks = |n: usize| -> Vec<Block> {
        let paragraph = |k: usize| Block::paragraph(words.iter().cycle().skip(n + k).take(1 + (n * 7 + k * 13) % 60).copied().collect::<Vec<_>>().join(" "));
        let mut blocks: Vec<Block> = (0..n % 4).map(paragraph).collect();
        if n.is_multiple_of(5) {
            blocks.push(list(&["yksi", SWEDISH, "kolme"]));
        }
        if n % 7 == 3 {
            blocks.insert(0, table("Taulukko", &["a", "b"], &[&["1", SWEDISH], &["2", "x"]]));
        }
        blocks
    };
    let inner = |n: usize| -> Vec<Section> {
        (1..=n % 3).map(|k| section(&format!("s{n}-{k}"), &format!("{n}.{k}"), &format!("Alaluku {n} ja {k}"), 3, blocks(n + k), Vec::new())).collect()
    };
    let sections = (1..=sections).map(|n| section(&format!("s{n}"), &n.to_string(), &format!("Pääluku numero {n}"), 2, blocks(n), inner(n))).collect();
    Document { title: "Rekisteri".into(), controller: "Esimerkki Oy".into(), kind: "Seloste".into(), toc: true, sections, ..empty() }
}

/// The entries of the contents list as the text shows them: heading and page.
fn contents(written: &str) -> Vec<(String, usize)> {
    let entry = Regex::new(r"^ *(\S.*?) +(?:\. )+ *(\d+)$").expect("a pattern");
    written.lines().filter_map(|line| entry.captures(line)).map(|found| (found[1].to_string(), found[2].parse().expect("a number"))).collect()
}

#[test]
fn the_contents_list_names_the_right_pages() {
    for (sections, rows) in [(3, 30), (30, 40), (90, 30), (250, 25)] {
        let document = many(sections);
        let style = sized(rows, 80);
        let (laid, written) = checked(&document, &style);
        let all = pages(&written);
        let entries = contents(&written);
        assert_eq!(entries.len(), laid.headings.len(), "{sections} sections");
        let list_end = all.iter().rposition(|page| !contents(&page.join("\n")).is_empty()).expect("a contents list");
        if sections > 80 {
            assert!(list_end > 1, "the list takes several pages");
        }
        let mut found = BTreeMap::<String, Vec<usize>>::new();
        for (n, page) in all.iter().enumerate() {
            page.iter().for_each(|line| found.entry(spaced(line)).or_default().push(n + 1));
        }
        for (title, page) in entries {
            assert_eq!(found.get(&spaced(&title)), Some(&vec![page]), "{title}");
        }
        for heading in &laid.headings {
            let page = &all[heading.page - 1];
            assert!(page[heading.y as usize].ends_with(&heading.title), "{heading:?}");
        }
    }
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    let mut tight = 0;
    for rows in (20..60).step_by(4) {
        let (laid, _) = checked(&many(60), &sized(rows, 70));
        let lines: Vec<_> = text_lines(&laid).collect();
        let is_heading = |n: usize| matches!(laid.nodes[lines[n].1.node.0].role, Role::Heading(_) | Role::Caption | Role::CalloutTitle);
        for n in (0..lines.len()).filter(|n| is_heading(*n)) {
            let page = lines[n].0;
            let mut under = std::collections::BTreeSet::new();
            // What follows the heading up to the next one: on this page it has two lines, or all there are.
            for (at, (other, line)) in lines.iter().enumerate().skip(n + 1) {
                if is_heading(at) {
                    assert!(
                        *other == page || !under.is_empty() || !matches!(laid.nodes[line.node.0].role, Role::Heading(level) if level > 2),
                        "a chain of headings was parted"
                    );
                    break;
                }
                if *other != page {
                    assert!(under.len() >= 2, "{rows} rows, page {}: {:?} is alone", page + 1, said(lines[n].1));
                    tight += usize::from(under.len() == 2);
                    break;
                }
                under.insert(line.y as i64);
            }
        }
    }
    assert!(tight > 0, "no page ended right after what a heading keeps");
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    let mut parted = 0;
    for rows in (20..50).step_by(4) {
        let (laid, _) = checked(&many(40), &sized(rows, 64));
        let mut by_node = BTreeMap::<usize, BTreeMap<usize, usize>>::new();
        for (page, line) in text_lines(&laid).filter(|(_, line)| laid.nodes[line.node.0].role == Role::Paragraph) {
            *by_node.entry(line.node.0).or_default().entry(page).or_default() += 1;
        }
        for on_pages in by_node.values().filter(|on_pages| on_pages.len() > 1) {
            assert!(on_pages.values().all(|lines| *lines >= 2), "{rows} rows: {on_pages:?}");
            parted += 1;
        }
    }
    assert!(parted > 20, "paragraphs are parted: {parted}");
}

#[test]
fn pages_are_filled_as_far_as_the_rules_allow() {
    let style = sized(40, 80);
    let (_, written) = checked(&super::sample::with(vec![Block::paragraph(LONG.repeat(40))]), &style);
    let all = pages(&written);
    for (n, page) in all.iter().enumerate().take(all.len() - 2) {
        assert!(!body(page, n, &style).last().expect("a line").is_empty(), "page {}", n + 1);
    }
}

fn long_table(rows: usize, cell: &str) -> Document {
    let cells: Vec<Vec<String>> = (1..=rows).map(|n| vec![format!("rivi{n}"), cell.to_string()]).collect();
    let cells: Vec<Vec<&str>> = cells.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    super::sample::with(vec![Block::paragraph(LONG), table("Pitkä taulukko", &["Sarake yksi", "Sarake kaksi"], &rows)])
}

#[test]
fn column_heads_are_repeated_and_rows_stay_whole() {
    for rows in (24..50).step_by(3) {
        let style = sized(rows, 60);
        let document = long_table(60, &LONG[..LONG.find(", ja").expect("a clause")]);
        let (laid, written) = checked(&document, &style);
        check_reading(&document, &laid);
        let all = pages(&written);
        assert!(all.len() > 3);
        for (n, page) in all.iter().enumerate().filter(|(_, page)| page.iter().any(|line| line.contains("rivi"))) {
            let lines = body(page, n, &style);
            let heads = lines.iter().position(|line| line.contains("Sarake yksi")).unwrap_or_else(|| panic!("page {} has no column heads", n + 1));
            assert!(heads < lines.iter().position(|line| line.contains("rivi")).expect("a row"));
            assert!(n == 0 || heads <= 1 || lines.iter().any(|line| line.contains("Pitkä taulukko")), "heads stand at the top of page {}", n + 1);
        }
        assert_eq!(laid.pages.iter().flat_map(|page| &page.lines).filter(|line| !line.repeated && said(line) == "Sarake yksi").count(), 1);
        assert_whole_rows(&laid);
    }
}

fn assert_whole_rows(laid: &Pages) {
    let mut by_row = BTreeMap::<usize, std::collections::BTreeSet<usize>>::new();
    for (page, line) in text_lines(laid) {
        if matches!(laid.nodes[line.node.0].role, Role::Cell { .. }) {
            by_row.entry(laid.nodes[line.node.0].parent.expect("a row").0).or_default().insert(page);
        }
    }
    assert!(by_row.len() > 10 && by_row.values().all(|pages| pages.len() == 1), "{by_row:?}");
}

#[test]
fn a_number_too_wide_for_a_column_goes_before_its_heading() {
    let number = "1.".repeat(23);
    let document = Document { toc: true, sections: vec![section("a", &number, "Rekisterinpitäjä", 2, vec![Block::paragraph(LONG)], Vec::new())], ..empty() };
    let (laid, written) = checked(&document, &sized(40, 40));
    check_reading(&document, &laid);
    assert!(bare(&written).contains(&format!("{number}Rekisterinpitäjä")), "{written}");
}

#[test]
fn a_row_longer_than_half_a_page_may_be_parted() {
    let document = long_table(3, &LONG.repeat(6));
    let (laid, _) = checked(&document, &sized(30, 60));
    check_reading(&document, &laid);
    assert!(laid.pages.len() > 3);
}

#[test]
fn head_and_footer_stand_on_every_page_but_the_first_has_no_head() {
    let (laid, written) = checked(&many(30), &sized(30, 80));
    let all = pages(&written);
    let count = all.len();
    for (n, page) in all.iter().enumerate() {
        assert_eq!(page[29].trim(), format!("Sivu {} / {count}", n + 1));
        assert_eq!(page[0].starts_with("  Esimerkki Oy") && page[0].ends_with("Rekisteri"), n > 0, "{:?}", page[0]);
        assert_eq!(page[1].starts_with("  ─"), n > 0);
    }
    assert!(laid.nodes.iter().filter(|node| node.role.is_decoration()).all(|node| node.parent.is_none()));
}

#[test]
fn a_running_head_too_long_is_shortened() {
    let document = Document {
        controller: "Esimerkkiyhdistysten valtakunnallinen keskusliitto ry".into(),
        title: "Jäsenten, luottamushenkilöiden ja tapahtumien osallistujien rekisteri".into(),
        ..many(20)
    };
    let (_, written) = checked(&document, &sized(30, 60));
    let head = pages(&written)[1][0].to_string();
    assert_eq!(head, "  Esimerkkiyhdistysten valt…   Jäsenten, luottamushenkilö…");
    let document = Document { controller: "Oy".into(), ..document };
    let (_, written) = checked(&document, &sized(30, 60));
    assert_eq!(pages(&written)[1][0], "  Oy   Jäsenten, luottamushenkilöiden ja tapahtumien osal…");
}

#[test]
fn every_passage_is_in_the_text() {
    let mut document = sample();
    // Cells of one row stand side by side in the text, so the tables are read apart.
    let tables = |blocks: &mut Vec<Block>| blocks.retain(|block| !matches!(block, Block::Table { .. }));
    let (laid, _) = checked(&document, &sized(66, 80));
    check_reading(&document, &laid);
    document.sections.iter_mut().for_each(|section| tables(&mut section.blocks));
    document.facts.truncate(2);
    for (rows, columns) in [(66, 80), (24, 40), (30, 53), (100, 132)] {
        let style = sized(rows, columns);
        let (_, written) = checked(&document, &style);
        let lines: Vec<String> = pages(&written)
            .iter()
            .enumerate()
            .flat_map(|(n, page)| body(page, n, &style).into_iter().map(|line| line.replace('│', "")).collect::<Vec<_>>())
            .collect();
        let whole = bare(&lines.join("\n"));
        let mut at = 0;
        for passage in document.passages() {
            // Labels stand beside their values, which are looked for in the same place.
            let found =
                whole[at..].find(&bare(&passage)).unwrap_or_else(|| panic!("{rows} x {columns}: {passage:?} is not in the text after what comes before it"));
            at += found;
        }
    }
}

#[test]
fn the_same_document_gives_the_same_pages() {
    let document = sample();
    let style = sized(40, 72);
    assert_eq!(text(&document, &style), text(&document.clone(), &style.clone()));
    assert_eq!(lay_out(&document, &style, &Columns), lay_out(&document, &style, &Columns));
}

#[test]
fn an_empty_document_is_one_page() {
    let (laid, written) = checked(&empty(), &sized(20, 40));
    assert_eq!(laid.pages.len(), 1);
    assert_eq!(written.trim(), "Sivu 1 / 1");
    let mut document = empty();
    document.labels.page = String::new();
    document.toc = true;
    document.sections = vec![section("", "", "", 0, vec![Block::paragraph(""), list(&[])], Vec::new())];
    assert_eq!(checked(&document, &sized(20, 40)).1.trim(), "1 / 1");
}
