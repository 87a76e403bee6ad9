//! The LSTM, gates i f g o: c′ = f c + i g, h′ = o tanh c′.

use super::{Moment, sigmoid};

/// One time step from W x + b, U h + b′ (4 H numbers each) and the cell state before it.
pub(super) fn step(of_input: &[f64], of_state: &[f64], c: &[f64]) -> Moment {
    let units = c.len();
    let mut moment = Moment { gates: vec![0.0; 4 * units], ..Moment::default() };
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
            moment.gates[at[gate]] = gates[gate];
            c_by_gate[at[gate]] = slope[gate];
            h_by_gate[at[gate]] = through * slope[gate];
        }
        h_by_gate[at[3]] = squashed * o * (1.0 - o);
        moment.h.push(o * squashed);
        moment.c.push(c);
        moment.slopes.h_by_c.push(through * f);
        moment.slopes.c_by_c.push(f);
    }
    moment.slopes.h_by_input = h_by_gate.clone();
    moment.slopes.h_by_state = h_by_gate;
    moment.slopes.c_by_gate = c_by_gate;
    moment
}
