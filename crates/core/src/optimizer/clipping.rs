//! Gradient clipping by global norm (Pascanu et al. 2013), as `torch.nn.utils.clip_grad_norm_`.

use candle_core::Result;

use super::update::sum_of_squares;
use crate::network::{Parameters, contents};

/// The norm over all gradients together, before clipping.
///
/// Summed in float64 in an order that depends on their number only: it can't overflow, and its bits
/// don't depend on anything else.
///
/// # Errors
/// When the gradients can't be read.
pub fn global_norm(parameters: &Parameters) -> Result<f32> {
    let sum = parameters.read_gradients(sum_of_squares)?;
    Ok(sum.sqrt() as f32)
}

/// The norm of each variable's gradient, before clipping, in the order of the variables.
///
/// # Errors
/// When a gradient can't be read.
pub fn norms(parameters: &Parameters) -> Result<Vec<f64>> {
    let norm = |gradient| Ok(contents::read(gradient, sum_of_squares)?.sqrt());
    parameters.iter().map(|parameter| norm(&parameter.gradient)).collect()
}

/// The factor that brings gradients of this norm down to `clip`; 1 where they are below it.
pub fn scale(norm: f32, clip: Option<f64>) -> f32 {
    match clip {
        Some(clip) => (clip / (f64::from(norm) + 1e-6)).min(1.0) as f32,
        None => 1.0,
    }
}
