//! Draws a graph of lines, dots and bars in the window.

mod axes;
mod by_keys;
mod layers;
mod stretches;

use axes::{Bounds, extent, place};
use egui::{Color32, Pos2, Response, Ui};
use egui_plot::{Plot, PlotPoint, PlotResponse};

use super::heading;
use crate::app::plots::powers::Powers;
use crate::app::theme::{Palette, plot_text};
use crate::figure::graph::{ColourMap, Graph, Layer, Paper};
use crate::number::told;

/// Height of a graph in points at the least, and as a part of a wide card's width.
const HEIGHT: f32 = 150.0;
const ASPECT: f32 = 0.42;
/// Room at the right for half of the last label, in points; a heatmap's cells end there, too.
pub(super) const OVERHANG: f32 = 14.0;
/// Room at the left for the labels and the name of the vertical axis, in points, at the least: known
/// before the labels are, so that a graph's first picture is like its next.
pub(super) const LEFT: f32 = 54.0;
/// How near the pointer must be to a point to mean it, in points.
const REACH: f32 = 24.0;

/// What the pointer means, or the cursor that keys move.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Pointed {
    /// Row and column of a heatmap.
    pub(in crate::app) cell: Option<(usize, usize)>,
    /// The values there, in words.
    pub(in crate::app) text: String,
    /// Whether it was clicked.
    pub(in crate::app) clicked: bool,
    /// Where the cursor is, and whether it has just come there; none of the pointer.
    pub(in crate::app) by_keys: Option<(Pos2, bool)>,
}

/// The colour of a number in a map.
pub(super) fn mapped(map: ColourMap, part: f64) -> Color32 {
    let [r, g, b] = map.colour(part);
    Color32::from_rgb(r, g, b)
}

/// What is drawn on.
pub(super) fn paper(ui: &Ui) -> Paper {
    if ui.visuals().dark_mode { Paper::Dark } else { Paper::Light }
}

/// Draws the graph, its frame at least `left` points from the left edge; says what the pointer means, if
/// it is there. Where the vertical axis needs more room it says so in `left`.
pub(super) fn ui(
    ui: &mut Ui,
    id: usize,
    graph: &Graph,
    left: &mut f32,
) -> (Response, Option<Pointed>) {
    heading::show(ui, graph);
    let bounds = (extent(graph, true), extent(graph, false));
    let edge = ui.cursor().left();
    let answer = ui.scope(|ui| plot(ui, id, graph, bounds, *left)).inner;
    *left = left.max(answer.transform.frame().left() - edge);
    let chosen = by_keys::chosen(ui, graph, &answer.response);
    let pointed = match chosen {
        Some((layer, n, _)) => point(graph, layer, n),
        None => answer.response.hover_pos().and_then(|pointer| nearest(graph, &answer, pointer)),
    };
    if let Some((point, text)) = pointed {
        let centre = answer.transform.position_from_point(&point);
        let palette = Palette::of(ui);
        let ring = egui::Stroke::new(1.5, palette.mark);
        ui.painter_at(*answer.transform.frame()).circle_stroke(centre, 4.0, ring);
        let clicked = answer.response.clicked();
        let by_keys = chosen.map(|(.., is_new)| (centre, is_new));
        return (answer.response, Some(Pointed { cell: None, text, clicked, by_keys }));
    }
    (answer.response, None)
}

/// The plot with its axes and layers.
fn plot(ui: &mut Ui, id: usize, graph: &Graph, (x, y): Bounds, left: f32) -> PlotResponse<()> {
    plot_text(ui);
    ui.style_mut().text_styles.insert(egui::TextStyle::Body, egui::FontId::monospace(10.5));
    let (palette, paper) = (Palette::of(ui), paper(ui));
    let (plot, powers) = still(ui, id, graph, left);
    let answer = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(x.0..=x.1);
        plot.set_plot_bounds_y(y.0..=y.1);
        for (n, layer) in graph.layers.iter().enumerate() {
            layers::draw(plot, graph, n, layer, &palette, paper);
        }
    });
    powers.iter().for_each(|powers| powers.draw(ui, &answer));
    stretches::name(ui, graph, &answer);
    answer
}

/// An empty plot of the graph's size, which nobody can move, and the powers of ten along its axes.
fn still<'a>(ui: &Ui, id: usize, graph: &Graph, left: f32) -> (Plot<'a>, Vec<Powers>) {
    let width = ui.available_width() - OVERHANG;
    let usual = HEIGHT.max(ASPECT * ui.available_width());
    let height = match graph {
        Graph { square: true, .. } => (width - 60.0).max(HEIGHT),
        Graph { low: true, .. } => 0.65 * usual,
        _ => usual,
    };
    let plot = Plot::new(("lens", id))
        .height(height)
        .width(width)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .grid_color(Palette::of(ui).grid)
        .label_formatter(|_| None);
    let plot = if graph.square { plot.data_aspect(1.0) } else { plot };
    let (plot, below) = axes::of_x(plot, &graph.x, width - left);
    let (plot, beside) = axes::of_y(plot, &graph.y, height, left);
    (plot, below.into_iter().chain([beside]).collect())
}

/// The point nearest to the pointer, and its values in words.
fn nearest(
    graph: &Graph,
    answer: &PlotResponse<()>,
    pointer: egui::Pos2,
) -> Option<(PlotPoint, String)> {
    let mut best: Option<(f32, PlotPoint, String)> = None;
    for layer in &graph.layers {
        for (n, (x, y)) in tops(layer).into_iter().enumerate() {
            let place = place(graph, (x, y));
            let distance = answer.transform.position_from_point(&place).distance(pointer);
            if distance.is_finite() && best.as_ref().is_none_or(|(least, ..)| distance < *least) {
                best = Some((distance, place, words(graph, layer, n, (x, y))));
            }
        }
    }
    best.filter(|(distance, ..)| *distance <= REACH).map(|(_, place, text)| (place, text))
}

/// What of a layer can be read off: its points, and the tops of its bars.
fn tops(layer: &Layer) -> Vec<(f64, f64)> {
    match layer {
        Layer::Bars { bars, .. } => bars.clone(),
        _ => layer.points(),
    }
}

/// A point of a layer, and its values in words.
fn point(graph: &Graph, layer: usize, n: usize) -> Option<(PlotPoint, String)> {
    let layer = graph.layers.get(layer)?;
    let at = *tops(layer).get(n)?;
    Some((place(graph, at), words(graph, layer, n, at)))
}

/// Values of a layer's point in words: "norm\nstep 12\nnorm 0.3"; of a trail, when it was there.
fn words(graph: &Graph, layer: &Layer, n: usize, (x, y): (f64, f64)) -> String {
    let name = layer.entry().map(|(name, _)| format!("{name}\n")).unwrap_or_default();
    let when = match layer {
        Layer::Trail { clock, points, .. } if !clock.is_empty() => {
            points.get(n).map(|past| format!("{clock} {}\n", told(past.time)))
        }
        _ => None,
    };
    let when = when.unwrap_or_default();
    format!("{name}{when}{} {}\n{} {}", graph.x.name, told(x), graph.y.name, told(y))
}
