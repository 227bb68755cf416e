//! The picture in columns, from left to right: people over sources, the register, recipients, countries.
//! Never leaves the width of 640 units.

use super::boxes::{BETWEEN, Cell, GAP, INNER, Maker, stacked};
use super::lanes::{ENTRY, EXIT, LANE, Port, Route, Side, Stream, streams};
use super::measure::TextMeasure;
use super::model::{BoxKind, Halves, Piece, Rect};
use crate::document::{Flow, NodeKind, Stage, StageKind};
use crate::lang::Lang;

/// The width of the picture.
const WIDTH: f64 = 640.0;
/// Room around it for outlines.
const EDGE: f64 = 2.0;
/// A column gets no wider.
const WIDEST: f64 = 230.0;
/// People and sources are joined one by one up to so many streams.
const FEW_STREAMS: usize = 3;

/// A heading with the boxes under it.
struct Group {
    title: String,
    cells: Vec<Cell>,
    region: Option<BoxKind>,
}

/// Groups one over the other.
struct Column {
    kind: StageKind,
    x: f64,
    width: f64,
    groups: Vec<Group>,
}

pub(super) fn draw(flow: &Flow, lang: Lang, measure: &dyn TextMeasure) -> Halves {
    let maker = Maker { lang, measure };
    let plan = Plan::of(flow);
    let columns = plan.columns(flow, &maker);
    let height = columns.iter().map(|column| column.height(&maker)).fold(0.0, f64::max) + 2.0 * EDGE;
    let (mut first, mut second, mut ports) = (Vec::new(), Vec::new(), Vec::new());
    for column in columns {
        let boxes = if matches!(column.kind, StageKind::Recipients | StageKind::Countries) { &mut second } else { &mut first };
        column.place(&maker, height, boxes, &mut ports);
    }
    // Regions lie under the lines that lead into them, boxes over those that lead past them.
    let (regions, boxes): (Vec<Piece>, Vec<Piece>) = second.into_iter().partition(|piece| matches!(piece, Piece::Box { node: None, .. }));
    let mut halves = Halves { width: WIDTH, height, left: Vec::new(), right: regions, joint: Vec::new(), register: None, recipients: Vec::new() };
    plan.lines(flow, &ports, &mut halves);
    halves.left.extend(first);
    halves.right.extend(boxes);
    halves
}

/// The streams between the stations, and where the columns stand.
struct Plan {
    people: Vec<Stream>,
    countries: Vec<Stream>,
    /// Kind, left edge and width of each column.
    columns: Vec<(StageKind, f64, f64)>,
}

fn ids(flow: &Flow, kind: StageKind) -> Vec<usize> {
    flow.stage(kind).map_or_else(Vec::new, |stage| stage.nodes.iter().map(|node| node.id).collect())
}

impl Plan {
    fn of(flow: &Flow) -> Self {
        let outside: Vec<usize> = flow.nodes().filter(|node| node.kind == NodeKind::Outside).map(|node| node.id).collect();
        let between = |from, to, most| streams(&flow.edges, &ids(flow, from), &ids(flow, to), |node| outside.contains(&node), most);
        let people = between(StageKind::People, StageKind::Sources, FEW_STREAMS);
        let countries = between(StageKind::Recipients, StageKind::Countries, usize::MAX);
        let has = |kind| flow.stage(kind).is_some();
        let shares = [
            (has(StageKind::People) || has(StageKind::Sources), StageKind::Sources, 1.18),
            (true, StageKind::Register, 1.0),
            (has(StageKind::Recipients), StageKind::Recipients, 1.18),
            (has(StageKind::Countries), StageKind::Countries, 0.98),
        ];
        let shares: Vec<(StageKind, f64)> = shares.into_iter().filter(|(there, ..)| *there).map(|(_, kind, share)| (kind, share)).collect();
        let loops = if people.is_empty() { 0.0 } else { ENTRY + LANE * (people.len() - 1) as f64 };
        let gutter = |kind: StageKind| match kind {
            StageKind::Countries => EXIT + ENTRY + LANE * countries.len().saturating_sub(1) as f64,
            _ => EXIT + ENTRY,
        };
        let gutters: f64 = shares.iter().skip(1).map(|(kind, _)| gutter(*kind)).sum();
        let room = WIDTH - 2.0 * EDGE - loops - gutters;
        let whole: f64 = shares.iter().map(|(_, share)| share).sum();
        let width = |share: f64| (room * share / whole).min(WIDEST).floor();
        // What no column takes widens the gaps between them.
        let spare = (room - shares.iter().map(|(_, share)| width(*share)).sum::<f64>()) / (shares.len().saturating_sub(1).max(1)) as f64;
        let mut x = EDGE + loops;
        let mut columns = Vec::new();
        for (n, (kind, share)) in shares.iter().enumerate() {
            x += if n > 0 { gutter(*kind) + spare } else { 0.0 };
            columns.push((*kind, x.floor(), width(*share)));
            x += width(*share);
        }
        Self { people, countries, columns }
    }

