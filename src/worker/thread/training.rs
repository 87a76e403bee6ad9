//! Training: step after step, until something ends it.

use std::time::Instant;

use super::super::event::{Event, PLAYED, PauseReason};
use super::super::pacing::Metronome;
use super::super::step_chunk::{PlayedChange, StepChunk};
use super::{Actor, Mode};
use crate::config::Settings;
use crate::history::StepRecord;
use crate::thread::RunId;
use crate::trainer::TrainerError;

/// Below it, each by its step, lie the gestures of those changes by which a run goes on without patience: far
/// above the drags of any recipe.
const GOES_ON: u64 = u64::MAX;

impl Actor<'_> {
    pub(super) fn play(&mut self) {
        self.back_to_live();
        if self.active.is_some() && self.mode != Mode::Playing {
            let now = Instant::now();
            self.mode = Mode::Playing;
            self.metronome = Metronome::new(self.pace, now);
            self.queue.speedometer.start(now);
        }
    }

    pub(super) fn pause(&mut self, reason: PauseReason) {
        self.rest();
        self.queue.report(Event::Paused { run: self.run, reason });
    }

    pub(super) fn rest(&mut self) {
        self.mode = Mode::Paused;
        self.hurry_to = 0;
        self.queue.speedometer.stop(Instant::now());
    }

    /// Trains so many steps, the first of them at once; more than that while nothing else is asked.
    pub(super) fn train_steps(&mut self, steps: u64) {
        match &mut self.mode {
            Mode::Stepping(left) => *left = left.saturating_add(steps),
            mode if steps > 0 => {
                *mode = Mode::Stepping(steps);
                self.train();
            }
            Mode::Playing | Mode::Paused => {}
        }
    }

    /// One step, and what follows from it.
    pub(super) fn train(&mut self) {
        self.back_to_live();
        self.make_planned_change();
        self.go_on();
        let in_time = !self.is_hurrying();
        let Some(active) = &mut self.active else {
            self.mode = Mode::Paused;
            return;
        };
        let begin = Instant::now();
        if in_time {
            self.metronome.tick(begin);
        }
        if let Mode::Stepping(_) = self.mode {
            self.queue.speedometer.start(begin);
        }
        match active.step() {
            Ok(report) => {
                self.autosave.touch();
                if let Err(misfit) = self.queue.push(&report, active.live(), self.row) {
                    return self.fail(misfit);
                }
                let wait = self.metronome.period();
                self.queue.speedometer.mark(report.step, Instant::now(), wait);
                let is_out_of_patience = active.is_out_of_patience();
                self.pause_if_reached(&report, is_out_of_patience);
            }
            Err(TrainerError::Diverged(at)) => self.pause(PauseReason::Diverged(at)),
            Err(error) => self.fail(error),
        }
    }

    /// The change that the recipe being played makes before the next step.
    fn make_planned_change(&mut self) {
        let Some(active) = &mut self.active else { return };
        let Some((change, drag)) = active.planned() else { return };
        let (step, gesture) = (active.live().steps() + 1, PLAYED + drag);
        match active.apply(&change) {
            Ok(effects) => {
                self.row = self.row.min(active.live().config().batch - 1);
                self.queue.pending.played.push(PlayedChange { step, change, gesture, effects });
            }
            // The step says so itself.
            Err(TrainerError::Diverged(_)) => {}
            Err(error) => self.fail(error),
        }
    }

    /// Who goes on from where patience has run out does so without it, and finds that in the recipe as if it had
    /// been played.
    fn go_on(&mut self) {
        let Some(active) = &mut self.active else { return };
        let step = active.live().steps() + 1;
        match active.go_on() {
            Ok(Some((change, effects))) => {
                self.autosave.touch();
                let gesture = GOES_ON - step;
                self.queue.pending.played.push(PlayedChange { step, change, gesture, effects });
            }
            // The step says so itself.
            Ok(None) | Err(TrainerError::Diverged(_)) => {}
            Err(error) => self.fail(error),
        }
    }

    fn pause_if_reached(&mut self, report: &StepRecord, is_out_of_patience: bool) {
        // Crossing the goal counts, not lying beyond it: who goes on from there isn't stopped again.
        let fell_to = |goal: f32| report.loss <= goal && self.last_loss > goal;
        let reason = if self.until.step == Some(report.step) {
            Some(PauseReason::ReachedStep(report.step))
        } else if self.until.loss.is_some_and(fell_to) {
            Some(PauseReason::ReachedLoss(report.step))
        } else if is_out_of_patience {
            Some(PauseReason::OutOfPatience(report.step))
        } else if let Mode::Stepping(left) = &mut self.mode {
            *left -= 1;
            (*left == 0).then_some(PauseReason::Asked)
        } else {
            None
        };
        self.last_loss = report.loss;
        if let Some(reason) = reason {
            self.pause(reason);
        }
    }

    /// The user goes a way of their own from here; the recipe being played stays with the run that
    /// has come so far.
    pub(super) fn branch(&mut self, run: RunId) {
        let Some(active) = self.active.as_mut().filter(|active| !active.has_diverged()) else {
            return;
        };
        active.drop_plan();
        self.queue.report(Event::Branched { run: self.run, branch: run });
        self.run = run;
        self.queue.pending = StepChunk::new(run);
        self.autosave.touch();
    }

    /// A change by the user's hand. One that comes too late for a run that has diverged is for the
    /// next run, which the window begins with it.
    pub(super) fn apply_by_hand(&mut self, change: Box<Settings>, gesture: u64) {
        let Some(active) = self.active.as_mut().filter(|active| !active.has_diverged()) else {
            return;
        };
        active.drop_plan();
        let (run, step) = (self.run, active.live().steps() + 1);
        match active.apply(&change) {
            Ok(effects) => {
                self.row = self.row.min(active.live().config().batch - 1);
                self.autosave.touch();
                self.queue.report(Event::Changed { run, step, change, gesture, effects });
            }
            Err(error) => self.queue.report(Event::Refused { run, reason: error.into() }),
        }
    }
}
