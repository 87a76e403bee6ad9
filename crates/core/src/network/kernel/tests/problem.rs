//! Windows to be solved, by the kernel and by the float64 model.

use super::{Kernel, Spec, Window};
use crate::config::Loss;
use crate::network::model64::{Model64, RowState};
use crate::network::parameters::layout;

/// A window's data and parameters.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) spec: Spec,
    pub(super) parameters: Vec<Vec<f32>>,
    /// Batch × time steps × inputs.
    pub(super) input: Vec<f32>,
    /// Batch × time steps × outputs.
    pub(super) target: Vec<f32>,
    pub(super) hidden: Vec<f32>,
    pub(super) cell: Vec<f32>,
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

/// Numbers that look random, from −1 to 1.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1u32 << 23) as f32 - 1.0
    }

    fn take(&mut self, count: usize, scale: f32) -> Vec<f32> {
        (0..count).map(|_| self.next() * scale).collect()
    }
}

fn double(values: &[f32]) -> Vec<f64> {
    values.iter().map(|&value| f64::from(value)).collect()
}

impl Problem {
    /// With weights of about PyTorch's size times `scale`.
    pub(super) fn new(spec: Spec, seed: u64, scale: f32) -> Self {
        let mut numbers = Numbers(seed);
        let bound = scale / (spec.hidden as f32).sqrt();
        let entries = layout(&spec);
        let state = spec.layers * spec.batch * spec.hidden;
        let samples = spec.batch * spec.time_steps;
        let cell = if spec.cell.about().cell_state { state } else { 0 };
        let mut problem = Self {
            spec,
            parameters: entries.iter().map(|entry| numbers.take(entry.len(), bound)).collect(),
            input: numbers.take(samples * spec.inputs, 1.0),
            target: numbers.take(samples * spec.outputs, 1.0),
            hidden: numbers.take(state, 0.9),
            cell: numbers.take(cell, 0.9),
        };
        problem.keep_off_the_kinks();
        problem
    }

    /// Moves targets away from where a loss is put together of pieces: there rounding decides between
    /// two slopes, and differences see both.
    pub(super) fn keep_off_the_kinks(&mut self) {
        if self.spec.loss == Loss::Mse {
            return;
        }
        let prediction = self.solve().prediction;
        for (target, y) in self.target.iter_mut().zip(prediction) {
            let error = (y - f64::from(*target)).abs();
            if error < 1e-3 || (error - 1.0).abs() < 1e-3 {
                *target += 0.01;
            }
        }
    }

    /// Forward and backward by the model, one row after the other.
    pub(super) fn solve(&self) -> Solution {
        let parameters: Vec<&[f32]> = self.parameters.iter().map(Vec::as_slice).collect();
        let model = Model64::new(&self.spec, &parameters);
        let mut solution = Solution {
            loss: 0.0,
            prediction: Vec::new(),
            hidden: double(&self.hidden),
            cell: double(&self.cell),
            gradients: self.parameters.iter().map(|values| vec![0.0; values.len()]).collect(),
        };
        for row in 0..self.spec.batch {
            self.solve_row(&model, row, &mut solution);
        }
        solution
    }

    fn solve_row(&self, model: &Model64<'_>, row: usize, solution: &mut Solution) {
        let Spec { batch, time_steps, inputs, outputs, .. } = self.spec;
        let of_row = |values: &[f32], channels: usize| {
            double(&values[row * time_steps * channels..][..time_steps * channels])
        };
        let target = of_row(&self.target, outputs);
        let trace = model.run(&self.state(row), &of_row(&self.input, inputs));
        let objective = model.objective();
        solution.loss += objective.of(&trace.prediction, &target) / batch as f64;
        solution.prediction.extend(&trace.prediction);
        let slopes = objective.slopes(&trace.prediction, &target);
        model.add_gradient(&trace, &slopes, &mut solution.gradients);
        let after = trace.after();
        for (layer, (h, c)) in after.h.iter().zip(&after.c).enumerate() {
            let place = self.place(layer, row);
            solution.hidden[place.clone()].copy_from_slice(h);
            if !c.is_empty() {
                solution.cell[place].copy_from_slice(c);
            }
        }
    }

    /// Where the state of a row in a layer lies.
    fn place(&self, layer: usize, row: usize) -> std::ops::Range<usize> {
        let start = (layer * self.spec.batch + row) * self.spec.hidden;
        start..start + self.spec.hidden
    }

    fn state(&self, row: usize) -> RowState {
        let part = |values: &[f32], layer| {
            values.get(self.place(layer, row)).map(double).unwrap_or_default()
        };
        let layers = 0..self.spec.layers;
        RowState {
            h: layers.clone().map(|layer| part(&self.hidden, layer)).collect(),
            c: layers.map(|layer| part(&self.cell, layer)).collect(),
        }
    }

    /// Forward and backward by a kernel.
    pub(super) fn run(&self, kernel: &mut Kernel) -> Solution {
        let parameters: Vec<&[f32]> = self.parameters.iter().map(Vec::as_slice).collect();
        let mut gradients = vec![f32::NAN; parameters.iter().map(|p| p.len()).sum()];
        let (mut hidden, mut cell) = (self.hidden.clone(), self.cell.clone());
        let mut prediction = vec![f32::NAN; self.target.len()];
        let mut window = Window {
            input: &self.input,
            target: &self.target,
            prediction: &mut prediction,
            hidden: &mut hidden,
            cell: &mut cell,
        };
        let loss = kernel.window(&self.spec, &parameters, &mut window, &mut gradients);
        let mut rest = gradients.as_slice();
        let piece = |values: &&[f32]| double(rest.split_off(..values.len()).unwrap());
        Solution {
            loss: f64::from(loss),
            gradients: parameters.iter().map(piece).collect(),
            prediction: double(&prediction),
            hidden: double(&hidden),
            cell: double(&cell),
        }
    }

    /// Forward alone: no loss, no gradients.
    pub(super) fn predict(&self, kernel: &mut Kernel) -> Solution {
        let parameters: Vec<&[f32]> = self.parameters.iter().map(Vec::as_slice).collect();
        let (mut hidden, mut cell) = (self.hidden.clone(), self.cell.clone());
        let mut prediction = vec![f32::NAN; self.target.len()];
        let (input, (h, c)) = (&self.input, (&mut hidden, &mut cell));
        kernel.predict(&self.spec, &parameters, input, h, c, &mut prediction);
        Solution {
            loss: f64::NAN,
            gradients: Vec::new(),
            prediction: double(&prediction),
            hidden: double(&hidden),
            cell: double(&cell),
        }
    }
}
