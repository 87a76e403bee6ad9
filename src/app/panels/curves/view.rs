//! How far the curves of windows can be looked along, and what of them is in view.

use std::collections::VecDeque;
use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use crate::app::plots::navigation::Limits;
use crate::config::Config;
use crate::worker::Sequence;

/// Radians in view while the plot follows the newest window: three periods.
const SPAN: f64 = 3.0 * TAU;
/// Samples in view at the least.
pub(super) const SAMPLES: f64 = 4.0;

/// How far the time axis can be looked along: over the sequences that are kept, and no nearer than a
/// few samples.
pub(super) fn limits(sequences: &VecDeque<Sequence>) -> Option<Limits> {
    let (first, newest) = (sequences.front()?, sequences.back()?);
    let seen = first.start..=newest.end();
    let follows = following(Some(newest));
    let whole = first.start.min(*follows.start())..=*follows.end();
    Some(Limits { whole, seen, least: SAMPLES * newest.spacing })
}

/// The view, moved to the nearest sequence where it lies between two that aren't neighbours.
pub(super) fn in_sight(
    view: RangeInclusive<f64>,
    sequences: &VecDeque<Sequence>,
) -> RangeInclusive<f64> {
    let after = sequences.partition_point(|sequence| sequence.end() <= *view.start());
    let after = sequences.get(after);
    if after.is_some_and(|after| after.start < *view.end()) {
        return view;
    }
    let before = sequences.iter().rev().find(|sequence| sequence.end() <= *view.start());
    let half = 0.5 * (view.end() - view.start());
    let back = before.map(|before| before.end() - view.start() - half);
    let forth = after.map(|after| after.start - view.end() + half);
    let nearest = back.into_iter().chain(forth).min_by(|a, b| a.abs().total_cmp(&b.abs()));
    let by = nearest.unwrap_or(0.0);
    view.start() + by..=view.end() + by
}

/// What is in view before the first step, of data along radians: a turn, or a window where that is longer.
pub(super) fn first(config: &Config) -> RangeInclusive<f64> {
    0.0..=TAU.max(config.time_steps as f64 * config.spacing_radians())
}

/// The part of the time axis that ends with the newest window.
pub(in crate::app) fn following(newest: Option<&Sequence>) -> RangeInclusive<f64> {
    let Some(newest) = newest else { return 0.0..=TAU };
    let length = newest.end() - newest.start;
    let span = SPAN.max(1.2 * length);
    let end = newest.end().max(span) + 0.02 * span;
    end - 1.04 * span..=end
}
