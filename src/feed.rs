//! Where the run on screen comes from: who tells its events and takes its commands.
//!
//! The training thread is one such *feed*, and the one that can do everything. A [`Recording`] plays
//! events that are there already: a run on screen without training. What a feed can do is said by its
//! [`Capabilities`]; buttons and keys that ask for something else do nothing.

mod recording;

pub use recording::Recording;

use crate::worker::{Command, Event, Worker};

/// Something that a feed may be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Pause and go on, at a pace, up to a step or a loss.
    Pause,
    /// Take one step at a time.
    Step,
    /// Change settings, and begin other runs.
    Change,
    /// Show an earlier step as it was.
    Rewind,
}

/// What a feed can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// See [`Capability::Pause`].
    pub pause: bool,
    /// See [`Capability::Step`].
    pub step: bool,
    /// See [`Capability::Change`].
    pub change: bool,
    /// See [`Capability::Rewind`].
    pub rewind: bool,
}

impl Capabilities {
    /// A trainer's.
    pub const ALL: Self = Self { pause: true, step: true, change: true, rewind: true };
    /// Of what can only be looked at.
    pub const NONE: Self = Self { pause: false, step: false, change: false, rewind: false };

    /// Whether it can do this.
    pub fn has(self, capability: Capability) -> bool {
        match capability {
            Capability::Pause => self.pause,
            Capability::Step => self.step,
            Capability::Change => self.change,
            Capability::Rewind => self.rewind,
        }
    }
}

/// Who tells what becomes of the run on screen.
pub trait Feed {
    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// Tells it something, and doesn't wait. It answers with events, if at all.
    fn send(&self, command: Command);

    /// The next event, if one is ready now.
    fn next_event(&mut self) -> Option<Event>;
}

impl Feed for Worker {
    fn capabilities(&self) -> Capabilities {
        Capabilities::ALL
    }

    fn send(&self, command: Command) {
        Self::send(self, command);
    }

    fn next_event(&mut self) -> Option<Event> {
        self.events().next()
    }
}
