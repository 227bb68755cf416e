//! What the tool derives itself, on the page in three languages: rights from bases, articles from sources, transfers from countries and days.
//! The tables here were written from the law, not from the code: GDPR 7(3), 13-14, 15-22, 44-49; 523/1999 26, 29 and 30 §.

use seloste::day::Day;
use seloste::document::{Block, Document, First, Words, build, plain};
use seloste::facts::Facts;
use seloste::lang::{Lang, fill};
use seloste::law::LAW;
use seloste::notice::{self, Notice};

/// The page of a notice as the law stands on a day.
fn page(text: &str, day: &str, lang: Lang) -> Document {
    let reading = notice::read(text, None);
    assert!(reading.faults.is_empty(), "{:?}\n{text}", reading.faults);
    let notice = Notice::of(&reading.tree);
    let facts = Facts::of(&notice, &LAW, Day::parse(day).expect("a day"));
    build(&notice, &facts, &LAW, words(lang), lang, false)
}

fn words(lang: Lang) -> &'static Words {
    Words::built_in(lang).expect("a language of the tool")
}

/// What the sections of a topic say, in order, their headings left out.
fn said(document: &Document, topic: &str) -> Vec<String> {
    let mut only = document.clone();
    only.sections.retain(|section| section.topic == topic);
    only.kind.clear();
    only.title.clear();
    only.facts.clear();
    only.summary.clear();
    only.first = First::default();
    only.glossary.clear();
    only.banners.clear();
    let titles = headings(&only);
    only.passages().into_iter().filter(|text| !titles.contains(text)).collect()
}

fn headings(document: &Document) -> Vec<String> {
    document.sections.iter().flat_map(|s| std::iter::once(&s.title).chain(s.sections.iter().map(|s| &s.title))).cloned().collect()
}

/// The rights a page names: the terms of the section, then the one set apart.
fn rights_named(document: &Document) -> Vec<String> {
    let blocks: Vec<&Block> = document.sections.iter().filter(|s| s.topic == "rights").flat_map(|s| &s.blocks).collect();
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Definitions { items } => out.extend(items.iter().map(|item| plain(&item.term))),
            Block::Callout { title, .. } => out.push(title.clone()),
            _ => {}
        }
    }
    out
}

/// A notice with purposes on these bases, the data given by the person unless `sources` says otherwise.
fn notice_on(bases: &[&str], more: &str) -> String {
    notice_from(bases, "data-subject", more)
}

fn notice_from(bases: &[&str], source: &str, more: &str) -> String {
    let purposes: String =
        bases.iter().enumerate().map(|(n, basis)| format!("[[purposes]]\nid = \"p{n}\"\nname = \"Tarkoitus {n}\"\nbasis = \"{basis}\"\n")).collect();
    format!(
        "[notice]\nformat = 1\nregime = \"gdpr\"\nlanguages = [\"fi\", \"sv\", \"en\"]\nupdated = 2026-09-01\n[register]\nname = \"Rekisteri\"\nkind = \"customers\"\n\
         [[sources]]\nid = \"s\"\nname = \"Lähde\"\nkind = \"{source}\"\n[[data-categories]]\nid = \"c\"\nname = \"Tiedot\"\n{purposes}\n{more}\n"
    )
}

const TODAY: &str = "2026-11-21";
const BASES: [&str; 6] = ["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interests"];

/// The right, and whether it is given on each basis: y yes, n no, l yes with the limit of Art. 17(3)(b).
const RIGHTS: [(&str, [char; 6]); 7] = [
    //                   a    b    c    d    e    f
    ("access", ['y', 'y', 'y', 'y', 'y', 'y']),
    ("rectification", ['y', 'y', 'y', 'y', 'y', 'y']),
    ("erasure", ['y', 'y', 'l', 'y', 'l', 'y']),
    ("restriction", ['y', 'y', 'y', 'y', 'y', 'y']),
    ("portability", ['y', 'y', 'n', 'n', 'n', 'n']),
    ("withdraw-consent", ['y', 'n', 'n', 'n', 'n', 'n']),
    ("objection", ['n', 'n', 'n', 'n', 'y', 'y']),
];

