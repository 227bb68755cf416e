//! The first layer, the cards of purposes and the glossary: told where the facts show it, and not otherwise, in three languages.

use crate::patch::root;
use seloste::day::Day;
use seloste::document::{Block, Document, Inline, Words, build, plain};
use seloste::facts::Facts;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::notice::{self, Notice};
use seloste::project;
use std::collections::BTreeSet;

fn page(text: &str, lang: Lang) -> Document {
    let reading = notice::read(text, None);
    assert!(reading.faults.is_empty(), "{:?}\n{text}", reading.faults);
    let notice = Notice::of(&reading.tree);
    let facts = Facts::of(&notice, &LAW, Day::parse("2026-11-21").expect("a day"));
    build(&notice, &facts, &LAW, words(lang), lang, false)
}

fn words(lang: Lang) -> &'static Words {
    Words::built_in(lang).expect("a language of the tool")
}

/// Every notice of ours in every language.
fn ours() -> Vec<(String, Document)> {
    let found = project::read(&[root().join("notices")]).expect("our notices");
    let mut out = Vec::new();
    for file in found.notices {
        let notice = Notice::of(&file.reading.tree);
        let facts = Facts::of(&notice, &LAW, notice.withdrawn().or(notice.updated()).expect("a dated notice"));
        for lang in &file.reading.languages {
            out.push((format!("{} {lang}", file.path.display()), build(&notice, &facts, &LAW, words(*lang), *lang, false)));
        }
    }
    out
}

/// A notice that shows nothing of note, and what is added to it: in a category, in the source, in the purpose, and as tables.
fn with(category: &str, kind: &str, more: &str) -> String {
    format!(
        "[notice]\nformat = 1\nregime = \"gdpr\"\nlanguages = [\"fi\", \"sv\", \"en\"]\nupdated = 2026-09-01\n[register]\nname = \"Rekisteri\"\nkind = \"customers\"\n\
         [controller]\nname = \"Esimerkki Oy\"\nemail = \"a@esimerkki.example\"\ncountry = \"FI\"\n[[sources]]\nid = \"s\"\nname = \"Lähde\"\nkind = \"{kind}\"\n\
         [[data-categories]]\nid = \"c\"\nname = \"Tiedot\"\n{category}\n[[purposes]]\nid = \"p\"\nname = \"Palvelu\"\nbasis = \"contract\"\n{more}\n"
    )
}

#[test]
fn what_is_notable_is_told_and_nothing_else() {
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("", "data-subject", "", &[]),
        ("", "observation", "", &[]),
        ("", "derived", "", &[]),
        ("", "other-controller", "", &["sources"]),
        ("contains = \"identity-code\"", "data-subject", "", &["identity-code"]),
        ("contains = [\"location\", \"recording\", \"credit\"]", "data-subject", "", &["credit", "recording", "location"]),
        ("contains = [\"drug-test\", \"aptitude-test\", \"criminal\"]", "data-subject", "", &["criminal", "drug-test", "aptitude-test"]),
        ("special-categories = [\"health\"]", "data-subject", "", &["special-categories"]),
        ("", "data-subject", "[profiling]\ntext = \"Ryhmittelemme asiakkaita.\"", &["profiling"]),
        ("", "data-subject", "[automated-decisions]\nlogic = \"Pisteytys.\"", &["automated-decisions"]),
        ("", "data-subject", "[[processors]]\nname = \"Pilvi\"\ncountry = \"US\"", &["transfers"]),
        ("", "data-subject", "[[processors]]\nname = \"Pilvi\"\ncountry = \"SE\"", &[]),
        ("", "data-subject", "[[disclosures]]\nname = \"Kaikki\"\nrole = \"public\"", &["public"]),
        ("", "data-subject", "[[disclosures]]\nname = \"Toinen\"\nrole = \"controller\"", &[]),
        ("", "data-subject", "[[direct-marketing]]\nchannels = [\"email\"]\nbasis = \"consent\"", &["direct-marketing"]),
        ("", "data-subject", "[[retention]]\npermanent = true", &["permanent"]),
        ("", "data-subject", "[declares]\nprofiling = false\nautomated-decisions = false\ntransfers-outside-eea = false", &[]),
    ];
    for (category, kind, more, wanted) in cases {
        for lang in Lang::SPOKEN {
            let document = page(&with(category, kind, more), lang);
            let topics: Vec<&str> = document.first.notable.iter().map(|point| point.topic).collect();
            assert_eq!(topics, *wanted, "{lang} {category} {kind} {more}");
            for point in &document.first.notable {
                assert_eq!(point.label, words(lang).notable[point.topic]);
            }
        }
    }
}

