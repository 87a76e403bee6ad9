//! The controls: what acts live, and what a new run is begun for.

use super::runs::RunLook;
use super::{Notice, Session};
use crate::config::{Config, Effect, Field, Settings};
use crate::recipe::words;
use crate::thread::Pace;
use crate::wording::capitalised;
use crate::worker::{Command, Until};

/// How long the controls must rest, in seconds, before a drag that needs a new run begins it.
const REST: f64 = 0.35;

impl Session {
    /// Time passes: `now` in seconds; `dragging` while a mouse button is down. Begins the new run that
    /// a drag asked for once the drag rests or ends.
    pub fn tick(&mut self, now: f64, dragging: bool) -> Vec<Command> {
        self.now = now;
        // The frame in which a button is released may still move a control.
        if !self.was_dragging {
            self.gesture += 1;
        }
        self.was_dragging = dragging;
        match self.restart_asked {
            Some(asked) if !dragging || now - asked >= REST => {
                let looked_back = self.playhead.as_ref().map(|playhead| playhead.step);
                let old = self.runs.live.clone();
                let commands = self.restart();
                if let Some(step) = looked_back {
                    self.tell_why_not_forked(step, &old);
                }
                commands
            }
            _ => {
                let mut commands = self.arrive();
                commands.extend(self.play_step_trace());
                commands
            }
        }
    }

    /// A control that needs new weights was moved at an earlier step of the run `old`, which is over
    /// now: a fork has no weights that fit.
    fn tell_why_not_forked(&mut self, step: u64, old: &RunLook) {
        let Some(over) = self.runs.kept.last() else { return };
        let before = over.recipe.config_at(step);
        let needs_restart = |field: &Field| field.effect() == Effect::Restarts;
        let Some(field) = before.differences(&self.controls).find(needs_restart) else { return };
        let (controls, new, old) = (self.controls.clone(), self.runs.live.clone(), old.clone());
        self.notices.push(Notice::info(move |texts| {
            let (label, value) = (capitalised(field.label()), words(field, &controls, texts));
            let [new, old] = [&new, &old].map(|look| look.called(texts));
            (texts.session.needs_new_weights)(&label, &value, &new, step, &old)
        }));
    }

    pub(super) fn set(&mut self, change: &Settings) -> Vec<Command> {
        let wanted = self.controls.with(change);
        if let Err(error) = wanted.check() {
            self.notices.push(Notice::error(move |texts| {
                (texts.session.nothing_changed)(&error.to_string())
            }));
            return Vec::new();
        }
        let changed: Vec<Field> = self.controls.differences(&wanted).collect();
        let restarts = changed.iter().any(|field| field.effect() == Effect::Restarts);
        let live = live_part(change, &changed);
        let mut commands = Vec::new();
        // The new run begins with what is live, too; a fork in between would be in nobody's interest.
        let forks = live != Settings::default() && !restarts;
        if forks && !self.fork_for_a_change(&mut commands) {
            return commands;
        }
        if live != Settings::default() && !restarts {
            self.undo.note_settings(&self.controls, &live, self.gesture);
        }
        self.controls = wanted;
        if restarts {
            self.restart_asked = Some(self.now);
        }
        // A run that has ended stays as it was, and a recipe isn't left for what a new run begins with.
        let has_it = !self.is_live() || self.has_ended();
        let plays_on = restarts && self.run.plan_under_way().is_some();
        if live != Settings::default() && !has_it && !plays_on {
            commands.extend(self.change_live(live));
        }
        commands
    }

    pub(super) fn set_pace(&mut self, pace: Pace) -> Vec<Command> {
        self.pace = pace;
        vec![Command::SetPace(pace)]
    }

    pub(super) fn set_until(&mut self, until: Until) -> Vec<Command> {
        self.until = until;
        self.brought_end = None;
        vec![Command::SetUntil(until)]
    }

    /// Pauses where what is opened ends.
    pub(super) fn end_at(&mut self, step: u64) -> Vec<Command> {
        let commands = self.set_until(Until { step: Some(step), ..self.until });
        self.brought_end = Some(step);
        commands
    }

    /// Has a run that begins with settings of its own go on behind the end of what was opened before.
    pub(super) fn leave_brought_end(&mut self) -> Vec<Command> {
        match self.brought_end {
            Some(_) => self.set_until(Until { step: None, ..self.until }),
            None => Vec::new(),
        }
    }

    /// The step at which training is to pause, where it lies behind, so that this run won't.
    pub fn until_behind(&self) -> Option<u64> {
        self.until.step.filter(|step| *step < self.run.step())
    }

    pub(super) fn set_snapshot_memory(&mut self, megabytes: u32) -> Vec<Command> {
        self.snapshot_memory = megabytes;
        vec![Command::SetSnapshotMemory(megabytes)]
    }

    pub(super) fn show_row(&mut self, row: usize) -> Vec<Command> {
        self.run.show_row(row);
        self.lenses.trends.turn_to_row();
        vec![Command::ShowRow(row)]
    }
}

/// The part of `change` that acts live, of the fields that really changed.
fn live_part(change: &Settings, changed: &[Field]) -> Settings {
    let mut live = Settings::default();
    let complete = Config::default().with(change);
    for field in changed.iter().filter(|field| field.effect() == Effect::Live) {
        if let Some(value) = field.get(&complete) {
            // It was checked as part of the whole configuration.
            let _ = field.set(&mut live, &value);
        }
    }
    live
}
