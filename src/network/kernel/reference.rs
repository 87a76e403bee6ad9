//! The same mathematics in plain loops and float64, as the tests' independent model.
//!
//! Nothing here is shared with the kernel: one row after the other, one number after the other, and
//! the backward pass written from the forward pass by the chain rule, which finite differences check.

use super::Spec;
use crate::config::{Cell, Nonlinearity};

/// A window's data and parameters in float64.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) spec: Spec,
    pub(super) parameters: Vec<Vec<f64>>,
    pub(super) input: Vec<f64>,
    pub(super) target: Vec<f64>,
    pub(super) hidden: Vec<f64>,
    pub(super) cell: Vec<f64>,
}

/// What a window gives.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    pub(super) loss: f64,
    pub(super) prediction: Vec<f64>,
    pub(super) hidden: Vec<f64>,
    pub(super) cell: Vec<f64>,
    pub(super) gradients: Vec<Vec<f64>>,
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// One layer at one time step of one row.
#[derive(Clone, Debug, Default)]
struct Moment {
    x: Vec<f64>,
    h_before: Vec<f64>,
    c_before: Vec<f64>,
    /// Activated gates, gate after gate.
    gates: Vec<f64>,
    /// The recurrent product with its bias, gate after gate.
    recurrent: Vec<f64>,
    h: Vec<f64>,
    c: Vec<f64>,
}

/// `W x + b`.
fn affine(weight: &[f64], bias: &[f64], x: &[f64]) -> Vec<f64> {
    let row = |i: usize| weight[i * x.len()..(i + 1) * x.len()].iter().zip(x).map(|(w, x)| w * x);
    (0..bias.len()).map(|i| bias[i] + row(i).sum::<f64>()).collect()
}

impl Problem {
    /// Forward and backward.
    pub(super) fn solve(&self) -> Solution {
        let spec = self.spec;
        let mut solution = Solution {
            loss: 0.0,
            prediction: vec![0.0; spec.batch * spec.time_steps],
            hidden: self.hidden.clone(),
            cell: self.cell.clone(),
            gradients: self.parameters.iter().map(|values| vec![0.0; values.len()]).collect(),
        };
        for row in 0..spec.batch {
            let moments = self.forward_row(row, &mut solution);
            self.backward_row(row, &moments, &mut solution);
        }
        solution
    }

    /// Where the state of `row` in `layer` lies.
    fn state(&self, layer: usize, row: usize) -> std::ops::Range<usize> {
        let start = (layer * self.spec.batch + row) * self.spec.hidden;
        start..start + self.spec.hidden
    }

    /// All moments of a row, time step after time step, layer after layer.
    fn forward_row(&self, row: usize, solution: &mut Solution) -> Vec<Vec<Moment>> {
        let spec = self.spec;
        let zeros = vec![0.0; spec.hidden];
        let mut moments: Vec<Vec<Moment>> = Vec::new();
        for step in 0..spec.time_steps {
            let mut x = vec![self.input[row * spec.time_steps + step]];
            let mut layers = Vec::new();
            for layer in 0..spec.layers {
                let place = self.state(layer, row);
                let cell = |cell: &[f64]| match spec.cell {
                    Cell::Lstm => cell[place.clone()].to_vec(),
                    _ => Vec::new(),
                };
                let (h_before, c_before) = match moments.last() {
                    _ if !spec.recurrent => (zeros.clone(), zeros.clone()),
                    None => (self.hidden[place.clone()].to_vec(), cell(&self.cell)),
                    Some(before) => (before[layer].h.clone(), before[layer].c.clone()),
                };
                let moment = self.forward_moment(layer, x, h_before, c_before);
                x = moment.h.clone();
                solution.hidden[place.clone()].copy_from_slice(&moment.h);
                if spec.cell == Cell::Lstm {
                    solution.cell[place].copy_from_slice(&moment.c);
                }
                layers.push(moment);
            }
            let out = &self.parameters[4 * spec.layers..];
            let y = affine(&out[0], &out[1], &x)[0];
            let index = row * spec.time_steps + step;
            solution.prediction[index] = y;
            solution.loss +=
                (y - self.target[index]).powi(2) / (spec.batch * spec.time_steps) as f64;
            moments.push(layers);
        }
        moments
    }

    fn forward_moment(
        &self,
        layer: usize,
        x: Vec<f64>,
        h_before: Vec<f64>,
        c_before: Vec<f64>,
    ) -> Moment {
        let n = self.spec.hidden;
        let p = &self.parameters[4 * layer..];
        let input = affine(&p[0], &p[2], &x);
        let recurrent = affine(&p[1], &p[3], &h_before);
        let sum = |i: usize| input[i] + recurrent[i];
        let mut moment = Moment { gates: vec![0.0; input.len()], ..Moment::default() };
        let gates = &mut moment.gates;
        for j in 0..n {
            match (self.spec.cell, self.spec.nonlinearity) {
                (Cell::Rnn, Nonlinearity::Tanh) => gates[j] = sum(j).tanh(),
                (Cell::Rnn, Nonlinearity::Relu) => gates[j] = sum(j).max(0.0),
                (Cell::Lstm, _) => {
                    gates[j] = sigmoid(sum(j));
                    gates[n + j] = sigmoid(sum(n + j));
                    gates[2 * n + j] = sum(2 * n + j).tanh();
                    gates[3 * n + j] = sigmoid(sum(3 * n + j));
                    moment.c.push(gates[n + j] * c_before[j] + gates[j] * gates[2 * n + j]);
                }
                (Cell::Gru, _) => {
                    gates[j] = sigmoid(sum(j));
                    gates[n + j] = sigmoid(sum(n + j));
                    gates[2 * n + j] = (input[2 * n + j] + gates[j] * recurrent[2 * n + j]).tanh();
                }
            }
            let z = |j: usize| gates[n + j];
            moment.h.push(match self.spec.cell {
                Cell::Rnn => gates[j],
                Cell::Lstm => gates[3 * n + j] * moment.c[j].tanh(),
                Cell::Gru => (1.0 - z(j)) * gates[2 * n + j] + z(j) * h_before[j],
            });
        }
        Moment { x, h_before, c_before, recurrent, ..moment }
    }

