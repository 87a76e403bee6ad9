//! Gradient clipping by global norm (Pascanu et al. 2013), as `torch.nn.utils.clip_grad_norm_`.

use candle_core::Result;
use candle_core::backprop::GradStore;

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
        if let Some(gradient) = gradients.get(&parameter.var) {
            let (storage, layout) = gradient.storage_and_layout();
            if let candle_core::Storage::Cpu(storage) = &*storage {
                let numbers = contents::slice(storage, layout)?;
                sum += sum_of_squares(numbers);
            }
        }
    }
    Ok(sum.sqrt() as f32)
}

/// The factor that brings gradients of this norm down to `clip`; 1 where they are below it.
pub fn scale(norm: f32, clip: Option<f64>) -> f32 {
    match clip {
        Some(clip) => (clip / (f64::from(norm) + 1e-6)).min(1.0) as f32,
        None => 1.0,
    }
}
