//! A privacy notice as a document: every kind of block, in Finnish, with passages in Swedish and English.

use seloste::document::{Banner, Block, Definition, Document, Fact, First, Href, Inline, Inlines, Labels, Section, VERSION};
use seloste::lang::Lang;

pub fn text(text: &str) -> Inlines {
    vec![Inline::text(text)]
}

pub fn link(href: &str, shown: &str) -> Inline {
    Inline::Link { href: Href::parse(href).expect("an address"), content: text(shown) }
}

pub fn section(id: &str, number: &str, title: &str, level: u8, blocks: Vec<Block>, sections: Vec<Section>) -> Section {
    Section { id: id.into(), number: Some(number.into()), title: title.into(), lang: None, level, topic: "other".into(), blocks, sections }
}

pub fn list(items: &[&str]) -> Block {
    Block::List { start: None, items: items.iter().map(|item| vec![Block::paragraph(*item)]).collect() }
}

pub fn table(caption: &str, head: &[&str], rows: &[&[&str]]) -> Block {
    Block::Table {
        caption: caption.into(),
        head: head.iter().map(ToString::to_string).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect(),
    }
}

pub fn labels() -> Labels {
    Labels { contents: "Sisällys".into(), summary: "Lyhyesti".into(), page: "Sivu {page} / {pages}".into(), links: "Linkit".into(), ..Labels::default() }
}

pub fn empty() -> Document {
    Document {
        version: VERSION,
        lang: Lang::FI,
        kind: String::new(),
        title: String::new(),
        controller: String::new(),
        description: String::new(),
        banners: Vec::new(),
        summary: Vec::new(),
        first: First::default(),
        facts: Vec::new(),
        sections: Vec::new(),
        glossary: Vec::new(),
        ways: Vec::new(),
        toc: false,
        labels: labels(),
    }
}

/// A document of one section with these blocks.
pub fn with(blocks: Vec<Block>) -> Document {
    Document { title: "Asiakasrekisteri".into(), sections: vec![section("a", "1", "Rekisterinpitäjä", 2, blocks, Vec::new())], ..empty() }
}

pub const LONG: &str = "Käsittelemme henkilötietoja asiakassuhteen hoitamiseksi, tilausten toimittamiseksi ja laskuttamiseksi sekä \
    asiakaspalvelun kehittämiseksi. Käsittelyn oikeusperusteena on rekisterinpitäjän ja rekisteröidyn välinen sopimus, ja \
    suoramarkkinoinnin osalta rekisterinpitäjän oikeutettu etu. Henkilötietojen antaminen on välttämätöntä palvelujen tuottamiseksi: \
    ilman yhteystietoja emme voi toimittaa tilausta emmekä ilmoittaa mahdollisista toimitushäiriöistä.";

pub const SWEDISH: &str = "Vi behandlar personuppgifter för att sköta kundförhållandet, leverera beställningar och utveckla kundbetjäningen. \
    Behandlingen grundar sig på avtalet mellan den personuppgiftsansvarige och den registrerade, och för direktmarknadsföringens del på den \
    personuppgiftsansvariges berättigade intresse.";

fn retention() -> Block {
    table(
        "Tietojen säilytysajat",
        &["Tieto", "Säilytysaika", "Peruste"],
        &[
            &["Yhteystiedot", "Asiakassuhteen ajan ja 2 vuotta sen päättymisestä", "Asiakkaan ja rekisterinpitäjän välinen sopimus"],
            &["Tilaukset ja laskut", "6 vuotta sen vuoden lopusta, jonka aikana tilikausi on päättynyt", "Kirjanpitolaki (1336/1997) 2 luku 10 §"],
            &["Kameravalvonnan tallenteet", "30 vrk", "Oikeutettu etu: omaisuuden ja henkilöstön suojaaminen"],
            &["Suoramarkkinointiluvat", "Kunnes suostumus perutaan", "Suostumus"],
        ],
    )
}

fn purposes() -> Vec<Block> {
    vec![
        Block::paragraph(LONG),
        Block::paragraph("Käsittelemme tietoja seuraaviin tarkoituksiin:"),
        Block::List {
            start: None,
            items: vec![
                vec![Block::paragraph("asiakassuhteen hoitaminen ja tilausten toimittaminen")],
                vec![
                    Block::paragraph("markkinointi ja viestintä, joka perustuu rekisteröidyn suostumukseen tai rekisterinpitäjän oikeutettuun etuun"),
                    list(&["uutiskirje kerran kuukaudessa", "kutsut tilaisuuksiin ja asiakastyytyväisyyskyselyihin"]),
                ],
                vec![Block::paragraph("kirjanpidon lakisääteiset velvoitteet (10 §), joita ei voida täyttää muulla tavalla")],
            ],
        },
        Block::Callout {
            title: "Oikeus vastustaa".into(),
            blocks: vec![
                Block::paragraph("Sinulla on oikeus vastustaa henkilötietojesi käsittelyä suoramarkkinointia varten milloin tahansa ja ilmaiseksi."),
                Block::Paragraph {
                    text: vec![
                        Inline::text("Ilmoita siitä osoitteeseen "),
                        link("mailto:tietosuoja@esimerkki.example", "tietosuoja@esimerkki.example"),
                        Inline::text("."),
                    ],
                    lang: None,
                },
            ],
        },
    ]
}

