//! Training: step after step, until something ends it.

use std::time::Instant;

use super::super::course::Course;
use super::super::event::{Event, PLAYED, PauseReason};
use super::super::failure::{Failure, caught};
use super::super::pacing::Metronome;
use super::{Actor, Mode};
use crate::config::Settings;
use crate::trainer::{StepReport, TrainerError};

impl Actor {
    pub(super) fn play(&mut self) {
        self.back_to_live();
        if self.course.is_some() && self.mode != Mode::Playing {
            let now = Instant::now();
            self.mode = Mode::Playing;
            self.metronome = Metronome::new(self.pace, now);
            self.window.speedometer.start(now);
        }
    }

    pub(super) fn pause(&mut self, reason: PauseReason) {
        self.rest();
        if let Some(course) = &self.course {
            self.window.push_newest(course.live(), self.row);
        }
        self.window.report(Event::Paused { run: self.run, reason });
    }

    pub(super) fn rest(&mut self) {
        self.mode = Mode::Paused;
        self.window.speedometer.stop(Instant::now());
    }

    /// One step, and what follows from it: `stepping` ends in a pause.
    pub(super) fn train(&mut self, stepping: bool) {
        self.back_to_live();
        self.make_planned_change();
        let Some(course) = &mut self.course else {
            self.mode = Mode::Paused;
            return;
        };
        let begin = Instant::now();
        self.metronome.tick(begin);
        if stepping {
            self.window.speedometer.start(begin);
        }
        match caught(|| course.step()) {
            Ok(report) => {
                self.keeping.touch();
                self.window.push(&report, course.live(), self.row);
                self.window.speedometer.mark(report.step, Instant::now());
                self.pause_if_reached(&report, stepping);
            }
            Err(Failure::Trainer(TrainerError::Diverged(at))) => {
                self.pause(PauseReason::Diverged(at));
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// The change that the recipe being played makes before the next step.
    fn make_planned_change(&mut self) {
        if let Some((change, drag)) = self.course.as_ref().and_then(Course::planned) {
            self.apply(Box::new(change), PLAYED + drag);
        }
    }

    fn pause_if_reached(&mut self, report: &StepReport, stepping: bool) {
        // Crossing the goal counts, not lying beyond it: who goes on from there isn't stopped again.
        let fell_to = |goal: f32| report.loss <= goal && self.last_loss > goal;
        let reason = if self.until.step == Some(report.step) {
            Some(PauseReason::ReachedStep(report.step))
        } else if self.until.loss.is_some_and(fell_to) {
            Some(PauseReason::ReachedLoss(report.step))
        } else {
            stepping.then_some(PauseReason::Asked)
        };
        self.last_loss = report.loss;
        if let Some(reason) = reason {
            self.pause(reason);
        }
    }

    /// A change by the user's hand, who goes a way of their own from here.
    pub(super) fn apply_by_hand(&mut self, change: Box<Settings>, gesture: u64) {
        if let Some(course) = &mut self.course {
            course.drop_plan();
        }
        self.apply(change, gesture);
    }

    fn apply(&mut self, change: Box<Settings>, gesture: u64) {
        let Some(course) = &mut self.course else { return };
        let (run, step) = (self.run, course.live().steps() + 1);
        match course.apply(&change) {
            Ok(effects) => {
                self.row = self.row.min(course.live().config().batch - 1);
                self.keeping.touch();
                self.window.report(Event::Changed { run, step, change, gesture, effects });
            }
            Err(error) => self.window.report(Event::Refused { run, reason: error.to_string() }),
        }
    }
}
