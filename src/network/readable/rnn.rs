//! The Elman network (Elman 1990): h' = tanh(W x + b + U h + b′), or relu in tanh's place.

use candle_core::{Result, Tensor, Var};

use super::{Layer, Moment};
use crate::config::Nonlinearity;

/// One time step: `x` is batch × inputs, `h` batch × H.
pub(super) fn step(
    layer: &Layer<'_>,
    nonlinearity: Nonlinearity,
    x: &Tensor,
    h: &Tensor,
) -> Result<Moment> {
    let sum = (layer.of_input(x)? + layer.of_state(h)?)?;
    let h = match nonlinearity {
        Nonlinearity::Tanh => sum.tanh()?,
        Nonlinearity::Relu => sum.relu()?,
    };
    let nudge = Var::from_tensor(&h.zeros_like()?)?;
    Ok(Moment { h, c: None, gates: Vec::new(), nudge })
}
