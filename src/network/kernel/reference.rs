//! The same mathematics in plain loops and float64, as the tests' independent model.
//!
//! Nothing here is shared with the kernel: one row after the other, one number after the other, and
//! the backward pass written from the forward pass by the chain rule, which finite differences check.

use super::Spec;
use crate::config::Cell;

mod cells;

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
        let mut moments: Vec<Vec<Moment>> = Vec::new();
        for step in 0..spec.time_steps {
            let index = row * spec.time_steps + step;
            let mut x = vec![self.input[index]];
            let mut layers = Vec::new();
            for layer in 0..spec.layers {
                let (h, c) = self.state_before(layer, row, moments.last());
                let moment = self.forward_moment(layer, x, h, c);
                x = moment.h.clone();
                self.keep_state(layer, row, &moment, solution);
                layers.push(moment);
            }
            let out = &self.parameters[4 * spec.layers..];
            let y = affine(&out[0], &out[1], &x)[0];
            let error = y - self.target[index];
            solution.prediction[index] = y;
            solution.loss += error * error / (spec.batch * spec.time_steps) as f64;
            moments.push(layers);
        }
        moments
    }

    /// The h and c that a layer begins a time step with.
    fn state_before(
        &self,
        layer: usize,
        row: usize,
        before: Option<&Vec<Moment>>,
    ) -> (Vec<f64>, Vec<f64>) {
        let (place, zeros) = (self.state(layer, row), vec![0.0; self.spec.hidden]);
        match before {
            _ if !self.spec.recurrent => (zeros.clone(), zeros),
            Some(before) => (before[layer].h.clone(), before[layer].c.clone()),
            None if self.spec.cell == Cell::Lstm => {
                (self.hidden[place.clone()].to_vec(), self.cell[place].to_vec())
            }
            None => (self.hidden[place].to_vec(), Vec::new()),
        }
    }

    fn keep_state(&self, layer: usize, row: usize, moment: &Moment, solution: &mut Solution) {
        let place = self.state(layer, row);
        solution.hidden[place.clone()].copy_from_slice(&moment.h);
        if self.spec.cell == Cell::Lstm {
            solution.cell[place].copy_from_slice(&moment.c);
        }
    }

    fn forward_moment(&self, layer: usize, x: Vec<f64>, h: Vec<f64>, c: Vec<f64>) -> Moment {
        let p = &self.parameters[4 * layer..];
        let input = affine(&p[0], &p[2], &x);
        let recurrent = affine(&p[1], &p[3], &h);
        let mut moment = Moment { x, h_before: h, c_before: c, recurrent, ..Moment::default() };
        match self.spec.cell {
            Cell::Rnn => cells::rnn(&mut moment, &input, self.spec.nonlinearity),
            Cell::Lstm => cells::lstm(&mut moment, &input),
            Cell::Gru => cells::gru(&mut moment, &input),
        }
        moment
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
                let (dh_here, dc_here) = (&mut dh[layer], &mut dc[layer]);
                let (da, db) = match spec.cell {
                    Cell::Rnn => cells::rnn_back(moment, dh_here, spec.nonlinearity),
                    Cell::Lstm => cells::lstm_back(moment, dh_here, dc_here),
                    Cell::Gru => cells::gru_back(moment, dh_here),
                };
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
}
