//! The list of series: what a step leaves, under which names, and how it is shown.

use std::ops::RangeInclusive;

use super::Bucket;
use crate::wording::{HistoryWords, Wording};

/// How a series' numbers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As a number, under the pointer in the plot of the loss.
    Number,
    /// As 0 or 1 in files; the window has marks of its own for it.
    Flag,
}

/// Whether `metrics.csv` has a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Always.
    Standard,
    /// Where it is asked for.
    OnRequest,
}

/// Which steps have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// Every one.
    Dense,
    /// Some, such as every 500th.
    Sparse,
}

/// What a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesInfo {
    /// The name in files and flags.
    pub name: &'static str,
    /// How it is shown.
    pub format: Format,
    /// Whether `metrics.csv` has it.
    pub column: Column,
    /// Which steps have a value.
    pub density: Density,
}

/// A series of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesId(usize);

impl SeriesId {
    /// All series, in the order of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SERIES.len()).map(Self)
    }

    /// The series that `metrics.csv` always has.
    pub fn standard() -> impl Iterator<Item = Self> {
        Self::all().filter(|series| series.info().column == Column::Standard)
    }

    /// The series that `metrics.csv` has where they are asked for.
    pub fn on_request() -> impl Iterator<Item = Self> {
        Self::all().filter(|series| series.info().column == Column::OnRequest)
    }

    /// What it is.
    #[must_use]
    pub fn info(self) -> &'static SeriesInfo {
        &SERIES[self.0]
    }

    /// The name in the window.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.label_in(Wording::in_force())
    }

    /// The name in the window, in a language.
    #[must_use]
    pub fn label_in(self, words: &'static Wording) -> &'static str {
        labels(&words.history)[self.0]
    }
}

/// A field of a record, as a series keeps it.
trait Value {
    fn number(self) -> f32;
    fn of(number: f32) -> Self;
}

impl Value for f32 {
    fn number(self) -> f32 {
        self
    }

    fn of(number: f32) -> Self {
        number
    }
}

impl Value for bool {
    fn number(self) -> f32 {
        f32::from(u8::from(self))
    }

    fn of(number: f32) -> Self {
        number > 0.0
    }
}

/// Declares the record of a step, the list and the ways to each series from two lists: of series with
/// a value for every step, and of those with a value for some.
macro_rules! series {
    (
        dense { $($(#[$doc:meta])* $dense:ident: $type:ty => $format:ident, $column:ident;)+ }
        sparse { $($(#[$sparse_doc:meta])* $sparse:ident;)* }
    ) => {
        /// What one training step leaves. A number that isn't known is NaN.
        #[derive(Clone, Copy, Debug)]
        pub struct StepRecord {
            /// Number of the step; the first of a run is 1.
            pub step: u64,
            $($(#[$doc])* pub $dense: $type,)+
            $($(#[$sparse_doc])* pub $sparse: Option<f32>,)*
        }

        /// Series with a value for every step.
        pub(super) const DENSE: usize = [$(stringify!($dense)),+].len();
        /// Series with a value for some steps.
        pub(super) const SPARSE: usize = SERIES.len() - DENSE;

        /// All series: those with a value for every step come first.
        const SERIES: &[SeriesInfo] = &[
            $(SeriesInfo {
                name: stringify!($dense),
                format: Format::$format,
                column: Column::$column,
                density: Density::Dense,
            },)+
            $(SeriesInfo {
                name: stringify!($sparse),
                format: Format::Number,
                column: Column::OnRequest,
                density: Density::Sparse,
            },)*
        ];

        /// What the series are called, in the order of the list.
        fn labels(words: &'static HistoryWords) -> [&'static str; SERIES.len()] {
            [$(words.$dense,)+ $(words.$sparse,)*]
        }

        /// Places of the dense series.
        #[expect(non_camel_case_types, reason = "they are the names of the fields")]
        enum Place { $($dense),+ }

        /// Places of the sparse series.
        #[expect(non_camel_case_types, reason = "they are the names of the fields")]
        enum SparsePlace { $($sparse),* }

        impl StepRecord {
            /// A step of which nothing is known yet: no number, no flag.
            #[must_use]
            pub fn new(step: u64) -> Self {
                Self::of(step, [f32::NAN; DENSE], [None; SPARSE])
            }

            /// The values of the series that have one for every step, in the order of the list.
            #[inline]
            pub(super) fn dense(&self) -> [f32; DENSE] {
                [$(Value::number(self.$dense)),+]
            }

            /// Those of the others.
            #[inline]
            pub(super) fn sparse(&self) -> [Option<f32>; SPARSE] {
                [$(self.$sparse),*]
            }

            pub(super) fn of(
                step: u64,
                dense: [f32; DENSE],
                sparse: [Option<f32>; SPARSE],
            ) -> Self {
                let ([$($dense),+], [$($sparse),*]) = (dense, sparse);
                Self { step, $($dense: Value::of($dense),)+ $($sparse,)* }
            }
        }

        impl super::History {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $dense(&self) -> &super::Series {
                    &self.series.dense[Place::$dense as usize]
                }
            )+
            $(
                $(#[$sparse_doc])*
                #[must_use]
                pub fn $sparse(&self) -> &super::SparseSeries {
                    &self.series.sparse[SparsePlace::$sparse as usize]
                }
            )*
        }
    };
}

series! {
    dense {
        /// What the step's loss function makes of its batch, before its update.
        loss: f32 => Number, Standard;
        /// Norm of the whole gradient, before clipping.
        grad_norm: f32 => Number, Standard;
        /// Learning rate of the step's update.
        learning_rate: f32 => Number, Standard;
        /// Whether the gradient was clipped: the maximum of a bucket shows whether any was, the mean
        /// how many.
        clipped: bool => Flag, OnRequest;
        /// ‖update, decay included‖ / ‖weights before it‖, over all parameters together.
        effective_step: f32 => Number, OnRequest;
    }
    sparse {
        /// Loss over the validation part after the step's update, where there is such a part and a
        /// validation was due.
        validation_loss;
    }
}

impl PartialEq for StepRecord {
    /// To the bit; NaN equals itself.
    fn eq(&self, other: &Self) -> bool {
        let bits = |record: &Self| {
            let sparse = record.sparse().map(|value| value.map(f32::to_bits));
            (record.step, record.dense().map(f32::to_bits), sparse)
        };
        bits(self) == bits(other)
    }
}

impl super::History {
    /// Puts what a plot or table of these steps needs of a series into `buckets`, in place of what was
    /// there; see [`super::Series::visible`] and [`super::SparseSeries::visible`].
    pub fn visible(
        &self,
        series: SeriesId,
        steps: RangeInclusive<u64>,
        points: usize,
        buckets: &mut Vec<Bucket>,
    ) {
        match self.series.dense.get(series.0) {
            Some(dense) => dense.visible(steps, points, buckets),
            None => self.series.sparse[series.0 - DENSE].visible(steps, points, buckets),
        }
    }
}

impl StepRecord {
    /// The value of a series; none where a sparse one has none at this step.
    #[must_use]
    pub fn value(&self, series: SeriesId) -> Option<f32> {
        match self.dense().get(series.0) {
            Some(value) => Some(*value),
            None => self.sparse().get(series.0 - DENSE).copied().flatten(),
        }
    }
}
