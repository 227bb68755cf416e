//! Documents for the tests of formats: one with every kind of block and inline, and hostile ones of the same shape.

use proptest::prelude::*;
use seloste::document::{Banner, Block, Definition, Document, Fact, First, Href, Inline, Inlines, Labels, Point, Section, Term, VERSION, Way};
use seloste::lang::Lang;

/// Texts for the places of [`document`], in order; when they run out they begin again.
pub(crate) struct Texts<'t> {
    texts: &'t [String],
    next: usize,
}

impl<'t> Texts<'t> {
    pub(crate) fn new(texts: &'t [String]) -> Self {
        Self { texts, next: 0 }
    }

    fn text(&mut self, plain: &str) -> String {
        if self.texts.is_empty() {
            return plain.to_string();
        }
        self.next += 1;
        self.texts[(self.next - 1) % self.texts.len()].clone()
    }

    fn line(&mut self, plain: &str) -> Inlines {
        vec![Inline::text(self.text(plain))]
    }

    fn paragraph(&mut self, plain: &str) -> Block {
        Block::Paragraph { text: self.line(plain), lang: None }
    }
}

/// The sample as an officer would have it.
pub(crate) fn sample() -> Document {
    document(&mut Texts::new(&[]))
}

/// Every kind of block and inline, every text from `t`.
pub(crate) fn document(t: &mut Texts) -> Document {
    Document {
        version: VERSION,
        lang: Lang::FI,
        kind: t.text("Tietosuojaseloste"),
        title: t.text("Asiakas- ja kanta-asiakasrekisteri"),
        controller: t.text("Suonenjoen Pyörähuolto Oy"),
        description: t.text("Miten Suonenjoen Pyörähuolto käsittelee asiakkaittensa henkilötietoja."),
        banners: vec![Banner { kind: "draft", text: t.text("Luonnos: ei vielä voimassa.") }],
        summary: vec![
            t.paragraph("Huollamme pyöriä ja myymme varaosia. Tarvitsemme yhteystietosi, jotta tiedämme, kenen pyörä on ja milloin se on valmis."),
            Block::List {
                start: None,
                items: vec![vec![t.paragraph("Emme myy tietojasi kenellekään.")], vec![t.paragraph("Saat nähdä, korjata ja poistaa tietosi.")]],
            },
        ],
        first: first(t),
        facts: vec![Fact { label: t.text("Päivitetty"), value: t.text("14.3.2025") }, Fact { label: t.text("Versio"), value: t.text("2.1") }],
        sections: sections(t),
        glossary: vec![
            Term { id: "term-controller".to_string(), term: t.text("Rekisterinpitäjä"), text: t.text("Se, joka päättää, miksi tietoja käsitellään.") },
            Term { id: "term-eea".to_string(), term: t.text("ETA"), text: t.text("Euroopan talousalue.") },
        ],
        ways: vec![
            Way { topic: "contact", label: t.text("Ota yhteyttä"), href: Href::anchor("contact") },
            Way { topic: "rights", label: t.text("Käytä oikeuksiasi"), href: Href::anchor("nowhere") },
        ],
        toc: true,
        labels: Labels {
            contents: t.text("Sisällys"),
            skip: t.text("Siirry sisältöön"),
            languages: t.text("Kielet"),
            index: t.text("Kaikki selosteet"),
            summary: t.text("Lyhyesti"),
            page: t.text("Sivu {page}/{pages}"),
            formats: t.text("Muut muodot"),
            table: t.text("Taulukko: {table}"),
            links: t.text("Linkit"),
            notable: t.text("Huomaa erityisesti"),
            glossary: t.text("Sanasto"),
            back: t.text("Takaisin tekstiin"),
            ways: t.text("Yhteys ja oikeudet"),
            colon: ": ".to_string(),
        },
    }
}

fn first(t: &mut Texts) -> First {
    let lines = Block::Lines { lines: vec![t.line("Suonenjoen Pyörähuolto Oy"), t.line("asiakas@pyora.example")] };
    let items = vec![vec![t.paragraph("Huolto")], vec![t.paragraph("ja 2 muuta tarkoitusta")]];
    let point = |topic, label, to: &str, blocks| Point { topic, label, href: Some(Href::anchor(to)), blocks };
    First {
        points: vec![
            point("controller", t.text("Kuka käsittelee tietojasi"), "controller", vec![lines]),
            point("purposes", t.text("Mihin käytämme tietojasi"), "purposes", vec![Block::List { start: None, items }]),
            point("rights", t.text("Oikeutesi"), "nowhere", vec![t.paragraph("Tietojen saaminen, oikaiseminen ja poistaminen")]),
        ],
        notable: vec![
            point("profiling", t.text("Profilointia"), "other", Vec::new()),
            point("transfers", t.text("Tietoja siirtyy EU:n ja ETA:n ulkopuolelle"), "other", vec![t.paragraph("Yhdysvallat")]),
            point("sources", t.text("Tietoja muualta"), "other", vec![t.paragraph("Yksi"), t.paragraph("Kaksi")]),
        ],
    }
}

