//! A network in float64: its layers and its readout, forward.

use crate::network::Spec;

use super::layer::{CellStep, Layer};
use super::objective::Objective;
use super::product::add_transposed;

/// The layers and the readout of a network.
#[derive(Clone, Debug)]
pub struct Model64<'a> {
    /// From the input up.
    pub layers: Vec<Layer<'a>>,
    /// Outputs × H.
    out_weight: &'a [f32],
    /// One for each output.
    out_bias: &'a [f32],
    /// What the loss is made of the answers by.
    objective: Objective,
}

/// The state of every layer, for one batch row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowState {
    /// Hidden state, for each layer H numbers.
    pub h: Vec<Vec<f64>>,
    /// Cell state, for each layer H numbers, or none where the cell has none.
    pub c: Vec<Vec<f64>>,
}

/// What a network did over some time steps of one batch row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The state before the first time step.
    pub before: RowState,
    /// What it read, time step after time step; one number each where there is one input.
    pub input: Vec<f64>,
    /// For each time step, its layers.
    pub moments: Vec<Vec<CellStep>>,
    /// What it answered, time step after time step; one number each where there is one output.
    pub prediction: Vec<f64>,
}

impl<'a> Model64<'a> {
    /// The network with these weights, which are in the order of
    /// [`layout`](crate::network::parameters::layout).
    pub fn new(spec: &Spec, parameters: &[&'a [f32]]) -> Self {
        let per_layer = spec.cell.about().parameters.len();
        let layer = |index: usize| {
            let inputs = if index == 0 { spec.inputs } else { spec.hidden };
            Layer::new(spec, inputs, parameters.get(per_layer * index..).unwrap_or(&[]))
        };
        let readout = |place: usize| parameters.get(per_layer * spec.layers + place).copied();
        Self {
            layers: (0..spec.layers).map(layer).collect(),
            out_weight: readout(0).unwrap_or(&[]),
            out_bias: readout(1).unwrap_or(&[]),
            objective: Objective::new(spec),
        }
    }

    /// What it reads at a time step.
    pub fn inputs(&self) -> usize {
        self.layers.first().map_or(1, |layer| layer.inputs)
    }

    /// What it answers at a time step.
    pub fn outputs(&self) -> usize {
        self.out_bias.len().max(1)
    }

    /// The lowest layers alone, this many, for those who ask for no answer: that of what is left
    /// means nothing.
    pub fn lowest(mut self, layers: usize) -> Self {
        self.layers.truncate(layers);
        self
    }

    /// Zeros for every layer.
    pub fn blank(&self) -> RowState {
        let zeros = |layer: &Layer<'_>| vec![0.0; layer.hidden];
        let layers = || self.layers.iter().map(zeros).collect();
        RowState { h: layers(), c: layers() }
    }

    /// Runs over `input`, time step after time step, from the state `before`.
    pub fn run(&self, before: &RowState, input: &[f64]) -> Trace {
        let mut state = before.clone();
        let mut trace = Trace { before: before.clone(), ..Trace::default() };
        for x in input.chunks_exact(self.inputs()) {
            let (moments, prediction) = self.step(&mut state, x);
            trace.input.extend(x);
            trace.moments.push(moments);
            trace.prediction.extend(prediction);
        }
        trace
    }

    /// One time step: reads `x`, leaves the new state in `state`, gives what every layer did and the
    /// prediction.
    pub fn step(&self, state: &mut RowState, x: &[f64]) -> (Vec<CellStep>, Vec<f64>) {
        let mut moments: Vec<CellStep> = Vec::with_capacity(self.layers.len());
        for (index, layer) in self.layers.iter().enumerate() {
            let below = moments.last().map_or(x, |moment| &moment.h[..]);
            let moment = layer.step(below, &state.h[index], &state.c[index]);
            state.h[index].clone_from(&moment.h);
            state.c[index].clone_from(&moment.c);
            moments.push(moment);
        }
        let prediction = self.readout(moments.last().map_or(&[][..], |moment| &moment.h[..]));
        (moments, prediction)
    }

    fn readout(&self, top: &[f64]) -> Vec<f64> {
        let rows = self.out_weight.chunks_exact(top.len().max(1));
        let answer = |(row, bias): (&[f32], &f32)| {
            let weighted = row.iter().zip(top).map(|(&weight, h)| f64::from(weight) * h);
            f64::from(*bias) + weighted.sum::<f64>()
        };
        rows.zip(self.out_bias).map(answer).collect()
    }

    /// What the loss is made of the answers by.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// What a time step's ∂L/∂ŷ means for the top layer's h.
    pub(super) fn back_through_readout(&self, by_prediction: &[f64]) -> Vec<f64> {
        let mut by_h = vec![0.0; self.layers.last().map_or(0, |layer| layer.hidden)];
        add_transposed(self.out_weight, by_prediction, &mut by_h);
        by_h
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

    /// The hidden state of a layer before a time step.
    pub fn h_before(&self, time_step: usize, layer: usize) -> &[f64] {
        match time_step.checked_sub(1) {
            Some(last) => &self.moments[last][layer].h,
            None => &self.before.h[layer],
        }
    }

    /// What a layer read at a time step.
    pub fn x(&self, time_step: usize, layer: usize) -> &[f64] {
        let Some(below) = layer.checked_sub(1) else {
            let inputs = self.input.len() / self.moments.len();
            return &self.input[time_step * inputs..][..inputs];
        };
        &self.moments[time_step][below].h
    }
}
