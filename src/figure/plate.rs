//! A plate: graphs below each other, as SVG or PNG. What a lens shows, fit for print.

mod cells;
mod layers;

use super::axis::{Axis, around, asked, extent};
use super::graph::{Cells, Graph, Scale};
use super::panel::{INK, Plan, Y_NAME, clear, legend_row, widest};
use super::svg::{Anchor, Rect, Stroke, Svg, Type, number};
use super::text::Face;
use super::{BELOW, FigureError, MARGIN, WIDTH, draw_header, raster};
use crate::number::ticks::{self, Along, Tick};
use crate::text::Texts;

/// Height of a graph in pixels; one with equal scales is a square of twice that.
const HEIGHT: f64 = 190.0;
/// Height of a heatmap's row while they are few, and of all at the most.
const ROW: f64 = 14.0;
const HEATMAP: f64 = 400.0;
/// Room at each end of an axis for half a dot, as a part of its length.
const DOT_ROOM: f64 = 0.015;
/// Colours of a heatmap or a trail.
const SHADES: usize = 64;

/// Graphs below each other, with a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plate {
    /// One line at the top; none when empty.
    pub title: String,
    /// Smaller, below the title; at most three lines.
    pub subtitle: String,
    /// From top to bottom.
    pub graphs: Vec<Graph>,
}

impl Plate {
    /// The plate as an SVG file, 800 pixels wide.
    ///
    /// # Errors
    /// [`FigureError::Font`] when the bundled font is damaged.
    pub fn svg(&self, texts: &'static Texts) -> Result<String, FigureError> {
        let mut svg = Svg::new(Face::bundled()?, &texts.figures);
        let mut top = draw_header(&mut svg, &self.title, &self.subtitle);
        let plans: Vec<Plan> = self.graphs.iter().map(plan).collect();
        let labels = plans.iter().map(|plan| widest(svg.face(), &plan.y_ticks)).fold(0.0, f64::max);
        // They stand in line.
        let left = (Y_NAME + 18.0 + labels).min(WIDTH / 2.0);
        for (n, (graph, plan)) in self.graphs.iter().zip(plans).enumerate() {
            top = draw(&mut svg, n, (graph, plan), (left, top + 26.0));
        }
        let names: Vec<&str> = self.graphs.iter().map(|graph| graph.y.name.as_str()).collect();
        Ok(svg.finish(WIDTH, (top + 8.0).ceil(), &self.title, &(texts.words.names)(&names)))
    }

    /// The plate as a PNG file, `scale` times 800 pixels wide, without transparency.
    ///
    /// # Errors
    /// As [`super::Figure::png`].
    pub fn png(&self, scale: f32, texts: &'static Texts) -> Result<Vec<u8>, FigureError> {
        raster::png(&self.svg(texts)?, scale)
    }
}

/// Draws one graph below `top`, its frame from `left` on; returns where it ends.
fn draw(
    svg: &mut Svg,
    n: usize,
    (graph, mut plan): (&Graph, Plan),
    (left, top): (f64, f64),
) -> f64 {
    let title = Type { size: 12.0, colour: INK, anchor: Anchor::Start, upwards: false };
    let entries: Vec<(&str, Stroke)> = graph
        .layers
        .iter()
        .filter_map(|layer| Some((layer.entry()?.0, layers::sample(layer)?)))
        .collect();
    let (titled, named) = (!graph.title.is_empty(), !entries.is_empty());
    // In a square both don't fit into one line.
    let legend_below = if graph.square && titled && named { 18.0 } else { 0.0 };
    let head = if titled || named { 18.0 + legend_below } else { 0.0 };
    let cells = graph.cells();
    let letters = if cells.is_some_and(Cells::blocks_lie) { cells::LETTERS } else { 0.0 };
    let head = head + letters;
    let bar = cells.is_some() || graph.in_line;
    let right = WIDTH - MARGIN - if bar { 64.0 } else { 14.0 };
    let height = height(graph, cells);
    let right = if graph.square { left + height } else { right };
    let frame = Rect { left, top: top + head, right, bottom: top + head + height };
    svg.text(&graph.title, (left, top + 9.0), &title);
    let along = along(svg.face(), &graph.x, &plan.x.along(frame.left, frame.right));
    plan.x_ticks = along.map(|along| along.ticks.clone());
    let panel = plan.panel(svg.face(), frame);
    match cells {
        Some(cells) => cells::draw(svg, cells, &panel),
        None => panel.draw_grid(svg),
    }
    svg.clipped(&format!("rnnscope-graph{n}"), &frame);
    graph.layers.iter().for_each(|layer| layers::draw(svg, layer, &panel));
    svg.end();
    if let Some((name, from, to)) = graph.clock() {
        layers::clock(svg, name, (from, to), &panel);
    }
    panel.draw_axes(svg, along.map_or(&graph.x.name, |along| &along.label), &graph.y.name);
    panel.draw_legend(svg, top + 9.0 + legend_below, &[legend_row(&entries)]);
    frame.bottom + BELOW
}

