//! One run as the window knows it.

use std::collections::VecDeque;
use std::time::Duration;

use crate::checkpoint::Checkpoint;
use crate::config::{Config, Field, Settings};
use crate::data::Epochs;
use crate::history::{History, HistoryError};
use crate::recipe::{self, Mark, Recipe};
use crate::thread::{ProcessorTime, RunId};
use crate::worker::{Backfill, PLAYED, Sequence, StepChunk};

/// Numbers of curves that a run keeps to scroll back to: 40 thousand samples of one input and one target.
const KEPT_NUMBERS: usize = 3 * 40_000;

/// What a run has shown so far.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its number, from 1.
    pub id: RunId,
    /// The configuration in force, for the step to come.
    pub config: Config,
    /// The configuration of the newest step: what has been trained with. Before the first, that of the
    /// step to come.
    pub trained: Config,
    /// Every step's loss, gradient norm, learning rate and clipping.
    pub history: History,
    /// The newest sequences of the row on show, oldest first; not all are neighbours.
    pub sequences: VecDeque<Sequence>,
    /// The batch row on show.
    pub row: usize,
    /// What was changed, oldest first.
    pub marks: Vec<Mark>,
    /// The run itself: what it began with, and every value that was in force for a step.
    pub recipe: Recipe,
    /// Which epoch each step belongs to, where the data have an end.
    pub epochs: Epochs,
    /// The recipe being played, whole; none where nobody had written down what was to come.
    pub plan: Option<Recipe>,
    /// Whether the training thread has begun it: its data are read by then.
    pub has_begun: bool,
    /// The step of another run from which it goes another way; none where it has begun by itself.
    pub forked_at: Option<u64>,
    /// Time spent training.
    pub elapsed: Duration,
    /// Steps a second, a moving average over the last second.
    pub steps_per_second: f64,
    /// What the training thread has had of the processors, where the system tells.
    pub processor: Option<ProcessorTime>,
    /// Numbers in `sequences`.
    numbers: usize,
    /// The step before those in the history.
    from: u64,
    /// The least loss of the steps before those in the history, where it is known.
    best_before: Option<(u64, f32)>,
    /// The best validation of the steps before those in the history.
    best_validation_before: Option<(u64, f32)>,
    /// How much of what came before the history is known again, from 0 to 1, while that is under way.
    pub backfill: Option<f32>,
}

impl Run {
    /// A run that hasn't trained yet.
    pub(super) fn new(id: RunId, config: Config) -> Self {
        Self {
            id,
            recipe: Recipe::from(config.clone()),
            epochs: Epochs::new(&config),
            trained: config.clone(),
            config,
            history: History::default(),
            sequences: VecDeque::new(),
            row: 0,
            marks: Vec::new(),
            plan: None,
            has_begun: false,
            forked_at: None,
            elapsed: Duration::ZERO,
            steps_per_second: 0.0,
            processor: None,
            numbers: 0,
            from: 0,
            best_before: None,
            best_validation_before: None,
            backfill: None,
        }
    }

    /// A run that goes on from a checkpoint. What its earlier steps yielded isn't known before they
    /// are replayed.
    pub(super) fn resumed(id: RunId, checkpoint: &Checkpoint) -> Self {
        let from = checkpoint.step();
        let recipe = checkpoint.recipe.until(from + 1);
        let marks = played_marks(&recipe);
        let config = recipe.config_at(from + 1);
        let is_to_come = |plan: &Recipe| plan.changes.len() > recipe.changes.len();
        let plan = Some(checkpoint.recipe.clone()).filter(is_to_come);
        let trained = recipe.config_at(from.max(1));
        let (elapsed, best_before) = (checkpoint.past.elapsed, checkpoint.past.best);
        let best = checkpoint.snapshot.validation.best.as_deref();
        let best_validation_before = best.map(|best| (best.step, best.loss));
        Self {
            marks,
            epochs: epochs(&recipe),
            recipe,
            plan,
            from,
            trained,
            elapsed,
            best_before,
            best_validation_before,
            ..Self::new(id, config)
        }
    }

    /// What it takes to play this run again from its first step, as far as it has come.
    pub fn played(&self) -> Recipe {
        let last = self.recipe.changes.last().map_or(0, |change| change.step);
        self.recipe.ending_at(last.max(self.step()))
    }

    /// This run as far as `step`, whose curves are `sequences`, as a run of its own.
    pub(super) fn forked(&self, id: RunId, step: u64, sequences: VecDeque<Sequence>) -> Self {
        let mut history = self.history.clone();
        history.truncate(step);
        let recipe = self.recipe.until(step);
        let marks = played_marks(&recipe);
        Self {
            id,
            config: recipe.config_at(step),
            trained: recipe.config_at(step.max(1)),
            epochs: epochs(&recipe),
            history,
            numbers: sequences.iter().map(Sequence::numbers).sum(),
            sequences,
            row: self.row,
            marks,
            recipe,
            plan: None,
            has_begun: true,
            forked_at: Some(step),
            elapsed: self.elapsed,
            steps_per_second: self.steps_per_second,
            processor: self.processor,
            from: self.from.min(step),
            best_before: self.best_before.filter(|(best, _)| *best <= step),
            best_validation_before: self.best_validation_before.filter(|(best, _)| *best <= step),
            backfill: None,
        }
    }