#[test]
fn countries_channels_and_kinds_of_special_data_are_named() {
    let more = "[[processors]]\nname = \"Pilvi\"\ncountry = [\"US\", \"IN\"]\n[[direct-marketing]]\nchannels = [\"email\", \"sms\"]\nbasis = \"consent\"";
    let document = page(&with("special-categories = [\"health\", \"genetic\"]", "data-subject", more), Lang::EN);
    let said: Vec<String> = document.first.notable.iter().flat_map(|point| document.notable(point)).map(text_of).collect();
    assert_eq!(
        said,
        [
            "Special categories of personal data: data concerning health and genetic data",
            "Data are transferred outside the EU and the EEA: United States and India",
            "Direct marketing: e-mail and text message"
        ]
    );
}

fn text_of(block: Block) -> String {
    let Block::Paragraph { text, .. } = block else { panic!("{block:?}") };
    plain(&text)
}

#[test]
fn who_what_for_and_rights_stand_first_and_lead_to_their_sections() {
    for (name, document) in ours() {
        let topics: Vec<&str> = document.first.points.iter().map(|point| point.topic).collect();
        assert_eq!(topics, ["controller", "purposes", "rights"], "{name}");
        let ids = ids(&document);
        let hrefs = document.first.points.iter().chain(&document.first.notable).map(|point| point.href.as_ref().map(seloste::document::Href::as_str));
        for href in hrefs.chain(document.ways.iter().map(|way| Some(way.href.as_str()))) {
            let href = href.unwrap_or_else(|| panic!("{name}: a point that leads nowhere"));
            assert!(ids.contains(&href[1..]), "{name}: {href}");
        }
        assert_eq!(document.ways.iter().map(|way| way.topic).collect::<Vec<_>>(), ["contact", "rights"], "{name}");
        let Block::List { items, .. } = &document.first.points[1].blocks[0] else { panic!("{name}: purposes are a list") };
        assert!(items.len() <= 4, "{name}: {} purposes", items.len());
    }
}

fn ids(document: &Document) -> BTreeSet<&str> {
    document.sections.iter().flat_map(|section| std::iter::once(section.id.as_str()).chain(section.sections.iter().map(|s| s.id.as_str()))).collect()
}

#[test]
fn of_many_purposes_the_rest_are_counted() {
    for (count, shown) in [(1, 1), (4, 4), (5, 4), (9, 4)] {
        let more: String = (1..count).map(|n| format!("[[purposes]]\nid = \"q{n}\"\nname = \"Tarkoitus {n}\"\nbasis = \"consent\"\n")).collect();
        for lang in Lang::SPOKEN {
            let document = page(&with("", "data-subject", &more), lang);
            let Block::List { items, .. } = &document.first.points[1].blocks[0] else { panic!("a list") };
            assert_eq!(items.len(), shown, "{lang} {count}");
            let last = text_of(items[items.len() - 1][0].clone());
            assert_eq!(last.contains(&(count - 3).to_string()) && count > 4, count > 4, "{lang} {count}: {last}");
        }
    }
}

#[test]
fn a_right_that_does_not_apply_is_not_promised() {
    for lang in Lang::SPOKEN {
        let short = &words(lang).rights.short;
        let rights = |text: &str| {
            let document = page(text, lang);
            text_of(document.first.points[2].blocks[0].clone()).to_lowercase()
        };
        let contract = rights(&with("", "data-subject", ""));
        let duty = rights(&with("", "data-subject", "").replace("\"contract\"", "\"legal-obligation\""));
        assert!(contract.contains(&short["portability"]) && contract.contains(&short["erasure"]), "{lang}: {contract}");
        assert!(!duty.contains(&short["portability"]) && !duty.contains(&short["erasure"]) && !duty.contains(&short["objection"]), "{lang}: {duty}");
        assert!(duty.contains(&short["access"]) && duty.contains(&short["complaint"]), "{lang}: {duty}");
    }
}

#[test]
fn every_purpose_has_a_card_with_what_matters() {
    for (name, document) in ours() {
        let words = words(document.lang);
        let cards = document.sections.iter().filter(|section| section.topic == "purposes").flat_map(|section| &section.sections);
        let mut count = 0;
        for card in cards {
            count += 1;
            let Some(Block::Rows { rows }) = card.blocks.last() else { panic!("{name}: {} has no card", card.id) };
            let labels: Vec<String> = rows.iter().map(|row| plain(&row.term)).collect();
            assert!(labels.contains(&words.purposes.basis), "{name}: {} lacks {}", card.id, words.purposes.basis);
            // Data and periods have a row each, or one between them where the periods name the data.
            let each = [&words.purposes.data, &words.retention.period].map(|wanted| labels.contains(wanted));
            let both = labels.contains(&words.purposes.data_kept);
            assert!(each == [!both; 2], "{name}: {} tells {labels:?}", card.id);
        }
        assert!(count > 0, "{name}");
    }
}

