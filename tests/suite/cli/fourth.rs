//! A site in a language that the tool does not speak: the example of the documentation, through `lint`, `build` and `render`.

use super::{TODAYS, folder, on_both_days, run, run_in, tree};
use crate::html::all;
use crate::patch::{read, root};
use scraper::Html;

fn example() -> String {
    root().join("docs/fourth-language").to_string_lossy().into_owned()
}

fn the_example_is_clean_and_its_words_are_no_notice(today: &str) {
    let run = run(today, &["lint", &example(), "--as-of", "2026-11-21", "--fail-on", "note", "--format", "json"]).ends(0);
    assert_eq!((run.json()["summary"]["files"].as_u64(), run.codes()), (Some(1), Vec::new()), "{}", run.out);
}
on_both_days!(the_example_is_clean_and_its_words_are_no_notice);

#[test]
fn its_site_has_the_language_everywhere() {
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    let built = run(TODAYS[0], &["build", &example(), "--out", &site.to_string_lossy()]).ends(0);
    assert!(built.err.contains("words are given; the others are English"), "{}", built.err);
    let files = tree(&site);
    let text = |path: &str| String::from_utf8_lossy(&files[std::path::Path::new(path)]).into_owned();
    let page = Html::parse_document(&text("de/mokki.html"));
    assert_eq!(page.errors, Vec::<String>::new());
    assert_eq!(all(&page, "html[lang=de]").len(), 1);
    let headings: Vec<String> = all(&page, "h2").iter().map(|h| h.text().collect()).collect();
    for wanted in ["Verantwortlicher", "Speicherdauer", "Rechte der betroffenen Person", "Auftragsverarbeiter"] {
        assert!(headings.iter().any(|heading| heading.contains(wanted)), "{wanted}: {headings:?}");
    }
    let words: String = page.root_element().text().collect();
    for wanted in ["Vertrag (Art. 6 Abs. 1 Buchst. b)", "3 Jahre ab: Tag der Abreise.", "12. Oktober 2026", "Recht auf Datenübertragbarkeit"] {
        assert!(words.contains(wanted), "{wanted}");
    }
    assert!(text("fi/mokki.html").contains("hreflang=\"de\"") && text("fi/mokki.html").contains(">Deutsch</a>"));
    assert!(text("de/index.html").contains("Datenschutzerklärungen") && text("de/index.html").contains("mokki.html"));
}

#[test]
fn a_language_without_words_says_what_to_do() {
    let notice = read(&root().join("docs/fourth-language/mokki.toml"));
    let at = folder(&[("mokki.toml", notice.as_str()), ("seloste.toml", "[project]\nfictional = true\n")]);
    let told = ["there are no words for the language `de`: add `words/de.toml` to the folder of `site.templates`"];
    run_in(TODAYS[0], at.path(), &["render", "mokki.toml", "--lang", "de"]).refuses(&told);
    // What there is is published.
    run_in(TODAYS[0], at.path(), &["build", "--out", "site"]).ends(0);
    assert!(at.path().join("site/fi/mokki.html").is_file() && !at.path().join("site/de").exists());
}
