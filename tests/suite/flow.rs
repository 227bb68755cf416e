//! The picture of the data flow: what it shows is what the notice says, and its geometry holds for any flow.

use crate::html::{all, page};
use crate::patch::root;
use crate::sample::{hostile, sample};
use proptest::prelude::*;
use scraper::Html;
use seloste::document::{Block, Document, Flow, FlowEdge, FlowNode, Inline, NodeKind, Stage, StageKind, Words, build, plain};
use seloste::facts::Facts;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::notice::{Notice, read};
use seloste::project;
use seloste::render::flow::{BoxKind, Picture, Piece, Point, Rect, Shape, Snug, TextKind, TextMeasure, Typical, corner, draw};
use std::collections::BTreeSet;

const SHAPES: [Shape; 2] = [Shape::Wide, Shape::Narrow];
/// Room for what is drawn over an edge: half an outline.
const SLACK: f64 = 0.01;

fn flow_of(document: &Document) -> Option<&Flow> {
    document.sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::Flow { flow } => Some(&**flow),
        _ => None,
    })
}

fn of_notice(notice: &Notice<'_>, lang: Lang) -> Document {
    let day = notice.withdrawn().or(notice.updated()).unwrap_or(seloste::facts::GDPR_FROM);
    let facts = Facts::of(notice, &LAW, day);
    build(notice, &facts, &LAW, Words::built_in(lang).expect("words"), lang, false)
}

/// A notice written here.
fn written(toml: &str) -> Document {
    let reading = read(toml, None);
    of_notice(&Notice::of(&reading.tree), Lang::FI)
}

/// Letters and nothing else: without spaces, and without the hyphens a line may add.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '-' && *c != '\u{ad}').collect()
}

/// Whether the inner parts of two rectangles share a place.
fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x + SLACK < b.right() && b.x + SLACK < a.right() && a.y + SLACK < b.bottom() && b.y + SLACK < a.bottom()
}

fn within(inner: &Rect, outer: &Rect) -> bool {
    inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK && inner.right() <= outer.right() + SLACK && inner.bottom() <= outer.bottom() + SLACK
}

fn holds(rect: &Rect, point: Point) -> bool {
    within(&Rect { x: point.x, y: point.y, width: 0.0, height: 0.0 }, rect)
}

fn on_side(rect: &Rect, point: Point) -> bool {
    let side = (point.x - rect.x).abs() < SLACK || (point.x - rect.right()).abs() < SLACK;
    side && point.y > rect.y && point.y < rect.bottom()
}

/// The place a line of text takes: capitals and tails.
fn place(at: Point, size: f64, width: f64) -> Rect {
    Rect { x: at.x, y: at.y - size * 0.8, width, height: size * 1.02 }
}

/// The edges a picture may show as one stream: between people and sources, where they are many.
fn merged(flow: &Flow, edge: (usize, usize)) -> bool {
    let people = flow.stage(StageKind::People).is_some_and(|stage| stage.nodes.iter().any(|node| node.id == edge.0));
    people && flow.stage(StageKind::Sources).is_some_and(|stage| stage.nodes.iter().any(|node| node.id == edge.1))
}