#[test]
fn a_card_tells_how_long_each_of_its_data_are_kept_and_who_gets_them() {
    let more = "[[data-categories]]\nid = \"d\"\nname = \"Laskut\"\n[[retention]]\ndata-categories = \"c\"\nperiod = \"2 vuotta\"\n[[retention]]\ndata-categories = \"d\"\nperiod = \"6 vuotta\"\n\
                [[disclosures]]\nname = \"Perintä\"\ndata-categories = \"d\"\n[[processors]]\nname = \"Pilvi\"";
    let document = page(&with("", "data-subject", more).replace("basis = \"contract\"", "basis = \"contract\"\ndata-categories = [\"c\", \"d\"]"), Lang::FI);
    let only_c = page(&with("", "data-subject", more).replace("basis = \"contract\"", "basis = \"contract\"\ndata-categories = \"c\""), Lang::FI);
    let row = |document: &Document, label: &str| {
        let card = &document.sections.iter().find(|section| section.topic == "purposes").expect("purposes").sections[0];
        let Some(Block::Rows { rows }) = card.blocks.last() else { panic!("no card") };
        rows.iter().find(|row| plain(&row.term) == label).map(|row| format!("{:?}", row.blocks)).unwrap_or_default()
    };
    let words = words(Lang::FI);
    assert!(row(&document, &words.purposes.data).is_empty() && row(&document, &words.retention.period).is_empty(), "the same data are not named twice");
    let kept = row(&document, &words.purposes.data_kept);
    assert!(kept.contains("Tiedot") && kept.contains("2 vuotta") && kept.contains("Laskut") && kept.contains("6 vuotta"), "{kept}");
    let kept = row(&only_c, &words.retention.period);
    assert!(kept.contains("2 vuotta") && !kept.contains("6 vuotta") && !kept.contains("Tiedot"), "{kept}");
    assert!(row(&only_c, &words.purposes.data).contains("Tiedot") && row(&only_c, &words.purposes.data_kept).is_empty());
    assert!(row(&document, &words.purposes.recipients).contains("Perintä"));
    assert!(!row(&only_c, &words.purposes.recipients).contains("Perintä"));
}

#[test]
fn what_many_purposes_share_is_told_once_before_their_cards() {
    let own = "[[purposes]]\nname = \"Vakuuttaminen\"\nbasis = \"legal-obligation\"\ndata-categories = [\"c\", \"d\"]\n[[purposes]]\nname = \"Arkistointi\"\nbasis = \"legal-obligation\"\ndata-categories = \"d\"\n";
    let more = format!(
        "[[data-categories]]\nid = \"d\"\nname = \"Laskut\"\n[[disclosures]]\nname = \"Perintä\"\ndata-categories = \"c\"\n\
         [[disclosures]]\nname = \"Vakuutusyhtiö\"\ndata-categories = \"d\"\n[[processors]]\nname = \"Pilvi\"\n{own}"
    );
    let words = words(Lang::FI);
    let told = |more: &str| {
        let text = with("", "data-subject", more).replace("basis = \"contract\"", "basis = \"contract\"\ndata-categories = \"c\"");
        let document = page(&text, Lang::FI);
        let section = document.sections.into_iter().find(|section| section.topic == "purposes").expect("purposes");
        // A term in a sentence is a link.
        let lines = section.blocks.iter().map(|block| match block {
            Block::Paragraph { text, .. } => plain(text),
            block => format!("{block:?}"),
        });
        (lines.collect::<Vec<_>>().join("\n"), section.sections.iter().map(|card| format!("{:?}", card.blocks)).collect::<Vec<_>>())
    };
    // Two purposes have `c` and two `d`: each card says who gets its data. Processors have data of all three.
    let (before, cards) = told(&more);
    assert!(!before.contains("Perintä") && before.contains(&words.purposes.processors_all), "{before}");
    assert_eq!(
        cards.iter().map(|card| (card.contains("Perintä"), card.contains("Vakuutusyhtiö"))).collect::<Vec<_>>(),
        [(true, false), (true, true), (false, true)]
    );
    // A third purpose with `c`: it is said before the cards and in none; who gets `d` stays where it was.
    let (before, cards) = told(&format!("{more}[[purposes]]\nname = \"Huolto\"\nbasis = \"contract\"\n"));
    assert!(before.contains("Perintä") && !before.contains("Vakuutusyhtiö"), "{before}");
    assert!(cards.iter().all(|card| !card.contains("Perintä") && !card.contains(&words.purposes.processors)), "{cards:?}");
    assert_eq!(cards.iter().map(|card| card.contains("Vakuutusyhtiö")).collect::<Vec<_>>(), [false, true, true, false]);
    assert!(!cards[0].contains(&words.purposes.recipients), "{cards:?}");
    assert!(cards[1].contains(&words.purposes.recipients_other) && !cards[2].contains(&words.purposes.recipients_other), "{cards:?}");
}

