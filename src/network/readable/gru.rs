//! The GRU (Cho et al. 2014) in PyTorch's formulation, the reset gate inside the recurrent product:
//! r, z = σ(…), n = tanh(W x + b + r ∘ (U h + b′)), h' = (1 − z) ∘ n + z ∘ h.

use candle_core::{Result, Tensor, Var};
use candle_nn::ops::sigmoid;

use super::{Layer, Moment};

/// One time step: `x` is batch × inputs, `h` batch × H.
pub(super) fn step(layer: &Layer<'_>, x: &Tensor, h: &Tensor) -> Result<Moment> {
    let inputs = layer.of_input(x)?.chunk(3, 1)?;
    let states = layer.of_state(h)?.chunk(3, 1)?;
    let r = sigmoid(&(&inputs[0] + &states[0])?)?;
    let z = sigmoid(&(&inputs[1] + &states[1])?)?;
    let n = (&inputs[2] + (&r * &states[2])?)?.tanh()?;
    let h = (&n + (&z * (h - &n)?)?)?;
    let nudge = Var::from_tensor(&h.zeros_like()?)?;
    Ok(Moment { h, c: None, gates: vec![("r", r), ("z", z), ("n", n)], nudge })
}
