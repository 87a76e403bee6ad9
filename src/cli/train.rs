//! A run without a window: the steps, the files, and the last line.

use std::time::Instant;

use super::error::CliError;
use super::options::TrainOptions;
use super::progress::{self, Progress};
use super::recorder::Recorder;
use super::{judged, naming, say, summary, usage};
use crate::checkpoint::Checkpoint;
use crate::history::StepRecord;
use crate::recipe::Recipe;
use crate::trainer::{Divergence, Trainer, TrainerError};

/// Trains `recipe`, from a checkpoint on if there is one, and writes the files. On success the last
/// line on stdout is the summary.
///
/// # Errors
/// [`CliError::Diverged`] after everything before it has been written; otherwise whatever kept the
/// run from its end, and no file has appeared then.
pub(super) fn train(
    recipe: &Recipe,
    checkpoint: Option<&Checkpoint>,
    options: &TrainOptions,
) -> Result<(), CliError> {
    let (mut trainer, recipe) = begin(recipe, checkpoint)?;
    if let Some(samples) = trainer.samples() {
        // The run may end in any stretch of its recipe.
        let begun = recipe.changes.iter().map(|change| recipe.config_at(change.step));
        for config in std::iter::once(recipe.config.clone()).chain(begun) {
            judged::check_forecast(samples, &config)?;
        }
    }
    let recipe = naming::nameable(recipe, &options.out)?;
    // What can't be written is no news to hear after an hour.
    recipe.written()?;
    if options.metrics_columns.is_empty() {
        trainer.skip_effective_step();
    }
    let (recipe, from) = (&recipe, trainer.steps());
    let mut recorder = Recorder::create(&trainer, options)?;
    let mut progress = Progress::new(recipe.steps(), options);
    if !options.quiet {
        progress::warning(trainer.config()).iter().for_each(|warning| say(warning));
        let note = trainer.samples().and_then(|samples| samples.note.as_ref());
        note.iter().for_each(|note| say(&note.to_string()));
    }
    let start = Instant::now();
    let end = steps(recipe, &mut trainer, &mut recorder, &mut progress, options);
    let elapsed = start.elapsed();
    progress.clear();
    let end = end?;
    let ending = recorder.finish(&repeating(recipe, &end), recipe, &trainer)?;
    match end {
        End::Done(_) if options.quiet => Ok(()),
        End::Done(last) => {
            ending.remarks.sentence().iter().for_each(|remark| say(remark));
            let trained = last.step - from;
            progress::print_line(&summary::of_a_run(&last, trained, elapsed, ending.best))?;
            ending.sentences.iter().try_for_each(|line| progress::print_line(line))
        }
        End::Diverged(divergence) => {
            Err(CliError::Diverged { divergence, out: options.out.clone() })
        }
    }
}

/// The trainer before its next step, and the recipe, complete with the fingerprint of a weights file.
fn begin(recipe: &Recipe, checkpoint: Option<&Checkpoint>) -> Result<(Trainer, Recipe), CliError> {
    if let Some(checkpoint) = checkpoint {
        let (mut trainer, mut recipe) = (checkpoint.trainer()?, recipe.clone());
        // Who goes on from where patience has run out does so without.
        recipe.go_on(&mut trainer)?;
        return Ok((trainer, recipe));
    }
    let trainer = Trainer::new(&recipe.config)?;
    let recipe = Recipe { config: trainer.config().clone(), changes: recipe.changes.clone() };
    Ok((trainer, recipe))
}

/// How a run ended.
#[derive(Debug)]
enum End {
    /// At its last step, or at the loss it was to reach.
    Done(StepRecord),
    /// At a step that wasn't taken any more.
    Diverged(Divergence),
}

fn steps(
    recipe: &Recipe,
    trainer: &mut Trainer,
    recorder: &mut Recorder,
    progress: &mut Progress,
    options: &TrainOptions,
) -> Result<End, CliError> {
    let last = recipe.steps();
    loop {
        let report = match recipe.step(trainer) {
            Ok(report) => report,
            Err(TrainerError::Diverged(divergence)) => return Ok(End::Diverged(divergence)),
            Err(TrainerError::Data(reason)) => {
                let step = trainer.steps() + 1;
                return Err(CliError::Usage(usage::from_step(step, &reason.to_string())));
            }
            Err(error) => return Err(error.into()),
        };
        recorder.record(&report, trainer)?;
        progress.show(&report)?;
        let reached = options.until_loss.is_some_and(|loss| report.loss <= loss)
            || recipe.is_out_of_patience(trainer);
        if report.step >= last || reached || recorder.is_stuck() {
            return Ok(End::Done(report));
        }
    }
}

/// The recipe that repeats the run: one that ended early ends there again, and one that diverged
/// diverges again.
fn repeating(recipe: &Recipe, end: &End) -> Recipe {
    match end {
        End::Done(last) if last.step == recipe.steps() => recipe.clone(),
        End::Done(last) => recipe.ending_at(last.step),
        End::Diverged(_) => recipe.clone(),
    }
}
