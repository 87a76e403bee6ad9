//! The upper panel: target, prediction, input and others over time.

use std::f64::consts::PI;

use super::axis::{Axis, around, asked, extent};
use super::colours::stroke;
use super::graph::Ink;
use super::line::{Curve, Place};
use super::panel::{LEGEND_ROW, Panel, Plan, legend};
use super::svg::{Rect, Stroke, Svg};
use super::{Curves, Line, Segment};
use crate::number::ticks;
use crate::text::Texts;

/// Points of one curve in the picture: several for each of its pixels.
const MOST_POINTS: usize = 6000;

impl Curves {
    /// The curves of windows that stand by themselves: all lines break between them.
    #[must_use]
    pub fn of_windows(windows: &[Segment], show_input: bool, texts: &Texts) -> Self {
        let line = |name: &str, ink, channel: fn(&Segment) -> &[f64]| {
            let piece = |window: &Segment| points(&window.t, channel(window));
            Line { name: name.to_owned(), ink, pieces: windows.iter().map(piece).collect() }
        };
        let words = &texts.figures;
        let input = show_input.then(|| line(words.input, Ink::Quiet, |window| &window.input));
        let target = line(words.target, Ink::Target, |window| &window.target);
        let prediction = line(words.prediction, Ink::Prediction, |window| &window.prediction);
        let lines = input.into_iter().chain([target, prediction]).collect();
        Self { lines, ..Self::default() }
    }

    /// Ranges and y ticks.
    pub(super) fn plan(&self) -> Plan {
        let x = asked(self.x_range).unwrap_or_else(|| self.times());
        let y = asked(self.y_range).unwrap_or_else(|| self.values(x));
        Plan {
            x: Axis::linear(x, 0.0, 1.0),
            y: Axis::linear(y, 1.0, 0.0),
            y_ticks: ticks::linear(y, 5),
            make_x_ticks: if self.along.is_some() { ticks::whole } else { ticks::turns },
            x_ticks: self.x_ticks.clone(),
        }
    }

    fn pieces(&self) -> impl Iterator<Item = &Vec<(f64, f64)>> {
        self.lines.iter().flat_map(|line| &line.pieces)
    }

    /// The times of all samples; one turn without any.
    fn times(&self) -> (f64, f64) {
        let times = extent(self.pieces().flatten().map(|(t, _)| *t));
        // Dots need air at the edges, lines don't.
        let air = if self.pieces().all(|piece| piece.len() < 2) { 0.02 } else { 0.0 };
        let unit = if self.along.is_some() { 1.0 } else { PI };
        times.map_or((0.0, 2.0 * PI), |times| ticks::snapped(around(times, air, unit / 2.0), unit))
    }

    /// The values to be drawn between the times `x`, with some air.
    fn values(&self, (from, to): (f64, f64)) -> (f64, f64) {
        let seen = self.pieces().flatten().filter(|(t, _)| (from..=to).contains(t));
        extent(seen.map(|(_, value)| *value))
            .map_or((-1.1, 1.1), |values| around(values, 0.06, 1.0))
    }

    /// Draws the panel into `frame`, moved down as far as the legend needs; returns where it ends. `place`
    /// tells it from others of the figure.
    pub(super) fn draw(&self, svg: &mut Svg, plan: Plan, frame: Rect, place: usize) -> f64 {
        let legend = legend(svg.face(), &self.legend(), frame.right - frame.left);
        let down = legend.len().saturating_sub(1) as f64 * LEGEND_ROW;
        let frame = Rect { top: frame.top + down, bottom: frame.bottom + down, ..frame };
        let panel = plan.panel(svg.face(), frame);
        panel.draw_grid(svg);
        let name = "rnnscope-curves".to_owned();
        svg.clipped(&if place == 0 { name } else { format!("{name}{place}") }, &frame);
        let mut drawn = false;
        for line in &self.lines {
            drawn |= panel.draw_curve(svg, &curve(line, &panel), &stroke(line.ink));
        }
        svg.end();
        if !drawn {
            panel.draw_empty(svg);
        }
        let words = svg.words();
        let value_name = self.value_name.as_deref().unwrap_or(words.signal);
        panel.draw_axes(svg, self.along.as_deref().unwrap_or(words.time), value_name);
        panel.draw_legend(svg, frame.top - 10.0, &legend);
        frame.bottom
    }

    /// Names and lines, the target first: it is what the others are read against.
    fn legend(&self) -> Vec<(&str, Stroke)> {
        let rank = |line: &&Line| match line.ink {
            Ink::Target => 0,
            Ink::Prediction => 1,
            Ink::Nth(_) | Ink::Pinned(_) => 2,
            Ink::Mark | Ink::Unit => 3,
            Ink::Quiet => 4,
        };
        let mut lines: Vec<_> = self.lines.iter().filter(|line| !line.name.is_empty()).collect();
        lines.sort_by_key(rank);
        lines.into_iter().map(|line| (line.name.as_str(), stroke(line.ink))).collect()
    }
}

fn curve(line: &Line, panel: &Panel) -> Curve {
    let place = Place { x: &panel.x, y: &panel.y, frame: &panel.frame };
    let is_shown = |piece: &&Vec<(f64, f64)>| {
        let times = extent(piece.iter().map(|(t, _)| *t));
        times.is_some_and(|(from, to)| panel.x.meets(from, to))
    };
    let shown: Vec<_> = line.pieces.iter().filter(is_shown).collect();
    let total: usize = shown.iter().map(|piece| piece.len()).sum();
    let mut curve = Curve::default();
    for piece in shown {
        // Each piece gets its share of the points.
        let most = (MOST_POINTS * piece.len()).div_ceil(total.max(1));
        curve.add(piece.iter().copied(), most, &place);
    }
    curve
}

/// The samples of one curve of a window.
fn points(t: &[f64], values: &[f64]) -> Vec<(f64, f64)> {
    t.iter().copied().zip(values.iter().copied()).collect()
}
