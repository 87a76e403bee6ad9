//! A plate: graphs below each other, as SVG or PNG. What a lens shows, fit for print.

use super::axis::{Axis, around, asked, extent};
use super::colours::hex;
use super::graph::{Cells, ColourMap, Graph, Ink, Layer, Scale};
use super::line::{Curve, Place};
use super::panel::{GREY, INK, Panel, Plan, SMALL, Y_NAME, small, widest};
use super::svg::{Anchor, Rect, Stroke, Svg, Type, number};
use super::text::Face;
use super::ticks::{self, Tick};
use super::{BELOW, FigureError, MARGIN, WIDTH, draw_header, raster};

/// Height of a graph in pixels; one with equal scales is a square of twice that.
const HEIGHT: f64 = 190.0;
/// Height of a heatmap's row while they are few, and of all at the most.
const ROW: f64 = 14.0;
const HEATMAP: f64 = 400.0;
/// Points of a line at most.
const MOST_POINTS: usize = 4000;
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
    pub fn svg(&self) -> Result<String, FigureError> {
        let mut svg = Svg::new(Face::bundled()?);
        let mut top = draw_header(&mut svg, &self.title, &self.subtitle);
        let plans: Vec<Plan> = self.graphs.iter().map(plan).collect();
        let labels = plans.iter().map(|plan| widest(svg.face(), &plan.y_ticks)).fold(0.0, f64::max);
        // They stand in line.
        let left = (Y_NAME + 18.0 + labels).min(WIDTH / 2.0);
        for (n, (graph, plan)) in self.graphs.iter().zip(plans).enumerate() {
            top = draw(&mut svg, n, (graph, plan), (left, top + 26.0));
        }
        let names: Vec<&str> = self.graphs.iter().map(|graph| graph.y.name.as_str()).collect();
        Ok(svg.finish(WIDTH, (top + 8.0).ceil(), &self.title, &names.join(", ")))
    }

    /// The plate as a PNG file, `scale` times 800 pixels wide, without transparency.
    ///
    /// # Errors
    /// As [`super::Figure::png`].
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, FigureError> {
        raster::png(&self.svg()?, scale)
    }
}

/// Draws one graph below `top`, its frame from `left` on; returns where it ends.
fn draw(svg: &mut Svg, n: usize, (graph, plan): (&Graph, Plan), (left, top): (f64, f64)) -> f64 {
    let title = Type { size: 12.0, colour: INK, anchor: Anchor::Start, upwards: false };
    let entries: Vec<(&str, Stroke)> = graph
        .layers
        .iter()
        .filter_map(Layer::entry)
        .map(|(name, ink)| (name, Stroke::solid(colour(ink), 1.6)))
        .collect();
    let (titled, named) = (!graph.title.is_empty(), !entries.is_empty());
    // In a square both don't fit into one line.
    let legend_below = if graph.square && titled && named { 18.0 } else { 0.0 };
    let head = if titled || named { 18.0 + legend_below } else { 0.0 };
    let cells = graph.cells();
    let bar = cells.is_some() || graph.in_line;
    let right = WIDTH - MARGIN - if bar { 64.0 } else { 14.0 };
    let height = height(graph, cells);
    let right = if graph.square { left + height } else { right };
    let frame = Rect { left, top: top + head, right, bottom: top + head + height };
    svg.text(&graph.title, (left, top + 9.0), &title);
    let panel = plan.panel(svg.face(), frame);
    match cells {
        Some(cells) => draw_cells(svg, cells, &panel),
        None => panel.draw_grid(svg),
    }
    svg.clipped(&format!("rnnscope-graph{n}"), &frame);
    graph.layers.iter().for_each(|layer| draw_layer(svg, layer, &panel));
    svg.end();
    panel.draw_axes(svg, &graph.x.name, &graph.y.name);
    panel.draw_legend(svg, top + 9.0 + legend_below, &entries);
    frame.bottom + BELOW
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
        return Plan { x, y, y_ticks: row_ticks(cells), make_x_ticks: ticks::linear };
    }
    let (y, y_ticks) = axis(graph, &graph.y, false);
    let (x, _) = axis(graph, &graph.x, true);
    let make_x_ticks = if graph.x.log { ticks::decades } else { ticks::linear };
    Plan { x, y, y_ticks, make_x_ticks }
}

