//! The thread itself: an actor that trains between commands.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError};

use super::course::{Course, Progress};
use super::handover::{Handover, Waker};
use super::keeping::{Keep, Keeping};
use super::pacing::Metronome;
use super::past::Past;
use super::specimen::Specimen;
use super::{Command, Event, PLAYED, Pace, PauseReason, RunId, Until};
use crate::checkpoint::Checkpoint;
use crate::config::{Config, Settings};
use crate::lens::slowly::Slowly;
use crate::recipe::Recipe;
use crate::trainer::{StepReport, Trainer, TrainerError};

/// Makes the trainer of a new run.
pub type MakeTrainer = Box<dyn Fn(&Config) -> Result<Trainer, TrainerError> + Send>;

/// How often events that found no room are offered again while nothing else happens.
const RETRY: Duration = Duration::from_millis(5);

/// The state of the training thread.
pub(super) struct Actor {
    make: MakeTrainer,
    commands: Receiver<Command>,
    window: Handover,
    course: Option<Course>,
    run: RunId,
    mode: Mode,
    until: Until,
    pace: Pace,
    metronome: Metronome,
    row: usize,
    last_loss: f32,
    /// Bytes that a run's snapshots may take.
    snapshot_bytes: usize,
    keeping: Keeping,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Playing,
    Paused,
}

impl Actor {
    pub(super) fn new(
        make: MakeTrainer,
        commands: Receiver<Command>,
        events: Sender<Event>,
        waker: Waker,
        keep: Option<Keep>,
    ) -> Self {
        Self {
            make,
            commands,
            window: Handover::new(events, waker),
            course: None,
            run: 0,
            mode: Mode::Paused,
            until: Until::default(),
            pace: Pace::Max,
            metronome: Metronome::new(Pace::Max, Instant::now()),
            row: 0,
            last_loss: f32::INFINITY,
            snapshot_bytes: bytes(super::SNAPSHOT_MEMORY),
            keeping: Keeping::new(keep),
        }
    }

    /// Works until the handle is dropped.
    pub(super) fn run(mut self) {
        while let Ok(command) = self.next_command() {
            match command {
                Some(command) => self.obey(command),
                None if self.is_replaying() => self.replay(),
                None if self.is_closing_gap() => self.close_gap(),
                None if self.mode == Mode::Paused => {}
                None => self.train(false),
            }
            self.window.hand_over();
            self.keeping.keep_when_due(self.course.as_ref());
        }
        self.keeping.keep_last(self.course.as_ref());
    }

    fn is_replaying(&self) -> bool {
        self.course.as_ref().is_some_and(Course::is_replaying)
    }

    /// Whether there is time to replay what came before a checkpoint.
    fn is_closing_gap(&self) -> bool {
        self.mode == Mode::Paused && self.course.as_ref().is_some_and(Course::has_gap)
    }