fn rights() -> Vec<Section> {
    vec![
        section(
            "tarkastusoikeus",
            "4.1",
            "Oikeus saada pääsy tietoihin",
            3,
            vec![
                Block::Paragraph {
                    text: vec![
                        Inline::text("Vastaamme pyyntöön viimeistään 1 kk kuluessa. Pyynnön voi tehdä "),
                        link("https://esimerkki.example/tietosuoja/pyynnot?lomake=tarkastus&kieli=fi", "verkkolomakkeella"),
                        Inline::text(" tai "),
                        Inline::Strong { content: text("kirjeitse") },
                        Inline::text(" osoitteeseen:"),
                    ],
                    lang: None,
                },
                Block::Lines { lines: vec![text("Esimerkki Oy"), text("Tietosuoja-asiat"), text("Mannerheimintie 1 A 5"), text("00100 Helsinki")] },
            ],
            Vec::new(),
        ),
        section(
            "valitus",
            "4.2",
            "Oikeus tehdä valitus valvontaviranomaiselle",
            3,
            vec![
                Block::Paragraph {
                    text: vec![
                        Inline::text("Valituksen voi tehdä, jos rekisteröity katsoo, että käsittelyssä rikotaan "),
                        Inline::Emphasis { content: text("tietosuoja-asetusta") },
                        Inline::text(" (EU) 2016/679. Viranomainen on "),
                        link("https://tietosuoja.fi/", "tietosuojavaltuutetun toimisto"),
                        Inline::text(", puh. 029 566 6700."),
                    ],
                    lang: None,
                },
                Block::List {
                    start: Some(9),
                    items: vec![
                        vec![Block::paragraph(
                            "Ota ensin yhteyttä meihin: useimmat asiat selviävät sillä, ja vastaamme aina kirjallisesti viimeistään kuukauden kuluessa.",
                        )],
                        vec![Block::paragraph("Tee valitus.")],
                        vec![Block::paragraph("Odota päätöstä.")],
                    ],
                },
            ],
            Vec::new(),
        ),
    ]
}

pub fn sample() -> Document {
    Document {
        kind: "Tietosuojaseloste".into(),
        title: "Asiakas- ja markkinointirekisteri".into(),
        controller: "Esimerkki Oy".into(),
        description: "Kuvaus".into(),
        banners: vec![Banner { kind: "draft", text: "Luonnos: tätä selostetta ei ole vielä julkaistu.".into() }],
        summary: vec![
            Block::paragraph("Esimerkki Oy käsittelee asiakkaidensa tietoja tilausten toimittamiseksi ja laskuttamiseksi. Tietoja ei luovuteta eteenpäin."),
            list(&["Säilytämme tiedot 2 vuotta asiakassuhteen päättymisestä.", "Sinulla on oikeus nähdä, korjata ja poistaa tietosi."]),
        ],
        facts: vec![
            Fact { label: "Päivitetty".into(), value: "1.9.2026".into() },
            Fact { label: "Versio".into(), value: "2.1".into() },
            Fact { label: "Rekisterinpitäjän Y-tunnus".into(), value: "1234567-1".into() },
        ],
        sections: vec![
            section(
                "rekisterinpitaja",
                "1",
                "Rekisterinpitäjä ja yhteyshenkilö",
                2,
                vec![
                    Block::Definitions {
                        items: vec![
                            Definition {
                                term: text("Rekisterinpitäjä"),
                                blocks: vec![Block::Lines {
                                    lines: vec![
                                        text("Esimerkki Oy"),
                                        text("Mannerheimintie 1 A 5, 00100 Helsinki"),
                                        vec![link("tel:+358401234567", "+358 40 123 4567")],
                                    ],
                                }],
                            },
                            Definition {
                                term: text("Tietosuojavastaava"),
                                blocks: vec![Block::paragraph(
                                    "Maija Meikäläinen vastaa rekisteröityjen tietosuojaa koskeviin kysymyksiin arkisin kello 9–15.",
                                )],
                            },
                        ],
                    },
                    Block::Paragraph { text: text(SWEDISH), lang: Some(Lang::SV) },
                ],
                Vec::new(),
            ),
            section("tarkoitukset", "2", "Käsittelyn tarkoitukset ja oikeusperusteet", 2, purposes(), Vec::new()),
            section(
                "sailytys",
                "3",
                "Säilytysajat",
                2,
                vec![
                    retention(),
                    Block::Heading { text: text("Asetukset"), lang: None },
                    Block::paragraph("Evästeet tallentuvat selaimeen:"),
                    Block::Code { text: "Set-Cookie: istunto=8f2a; Path=/; Secure; HttpOnly\n    Max-Age=3600".into() },
                    Block::Quote { blocks: vec![Block::paragraph(LONG)] },
                    table(
                        "Evästeet",
                        &["Nimi", "Palveluntarjoaja", "Tarkoitus", "Kesto", "Tyyppi", "Sijainti", "Maa", "Suostumus"],
                        &[&["_istunto", "Esimerkki Oy", "Kirjautumisen ylläpito", "1 h", "välttämätön", "selain", "Suomi", "ei tarvita"]],
                    ),
                ],
                Vec::new(),
            ),
            section("oikeudet", "4", "Rekisteröidyn oikeudet", 2, vec![Block::paragraph(LONG)], rights()),
        ],
        toc: true,
        ..empty()
    }
}
