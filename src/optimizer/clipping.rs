//! Gradient clipping by global norm (Pascanu et al. 2013), as `torch.nn.utils.clip_grad_norm_`.

use candle_core::backprop::GradStore;
use candle_core::{Result, Storage, Tensor};

use super::update::sum_of_squares;
use crate::network::{Parameters, contents};

/// The norm over all gradients together, before clipping.
///
/// Summed in float64 in the order of the variables: it can't overflow, and its bits don't depend on
/// anything else.
///
/// # Errors
/// When a gradient can't be read.
pub fn global_norm(parameters: &Parameters, gradients: &GradStore) -> Result<f32> {
    let mut sum = 0.0;
    for parameter in parameters.iter() {
        sum += square(gradients.get(&parameter.var))?;
    }
    Ok(sum.sqrt() as f32)
}

/// The norm of each variable's gradient, before clipping, in the order of the variables.
///
/// # Errors
/// When a gradient can't be read.
pub fn norms(parameters: &Parameters, gradients: &GradStore) -> Result<Vec<f64>> {
    parameters.iter().map(|parameter| Ok(square(gradients.get(&parameter.var))?.sqrt())).collect()
}

/// The squared norm of a gradient; zero where there is none.
fn square(gradient: Option<&Tensor>) -> Result<f64> {
    let Some(gradient) = gradient else { return Ok(0.0) };
    let (storage, layout) = gradient.storage_and_layout();
    let Storage::Cpu(storage) = &*storage else { return Ok(0.0) };
    contents::slice(storage, layout).map(sum_of_squares)
}

/// The factor that brings gradients of this norm down to `clip`; 1 where they are below it.
pub fn scale(norm: f32, clip: Option<f64>) -> f32 {
    match clip {
        Some(clip) => (clip / (f64::from(norm) + 1e-6)).min(1.0) as f32,
        None => 1.0,
    }
}
