//! RMSprop (Hinton 2012) in PyTorch's form: v = α v + (1−α) g², w −= lr g / (√v + ε).

use super::Hyper;

const ALPHA: f64 = 0.99;
const EPSILON: f32 = 1e-8;

/// One update of a variable; `v` is its average of squared gradients.
pub(super) fn update(hyper: &Hyper, weights: &mut [f32], gradient: &[f32], v: &mut [f32]) {
    let (lr, decay) = (hyper.lr as f32, hyper.weight_decay as f32);
    let keep = (1.0 - ALPHA) as f32;
    for ((w, g), v) in weights.iter_mut().zip(gradient).zip(v) {
        let g = g * hyper.gradient_scale + decay * *w;
        *v = ALPHA as f32 * *v + keep * g * g;
        *w -= lr * g / (v.sqrt() + EPSILON);
    }
}
