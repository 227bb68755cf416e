//! Blocks: lists, tables, definitions, callouts, code, and how they look.

use super::sample::{LONG, empty, list, sample, table, text, with};
use super::{body, check_reading, checked, pages, said, sized, text_lines};
use seloste::document::{Block, Definition, Document, Fact};
use seloste::render::paged::{Role, RuleKind};

/// The lines under the heading of a document of one section, without blank ones at the end.
fn shown(blocks: Vec<Block>, columns: u16) -> Vec<String> {
    let document = with(blocks);
    let style = sized(100, columns);
    let (laid, written) = checked(&document, &style);
    check_reading(&document, &laid);
    let all = pages(&written);
    let lines = body(&all[0], 0, &style);
    let start = lines.iter().position(|line| line.contains("──")).expect("the rule under the heading") + 2;
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    lines[start.min(end)..end].iter().map(ToString::to_string).collect()
}

#[test]
fn a_table_that_fits_stands_in_columns() {
    let lines = shown(vec![table("Tiedot", &["Tieto", "Aika"], &[&["Nimi", "6 kk"], &["Osoite", ""]])], 60);
    assert_eq!(lines, ["  Tiedot", "  ────────────", "  Tieto   Aika", "  ──────  ────", "  Nimi    6 kk", "  Osoite", "  ────────────"]);
}

#[test]
fn cells_are_wrapped_in_their_columns() {
    let lines =
        shown(vec![table("", &["Tieto", "Säilytysaika"], &[&["Tilaukset", "kuusi vuotta tilikauden päättymisestä"], &["Nimi", "kunnes poistat sen"]])], 40);
    assert_eq!(
        lines,
        [
            "  ────────────────────────────────────",
            "  Tieto      Säilytysaika",
            "  ─────────  ─────────────────────────",
            "  Tilaukset  kuusi vuotta tilikauden",
            "             päättymisestä",
            "",
            "  Nimi       kunnes poistat sen",
            "  ────────────────────────────────────",
        ]
    );
}

#[test]
fn a_table_that_does_not_fit_is_written_out() {
    let heads: Vec<String> = (1..=12).map(|n| format!("Tietosarake{n}")).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row: Vec<&str> = vec!["arvo"; 12];
    let lines = shown(vec![table("Leveä", &heads, &[&row, &row])], 80);
    assert_eq!(lines.len(), 1 + 12 + 1 + 12);
    assert_eq!(&lines[..3], ["  Leveä", "  Tietosarake1: arvo", "  Tietosarake2: arvo"]);
    assert_eq!(lines[13], "");
    // The same table in columns where there is room for it.
    assert!(shown(vec![table("Leveä", &heads, &[&row, &row])], 200).len() < 8);
}

#[test]
fn tables_of_odd_shapes_lose_nothing() {
    for columns in [40, 80, 200] {
        shown(vec![table("Tyhjä", &["Yksi", "Kaksi"], &[])], columns);
        shown(vec![table("Ilman päätä", &[], &[&["a", "b"], &["c"]])], columns);
        shown(vec![table("Epätasainen", &["A", "B"], &[&["1", "2", "3", "4"], &[], &["5"]])], columns);
        shown(vec![table("", &[], &[])], columns);
        shown(vec![table("Pitkä sana", &["A", "B"], &[&[&"x".repeat(3000), "2"]])], columns);
        let wide: Vec<String> = (0..90).map(|n| format!("pää{n}")).collect();
        let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
        shown(vec![table("Yhdeksänkymmentä", &wide, &[])], columns);
    }
}

#[test]
fn cells_say_what_they_are() {
    let (laid, _) = checked(&with(vec![table("T", &["A", "B"], &[&["1", "2"]])]), &sized(30, 60));
    let roles: Vec<String> = text_lines(&laid)
        .filter(|(_, line)| matches!(laid.nodes[line.node.0].role, Role::Cell { .. }))
        .map(|(_, line)| format!("{}={:?}", said(line), laid.nodes[line.node.0].role))
        .collect();
    assert_eq!(
        roles,
        [
            "A=Cell { row: 0, column: 0, heads: Column }",
            "B=Cell { row: 0, column: 1, heads: Column }",
            "1=Cell { row: 1, column: 0, heads: Row }",
            "2=Cell { row: 1, column: 1, heads: Nothing }"
        ]
    );
}

