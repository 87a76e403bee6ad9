//! From a window to its blocks of rows, or to the halves of a layer, on one thread or several.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use super::buffers::Workspace;
use super::exchange::Exchange;
use super::shape::{Cut, Lanes, Shape, Units};
use super::unit::Unit;
use super::weights::Weights;
use super::workspace::CACHE_LINE;
use super::{BlockResult, Kernel, Layout, Learning, PARALLEL_WORK, Rows, Spec};
use crate::config::buffers::MOST_BYTES;
use crate::config::{Cell, Nonlinearity, each_cell};
use crate::network::cell;

/// Floats that all workspaces together may take: where they are large, fewer threads make do with fewer.
const MOST_FLOATS: usize = MOST_BYTES as usize / size_of::<f32>();

mod blocks;
mod halves;
pub(in crate::network) mod pool;

/// A window, waiting for the instruction set. Gives the sum of what the errors cost.
pub(super) struct Task<'a> {
    pub(super) kernel: &'a mut Kernel,
    pub(super) spec: &'a Spec,
    pub(super) parameters: &'a [&'a [f32]],
    pub(super) rows: Rows<'a>,
    /// None where the network only answers.
    pub(super) learning: Option<Learning<'a>>,
}

/// A kernel is compiled for each cell of the list, and for each nonlinearity where it leaves the choice.
macro_rules! by_unit {
    ($($module:ident: $variant:ident = $name:literal, $facts:tt, $sentence:literal;)+) => {
        impl WithSimd for Task<'_> {
            type Output = f64;

            fn with_simd<S: Simd>(self, simd: S) -> f64 {
                match (self.spec.cell, self.spec.nonlinearity) {
                    $(
                        (Cell::$variant, Nonlinearity::Tanh) => {
                            self.run::<S, cell::$module::unit::WithTanh>(simd)
                        }
                        (Cell::$variant, Nonlinearity::Relu) => {
                            self.run::<S, cell::$module::unit::WithRelu>(simd)
                        }
                    )+
                }
            }
        }
    };
}

each_cell!(by_unit);

impl Task<'_> {
    fn run<S: Simd, U: Unit>(mut self, simd: S) -> f64 {
        let spec = self.spec;
        let layout = Layout { spec: *spec, learns: self.learning.is_some() };
        let is_new = self.kernel.layout != Some(layout);
        if is_new {
            self.lay_out::<S, U>(layout);
        }
        let packs = is_new || !self.kernel.keeps_weights;
        for result in &mut self.kernel.results {
            for (whole, part) in state_pieces(spec, result.cut, spec.units()) {
                result.hidden.get_mut()[part].copy_from_slice(&self.rows.hidden[whole]);
            }
            for (whole, part) in cell_pieces::<U>(spec, result.cut) {
                result.cell.get_mut()[part].copy_from_slice(&self.rows.cell[whole]);
            }
        }
        if self.kernel.exchange.is_some() {
            self.run_halves::<S, U>(simd, packs);
        } else {
            for weights in self.kernel.weights.iter_mut().filter(|_| packs) {
                weights.load::<S, U>(simd, spec, self.parameters);
            }
            self.run_blocks::<S, U>(simd);
        }
        for result in &self.kernel.results {
            for (whole, part) in state_pieces(spec, result.cut, spec.units()) {
                self.rows.hidden[whole].copy_from_slice(&result.hidden.get()[part]);
            }
            for (whole, part) in cell_pieces::<U>(spec, result.cut) {
                self.rows.cell[whole].copy_from_slice(&result.cell.get()[part]);
            }
        }
        self.kernel.results.iter().map(|result| result.loss).sum()
    }

    /// Makes room for windows of this shape.
    fn lay_out<S: Simd, U: Unit>(&mut self, layout: Layout) {
        let (kernel, spec) = (&mut *self.kernel, self.spec);
        let halves = spec.halves();
        kernel.exchange = halves.map(|_| Exchange::new(spec.hidden.next_multiple_of(CACHE_LINE)));
        let cuts: Vec<Cut> =
            halves.map_or_else(|| spec.cut(S::F32_LANES).collect(), |halves| halves.to_vec());
        let count = self.parameters.iter().map(|parameter| parameter.len()).sum();
        kernel.results = cuts.iter().map(|&cut| BlockResult::new(cut)).collect();
        for (index, result) in kernel.results.iter_mut().enumerate() {
            let state = |units: Units| spec.layers * result.cut.rows * units.count;
            let own = layout.learns && index > 0 && halves.is_none();
            result.gradients.reset(if own { count } else { 0 });
            result.hidden.reset(state(spec.units()));
            result.cell.reset(if U::CELL { state(result.cut.units) } else { 0 });
        }
        // One for each kind of lanes in use; any block with these lanes says how.
        let of_kind = |lanes| cuts.iter().copied().find(|cut| cut.lanes == lanes);
        let kinds = [Lanes::Rows, Lanes::Units].into_iter().filter_map(of_kind);
        let packed = halves.map_or_else(|| kinds.collect(), |halves| halves.to_vec());
        kernel.weights = packed.into_iter().map(|cut| Weights::new::<S, U>(spec, cut)).collect();
        self.make_workspaces::<S, U>(&cuts, layout.learns);
        self.kernel.layout = Some(layout);
    }

    fn make_workspaces<S: Simd, U: Unit>(&mut self, cuts: &[Cut], learns: bool) {
        let (kernel, spec) = (&mut *self.kernel, self.spec);
        let shapes = || cuts.iter().map(|&cut| Shape::of_units::<S>(cut, spec.units()));
        let slab = shapes().map(|shape| shape.slab()).max().unwrap_or(0);
        let signal = shapes().map(|shape| shape.signal()).max().unwrap_or(0);
        let inputs = cuts.iter().map(|&cut| Shape::of_inputs::<S>(cut, spec));
        let input = inputs.map(|shape| shape.input()).max().unwrap_or(0);
        let fit = MOST_FLOATS / Workspace::floats::<U>(spec, slab).max(1);
        let threads = threads(spec, cuts.len(), learns).min(fit.max(1));
        let count = if kernel.exchange.is_some() { 2 } else { threads };
        kernel.workspaces.resize_with(count, Workspace::default);
        for workspace in &mut kernel.workspaces {
            workspace.reset::<U>(spec, slab, signal, input);
        }
    }
}

/// Where the state of a block's rows lies: for each layer, the range of these units in the window's state
/// and in the block's. Where units are left out there is but one row.
fn state_pieces(
    spec: &Spec,
    cut: Cut,
    units: Units,
) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let (batch, hidden) = (spec.batch, spec.hidden);
    let len = cut.rows * units.count;
    (0..spec.layers).map(move |layer| {
        let whole = (layer * batch + cut.first) * hidden + units.first;
        (whole..whole + len, layer * len..(layer + 1) * len)
    })
}

/// The same for the cell state, of which a block has its own units only; nothing where there is none.
fn cell_pieces<U: Unit>(
    spec: &Spec,
    cut: Cut,
) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    state_pieces(spec, cut, cut.units).take(if U::CELL { spec.layers } else { 0 })
}

/// Threads that pay for a window of this size.
fn threads(spec: &Spec, blocks: usize, learns: bool) -> usize {
    // Forward takes about a third.
    let work = if learns { spec.work() } else { spec.work() / 3 };
    if blocks == 1 || work < PARALLEL_WORK {
        return 1;
    }
    pool::threads().min(blocks)
}
