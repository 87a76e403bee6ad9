//! Looking back: which step is on show, the way there, and the way on from it.

use std::collections::VecDeque;

use super::{Action, Notice, Session, Status, sentence};
use crate::config::Config;
use crate::history::StepRecord;
use crate::text::Reason;
use crate::worker::{Command, Earlier, PauseReason, Sequence};

/// Where in the run the window looks while it isn't at its end.
#[derive(Debug)]
pub struct Playhead {
    /// The step wanted.
    pub step: u64,
    /// The step on show, once one is; the one wanted unless it is still on its way.
    pub shown: Option<Box<Earlier>>,
    /// How far a long way has come, from 0 to 1.
    pub progress: Option<f32>,
    /// Whether the ways on from here are being offered.
    pub asks: bool,
}

impl Playhead {
    fn at(step: u64) -> Self {
        Self { step, shown: None, progress: None, asks: false }
    }

    /// Whether the step wanted is on show.
    pub fn is_there(&self) -> bool {
        self.shown.as_ref().is_some_and(|earlier| earlier.step == self.step)
    }
}

impl Session {
    /// The step that the playhead is at: that of the end of the run unless it was moved.
    pub fn step(&self) -> u64 {
        self.playhead.as_ref().map_or_else(|| self.run.step(), |playhead| playhead.step)
    }

    /// The earlier step on show.
    pub fn earlier(&self) -> Option<&Earlier> {
        self.playhead.as_ref()?.shown.as_deref()
    }

    /// The sequences on show, oldest first; not all are neighbours.
    pub fn sequences(&self) -> &VecDeque<Sequence> {
        self.earlier().map_or(&self.run.sequences, |earlier| &earlier.sequences)
    }

    /// The step whose network, curves and numbers are on show.
    pub fn step_on_show(&self) -> u64 {
        self.earlier().map_or_else(|| self.run.step(), |earlier| earlier.step)
    }

    /// What the step that the playhead is at yielded; nothing before the first. While it is still on its
    /// way, what the run's history has of it.
    pub fn record(&self) -> Option<StepRecord> {
        match self.earlier() {
            Some(earlier) if earlier.step == self.step() => earlier.report,
            _ => self.run.history.at(self.step()),
        }
    }

    /// The configuration in force at the step on show.
    pub fn config(&self) -> Config {
        match self.earlier() {
            Some(earlier) => self.run.recipe.config_at(earlier.step),
            None => self.run.config.clone(),
        }
    }

    /// What the step on show was trained with, and how many changes the run had felt by then.
    pub fn trained(&self) -> (Config, usize) {
        let config = match self.earlier() {
            Some(earlier) => self.run.recipe.config_at(earlier.step.max(1)),
            None => self.run.trained.clone(),
        };
        (config, self.run.changes_felt(self.step_on_show()))
    }

    /// The step on show in one short line.
    pub fn sentence(&self) -> String {
        let (config, changes) = self.trained();
        sentence(self.texts, &config, changes)
    }

    /// Whether the playhead is at the end of the run.
    pub fn is_live(&self) -> bool {
        self.playhead.is_none()
    }

    /// Looks at `step` of the run; its end is the way back to live.
    pub(super) fn rewind(&mut self, step: u64) -> Vec<Command> {
        if step >= self.run.step() || matches!(self.status, Status::Failed(_)) {
            return self.back_to_live();
        }
        if self.playhead.as_ref().is_some_and(|playhead| playhead.step == step && !playhead.asks) {
            return Vec::new();
        }
        let mut commands = self.pause_for_a_look();
        let playhead = self.playhead.get_or_insert_with(|| Playhead::at(step));
        playhead.step = step;
        playhead.asks = false;
        self.stepping_to = 0;
        // What is moved from now on is moved there.
        self.controls = self.run.recipe.config_at(step);
        self.restart_asked = None;
        commands.push(Command::Rewind(step));
        commands
    }

    /// The step with the least validation loss of the run, unless the playhead is there already.
    pub fn better_step(&self) -> Option<u64> {
        self.run.best_validation().map(|(step, _)| step).filter(|best| *best != self.step())
    }

    /// Looks at the step with the least validation loss; says so where none was validated.
    pub(super) fn look_at_best(&mut self) -> Vec<Command> {
        let Some((best, _)) = self.run.best_validation() else {
            self.notices.push(Notice::info(|texts| texts.session.no_best_step.to_owned()));
            return Vec::new();
        };
        if best == self.step() { Vec::new() } else { self.rewind(best) }
    }

