//! What is read once at the start, on a thread of its own: a slow disk keeps no picture waiting.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use crate::thread::{Handle, ThreadSpec, Waker};

/// What is read in this time is there in the first picture, as most is.
const AT_ONCE: Duration = Duration::from_millis(500);

/// Something that is being read, until it has been handed over.
#[derive(Debug)]
pub(super) struct Reading<T> {
    thread: Option<Handle<Infallible, T>>,
    come: Option<T>,
}

impl<T: Send + 'static> Reading<T> {
    /// Begins to read; `waker` is called, on that thread, when it is done.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub(super) fn begin(
        waker: Waker,
        read: impl FnOnce() -> T + Send + 'static,
    ) -> io::Result<Self> {
        // A panic is told by the hook; there is nothing to hand over then.
        let thread = ThreadSpec::answering("reading", waker, read, |_| None)?;
        let come = thread.wait_for(AT_ONCE);
        Ok(Self { thread: Some(thread).filter(|_| come.is_none()), come })
    }

    /// What was read, once.
    pub(super) fn take(&mut self) -> Option<T> {
        if let Some(come) = self.thread.as_ref().and_then(|thread| thread.events().next()) {
            (self.come, self.thread) = (Some(come), None);
        }
        self.come.take()
    }

    /// Whether it has yet to be handed over.
    pub(super) fn is_under_way(&self) -> bool {
        self.thread.is_some() || self.come.is_some()
    }
}

#[cfg(test)]
impl<T: Send + 'static> Reading<T> {
    /// What is read, however long that takes.
    pub(super) fn wait(&mut self) -> Option<T> {
        self.come.take().or_else(|| self.thread.take()?.wait())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_is_handed_over_once_when_it_is_done() {
        let (sender, receiver) = crossbeam_channel::bounded::<u32>(1);
        let (woken, wakes) = crossbeam_channel::bounded(1);
        let waker: Waker = Box::new(move || woken.send(()).unwrap_or_default());
        let mut reading = Reading::begin(waker, move || receiver.recv().unwrap()).unwrap();
        assert_eq!((reading.take(), reading.is_under_way()), (None, true));
        sender.send(7).unwrap();
        wakes.recv().unwrap();
        assert_eq!(reading.take(), Some(7));
        assert_eq!((reading.take(), reading.is_under_way()), (None, false));
    }
}
