//! What a frozen network predicts for a part of a table: every sample of it, whatever the windows that it
//! was trained on.

use std::ops::{Deref, Range};

use crate::config::{Config, LossOn, StateMode};
use crate::network::{Predictor, Spec, State};
use crate::table::Samples;

/// Samples before a part that the carried state is led through.
const LEAD: usize = 1000;
/// Samples that a stream is led through at once.
const CHUNK: usize = 500;
/// Windows that are predicted at once at most, and numbers that they may take.
const ROWS: usize = 64;
const NUMBERS: usize = 32 << 20;

/// A network that predicts samples of a table, which it borrows or shares.
#[derive(Debug)]
pub struct Forecaster<S> {
    samples: S,
    state: StateMode,
    loss_on: LossOn,
    time_steps: usize,
    predictor: Predictor,
    inputs: usize,
    targets: usize,
    /// Windows that are predicted at once.
    rows: usize,
}

/// How far the prediction of a part has come.
#[derive(Debug)]
pub struct PartWay {
    part: Range<usize>,
    /// The next sample to be read; a stream begins before the part.
    next: usize,
    /// The stream's state.
    state: State,
}

impl PartWay {
    /// Whether all is predicted.
    pub fn is_done(&self) -> bool {
        self.next >= self.part.end
    }
}

impl<S: Deref<Target = Samples>> Forecaster<S> {
    /// The network with these weights, in the order of `parameters::layout`, for samples with as many
    /// inputs and targets as it was trained on.
    pub fn new(config: &Config, samples: S, weights: &[Vec<f32>]) -> Self {
        let (inputs, targets) = (samples.inputs.len(), samples.targets.len());
        let spec = Spec { inputs, outputs: targets, ..Spec::new(config) };
        let predictor = Predictor::new(&spec, weights);
        // Slots, states and what is between them, of each unit at each time step.
        let each = config.layers * config.hidden * config.time_steps * (config.cell.blocks() + 3);
        let rows = (NUMBERS / each.max(1)).clamp(1, ROWS);
        let Config { state, loss_on, time_steps, .. } = *config;
        Self { samples, state, loss_on, time_steps, predictor, inputs, targets, rows }
    }

    /// Predictions of all samples of a part, scaled: samples × targets.
    ///
    /// - With state `carry` in one stream, led through up to 1000 samples right before the part.
    /// - With the loss on all time steps in windows from the part's first sample on, each from zeros.
    /// - With the loss on the last one, each sample by the last answer of the window that ends there; at the
    ///   data's beginning that window is shorter.
    pub fn part(&mut self, part: Range<usize>) -> Vec<f32> {
        let mut predictions = Vec::with_capacity(part.len() * self.targets);
        let mut way = self.begin(part);
        while self.advance(&mut way, &mut predictions) {}
        predictions
    }

    /// Begins to predict a part, for who wants to do something else in between.
    pub fn begin(&self, part: Range<usize>) -> PartWay {
        let is_stream = self.state == StateMode::Carry && !part.is_empty();
        let lead = if is_stream { part.start.min(LEAD) } else { 0 };
        PartWay { next: part.start - lead, part, state: self.predictor.blank(1) }
    }

    /// Goes on with a part by a batch of windows or a piece of the stream, and adds what is predicted; false
    /// when nothing is left. To the end it is [`Forecaster::part`], bit by bit.
    pub fn advance(&mut self, way: &mut PartWay, predictions: &mut Vec<f32>) -> bool {
        if !way.is_done() {
            match (self.state, self.loss_on) {
                (StateMode::Carry, _) => self.stream(way, predictions),
                (_, LossOn::All) => self.windows(way, predictions),
                (_, LossOn::Last) => self.last_answers(way, predictions),
            }
        }
        !way.is_done()
    }

    /// A piece of the stream; what is before the part isn't counted.
    fn stream(&mut self, way: &mut PartWay, predictions: &mut Vec<f32>) {
        let is_counted = way.next >= way.part.start;
        let end = if is_counted { way.part.end } else { way.part.start };
        let piece = way.next..end.min(way.next + CHUNK);
        way.next = piece.end;
        let (len, input) = (piece.len(), self.samples.input_of(piece));
        let answers = self.predictor.run(&mut way.state, 1, len, input);
        if is_counted {
            predictions.extend_from_slice(answers);
        }
    }

    fn windows(&mut self, way: &mut PartWay, predictions: &mut Vec<f32>) {
        let left = way.part.end - way.next;
        let whole = left / self.time_steps;
        let (rows, steps) =
            if whole > 0 { (whole.min(self.rows), self.time_steps) } else { (1, left) };
        let range = way.next..way.next + rows * steps;
        way.next = range.end;
        let mut state = self.predictor.blank(rows);
        let input = self.samples.input_of(range);
        predictions.extend_from_slice(self.predictor.run(&mut state, rows, steps, input));
    }

    fn last_answers(&mut self, way: &mut PartWay, predictions: &mut Vec<f32>) {
        let (time_steps, first) = (self.time_steps, way.next);
        if first + 1 < time_steps {
            // At the data's beginning, where there isn't a whole window yet.
            way.next += 1;
            return self.last_of(0..first + 1, predictions);
        }
        let rows = self.rows.min(way.part.end - first);
        way.next += rows;
        let mut windows = Vec::with_capacity(rows * time_steps * self.inputs);
        for sample in first..first + rows {
            let window = sample + 1 - time_steps..sample + 1;
            windows.extend_from_slice(self.samples.input_of(window));
        }
        let mut state = self.predictor.blank(rows);
        let answers = self.predictor.run(&mut state, rows, time_steps, &windows);
        for answers in answers.chunks_exact(time_steps * self.targets) {
            predictions.extend_from_slice(&answers[answers.len() - self.targets..]);
        }
    }

    /// The last answer of a window of its own, which may be shorter than those trained on.
    fn last_of(&mut self, window: Range<usize>, predictions: &mut Vec<f32>) {
        let mut state = self.predictor.blank(1);
        let (steps, input) = (window.len(), self.samples.input_of(window));
        let answers = self.predictor.run(&mut state, 1, steps, input);
        predictions.extend_from_slice(&answers[answers.len() - self.targets..]);
    }
}

/// The loss of predictions over all samples and targets, scaled: the mean of the formula of `config`'s loss.
pub(super) fn mean_loss(config: &Config, predictions: &[f32], targets: &[f32]) -> f32 {
    let each = predictions.iter().zip(targets);
    let sum: f64 =
        each.map(|(y, target)| config.loss.cost(f64::from(*y) - f64::from(*target))).sum();
    (sum / predictions.len() as f64) as f32
}
