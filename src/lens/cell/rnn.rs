//! The Elman network: h′ = φ(a + m), φ = tanh or relu; slopes 1 − h′² or 1 where h′ > 0.

use crate::config::Nonlinearity;

use super::{Moment, Slopes};

/// One time step from W x + b and U h + b′.
pub(super) fn step(nonlinearity: Nonlinearity, of_input: &[f64], of_state: &[f64]) -> Moment {
    let sums = of_input.iter().zip(of_state).map(|(a, m)| a + m);
    let h: Vec<f64> = match nonlinearity {
        Nonlinearity::Tanh => sums.map(libm::tanh).collect(),
        Nonlinearity::Relu => sums.map(|sum| sum.max(0.0)).collect(),
    };
    let slope = |h: &f64| match nonlinearity {
        Nonlinearity::Tanh => 1.0 - h * h,
        Nonlinearity::Relu => f64::from(u8::from(*h > 0.0)),
    };
    let slopes: Vec<f64> = h.iter().map(slope).collect();
    let slopes = Slopes { h_by_input: slopes.clone(), h_by_state: slopes, ..Slopes::default() };
    Moment { h, slopes, ..Moment::default() }
}
