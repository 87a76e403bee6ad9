//! The lens thread: frozen copies of the network in, what the lenses see of them out.
//!
//! It computes for whoever looks, beside the training thread and the window, and takes no more of the
//! machine than its share: after each task it rests for a multiple of the time that the task took.
//! Work that takes long is done in slices, what nobody waits for any more is dropped, a panic becomes
//! a reason, and an [`Inspector`] without tasks sleeps. Dropping it ends the thread.

mod job;
mod list;
mod replay;
mod thread;

use std::time::Duration;

pub use list::{Answer, LensKind, ListedLens, Question};
pub use replay::Replay;

use crate::lens::output::TrendPoint;
use crate::text::Reason;
use crate::thread::{Handle, Inbox, Outbox, RunId, ThreadSpec, Waker};
use crate::worker::Specimen;

/// What is to be found out about a network.
#[derive(Clone, Debug)]
pub struct Task {
    /// Counts tasks; the answer to an earlier one is outdated.
    pub number: u64,
    /// The network.
    pub specimen: Box<Specimen>,
    /// One for each open lens.
    pub questions: Vec<Question>,
    /// The run's past, where lenses show that too and nobody has seen it.
    pub replay: Option<Replay>,
    /// How much of the machine may be used.
    pub share: Share,
}

/// What the thread is told.
#[derive(Clone, Debug)]
pub enum Order {
    /// Look into a network; what was ordered before is outdated.
    Look(Box<Task>),
    /// Nobody looks any more.
    Stop,
}

/// How long the thread rests after work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    /// Training goes as fast as it can, and must hardly feel the lenses.
    #[default]
    Little,
    /// Training has a pace of its own and leaves time.
    Some,
    /// Training waits.
    All,
}

impl Share {
    /// The rest after so much work: work's part of the time is then 1/15 or 1/3 at the most.
    fn rest(self, work: Duration) -> Duration {
        match self {
            Self::Little => (14 * work).max(LEAST_REST),
            Self::Some => (2 * work).max(LEAST_REST),
            Self::All => Duration::ZERO,
        }
    }
}

/// Least rest while training goes on: nobody reads a lens more than thirty times a second.
const LEAST_REST: Duration = Duration::from_millis(30);

/// What the thread reports.
#[derive(Debug)]
pub enum Report {
    /// A lens sees this.
    Answer {
        /// The run.
        run: RunId,
        /// What it sees, and of which step.
        answer: Box<Answer>,
    },
    /// A lens failed; the others go on.
    Failed {
        /// The run.
        run: RunId,
        /// The lens.
        kind: LensKind,
        /// Why.
        reason: Reason,
    },
    /// A lens needs more time.
    Progress {
        /// The run.
        run: RunId,
        /// The lens.
        kind: LensKind,
        /// The part that is done, from 0 to 1.
        part: f32,
    },
    /// The run's past.
    Replayed {
        /// The run.
        run: RunId,
        /// What was asked of it.
        questions: Vec<Question>,
        /// What was seen, step by step; none while it is under way, nothing at all when it would
        /// take too long.
        points: Option<Vec<(LensKind, TrendPoint)>>,
    },
    /// The task of this number is rested from; the next copy may come.
    Ready(u64),
}

/// A handle on the lens thread.
#[derive(Debug)]
pub struct Inspector {
    thread: Handle<Order, Report>,
}

/// Orders that wait at most; the thread skips all but the newest.
const ORDERS: usize = 8;
/// Of reports that nobody reads, so many may wait; then the thread does.
const THREAD: ThreadSpec =
    ThreadSpec { name: "lenses", commands: Some(ORDERS), events: 64, stack: None };

impl Inspector {
    /// Starts the thread. `waker` is called, on that thread, when there is something to read.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn spawn(waker: Waker) -> std::io::Result<Self> {
        // Nobody waits for its end: it owns nothing that must be put in order, and what it is
        // computing may take a moment.
        let work = |orders: &Inbox<Order>, reports: &Outbox<Report>| {
            thread::Actor::new(orders, reports).run();
            None
        };
        // Each lens' panics are told as that lens'.
        Ok(Self { thread: THREAD.spawn(waker, work, |_| None)? })
    }

    /// Hands over an order.
    ///
    /// # Errors
    /// The order itself, when too many wait already: ask again later.
    pub fn send(&self, order: Order) -> Result<(), Order> {
        self.thread.send(order)
    }

    /// The reports that are ready now.
    pub fn reports(&self) -> impl Iterator<Item = Report> + '_ {
        self.thread.events()
    }

    /// Waits for the next report; `None` when the thread has ended.
    pub fn wait(&self) -> Option<Report> {
        self.thread.wait()
    }
}

#[cfg(test)]
mod tests;
