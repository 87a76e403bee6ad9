//! The time step in candle's operations.

use candle_core::Result;
use candle_nn::ops::sigmoid;

use crate::network::readable::{Layer, Step, StepTensors};

/// One time step.
pub(in crate::network) fn step(layer: &Layer<'_>, before: &Step<'_>) -> Result<StepTensors> {
    let inputs = layer.of_input(before.x)?.chunk(3, 1)?;
    let states = layer.of_state(before.h)?.chunk(3, 1)?;
    let r = sigmoid(&(&inputs[0] + &states[0])?)?;
    let z = sigmoid(&(&inputs[1] + &states[1])?)?;
    let n = (&inputs[2] + (&r * &states[2])?)?.tanh()?;
    let h = (&n + (&z * (before.h - &n)?)?)?;
    Ok(StepTensors { gates: vec![r, z, n], ..StepTensors::new(h)? })
}
