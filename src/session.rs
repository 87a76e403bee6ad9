//! The app without a window: what it knows, what the user can do, what the trainer reports.
//!
//! Widgets return an [`Action`], [`Session::act`] turns it into commands for the training thread, and
//! [`Session::apply`] takes in that thread's events. Nothing here draws, waits or starts anything, so
//! that all of it can be tested without a window.

mod action;
mod beginning;
mod branching;
pub mod drawing;
mod events;
pub mod formulas;
mod lenses;
pub mod lesson;
mod moment;
mod playhead;
pub mod race;
mod run;
pub mod runs;
mod sentence;
mod setting;
mod step_trace;
pub mod sweep;
pub mod table_setup;
mod trends;
mod undo;

pub use action::Action;
use branching::Branching;
use lenses::Asked;
pub use lenses::{BaselineLoss, FoundSeason, Lenses, OpenLenses, Pin};
use moment::Awaited;
pub use playhead::Playhead;
pub use run::Run;
use runs::{RunChange, Runs};
pub use sentence::sentence;
pub use step_trace::{StepTraceAction, StepTracePlayer};
pub use trends::Trend;
use undo::Undo;

use std::path::PathBuf;

use crate::checkpoint::Checkpoint;
use crate::config::Config;
use crate::feed::Capabilities;
pub use crate::inspector::LensKind;
use crate::inspector::{Report, Share};
pub use crate::recipe::Mark;
use crate::recipe::Recipe;
use crate::text::{Reason, Texts};
use crate::thread::{Pace, RunId};
use crate::wording::Sentence;
use crate::worker::{Command, PauseReason, SNAPSHOT_MEMORY, Until};

/// What training is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Step follows step.
    Running,
    /// It waits.
    Paused(PauseReason),
    /// It can't go on; a restart begins a new run.
    Failed(Reason),
}

/// Something to tell the user once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// One or two sentences.
    pub text: Sentence,
    /// Whether something went wrong.
    pub is_error: bool,
    /// What can be done about it, by a button.
    pub offer: Option<Offer>,
}

/// What a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Have back the run of this number, which was forgotten.
    HaveBack(RunId),
    /// Set the controls to the network of this file of weights, and begin with them.
    FitControls(PathBuf),
}

