//! Draws a graph of lines, dots and bars in the window.

use egui::{Color32, Response, RichText, Ui};
use egui_plot::{
    AxisHints, Bar, BarChart, GridInput, GridMark, HLine, Line, Plot, PlotPoint, PlotPoints,
    PlotResponse, PlotUi, Points, VLine,
};

use crate::app::theme::{Palette, plot_text};
use crate::app::ticks::{decade_label, decade_marks, short, value_marks};
use crate::figure::graph::{ColourMap, Graph, Ink, Layer, Scale};

/// Height of a graph in points.
const HEIGHT: f32 = 150.0;
/// Room at the right for half of the last label, in points.
const OVERHANG: f32 = 14.0;
/// Distance between labels side by side, in points, at which they begin to show and at which they
/// are fully there.
const LABELS: std::ops::RangeInclusive<f32> = 36.0..=48.0;
/// How near the pointer must be to a point to mean it, in points.
const REACH: f32 = 24.0;

/// What the pointer means.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Pointed {
    /// Row and column of a heatmap.
    pub(in crate::app) cell: Option<(usize, usize)>,
    /// The values there, in words.
    pub(in crate::app) text: String,
    /// Whether it was clicked.
    pub(in crate::app) clicked: bool,
}

/// The colour of what is drawn.
pub(super) fn colour(ui: &Ui, ink: Ink) -> Color32 {
    let palette = Palette::of(ui);
    match ink {
        Ink::Target => palette.target,
        Ink::Prediction => palette.prediction,
        Ink::Quiet => palette.input,
        Ink::Mark => palette.mark,
        Ink::Nth(n) => palette.several[n % palette.several.len()],
    }
}

/// The colour of a number in a map.
pub(super) fn mapped(map: ColourMap, part: f64) -> Color32 {
    let [r, g, b] = map.colour(part as f32);
    Color32::from_rgb(r, g, b)
}

/// Draws the graph; says what the pointer means, if it is there.
pub(super) fn ui(ui: &mut Ui, id: usize, graph: &Graph) -> (Response, Option<Pointed>) {
    heading(ui, graph);
    let bounds = (extent(graph, true), extent(graph, false));
    let answer = ui.scope(|ui| plot(ui, id, graph, bounds)).inner;
    let pointed = answer.response.hover_pos().and_then(|pointer| nearest(graph, &answer, pointer));
    if let Some((point, text)) = pointed {
        let centre = answer.transform.position_from_point(&point);
        let palette = Palette::of(ui);
        let ring = egui::Stroke::new(1.5, palette.mark);
        ui.painter_at(*answer.transform.frame()).circle_stroke(centre, 4.0, ring);
        let clicked = answer.response.clicked();
        return (answer.response, Some(Pointed { cell: None, text, clicked }));
    }
    (answer.response, None)
}

fn plot(
    ui: &mut Ui,
    id: usize,
    graph: &Graph,
    (x, y): ((f64, f64), (f64, f64)),
) -> PlotResponse<()> {
    plot_text(ui);
    ui.style_mut().text_styles.insert(egui::TextStyle::Body, egui::FontId::monospace(10.5));
    let palette = Palette::of(ui);
    let width = ui.available_width() - OVERHANG;
    let height = match graph {
        Graph { square: true, .. } => (width - 50.0).clamp(HEIGHT, 300.0),
        Graph { low: true, .. } => 0.65 * HEIGHT,
        _ => HEIGHT,
    };
    let mut plot = Plot::new(("lens", id))
        .height(height)
        .width(width)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .y_axis_min_width(40.0)
        .grid_color(palette.grid)
        .label_formatter(|_| None);
    if graph.square {
        plot = plot.data_aspect(1.0);
    }
    plot = axis_of_y(plot, &graph.y);
    plot = axis_of_x(plot, &graph.x);
    let inks: Vec<Color32> = graph
        .layers
        .iter()
        .map(|layer| layer.ink().map_or(palette.input, |ink| colour(ui, ink)))
        .collect();
    plot.show(ui, |plot| {
        plot.set_plot_bounds_x(x.0..=x.1);
        plot.set_plot_bounds_y(y.0..=y.1);
        for (n, (layer, ink)) in graph.layers.iter().zip(inks).enumerate() {
            draw(plot, graph, n, layer, ink);
        }
    })
}

