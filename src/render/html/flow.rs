//! The picture of the data flow as inline SVG: the two shapes of it, of which a page shows the one that fits.
//! Never names a colour or a font, never writes a `style`: classes say what a piece is, the style sheet how it looks.
//! Numbers and single classes stand without quotes, as HTML lets them: a picture has hundreds.

use super::escape;
use crate::document::{Flow, NodeKind};
use crate::lang::Lang;
use crate::render::engine::Field;
use crate::render::flow::{BoxKind, LineKind, Piece, Point, Snug, TextKind, column, corner, folded, halves};
use crate::render::markup::Markup;

/// The two shapes of a picture for the template: of each its size and what is in it. Where the narrow one is the wide one folded, it shows what the
/// wide one draws, by the ids of its halves; a part of somebody else's page, where a style sheet is bound to an element around the picture, has all of
/// it drawn twice, since what is shown again does not know what is around it.
pub(super) fn drawings(flow: &Flow, lang: Lang, nth: u64, twice: bool) -> [Field; 2] {
    let halves = halves(flow, lang, &Snug);
    let fold = folded(&halves);
    let named = fold.is_some() && !twice;
    let id = |half: &str| format!("f{nth}_{half}");
    let mut wide = String::with_capacity(8000);
    group(None, &halves.joint, &mut wide);
    group(named.then(|| id("a")), &halves.left, &mut wide);
    group(named.then(|| id("b")), &halves.right, &mut wide);
    let mut narrow = String::with_capacity(if named { 1000 } else { 8000 });
    let (width, height) = match fold {
        Some(fold) if named => {
            group(None, &fold.joint, &mut narrow);
            for (half, by) in [("a", fold.first), ("b", fold.second)] {
                for part in ["<use href=\"#", &id(half), "\""] {
                    narrow.push_str(part);
                }
                for (name, by) in [("x", tenths(by.x)), ("y", tenths(by.y))] {
                    if by != 0 {
                        attribute(name, by, &mut narrow);
                    }
                }
                narrow.push_str(" />");
            }
            (fold.width, fold.height)
        }
        Some(fold) => {
            let picture = fold.whole(&halves);
            group(None, &picture.pieces, &mut narrow);
            (picture.width, picture.height)
        }
        None => {
            let picture = column(flow, lang, &Snug);
            group(None, &picture.pieces, &mut narrow);
            (picture.width, picture.height)
        }
    };
    [(halves.width, halves.height, wide), (width, height, narrow)].map(|(width, height, drawing)| {
        let [width, height] = [width, height].map(|length| {
            let mut out = String::new();
            number(tenths(length), &mut out);
            out
        });
        let drawing = Markup::vouch(drawing);
        Field::record([("width", width.as_str().into()), ("height", height.as_str().into()), ("drawing", (&drawing).into())])
    })
}

/// Pieces as a group, by which the style sheet knows them wherever they are shown.
fn group(id: Option<String>, pieces: &[Piece], out: &mut String) {
    if pieces.is_empty() {
        return;
    }
    match id {
        Some(id) => out.extend(["<g id=\"", &id, "\">"]),
        None => out.push_str("<g>"),
    }
    // Lines end at boxes and texts stand on them: boxes come first of all but the lines, those of a kind together.
    let drawn_first = pieces.iter().take_while(|piece| !matches!(piece, Piece::Text { .. })).count();
    let (before, after) = pieces.split_at(drawn_first);
    boxes(before, out);
    lines_and_texts(before, out);
    boxes(after, out);
    lines_and_texts(after, out);
    out.push_str("</g>");
}