fn section(id: &str, number: &str, title: String, level: u8, blocks: Vec<Block>) -> Section {
    Section { id: id.to_string(), number: Some(number.to_string()), title, lang: None, level, topic: id.to_string(), blocks, sections: Vec::new() }
}

fn sections(t: &mut Texts) -> Vec<Section> {
    let mut contact = section("contact", "2", t.text("Yhteydenotto"), 2, vec![t.paragraph("Ota yhteyttä, kun jokin askarruttaa.")]);
    let mut dpo = section("dpo", "2.1", t.text("Dataskyddsombud"), 3, vec![every_inline(t)]);
    dpo.lang = Some(Lang::SV);
    contact.sections = vec![dpo, section("requests", "2.2", t.text("Pyynnöt"), 3, vec![t.paragraph("Vastaamme kuukauden kuluessa.")])];
    vec![
        section(
            "controller",
            "1",
            t.text("Rekisterinpitäjä"),
            2,
            vec![Block::Lines { lines: vec![t.line("Suonenjoen Pyörähuolto Oy"), t.line("Rautalammintie 12"), t.line("77600 Suonenjoki")] }],
        ),
        contact,
        section("purposes", "3", t.text("Käsittelyn tarkoitukset ja oikeusperusteet"), 2, [purposes(t), vec![card(t)]].concat()),
        section("data-categories", "4", t.text("Mitä tietoja käsittelemme"), 2, vec![table(t), definitions(t)]),
        section("right-object", "5", t.text("Oikeutesi"), 2, rights(t)),
        section("other", "6", t.text("Muuta"), 2, prose(t)),
    ]
}

fn every_inline(t: &mut Texts) -> Block {
    let link = Href::parse("https://tietosuoja.fi/sv/sok(1)?a=b&copy=c").expect("an allowed address");
    Block::Paragraph {
        text: vec![
            Inline::text(t.text("Vårt ")),
            Inline::Emphasis { content: t.line("dataskyddsombud") },
            Inline::text(t.text(" svarar ")),
            Inline::Strong { content: vec![Inline::text(t.text("alltid ")), Inline::Emphasis { content: t.line("inom en månad") }] },
            Inline::Strong { content: t.line(".") },
            Inline::text(t.text(" Se ")),
            Inline::Link { href: link, content: vec![Inline::text(t.text("Dataombudsmannens ")), Inline::Strong { content: t.line("sidor") }] },
            Inline::text(t.text(" eller ")),
            Inline::Link { href: Href::anchor("requests"), content: t.line("begäran") },
            Inline::text(t.text(", ")),
            Inline::Link { href: Href::anchor("nowhere"), content: t.line("ingenstans") },
            Inline::text(t.text(" (")),
            Inline::Link { href: Href::email("asiakas@pyora.example").expect("an address"), content: t.line("asiakas@pyora.example") },
            Inline::text(t.text(").")),
            Inline::Break,
            Inline::Foreign { lang: Lang::EN, content: vec![Inline::text(t.text("In English: ")), Inline::Emphasis { content: t.line("the officer") }] },
            Inline::text(t.text(" ")),
            Inline::Code { text: t.text("seloste lint") },
            Inline::Code { text: t.text(" --as-of `nyt`") },
        ],
        lang: Some(Lang::SV),
    }
}

fn purposes(t: &mut Texts) -> Vec<Block> {
    vec![
        t.paragraph("Käsittelemme tietojasi vain näihin tarkoituksiin."),
        Block::List {
            start: Some(1),
            items: vec![
                vec![t.paragraph("Huoltosopimuksen täyttäminen (tietosuoja-asetus 6 artikla 1 kohta b alakohta)")],
                vec![
                    t.paragraph("Kirjanpito (kirjanpitolaki 1336/1997)"),
                    Block::List { start: None, items: vec![vec![t.paragraph("laskut")], vec![t.paragraph("kuitit")]] },
                ],
                vec![t.paragraph("Uutiskirje suostumuksellasi")],
            ],
        },
        Block::List { start: Some(7), items: vec![vec![t.paragraph("Takuuasiat")]] },
        Block::List { start: None, items: vec![vec![t.paragraph("Yksi")], vec![t.paragraph("Kaksi")]] },
        Block::List { start: None, items: vec![vec![t.paragraph("Toinen luettelo heti perään")]] },
    ]
}

fn card(t: &mut Texts) -> Block {
    let term = Inline::Link { href: Href::anchor("term-controller"), content: t.line("rekisterinpitäjän") };
    let again = Inline::Link { href: Href::anchor("term-controller"), content: t.line("rekisterinpitäjä") };
    let basis = vec![Block::Paragraph { text: vec![Inline::text(t.text("Sopimus ")), term, Inline::text(" "), again], lang: None }];
    let kept = vec![Block::List { start: None, items: vec![vec![t.paragraph("3 vuotta")], vec![t.paragraph("6 vuotta")]] }];
    Block::Rows { rows: vec![Definition { term: t.line("Oikeusperuste"), blocks: basis }, Definition { term: t.line("Säilytysaika"), blocks: kept }] }
}

