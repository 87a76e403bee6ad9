//! The GRU (Cho et al. 2014) in PyTorch's formulation, the reset gate inside the recurrent product:
//! r, z = σ(…), n = tanh(W x + b + r ⊙ (U h + b′)), h′ = (1 − z) ⊙ n + z ⊙ h.

use crate::config::Cell;

use super::{About, KerasDraw, Recurrence, pytorch_parameters};

pub(in crate::network) mod formula;
pub(in crate::network) mod step64;
pub(in crate::network) mod unit;

/// What it is.
pub(super) const ABOUT: About = About {
    blocks: Cell::Gru.blocks(),
    gates: &["r", "z", "n"],
    cell_state: false,
    recurrence: Recurrence::Matrix,
    parameters: &pytorch_parameters(KerasDraw::Zeros),
};
