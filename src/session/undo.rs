//! Undo and redo: of settings, of runs that another has taken the place of, of what was done to the list of runs and to
//! lenses. Steps are never undone: looking back is for that.
//!
//! A live setting is undone by a new change at the next step, so that the recipe tells the truth. Of a run that was
//! replaced the training thread keeps the end (see `worker::parked`), and the window's side of it waits here.

use super::runs::{RunChange, RunLook};
use super::{Action, Notice, Pin, Run, Session, Status};
use crate::config::{Config, Field, Settings};
use crate::inspector::LensKind;
use crate::recipe::words;
use crate::text::Texts;
use crate::thread::RunId;
use crate::worker::{Command, PauseReason, StepChunk};

/// Deeds that can be undone at the most.
const MOST_DEEDS: usize = 100;
/// Runs that wait to be had back at the most.
const MOST_RUNS: usize = 8;

/// Something that was done.
#[derive(Clone, Debug, PartialEq)]
enum Deed {
    /// Live settings were changed, in one drag.
    Set { before: Box<Settings>, after: Box<Settings>, gesture: u64 },
    /// A run took the place of another.
    Begun { left: RunId, begun: RunId },
    /// Something was done to a run of the list.
    Changed { run: RunId, back: RunChange, again: RunChange },
    /// A lens was opened or closed.
    Lens { kind: LensKind, open: bool },
    /// The lenses were brought into view, or out of it.
    Lenses { shown: bool },
    /// A unit was drawn among the curves, or another, or none.
    Pinned { before: Option<Pin>, after: Option<Pin> },
}

/// A run that another has taken the place of.
#[derive(Debug)]
struct WaitingRun {
    run: Run,
    look: RunLook,
    status: Status,
}

/// What was done, and what waits to be had back.
#[derive(Debug, Default)]
pub(super) struct Undo {
    done: Vec<Deed>,
    undone: Vec<Deed>,
    waiting: Vec<WaitingRun>,
    /// Whether what happens now is an undo or a redo, which is no deed of its own.
    is_at_work: bool,
}

impl Undo {
    /// Notes a deed. What was undone before can't be redone any more.
    fn note(&mut self, deed: Deed) {
        if self.is_at_work {
            return;
        }
        self.undone.clear();
        self.done.push(deed);
        if self.done.len() > MOST_DEEDS {
            self.done.remove(0);
        }
    }

    /// A run is over since another begins: it waits from now on.
    pub(super) fn note_run(&mut self, over: &Run, look: &RunLook, status: &Status, begun: RunId) {
        // There is nothing on the thread's side to go on with.
        if matches!(status, Status::Failed(_)) {
            return;
        }
        self.wait(over.clone(), look.clone(), status.clone());
        self.note(Deed::Begun { left: over.id, begun });
    }

    fn wait(&mut self, run: Run, look: RunLook, status: Status) {
        self.waiting.push(WaitingRun { run, look, status });
        if self.waiting.len() > MOST_RUNS {
            self.waiting.remove(0);
        }
    }

    /// Live settings are about to change.
    pub(super) fn note_settings(&mut self, config: &Config, change: &Settings, gesture: u64) {
        let mut before = Settings::default();
        for field in Field::ALL.iter().filter(|field| field.is_named_in(change)) {
            field.copy(config, &mut before);
        }
        // All changes of one drag are one deed.
        if let Some(Deed::Set { before: first, after, gesture: last }) = self.under_way()
            && *last == gesture
        {
            **first = (**first).clone().or(before);
            **after = change.clone().or((**after).clone());
            return;
        }
        let (before, after) = (Box::new(before), Box::new(change.clone()));
        self.note(Deed::Set { before, after, gesture });
    }

    pub(super) fn note_change(&mut self, run: RunId, back: RunChange, again: RunChange) {
        if back != again && !self.goes_on_typing(run, &back, &again) {
            self.note(Deed::Changed { run, back, again });
        }
    }

    /// A name comes letter by letter, and is one deed: that of the letter before takes this one in.
    fn goes_on_typing(&mut self, run: RunId, back: &RunChange, again: &RunChange) -> bool {
        match self.under_way() {
            Some(Deed::Changed { run: last, again: typed @ RunChange::Rename(_), .. })
                if *last == run && typed == back =>
            {
                *typed = again.clone();
                true
            }
            _ => false,
        }
    }

