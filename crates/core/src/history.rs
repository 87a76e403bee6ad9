//! What a run has shown so far: bounded series of every step, that plots borrow.
//!
//! A run may last ten million steps or a billion: a [`Series`] keeps its first and newest values
//! exactly and the rest as minimum, maximum, mean and last of ever wider buckets, so that a spike
//! of one step stays a spike at every zoom while memory stays within bounds. The trainer's thread
//! gathers steps in a [`History`] of its own and hands it over when somebody is ready to look; the
//! sum of the parts is the same as if every step had been pushed. Pure data: of the house this module
//! knows only `wording`.
//!
//! To add a series: its entry in `history/list.rs`, what it is called in `wording/history.rs`, and whoever fills the
//! field of [`StepRecord`] that follows from it. The history, the plot of the loss and `metrics.csv` then have it.

mod average;
mod budget;
mod level;
mod list;
mod restored;
mod series;
mod set;
mod smoothed;
mod sparse;
mod stats;
#[cfg(test)]
mod tests;
mod thin;
mod truncate;
mod view;

pub use budget::{FINISHED_BYTES, LIVE_BYTES, SESSION_BYTES, finished_share};
pub use list::{Column, Density, Format, SeriesId, SeriesInfo, StepRecord};
pub use series::{COARSE_TAIL, EXACT_TAIL, HEAD, Series};
pub use smoothed::Smoothed;
pub use sparse::SparseSeries;
pub use stats::Bucket;

use crate::wording::Wording;
use list::{DENSE, SPARSE};
use set::SeriesSet;

/// What doesn't fit in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// Steps are missing or come twice.
    #[error("{}", (Wording::in_force().history.not_consecutive)(*found, *expected))]
    NotConsecutive {
        /// The step the history needs next.
        expected: u64,
        /// The step it was given.
        found: u64,
    },
}

/// The series of one run.
#[derive(Clone, Debug, Default)]
pub struct History {
    series: SeriesSet<DENSE, SPARSE>,
}

impl History {
    /// Adds one step.
    ///
    /// # Errors
    /// [`HistoryError::NotConsecutive`] unless it is the one after [`History::last_step`]; an empty
    /// history starts at any step.
    #[inline]
    pub fn push(&mut self, record: StepRecord) -> Result<(), HistoryError> {
        self.series.push(record.step, record.dense(), record.sparse())
    }

    /// Adds a later segment of the same run, as if each of its steps had been pushed.
    ///
    /// # Errors
    /// [`HistoryError::NotConsecutive`] as for [`Series::append`]; then nothing has changed.
    pub fn append(&mut self, newer: &Self) -> Result<(), HistoryError> {
        self.series.append(&newer.series)
    }

    /// The least finite loss and the step where it came first.
    #[must_use]
    pub fn best_loss(&self) -> Option<(u64, f32)> {
        self.loss().min()
    }

    /// A step as it was pushed, while it is kept exactly.
    #[must_use]
    pub fn at(&self, step: u64) -> Option<StepRecord> {
        let (dense, sparse) = self.series.at(step)?;
        Some(StepRecord::of(step, dense, sparse))
    }

    /// First step, if there is one.
    #[must_use]
    pub fn first_step(&self) -> Option<u64> {
        self.series.counted().first_step()
    }

    /// Newest step, if there is one.
    #[must_use]
    pub fn last_step(&self) -> Option<u64> {
        self.series.counted().last_step()
    }

    /// Number of steps.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.series.counted().len()
    }

    /// Whether there is no step yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.series.counted().is_empty()
    }

    /// Memory all series take, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.series.bytes()
    }

    /// Drops detail until all series take at most `max_bytes`: what a finished run keeps. See
    /// [`Series::thin`].
    pub fn thin(&mut self, max_bytes: usize) {
        self.series.thin(max_bytes);
    }

    /// Forgets the steps after `last`: what a run that is rewound to step `last` keeps. See
    /// [`Series::truncate`].
    pub fn truncate(&mut self, last: u64) {
        self.series.truncate(last);
    }
}
