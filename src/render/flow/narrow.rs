//! The picture in one column, from top to bottom, for a phone: lines go down beside the boxes, in turn on the left and on the right.
//! Never leaves the width of 300 units.

use super::boxes::{BETWEEN, Cell, GAP, INNER, Maker};
use super::lanes::{ENTRY, LANE, Port, Route, Side, Stream, streams};
use super::measure::TextMeasure;
use super::model::{BoxKind, Picture, Piece, Rect, Shape};
use crate::document::{Flow, NodeKind, StageKind};
use crate::lang::Lang;

/// The width of the picture.
const WIDTH: f64 = 300.0;
/// Room around it for outlines.
const EDGE: f64 = 2.0;
/// People and sources are joined one by one up to so many streams.
const FEW_STREAMS: usize = 2;

/// The way from a station to the next, and the side it takes.
struct Way {
    from: StageKind,
    to: StageKind,
    side: Side,
    streams: Vec<Stream>,
}

pub(super) fn draw(flow: &Flow, lang: Lang, measure: &dyn TextMeasure) -> Picture {
    let maker = Maker { lang, measure };
    let ways = ways(flow);
    let gutter = |side: Side| {
        let most = ways.iter().filter(|way| way.side == side).map(|way| way.streams.len()).max().unwrap_or(0);
        if most == 0 { EDGE } else { EDGE + ENTRY + LANE * (most - 1) as f64 }
    };
    let (left, right) = (gutter(Side::Left), WIDTH - gutter(Side::Right));
    let (mut regions, mut boxes, mut ports) = (Vec::new(), Vec::new(), Vec::new());
    let mut y = EDGE;
    for stage in &flow.stages {
        if y > EDGE {
            y += BETWEEN;
        }
        let width = right - left;
        match stage.kind {
            StageKind::Register => {
                y += maker.heading(&stage.title, width).place(left, y, &mut boxes);
                y = place(maker.register(&stage.nodes, width).into_iter().collect(), left, y, width, &mut boxes, &mut ports);
            }
            StageKind::Countries => {
                let mut first = true;
                for (kind, region, title) in [(NodeKind::Inside, BoxKind::Inside, &flow.inside), (NodeKind::Outside, BoxKind::Outside, &flow.outside)] {
                    let (x, room) = (left + INNER, width - 2.0 * INNER);
                    let cells: Vec<Cell> = stage.nodes.iter().filter(|node| node.kind == kind).map(|node| maker.cell(node, room)).collect();
                    if cells.is_empty() {
                        continue;
                    }
                    y += if std::mem::take(&mut first) { 0.0 } else { GAP + 2.0 };
                    let top = y;
                    y += INNER;
                    y += maker.heading(title, room).place(x, y, &mut boxes);
                    y = place(cells, x, y, room, &mut boxes, &mut ports) + INNER;
                    regions.push(Piece::Box { kind: region, rect: Rect { x: left, y: top, width, height: y - top }, radius: 9.0, node: None });
                }
            }
            _ => {
                y += maker.heading(&stage.title, width).place(left, y, &mut boxes);
                y = place(stage.nodes.iter().map(|node| maker.cell(node, width)).collect(), left, y, width, &mut boxes, &mut ports);
            }
        }
    }
    let mut pieces = regions;
    let mut lane = 0;
    for way in &ways {
        let of = |kind: StageKind| -> Vec<Port> {
            let nodes = flow.stage(kind).map_or(&[][..], |stage| &stage.nodes);
            ports.iter().copied().filter(|port| nodes.iter().any(|node| node.id == port.node)).collect()
        };
        let (first, step) = match way.side {
            Side::Left => (left - ENTRY, -LANE),
            Side::Right => (right + ENTRY, LANE),
        };
        let (from, to) = (of(way.from), of(way.to));
        Route { streams: &way.streams, from: &from, to: &to, exit: way.side, entry: way.side, first, step }.draw(lane, &mut pieces);
        lane += way.streams.len();
    }
    pieces.extend(boxes);
    Picture { shape: Shape::Narrow, width: WIDTH, height: y + EDGE, pieces }
}

/// The ways between the stations there are, in turn on either side, so that what comes in never stands where something goes out.
fn ways(flow: &Flow) -> Vec<Way> {
    let outside: Vec<usize> = flow.nodes().filter(|node| node.kind == NodeKind::Outside).map(|node| node.id).collect();
    let nodes = |kind: StageKind| -> Vec<usize> {
        let stage = flow.stage(kind).map_or(&[][..], |stage| &stage.nodes);
        let whole = if kind == StageKind::Register { 1 } else { stage.len() };
        stage.iter().take(whole).map(|node| node.id).collect()
    };
    let mut out: Vec<Way> = Vec::new();
    for pair in flow.stages.windows(2) {
        let (from, to) = (pair[0].kind, pair[1].kind);
        let most = if from == StageKind::People { FEW_STREAMS } else { usize::MAX };
        let streams = streams(&flow.edges, &nodes(from), &nodes(to), |node| outside.contains(&node), most);
        let side = if out.len().is_multiple_of(2) { Side::Left } else { Side::Right };
        out.push(Way { from, to, side, streams });
    }
    out
}

/// Boxes one over the other; where the last of them ends.
fn place(cells: Vec<Cell>, x: f64, mut y: f64, width: f64, out: &mut Vec<Piece>, ports: &mut Vec<Port>) -> f64 {
    let mut end = y;
    for cell in cells {
        let node = cell.node;
        let rect = cell.place(x, y, width, out);
        ports.push(Port { node, rect });
        end = rect.bottom();
        y = end + GAP;
    }
    end
}
