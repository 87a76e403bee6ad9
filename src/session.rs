//! The app without a window: what it knows, what the user can do, what the trainer reports.
//!
//! Widgets return an [`Action`], [`Session::act`] turns it into commands for the training thread, and
//! [`Session::apply`] takes in that thread's events. Nothing here draws, waits or starts anything, so
//! that all of it can be tested without a window.

mod lenses;
mod playhead;
pub mod race;
mod run;
pub mod runs;
mod sentence;
mod slowly;
pub mod sweep;
mod trends;

pub use lenses::{Lenses, OpenLenses, Pin};
pub use playhead::Playhead;
pub use run::Run;
use runs::{RunChange, Runs};
pub use sentence::sentence;
pub use slowly::{Slow, SlowMotion};

use crate::checkpoint::Checkpoint;
use crate::config::{Config, Effect, Field, Settings};
pub use crate::inspector::LensKind;
use crate::inspector::{Question, Report, Share};
pub use crate::recipe::Mark;
use crate::recipe::Recipe;
use crate::worker::{Command, Event, PLAYED, Pace, PauseReason, RunId, Until};

/// What the user can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Set some settings; those of one drag share a gesture.
    Set(Box<Settings>),
    /// Take over all settings of a preset and begin a new run.
    UsePreset(Box<Config>),
    /// Play a recipe from its first step.
    Open(Box<Recipe>),
    /// Go on with a run from a checkpoint.
    Resume(Box<Checkpoint>),
    /// Go on with the last session.
    ResumeLast,
    /// Leave the last session be.
    ForgetLast,
    /// Run or pause; at an earlier step, offer the ways on from there.
    Toggle,
    /// Train one step, pausing first; at an earlier step, look one further.
    Step,
    /// Look at this step as it was.
    Rewind(u64),
    /// Look so many steps further back.
    Back(u64),
    /// Look so many steps further on; at the end of the run, train them.
    Forth(u64),
    /// Show the end of the run again.
    BackToLive,
    /// Show the end of the run again and train on.
    ContinueFromEnd,
    /// Train on from the step on show, as a run of its own.
    Fork,
    /// Take back the offer of the ways on.
    StayHere,
    /// Begin anew: same seed, same weights.
    Restart,
    /// Begin anew with the next seed.
    NewSeed,
    /// Train this fast.
    SetPace(Pace),
    /// Pause when this is reached.
    SetUntil(Until),
    /// Show the curves of this batch row.
    ShowRow(usize),
    /// Bring the lenses into view, or out of it.
    ShowLenses(bool),
    /// Open or close a lens.
    OpenLens(LensKind, bool),
    /// Let a lens ask something else.
    Inquire(Question),
    /// Go through the next step slowly.
    Slow(Slow),
    /// Draw a unit's trace among the curves, or none.
    PinUnit(Option<Pin>),
    /// Do something to the run of this number, live or over.
    ChangeRun(RunId, RunChange),
}

/// What training is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Step follows step.
    Running,
    /// It waits.
    Paused(PauseReason),
    /// It can't go on; a restart begins a new run.
    Failed(String),
}

/// Something to tell the user once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// One or two sentences.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

impl Notice {
    /// Good or neutral news.
    pub fn info(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: false }
    }

    /// Something went wrong.
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: true }
    }
}

/// How long the controls must rest, in seconds, before a drag that needs a new run begins it.
const REST: f64 = 0.35;

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
    /// What training is doing.
    pub status: Status,
    /// The run on screen.
    pub run: Run,
    /// Where in the run the window looks; none at its end.
    pub playhead: Option<Playhead>,
    /// Where the last session ended, until it is known whether to go on with it.
    pub last_session: Option<Box<Checkpoint>>,
    /// The number given to a run last.
    newest_run: u64,
    /// Which lenses are open.
    pub lenses: Lenses,
    /// The next step in its parts.
    slow: Option<SlowMotion>,
    /// Those that are over, and what the user calls each.
    pub runs: Runs,
    /// What the user hasn't been told yet.
    pub notices: Vec<Notice>,
    /// Number of the drag or click at hand; changes of one drag show as one mark.
    gesture: u64,
    /// When a setting that needs a new run was last touched, in the window's seconds.
    restart_asked: Option<f64>,
    now: f64,
}

