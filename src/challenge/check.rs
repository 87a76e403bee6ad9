//! The proof: a recipe trained on seeds that its author hasn't seen.

use std::collections::VecDeque;

use super::{Breach, Challenge, Goal, LossOf, SEEDS};
use crate::history::StepRecord;
use crate::race::{RaceError, share_out};
use crate::recipe::Recipe;
use crate::text::Texts;
use crate::thread::Courtesy;
use crate::trainer::{Trainer, TrainerError};

/// Steps between two words about a run's progress.
const WORD: u64 = 32;

/// What came of a check.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// A run for each seed, in the order of [`Challenge::seeds`].
    pub runs: Vec<SeedRun>,
    /// What was to be reached.
    pub goal: Goal,
}

impl Proof {
    /// With how many seeds the goal was reached.
    pub fn reached(&self) -> usize {
        self.runs.iter().filter(|run| run.reached.is_some()).count()
    }

    /// Whether these are enough.
    pub fn has_passed(&self) -> bool {
        self.reached() >= self.goal.pass
    }
}

/// What came of one seed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeedRun {
    /// The seed.
    pub seed: u32,
    /// The first step at which the goal was reached.
    pub reached: Option<u64>,
    /// Step and value of the least that counted; none where there was nothing that counts.
    pub least: Option<(u64, f64)>,
    /// The step at which the run left the finite numbers.
    pub diverged: Option<u64>,
}

impl SeedRun {
    /// The same as a line.
    pub fn words(&self, texts: &Texts) -> String {
        let words = &texts.challenges;
        match (self.reached, self.diverged, self.least) {
            (Some(step), ..) => (words.reached)(self.seed, step),
            (None, Some(step), _) => (words.diverged)(self.seed, step),
            (None, None, Some((step, least))) => (words.missed)(self.seed, least, step),
            (None, None, None) => (words.missed_at_once)(self.seed),
        }
    }
}

/// Why a recipe can't be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// It does what the challenge doesn't allow.
    #[error(transparent)]
    Breach(#[from] Breach),
    /// A run can't be made or can't go on.
    #[error("{}", (Texts::in_force().challenges.seed_failed)(*seed, &reason.to_string()))]
    Run {
        /// Its seed.
        seed: u32,
        /// What the trainer says.
        reason: TrainerError,
    },
    /// It was told to stop.
    #[error("{}", Texts::in_force().challenges.stopped)]
    Stopped,
    /// The system has no threads to give.
    #[error(transparent)]
    Threads(#[from] RaceError),
}

/// What has happened in a check since the last time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Steps that were trained, or will not have to be.
    pub steps: u64,
    /// Runs that have ended.
    pub ended: usize,
}

/// What a thread of a check tells.
enum Word {
    Steps(u64),
    Ended(usize, SeedRun),
    Failed(CheckError),
}

/// Trains a recipe on the challenge's seeds, on all cores, each run as far as its goal. `go_on` is asked between steps,
/// on the threads that train; `news` hears how it goes.
///
/// # Errors
/// [`CheckError`], before the first step where the challenge doesn't allow the recipe; [`CheckError::Stopped`] where
/// `go_on` has said no.
pub fn check(
    challenge: &Challenge,
    recipe: &Recipe,
    courtesy: Courtesy,
    go_on: impl Fn() -> bool + Sync,
    mut news: impl FnMut(News),
) -> Result<Proof, CheckError> {
    challenge.allows(recipe)?;
    let jobs: Vec<(usize, u32)> = challenge.seeds().into_iter().enumerate().collect();
    let mut runs = vec![None; SEEDS];
    let go_on: &(dyn Fn() -> bool + Sync) = &go_on;
    let work = |(place, seed): (usize, u32), say: &dyn Fn(Word) -> bool| {
        train_seed(challenge, recipe, (place, seed), (courtesy, go_on), say)
    };
    share_out(jobs, work, |word| {
        match word {
            Word::Steps(steps) => news(News { steps, ended: 0 }),
            Word::Ended(place, run) => {
                runs[place] = Some(run);
                news(News { steps: 0, ended: 1 });
            }
            Word::Failed(error) => return Err(error),
        }
        Ok(())
    })?;
    let runs: Option<Vec<SeedRun>> = runs.into_iter().collect();
    let runs = runs.ok_or(CheckError::Stopped)?;
    Ok(Proof { runs, goal: challenge.goal.clone() })
}

