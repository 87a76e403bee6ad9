//! How a run ended, and by what it is called better than another.

use std::collections::VecDeque;

use crate::config::Config;
use crate::text::Texts;

/// Whether a run with these settings has a validation part.
pub fn has_validation(config: &Config) -> bool {
    config.data.is_table() && config.split.validation > 0.0
}

/// By what runs are compared. Of every criterion the least value wins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Criterion {
    /// Loss of the last step; a diverged run has none.
    FinalLoss,
    /// Least loss of all steps.
    BestLoss,
    /// Mean of the losses of so many last steps, or of all where there are fewer; a diverged run has
    /// none. A single step's loss jumps by decades from one to the next, their mean doesn't.
    MeanLoss(u64),
    /// The first step whose loss is this or less.
    StepsTo(f32),
    /// Loss of the last step over the validation part; a diverged run has none.
    ValidationLoss,
    /// Least loss over the validation part.
    BestValidationLoss,
}

impl Criterion {
    /// By what runs with these settings are compared where nobody says: by the least loss over the validation part,
    /// where all have one, else by the mean of the last losses.
    pub fn suited<'a>(configs: impl IntoIterator<Item = &'a Config>) -> Self {
        let mut configs = configs.into_iter().peekable();
        if configs.peek().is_some() && configs.all(has_validation) {
            Self::BestValidationLoss
        } else {
            Self::MeanLoss(Self::LAST)
        }
    }

    /// Name of [`Criterion::FinalLoss`] in files.
    pub const FINAL_LOSS: &'static str = "final-loss";
    /// Name of [`Criterion::BestLoss`] in files.
    pub const BEST_LOSS: &'static str = "best-loss";
    /// Name of [`Criterion::MeanLoss`] in files.
    pub const MEAN_LOSS: &'static str = "mean-loss";
    /// Name of [`Criterion::StepsTo`] in files.
    pub const STEPS_TO: &'static str = "steps-to-loss";
    /// Name of [`Criterion::ValidationLoss`] in files.
    pub const VALIDATION_LOSS: &'static str = "validation-loss";
    /// Name of [`Criterion::BestValidationLoss`] in files.
    pub const BEST_VALIDATION_LOSS: &'static str = "best-validation-loss";

    /// Every name in files.
    pub const NAMES: [&'static str; 6] = [
        Self::FINAL_LOSS,
        Self::BEST_LOSS,
        Self::MEAN_LOSS,
        Self::STEPS_TO,
        Self::VALIDATION_LOSS,
        Self::BEST_VALIDATION_LOSS,
    ];

    /// Steps that a mean takes where nobody says how many.
    pub const LAST: u64 = 100;
    /// Steps that a mean can take.
    pub const LAST_RANGE: std::ops::RangeInclusive<u64> = 1..=1_000_000;

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::FinalLoss => Self::FINAL_LOSS,
            Self::BestLoss => Self::BEST_LOSS,
            Self::MeanLoss(_) => Self::MEAN_LOSS,
            Self::StepsTo(_) => Self::STEPS_TO,
            Self::ValidationLoss => Self::VALIDATION_LOSS,
            Self::BestValidationLoss => Self::BEST_VALIDATION_LOSS,
        }
    }

    /// In words, for axes and tables.
    pub fn label(self, texts: &Texts) -> String {
        let words = &texts.plans;
        match self {
            Self::FinalLoss => words.final_loss.to_owned(),
            Self::BestLoss => words.best_loss.to_owned(),
            Self::MeanLoss(last) => (words.mean_loss)(last),
            Self::StepsTo(goal) => (words.steps_to)(goal),
            Self::ValidationLoss => words.validation_loss.to_owned(),
            Self::BestValidationLoss => words.best_validation_loss.to_owned(),
        }
    }

    /// Whether what counts is a loss, and not a number of steps.
    pub fn is_loss(self) -> bool {
        match self {
            Self::FinalLoss
            | Self::BestLoss
            | Self::MeanLoss(_)
            | Self::ValidationLoss
            | Self::BestValidationLoss => true,
            Self::StepsTo(_) => false,
        }
    }

    /// Whether it takes a validation part.
    pub fn needs_validation(self) -> bool {
        match self {
            Self::ValidationLoss | Self::BestValidationLoss => true,
            Self::FinalLoss | Self::BestLoss | Self::MeanLoss(_) | Self::StepsTo(_) => false,
        }
    }

    /// The loss to be reached, where one is.
    pub fn goal(self) -> Option<f32> {
        match self {
            Self::StepsTo(goal) => Some(goal),
            Self::FinalLoss
            | Self::BestLoss
            | Self::MeanLoss(_)
            | Self::ValidationLoss
            | Self::BestValidationLoss => None,
        }
    }

    /// How many last steps [`Outcome::mean_loss`] takes.
    pub fn last(self) -> u64 {
        match self {
            Self::MeanLoss(last) => last,
            Self::FinalLoss
            | Self::BestLoss
            | Self::StepsTo(_)
            | Self::ValidationLoss
            | Self::BestValidationLoss => Self::LAST,
        }
    }

    /// What counts of a run; infinite where it has nothing to show.
    pub fn value(self, outcome: &Outcome) -> f64 {
        let finite = |loss: &f32| loss.is_finite();
        let loss = |loss: Option<f32>| loss.filter(finite).map_or(f64::INFINITY, f64::from);
        match self {
            Self::FinalLoss => loss(outcome.final_loss()),
            Self::BestLoss => loss(outcome.best.map(|(_, loss)| loss)),
            Self::MeanLoss(_) => loss(outcome.mean_loss()),
            Self::StepsTo(_) => outcome.reached.map_or(f64::INFINITY, |step| step as f64),
            Self::ValidationLoss => loss(outcome.validation_loss()),
            Self::BestValidationLoss => loss(outcome.best_validation.map(|(_, loss)| loss)),
        }
    }

    /// The places in `outcomes` of the best one, and of all that are equal to it. Empty where none has
    /// anything to show.
    pub fn winners<'a>(self, outcomes: impl IntoIterator<Item = &'a Outcome>) -> Vec<usize> {
        let values = outcomes.into_iter().map(|outcome| self.value(outcome)).enumerate();
        let finite: Vec<(usize, f64)> = values.filter(|(_, value)| value.is_finite()).collect();
        let best = finite.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
        finite.into_iter().filter(|(_, value)| *value == best).map(|(place, _)| place).collect()
    }
}

