//! Runs and their beginnings: anew, from a recipe, from a checkpoint; running and waiting.

use super::{Run, Session, Status};
use crate::checkpoint::Checkpoint;
use crate::config::Config;
use crate::recipe::Recipe;
use crate::worker::{Command, PauseReason, RunId, Until};

impl Session {
    pub(super) fn toggle(&mut self) -> Vec<Command> {
        if !self.is_live() {
            self.offer_ways_on()
        } else if self.has_ended() {
            self.restart()
        } else if self.is_running() {
            self.status = Status::Paused(PauseReason::Asked);
            vec![Command::Pause]
        } else {
            self.status = Status::Running;
            vec![Command::Play]
        }
    }

    pub(super) fn train_step(&mut self) -> Vec<Command> {
        let ended = self.has_ended();
        self.status = Status::Paused(PauseReason::Asked);
        let mut commands = if ended { self.restart() } else { vec![Command::Pause] };
        commands.push(Command::Step);
        commands
    }

    /// Whether only a new run can go on.
    fn has_ended(&self) -> bool {
        matches!(self.status, Status::Paused(PauseReason::Diverged(_)) | Status::Failed(_))
    }

    /// Begins anew with what the controls show.
    pub(super) fn restart(&mut self) -> Vec<Command> {
        let asked = self.status == Status::Paused(PauseReason::Asked);
        self.begin(Recipe::from(self.controls.clone()), !asked)
    }

    pub(super) fn begin_with(&mut self, config: Config) -> Vec<Command> {
        self.controls = config;
        self.restart()
    }

    pub(super) fn begin_with_next_seed(&mut self) -> Vec<Command> {
        self.controls.seed = self.controls.seed.wrapping_add(1);
        self.restart()
    }

    /// Plays a recipe as far as it goes.
    pub(super) fn open(&mut self, recipe: Recipe) -> Vec<Command> {
        self.controls = recipe.config.clone();
        let mut commands = self.set_until(Until { step: Some(recipe.steps()), ..self.until });
        commands.extend(self.begin(recipe, true));
        commands
    }

    /// Goes on with a run where a checkpoint has it.
    pub(super) fn resume(&mut self, checkpoint: Box<Checkpoint>) -> Vec<Command> {
        let resumed = Run::resumed(self.next_run(), &checkpoint);
        self.replace_run(resumed);
        self.controls = self.run.config.clone();
        self.status = Status::Running;
        vec![Command::Resume { run: self.run.id, checkpoint, playing: true }]
    }

    pub(super) fn resume_last(&mut self) -> Vec<Command> {
        match self.last_session.take() {
            Some(checkpoint) => self.resume(checkpoint),
            None => Vec::new(),
        }
    }

    /// Begins a new run.
    fn begin(&mut self, recipe: Recipe, playing: bool) -> Vec<Command> {
        let new = Run::new(self.next_run(), recipe.config.clone());
        self.replace_run(new);
        self.start(recipe, playing)
    }

    /// The number of a run that is about to begin.
    pub(super) fn next_run(&mut self) -> RunId {
        self.newest_run += 1;
        self.newest_run
    }

    /// Another run is the live one from now on; the old one joins those that are over.
    pub(super) fn replace_run(&mut self, mut next: Run) {
        self.restart_asked = None;
        self.playhead = None;
        next.row = self.run.row.min(next.config.batch - 1);
        let (id, shape) = (next.id, |config: &Config| (config.cell, config.hidden, config.layers));
        let alike = shape(&self.run.config) == shape(&next.config);
        let over = std::mem::replace(&mut self.run, next);
        self.runs.keep(over, id);
        self.lenses.turn_to(id, alike);
    }

    /// What tells the training thread to begin the live run.
    pub(super) fn start(&mut self, recipe: Recipe, playing: bool) -> Vec<Command> {
        self.status = if playing { Status::Running } else { Status::Paused(PauseReason::Asked) };
        vec![Command::Start { run: self.run.id, recipe: Box::new(recipe), playing }]
    }
}
