//! Back through a trace, from its last time step to its first (backpropagation through time,
//! Werbos 1990).
//!
//! With the slopes of the cells' moments, at each time step and in each layer
//!
//! - ∂a = ∂h · ∂h′/∂a + ∂c · ∂c′/∂a, and ∂m alike,
//! - ∂h of the time step before = ∂h · ∂h′/∂h + Uᵀ ∂m,
//! - ∂c of the time step before = ∂h · ∂h′/∂c + ∂c · ∂c′/∂c,
//! - ∂x = Wᵀ ∂a, which the layer below adds to its ∂h.

use super::layer::{Layer, LocalJacobian};
use super::model::{Model64, Trace};
use super::product::add_transposed;

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
/// trace, as many numbers for each as the network has outputs, and shows each stop to `visit`, upper
/// layers first.
pub fn backward(
    model: &Model64<'_>,
    trace: &Trace,
    by_prediction: &[f64],
    mut visit: impl FnMut(Stop<'_>),
) {
    let mut flows: Vec<Flow> = model.layers.iter().map(Flow::new).collect();
    let errors = by_prediction.chunks_exact(model.outputs());
    for (time_step, (moments, dy)) in trace.moments.iter().zip(errors).enumerate().rev() {
        let mut above = model.back_through_readout(dy);
        for (index, layer) in model.layers.iter().enumerate().rev() {
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

/// What comes to a layer from the time step after.
struct Flow {
    /// ∂L/∂h.
    h: Vec<f64>,
    /// ∂L/∂c; empty where the cell has none.
    c: Vec<f64>,
}

/// Gradients of one layer's sums and inputs at one time step.
struct Gradients {
    a: Vec<f64>,
    m: Vec<f64>,
    x: Vec<f64>,
}

impl Gradients {
    fn of(layer: &Layer<'_>, flow: &Flow, slopes: &LocalJacobian) -> Self {
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
        let mut x = vec![0.0; layer.inputs];
        add_transposed(layer.weights.input_weight.unwrap_or(&[]), &a, &mut x);
        Self { m: through(&slopes.h_by_state), a, x }
    }
}

impl Flow {
    fn new(layer: &Layer<'_>) -> Self {
        let c = if layer.cell.about().cell_state { layer.hidden } else { 0 };
        Self { h: vec![0.0; layer.hidden], c: vec![0.0; c] }
    }

    /// Goes to the time step before.
    fn recede(&mut self, layer: &Layer<'_>, slopes: &LocalJacobian, by_state_sum: &[f64]) {
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
        layer.add_back_through_time(by_state_sum, &mut self.h);
    }
}
