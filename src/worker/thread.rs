//! The thread itself: an actor that trains between commands.

mod looking;
mod training;

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError};

use super::RunId;
use super::command::{Command, Until};
use super::course::{Course, SNAPSHOT_MEMORY};
use super::event::{Event, PauseReason};
use super::failure::{Failure, caught};
use super::handover::{Handover, Waker};
use super::keeping::{Keep, Keeping};
use super::pacing::{Metronome, Pace};
use crate::checkpoint::Checkpoint;
use crate::config::Config;
use crate::recipe::Recipe;
use crate::trainer::{Trainer, TrainerError};

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
            snapshot_bytes: bytes(SNAPSHOT_MEMORY),
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

    fn fail(&mut self, reason: String) {
        self.course = None;
        self.mode = Mode::Paused;
        self.window.report(Event::Failed { run: self.run, reason });
    }

    fn set_snapshot_memory(&mut self, megabytes: u32) {
        let bytes = bytes(megabytes);
        self.snapshot_bytes = bytes;
        self.course.iter_mut().for_each(|course| course.set_budget(bytes));
    }
}

fn bytes(megabytes: u32) -> usize {
    (megabytes as usize) << 20
}
