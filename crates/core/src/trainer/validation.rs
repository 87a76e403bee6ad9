//! How a run is judged on the validation part while it goes on: the losses, the best of them, and how long
//! there was no better one.

use std::sync::Arc;

use super::prediction::{Forecaster, mean_loss};
use super::{Trainer, TrainerError};
use crate::config::{Config, ValidateEvery};
use crate::table::Samples;

/// The network at its best validation so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// The step after whose update it was.
    pub step: u64,
    /// Its validation loss.
    pub loss: f32,
    /// Its weights, in PyTorch's order.
    pub weights: Vec<Vec<f32>>,
}

/// What validations by the loss function in force have left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validation {
    /// The best one; none before the first.
    pub best: Option<Arc<Best>>,
    /// Validations since then.
    pub since_best: u64,
}

impl Validation {
    /// Goes on with new patience: who has less of it than there were validations in vain waits for one more.
    pub(super) fn give(&mut self, patience: Option<u64>) {
        let most = patience.map_or(u64::MAX, |patience| patience.saturating_sub(1));
        self.since_best = self.since_best.min(most);
    }
}

impl Trainer {
    /// The validation loss of the network as it is: the loss's formula over all samples and targets of the
    /// validation part, scaled. None where there is no such part.
    ///
    /// # Errors
    /// Candle's own, if a variable can't be read.
    pub fn validation_loss(&self) -> Result<Option<f32>, TrainerError> {
        let Some(samples) = self.data.next_source().samples() else { return Ok(None) };
        let part = samples.parts[1].clone();
        if part.is_empty() {
            return Ok(None);
        }
        let weights = self.network.parameters().values()?;
        let mut forecaster = Forecaster::new(&self.config, &**samples, &weights);
        let predictions = forecaster.part(part.clone());
        Ok(Some(mean_loss(&self.config, &predictions, samples.target_of(part))))
    }

    /// What validations have left so far.
    pub fn validation(&self) -> &Validation {
        &self.validation
    }

    /// The samples of the table that it trains on, if it does.
    pub fn samples(&self) -> Option<&Arc<Samples>> {
        self.data.next_source().samples()
    }

    /// Whole epochs finished, where the data have an end.
    pub fn epochs(&self) -> Option<u64> {
        self.data.next_source().epochs(self.data.position())
    }

    /// Whether there have been as many validations without a better one as the run has patience for: it is to
    /// end here. Who goes on from here has to say so, by another patience.
    pub fn is_out_of_patience(&self) -> bool {
        self.config.patience == Some(self.validation.since_best)
    }

    /// Validates after a step's update where it is due; the loss, if so. It changes nothing of the
    /// training.
    pub(super) fn validate_if_due(&mut self, step: u64) -> Result<Option<f32>, TrainerError> {
        if !is_due(&self.config, step, self.data.epochs()) {
            return Ok(None);
        }
        let Some(loss) = self.validation_loss()? else { return Ok(None) };
        let is_least = self.validation.best.as_ref().is_none_or(|best| loss < best.loss);
        let is_better = is_least && loss.is_finite();
        if is_better {
            let weights = self.network.parameters().values()?;
            self.validation.best = Some(Arc::new(Best { step, loss, weights }));
            self.validation.since_best = 0;
        } else {
            self.validation.since_best += 1;
        }
        Ok(Some(loss))
    }
}

/// Whether a validation follows a step, before whose batch and after which so many whole epochs lie.
fn is_due(config: &Config, step: u64, epochs: Option<(u64, u64)>) -> bool {
    let Some((before, after)) = epochs else { return false };
    match config.validate_every {
        ValidateEvery::Epoch => after > before,
        ValidateEvery::Steps(steps) => step.is_multiple_of(steps),
    }
}
