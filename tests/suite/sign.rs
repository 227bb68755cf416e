//! The sign: what a passer-by must be told, as large as the sheet allows, with a code that leads to the page.

use crate::cli::{TODAYS, run, run_in};
use crate::html::all;
use crate::patch::root;
use scraper::Html;
use seloste::lang::Lang;
use seloste::project;
use std::collections::BTreeSet;

const CAMERA: &str = "notices/007-kameravalvonta-tyopaikka.toml";

fn sign(args: &[&str]) -> Html {
    let shown = run(TODAYS[0], &[&["render", "--format", "sign"], args].concat()).ends(0);
    assert_eq!(shown.err, "");
    let html = Html::parse_document(&shown.out);
    assert_eq!(html.errors, Vec::<String>::new());
    html
}

fn text(html: &Html, selector: &str) -> String {
    all(html, selector).iter().flat_map(scraper::ElementRef::text).collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a phone reads from the code of a sign.
fn read(html: &Html) -> String {
    const SCALE: usize = 4;
    let svg = all(html, "svg.code");
    let view: Vec<i64> = svg[0].value().attr("viewBox").expect("a view box").split(' ').map(|n| n.parse().expect("a number")).collect();
    let side = usize::try_from(view[2]).expect("a size");
    let mut dark = BTreeSet::new();
    for run in all(html, "svg.code path")[0].value().attr("d").expect("a path").split('M').filter(|run| !run.is_empty()) {
        let (place, rest) = run.split_once('h').expect("a run");
        let (x, y) = place.split_once(' ').expect("a place");
        let length: usize = rest.split('v').next().expect("a length").parse().expect("a number");
        assert_eq!(rest, format!("{length}v1h-{length}z"));
        let (x, y): (usize, usize) = (x.parse().expect("a number"), y.parse().expect("a number"));
        dark.extend((x..x + length).map(|x| (x + 4, y + 4)));
    }
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().expect("a code that can be read").1
}

#[test]
fn a_sign_tells_who_what_for_on_what_basis_and_which_rights() {
    let html = sign(&[CAMERA, "--url", "https://www.example.fi/kamera"]);
    assert_eq!(text(&html, "h1"), "Tallentava kameravalvonta");
    assert_eq!(all(&html, "svg.pictogram").len(), 1);
    let topics: Vec<&str> = all(&html, "dl > div").iter().filter_map(|row| row.value().attr("class")).collect();
    assert_eq!(topics[..3], ["controller", "purposes", "legal-basis"]);
    assert!(topics.contains(&"rights"), "{topics:?}");
    assert!(text(&html, ".controller dd").starts_with("Lastuvirta Terminaalit Oy"));
    assert!(text(&html, ".legal-basis dt").contains("EU:n tietosuoja-asetus"));
    assert!(text(&html, ".legal-basis dd").contains("6 artiklan 1 kohdan f alakohta"));
    assert!(text(&html, ".rights dd").contains("vastustaminen"));
    assert_eq!(text(&html, ".address"), "https://www.example.fi/kamera");
    assert!(all(&html, "dl a").is_empty(), "paper has no links");
}

#[test]
fn the_code_leads_to_the_address() {
    for url in ["https://www.example.fi/tietosuoja/kameravalvonta", "http://a.fi/", &format!("https://www.example.fi/{}", "pitka-osoite/".repeat(12))] {
        let html = sign(&[CAMERA, "--url", url]);
        assert_eq!((read(&html).as_str(), text(&html, ".address").as_str()), (url, url));
    }
    // Without one, to the page the site has.
    let html = sign(&[CAMERA, "--lang", "sv"]);
    let own = read(&html);
    assert!(own.starts_with("https://") && own.ends_with("/sv/007-kameravalvonta-tyopaikka.html"), "{own}");
}

#[test]
fn a_sign_in_several_languages_has_a_column_for_each() {
    let html = sign(&[CAMERA, "--lang", "fi,sv", "--lang", "en"]);
    let columns: Vec<&str> = all(&html, "dl").iter().filter_map(|column| column.value().attr("lang")).collect();
    assert_eq!(columns, ["fi", "sv", "en"]);
    assert_eq!((all(&html, "h1").len(), all(&html, ".headline").len(), all(&html, "svg.code").len()), (1, 2, 1));
    assert!(text(&html, ".name[lang=sv]").contains("Kameraövervakning"));
}

#[test]
fn only_a_register_of_cameras_shows_one_and_a_draft_says_that_it_is() {
    let html = sign(&["notices/016-tapahtuma.toml"]);
    assert!(all(&html, "svg.pictogram").is_empty());
    assert_eq!(text(&html, "h1"), "Näin käsittelemme henkilötietojasi");
    assert!(all(&html, ".banner").is_empty());
    assert_eq!(text(&sign(&["notices/016-tapahtuma.toml", "--draft"]), ".banner"), "Luonnos. Selostetta ei ole julkaistu.");
}

#[test]
fn every_notice_of_ours_has_a_sign_in_each_of_its_languages_in_letters_one_can_read() {
    for file in project::read(&[root().join("notices")]).expect("our notices").notices {
        let path = file.path.display().to_string();
        for lang in file.reading.languages.iter().map(Lang::code) {
            let html = sign(&[&path, "--lang", lang, "--url", "https://www.example.fi/x"]);
            let sheet = all(&html, "main")[0].value().attr("class").expect("classes").to_string();
            let size: u32 = sheet.split(' ').find_map(|class| class.strip_prefix("size-")).expect("a size").parse().expect("a number");
            assert!((9..=20).contains(&size), "{path} {lang}: {size}");
            assert!(seloste::render::sign::SIZES.contains(&(size as usize)));
            // The style sheet knows the size.
            assert!(text(&html, "style").contains(&format!(".size-{size} dl")), "{size}");
        }
    }
}

#[test]
fn a_sign_asks_nobody_for_anything() {
    let html = sign(&[CAMERA]);
    assert!(all(&html, "script, img, iframe, [style], link[rel=stylesheet]").is_empty());
    let policy = all(&html, "meta[http-equiv]")[0].value().attr("content").expect("a policy").to_string();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
}

#[test]
fn what_cannot_be_a_sign_is_refused_with_a_reason() {
    let today = TODAYS[0];
    let refuses = |args: &[&str], parts: &[&str]| run(today, &[&["render", CAMERA], args].concat()).refuses(parts);
    refuses(&["--format", "sign", "--url", "mailto:a@b.example"], &["--url", "https://"]);
    refuses(&["--format", "sign", "--url", "www.example.fi"], &["--url", "https://"]);
    refuses(&["--format", "sign", "--lang", "fi,fi"], &["twice"]);
    run(today, &["render", "notices/006-henkilosto.toml", "--format", "sign", "--lang", "fi,sv"]).refuses(&["`sv`", "declares fi"]);
    refuses(&["--format", "sign", "--url", &format!("https://www.example.fi/{}", "a".repeat(3000))], &["too long"]);
    refuses(&["--lang", "fi,sv"], &["only a sign"]);
    refuses(&["--url", "https://www.example.fi/"], &["--format sign"]);
    // A workspace without an address.
    let folder = crate::cli::folder(&[("a.toml", &crate::cli::sound_fi())]);
    run_in(today, folder.path(), &["render", "a.toml", "--format", "sign"]).refuses(&["a.toml", "--url", "base-url"]);
    // A register with more to say than a sheet holds.
    let long = crate::cli::sound_fi().replace("name = \"Huoltotilausten hoitaminen\"", &format!("name = \"{}\"", "Hyvin pitkä tarkoitus ".repeat(400)));
    assert!(long.contains("Hyvin pitkä"), "the base has such a purpose");
    let folder = crate::cli::folder(&[("a.toml", &long)]);
    run_in(today, folder.path(), &["render", "a.toml", "--format", "sign", "--url", "https://a.fi/"]).refuses(&["a.toml", "does not fit"]);
}

/// A sign as PDF, made by the program.
fn pdf(name: &str, args: &[&str]) -> (crate::pdf::reader::Read, Vec<u8>) {
    let path = std::env::temp_dir().join(format!("seloste-{}-{name}.pdf", std::process::id()));
    let out = path.to_string_lossy().into_owned();
    assert_eq!(run(TODAYS[0], &[&["render", "--format", "sign-pdf", "--out", &out], args].concat()).ends(0).err, "");
    let bytes = std::fs::read(&path).expect("a file");
    std::fs::remove_file(&path).expect("it is ours");
    (crate::pdf::reader::read(bytes.clone()), bytes)
}

#[test]
fn a_sign_as_pdf_is_one_sheet_that_says_the_same() {
    let address = "https://www.example.fi/kamera";
    let (read, bytes) = pdf("one", &[CAMERA, "--url", address]);
    assert_eq!((read.pages.len(), read.lang.as_str()), (1, "fi"));
    assert!(read.xmp.contains("<pdfuaid:part>1</pdfuaid:part>") && read.xmp.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(bytes.len() < 40_000, "{}", bytes.len());
    let html = sign(&[CAMERA, "--url", address]);
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '•')).collect::<String>();
    let said = bare(&read.tree.text());
    for selector in ["h1", ".register", "dt", "dd", ".whole strong", ".whole span", ".address"] {
        for part in all(&html, selector) {
            let text: String = part.text().collect();
            assert!(said.contains(&bare(&text)), "{selector}: {text:?} is not in {said:?}");
        }
    }
    let headings = read.tree.with_role("H1");
    assert_eq!((headings.len(), read.tree.with_role("H2").len()), (1, all(&html, "dt").len()));
    assert_eq!(read.tree.with_role("Figure").iter().map(|figure| figure.alt.as_deref()).collect::<Vec<_>>(), [Some(address)]);
    assert_eq!(read.tree.links().iter().map(|link| link.address.as_deref()).collect::<Vec<_>>(), [Some(address)]);
    assert_eq!(bytes, pdf("again", &[CAMERA, "--url", address]).1, "the same bytes every time");
}

