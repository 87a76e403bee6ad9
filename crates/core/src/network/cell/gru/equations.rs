//! The time step as it is written down.

use crate::config::Nonlinearity;
use crate::network::model64::{Equation, Terms, UnitSums, sigmoid};

/// One unit at one time step.
pub(in crate::network) fn equations(_: Nonlinearity, unit: &UnitSums) -> Vec<Equation> {
    let [in_r, in_z, in_n] = unit.blocks[..] else { return Vec::new() };
    let [r, z] = [in_r, in_z].map(|terms| sigmoid(terms.sum()));
    let Terms { input, input_bias, state, state_bias } = in_n;
    let n = libm::tanh(input + input_bias + r * (state + state_bias));
    let of_n = [input, input_bias, r, state, state_bias];
    let of_h = [1.0 - z, n, z, unit.h];
    let h = (1.0 - z) * n + z * unit.h;
    vec![
        Equation::of_sum("r", "σ", in_r, r),
        Equation::of_sum("z", "σ", in_z, z),
        Equation::new(
            "n",
            "tanh(W x + b_ih + r·(U h′ + b_hh))",
            "tanh({} + {} + {}·({} + {}))",
            of_n,
            n,
        ),
        Equation::new("h", "(1 − z)·n + z·h′", "{}·{} + {}·{}", of_h, h),
    ]
}
