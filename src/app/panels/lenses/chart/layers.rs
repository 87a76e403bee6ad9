//! A graph's layers: lines, dots, trails, bars, lines across, and what is shaded.

use egui::Color32;
use egui_plot::{
    Bar, BarChart, HLine, Line, PlotPoint, PlotPoints, PlotUi, Points, Polygon, VLine,
};

use super::axes::{drawn, extent, place};
use crate::app::plots::look::Look;
use crate::app::plots::trace::Pieces;
use crate::app::theme::Palette;
use crate::figure::graph::{Graph, Ink, Layer, Paper, TrailPoint};

/// Draws one layer; `n` is its number.
pub(super) fn draw(
    plot: &mut PlotUi<'_>,
    graph: &Graph,
    n: usize,
    layer: &Layer,
    palette: &Palette,
    paper: Paper,
) {
    let own = layer.ink().unwrap_or(Ink::Quiet);
    let ink = palette.ink(own);
    match layer {
        Layer::Line { points, .. } => {
            draw_line(plot, Look::of(palette, own), pieces(graph, points), n);
        }
        Layer::Dots { name, points, .. } => {
            let dots: Vec<PlotPoint> = pieces(graph, points).into_iter().flatten().collect();
            let dots = Points::new(name.clone(), PlotPoints::Owned(dots)).id((n, 0));
            // A target's are larger and paler, so that a perfect prediction doesn't hide them.
            let is_target = own == Ink::Target;
            let (ink, radius) = if is_target { (ink.gamma_multiply(0.6), 5.5) } else { (ink, 3.0) };
            plot.points(dots.color(ink).radius(palette.scale * radius).allow_hover(false));
        }
        Layer::Trail { points, joined, .. } => draw_trail(plot, graph, points, *joined, (n, paper)),
        Layer::Bars { name, bars, width, .. } => {
            // On a logarithmic axis there is no 0 to stand on.
            let ground = if graph.y.log { extent(graph, false).0 } else { 0.0 };
            let bar = |(x, height): &(f64, f64)| {
                let height = drawn(&graph.y, *height) - ground;
                let bar = Bar::new(*x, height).base_offset(ground).width(*width).fill(ink);
                height.is_finite().then_some(bar)
            };
            let bars = bars.iter().filter_map(bar);
            let chart = BarChart::new(name.clone(), bars.collect()).id((n, 0));
            plot.bar_chart(chart.color(ink).allow_hover(false));
        }
        Layer::Level { name, at, .. } => {
            let line = HLine::new(name.clone(), drawn(&graph.y, *at)).id((n, 0));
            let look = Look::ruled(palette, own);
            plot.hline(line.stroke(look.stroke()).style(look.style()).allow_hover(false));
        }
        Layer::Upright { name, at, .. } => {
            let line = VLine::new(name.clone(), drawn(&graph.x, *at)).id((n, 0));
            let look = Look::ruled(palette, own);
            plot.vline(line.stroke(look.stroke()).style(look.style()).allow_hover(false));
        }
        Layer::Between { name, points, .. } => {
            // What is filled must be convex.
            let quad = |ends: &[(f64, f64, f64)]| {
                let [(x, low, high), (next, next_low, next_high)] = *ends else {
                    return Vec::new();
                };
                pieces(graph, &[(x, low), (next, next_low), (next, next_high), (x, high)]).concat()
            };
            fill(plot, name, points.windows(2).map(quad).filter(|quad| quad.len() == 4), ink, n);
        }
        Layer::Stretch { name, shade, from, to } => {
            let bounds = plot.plot_bounds();
            let (low, high) = (bounds.min()[1], bounds.max()[1]);
            let [from, to] = [from, to].map(|at| drawn(&graph.x, *at));
            let corners = [(from, low), (to, low), (to, high), (from, high)];
            let corners = corners.map(|(x, y)| PlotPoint::new(x, y)).to_vec();
            if *shade > 0 {
                fill(plot, name, [corners], ink.gamma_multiply(0.5 * *shade as f32), n);
            }
        }
        Layer::Cells(_) => {}
    }
}

/// Fills what lies inside closed lines, faintly.
fn fill(
    plot: &mut PlotUi<'_>,
    name: &str,
    pieces: impl IntoIterator<Item = Vec<PlotPoint>>,
    ink: Color32,
    n: usize,
) {
    for (part, piece) in pieces.into_iter().enumerate() {
        let area = Polygon::new(name.to_owned(), PlotPoints::Owned(piece)).id((n, part));
        let area = area.fill_color(ink.gamma_multiply(0.2)).stroke(egui::Stroke::NONE);
        plot.polygon(area.allow_hover(false));
    }
}

/// A line in pieces without a gap; a point that stands alone is a dot.
fn draw_line(plot: &mut PlotUi<'_>, look: Look, pieces: Pieces, n: usize) {
    let (dots, lines): (Pieces, Pieces) = pieces.into_iter().partition(|piece| piece.len() == 1);
    look.draw(plot, (n, "line"), lines);
    if !dots.is_empty() {
        let dots = Points::new("", PlotPoints::Owned(dots.concat())).id((n, "dots"));
        plot.points(dots.color(look.colour).radius(look.width.max(3.0)).allow_hover(false));
    }
}

/// The points in pieces without a gap.
fn pieces(graph: &Graph, points: &[(f64, f64)]) -> Pieces {
    let places: Vec<PlotPoint> = points.iter().map(|pair| place(graph, *pair)).collect();
    let pieces = places.split(|place| !place.x.is_finite() || !place.y.is_finite());
    pieces.filter(|piece| !piece.is_empty()).map(<[PlotPoint]>::to_vec).collect()
}

/// A path in pieces of one colour each.
fn draw_trail(
    plot: &mut PlotUi<'_>,
    graph: &Graph,
    points: &[TrailPoint],
    joined: bool,
    (n, paper): (usize, Paper),
) {
    const SHADES: usize = 16;
    let shade = |age: f64| (age.clamp(0.0, 1.0) * (SHADES - 1) as f64).round() as usize;
    let at = |n: usize| (points[n].x, points[n].y);
    for wanted in 0..SHADES {
        let age = wanted as f64 / (SHADES - 1) as f64;
        let [r, g, b] = paper.of_age(age);
        let ink = Color32::from_rgb(r, g, b);
        let shown = |n: usize| shade(points[n].age) == wanted;
        if joined {
            // Ages grow along the path, so that what has one shade is in one piece.
            let ends = (1..points.len()).filter(|n| shown(*n)).flat_map(|n| [n - 1, n]);
            let line: Vec<(f64, f64)> = ends.map(at).collect();
            let line = pieces(graph, &line).into_iter().flatten().collect();
            let line = Line::new("", PlotPoints::Owned(line)).id((n, wanted));
            plot.line(line.color(ink).width(1.8).allow_hover(false).allow_band(false));
        } else {
            let dots: Vec<(f64, f64)> = (0..points.len()).filter(|n| shown(*n)).map(at).collect();
            let dots = pieces(graph, &dots).into_iter().flatten().collect();
            let dots = Points::new("", PlotPoints::Owned(dots)).id((n, wanted));
            // The past is smaller.
            plot.points(dots.color(ink).radius(1.5 + 1.5 * age as f32).allow_hover(false));
        }
    }
}
