//! The time step in float64, with its slopes.

use crate::config::Nonlinearity;
use crate::network::model64::{CellStep, LocalJacobian, Sums, sigmoid};

/// One time step.
pub(in crate::network) fn step(_: Nonlinearity, sums: Sums<'_>) -> CellStep {
    let Sums { of_input, of_state, h, .. } = sums;
    let units = h.len();
    let mut step = CellStep { gates: vec![0.0; 3 * units], ..CellStep::default() };
    let (mut h_by_input, mut h_by_state) = (vec![0.0; 3 * units], vec![0.0; 3 * units]);
    for (unit, &h_before) in h.iter().enumerate() {
        let at = [unit, units + unit, 2 * units + unit];
        let r = sigmoid(of_input[at[0]] + of_state[at[0]]);
        let z = sigmoid(of_input[at[1]] + of_state[at[1]]);
        let m = of_state[at[2]];
        let n = libm::tanh(of_input[at[2]] + r * m);
        let by_n = (1.0 - z) * (1.0 - n * n);
        let slope = [by_n * m * r * (1.0 - r), (h_before - n) * z * (1.0 - z), by_n];
        let gates = [r, z, n];
        for gate in 0..3 {
            step.gates[at[gate]] = gates[gate];
            h_by_input[at[gate]] = slope[gate];
            h_by_state[at[gate]] = slope[gate];
        }
        h_by_state[at[2]] = by_n * r;
        step.h.push((1.0 - z) * n + z * h_before);
        step.slopes.h_by_h.push(z);
    }
    step.slopes = LocalJacobian { h_by_input, h_by_state, ..step.slopes };
    step
}
