//! From a window to its blocks of rows, on one thread or several.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use super::buffers::Workspace;
use super::pass::{Block, Pass};
use super::shape::{Cut, Lanes, Shape};
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
    /// All gradients; the first block's are written here.
    pub(super) gradients: &'a mut [f32],
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
        if self.kernel.spec != Some(*spec) {
            self.lay_out::<S, U>();
        }
        for weights in &mut self.kernel.weights {
            weights.load::<S, U>(simd, spec, self.parameters);
        }
        for result in &mut self.kernel.results {
            for (whole, part) in state_pieces(spec, result.cut) {
                result.hidden.get_mut()[part.clone()]
                    .copy_from_slice(&self.window.hidden[whole.clone()]);
                if U::CELL {
                    result.cell.get_mut()[part].copy_from_slice(&self.window.cell[whole]);
                }
            }
        }
        self.run_blocks::<S, U>(simd);
        for result in &self.kernel.results {
            for (whole, part) in state_pieces(spec, result.cut) {
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
    fn lay_out<S: Simd, U: Unit>(&mut self) {
        let (kernel, spec) = (&mut *self.kernel, self.spec);
        let count = self.parameters.iter().map(|parameter| parameter.len()).sum();
        kernel.results = spec.cut(S::F32_LANES).map(BlockResult::new).collect();
        for (index, result) in kernel.results.iter_mut().enumerate() {
            let state = spec.layers * result.cut.rows * spec.hidden;
            result.gradients.reset(if index == 0 { 0 } else { count });
            result.hidden.reset(state);
            result.cell.reset(if U::CELL { state } else { 0 });
        }
        let shape = |cut: Cut| Shape::new(cut.lanes, spec.hidden, cut.rows, S::F32_LANES);
        let shapes = || kernel.results.iter().map(|result| shape(result.cut));
        // One for each kind of lanes in use; any shape with these lanes says how.
        let of_kind = |lanes| shapes().find(|shape| shape.lanes == lanes);
        let kinds = [Lanes::Rows, Lanes::Units].into_iter().filter_map(of_kind);
        kernel.weights = kinds.map(|shape| Weights::new::<S, U>(spec, &shape)).collect();
        let slab = shapes().map(|shape| shape.slab()).max().unwrap_or(0);
        let signal = shapes().map(|shape| shape.signal()).max().unwrap_or(0);
        let threads = threads(spec, kernel.results.len());
        kernel.workspaces.resize_with(threads, Workspace::default);
        for workspace in &mut kernel.workspaces {
            workspace.reset::<U>(spec, slab, signal);
        }
        kernel.spec = Some(*spec);
    }

    /// Each thread takes its share of consecutive blocks.
    fn run_blocks<S: Simd, U: Unit>(&mut self, simd: S) {
        let Kernel { weights, results, workspaces, .. } = &mut *self.kernel;
        let Window { input, target, prediction, .. } = &mut *self.window;
        let shared = &Shared { simd, spec: self.spec, weights, input, target };
        let alone = workspaces.len() == 1;
        let (batch, threads) = (self.spec.batch, workspaces.len());
        let (mut results, mut prediction) = (results.as_mut_slice(), &mut **prediction);
        let mut gradients = Some(&mut *self.gradients);
        let mut shares = workspaces.iter_mut().enumerate().map(|(index, workspace)| {
            let end = batch * (index + 1) / threads;
            let blocks = results.iter().take_while(|result| result.cut.first < end).count();
            let results = take_front(&mut results, blocks);
            let rows: usize = results.iter().map(|result| result.cut.rows).sum();
            let prediction = take_front(&mut prediction, rows * shared.spec.time_steps);
            Share { workspace, results, prediction, gradients: gradients.take() }
        });
        // This thread takes the first share itself instead of sleeping until others have done it.
        let Some(own) = shares.next() else { return };
        if alone {
            return shared.run::<U>(own);
        }
        rayon::in_place_scope(|scope| {
            shares.for_each(|share| scope.spawn(|_| shared.run::<U>(share)));
            shared.run::<U>(own);
        });
    }
}

/// Cuts the first `count` elements off.
fn take_front<'a, T>(slice: &mut &'a mut [T], count: usize) -> &'a mut [T] {
    let (front, rest) = std::mem::take(slice).split_at_mut(count);
    *slice = rest;
    front
}

/// Where the state of a block's rows lies: for each layer, its range in the window's state and in the
/// block's.
fn state_pieces(spec: &Spec, cut: Cut) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let (batch, hidden) = (spec.batch, spec.hidden);
    (0..spec.layers).map(move |layer| {
        let whole = (layer * batch + cut.first) * hidden;
        let part = layer * cut.rows * hidden;
        let len = cut.rows * hidden;
        (whole..whole + len, part..part + len)
    })
}

/// Threads that pay for a window of this size.
fn threads(spec: &Spec, blocks: usize) -> usize {
    if blocks == 1 || spec.work() < PARALLEL_WORK {
        return 1;
    }
    rayon::current_num_threads().min(blocks)
}

/// One thread's part of a window.
struct Share<'a> {
    workspace: &'a mut Workspace,
    results: &'a mut [BlockResult],
    /// Of these blocks' rows.
    prediction: &'a mut [f32],
    /// Where the first block of all writes its gradients.
    gradients: Option<&'a mut [f32]>,
}

/// What all threads read.
struct Shared<'a, S> {
    simd: S,
    spec: &'a Spec,
    weights: &'a [Weights],
    /// Batch × time steps.
    input: &'a [f32],
    /// Batch × time steps.
    target: &'a [f32],
}

impl<S: Simd> Shared<'_, S> {
    /// Runs consecutive blocks, one after the other.
    fn run<U: Unit>(&self, share: Share<'_>) {
        let Share { workspace, results, mut prediction, mut gradients } = share;
        for result in results {
            let Cut { first, rows, .. } = result.cut;
            let steps = self.spec.time_steps;
            let samples = first * steps..(first + rows) * steps;
            let own = take_front(&mut prediction, samples.len());
            let mut block = Block {
                input: &self.input[samples.clone()],
                target: &self.target[samples],
                prediction: own,
                hidden: result.hidden.get_mut(),
                cell: result.cell.get_mut(),
                gradients: gradients.take().unwrap_or(result.gradients.get_mut()),
            };
            if let Some(pass) = self.pass(result.cut) {
                result.loss = pass.run::<U>(workspace, &mut block);
            }
        }
    }

    /// The pass of a block; there are weights for every kind of lanes in use.
    fn pass(&self, cut: Cut) -> Option<Pass<'_, S>> {
        let (simd, spec, hidden) = (self.simd, self.spec, self.spec.hidden);
        let weights = self.weights.iter().find(|weights| weights.shape.lanes == cut.lanes)?;
        let shape = Shape::new(cut.lanes, hidden, cut.rows, S::F32_LANES);
        let matrix = packing::<S>(cut.lanes).len(hidden, hidden);
        Some(Pass { simd, spec, shape, weights, matrix })
    }
}
