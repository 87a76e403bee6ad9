//! The small matrix products of a recurrent layer, on slabs.
//!
//! Three of them carry nearly all the arithmetic: a slab through a weight matrix ([`accumulate`],
//! forward and backward), and the gradient of that matrix ([`weight_gradient`]). Sums run over k, over
//! time, over rows in a fixed order, so that the same input gives the same bits.

use pulp::Simd;

use super::shape::{Lanes, Shape};
use super::vectorized::vectorized;

mod gradient;
mod rows;
mod units;

pub(super) use gradient::{Series, project, weight_gradient};

/// Columns of a panel when the lanes run over units: as many vectors as accumulate at once.
pub(super) const UNIT_PANEL_VECTORS: usize = 8;

/// Columns of a panel when the lanes run over rows: outputs that accumulate at once.
pub(super) const fn row_panel<S: Simd>() -> usize {
    if S::REGISTER_COUNT >= 32 { 8 } else { 4 }
}

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

/// A packed hidden × hidden matrix, and from which end it is read.
#[derive(Clone, Copy)]
pub(super) struct Packed<'a> {
    pub(super) floats: &'a [f32],
    pub(super) form: Form,
    /// From the end: a matrix that is read to and fro finds its last part still in the cache.
    pub(super) backwards: bool,
}

vectorized! {
    /// `output[j] = start + Σₖ input[k] · M[k][j]` for each row of the block.
    pub(super) fn accumulate(
        simd, shape: &'a Shape, output: &'a mut [f32], input: &'a [f32], matrix: Packed<'a>,
        start: Start<'a>,
    ) {
        match shape.lanes {
            Lanes::Units => units::accumulate(simd, shape, output, input, matrix, start),
            Lanes::Rows => rows::accumulate(simd, shape, output, input, matrix.floats, start),
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
