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
mod pacing;
mod parked;
mod planned_changes;
mod specimen;
mod step_chunk;
#[cfg(test)]
pub(crate) mod tests;
mod thread;
pub mod timeline;

pub use active_run::{Earlier, SNAPSHOT_MEGABYTES, SNAPSHOT_MEMORY};
pub use autosave::SaveCheckpoint;
pub use backfill::Backfill;
pub use command::{Command, Until};
pub use event::{Event, PLAYED, PauseReason};
pub use event_queue::REFRESH;
pub use specimen::{ShownWeights, Specimen};
pub use step_chunk::{PlayedChange, Sequence, StepChunk};
pub use thread::MakeTrainer;

use std::time::Duration;

use crate::thread::{Handle, Inbox, Outbox, ThreadSpec, Waker};

/// A handle on the training thread.
///
/// Dropping it ends the thread after the step at hand, and waits for that as long as a person would:
/// a step that takes longer is given up, and the thread ends by itself.
#[derive(Debug)]
pub struct Worker {
    thread: Handle<Command, Event>,
}

/// Who sends a command never waits: they are a person's, and all are taken before the next step. What
/// doesn't fit of the events, the thread keeps.
const THREAD: ThreadSpec = ThreadSpec { name: "trainer", commands: None, events: 64, stack: None };
/// How long the end of the thread is waited for: what it would save at the end of a longer step was
/// saved before it.
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
        let work = move |inbox: &Inbox<Command>, outbox: &Outbox<Event>| {
            thread::Actor::new(make, inbox, outbox, save).run();
            None
        };
        // Panics end a run at most, and are told as its end.
        let thread = THREAD.spawn(waker, work, |_| None)?;
        Ok(Self { thread })
    }

    /// Tells the thread something, and doesn't wait. It answers with events, if at all.
    pub fn send(&self, command: Command) {
        // Any number of commands may wait.
        let _ = self.thread.send(command);
    }

    /// The events that are ready now.
    pub fn events(&self) -> impl Iterator<Item = Event> + '_ {
        self.thread.events()
    }

    /// Waits for the next event; `None` when the thread has ended.
    pub fn wait(&self) -> Option<Event> {
        self.thread.wait()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.thread.end_within(PATIENCE);
    }
}
