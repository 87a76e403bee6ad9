//! Leaving a recipe that is being played: a control that is touched forks there.

use super::{Notice, Session};
use crate::config::Settings;
use crate::thread::RunId;
use crate::worker::Command;

/// The user has left the recipe being played; the training thread is about to say at which step.
#[derive(Debug)]
pub(super) struct Branching {
    /// What they have touched since.
    pub(super) touched: Settings,
}

impl Session {
    /// What makes a change at the end of the run: where a recipe is being played, a run of its own
    /// begins with it.
    pub(super) fn change_live(&mut self, change: Settings) -> Vec<Command> {
        let mut commands = Vec::new();
        if let Some(branching) = &mut self.branching {
            branching.touched = change.clone().or(std::mem::take(&mut branching.touched));
        } else if self.run.plan_under_way().is_some() {
            commands.push(Command::Branch { run: self.next_run() });
            self.branching = Some(Branching { touched: change.clone() });
        }
        commands.push(Command::Apply { change: Box::new(change), gesture: self.gesture });
        commands
    }

    /// The run goes on as the one of number `branch`; what it has been until here stays in the list,
    /// with its whole recipe.
    pub(super) fn take_branch(&mut self, branch: RunId) {
        let (old, step) = (self.runs.live.clone(), self.run.step());
        self.lenses.trends.fork(self.run.id, branch, step);
        // Nothing of what the user is about changes.
        let (playhead, asked) = (self.playhead.take(), self.restart_asked);
        let stepping_to = self.stepping_to;
        self.turn_to(self.run.branched(branch), true);
        (self.playhead, self.restart_asked) = (playhead, asked);
        self.stepping_to = stepping_to;
        let new = self.runs.live.clone();
        self.notices.push(Notice::info(move |texts| {
            (texts.session.branched)(&new.called(texts), step, &old.called(texts))
        }));
    }
}
