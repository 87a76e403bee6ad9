//! A frozen network that runs: its layers, its readout, forward in float64.

use crate::config::{Config, StateMode};

use super::cell::{Layer, Moment};
use super::values::Values;

/// The layers and the readout of a frozen network.
#[derive(Clone, Debug)]
pub struct Stack<'a> {
    /// From the input up.
    pub(super) layers: Vec<Layer<'a>>,
    /// H numbers.
    pub(super) out_weight: &'a [f32],
    /// The readout's bias.
    pub(super) out_bias: f64,
}

/// The state of every layer, for one batch row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowState {
    /// Hidden state, for each layer H numbers.
    pub h: Vec<Vec<f64>>,
    /// Cell state, for each layer H numbers, or none unless the cell is an LSTM.
    pub c: Vec<Vec<f64>>,
}

/// What a network did over some time steps of one batch row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The state before the first time step.
    pub before: RowState,
    /// What it read, one number a time step.
    pub input: Vec<f64>,
    /// For each time step, its layers.
    pub moments: Vec<Vec<Moment>>,
    /// What it answered, one number a time step.
    pub prediction: Vec<f64>,
}

impl<'a> Stack<'a> {
    /// The network with these weights, which are in PyTorch's order.
    pub(super) fn new(config: &Config, parameters: &'a [Values]) -> Self {
        let numbers = |index: usize| parameters.get(index).map_or(&[][..], |p| &p.values[..]);
        let layer = |index: usize| Layer {
            cell: config.cell,
            nonlinearity: config.nonlinearity,
            recurrent: config.state != StateMode::None,
            hidden: config.hidden,
            weight_ih: numbers(4 * index),
            weight_hh: numbers(4 * index + 1),
            bias_ih: numbers(4 * index + 2),
            bias_hh: numbers(4 * index + 3),
        };
        Self {
            layers: (0..config.layers).map(layer).collect(),
            out_weight: numbers(4 * config.layers),
            out_bias: numbers(4 * config.layers + 1).first().copied().map_or(0.0, f64::from),
        }
    }

    /// The lowest layers alone, this many, for those who ask for no answer: that of what is left
    /// means nothing.
    pub(super) fn lowest(mut self, layers: usize) -> Self {
        self.layers.truncate(layers);
        self
    }

    /// Zeros for every layer.
    pub fn blank(&self) -> RowState {
        let zeros = |layer: &Layer<'_>| vec![0.0; layer.hidden];
        let layers = || self.layers.iter().map(zeros).collect();
        RowState { h: layers(), c: layers() }
    }

    /// Runs over `input` from the state `before`.
    pub fn run(&self, before: &RowState, input: &[f64]) -> Trace {
        let mut state = before.clone();
        let mut trace = Trace { before: before.clone(), ..Trace::default() };
        for &x in input {
            let (moments, prediction) = self.step(&mut state, x);
            trace.input.push(x);
            trace.moments.push(moments);
            trace.prediction.push(prediction);
        }
        trace
    }

    /// One time step: reads `x`, leaves the new state in `state`, gives every layer's moment and
    /// the prediction.
    pub fn step(&self, state: &mut RowState, x: f64) -> (Vec<Moment>, f64) {
        let mut moments: Vec<Moment> = Vec::with_capacity(self.layers.len());
        for (index, layer) in self.layers.iter().enumerate() {
            let below = moments.last().map_or(std::slice::from_ref(&x), |moment| &moment.h[..]);
            let moment = layer.step(below, &state.h[index], &state.c[index]);
            state.h[index].clone_from(&moment.h);
            state.c[index].clone_from(&moment.c);
            moments.push(moment);
        }
        let top = moments.last().map_or(&[][..], |moment| &moment.h[..]);
        let weighted = self.out_weight.iter().zip(top).map(|(&weight, h)| f64::from(weight) * h);
        let prediction = self.out_bias + weighted.sum::<f64>();
        (moments, prediction)
    }
}

impl Trace {
    /// The state after the last time step.
    pub fn after(&self) -> RowState {
        let Some(last) = self.moments.last() else { return self.before.clone() };
        RowState {
            h: last.iter().map(|moment| moment.h.clone()).collect(),
            c: last.iter().map(|moment| moment.c.clone()).collect(),
        }
    }

    /// Goes on with a trace that follows this one.
    pub fn extend(&mut self, later: Self) {
        self.input.extend(later.input);
        self.moments.extend(later.moments);
        self.prediction.extend(later.prediction);
    }

    /// Mean squared error against `target`.
    pub fn loss(&self, target: &[f64]) -> f64 {
        let errors = self.prediction.iter().zip(target).map(|(y, target)| (y - target).powi(2));
        errors.sum::<f64>() / self.prediction.len() as f64
    }

    /// The hidden state of a layer before a time step.
    pub(super) fn h_before(&self, time_step: usize, layer: usize) -> &[f64] {
        match time_step.checked_sub(1) {
            Some(last) => &self.moments[last][layer].h,
            None => &self.before.h[layer],
        }
    }

    /// What a layer read at a time step.
    pub(super) fn x(&self, time_step: usize, layer: usize) -> &[f64] {
        match layer.checked_sub(1) {
            Some(below) => &self.moments[time_step][below].h,
            None => std::slice::from_ref(&self.input[time_step]),
        }
    }
}
