//! What the training thread reports, taken in.

use super::{Notice, Session, Status};
use crate::config::Settings;
use crate::data;
use crate::history::HistoryError;
use crate::recipe::table_name;
use crate::text::Texts;
use crate::trainer::ChangeEffects;
use crate::worker::{Event, PauseReason, PlayedChange, StepChunk};

/// A run's steps don't follow each other.
#[derive(Debug, thiserror::Error)]
#[error("{}", (Texts::in_force().failures.steps_apart)(&.0.to_string()))]
struct StepsApart(HistoryError);

impl Session {
    /// Takes in what the training thread reports; events of earlier runs are void.
    pub fn apply(&mut self, event: Event) {
        if event.run() != Some(self.run.id) {
            // A run that waits to be had back misses no step.
            if let Event::Steps(chunk) = event {
                self.undo.take_steps(*chunk);
            }
            return;
        }
        match event {
            Event::Started { config, .. } => {
                self.run.begin(*config);
                self.tell_table();
            }
            Event::Steps(chunk) => self.take_steps(*chunk),
            Event::Changed { step, change, gesture, effects, .. } => {
                self.take_change(step, &change, gesture, effects);
            }
            Event::Branched { branch, .. } => self.take_branch(branch),
            Event::TakenUp { back, .. } => self.take_up(back),
            Event::Gone { .. } => self.tell_gone(),
            Event::Refused { reason, .. } => {
                self.notices.push(Notice::error(move |texts| {
                    (texts.session.nothing_changed)(&reason.to_string())
                }));
                self.controls = self.run.config.clone();
            }
            Event::Rewound { earlier, .. } => self.take_earlier(earlier),
            Event::Unreachable { step, reason, .. } => self.take_unreachable(step, reason),
            Event::Replaying { at, from, to, .. } => self.take_progress(at, from, to),
            Event::Backfill { backfill, .. } => self.run.take_backfill(backfill),
            // What was asked for is known already, and may be outdated: who paused may run again.
            Event::Paused { reason: PauseReason::Asked, .. } => {}
            Event::Paused { reason, .. } => {
                self.status = Status::Paused(reason);
                self.stepping_to = 0;
            }
            Event::StepTrace { run, step: Ok(step) } => self.take_step_trace(run, step),
            Event::StepTrace { step: Err(reason), .. } => {
                self.step_trace = None;
                self.notices.push(Notice::error(move |texts| {
                    (texts.session.nothing_to_look_into)(&reason.to_string())
                }));
            }
            Event::Frozen(specimen) => {
                let share = self.share();
                self.lenses.take_copy(specimen, share, &self.run.recipe, self.run.step());
            }
            Event::Failed { reason, .. } => self.status = Status::Failed(reason),
            // They are the window's to write.
            Event::Checkpoint(_) | Event::Weights(_) => {}
        }
    }

    /// Tells how the table of the run that has begun was read, if nobody has seen that.
    fn tell_table(&mut self) {
        let config = &self.run.config;
        let Some(path) = config.data.file().filter(|_| std::mem::take(&mut self.tells_table))
        else {
            return;
        };
        let samples = data::source(config).samples().cloned();
        if let Some(note) = samples.and_then(|samples| samples.note.clone()) {
            let path = path.to_owned();
            self.notices.push(Notice::info(move |texts| {
                (texts.session.table_read)(&table_name(&texts.own_data, &path), &note.to_string())
            }));
        }
    }

    fn take_steps(&mut self, mut chunk: StepChunk) {
        for PlayedChange { step, change, gesture, effects } in std::mem::take(&mut chunk.played) {
            self.take_change(step, &change, gesture, effects);
            self.show_played(&change);
        }
        if let Err(misfit) = self.run.take(chunk) {
            // What is on the screen isn't the run's any more.
            self.status = Status::Failed(StepsApart(misfit).into());
        }
    }

    /// The controls follow a recipe being played, but for what the user has a hand on.
    fn show_played(&mut self, change: &Settings) {
        self.controls = self.controls.with(change);
        if let Some(branching) = &self.branching {
            self.controls = self.controls.with(&branching.touched);
        }
    }

    fn take_change(&mut self, step: u64, change: &Settings, gesture: u64, effects: ChangeEffects) {
        self.run.record(step, change, gesture);
        if effects.state_zeroed {
            self.notices.push(Notice::info(|texts| texts.session.state_zeroed.to_owned()));
        }
    }
}
