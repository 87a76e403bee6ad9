//! The lines of the curves, in the order in which they lie over each other.

use std::mem;
use std::ops::RangeInclusive;

use egui::{Mesh, Shape, Ui, pos2};
use egui_plot::{PlotPoint, PlotResponse, PlotUi, Span};

use super::whole::Foretold;
use crate::app::plots::ghosts::{Ghost, Moved};
use crate::app::plots::legend::{Entry, Legend, Sample};
use crate::app::plots::look::Look;
use crate::app::plots::trace::{Pieces, Trace};
use crate::app::theme::Palette;
use crate::data::Source;
use crate::figure::graph::Ink;
use crate::text::Plots;
use crate::thread::RunId;

/// Inputs up to which each has a colour of its own and a name in the legend.
const NAMED: usize = 6;

/// How dense the band of a forecast is.
const BAND: f32 = 0.25;
/// How far beyond the plot it may reach, in points.
const BEYOND: f32 = 1e4;

/// Which of the lines one is; the legend hides it by that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::app) enum Curve {
    /// What was read: one of a few inputs.
    Input(usize),
    /// What was read: many inputs.
    Inputs,
    /// What should have been answered.
    Target,
    /// What a pinned run answered, moved by whole periods: its name says so, and that nothing is drawn where its data
    /// are others.
    Pinned(RunId),
    /// What was answered.
    Prediction,
    /// Between which ends forecasts lie.
    Band,
    /// What is foretold.
    Forecast,
    /// A unit of the network.
    Unit,
}

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

    /// What the legend has of them, in the order in which they lie over each other.
    pub(super) fn entries(
        &self,
        palette: &Palette,
        source: &dyn Source,
        texts: &Plots,
    ) -> Vec<Entry<Curve>> {
        let line = |key, name: String, look| Entry { key, name, sample: Sample::Line(look) };
        let count = if self.show_input { self.trace.inputs.len() } else { 0 };
        let input = |n: usize| (texts.input_named)(source.input_name(n));
        let mut entries: Vec<Entry<Curve>> = match count {
            0 => Vec::new(),
            1..=NAMED => {
                let entry = |n| line(Curve::Input(n), input(n), input_look(palette, n, count));
                (0..count).map(entry).collect()
            }
            _ => vec![line(Curve::Inputs, texts.inputs.to_owned(), Look::input(palette, None))],
        };
        let target = (texts.target_named)(source.target_name(self.target));
        entries.push(line(Curve::Target, target, self.target_look(palette)));
        entries.extend(self.ghosts.iter().map(|ghost| {
            let look = Look::of(palette, Ink::Pinned(ghost.colour));
            line(Curve::Pinned(ghost.id), pinned_name(texts, ghost), look)
        }));
        if !(self.trace.older.is_empty() && self.trace.newest.is_empty()) {
            let look = if self.is_whole { self.older_look(palette) } else { Look::newest(palette) };
            entries.push(line(Curve::Prediction, texts.prediction.to_owned(), look));
        }
        if let Some(forecast) = &self.forecast {
            if !forecast.band.is_empty() {
                let sample = Sample::Area(palette.mark.gamma_multiply(BAND));
                entries.push(Entry { key: Curve::Band, name: texts.band.to_owned(), sample });
            }
            let look = Look::of(palette, Ink::Mark);
            entries.push(line(Curve::Forecast, texts.forecast.to_owned(), look));
        }
        entries.extend(
            self.pinned
                .iter()
                .map(|(name, _)| line(Curve::Unit, name.clone(), Look::of(palette, Ink::Unit))),
        );
        entries
    }

    /// Of all of a table lines are the finer.
    fn target_look(&self, palette: &Palette) -> Look {
        let look = Look::of(palette, Ink::Target);
        if self.is_whole { look.wide(2.4) } else { look }
    }

    fn older_look(&self, palette: &Palette) -> Look {
        let look = Look::of(palette, Ink::Prediction);
        if self.is_whole { look.wide(1.5) } else { look }
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

    /// Draws them, the most important last; what the legend hides is left out.
    pub(super) fn draw(self, ui: &mut PlotUi<'_>, palette: &Palette, legend: &Legend<Curve>) {
        let (target, older) = (self.target_look(palette), self.older_look(palette));
        let Self { trace, ghosts, pinned, forecast, show_input, .. } = self;
        if let Some(newest) = trace.newest_range {
            ui.span(Span::new("", newest).fill(palette.newest).border_width(0.0));
        }
        let mut draw = |curve: Curve, part: usize, look: Look, pieces: Pieces| {
            if !legend.hides(curve) {
                look.emphasised(legend.points_at(curve)).draw(ui, (curve, part), pieces);
            }
        };
        let count = trace.inputs.len();
        for (n, pieces) in trace.inputs.into_iter().enumerate().filter(|_| show_input) {
            let curve = if count > NAMED { Curve::Inputs } else { Curve::Input(n) };
            let look = input_look(palette, n, count);
            draw(curve, n, if is_dense(&pieces) { look.faint() } else { look }, pieces);
        }
        draw(Curve::Target, 0, target, trace.target);
        // Under the live prediction, so that it stays the first to be seen.
        for Ghost { id, colour, line, .. } in ghosts {
            draw(Curve::Pinned(id), 0, Look::of(palette, Ink::Pinned(colour)), line.pieces);
        }
        draw(Curve::Prediction, 0, older, trace.older);
        draw(Curve::Prediction, 1, Look::newest(palette), trace.newest);
        if let Some(Foretold { line, .. }) = forecast {
            draw(Curve::Forecast, 0, Look::of(palette, Ink::Mark), vec![points(line)]);
        }
        if let Some((_, unit)) = pinned {
            draw(Curve::Unit, 0, Look::of(palette, Ink::Unit), vec![points(unit)]);
        }
    }
}

fn points(line: Vec<(f64, f64)>) -> Vec<PlotPoint> {
    line.into_iter().map(|(x, y)| PlotPoint::new(x, y)).collect()
}

/// Whether a line has more samples than pixels, so that it is an area from the least to the greatest: one that would
/// hide what lies under it.
fn is_dense(pieces: &Pieces) -> bool {
    pieces.iter().any(|piece| piece.windows(2).any(|pair| pair[0].x == pair[1].x))
}

/// What was read: a single input in grey; of a few each in a colour of its own.
fn input_look(palette: &Palette, n: usize, count: usize) -> Look {
    Look::input(palette, Some(n).filter(|_| (2..=NAMED).contains(&count)))
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

/// What a legend calls a pinned run's predictions: they may have been moved, or lie on another axis.
pub(in crate::app) fn pinned_name(texts: &Plots, ghost: &Ghost<Moved>) -> String {
    match ghost.line {
        Moved { is_apart: true, .. } => (texts.apart)(&ghost.name),
        Moved { periods: 0, .. } => ghost.name.clone(),
        Moved { periods, .. } => (texts.moved)(&ghost.name, periods),
    }
}