    /// Looks so many steps further back.
    pub(super) fn back(&mut self, steps: u64) -> Vec<Command> {
        self.rewind_from_here(self.step().saturating_sub(steps))
    }

    /// Looks so many steps further on; at the end of the run it trains them.
    pub(super) fn forth(&mut self, steps: u64) -> Vec<Command> {
        if self.is_live() {
            return self.train_steps(steps);
        }
        self.rewind_from_here(self.step().saturating_add(steps))
    }

    fn rewind_from_here(&mut self, step: u64) -> Vec<Command> {
        if self.run.step() == 0 { Vec::new() } else { self.rewind(step) }
    }

    /// Shows the end of the run again.
    pub(super) fn back_to_live(&mut self) -> Vec<Command> {
        if self.playhead.take().is_none() {
            return Vec::new();
        }
        self.controls = self.run.config.clone();
        vec![Command::BackToLive]
    }

    /// Space, while an earlier step is on show: offers the ways on, and takes the first if they are
    /// on offer already.
    pub(super) fn offer_ways_on(&mut self) -> Vec<Command> {
        let offered = self.playhead.as_ref().is_some_and(|playhead| playhead.asks);
        if offered {
            return self.act(Action::ContinueFromEnd);
        }
        if let Some(playhead) = &mut self.playhead {
            playhead.asks = true;
        }
        Vec::new()
    }

    /// Takes back the offer of the ways on.
    pub(super) fn stay_here(&mut self) {
        if let Some(playhead) = &mut self.playhead {
            playhead.asks = false;
        }
    }

    /// Goes on training at the end of the run.
    pub(super) fn continue_from_end(&mut self) -> Vec<Command> {
        let mut commands = self.back_to_live();
        if !self.is_running() {
            commands.extend(self.toggle());
        }
        commands
    }

    /// Goes on from the step on show, as a run of its own.
    pub(super) fn fork(&mut self, playing: bool) -> Vec<Command> {
        let Some(playhead) = self.playhead.take_if(|playhead| playhead.is_there()) else {
            if self.playhead.is_some() {
                self.notices.push(Notice::info(|texts| texts.session.on_the_way.to_owned()));
            }
            return Vec::new();
        };
        let step = playhead.step;
        let sequences = playhead.shown.map(|earlier| earlier.sequences).unwrap_or_default();
        let parent = self.runs.live.clone();
        let id = self.next_run();
        // Before the run is replaced, whose lenses' past would be forgotten.
        self.lenses.trends.fork(self.run.id, id, step);
        let fork = self.run.forked(id, step, sequences);
        self.replace_run(fork);
        self.controls = self.run.config.clone();
        self.status = Status::Paused(PauseReason::Asked);
        let fork = self.runs.live.clone();
        self.notices.push(Notice::info(move |texts| {
            (texts.session.forked)(&fork.called(texts), step, &parent.called(texts))
        }));
        let mut commands = vec![Command::Fork { run: self.run.id, best: self.run.best_loss() }];
        if playing {
            commands.extend(self.toggle());
        }
        commands
    }

    /// Forks where a control is moved at an earlier step; false where that can't be done yet.
    pub(super) fn fork_for_a_change(&mut self, commands: &mut Vec<Command>) -> bool {
        if self.is_live() {
            return true;
        }
        commands.extend(self.fork(false));
        self.is_live()
    }

    /// Takes in an earlier step.
    pub(super) fn take_earlier(&mut self, earlier: Box<Earlier>) {
        let Some(playhead) = &mut self.playhead else { return };
        playhead.progress = None;
        playhead.shown = Some(earlier);
    }

    /// An earlier step can't be shown: the end of the run is, as before.
    pub(super) fn take_unreachable(&mut self, step: u64, reason: Reason) {
        self.notices
            .push(Notice::error(move |texts| (texts.session.unreachable)(&reason.to_string())));
        // Another step may be on its way by now.
        if self.playhead.take_if(|playhead| playhead.step == step).is_some() {
            self.controls = self.run.config.clone();
        }
    }

    /// Takes in how far the way has come.
    pub(super) fn take_progress(&mut self, at: u64, from: u64, to: u64) {
        if let Some(playhead) = &mut self.playhead {
            let part = at.saturating_sub(from) as f32 / to.saturating_sub(from).max(1) as f32;
            playhead.progress = Some(part);
        }
    }

    fn pause_for_a_look(&mut self) -> Vec<Command> {
        if !self.is_running() {
            return Vec::new();
        }
        self.status = Status::Paused(PauseReason::Asked);
        vec![Command::Pause]
    }
}