#[test]
fn rights_follow_from_each_basis() {
    for lang in Lang::SPOKEN {
        let w = &words(lang).rights;
        for (b, basis) in BASES.iter().enumerate() {
            let document = page(&notice_on(&[basis], ""), TODAY, lang);
            let (named, text) = (rights_named(&document), said(&document, "rights"));
            let mut wanted = Vec::new();
            for (right, on) in &RIGHTS {
                let given = on[b] != 'n';
                // The right to object stands apart from the others (Art. 21(4)).
                let name = if *right == "objection" { &w.objection_title } else { &w.names[*right] };
                if given {
                    wanted.push(name.clone());
                }
                assert_eq!(text.contains(&w.texts[*right]), given, "{lang} {basis}: {right}");
                if *right == "erasure" {
                    assert_eq!(text.contains(&w.texts["erasure-limited"]), on[b] == 'l', "{lang} {basis}: the limit of erasure");
                }
            }
            assert_eq!(named, wanted, "{lang} {basis}: in the order of the law, and no other");
            for never in ["objection-marketing", "objection-research", "no-automated-decision"] {
                assert!(!text.contains(&w.texts[never]), "{lang} {basis}: {never}");
            }
            assert!(said(&document, "complaint").contains(&w.complaint), "{lang} {basis}: complaint");
            let authority = LAW.authority("FI").expect("an authority").words(lang);
            assert!(said(&document, "complaint").contains(&authority.name), "{lang}: {}", authority.name);
        }
    }
}

#[test]
fn rights_of_some_purposes_say_of_which() {
    for lang in Lang::SPOKEN {
        let w = words(lang);
        let all = said(&page(&notice_on(&["contract", "legal-obligation", "consent", "legitimate-interests"], ""), TODAY, lang), "rights");
        let scope = |names: &str| fill(&w.rights.purposes, |_| Some(names.to_string()));
        let follows = |right: &str| all.iter().position(|text| *text == w.rights.texts[right]).map(|at| all[at + 1].clone());
        assert_eq!(follows("portability"), Some(scope(&format!("Tarkoitus 0{}Tarkoitus 2", w.lists.semicolon))), "{lang}");
        assert_eq!(follows("withdraw-consent"), Some(scope("Tarkoitus 2")), "{lang}");
        assert_eq!(follows("objection"), Some(scope("Tarkoitus 3")), "{lang}");
        assert!(all.contains(&w.rights.texts["erasure-limited"]), "{lang}");
        // Where every purpose is reached nothing is added.
        let whole = said(&page(&notice_on(&["consent", "consent"], ""), TODAY, lang), "rights");
        assert!(!whole.iter().any(|text| text.contains("Tarkoitus")), "{lang}: {whole:?}");
    }
}

#[test]
fn explicit_consent_opens_withdrawal_and_portability_on_any_basis() {
    for lang in Lang::SPOKEN {
        let w = &words(lang).rights.texts;
        for (condition, opens) in [("explicit-consent", true), ("health-care", false)] {
            let text = notice_on(&["legal-obligation"], "")
                .replace("basis = \"legal-obligation\"", &format!("basis = \"legal-obligation\"\nspecial-condition = \"{condition}\""));
            let rights = said(&page(&text, TODAY, lang), "rights");
            for right in ["portability", "withdraw-consent"] {
                assert_eq!(rights.contains(&w[right]), opens, "{lang} {condition}: {right}");
            }
        }
    }
}

#[test]
fn direct_marketing_can_be_objected_to_on_any_basis() {
    for lang in Lang::SPOKEN {
        let w = &words(lang).rights;
        for basis in BASES {
            let marketing = "[[direct-marketing]]\nchannels = [\"post\"]\nto = \"consumers\"\nproducts = \"own\"\nbasis = \"legitimate-interests\"\n";
            let document = page(&notice_on(&[basis], marketing), TODAY, lang);
            let rights = said(&document, "rights");
            assert!(rights.contains(&w.texts["objection-marketing"]) && rights_named(&document).contains(&w.objection_title), "{lang} {basis}");
            let own_situation = matches!(basis, "public-task" | "legitimate-interests");
            assert_eq!(rights.contains(&w.texts["objection"]), own_situation, "{lang} {basis}");
        }
        let consented = "[[direct-marketing]]\nchannels = [\"email\"]\nto = \"consumers\"\nproducts = \"own\"\nbasis = \"consent\"\n";
        assert!(said(&page(&notice_on(&["contract"], consented), TODAY, lang), "rights").contains(&w.texts["withdraw-consent"]), "{lang}");
    }
}

