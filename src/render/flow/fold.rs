//! The columns of the wide picture as two rows, for a phone: people, sources and register over recipients and countries. Only the lines between the
//! rows are new: all else is the wide picture's, so that a writer can draw it once and show it twice.
//! Never folds what would be too wide to read on a phone.

use super::lanes::{BEND, ENTRY, EXIT, Side, arrow, inset};
use super::model::{Fold, Halves, LineKind, Piece, Point, Rect};

/// The widest picture whose texts are large enough to read on a phone.
const WIDEST: f64 = 340.0;
/// Room around it for outlines.
const EDGE: f64 = 2.0;
/// Between a row and the line that leads to the next.
const TURN: f64 = 12.0;

/// How a wide picture is folded; `None` where it has no second row, or one of the rows is too wide.
pub(super) fn fold(halves: &Halves) -> Option<Fold> {
    let (register, recipients) = (halves.register?, &halves.recipients);
    let (upper, lower) = (extent(&halves.left)?, extent(&halves.right)?);
    let first = Point { x: EDGE - upper.x, y: (EDGE - upper.y).ceil() };
    let turn = (upper.bottom() + first.y + TURN).floor();
    // Boxes under boxes where there is room for it.
    let under = halves.left.iter().filter_map(|piece| if let Piece::Box { rect, .. } = piece { Some(rect.x + first.x) } else { None });
    let under = under.fold(f64::INFINITY, f64::min).min(WIDEST - EDGE - lower.width).max(EDGE + ENTRY);
    let second = Point { x: under - lower.x, y: (turn + TURN - lower.y).ceil() };
    let lane = upper.right() + first.x + EXIT;
    let width = (lane + EDGE).max(lower.right() + second.x + EDGE);
    if recipients.is_empty() || width > WIDEST {
        return None;
    }
    // From the register around to the left of the recipients, and down beside them.
    let from = Point { x: register.rect.right() + first.x, y: register.rect.middle() + first.y };
    let ends: Vec<(usize, Point)> = recipients.iter().map(|port| (port.node, Point { x: port.rect.x + second.x, y: port.rect.middle() + second.y })).collect();
    let last = ends.iter().map(|(_, end)| end.y).fold(f64::NEG_INFINITY, f64::max);
    let name = halves.joint.iter().find_map(|piece| if let Piece::Line { lane, .. } = piece { Some(*lane) } else { None })?;
    let line = |points: Vec<Point>, node: usize| Piece::Line { kind: LineKind::Flow, points, radius: BEND, node: Some(node), lane: name };
    let into = |end: Point| Point { x: end.x + inset(Side::Left), y: end.y };
    let corner = |x: f64, y: f64| Point { x, y };
    let mut joint = Vec::new();
    for (node, end) in &ends {
        let points = if end.y < last {
            vec![corner(EDGE, end.y - BEND), corner(EDGE, end.y), into(*end)]
        } else {
            vec![from, corner(lane, from.y), corner(lane, turn), corner(EDGE, turn), corner(EDGE, end.y), into(*end)]
        };
        joint.push(line(points, if end.y < last { *node } else { register.node }));
    }
    joint.extend(ends.iter().map(|(node, end)| arrow(LineKind::Flow, *end, Side::Left, *node, name)));
    Some(Fold { first, second, joint, width, height: lower.bottom() + second.y + EDGE })
}

/// The room that pieces take.
fn extent(pieces: &[Piece]) -> Option<Rect> {
    let rect = |from: Point, to: Point| Rect { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
    let around = |points: &[Point]| {
        let all = |of: fn(&Point) -> f64, pick: fn(f64, f64) -> f64| points.iter().map(of).reduce(pick);
        Some(rect(Point { x: all(|p| p.x, f64::min)?, y: all(|p| p.y, f64::min)? }, Point { x: all(|p| p.x, f64::max)?, y: all(|p| p.y, f64::max)? }))
    };
    let of = |piece: &Piece| match piece {
        Piece::Box { rect, .. } => Some(*rect),
        Piece::Line { points, .. } => around(points),
        Piece::Bridge { from, to, .. } => around(&[*from, *to]),
        Piece::Arrow { points, .. } => around(points),
        // Capitals and tails.
        Piece::Text { at, size, width, .. } => Some(Rect { x: at.x, y: at.y - size, width: *width, height: size * 1.3 }),
    };
    pieces.iter().filter_map(of).reduce(|a, b| {
        let from = Point { x: a.x.min(b.x), y: a.y.min(b.y) };
        rect(from, Point { x: a.right().max(b.right()), y: a.bottom().max(b.bottom()) })
    })
}