/// Everything that must hold for a picture of a flow.
fn check(flow: &Flow, picture: &Picture, name: &str) {
    let paper = Rect { x: 0.0, y: 0.0, width: picture.width, height: picture.height };
    assert!(picture.width > 0.0 && picture.height > 0.0 && picture.height < 20_000.0, "{name}: {} x {}", picture.width, picture.height);
    let boxes: Vec<(usize, NodeKind, Rect)> = picture
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Box { kind: BoxKind::Node(kind), rect, node: Some(node), .. } => Some((*node, *kind, *rect)),
            _ => None,
        })
        .collect();
    // A box for each node, and no other.
    let mut drawn: Vec<usize> = boxes.iter().map(|(node, ..)| *node).collect();
    drawn.sort_unstable();
    assert_eq!(drawn, flow.nodes().map(|node| node.id).collect::<Vec<_>>(), "{name}");
    let rect_of = |node: usize| boxes.iter().find(|(own, ..)| *own == node).map(|(.., rect)| *rect).expect("a box");
    // No box over another but the parts inside their register; countries inside the region of their side.
    for (a, kind, rect) in &boxes {
        assert!(within(rect, &paper), "{name}: {rect:?}");
        for (b, other, inner) in &boxes {
            let part = *kind == NodeKind::Register && *other == NodeKind::Part;
            assert!(a == b || part || (*kind == NodeKind::Part && *other == NodeKind::Register) || !overlap(rect, inner), "{name}: {a} over {b}");
            assert!(!part || within(inner, rect), "{name}: part {b} outside its register");
        }
        let region = match kind {
            NodeKind::Inside => Some(BoxKind::Inside),
            NodeKind::Outside => Some(BoxKind::Outside),
            _ => None,
        };
        for piece in &picture.pieces {
            if let Piece::Box { kind: own, rect: outer, node: None, .. } = piece {
                assert_eq!(within(rect, outer), region == Some(*own), "{name}: node {a} and {own:?}");
                assert!(within(outer, &paper) && (region == Some(*own) || !overlap(rect, outer)), "{name}: {outer:?}");
            }
        }
    }
    check_texts(flow, picture, &paper, &boxes, name);
    check_lines(flow, picture, &paper, &boxes, rect_of, name);
}

fn check_texts(flow: &Flow, picture: &Picture, paper: &Rect, boxes: &[(usize, NodeKind, Rect)], name: &str) {
    let mut said: Vec<(usize, String)> = flow.nodes().map(|node| (node.id, String::new())).collect();
    let mut places: Vec<(Rect, &str)> = Vec::new();
    let mut headings = String::new();
    for piece in &picture.pieces {
        let Piece::Text { kind, at, size, text, width, .. } = piece else { continue };
        let own = place(*at, *size, *width);
        assert!(*size >= 12.0, "{name}: {text:?} is too small to read");
        assert!(within(&own, paper), "{name}: {text:?} leaves the picture: {own:?}");
        if *kind == TextKind::Heading {
            headings.push_str(text);
            assert!(boxes.iter().all(|(.., rect)| !overlap(&own, rect)), "{name}: heading {text:?} stands over a box");
        } else {
            // The innermost box it begins in.
            let found = boxes.iter().filter(|(.., rect)| holds(rect, *at)).min_by(|a, b| (a.2.height).total_cmp(&b.2.height));
            let (node, _, rect) = found.unwrap_or_else(|| panic!("{name}: {text:?} stands in no box"));
            assert!(own.x >= rect.x + 4.0 && own.right() <= rect.right() - 4.0 && within(&own, rect), "{name}: {text:?} leaves its box: {own:?} {rect:?}");
            said[*node].1.push_str(text);
        }
        for (other, before) in &places {
            assert!(!overlap(&own, other), "{name}: {text:?} over {before:?}");
        }
        places.push((own, text));
    }
    for node in flow.nodes() {
        let wanted = letters(&format!("{}{}", node.label, node.note.as_deref().unwrap_or_default()));
        // What may not be seen is shown by a sign in its place.
        let wanted: String = wanted.chars().map(|c| if seloste::render::clean::is_hidden(c) { '\u{fffd}' } else { c }).collect();
        assert_eq!(letters(&said[node.id].1), wanted, "{name}");
    }
    for stage in flow.stages.iter().filter(|stage| stage.kind != StageKind::Countries) {
        assert!(letters(&headings).contains(&letters(&stage.title)), "{name}: {}", stage.title);
    }
}