impl Session {
    /// A session whose first run is about to start, and the commands that start it.
    pub fn new(recipe: Recipe, pace: Pace, until: Until, playing: bool) -> (Self, Vec<Command>) {
        let controls = recipe.config.clone();
        let status = if playing { Status::Running } else { Status::Paused(PauseReason::Asked) };
        let run = Run::new(1, controls.clone());
        let mut session = Self {
            controls,
            pace,
            until,
            status,
            run,
            playhead: None,
            last_session: None,
            newest_run: 1,
            lenses: Lenses::default(),
            slow: None,
            runs: Runs::new(1),
            notices: Vec::new(),
            gesture: 0,
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

    /// Whether a drag waits for its end to begin a new run.
    pub fn is_restart_pending(&self) -> bool {
        self.restart_asked.is_some()
    }

    /// Does what the user wants, and says what the training thread must be told.
    pub fn act(&mut self, action: Action) -> Vec<Command> {
        match action {
            Action::Set(change) => self.set(&change),
            Action::UsePreset(config) => {
                self.controls = *config;
                self.restart()
            }
            Action::Toggle => self.toggle(),
            Action::Step => self.forth(1),
            Action::Open(recipe) => self.open(*recipe),
            Action::Resume(checkpoint) => self.resume(checkpoint),
            Action::ResumeLast => match self.last_session.take() {
                Some(checkpoint) => self.resume(checkpoint),
                None => Vec::new(),
            },
            Action::ForgetLast => {
                self.last_session = None;
                Vec::new()
            }
            Action::Rewind(step) => self.rewind(step),
            Action::Back(steps) => self.back(steps),
            Action::Forth(steps) => self.forth(steps),
            Action::BackToLive => self.back_to_live(),
            Action::ContinueFromEnd => self.continue_from_end(),
            Action::Fork => self.fork(true),
            Action::StayHere => {
                self.playhead.iter_mut().for_each(|playhead| playhead.asks = false);
                Vec::new()
            }
            Action::Restart => self.restart(),
            Action::NewSeed => {
                self.controls.seed = self.controls.seed.wrapping_add(1);
                self.restart()
            }
            Action::SetPace(pace) => {
                self.pace = pace;
                vec![Command::SetPace(pace)]
            }
            Action::SetUntil(until) => {
                self.until = until;
                vec![Command::SetUntil(until)]
            }
            Action::ChangeRun(id, change) => {
                self.runs.change(self.run.id, id, change);
                Vec::new()
            }
            Action::ShowRow(row) => {
                self.run.show_row(row);
                vec![Command::ShowRow(row)]
            }
            Action::ShowLenses(shown) => {
                self.lenses.show(shown);
                Vec::new()
            }
            Action::OpenLens(kind, open) => {
                self.lenses.set_open(kind, open);
                Vec::new()
            }
            Action::Inquire(question) => {
                self.lenses.inquire(question);
                Vec::new()
            }
            Action::Slow(slow) => self.move_slowly(slow),
            Action::PinUnit(pin) => {
                self.lenses.pinned = pin;
                Vec::new()
            }
        }
    }

    /// Time passes: `now` in seconds; `dragging` while a mouse button is down. Begins the new run that
    /// a drag asked for once the drag rests or ends.
    pub fn tick(&mut self, now: f64, dragging: bool) -> Vec<Command> {
        self.now = now;
        if !dragging {
            self.gesture += 1;
        }
        match self.restart_asked {
            Some(asked) if !dragging || now - asked >= REST => self.restart(),
            _ => self.play_slowly(),
        }
    }

    /// Takes in what the training thread reports; events of earlier runs are void.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Started { run, config } if run == self.run.id => self.run.begin(*config),
            Event::Steps(batch) if batch.run == self.run.id => self.run.take(*batch),
            Event::Changed { run, step, change, gesture, effects } if run == self.run.id => {
                self.run.record(step, &change, gesture);
                if gesture >= PLAYED {
                    self.controls = self.controls.with(&change);
                }
                if effects.state_zeroed {
                    self.notices.push(Notice::info(
                        "The hidden state did not fit the new batch and starts from zeros.",
                    ));
                }
            }
            Event::Rewound { run, earlier } if run == self.run.id => self.take_earlier(earlier),
            Event::Replaying { run, at, from, to } if run == self.run.id => {
                self.take_progress(at, from, to);
            }
            Event::Refused { run, reason } if run == self.run.id => {
                self.notices.push(Notice::error(format!("Nothing changed: {reason}.")));
                self.controls = self.run.config.clone();
            }
            // What was asked for is known already, and may be outdated: who paused may run again.
            Event::Paused { reason: PauseReason::Asked, .. } => {}
            Event::Paused { run, reason } if run == self.run.id => {
                self.status = Status::Paused(reason);
            }
            Event::Slowly { run, step } if run == self.run.id => match step {
                Ok(step) => self.take_slow(run, step),
                Err(reason) => {
                    self.slow = None;
                    self.notices.push(Notice::error(format!("No step to look into: {reason}.")));
                }
            },
            Event::Frozen(specimen) if specimen.run == self.run.id => {
                self.lenses.take_copy(specimen, self.share());
            }
            Event::Failed { run, reason } if run == self.run.id => {
                self.status = Status::Failed(reason);
            }
            _ => {}
        }
    }

