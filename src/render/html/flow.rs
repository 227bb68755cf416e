//! The picture of the data flow as inline SVG: the two shapes of it, of which a page shows the one that fits.
//! Never names a colour or a font, never writes a `style`: classes say what a piece is, the style sheet how it looks.

use super::escape;
use crate::document::{Flow, NodeKind};
use crate::lang::Lang;
use crate::render::engine::Field;
use crate::render::flow::{BoxKind, LineKind, Picture, Piece, Point, Shape, Snug, TextKind, corner, draw};
use crate::render::markup::Markup;

/// A shape of the picture for the template: its size and what is in it.
pub(super) fn drawing(flow: &Flow, lang: Lang, shape: Shape) -> Field {
    let picture = draw(flow, lang, shape, &Snug);
    let [width, height] = [picture.width, picture.height].map(|length| {
        let mut out = String::new();
        number(tenths(length), &mut out);
        out
    });
    Field::record([("width", width.as_str().into()), ("height", height.as_str().into()), ("drawing", (&pieces(&picture)).into())])
}

fn pieces(picture: &Picture) -> Markup {
    let mut out = String::with_capacity(picture.pieces.len() * 80);
    // Lines end at boxes and texts stand on them: boxes come first of all but the lines, those of a kind together.
    let drawn_first = picture.pieces.iter().take_while(|piece| !matches!(piece, Piece::Text { .. })).count();
    let (before, after) = picture.pieces.split_at(drawn_first);
    boxes(before, &mut out);
    lines_and_texts(before, &mut out);
    boxes(after, &mut out);
    lines_and_texts(after, &mut out);
    Markup::vouch(out)
}

/// Boxes, those of a kind together in the order of the first of each.
fn boxes(pieces: &[Piece], out: &mut String) {
    let mut kinds: Vec<&'static str> = Vec::new();
    let own = |piece: &Piece| if let Piece::Box { kind, .. } = piece { Some(of_box(*kind)) } else { None };
    for kind in pieces.iter().filter_map(own) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    for of_kind in kinds {
        for part in ["<g class=\"", of_kind, "\">"] {
            out.push_str(part);
        }
        for piece in pieces.iter().filter(|piece| own(piece) == Some(of_kind)) {
            let Piece::Box { rect, radius, .. } = piece else { continue };
            out.push_str("<rect");
            for (name, value) in [("x", rect.x), ("y", rect.y), ("width", rect.width), ("height", rect.height), ("rx", *radius)] {
                length(name, value, out);
            }
            out.push_str("/>");
        }
        out.push_str("</g>");
    }
}

fn lines_and_texts(pieces: &[Piece], out: &mut String) {
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Box { .. } => {}
            Piece::Line { kind, points, radius, .. } => {
                let mut pen = Pen::default();
                pen.line(points, *radius);
                // Lines of one kind that follow each other are one path.
                while let Some(Piece::Line { points, radius, .. }) = pieces.next_if(|next| matches!(next, Piece::Line { kind: own, .. } if own == kind)) {
                    pen.line(points, *radius);
                }
                path(of_line(*kind), &pen.path, out);
            }
            Piece::Bridge { kind, from, to } => {
                let mut pen = Pen::default();
                pen.line(&[*from, *to], 0.0);
                path("gap", &pen.path, out);
                path(of_line(*kind), &pen.path, out);
            }
            Piece::Arrow { kind, points, .. } => {
                let mut pen = Pen::default();
                pen.triangle(points);
                while let Some(Piece::Arrow { points, .. }) = pieces.next_if(|next| matches!(next, Piece::Arrow { kind: own, .. } if own == kind)) {
                    pen.triangle(points);
                }
                path(if *kind == LineKind::Flow { "tip" } else { "tip out" }, &pen.path, out);
            }
            Piece::Text { kind, at, text, lang, bold, .. } => {
                out.push_str("<text");
                let class = of_text(*kind, *bold);
                if !class.is_empty() {
                    for part in [" class=\"", class, "\""] {
                        out.push_str(part);
                    }
                }
                let x = at.x;
                length("x", x, out);
                length("y", at.y, out);
                if let Some(lang) = lang {
                    for part in [" lang=\"", lang.code(), "\""] {
                        out.push_str(part);
                    }
                }
                out.push('>');
                escape(text, out);
                // The lines of one text are one element.
                while let Some(Piece::Text { at, text, .. }) = pieces.next_if(|next| matches!(next, Piece::Text { goes_on: true, .. })) {
                    out.push_str("<tspan");
                    length("x", x, out);
                    length("y", at.y, out);
                    out.push('>');
                    escape(text, out);
                    out.push_str("</tspan>");
                }
                out.push_str("</text>");
            }
        }
    }
}

/// Writes paths in the shortest words SVG has: only the beginning of a line is absolute. Places are in tenths.
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
    }

    fn begin(&mut self, point: Point) {
        self.at = place(point);
        self.path.push('M');
        self.pair(self.at);
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

/// Appends an attribute that is a length.
fn length(name: &str, length: f64, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(tenths(length), out);
    out.push('"');
}

fn path(class: &str, path: &str, out: &mut String) {
    for part in ["<path class=\"", class, "\" d=\"", path, "\"/>"] {
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
    use super::{Pen, Point, number};

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
}
