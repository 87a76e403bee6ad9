//! The time step in candle's operations.

use candle_core::Result;

use crate::config::Nonlinearity;
use crate::network::readable::{Layer, Step, StepTensors};

/// One time step.
pub(in crate::network) fn step(layer: &Layer<'_>, before: &Step<'_>) -> Result<StepTensors> {
    let sum = (layer.of_input(before.x)? + layer.of_state(before.h)?)?;
    let h = match layer.nonlinearity {
        Nonlinearity::Tanh => sum.tanh()?,
        Nonlinearity::Relu => sum.relu()?,
    };
    StepTensors::new(h)
}
