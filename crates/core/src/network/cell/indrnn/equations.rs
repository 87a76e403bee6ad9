//! The time step as it is written down: every unit reads its own state alone.

use super::super::rnn::step64::squashed;
use crate::config::Nonlinearity;
use crate::network::model64::{Equation, UnitSums};

/// One unit at one time step.
pub(in crate::network) fn equations(nonlinearity: Nonlinearity, unit: &UnitSums) -> Vec<Equation> {
    let terms = unit.blocks.first().copied().unwrap_or_default();
    let (name, weight) = (nonlinearity.name(), unit.own_weight.unwrap_or_default());
    let values = [terms.input, terms.input_bias, weight, unit.h];
    let (symbols, numbers) =
        (format!("{name}(W x + b + u·h′)"), format!("{name}({{}} + {{}} + {{}}·{{}})"));
    vec![Equation::new("h", symbols, numbers, values, squashed(nonlinearity, terms.sum()))]
}
