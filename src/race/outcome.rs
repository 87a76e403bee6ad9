//! How a run ended, and by what it is called better than another.

/// By what runs are compared. Of every criterion the least value wins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Criterion {
    /// Loss of the last step; a diverged run has none.
    FinalLoss,
    /// Least loss of all steps.
    BestLoss,
    /// The first step whose loss is this or less.
    StepsTo(f32),
}

impl Criterion {
    /// Name of [`Criterion::FinalLoss`] in files.
    pub const FINAL_LOSS: &'static str = "final-loss";
    /// Name of [`Criterion::BestLoss`] in files.
    pub const BEST_LOSS: &'static str = "best-loss";
    /// Name of [`Criterion::StepsTo`] in files.
    pub const STEPS_TO: &'static str = "steps-to-loss";

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::FinalLoss => Self::FINAL_LOSS,
            Self::BestLoss => Self::BEST_LOSS,
            Self::StepsTo(_) => Self::STEPS_TO,
        }
    }

    /// In words, for axes and tables.
    pub fn label(self) -> String {
        match self {
            Self::FinalLoss => "final loss".to_owned(),
            Self::BestLoss => "best loss".to_owned(),
            Self::StepsTo(goal) => format!("steps to loss {goal}"),
        }
    }

    /// The loss to be reached, where one is.
    pub fn goal(self) -> Option<f32> {
        match self {
            Self::StepsTo(goal) => Some(goal),
            Self::FinalLoss | Self::BestLoss => None,
        }
    }

    /// What counts of a run; infinite where it has nothing to show.
    pub fn value(self, outcome: &Outcome) -> f64 {
        let loss = |loss: Option<f32>| loss.map_or(f64::INFINITY, f64::from);
        match self {
            Self::FinalLoss => loss(outcome.final_loss()),
            Self::BestLoss => loss(outcome.best.map(|(_, loss)| loss)),
            Self::StepsTo(_) => outcome.reached.map_or(f64::INFINITY, |step| step as f64),
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
    /// Step and value of the least loss.
    pub best: Option<(u64, f32)>,
    /// The first step at which the loss was as low as the goal.
    pub reached: Option<u64>,
    /// The step at which the run left the finite numbers; it isn't one of `steps`.
    pub diverged: Option<u64>,
}

impl Outcome {
    /// Takes down the loss of a step; `goal` is the loss to be reached, if there is one.
    pub fn record(&mut self, step: u64, loss: f32, goal: Option<f32>) {
        self.steps = step;
        self.loss = Some(loss);
        if self.best.is_none_or(|(_, best)| loss < best) {
            self.best = Some((step, loss));
        }
        if self.reached.is_none() && goal.is_some_and(|goal| loss <= goal) {
            self.reached = Some(step);
        }
    }

    /// Loss of the last step, unless the run diverged.
    pub fn final_loss(&self) -> Option<f32> {
        self.loss.filter(|_| self.diverged.is_none())
    }
}
