//! The time step in float64; slopes 1 − h′² or 1 where h′ > 0.

use crate::config::Nonlinearity;
use crate::network::model64::{CellStep, LocalJacobian, Sums};

/// One time step.
pub(in crate::network) fn step(nonlinearity: Nonlinearity, sums: Sums<'_>) -> CellStep {
    let Sums { of_input, of_state, .. } = sums;
    let sums = of_input.iter().zip(of_state).map(|(a, m)| a + m);
    let h: Vec<f64> = sums.map(|sum| squashed(nonlinearity, sum)).collect();
    let slope = |h: &f64| match nonlinearity {
        Nonlinearity::Tanh => 1.0 - h * h,
        Nonlinearity::Relu => f64::from(u8::from(*h > 0.0)),
    };
    let slopes: Vec<f64> = h.iter().map(slope).collect();
    let (h_by_input, h_by_state) = (slopes.clone(), slopes);
    let slopes = LocalJacobian { h_by_input, h_by_state, ..LocalJacobian::default() };
    CellStep { h, slopes, ..CellStep::default() }
}

/// φ of a sum.
pub(in crate::network) fn squashed(nonlinearity: Nonlinearity, sum: f64) -> f64 {
    match nonlinearity {
        Nonlinearity::Tanh => libm::tanh(sum),
        Nonlinearity::Relu => sum.max(0.0),
    }
}
