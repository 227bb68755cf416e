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
    let (width, height) = (number(tenths(picture.width)), number(tenths(picture.height)));
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
        out.push_str(&format!("<g class=\"{of_kind}\">"));
        for piece in pieces.iter().filter(|piece| own(piece) == Some(of_kind)) {
            let Piece::Box { rect, radius, .. } = piece else { continue };
            let [x, y, width, height, radius] = [rect.x, rect.y, rect.width, rect.height, *radius].map(|length| number(tenths(length)));
            out.push_str(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"));
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
                out.push_str(&format!("<path class=\"{}\" d=\"{}\"/>", of_line(*kind), pen.path));
            }
            Piece::Bridge { kind, from, to } => {
                let mut pen = Pen::default();
                pen.line(&[*from, *to], 0.0);
                out.push_str(&format!("<path class=\"gap\" d=\"{0}\"/><path class=\"{1}\" d=\"{0}\"/>", pen.path, of_line(*kind)));
            }
            Piece::Arrow { kind, points, .. } => {
                let mut pen = Pen::default();
                pen.triangle(points);
                while let Some(Piece::Arrow { points, .. }) = pieces.next_if(|next| matches!(next, Piece::Arrow { kind: own, .. } if own == kind)) {
                    pen.triangle(points);
                }
                out.push_str(&format!("<path class=\"{}\" d=\"{}\"/>", if *kind == LineKind::Flow { "tip" } else { "tip out" }, pen.path));
            }
            Piece::Text { kind, at, text, lang, bold, .. } => {
                out.push_str("<text");
                let class = of_text(*kind, *bold);
                if !class.is_empty() {
                    out.push_str(&format!(" class=\"{class}\""));
                }
                let [x, y] = [at.x, at.y].map(|length| number(tenths(length)));
                out.push_str(&format!(" x=\"{x}\" y=\"{y}\""));
                if let Some(lang) = lang {
                    out.push_str(&format!(" lang=\"{}\"", lang.code()));
                }
                out.push('>');
                escape(text, out);
                // The lines of one text are one element.
                while let Some(Piece::Text { at, text, .. }) = pieces.next_if(|next| matches!(next, Piece::Text { goes_on: true, .. })) {
                    out.push_str(&format!("<tspan x=\"{x}\" y=\"{}\">", number(tenths(at.y))));
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
                self.pair_after(end);
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
            [dx, 0] => self.path.push_str(&format!("h{}", number(dx))),
            [0, dy] => self.path.push_str(&format!("v{}", number(dy))),
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
        self.path.push_str(&number(x));
        self.next(y);
    }

    fn pair_after(&mut self, [x, y]: [i64; 2]) {
        self.next(x);
        self.next(y);
    }

    /// A number after another: a minus parts them as well as a space.
    fn next(&mut self, tenths: i64) {
        if tenths >= 0 {
            self.path.push(' ');
        }
        self.path.push_str(&number(tenths));
    }
}

fn place(point: Point) -> [i64; 2] {
    [tenths(point.x), tenths(point.y)]
}

fn tenths(length: f64) -> i64 {
    (length * 10.0).round() as i64
}

/// Tenths as a decimal number.
fn number(tenths: i64) -> String {
    let (sign, whole, rest) = (if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
    match (whole, rest) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, rest) => format!("{sign}.{rest}"),
        (whole, rest) => format!("{sign}{whole}.{rest}"),
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
        assert_eq!([0, 5, -5, 10, -10, 123, -123].map(number), ["0", ".5", "-.5", "1", "-1", "12.3", "-12.3"]);
    }

    #[test]
    fn a_line_bends_where_it_turns() {
        let mut pen = Pen::default();
        pen.line(&[Point { x: 10.0, y: 20.0 }, Point { x: 40.0, y: 20.0 }, Point { x: 40.0, y: 80.0 }, Point { x: 52.5, y: 80.0 }], 7.0);
        // The bend of an inner stretch takes half of it at most, one at the end as much as it needs.
        assert_eq!(pen.path, "M10 20h23q7 0 7 7v46q0 7 7 7h5.5");
    }
}
