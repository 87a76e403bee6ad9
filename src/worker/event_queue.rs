//! What the thread hands to the window: events in their order, and steps gathered until they are
//! wanted.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::event::Event;
use super::pacing::Speedometer;
use super::step_chunk::StepChunk;
use crate::history::{HistoryError, StepRecord};
use crate::thread::{Offer, Outbox, ProcessorTime, RunId};
use crate::trainer::Trainer;

/// Time between two chunks unless the window wants fewer: a display shows some 60 pictures a second.
pub const REFRESH: Duration = Duration::from_nanos(16_666_667);

/// The way from the thread to the window, which never waits.
pub(super) struct EventQueue<'a> {
    outbox: &'a Outbox<Event>,
    /// Events that found no room in the outbox yet: a few for each command, and none for a step.
    waiting: VecDeque<Event>,
    /// Steps that nobody has asked for yet.
    pub(super) pending: StepChunk,
    /// Time between two chunks.
    pub(super) interval: Duration,
    handed_over: Instant,
    pub(super) speedometer: Speedometer,
}

impl<'a> EventQueue<'a> {
    pub(super) fn new(outbox: &'a Outbox<Event>) -> Self {
        Self {
            outbox,
            waiting: VecDeque::new(),
            pending: StepChunk::default(),
            interval: REFRESH,
            handed_over: Instant::now(),
            speedometer: Speedometer::default(),
        }
    }

    /// Another run begins. The steps of the last one are handed over: it may be wanted back.
    pub(super) fn begin(&mut self, run: RunId) {
        if !self.pending.is_empty() {
            let chunk = self.take_pending();
            self.waiting.push_back(chunk);
        }
        self.pending = StepChunk::new(run);
        self.speedometer = Speedometer::default();
    }

    /// Takes in the step that `trainer` just took, and its curves: whoever pauses sees the last ones.
    ///
    /// # Errors
    /// [`HistoryError`], when it isn't the step after the last.
    pub(super) fn push(
        &mut self,
        report: &StepRecord,
        trainer: &Trainer,
        row: usize,
    ) -> Result<(), HistoryError> {
        self.pending.push(report)?;
        self.pending.push_sequence(trainer, row);
        Ok(())
    }

    /// Whether everything has been handed over.
    pub(super) fn is_done(&self) -> bool {
        self.waiting.is_empty() && self.pending.is_empty()
    }

    /// Queues an event behind the steps that came before it.
    pub(super) fn report(&mut self, event: Event) {
        if !self.pending.is_empty() {
            let chunk = self.take_pending();
            self.waiting.push_back(chunk);
        }
        self.waiting.push_back(event);
    }

    /// Queues an event that only matters while it is news, unless others still wait.
    pub(super) fn mention(&mut self, event: Event) {
        if self.waiting.is_empty() && self.outbox.is_read() {
            self.report(event);
        }
    }

    fn take_pending(&mut self) -> Event {
        let now = Instant::now();
        let next = StepChunk::new(self.pending.run);
        let mut chunk = std::mem::replace(&mut self.pending, next);
        chunk.elapsed = self.speedometer.elapsed(now);
        let newest = chunk.newest_step();
        chunk.steps_per_second = self.speedometer.steps_per_second(newest, now);
        chunk.processor = ProcessorTime::of_this_thread();
        self.handed_over = now;
        Event::Steps(Box::new(chunk))
    }

    /// Hands over what the window has room for; the rest goes on gathering.
    pub(super) fn hand_over(&mut self) {
        let mut handed = false;
        while let Some(event) = self.waiting.pop_front() {
            match self.outbox.offer(event) {
                Offer::Taken => handed = true,
                Offer::Full(event) => {
                    self.waiting.push_front(event);
                    break;
                }
                Offer::Dropped => return,
            }
        }
        // A chunk only goes to a window that has read the last one.
        if !self.pending.is_empty()
            && self.outbox.is_read()
            && self.handed_over.elapsed() >= self.interval
        {
            let chunk = self.take_pending();
            handed |= matches!(self.outbox.offer(chunk), Offer::Taken);
        }
        if handed {
            self.outbox.wake();
        }
    }
}
