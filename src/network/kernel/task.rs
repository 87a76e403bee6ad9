//! From a window to its blocks of rows, on one thread or several.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use super::pass::{Block, Pass, Workspace};
use super::shape::Shape;
use super::unit::Unit;
use super::weights::{Weights, packing};
use super::{BlockResult, Kernel, PARALLEL_WORK, Spec, Window, gru, lstm, rnn};
use crate::config::{Cell, Nonlinearity};

/// A window, waiting for the instruction set. Gives the sum of squared errors.
pub(super) struct Task<'a, 'b> {
    pub(super) kernel: &'a mut Kernel,
    pub(super) spec: &'a Spec,
    pub(super) parameters: &'a [&'a [f32]],
    pub(super) window: &'a mut Window<'b>,
}

impl WithSimd for Task<'_, '_> {
    type Output = f64;

    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        match (self.spec.cell, self.spec.nonlinearity) {
            (Cell::Rnn, Nonlinearity::Tanh) => self.run::<S, rnn::Tanh>(simd),
            (Cell::Rnn, Nonlinearity::Relu) => self.run::<S, rnn::Relu>(simd),
            (Cell::Lstm, _) => self.run::<S, lstm::Lstm>(simd),
            (Cell::Gru, _) => self.run::<S, gru::Gru>(simd),
        }
    }
}

impl Task<'_, '_> {
    fn run<S: Simd, U: Unit>(mut self, simd: S) -> f64 {
        let spec = self.spec;
        let shape = spec.shape(spec.block_rows(), S::F32_LANES);
        if self.kernel.spec != Some(*spec) {
            self.lay_out::<S, U>(&shape);
        }
        self.kernel.weights.load::<S, U>(simd, spec, &shape, self.parameters);
        for (index, result) in self.kernel.results.iter_mut().enumerate() {
            for (whole, part) in state_pieces(spec, index) {
                result.hidden.get_mut()[part.clone()]
                    .copy_from_slice(&self.window.hidden[whole.clone()]);
                if U::CELL {
                    result.cell.get_mut()[part].copy_from_slice(&self.window.cell[whole]);
                }
            }
        }
        self.run_blocks::<S, U>(simd);
        for (index, result) in self.kernel.results.iter().enumerate() {
            for (whole, part) in state_pieces(spec, index) {
                self.window.hidden[whole.clone()]
                    .copy_from_slice(&result.hidden.get()[part.clone()]);
                if U::CELL {
                    self.window.cell[whole].copy_from_slice(&result.cell.get()[part]);
                }
            }
        }
        self.kernel.results.iter().map(|result| result.loss).sum()
    }

    /// Makes room for windows of this shape.
    fn lay_out<S: Simd, U: Unit>(&mut self, shape: &Shape) {
        let (kernel, spec) = (&mut *self.kernel, self.spec);
        kernel.weights.reset::<S, U>(spec, shape);
        let blocks = spec.batch.div_ceil(spec.block_rows());
        kernel.results.resize_with(blocks, BlockResult::default);
        let count = self.parameters.iter().map(|parameter| parameter.len()).sum();
        let state = spec.layers * spec.block_rows() * spec.hidden;
        for result in &mut kernel.results {
            result.gradients.reset(count);
            result.hidden.reset(state);
            result.cell.reset(if U::CELL { state } else { 0 });
        }
        kernel.workspaces.resize_with(threads(spec, blocks), Workspace::default);
        for workspace in &mut kernel.workspaces {
            workspace.reset::<U>(spec, shape);
        }
        kernel.spec = Some(*spec);
    }

    /// Each thread takes its share of consecutive blocks.
    fn run_blocks<S: Simd, U: Unit>(&mut self, simd: S) {
        let Kernel { weights, results, workspaces, .. } = &mut *self.kernel;
        let shared = Shared { simd, spec: self.spec, weights };
        let share = results.len().div_ceil(workspaces.len());
        let samples = self.spec.block_rows() * self.spec.time_steps;
        let Window { input, target, prediction, .. } = &mut *self.window;
        if let [workspace] = workspaces.as_mut_slice() {
            shared.run_share::<U>(workspace, results, Samples { input, target, prediction });
            return;
        }
        let size = share * samples;
        let data = input.chunks(size).zip(target.chunks(size)).zip(prediction.chunks_mut(size));
        let mut shares = workspaces.iter_mut().zip(results.chunks_mut(share)).zip(data);
        // This thread takes the first share itself instead of sleeping until others have done it.
        let own = shares.next();
        rayon::in_place_scope(|scope| {
            for ((workspace, results), ((input, target), prediction)) in shares {
                let samples = Samples { input, target, prediction };
                scope.spawn(|_| shared.run_share::<U>(workspace, results, samples));
            }
            if let Some(((workspace, results), ((input, target), prediction))) = own {
                shared.run_share::<U>(workspace, results, Samples { input, target, prediction });
            }
        });
    }
}

/// Where the state of a block's rows lies: for each layer, its range in the window's state and in the
/// block's.
fn state_pieces(spec: &Spec, block: usize) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let (batch, hidden) = (spec.batch, spec.hidden);
    let first = block * spec.block_rows();
    let rows = spec.block_rows().min(batch - first);
    (0..spec.layers).map(move |layer| {
        let whole = (layer * batch + first) * hidden;
        let part = layer * rows * hidden;
        (whole..whole + rows * hidden, part..part + rows * hidden)
    })
}

/// Threads that pay for a window of this size.
fn threads(spec: &Spec, blocks: usize) -> usize {
    if blocks == 1 || spec.work() < PARALLEL_WORK {
        return 1;
    }
    rayon::current_num_threads().min(blocks)
}

/// Rows × time steps of consecutive blocks.
struct Samples<'a> {
    input: &'a [f32],
    target: &'a [f32],
    prediction: &'a mut [f32],
}

/// What all threads read.
struct Shared<'a, S> {
    simd: S,
    spec: &'a Spec,
    weights: &'a Weights,
}

impl<S: Simd> Shared<'_, S> {
    /// Runs consecutive blocks, one after the other.
    fn run_share<U: Unit>(
        &self,
        workspace: &mut Workspace,
        results: &mut [BlockResult],
        samples: Samples<'_>,
    ) {
        let Samples { input, target, prediction } = samples;
        let steps = self.spec.time_steps;
        let size = self.spec.block_rows() * steps;
        let data = input.chunks(size).zip(target.chunks(size)).zip(prediction.chunks_mut(size));
        for (result, ((input, target), prediction)) in results.iter_mut().zip(data) {
            let rows = input.len() / steps;
            let state = self.spec.layers * rows * self.spec.hidden;
            let cell = if U::CELL { state } else { 0 };
            let mut block = Block {
                input,
                target,
                prediction,
                hidden: &mut result.hidden.get_mut()[..state],
                cell: &mut result.cell.get_mut()[..cell],
                gradients: result.gradients.get_mut(),
            };
            let shape = self.spec.shape(rows, S::F32_LANES);
            let hidden = self.spec.hidden;
            let matrix = packing::<S>(shape.lanes).len(hidden, hidden);
            let (simd, spec, weights) = (self.simd, self.spec, self.weights);
            let pass = Pass { simd, spec, shape, weights, matrix };
            result.loss = pass.run::<U>(workspace, &mut block);
        }
    }
}
