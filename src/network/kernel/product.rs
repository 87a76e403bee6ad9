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

/// What a slab is set to, or increased by, from a signal and a vector over the units.
#[derive(Clone, Copy)]
pub(super) enum Outer<'a> {
    /// `slab = vector ⊗ signal + bias`.
    Set {
        /// Added for each unit.
        bias: &'a [f32],
    },
    /// `slab += vector ⊗ signal`.
    Add,
}

vectorized! {
    /// `output[j] += Σₖ input[k] · M[k][j]` for each row of the block; M is packed, hidden × hidden.
    pub(super) fn accumulate(
        simd, shape: &'a Shape, output: &'a mut [f32], input: &'a [f32], packed: &'a [f32],
    ) {
        match shape.lanes {
            Lanes::Units => units::accumulate(simd, shape, output, input, packed),
            Lanes::Rows => rows::accumulate(simd, shape, output, input, packed),
        }
    }
}

vectorized! {
    /// The outer product of a vector over the units and a signal over the rows.
    pub(super) fn outer(
        simd, shape: &'a Shape, slab: &'a mut [f32], vector: &'a [f32], signal: &'a [f32],
        how: Outer<'a>,
    ) {
        match shape.lanes {
            Lanes::Units => units::outer(simd, shape, slab, vector, signal, how),
            Lanes::Rows => rows::outer(simd, shape, slab, vector, signal, how),
        }
    }
}

/// Sets every row of a slab to the bias of its units.
pub(super) fn fill(shape: &Shape, slab: &mut [f32], bias: &[f32]) {
    let lines = slab.chunks_exact_mut(shape.stride);
    match shape.lanes {
        Lanes::Units => lines.for_each(|row| row.copy_from_slice(bias)),
        Lanes::Rows => lines.zip(bias).for_each(|(unit, &bias)| unit.fill(bias)),
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