#[test]
fn research_can_be_objected_to() {
    for lang in Lang::SPOKEN {
        let w = &words(lang).rights.texts;
        for (basis, own) in [("consent", false), ("public-task", true)] {
            let rights = said(&page(&notice_on(&[basis], "").replace("kind = \"customers\"", "kind = \"research\""), TODAY, lang), "rights");
            assert!(rights.contains(&w["objection-research"]), "{lang} {basis}");
            assert_eq!(rights.contains(&w["objection"]), own, "{lang} {basis}");
        }
    }
}

#[test]
fn automated_decisions_give_their_right_on_every_basis() {
    for lang in Lang::SPOKEN {
        for basis in BASES {
            let rights = said(&page(&notice_on(&[basis], "[automated-decisions]\nlogic = \"Säännöt.\"\n"), TODAY, lang), "rights");
            assert!(rights.contains(&words(lang).rights.texts["no-automated-decision"]), "{lang} {basis}");
        }
    }
}

#[test]
fn only_data_the_person_gave_and_machines_process_can_be_moved() {
    let paper = "[protection]\nmanual = \"Paperit ovat lukossa.\"\n";
    let both = "[protection]\nmanual = \"Paperit ovat lukossa.\"\nelectronic = \"Tietokoneet myös.\"\n";
    let measures = "[protection]\nmanual = \"Paperit.\"\n[[protection.measures]]\nkind = \"electronic\"\ntext = \"Palomuuri.\"\n";
    for lang in Lang::SPOKEN {
        let text = &words(lang).rights.texts["portability"];
        for (source, more, given) in [
            ("data-subject", "", true),
            ("observation", "", true),
            ("other-controller", "", false),
            ("public-register", "", false),
            ("another-person", "", false),
            ("derived", "", false),
            ("data-subject", paper, false),
            ("data-subject", both, true),
            ("data-subject", measures, true),
        ] {
            let rights = said(&page(&notice_from(&["contract"], source, more), TODAY, lang), "rights");
            assert_eq!(rights.contains(text), given, "{lang} {source} {more}");
        }
    }
}

#[test]
fn a_right_that_a_ground_lifts_is_withheld_with_its_ground() {
    let lifted = "[rights]\nnot-granted = [{ key = \"restriction\", ground = \"GROUND\" }]\n";
    let ground = LAW
        .grounds()
        .iter()
        .find(|g| g.rights.iter().any(|r| r == "restriction") && g.cited.is_none() && g.bases.is_empty() && g.kinds.iter().any(|k| k == "research"))
        .or_else(|| LAW.grounds().iter().find(|g| g.rights.iter().any(|r| r == "restriction")));
    let ground = ground.expect("a ground that lifts restriction");
    let kind = ground.kinds.first().map_or("customers", String::as_str);
    let basis = ground.bases.first().map_or("public-task", String::as_str);
    let text = notice_on(&[basis], &lifted.replace("GROUND", &ground.id)).replace("kind = \"customers\"", &format!("kind = \"{kind}\""));
    let text = match &ground.cited {
        Some(number) => text.replace("basis = ", &format!("statute = \"Laki ({number})\"\nbasis = ")),
        None => text,
    };
    for lang in Lang::SPOKEN {
        let w = &words(lang).rights;
        let rights = said(&page(&text, TODAY, lang), "rights");
        assert!(!rights.contains(&w.texts["restriction"]), "{lang}");
        assert!(rights.iter().any(|said| said.contains(ground.text.get(lang).as_str())), "{lang}: {rights:?}");
        // A ground that does not reach the register lifts nothing.
        if !ground.kinds.is_empty() {
            let other = text.replace(&format!("kind = \"{kind}\""), "kind = \"customers\"");
            assert!(said(&page(&other, TODAY, lang), "rights").contains(&w.texts["restriction"]), "{lang}");
        }
    }
}