fn check_lines(flow: &Flow, picture: &Picture, paper: &Rect, boxes: &[(usize, NodeKind, Rect)], rect_of: impl Fn(usize) -> Rect, name: &str) {
    // Lane, and the nodes it leaves and comes to.
    let mut left: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut reached: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut stretches: Vec<(usize, Option<usize>, Point, Point)> = Vec::new();
    for piece in &picture.pieces {
        match piece {
            Piece::Line { points, node, lane, radius, .. } => {
                assert!(points.len() >= 2 && *radius >= 0.0, "{name}");
                for n in 1..points.len() - 1 {
                    let (before, after) = corner(points, n, *radius);
                    assert!([before, after].iter().all(|point| point.x.is_finite() && point.y.is_finite()), "{name}: {points:?}");
                }
                for pair in points.windows(2) {
                    assert!((pair[0].x - pair[1].x).abs() < SLACK || (pair[0].y - pair[1].y).abs() < SLACK, "{name}: askew {pair:?}");
                    assert!(pair.iter().all(|point| holds(paper, *point)), "{name}: {pair:?} leaves the picture");
                    stretches.push((*lane, *node, pair[0], pair[1]));
                }
                if let Some(node) = node
                    && on_side(&rect_of(*node), points[0])
                {
                    left.insert((*lane, *node));
                }
            }
            Piece::Arrow { points, node, lane, .. } => {
                assert!(on_side(&rect_of(*node), points[0]), "{name}: the arrow to {node} ends beside it");
                assert!(points.iter().all(|point| holds(paper, *point)), "{name}");
                reached.insert((*lane, *node));
            }
            _ => {}
        }
    }
    // Exactly the edges of the flow, but for people and sources that are joined in one stream.
    let edges: BTreeSet<(usize, usize)> = flow.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let shown: BTreeSet<(usize, usize)> =
        left.iter().flat_map(|(lane, from)| reached.iter().filter(move |(own, _)| own == lane).map(move |(_, to)| (*from, *to))).collect();
    for edge in &edges {
        assert!(shown.contains(edge), "{name}: the edge {edge:?} is not drawn");
    }
    for edge in &shown {
        assert!(edges.contains(edge) || merged(flow, *edge), "{name}: {edge:?} is drawn and is no edge");
    }
    for (n, (lane, node, a, b)) in stretches.iter().enumerate() {
        let line = Rect { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() };
        let thick = Rect { x: line.x - 0.4, y: line.y - 0.4, width: line.width + 0.8, height: line.height + 0.8 };
        for (own, _, rect) in boxes {
            // Its own box it touches.
            assert!(
                *node == Some(*own) || (thick.width < thick.height && on_side(rect, *a)) || !overlap(&thick, rect) || straight(*node, rect, *a, *b),
                "{name}: lane {lane} runs through box {own}"
            );
        }
        // Lines of two streams cross, and never lie on each other but where both leave one box.
        for (other, from, begin, end) in &stretches[n + 1..] {
            let (level, also) = ((a.y - b.y).abs() < SLACK, (begin.y - end.y).abs() < SLACK);
            if other == lane || level != also || (node.is_some() && node == from) {
                continue;
            }
            let (near, shared) = if level {
                ((a.y - begin.y).abs() < 1.0, a.x.max(b.x).min(begin.x.max(end.x)) - a.x.min(b.x).max(begin.x.min(end.x)))
            } else {
                ((a.x - begin.x).abs() < 1.0, a.y.max(b.y).min(begin.y.max(end.y)) - a.y.min(b.y).max(begin.y.min(end.y)))
            };
            assert!(!near || shared < 1.0, "{name}: lanes {lane} and {other} lie on each other at {a:?} {b:?}");
        }
    }
}

/// Whether a line goes level from a box to the one it touches with its end.
fn straight(node: Option<usize>, rect: &Rect, a: Point, b: Point) -> bool {
    node.is_some() && (a.y - b.y).abs() < SLACK && (b.x - rect.x).abs() < 9.0 && b.x <= rect.x + SLACK
}

