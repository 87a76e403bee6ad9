//! Back through a trace, from its last time step to its first (backpropagation through time,
//! Werbos 1990).
//!
//! With the slopes of the cells' moments, at each time step and in each layer
//!
//! - ∂a = ∂h · ∂h′/∂a + ∂c · ∂c′/∂a, and ∂m alike,
//! - ∂h of the time step before = ∂h · ∂h′/∂h + Uᵀ ∂m,
//! - ∂c of the time step before = ∂h · ∂h′/∂c + ∂c · ∂c′/∂c,
//! - ∂x = Wᵀ ∂a, which the layer below adds to its ∂h.

use super::cell::{Layer, Slopes};
use super::product::add_transposed;
use super::stack::{Stack, Trace};

/// What a backward pass finds in one layer at one time step.
#[derive(Clone, Copy, Debug)]
pub struct Stop<'a> {
    /// The time step.
    pub time_step: usize,
    /// The layer, from the input up.
    pub layer: usize,
    /// ∂L/∂h: through every later time step and every layer above. H numbers.
    pub by_hidden: &'a [f64],
    /// ∂L/∂(W x + b), gate after gate.
    pub by_input_sum: &'a [f64],
    /// ∂L/∂(U h + b′), gate after gate.
    pub by_state_sum: &'a [f64],
    /// ∂L/∂x of the layer's inputs.
    pub by_input: &'a [f64],
}

/// Goes back from the last of `by_prediction`, which holds ∂L/∂ŷ for the first time steps of the
/// trace, and shows each stop to `visit`, upper layers first.
pub fn backward(
    stack: &Stack<'_>,
    trace: &Trace,
    by_prediction: &[f64],
    mut visit: impl FnMut(Stop<'_>),
) {
    let mut flows: Vec<Flow> = stack.layers.iter().map(Flow::new).collect();
    for (time_step, (moments, dy)) in trace.moments.iter().zip(by_prediction).enumerate().rev() {
        let mut above: Vec<f64> =
            stack.out_weight.iter().map(|&weight| f64::from(weight) * dy).collect();
        for (index, layer) in stack.layers.iter().enumerate().rev() {
            let flow = &mut flows[index];
            flow.h.iter_mut().zip(&above).for_each(|(h, above)| *h += above);
            let stop = Gradients::of(layer, flow, &moments[index].slopes);
            visit(Stop {
                time_step,
                layer: index,
                by_hidden: &flow.h,
                by_input_sum: &stop.a,
                by_state_sum: &stop.m,
                by_input: &stop.x,
            });
            flow.recede(layer, &moments[index].slopes, &stop.m);
            above = stop.x;
        }
    }
}

/// ∂L/∂ŷ of the mean squared error over `count` numbers: 2 (ŷ − target) / count.
pub fn of_squared_error(prediction: &[f64], target: &[f64], count: usize) -> Vec<f64> {
    prediction.iter().zip(target).map(|(y, target)| 2.0 * (y - target) / count as f64).collect()
}

/// What comes to a layer from the time step after.
struct Flow {
    /// ∂L/∂h.
    h: Vec<f64>,
    /// ∂L/∂c; empty unless the cell is an LSTM.
    c: Vec<f64>,
}

/// Gradients of one layer's sums and inputs at one time step.
struct Gradients {
    a: Vec<f64>,
    m: Vec<f64>,
    x: Vec<f64>,
}

impl Gradients {
    fn of(layer: &Layer<'_>, flow: &Flow, slopes: &Slopes) -> Self {
        let through = |by_h: &[f64]| {
            let mut sums: Vec<f64> =
                by_h.iter().zip(flow.h.iter().cycle()).map(|(slope, h)| slope * h).collect();
            for ((sum, slope), c) in
                sums.iter_mut().zip(&slopes.c_by_gate).zip(flow.c.iter().cycle())
            {
                *sum += slope * c;
            }
            sums
        };
        let a = through(&slopes.h_by_input);
        let mut x = vec![0.0; layer.weight_ih.len() / a.len().max(1)];
        add_transposed(layer.weight_ih, &a, &mut x);
        Self { m: through(&slopes.h_by_state), a, x }
    }
}

impl Flow {
    fn new(layer: &Layer<'_>) -> Self {
        let c = if layer.cell == crate::config::Cell::Lstm { layer.hidden } else { 0 };
        Self { h: vec![0.0; layer.hidden], c: vec![0.0; c] }
    }

    /// Goes to the time step before.
    fn recede(&mut self, layer: &Layer<'_>, slopes: &Slopes, by_state_sum: &[f64]) {
        if !layer.recurrent {
            self.h.fill(0.0);
            self.c.fill(0.0);
            return;
        }
        for (unit, c) in self.c.iter_mut().enumerate() {
            *c = self.h[unit] * slopes.h_by_c[unit] + *c * slopes.c_by_c[unit];
        }
        if slopes.h_by_h.is_empty() {
            self.h.fill(0.0);
        }
        self.h.iter_mut().zip(&slopes.h_by_h).for_each(|(h, slope)| *h *= slope);
        add_transposed(layer.weight_hh, by_state_sum, &mut self.h);
    }
}