    /// This run as it is, as a run of its own that goes another way than the recipe being played.
    pub(super) fn branched(&self, id: RunId) -> Self {
        Self { id, plan: None, forked_at: Some(self.step()), ..self.clone() }
    }

    /// The recipe being played, whole, if it hasn't come to its end.
    pub fn plan_under_way(&self) -> Option<&Recipe> {
        self.plan.as_ref().filter(|plan| plan.steps() > self.step())
    }

    /// The least finite loss of all steps, as far as it is known, and the step where it came first.
    pub fn best_loss(&self) -> Option<(u64, f32)> {
        let known = self.best_before.into_iter().chain(self.history.best_loss());
        known.reduce(|first, next| if next.1 < first.1 { next } else { first })
    }

    /// The least loss of all validations by the loss function in force, as far as they are known, and the step
    /// where it came first.
    pub fn best_validation(&self) -> Option<(u64, f32)> {
        let is_of_loss = |mark: &&Mark| mark.field == Field::Loss;
        let from = self.marks.iter().rfind(is_of_loss).map_or(0, |mark| mark.step);
        let known = self.best_validation_before.into_iter().filter(|(step, _)| *step >= from);
        let known = known.chain(self.history.validation_loss().min_since(from));
        known.reduce(|first, next| if next.1 < first.1 { next } else { first })
    }

    /// The newest step; 0 before the first.
    pub fn step(&self) -> u64 {
        self.history.last_step().unwrap_or(self.from)
    }

    /// The run began, with this configuration: complete with the fingerprint of a weights file.
    pub(super) fn begin(&mut self, config: Config) {
        self.has_begun = true;
        self.recipe.config = config;
        self.config = self.recipe.config_at(self.from + 1);
        self.trained = self.recipe.config_at(self.step().max(1));
        // The data are open by now.
        self.epochs = epochs(&self.recipe);
    }

    /// How many changes the run has felt by `step`.
    pub fn changes_felt(&self, step: u64) -> usize {
        recipe::changes_felt(&self.marks, step)
    }

    /// Takes in trained steps.
    ///
    /// # Errors
    /// [`HistoryError`], when they don't follow those before; nothing of them is taken in then.
    pub(super) fn take(&mut self, chunk: StepChunk) -> Result<(), HistoryError> {
        self.history.append(&chunk.history)?;
        let is_felt = self.recipe.changes.last().is_none_or(|last| last.step <= self.step());
        self.trained =
            if is_felt { self.config.clone() } else { self.recipe.config_at(self.step().max(1)) };
        self.elapsed = chunk.elapsed;
        self.processor = chunk.processor;
        if chunk.steps_per_second > 0.0 {
            self.steps_per_second = chunk.steps_per_second;
        }
        for sequence in chunk.sequences {
            // The row was changed while these were under way.
            if sequence.row == self.row {
                self.push_sequence(sequence);
            }
        }
        Ok(())
    }

    /// Takes in what was found out about the steps before the history.
    pub(super) fn take_backfill(&mut self, backfill: Backfill) {
        match backfill {
            Backfill::UnderWay { at, to } => self.backfill = Some(at as f32 / to.max(1) as f32),
            Backfill::Complete(mut earlier) => {
                self.backfill = None;
                // They meet, or there is something else on show by now.
                if earlier.append(&self.history).is_ok() {
                    self.history = *earlier;
                }
            }
        }
    }

    fn push_sequence(&mut self, sequence: Sequence) {
        if self.sequences.back().is_some_and(|last| last.step == sequence.step) {
            return;
        }
        if !sequence.goes_on_from(&self.sequences) {
            self.sequences.clear();
            self.numbers = 0;
        }
        self.numbers += sequence.numbers();
        self.sequences.push_back(sequence);
        while self.numbers > KEPT_NUMBERS && self.sequences.len() > 1 {
            self.numbers -= self.sequences.pop_front().map_or(0, |sequence| sequence.numbers());
        }
    }

    /// Another row is wanted; its curves come with the next steps.
    pub(super) fn show_row(&mut self, row: usize) {
        self.row = row;
        self.sequences.clear();
        self.numbers = 0;
    }

    /// A change acts from `step` on.
    pub(super) fn record(&mut self, step: u64, change: &Settings, gesture: u64) {
        let after = self.config.with(change);
        recipe::record(&mut self.marks, step, gesture, &self.config, &after);
        self.config = after;
        self.recipe.record(step, change);
        self.epochs.change(step, change);
        if self.step() == 0 {
            self.trained = self.config.clone();
        }
        // A smaller batch has no such row any more; the thread falls back to the last one.
        self.row = self.row.min(self.config.batch - 1);
    }
}

/// The epochs of a run with this recipe.
fn epochs(recipe: &Recipe) -> Epochs {
    let mut epochs = Epochs::new(&recipe.config);
    recipe.changes.iter().for_each(|change| epochs.change(change.step, &change.settings()));
    epochs
}

/// The marks of a recipe, which no drag to come may be taken for.
fn played_marks(recipe: &Recipe) -> Vec<Mark> {
    let mut marks = recipe.marks();
    marks.iter_mut().for_each(|mark| mark.gesture += PLAYED);
    marks
}
