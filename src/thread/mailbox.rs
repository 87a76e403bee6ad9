//! The two ends of a thread: what is said to it, and what it has to tell.

use std::convert::Infallible;
use std::sync::Weak;
use std::time::Instant;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, TrySendError};

use super::Waker;

/// What was said to a thread, in its order.
#[derive(Debug)]
pub struct Inbox<C> {
    pub(super) commands: Receiver<C>,
    /// Lives as long as the handle: cheap to look at, before every step.
    pub(super) handle: Weak<Sender<Infallible>>,
    /// The other end of what the handle holds: it can be waited for.
    pub(super) dropped: Receiver<Infallible>,
}

/// The handle on a thread was dropped; nobody waits for what it does any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped;

impl<C> Inbox<C> {
    /// Whether the handle was dropped.
    pub fn is_dropped(&self) -> bool {
        self.handle.strong_count() == 0
    }

    /// Whether no command waits.
    pub fn is_empty(&self) -> bool {
        self.commands.is_empty()
    }

    /// A command, if one is there.
    ///
    /// # Errors
    /// [`Dropped`], also where commands are left: they were said to nobody.
    pub fn ready(&self) -> Result<Option<C>, Dropped> {
        match self.commands.try_recv() {
            Ok(command) => self.unless_dropped(Some(command)),
            Err(TryRecvError::Empty) => self.unless_dropped(None),
            Err(TryRecvError::Disconnected) => Err(Dropped),
        }
    }

    /// The next command, if one comes before this time.
    ///
    /// # Errors
    /// [`Dropped`], also where commands are left.
    pub fn until(&self, deadline: Instant) -> Result<Option<C>, Dropped> {
        match self.commands.recv_deadline(deadline) {
            Ok(command) => self.unless_dropped(Some(command)),
            Err(RecvTimeoutError::Timeout) => self.unless_dropped(None),
            Err(RecvTimeoutError::Disconnected) => Err(Dropped),
        }
    }

    /// The next command.
    ///
    /// # Errors
    /// [`Dropped`], also where commands are left.
    pub fn wait(&self) -> Result<Option<C>, Dropped> {
        let command = self.commands.recv().map_err(|_| Dropped)?;
        self.unless_dropped(Some(command))
    }

    /// The newest command that is there; those before it are passed over.
    pub fn newest(&self) -> Option<C> {
        self.commands.try_iter().last()
    }

    /// The next command; once the handle is dropped, those that have come by then, and none at last.
    /// Others may hold a way to this thread for longer.
    pub fn next_to_the_last(&self) -> Option<C> {
        crossbeam_channel::select! {
            recv(self.commands) -> command => command.ok(),
            recv(self.dropped) -> _ => self.commands.try_recv().ok(),
        }
    }

    fn unless_dropped(&self, command: Option<C>) -> Result<Option<C>, Dropped> {
        if self.is_dropped() { Err(Dropped) } else { Ok(command) }
    }
}

/// A way to tell a thread something, beside its handle's.
#[derive(Debug)]
pub struct CommandSender<C>(pub(super) Sender<C>);

impl<C> CommandSender<C> {
    /// Tells the thread something if there is room for it; whether it was told.
    pub fn try_send(&self, command: C) -> bool {
        self.0.try_send(command).is_ok()
    }

    /// Tells the thread something, and waits for room where there is none; whether it was told.
    pub fn send(&self, command: C) -> bool {
        self.0.send(command).is_ok()
    }
}

/// What became of an event that was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer<E> {
    /// It is on its way.
    Taken,
    /// There is no room; here it is again.
    Full(E),
    /// The handle was dropped.
    Dropped,
}

/// What a thread has to tell.
pub struct Outbox<E> {
    pub(super) events: Sender<E>,
    pub(super) waker: Waker,
}

impl<E> std::fmt::Debug for Outbox<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outbox").field("events", &self.events).finish_non_exhaustive()
    }
}

impl<E> Outbox<E> {
    /// Whether all events have been read.
    pub fn is_read(&self) -> bool {
        self.events.is_empty()
    }

    /// Puts an event out if there is room for it, and wakes nobody: [`Outbox::wake`] does, once for
    /// all that was put out.
    pub fn offer(&self, event: E) -> Offer<E> {
        match self.events.try_send(event) {
            Ok(()) => Offer::Taken,
            Err(TrySendError::Full(event)) => Offer::Full(event),
            Err(TrySendError::Disconnected(_)) => Offer::Dropped,
        }
    }

    /// Puts an event out, and waits for room where there is none.
    pub fn send(&self, event: E) {
        // Fails only when nobody looks any more.
        if self.events.send(event).is_ok() {
            self.wake();
        }
    }

    /// Tells the reader that there is something to read.
    pub fn wake(&self) {
        (self.waker)();
    }
}
