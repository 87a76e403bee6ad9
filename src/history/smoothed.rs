//! The smoothed line over a noisy one, kept up step by step.

use super::series::Series;
use super::stats::{Bucket, Stats};

/// An exponential moving average of a series, itself a series with a value for each step.
///
/// It is TensorBoard's smoothing (`classicSmoothing`): with factor w, the average of the values so
/// far, each weighted with w to the power of its age, so that the first values aren't drawn towards
/// zero. Factor 0 is the series itself, factor 1 the mean of all its values. Values that aren't
/// finite stay as they are and count in no average.
#[derive(Clone, Debug)]
pub struct Smoothed {
    factor: f64,
    /// Σ w^age · value, over the finite values.
    weighted: f64,
    /// Σ w^age.
    weight: f64,
    series: Series,
}

impl Smoothed {
    /// Nothing yet, to be smoothed with a factor of 0…1; outside of it the nearest counts.
    #[must_use]
    pub fn new(factor: f64) -> Self {
        let series = Series::default();
        Self { factor: within_limits(factor), weighted: 0.0, weight: 0.0, series }
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
    /// taken back, or if none has been smoothed yet, all is done anew from what `source` has, some 10⁵ values at most: buckets
    /// then count as if each of their values were their mean, and a smoothed bucket shows the range
    /// from the average before it to the one after.
    pub fn follow(&mut self, source: &Series) {
        if !self.can_go_on(source) {
            self.restart(source.emptied());
        }
        while self.series.next_step() < source.next_step() {
            match source.exact_at(self.series.next_step()) {
                Some(value) => self.push(value),
                None => self.push_bucket(source),
            }
        }
    }

    fn can_go_on(&self, source: &Series) -> bool {
        let next = self.series.next_step();
        self.series.first_step().is_some()
            && self.series.first_step() == source.first_step()
            && self.series.revision == source.revision
            && (next == source.next_step() || source.exact_at(next).is_some())
    }

    fn restart(&mut self, series: Series) {
        (self.weighted, self.weight, self.series) = (0.0, 0.0, series);
    }

    fn push(&mut self, value: f32) {
        if !value.is_finite() {
            return self.series.push(value);
        }
        self.weighted = self.weighted * self.factor + f64::from(value);
        self.weight = self.weight * self.factor + 1.0;
        self.series.push((self.weighted / self.weight) as f32);
    }

    fn push_bucket(&mut self, source: &Series) {
        let piece = source.piece(self.series.next_step(), 0);
        let bucket = piece.stats.bucket(piece.first_step, piece.last_step);
        let stats = if bucket.is_gap() { piece.stats } else { self.settle(bucket) };
        self.series.push_settled(piece.level - 1, stats);
    }

    /// The average's way through a bucket whose every value is its mean m: after n of them the sums
    /// are w^n · sum + m · (1 + w + … + w^(n - 1)).
    fn settle(&mut self, bucket: Bucket) -> Stats {
        let decay = self.factor.powf(bucket.finite as f64);
        let gained = match self.factor {
            1.0 => bucket.finite as f64,
            factor => (1.0 - decay) / (1.0 - factor),
        };
        let before = (self.weight > 0.0).then(|| (self.weighted / self.weight) as f32);
        self.weighted = self.weighted * decay + f64::from(bucket.mean) * gained;
        self.weight = self.weight * decay + gained;
        let after = (self.weighted / self.weight) as f32;
        Stats::settled(before.unwrap_or(after), after, bucket.finite)
    }
}

/// The nearest of 0…1; 0 for what isn't a number.
fn within_limits(factor: f64) -> f64 {
    if factor.is_nan() { 0.0 } else { factor.clamp(0.0, 1.0) }
}
