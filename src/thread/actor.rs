//! How a thread begins, how it is held, and how it ends.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, TryIter, TrySendError};

use super::Waker;
use super::mailbox::{CommandSender, Inbox, Outbox};
use super::panic::caught;
use crate::wording::Language;

/// What a thread needs.
#[derive(Clone, Copy, Debug)]
pub struct ThreadSpec {
    /// Its name, for debuggers and in the message of a panic.
    pub name: &'static str,
    /// Commands that may wait; any number where nothing is said.
    pub commands: Option<usize>,
    /// Events that may wait.
    pub events: usize,
    /// Bytes of its stack; the system's own size where nothing is said.
    pub stack: Option<usize>,
}

/// A handle on a thread that takes commands `C` and tells events `E`. Dropping it ends the thread
/// after the work at hand; nobody waits for that, but with [`Handle::end_within`].
#[derive(Debug)]
pub struct Handle<C, E> {
    /// Gone with the handle, which tells the thread to leave commands that it hasn't read.
    held: Option<Arc<Sender<Infallible>>>,
    commands: Option<Sender<C>>,
    events: Receiver<E>,
    thread: Option<JoinHandle<()>>,
}

impl ThreadSpec {
    /// Starts a thread that does `work`, whose result is the last event, if there is one to tell.
    /// `failed` makes the last event of what a panic in it said. `waker` is called, on that thread,
    /// when there is something to read. Work that goes on in a language of its own
    /// ([`Language::within`]) goes on in it there.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn spawn<C, E>(
        self,
        waker: Waker,
        work: impl FnOnce(&Inbox<C>, &Outbox<E>) -> Option<E> + Send + 'static,
        failed: impl FnOnce(String) -> Option<E> + Send + 'static,
    ) -> io::Result<Handle<C, E>>
    where
        C: Send + 'static,
        E: Send + 'static,
    {
        let (commands_sender, commands) = match self.commands {
            Some(most) => crossbeam_channel::bounded(most),
            None => crossbeam_channel::unbounded(),
        };
        let (events_sender, events) = crossbeam_channel::bounded(self.events);
        let (held, dropped) = crossbeam_channel::bounded(0);
        let held = Arc::new(held);
        let inbox = Inbox { commands, handle: Arc::downgrade(&held), dropped };
        let outbox = Outbox { events: events_sender, waker };
        let run = move || {
            let last = caught(|| work(&inbox, &outbox)).unwrap_or_else(failed);
            last.into_iter().for_each(|event| outbox.send(event));
        };
        let language = Language::here();
        let run = move || match language {
            Some(language) => language.within(run),
            None => run(),
        };
        let builder = thread::Builder::new().name(self.name.to_owned());
        let thread = match self.stack {
            Some(bytes) => builder.stack_size(bytes),
            None => builder,
        }
        .spawn(run)?;
        let (held, commands, thread) = (Some(held), Some(commands_sender), Some(thread));
        Ok(Handle { held, commands, events, thread })
    }

    /// Starts a thread of this name that takes no commands and answers once; `failed` makes the answer of what
    /// a panic in it said. `waker` is called, on that thread, when the answer is there.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn answering<T: Send + 'static>(
        name: &'static str,
        waker: Waker,
        answer: impl FnOnce() -> T + Send + 'static,
        failed: impl FnOnce(String) -> Option<T> + Send + 'static,
    ) -> io::Result<Handle<Infallible, T>> {
        let spec = Self { name, commands: Some(0), events: 1, stack: None };
        spec.spawn(waker, |_: &Inbox<Infallible>, _: &Outbox<T>| Some(answer()), failed)
    }
}

impl<C, E> Handle<C, E> {
    /// Tells the thread something, and doesn't wait. What is told to a thread that has ended is lost.
    ///
    /// # Errors
    /// The command, when too many wait already.
    pub fn send(&self, command: C) -> Result<(), C> {
        match self.commands.as_ref().map(|commands| commands.try_send(command)) {
            Some(Err(TrySendError::Full(command))) => Err(command),
            // A thread that has ended has said so, or there is nothing left to tell it.
            Some(Ok(()) | Err(TrySendError::Disconnected(_))) | None => Ok(()),
        }
    }

    /// Another way to the thread, for whoever else has something to tell it. It keeps the thread from
    /// waking at its end, unless that waits by [`Inbox::next_to_the_last`].
    pub fn sender(&self) -> Option<CommandSender<C>> {
        self.commands.clone().map(CommandSender)
    }

    /// The events that are ready now.
    pub fn events(&self) -> TryIter<'_, E> {
        self.events.try_iter()
    }

    /// Waits for the next event; `None` when the thread has ended and all its events are read.
    pub fn wait(&self) -> Option<E> {
        self.events.recv().ok()
    }

    /// The next event, if it comes within this time.
    pub fn wait_for(&self, time: Duration) -> Option<E> {
        self.events.recv_timeout(time).ok()
    }

    /// Tells the thread to end, and takes in its last events.
    pub fn end(&mut self) -> impl Iterator<Item = E> {
        self.let_go();
        self.events.iter()
    }

    /// Ends the thread and waits for that, but no longer than `patience`: it then ends by itself.
    pub fn end_within(&mut self, patience: Duration) {
        self.let_go();
        if self.has_ended_within(patience)
            && let Some(thread) = self.thread.take()
        {
            // Its panics were caught; there is nobody left to tell of another.
            let _ = thread.join();
        }
    }

    /// The thread wakes when the sender is gone.
    fn let_go(&mut self) {
        self.held = None;
        self.commands = None;
    }

    /// Whether the thread lets go of its events in this time, which it does at its end.
    fn has_ended_within(&self, time: Duration) -> bool {
        let timeout = crossbeam_channel::after(time);
        loop {
            crossbeam_channel::select! {
                recv(self.events) -> event => if event.is_err() { return true },
                recv(timeout) -> _ => return false,
            }
        }
    }
}
