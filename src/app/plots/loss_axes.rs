//! The axes of a plot of losses over steps: what is in view, and where a loss lies.

use std::ops::RangeInclusive;

use egui_plot::PlotPoint;

use super::navigation::Limits;
use crate::history::{Bucket, Series};

/// Losses below this look like it on a logarithmic axis.
const LEAST_LOSS: f64 = 1e-12;
/// Decades of losses that are in view at the least.
const LEAST_DECADES: f64 = 0.3;
/// Steps that there is room for at the least.
const LEAST_STEPS: f64 = 20.0;
/// Steps in view where a run is looked at most closely.
const NEAREST: f64 = 8.0;

/// What a plot of losses shows.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct LossAxes {
    /// Steps in view.
    pub(in crate::app) steps: RangeInclusive<f64>,
    /// Losses in view, as they are drawn (decimal logarithms on a logarithmic axis).
    pub(in crate::app) y_range: RangeInclusive<f64>,
    /// Whether the loss axis is logarithmic.
    pub(in crate::app) logarithmic: bool,
}

impl LossAxes {
    /// Axes for runs that have no steps yet.
    pub(in crate::app) fn new(logarithmic: bool) -> Self {
        Self { steps: 0.0..=LEAST_STEPS, y_range: 0.0..=1.0, logarithmic }
    }

    /// Brings everything up to step `last` into view, and all of these losses.
    pub(in crate::app) fn show_all(&mut self, last: u64, losses: &[&Series]) {
        self.steps = Self::limits(last).whole;
        let (low, high) = Self::ends(losses).unwrap_or((0.01, 1.0));
        self.show_between(self.place(low), self.place(high));
    }

    /// The least and the greatest of these losses.
    pub(in crate::app) fn ends(losses: &[&Series]) -> Option<(f32, f32)> {
        let low = losses.iter().filter_map(|loss| loss.min()).map(|(_, loss)| loss);
        let high = losses.iter().filter_map(|loss| loss.max()).map(|(_, loss)| loss);
        low.reduce(f32::min).zip(high.reduce(f32::max))
    }

    /// Makes room for these losses, too.
    pub(in crate::app) fn make_room(&mut self, losses: impl Iterator<Item = f32>) {
        let (mut low, mut high) = (*self.y_range.start(), *self.y_range.end());
        let margin = 0.04 * (high - low);
        for at in losses.filter(|loss| loss.is_finite()).map(|loss| self.place(loss)) {
            low = if at < low { at - margin } else { low };
            high = if at > high { at + margin } else { high };
        }
        // What was at the upper edge of a lower plot is to be off it in a higher one.
        if low < *self.y_range.start() && high == *self.y_range.end() {
            high += 0.02 * (high - low);
        }
        self.y_range = low..=high;
    }

    /// Brings the losses of these lines into view, as far as they lie among the steps in view.
    pub(in crate::app) fn show_lines<'a>(
        &mut self,
        lines: impl Iterator<Item = &'a [PlotPoint]> + Clone,
    ) {
        let points = || lines.clone().flatten();
        let seen = points().filter(|point| self.steps.contains(&point.x));
        let heights = seen.map(|point| point.y);
        let Some((low, high)) = heights.fold(None, |ends: Option<(f64, f64)>, y| {
            Some(ends.map_or((y, y), |(low, high)| (low.min(y), high.max(y))))
        }) else {
            return;
        };
        self.show_between(low, high);
    }

    /// Brings places on the loss axis into view, with a margin.
    fn show_between(&mut self, low: f64, high: f64) {
        let margin = 0.06 * (high - low).max(0.1);
        let low = if self.logarithmic { low - margin } else { 0.0 };
        let high = high + margin;
        // What hardly changes isn't to look as if it did.
        let more =
            if self.logarithmic { 0.5 * (LEAST_DECADES - (high - low)).max(0.0) } else { 0.0 };
        self.y_range = low - more..=high + more;
    }

    /// How far the steps of a run that is at step `last` can be looked along.
    pub(in crate::app) fn limits(last: u64) -> Limits {
        let last = last as f64;
        let whole = 0.0..=(last * 1.01).max(LEAST_STEPS);
        Limits { whole, seen: 1.0..=last.max(1.0), least: NEAREST }
    }

    /// Where a loss lies on the axis.
    pub(in crate::app) fn place(&self, loss: f32) -> f64 {
        let loss = f64::from(loss);
        if self.logarithmic { loss.max(LEAST_LOSS).log10() } else { loss }
    }

    /// The loss that lies at a place on the axis.
    pub(in crate::app) fn loss_at(&self, place: f64) -> f32 {
        let loss = if self.logarithmic { 10_f64.powf(place) } else { place };
        loss.max(LEAST_LOSS) as f32
    }

    /// The losses in view, from the least to the greatest.
    pub(in crate::app) fn losses(&self) -> (f64, f64) {
        let (low, high) = (*self.y_range.start(), *self.y_range.end());
        if self.logarithmic { (10_f64.powf(low), 10_f64.powf(high)) } else { (low, high) }
    }

    /// The steps in view, and one more on each side, so that lines reach the edge.
    pub(in crate::app) fn steps_in_view(&self) -> RangeInclusive<u64> {
        (self.steps.start().max(1.0) as u64).saturating_sub(1).max(1)
            ..=(self.steps.end().max(1.0) as u64).saturating_add(1)
    }

    /// A line through the least and greatest value of each bucket.
    pub(in crate::app) fn extremes(&self, buckets: &[Bucket]) -> Vec<PlotPoint> {
        let mut points = Vec::with_capacity(2 * buckets.len());
        for bucket in buckets.iter().filter(|bucket| !bucket.is_gap()) {
            if bucket.is_exact() {
                points.push(self.point(bucket, bucket.mean));
            } else {
                points.push(self.point(bucket, bucket.min));
                points.push(self.point(bucket, bucket.max));
            }
        }
        points
    }

    /// A line through the mean of each bucket.
    pub(in crate::app) fn means(&self, buckets: &[Bucket]) -> Vec<PlotPoint> {
        let there = buckets.iter().filter(|bucket| !bucket.is_gap());
        there.map(|bucket| self.point(bucket, bucket.mean)).collect()
    }

    /// A loss in the middle of a bucket's steps.
    fn point(&self, bucket: &Bucket, loss: f32) -> PlotPoint {
        let step = 0.5 * (bucket.first_step as f64 + bucket.last_step as f64);
        PlotPoint::new(step, self.place(loss))
    }
}
