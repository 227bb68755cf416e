//! Reading a page style.

use seloste::render::paged::{Columns, PAGE_TOML, PageStyle, RunKind, lay_out};
use seloste::render::text::text;

fn error(text: &str) -> (Option<usize>, String) {
    let error = PageStyle::from_toml(text).expect_err("a fault");
    (error.line, error.message)
}

#[test]
fn the_embedded_style_is_read_whole() {
    let style = PageStyle::from_toml(PAGE_TOML).expect("the embedded style");
    assert_eq!(Some(style.clone()), PageStyle::standard().ok());
    assert_eq!((style.rows, style.columns), (66, 80));
}

#[test]
fn a_key_of_the_user_replaces_ours_and_the_rest_stays() {
    let own = PageStyle::standard().expect("the embedded style");
    let style = PageStyle::from_toml("columns = 60\n[lists]\nbullets = [\"*\"]\n[space]\nparagraph = [0, 2]\n").expect("a style");
    assert_eq!((style.columns, style.rows), (60, own.rows));
    assert_eq!(style.lists.bullets, ["*"]);
    assert_eq!(style.lists.indent, own.lists.indent);
    assert_eq!(style.space.paragraph.1, 2.0);
    assert_eq!(style.space.section, own.space.section);
}

#[test]
fn faults_are_named_with_their_line() {
    let (line, message) = error("rows = 50\n\ncolums = 80\n");
    assert_eq!(line, Some(3));
    assert!(message.contains("colums") && message.contains("columns"), "{message}");
    assert_eq!(error("[margins]\nleft = \"2\"\n").0, Some(2));
    assert_eq!(error("rows = 30\ncolumns = 20\n"), (Some(2), "a page has 40 to 400 columns, not 20".to_string()));
    assert_eq!(error("# small\nrows = 5\n").0, Some(2));
    assert_eq!(error("\n[margins]\n# wide\nleft = 40\nright = 30\n").0, Some(4));
    assert_eq!(error("[margins]\nbottom = 0\n").0, Some(2));
    assert_eq!(error("[margins]\nhead = 1\ntop = 2\n").0, Some(3));
    assert_eq!(error("[text]\nbar = \"漢\"\n").0, Some(2));
    assert_eq!(error("[text]\nbar = \"||\"\n").0, Some(2));
    assert_eq!(error("[contents]\nleader = \"  \"\n").0, Some(2));
    assert_eq!(error("[space]\ntable = [1, 99]\n").0, Some(2));
    assert_eq!(error("[space]\ntable = [1, nan]\n").0, Some(2));
    assert_eq!(error("columns = 50\nrows = [\n").0, Some(2));
    let shown = PageStyle::from_toml("rows = 5").expect_err("a fault").to_string();
    assert_eq!(shown, "page style, line 1: a page has 20 to 1000 rows, not 5; 0 is one endless page");
}

#[test]
fn silly_sizes_are_refused() {
    let style = PageStyle::standard().expect("the embedded style");
    for (rows, columns) in [(19, 80), (1001, 80), (66, 39), (66, 401), (0, 0), (u16::MAX, u16::MAX)] {
        assert_eq!(style.with_size(rows, columns).expect_err("a silly size").line, None, "{rows} x {columns}");
    }
    for (rows, columns) in [(20, 40), (1000, 400), (66, 80)] {
        assert!(style.with_size(rows, columns).is_ok(), "{rows} x {columns}");
    }
    let wide = PageStyle::from_toml("[margins]\nleft = 20\nright = 20\n").expect("a style");
    assert!(wide.with_size(66, 60).is_err(), "20 columns of text are too few");
}

#[test]
fn an_endless_page_has_everything_but_furniture() {
    let style = PageStyle::standard().and_then(|style| style.with_size(0, 72)).expect("an endless page");
    let document = super::sample::sample();
    let laid = lay_out(&document, &style, &Columns);
    super::check_reading(&document, &laid);
    assert_eq!(laid.pages.len(), 1);
    let decoration = laid.pages[0].lines.iter().filter(|line| laid.nodes[line.node.0].role.is_decoration()).count();
    let numbers = laid.pages[0].lines.iter().flat_map(|line| &line.runs).filter(|run| matches!(run.kind, RunKind::PageNumber | RunKind::Leader)).count();
    assert_eq!((decoration, numbers), (0, 0));
    let written = text(&document, &style);
    assert!(!written.contains('\u{c}') && written.ends_with('\n') && !written.ends_with("\n\n"));
}
