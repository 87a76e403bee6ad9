//! The cells, forward and backward, one unit after the other.
//!
//! Forward, `input` is W x + b, and the moment has U h + c in `recurrent`. Backward, each gives the
//! gradients of these two, gate after gate, and leaves in `dh` and `dc` what goes directly to the time
//! step before.

use super::Moment;
use crate::config::Nonlinearity;

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

pub(super) fn rnn(moment: &mut Moment, input: &[f64], nonlinearity: Nonlinearity) {
    for (input, recurrent) in input.iter().zip(&moment.recurrent) {
        let sum = input + recurrent;
        moment.h.push(match nonlinearity {
            Nonlinearity::Tanh => sum.tanh(),
            Nonlinearity::Relu => sum.max(0.0),
        });
    }
    moment.gates = moment.h.clone();
}

pub(super) fn rnn_back(
    moment: &Moment,
    dh: &mut [f64],
    nonlinearity: Nonlinearity,
) -> (Vec<f64>, Vec<f64>) {
    let slope = |h: f64| match nonlinearity {
        Nonlinearity::Tanh => 1.0 - h * h,
        Nonlinearity::Relu if h > 0.0 => 1.0,
        Nonlinearity::Relu => 0.0,
    };
    let da: Vec<f64> = dh.iter().zip(&moment.h).map(|(d, &h)| d * slope(h)).collect();
    dh.fill(0.0);
    (da.clone(), da)
}

pub(super) fn lstm(moment: &mut Moment, input: &[f64]) {
    let n = moment.h_before.len();
    moment.gates = input.iter().zip(&moment.recurrent).map(|(x, h)| x + h).collect();
    for (place, gate) in moment.gates.iter_mut().enumerate() {
        *gate = if place / n == 2 { gate.tanh() } else { sigmoid(*gate) };
    }
    for j in 0..n {
        let [i, f, g, o] = [0, 1, 2, 3].map(|gate| moment.gates[gate * n + j]);
        let c = f * moment.c_before[j] + i * g;
        moment.c.push(c);
        moment.h.push(o * c.tanh());
    }
}

pub(super) fn lstm_back(moment: &Moment, dh: &mut [f64], dc: &mut [f64]) -> (Vec<f64>, Vec<f64>) {
    let n = dh.len();
    let mut da = vec![0.0; 4 * n];
    for j in 0..n {
        let [i, f, g, o] = [0, 1, 2, 3].map(|gate| moment.gates[gate * n + j]);
        let squashed = moment.c[j].tanh();
        let d_cell = dc[j] + dh[j] * o * (1.0 - squashed * squashed);
        da[j] = d_cell * g * i * (1.0 - i);
        da[n + j] = d_cell * moment.c_before[j] * f * (1.0 - f);
        da[2 * n + j] = d_cell * i * (1.0 - g * g);
        da[3 * n + j] = dh[j] * squashed * o * (1.0 - o);
        (dh[j], dc[j]) = (0.0, d_cell * f);
    }
    (da.clone(), da)
}

pub(super) fn gru(moment: &mut Moment, input: &[f64]) {
    let n = moment.h_before.len();
    let recurrent = &moment.recurrent;
    moment.gates = vec![0.0; 3 * n];
    for j in 0..n {
        let r = sigmoid(input[j] + recurrent[j]);
        let z = sigmoid(input[n + j] + recurrent[n + j]);
        let new = (input[2 * n + j] + r * recurrent[2 * n + j]).tanh();
        for (gate, value) in [r, z, new].into_iter().enumerate() {
            moment.gates[gate * n + j] = value;
        }
        moment.h.push((1.0 - z) * new + z * moment.h_before[j]);
    }
}

pub(super) fn gru_back(moment: &Moment, dh: &mut [f64]) -> (Vec<f64>, Vec<f64>) {
    let n = dh.len();
    let (mut da, mut db) = (vec![0.0; 3 * n], vec![0.0; 3 * n]);
    for (j, d) in dh.iter_mut().enumerate() {
        let [r, z, new] = [0, 1, 2].map(|gate| moment.gates[gate * n + j]);
        let d_new = *d * (1.0 - z) * (1.0 - new * new);
        da[j] = d_new * moment.recurrent[2 * n + j] * r * (1.0 - r);
        da[n + j] = *d * (moment.h_before[j] - new) * z * (1.0 - z);
        da[2 * n + j] = d_new;
        (db[j], db[n + j], db[2 * n + j]) = (da[j], da[n + j], d_new * r);
        *d *= z;
    }
    (da, db)
}
