//! Lines between the boxes of two stations. What goes to the same boxes from the same boxes is one stream with a lane of its own, so that
//! a picture shows exactly the edges of its flow however many cross.
//! Never joins two streams: where one must pass another it goes over it on a bridge.

use super::model::{LineKind, Piece, Point, Rect};
use crate::document::FlowEdge;

/// Between two lanes.
pub(super) const LANE: f64 = 8.0;
/// Room for an arrow and the bend before it.
pub(super) const ENTRY: f64 = 17.0;
/// Room for the bend after a box.
pub(super) const EXIT: f64 = 9.0;
/// Length and half the width of an arrow.
const ARROW: f64 = 8.0;
const ARROW_HALF: f64 = 4.0;
/// Radius of bends.
pub(super) const BEND: f64 = 7.0;
/// Half the length of a bridge.
const BRIDGE: f64 = 4.0;
/// Lines of two streams are never nearer side by side.
const APART: f64 = 4.0;
const TINY: f64 = 0.05;

/// A box a line may begin or end at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Port {
    pub(super) node: usize,
    pub(super) rect: Rect,
}

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    fn x(self, rect: &Rect) -> f64 {
        match self {
            Self::Left => rect.x,
            Self::Right => rect.right(),
        }
    }
}

/// What goes from each of some boxes to each of others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stream {
    from: Vec<usize>,
    to: Vec<usize>,
    crossing: bool,
}

/// The streams of the edges between two stations: targets with the same origins share one. With more than `most` they are all one.
pub(super) fn streams(edges: &[FlowEdge], from: &[usize], to: &[usize], crossing: impl Fn(usize) -> bool, most: usize) -> Vec<Stream> {
    let mut out: Vec<Stream> = Vec::new();
    for target in to {
        let origins: Vec<usize> = from.iter().copied().filter(|origin| edges.iter().any(|edge| edge.from == *origin && edge.to == *target)).collect();
        if origins.is_empty() {
            continue;
        }
        let crossing = crossing(*target);
        match out.iter_mut().find(|stream| stream.from == origins && stream.crossing == crossing) {
            Some(stream) => stream.to.push(*target),
            None => out.push(Stream { from: origins, to: vec![*target], crossing }),
        }
    }
    if out.len() > most {
        let all = |pick: &dyn Fn(&Stream) -> &Vec<usize>| {
            let mut nodes: Vec<usize> = out.iter().flat_map(|stream| pick(stream).iter().copied()).collect();
            nodes.sort_unstable();
            nodes.dedup();
            nodes
        };
        return vec![Stream { from: all(&|stream| &stream.from), to: all(&|stream| &stream.to), crossing: false }];
    }
    out
}

/// How streams get from boxes to boxes.
#[derive(Clone, Copy)]
pub(super) struct Route<'r> {
    pub(super) streams: &'r [Stream],
    pub(super) from: &'r [Port],
    pub(super) to: &'r [Port],
    /// The side lines leave a box from, and the side they come in at.
    pub(super) exit: Side,
    pub(super) entry: Side,
    /// Where the lane nearest to the boxes lines come from is.
    pub(super) first: f64,
    /// Where the next lane is from there: [`LANE`] to the right, or to the left.
    pub(super) step: f64,
}

/// A level stretch of a stream: at which height, from where to where, and the node it belongs to.
struct Level {
    y: f64,
    x: (f64, f64),
    node: usize,
}

/// A route whose lines know where they leave and come in.
struct Ways<'r> {
    streams: &'r [Stream],
    route: Route<'r>,
    begins: Vec<(usize, Point)>,
    ends: Vec<(usize, Point)>,
}

