//! The optimizers' updates on plain slices, with PyTorch's formulas.
//!
//! In all of them g = scale · gradient + weight_decay · parameter, where `scale` carries the clipping.
//! Moments that have decayed to where they can't be felt become zero: subnormal numbers slow a
//! processor up to a hundred times.

use pulp::{Arch, Simd, WithSimd};

use super::math::flush_below;

/// First moments smaller than this are zero.
const TINY: f32 = 1e-20;
/// Second moments smaller than this are zero: their root is far below every optimizer's ε.
const TINY_SQUARE: f32 = 1e-30;
/// Gradients smaller than this don't count in second moments: their squares would be subnormal.
const TINY_ROOT: f32 = 1e-16;

/// How the gradient is prepared before the rule sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preparation {
    /// Factor of the gradient, 1 where nothing is clipped.
    pub scale: f32,
    /// Weight decay added to the gradient (L2), 0 for none and for AdamW.
    pub weight_decay: f32,
}

impl Default for Preparation {
    fn default() -> Self {
        Self { scale: 1.0, weight_decay: 0.0 }
    }
}

/// An update rule with `N` numbers of state for each parameter.
pub trait Rule<const N: usize>: Copy {
    /// The new parameters and states, from the parameters, the prepared gradients and the old states.
    fn apply<S: Simd>(
        &self,
        simd: S,
        parameter: S::f32s,
        gradient: S::f32s,
        state: [S::f32s; N],
    ) -> (S::f32s, [S::f32s; N]);
}

/// Adam and AdamW (Kingma & Ba 2015; Loshchilov & Hutter 2019). State: m, v.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
    /// Decay of the first moment.
    pub beta1: f32,
    /// Decay of the second moment.
    pub beta2: f32,
    /// Learning rate / (1 − β₁ᵗ), t being the number of this step from 1.
    pub step_size: f32,
    /// √(1 − β₂ᵗ).
    pub root_correction: f32,
    /// ε.
    pub epsilon: f32,
    /// AdamW: 1 − learning rate · weight decay, the factor of the parameters; 1 for Adam.
    pub shrink: f32,
}

/// Plain gradient descent. No state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// Learning rate.
    pub lr: f32,
}

/// Gradient descent with momentum, undamped. State: the momentum, zero at first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Momentum {
    /// Learning rate.
    pub lr: f32,
    /// What remains of the momentum at each step.
    pub momentum: f32,
}

/// RMSprop, not centred, without momentum. State: the mean square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsProp {
    /// Learning rate.
    pub lr: f32,
    /// Decay of the mean square.
    pub alpha: f32,
    /// ε.
    pub epsilon: f32,
}

impl Rule<2> for Adam {
    /// m += (1 − β₁)(g − m), v = β₂ v + (1 − β₂) g², p −= step_size · m / (√v / root_correction + ε).
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        parameter: S::f32s,
        gradient: S::f32s,
        [m, v]: [S::f32s; 2],
    ) -> (S::f32s, [S::f32s; 2]) {
        let parameter = simd.mul_f32s(parameter, simd.splat_f32s(self.shrink));
        let distance = simd.sub_f32s(gradient, m);
        let m = simd.mul_add_e_f32s(distance, simd.splat_f32s(1.0 - self.beta1), m);
        let m = flush_below(simd, m, TINY);
        let v = mean_square(simd, v, gradient, self.beta2);
        let root = simd.div_f32s(simd.sqrt_f32s(v), simd.splat_f32s(self.root_correction));
        let denominator = simd.add_f32s(root, simd.splat_f32s(self.epsilon));
        let step = simd.div_f32s(simd.mul_f32s(m, simd.splat_f32s(self.step_size)), denominator);
        (simd.sub_f32s(parameter, step), [m, v])
    }
}

impl Rule<0> for Sgd {
    /// p −= lr · g.
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        parameter: S::f32s,
        gradient: S::f32s,
        state: [S::f32s; 0],
    ) -> (S::f32s, [S::f32s; 0]) {
        let lr = simd.splat_f32s(self.lr);
        (simd.negate_mul_add_e_f32s(lr, gradient, parameter), state)
    }
}

impl Rule<1> for Momentum {
    /// b = momentum · b + g, p −= lr · b.
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        parameter: S::f32s,
        gradient: S::f32s,
        [buffer]: [S::f32s; 1],
    ) -> (S::f32s, [S::f32s; 1]) {
        let buffer = simd.mul_add_e_f32s(buffer, simd.splat_f32s(self.momentum), gradient);
        let buffer = flush_below(simd, buffer, TINY);
        let lr = simd.splat_f32s(self.lr);
        (simd.negate_mul_add_e_f32s(lr, buffer, parameter), [buffer])
    }
}

