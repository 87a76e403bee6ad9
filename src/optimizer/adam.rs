//! Adam (Kingma & Ba 2015) and AdamW (Loshchilov & Hutter 2019), in the form of PyTorch's
//! `_single_tensor_adam`: m̂ and v̂ appear as a step size lr/(1−β₁ⁿ) and a divisor √(1−β₂ⁿ).

use super::Hyper;

const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const EPSILON: f32 = 1e-8;

/// One update of a variable; `m` and `v` are its first and second averages.
pub(super) fn update(
    hyper: &Hyper,
    decoupled: bool,
    weights: &mut [f32],
    gradient: &[f32],
    m: &mut [f32],
    v: &mut [f32],
) {
    let exponent = hyper.update as f64;
    let step_size = (hyper.lr / (1.0 - libm::pow(BETA_1, exponent))) as f32;
    let correction = (1.0 - libm::pow(BETA_2, exponent)).sqrt() as f32;
    let shrink = if decoupled { (1.0 - hyper.lr * hyper.weight_decay) as f32 } else { 1.0 };
    let decay = if decoupled { 0.0 } else { hyper.weight_decay as f32 };
    let (keep_1, keep_2) = ((1.0 - BETA_1) as f32, (1.0 - BETA_2) as f32);
    for (((w, g), m), v) in weights.iter_mut().zip(gradient).zip(m).zip(v) {
        let g = g * hyper.gradient_scale + decay * *w;
        *m += keep_1 * (g - *m);
        *v = BETA_2 as f32 * *v + keep_2 * g * g;
        *w = *w * shrink - step_size * *m / (v.sqrt() / correction + EPSILON);
    }
}
