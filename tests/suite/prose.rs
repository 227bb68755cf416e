//! Prose in `CommonMark`: blocks, sentences and their places down to the bytes of the file; nothing written is lost.

use seloste::notice::literal;
use seloste::prose::{Block, Inline, blocks, sentences};

fn texts(text: &str) -> Vec<String> {
    sentences(text).into_iter().map(|sentence| sentence.text).collect()
}

#[test]
fn sentences_end_where_they_end() {
    assert_eq!(texts("Keräämme tietoja. Säilytämme ne 6 vuotta!"), ["Keräämme tietoja.", "Säilytämme ne 6 vuotta!"]);
    // Abbreviations, dates, section numbers, initials and ordinals end none.
    assert_eq!(texts("Käytämme esim. Nimi-palvelua ja mm. Posti Oyj:tä. Loppu."), ["Käytämme esim. Nimi-palvelua ja mm. Posti Oyj:tä.", "Loppu."]);
    assert_eq!(texts("Laki tuli voimaan 1.1.2019. Sitä ennen oli toinen."), ["Laki tuli voimaan 1.1.2019.", "Sitä ennen oli toinen."]);
    assert_eq!(texts("Ks. 10 § ja 24 §. Muut ovat ennallaan."), ["Ks. 10 § ja 24 §.", "Muut ovat ennallaan."]);
    assert_eq!(texts("Vi ringer t.ex. Posten Ab. Slut."), ["Vi ringer t.ex. Posten Ab.", "Slut."]);
    assert_eq!(texts("We use e.g. Acme Ltd. for this."), ["We use e.g. Acme Ltd. for this."]);
    // Items of a list and headings are sentences without a full stop.
    assert_eq!(texts("# Otsikko\n\nNämä:\n\n- nimi\n- osoite\n"), ["Otsikko", "Nämä:", "nimi", "osoite"]);
}

#[test]
fn places_lead_back_to_the_source() {
    let text = "Ensin *tärkeä* asia.\nToinen \\* rivi &amp; loppu. [Kolmas](https://a.example/) päättyy.";
    for sentence in sentences(text) {
        let slice = &text[sentence.place.clone()];
        let first = sentence.text.chars().next().expect("words");
        assert!(slice.starts_with(first), "{slice:?} for {:?}", sentence.text);
        assert!(slice.ends_with('.'), "{slice:?} for {:?}", sentence.text);
    }
    assert_eq!(sentences(text).len(), 3);
}

#[test]
fn places_lead_back_to_the_file() {
    // A basic string with escapes and a folded line: the value is shorter than the literal.
    let file = "text = \"\"\"\nÄlä sano \\\"ei\\\". \\\n   Sano \\u00e4\\u00e4neen.\"\"\"\n";
    let table: toml::Table = toml::from_str(file).expect("TOML");
    let value = table["text"].as_str().expect("a string");
    let start = file.find("\"\"\"").expect("the literal");
    let literal_text = &file[start..file.trim_end().len()];
    let found: Vec<&str> = sentences(value)
        .iter()
        .map(|sentence| {
            let place = literal::places(literal_text, sentence.place.clone());
            &literal_text[place]
        })
        .collect();
    assert_eq!(found, ["Älä sano \\\"ei\\\".", "Sano \\u00e4\\u00e4neen."]);
}

/// All text of the blocks, mark by mark.
fn plain(blocks: &[Block]) -> String {
    fn inlines(list: &[Inline], out: &mut String) {
        for inline in list {
            match inline {
                Inline::Text(text, _) | Inline::Code(text, _) => out.push_str(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => inlines(inner, out),
                Inline::Break => out.push('\n'),
            }
        }
    }
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(list) | Block::Heading(list) => inlines(list, &mut out),
            Block::List(_, items) => items.iter().for_each(|item| out.push_str(&plain(item))),
            Block::Quote(inner) => out.push_str(&plain(inner)),
            Block::Code(text) => out.push_str(text),
        }
        out.push('\n');
    }
    out
}

#[test]
fn nothing_written_is_lost() {
    for (text, wanted) in [
        ("<b>lihava</b> ja <script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<div>\nlohko\n</div>", "lohko"),
        ("![kuva](https://a.example/x.png)", "https://a.example/x.png"),
        ("[huom]: teksti jota kukaan ei linkitä", "[huom]: teksti"),
        ("[huom]: https://a.example/", "[huom]: https://a.example/"),
        ("| a | b |\n|---|---|\n| c | d |", "| c | d |"),
        ("~~yli~~", "~~yli~~"),
        ("- [ ] tehtävä", "[ ] tehtävä"),
        ("***", "* * *"),
    ] {
        let read = plain(&blocks(text));
        assert!(read.contains(wanted), "{text:?} gives {read:?}");
    }
    // A definition that a link uses is the link's address, not text of its own.
    let used = blocks("Katso [ohje].\n\n[ohje]: https://a.example/");
    assert_eq!(used.len(), 1);
}

#[test]
fn deep_nesting_ends() {
    let text = "> ".repeat(3000) + "syvällä";
    assert!(plain(&blocks(&text)).contains("syvällä"));
    let text = (0..500).map(|depth| " ".repeat(depth * 2) + "- a\n").collect::<String>();
    assert!(!blocks(&text).is_empty());
}

#[test]
fn breaks_in_a_row_are_one() {
    for (text, wanted) in [("a\\\n\\\n\\\nb", 1), ("a\\\n[\\\nb](c)", 1), ("a\\\nb\\\nc", 2), ("a  \nb\n\nc  \nd", 2)] {
        assert_eq!(format!("{:?}", blocks(text)).matches("Break").count(), wanted, "{text:?}");
    }
}
