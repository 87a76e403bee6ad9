//! The training thread: commands in, events out.
//!
//! Commands are looked for before every step, so that a slider is felt on the very next one. What the
//! steps yield is gathered and handed over when the window is ready for it; a window that is hidden
//! or slow neither slows training nor makes memory grow. Dropping the [`Worker`] ends the thread.

mod course;
mod gathering;
mod handover;
mod keeping;
mod pacing;
mod past;
mod processor;
mod specimen;
mod thread;
pub mod timeline;

pub use course::{Earlier, SNAPSHOT_MEGABYTES, SNAPSHOT_MEMORY};
pub use gathering::{Batch, Window};
pub use handover::{REFRESH, Waker};
pub use keeping::Keep;
pub use pacing::Pace;
pub use past::Past;
pub use processor::ProcessorTime;
pub use specimen::Specimen;
pub use thread::{MakeTrainer, panic_text};

use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, TryIter};

use crate::checkpoint::Checkpoint;
use crate::config::{Config, Settings};
use crate::lens::slowly::Slowly;
use crate::recipe::Recipe;
use crate::trainer::{ChangeEffects, Divergence};

/// Gestures from this number on are changes of a recipe being played: one for each of its drags.
pub const PLAYED: u64 = 1 << 63;

/// Tells the runs of a program apart; counts from 1.
pub type RunId = u64;

/// What the thread can be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Begin a new run; `playing` says whether it runs or waits.
    Start {
        /// Stamped on every event of the run.
        run: RunId,
        /// What it is: its changes are made at their steps, until a change by hand.
        recipe: Box<Recipe>,
        /// Whether it runs at once.
        playing: bool,
    },
    /// Go on with a run from a checkpoint; `playing` says whether it runs or waits.
    Resume {
        /// Stamped on every event of the run.
        run: RunId,
        /// Where it goes on.
        checkpoint: Box<Checkpoint>,
        /// Whether it runs at once.
        playing: bool,
    },
    /// Hand over what it takes to go on from the end of the run.
    Checkpoint,
    /// Change live settings just before the next step.
    Apply {
        /// What changes.
        change: Box<Settings>,
        /// Changes of one drag share a number.
        gesture: u64,
    },
    /// Train step after step.
    Play,
    /// Stop after the step at hand.
    Pause,
    /// Train one step, then pause.
    Step,
    /// Pause, and show this step as it was; 0 is the untrained network. One that follows before the
    /// step is reached replaces it.
    Rewind(u64),
    /// Show the end of the run again.
    BackToLive,
    /// Make the earlier step on show the end of a run of its own, whose later steps go another way.
    Fork {
        /// Stamped on the events of this run from now on.
        run: RunId,
    },
    /// Train this fast.
    SetPace(Pace),
    /// Pause when this is reached.
    SetUntil(Until),
    /// Hand over what was trained after this time, if it was read the last time; [`REFRESH`] by
    /// default.
    ShowEvery(Duration),
    /// Let the snapshots of a run take so many megabytes; [`SNAPSHOT_MEMORY`] by default.
    SetSnapshotMemory(u32),
    /// Hand over the curves of this batch row.
    ShowRow(usize),
    /// Hand over a copy of the network.
    Freeze,
    /// Hand over the next step in all its parts, without taking it.
    Slowly,
}

/// When training pauses by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Until {
    /// After this step.
    pub step: Option<u64>,
    /// When the loss falls to this value or below.
    pub loss: Option<f32>,
}

/// What the thread reports.
#[derive(Debug)]
pub enum Event {
    /// A run began; the network is untrained.
    Started {
        /// The run.
        run: RunId,
        /// What it began with, complete with the fingerprint of a weights file.
        config: Box<Config>,
    },
    /// What it takes to go on from the end of the run.
    Checkpoint(Box<Checkpoint>),
    /// Steps were trained.
    Steps(Box<Batch>),
    /// A change acts from `step` on.
    Changed {
        /// The run.
        run: RunId,
        /// The first step that feels it.
        step: u64,
        /// What changed.
        change: Box<Settings>,
        /// The drag it belongs to.
        gesture: u64,
        /// What it did besides.
        effects: ChangeEffects,
    },
    /// A change was refused; everything is as it was.
    Refused {
        /// The run.
        run: RunId,
        /// Why.
        reason: String,
    },
    /// An earlier step is on its way.
    Replaying {
        /// The run.
        run: RunId,
        /// The step reached.
        at: u64,
        /// The step at which the replay began.
        from: u64,
        /// The step wanted.
        to: u64,
    },
    /// An earlier step is on show.
    Rewound {
        /// The run.
        run: RunId,
        /// The step as it was.
        earlier: Box<Earlier>,
    },
    /// What the steps before the checkpoint yielded that the run went on from.
    Past {
        /// The run.
        run: RunId,
        /// What is known of them.
        past: Past,
    },
    /// The copy that was asked for.
    Frozen(Box<Specimen>),
    /// The next step in all its parts, or why there is none.
    Slowly {
        /// The run.
        run: RunId,
        /// The step.
        step: Result<Box<Slowly>, String>,
    },
    /// Training waits.
    Paused {
        /// The run.
        run: RunId,
        /// Why.
        reason: PauseReason,
    },
    /// The run can't begin or go on; a new one can.
    Failed {
        /// The run.
        run: RunId,
        /// One sentence.
        reason: String,
    },
}