    /// The last deed, where what is done now may be part of it.
    fn under_way(&mut self) -> Option<&mut Deed> {
        let may_go_on = self.undone.is_empty() && !self.is_at_work;
        self.done.last_mut().filter(|_| may_go_on)
    }

    pub(super) fn note_lens(&mut self, kind: LensKind, open: bool) {
        self.note(Deed::Lens { kind, open });
    }

    pub(super) fn note_lenses(&mut self, shown: bool) {
        self.note(Deed::Lenses { shown });
    }

    pub(super) fn note_pin(&mut self, before: Option<Pin>, after: Option<Pin>) {
        if before != after {
            self.note(Deed::Pinned { before, after });
        }
    }

    /// Steps of a run that waits, which were under way when another took its place.
    pub(super) fn take_steps(&mut self, chunk: StepChunk) {
        let waiting = self.waiting.iter_mut().find(|waiting| waiting.run.id == chunk.run);
        if let Some(waiting) = waiting {
            for played in &chunk.played {
                waiting.run.record(played.step, &played.change, played.gesture);
            }
            // Steps that don't fit were trained by nobody that could be had back.
            let _ = waiting.run.take(chunk);
        }
    }

    fn take(&mut self, run: RunId) -> Option<WaitingRun> {
        let at = self.waiting.iter().position(|waiting| waiting.run.id == run)?;
        Some(self.waiting.remove(at))
    }
}

impl Session {
    /// Takes back what was done last.
    pub(super) fn undo(&mut self) -> Vec<Command> {
        if self.restart_asked.take().is_some() {
            // The run that it would have replaced is still the live one.
            self.controls = self.run.config.clone();
            return Vec::new();
        }
        let Some(deed) = self.undo.done.pop() else { return Vec::new() };
        let commands = self.at_work(|session| session.reverse(&deed));
        self.undo.undone.push(deed);
        commands
    }

    /// Does again what was undone last.
    pub(super) fn redo(&mut self) -> Vec<Command> {
        let Some(deed) = self.undo.undone.pop() else { return Vec::new() };
        let commands = self.at_work(|session| session.repeat(&deed));
        self.undo.done.push(deed);
        commands
    }

