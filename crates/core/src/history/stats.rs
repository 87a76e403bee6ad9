//! What is known of a stretch of steps: while it is kept ([`Stats`]) and as it is shown ([`Bucket`]).

/// One or more consecutive steps of a series, as a plot draws them.
///
/// Values that aren't finite are gaps: they count in no range. Where no value of the stretch is
/// finite, `min`, `max` and `mean` are NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// First step of the stretch.
    pub first_step: u64,
    /// Last step of the stretch, itself included.
    pub last_step: u64,
    /// Least finite value.
    pub min: f32,
    /// Greatest finite value.
    pub max: f32,
    /// Mean of the finite values.
    pub mean: f32,
    /// The last step's value, finite or not.
    pub last: f32,
    /// How many of the values are finite.
    pub finite: u64,
}

impl Bucket {
    /// Whether no value of the stretch is finite, so that there is nothing to draw.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.finite == 0
    }

    /// Whether the bucket is one step, its value exact.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.first_step == self.last_step
    }

    /// (step, value) as a line goes through them: those of one step, or of more the greatest value at
    /// the first step and the least at the last.
    pub fn points(&self) -> impl Iterator<Item = (f64, f64)> + use<> {
        let (first, last) = (self.first_step as f64, self.last_step as f64);
        let (min, max) = (f64::from(self.min), f64::from(self.max));
        let second = (!self.is_exact()).then_some((last, min));
        std::iter::once((first, max)).chain(second)
    }

    /// (step, value) of the mean, in the middle of the steps; none for a gap.
    pub fn middle(&self) -> Option<(f64, f64)> {
        let step = 0.5 * (self.first_step as f64 + self.last_step as f64);
        (!self.is_gap()).then_some((step, f64::from(self.mean)))
    }
}

/// What a level keeps of a stretch of steps; which steps they are follows from its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stats {
    min: f32,
    max: f32,
    last: f32,
    finite: u64,
    /// Of the finite values; in double precision, so that a billion of them keep their mean.
    sum: f64,
}

impl Stats {
    /// No step at all.
    pub(super) const EMPTY: Self =
        Self { min: f32::INFINITY, max: f32::NEG_INFINITY, last: f32::NAN, finite: 0, sum: 0.0 };

    /// A stretch through which the value went from `before` to `after`, where it stayed.
    pub(super) fn settled(before: f32, after: f32, finite: u64) -> Self {
        let sum = f64::from(after) * finite as f64;
        Self { min: before.min(after), max: before.max(after), last: after, finite, sum }
    }

    /// What a bucket was shown as; none where it contradicts itself.
    pub(super) fn of(bucket: &Bucket) -> Option<Self> {
        let Bucket { first_step, last_step, min, max, mean, last, finite } = *bucket;
        if finite == 0 {
            return Some(Self { last, ..Self::EMPTY });
        }
        let is_sound = finite <= last_step - first_step + 1 && min <= mean && mean <= max;
        let sum = f64::from(mean) * finite as f64;
        is_sound.then_some(Self { min, max, last, finite, sum })
    }

    /// The last step's value.
    pub(super) fn last(self) -> f32 {
        self.last
    }

    /// Adds the steps that follow.
    #[inline]
    pub(super) fn extend(&mut self, later: Self) {
        // Plain comparisons, not f32::min: both sides are never NaN, and this is the inner loop.
        self.min = if later.min < self.min { later.min } else { self.min };
        self.max = if later.max > self.max { later.max } else { self.max };
        self.last = later.last;
        self.finite += later.finite;
        self.sum += later.sum;
    }

    /// As it is shown, for the steps it stands for.
    pub(super) fn bucket(self, first_step: u64, last_step: u64) -> Bucket {
        let Self { min, max, last, finite, sum } = self;
        if finite == 0 {
            let (min, max, mean) = (f32::NAN, f32::NAN, f32::NAN);
            return Bucket { first_step, last_step, min, max, mean, last, finite };
        }
        // A mean lies within its range, whatever the last bit of the rounding says.
        let mean = ((sum / finite as f64) as f32).clamp(min, max);
        Bucket { first_step, last_step, min, max, mean, last, finite }
    }
}

impl From<f32> for Stats {
    #[inline]
    fn from(value: f32) -> Self {
        if value.is_finite() {
            Self { min: value, max: value, last: value, finite: 1, sum: f64::from(value) }
        } else {
            Self { last: value, ..Self::EMPTY }
        }
    }
}
