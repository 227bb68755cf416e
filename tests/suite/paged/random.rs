//! Random documents: whatever they hold, pages keep their shape and nothing is lost.

use super::sample::{empty, labels};
use super::{check_reading, checked, sized};
use proptest::prelude::*;
use seloste::document::{Banner, Block, Definition, Document, Fact, Href, Inline, Inlines, Section};
use seloste::lang::Lang;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "([a-zåäö]{1,14} ){0,25}",
        1 => "(§ ?[0-9]{1,3}|[0-9]{1,4} (kk|§|%)|[A-ZÅÄÖ]{2,9}|[a-zäö]{3,9}-[a-zäö]{3,9}|https://[a-z]{3,20}\\.example/[a-z/]{0,60}|[a-z]{2,9}@[a-z]{2,30}\\.example| ){0,14}",
        1 => "\\PC{0,80}",
        1 => any::<String>(),
        1 => "[a\u{301}\u{200d}\u{fe0f}👩👧🇫🇮漢ا ל\u{202e}\u{ad}\u{a0}가ก\u{e33}x1#\u{20e3}⸻ ]{0,60}",
        1 => "[a-zäö]{30,200}",
    ]
}

fn lang() -> impl Strategy<Value = Option<Lang>> {
    prop_oneof![Just(None), Just(Some(Lang::SV)), Just(Some(Lang::EN)), Just(Lang::parse("de"))]
}

fn inlines() -> impl Strategy<Value = Inlines> {
    let leaf = prop_oneof![4 => words().prop_map(Inline::text), 1 => words().prop_map(|text| Inline::Code { text }), 1 => Just(Inline::Break)];
    let inline = leaf.prop_recursive(2, 8, 3, |inner| {
        let content = prop::collection::vec(inner, 0..3);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Strong { content }),
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            (content.clone(), "[a-z]{1,9}")
                .prop_map(|(content, host)| Inline::Link { href: Href::parse(&format!("https://{host}.example/")).expect("an address"), content }),
            content.prop_map(|content| Inline::Foreign { lang: Lang::SV, content }),
        ]
    });
    prop::collection::vec(inline, 0..4)
}

fn block() -> impl Strategy<Value = Block> {
    let row = prop::collection::vec(inlines(), 0..5);
    let leaf = prop_oneof![
        4 => (inlines(), lang()).prop_map(|(text, lang)| Block::Paragraph { text, lang }),
        1 => (inlines(), lang()).prop_map(|(text, lang)| Block::Heading { text, lang }),
        1 => words().prop_map(|text| Block::Code { text }),
        1 => prop::collection::vec(inlines(), 0..4).prop_map(|lines| Block::Lines { lines }),
        2 => (words(), prop::collection::vec("[A-Za-zäö ]{0,20}", 0..5), prop::collection::vec(row, 0..5)).prop_map(|(caption, head, rows)| Block::Table { caption, head, rows }),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        prop_oneof![
            (prop::option::of(any::<u64>()), prop::collection::vec(blocks.clone(), 0..4)).prop_map(|(start, items)| Block::List { start, items }),
            prop::collection::vec((inlines(), blocks.clone()).prop_map(|(term, blocks)| Definition { term, blocks }), 0..3)
                .prop_flat_map(|items| prop::sample::select(vec![Block::Definitions { items: items.clone() }, Block::Rows { rows: items }])),
            (words(), blocks.clone()).prop_map(|(title, blocks)| Block::Callout { title, blocks }),
            blocks.prop_map(|blocks| Block::Quote { blocks }),
        ]
    })
}

fn section() -> impl Strategy<Value = Section> {
    let one = || (("[a-z]{0,8}", prop::option::of("[0-9.]{0,6}|\\PC{0,50}"), words(), lang()), any::<u8>(), prop::collection::vec(block(), 0..4));
    let plain = one().prop_map(|((id, number, title, lang), level, blocks)| Section {
        id,
        number,
        title,
        lang,
        level,
        topic: String::new(),
        blocks,
        sections: Vec::new(),
    });
    (one(), prop::collection::vec(plain, 0..3)).prop_map(|(((id, number, title, lang), level, blocks), sections)| Section {
        id,
        number,
        title,
        lang,
        level,
        topic: String::new(),
        blocks,
        sections,
    })
}

pub fn document() -> impl Strategy<Value = Document> {
    let words = || words();
    let fact = (words(), words()).prop_map(|(label, value)| Fact { label, value });
    let texts = (words(), words(), words(), words());
    (texts, prop::collection::vec(block(), 0..3), prop::collection::vec(fact, 0..3), prop::collection::vec(section(), 0..5), any::<bool>()).prop_map(
        |((kind, title, controller, banner), summary, facts, sections, toc)| Document {
            kind,
            title,
            controller,
            banners: vec![Banner { kind: "draft", text: banner }],
            summary,
            facts,
            sections,
            toc,
            labels: labels(),
            ..empty()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_is_laid_out(document in document(), rows in 20_u16..80, columns in 40_u16..120) {
        let (laid, _) = checked(&document, &sized(rows, columns));
        check_reading(&document, &laid);
    }
}