/// The nodes a flow tells of in its tables: every name the picture shows, and every entry it groups.
fn check_tables(flow: &Flow, notice: &Notice<'_>, document: &Document, name: &str) {
    let cells: Vec<String> = flow.cells().collect();
    let own = |text: Option<seloste::notice::Text>| {
        text.and_then(|text| notice.said(text, document.lang)).map(|said| match said.text.strip_prefix('@').and_then(seloste::notice::term) {
            Some(ready) => ready.get(document.lang).clone(),
            None => said.text.trim().to_string(),
        })
    };
    let mut names: Vec<String> = Vec::new();
    names.extend(notice.disclosures.iter().filter_map(|entry| own(entry.name)));
    names.extend(notice.processors.iter().filter_map(|entry| own(entry.name)));
    names.extend(notice.sources.iter().filter_map(|entry| own(entry.name)));
    // Each by itself, with or without where beyond the border it takes data.
    let entries: Vec<&str> = cells.iter().flat_map(|cell| cell.split("; ")).collect();
    for wanted in &names {
        let told = |entry: &&str| entry.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("));
        assert!(entries.iter().any(told), "{name}: {wanted:?} is in no row of {cells:?}");
    }
    let people: Vec<String> = notice.data_subjects.iter().filter_map(|entry| own(entry.name)).collect();
    let whole = cells.join("\n");
    for wanted in &people {
        assert!(whole.contains(wanted.as_str()), "{name}: nobody tells of {wanted:?}");
    }
    let countries: Vec<&str> =
        notice.disclosures.iter().map(|e| &e.country).chain(notice.processors.iter().map(|e| &e.country)).flatten().map(|leaf| leaf.value).collect();
    for code in countries {
        assert!(whole.contains(LAW.country(code).map_or(code, |country| country.name(document.lang))), "{name}: {code}");
    }
    let members = |kind: StageKind| flow.stage(kind).map_or(0, |stage| stage.nodes.iter().map(|node| node.members).sum::<usize>());
    assert_eq!(members(StageKind::Sources), notice.sources.len(), "{name}");
    assert_eq!(members(StageKind::People), notice.data_subjects.len(), "{name}");
    assert!(members(StageKind::Recipients) >= notice.disclosures.len() + notice.processors.len(), "{name}");
    assert_eq!(members(StageKind::Register), 1 + notice.parts.len(), "{name}");
}

#[test]
fn every_notice_of_ours_has_a_sound_picture_in_every_language_and_shape() {
    let mut drawn = 0;
    for file in project::read(&[root().join("notices")]).expect("our notices").notices {
        let notice = Notice::of(&file.reading.tree);
        for lang in file.reading.languages.iter().copied() {
            let name = format!("{} {lang}", file.path.display());
            let document = of_notice(&notice, lang);
            let flow = flow_of(&document).unwrap_or_else(|| panic!("{name}: nothing drawn"));
            check_tables(flow, &notice, &document, &name);
            for shape in SHAPES {
                check(flow, &draw(flow, lang, shape, &Typical), &name);
                let picture = draw(flow, lang, shape, &Snug);
                check(flow, &picture, &format!("{name} {shape:?}"));
                assert_eq!(picture, draw(flow, lang, shape, &Snug));
                assert!(shape == Shape::Narrow || picture.height < 900.0, "{name}: {} units high", picture.height);
                drawn += 1;
            }
        }
    }
    assert!(drawn >= 2 * 38, "{drawn} pictures");
}

const SMALL: &str = r#"
[notice]
languages = ["fi"]
updated = 2026-01-01
[register]
name = "Jäsenrekisteri"
[controller]
name = "Kuoroyhdistys ry"
[[data-subjects]]
name = "Jäsenet"
[[data-subjects]]
name = "Kannattajat"
[[sources]]
id = "self"
name = "Sinä itse"
kind = "data-subject"
[[sources]]
id = "union"
name = "Keskusliitto"
kind = "other-controller"
[[data-categories]]
id = "contact"
name = "Yhteystiedot"
sources = ["self"]
[[data-categories]]
id = "grade"
name = "Merkit"
data-subjects = ["jasenet"]
sources = ["union"]
[[disclosures]]
name = "Keskusliitto"
role = "controller"
data-categories = ["contact"]
country = "SE"
[[processors]]
id = "mail"
name = "Postipalvelu Oy"
country = ["FI", "US"]
"#;

#[test]
fn the_picture_says_what_the_notice_says() {
    let document = written(SMALL);
    let flow = flow_of(&document).expect("a picture");
    let label = |id: usize| flow.nodes().nth(id).map(|node| node.label.clone()).expect("a node");
    let edges: Vec<(String, String, String)> = flow.edges.iter().map(|edge| (label(edge.from), label(edge.to), edge.data.join(", "))).collect();
    let edge = |from: &str, to: &str, data: &str| (from.to_string(), to.to_string(), data.to_string());
    for wanted in [
        edge("Jäsenet", "Sinä itse", "Yhteystiedot"),
        edge("Jäsenet", "Keskusliitto", "Merkit"),
        edge("Kannattajat", "Sinä itse", "Yhteystiedot"),
        edge("Sinä itse", "Jäsenrekisteri", "Yhteystiedot"),
        edge("Keskusliitto", "Jäsenrekisteri", "Merkit"),
        edge("Jäsenrekisteri", "Keskusliitto", "Yhteystiedot"),
        edge("Jäsenrekisteri", "Postipalvelu Oy", "Yhteystiedot, Merkit"),
        edge("Keskusliitto", "Ruotsi", "Yhteystiedot"),
        edge("Postipalvelu Oy", "Suomi", "Yhteystiedot, Merkit"),
        edge("Postipalvelu Oy", "Yhdysvallat", "Yhteystiedot, Merkit"),
    ] {
        assert!(edges.contains(&wanted), "{wanted:?} not in {edges:?}");
    }
    assert_eq!(edges.len(), 10, "{edges:?}");
    let kinds: Vec<(String, NodeKind)> =
        flow.stage(StageKind::Countries).expect("countries").nodes.iter().map(|node| (node.label.clone(), node.kind)).collect();
    let country = |name: &str, kind| (name.to_string(), kind);
    assert_eq!(kinds, [country("Ruotsi", NodeKind::Inside), country("Suomi", NodeKind::Inside), country("Yhdysvallat", NodeKind::Outside)]);
    assert!(flow.description.contains("Maat EU:n ja ETA:n ulkopuolella: Yhdysvallat."), "{}", flow.description);
    let rows: Vec<Vec<String>> = flow
        .tables
        .iter()
        .flat_map(|table| match table {
            Block::Table { rows, .. } => rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect::<Vec<Vec<String>>>(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(
        rows,
        [
            ["Rekisteröidyt", "Jäsenet; Kannattajat"],
            ["Tietolähteet", "Sinä itse; Keskusliitto"],
            ["Rekisteri", "Jäsenrekisteri"],
            ["Vastaanottajat: itsenäinen rekisterinpitäjä", "Keskusliitto"],
            ["Vastaanottajat: henkilötietojen käsittelijä", "Postipalvelu Oy (Yhdysvallat)"],
            ["EU ja ETA", "Ruotsi; Suomi"],
            ["EU:n ja ETA:n ulkopuolella", "Yhdysvallat"],
        ]
    );
}

#[test]
fn a_country_left_the_eea_on_the_day_it_left() {
    let on = |day: &str| written(&SMALL.replace("2026-01-01", day).replace("country = \"SE\"", "country = \"GB\""));
    let side = |document: &Document| {
        flow_of(document).and_then(|flow| flow.nodes().find(|node| node.label == "Yhdistynyt kuningaskunta").map(|node| node.kind)).expect("the country")
    };
    assert_eq!(side(&on("2019-06-01")), NodeKind::Inside);
    assert_eq!(side(&on("2022-06-01")), NodeKind::Outside);
}

#[test]
fn there_is_no_picture_where_nothing_goes_anywhere() {
    let alone =
        written("[register]\nname = \"Vieraskirja\"\n[[sources]]\nname = \"Sinä itse\"\nkind = \"data-subject\"\n[[data-categories]]\nname = \"Nimi\"\n");
    assert!(flow_of(&alone).is_none());
    assert!(!page(&alone).contains("<svg"));
    assert!(flow_of(&written("")).is_none());
}

#[test]
fn a_transfer_to_nobody_named_and_one_to_an_organisation_are_shown() {
    let document =
        written(&format!("{SMALL}[[transfers]]\ncountry = \"IN\"\n[[transfers]]\norganisation = \"Maailman postiliitto\"\nto = [\"keskusliitto\"]\n"));
    let flow = flow_of(&document).expect("a picture");
    let outside: Vec<&str> = flow.nodes().filter(|node| node.kind == NodeKind::Outside).map(|node| node.label.as_str()).collect();
    assert_eq!(outside, ["Yhdysvallat", "Intia", "Maailman postiliitto"]);
    let cells: Vec<String> = flow.cells().collect();
    for wanted in ["Muu vastaanottaja (Intia)", "Keskusliitto (Maailman postiliitto)", "Yhdysvallat; Intia; Maailman postiliitto"] {
        assert!(cells.contains(&wanted.to_string()), "{wanted} not in {cells:?}");
    }
    SHAPES.iter().for_each(|shape| check(flow, &draw(flow, Lang::FI, *shape, &Typical), "transfers"));
}

#[test]
fn groups_hide_nobody_who_takes_data_over_the_border() {
    let many: String = (0..9).map(|n| format!("[[processors]]\nname = \"Palvelu {n} Oy\"\ncountry = \"{}\"\n", if n == 7 { "US" } else { "FI" })).collect();
    let document = written(&format!("{SMALL}{many}"));
    let flow = flow_of(&document).expect("a picture");
    let recipients: Vec<(&str, usize)> =
        flow.stage(StageKind::Recipients).expect("recipients").nodes.iter().map(|node| (node.label.as_str(), node.members)).collect();
    assert_eq!(recipients, [("Keskusliitto", 1), ("Postipalvelu Oy", 1), ("8 henkilötietojen käsittelijää", 8), ("Palvelu 7 Oy", 1)]);
    let cells: Vec<String> = flow.cells().collect();
    let entries: Vec<&str> = cells.iter().flat_map(|cell| cell.split("; ")).collect();
    assert!((0..9).all(|n| entries.contains(&format!("Palvelu {n} Oy{}", if n == 7 { " (Yhdysvallat)" } else { "" }).as_str())), "{cells:?}");
}

fn with_flow(flow: Flow) -> Document {
    let mut document = sample();
    document.sections[0].blocks.push(Block::Flow { flow: Box::new(flow) });
    document
}

#[test]
fn the_page_draws_both_shapes_with_names_of_their_own() {
    let document = written(SMALL);
    let flow = flow_of(&document).expect("a picture").clone();
    // Two on a page share no id.
    let mut twice = with_flow(flow.clone());
    twice.sections[1].blocks.push(Block::Flow { flow: Box::new(flow.clone()) });
    let html = Html::parse_document(&page(&twice));
    assert_eq!(html.errors, Vec::<String>::new());
    let pictures = all(&html, "figure.flow > svg[role=img]");
    assert_eq!(pictures.len(), 4);
    let mut ids = BTreeSet::new();
    for (n, picture) in pictures.iter().enumerate() {
        let named = picture.value().attr("aria-labelledby").expect("a name");
        let texts: Vec<String> = named.split(' ').map(|id| all(&html, &format!("#{id}"))[0].text().collect::<String>()).collect();
        assert_eq!(texts, [flow.title.clone(), flow.description.clone()]);
        // Both shapes of one picture have its name.
        assert!(named.split(' ').all(|id| ids.insert(id.to_string()) == (n % 2 == 0)), "{named}");
    }
    let stages = all(&html, "figure.flow details > dl > dt").len();
    assert_eq!(stages, 2 * flow.tables.iter().map(|table| if let Block::Table { rows, .. } = table { rows.len() } else { 0 }).sum::<usize>());
    assert!(stages >= 8 && all(&html, "figure.flow table").is_empty());
    assert!(all(&html, "figure.flow [style]").is_empty());
}

/// A measure of narrow letters, and one of wide: a layout must not count on either.
struct Fixed(f64);

impl TextMeasure for Fixed {
    fn width(&self, text: &str, _: bool) -> f64 {
        text.chars().count() as f64 * self.0
    }
}

fn label() -> impl Strategy<Value = String> {
    let usual = prop::sample::select(
        &[
            "Asiakkaat",
            "Väestötietojärjestelmä, Digi- ja väestötietovirasto",
            "Sinä itse",
            "Kiinteistönhuoltopalvelujen tilausjärjestelmän ylläpitäjä",
            "Myndigheten för digitalisering och befolkningsdata",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "https://www.pitka-osoite.example/kansio/tiedosto",
            "Oy",
            "漢字漢字漢字漢字漢字漢字漢字漢字",
            "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
        ][..],
    )
    .prop_map(str::to_string);
    prop_oneof![3 => usual, 1 => hostile().prop_map(|texts| texts.concat().chars().take(60).collect())]
}

/// Any flow: stations of any size, with any edges between neighbours.
fn flows() -> impl Strategy<Value = Flow> {
    let nodes = |most: usize| prop::collection::vec((label(), prop::option::of(label())), 0..=most);
    let edges = prop::collection::vec(any::<u32>(), 60);
    (nodes(6), nodes(7), nodes(5), nodes(7), nodes(8), edges).prop_map(|(people, sources, parts, recipients, countries, bits)| {
        let mut stages = Vec::new();
        let mut id = 0;
        let mut stage = |kind: StageKind, of: &dyn Fn(usize) -> NodeKind, given: Vec<(String, Option<String>)>| {
            let nodes: Vec<FlowNode> = given
                .into_iter()
                .enumerate()
                .map(|(n, (label, note))| {
                    id += 1;
                    FlowNode { id: id - 1, kind: of(n), label, lang: None, note, members: 1 }
                })
                .collect();
            if !nodes.is_empty() {
                stages.push(Stage { kind, title: format!("Asema {kind:?}"), nodes });
            }
        };
        stage(StageKind::People, &|_| NodeKind::People, people);
        stage(StageKind::Sources, &|_| NodeKind::Source, sources);
        let register = std::iter::once(("Asiakasrekisteri".to_string(), Some("Yhtiö Oy".to_string()))).chain(parts).collect();
        stage(StageKind::Register, &|n| if n == 0 { NodeKind::Register } else { NodeKind::Part }, register);
        let to_countries = !recipients.is_empty();
        stage(StageKind::Recipients, &|n| if n.is_multiple_of(2) { NodeKind::Recipient } else { NodeKind::Processor }, recipients);
        if to_countries {
            let inside = bits[0] as usize % (countries.len() + 1);
            stage(StageKind::Countries, &|n| if n < inside { NodeKind::Inside } else { NodeKind::Outside }, countries);
        }
        let mut edges = Vec::new();
        for pair in stages.windows(2) {
            let of = |stage: &Stage| stage.nodes.iter().take(if stage.kind == StageKind::Register { 1 } else { 9 }).map(|node| node.id).collect::<Vec<_>>();
            let star = pair[1].kind == StageKind::Register || pair[0].kind == StageKind::Register;
            for from in of(&pair[0]) {
                for to in of(&pair[1]) {
                    if star || !bits[(from * 7 + to) % bits.len()].is_multiple_of(3) {
                        edges.push(FlowEdge { from, to, data: Vec::new() });
                    }
                }
            }
        }
        let tables = vec![Block::Table { caption: "Taulu".into(), head: vec!["A".into()], rows: vec![vec![vec![Inline::text("x")]]] }];
        let text = |text: &str| text.to_string();
        Flow {
            title: text("T"),
            description: text("K"),
            open: text("A"),
            stages,
            edges,
            inside: text("EU ja ETA"),
            outside: text("EU:n ja ETA:n ulkopuolella"),
            tables,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_flow_has_a_sound_picture(flow in flows(), lang in prop::sample::select(vec![Lang::FI, Lang::SV, Lang::EN, Lang::parse("de").expect("a language")])) {
        for shape in SHAPES {
            check(&flow, &draw(&flow, lang, shape, &Typical), &format!("{shape:?}"));
            check(&flow, &draw(&flow, lang, shape, &Fixed(0.45)), &format!("{shape:?} narrow letters"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_a_picture_becomes_markup(flow in flows()) {
        let html = Html::parse_document(&page(&with_flow(flow.clone())));
        prop_assert_eq!(&html.errors, &Vec::<String>::new());
        prop_assert_eq!(all(&html, "figure.flow svg rect").len() >= flow.nodes().count(), true);
        for element in all(&html, "figure.flow *") {
            let name = element.value().name();
            prop_assert!(matches!(name, "svg" | "title" | "desc" | "g" | "rect" | "use" | "path" | "text" | "tspan" | "details" | "summary" | "dl" | "dt" | "dd" | "div" | "section" | "table" | "caption" | "thead" | "tbody" | "tr" | "th" | "td"), "{}", name);
            for (name, value) in element.value().attrs() {
                let again = name == "href" && matches!(value, "#f1_a" | "#f1_b");
                prop_assert!(again || !name.starts_with("on") && !matches!(name, "style" | "href" | "src"), "{}", name);
            }
        }
    }
}
