//! The fast path: one training window, forward, loss and backward, on plain slices.
//!
//! [`Kernel::window`] does in one call what the readable formulation does with hundreds of tensor
//! operations. Vectors as wide as the machine has them are chosen at run time; where the lanes of a
//! vector run over the units of a layer or over the rows of a batch depends on the batch
//! (`Spec::cut`, `kernel/shape.rs`). The batch is cut into blocks of rows whose buffers fit the cache; the cut
//! and the order in which the blocks' gradients are summed depend on the batch only, so the numbers
//! are the same whatever the number of threads.
//!
//! To add a cell: write its arithmetic as a `Unit` (`kernel/unit.rs`) and add a line to `Task`.

use crate::config::{Cell, Nonlinearity};

mod buffers;
mod exchange;
mod gru;
mod lstm;
mod math;
mod pack;
mod pass;
mod product;
mod rnn;
mod shape;
mod task;
mod unit;
mod vectorized;
pub mod vectors;
mod weights;
mod workspace;

use buffers::Workspace;
use exchange::Exchange;
pub(crate) use math::flush_below;
use shape::{Cut, Lanes, Units};
use task::Task;
pub(crate) use vectors::Vectors;
use weights::{PER_LAYER, Weights};
use workspace::{Aligned, CACHE_LINE, padded};

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

/// Rows of a block, a multiple of every vector length.
const BLOCK_ROWS: usize = 32;
/// Multiply-adds in a window of several blocks from which a second thread pays for waking it.
const PARALLEL_WORK: usize = 1_000_000;

/// Multiply-adds of one time step in one direction from which a layer is worth cutting into halves: they
/// take some microseconds, the halves' meeting a fraction of one.
const HALVES_STEP: usize = 49_152;
/// Multiply-adds in such a window in one direction, from which a second thread pays for waking it.
const HALVES_WORK: usize = 2_000_000;
/// Windows, at most, that one thread trains alone after the other has kept it waiting again and again.
const MOST_REST: usize = 64;

/// What a window's computation depends on besides numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spec {
    /// The kind of recurrent unit.
    pub cell: Cell,
    /// Nonlinearity of the Elman network; the other cells have theirs built in.
    pub nonlinearity: Nonlinearity,
    /// Units in each layer.
    pub hidden: usize,
    /// Layers stacked on each other.
    pub layers: usize,
    /// Samples in a window.
    pub time_steps: usize,
    /// Windows trained on at once.
    pub batch: usize,
    /// Whether a time step sees the one before. If not, each starts from zeros, `weight_hh` is left out
    /// and its gradient is zero; `bias_hh` still counts.
    pub recurrent: bool,
}

impl Spec {
    /// Multiply-adds of a window, roughly.
    fn work(&self) -> usize {
        let matrices = self.cell.gates() * (2 * self.layers - 1);
        3 * matrices * self.hidden * self.hidden * self.time_steps * self.batch
    }

    /// All units of a layer.
    fn units(&self) -> Units {
        Units { first: 0, count: self.hidden }
    }

    /// The halves of the only layer's units where two threads may share them: where there is a single
    /// row, and much to do for it.
    fn halves(&self) -> Option<[Cut; 2]> {
        let work = self.cell.gates() * self.hidden * self.hidden;
        let large = work >= HALVES_STEP && work * self.time_steps >= HALVES_WORK;
        if self.batch > 1 || self.layers > 1 || !self.recurrent || !large {
            return None;
        }
        // Both start on a cache line.
        let count = padded(self.hidden / 2, CACHE_LINE);
        let halves =
            [Units { first: 0, count }, Units { first: count, count: self.hidden - count }];
        Some(halves.map(|units| Cut { first: 0, rows: 1, lanes: Lanes::Units, units }))
    }

    /// The blocks of rows, for vectors of `lane_count` floats: at first blocks of whole vectors of rows.
    /// Rows that are left over fill another vector if they fill half of it; fewer make a block of
    /// their own whose lanes run over units.
    fn cut(&self, lane_count: usize) -> impl Iterator<Item = Cut> {
        let rest = self.batch % lane_count;
        let few = if rest * 2 > lane_count { 0 } else { rest };
        let many = self.batch - few;
        let blocks = (0..many).step_by(BLOCK_ROWS).map(move |first| Cut {
            first,
            rows: BLOCK_ROWS.min(many - first),
            lanes: Lanes::Rows,
            units: self.units(),
        });
        let last = Cut { first: many, rows: few, lanes: Lanes::Units, units: self.units() };
        blocks.chain((few > 0).then_some(last))
    }
}

