//! Markdown: what a `CommonMark` reader reads is the document's text, letter by letter.

use crate::sample::{Texts, document, hostile, sample};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use seloste::document::{Block, Document, Inline, Section, plain};
use seloste::lang::Lang;
use seloste::render::clean::clean;
use seloste::render::engine::Engine;
use seloste::render::page::{Address, Alternate};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[]).expect("the built-in templates are sound"));

pub(crate) fn markdown(document: &Document) -> String {
    ENGINE.markdown(document, &[]).expect("a page")
}

/// What a reader of the format reads, block by block, and the kinds of its marks.
pub(crate) fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut out, mut kinds, mut open) = (Vec::new(), Vec::new(), String::new());
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) => open.push_str(&text),
            Event::HardBreak => open.push(' '),
            Event::SoftBreak => open.push_str("<soft break>"),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::Rule => panic!("a rule"),
            Event::Start(tag) => match tag {
                Tag::Emphasis | Tag::Strong => {}
                Tag::Link { dest_url, .. } => kinds.push(format!("link {dest_url}")),
                Tag::Image { .. } => panic!("a picture"),
                tag => {
                    kinds.push(format!("{tag:?}"));
                    out.push(std::mem::take(&mut open));
                }
            },
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::End(_) => out.push(std::mem::take(&mut open)),
            other => panic!("{other:?}"),
        }
    }
    (exact(out), kinds)
}

/// Texts that are only blanks are not told apart from none; preformatted text is told line by line.
fn exact(texts: Vec<String>) -> Vec<String> {
    texts
        .into_iter()
        .flat_map(|text| text.split('\n').map(|line| line.trim_matches(' ').to_string()).collect::<Vec<_>>())
        .filter(|line| !line.trim().is_empty())
        .collect()
}

/// What the file should say, in its own order.
pub(crate) fn expected(document: &Document) -> Vec<String> {
    let mut out = vec![document.title.clone(), document.kind.clone()];
    out.extend(document.banners.iter().map(|banner| banner.text.clone()));
    let first = document.first_blocks();
    if !document.summary.is_empty() || !first.is_empty() {
        out.push(document.labels.summary.clone());
    }
    blocks(&document.summary, &mut out);
    blocks(&first, &mut out);
    out.push(document.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect::<Vec<_>>().join(" "));
    document.sections.iter().for_each(|inner| section(inner, &mut out));
    if !document.glossary.is_empty() {
        out.push(document.labels.glossary.clone());
    }
    blocks(&document.glossary_blocks(), &mut out);
    exact(out.iter().map(|text| clean(text).into_owned()).collect())
}

fn section(section: &Section, out: &mut Vec<String>) {
    out.push(format!("{} {}", section.number.as_deref().unwrap_or_default(), section.title));
    blocks(&section.blocks, out);
    section.sections.iter().for_each(|inner| self::section(inner, out));
}

fn blocks(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } | Block::Heading { text, .. } => out.push(plain(text)),
            Block::List { items, .. } => items.iter().for_each(|item| self::blocks(item, out)),
            Block::Definitions { items } | Block::Rows { rows: items } => items.iter().for_each(|item| {
                out.push(plain(&item.term));
                self::blocks(&item.blocks, out);
            }),
            Block::Table { caption, head, rows } => {
                out.push(caption.clone());
                for row in rows {
                    out.extend(head.iter().zip(row).map(|(head, cell)| format!("{head}: {}", plain(cell))));
                }
            }
            Block::Callout { title, blocks } => {
                out.push(title.clone());
                self::blocks(blocks, out);
            }
            Block::Quote { blocks } => self::blocks(blocks, out),
            Block::Flow { flow } => self::blocks(&flow.tables, out),
            Block::Code { text } => out.push(text.clone()),
            Block::Lines { lines } => out.push(lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join(" ")),
        }
    }
}

#[test]
fn the_file_says_what_the_document_says() {
    let text = markdown(&sample());
    assert_eq!(read(&text).0, expected(&sample()), "{text}");
    assert!(text.ends_with('\n') && !text.ends_with("\n\n") && text.starts_with("# Asiakas- ja kanta-asiakasrekisteri\n\n_Tietosuojaseloste_\n\n"));
}