fn axis(graph: &Graph, scale: &Scale, horizontal: bool) -> (Axis, Vec<Tick>) {
    let points = graph.layers.iter().flat_map(Layer::points);
    let values = points.map(|(x, y)| if horizontal { x } else { y });
    let data = extent(values.filter(|value| !scale.log || *value > 0.0));
    let range = asked(scale.range).or(data);
    if scale.log {
        let powers = range.filter(|(low, _)| *low > 0.0).unwrap_or((1e-3, 1.0));
        let powers = around((powers.0.log10(), powers.1.log10()), 0.05, 0.5);
        return (Axis::logarithmic(powers, 0.0, 1.0), ticks::decades(powers, 6));
    }
    let range = range.unwrap_or((0.0, 1.0));
    let margin = if horizontal || scale.range.is_some() { 0.0 } else { 0.05 };
    let range = around(range, margin, 0.5);
    (Axis::linear(range, 0.0, 1.0), ticks::linear(range, 6))
}

/// As many rows named as have room.
fn row_ticks(cells: &Cells) -> Vec<Tick> {
    let rows = cells.rows();
    let most = (HEATMAP / ROW) as usize;
    let stride = rows.div_ceil(most.max(1)).max(1);
    let tick = |row: usize| Tick { at: row as f64, label: cells.row_name(row) };
    (0..rows).step_by(stride).map(tick).collect()
}

/// One path a colour, so that the file stays small; then the colour bar.
fn draw_cells(svg: &mut Svg, cells: &Cells, panel: &Panel) {
    let Rect { left, top, right, bottom } = panel.frame;
    let (rows, columns) = (cells.rows().max(1) as f64, cells.columns.max(1) as f64);
    let (width, height) = ((right - left) / columns, (bottom - top) / rows);
    let mut paths = vec![String::new(); SHADES];
    let (low, high) = cells.range;
    // Without columns there are no rows either.
    let shown = cells.values.iter().take(cells.rows() * cells.columns).enumerate();
    for (at, value) in shown.filter(|(_, value)| value.is_finite()) {
        let part = if high > low { (value - low) / (high - low) } else { 0.5 };
        let shade = (part.clamp(0.0, 1.0) * (SHADES - 1) as f32).round() as usize;
        let x = left + (at % cells.columns) as f64 * width;
        let y = top + (at / cells.columns) as f64 * height;
        // A little wider, so that no seam shows between neighbours.
        paths[shade].push_str(&rectangle(x, y, width + 0.3, height + 0.3));
    }
    for (shade, path) in paths.iter().enumerate() {
        svg.fill(path, &shade_colour(cells.map, shade), 1.0);
    }
    draw_bar(svg, cells, panel);
}

fn draw_bar(svg: &mut Svg, cells: &Cells, panel: &Panel) {
    let Rect { top, right, bottom, .. } = panel.frame;
    let left = right + 14.0;
    let step = (bottom - top) / SHADES as f64;
    for shade in 0..SHADES {
        let y = bottom - (shade + 1) as f64 * step;
        let path = rectangle(left, y, 12.0, step + 0.3);
        svg.fill(&path, &shade_colour(cells.map, shade), 1.0);
    }
    let (low, high) = (f64::from(cells.range.0), f64::from(cells.range.1));
    for (value, y) in [(high, top), (0.5 * (low + high), 0.5 * (top + bottom)), (low, bottom)] {
        let baseline = (y + 0.365 * SMALL).clamp(top + 8.0, bottom);
        svg.text(&ticks::brief(value, 3), (left + 17.0, baseline), &small(INK, Anchor::Start));
    }
    svg.text(&cells.name, (left, top - 6.0), &small(GREY, Anchor::Start));
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    let (x, y, width, height) = (number(x), number(y), number(width), number(height));
    format!("M{x} {y}h{width}v{height}h-{width}Z")
}