    fn backward_row(&self, row: usize, moments: &[Vec<Moment>], solution: &mut Solution) {
        let spec = self.spec;
        let mut dh = vec![vec![0.0; spec.hidden]; spec.layers];
        let mut dc = vec![vec![0.0; spec.hidden]; spec.layers];
        for (step, layers) in moments.iter().enumerate().rev() {
            let index = row * spec.time_steps + step;
            let error = solution.prediction[index] - self.target[index];
            let dy = 2.0 * error / (spec.batch * spec.time_steps) as f64;
            let out = 4 * spec.layers;
            solution.gradients[out + 1][0] += dy;
            let mut above: Vec<f64> = self.parameters[out].iter().map(|w| w * dy).collect();
            for (g, h) in solution.gradients[out].iter_mut().zip(&layers[spec.layers - 1].h) {
                *g += dy * h;
            }
            for layer in (0..spec.layers).rev() {
                dh[layer].iter_mut().zip(&above).for_each(|(dh, above)| *dh += above);
                let moment = &layers[layer];
                let (da, db) = self.gate_gradients(moment, &mut dh[layer], &mut dc[layer]);
                let gradients = &mut solution.gradients[4 * layer..];
                above = self.through(layer, 0, &da, &moment.x, gradients);
                let past = self.through(layer, 1, &db, &moment.h_before, gradients);
                if spec.recurrent {
                    dh[layer].iter_mut().zip(past).for_each(|(dh, past)| *dh += past);
                } else {
                    (dh[layer], dc[layer]) = (vec![0.0; spec.hidden], vec![0.0; spec.hidden]);
                }
            }
        }
    }

    /// Gradients of `W x + b` (`side` 0) or `U h + c` (1); returns ∂L/∂x.
    fn through(
        &self,
        layer: usize,
        side: usize,
        da: &[f64],
        x: &[f64],
        gradients: &mut [Vec<f64>],
    ) -> Vec<f64> {
        let weight = &self.parameters[4 * layer + side];
        let mut dx = vec![0.0; x.len()];
        for (i, da) in da.iter().enumerate() {
            gradients[2 + side][i] += da;
            for (j, x) in x.iter().enumerate() {
                gradients[side][i * dx.len() + j] += da * x;
                dx[j] += da * weight[i * dx.len() + j];
            }
        }
        dx
    }

    /// Gradients of the input part and the recurrent part of the pre-activations. Leaves in `dh` and
    /// `dc` what goes directly to the step before.
    fn gate_gradients(
        &self,
        moment: &Moment,
        dh: &mut [f64],
        dc: &mut [f64],
    ) -> (Vec<f64>, Vec<f64>) {
        let n = self.spec.hidden;
        let g = &moment.gates;
        let mut da = vec![0.0; g.len()];
        let mut db = vec![0.0; g.len()];
        for j in 0..n {
            let (d, tail) = (dh[j], [g[j], g[(n + j) % g.len()], g[(2 * n + j) % g.len()]]);
            dh[j] = 0.0;
            match (self.spec.cell, self.spec.nonlinearity) {
                (Cell::Rnn, Nonlinearity::Tanh) => da[j] = d * (1.0 - g[j] * g[j]),
                (Cell::Rnn, Nonlinearity::Relu) => da[j] = if g[j] > 0.0 { d } else { 0.0 },
                (Cell::Lstm, _) => {
                    let ([i, f, c_new], o) = (tail, g[3 * n + j]);
                    let t = moment.c[j].tanh();
                    let d_c = dc[j] + d * o * (1.0 - t * t);
                    da[j] = d_c * c_new * i * (1.0 - i);
                    da[n + j] = d_c * moment.c_before[j] * f * (1.0 - f);
                    da[2 * n + j] = d_c * i * (1.0 - c_new * c_new);
                    da[3 * n + j] = d * t * o * (1.0 - o);
                    dc[j] = d_c * f;
                }
                (Cell::Gru, _) => {
                    let [r, z, new] = tail;
                    let d_new = d * (1.0 - z) * (1.0 - new * new);
                    da[j] = d_new * moment.recurrent[2 * n + j] * r * (1.0 - r);
                    da[n + j] = d * (moment.h_before[j] - new) * z * (1.0 - z);
                    da[2 * n + j] = d_new;
                    dh[j] = d * z;
                }
            }
        }
        db.copy_from_slice(&da);
        if self.spec.cell == Cell::Gru {
            for j in 0..n {
                db[2 * n + j] *= g[j];
            }
        }
        (da, db)
    }
}
