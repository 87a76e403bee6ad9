//! What the thread hands to the window: events in their order, and steps gathered until they are
//! wanted.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crossbeam_channel::{Sender, TrySendError};

use super::gathering::Batch;
use super::pacing::Speedometer;
use super::{Event, RunId};

/// Called when there is something to read.
pub type Waker = Box<dyn Fn() + Send>;

/// Least time between two batches: a display shows no more than about 60 pictures a second.
const HANDOVER: Duration = Duration::from_millis(12);

/// The way from the thread to the window, which never waits.
pub(super) struct Handover {
    events: Sender<Event>,
    waker: Waker,
    /// Events that found no room in the channel yet; one a command at most.
    outbox: VecDeque<Event>,
    /// Steps that nobody has asked for yet.
    pub(super) pending: Batch,
    handed_over: Instant,
    pub(super) speedometer: Speedometer,
}

impl Handover {
    pub(super) fn new(events: Sender<Event>, waker: Waker) -> Self {
        Self {
            events,
            waker,
            outbox: VecDeque::new(),
            pending: Batch::default(),
            handed_over: Instant::now(),
            speedometer: Speedometer::default(),
        }
    }

    /// Another run begins; steps of the last one that weren't handed over are of no use.
    pub(super) fn begin(&mut self, run: RunId) {
        self.pending = Batch::new(run);
        self.speedometer = Speedometer::default();
    }

    /// Whether everything has been handed over.
    pub(super) fn is_done(&self) -> bool {
        self.outbox.is_empty() && self.pending.is_empty()
    }

    /// Queues an event behind the steps that came before it.
    pub(super) fn report(&mut self, event: Event) {
        if !self.pending.is_empty() {
            let batch = self.take_pending();
            self.outbox.push_back(batch);
        }
        self.outbox.push_back(event);
    }

    /// Queues an event that only matters while it is news, unless others still wait.
    pub(super) fn mention(&mut self, event: Event) {
        if self.outbox.is_empty() && self.events.is_empty() {
            self.report(event);
        }
    }

    fn take_pending(&mut self) -> Event {
        let now = Instant::now();
        let next = Batch::new(self.pending.run);
        let mut batch = std::mem::replace(&mut self.pending, next);
        batch.elapsed = self.speedometer.elapsed(now);
        let newest = batch.windows.back().map_or(0, |window| window.step);
        batch.steps_per_second = self.speedometer.steps_per_second(newest, now);
        self.handed_over = now;
        Event::Steps(Box::new(batch))
    }

    /// Hands over what the window has room for; the rest goes on gathering.
    pub(super) fn hand_over(&mut self) {
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
