//! What a cell has to say about itself: how many numbers a unit keeps, and its arithmetic.
//!
//! Everything else, the products, the passes through time and layers, is the same for all cells. A cell
//! keeps *slots* per unit and time step: pre-activations that its forward pass replaces with what its
//! backward pass needs, and that the backward pass replaces with the gradients of the pre-activations.

use pulp::Simd;

/// A recurrent cell, element by element. All slices are slabs of one time step.
pub(super) trait Unit {
    /// Slots of a unit.
    const SLOTS: usize;
    /// The slot that each row block of `weight_ih` and `bias_ih` feeds.
    const INPUT: &'static [usize];
    /// The slot that each row block of `weight_hh` and `bias_hh` feeds.
    const RECURRENT: &'static [usize];
    /// Whether there is a cell state beside the hidden state.
    const CELL: bool;

    /// From pre-activations to the new state.
    fn forward<S: Simd>(simd: S, pass: Forward<'_>);

    /// From ∂L/∂h to the gradients of the pre-activations.
    fn backward<S: Simd>(simd: S, pass: Backward<'_>);
}

/// One time step forward.
pub(super) struct Forward<'a> {
    /// `SLOTS` slabs: pre-activations, replaced by activations.
    pub(super) gates: &'a mut [f32],
    /// h of the time step before.
    pub(super) hidden_before: &'a [f32],
    /// h, written.
    pub(super) hidden: &'a mut [f32],
    /// c of the time step before.
    pub(super) cell_before: &'a [f32],
    /// c, written.
    pub(super) cell: &'a mut [f32],
    /// tanh c, written.
    pub(super) squashed: &'a mut [f32],
}

/// One time step backward.
pub(super) struct Backward<'a> {
    /// `SLOTS` slabs: activations, replaced by the gradients of the pre-activations.
    pub(super) gates: &'a mut [f32],
    /// h of the time step before.
    pub(super) hidden_before: &'a [f32],
    /// h.
    pub(super) hidden: &'a [f32],
    /// c of the time step before.
    pub(super) cell_before: &'a [f32],
    /// tanh c.
    pub(super) squashed: &'a [f32],
    /// ∂L/∂h, replaced by what reaches the h before without passing through `weight_hh`.
    pub(super) d_hidden: &'a mut [f32],
    /// ∂L/∂c from the time step after, replaced by that of the c before.
    pub(super) d_cell: &'a mut [f32],
}

/// Four slabs as vectors.
#[inline(always)]
pub(super) fn split4_mut<S: Simd>(gates: &mut [f32]) -> [&mut [S::f32s]; 4] {
    let slab = gates.len() / 4;
    let (first, second) = gates.split_at_mut(2 * slab);
    let (a, b) = first.split_at_mut(slab);
    let (c, d) = second.split_at_mut(slab);
    [a, b, c, d].map(|slab| S::as_mut_simd_f32s(slab).0)
}
