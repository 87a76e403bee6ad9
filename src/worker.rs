//! The training thread: commands in, events out.
//!
//! Commands are looked for before every step, so that a slider is felt on the very next one. What the
//! steps yield is gathered and handed over when the window is ready for it; a window that is hidden
//! or slow neither slows training nor makes memory grow. Dropping the [`Worker`] ends the thread.

mod active_run;
mod autosave;
mod backfill;
mod command;
mod event;
mod event_queue;
mod failure;
mod pacing;
mod planned_changes;
mod processor;
mod specimen;
mod step_chunk;
mod thread;
pub mod timeline;

pub use active_run::{Earlier, SNAPSHOT_MEGABYTES, SNAPSHOT_MEMORY};
pub use autosave::SaveCheckpoint;
pub use backfill::Backfill;
pub use command::{Command, Until};
pub use event::{Event, PLAYED, PauseReason};
pub use event_queue::{REFRESH, Waker};
pub use failure::panic_text;
pub use pacing::Pace;
pub use processor::{Courtesy, ProcessorTime};
pub use specimen::Specimen;
pub use step_chunk::{PlayedChange, StepChunk, Window};
pub use thread::MakeTrainer;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, TryIter};

/// Tells the runs of a program apart; counts from 1.
pub type RunId = u64;

/// A handle on the training thread.
///
/// Dropping it ends the thread after the step at hand, and waits for that as long as a person would:
/// a step that takes longer is given up, and the thread ends by itself.
#[derive(Debug)]
pub struct Worker {
    /// Gone with the handle, which tells the thread to leave commands that it hasn't read.
    held: Option<Arc<()>>,
    commands: Option<Sender<Command>>,
    events: Receiver<Event>,
    thread: Option<JoinHandle<()>>,
}

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
    pub fn spawn_with_autosave(
        waker: Waker,
        save: Option<SaveCheckpoint>,
    ) -> std::io::Result<Self> {
        Self::spawn_with(Box::new(crate::trainer::Trainer::new), waker, save)
    }

    /// [`Worker::spawn`] with another way to make trainers.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn spawn_with(
        make: MakeTrainer,
        waker: Waker,
        save: Option<SaveCheckpoint>,
    ) -> std::io::Result<Self> {
        // Who sends never waits. Commands are a person's, and all are taken before the next step.
        let (command_sender, commands) = crossbeam_channel::unbounded();
        let (event_sender, events) = crossbeam_channel::bounded(EVENTS);
        let held = Arc::new(());
        let inbox = thread::Inbox::new(commands, Arc::downgrade(&held));
        let actor = thread::Actor::new(make, inbox, event_sender, waker, save);
        let thread =
            std::thread::Builder::new().name("trainer".to_owned()).spawn(move || actor.run())?;
        let (held, commands, thread) = (Some(held), Some(command_sender), Some(thread));
        Ok(Self { held, commands, events, thread })
    }

    /// Tells the thread something, and doesn't wait. It answers with events, if at all.
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
        // The thread wakes when the sender is gone, and is joined then.
        self.held = None;
        self.commands = None;
        if self.ends_in(PATIENCE)
            && let Some(thread) = self.thread.take()
        {
            // The thread catches its panics; there is nobody left to tell of another.
            let _ = thread.join();
        }
    }
}
