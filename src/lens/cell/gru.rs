//! The GRU as PyTorch writes it, gates r z n: n = tanh(a + r m), h′ = (1 − z) n + z h.

use super::{Moment, Slopes, sigmoid};

/// One time step from W x + b, U h + b′ (3 H numbers each) and the hidden state before it.
pub(super) fn step(of_input: &[f64], of_state: &[f64], h: &[f64]) -> Moment {
    let units = h.len();
    let mut moment = Moment { gates: vec![0.0; 3 * units], ..Moment::default() };
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
            moment.gates[at[gate]] = gates[gate];
            h_by_input[at[gate]] = slope[gate];
            h_by_state[at[gate]] = slope[gate];
        }
        h_by_state[at[2]] = by_n * r;
        moment.h.push((1.0 - z) * n + z * h_before);
        moment.slopes.h_by_h.push(z);
    }
    moment.slopes = Slopes { h_by_input, h_by_state, ..moment.slopes };
    moment
}
