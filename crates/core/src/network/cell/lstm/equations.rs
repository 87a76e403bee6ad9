//! The time step as it is written down.

use crate::config::Nonlinearity;
use crate::network::model64::{Equation, UnitSums, sigmoid};

/// One unit at one time step.
pub(in crate::network) fn equations(_: Nonlinearity, unit: &UnitSums) -> Vec<Equation> {
    let [in_i, in_f, in_g, in_o] = unit.blocks[..] else { return Vec::new() };
    let [i, f, o] = [in_i, in_f, in_o].map(|terms| sigmoid(terms.sum()));
    let g = libm::tanh(in_g.sum());
    let c = f * unit.c + i * g;
    vec![
        Equation::of_sum("i", "σ", in_i, i),
        Equation::of_sum("f", "σ", in_f, f),
        Equation::of_sum("g", "tanh", in_g, g),
        Equation::of_sum("o", "σ", in_o, o),
        Equation::new("c", "f·c′ + i·g", "{}·{} + {}·{}", [f, unit.c, i, g], c),
        Equation::new("h", "o·tanh c", "{}·tanh({})", [o, c], o * libm::tanh(c)),
    ]
}