/// Boxes, those of a kind together in the order of the first of each. Where they stand in one column, the column is told once: a picture in the
/// picture, which its boxes fill from side to side.
fn boxes(pieces: &[Piece], out: &mut String) {
    let column = |piece: &Piece| match piece {
        Piece::Box { kind, rect, .. } => Some((of_box(*kind), tenths(rect.x), tenths(rect.width))),
        _ => None,
    };
    let mut columns: Vec<(&'static str, i64, i64)> = Vec::new();
    for own in pieces.iter().filter_map(column) {
        if !columns.contains(&own) {
            columns.push(own);
        }
    }
    for of_column in columns {
        let (kind, x, width) = of_column;
        out.push_str("<svg");
        class(kind, out);
        attribute("x", x, out);
        attribute("width", width, out);
        out.push('>');
        for piece in pieces.iter().filter(|piece| column(piece) == Some(of_column)) {
            let Piece::Box { rect, radius, .. } = piece else { continue };
            out.push_str("<rect");
            for (name, value) in [("y", rect.y), ("height", rect.height), ("rx", *radius)] {
                attribute(name, tenths(value), out);
            }
            out.push_str(" />");
        }
        out.push_str("</svg>");
    }
}

fn lines_and_texts(pieces_of: &[Piece], out: &mut String) {
    let mut run = Run::default();
    for piece in pieces_of {
        match piece {
            Piece::Line { kind, points, radius, .. } => run.of(*kind, out).lines.line(points, *radius),
            Piece::Arrow { kind, points, .. } => run.of(*kind, out).tips.triangle(points),
            Piece::Bridge { kind, from, to } => {
                run.end(out);
                let mut pen = Pen::default();
                pen.line(&[*from, *to], 0.0);
                path("gap", &pen.path, out);
                path(of_line(*kind), &pen.path, out);
            }
            Piece::Box { .. } | Piece::Text { .. } => {}
        }
    }
    run.end(out);
    texts(pieces_of, out);
}

/// Lines of one kind that follow each other, and their tips: a path of each.
#[derive(Default)]
struct Run {
    kind: Option<LineKind>,
    lines: Pen,
    tips: Pen,
}

impl Run {
    /// The run that a piece of a kind belongs to; one of another kind ends first, since what comes later lies above.
    fn of(&mut self, kind: LineKind, out: &mut String) -> &mut Self {
        if self.kind != Some(kind) {
            self.end(out);
            self.kind = Some(kind);
        }
        self
    }

    /// Appends what the run has, and begins anew.
    fn end(&mut self, out: &mut String) {
        let Self { kind: Some(kind), lines, tips } = std::mem::take(self) else { return };
        for (class, pen) in [(of_line(kind), lines), (of_tip(kind), tips)] {
            if !pen.path.is_empty() {
                path(class, &pen.path, out);
            }
        }
    }
}

/// Texts, those that begin at one place from the left together: a picture in the picture tells it once.
fn texts(pieces: &[Piece], out: &mut String) {
    let texts: Vec<&Piece> = pieces.iter().filter(|piece| matches!(piece, Piece::Text { .. })).collect();
    let mut column = None;
    for (n, piece) in texts.iter().enumerate() {
        let Piece::Text { kind, at, text, lang, bold, goes_on, .. } = piece else { continue };
        let x = tenths(at.x);
        // A heading stands a little to the left of the texts it heads.
        let headed = || {
            texts[n..].iter().find_map(|piece| match piece {
                Piece::Text { kind: TextKind::Heading, .. } => None,
                Piece::Text { at, .. } => Some(tenths(at.x)),
                _ => None,
            })
        };
        let own = if *kind == TextKind::Heading { headed().unwrap_or(x) } else { x };
        if column != Some(own) {
            out.push_str(if column.is_some() { "</svg><svg" } else { "<svg" });
            attribute("x", own, out);
            out.push('>');
            column = Some(own);
        }
        // The lines of one text are one element, but for those that need no word more than a place.
        let plain = of_text(*kind, *bold).is_empty() && lang.is_none();
        let inside = *goes_on && !plain;
        out.push_str(if inside { "<tspan" } else { "<text" });
        if inside {
            attribute("x", x - own, out);
        } else {
            class(of_text(*kind, *bold), out);
            if x != own {
                attribute("x", x - own, out);
            }
        }
        attribute("y", tenths(at.y), out);
        if let Some(lang) = lang.filter(|_| !inside) {
            for part in [" lang=\"", lang.code(), "\""] {
                out.push_str(part);
            }
        }
        out.push('>');
        escape(text, out);
        if inside {
            out.push_str("</tspan>");
        }
        let more = matches!(texts.get(n + 1), Some(Piece::Text { goes_on: true, .. }));
        if plain || !more {
            out.push_str("</text>");
        }
    }
    if column.is_some() {
        out.push_str("</svg>");
    }
}

/// Writes paths in the shortest words SVG has: a line begins at its place, or as far from the end of the one before. Places are in tenths.
#[derive(Default)]
struct Pen {
    path: String,
    at: [i64; 2],
}

impl Pen {
    fn line(&mut self, points: &[Point], radius: f64) {
        let Some(first) = points.first() else { return };
        self.begin(*first);
        for n in 1..points.len() {
            if n + 1 == points.len() {
                self.straight(points[n]);
            } else {
                let (before, after) = corner(points, n, radius);
                self.straight(before);
                let (control, end) = (self.step(points[n]), self.step(after));
                self.path.push('q');
                self.pair(control);
                self.next(end[0]);
                self.next(end[1]);
                self.at = place(after);
            }
        }
    }

    fn triangle(&mut self, points: &[Point; 3]) {
        self.begin(points[0]);
        self.straight(points[1]);
        self.straight(points[2]);
        self.path.push('z');
        // What is closed ends where it began.
        self.at = place(points[0]);
    }

    fn begin(&mut self, point: Point) {
        let (place, step) = (place(point), self.step(point));
        let near = !self.path.is_empty() && length(step) < length(place);
        self.path.push(if near { 'm' } else { 'M' });
        self.pair(if near { step } else { place });
        self.at = place;
    }

    fn straight(&mut self, point: Point) {
        match self.step(point) {
            [0, 0] => {}
            [dx, 0] => {
                self.path.push('h');
                number(dx, &mut self.path);
            }
            [0, dy] => {
                self.path.push('v');
                number(dy, &mut self.path);
            }
            step => {
                self.path.push('l');
                self.pair(step);
            }
        }
        self.at = place(point);
    }

    /// From where the pen is.
    fn step(&self, point: Point) -> [i64; 2] {
        let [x, y] = place(point);
        [x - self.at[0], y - self.at[1]]
    }

    fn pair(&mut self, [x, y]: [i64; 2]) {
        number(x, &mut self.path);
        self.next(y);
    }

    /// A number after another: a minus parts them as well as a space.
    fn next(&mut self, tenths: i64) {
        if tenths >= 0 {
            self.path.push(' ');
        }
        number(tenths, &mut self.path);
    }
}

fn place(point: Point) -> [i64; 2] {
    [tenths(point.x), tenths(point.y)]
}

/// How many characters a pair takes.
fn length(pair: [i64; 2]) -> u32 {
    let one = |tenths: i64| {
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths % 10);
        u32::from(tenths < 0) + whole.checked_ilog10().map_or(u32::from(rest == 0), |digits| digits + 1) + if rest == 0 { 0 } else { 2 }
    };
    // A minus parts the second from the first as well as a blank.
    one(pair[0]) + one(pair[1]) + u32::from(pair[1] >= 0)
}

