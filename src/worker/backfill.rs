//! What the steps before a checkpoint yielded: found out by replaying them, once somebody looks back.

use std::time::{Duration, Instant};

use crate::history::{History, StepRecord};
use crate::recipe::Recipe;
use crate::trainer::{Snapshot, Trainer, TrainerError};

use super::timeline::Timeline;

/// What is known of the steps before a checkpoint.
#[derive(Clone, Debug)]
pub enum Backfill {
    /// They are being replayed.
    UnderWay {
        /// The step reached.
        at: u64,
        /// The checkpoint's.
        to: u64,
    },
    /// All of them.
    Complete(Box<History>),
}

/// The steps before a checkpoint, as far as any replay has come.
pub(super) struct Gap {
    history: History,
    /// The checkpoint's step.
    to: u64,
    /// Whether somebody has looked back that far.
    pub(super) wanted: bool,
    /// Goes on where replays to single steps have left off.
    trainer: Option<Trainer>,
}

impl Gap {
    /// Nothing is known of the steps up to this one.
    pub(super) fn until(to: u64) -> Self {
        Self { history: History::default(), to, wanted: false, trainer: None }
    }

    /// The checkpoint's step, the last one of the gap.
    pub(super) fn to(&self) -> u64 {
        self.to
    }

    /// The step up to which everything is known.
    fn at(&self) -> u64 {
        self.history.last_step().unwrap_or(0)
    }

    /// Takes down a replayed step, unless it is known already. Replays begin where others have been,
    /// so that the steps come in order.
    pub(super) fn note(&mut self, report: &StepRecord) {
        if report.step == self.at() + 1 && report.step <= self.to {
            // It is the next one, which always fits.
            let _ = self.history.push(*report);
        }
    }

    /// The run ends at `step` from now on, to which a replay has just led.
    pub(super) fn end_at(&mut self, step: u64) {
        self.history.truncate(step);
        self.to = self.to.min(step);
        self.trainer = None;
    }

    /// Replays for so long; `make` gives the untrained network.
    pub(super) fn replay(
        &mut self,
        recipe: &Recipe,
        timeline: &mut Timeline<Snapshot>,
        portion: Duration,
        make: impl Fn() -> Result<Trainer, TrainerError>,
    ) -> Result<Backfill, TrainerError> {
        let begin = Instant::now();
        let nearest = timeline.nearest(self.at());
        let overtaken = nearest.map_or(0, |snapshot| snapshot.step);
        let mut trainer = match (self.trainer.take(), nearest) {
            (Some(trainer), _) if trainer.steps() >= overtaken => trainer,
            (_, Some(snapshot)) => Trainer::restore(snapshot)?,
            (_, None) => make()?,
        };
        while self.at() < self.to {
            let report = recipe.step(&mut trainer)?;
            self.note(&report);
            if timeline.wants(report.step) {
                timeline.keep(trainer.snapshot()?);
            }
            if self.at() < self.to && begin.elapsed() > portion {
                self.trainer = Some(trainer);
                return Ok(Backfill::UnderWay { at: self.at(), to: self.to });
            }
        }
        Ok(Backfill::Complete(Box::new(std::mem::take(&mut self.history))))
    }
}

#[cfg(test)]
mod tests;