#[test]
fn a_sign_as_pdf_in_three_languages_says_which_is_which() {
    let (read, _) = pdf("three", &[CAMERA, "--lang", "fi,sv,en", "--url", "https://www.example.fi/kamera"]);
    assert_eq!(read.pages.len(), 1);
    let langs: Vec<Option<&str>> = read.tree.with_role("Sect").iter().map(|part| part.lang.as_deref()).collect();
    assert_eq!(langs, [Some("sv"), Some("en")]);
    assert!(read.tree.with_role("Sect")[0].text().contains("kameraövervakning"), "{}", read.tree.text());
}

#[test]
fn the_code_of_a_sign_as_pdf_leads_where_that_of_the_page_does() {
    // The rectangles of the code, from the content of the page.
    let address = "https://www.example.fi/kamera?a=1";
    let (read, _) = pdf("code", &[CAMERA, "--url", address]);
    // The rules go from side to side.
    let rectangles: Vec<[f32; 4]> = read.pages[0].rectangles.iter().copied().filter(|rect| rect[2] < 200.0).collect();
    let side = rectangles.iter().map(|rect| rect[3]).fold(f32::INFINITY, f32::min);
    let runs: Vec<[f32; 4]> = rectangles.into_iter().filter(|rect| (rect[3] - side).abs() < 0.2).collect();
    let left = runs.iter().map(|run| run[0]).fold(f32::INFINITY, f32::min);
    let top = runs.iter().map(|run| run[1] + run[3]).fold(0.0, f32::max);
    let wide = runs.iter().map(|run| run[0] + run[2]).fold(0.0, f32::max) - left;
    // As many squares as make their height that of a square.
    let count = (21..=177).step_by(4).min_by(|a, b| (wide / *a as f32 - side).abs().total_cmp(&(wide / *b as f32 - side).abs())).expect("a size");
    let unit = wide / count as f32;
    const SCALE: usize = 4;
    let mut dark = BTreeSet::new();
    for run in &runs {
        let (column, row) = (((run[0] - left) / unit).round() as usize, ((top - run[1] - run[3]) / unit).round() as usize);
        dark.extend((column..column + (run[2] / unit).round() as usize).map(|x| (x + 4, row + 4)));
    }
    let size = (count + 8) * SCALE;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code of {count} squares");
    assert_eq!(grids[0].decode().expect("a code that can be read").1, address);
}
