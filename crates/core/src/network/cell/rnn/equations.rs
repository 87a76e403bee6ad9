//! The time step as it is written down.

use crate::config::Nonlinearity;
use crate::network::model64::{Equation, UnitSums};

/// One unit at one time step.
pub(in crate::network) fn equations(nonlinearity: Nonlinearity, unit: &UnitSums) -> Vec<Equation> {
    let terms = unit.blocks.first().copied().unwrap_or_default();
    let h = squashed(nonlinearity, terms.sum());
    vec![Equation::of_sum("h", nonlinearity.name(), terms, h)]
}

/// φ of a sum.
pub(in crate::network) fn squashed(nonlinearity: Nonlinearity, sum: f64) -> f64 {
    match nonlinearity {
        Nonlinearity::Tanh => libm::tanh(sum),
        Nonlinearity::Relu => sum.max(0.0),
    }
}