#[test]
fn articles_follow_from_the_sources_of_each_category() {
    const KINDS: [(&str, u8); 6] =
        [("data-subject", 13), ("observation", 13), ("other-controller", 14), ("public-register", 14), ("another-person", 14), ("derived", 14)];
    let sources = |name: fn(&str) -> String| -> String {
        KINDS.iter().map(|(kind, _)| format!("[[sources]]\nid = \"{kind}\"\n{}kind = \"{kind}\"\npublic = false\n", name(kind))).collect()
    };
    let (unnamed, named) = (sources(|_| String::new()), sources(|kind| format!("name = \"Lähde {kind}\"\n")));
    let head = "[notice]\nformat = 1\nregime = \"gdpr\"\nlanguages = [\"fi\"]\n[register]\nname = \"Rekisteri\"\nkind = \"customers\"\n";
    let of = |kind: &str| match kind {
        "data-subject" => 'a',
        "observation" => 'b',
        "derived" => 'd',
        _ => 'c',
    };
    for lang in Lang::SPOKEN {
        let w = words(lang);
        for (a, article_a) in KINDS {
            for (b, article_b) in KINDS {
                let refs = if a == b { format!("[\"{a}\"]") } else { format!("[\"{a}\", \"{b}\"]") };
                let of_category = |sources: &str| {
                    format!("{head}{sources}[[data-categories]]\nid = \"c\"\nname = \"Tiedot\"\nrequired = \"voluntary\"\nsources = {refs}\n")
                        .replace("[\"fi\"]", &format!("[\"{lang}\"]"))
                };
                let document = page(&of_category(&unnamed), TODAY, lang);
                let said_of = said(&document, "data-categories");
                let s = &w.sources;
                // What the person tells, what arises from use, what others give, what the controller works out: each is said for what it is.
                let wanted: Vec<&String> = match (of(a).min(of(b)), of(a).max(of(b))) {
                    ('a', 'a') => vec![&s.article_13],
                    ('a', 'b') => vec![&s.article_13, &s.observed_too],
                    ('a', 'c') => vec![&s.both],
                    ('a', 'd') => vec![&s.article_13, &s.derived_too],
                    ('b', 'b') => vec![&s.observed],
                    ('b', 'c') => vec![&s.observed, &s.elsewhere_too],
                    ('b', 'd') => vec![&s.observed, &s.derived_too],
                    ('c', 'c') => vec![&s.article_14],
                    ('c', 'd') => vec![&s.article_14, &s.derived_too],
                    _ => Vec::new(),
                };
                let all = said_of.join("\n");
                for sentence in [&s.article_13, &s.article_14, &s.both, &s.observed, &s.observed_too, &s.elsewhere_too, &s.derived_too] {
                    assert_eq!(all.contains(sentence.as_str()), wanted.contains(&sentence), "{lang} {a} {b}: {sentence}");
                }
                // Sources with names are named, and what each is stands once, in its own entry.
                let told = page(&of_category(&named), TODAY, lang);
                let (category, entries) = (said(&told, "data-categories").join("\n"), said(&told, "sources"));
                for kind in [a, b] {
                    assert!(category.contains(&format!("Lähde {kind}")), "{lang} {a} {b}: {category}");
                    let name = entries.iter().position(|text| *text == format!("Lähde {kind}")).expect("an entry");
                    assert_eq!(entries[name + 1], w.source_kinds[kind], "{lang} {kind}");
                }
                assert!(wanted.iter().all(|sentence| !category.contains(sentence.as_str())), "{lang} {a} {b}: {category}");
                // Whether data must be given is told of what the person gives (Art. 13(2)(e)).
                let voluntary = fill(&w.provision.voluntary, |_| Some("Tiedot".into()));
                assert_eq!(said(&document, "provision").contains(&voluntary), article_a == 13 || article_b == 13, "{lang} {a} {b}");
            }
            // Whether a source is open to the public is told of sources under Art. 14 (14(2)(f)).
            let text = format!("{head}[[sources]]\nname = \"L\"\nkind = \"{a}\"\npublic = true\n[[data-categories]]\nname = \"Tiedot\"\n");
            assert_eq!(said(&page(&text, TODAY, lang), "sources").contains(&w.sources.public), article_a == 14, "{lang} {a}");
        }
    }
}