fn table(t: &mut Texts) -> Block {
    let mut row = |a: &str, b: &str, c: &str| vec![t.line(a), t.line(b), t.line(c)];
    let rows = vec![
        row("Yhteystiedot", "nimi, osoite, puhelinnumero, sähköpostiosoite", "3 vuotta viimeisestä asioinnista"),
        row("Huoltohistoria", "pyörän runkonumero, tehdyt työt ja vaihdetut osat", "niin kauan kuin takuu on voimassa"),
        row("Laskutustiedot", "laskut ja maksutiedot", "6 vuotta tilikauden päättymisestä"),
    ];
    Block::Table { caption: t.text("Tietoryhmät ja säilytysajat"), head: vec![t.text("Tietoryhmä"), t.text("Tiedot"), t.text("Säilytysaika")], rows }
}

fn definitions(t: &mut Texts) -> Block {
    Block::Definitions {
        items: vec![
            Definition { term: t.line("Rekisterinpitäjä"), blocks: vec![t.paragraph("Se, joka päättää, miksi ja miten tietoja käsitellään.")] },
            Definition {
                term: t.line("Käsittelijä"),
                blocks: vec![t.paragraph("Se, joka käsittelee tietoja toisen lukuun."), t.paragraph("Esimerkiksi palvelinkeskus.")],
            },
        ],
    }
}

fn rights(t: &mut Texts) -> Vec<Block> {
    vec![
        t.paragraph("Sinulla on oikeus saada pääsy tietoihisi."),
        Block::Callout {
            title: t.text("Oikeus vastustaa käsittelyä"),
            blocks: vec![
                t.paragraph("Voit milloin tahansa vastustaa tietojesi käsittelyä suoramarkkinointia varten."),
                Block::List { start: None, items: vec![vec![t.paragraph("Kerro siitä meille.")]] },
            ],
        },
        Block::Callout { title: t.text("Oikeus perua suostumus"), blocks: vec![t.paragraph("Peruminen ei vaikuta aiempaan.")] },
    ]
}

fn prose(t: &mut Texts) -> Vec<Block> {
    vec![
        Block::Heading { text: t.line("Väliotsikko"), lang: None },
        Block::Quote { blocks: vec![t.paragraph("Henkilötietoja on käsiteltävä lainmukaisesti."), t.paragraph("Asetuksen 5 artikla")] },
        Block::Code { text: format!("{}:\n\n    {};", t.text("[register]"), t.text("name = \"```\"")) },
        Block::Paragraph { text: t.line("Detta stycke är på svenska."), lang: Some(Lang::SV) },
        Block::Quote {
            blocks: vec![Block::List {
                start: None,
                items: vec![vec![Block::Code { text: t.text("koodia") }, Block::Quote { blocks: vec![t.paragraph("syvällä")] }]],
            }],
        },
    ]
}

/// Texts that try to be something else than text.
pub(crate) fn hostile() -> impl Strategy<Value = Vec<String>> + Clone {
    let bit = prop_oneof![
        4 => prop::sample::select(BITS).prop_map(str::to_string),
        2 => "[ -~]{1,6}",
        1 => "\\PC{1,4}",
        1 => any::<char>().prop_map(|c| c.to_string()),
        2 => "[a-zäö]{1,5}",
    ];
    let text = prop::collection::vec(bit, 1..6).prop_map(|bits| bits.concat());
    prop::collection::vec(text, 1..40)
}

const BITS: &[&str] = &[
    "<script>alert(1)</script>",
    "</p>",
    "<!--",
    "-->",
    "<![CDATA[",
    "\" onclick=\"x",
    "' onload='x",
    "&amp;",
    "&lt",
    "&#60;",
    "&",
    "javascript:alert(1)",
    "</style>",
    "<img src=x onerror=y>",
    "{{ 1 }}",
    "{% raw %}",
    "{#",
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "```",
    "~~~",
    "~~",
    "#",
    "# ",
    "## a ##",
    "- ",
    "-",
    "---",
    "+ ",
    "* * *",
    "1. ",
    "1)",
    "12",
    ".",
    ")",
    "=",
    "===",
    "> ",
    ">",
    "[a](b)",
    "![a](b)",
    "[a]: http://b",
    "]",
    "[",
    "](",
    "!",
    "\\",
    "|",
    "a|b",
    ":-:",
    "|-|",
    "<http://a.b>",
    "<a@b.c>",
    "http://a.b",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "\u{301}",
    "ä",
    "«",
    "”",
    "”a",
    "a",
    "a*a",
    "a_a",
    "_a_",
    "*a*",
    "(",
    "ⓐ",
    "😀",
    ":smile:",
    "&copy;",
    "&copy",
    "snake_case",
    "a\\",
    "\\\n",
    "  \n",
];
