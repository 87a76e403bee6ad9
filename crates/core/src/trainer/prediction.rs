//! What a frozen network predicts for a part of a table: every sample of it, whatever the windows that it
//! was trained on.

use std::ops::Range;

use crate::config::{Config, LossOn, StateMode};
use crate::network::{Predictor, Spec};
use crate::table::Samples;

/// Samples before a part that the carried state is led through.
const LEAD: usize = 1000;
/// Samples that a stream is led through at once.
const CHUNK: usize = 500;
/// Windows that are predicted at once at most, and numbers that they may take.
const ROWS: usize = 64;
const NUMBERS: usize = 32 << 20;

/// A network that predicts samples of a table.
#[derive(Debug)]
pub struct Forecaster<'a> {
    config: &'a Config,
    samples: &'a Samples,
    predictor: Predictor,
    inputs: usize,
    targets: usize,
    /// Windows that are predicted at once.
    rows: usize,
}

impl<'a> Forecaster<'a> {
    /// The network with these weights, in the order of `parameters::layout`, for samples with as many
    /// inputs and targets as it was trained on.
    pub fn new(config: &'a Config, samples: &'a Samples, weights: &[Vec<f32>]) -> Self {
        let (inputs, targets) = (samples.inputs.len(), samples.targets.len());
        let spec = Spec { inputs, outputs: targets, ..Spec::new(config) };
        let predictor = Predictor::new(&spec, weights);
        // Slots, states and what is between them, of each unit at each time step.
        let each = config.layers * config.hidden * config.time_steps * (config.cell.blocks() + 3);
        let rows = (NUMBERS / each.max(1)).clamp(1, ROWS);
        Self { config, samples, predictor, inputs, targets, rows }
    }

    /// Predictions of all samples of a part, scaled: samples × targets.
    ///
    /// - With state `carry` in one stream, led through up to 1000 samples right before the part.
    /// - With the loss on all time steps in windows from the part's first sample on, each from zeros.
    /// - With the loss on the last one, each sample by the last answer of the window that ends there; at the
    ///   data's beginning that window is shorter.
    pub fn part(&mut self, part: Range<usize>) -> Vec<f32> {
        if part.is_empty() {
            return Vec::new();
        }
        match (self.config.state, self.config.loss_on) {
            (StateMode::Carry, _) => self.stream(part),
            (_, LossOn::All) => self.windows(part),
            (_, LossOn::Last) => self.last_answers(part),
        }
    }

    /// The predictions of a part in one stream.
    fn stream(&mut self, part: Range<usize>) -> Vec<f32> {
        let mut state = self.predictor.blank(1);
        let mut predictions = Vec::with_capacity(part.len() * self.targets);
        let lead = part.start - part.start.min(LEAD)..part.start;
        for (range, is_counted) in [(lead, false), (part, true)] {
            for first in range.clone().step_by(CHUNK) {
                let chunk = first..range.end.min(first + CHUNK);
                let answers =
                    self.predictor.run(&mut state, 1, chunk.len(), self.samples.input_of(chunk));
                if is_counted {
                    predictions.extend_from_slice(answers);
                }
            }
        }
        predictions
    }

    /// The last answer of a window of its own, which may be shorter than those trained on.
    fn last_of(&mut self, window: &[f32]) -> Vec<f32> {
        let steps = window.len() / self.inputs;
        let mut state = self.predictor.blank(1);
        let answers = self.predictor.run(&mut state, 1, steps, window);
        answers[answers.len() - self.targets..].to_vec()
    }

    fn windows(&mut self, part: Range<usize>) -> Vec<f32> {
        let time_steps = self.config.time_steps;
        let mut predictions = Vec::with_capacity(part.len() * self.targets);
        let mut first = part.start;
        while first < part.end {
            let whole = (part.end - first) / time_steps;
            let (rows, steps) =
                if whole > 0 { (whole.min(self.rows), time_steps) } else { (1, part.end - first) };
            let range = first..first + rows * steps;
            first = range.end;
            let mut state = self.predictor.blank(rows);
            let input = self.samples.input_of(range);
            predictions.extend_from_slice(self.predictor.run(&mut state, rows, steps, input));
        }
        predictions
    }

    fn last_answers(&mut self, part: Range<usize>) -> Vec<f32> {
        let (time_steps, inputs, targets) = (self.config.time_steps, self.inputs, self.targets);
        let mut predictions = Vec::with_capacity(part.len() * targets);
        let whole = part.end.min(part.start.max(time_steps - 1));
        for sample in part.start..whole {
            predictions.extend(self.last_of(self.samples.input_of(0..sample + 1)));
        }
        let mut windows = Vec::with_capacity(self.rows * time_steps * inputs);
        for first in (whole..part.end).step_by(self.rows) {
            let rows = self.rows.min(part.end - first);
            windows.clear();
            for sample in first..first + rows {
                let window = sample + 1 - time_steps..sample + 1;
                windows.extend_from_slice(self.samples.input_of(window));
            }
            let mut state = self.predictor.blank(rows);
            let answers = self.predictor.run(&mut state, rows, time_steps, &windows);
            for answers in answers.chunks_exact(time_steps * targets) {
                predictions.extend_from_slice(&answers[answers.len() - targets..]);
            }
        }
        predictions
    }
}

/// The loss of predictions over all samples and targets, scaled: the mean of the formula of `config`'s loss.
pub(super) fn mean_loss(config: &Config, predictions: &[f32], targets: &[f32]) -> f32 {
    let each = predictions.iter().zip(targets);
    let sum: f64 =
        each.map(|(y, target)| config.loss.cost(f64::from(*y) - f64::from(*target))).sum();
    (sum / predictions.len() as f64) as f32
}
