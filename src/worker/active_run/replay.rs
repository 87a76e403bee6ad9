//! The way back to an earlier step of a run: the nearest snapshot, and the recipe replayed from there.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::super::step_chunk::{Sequence, StepChunk};
use super::super::timeline::FINEST;
use super::ActiveRun;
use crate::history::StepRecord;
use crate::trainer::{Snapshot, Trainer, TrainerError};

/// Steps whose curves are shown at an earlier step, where they can be had.
pub(super) const CURVES: u64 = 48;
/// Time of replay between two looks at the commands.
pub(super) const PORTION: Duration = Duration::from_millis(8);

/// An earlier step, or the way to it.
pub(super) struct Replay {
    pub(super) trainer: Trainer,
    /// The step wanted.
    pub(super) to: u64,
    /// The step at which the replay began.
    pub(super) from: u64,
    report: Option<StepRecord>,
    curves: StepChunk,
    /// Whether it was told that the step is reached.
    told: bool,
}

/// How far the way back has come.
pub(in crate::worker) enum ReplayProgress {
    /// Nothing is on its way.
    Resting,
    /// At a step between these.
    Replaying {
        /// The step reached.
        at: u64,
        /// The step at which the replay began.
        from: u64,
        /// The step wanted.
        to: u64,
    },
    /// The wanted step has just been reached.
    Arrived(Box<Earlier>),
}

/// An earlier step as it was.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The step; 0 is the untrained network.
    pub step: u64,
    /// What it yielded, unless it is step 0.
    pub report: Option<StepRecord>,
    /// The curves up to it, oldest first.
    pub sequences: VecDeque<Sequence>,
}

impl ActiveRun {
    /// Whether a replay is under way.
    pub(in crate::worker) fn is_replaying(&self) -> bool {
        self.back.as_ref().is_some_and(|back| !back.told)
    }

    /// Sets out for an earlier step; `make` gives the untrained network where no snapshot serves.
    pub(in crate::worker) fn go_back(
        &mut self,
        to: u64,
        make: impl Fn() -> Result<Trainer, TrainerError>,
    ) -> Result<(), TrainerError> {
        // At least one step is replayed, so that the network's last sequence is there to be seen.
        let from = to.saturating_sub(CURVES).min(to.saturating_sub(1));
        let nearest = self.nearest(from, to).map_or(0, |snapshot| snapshot.step);
        let goes_on = self.back.take().filter(|back| {
            let at = back.trainer.steps();
            // Of a way that was broken off, some curves may be missing.
            let complete = at <= from || back.told;
            at <= to && at >= nearest && complete
        });
        self.back = Some(match goes_on {
            Some(back) => Replay { to, from: back.trainer.steps(), told: false, ..back },
            None => {
                let trainer = match self.nearest(from, to) {
                    Some(snapshot) => Trainer::restore(snapshot)?,
                    None => make()?,
                };
                let from = trainer.steps();
                Replay {
                    trainer,
                    to,
                    from,
                    report: None,
                    curves: StepChunk::default(),
                    told: false,
                }
            }
        });
        self.gap.iter_mut().for_each(|gap| gap.wanted |= to <= gap.to());
        Ok(())
    }

    /// The snapshot from which `to` is reached, through all steps from `from` on whose curves are
    /// wanted. Where snapshots are rare, some curves are done without.
    fn nearest(&self, from: u64, to: u64) -> Option<&Snapshot> {
        let latest = to.saturating_sub(1);
        let nearest = self.timeline.nearest(from).filter(|_| !self.timeline.is_scant());
        nearest.or_else(|| self.timeline.nearest(latest))
    }

    /// Replays for a moment; `row` is the batch row whose curves are wanted.
    pub(in crate::worker) fn replay(&mut self, row: usize) -> Result<ReplayProgress, TrainerError> {
        let Some(back) = self.back.as_mut().filter(|back| !back.told) else {
            return Ok(ReplayProgress::Resting);
        };
        let begin = Instant::now();
        while back.trainer.steps() < back.to {
            let report = self.recipe.step(&mut back.trainer)?;
            back.report = Some(report);
            self.gap.iter_mut().for_each(|gap| gap.note(&report));
            if report.step + CURVES > back.to {
                back.curves.push_sequence(&back.trainer, row);
            }
            if self.timeline.wants(report.step) {
                self.timeline.keep(back.trainer.snapshot()?);
            }
            if report.step + FINEST == back.to && self.timeline.is_scant() {
                // The next steps back begin here.
                self.timeline.put_aside(back.trainer.snapshot()?);
            }
            if begin.elapsed() > PORTION {
                break;
            }
        }
        let (at, from, to) = (back.trainer.steps(), back.from, back.to);
        if at < to {
            return Ok(ReplayProgress::Replaying { at, from, to });
        }
        back.told = true;
        let mut sequences = back.curves.sequences.clone();
        sequences.retain(|sequence| sequence.step + CURVES > to);
        let report = back.report.filter(|_| to > 0);
        Ok(ReplayProgress::Arrived(Box::new(Earlier { step: to, report, sequences })))
    }

    /// Shows the end of the run again.
    pub(in crate::worker) fn back_to_live(&mut self) {
        self.back = None;
    }

    /// Makes the earlier step on show the end of the run; what came after it is gone. `best` is the least
    /// loss up to there. Returns what that step yielded.
    pub(in crate::worker) fn fork(&mut self, best: Option<(u64, f32)>) -> Option<StepRecord> {
        let back = self.back.take()?;
        let step = back.trainer.steps();
        self.recipe = self.recipe.until(step);
        self.timeline.truncate(step);
        self.live = back.trainer;
        self.plan = None;
        self.best = best;
        self.gap.iter_mut().for_each(|gap| gap.end_at(step));
        back.report
    }
}
