//! The GRU (Cho et al. 2014) in PyTorch's formulation, the reset gate inside the recurrent product:
//! r, z = σ(…), n = tanh(W x + b + r ⊙ (U h + b′)), h′ = (1 − z) ⊙ n + z ⊙ h.

use crate::config::Cell;

use super::{About, Gate, KerasDraw, Recurrence, pytorch_parameters};

pub(in crate::network) mod equations;
pub(in crate::network) mod formula;
pub(in crate::network) mod step64;
pub(in crate::network) mod unit;

/// What it is.
pub(super) const ABOUT: About = About {
    blocks: Cell::Gru.blocks(),
    gates: &[
        Gate::new("r", "reset gate", "How much of the state before counts in the candidate n."),
        Gate::new("z", "update gate", "How much of the state before stays: 1 keeps it, 0 takes n."),
        Gate::candidate("n", "What is to become the hidden state, as far as z lets it in."),
    ],
    cell_state: false,
    recurrence: Recurrence::Matrix,
    parameters: &pytorch_parameters(KerasDraw::Zeros),
};
