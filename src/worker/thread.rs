//! The thread itself: an actor that trains between commands.

mod looking;
mod training;

use std::time::{Duration, Instant};

use super::active_run::{ActiveRun, SNAPSHOT_MEMORY};
use super::autosave::{AutosaveTimer, SaveCheckpoint};
use super::command::{Command, Until};
use super::event::{Event, PauseReason};
use super::event_queue::EventQueue;
use super::pacing::Metronome;
use super::parked::{Parked, ParkedRuns};
use crate::checkpoint::Checkpoint;
use crate::config::Config;
use crate::recipe::Recipe;
use crate::text::{Reason, Texts};
use crate::thread::{Dropped, Inbox, Outbox, Pace, RunId, caught};
use crate::trainer::{Trainer, TrainerError};

/// Makes the trainer of a new run.
pub type MakeTrainer = Box<dyn Fn(&Config) -> Result<Trainer, TrainerError> + Send>;

/// How often events that found no room are offered again while nothing else happens.
const RETRY: Duration = Duration::from_millis(5);

/// The state of the training thread.
pub(super) struct Actor<'a> {
    make: MakeTrainer,
    inbox: &'a Inbox<Command>,
    queue: EventQueue<'a>,
    active: Option<ActiveRun>,
    run: RunId,
    /// Runs that others have taken the place of.
    parked: ParkedRuns,
    mode: Mode,
    until: Until,
    pace: Pace,
    metronome: Metronome,
    /// The step up to which the pace doesn't matter.
    hurry_to: u64,
    row: usize,
    last_loss: f32,
    /// Bytes that a run's snapshots may take.
    snapshot_bytes: usize,
    autosave: AutosaveTimer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Playing,
    /// So many steps, then a pause.
    Stepping(u64),
    Paused,
}

impl<'a> Actor<'a> {
    pub(super) fn new(
        make: MakeTrainer,
        inbox: &'a Inbox<Command>,
        outbox: &'a Outbox<Event>,
        save: Option<SaveCheckpoint>,
    ) -> Self {
        Self {
            make,
            inbox,
            queue: EventQueue::new(outbox),
            active: None,
            run: 0,
            parked: ParkedRuns::default(),
            mode: Mode::Paused,
            until: Until::default(),
            pace: Pace::Max,
            metronome: Metronome::new(Pace::Max, Instant::now()),
            hurry_to: 0,
            row: 0,
            last_loss: f32::INFINITY,
            snapshot_bytes: bytes(SNAPSHOT_MEMORY),
            autosave: AutosaveTimer::new(save),
        }
    }

    /// Works until the handle is dropped. Whatever goes wrong ends the run at most.
    pub(super) fn run(mut self) {
        loop {
            match caught(|| self.turn()) {
                Ok(Ok(())) => {}
                Ok(Err(Dropped)) => break,
                Err(panic) => self.fail(TrainingPanic(panic)),
            }
        }
        // There is nobody left to tell of a panic.
        let elapsed = self.queue.speedometer.elapsed(Instant::now());
        let (active, until) = (self.active.as_ref(), self.until.step);
        let _ = caught(|| self.autosave.save_last(active, until, elapsed));
    }

    /// Obeys one command or does one piece of work, and hands over what there is.
    fn turn(&mut self) -> Result<(), Dropped> {
        match self.next_command()? {
            Some(command) => self.obey(command),
            None if self.is_replaying() => self.replay(),
            None if self.is_closing_gap() => self.close_gap(),
            None if self.mode == Mode::Paused || self.is_early() => {}
            None => self.train(),
        }
        self.queue.hand_over();
        if self.autosave.is_due(Instant::now()) {
            let elapsed = self.queue.speedometer.elapsed(Instant::now());
            self.autosave.save(self.active.as_ref(), self.until.step, elapsed);
        }
        Ok(())
    }

    fn is_replaying(&self) -> bool {
        self.active.as_ref().is_some_and(ActiveRun::is_replaying)
    }

    /// Whether there is time to replay what came before a checkpoint.
    fn is_closing_gap(&self) -> bool {
        self.mode == Mode::Paused && self.active.as_ref().is_some_and(ActiveRun::has_gap)
    }

    /// The next command, or none when a step is due first. Ends when the handle is gone.
    fn next_command(&self) -> Result<Option<Command>, Dropped> {
        match self.mode {
            _ if self.is_replaying() || self.is_closing_gap() => self.inbox.ready(),
            Mode::Paused if self.queue.is_done() => match self.autosave.due() {
                Some(due) => self.inbox.until(due),
                None => self.inbox.wait(),
            },
            Mode::Paused => self.inbox.until(Instant::now() + RETRY),
            Mode::Playing if self.keeps_time() && self.queue.is_done() => {
                self.inbox.until(self.metronome.due())
            }
            // What the window hasn't been told yet doesn't wait for the next step.
            Mode::Playing if self.keeps_time() => {
                self.inbox.until(self.metronome.due().min(Instant::now() + RETRY))
            }
            Mode::Playing | Mode::Stepping(_) => self.inbox.ready(),
        }
    }

    /// Whether the next step waits for its time.
    fn keeps_time(&self) -> bool {
        self.pace != Pace::Max && !self.is_hurrying()
    }

    /// Whether the next step isn't due yet.
    fn is_early(&self) -> bool {
        self.mode == Mode::Playing && self.keeps_time() && Instant::now() < self.metronome.due()
    }