/// Links to terms, in the order of the page.
fn term_links(document: &Document) -> Vec<String> {
    fn of_inlines(inlines: &[Inline], out: &mut Vec<String>) {
        for inline in inlines {
            match inline {
                Inline::Link { href, content } => {
                    let number = href.as_str().strip_prefix("#t").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
                    out.extend(number.map(|number| format!("t{number}")));
                    of_inlines(content, out);
                }
                Inline::Emphasis { content } | Inline::Strong { content } | Inline::Foreign { content, .. } => of_inlines(content, out),
                _ => {}
            }
        }
    }
    fn of_blocks(blocks: &[Block], out: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph { text, .. } | Block::Heading { text, .. } => of_inlines(text, out),
                Block::List { items, .. } => items.iter().for_each(|item| of_blocks(item, out)),
                Block::Definitions { items } | Block::Rows { rows: items } => items.iter().for_each(|item| {
                    of_inlines(&item.term, out);
                    of_blocks(&item.blocks, out);
                }),
                Block::Table { rows, .. } => rows.iter().flatten().for_each(|cell| of_inlines(cell, out)),
                Block::Callout { blocks, .. } | Block::Quote { blocks } => of_blocks(blocks, out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    for section in &document.sections {
        of_blocks(&section.blocks, &mut out);
        section.sections.iter().for_each(|inner| of_blocks(&inner.blocks, &mut out));
    }
    out
}

#[test]
fn each_term_that_occurs_is_explained_once_and_no_other() {
    let mut met = BTreeSet::new();
    for (name, document) in ours() {
        let links = term_links(&document);
        let explained: BTreeSet<&str> = document.glossary.iter().map(|term| term.id.as_str()).collect();
        assert_eq!(links.len(), document.glossary.len(), "{name}: each once");
        assert_eq!(links.iter().map(String::as_str).collect::<BTreeSet<_>>(), explained, "{name}");
        met.extend(links.into_iter().map(|id| (document.lang, id)));
    }
    // The words find their terms in every language alike, but for what no notice of ours speaks of.
    for lang in Lang::SPOKEN {
        let count = met.iter().filter(|(own, _)| *own == lang).count();
        assert!(count >= 15, "{lang}: {count} of {}", words(lang).glossary.terms().len());
    }
}

#[test]
fn terms_are_found_in_their_forms_and_not_inside_other_words() {
    let found = |lang: Lang, text: &str| {
        let glossary = &words(lang).glossary;
        glossary.find(text, &vec![true; glossary.terms().len()]).map(|(term, from, to)| (glossary.terms()[term].key.clone(), text[from..to].to_string()))
    };
    let is = |key: &str, text: &str| Some((key.to_string(), text.to_string()));
    assert_eq!(found(Lang::FI, "Rekisterinpitäjän nimi"), is("controller", "Rekisterinpitäjän"));
    assert_eq!(found(Lang::FI, "Yhteisrekisterinpitäjät päättävät"), is("joint-controllers", "Yhteisrekisterinpitäjät"));
    assert_eq!(found(Lang::FI, "perustuu oikeutettuun etuun"), is("legitimate-interest", "oikeutettuun etuun"));
    assert_eq!(found(Lang::FI, "EU:n ja ETA:n ulkopuolella"), is("eea", "ETA"));
    assert_eq!(found(Lang::FI, "luottokäsittelijä ja metaETA"), None);
    assert_eq!(found(Lang::SV, "Dataskyddsombudet svarar"), is("dpo", "Dataskyddsombudet"));
    assert_eq!(found(Lang::SV, "utanför EES"), is("eea", "EES"));
    assert_eq!(found(Lang::EN, "based on legitimate interests"), is("legitimate-interest", "legitimate interests"));
    assert_eq!(found(Lang::EN, "our microprocessor and the EEAT"), None);
}