impl Event {
    /// The run that it tells of; a checkpoint knows itself.
    pub fn run(&self) -> Option<RunId> {
        match self {
            Self::Steps(batch) => Some(batch.run),
            Self::Frozen(specimen) => Some(specimen.run),
            Self::Checkpoint(_) => None,
            Self::Started { run, .. }
            | Self::Changed { run, .. }
            | Self::Refused { run, .. }
            | Self::Replaying { run, .. }
            | Self::Rewound { run, .. }
            | Self::Past { run, .. }
            | Self::Slowly { run, .. }
            | Self::Paused { run, .. }
            | Self::Failed { run, .. } => Some(*run),
        }
    }
}

/// Why training waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PauseReason {
    /// It was asked to.
    Asked,
    /// The step of [`Until`] was reached.
    ReachedStep(u64),
    /// The loss of [`Until`] was reached at this step.
    ReachedLoss(u64),
    /// The loss is no longer a finite number.
    Diverged(Divergence),
}

/// A handle on the training thread.
///
/// Dropping it ends the thread after the step at hand, and waits for that as long as a person would:
/// a step that takes longer is given up, and the thread ends by itself.
#[derive(Debug)]
pub struct Worker {
    // The order of the fields matters: the thread ends when the sender is gone, then it is joined.
    commands: Option<Sender<Command>>,
    events: Receiver<Event>,
    thread: Option<JoinHandle<()>>,
}

/// Commands the channel holds before a sender waits; a person can't press that many keys at once.
const COMMANDS: usize = 256;
/// Events the channel holds; the thread keeps what doesn't fit.
const EVENTS: usize = 64;
/// How long the end of the thread is waited for: what it would keep at the end of a longer step was
/// kept before it.
const PATIENCE: Duration = Duration::from_secs(1);

impl Worker {
    /// Starts the thread. `waker` is called, on that thread, when there is something to read.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn spawn(waker: Waker) -> std::io::Result<Self> {
        Self::spawn_with(Box::new(crate::trainer::Trainer::new), waker, None)
    }

    /// [`Worker::spawn`] with somebody who takes the run to safety every few seconds, and at the end.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn spawn_kept(waker: Waker, keep: Option<Keep>) -> std::io::Result<Self> {
        Self::spawn_with(Box::new(crate::trainer::Trainer::new), waker, keep)
    }

    /// [`Worker::spawn`] with another way to make trainers.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn spawn_with(
        make: MakeTrainer,
        waker: Waker,
        keep: Option<Keep>,
    ) -> std::io::Result<Self> {
        let (command_sender, commands) = crossbeam_channel::bounded(COMMANDS);
        let (event_sender, events) = crossbeam_channel::bounded(EVENTS);
        let actor = thread::Actor::new(make, commands, event_sender, waker, keep);
        let thread =
            std::thread::Builder::new().name("trainer".to_owned()).spawn(move || actor.run())?;
        Ok(Self { commands: Some(command_sender), events, thread: Some(thread) })
    }

    /// Tells the thread something. It answers with events, if at all.
    pub fn send(&self, command: Command) {
        if let Some(commands) = &self.commands {
            // Fails only when the thread has ended, which it reports itself.
            let _ = commands.send(command);
        }
    }

    /// The events that are ready now.
    pub fn events(&self) -> TryIter<'_, Event> {
        self.events.try_iter()
    }

    /// Waits for the next event; `None` when the thread has ended.
    pub fn wait(&self) -> Option<Event> {
        self.events.recv().ok()
    }
}

impl Worker {
    /// Whether the thread has let go of its events, which it does at its end.
    fn ends_in(&self, time: Duration) -> bool {
        let timeout = crossbeam_channel::after(time);
        loop {
            crossbeam_channel::select! {
                recv(self.events) -> event => if event.is_err() { return true },
                recv(timeout) -> _ => return false,
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.commands = None;
        if self.ends_in(PATIENCE)
            && let Some(thread) = self.thread.take()
        {
            // The thread catches its panics; there is nobody left to tell of another.
            let _ = thread.join();
        }
    }
}