    fn at_work<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.undo.is_at_work = true;
        let done = work(self);
        self.undo.is_at_work = false;
        done
    }

    fn reverse(&mut self, deed: &Deed) -> Vec<Command> {
        match deed {
            Deed::Set { before, .. } => self.set_again(before),
            Deed::Begun { left, .. } => vec![Command::TakeUp { run: *left }],
            Deed::Changed { run, back, .. } => self.act(Action::ChangeRun(*run, back.clone())),
            Deed::Lens { kind, open } => self.act(Action::OpenLens(*kind, !open)),
            Deed::Lenses { shown } => self.act(Action::ShowLenses(!shown)),
            Deed::Pinned { before, .. } => self.act(Action::PinUnit(*before)),
        }
    }

    fn repeat(&mut self, deed: &Deed) -> Vec<Command> {
        match deed {
            Deed::Set { after, .. } => self.set_again(after),
            Deed::Begun { begun, .. } => vec![Command::TakeUp { run: *begun }],
            Deed::Changed { run, again, .. } => self.act(Action::ChangeRun(*run, again.clone())),
            Deed::Lens { kind, open } => self.act(Action::OpenLens(*kind, *open)),
            Deed::Lenses { shown } => self.act(Action::ShowLenses(*shown)),
            Deed::Pinned { after, .. } => self.act(Action::PinUnit(*after)),
        }
    }

    /// A new change at the end of the run: an earlier step on show would be forked from.
    fn set_again(&mut self, settings: &Settings) -> Vec<Command> {
        // It is no part of the drag before.
        self.gesture += 1;
        let mut commands = self.back_to_live();
        commands.extend(self.set(settings));
        commands
    }

    /// An earlier run is the live one again, whole, and the one that had taken its place waits.
    pub(super) fn take_up(&mut self, back: RunId) {
        let Some(WaitingRun { run, look, status }) = self.undo.take(back) else {
            return self.tell_gone();
        };
        let live = self.runs.live.clone();
        self.undo.wait(self.run.clone(), live, self.status.clone());
        self.at_work(|session| session.turn_to(run, false));
        self.runs.have_live_again(back, look);
        self.controls = self.run.config.clone();
        self.status = match status {
            Status::Running => Status::Paused(PauseReason::Asked),
            status => status,
        };
    }

    /// A run can't be had back: what was to be undone isn't.
    pub(super) fn tell_gone(&mut self) {
        self.notices.push(Notice::error(|Texts { session: texts, .. }| {
            (texts.nothing_changed)(texts.run_is_gone)
        }));
        // Neither can what lies behind it.
        self.undo.undone.clear();
        self.undo.done.clear();
    }

    /// What undoing would do, in a sentence; none where there is nothing to undo.
    pub fn undo_sentence(&self) -> Option<String> {
        if self.restart_asked.is_some() {
            return Some(self.texts.session.undo_restart.to_owned());
        }
        let deed = self.undo.done.last()?;
        Some(match deed {
            Deed::Set { before, .. } => {
                (self.texts.session.undo_set)(&self.settings_in_words(before))
            }
            Deed::Begun { left, .. } => (self.texts.session.undo_begun)(&self.name_of(*left)),
            other => self.other_sentence(other, true),
        })
    }

    /// What redoing would do, in a sentence; none where there is nothing to redo.
    pub fn redo_sentence(&self) -> Option<String> {
        let deed = self.undo.undone.last()?;
        Some(match deed {
            Deed::Set { after, .. } => {
                (self.texts.session.undo_set)(&self.settings_in_words(after))
            }
            Deed::Begun { begun, .. } => (self.texts.session.undo_begun)(&self.name_of(*begun)),
            other => self.other_sentence(other, false),
        })
    }

    fn other_sentence(&self, deed: &Deed, is_undo: bool) -> String {
        let texts = &self.texts.session;
        match deed {
            Deed::Changed { run, back, again } => {
                self.change_sentence(&self.name_of(*run), if is_undo { back } else { again })
            }
            Deed::Lens { kind, open } => {
                let title = self.texts.lenses.named(kind.name()).map_or("", |lens| lens.title);
                if *open == is_undo { (texts.undo_close)(title) } else { (texts.undo_open)(title) }
            }
            Deed::Lenses { shown } if *shown == is_undo => texts.undo_hide_lenses.to_owned(),
            Deed::Lenses { .. } => texts.undo_show_lenses.to_owned(),
            Deed::Pinned { .. } | Deed::Set { .. } | Deed::Begun { .. } => {
                texts.undo_unit.to_owned()
            }
        }
    }

    fn change_sentence(&self, run: &str, change: &RunChange) -> String {
        let texts = &self.texts.session;
        match change {
            RunChange::Pin(pinned) => (texts.undo_pinned)(run, *pinned),
            RunChange::Hide(hidden) => (texts.undo_hidden)(run, *hidden),
            RunChange::Rename(name) => (texts.undo_renamed)(run, name),
            RunChange::Recolour(_) => (texts.undo_recoloured)(run),
            RunChange::Delete => (texts.undo_forgotten)(run, true),
            RunChange::HaveBack => (texts.undo_forgotten)(run, false),
        }
    }

    /// "learning rate 0.02, clip norm off".
    fn settings_in_words(&self, settings: &Settings) -> String {
        let config = self.controls.with(settings);
        let named = Field::ALL.iter().filter(|field| field.is_named_in(settings));
        let words =
            named.map(|field| format!("{} {}", field.label(), words(*field, &config, self.texts)));
        (self.texts.words.listed)(&words.collect::<Vec<_>>())
    }

    /// What people call a run that is live, over, forgotten or waiting.
    fn name_of(&self, id: RunId) -> String {
        let waiting = self.undo.waiting.iter().find(|waiting| waiting.run.id == id);
        let name = match waiting {
            _ if id == self.run.id => Some(&self.runs.live.name),
            Some(waiting) => Some(&waiting.look.name),
            None => self.runs.get_or_forgotten(id).map(|run| &run.look.name),
        };
        name.map_or_else(|| (self.texts.session.run)(id), Clone::clone)
    }
}
