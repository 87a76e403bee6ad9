//! The LSTM (Hochreiter & Schmidhuber 1997, with Gers' forget gate), gates in PyTorch's order:
//! i, f, o = σ(…), g = tanh(…), c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh c′.

use crate::config::Cell;

use super::{About, Gate, KerasDraw, Recurrence, pytorch_parameters};

pub(in crate::network) mod equations;
pub(in crate::network) mod formula;
pub(in crate::network) mod step64;
pub(in crate::network) mod unit;

/// What it is. Keras' LSTM has one bias only, which begins with 1 for the forget gate.
pub(super) const ABOUT: About = About {
    blocks: Cell::Lstm.blocks(),
    gates: &[
        Gate::new("i", |words| &words.network.lstm_i),
        Gate::new("f", |words| &words.network.lstm_f),
        Gate::candidate("g", |words| &words.network.lstm_g),
        Gate::new("o", |words| &words.network.lstm_o),
    ],
    cell_state: true,
    recurrence: Recurrence::Matrix,
    parameters: &pytorch_parameters(KerasDraw::OnesIn(1)),
};
