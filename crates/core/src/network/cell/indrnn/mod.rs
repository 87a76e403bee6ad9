//! The IndRNN (Li et al. 2018, arXiv 1803.04831): h′ = φ(W x + b + u ⊙ h), φ = tanh or relu.
//!
//! Every unit remembers for itself; only the next layer brings them together. So its gradient through
//! time is a power of one number a unit, which can be kept from vanishing or exploding. Beyond u
//! in U's place it is the Elman network, and computes as that does.

use crate::config::Cell;

use super::{About, KerasDraw, LayerParameter, Recurrence, Role};

pub(in crate::network) mod equations;
pub(in crate::network) use super::rnn::{formula, step64};
pub(in crate::network) mod unit;

/// What it is. Its authors draw u from U(−1, 1) where nothing else is asked for.
pub(super) const ABOUT: About = About {
    blocks: Cell::IndRnn.blocks(),
    gates: &[],
    cell_state: false,
    recurrence: Recurrence::Elementwise,
    parameters: &[
        LayerParameter { role: Role::InputWeight, name: "weight_ih", keras: KerasDraw::Glorot },
        LayerParameter {
            role: Role::RecurrentWeight,
            name: "weight_hh",
            keras: KerasDraw::Uniform(1.0),
        },
        LayerParameter { role: Role::InputBias, name: "bias", keras: KerasDraw::Zeros },
    ],
};