fn tenths(length: f64) -> i64 {
    (length * 10.0).round() as i64
}

/// Appends tenths as a decimal number.
fn number(tenths: i64, out: &mut String) {
    if tenths < 0 {
        out.push('-');
    }
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let mut digits = [0_u8; 20];
    let mut first = digits.len();
    let mut left = whole;
    while left > 0 {
        first -= 1;
        digits[first] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    out.extend(digits[first..].iter().map(|digit| char::from(*digit)));
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest as u8));
    } else if whole == 0 {
        out.push('0');
    }
}

/// Appends an attribute that is a length in tenths. A number needs no quotes; what follows must be a blank or the end of the tag.
fn attribute(name: &str, tenths: i64, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push('=');
    number(tenths, out);
}

/// Appends the classes of an element that has some; two need quotes.
fn class(classes: &str, out: &mut String) {
    let quote = if classes.contains(' ') { "\"" } else { "" };
    if !classes.is_empty() {
        for part in [" class=", quote, classes, quote] {
            out.push_str(part);
        }
    }
}

fn path(classes: &str, path: &str, out: &mut String) {
    out.push_str("<path");
    class(classes, out);
    for part in [" d=\"", path, "\"/>"] {
        out.push_str(part);
    }
}

fn of_box(kind: BoxKind) -> &'static str {
    match kind {
        BoxKind::Inside => "region",
        BoxKind::Outside => "region out",
        BoxKind::Node(NodeKind::People) => "people",
        BoxKind::Node(NodeKind::Source) => "source",
        BoxKind::Node(NodeKind::Register) => "register",
        BoxKind::Node(NodeKind::Part) => "part",
        BoxKind::Node(NodeKind::Recipient) => "recipient",
        BoxKind::Node(NodeKind::Processor) => "processor",
        BoxKind::Node(NodeKind::Inside) => "country",
        BoxKind::Node(NodeKind::Outside) => "country out",
    }
}

fn of_line(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Flow => "line",
        LineKind::Crossing => "line out",
    }
}

fn of_tip(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Flow => "tip",
        LineKind::Crossing => "tip out",
    }
}

fn of_text(kind: TextKind, bold: bool) -> &'static str {
    match kind {
        TextKind::Heading => "heading",
        TextKind::Label if bold => "name",
        TextKind::Label => "",
        TextKind::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::{Pen, Point, length, number};

    #[test]
    fn numbers_are_short_and_right() {
        let written = |tenths| {
            let mut out = String::new();
            number(tenths, &mut out);
            out
        };
        assert_eq!([0, 5, -5, 10, -10, 123, -123, 12340].map(written), ["0", ".5", "-.5", "1", "-1", "12.3", "-12.3", "1234"]);
    }

    #[test]
    fn a_line_bends_where_it_turns() {
        let mut pen = Pen::default();
        pen.line(&[Point { x: 10.0, y: 20.0 }, Point { x: 40.0, y: 20.0 }, Point { x: 40.0, y: 80.0 }, Point { x: 52.5, y: 80.0 }], 7.0);
        // The bend of an inner stretch takes half of it at most, one at the end as much as it needs.
        assert_eq!(pen.path, "M10 20h23q7 0 7 7v46q0 7 7 7h5.5");
    }

    #[test]
    fn a_path_begins_anew_in_the_fewest_characters() {
        let mut pen = Pen::default();
        let at = |x, y| Point { x, y };
        for y in [274.0, 348.0] {
            pen.triangle(&[at(339.0, y), at(331.0, y - 4.0), at(331.0, y + 4.0)]);
        }
        pen.line(&[at(2.0, 3.0), at(5.0, 3.0)], 7.0);
        pen.line(&[at(400.0, 3.0), at(401.0, 3.0)], 7.0);
        assert_eq!(pen.path, "M339 274l-8-4v8zm0 74l-8-4v8zM2 3h3M400 3h1");
        for pair in [[0, 0], [5, -5], [10, 99], [100, -100], [-12, 12340], [1000, 15]] {
            let mut pen = Pen::default();
            pen.pair(pair);
            assert_eq!(length(pair) as usize, pen.path.len(), "{}", pen.path);
        }
    }
}
