//! The engine on lists of its own.

use super::data::{Lexicon, make};
use super::text::Passage;
use super::{Table, find};
use crate::lang::Lang;

fn hits_with(list: &str, lang: Lang, text: &str) -> Vec<String> {
    let sets = "[right-holder]\nfi = ['=asiakas', '=rekisteröity']\nsv = ['=du']\nen = ['=you']\n[history]\nfi = ['kumottu']\n";
    let (_, lexicons) = make(sets, &[("test".into(), list.into())], &[], &[]).expect("a list");
    let lexicon: Lexicon = match lang {
        Lang::FI => lexicons.fi,
        Lang::SV => lexicons.sv,
        _ => lexicons.en,
    };
    let mut passage = Passage::default();
    passage.read(text, &super::sight::HINTS);
    let mut hits = Vec::new();
    find(&Table::of(lexicon), text, &passage, lang, 0, &|home| home == "retention", &mut hits);
    hits.into_iter().map(|hit| text[hit.start as usize..hit.end as usize].to_string()).collect()
}

/// The hits of words or phrases of one language.
fn hits(lang: Lang, words: &[&str], text: &str) -> Vec<String> {
    hits_with(&format!("[[{lang}]]\nphrases = {words:?}\n"), lang, text)
}

#[test]
fn every_inflection_is_a_hit() {
    let fi = "Yhteistyökumppanit, yhteistyökumppaneille, YHTEISTYÖKUMPPANEIDEN ja Yhteistyökumppanimme; yhteistyö.";
    assert_eq!(hits(Lang::FI, &["yhteistyökumppanit"], fi).len(), 4);
    assert_eq!(
        hits(Lang::SV, &["samarbetspartner", "samarbetspartners"], "Samarbetspartner, samarbetspartnern, samarbetspartners och SAMARBETSPARTNERNAS samarbete.")
            .len(),
        4
    );
    assert_eq!(hits(Lang::EN, &["company"], "The company, Companies and the COMPANY'S accompanying compass."), ["company", "Companies", "COMPANY'S"]);
}

#[test]
fn letters_beyond_ascii_fold_in_both_cases() {
    assert_eq!(hits(Lang::FI, &["väestörekisteri"], "VÄESTÖREKISTERISTÄ ja Väestörekisteristä"), ["VÄESTÖREKISTERISTÄ", "Väestörekisteristä"]);
    // Where the stemmer does not see two stems as one word, a list has both.
    assert_eq!(hits(Lang::FI, &["äänestys", "äänestykset"], "Äänestykset, ÄÄNESTYS, äänestyksessä").len(), 3);
    assert_eq!(hits(Lang::SV, &["överföring"], "Överföringar ÖVERFÖRING").len(), 2);
}

#[test]
fn a_word_inside_another_is_no_hit() {
    assert!(hits(Lang::EN, &["some"], "handsome something somewhere").is_empty());
    assert!(hits(Lang::FI, &["=osa"], "osallistua osa-aikainen osaaminen tosiasia").is_empty());
    assert!(hits(Lang::FI, &["=voi"], "voimassa voitto avoin").is_empty());
    assert!(hits(Lang::SV, &["viss"], "visselblåsare visst? visselblåsning").iter().all(|hit| hit == "visst"));
    assert_eq!(hits(Lang::FI, &["tietosuojadirektiivi*"], "Tietosuojadirektiivissä"), ["Tietosuojadirektiivissä"]);
}

#[test]
fn an_ending_after_a_colon_belongs_to_the_word() {
    assert_eq!(hits(Lang::FI, &["=eu"], "EU:n alueella ja EU-maissa"), ["EU:n"]);
}

#[test]
fn phrases_reach_over_lines_gaps_and_what_may_be_left_out() {
    assert_eq!(
        hits(Lang::FI, &["niin kauan … tarpeen|tarpeell*"], "säilytetään niin kauan kuin\nse on tarpeellista."),
        ["niin kauan kuin\nse on tarpeellista"]
    );
    assert_eq!(hits(Lang::SV, &["så länge (som) det behövs"], "så länge det behövs, så länge som det behövs").len(), 2);
    assert!(hits(Lang::SV, &["så länge det behövs"], "Så länge. Det behövs.").is_empty(), "never over the end of a sentence");
    assert!(hits(Lang::EN, &["as long …2 necessary"], "as long as it is ever found necessary").is_empty(), "a gap has its size");
}

#[test]
fn exact_words_are_as_written() {
    let list = "[[fi]]\nexact = ['mm.', 'KELA', '523/1999']";
    assert_eq!(hits_with(list, Lang::FI, "Mm. KELA ja Kela; 523/1999, 15231/1999, kmm."), ["Mm.", "KELA", "523/1999"]);
}

#[test]
fn conditions_make_a_hit_innocent() {
    let list = "[[fi]]\nwords = ['=voi', '=saattaa']\nunless-before = ['@right-holder']\nunless = ['=voi saattaa … ratkaistavaksi']\nheadings = false";
    let of = |text: &str| hits_with(list, Lang::FI, text);
    assert_eq!(of("Yritys voi luovuttaa tietoja."), ["voi"]);
    assert!(of("Asiakas voi kieltää. Rekisteröity myös voi.").is_empty());
    assert_eq!(of("Asiakas kieltää, yritys voi."), ["voi"], "another clause");
    assert!(of("Hän voi saattaa asian valtuutetun ratkaistavaksi.").is_empty());
    assert!(of("## Mitä yritys voi tehdä").is_empty(), "a heading");
}

#[test]
fn conditions_may_ask_for_company() {
    let list = "[[en]]\nwords = ['necessary']\nneeds = ['keep', 'retain']\n[[en]]\nphrases = ['our partners']\nwhole = true";
    assert_eq!(hits_with(list, Lang::EN, "Data are kept or retained while necessary. It is necessary."), ["necessary"]);
    assert_eq!(hits_with(list, Lang::EN, "Our partners"), ["Our partners"]);
    assert!(hits_with(list, Lang::EN, "Our partners in transport").is_empty());
}

#[test]
fn conditions_reach_as_far_as_they_say() {
    let list = "[[en]]\nwords = ['=may']\nunless-sentence = ['=if']\ndespite = ['if necessary']\nunless-passage = ['we tell you']";
    assert!(hits_with(list, Lang::EN, "If you ask, we may answer.").is_empty());
    assert_eq!(hits_with(list, Lang::EN, "If necessary, we may answer."), ["may"]);
    assert!(hits_with(list, Lang::EN, "We may change it. We tell you first.").is_empty());
}

#[test]
fn a_text_may_have_to_say_nothing_else() {
    let list = "[[fi]]\nphrases = ['oikeutet* etu|etumme']\nonly = ['=meillä', '=on', 'käsit*', '=tietojasi']";
    assert_eq!(hits_with(list, Lang::FI, "Meillä on oikeutettu etu käsitellä tietojasi.").len(), 1);
    assert!(hits_with(list, Lang::FI, "Meillä on oikeutettu etu estää petoksia.").is_empty());
}

#[test]
fn what_is_needed_elsewhere_is_not_needed_at_home() {
    let of = |home: &str| hits_with(&format!("[[fi]]\nwords = ['=toistaiseksi']\nneeds = ['säilyt*']\nhome = '{home}'"), Lang::FI, "Toistaiseksi.");
    assert_eq!((of("retention").len(), of("sources").len()), (1, 0));
}
