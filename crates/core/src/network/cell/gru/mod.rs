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
        Gate::new("r", |words| &words.network.gru_r),
        Gate::new("z", |words| &words.network.gru_z),
        Gate::candidate("n", |words| &words.network.gru_n),
    ],
    cell_state: false,
    recurrence: Recurrence::Matrix,
    parameters: &pytorch_parameters(KerasDraw::Zeros),
};
