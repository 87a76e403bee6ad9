//! Training the runs of a sweep on all cores.

use std::convert::Infallible;

use rayon::ThreadPool;

use super::SweepPlan;
use crate::config::Config;
use crate::race::{Criterion, Outcome, RaceError, RunName, Tally, pool};
use crate::thread::{Courtesy, Inbox};
use crate::trainer::{Trainer, TrainerError};

/// Steps between two words about a run's progress.
const WORD: u64 = 32;

/// Tells a sweep to stop before its end.
#[derive(Clone, Copy, Debug)]
pub struct StopSignal<'a>(Option<&'a Inbox<Infallible>>);

impl<'a> StopSignal<'a> {
    /// Never.
    pub fn never() -> Self {
        Self(None)
    }

    /// When the handle on the sweep is dropped.
    pub(super) fn with(inbox: &'a Inbox<Infallible>) -> Self {
        Self(Some(inbox))
    }

    fn is_asked(&self) -> bool {
        self.0.is_some_and(Inbox::is_dropped)
    }
}

/// What happens while a sweep trains.
#[derive(Debug)]
pub(super) enum Word {
    /// So many steps more were trained, of whichever run.
    Steps(u64),
    /// A run has ended; its place in [`SweepPlan::runs`].
    Run(usize, Outcome),
    /// A run can't go on.
    Failed(RaceError),
}

/// Trains every run of `plan`. `news` hears, in whatever order they come, of steps trained since the
/// last time, and of runs that have ended (by their place in [`SweepPlan::runs`]). `courtesy` is every
/// thread's.
///
/// # Errors
/// [`RaceError`] when the file of initial weights doesn't fit every run, before the first step; or when
/// a run can't be made or go on; none of the others is waited for then.
pub fn train(
    plan: &SweepPlan,
    stop: &StopSignal<'_>,
    courtesy: Courtesy,
    news: impl FnMut(u64, Option<(usize, Outcome)>),
) -> Result<(), RaceError> {
    train_on(&pool::new()?, plan, stop, courtesy, news)
}

/// [`train`] on these threads.
pub(in crate::race) fn train_on(
    pool: &ThreadPool,
    plan: &SweepPlan,
    stop: &StopSignal<'_>,
    courtesy: Courtesy,
    mut news: impl FnMut(u64, Option<(usize, Outcome)>),
) -> Result<(), RaceError> {
    // All runs read the same files, whatever becomes of them meanwhile. What is wrong with initial weights is
    // said of their name as it was given.
    let held = plan.with_files_held()?;
    let Config { init, init_sha256, .. } = plan.base.clone();
    let given = Config { init, init_sha256, ..held.base.clone() };
    SweepPlan { base: given, ..held.clone() }.check_files()?;
    let plan = &held;
    let jobs: Vec<(usize, Config)> = plan.runs().into_iter().enumerate().collect();
    let criterion = plan.criterion;
    let work = |(place, config): (usize, Config), say: &dyn Fn(Word) -> bool| {
        train_run(place, &config, criterion, (stop, courtesy), say)
    };
    pool::share_out_on(pool, jobs, work, |word| {
        match word {
            Word::Steps(steps) => news(steps, None),
            Word::Run(place, outcome) => news(0, Some((place, outcome))),
            Word::Failed(error) => return Err(error),
        }
        Ok(())
    })
}

/// Trains one run; false when the sweep is to stop.
fn train_run(
    place: usize,
    config: &Config,
    criterion: Criterion,
    (stop, mut courtesy): (&StopSignal<'_>, Courtesy),
    say: &dyn Fn(Word) -> bool,
) -> bool {
    let mut told = 0;
    let ended = outcome(config, criterion, |step| {
        let due = step - told >= WORD;
        let heard = !due || say(Word::Steps(step - told));
        told = if due { step } else { told };
        courtesy.offer();
        heard && !stop.is_asked()
    });
    match ended {
        // A diverged run leaves steps undone that progress had counted on.
        Ok(Some(outcome)) => {
            say(Word::Steps(config.steps - told)) && say(Word::Run(place, outcome))
        }
        Ok(None) => false,
        Err(reason) => {
            say(Word::Failed(RaceError::Run { name: RunName::OfSweep(place), reason }));
            false
        }
    }
}

/// Trains a run to its end, or until `go_on` says no after a step; `None` then.
fn outcome(
    config: &Config,
    criterion: Criterion,
    mut go_on: impl FnMut(u64) -> bool,
) -> Result<Option<Outcome>, TrainerError> {
    let mut trainer = Trainer::new(config)?;
    trainer.skip_effective_step();
    let mut tally = Tally::new(criterion);
    let mut validated = 0;
    for step in 1..=config.steps {
        match trainer.step() {
            Ok(report) => {
                tally.record(report.step, report.loss);
                if let Some(loss) = report.validation_loss {
                    tally.validate(report.step, loss);
                    validated = report.step;
                }
                if trainer.is_out_of_patience() {
                    tally.run_out(report.step);
                    break;
                }
            }
            Err(TrainerError::Diverged(at)) => {
                tally.diverge(at.step);
                break;
            }
            Err(error) => return Err(error),
        }
        if !go_on(step) {
            return Ok(None);
        }
    }
    let last = trainer.steps();
    if validated < last
        && let Some(loss) = trainer.validation_loss()?
    {
        tally.validate(last, loss);
    }
    Ok(Some(tally.outcome()))
}