fn shade_colour(map: ColourMap, shade: usize) -> String {
    hex(map.colour(shade as f64 / (SHADES - 1) as f64))
}

/// The colours of print: Okabe and Ito's for things of the same kind.
fn colour(ink: Ink) -> &'static str {
    const SEVERAL: [&str; 6] = ["#0072b2", "#e69f00", "#009e73", "#8c7f00", "#cc79a7", "#d55e00"];
    match ink {
        Ink::Target => "#d62728",
        Ink::Prediction => "#1f77b4",
        Ink::Quiet => "#9aa3ad",
        Ink::Mark => "#a86a00",
        Ink::Nth(n) => SEVERAL[n % SEVERAL.len()],
    }
}

fn draw_layer(svg: &mut Svg, layer: &Layer, panel: &Panel) {
    let place = Place { x: &panel.x, y: &panel.y, frame: &panel.frame };
    match layer {
        Layer::Line { ink, points, .. } => {
            let mut curve = Curve::default();
            curve.add(points.iter().copied(), MOST_POINTS, &place);
            panel.draw_curve(svg, &curve, &Stroke::solid(colour(*ink), 1.6));
        }
        Layer::Dots { ink, points, .. } => {
            let mut curve = Curve::default();
            points.iter().for_each(|point| curve.add(std::iter::once(*point), 4, &place));
            panel.draw_curve(svg, &curve, &Stroke::solid(colour(*ink), 1.6));
        }
        Layer::Trail { points, joined } => draw_trail(svg, points, *joined, &place),
        Layer::Bars { ink, bars, width, .. } => draw_bars(svg, bars, *width, colour(*ink), panel),
        Layer::Level { ink, at, .. } => {
            if let Some(y) = panel.y.inside(*at) {
                let dashed = Stroke { dashed: true, ..Stroke::solid(colour(*ink), 1.2) };
                svg.line((panel.frame.left, y), (panel.frame.right, y), &dashed);
            }
        }
        Layer::Upright { ink, at, .. } => {
            if let Some(x) = panel.x.inside(*at) {
                let dashed = Stroke { dashed: true, ..Stroke::solid(colour(*ink), 1.2) };
                svg.line((x, panel.frame.top), (x, panel.frame.bottom), &dashed);
            }
        }
        Layer::Cells(_) => {}
    }
}

fn draw_bars(svg: &mut Svg, bars: &[(f64, f64)], width: f64, colour: &str, panel: &Panel) {
    let mut path = String::new();
    for (x, height) in bars {
        let bottom = panel.y.place(0.0).unwrap_or(panel.frame.bottom).min(panel.frame.bottom);
        let ends = (panel.x.place(x - width / 2.0), panel.x.place(x + width / 2.0));
        let (Some(top), (Some(left), Some(right))) = (panel.y.place(*height), ends) else {
            continue;
        };
        let (high, low) = (top.min(bottom), top.max(bottom));
        path.push_str(&rectangle(left, high, right - left, low - high));
    }
    svg.fill(&path, colour, 1.0);
}

fn draw_trail(svg: &mut Svg, points: &[(f64, f64, f64)], joined: bool, place: &Place<'_>) {
    let shade = |age: f64| (age.clamp(0.0, 1.0) * (SHADES - 1) as f64).round() as usize;
    let mut curves: Vec<Curve> = (0..SHADES).map(|_| Curve::default()).collect();
    if joined {
        for pair in points.windows(2) {
            let pixels =
                pair.iter().map(|(x, y, _)| Some((place.x.place(*x)?, place.y.place(*y)?)));
            let pixels: Option<Vec<(f64, f64)>> = pixels.collect();
            if let Some(pixels) = pixels {
                curves[shade(pair[1].2)].polyline(&pixels, place.frame);
            }
        }
    } else {
        for (x, y, age) in points {
            curves[shade(*age)].add(std::iter::once((*x, *y)), 4, place);
        }
    }
    for (shade, curve) in curves.iter().enumerate() {
        let colour = shade_colour(ColourMap::Viridis, shade);
        svg.stroke_in(&curve.lines, &colour, 1.8);
        svg.fill(&curve.dots, &colour, 1.0);
    }
}
