//! A sweep on a thread of its own, for whoever has better things to do than wait.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TryIter};

use super::{Stop, SweepPlan, train};
use crate::race::{Outcome, RaceError};
use crate::worker::{Courtesy, Waker, panic_text};

/// Least time between two reports: some thirty pictures a second move a bar smoothly, and what has
/// been reported waits a moment until it is drawn.
const LEAST_BETWEEN: Duration = Duration::from_millis(25);
/// Events the channel holds; what doesn't fit goes on gathering.
const EVENTS: usize = 2;

/// What a sweep reports.
#[derive(Debug)]
pub enum Event {
    /// It goes on.
    News(News),
    /// Every run has ended.
    Finished,
    /// It can't begin or go on; one sentence says why.
    Failed(String),
}

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
    events: Receiver<Event>,
    /// What tells the runs to go on, by being there.
    _going: Sender<()>,
}

impl Sweep {
    /// Starts a sweep. `waker` is called, on another thread, when there is something to read.
    ///
    /// # Errors
    /// When the system has no thread to give. What is wrong with the plan comes as an event.
    pub fn spawn(plan: SweepPlan, waker: Waker) -> std::io::Result<Self> {
        let (sender, events) = crossbeam_channel::bounded(EVENTS);
        let (going, gone) = crossbeam_channel::bounded(0);
        let stop = Stop::with(gone);
        let work = move || {
            let last = match catch_unwind(AssertUnwindSafe(|| run(&plan, &stop, &sender, &waker))) {
                Ok(Ok(())) => Event::Finished,
                Ok(Err(error)) => Event::Failed(error.to_string()),
                Err(panic) => Event::Failed(format!("the sweep failed ({})", panic_text(&*panic))),
            };
            // Fails only when nobody looks any more.
            let _ = sender.send(last);
            waker();
        };
        std::thread::Builder::new().name("sweep".to_owned()).spawn(work)?;
        Ok(Self { events, _going: going })
    }

    /// The events that are ready now.
    pub fn events(&self) -> TryIter<'_, Event> {
        self.events.try_iter()
    }

    /// Waits for the next event; `None` when the sweep is over.
    pub fn wait(&self) -> Option<Event> {
        self.events.recv().ok()
    }
}

fn run(
    plan: &SweepPlan,
    stop: &Stop,
    events: &Sender<Event>,
    waker: &Waker,
) -> Result<(), RaceError> {
    let (mut news, mut handed_over) = (News::default(), Instant::now());
    train(plan, stop, Courtesy::gives_way(), |steps, ended| {
        news.steps += steps;
        news.runs.extend(ended);
        if events.is_empty() && handed_over.elapsed() >= LEAST_BETWEEN {
            handed_over = Instant::now();
            // There is room, and where nobody looks any more nobody misses it.
            let _ = events.try_send(Event::News(std::mem::take(&mut news)));
            waker();
        }
    })?;
    // Fails only when nobody looks any more.
    let _ = events.send(Event::News(news));
    Ok(())
}
