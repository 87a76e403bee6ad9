//! What a run has shown so far: bounded series of every step, that plots borrow.
//!
//! A run may last ten million steps or a billion: a [`Series`] keeps its first and newest values
//! exactly and the rest as minimum, maximum, mean and last of ever wider buckets, so that a spike
//! of one step stays a spike at every zoom while memory stays within bounds. The trainer's thread
//! gathers steps in a [`History`] of its own and hands it over when somebody is ready to look; the
//! sum of the parts is the same as if every step had been pushed. Pure data: this module knows no
//! other room of the house.

mod average;
mod budget;
mod level;
mod series;
mod smoothed;
mod stats;
#[cfg(test)]
mod tests;
mod thin;
mod truncate;
mod view;

pub use budget::{FINISHED_BYTES, LIVE_BYTES, SESSION_BYTES, finished_share};
pub use series::{COARSE_TAIL, EXACT_TAIL, HEAD, Series};
pub use smoothed::Smoothed;
pub use stats::Bucket;

/// What doesn't fit in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// Steps are missing or come twice.
    #[error("step {found} can't be added: the history goes on with step {expected}")]
    NotConsecutive {
        /// The step the history needs next.
        expected: u64,
        /// The step it was given.
        found: u64,
    },
}

/// What one training step leaves in the history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepRecord {
    /// Number of the step; the first of a run is 1.
    pub step: u64,
    /// Loss over the step's window.
    pub loss: f32,
    /// Norm of the whole gradient before clipping.
    pub grad_norm: f32,
    /// Learning rate the step was made with.
    pub learning_rate: f32,
    /// Whether the gradient was clipped.
    pub clipped: bool,
}

/// The series of one run, all with the same steps.
#[derive(Clone, Debug, Default)]
pub struct History {
    loss: Series,
    grad_norm: Series,
    learning_rate: Series,
    /// 1 where the gradient was clipped, 0 elsewhere.
    clipped: Series,
}

impl History {
    /// Adds one step.
    ///
    /// # Errors
    /// [`HistoryError::NotConsecutive`] unless it is the one after [`History::last_step`]; an empty
    /// history starts at any step.
    pub fn push(&mut self, record: StepRecord) -> Result<(), HistoryError> {
        let (expected, found) = (self.loss.next_step(), record.step);
        if found != expected {
            if !self.is_empty() {
                return Err(HistoryError::NotConsecutive { expected, found });
            }
            self.start_at(found);
        }
        self.loss.push(record.loss);
        self.grad_norm.push(record.grad_norm);
        self.learning_rate.push(record.learning_rate);
        self.clipped.push(f32::from(u8::from(record.clipped)));
        Ok(())
    }

    /// Adds a later segment of the same run, as if each of its steps had been pushed.
    ///
    /// # Errors
    /// [`HistoryError::NotConsecutive`] as for [`Series::append`]; then nothing has changed.
    pub fn append(&mut self, newer: &Self) -> Result<(), HistoryError> {
        // All series have the same steps: if the first fits, so do the others.
        self.loss.append(&newer.loss)?;
        self.grad_norm.append(&newer.grad_norm)?;
        self.learning_rate.append(&newer.learning_rate)?;
        self.clipped.append(&newer.clipped)
    }

    /// Loss of each step.
    #[must_use]
    pub fn loss(&self) -> &Series {
        &self.loss
    }

    /// Gradient norm of each step, before clipping.
    #[must_use]
    pub fn grad_norm(&self) -> &Series {
        &self.grad_norm
    }

    /// Learning rate of each step.
    #[must_use]
    pub fn learning_rate(&self) -> &Series {
        &self.learning_rate
    }

    /// 1 for each step whose gradient was clipped, 0 for the others: the maximum of a bucket shows
    /// whether any was, the mean how many.
    #[must_use]
    pub fn clipped(&self) -> &Series {
        &self.clipped
    }

    /// The least finite loss and the step where it came first.
    #[must_use]
    pub fn best_loss(&self) -> Option<(u64, f32)> {
        self.loss.min()
    }

    /// A step as it was pushed, while it is kept exactly.
    #[must_use]
    pub fn at(&self, step: u64) -> Option<StepRecord> {
        Some(StepRecord {
            step,
            loss: self.loss.exact_at(step)?,
            grad_norm: self.grad_norm.exact_at(step)?,
            learning_rate: self.learning_rate.exact_at(step)?,
            clipped: self.clipped.exact_at(step)? > 0.0,
        })
    }

    /// First step, if there is one.
    #[must_use]
    pub fn first_step(&self) -> Option<u64> {
        self.loss.first_step()
    }

    /// Newest step, if there is one.
    #[must_use]
    pub fn last_step(&self) -> Option<u64> {
        self.loss.last_step()
    }

    /// Number of steps.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.loss.len()
    }

    /// Whether there is no step yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.loss.is_empty()
    }

    /// Memory all series take, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.all().iter().map(|series| series.bytes()).sum()
    }

    /// Drops detail until all series take at most `max_bytes`: what a finished run keeps. See
    /// [`Series::thin`].
    pub fn thin(&mut self, max_bytes: usize) {
        let series = self.all_mut();
        let each = max_bytes / series.len();
        series.into_iter().for_each(|series| series.thin(each));
    }

    /// Forgets the steps after `last`: what a run that is rewound to step `last` keeps. See
    /// [`Series::truncate`].
    pub fn truncate(&mut self, last: u64) {
        self.all_mut().into_iter().for_each(|series| series.truncate(last));
    }

    fn start_at(&mut self, step: u64) {
        self.all_mut().into_iter().for_each(|series| *series = Series::starting_at(step));
    }

    fn all(&self) -> [&Series; 4] {
        [&self.loss, &self.grad_norm, &self.learning_rate, &self.clipped]
    }

    fn all_mut(&mut self) -> [&mut Series; 4] {
        [&mut self.loss, &mut self.grad_norm, &mut self.learning_rate, &mut self.clipped]
    }
}