/// Title and legend in one line, above the graph: never over the data.
fn heading(ui: &mut Ui, graph: &Graph) {
    let entries: Vec<_> = graph.layers.iter().filter_map(Layer::entry).collect();
    if graph.title.is_empty() && entries.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if !graph.title.is_empty() {
            ui.label(RichText::new(&graph.title).small());
        }
        for (name, ink) in entries {
            ui.add_space(4.0);
            let (rect, _) = ui.allocate_exact_size(egui::vec2(12.0, 10.0), egui::Sense::hover());
            let stroke = egui::Stroke::new(2.5, colour(ui, ink));
            ui.painter().hline(rect.x_range(), rect.center().y, stroke);
            ui.label(RichText::new(name).small().weak());
        }
    });
}

fn axis_of_x<'a>(plot: Plot<'a>, scale: &Scale) -> Plot<'a> {
    // egui_plot's own spacing would leave out the labels of a narrow graph.
    let axis = AxisHints::new_x().label(scale.name.clone()).label_spacing(LABELS);
    if scale.log {
        plot.x_grid_spacer(|input| decade_marks(&input))
            .custom_x_axes(vec![axis.formatter(|mark, _| decade_label(mark.value))])
    } else {
        // Labels side by side need more room than labels above each other.
        plot.x_grid_spacer(|input| {
            value_marks(&GridInput { base_step_size: 1.7 * input.base_step_size, ..input })
        })
        .custom_x_axes(vec![axis.formatter(|mark, _| short(mark.value))])
    }
}

fn axis_of_y<'a>(plot: Plot<'a>, scale: &Scale) -> Plot<'a> {
    if scale.log {
        plot.y_grid_spacer(|input| few_decades(&input))
            .y_axis_formatter(|mark, _| decade_label(mark.value))
    } else {
        plot.y_grid_spacer(|input| value_marks(&input))
            .y_axis_formatter(|mark, _| short(mark.value))
    }
}

/// Decades far enough apart for their labels, as graphs of lenses are low.
fn few_decades(input: &GridInput) -> Vec<GridMark> {
    const MOST: f64 = 4.0;
    let (low, high) = input.bounds;
    if !(2.0..400.0).contains(&(high - low)) {
        return decade_marks(input);
    }
    let stride = ((high - low) / MOST).ceil();
    let first = (low / stride).ceil();
    let count = ((high / stride).floor() - first).max(-1.0) as usize + 1;
    let mark = |n: usize| GridMark { value: (first + n as f64) * stride, step_size: stride };
    (0..count).map(mark).collect()
}

/// Where a value lies on its axis; NaN, a gap, where it has no place.
fn drawn(scale: &Scale, value: f64) -> f64 {
    match scale.log {
        true if value > 0.0 => value.log10(),
        true => f64::NAN,
        false if value.is_finite() => value,
        false => f64::NAN,
    }
}

fn point(graph: &Graph, (x, y): (f64, f64)) -> PlotPoint {
    PlotPoint::new(drawn(&graph.x, x), drawn(&graph.y, y))
}

/// The points in pieces without a gap.
fn pieces(graph: &Graph, points: &[(f64, f64)]) -> Vec<Vec<PlotPoint>> {
    let places: Vec<PlotPoint> = points.iter().map(|pair| point(graph, *pair)).collect();
    let pieces = places.split(|place| !place.x.is_finite() || !place.y.is_finite());
    pieces.filter(|piece| !piece.is_empty()).map(<[PlotPoint]>::to_vec).collect()
}

/// The part of an axis in view, as it is drawn.
fn extent(graph: &Graph, horizontal: bool) -> (f64, f64) {
    let scale = if horizontal { &graph.x } else { &graph.y };
    if let Some((low, high)) = scale.range {
        let (low, high) = (drawn(scale, low), drawn(scale, high));
        if low < high {
            return (low, high);
        }
    }
    let points = graph.layers.iter().flat_map(Layer::points);
    let values = points.map(|(x, y)| drawn(scale, if horizontal { x } else { y }));
    let (low, high) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    if low > high {
        return (0.0, 1.0);
    }
    let margin = if high > low { 0.05 * (high - low) } else { 0.5 };
    if horizontal && !scale.log && high > low { (low, high) } else { (low - margin, high + margin) }
}