#[test]
fn numbers_are_aligned_on_the_right() {
    let items = (0..3).map(|n| vec![Block::paragraph(format!("kohta {n}"))]).collect();
    let lines = shown(vec![Block::List { start: Some(99), items }], 60);
    assert_eq!(lines, ["    99. kohta 0", "   100. kohta 1", "   101. kohta 2"]);
    let items = vec![vec![Block::paragraph("viimeinen")], vec![]];
    let lines = shown(vec![Block::List { start: Some(u64::MAX), items }], 60);
    assert_eq!(lines, ["   18446744073709551615. viimeinen", "   18446744073709551616."]);
}

#[test]
fn lists_in_lists_have_their_own_bullets() {
    let inner = Block::List { start: None, items: vec![vec![Block::paragraph("b"), list(&["c"])]] };
    let lines =
        shown(vec![Block::List { start: None, items: vec![vec![Block::paragraph("a"), inner], vec![Block::paragraph("d")]] }, Block::paragraph("e")], 60);
    assert_eq!(lines, ["   • a", "      – b", "         · c", "   • d", "", "  e"]);
}

#[test]
fn an_item_that_begins_with_a_list_keeps_both_bullets() {
    let lines = shown(vec![Block::List { start: Some(1), items: vec![vec![list(&["a", "b"])]] }], 60);
    assert_eq!(lines, ["   1.  – a", "       – b"]);
}

#[test]
fn deep_lists_keep_twenty_columns() {
    for start in [None, Some(7)] {
        for text_first in [true, false] {
            let mut block = Block::paragraph(LONG);
            for n in 0..60 {
                let mut item = if text_first { vec![Block::paragraph(format!("taso {n}"))] } else { Vec::new() };
                item.push(block);
                block = Block::List { start, items: vec![item] };
            }
            for columns in [40, 80] {
                let document = with(vec![block.clone()]);
                let (laid, _) = checked(&document, &sized(66, columns));
                check_reading(&document, &laid);
                let right = f64::from(columns) - 2.0;
                assert!(text_lines(&laid).filter(|(_, line)| laid.nodes[line.node.0].role == Role::Paragraph).all(|(_, line)| line.runs[0].x <= right - 20.0));
            }
        }
    }
}

#[test]
fn everything_can_stand_in_everything() {
    let mut blocks = vec![Block::paragraph(LONG), table("T", &["Yksi", "Kaksi"], &[&[LONG, LONG]]), Block::Code { text: "a b".repeat(50) }];
    for n in 0..24 {
        blocks = match n % 4 {
            0 => vec![Block::Quote { blocks }],
            1 => vec![Block::Callout { title: "Huomaa".into(), blocks }],
            2 if n > 11 => vec![Block::Rows { rows: vec![Definition { term: text("Rivi"), blocks }] }],
            2 => vec![Block::Definitions { items: vec![Definition { term: text("Termi"), blocks }] }],
            _ => vec![Block::List { start: Some(1), items: vec![blocks] }],
        };
    }
    for columns in [40, 80] {
        let document = with(blocks.clone());
        let (laid, _) = checked(&document, &sized(40, columns));
        check_reading(&document, &laid);
    }
}