/// A purpose on a contract that uses ordinary data and health data, and what is added; the second `[[purposes]]` uses ordinary data alone.
fn notice_with_health(lang: Lang, more: &str) -> String {
    format!(
        "[notice]\nformat = 1\nregime = \"gdpr\"\nlanguages = [\"{lang}\"]\n[register]\nname = \"R\"\nkind = \"customers\"\n\
         [[data-categories]]\nid = \"plain\"\nname = \"Yksi\"\n[[data-categories]]\nid = \"health\"\nname = \"Kaksi\"\nspecial-categories = [\"health\"]\n\
         [[purposes]]\nid = \"p\"\nname = \"P\"\nbasis = \"contract\"\nspecial-condition = \"health-care\"\nnational-ground = \"insurance\"\n\
         [[purposes]]\nid = \"q\"\nname = \"Q\"\nbasis = \"contract\"\nspecial-condition = \"legal-claims\"\ndata-categories = [\"plain\"]\n{more}"
    )
}

#[test]
fn a_condition_of_article_9_is_told_with_its_data_and_its_ground_in_the_act_of_the_day() {
    for lang in Lang::SPOKEN {
        let w = words(lang);
        for (day, national) in [(TODAY, true), ("2018-12-31", false), ("2019-01-01", true)] {
            let said = said(&page(&notice_with_health(lang, ""), day, lang), "purposes");
            let about = fill(&w.purposes.special_data, |_| Some("Kaksi".into()));
            assert!(said.contains(&about), "{lang} {day}: {said:?}");
            assert!(said.iter().any(|text| text.contains(&w.special_conditions["health-care"])), "{lang} {day}: {said:?}");
            // The purpose that uses no special data has no condition to tell.
            assert!(!said.iter().any(|text| text.contains(&w.special_conditions["legal-claims"])), "{lang} {day}: {said:?}");
            assert_eq!(said.iter().any(|text| text.contains(&w.national_grounds["insurance"])), national, "{lang} {day}: {said:?}");
        }
    }
}

#[test]
fn two_periods_of_the_same_data_are_both_told_with_their_data() {
    let entry =
        |purpose: &str, data: &str, period: &str| format!("[[retention]]\npurposes = [\"{purpose}\"]\ndata-categories = [\"{data}\"]\nperiod = \"{period}\"\n");
    let more = entry("p", "plain", "P1Y") + &entry("p", "plain", "P6Y") + &entry("p", "health", "P2Y");
    for lang in Lang::SPOKEN {
        let table = |document: &Document| {
            let blocks: Vec<&Block> = document.sections.iter().filter(|s| s.topic == "retention").flat_map(|s| &s.blocks).collect();
            let leads = matches!(blocks[0], Block::Paragraph { text, .. } if format!("{text:?}").contains("#purposes"));
            assert!(leads, "{lang}: the section does not lead to the cards: {blocks:?}");
            blocks.iter().find_map(|block| match block {
                Block::Table { rows, .. } => Some(rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>()).collect::<Vec<_>>()),
                _ => None,
            })
        };
        let document = page(&notice_with_health(lang, &more), TODAY, lang);
        let years = &words(lang).units.year;
        let (one, six, two) = (format!("1 {}", years.0), format!("6 {}", years.1), format!("2 {}", years.1));
        let card = said(&document, "purposes").join("\n");
        for period in [&one, &six, &two] {
            assert!(card.contains(period.as_str()), "{lang}: {period} is not in {card}");
        }
        // Said once: with the purpose.
        assert_eq!(table(&document), None, "{lang}");
        // What the purpose has no data for stands in no card, and is told all the same.
        let document = page(&notice_with_health(lang, &(more.clone() + &entry("q", "health", "P3Y"))), TODAY, lang);
        let rows = table(&document).expect("a table");
        assert_eq!(rows.len(), 1, "{lang}: {rows:?}");
        assert!(rows[0][0] == "Q" && rows[0][1] == "Kaksi" && rows[0][2].contains(&format!("3 {}", years.1)), "{lang}: {rows:?}");
    }
}

