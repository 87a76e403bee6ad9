//! The lines of the curves, in the order in which they lie over each other.

use std::mem;
use std::ops::RangeInclusive;

use egui::{Color32, Mesh, Shape, Ui, pos2};
use egui_plot::{PlotPoint, PlotResponse, PlotUi, Span};

use super::whole::Foretold;
use crate::app::plots::ghosts::{Ghost, Moved};
use crate::app::plots::look::Look;
use crate::app::plots::plot;
use crate::app::plots::trace::{Pieces, Trace};
use crate::app::theme::Palette;
use crate::data::Source;
use crate::text::Plots;

/// Inputs up to which each has a colour of its own and a name in the legend.
const NAMED: usize = 6;

/// How dense the band of a forecast is.
const BAND: f32 = 0.25;
/// How far beyond the plot it may reach, in points.
const BEYOND: f32 = 1e4;

/// What one plot draws in a frame, and a figure.
pub(in crate::app) struct Lines {
    /// The run on show.
    pub(in crate::app) trace: Trace,
    /// Predictions of pinned runs.
    pub(in crate::app) ghosts: Vec<Ghost<Moved>>,
    /// A unit of the network: its name, and its values over time.
    pub(in crate::app) pinned: Option<(String, Vec<(f64, f64)>)>,
    /// What is foretold behind the end of a table.
    pub(in crate::app) forecast: Option<Foretold>,
    /// Whether what was read is drawn: where it was asked for, and where there is no answer yet.
    pub(in crate::app) show_input: bool,
    /// Whether all of a table is drawn, whose lines are the finer.
    pub(in crate::app) is_whole: bool,
    /// The target on show.
    pub(in crate::app) target: usize,
}

impl Lines {
    /// Points of all lines together.
    pub(super) fn points(&self) -> usize {
        let forecast = self.forecast.as_ref().map_or(0, |it| it.line.len() + it.band.len());
        self.trace.points() + forecast
    }

    /// The band of the forecast, which is painted over the plot and not drawn with the lines.
    pub(super) fn take_band(&mut self) -> Vec<(f64, f64, f64)> {
        self.forecast.as_mut().map(|forecast| mem::take(&mut forecast.band)).unwrap_or_default()
    }

    /// Lines of the legend.
    pub(super) fn names(&self) -> usize {
        let inputs = match self.trace.inputs.len() {
            _ if !self.show_input => 0,
            few @ 0..=NAMED => few,
            _ => 1,
        };
        let is_answered = !(self.trace.older.is_empty() && self.trace.newest.is_empty());
        let foretold = if self.forecast.is_some() { 2 } else { 0 };
        let others = usize::from(is_answered) + usize::from(self.pinned.is_some());
        1 + inputs + self.ghosts.len() + foretold + others
    }

    /// The least and the greatest of target, prediction and forecast.
    pub(super) fn range(&self) -> Option<(f64, f64)> {
        let forecast = self.forecast.iter().flat_map(|forecast| &forecast.line);
        let forecast = forecast.map(|(_, value)| (*value, *value));
        let finite = forecast.filter(|(value, _)| value.is_finite());
        self.trace.range().into_iter().chain(finite).reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
    }

    /// Lays what has units of its own, each over the height of the plot: inputs by the `range` of their
    /// column where they have one, a unit of the network from −1 to 1.
    pub(super) fn lay_beside(
        &mut self,
        height: &RangeInclusive<f64>,
        range: impl Fn(usize) -> Option<(f64, f64)>,
    ) {
        let (low, high) = (*height.start(), *height.end());
        let placed = |value: f64, (least, most): (f64, f64)| {
            let part = if most > least { (value - least) / (most - least) } else { 0.5 };
            // The ends stay clear of the frame.
            low + (0.04 + 0.92 * part) * (high - low)
        };
        for (input, line) in self.trace.inputs.iter_mut().enumerate() {
            let Some(range) = range(input) else { continue };
            line.iter_mut().flatten().for_each(|point| point.y = placed(point.y, range));
        }
        let unit = self.pinned.iter_mut().flat_map(|(_, points)| points);
        unit.for_each(|(_, value)| *value = placed(*value, (-1.0, 1.0)));
    }