/// What stands along an axis that has its own ticks: as many as have room for their labels.
fn along<'a>(face: &Face, scale: &'a Scale, axis: &Axis) -> Option<&'a Along> {
    let has_room = |along: &&Along| clear(axis, face, &along.ticks);
    scale.along.iter().find(has_room).or(scale.along.last())
}

fn height(graph: &Graph, cells: Option<&Cells>) -> f64 {
    match cells {
        Some(cells) => (cells.rows() as f64 * ROW).clamp(HEIGHT / 2.0, HEATMAP),
        None if graph.square => 2.0 * HEIGHT,
        None if graph.low => 0.7 * HEIGHT,
        None => HEIGHT,
    }
}

/// The graph's ranges and ticks.
fn plan(graph: &Graph) -> Plan {
    if let Some(cells) = graph.cells() {
        let rows = cells.rows() as f64;
        let (start, width) = cells.origin;
        let end = start + width * cells.columns as f64;
        let y = Axis::linear((rows - 0.5, -0.5), 0.0, 1.0);
        let x = Axis::linear((start - 0.5 * width, end - 0.5 * width), 0.0, 1.0);
        return Plan { x, y, y_ticks: row_ticks(cells), make_x_ticks: ticks::whole, x_ticks: None };
    }
    let (y, y_ticks) = axis(graph, &graph.y, false);
    let (x, _) = axis(graph, &graph.x, true);
    let make_x_ticks = match graph.x {
        Scale { log: true, .. } => ticks::decades,
        Scale { whole: true, .. } => ticks::whole,
        _ => ticks::linear,
    };
    Plan { x, y, y_ticks, make_x_ticks, x_ticks: None }
}

fn axis(graph: &Graph, scale: &Scale, horizontal: bool) -> (Axis, Vec<Tick>) {
    let values = graph.reached(horizontal);
    let data = extent(values.filter(|value| !scale.log || *value > 0.0));
    let range = asked(scale.range).or(data);
    if scale.log {
        let powers = range.filter(|(low, _)| *low > 0.0).unwrap_or((1e-3, 1.0));
        let powers = around((powers.0.log10(), powers.1.log10()), 0.05, 0.5);
        return (Axis::logarithmic(powers, 0.0, 1.0), ticks::decades(powers, 6));
    }
    let range = range.unwrap_or((0.0, 1.0));
    let margin = match (scale.range, horizontal) {
        (Some(_), _) => 0.0,
        (None, true) => {
            if graph.has_dots() {
                DOT_ROOM
            } else {
                0.0
            }
        }
        (None, false) => 0.05,
    };
    let range = around(range, margin, 0.5);
    let make_ticks = if scale.whole { ticks::whole } else { ticks::linear };
    (Axis::linear(range, 0.0, 1.0), make_ticks(range, 6))
}

/// As many rows named as have room.
fn row_ticks(cells: &Cells) -> Vec<Tick> {
    let rows = cells.rows();
    let most = (HEATMAP / ROW) as usize;
    let stride = rows.div_ceil(most.max(1)).max(1);
    let tick = |row: usize| Tick { at: row as f64, label: cells.row_name(row) };
    (0..rows).step_by(stride).map(tick).collect()
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    let (x, y, width, height) = (number(x), number(y), number(width), number(height));
    format!("M{x} {y}h{width}v{height}h-{width}Z")
}
