//! The Elman network (Elman 1990): h′ = φ(W x + b + U h + b′), φ = tanh or relu.

use crate::config::Cell;

use super::{About, KerasDraw, Recurrence, pytorch_parameters};

pub(in crate::network) mod equations;
pub(in crate::network) mod formula;
pub(in crate::network) mod step64;
pub(in crate::network) mod unit;

/// What it is.
pub(super) const ABOUT: About = About {
    blocks: Cell::Rnn.blocks(),
    gates: &[],
    cell_state: false,
    recurrence: Recurrence::Matrix,
    parameters: &pytorch_parameters(KerasDraw::Zeros),
};