    /// A frame is about to be drawn: what the lenses need for it.
    pub fn look(&mut self) -> Vec<Command> {
        if self.playhead.as_ref().is_some_and(|playhead| !playhead.is_there()) {
            // What is on its way to an earlier step isn't worth a look.
            return Vec::new();
        }
        let (step, config) = (self.step_on_show(), self.config());
        let asks = self.lenses.ask(self.run.id, self.run.row, step, config);
        if asks { vec![Command::Freeze] } else { Vec::new() }
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

    fn set(&mut self, change: &Settings) -> Vec<Command> {
        let wanted = self.controls.with(change);
        if let Err(error) = wanted.check() {
            self.notices.push(Notice::error(format!("Nothing changed: {error}.")));
            return Vec::new();
        }
        let changed: Vec<Field> = self.controls.differences(&wanted).collect();
        let mut commands = Vec::new();
        let is_live = |field: &Field| field.effect() == Effect::Live;
        if changed.iter().any(is_live) && !self.fork_for_a_change(&mut commands) {
            return commands;
        }
        self.controls = wanted;
        if changed.iter().any(|field| field.effect() == Effect::Restarts) {
            self.restart_asked = Some(self.now);
        }
        let live = live_part(change, &changed);
        if live != Settings::default() {
            commands.push(Command::Apply { change: Box::new(live), gesture: self.gesture });
        }
        commands
    }

    fn toggle(&mut self) -> Vec<Command> {
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

    fn train_step(&mut self) -> Vec<Command> {
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

    fn restart(&mut self) -> Vec<Command> {
        let asked = self.status == Status::Paused(PauseReason::Asked);
        self.begin(Recipe::from(self.controls.clone()), !asked)
    }

    /// Plays a recipe as far as it goes.
    fn open(&mut self, recipe: Recipe) -> Vec<Command> {
        self.controls = recipe.config.clone();
        let until = Until { step: Some(recipe.steps()), ..self.until };
        let mut commands = self.act(Action::SetUntil(until));
        commands.extend(self.begin(recipe, true));
        commands
    }

    /// Goes on with a run where a checkpoint has it.
    fn resume(&mut self, checkpoint: Box<Checkpoint>) -> Vec<Command> {
        let row = self.run.row;
        self.restart_asked = None;
        self.playhead = None;
        self.newest_run += 1;
        self.run = Run::resumed(self.newest_run, &checkpoint);
        self.run.row = row.min(self.run.config.batch - 1);
        self.controls = self.run.config.clone();
        self.status = Status::Running;
        vec![Command::Resume { run: self.run.id, checkpoint, playing: true }]
    }

    /// Begins a new run.
    fn begin(&mut self, recipe: Recipe, playing: bool) -> Vec<Command> {
        self.restart_asked = None;
        self.playhead = None;
        let row = self.run.row;
        self.newest_run += 1;
        self.replace_run(Run::new(self.newest_run, recipe.config.clone()));
        self.run.row = row.min(recipe.config.batch - 1);
        self.start(recipe, playing)
    }

    /// Another run is the live one from now on; the old one joins those that are over.
    fn replace_run(&mut self, next: Run) {
        let id = next.id;
        let over = std::mem::replace(&mut self.run, next);
        self.runs.keep(over, id);
    }

    fn start(&mut self, recipe: Recipe, playing: bool) -> Vec<Command> {
        self.status = if playing { Status::Running } else { Status::Paused(PauseReason::Asked) };
        vec![Command::Start { run: self.run.id, recipe: Box::new(recipe), playing }]
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

#[cfg(test)]
mod tests;