/// What is kept of a run that others are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Steps taken.
    pub steps: u64,
    /// Loss of the newest step.
    pub loss: Option<f32>,
    /// Mean loss of the newest steps, as many as [`Criterion::last`] says.
    pub mean: Option<f32>,
    /// Step and value of the least loss.
    pub best: Option<(u64, f32)>,
    /// The first step at which the loss was as low as the goal.
    pub reached: Option<u64>,
    /// The step at which the run left the finite numbers; it isn't one of `steps`.
    pub diverged: Option<u64>,
    /// The step with which the run's patience ran out, the last one.
    pub out_of_patience: Option<u64>,
    /// Newest loss over the validation part.
    pub validation: Option<f32>,
    /// Step and value of the least loss over the validation part.
    pub best_validation: Option<(u64, f32)>,
}

impl Outcome {
    /// Loss of the last step, unless the run diverged.
    pub fn final_loss(&self) -> Option<f32> {
        self.loss.filter(|_| self.diverged.is_none())
    }

    /// Last loss over the validation part, unless the run diverged.
    pub fn validation_loss(&self) -> Option<f32> {
        self.validation.filter(|_| self.diverged.is_none())
    }

    /// Mean loss of the last steps, unless the run diverged.
    pub fn mean_loss(&self) -> Option<f32> {
        self.mean.filter(|_| self.diverged.is_none())
    }
}

/// The outcome of a run under way, taken down step by step.
#[derive(Clone, Debug)]
pub struct Tally {
    outcome: Outcome,
    goal: Option<f32>,
    last: u64,
    /// The newest losses, at most `last` of them.
    newest: VecDeque<f32>,
}

impl Tally {
    /// The outcome of a run without steps, with what this criterion asks for.
    pub fn new(criterion: Criterion) -> Self {
        let (goal, last) = (criterion.goal(), criterion.last());
        Self { outcome: Outcome::default(), goal, last, newest: VecDeque::new() }
    }

    /// Takes down the loss of a step.
    pub fn record(&mut self, step: u64, loss: f32) {
        let outcome = &mut self.outcome;
        outcome.steps = step;
        outcome.loss = Some(loss);
        if outcome.best.is_none_or(|(_, best)| loss < best) {
            outcome.best = Some((step, loss));
        }
        if outcome.reached.is_none() && self.goal.is_some_and(|goal| loss <= goal) {
            outcome.reached = Some(step);
        }
        if self.newest.len() as u64 >= self.last {
            self.newest.pop_front();
        }
        self.newest.push_back(loss);
    }

    /// Takes down the loss over the validation part after a step.
    pub fn validate(&mut self, step: u64, loss: f32) {
        let outcome = &mut self.outcome;
        outcome.validation = Some(loss);
        if loss.is_finite() && outcome.best_validation.is_none_or(|(_, best)| loss < best) {
            outcome.best_validation = Some((step, loss));
        }
    }

    /// Takes down where the run left the finite numbers.
    pub fn diverge(&mut self, step: u64) {
        self.outcome.diverged = Some(step);
    }

    /// Takes down the step with which the run's patience ran out.
    pub fn run_out(&mut self, step: u64) {
        self.outcome.out_of_patience = Some(step);
    }

    /// What has come of the run so far.
    pub fn outcome(&self) -> Outcome {
        Outcome { mean: self.mean(), ..self.outcome }
    }

    /// Summed anew each time, in float64: a sum that is carried on gathers what it rounds off.
    fn mean(&self) -> Option<f32> {
        let sum: f64 = self.newest.iter().copied().map(f64::from).sum();
        let count = self.newest.len();
        (count > 0).then(|| (sum / count as f64) as f32)
    }
}
