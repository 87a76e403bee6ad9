//! Several runs at once: races, whose variants train in lockstep, and sweeps over settings.
//!
//! Each run is a [`Trainer`](crate::trainer::Trainer) like any other and gives the bits it would give
//! alone: cores share runs out among each other, never a run's numbers. A [`Race`] is a thread of its
//! own, told by [`Command`]s and read by [`Event`]s, as the worker is; so is a [`sweep::Sweep`].
//! Plain vectors cross, never tensors. What trains here uses threads of its own, so that the run on
//! screen never waits for them.

mod lockstep;
mod outcome;
mod pool;
pub mod sweep;
#[cfg(test)]
mod tests;
mod thread;

pub use lockstep::{LaneReport, Lockstep};
pub use outcome::{Criterion, Outcome, Tally, has_validation};
pub use pool::share_out;

use crate::config::Config;
use crate::history::HistoryError;
use crate::text::{Reason, Texts};
use crate::thread::{Handle, Pace, Waker};
use crate::trainer::TrainerError;

/// Variants a race has at the least.
pub const LEAST_VARIANTS: usize = 2;
/// Variants a race has at the most.
pub const MOST_VARIANTS: usize = 6;
/// Steps of a race at the most: as long as a history keeps every one of them exactly.
pub const MOST_STEPS: u64 = 50_000;

/// One of those that race.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What tells it from the others, such as "LSTM" or "learning rate 0.005".
    pub name: String,
    /// Its run.
    pub config: Config,
}

/// One of several runs, as a sentence names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunName {
    /// The variant of this name.
    Variant(String),
    /// The run of a sweep at this place in [`sweep::SweepPlan::runs`].
    OfSweep(usize),
}

impl std::fmt::Display for RunName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Variant(name) => f.write_str(name),
            Self::OfSweep(place) => f.write_str(&(Texts::in_force().plans.run_of_sweep)(place + 1)),
        }
    }
}

/// What is wrong with a thing.
fn about(thing: &str, reason: &impl ToString) -> String {
    (Texts::in_force().words.about)(thing, &reason.to_string())
}

/// Why a race or a sweep can't begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum RaceError {
    /// Too few or too many variants.
    #[error("{}", (Texts::in_force().plans.variants)(LEAST_VARIANTS, MOST_VARIANTS, *.0))]
    Variants(usize),
    /// Too short or too long.
    #[error("{}", (Texts::in_force().plans.race_steps)(MOST_STEPS, *.0))]
    Steps(u64),
    /// A run can't be made or can't go on.
    #[error("{}", about(&name.to_string(), reason))]
    Run {
        /// The variant or the run of the sweep.
        name: RunName,
        /// What the trainer says.
        reason: TrainerError,
    },
    /// A variant's steps don't follow each other.
    #[error("{}", about(name, reason))]
    History {
        /// The variant.
        name: String,
        /// What the history says.
        reason: HistoryError,
    },
    /// The system has no threads to give.
    #[error("{}", Texts::in_force().failures.no_threads)]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// What a race can be told. It ends when its handle is dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Train step after step.
    Play,
    /// Stop after the steps at hand.
    Pause,
    /// Train so many steps, then wait. Steps that a held key asks for beyond what can be trained
    /// meanwhile are left out.
    Step(u64),
    /// Train this fast.
    SetPace(Pace),
}

/// What a race reports.
#[derive(Debug)]
pub enum Event {
    /// The variants are there, untrained: their settings, complete with the fingerprints of the files they name.
    Began(Vec<Config>),
    /// Steps were trained: one report for each variant, in their order, all up to the same step.
    Steps(Vec<LaneReport>),
    /// Every variant has trained its last step, or ended before.
    Finished,
    /// The race can't begin or go on, and why.
    Failed(Reason),
}

/// A handle on a race.
///
/// Dropping it ends the race after the steps at hand; nobody waits for that.
#[derive(Debug)]
pub struct Race {
    thread: Handle<Command, Event>,
}

impl Race {
    /// Starts a race of so many steps; `playing` says whether it runs or waits. `waker` is called, on
    /// another thread, when there is something to read.
    ///
    /// # Errors
    /// When the system has no thread to give. What is wrong with the variants comes as an event.
    pub fn spawn(
        variants: Vec<Variant>,
        steps: u64,
        pace: Pace,
        playing: bool,
        waker: Waker,
    ) -> std::io::Result<Self> {
        let thread = thread::start(variants, thread::RaceStart { steps, pace, playing }, waker)?;
        Ok(Self { thread })
    }

    /// Tells the race something, and doesn't wait.
    pub fn send(&self, command: Command) {
        // Any number of commands may wait.
        let _ = self.thread.send(command);
    }

    /// The events that are ready now.
    pub fn events(&self) -> impl Iterator<Item = Event> + '_ {
        self.thread.events()
    }

    /// Waits for the next event; `None` when the race is over.
    pub fn wait(&self) -> Option<Event> {
        self.thread.wait()
    }
}
