//! A sweep on a thread of its own, for whoever has better things to do than wait.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use super::{StopSignal, SweepPlan, train};
use crate::race::{Outcome, RaceError};
use crate::text::{Reason, Texts};
use crate::thread::{Courtesy, Handle, Inbox, Outbox, ThreadSpec, Waker};

/// Least time between two reports: some thirty pictures a second move a bar smoothly, and what has
/// been reported waits a moment until it is drawn.
const LEAST_BETWEEN: Duration = Duration::from_millis(25);
/// Nothing is said to a sweep; what doesn't fit of its events goes on gathering.
const THREAD: ThreadSpec = ThreadSpec { name: "sweep", commands: Some(0), events: 2, stack: None };

/// What a sweep reports.
#[derive(Debug)]
pub enum Event {
    /// It goes on.
    News(News),
    /// Every run has ended.
    Finished,
    /// It can't begin or go on, and why.
    Failed(Reason),
}

/// The thread panicked, and said this.
#[derive(Debug, thiserror::Error)]
#[error("{}", (Texts::in_force().failures.sweep)(.0))]
struct SweepPanic(String);

/// What was trained since the last report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct News {
    /// Steps of all runs together.
    pub steps: u64,
    /// Runs that have ended, by their place in [`SweepPlan::runs`].
    pub runs: Vec<(usize, Outcome)>,
}

/// A handle on a sweep.
///
/// Dropping it cancels the sweep: every run ends after the step at hand, and nobody waits for that.
#[derive(Debug)]
pub struct Sweep {
    thread: Handle<Infallible, Event>,
}

impl Sweep {
    /// Starts a sweep. `waker` is called, on another thread, when there is something to read.
    ///
    /// # Errors
    /// When the system has no thread to give. What is wrong with the plan comes as an event.
    pub fn spawn(plan: SweepPlan, waker: Waker) -> std::io::Result<Self> {
        let work = move |inbox: &Inbox<Infallible>, outbox: &Outbox<Event>| {
            Some(match run(&plan, &StopSignal::with(inbox), outbox) {
                Ok(()) => Event::Finished,
                Err(error) => Event::Failed(error.into()),
            })
        };
        let failed = |panic: String| Some(Event::Failed(SweepPanic(panic).into()));
        Ok(Self { thread: THREAD.spawn(waker, work, failed)? })
    }

    /// The events that are ready now.
    pub fn events(&self) -> impl Iterator<Item = Event> + '_ {
        self.thread.events()
    }

    /// Waits for the next event; `None` when the sweep is over.
    pub fn wait(&self) -> Option<Event> {
        self.thread.wait()
    }
}

fn run(plan: &SweepPlan, stop: &StopSignal<'_>, outbox: &Outbox<Event>) -> Result<(), RaceError> {
    let (mut news, mut handed_over) = (News::default(), Instant::now());
    train(plan, stop, Courtesy::gives_way(), |steps, ended| {
        news.steps += steps;
        news.runs.extend(ended);
        if outbox.is_read() && handed_over.elapsed() >= LEAST_BETWEEN {
            handed_over = Instant::now();
            // There is room, and where nobody looks any more nobody misses it.
            let _ = outbox.offer(Event::News(std::mem::take(&mut news)));
            outbox.wake();
        }
    })?;
    outbox.send(Event::News(news));
    Ok(())
}