#[test]
fn grounds_are_cited_from_the_act_of_the_day() {
    for lang in Lang::SPOKEN {
        let w = words(lang);
        let data = "[[data-categories]]\nid = \"c\"\nname = \"T\"\ncontains = [\"identity-code\", \"criminal\"]\nidentity-code-ground = \"rental\"\ncriminal-ground = \"legal-claims\"\n";
        let text = notice_with_health(lang, data);
        for (day, cite, not, criminal) in [
            ("2018-12-31", &w.data.identity_code_cite_old, &w.data.identity_code_cite, false),
            ("2019-01-01", &w.data.identity_code_cite, &w.data.identity_code_cite_old, true),
        ] {
            let said = said(&page(&text, day, lang), "data-categories").join("\n");
            assert!(said.contains(cite.as_str()) && !said.contains(not.as_str()), "{lang} {day}: {said}");
            assert_eq!(said.contains(w.data.criminal_cite.as_str()), criminal, "{lang} {day}: {said}");
        }
    }
}

#[test]
fn an_employer_says_why_others_are_asked() {
    for lang in Lang::SPOKEN {
        let w = words(lang);
        for (kind, shown) in [("other-controller", true), ("data-subject", false)] {
            let source = format!("[[sources]]\nid = \"s\"\nname = \"L\"\nkind = \"{kind}\"\npublic = false\nground = \"consent\"\n");
            let said = said(&page(&notice_with_health(lang, &source), TODAY, lang), "sources");
            assert_eq!(said.contains(&w.source_grounds["consent"]), shown, "{lang} {kind}: {said:?}");
        }
    }
}

#[test]
fn the_representative_of_the_old_act_is_in_finland() {
    for lang in Lang::SPOKEN {
        let w = &words(lang).controller;
        let own = "[controller]\nname = \"X\"\n[controller.representative]\nname = \"Y\"\n";
        let text = old_notice() + own;
        let headings = headings(&page(&text, "2009-05-08", lang));
        assert!(headings.contains(&w.representative_old) && !headings.contains(&w.representative), "{lang}: {headings:?}");
    }
}

