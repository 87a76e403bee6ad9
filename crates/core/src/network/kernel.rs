//! The fast path: one training window, forward, loss and backward, on plain slices.
//!
//! [`Kernel::window`] does in one call what the readable formulation does with hundreds of tensor
//! operations. Vectors as wide as the machine has them are chosen at run time; where the lanes of a
//! vector run over the units of a layer or over the rows of a batch depends on the batch
//! (`Spec::cut`, `kernel/shape.rs`). The batch is cut into blocks of rows whose buffers fit the cache; the cut
//! and the order in which the blocks' gradients are summed depend on the batch only, so the numbers
//! are the same whatever the number of threads. [`Kernel::predict`] is its forward half alone.
//!
//! A cell's arithmetic is a `Unit` (`kernel/unit.rs`), in its folder under `network/cell/`.

use crate::config::{Cell, Loss, LossOn, Nonlinearity};

mod buffers;
mod exchange;
pub(in crate::network) mod math;
mod pack;
mod pass;
mod product;
mod shape;
pub(in crate::network) mod task;
pub(in crate::network) mod unit;
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
use weights::Weights;
use workspace::{Aligned, CACHE_LINE, padded};

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
    /// Nonlinearity of a cell that leaves the choice; the others have theirs built in.
    pub nonlinearity: Nonlinearity,
    /// Units in each layer.
    pub hidden: usize,
    /// Numbers that the first layer reads at a time step.
    pub inputs: usize,
    /// Numbers that the readout gives at a time step.
    pub outputs: usize,
    /// Layers stacked on each other.
    pub layers: usize,
    /// Samples in a window.
    pub time_steps: usize,
    /// Windows trained on at once.
    pub batch: usize,
    /// Whether a time step sees the one before. If not, each starts from zeros, `weight_hh` is left out
    /// and its gradient is zero; `bias_hh` still counts.
    pub recurrent: bool,
    /// What an error costs.
    pub loss: Loss,
    /// Which time steps' answers the loss is a mean over.
    pub loss_on: LossOn,
}

impl Spec {
    /// Multiply-adds of a window, roughly.
    pub fn work(&self) -> usize {
        let about = self.cell.about();
        let recurrent = if about.is_elementwise() { 0 } else { self.layers };
        let matrices = about.blocks * (self.layers - 1 + recurrent);
        3 * matrices * self.hidden * self.hidden * self.time_steps * self.batch
    }

    /// The first time step whose answers count.
    pub fn first_counted(&self) -> usize {
        match self.loss_on {
            LossOn::All => 0,
            LossOn::Last => self.time_steps.saturating_sub(1),
        }
    }

    /// Errors that the loss is a mean over: of the batch, the time steps that count, the outputs.
    pub fn errors(&self) -> usize {
        self.batch * (self.time_steps - self.first_counted()) * self.outputs
    }

    /// All units of a layer.
    fn units(&self) -> Units {
        Units { first: 0, count: self.hidden }
    }

    /// The halves of the only layer's units where two threads may share them: where there is a single
    /// row, and much to do for it.
    fn halves(&self) -> Option<[Cut; 2]> {
        let about = self.cell.about();
        let work = about.blocks * self.hidden * self.hidden;
        let whole = self.batch > 1 || self.layers > 1 || !self.recurrent || about.is_elementwise();
        let large = work >= HALVES_STEP && work * self.time_steps >= HALVES_WORK;
        if whole || !large {
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
    /// Batch × time steps × inputs, row after row.
    pub input: &'a [f32],
    /// Batch × time steps × outputs.
    pub target: &'a [f32],
    /// Batch × time steps × outputs, written.
    pub prediction: &'a mut [f32],
    /// Layers × batch × hidden: the state before the window, replaced by the state after it.
    pub hidden: &'a mut [f32],
    /// As `hidden`, the cell state; empty for cells without.
    pub cell: &'a mut [f32],
}

/// What rows read and leave, whether the network learns or only answers.
#[derive(Debug)]
struct Rows<'a> {
    /// Batch × time steps × inputs, row after row.
    input: &'a [f32],
    /// Batch × time steps × outputs, written.
    prediction: &'a mut [f32],
    /// Layers × batch × hidden: before, then after.
    hidden: &'a mut [f32],
    /// As `hidden`, the cell state; empty for cells without.
    cell: &'a mut [f32],
}

/// What is learned from, and where the gradients go.
#[derive(Debug)]
struct Learning<'a> {
    /// Batch × time steps × outputs.
    target: &'a [f32],
    /// All of them, one after the other; the first block's are written here.
    gradients: &'a mut [f32],
}

