//! The LSTM (Hochreiter & Schmidhuber 1997, with Gers' forget gate), gates in PyTorch's order:
//! i, f, o = σ(…), g = tanh(…), c' = f ∘ c + i ∘ g, h' = o ∘ tanh(c').

use candle_core::{Result, Tensor, Var};
use candle_nn::ops::sigmoid;

use super::{Layer, Moment};

/// One time step: `x` is batch × inputs, `h` and `c` batch × H.
pub(super) fn step(layer: &Layer<'_>, x: &Tensor, h: &Tensor, c: &Tensor) -> Result<Moment> {
    let sum = (layer.of_input(x)? + layer.of_state(h)?)?;
    let sums = sum.chunk(4, 1)?;
    let (i, f) = (sigmoid(&sums[0])?, sigmoid(&sums[1])?);
    let (g, o) = (sums[2].tanh()?, sigmoid(&sums[3])?);
    let c = ((&f * c)? + (&i * &g)?)?;
    let h = (&o * c.tanh()?)?;
    let nudge = Var::from_tensor(&h.zeros_like()?)?;
    Ok(Moment { h, c: Some(c), gates: vec![("i", i), ("f", f), ("g", g), ("o", o)], nudge })
}
