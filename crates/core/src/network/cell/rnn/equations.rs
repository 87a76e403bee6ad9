//! The time step as it is written down.

use super::step64::squashed;
use crate::config::Nonlinearity;
use crate::network::model64::{Equation, UnitSums};

/// One unit at one time step.
pub(in crate::network) fn equations(nonlinearity: Nonlinearity, unit: &UnitSums) -> Vec<Equation> {
    let terms = unit.blocks.first().copied().unwrap_or_default();
    let h = squashed(nonlinearity, terms.sum());
    vec![Equation::of_sum("h", nonlinearity.name(), terms, h)]
}