impl Route<'_> {
    /// The lines, bridges and arrows.
    pub(super) fn draw(&self, first_lane: usize, out: &mut Vec<Piece>) {
        let begins = self.from.iter().map(|port| (port.node, Point { x: self.exit.x(&port.rect), y: port.rect.middle() })).collect();
        let ends = self.to.iter().filter_map(|port| Some((port.node, self.end(port)?))).collect();
        Ways { streams: self.streams, route: *self, begins, ends }.draw(first_lane, out);
    }

    /// Where lines come in at a box: at the height of a box they come from where that is near and the box has no other stream, and never at that
    /// of a box with another stream, whose line would lie on this one.
    fn end(&self, to: &Port) -> Option<Point> {
        let rect = to.rect;
        let stream = self.streams.iter().find(|stream| stream.to.contains(&to.node))?;
        let across = self.exit != self.entry;
        let elsewhere = |port: &&Port| self.streams.iter().any(|other| other != stream && other.from.contains(&port.node));
        let free = |y: f64| !across || self.from.iter().filter(elsewhere).all(|port| (port.rect.middle() - y).abs() >= APART);
        let inside = |y: f64| y >= rect.y + 7.0 && y <= rect.bottom() - 7.0;
        let own = self.from.iter().filter(|port| across && stream.from.contains(&port.node) && !elsewhere(port));
        let near = own.map(|port| port.rect.middle()).filter(|y| (y - rect.middle()).abs() <= 14.0);
        let around = (0..8).flat_map(|n| [f64::from(n) * 2.0, f64::from(n) * -2.0]).map(|by| rect.middle() + by);
        let y = near.chain(around).find(|y| inside(*y) && free(*y)).unwrap_or_else(|| rect.middle());
        Some(Point { x: self.entry.x(&rect), y })
    }
}