impl Rule<1> for RmsProp {
    /// s = α s + (1 − α) g², p −= lr · g / (√s + ε).
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        parameter: S::f32s,
        gradient: S::f32s,
        [square]: [S::f32s; 1],
    ) -> (S::f32s, [S::f32s; 1]) {
        let square = mean_square(simd, square, gradient, self.alpha);
        let denominator = simd.add_f32s(simd.sqrt_f32s(square), simd.splat_f32s(self.epsilon));
        let lr = simd.splat_f32s(self.lr);
        let step = simd.div_f32s(simd.mul_f32s(lr, gradient), denominator);
        (simd.sub_f32s(parameter, step), [square])
    }
}

/// decay · square + (1 − decay) · g².
#[inline(always)]
fn mean_square<S: Simd>(simd: S, square: S::f32s, gradient: S::f32s, decay: f32) -> S::f32s {
    let felt = flush_below(simd, gradient, TINY_ROOT);
    let new = simd.mul_f32s(simd.mul_f32s(felt, felt), simd.splat_f32s(1.0 - decay));
    let square = simd.mul_add_e_f32s(square, simd.splat_f32s(decay), new);
    flush_below(simd, square, TINY_SQUARE)
}

/// Updates a parameter and its states; all slices have the same length.
pub fn update<R: Rule<N>, const N: usize>(
    rule: R,
    preparation: Preparation,
    parameter: &mut [f32],
    gradient: &[f32],
    state: [&mut [f32]; N],
) {
    debug_assert_eq!(parameter.len(), gradient.len(), "a gradient has its parameter's shape");
    debug_assert!(state.iter().all(|part| part.len() == gradient.len()), "so has its state");
    Arch::new().dispatch(Update { rule, preparation, parameter, gradient, state });
}

struct Update<'a, R, const N: usize> {
    rule: R,
    preparation: Preparation,
    parameter: &'a mut [f32],
    gradient: &'a [f32],
    state: [&'a mut [f32]; N],
}

impl<R: Rule<N>, const N: usize> WithSimd for Update<'_, R, N> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        let zero = simd.splat_f32s(0.0);
        let whole = self.gradient.len() / S::F32_LANES * S::F32_LANES;
        for start in (0..whole).step_by(S::F32_LANES) {
            let end = start + S::F32_LANES;
            self.update_part(simd, start, end, zero);
        }
        if whole < self.gradient.len() {
            self.update_part(simd, whole, self.gradient.len(), zero);
        }
    }
}

impl<R: Rule<N>, const N: usize> Update<'_, R, N> {
    /// Elements `start..end`, at most one vector.
    #[inline(always)]
    fn update_part<S: Simd>(&mut self, simd: S, start: usize, end: usize, zero: S::f32s) {
        let parameter = &mut self.parameter[start..end];
        let old = load(simd, parameter);
        let decay = simd.splat_f32s(self.preparation.weight_decay);
        let scale = simd.splat_f32s(self.preparation.scale);
        let gradient = simd.mul_f32s(load(simd, &self.gradient[start..end]), scale);
        let gradient = simd.mul_add_e_f32s(decay, old, gradient);
        let mut state = [zero; N];
        for (vector, part) in state.iter_mut().zip(&self.state) {
            *vector = load(simd, &part[start..end]);
        }
        let (new, state) = self.rule.apply(simd, old, gradient, state);
        store(simd, parameter, new);
        for (vector, part) in state.iter().zip(&mut self.state) {
            store(simd, &mut part[start..end], *vector);
        }
    }
}

#[inline(always)]
fn load<S: Simd>(simd: S, part: &[f32]) -> S::f32s {
    match S::as_simd_f32s(part).0.first() {
        Some(&vector) => vector,
        None => simd.partial_load_f32s(part),
    }
}

#[inline(always)]
fn store<S: Simd>(simd: S, part: &mut [f32], vector: S::f32s) {
    match S::as_mut_simd_f32s(part).0.first_mut() {
        Some(out) => *out = vector,
        None => simd.partial_store_f32s(part, vector),
    }
}

/// Σ x², in float64 and in an order that depends on the length only: the same bits on every machine.
pub fn sum_of_squares(values: &[f32]) -> f64 {
    Arch::new().dispatch(SumOfSquares(values))
}

struct SumOfSquares<'a>(&'a [f32]);

impl WithSimd for SumOfSquares<'_> {
    type Output = f64;

    /// Sixteen partial sums; the compiler makes vectors of them.
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f64 {
        let (groups, rest) = self.0.as_chunks::<16>();
        let mut sums = [0.0_f64; 16];
        for group in groups {
            for (sum, &value) in sums.iter_mut().zip(group) {
                *sum += f64::from(value) * f64::from(value);
            }
        }
        for (sum, &value) in sums.iter_mut().zip(rest) {
            *sum += f64::from(value) * f64::from(value);
        }
        sums.iter().sum()
    }
}

#[cfg(test)]
mod tests;
