//! Moments of a run: what is on show of it, and the way to one that somebody has handed on.

use super::{OpenLenses, Session, StepTracePlayer};
use crate::inspector::LensKind;
use crate::moment::Moment;
use crate::recipe::Recipe;
use crate::thread::RunId;
use crate::worker::Command;

/// A moment that is on its way: its run is trained to its end first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Awaited {
    run: RunId,
    /// The step to look back to; none for the end.
    step: Option<u64>,
}

impl Session {
    /// What is on show, as far as the window has no part in it.
    pub fn moment(&self) -> Moment {
        let open = &self.lenses.open;
        Moment {
            step: Some(self.step()),
            lenses: Some(open.kinds().to_vec()),
            lenses_shown: Some(open.shown),
            pace: Some(self.pace),
            row: Some(self.run.row as u64),
            ..Moment::default()
        }
    }

    /// Trains a recipe to its end, whatever the pace, and shows a moment of it then.
    pub(super) fn open_moment(&mut self, recipe: Recipe, moment: &Moment) -> Vec<Command> {
        let mut commands = self.open_at_end(recipe);
        commands.extend(self.turn_to_moment(moment));
        commands
    }

    /// The run on screen is on the way to its end; a moment of it is to be shown then.
    pub fn turn_to_moment(&mut self, moment: &Moment) -> Vec<Command> {
        let mut commands = moment.pace.map_or_else(Vec::new, |pace| self.set_pace(pace));
        if let Some(row) = moment.row {
            let row = usize::try_from(row).unwrap_or(usize::MAX).min(self.run.config.batch - 1);
            commands.extend(self.show_row(row));
        }
        self.open_lenses_of(moment);
        self.awaited = Some(Awaited { run: self.run.id, step: moment.step });
        commands
    }

    fn open_lenses_of(&mut self, moment: &Moment) {
        if let Some(kinds) = &moment.lenses {
            let wanted = OpenLenses::new(self.lenses.open.shown, kinds.iter().copied());
            for kind in self.lenses.open.kinds().to_vec() {
                self.lenses.set_open(kind, wanted.has(kind));
            }
            self.lenses.open = wanted;
            let stays = |_: &StepTracePlayer| kinds.contains(&LensKind::StepTrace);
            self.step_trace = self.step_trace.take().filter(stays);
        }
        if let Some(shown) = moment.lenses_shown {
            self.lenses.show(shown);
        }
    }

    /// Whether a moment or an earlier step has yet to come.
    pub fn is_on_the_way(&self) -> bool {
        self.awaited.is_some()
            || self.playhead.as_ref().is_some_and(|playhead| !playhead.is_there())
    }

    /// Looks back to the step of a moment, once its run stands still at its end or before.
    pub(super) fn arrive(&mut self) -> Vec<Command> {
        let is_over =
            |at: &mut Awaited| at.run != self.run.id || self.status != super::Status::Running;
        match self.awaited.take_if(is_over) {
            Some(Awaited { run, step: Some(step) }) if run == self.run.id => self.rewind(step),
            _ => Vec::new(),
        }
    }
}
