//! A trained network, judged on a table: what it answers, how good that is, and how the table may go on.

use crate::config::Config;
use crate::evaluation::forecast::{Forecast, ForecastError, Memory};
use crate::evaluation::{Answers, Baselines, Evaluation, EvaluationError, Sequences, season_of};
use crate::table::Samples;
use crate::trainer::Forecaster;

/// A network that is to be judged on a table, with its answers.
#[derive(Debug)]
pub struct Judge<'a> {
    config: &'a Config,
    samples: &'a Samples,
    weights: &'a [Vec<f32>],
    /// To all samples: samples × targets, scaled.
    prediction: Vec<f32>,
}

impl<'a> Judge<'a> {
    /// The network with these weights, in PyTorch's order, and settings.
    pub fn new(config: &'a Config, samples: &'a Samples, weights: &'a [Vec<f32>]) -> Self {
        let mut network = Forecaster::new(config, samples, weights);
        let prediction = samples.parts.iter().flat_map(|part| network.part(part.clone())).collect();
        Self { config, samples, weights, prediction }
    }

    /// What it answers to all samples.
    ///
    /// # Errors
    /// [`EvaluationError`], if they aren't as many as they should be.
    pub fn answers(&self) -> Result<Answers<'_>, EvaluationError> {
        Answers::new(self.samples, &self.prediction)
    }

    /// The season in rows that it is compared with: the one that was given, or the one that is found.
    pub fn season(&self) -> Option<usize> {
        season_of(self.config, self.samples)
    }

    /// What it is compared with, of which the season is [`Judge::season`].
    pub fn baselines(&self, season: Option<usize>) -> Baselines {
        Baselines::new(self.samples, self.config.time_steps, season)
    }

    /// How good its answers are beside the baselines.
    ///
    /// # Errors
    /// As [`Judge::answers`].
    pub fn evaluation(&self, baselines: &Baselines) -> Result<Evaluation, EvaluationError> {
        Ok(Evaluation::new(&self.answers()?, baselines))
    }

    /// How the table may go on for so many rows.
    ///
    /// # Errors
    /// [`ForecastError`], where its answers can't be read as inputs, or that is too far.
    pub fn forecast(&self, ahead: u64) -> Result<Forecast, ForecastError> {
        let Self { config, samples, weights, .. } = *self;
        let mut network = Sequences::new(config, samples, weights);
        let ahead = usize::try_from(ahead).unwrap_or(usize::MAX);
        Forecast::new(&mut network, samples, Memory::of(config), ahead)
    }
}
