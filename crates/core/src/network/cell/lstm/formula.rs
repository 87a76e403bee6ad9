//! The time step in candle's operations.

use candle_core::Result;
use candle_nn::ops::sigmoid;

use crate::network::readable::{Layer, Step, StepTensors};

/// One time step.
pub(in crate::network) fn step(layer: &Layer<'_>, before: &Step<'_>) -> Result<StepTensors> {
    let sum = (layer.of_input(before.x)? + layer.of_state(before.h)?)?;
    let sums = sum.chunk(4, 1)?;
    let (i, f) = (sigmoid(&sums[0])?, sigmoid(&sums[1])?);
    let (g, o) = (sums[2].tanh()?, sigmoid(&sums[3])?);
    let c = ((&f * before.c)? + (&i * &g)?)?;
    let h = (&o * c.tanh()?)?;
    Ok(StepTensors { c: Some(c), gates: vec![i, f, g, o], ..StepTensors::new(h)? })
}
