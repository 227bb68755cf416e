//! A language of the user's own: one file of words, laid over English; what it gets wrong is told with its line.

use crate::patch::{read, root};
use seloste::document::Lexicon;
use seloste::lang::Lang;

fn words(text: &str) -> Result<Lexicon, String> {
    Lexicon::new([("de.toml", text, "muuta/words/de.toml")]).map_err(|e| e.to_string())
}

#[test]
fn what_a_file_leaves_out_is_english_and_counted() {
    let lexicon = words("language = \"Deutsch\"\n[retention]\nfrom = \"{period} ab: {starts}.\"\n[units]\nyear = [\"Jahr\", \"Jahre\"]\n").expect("words");
    let de = Lang::parse("de").expect("a code");
    let (german, english) = (lexicon.get(de).expect("German"), lexicon.get(Lang::EN).expect("English"));
    assert_eq!((german.language.as_str(), german.retention.from.as_str(), german.units.year.1.as_str()), ("Deutsch", "{period} ab: {starts}.", "Jahre"));
    assert_eq!(german.labels.contents, english.labels.contents);
    assert_eq!(lexicon.own()[0].given, 4);
    assert!(lexicon.own()[0].all > 450, "{}", lexicon.own()[0].all);
    assert!(lexicon.get(Lang::parse("et").expect("a code")).is_none());
    // Terms that are not explained are not looked for, in any text.
    assert!(german.glossary.find("the controller and its processor", &vec![true; german.glossary.terms().len()]).is_none());
    assert!(english.glossary.find("the controller and its processor", &vec![true; english.glossary.terms().len()]).is_some());
}

#[test]
fn all_of_english_under_another_name_is_complete() {
    let lexicon = words(&read(&root().join("templates/words/en.toml"))).expect("words");
    let own = &lexicon.own()[0];
    assert_eq!((own.given, own.lang.code()), (own.all, "de"));
}

#[test]
fn faults_are_told_with_their_line() {
    let cases = [
        ("language = \"Deutsch\"\n\n[label]\ncontents = \"Inhalt\"\n", "muuta/words/de.toml:3: `label` is no key of a words file"),
        ("[labels]\ncontents = \"Inhalt\"\ninhalt = \"Inhalt\"\n", "muuta/words/de.toml:3: `labels.inhalt` is no key"),
        ("[labels]\npage = \"Seite {page}\"\n", "muuta/words/de.toml:2: `labels.page` has no {pages}: what belongs there would be lost"),
        ("[labels]\npage = \"Seite {page}/{pages} {date}\"\n", "muuta/words/de.toml:2: `labels.page`: nothing is put in the place of {date}"),
        ("[labels]\ncontents = 3\n", "muuta/words/de.toml:2: `labels.contents` is a text in quotes"),
        ("labels = \"Inhalt\"\n", "muuta/words/de.toml:1: `labels` is a table"),
        ("[units]\nyear = [\"Jahr\"]\n", "muuta/words/de.toml:2: `units.year` is a list of 2 words"),
        ("[dates]\npattern = \"{day}.{month}\"\n", "muuta/words/de.toml:2: `dates.pattern` has {day}, {month} or {month-name}, and {year}"),
        ("[[glossary]]\nterm = \"x\"\n", "muuta/words/de.toml:1: [[glossary]]: a term has a `key`"),
        ("[[glossary]]\nkey = \"nosuch\"\n", "muuta/words/de.toml:2: [[glossary]]: there is no term with this key"),
        ("[[glossary]]\nkey = \"controller\"\nfinds = [\"\"]\n", "muuta/words/de.toml: "),
        ("[labels\n", "muuta/words/de.toml:1: "),
    ];
    for (text, wanted) in cases {
        let told = words(text).expect_err(text);
        assert!(told.starts_with(wanted), "{told}\n  wanted {wanted}");
    }
    for name in ["deutsch.toml", "DE.toml", "de.txt", "deep/de.toml", "sv.toml"] {
        let told = Lexicon::new([(name, "language = \"x\"\n", name)]).expect_err(name).to_string();
        assert!(told.contains(if name == "sv.toml" { "part of the program" } else { "named after" }), "{told}");
    }
}
