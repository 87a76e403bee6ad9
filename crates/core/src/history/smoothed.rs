//! The smoothed line over a noisy one, kept up step by step.

use std::ops::RangeInclusive;

use super::average::Average;
use super::series::Series;
use super::stats::Bucket;
use super::view::{Piece, aligned_start, finest_width};

/// An exponential moving average of a series, itself a series with a value for each step.
///
/// It is TensorBoard's smoothing (`classicSmoothing`): with factor w, the average of the values so
/// far, each weighted with w to the power of its age, so that the first values aren't drawn towards
/// zero. Factor 0 is the series itself, factor 1 the mean of all its values. Values that aren't
/// finite stay as they are and count in no average.
#[derive(Clone, Debug)]
pub struct Smoothed {
    factor: f64,
    average: Average,
    series: Series,
    /// Whether the series is being smoothed anew, in parts.
    is_draft: bool,
    /// How far the source had come at the last call.
    seen: u64,
}

impl Smoothed {
    /// Nothing yet, to be smoothed with a factor of 0…1; outside of it the nearest counts.
    #[must_use]
    pub fn new(factor: f64) -> Self {
        let factor = within_limits(factor);
        let (average, series) = (Average::new(factor), Series::default());
        Self { factor, average, series, is_draft: false, seen: 0 }
    }

    /// The factor in use.
    #[must_use]
    pub fn factor(&self) -> f64 {
        self.factor
    }

    /// The smoothed values as far as [`Smoothed::follow`] has come.
    #[must_use]
    pub fn series(&self) -> &Series {
        &self.series
    }

    /// Changes the factor; the next [`Smoothed::follow`] smooths everything anew, once.
    pub fn set_factor(&mut self, factor: f64) {
        let factor = within_limits(factor);
        if factor != self.factor {
            self.factor = factor;
            self.clear();
        }
    }

    /// Forgets all values: for another run.
    pub fn clear(&mut self) {
        self.restart(Series::default());
    }

    /// Smooths what `source` has gained since the last call.
    ///
    /// That costs a few nanoseconds a step. If the new steps are no longer all exact, if steps were
    /// taken back, or if none has been smoothed yet, all is done anew from what `source` has, some
    /// 10⁵ values at most: buckets then count as if each of their values were their mean, and a
    /// smoothed bucket shows the range from the average before it to the one after.
    pub fn follow(&mut self, source: &Series) {
        self.follow_for(source, usize::MAX);
    }

    /// As [`Smoothed::follow`], but for about so many values or buckets at most; true when nothing
    /// is left to be done. Until then [`Smoothed::visible`] shows a draft. A source that grows
    /// faster is caught up with all the same.
    pub fn follow_for(&mut self, source: &Series, most: usize) -> bool {
        if !self.can_go_on(source) {
            self.restart(source.emptied());
            self.seen = source.next_step();
        }
        let gained = source.next_step().saturating_sub(self.seen);
        self.seen = source.next_step();
        for _ in 0..most.max(2 * gained as usize) {
            if self.has_all_of(source) {
                break;
            }
            match source.exact_at(self.series.next_step()) {
                Some(value) => self.series.push(self.average.push(value)),
                None => self.push_bucket(source),
            }
        }
        self.is_draft = !self.has_all_of(source);
        !self.is_draft
    }

    /// What a plot of these steps needs, as [`Series::visible`] gives it. While part of `source`
    /// waits to be smoothed, each bucket is smoothed from the mean of its steps, and those before
    /// the first the more coarsely the older they are: some thousand buckets, however long the run.
    pub fn visible(
        &self,
        source: &Series,
        steps: RangeInclusive<u64>,
        points: usize,
        buckets: &mut Vec<Bucket>,
    ) {
        if self.has_all_of(source) {
            return self.series.visible(steps, points, buckets);
        }
        buckets.clear();
        let (Some(first), Some(last)) = (source.first_step(), source.last_step()) else { return };
        let (from, to) = (first.max(*steps.start()), last.min(*steps.end()));
        let bits = finest_width(from, to, points);
        let start = aligned_start(first, from, bits);
        let (mut average, mut step) = (Average::new(self.factor), first);
        while step <= to {
            let bits = if step < start { coarse_width(start - step) } else { bits };
            let Piece { first_step, last_step, stats, .. } = source.piece(step, bits);
            let mut bucket = stats.bucket(first_step, last_step);
            if !bucket.is_gap() {
                bucket = average.settle(&bucket).bucket(first_step, last_step);
            }
            if last_step >= start {
                buckets.push(bucket);
            }
            step = last_step + 1;
        }
    }

    fn has_all_of(&self, source: &Series) -> bool {
        self.series.is_of(source) && self.series.next_step() == source.next_step()
    }

    fn can_go_on(&self, source: &Series) -> bool {
        let next = self.series.next_step();
        let fits = || {
            source.exact_at(next).is_some()
                || (self.is_draft
                    && next < source.next_step()
                    && source.piece(next, 0).first_step == next)
        };
        !self.series.is_empty()
            && self.series.is_of(source)
            && (next == source.next_step() || fits())
    }

    fn restart(&mut self, series: Series) {
        (self.average, self.series) = (Average::new(self.factor), series);
        self.is_draft = false;
    }

    fn push_bucket(&mut self, source: &Series) {
        let piece = source.piece(self.series.next_step(), 0);
        let bucket = piece.stats.bucket(piece.first_step, piece.last_step);
        let stats = if bucket.is_gap() { piece.stats } else { self.average.settle(&bucket) };
        self.series.push_settled(piece.level - 1, stats);
    }
}

/// The nearest of 0…1; 0 for what isn't a number.
fn within_limits(factor: f64) -> f64 {
    if factor.is_nan() { 0.0 } else { factor.clamp(0.0, 1.0) }
}

/// Width of a bucket that lies so many steps before what is shown, as a power of two: a 64th.
fn coarse_width(distance: u64) -> u32 {
    (distance / 64).checked_ilog2().unwrap_or(0)
}
