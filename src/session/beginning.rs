//! Runs and their beginnings: anew, from a recipe, from a checkpoint; running and waiting.

use std::path::Path;

use super::{Run, Session, Status};
use crate::checkpoint::Checkpoint;
use crate::config::Config;
use crate::data;
use crate::recipe::Recipe;
use crate::thread::RunId;
use crate::worker::{Command, PauseReason};

/// Steps asked for one by one that may be under way when another is asked for.
const MOST_UNDER_WAY: u64 = 10;

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
            self.stepping_to = 0;
            vec![Command::Play]
        }
    }

    /// Trains so many steps at the end of the run. A key that is held asks for more than a large
    /// network can train; what is too much is left out, so that training ends with the key.
    pub(super) fn train_steps(&mut self, steps: u64) -> Vec<Command> {
        if self.stepping_to > self.run.step() + MOST_UNDER_WAY {
            return Vec::new();
        }
        let (ended, running) = (self.has_ended(), self.is_running());
        self.status = Status::Paused(PauseReason::Asked);
        let mut commands = if ended { self.restart() } else { Vec::new() };
        commands.extend(running.then_some(Command::Pause));
        self.stepping_to = self.stepping_to.max(self.run.step()) + steps;
        commands.push(Command::Step(steps));
        commands
    }

    /// Whether only a new run can go on.
    pub(super) fn has_ended(&self) -> bool {
        matches!(self.status, Status::Paused(PauseReason::Diverged(_)) | Status::Failed(_))
    }

    /// The table that the training thread has to read before it can begin the run, while it does.
    pub fn reads(&self) -> Option<&Path> {
        let waits = !self.run.has_begun && !matches!(self.status, Status::Failed(_));
        let table = self.run.config.data.file().filter(|_| waits)?;
        // One that was just chosen in the window has been read for that.
        let is_known = data::source(&self.run.config).samples().is_some();
        (!is_known).then_some(table)
    }

    /// Begins anew with what the controls show.
    pub(super) fn restart(&mut self) -> Vec<Command> {
        let asked = self.status == Status::Paused(PauseReason::Asked);
        self.begin(Recipe::from(self.controls.clone()), !asked)
    }

    pub(super) fn begin_with(&mut self, config: Config) -> Vec<Command> {
        self.controls = config;
        let mut commands = self.leave_brought_end();
        commands.extend(self.restart());
        commands
    }

    /// Begins with these settings and trains, also where the run before was paused.
    pub(super) fn train(&mut self, config: Config) -> Vec<Command> {
        self.controls = config;
        let mut commands = self.leave_brought_end();
        commands.extend(self.begin(Recipe::from(self.controls.clone()), true));
        commands
    }

    pub(super) fn begin_with_next_seed(&mut self) -> Vec<Command> {
        self.controls.seed = self.controls.seed.wrapping_add(1);
        self.restart()
    }

    /// Plays a recipe as far as it goes.
    pub(super) fn open(&mut self, recipe: Recipe) -> Vec<Command> {
        self.controls = recipe.config.clone();
        let mut commands = self.end_at(recipe.steps());
        commands.extend(self.begin(recipe.clone(), true));
        self.run.plan = Some(recipe);
        commands
    }

    /// Trains a recipe to its end, whatever the pace: who wants to see the end needn't watch the way.
    pub(super) fn open_at_end(&mut self, recipe: Recipe) -> Vec<Command> {
        let end = recipe.steps();
        let mut commands = self.open(recipe);
        commands.push(Command::HurryTo(end));
        commands
    }

    /// Goes on with a run where a checkpoint has it.
    pub(super) fn resume(&mut self, checkpoint: Box<Checkpoint>) -> Vec<Command> {
        let resumed = Run::resumed(self.next_run(), &checkpoint);
        self.replace_run(resumed);
        self.controls = self.run.config.clone();
        self.status = Status::Running;
        let mut commands = checkpoint.end().map_or_else(Vec::new, |end| self.end_at(end));
        commands.push(Command::Resume { run: self.run.id, checkpoint, playing: true });
        commands
    }

    /// Goes on with one of the last sessions; which answers the offer of the others, too.
    pub(super) fn resume_last(&mut self, at: usize) -> Vec<Command> {
        match std::mem::take(&mut self.last_sessions).into_iter().nth(at) {
            Some(checkpoint) => {
                let commands = self.resume(Box::new(checkpoint));
                // The newest one is what the list of runs was kept beside.
                if at == 0 {
                    self.runs.call_as_before();
                }
                commands
            }
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
    pub(super) fn replace_run(&mut self, next: Run) {
        self.turn_to(next, false);
    }

    /// [`Session::replace_run`]; `is_branch` says that the next run leaves the recipe of this one.
    pub(super) fn turn_to(&mut self, mut next: Run, is_branch: bool) {
        self.restart_asked = None;
        self.playhead = None;
        self.branching = None;
        self.stepping_to = 0;
        next.row = self.run.row.min(next.config.batch - 1);
        let (id, shape) = (next.id, |config: &Config| (config.cell, config.hidden, config.layers));
        let alike = shape(&self.run.config) == shape(&next.config);
        let over = std::mem::replace(&mut self.run, next);
        if !is_branch {
            self.undo.note_run(&over, &self.runs.live, &self.status, id);
        }
        self.runs.keep(over, is_branch);
        self.lenses.turn_to(id, alike);
    }

    /// What tells the training thread to begin the live run.
    pub(super) fn start(&mut self, recipe: Recipe, playing: bool) -> Vec<Command> {
        self.status = if playing { Status::Running } else { Status::Paused(PauseReason::Asked) };
        vec![Command::Start { run: self.run.id, recipe: Box::new(recipe), playing }]
    }
}