    /// Draws them, the most important last.
    pub(super) fn draw(
        self,
        ui: &mut PlotUi<'_>,
        palette: &Palette,
        source: &dyn Source,
        texts: &Plots,
    ) {
        let Self { trace, ghosts, pinned, forecast, show_input, is_whole, target } = self;
        if let Some(newest) = trace.newest_range {
            ui.span(Span::new("", newest).fill(palette.newest).border_width(0.0));
        }
        if show_input {
            draw_inputs(ui, palette, source, trace.inputs, texts);
        }
        // Wider than the prediction, so that a perfect one doesn't hide it.
        let name = (texts.target_named)(source.target_name(target));
        draw(ui, &name, trace.target, palette.target, if is_whole { 2.2 } else { 3.4 });
        for ghost in ghosts {
            draw_ghost(ui, palette, ghost, texts);
        }
        draw(
            ui,
            texts.prediction,
            trace.older,
            palette.prediction,
            if is_whole { 1.3 } else { 1.6 },
        );
        draw(ui, texts.prediction, trace.newest, palette.prediction, 2.2);
        if let Some(Foretold { line, .. }) = forecast {
            // The band is painted over the plot; here it gets its name.
            let area = palette.mark.gamma_multiply(BAND);
            draw(ui, texts.band, vec![Vec::new()], area, 1.0);
            draw(ui, texts.forecast, vec![points(line)], palette.mark, 1.6);
        }
        if let Some((name, unit)) = pinned {
            draw(ui, &name, vec![points(unit)], palette.mark, 1.4);
        }
    }
}

fn points(line: Vec<(f64, f64)>) -> Vec<PlotPoint> {
    line.into_iter().map(|(x, y)| PlotPoint::new(x, y)).collect()
}

fn draw(ui: &mut PlotUi<'_>, name: &str, pieces: Pieces, colour: Color32, width: f32) {
    for (n, points) in pieces.into_iter().enumerate() {
        let line = plot::line(name, points, colour, width);
        ui.line(line.id((name, width.to_bits(), n)));
    }
}

/// What was read: a single input in grey; of a few each in a colour of its own, paler than what is answered.
fn draw_inputs(
    ui: &mut PlotUi<'_>,
    palette: &Palette,
    source: &dyn Source,
    inputs: Vec<Pieces>,
    texts: &Plots,
) {
    let count = inputs.len();
    for (n, pieces) in inputs.into_iter().enumerate() {
        let (name, colour) = match count {
            1 => ((texts.input_named)(source.input_name(n)), palette.input),
            2..=NAMED => {
                let name = (texts.input_named)(source.input_name(n));
                (name, Look::of(palette, n).colour.gamma_multiply(0.55))
            }
            _ => (texts.inputs.to_owned(), palette.input),
        };
        for (piece, points) in pieces.into_iter().enumerate() {
            ui.line(plot::line(&name, points, colour, 1.0).id(("input", n, piece)));
        }
    }
}

/// Paints what 90 of 100 such forecasts lay between: (row, low, high), in one piece, since polygons side by side
/// would show their seams.
pub(super) fn paint_band(
    ui: &Ui,
    palette: &Palette,
    answer: &PlotResponse<()>,
    band: &[(f64, f64, f64)],
) {
    let (colour, mut mesh) = (palette.mark.gamma_multiply(BAND), Mesh::default());
    let frame = *answer.transform.frame();
    // No triangle reaches to infinity, however far off the band is.
    let [top, bottom] = [frame.top() - BEYOND, frame.bottom() + BEYOND];
    for (x, low, high) in band {
        for value in [low, high] {
            let at = answer.transform.position_from_point(&PlotPoint::new(*x, *value));
            mesh.colored_vertex(pos2(at.x, at.y.max(top).min(bottom)), colour);
        }
    }
    for first in (0..2 * band.len().saturating_sub(1) as u32).step_by(2) {
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    ui.painter_at(frame).add(Shape::mesh(mesh));
}

/// What a pinned run answered, moved by whole periods: the name says so, and that nothing is drawn where its
/// data are others. Under the live prediction, so that it stays the first to be seen; thinner and paler than
/// that one whatever that is.
fn draw_ghost(ui: &mut PlotUi<'_>, palette: &Palette, ghost: Ghost<Moved>, texts: &Plots) {
    let (name, look) = (pinned_name(texts, &ghost), Look::of(palette, ghost.colour));
    let Moved { mut pieces, is_apart, .. } = ghost.line;
    if is_apart {
        // The legend has it all the same.
        pieces = vec![Vec::new()];
    }
    for (n, points) in pieces.into_iter().enumerate() {
        let line = look.pale().on(plot::line(&name, points, look.colour, 1.3));
        ui.line(line.id(("ghost", ghost.id, n)));
    }
}

/// What a legend calls a pinned run's predictions: they may have been moved, or lie on another axis.
pub(in crate::app) fn pinned_name(texts: &Plots, ghost: &Ghost<Moved>) -> String {
    match ghost.line {
        Moved { is_apart: true, .. } => (texts.apart)(&ghost.name),
        Moved { periods: 0, .. } => ghost.name.clone(),
        Moved { periods, .. } => (texts.moved)(&ghost.name, periods),
    }
}
