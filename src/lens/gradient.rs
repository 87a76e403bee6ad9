//! The gradient of a frozen network, parameter by parameter, in float64.

use super::backward::{Stop, backward, of_squared_error};
use super::product::{add_outer, norm};
use super::{Frozen, Trace};

/// Loss and gradient of a frozen network over the whole batch of its window.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// Mean squared error over batch and time steps.
    pub loss: f64,
    /// ∂L/∂w of each parameter, row-major, in PyTorch's order.
    pub values: Vec<Vec<f64>>,
}

impl Gradient {
    /// The norm over all parameters.
    pub fn norm(&self) -> f64 {
        norm(&self.values.iter().map(|values| norm(values)).collect::<Vec<_>>())
    }
}

/// Loss and gradient in float64, afresh.
pub fn gradient(frozen: &Frozen) -> Gradient {
    let stack = frozen.stack();
    let zeros = |parameter: &super::Values| vec![0.0; parameter.values.len()];
    let mut values: Vec<Vec<f64>> = frozen.parameters.iter().map(zeros).collect();
    let mut loss = 0.0;
    for row in 0..frozen.batch {
        let trace = stack.run(&frozen.state_of(row), &frozen.input_of(row));
        let target = frozen.target_of(row);
        loss += trace.loss(&target) / frozen.batch as f64;
        let count = frozen.batch * frozen.time_steps;
        let errors = of_squared_error(&trace.prediction, &target, count);
        let readout = 4 * stack.layers.len();
        for (error, moments) in errors.iter().zip(&trace.moments) {
            let top = moments.last().map_or(&[][..], |moment| &moment.h);
            add_outer(&[*error], top, &mut values[readout]);
            values[readout + 1][0] += error;
        }
        let recurrent = stack.layers.iter().all(|layer| layer.recurrent);
        backward(&stack, &trace, &errors, |stop| add_stop(&stop, &trace, recurrent, &mut values));
    }
    Gradient { loss, values }
}

/// Adds what one layer at one time step gives to the gradients of its parameters.
fn add_stop(stop: &Stop<'_>, trace: &Trace, recurrent: bool, values: &mut [Vec<f64>]) {
    let at = 4 * stop.layer;
    add_outer(stop.by_input_sum, trace.x(stop.time_step, stop.layer), &mut values[at]);
    if recurrent {
        let before = trace.h_before(stop.time_step, stop.layer);
        add_outer(stop.by_state_sum, before, &mut values[at + 1]);
    }
    let biases = [stop.by_input_sum, stop.by_state_sum];
    for (bias, gradient) in values[at + 2..].iter_mut().zip(biases) {
        bias.iter_mut().zip(gradient).for_each(|(sum, part)| *sum += part);
    }
}
