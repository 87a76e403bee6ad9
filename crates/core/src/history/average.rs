//! The exponential moving average behind a smoothed line.

use super::stats::{Bucket, Stats};

/// TensorBoard's average (`classicSmoothing`): of the finite values so far, each weighted with the
/// factor to the power of its age, so that the first values aren't drawn towards zero.
#[derive(Clone, Debug)]
pub(super) struct Average {
    factor: f64,
    /// Σ factor^age · value.
    weighted: f64,
    /// Σ factor^age.
    weight: f64,
}

impl Average {
    /// Of no value yet, with a factor of 0…1.
    pub(super) fn new(factor: f64) -> Self {
        Self { factor, weighted: 0.0, weight: 0.0 }
    }

    /// The average with this value; a value that isn't finite stays as it is and doesn't count.
    pub(super) fn push(&mut self, value: f32) -> f32 {
        if !value.is_finite() {
            return value;
        }
        self.weighted = self.weighted * self.factor + f64::from(value);
        self.weight = self.weight * self.factor + 1.0;
        self.value()
    }

    /// The average's way through a bucket whose every value is its mean m: after n of them the sums
    /// are factor^n · sum + m · (1 + factor + … + factor^(n - 1)).
    pub(super) fn settle(&mut self, bucket: &Bucket) -> Stats {
        let decay = self.factor.powf(bucket.finite as f64);
        let gained = match self.factor {
            1.0 => bucket.finite as f64,
            factor => (1.0 - decay) / (1.0 - factor),
        };
        let before = (self.weight > 0.0).then(|| self.value());
        self.weighted = self.weighted * decay + f64::from(bucket.mean) * gained;
        self.weight = self.weight * decay + gained;
        let after = self.value();
        Stats::settled(before.unwrap_or(after), after, bucket.finite)
    }

    fn value(&self) -> f32 {
        (self.weighted / self.weight) as f32
    }
}