impl Notice {
    /// Good or neutral news, as `words` say it in a language.
    pub fn info(words: impl Fn(&'static Texts) -> String + Send + Sync + 'static) -> Self {
        Self { text: Texts::sentence(words), is_error: false, offer: None }
    }

    /// Something went wrong, as `words` say it in a language.
    pub fn error(words: impl Fn(&'static Texts) -> String + Send + Sync + 'static) -> Self {
        Self { is_error: true, ..Self::info(words) }
    }

    /// The same news with a button.
    #[must_use]
    pub fn offering(self, offer: Offer) -> Self {
        Self { offer: Some(offer), ..self }
    }
}

/// Everything the window shows, and everything it can ask for.
#[derive(Debug)]
pub struct Session {
    /// What the controls show. It runs ahead of the run's own configuration while a drag that needs
    /// a new run goes on.
    pub controls: Config,
    /// Steps a second.
    pub pace: Pace,
    /// When training pauses by itself.
    pub until: Until,
    /// The step at which it does since what was opened ends there: other runs don't.
    brought_end: Option<u64>,
    /// Megabytes that a run's snapshots may take.
    pub snapshot_memory: u32,
    /// What training is doing.
    pub status: Status,
    /// What the feed of the run on screen can do.
    pub can: Capabilities,
    /// The run on screen.
    pub run: Run,
    /// Where in the run the window looks; none at its end.
    pub playhead: Option<Playhead>,
    /// Where sessions before this one ended, the newest first, until it is known whether to go on with
    /// one.
    pub last_sessions: Vec<Checkpoint>,
    /// Whether the first run's table was seen by nobody before: how it was read is told then.
    pub tells_table: bool,
    /// The number given to a run last.
    newest_run: u64,
    /// Which lenses are open.
    pub lenses: Lenses,
    /// The next step in its parts.
    step_trace: Option<StepTracePlayer>,
    /// Those that are over, and what the user calls each.
    pub runs: Runs,
    /// What can be undone.
    undo: Undo,
    /// The step of a moment that is on its way.
    awaited: Option<Awaited>,
    /// What the user hasn't been told yet.
    pub notices: Vec<Notice>,
    /// The language in which the user is told.
    pub texts: &'static Texts,
    /// Whether the user has left the recipe being played.
    branching: Option<Branching>,
    /// The step that those asked for one by one lead to.
    stepping_to: u64,
    /// Number of the drag or click at hand; changes of one drag show as one mark.
    gesture: u64,
    /// Whether a mouse button was down when time passed last.
    was_dragging: bool,
    /// When a setting that needs a new run was last touched, in the window's seconds.
    restart_asked: Option<f64>,
    now: f64,
}

impl Session {
    /// A session whose first run is about to start, and the commands that start it.
    pub fn new(recipe: Recipe, pace: Pace, until: Until, playing: bool) -> (Self, Vec<Command>) {
        Self::numbered(1, recipe, pace, until, playing)
    }

    /// [`Session::new`], whose first run has this number: the window tells the runs of several sessions apart by it.
    fn numbered(
        first: RunId,
        recipe: Recipe,
        pace: Pace,
        until: Until,
        playing: bool,
    ) -> (Self, Vec<Command>) {
        let controls = recipe.config.clone();
        let status = if playing { Status::Running } else { Status::Paused(PauseReason::Asked) };
        let mut run = Run::new(first, controls.clone());
        run.plan = Some(recipe.clone()).filter(|recipe| !recipe.changes.is_empty());
        let mut session = Self {
            controls,
            pace,
            until,
            brought_end: None,
            snapshot_memory: SNAPSHOT_MEMORY,
            status,
            can: Capabilities::ALL,
            run,
            playhead: None,
            last_sessions: Vec::new(),
            tells_table: false,
            newest_run: first,
            lenses: Lenses::default(),
            step_trace: None,
            runs: Runs::new(),
            undo: Undo::default(),
            awaited: None,
            notices: Vec::new(),
            texts: Texts::in_force(),
            branching: None,
            stepping_to: 0,
            gesture: 0,
            was_dragging: false,
            restart_asked: None,
            now: 0.0,
        };
        let mut commands = vec![Command::SetPace(pace), Command::SetUntil(until)];
        commands.extend(session.start(recipe, playing));
        (session, commands)
    }

    /// Whether step follows step.
    pub fn is_running(&self) -> bool {
        self.status == Status::Running
    }

    /// Whether the run couldn't even begin, so that there is no network of it.
    pub fn never_began(&self) -> bool {
        matches!(self.status, Status::Failed(_)) && self.run.step() == 0
    }

    /// Whether a drag waits for its end to begin a new run.
    pub fn is_restart_pending(&self) -> bool {
        self.restart_asked.is_some()
    }

    /// Whether the feed of the run on screen can do what this asks for.
    pub fn can_do(&self, action: &Action) -> bool {
        action.needs(self.is_live()).is_none_or(|capability| self.can.has(capability))
    }

    /// Does what the user wants, and says what the training thread must be told. What its feed can't
    /// do is left: there is no button for it that could be pressed.
    pub fn act(&mut self, action: Action) -> Vec<Command> {
        if !self.can_do(&action) {
            return Vec::new();
        }
        match action {
            Action::Set(change) => self.set(&change),
            Action::UsePreset(config) => self.begin_with(*config),
            Action::Train(config) => self.train(*config),
            Action::Open(recipe) => self.open(*recipe),
            Action::OpenAtEnd(recipe) => self.open_at_end(*recipe),
            Action::OpenMoment(recipe, moment) => self.open_moment(*recipe, &moment),
            Action::Resume(checkpoint) => self.resume(checkpoint),
            Action::ResumeLast(at) => self.resume_last(at),
            Action::Toggle => self.toggle(),
            Action::Step => self.forth(1),
            Action::Rewind(step) => self.rewind(step),
            Action::LookAtBest => self.look_at_best(),
            // A step that is taken apart has phases to go through.
            Action::Back(1) if self.is_taken_apart() => {
                self.act_on_step_trace(StepTraceAction::Back)
            }
            Action::Forth(1) if self.is_taken_apart() => {
                self.act_on_step_trace(StepTraceAction::Next)
            }
            Action::Back(steps) => self.back(steps),
            Action::Forth(steps) => self.forth(steps),
            Action::BackToLive => self.back_to_live(),
            Action::ContinueFromEnd => self.continue_from_end(),
            Action::Fork => self.fork(true),
            Action::Restart => self.restart(),
            Action::NewSeed => self.begin_with_next_seed(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::SetPace(pace) => self.set_pace(pace),
            Action::SetUntil(until) => self.set_until(until),
            Action::SetSnapshotMemory(megabytes) => self.set_snapshot_memory(megabytes),
            Action::ShowRow(row) => self.show_row(row),
            Action::StepTrace(slow) => self.act_on_step_trace(slow),
            Action::LeaveLast => self.quietly(|it| it.last_sessions.clear()),
            Action::StayHere => self.quietly(|it| it.stay_here()),
            Action::ChangeRun(id, change) => self.quietly(|it| it.change_run(id, change)),
            Action::ShowLenses(shown) => self.quietly(|it| it.show_lenses(shown)),
            Action::OpenLens(kind, open) => self.quietly(|it| it.open_lens(kind, open)),
            Action::ShowWholeData(shown) => self.quietly(|it| it.lenses.show_whole_data(shown)),
            Action::Inquire(question) => self.quietly(|it| it.lenses.inquire(question)),
            Action::PinUnit(pin) => self.quietly(|it| it.pin_unit(pin)),
        }
    }

    /// Does what only the window's side has a part in: the training thread is told nothing of it.
    fn quietly(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Command> {
        change(self);
        Vec::new()
    }

    fn change_run(&mut self, id: RunId, change: RunChange) {
        if let (RunChange::Delete, Some(run)) = (&change, self.runs.get(id)) {
            let (look, steps) = (run.look.clone(), run.steps);
            let notice =
                Notice::info(move |texts| (texts.session.forgotten)(&look.called(texts), steps));
            self.notices.push(notice.offering(Offer::HaveBack(id)));
        }
        if let Some(back) = self.runs.reverse_of(self.run.id, id, &change) {
            self.undo.note_change(id, back, change.clone());
        }
        self.runs.change(self.run.id, id, change);
    }

    fn show_lenses(&mut self, shown: bool) {
        if self.lenses.open.shown != shown {
            self.undo.note_lenses(shown);
        }
        self.lenses.show(shown);
    }

    fn pin_unit(&mut self, pin: Option<Pin>) {
        self.undo.note_pin(self.lenses.pinned, pin);
        self.lenses.pinned = pin;
    }

    fn open_lens(&mut self, kind: LensKind, open: bool) {
        if self.lenses.open.has(kind) != open {
            self.undo.note_lens(kind, open);
        }
        self.step_trace = self.step_trace.take().filter(|_| open || kind != LensKind::StepTrace);
        self.lenses.set_open(kind, open);
    }

    /// A frame is about to be drawn with these lenses in it: what they need.
    pub fn look(&mut self, in_view: &[LensKind]) -> Vec<Command> {
        if self.playhead.as_ref().is_some_and(|playhead| !playhead.is_there()) {
            // What is on its way to an earlier step isn't worth a look.
            return Vec::new();
        }
        let asked = Asked {
            run: self.run.id,
            step: self.step_on_show(),
            row: self.run.row,
            config: self.config(),
            questions: self.lenses.questions(in_view, self.run.id, &self.config()),
        };
        if self.lenses.ask(asked, !self.is_running()) { vec![Command::Freeze] } else { Vec::new() }
    }

    /// What it takes to beat, where the run on screen is on a table: the losses of the baselines, as lines in
    /// the plot of the loss; none before they are found.
    pub fn baseline_losses(&self) -> Vec<BaselineLoss> {
        self.lenses.baseline_losses(self.run.id, &self.config(), self.texts)
    }

    /// The season that was found in the table of the run on screen, where finding it is left to the program.
    pub fn found_season(&self) -> Option<FoundSeason> {
        self.lenses.found_season(self.run.id, &self.config())
    }

    /// Takes in what the lens thread reports.
    pub fn apply_report(&mut self, report: Report) {
        self.lenses.apply(report, self.run.id);
    }

    /// How much of the machine the lenses may use.
    fn share(&self) -> Share {
        match self.pace {
            _ if !self.is_running() => Share::All,
            Pace::Max => Share::Little,
            Pace::PerSecond(_) => Share::Some,
        }
    }
}

#[cfg(test)]
mod tests;
