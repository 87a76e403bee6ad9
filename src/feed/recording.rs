//! Events that are there already.

use std::collections::VecDeque;

use super::{Capabilities, Feed};
use crate::worker::{Command, Event};

/// Plays events in their order, as fast as they are read, and takes no command: whoever looks on sees
/// the run that they tell of.
#[derive(Debug)]
pub struct Recording(VecDeque<Event>);

impl Recording {
    /// The events, the first one first. Those of a session's first run carry the number 1.
    pub fn new(events: impl IntoIterator<Item = Event>) -> Self {
        Self(events.into_iter().collect())
    }
}

impl Feed for Recording {
    fn capabilities(&self) -> Capabilities {
        Capabilities::NONE
    }

    fn send(&self, _: Command) {
        // What has happened can't be told anything.
    }

    fn next_event(&mut self) -> Option<Event> {
        self.0.pop_front()
    }
}
