//! What the seeds of a point have in common: median and spread.

use super::{Point, SweepPlan};
use crate::race::{Criterion, Outcome};

/// The runs of one point, whatever of them has ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The point.
    pub point: Point,
    /// Runs that have ended.
    pub runs: usize,
    /// Those of them that diverged.
    pub diverged: usize,
    /// Median of what counts; infinite where half of the runs have nothing to show.
    pub median: f64,
    /// First quartile.
    pub low: f64,
    /// Third quartile.
    pub high: f64,
    /// Least value.
    pub least: f64,
    /// Greatest value.
    pub greatest: f64,
}

impl Summary {
    /// The spread over seeds: the distance between the quartiles, which holds the middle half of the
    /// runs. Infinite where a quarter of them has nothing to show.
    pub fn spread(&self) -> f64 {
        if self.high.is_infinite() { f64::INFINITY } else { self.high - self.low }
    }
}

/// A summary of each of the plan's points, NaN where none of its runs has ended; `outcomes` are in
/// the order of [`SweepPlan::runs`].
pub fn summarise(plan: &SweepPlan, outcomes: &[Option<Outcome>]) -> Vec<Summary> {
    let points = plan.points();
    let of_points = outcomes.chunks(plan.seeds.len().max(1));
    points.into_iter().zip(of_points).map(|(point, runs)| summary(plan, point, runs)).collect()
}

/// The median of what counts by this criterion, NaN where no run has ended.
pub fn median(criterion: Criterion, outcomes: &[Option<Outcome>]) -> f64 {
    quantile(&sorted(criterion, outcomes), 0.5)
}

/// What counts of the runs that have ended.
fn sorted(criterion: Criterion, outcomes: &[Option<Outcome>]) -> Vec<f64> {
    let ended = outcomes.iter().flatten();
    let mut values: Vec<f64> = ended.map(|outcome| criterion.value(outcome)).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn summary(plan: &SweepPlan, point: Point, outcomes: &[Option<Outcome>]) -> Summary {
    let ended = || outcomes.iter().flatten();
    let values = sorted(plan.criterion, outcomes);
    Summary {
        point,
        runs: values.len(),
        diverged: ended().filter(|outcome| outcome.diverged.is_some()).count(),
        median: quantile(&values, 0.5),
        low: quantile(&values, 0.25),
        high: quantile(&values, 0.75),
        least: quantile(&values, 0.0),
        greatest: quantile(&values, 1.0),
    }
}

/// A quantile of sorted values, on a straight line between the two it falls between, as NumPy's
/// default is (Hyndman & Fan 1996, definition 7). NaN of no values.
fn quantile(values: &[f64], part: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return f64::NAN };
    let place = part * last as f64;
    let (below, fraction) = (place.floor() as usize, place.fract());
    let (low, high) = (values[below], values[(below + 1).min(last)]);
    // Infinity times nothing is no number.
    if fraction == 0.0 || low == high { low } else { low + fraction * (high - low) }
}
