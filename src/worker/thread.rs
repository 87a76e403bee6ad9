//! The thread itself: an actor that trains between commands.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, TrySendError};

use super::gathering::Batch;
use super::pacing::{Metronome, Speedometer};
use super::{Command, Event, Pace, PauseReason, RunId, Until};
use crate::config::{Config, Settings};
use crate::trainer::{StepReport, Trainer, TrainerError};

/// Makes the trainer of a new run.
pub type MakeTrainer = Box<dyn Fn(&Config) -> Result<Trainer, TrainerError> + Send>;
/// Called when there is something to read.
pub type Waker = Box<dyn Fn() + Send>;

/// Least time between two batches: a display shows no more than about 60 pictures a second.
const HANDOVER: Duration = Duration::from_millis(12);
/// How often events that found no room are offered again while nothing else happens.
const RETRY: Duration = Duration::from_millis(5);

/// The state of the training thread.
pub(super) struct Actor {
    make: MakeTrainer,
    commands: Receiver<Command>,
    events: Sender<Event>,
    waker: Waker,
    /// Events that found no room in the channel yet; one a command at most.
    outbox: VecDeque<Event>,
    trainer: Option<Trainer>,
    run: RunId,
    mode: Mode,
    until: Until,
    pace: Pace,
    metronome: Metronome,
    speedometer: Speedometer,
    row: usize,
    pending: Batch,
    handed_over: Instant,
    last_loss: f32,
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
    ) -> Self {
        let now = Instant::now();
        Self {
            make,
            commands,
            events,
            waker,
            outbox: VecDeque::new(),
            trainer: None,
            run: 0,
            mode: Mode::Paused,
            until: Until::default(),
            pace: Pace::Max,
            metronome: Metronome::new(Pace::Max, now),
            speedometer: Speedometer::default(),
            row: 0,
            pending: Batch::default(),
            handed_over: now,
            last_loss: f32::INFINITY,
        }
    }

    /// Works until the handle is dropped.
    pub(super) fn run(mut self) {
        while let Ok(command) = self.next_command() {
            match command {
                Some(command) => self.obey(command),
                None if self.mode == Mode::Paused => {}
                None => self.train(false),
            }
            self.hand_over();
        }
    }

    /// The next command, or none when a step is due first. Ends when the handle is gone.
    fn next_command(&self) -> Result<Option<Command>, RecvTimeoutError> {
        let deadline = match self.mode {
            Mode::Paused if self.outbox.is_empty() && self.pending.is_empty() => {
                return self.commands.recv().map(Some).map_err(|_| RecvTimeoutError::Disconnected);
            }
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
            Command::Start { run, config, playing } => self.start(run, &config, playing),
            Command::Apply { change, gesture } => self.apply(change, gesture),
            Command::Play => self.play(),
            Command::Pause => self.pause(PauseReason::Asked),
            // At once: whatever is said next comes after it.
            Command::Step => self.train(true),
            Command::SetPace(pace) => {
                self.pace = pace;
                self.metronome = Metronome::new(pace, Instant::now());
            }
            Command::SetUntil(until) => self.until = until,
            Command::ShowRow(row) => self.show_row(row),
        }
    }

    fn start(&mut self, run: RunId, config: &Config, playing: bool) {
        self.run = run;
        self.pending = Batch::new(run);
        self.speedometer = Speedometer::default();
        self.last_loss = f32::INFINITY;
        self.row = self.row.min(config.batch - 1);
        // The old run's memory is freed before the new one asks for its own.
        self.trainer = None;
        self.mode = Mode::Paused;
        let made = catch_unwind(AssertUnwindSafe(|| (self.make)(config)));
        match made {
            Ok(Ok(trainer)) => {
                let config = Box::new(trainer.config().clone());
                self.trainer = Some(trainer);
                self.outbox.push_back(Event::Started { run, config });
                if playing {
                    self.play();
                }
            }
            Ok(Err(error)) => self.fail(error.to_string()),
            Err(panic) => self.fail(sentence(&*panic)),
        }
    }

    fn apply(&mut self, change: Box<Settings>, gesture: u64) {
        let Some(trainer) = &mut self.trainer else { return };
        let (run, step) = (self.run, trainer.steps() + 1);
        match trainer.apply(&change) {
            Ok(effects) => {
                self.row = self.row.min(trainer.config().batch - 1);
                self.report(Event::Changed { run, step, change, gesture, effects });
            }
            Err(error) => self.report(Event::Refused { run, reason: error.to_string() }),
        }
    }

    fn play(&mut self) {
        if self.trainer.is_some() && self.mode != Mode::Playing {
            let now = Instant::now();
            self.mode = Mode::Playing;
            self.metronome = Metronome::new(self.pace, now);
            self.speedometer.start(now);
        }
    }

    fn pause(&mut self, reason: PauseReason) {
        self.mode = Mode::Paused;
        self.speedometer.stop(Instant::now());
        self.report(Event::Paused { run: self.run, reason });
    }

    fn fail(&mut self, reason: String) {
        self.trainer = None;
        self.mode = Mode::Paused;
        self.report(Event::Failed { run: self.run, reason });
    }

    fn show_row(&mut self, row: usize) {
        self.row = row;
        if let Some(trainer) = self.trainer.as_ref().filter(|trainer| trainer.steps() > 0) {
            self.pending.windows.clear();
            self.pending.push_window(trainer, row);
        }
    }

    /// One step, and what follows from it: `stepping` ends in a pause.
    fn train(&mut self, stepping: bool) {
        let Some(trainer) = &mut self.trainer else {
            self.mode = Mode::Paused;
            return;
        };
        let begin = Instant::now();
        self.metronome.tick(begin);
        if stepping {
            self.speedometer.start(begin);
        }
        match catch_unwind(AssertUnwindSafe(|| trainer.step())) {
            Ok(Ok(report)) => {
                self.pending.push(&report, trainer, self.row);
                self.speedometer.mark(report.step, Instant::now());
                self.pause_if_reached(&report, stepping);
            }
            Ok(Err(TrainerError::Diverged(at))) => self.pause(PauseReason::Diverged(at)),
            Ok(Err(error)) => self.fail(error.to_string()),
            Err(panic) => self.fail(sentence(&*panic)),
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

    /// Queues an event behind the steps that came before it.
    fn report(&mut self, event: Event) {
        if !self.pending.is_empty() {
            let batch = self.take_pending();
            self.outbox.push_back(batch);
        }
        self.outbox.push_back(event);
    }

    fn take_pending(&mut self) -> Event {
        let now = Instant::now();
        let mut batch = std::mem::replace(&mut self.pending, Batch::new(self.run));
        batch.elapsed = self.speedometer.elapsed(now);
        let newest = batch.windows.back().map_or(0, |window| window.step);
        batch.steps_per_second = self.speedometer.steps_per_second(newest, now);
        self.handed_over = now;
        Event::Steps(Box::new(batch))
    }

    /// Hands over what the window has room for; the rest goes on gathering.
    fn hand_over(&mut self) {
        let mut handed = false;
        while let Some(event) = self.outbox.pop_front() {
            match self.events.try_send(event) {
                Ok(()) => handed = true,
                Err(TrySendError::Full(event)) => {
                    self.outbox.push_front(event);
                    break;
                }
                Err(TrySendError::Disconnected(_)) => return,
            }
        }
        // A batch only goes to a window that has read the last one.
        if !self.pending.is_empty()
            && self.events.is_empty()
            && self.handed_over.elapsed() >= HANDOVER
        {
            let batch = self.take_pending();
            handed |= self.events.try_send(batch).is_ok();
        }
        if handed {
            (self.waker)();
        }
    }
}

/// What a panic said, as a sentence.
fn sentence(panic: &(dyn std::any::Any + Send)) -> String {
    format!("the training thread failed ({}); a restart begins a new run", panic_text(panic))
}

/// What a panic said.
pub fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("unknown")
}
