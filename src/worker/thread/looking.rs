//! Looking back at a run, and into its network.

use std::time::Instant;

use super::super::active_run::{ActiveRun, ReplayProgress};
use super::super::backfill::Backfill;
use super::super::event::Event;
use super::super::parked::Parked;
use super::super::specimen::{ShownWeights, Specimen};
use super::super::step_chunk::StepChunk;
use super::{Actor, TrainingPanic};
use crate::lens::step_trace::StepTrace;
use crate::text::{Reason, Texts};
use crate::thread::{RunId, caught};
use crate::trainer::TrainerError;

/// The step to fork from isn't there.
#[derive(Debug, thiserror::Error)]
#[error("{}", Texts::in_force().failures.no_fork)]
struct NoFork;

impl Actor<'_> {
    /// Goes back to a step of the run, or forth to one that has been.
    pub(super) fn rewind(&mut self, step: u64) {
        let Some(active) = &mut self.active else { return };
        let step = step.min(active.live().steps());
        let (make, config) = (&self.make, active.first_config().clone());
        let set_out = active.go_back(step, || make(&config));
        self.rest();
        if let Err(error) = set_out {
            self.stay(step, error);
        }
    }

    /// A step can't be shown again, for instance because the file of initial weights is gone. That
    /// takes nothing from the run.
    fn stay(&mut self, step: u64, error: TrainerError) {
        self.back_to_live();
        let (run, reason) = (self.run, error.into());
        self.queue.report(Event::Unreachable { run, step, reason });
    }

    /// Back to live, with the curves of the row that is wanted by now.
    pub(super) fn show_live(&mut self) {
        self.back_to_live();
        self.show_row(self.row);
    }

    pub(super) fn back_to_live(&mut self) {
        if let Some(active) = &mut self.active {
            active.back_to_live();
        }
    }

    /// The earlier step on show becomes the end of a run of its own.
    pub(super) fn fork(&mut self, run: RunId, best: Option<(u64, f32)>) {
        // Who forks has seen the step; should it not be there yet, the way is gone to its end.
        while self.is_replaying() {
            self.replay();
        }
        let Some(active) = &mut self.active else { return };
        if active.step_on_show().is_none() {
            // The window has left the other run already.
            self.run = run;
            return self.fail(NoFork);
        }
        // The run as it was can be had back.
        let elapsed = self.queue.speedometer.elapsed(Instant::now());
        if let Ok(parked) = Parked::copy_of(self.run, active, elapsed) {
            self.parked.keep(parked);
        }
        self.autosave.touch();
        self.last_loss = active.fork(best).map_or(f32::INFINITY, |report| report.loss);
        self.run = run;
        self.queue.pending = StepChunk::new(run);
        if self.active.as_ref().is_some_and(ActiveRun::has_gap) {
            self.close_gap();
        }
    }

    pub(super) fn replay(&mut self) {
        let (run, row) = (self.run, self.row);
        let Some(active) = &mut self.active else { return };
        match active.replay(row) {
            Ok(ReplayProgress::Resting) => {}
            Ok(ReplayProgress::Replaying { at, from, to }) => {
                self.queue.mention(Event::Replaying { run, at, from, to });
            }
            Ok(ReplayProgress::Arrived(earlier)) => {
                self.queue.report(Event::Rewound { run, earlier });
            }
            Err(error) => {
                let step = active.step_on_show().unwrap_or_default();
                self.stay(step, error);
            }
        }
    }

    /// Replays for a moment what came before a checkpoint.
    pub(super) fn close_gap(&mut self) {
        let run = self.run;
        let Some(active) = &mut self.active else { return };
        let (make, config) = (&self.make, active.first_config().clone());
        match active.close_gap(|| make(&config)) {
            Some(backfill @ Backfill::Complete(_)) => {
                self.queue.report(Event::Backfill { run, backfill })
            }
            Some(backfill) => self.queue.mention(Event::Backfill { run, backfill }),
            None => {}
        }
    }

    pub(super) fn show_row(&mut self, row: usize) {
        self.row = row;
        let Some(active) = &mut self.active else { return };
        if let Some(step) = active.step_on_show() {
            active.back_to_live();
            self.rewind(step);
        } else if active.shown().steps() > 0 {
            self.queue.pending.sequences.clear();
            self.queue.pending.push_sequence(active.live(), row);
        }
    }

    /// Takes the next step apart, on a copy.
    pub(super) fn look_ahead(&mut self) {
        let Some(active) = &self.active else { return };
        let (run, row) = (self.run, self.row);
        // On a copy: what goes wrong there doesn't concern the run.
        let step = caught(|| StepTrace::ahead(active.shown(), row));
        let step = step.map_err(|panic| TrainingPanic(panic).into());
        let step = step.and_then(|step| step.map(Box::new).map_err(Reason::from));
        self.queue.report(Event::StepTrace { run, step });
    }

    /// Copies the network on show.
    pub(super) fn freeze(&mut self) {
        let Some(active) = &self.active else { return };
        // A network whose numbers can't be read can't train either, which is told then.
        if let Ok(specimen) = Specimen::take(self.run, active.shown(), self.row) {
            self.queue.report(Event::Frozen(Box::new(specimen)));
        }
    }

    /// Copies what the network on show has learned.
    pub(super) fn hand_over_weights(&mut self, request: u64) {
        // Who asks has seen the step; should it not be there yet, the way is gone to its end.
        while self.is_replaying() {
            self.replay();
        }
        let Some(active) = &self.active else { return };
        match ShownWeights::take(request, self.run, active.shown()) {
            Ok(shown) => self.queue.report(Event::Weights(Box::new(shown))),
            Err(error) => self.fail(error),
        }
    }
}
