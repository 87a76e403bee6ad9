//! The time step in float64, with its slopes.

use crate::config::Nonlinearity;
use crate::network::model64::{CellStep, Sums, sigmoid};

/// One time step.
pub(in crate::network) fn step(_: Nonlinearity, sums: Sums<'_>) -> CellStep {
    let Sums { of_input, of_state, c, .. } = sums;
    let units = c.len();
    let mut step = CellStep { gates: vec![0.0; 4 * units], ..CellStep::default() };
    let (mut h_by_gate, mut c_by_gate) = (vec![0.0; 4 * units], vec![0.0; 4 * units]);
    for (unit, &c_before) in c.iter().enumerate() {
        let at = [unit, units + unit, 2 * units + unit, 3 * units + unit];
        let sum = at.map(|at| of_input[at] + of_state[at]);
        let [i, f, g, o] = [sigmoid(sum[0]), sigmoid(sum[1]), libm::tanh(sum[2]), sigmoid(sum[3])];
        let c = f * c_before + i * g;
        let squashed = libm::tanh(c);
        // ∂h′/∂c′.
        let through = o * (1.0 - squashed * squashed);
        let slope = [g * i * (1.0 - i), c_before * f * (1.0 - f), i * (1.0 - g * g), 0.0];
        let gates = [i, f, g, o];
        for gate in 0..4 {
            step.gates[at[gate]] = gates[gate];
            c_by_gate[at[gate]] = slope[gate];
            h_by_gate[at[gate]] = through * slope[gate];
        }
        h_by_gate[at[3]] = squashed * o * (1.0 - o);
        step.h.push(o * squashed);
        step.c.push(c);
        step.slopes.h_by_c.push(through * f);
        step.slopes.c_by_c.push(f);
    }
    step.slopes.h_by_input = h_by_gate.clone();
    step.slopes.h_by_state = h_by_gate;
    step.slopes.c_by_gate = c_by_gate;
    step
}
