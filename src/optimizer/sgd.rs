//! Stochastic gradient descent, plain and with momentum 0.9 in PyTorch's form (no dampening, no
//! Nesterov): b = μ b + g, w −= lr b. The first buffer is the gradient itself, as 0·μ + g is.

use super::Hyper;

const MOMENTUM: f32 = 0.9;

/// One plain update of a variable.
pub(super) fn update(hyper: &Hyper, weights: &mut [f32], gradient: &[f32]) {
    let (lr, decay) = (hyper.lr as f32, hyper.weight_decay as f32);
    for (w, g) in weights.iter_mut().zip(gradient) {
        *w -= lr * (g * hyper.gradient_scale + decay * *w);
    }
}

/// One update of a variable with momentum; `buffer` is its decaying sum of gradients.
pub(super) fn momentum(hyper: &Hyper, weights: &mut [f32], gradient: &[f32], buffer: &mut [f32]) {
    let (lr, decay) = (hyper.lr as f32, hyper.weight_decay as f32);
    for ((w, g), b) in weights.iter_mut().zip(gradient).zip(buffer) {
        *b = MOMENTUM * *b + (g * hyper.gradient_scale + decay * *w);
        *w -= lr * *b;
    }
}