fn draw(plot: &mut PlotUi<'_>, graph: &Graph, n: usize, layer: &Layer, ink: Color32) {
    let id = |part: usize| (n, part);
    match layer {
        Layer::Line { name, points, .. } => {
            for (part, piece) in pieces(graph, points).into_iter().enumerate() {
                let line = Line::new(name.clone(), PlotPoints::Owned(piece)).id(id(part));
                plot.line(line.color(ink).width(1.6).allow_hover(false));
            }
        }
        Layer::Dots { name, points, .. } => {
            let dots: Vec<PlotPoint> = pieces(graph, points).into_iter().flatten().collect();
            let dots = Points::new(name.clone(), PlotPoints::Owned(dots)).id(id(0));
            plot.points(dots.color(ink).radius(3.0).allow_hover(false));
        }
        Layer::Trail { points, joined } => draw_trail(plot, graph, points, *joined, n),
        Layer::Bars { name, bars, width, .. } => {
            let bars = bars.iter().map(|(x, height)| Bar::new(*x, *height).width(*width).fill(ink));
            let chart = BarChart::new(name.clone(), bars.collect()).id(id(0));
            plot.bar_chart(chart.color(ink).allow_hover(false));
        }
        Layer::Level { name, at, .. } => {
            let line = HLine::new(name.clone(), drawn(&graph.y, *at)).id(id(0));
            plot.hline(line.color(ink).width(1.2).allow_hover(false));
        }
        Layer::Upright { name, at, .. } => {
            let line = VLine::new(name.clone(), drawn(&graph.x, *at)).id(id(0));
            plot.vline(line.color(ink).width(1.2).allow_hover(false));
        }
        Layer::Cells(_) => {}
    }
}

/// A path in pieces of one colour each.
fn draw_trail(
    plot: &mut PlotUi<'_>,
    graph: &Graph,
    points: &[(f64, f64, f64)],
    joined: bool,
    n: usize,
) {
    const SHADES: usize = 16;
    let shade = |age: f64| (age.clamp(0.0, 1.0) * (SHADES - 1) as f64).round() as usize;
    for wanted in 0..SHADES {
        let part = wanted as f64 / (SHADES - 1) as f64;
        // The past fades.
        let ink = mapped(ColourMap::Viridis, part).gamma_multiply(0.35 + 0.65 * part as f32);
        let shown = |n: usize| shade(points[n].2) == wanted;
        if joined {
            // Ages grow along the path, so that what has one shade is in one piece.
            let ends = (1..points.len()).filter(|n| shown(*n)).flat_map(|n| [n - 1, n]);
            let line: Vec<(f64, f64)> = ends.map(|n| (points[n].0, points[n].1)).collect();
            let line = pieces(graph, &line).into_iter().flatten().collect();
            let line = Line::new("", PlotPoints::Owned(line)).id((n, wanted));
            plot.line(line.color(ink).width(1.8).allow_hover(false).allow_band(false));
        } else {
            let dots = (0..points.len()).filter(|n| shown(*n));
            let dots: Vec<(f64, f64)> = dots.map(|n| (points[n].0, points[n].1)).collect();
            let dots = pieces(graph, &dots).into_iter().flatten().collect();
            let dots = Points::new("", PlotPoints::Owned(dots)).id((n, wanted));
            plot.points(dots.color(ink).radius(1.5 + 1.5 * part as f32).allow_hover(false));
        }
    }
}

/// The point nearest to the pointer, and its values in words.
fn nearest(
    graph: &Graph,
    answer: &PlotResponse<()>,
    pointer: egui::Pos2,
) -> Option<(PlotPoint, String)> {
    let mut best: Option<(f32, PlotPoint, String)> = None;
    for layer in &graph.layers {
        let tops = match layer {
            Layer::Bars { bars, .. } => bars.clone(),
            _ => layer.points(),
        };
        for (x, y) in tops {
            let place = point(graph, (x, y));
            let distance = answer.transform.position_from_point(&place).distance(pointer);
            if distance.is_finite() && best.as_ref().is_none_or(|(least, ..)| distance < *least) {
                let name = layer.entry().map(|(name, _)| format!("{name}\n")).unwrap_or_default();
                let text =
                    format!("{name}{} {}\n{} {}", graph.x.name, short(x), graph.y.name, short(y));
                best = Some((distance, place, text));
            }
        }
    }
    best.filter(|(distance, ..)| *distance <= REACH).map(|(_, place, text)| (place, text))
}