impl Ways<'_> {
    fn draw(&self, first_lane: usize, out: &mut Vec<Piece>) {
        let order = self.order();
        // A stretch two streams share is drawn whole: dashes first.
        let mut drawn: Vec<usize> = (0..self.streams.len()).collect();
        drawn.sort_by_key(|stream| !self.streams[*stream].crossing);
        for stream in &drawn {
            self.lines(*stream, self.lane(&order, *stream), first_lane + stream, out);
        }
        for (over, level, x) in self.crossings(&order) {
            let kind = kind(self.streams[over].crossing);
            let (low, high) = (level.x.0.min(level.x.1), level.x.0.max(level.x.1));
            let (from, to) = ((x - BRIDGE).max(low), (x + BRIDGE).min(high));
            out.push(Piece::Bridge { kind, from: Point { x: from, y: level.y }, to: Point { x: to, y: level.y } });
        }
        for stream in drawn {
            for node in &self.streams[stream].to {
                let kind = kind(self.streams[stream].crossing);
                out.extend(self.end(*node).map(|tip| arrow(kind, tip, self.route.entry, *node, first_lane + stream)));
            }
        }
    }

    /// Where a line leaves a node.
    fn begin(&self, node: usize) -> Option<Point> {
        self.begins.iter().find(|(own, _)| *own == node).map(|(_, at)| *at)
    }

    /// Where lines come in at a node.
    fn end(&self, node: usize) -> Option<Point> {
        self.ends.iter().find(|(own, _)| *own == node).map(|(_, at)| *at)
    }

    /// Where the lane of a stream is.
    fn lane(&self, order: &[usize], stream: usize) -> f64 {
        let place = order.iter().position(|other| *other == stream).unwrap_or(0);
        self.route.first + self.route.step * place as f64
    }

    /// The order of lanes with the fewest crossings that changing neighbours finds.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.streams.len()).collect();
        let mut best = self.crossings(&order).len();
        let mut better = best > 0;
        while better {
            better = false;
            for at in 1..order.len() {
                order.swap(at - 1, at);
                let count = self.crossings(&order).len();
                if count < best {
                    (best, better) = (count, true);
                } else {
                    order.swap(at - 1, at);
                }
            }
        }
        order
    }

    /// The level stretches of a stream whose lane is at `lane`.
    fn levels(&self, stream: usize, lane: f64) -> Vec<Level> {
        let stream = &self.streams[stream];
        let level = |node: usize, at: Point| Level { y: at.y, x: (at.x, lane), node };
        let out = stream.from.iter().filter_map(|node| Some(level(*node, self.begin(*node)?)));
        out.chain(stream.to.iter().filter_map(|node| Some(level(*node, self.end(*node)?)))).collect()
    }

    /// Where a stream's level stretch passes another's lane without joining it: the stream, the stretch and how far to the right.
    fn crossings(&self, order: &[usize]) -> Vec<(usize, Level, f64)> {
        if self.streams.len() < 2 {
            return Vec::new();
        }
        let all: Vec<(f64, Vec<Level>)> = (0..self.streams.len())
            .map(|stream| {
                let lane = self.lane(order, stream);
                (lane, self.levels(stream, lane))
            })
            .collect();
        let mut out = Vec::new();
        for (over, (_, levels)) in all.iter().enumerate() {
            for (under, (lane, others)) in all.iter().enumerate() {
                let top = others.iter().map(|other| other.y).fold(f64::INFINITY, f64::min);
                let bottom = others.iter().map(|other| other.y).fold(f64::NEG_INFINITY, f64::max);
                for level in levels.iter().filter(|_| over != under) {
                    let (low, high) = (level.x.0.min(level.x.1), level.x.0.max(level.x.1));
                    // What both come from forks here.
                    let forks = others.iter().any(|other| other.node == level.node);
                    if !forks && low + TINY < *lane && *lane < high - TINY && top - TINY < level.y && level.y < bottom + TINY {
                        out.push((over, Level { y: level.y, x: level.x, node: level.node }, *lane));
                    }
                }
            }
        }
        out
    }

    /// The lines of a stream, none of them over another: the lane, and for each box a line that bends into it the ways the data go.
    fn lines(&self, number: usize, lane: f64, name: usize, out: &mut Vec<Piece>) {
        let stream = &self.streams[number];
        let kind = kind(stream.crossing);
        let from: Vec<(usize, Point)> = stream.from.iter().filter_map(|node| Some((*node, self.begin(*node)?))).collect();
        let to: Vec<(usize, Point)> = stream.to.iter().filter_map(|node| Some((*node, self.end(*node)?))).collect();
        let inset = inset(self.route.entry);
        let same = |a: f64, b: f64| (a - b).abs() < TINY;
        let mut line = |points: Vec<Point>, radius: f64, node: Option<usize>| out.push(Piece::Line { kind, points, radius, node, lane: name });
        let mut bends: Vec<(f64, f64)> = Vec::new();
        for (own, others, by) in [(&from, &to, 0.0), (&to, &from, inset)] {
            for (node, at) in own {
                let outer = Point { x: at.x + by, y: at.y };
                let level = others.iter().find(|(_, other)| same(other.y, at.y)).filter(|_| self.route.exit != self.route.entry);
                let mut begun = false;
                if let Some((_, across)) = level {
                    // Straight over; drawn once, for the box it leaves.
                    if by == 0.0 {
                        line(vec![outer, Point { x: across.x + inset, y: at.y }], 0.0, Some(*node));
                    }
                    begun = true;
                }
                for way in [-1.0, 1.0] {
                    let ahead = others.iter().map(|(_, other)| (other.y - at.y) * way).filter(|ahead| *ahead > TINY).fold(f64::INFINITY, f64::min);
                    if ahead.is_infinite() {
                        continue;
                    }
                    let radius = BEND.min(ahead / 2.0).min((lane - outer.x).abs());
                    let inner = Point { x: lane + (outer.x - lane).signum() * radius, y: at.y };
                    let points = [if begun { inner } else { outer }, Point { x: lane, y: at.y }, Point { x: lane, y: at.y + way * radius }];
                    // Towards the box where the data go there.
                    let points: Vec<Point> = if by == 0.0 { points.to_vec() } else { points.into_iter().rev().collect() };
                    line(points, radius, Some(*node));
                    bends.push((at.y + way * radius, way));
                    begun = true;
                }
            }
        }
        let ends = |way: f64| bends.iter().filter(move |(_, own)| *own == way).map(|(y, _)| *y);
        let (top, bottom) = (ends(1.0).fold(f64::INFINITY, f64::min), ends(-1.0).fold(f64::NEG_INFINITY, f64::max));
        if bottom - top > TINY {
            line(vec![Point { x: lane, y: top }, Point { x: lane, y: bottom }], 0.0, None);
        }
    }
}

/// The arrow that ends at a box.
pub(super) fn arrow(kind: LineKind, tip: Point, entry: Side, node: usize, lane: usize) -> Piece {
    let back = match entry {
        Side::Left => -ARROW,
        Side::Right => ARROW,
    };
    let corner = |by: f64| Point { x: tip.x + back, y: tip.y + by };
    Piece::Arrow { kind, points: [tip, corner(-ARROW_HALF), corner(ARROW_HALF)], node, lane }
}

/// How far from the box a line ends: inside its arrow.
pub(super) fn inset(entry: Side) -> f64 {
    match entry {
        Side::Left => 1.0 - ARROW,
        Side::Right => ARROW - 1.0,
    }
}

fn kind(crossing: bool) -> LineKind {
    if crossing { LineKind::Crossing } else { LineKind::Flow }
}
