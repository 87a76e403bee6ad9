//! Runs that another has taken the place of, should they be wanted back: what it takes to go on as they were, without
//! the room in which they trained.

use std::time::Duration;

use super::active_run::ActiveRun;
use super::backfill::Gap;
use super::timeline::Timeline;
use crate::checkpoint::Checkpoint;
use crate::thread::RunId;
use crate::trainer::{Snapshot, TrainerError};

/// Runs that are kept at the most.
const MOST_RUNS: usize = 8;
/// Bytes that the snapshots of one may take: with few of them, looking back takes a little longer.
const SNAPSHOTS: usize = 8 << 20;
/// Bytes that all may take together, but for the newest, which is always kept.
const MOST_BYTES: usize = 256 << 20;

/// A run that waits.
pub(super) struct Parked {
    run: RunId,
    /// Where its end was.
    checkpoint: Checkpoint,
    /// Its snapshots, of which there are some at any rate.
    timeline: Timeline<Snapshot>,
    /// The steps before the checkpoint that it was begun with.
    gap: Option<Gap>,
}

impl Parked {
    /// A run as it is. `elapsed` is the time spent training.
    ///
    /// # Errors
    /// As [`crate::trainer::Trainer::snapshot`].
    pub(super) fn of(
        run: RunId,
        active: ActiveRun,
        elapsed: Duration,
    ) -> Result<Self, TrainerError> {
        let checkpoint = active.checkpoint(None, elapsed)?;
        let (mut timeline, gap) = active.into_past();
        timeline.set_budget(SNAPSHOTS);
        Ok(Self { run, checkpoint, timeline, gap })
    }

    /// A run before another way is gone from one of its earlier steps; its snapshots stay with that.
    ///
    /// # Errors
    /// As [`Parked::of`].
    pub(super) fn copy_of(
        run: RunId,
        active: &ActiveRun,
        elapsed: Duration,
    ) -> Result<Self, TrainerError> {
        let checkpoint = active.checkpoint(None, elapsed)?;
        let mut timeline = Timeline::new(SNAPSHOTS);
        timeline.anchor(checkpoint.snapshot.clone());
        Ok(Self { run, checkpoint, timeline, gap: None })
    }

    /// The run, which goes on where it was, and the time that was spent training it.
    ///
    /// # Errors
    /// As [`Checkpoint::trainer`].
    pub(super) fn take_up(self, budget: usize) -> Result<(ActiveRun, Duration), TrainerError> {
        let elapsed = self.checkpoint.past.elapsed;
        let mut active = ActiveRun::resume(self.checkpoint, budget)?;
        active.have_past(self.timeline, self.gap, budget);
        Ok((active, elapsed))
    }

    fn bytes(&self) -> usize {
        self.checkpoint.snapshot.bytes() + self.timeline.bytes()
    }
}

/// The runs that wait, oldest first.
#[derive(Default)]
pub(super) struct ParkedRuns(Vec<Parked>);

impl ParkedRuns {
    /// Keeps one more; the oldest go that there is no room for.
    pub(super) fn keep(&mut self, parked: Parked) {
        self.0.push(parked);
        let is_too_much = |runs: &[Parked]| {
            runs.len() > MOST_RUNS || runs.iter().map(Parked::bytes).sum::<usize>() > MOST_BYTES
        };
        while self.0.len() > 1 && is_too_much(&self.0) {
            self.0.remove(0);
        }
    }

    /// Takes out the run of this number, if it is still there.
    pub(super) fn take(&mut self, run: RunId) -> Option<Parked> {
        let at = self.0.iter().position(|parked| parked.run == run)?;
        Some(self.0.remove(at))
    }
}