/// Trains one seed and tells what comes of it; false when the check is to stop.
fn train_seed(
    challenge: &Challenge,
    recipe: &Recipe,
    (place, seed): (usize, u32),
    (mut courtesy, go_on): (Courtesy, &(dyn Fn() -> bool + Sync)),
    say: &dyn Fn(Word) -> bool,
) -> bool {
    let mut told = 0;
    let ended = run(challenge, recipe, seed, |step| {
        let due = step - told >= WORD;
        let heard = !due || say(Word::Steps(step - told));
        told = if due { step } else { told };
        courtesy.offer();
        heard && go_on()
    });
    match ended {
        Ok(Some(run)) => {
            // A run that gets there early leaves steps undone that progress had counted on.
            say(Word::Steps(challenge.goal.within - told)) && say(Word::Ended(place, run))
        }
        Ok(None) => false,
        Err(reason) => {
            say(Word::Failed(CheckError::Run { seed, reason }));
            false
        }
    }
}

/// Trains a recipe with this seed until the goal is reached, or to the challenge's end; `None` where `go_on` says no
/// after a step.
fn run(
    challenge: &Challenge,
    recipe: &Recipe,
    seed: u32,
    mut go_on: impl FnMut(u64) -> bool,
) -> Result<Option<SeedRun>, TrainerError> {
    let goal = &challenge.goal;
    // However few steps a recipe names, it has all that the challenge gives.
    let mut recipe = recipe.ending_at(goal.within);
    recipe.config.seed = seed;
    let mut trainer = Trainer::new(&recipe.config)?;
    trainer.skip_effective_step();
    let mut count = Count { run: SeedRun { seed, ..SeedRun::default() }, newest: VecDeque::new() };
    for step in 1..=goal.within {
        match recipe.step(&mut trainer) {
            Ok(mut report) => {
                let is_last = step == goal.within || recipe.is_out_of_patience(&trainer);
                if is_last && goal.on == LossOf::Validation && report.validation_loss.is_none() {
                    // As at the end of any run.
                    report.validation_loss = trainer.validation_loss()?;
                }
                count.take(goal, &report);
                if is_last || count.run.reached.is_some() {
                    break;
                }
            }
            Err(TrainerError::Diverged(at)) => {
                count.run.diverged = Some(at.step);
                break;
            }
            Err(error) => return Err(error),
        }
        if !go_on(step) {
            return Ok(None);
        }
    }
    Ok(Some(count.run))
}

/// A run under way, compared with the goal step by step.
struct Count {
    run: SeedRun,
    /// The newest losses that count.
    newest: VecDeque<f64>,
}

impl Count {
    fn take(&mut self, goal: &Goal, report: &StepRecord) {
        let Some(value) = self.counted(goal, report) else { return };
        if self.run.least.is_none_or(|(_, least)| value < least) {
            self.run.least = Some((report.step, value));
        }
        if value <= goal.loss {
            self.run.reached.get_or_insert(report.step);
        }
    }

    /// What counts after this step: a loss, or the mean of the newest ones once there are as many.
    fn counted(&mut self, goal: &Goal, report: &StepRecord) -> Option<f64> {
        let loss = match goal.on {
            LossOf::Training => Some(report.loss),
            LossOf::Validation => report.validation_loss,
        };
        let loss = loss.filter(|loss| loss.is_finite())?;
        self.newest.push_back(loss.into());
        if self.newest.len() > goal.last {
            self.newest.pop_front();
        }
        // Summed anew each time: a sum that is carried on gathers what it rounds off.
        let sum: f64 = self.newest.iter().sum();
        (self.newest.len() == goal.last).then(|| sum / goal.last as f64)
    }
}
