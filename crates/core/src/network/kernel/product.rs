//! The small matrix products of a recurrent layer, on slabs.
//!
//! Three of them carry nearly all the arithmetic: a slab through the gates' matrices into their slots
//! ([`to_slots`], forward), back from there ([`from_slots`]), and the gradient of a matrix
//! ([`weight_gradient`]). Sums run over k, over time, over rows in a fixed order, so that the same
//! input gives the same bits.

use std::ops::Range;

use pulp::Simd;

use super::shape::{Lanes, Shape};
use super::vectorized::vectorized;
use crate::config::Cell;

mod gradient;
mod rows;
mod units;

pub(super) use gradient::{Series, elementwise_gradient, project, weight_gradient};

/// Columns of a panel when the lanes run over units: as many vectors as accumulate at once.
pub(super) const UNIT_PANEL_VECTORS: usize = 8;

/// Columns of a panel when the lanes run over rows: outputs that accumulate at once.
pub(super) const fn row_panel<S: Simd>() -> usize {
    if S::REGISTER_COUNT >= 32 { 8 } else { 4 }
}

/// Gates of the cell that has most.
pub(super) const MOST_GATES: usize = {
    let (mut most, mut index) = (0, 0);
    while index < Cell::ALL.len() {
        let blocks = Cell::ALL[index].about().blocks;
        most = if blocks > most { blocks } else { most };
        index += 1;
    }
    most
};

/// What the sums over a slab begin with, before a product is added.
#[derive(Clone, Copy)]
pub(super) struct Start<'a> {
    /// One number for each unit; without it, what is in the slab already.
    pub(super) bias: Option<&'a [f32]>,
    /// A vector over the units times a signal over the rows, on top of that.
    pub(super) outer: Option<(&'a [f32], &'a [f32])>,
}

impl Start<'_> {
    /// What is in the slab already.
    pub(super) const CURRENT: Self = Self { bias: None, outer: None };
}

/// What the panels of a packed matrix hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// M: columns of neighbouring outputs.
    Columns,
    /// Mᵀ: the row of each output; for lanes over units only.
    Rows,
}

/// The packed matrices of all gates of a layer and the slots beside them.
#[derive(Clone, Copy)]
pub(super) struct Gates<'a> {
    /// One matrix after the other.
    pub(super) floats: &'a [f32],
    /// Floats of one matrix.
    pub(super) matrix: usize,
    /// Numbers of the input in [`to_slots`]: mostly all units of a layer.
    pub(super) depth: usize,
    pub(super) form: Form,
    /// The slot that each gate feeds, or that is fed through it.
    pub(super) slots: &'a [usize],
    /// From the end: what is read to and fro is still in the cache where it was left.
    pub(super) backwards: bool,
}

impl<'a> Gates<'a> {
    /// The gate at a turn: from the first to the last or from the last to the first.
    #[inline(always)]
    fn in_turn(&self, turn: usize) -> usize {
        if self.backwards { self.slots.len() - 1 - turn } else { turn }
    }

    /// A gate's matrix.
    #[inline(always)]
    fn matrix(&self, gate: usize) -> &'a [f32] {
        &self.floats[gate * self.matrix..][..self.matrix]
    }

    /// The slab of a gate's slot among slots of `len` floats each.
    #[inline(always)]
    fn slab(&self, gate: usize, len: usize) -> Range<usize> {
        let start = self.slots[gate] * len;
        start..start + len
    }
}

vectorized! {
    /// `slot[j] = start + Σₖ input[k] · M[k][j]` for each gate's matrix M, slot and start, and each row
    /// of the block.
    pub(super) fn to_slots(
        simd, shape: &'a Shape, slots: &'a mut [f32], input: &'a [f32], gates: Gates<'a>,
        starts: &'a [Start<'a>],
    ) {
        match shape.lanes {
            Lanes::Units => units::to_slots(simd, shape, slots, input, gates, starts),
            Lanes::Rows => rows::to_slots(simd, shape, slots, input, gates, starts),
        }
    }
}

vectorized! {
    /// `output[j] = start + Σₖ slot[k] · M[k][j]`, summed over the gates' matrices M and slots too, for
    /// each row of the block.
    pub(super) fn from_slots(
        simd, shape: &'a Shape, output: &'a mut [f32], slots: &'a [f32], gates: Gates<'a>,
        start: &'a Start<'a>,
    ) {
        match shape.lanes {
            Lanes::Units => units::from_slots(simd, shape, output, slots, gates, start),
            Lanes::Rows => rows::from_slots(simd, shape, output, slots, gates, start),
        }
    }
}

vectorized! {
    /// `output[j] += vector[j] · input[j]` for each row of the block.
    pub(super) fn add_elementwise(
        simd, shape: &'a Shape, output: &'a mut [f32], vector: &'a [f32], input: &'a [f32],
    ) {
        match shape.lanes {
            Lanes::Units => units::add_elementwise(simd, shape, output, vector, input),
            Lanes::Rows => rows::add_elementwise(simd, shape, output, vector, input),
        }
    }
}

vectorized! {
    /// Sets a slab to its start.
    pub(super) fn begin(simd, shape: &'a Shape, slab: &'a mut [f32], start: Start<'a>) {
        match shape.lanes {
            Lanes::Units => units::begin(simd, shape, slab, start),
            Lanes::Rows => rows::begin(simd, shape, slab, start),
        }
    }
}

vectorized! {
    /// `signal[row] = Σ over units of vector · slab`, plus `bias`.
    pub(super) fn readout(
        simd, shape: &'a Shape, signal: &'a mut [f32], slab: &'a [f32], vector: &'a [f32], bias: f32,
    ) {
        match shape.lanes {
            Lanes::Units => units::readout(simd, shape, signal, slab, vector, bias),
            Lanes::Rows => rows::readout(simd, signal, slab, vector, bias),
        }
    }
}

/// `total += part`, element by element.
pub(super) fn add(total: &mut [f32], part: &[f32]) {
    total.iter_mut().zip(part).for_each(|(total, part)| *total += part);
}

/// Σ x in float64, in an order that depends on the length only.
pub(super) fn sum(values: &[f32]) -> f64 {
    // Several sums, since each is a chain of dependent additions.
    let (groups, rest) = values.as_chunks::<8>();
    let mut sums = [0.0_f64; 8];
    for group in groups {
        for (sum, &value) in sums.iter_mut().zip(group) {
            *sum += f64::from(value);
        }
    }
    sums.iter().sum::<f64>() + rest.iter().map(|&value| f64::from(value)).sum::<f64>()
}