    fn columns(&self, flow: &Flow, maker: &Maker<'_>) -> Vec<Column> {
        let column = |&(kind, x, width): &(StageKind, f64, f64)| {
            let plain =
                |stage: &Stage| Group { title: stage.title.clone(), cells: stage.nodes.iter().map(|node| maker.cell(node, width)).collect(), region: None };
            let groups = match kind {
                StageKind::Sources => [StageKind::People, StageKind::Sources].into_iter().filter_map(|kind| flow.stage(kind)).map(plain).collect(),
                StageKind::Register => flow
                    .stage(kind)
                    .map(|stage| Group { title: stage.title.clone(), cells: maker.register(&stage.nodes, width).into_iter().collect(), region: None })
                    .into_iter()
                    .collect(),
                StageKind::Countries => {
                    let region = |kind: NodeKind| {
                        let (title, region) = if kind == NodeKind::Inside { (&flow.inside, BoxKind::Inside) } else { (&flow.outside, BoxKind::Outside) };
                        let own = flow.stage(StageKind::Countries).into_iter().flat_map(|stage| &stage.nodes).filter(|node| node.kind == kind);
                        let cells: Vec<Cell> = own.map(|node| maker.cell(node, width - 2.0 * INNER)).collect();
                        (!cells.is_empty()).then(|| Group { title: title.clone(), cells, region: Some(region) })
                    };
                    [NodeKind::Inside, NodeKind::Outside].into_iter().filter_map(region).collect()
                }
                _ => flow.stage(kind).map(plain).into_iter().collect(),
            };
            Column { kind, x, width, groups }
        };
        self.columns.iter().map(column).collect()
    }

    fn lines(&self, flow: &Flow, ports: &[Port], halves: &mut Halves) {
        let of = |kind| -> Vec<Port> {
            let ids = ids(flow, kind);
            ports.iter().copied().filter(|port| ids.contains(&port.node)).collect()
        };
        let left = |ports: &[Port]| ports.iter().map(|port| port.rect.x).fold(f64::INFINITY, f64::min);
        let right = |ports: &[Port]| ports.iter().map(|port| port.rect.right()).fold(0.0, f64::max);
        let (people, sources, recipients, countries) = (of(StageKind::People), of(StageKind::Sources), of(StageKind::Recipients), of(StageKind::Countries));
        let register: Vec<Port> = of(StageKind::Register).into_iter().take(1).collect();
        let mut lane = 0;
        let mut route = |streams: &[Stream], from: &[Port], to: &[Port], entry: Side, out: &mut Vec<Piece>| {
            if streams.is_empty() || from.is_empty() || to.is_empty() {
                return;
            }
            let around = entry == Side::Right;
            let (exit, entry, first, step) = if around {
                (Side::Left, Side::Left, left(to) - ENTRY, -LANE)
            } else {
                let (end, begin) = (right(from), left(to));
                let lanes = LANE * (streams.len() - 1) as f64;
                // In the middle of the free room, the arrow left out.
                (Side::Right, Side::Left, end + EXIT + ((begin - end - EXIT - ENTRY - lanes).max(0.0) / 2.0).floor(), LANE)
            };
            Route { streams, from, to, exit, entry, first, step }.draw(lane, out);
            lane += streams.len();
        };
        // From people to the sources under them the lines go around on the left.
        route(&self.people, &people, &sources, Side::Right, &mut halves.left);
        let all = |from: &[Port], to: &[Port]| {
            let ids = |ports: &[Port]| ports.iter().map(|port| port.node).collect::<Vec<_>>();
            streams(&flow.edges, &ids(from), &ids(to), |_| false, 1)
        };
        let incoming: &[Port] = if sources.is_empty() { &people } else { &sources };
        route(&all(incoming, &register), incoming, &register, Side::Left, &mut halves.left);
        route(&all(&register, &recipients), &register, &recipients, Side::Left, &mut halves.joint);
        route(&self.countries, &recipients, &countries, Side::Left, &mut halves.right);
        halves.register = register.first().copied();
        halves.recipients = recipients;
    }
}

impl Group {
    fn height(&self, maker: &Maker<'_>, width: f64) -> f64 {
        let pad = if self.region.is_some() { INNER } else { 0.0 };
        maker.heading_height(&self.title, width - 2.0 * pad) + stacked(&self.cells) + 2.0 * pad
    }
}

impl Column {
    fn height(&self, maker: &Maker<'_>) -> f64 {
        let groups: f64 = self.groups.iter().map(|group| group.height(maker, self.width)).sum();
        groups + self.between() * self.groups.len().saturating_sub(1) as f64
    }

    fn between(&self) -> f64 {
        if self.kind == StageKind::Countries { 14.0 } else { BETWEEN }
    }

    /// Half way down the picture.
    fn place(self, maker: &Maker<'_>, height: f64, out: &mut Vec<Piece>, ports: &mut Vec<Port>) {
        let (x, width, between) = (self.x, self.width, self.between());
        let mut y = ((height - self.height(maker)) / 2.0).floor();
        for group in self.groups {
            let whole = group.height(maker, width);
            let pad = if group.region.is_some() { INNER } else { 0.0 };
            if let Some(kind) = group.region {
                out.push(Piece::Box { kind, rect: Rect { x, y, width, height: whole }, radius: 9.0, node: None });
            }
            let mut at = y + pad;
            at += maker.heading(&group.title, x + pad, at, width - 2.0 * pad, out);
            for cell in group.cells {
                let node = cell.node;
                let rect = cell.place(x + pad, at, width - 2.0 * pad, out);
                at += rect.height + GAP;
                ports.push(Port { node, rect });
            }
            y += whole + between;
        }
    }
}