    fn is_hurrying(&self) -> bool {
        self.active.as_ref().is_some_and(|active| active.live().steps() < self.hurry_to)
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Start { run, recipe, playing } => self.start(run, *recipe, playing),
            Command::Resume { run, checkpoint, playing } => self.resume(run, *checkpoint, playing),
            Command::TakeUp { run } => self.take_up(run),
            Command::Checkpoint => self.checkpoint(),
            Command::Apply { change, gesture } => self.apply_by_hand(change, gesture),
            Command::Play => self.play(),
            Command::Pause => self.pause(PauseReason::Asked),
            // At once: whatever is said next comes after it.
            Command::Step(steps) => self.train_steps(steps),
            Command::Rewind(step) => self.rewind(step),
            Command::BackToLive => self.show_live(),
            Command::Fork { run, best } => self.fork(run, best),
            Command::Branch { run } => self.branch(run),
            Command::SetPace(pace) => {
                self.pace = pace;
                self.metronome = Metronome::new(pace, Instant::now());
            }
            Command::HurryTo(step) => self.hurry_to = step,
            Command::SetUntil(until) => self.until = until,
            Command::ShowEvery(interval) => self.queue.interval = interval,
            Command::SetSnapshotMemory(megabytes) => self.set_snapshot_memory(megabytes),
            Command::ShowRow(row) => self.show_row(row),
            Command::Freeze => self.freeze(),
            Command::Weights(request) => self.hand_over_weights(request),
            Command::TraceStep => self.look_ahead(),
        }
    }

    fn start(&mut self, run: RunId, recipe: Recipe, playing: bool) {
        self.end(run);
        let (make, bytes) = (&self.make, self.snapshot_bytes);
        let made = make(&recipe.config).and_then(|made| ActiveRun::new(made, recipe, bytes));
        self.begin(run, made, playing);
    }

    fn resume(&mut self, run: RunId, checkpoint: Checkpoint, playing: bool) {
        self.end(run);
        self.queue.speedometer.go_on_from(checkpoint.past.elapsed);
        let made = ActiveRun::resume(checkpoint, self.snapshot_bytes);
        self.begin(run, made, playing);
    }

    /// Goes on with a run that another has taken the place of.
    fn take_up(&mut self, run: RunId) {
        let Some(parked) = self.parked.take(run) else {
            return self.queue.report(Event::Gone { run: self.run });
        };
        let left = self.run;
        self.end(run);
        // In the name of the run that was left, whose steps come before it.
        self.queue.report(Event::TakenUp { run: left, back: run });
        match parked.take_up(self.snapshot_bytes) {
            Ok((active, elapsed)) => {
                self.queue.speedometer.go_on_from(elapsed);
                self.row = self.row.min(active.live().config().batch - 1);
                self.active = Some(active);
                self.autosave.touch();
            }
            Err(reason) => self.fail(reason),
        }
    }

    /// Has the run wait that another takes the place of.
    fn park(&mut self) {
        let Some(active) = self.active.take() else { return };
        let elapsed = self.queue.speedometer.elapsed(Instant::now());
        // A run whose numbers can't be read can't be gone on with, either.
        if let Ok(parked) = Parked::of(self.run, active, elapsed) {
            self.parked.keep(parked);
        }
    }

    /// Makes room for another run: the old one's memory is freed before the new one asks for its own.
    fn end(&mut self, run: RunId) {
        self.park();
        self.run = run;
        self.queue.begin(run);
        self.last_loss = f32::INFINITY;
        self.mode = Mode::Paused;
        self.hurry_to = 0;
    }

    fn begin(&mut self, run: RunId, made: Result<ActiveRun, TrainerError>, playing: bool) {
        match made {
            Ok(active) => {
                let config = Box::new(active.first_config().clone());
                self.row = self.row.min(active.live().config().batch - 1);
                self.active = Some(active);
                self.queue.report(Event::Started { run, config });
                self.begin_training(playing);
            }
            Err(reason) => self.fail(reason),
        }
    }

    /// Lets a run that has just begun run. One that was saved where its patience had run out waits there: going
    /// on makes another run of it.
    fn begin_training(&mut self, playing: bool) {
        let Some(active) = self.active.as_ref().filter(|_| playing) else { return };
        if active.is_out_of_patience() {
            let step = active.live().steps();
            return self.pause(PauseReason::OutOfPatience(step));
        }
        self.play();
    }

    fn checkpoint(&mut self) {
        let Some(active) = &self.active else { return };
        let elapsed = self.queue.speedometer.elapsed(Instant::now());
        match active.checkpoint(self.until.step, elapsed) {
            Ok(checkpoint) => self.queue.report(Event::Checkpoint(Box::new(checkpoint))),
            Err(error) => self.fail(error),
        }
    }

    fn fail(&mut self, reason: impl Into<Reason>) {
        self.active = None;
        self.mode = Mode::Paused;
        self.queue.report(Event::Failed { run: self.run, reason: reason.into() });
    }

    fn set_snapshot_memory(&mut self, megabytes: u32) {
        let bytes = bytes(megabytes);
        self.snapshot_bytes = bytes;
        self.active.iter_mut().for_each(|active| active.set_budget(bytes));
    }
}

/// The trainer panicked, and said this.
#[derive(Debug, thiserror::Error)]
#[error("{}", (Texts::in_force().failures.training)(.0))]
pub(super) struct TrainingPanic(pub(super) String);

fn bytes(megabytes: u32) -> usize {
    (megabytes as usize) << 20
}