/// Country, mechanism, certified, day; then what the page says of it: `Adequate`, `Certified` and `Uncertified` name a decision.
enum Says {
    Eea,
    Adequate(&'static str),
    Certified(&'static str),
    Uncertified(&'static str),
    None,
}

const TRANSFERS: &[(&str, &str, bool, &str, Says)] = &[
    // The EEA, and the United Kingdom until the transition period ended; after it a bridge until the adequacy decision, on which nothing had to be told.
    ("SE", "", false, TODAY, Says::Eea),
    ("NO", "", false, TODAY, Says::Eea),
    ("IS", "", false, TODAY, Says::Eea),
    ("LI", "", false, TODAY, Says::Eea),
    ("GB", "", false, "2020-12-31", Says::Eea),
    ("GB", "scc-commission", false, "2021-01-01", Says::None),
    ("GB", "", false, "2021-06-27", Says::Eea),
    ("GB", "adequacy", false, "2021-06-28", Says::Adequate("(EU) 2021/1772")),
    ("GB", "", false, "2031-12-27", Says::Adequate("(EU) 2021/1772")),
    ("GB", "adequacy", false, "2031-12-28", Says::None),
    // The United States: Privacy Shield to Schrems II, nothing, then the framework for those certified.
    ("US", "adequacy", true, "2020-07-15", Says::Certified("(EU) 2016/1250")),
    ("US", "adequacy", true, "2020-07-16", Says::None),
    ("US", "scc-commission", false, "2020-07-16", Says::None),
    ("US", "adequacy", true, "2023-07-09", Says::None),
    ("US", "adequacy", true, "2023-07-10", Says::Certified("(EU) 2023/1795")),
    ("US", "", true, "2023-07-10", Says::Certified("(EU) 2023/1795")),
    ("US", "adequacy", false, "2023-07-10", Says::Uncertified("(EU) 2023/1795")),
    ("US", "scc-commission", false, "2023-07-10", Says::Uncertified("(EU) 2023/1795")),
    ("US", "explicit-consent", false, TODAY, Says::Uncertified("(EU) 2023/1795")),
    // Japan, from its decision on.
    ("JP", "adequacy", false, "2019-01-22", Says::None),
    ("JP", "adequacy", false, "2019-01-23", Says::Adequate("(EU) 2019/419")),
    ("CH", "", false, TODAY, Says::Adequate("2000/518/EC")),
    // No decision: safeguards and derogations alone.
    ("IN", "scc-commission", false, TODAY, Says::None),
    ("IN", "bcr", false, TODAY, Says::None),
    ("IN", "code-of-conduct", false, TODAY, Says::None),
    ("IN", "explicit-consent", false, TODAY, Says::None),
    ("IN", "contract-with-person", false, TODAY, Says::None),
    ("IN", "compelling", false, TODAY, Says::None),
    ("IN", "adequacy", false, TODAY, Says::None),
    ("IN", "", false, TODAY, Says::None),
];

#[test]
fn transfers_follow_from_country_mechanism_and_day() {
    for lang in Lang::SPOKEN {
        let w = words(lang);
        let number = |phrase: &str, number: &str| fill(phrase, |_| Some(seloste::law::number(number, lang)));
        for (country, mechanism, certified, day, says) in TRANSFERS {
            let mut text =
                notice_on(&["contract"], &format!("[[processors]]\nid = \"x\"\nname = \"Toimittaja\"\nservice = \"Palvelin\"\ncountry = \"{country}\"\n"));
            if !mechanism.is_empty() || *certified {
                text.push_str(&format!("[[transfers]]\ncountry = \"{country}\"\ncertified = {certified}\n"));
                if !mechanism.is_empty() {
                    text.push_str(&format!("mechanism = \"{mechanism}\"\n"));
                }
            }
            let document = page(&text, day, lang);
            let case = format!("{lang} {country} {mechanism} certified={certified} {day}");
            let sentence = match says {
                Says::Eea => {
                    assert!(!document.sections.iter().any(|s| s.topic == "transfers"), "{case}: {:?}", said(&document, "transfers"));
                    let denied = page(&format!("{text}\n[declares]\ntransfers-outside-eea = false\n"), day, lang);
                    assert_eq!(said(&denied, "transfers"), std::slice::from_ref(&w.transfers.none), "{case}");
                    continue;
                }
                Says::Adequate(n) if *country == "JP" => number(&w.transfers.adequate_private, n),
                Says::Adequate(n) => number(&w.transfers.adequate, n),
                Says::Certified(n) => number(&w.transfers.certified, n),
                Says::Uncertified(n) => number(&w.transfers.not_certified, n),
                Says::None => w.transfers.not_adequate.clone(),
            };
            let name = LAW.country(country).expect("a country").name(lang).to_string();
            let mut wanted = vec![w.transfers.some.clone(), name, format!("{}{}Toimittaja", w.transfers.recipient, w.typography.colon), sentence];
            // What an adequacy decision would say is said by its own sentence, or not at all.
            wanted.extend(Some(*mechanism).filter(|m| !m.is_empty() && *m != "adequacy").map(|m| w.mechanisms[m].clone()));
            assert_eq!(said(&document, "transfers"), wanted, "{case}");
        }
    }
}

#[test]
fn a_recipient_that_no_transfer_speaks_of_is_told_as_one() {
    for lang in Lang::SPOKEN {
        let w = words(lang);
        let entries = "[[disclosures]]\nid = \"d\"\nname = \"Saaja\"\nrole = \"controller\"\ncountry = [\"FI\", \"US\", \"IN\"]\n[[transfers]]\ncountry = \"US\"\nmechanism = \"bcr\"\n";
        let transfers = said(&page(&notice_on(&["contract"], entries), TODAY, lang), "transfers");
        let place = |code: &str| transfers.iter().position(|text| text == LAW.country(code).expect("a country").name(lang));
        assert!(place("US").is_some() && place("IN").is_some() && place("FI").is_none(), "{lang}: {transfers:?}");
        assert!(transfers.contains(&w.mechanisms["bcr"]) && transfers.contains(&w.transfers.not_adequate), "{lang}");
    }
}

fn old_notice() -> String {
    notice_on(&["connection"], "").replace("regime = \"gdpr\"", "regime = \"henkilotietolaki\"").replace("updated = 2026-09-01", "updated = 2009-05-08")
}

#[test]
fn the_old_act_gives_its_own_three_rights_and_no_other() {
    for lang in Lang::SPOKEN {
        let w = &words(lang).rights;
        for day in ["1999-06-01", "2009-05-08", "2018-05-24"] {
            let document = page(&old_notice(), day, lang);
            let keys = ["access", "rectification", "prohibition"];
            assert_eq!(rights_named(&document), keys.map(|key| w.names_old[key].clone()), "{lang} {day}");
            let mut wanted = vec![w.intro_old.clone()];
            wanted.extend(keys.iter().flat_map(|key| [w.names_old[*key].clone(), w.texts_old[*key].clone()]));
            assert_eq!(said(&document, "rights"), wanted, "{lang} {day}");
            assert_eq!(said(&document, "complaint"), Vec::<String>::new(), "{lang} {day}");
        }
        let marketed = old_notice() + "[[direct-marketing]]\nchannels = [\"post\"]\nto = \"consumers\"\nproducts = \"own\"\n";
        assert_eq!(rights_named(&page(&marketed, "2009-05-08", lang)).len(), 3, "{lang}: no right to object under the old act");
    }
}

#[test]
fn the_old_act_speaks_of_no_article_and_no_decision() {
    let entries = "[[processors]]\nid = \"x\"\nname = \"Toimittaja\"\nservice = \"Palvelin\"\ncountry = \"US\"\n[[transfers]]\ncountry = \"US\"\nmechanism = \"explicit-consent\"\n";
    for lang in Lang::SPOKEN {
        let w = words(lang);
        let document = page(&(old_notice() + entries), "2009-05-08", lang);
        let all = document.passages().join("\n");
        for sentence in
            [&w.sources.article_13, &w.sources.article_14, &w.sources.both, &w.transfers.not_adequate, &w.mechanisms["explicit-consent"], &w.rights.complaint]
        {
            assert!(!all.contains(sentence.as_str()), "{lang}: {sentence}");
        }
        assert!(!all.contains("2016/679") && !all.contains("2000/520"), "{lang}");
        let denied = page(&(old_notice() + "[declares]\ntransfers-outside-eea = false\n"), "2009-05-08", lang);
        assert_eq!(said(&denied, "transfers"), std::slice::from_ref(&w.transfers.none_old), "{lang}");
    }
}

#[test]
fn a_regime_that_clashes_with_the_day_still_prints_words_and_no_keys() {
    // A notice of 2019 under the act that had been repealed: the rights are those of the day, in words.
    for lang in Lang::SPOKEN {
        let w = &words(lang).rights;
        let late = old_notice().replace("2009-05-08", "2019-09-01").replace("\"connection\"", "\"legitimate-interests\"");
        let text = said(&page(&late, "2019-09-01", lang), "rights");
        for key in ["erasure", "restriction", "objection"] {
            assert!(text.contains(&w.texts[key]), "{lang}: {key}: {text:?}");
            assert!(!text.iter().any(|said| said == key), "{lang}: the key `{key}` is printed");
        }
        let early = said(&page(&notice_on(&["contract"], ""), "2009-05-08", lang), "rights");
        assert!(early.contains(&w.texts_old["prohibition"]), "{lang}: {early:?}");
        assert!(!early.iter().any(|said| said == "prohibition"), "{lang}: the key `prohibition` is printed");
    }
}