#[test]
fn marks_and_links_are_written_where_they_can_be() {
    let text = markdown(&sample());
    for part in [
        "Vårt _dataskyddsombud_ svarar **alltid _inom en månad_.** Se [Dataombudsmannens **sidor**](<https://tietosuoja.fi/sv/sok(1)?a=b&amp;copy=c>) eller begäran, ingenstans",
        "([asiakas@pyora.example](mailto:asiakas@pyora.example)).\\\nIn English: _the officer_ `` seloste lint --as-of `nyt` ``",
        "> **Oikeus vastustaa käsittelyä**\n>\n> Voit milloin tahansa",
        "- Tietoryhmä: **Yhteystiedot**\n  - Tiedot: nimi, osoite",
        "1. Huoltosopimuksen",
        "7) Takuuasiat",
        "- Kaksi\n\n* Toinen luettelo",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
}

#[test]
fn an_emphasis_that_cannot_be_written_leaves_its_text() {
    let strong = |text: &str| Inline::Strong { content: vec![Inline::text(text)] };
    let cases: Vec<(Vec<Inline>, &str)> = vec![
        (vec![Inline::text("a"), strong("(b)"), Inline::text("c")], "a(b)c"),
        (vec![strong(" väli "), Inline::text("x")], "&#32;**väli** x"),
        (vec![strong("a"), strong("b")], "**ab**"),
        (vec![Inline::Break, Inline::text("a"), Inline::Break, Inline::text("# b"), Inline::Break], "a\\\n\\# b"),
        (vec![Inline::text("1"), Inline::text(". a")], "1\\. a"),
    ];
    for (inlines, written) in cases {
        let mut document = sample();
        document.sections.truncate(1);
        document.glossary.clear();
        document.sections[0].blocks = vec![Block::Paragraph { text: inlines, lang: None }];
        let text = markdown(&document);
        assert!(text.ends_with(&format!("\n\n{written}\n")), "{text}");
    }
}

#[test]
fn other_languages_are_linked_and_the_own_is_not() {
    let alternates = [(Lang::FI, "Suomi"), (Lang::SV, "Svenska"), (Lang::EN, "English")].map(|(lang, label)| Alternate {
        lang,
        label: label.to_string(),
        href: Address::path(&format!("seloste.{lang}.md")),
        places: Vec::new(),
    });
    let text = ENGINE.markdown(&sample(), &alternates).expect("a page");
    assert!(text.contains("\n\n[Svenska](<seloste.sv.md>) · [English](<seloste.en.md>)\n\n"), "{text}");
}

#[test]
fn a_template_of_the_users_takes_the_place_of_one() {
    let own = vec![("markdown/quote.md".to_string(), "lainaus\n\n{{ quoted }}\n".to_string(), "oma.md".to_string())];
    assert!(Engine::new(&own).expect("sound").markdown(&sample(), &[]).expect("a page").contains("lainaus\n\n> Henkilötietoja"));
    let safe = vec![("markdown/quote.md".to_string(), "{{ quoted | safe }}".to_string(), "oma.md".to_string())];
    assert_eq!(Engine::new(&safe).err().expect("refused").line, Some(1));
}

#[test]
fn deep_nesting_keeps_its_text() {
    let mut document = sample();
    let mut block = Block::paragraph("pohja");
    for _ in 0..20 {
        block = Block::List { start: Some(99), items: vec![vec![Block::Quote { blocks: vec![block] }, Block::paragraph("taso")]] };
    }
    document.sections[0].blocks.push(block);
    assert_eq!(read(&markdown(&document)).0, expected(&document));
}

/// Any nesting of marks, links and breaks around any text.
fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    // A line end in two pieces is one for `plain` and two for a writer.
    let text = hostile().prop_map(|texts| texts.into_iter().take(1).collect::<String>().replace('\r', ""));
    let leaf = prop_oneof![
        4 => text.clone().prop_map(Inline::text),
        1 => text.prop_map(|text| Inline::Code { text }),
        1 => Just(Inline::Break),
        1 => Just(Inline::text("a")),
        1 => Just(Inline::text(" ")),
    ];
    let inline = leaf.prop_recursive(4, 24, 4, |inner| {
        let content = prop::collection::vec(inner, 0..4);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            content.clone().prop_map(|content| Inline::Strong { content }),
            content.clone().prop_map(|content| Inline::Foreign { lang: Lang::EN, content }),
            (content, prop::sample::select(&["https://a.example/(b", "https://a.example/?x&amp;y=*_[]!", "mailto:a@b.example", "#contact"][..]))
                .prop_map(|(content, href)| Inline::Link { href: seloste::document::Href::parse(href).expect("allowed"), content }),
        ]
    });
    prop::collection::vec(inline, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_stays_text(texts in hostile()) {
        let cleaned: Vec<String> = texts.iter().map(|text| clean(text).into_owned()).collect();
        let (document, as_shown) = (document(&mut Texts::new(&texts)), document(&mut Texts::new(&cleaned)));
        let text = markdown(&document);
        prop_assert_eq!(read(&text).0, expected(&as_shown), "{}", text);
        prop_assert!(!text.chars().any(seloste::render::clean::is_hidden));
    }

    #[test]
    fn any_marks_leave_the_text_as_it_is(texts in prop::collection::vec(inlines(), 1..5)) {
        let mut document = sample();
        document.sections.truncate(1);
        document.sections[0].blocks = texts.into_iter().map(|text| Block::Paragraph { text, lang: None }).collect();
        let text = markdown(&document);
        let squeeze = |texts: Vec<String>| texts.into_iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
        prop_assert_eq!(squeeze(read(&text).0), squeeze(expected(&document)), "{}", text);
        for kind in read(&text).1.iter().filter_map(|kind| kind.strip_prefix("link ")) {
            prop_assert!(["https://a.example/(b", "https://a.example/?x&amp;y=*_[]!", "mailto:a@b.example"].contains(&kind), "{}", kind);
        }
    }
}
