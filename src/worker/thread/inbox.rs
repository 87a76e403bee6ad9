//! The commands that wait for the thread.

use std::sync::Weak;
use std::time::Instant;

use crossbeam_channel::{Receiver, RecvTimeoutError, TryRecvError};

use super::super::command::Command;

/// What was said to the thread, in its order.
pub(in super::super) struct Inbox {
    commands: Receiver<Command>,
    /// Lives as long as the handle.
    handle: Weak<()>,
}

/// The handle is gone.
pub(super) struct Left;

impl Inbox {
    pub(in super::super) fn new(commands: Receiver<Command>, handle: Weak<()>) -> Self {
        Self { commands, handle }
    }

    /// A command, if one is there.
    pub(super) fn ready(&self) -> Result<Option<Command>, Left> {
        match self.commands.try_recv() {
            Ok(command) => self.unless_left(Some(command)),
            Err(TryRecvError::Empty) => self.unless_left(None),
            Err(TryRecvError::Disconnected) => Err(Left),
        }
    }

    /// The next command, if one comes before this time.
    pub(super) fn until(&self, deadline: Instant) -> Result<Option<Command>, Left> {
        match self.commands.recv_deadline(deadline) {
            Ok(command) => self.unless_left(Some(command)),
            Err(RecvTimeoutError::Timeout) => self.unless_left(None),
            Err(RecvTimeoutError::Disconnected) => Err(Left),
        }
    }

    /// The next command.
    pub(super) fn wait(&self) -> Result<Option<Command>, Left> {
        let command = self.commands.recv().map_err(|_| Left)?;
        self.unless_left(Some(command))
    }

    /// What the channel still holds when the handle is gone was said to nobody.
    fn unless_left(&self, command: Option<Command>) -> Result<Option<Command>, Left> {
        if self.handle.strong_count() == 0 { Err(Left) } else { Ok(command) }
    }
}