#[test]
fn definitions_callouts_quotes_code_and_addresses_look_as_they_should() {
    let definition = Definition { term: text("Rekisteröity"), blocks: vec![Block::paragraph("henkilö, jota tieto koskee")] };
    let lines = shown(
        vec![
            Block::Definitions { items: vec![definition] },
            Block::Callout { title: "Huomaa".into(), blocks: vec![Block::paragraph("Voit vastustaa."), Block::paragraph("Aina.")] },
            Block::Quote { blocks: vec![Block::paragraph("Lainaus.")] },
            Block::Code { text: "\n\na\tb\n  c\n\n".into() },
            Block::Lines { lines: vec![text("Katu 1"), text("00100 Helsinki")] },
        ],
        60,
    );
    let expected = [
        "  Rekisteröity",
        "      henkilö, jota tieto koskee",
        "",
        "  │ Huomaa",
        "  │",
        "  │ Voit vastustaa.",
        "  │",
        "  │ Aina.",
        "",
        "      Lainaus.",
        "",
        "      a    b",
        "        c",
        "",
        "  Katu 1",
        "  00100 Helsinki",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn long_code_is_cut_where_the_line_ends() {
    let code = "0123456789".repeat(12);
    let lines = shown(vec![Block::Code { text: code.clone() }], 60);
    assert_eq!(lines.iter().map(|line| line.trim()).collect::<String>(), code);
    assert_eq!(lines[0].len(), 58);
}

#[test]
fn facts_are_aligned_under_each_other() {
    let fact = |label: &str, value: &str| Fact { label: label.into(), value: value.into() };
    let document = Document { facts: vec![fact("Päivitetty", "1.9.2026"), fact("Versio:", "2"), fact("", "yksin")], ..empty() };
    let (laid, written) = checked(&document, &sized(20, 60));
    assert!(written.contains("  Päivitetty:  1.9.2026\n  Versio:      2\n               yksin\n"), "{written}");
    check_reading(&Document { facts: vec![fact("Päivitetty", "1.9.2026")], ..document }, &laid);
}

#[test]
fn rules_stand_under_title_and_heading() {
    let (laid, written) = checked(&sample(), &sized(66, 80));
    let title = laid.pages[0].marks.iter().find(|mark| mark.kind == RuleKind::Title).expect("a rule under the title");
    assert_eq!((title.x, title.width), (2.0, 76.0));
    let all = pages(&written);
    assert_eq!(all[0][title.y as usize], format!("  {}", "═".repeat(76)));
    let heading = all[0].iter().position(|line| *line == "  1  Rekisterinpitäjä ja yhteyshenkilö").expect("the first heading");
    assert_eq!(all[0][heading + 1], format!("  {}", "─".repeat(36)));
    assert_eq!(all[0][heading + 2], "");
}

#[test]
fn a_colon_keeps_its_list() {
    for rows in 20..60 {
        let blocks = vec![Block::paragraph(LONG.repeat(3)), Block::paragraph("Käsittelemme seuraavia tietoja:"), list(&["nimi", "osoite", "puhelinnumero"])];
        let (laid, _) = checked(&with(blocks), &sized(rows, 60));
        let page = |text: &str| text_lines(&laid).find(|(_, line)| said(line) == text).map(|(page, _)| page);
        assert!(page("nimi").is_some());
        assert_eq!(page("Käsittelemme seuraavia tietoja:"), page("nimi"), "{rows} rows");
    }
}

#[test]
fn a_label_of_several_lines_stands_above_its_values() {
    let row = |term: &str, said: &str| Definition { term: text(term), blocks: vec![Block::paragraph(said)] };
    let long = "Erityisten henkilötietoryhmien käsittelyn edellytys";
    let lines = shown(vec![Block::Rows { rows: vec![row("Peruste", "Sopimus"), row(long, "Suostumus"), row("Tiedot", "nimi")] }], 60);
    let at = lines.iter().position(|line| line.trim() == long).unwrap_or_else(|| panic!("{lines:#?}"));
    assert_eq!(lines[at + 1].trim(), "Suostumus");
    // What it says stands in the column of what the others say.
    let column = |line: &str, said: &str| line.find(said).unwrap_or_else(|| panic!("{line:?}"));
    assert_eq!(column(&lines[at + 1], "Suostumus"), column(&lines[0], "Sopimus"));
    assert!(lines[0].trim().starts_with("Peruste"), "a label of one line stands beside it: {lines:#?}");
}

#[test]
fn a_number_of_many_digits_hangs_over_nothing() {
    let numbered = |said: &str| Block::List { start: Some(13_554_547_456_443_372_040), items: vec![vec![Block::paragraph(said)]] };
    let row = |blocks: Vec<Block>| vec![Block::Rows { rows: vec![Definition { term: text("Peruste"), blocks }] }];
    let callout = |blocks: Vec<Block>| vec![Block::Callout { title: "Huomaa".into(), blocks }];
    for columns in 40..80 {
        for blocks in
            [row(vec![numbered("laki")]), callout(vec![numbered("laki")]), row(vec![Block::List { start: None, items: vec![vec![numbered("laki")]] }])]
        {
            // No run stands over another: that is checked for every page.
            let (laid, _) = checked(&with(blocks), &sized(40, columns));
            let labels = text_lines(&laid).filter(|(_, line)| laid.nodes[line.node.0].role == Role::Label);
            let label: String = labels.flat_map(|(_, line)| &line.runs).map(|run| run.text.as_str()).collect();
            assert!(label.contains("13554547456443372040."), "{columns} columns: {label}");
        }
    }
}