/// What buffers are laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    spec: Spec,
    /// Whether there are gradients.
    learns: bool,
}

/// What a block of rows, or half the units of a row, leaves behind.
#[derive(Debug)]
struct BlockResult {
    cut: Cut,
    hidden: Aligned,
    cell: Aligned,
    /// Empty in the first block and in halves, which write where the sum will be, and where nothing is
    /// learned.
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
    layout: Option<Layout>,
    /// Whether the parameters are the same at every call, so that they are packed once.
    keeps_weights: bool,
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
            layout: None,
            keeps_weights: false,
            weights,
            results,
            workspaces,
            exchange: None,
            rest: 0,
            last_rest: 0,
        }
    }

    /// One window: prediction, loss (returned), all gradients, and the state after the window. The loss
    /// is the mean over batch, outputs, and the time steps that count.
    ///
    /// `parameters` and `gradients` stand in the order of `parameters::layout`, row-major. The
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
        let Window { input, target, prediction, hidden, cell } = window;
        let rows = Rows { input, prediction, hidden, cell };
        check(spec, parameters, &rows);
        debug_assert_eq!(target.len(), rows.prediction.len(), "each answer has its target");
        let count: usize = parameters.iter().map(|parameter| parameter.len()).sum();
        debug_assert_eq!(gradients.len(), count, "each parameter has its gradient");
        let learning = Some(Learning { target, gradients: &mut *gradients });
        let vectors = self.vectors;
        let sum = vectors.dispatch(Task { kernel: self, spec, parameters, rows, learning });
        add_up(&self.results, gradients);
        (sum / spec.errors() as f64) as f32
    }

    /// Forward only: writes the prediction (batch × time steps × outputs) to the same bits as
    /// [`Kernel::window`], and replaces the state before the window (layers × batch × hidden; `cell` is
    /// empty for cells without) by that after it. `input` is batch × time steps × inputs.
    ///
    /// # Panics
    /// When a slice is too short for `spec`.
    pub fn predict(
        &mut self,
        spec: &Spec,
        parameters: &[&[f32]],
        input: &[f32],
        hidden: &mut [f32],
        cell: &mut [f32],
        prediction: &mut [f32],
    ) {
        let rows = Rows { input, prediction, hidden, cell };
        check(spec, parameters, &rows);
        let vectors = self.vectors;
        vectors.dispatch(Task { kernel: self, spec, parameters, rows, learning: None });
    }

    /// Floats in all its buffers.
    #[cfg(test)]
    fn floats(&self) -> usize {
        let workspaces = self.workspaces.iter().map(Workspace::len);
        let results = self.results.iter().map(|result| {
            [&result.hidden, &result.cell, &result.gradients]
                .map(|part| part.get().len())
                .iter()
                .sum()
        });
        let weights = self.weights.iter().map(Weights::len);
        workspaces.chain(results).chain(weights).sum()
    }

    /// Whether the parameters that come with the next call and those after it are those of the last one,
    /// which are then packed no more.
    pub(in crate::network) fn keep_weights(&mut self, keeps: bool) {
        self.keeps_weights = keeps;
    }
}

/// Asserts in debug builds that every slice has the length that `spec` asks for.
fn check(spec: &Spec, parameters: &[&[f32]], rows: &Rows<'_>) {
    let samples = spec.batch * spec.time_steps;
    let state = spec.layers * spec.batch * spec.hidden;
    debug_assert!(spec.hidden > 0 && spec.layers > 0 && samples > 0, "nothing to do: {spec:?}");
    let (inputs, outputs) = (samples * spec.inputs, samples * spec.outputs);
    debug_assert!(inputs > 0 && outputs > 0, "nothing to read or to answer: {spec:?}");
    debug_assert_eq!(rows.input.len(), inputs, "batch × time steps × inputs");
    debug_assert_eq!(rows.prediction.len(), outputs, "batch × time steps × outputs");
    debug_assert_eq!(rows.hidden.len(), state, "hidden is layers × batch × hidden");
    let cell = if spec.cell.about().cell_state { state } else { 0 };
    debug_assert_eq!(rows.cell.len(), cell, "as long as hidden, where the cell has a cell state");
    let per_layer = spec.cell.about().parameters.len();
    debug_assert_eq!(parameters.len(), per_layer * spec.layers + 2, "each layer's, two of out");
}

/// Adds the gradients of all blocks but the first, whose are there already, in the order of the blocks.
fn add_up(results: &[BlockResult], gradients: &mut [f32]) {
    for result in results.iter().skip(1) {
        product::add(gradients, result.gradients.get());
    }
}
