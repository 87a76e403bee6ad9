//! The upper panel: target, prediction and input over time.

use std::f64::consts::PI;

use super::axis::{Axis, around, asked, extent};
use super::line::{Curve, Place};
use super::panel::{Panel, Plan};
use super::svg::{Rect, Stroke, Svg};
use super::{Curves, Segment};
use crate::number::ticks;

const TARGET: Stroke = Stroke::solid("#D62728", 2.9);
const PREDICTION: Stroke = Stroke::solid("#1F77B4", 1.5);
const INPUT: Stroke = Stroke::solid("#9a9a9a", 0.9);
/// Points of one curve in the picture: several for each of its pixels.
const MOST_POINTS: usize = 6000;

/// One of a segment's three curves.
type Channel = fn(&Segment) -> &[f32];

impl Curves {
    /// The curves in the order in which they are drawn, each over the ones before.
    fn channels(&self) -> Vec<(&'static str, Stroke, Channel)> {
        let input: (_, _, Channel) = ("input", INPUT, |segment| &segment.input);
        let drawn: [(_, _, Channel); 2] = [
            ("target", TARGET, |segment| &segment.target),
            ("prediction", PREDICTION, |segment| &segment.prediction),
        ];
        self.show_input.then_some(input).into_iter().chain(drawn).collect()
    }

    /// Ranges and y ticks.
    pub(super) fn plan(&self) -> Plan {
        let x = asked(self.x_range).unwrap_or_else(|| self.times());
        let y = asked(self.y_range).unwrap_or_else(|| self.values(x));
        Plan {
            x: Axis::linear(x, 0.0, 1.0),
            y: Axis::linear(y, 1.0, 0.0),
            y_ticks: ticks::linear(y, 5),
            make_x_ticks: ticks::turns,
        }
    }

    /// The times of all samples; one turn without any.
    fn times(&self) -> (f64, f64) {
        let times = extent(self.segments.iter().flat_map(|segment| segment.t.iter().copied()));
        // Dots need air at the edges, lines don't.
        let air = if self.segments.iter().all(|segment| segment.t.len() < 2) { 0.02 } else { 0.0 };
        times.map_or((0.0, 2.0 * PI), |times| ticks::snapped(around(times, air, PI / 2.0), PI))
    }

    /// The values to be drawn between the times `x`, with some air.
    fn values(&self, (from, to): (f64, f64)) -> (f64, f64) {
        let channels = self.channels();
        let points = channels.iter().flat_map(|(_, _, channel)| {
            self.segments.iter().flat_map(move |segment| points(segment, *channel))
        });
        let seen = points.filter(|(t, _)| (from..=to).contains(t)).map(|(_, value)| value);
        extent(seen).map_or((-1.1, 1.1), |values| around(values, 0.06, 1.0))
    }

    /// Draws the panel into `frame`.
    pub(super) fn draw(&self, svg: &mut Svg, plan: Plan, frame: Rect) {
        let panel = plan.panel(svg.face(), frame);
        let channels = self.channels();
        panel.draw_grid(svg);
        svg.clipped("rnnscope-curves", &frame);
        let mut drawn = false;
        for (_, stroke, channel) in &channels {
            drawn |= panel.draw_curve(svg, &self.curve(*channel, &panel), stroke);
        }
        svg.end();
        if !drawn {
            panel.draw_empty(svg);
        }
        panel.draw_axes(svg, "t (radians)", "signal");
        // Target first: it is what the others are read against.
        let mut entries: Vec<_> =
            channels.iter().map(|(name, stroke, _)| (*name, *stroke)).collect();
        entries.sort_by_key(|(name, _)| *name == "input");
        panel.draw_legend(svg, frame.top - 10.0, &entries);
    }

    fn curve(&self, channel: Channel, panel: &Panel) -> Curve {
        let place = Place { x: &panel.x, y: &panel.y, frame: &panel.frame };
        let shown = self.segments.iter().filter(|segment| {
            extent(segment.t.iter().copied()).is_some_and(|(from, to)| panel.x.meets(from, to))
        });
        let shown: Vec<&Segment> = shown.collect();
        let total: usize = shown.iter().map(|segment| segment.t.len()).sum();
        let mut curve = Curve::default();
        for segment in shown {
            // Each window gets its share of the points.
            let most = (MOST_POINTS * segment.t.len()).div_ceil(total.max(1));
            curve.add(points(segment, channel), most, &place);
        }
        curve
    }
}

/// The samples of one curve of a window.
fn points(segment: &Segment, channel: Channel) -> impl Iterator<Item = (f64, f64)> {
    segment.t.iter().copied().zip(channel(segment).iter().copied().map(f64::from))
}