    /// The next command, or none when a step is due first. Ends when the handle is gone.
    fn next_command(&self) -> Result<Option<Command>, RecvTimeoutError> {
        let deadline = match self.mode {
            _ if self.is_replaying() || self.is_closing_gap() => return self.ready_command(),
            Mode::Paused if self.window.is_done() => match self.keeping.due() {
                Some(due) => due,
                None => {
                    let command = self.commands.recv();
                    return command.map(Some).map_err(|_| RecvTimeoutError::Disconnected);
                }
            },
            Mode::Paused => Instant::now() + RETRY,
            Mode::Playing if self.pace != Pace::Max => self.metronome.due(),
            Mode::Playing => return self.ready_command(),
        };
        match self.commands.recv_deadline(deadline) {
            Ok(command) => Ok(Some(command)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(RecvTimeoutError::Disconnected),
        }
    }

    fn ready_command(&self) -> Result<Option<Command>, RecvTimeoutError> {
        match self.commands.try_recv() {
            Ok(command) => Ok(Some(command)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
        }
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Start { run, recipe, playing } => self.start(run, *recipe, playing),
            Command::Resume { run, checkpoint, playing } => self.resume(run, *checkpoint, playing),
            Command::Checkpoint => self.checkpoint(),
            Command::Apply { change, gesture } => self.apply_by_hand(change, gesture),
            Command::Play => self.play(),
            Command::Pause => self.pause(PauseReason::Asked),
            // At once: whatever is said next comes after it.
            Command::Step => self.train(true),
            Command::Rewind(step) => self.rewind(step),
            Command::BackToLive => self.show_live(),
            Command::Fork { run } => self.fork(run),
            Command::SetPace(pace) => {
                self.pace = pace;
                self.metronome = Metronome::new(pace, Instant::now());
            }
            Command::SetUntil(until) => self.until = until,
            Command::ShowEvery(interval) => self.window.interval = interval,
            Command::SetSnapshotMemory(megabytes) => self.set_snapshot_memory(megabytes),
            Command::ShowRow(row) => self.show_row(row),
            Command::Freeze => self.freeze(),
            Command::Slowly => self.look_ahead(),
        }
    }

    fn start(&mut self, run: RunId, recipe: Recipe, playing: bool) {
        self.end(run);
        let (make, bytes) = (&self.make, self.snapshot_bytes);
        let made = caught(|| Course::new(make(&recipe.config)?, recipe, bytes));
        self.begin(run, made, playing);
    }

    fn resume(&mut self, run: RunId, checkpoint: Checkpoint, playing: bool) {
        self.end(run);
        let made = caught(|| Course::resume(checkpoint, self.snapshot_bytes));
        self.begin(run, made, playing);
    }

    /// Makes room for another run: the old one's memory is freed before the new one asks for its own.
    fn end(&mut self, run: RunId) {
        self.run = run;
        self.window.begin(run);
        self.last_loss = f32::INFINITY;
        self.course = None;
        self.mode = Mode::Paused;
    }

    fn begin(&mut self, run: RunId, made: Result<Course, Failure>, playing: bool) {
        match made {
            Ok(course) => {
                let config = Box::new(course.first_config().clone());
                self.row = self.row.min(course.live().config().batch - 1);
                self.course = Some(course);
                self.window.report(Event::Started { run, config });
                if playing {
                    self.play();
                }
            }
            Err(reason) => self.fail(reason.to_string()),
        }
    }

    fn checkpoint(&mut self) {
        let Some(course) = &self.course else { return };
        match course.checkpoint() {
            Ok(checkpoint) => self.window.report(Event::Checkpoint(Box::new(checkpoint))),
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// A change by the user's hand, who goes a way of their own from here.
    fn apply_by_hand(&mut self, change: Box<Settings>, gesture: u64) {
        if let Some(course) = &mut self.course {
            course.drop_plan();
        }
        self.apply(change, gesture);
    }

    fn apply(&mut self, change: Box<Settings>, gesture: u64) {
        let Some(course) = &mut self.course else { return };
        let (run, step) = (self.run, course.live().steps() + 1);
        match course.apply(&change) {
            Ok(effects) => {
                self.row = self.row.min(course.live().config().batch - 1);
                self.keeping.touch();
                self.window.report(Event::Changed { run, step, change, gesture, effects });
            }
            Err(error) => self.window.report(Event::Refused { run, reason: error.to_string() }),
        }
    }

    fn play(&mut self) {
        self.back_to_live();
        if self.course.is_some() && self.mode != Mode::Playing {
            let now = Instant::now();
            self.mode = Mode::Playing;
            self.metronome = Metronome::new(self.pace, now);
            self.window.speedometer.start(now);
        }
    }

    fn pause(&mut self, reason: PauseReason) {
        self.rest();
        if let Some(course) = &self.course {
            self.window.push_newest(course.live(), self.row);
        }
        self.window.report(Event::Paused { run: self.run, reason });
    }

    fn rest(&mut self) {
        self.mode = Mode::Paused;
        self.window.speedometer.stop(Instant::now());
    }

    fn fail(&mut self, reason: String) {
        self.course = None;
        self.mode = Mode::Paused;
        self.window.report(Event::Failed { run: self.run, reason });
    }

    /// Goes back to a step of the run, or forth to one that has been.
    fn rewind(&mut self, step: u64) {
        let Some(course) = &mut self.course else { return };
        let step = step.min(course.live().steps());
        let (make, config) = (&self.make, course.first_config().clone());
        match caught(|| course.go_back(step, || make(&config))) {
            Ok(()) => self.rest(),
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Back to live, with the curves of the row that is wanted by now.
    fn show_live(&mut self) {
        self.back_to_live();
        self.show_row(self.row);
    }

    fn back_to_live(&mut self) {
        if let Some(course) = &mut self.course {
            course.back_to_live();
        }
    }

    /// The earlier step on show becomes the end of a run of its own.
    fn fork(&mut self, run: RunId) {
        // Who forks has seen the step; should it not be there yet, the way is gone to its end.
        while self.is_replaying() {
            self.replay();
        }
        let Some(course) = &mut self.course else { return };
        self.keeping.touch();
        self.last_loss = course.fork().map_or(f32::INFINITY, |report| report.loss);
        self.run = run;
        self.window.pending = super::Batch::new(run);
        if self.course.as_ref().is_some_and(Course::has_gap) {
            self.close_gap();
        }
    }

    fn replay(&mut self) {
        let (run, row) = (self.run, self.row);
        let Some(course) = &mut self.course else { return };
        match caught(|| course.replay(row)) {
            Ok(Progress::Resting) => {}
            Ok(Progress::Replaying { at, from, to }) => {
                self.window.mention(Event::Replaying { run, at, from, to });
            }
            Ok(Progress::Arrived(earlier)) => {
                self.window.report(Event::Rewound { run, earlier });
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Replays for a moment what came before a checkpoint.
    fn close_gap(&mut self) {
        let run = self.run;
        let Some(course) = &mut self.course else { return };
        let (make, config) = (&self.make, course.first_config().clone());
        match caught(|| Ok(course.close_gap(|| make(&config)))) {
            Ok(Some(past @ Past::Known(_))) => self.window.report(Event::Past { run, past }),
            Ok(Some(past)) => self.window.mention(Event::Past { run, past }),
            Ok(None) => {}
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn set_snapshot_memory(&mut self, megabytes: u32) {
        let bytes = bytes(megabytes);
        self.snapshot_bytes = bytes;
        self.course.iter_mut().for_each(|course| course.set_budget(bytes));
    }

    fn show_row(&mut self, row: usize) {
        self.row = row;
        let Some(course) = &mut self.course else { return };
        if let Some(step) = course.step_on_show() {
            course.back_to_live();
            self.rewind(step);
        } else if course.shown().steps() > 0 {
            self.window.pending.windows.clear();
            self.window.pending.push_window(course.live(), row);
        }
    }

    /// Takes the next step apart, on a copy.
    fn look_ahead(&mut self) {
        let Some(course) = &self.course else { return };
        let (run, row) = (self.run, self.row);
        let step = caught(|| Slowly::ahead(course.shown(), row)).map(Box::new);
        let step = step.map_err(|reason| reason.to_string());
        self.window.report(Event::Slowly { run, step });
    }

    /// Copies the network on show.
    fn freeze(&mut self) {
        let Some(course) = &self.course else { return };
        // A network whose numbers can't be read can't train either, which is told then.
        if let Ok(specimen) = Specimen::take(self.run, course.shown(), self.row) {
            self.window.report(Event::Frozen(Box::new(specimen)));
        }
    }

    /// One step, and what follows from it: `stepping` ends in a pause.
    fn train(&mut self, stepping: bool) {
        self.back_to_live();
        self.make_planned_change();
        let Some(course) = &mut self.course else {
            self.mode = Mode::Paused;
            return;
        };
        let begin = Instant::now();
        self.metronome.tick(begin);
        if stepping {
            self.window.speedometer.start(begin);
        }
        match caught(|| course.step()) {
            Ok(report) => {
                self.keeping.touch();
                self.window.push(&report, course.live(), self.row);
                self.window.speedometer.mark(report.step, Instant::now());
                self.pause_if_reached(&report, stepping);
            }
            Err(Failure::Trainer(TrainerError::Diverged(at))) => {
                self.pause(PauseReason::Diverged(at));
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// The change that the recipe being played makes before the next step.
    fn make_planned_change(&mut self) {
        if let Some((change, drag)) = self.course.as_ref().and_then(Course::planned) {
            self.apply(Box::new(change), PLAYED + drag);
        }
    }

    fn pause_if_reached(&mut self, report: &StepReport, stepping: bool) {
        // Crossing the goal counts, not lying beyond it: who goes on from there isn't stopped again.
        let fell_to = |goal: f32| report.loss <= goal && self.last_loss > goal;
        let reason = if self.until.step == Some(report.step) {
            Some(PauseReason::ReachedStep(report.step))
        } else if self.until.loss.is_some_and(fell_to) {
            Some(PauseReason::ReachedLoss(report.step))
        } else {
            stepping.then_some(PauseReason::Asked)
        };
        self.last_loss = report.loss;
        if let Some(reason) = reason {
            self.pause(reason);
        }
    }
}

fn bytes(megabytes: u32) -> usize {
    (megabytes as usize) << 20
}

/// Why the run can't go on.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Trainer(#[from] TrainerError),
    #[error("the training thread failed ({0}); a restart begins a new run")]
    Panic(String),
}

/// Does something with the trainer; a panic in it is a failure like any other.
fn caught<T>(work: impl FnOnce() -> Result<T, TrainerError>) -> Result<T, Failure> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => Ok(result?),
        Err(panic) => Err(Failure::Panic(panic_text(&*panic).to_owned())),
    }
}

/// What a panic said.
pub fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("unknown")
}