/// The data of one window.
#[derive(Debug)]
pub struct Window<'a> {
    /// Batch × time steps, row after row.
    pub input: &'a [f32],
    /// Batch × time steps.
    pub target: &'a [f32],
    /// Batch × time steps, written.
    pub prediction: &'a mut [f32],
    /// Layers × batch × hidden: the state before the window, replaced by the state after it.
    pub hidden: &'a mut [f32],
    /// As `hidden`, the cell state of an LSTM; empty for other cells.
    pub cell: &'a mut [f32],
}

/// What a block of rows, or half the units of a row, leaves behind.
#[derive(Debug)]
struct BlockResult {
    cut: Cut,
    hidden: Aligned,
    cell: Aligned,
    /// Empty in the first block and in halves, which write where the sum will be.
    gradients: Aligned,
    loss: f64,
}

impl BlockResult {
    /// No buffers yet.
    fn new(cut: Cut) -> Self {
        let (hidden, cell, gradients) = Default::default();
        Self { cut, hidden, cell, gradients, loss: 0.0 }
    }
}

/// Buffers for training windows of one shape after another, reused from call to call.
#[derive(Debug)]
pub struct Kernel {
    vectors: Vectors,
    spec: Option<Spec>,
    /// One for each kind of lanes in use, or for each half.
    weights: Vec<Weights>,
    /// One per block or half.
    results: Vec<BlockResult>,
    /// One per thread or half.
    workspaces: Vec<Workspace>,
    /// Where the layer is cut into halves.
    exchange: Option<Exchange>,
    /// Windows still to be trained by one thread.
    rest: usize,
    /// How many these were when the other thread had last kept it waiting.
    last_rest: usize,
}

impl Default for Kernel {
    fn default() -> Self {
        Self::new()
    }
}

impl Kernel {
    /// A kernel without buffers, for the widest vectors of this machine or those that are forced
    /// ([`vectors::VARIABLE`]).
    pub fn new() -> Self {
        Self::with_vectors(Vectors::new())
    }

    fn with_vectors(vectors: Vectors) -> Self {
        let (weights, results, workspaces) = Default::default();
        Self {
            vectors,
            spec: None,
            weights,
            results,
            workspaces,
            exchange: None,
            rest: 0,
            last_rest: 0,
        }
    }

    /// One window: prediction, mean squared error over batch × time steps (returned), all gradients,
    /// and the state after the window.
    ///
    /// `parameters` and `gradients` stand in PyTorch's order, row-major: for each layer weight_ih
    /// (gates · hidden × inputs), weight_hh (gates · hidden × hidden), bias_ih, bias_hh; then
    /// out.weight (1 × hidden) and out.bias. Gates are i, f, g, o (LSTM) and r, z, n (GRU). The
    /// gradients, one after the other, are overwritten. None flows into the state before the window.
    ///
    /// # Panics
    /// When a slice is too short for `spec`.
    pub fn window(
        &mut self,
        spec: &Spec,
        parameters: &[&[f32]],
        window: &mut Window<'_>,
        gradients: &mut [f32],
    ) -> f32 {
        check(spec, parameters, window, gradients);
        let vectors = self.vectors;
        let sum = vectors.dispatch(Task { kernel: self, spec, parameters, window, gradients });
        add_up(&self.results, gradients);
        (sum / (spec.batch * spec.time_steps) as f64) as f32
    }
}

/// Asserts in debug builds that every slice has the length that `spec` asks for.
fn check(spec: &Spec, parameters: &[&[f32]], window: &Window<'_>, gradients: &[f32]) {
    let samples = spec.batch * spec.time_steps;
    let state = spec.layers * spec.batch * spec.hidden;
    debug_assert!(spec.hidden > 0 && spec.layers > 0 && samples > 0, "nothing to do: {spec:?}");
    debug_assert_eq!(window.input.len(), samples, "input is batch × time steps");
    debug_assert_eq!(window.target.len(), samples, "target is batch × time steps");
    debug_assert_eq!(window.prediction.len(), samples, "prediction is batch × time steps");
    debug_assert_eq!(window.hidden.len(), state, "hidden is layers × batch × hidden");
    let cell = if spec.cell == Cell::Lstm { state } else { 0 };
    debug_assert_eq!(window.cell.len(), cell, "only an LSTM has a cell state");
    debug_assert_eq!(
        parameters.len(),
        PER_LAYER * spec.layers + 2,
        "four parameters a layer, two of out"
    );
    let count: usize = parameters.iter().map(|parameter| parameter.len()).sum();
    debug_assert_eq!(gradients.len(), count, "each parameter has its gradient");
}

/// Adds the gradients of all blocks but the first, whose are there already, in the order of the blocks.
fn add_up(results: &[BlockResult], gradients: &mut [f32]) {
    for result in results.iter().skip(1) {
        product::add(gradients, result.gradients.get());
    }
}
