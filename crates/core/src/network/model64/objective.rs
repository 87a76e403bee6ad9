//! The loss of a window's answers, and its slope at each of them, in float64.

use crate::config::{Loss, LossOn};
use crate::network::Spec;

/// How a loss is made of answers: what an error costs, and which errors it is a mean over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objective {
    /// What an error costs.
    pub loss: Loss,
    /// Which time steps' answers count.
    pub on: LossOn,
    /// Answers at a time step.
    outputs: usize,
    /// Errors that the loss of a whole window is the mean over.
    errors: usize,
}

impl Objective {
    /// That of the networks that `spec` describes.
    pub fn new(spec: &Spec) -> Self {
        Self { loss: spec.loss, on: spec.loss_on, outputs: spec.outputs, errors: spec.errors() }
    }

    /// The loss of a window of one batch row: answers beside what they should be, time step after time
    /// step.
    pub fn of(&self, prediction: &[f64], target: &[f64]) -> f64 {
        let first = self.first_counted(prediction.len());
        let pairs = prediction.iter().zip(target).skip(first);
        let sum: f64 = pairs.map(|(y, target)| self.loss.cost(y - target)).sum();
        sum / (prediction.len() - first) as f64
    }

    /// ∂L/∂ŷ of a row's answers, those at the end of its window, where L is the mean over a step's batch.
    /// Zero where an answer doesn't count.
    pub fn slopes(&self, prediction: &[f64], target: &[f64]) -> Vec<f64> {
        let (first, errors) = (self.first_counted(prediction.len()), self.errors as f64);
        let slope = |(at, (y, target)): (usize, (&f64, &f64))| {
            if at < first { 0.0 } else { self.loss.slope(y - target) / errors }
        };
        prediction.iter().zip(target).enumerate().map(slope).collect()
    }

    /// Whether a time step's answers count, of a window of so many.
    pub fn counts(&self, time_step: usize, time_steps: usize) -> bool {
        self.on == LossOn::All || time_step + 1 == time_steps
    }

    /// The first of so many answers that counts.
    fn first_counted(&self, answers: usize) -> usize {
        match self.on {
            LossOn::All => 0,
            LossOn::Last => answers.saturating_sub(self.outputs),
        }
    }
}

impl Loss {
    /// What an error costs, answer minus target.
    pub fn cost(self, error: f64) -> f64 {
        match self {
            Self::Mse => error.powi(2),
            Self::Mae => error.abs(),
            Self::Huber if error.abs() <= 1.0 => 0.5 * error.powi(2),
            Self::Huber => error.abs() - 0.5,
        }
    }

    /// The derivative of that. 0 at an error of 0, where that of the mean absolute error has two sides,
    /// as PyTorch has it.
    pub fn slope(self, error: f64) -> f64 {
        match self {
            Self::Mse => 2.0 * error,
            Self::Mae if error == 0.0 => 0.0,
            Self::Mae => error.signum(),
            Self::Huber => error.clamp(-1.0, 1.0),
        }
    }
}
