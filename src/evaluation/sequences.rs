//! A network of ours as forecasts need it.

use super::forecast::{ForecastError, Memory, SequenceModel};
use crate::config::{Config, StateMode};
use crate::network::{Predictor, Spec, State};
use crate::table::Samples;

/// A network that reads sequences side by side.
#[derive(Debug)]
pub struct Sequences {
    predictor: Predictor,
    state: State,
    rows: usize,
}

impl Sequences {
    /// The network with these weights, in the order of `parameters::layout`, for samples with as many inputs and
    /// targets as it was trained on.
    pub fn new(config: &Config, samples: &Samples, weights: &[Vec<f32>]) -> Self {
        let (inputs, outputs) = (samples.inputs.len(), samples.targets.len());
        let predictor = Predictor::new(&Spec { inputs, outputs, ..Spec::new(config) }, weights);
        let state = predictor.blank(0);
        Self { predictor, state, rows: 0 }
    }
}

impl SequenceModel for Sequences {
    type Error = ForecastError;

    fn begin(&mut self, rows: usize) {
        (self.rows, self.state) = (rows, self.predictor.blank(rows));
    }

    fn read(&mut self, time_steps: usize, input: &[f32]) -> Result<&[f32], ForecastError> {
        Ok(self.predictor.run(&mut self.state, self.rows, time_steps, input))
    }
}

impl Memory {
    /// What a network with these settings has read before it answers.
    pub fn of(config: &Config) -> Self {
        match config.state {
            StateMode::Carry => Self::Carried,
            StateMode::Reset | StateMode::None => Self::Window(config.time_steps),
        }
    }
}
