//! What a cell has to say about itself: how many numbers a unit keeps, and its arithmetic.
//!
//! Everything else, the products, the passes through time and layers, is the same for all cells. A cell
//! keeps *slots* per unit and time step: pre-activations that its forward pass replaces with what its
//! backward pass needs, and that the backward pass replaces with the gradients of the pre-activations.

use pulp::Simd;

use crate::network::cell::{About, Role};

/// A recurrent cell, element by element. All slices are slabs of one time step.
pub(in crate::network) trait Unit {
    /// Slots of a unit.
    const SLOTS: usize;
    /// The slot that each row block of W and its bias feeds.
    const INPUT: &'static [usize];
    /// The slot that each row block of U, or u, and its bias feeds.
    const RECURRENT: &'static [usize];
    /// What the cell is.
    const ABOUT: &'static About;
    /// Whether there is a cell state beside the hidden state.
    const CELL: bool = Self::ABOUT.cell_state;
    /// Whether h′ comes in unit by unit, and not through a matrix.
    const ELEMENTWISE: bool = Self::ABOUT.is_elementwise();
    /// Whether something is added to W x.
    const HAS_INPUT_BIAS: bool = Self::ABOUT.place(Role::InputBias).is_some();
    /// Whether something is added to U h.
    const HAS_RECURRENT_BIAS: bool = Self::ABOUT.place(Role::RecurrentBias).is_some();

    /// From pre-activations to the new state.
    fn forward<S: Simd>(simd: S, pass: Forward<'_>);

    /// From ∂L/∂h to the gradients of the pre-activations.
    fn backward<S: Simd>(simd: S, pass: Backward<'_>);
}

/// One time step forward.
pub(in crate::network) struct Forward<'a> {
    /// `SLOTS` slabs: pre-activations, replaced by activations.
    pub(in crate::network) gates: &'a mut [f32],
    /// h of the time step before.
    pub(in crate::network) hidden_before: &'a [f32],
    /// h, written.
    pub(in crate::network) hidden: &'a mut [f32],
    /// c of the time step before.
    pub(in crate::network) cell_before: &'a [f32],
    /// c, written.
    pub(in crate::network) cell: &'a mut [f32],
    /// tanh c, written.
    pub(in crate::network) squashed: &'a mut [f32],
}

/// One time step backward.
pub(in crate::network) struct Backward<'a> {
    /// `SLOTS` slabs: activations, replaced by the gradients of the pre-activations.
    pub(in crate::network) gates: &'a mut [f32],
    /// h of the time step before.
    pub(in crate::network) hidden_before: &'a [f32],
    /// h.
    pub(in crate::network) hidden: &'a [f32],
    /// c of the time step before.
    pub(in crate::network) cell_before: &'a [f32],
    /// tanh c.
    pub(in crate::network) squashed: &'a [f32],
    /// ∂L/∂h, replaced by what reaches the h before without passing through `weight_hh`.
    pub(in crate::network) d_hidden: &'a mut [f32],
    /// ∂L/∂c from the time step after, replaced by that of the c before.
    pub(in crate::network) d_cell: &'a mut [f32],
}

/// Four slabs as vectors.
#[inline(always)]
pub(in crate::network) fn split4_mut<S: Simd>(gates: &mut [f32]) -> [&mut [S::f32s]; 4] {
    let slab = gates.len() / 4;
    let (first, second) = gates.split_at_mut(2 * slab);
    let (a, b) = first.split_at_mut(slab);
    let (c, d) = second.split_at_mut(slab);
    [a, b, c, d].map(|slab| S::as_mut_simd_f32s(slab).0)
}
