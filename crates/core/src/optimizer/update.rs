//! The optimizers' updates on plain slices, with PyTorch's formulas.
//!
//! In all of them g = scale · gradient + weight_decay · parameter, where `scale` carries the clipping.
//! Moments that have decayed to where they can't be felt become zero: subnormal numbers slow a
//! processor up to a hundred times.

use pulp::{Arch, Simd, WithSimd};

use super::rule::{Decay, Rule};
use crate::config::Config;
use crate::network::kernel::Vectors;

/// How weights and gradient are prepared before the rule sees them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Preparation {
    /// Factor of the gradient, 1 where nothing is clipped.
    scale: f32,
    /// Coupled weight decay, added to the gradient (L2), 0 for none.
    weight_decay: f32,
    /// Decoupled weight decay's factor of the weights, 1 − lr · weight decay, 1 for none.
    shrink: f32,
}

impl Preparation {
    /// With the settings' weight decay.
    pub(super) fn new(decay: Decay, config: &Config, gradient_scale: f32) -> Self {
        let plain = Self { scale: gradient_scale, weight_decay: 0.0, shrink: 1.0 };
        match decay {
            Decay::Coupled => Self { weight_decay: config.weight_decay as f32, ..plain },
            Decay::Decoupled => {
                Self { shrink: (1.0 - config.lr * config.weight_decay) as f32, ..plain }
            }
        }
    }

    /// scale · gradient + weight_decay · parameter.
    #[inline(always)]
    fn gradient<S: Simd>(self, simd: S, parameter: S::f32s, gradient: S::f32s) -> S::f32s {
        let gradient = simd.mul_f32s(gradient, simd.splat_f32s(self.scale));
        simd.mul_add_e_f32s(simd.splat_f32s(self.weight_decay), parameter, gradient)
    }

    /// shrink · parameter; which decay it is, is known when this is compiled.
    #[inline(always)]
    fn weights<S: Simd>(self, decay: Decay, simd: S, parameter: S::f32s) -> S::f32s {
        match decay {
            Decay::Coupled => parameter,
            Decay::Decoupled => simd.mul_f32s(parameter, simd.splat_f32s(self.shrink)),
        }
    }
}

/// Updates a variable's parameters and its moments; all slices have the same length.
pub(super) fn update<R: Rule<N, K>, const N: usize, const K: usize>(
    vectors: Vectors,
    rule: R,
    preparation: Preparation,
    parameter: &mut [f32],
    gradient: &[f32],
    moments: [&mut [f32]; N],
) {
    debug_assert_eq!(parameter.len(), gradient.len(), "a gradient has its parameter's shape");
    debug_assert!(moments.iter().all(|part| part.len() == gradient.len()), "so has its state");
    vectors.dispatch(Update { rule, preparation, parameter, gradient, moments });
}

struct Update<'a, R, const N: usize, const K: usize> {
    rule: R,
    preparation: Preparation,
    parameter: &'a mut [f32],
    gradient: &'a [f32],
    moments: [&'a mut [f32]; N],
}

impl<R: Rule<N, K>, const N: usize, const K: usize> WithSimd for Update<'_, R, N, K> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { rule, preparation, parameter, gradient, moments } = self;
        let (parameters, parameter) = S::as_mut_simd_f32s(parameter);
        let (gradients, gradient) = S::as_simd_f32s(gradient);
        let mut moments = moments.map(|part| S::as_mut_simd_f32s(part));
        for (index, (place, &gradient)) in parameters.iter_mut().zip(gradients).enumerate() {
            let old = std::array::from_fn(|part| moments[part].0[index]);
            let (new, kept) = apply(simd, rule, preparation, (*place, gradient), old);
            *place = new;
            for (part, vector) in moments.iter_mut().zip(kept) {
                part.0[index] = vector;
            }
        }
        if !gradient.is_empty() {
            let load = |part: &[f32]| simd.partial_load_f32s(part);
            let old = std::array::from_fn(|part| load(moments[part].1));
            let loaded = (load(parameter), load(gradient));
            let (new, kept) = apply(simd, rule, preparation, loaded, old);
            simd.partial_store_f32s(parameter, new);
            for (part, vector) in moments.iter_mut().zip(kept) {
                simd.partial_store_f32s(part.1, vector);
            }
        }
    }
}

/// The new weights and moments of a vector of weights and their gradients. Not a closure: one that isn't
/// inlined would be compiled for the oldest machine.
#[inline(always)]
fn apply<S: Simd, R: Rule<N, K>, const N: usize, const K: usize>(
    simd: S,
    rule: R,
    preparation: Preparation,
    (weights, gradient): (S::f32s, S::f32s),
    moments: [S::f32s; N],
) -> (S::f32s, [S::f32s; N]) {
    let gradient = preparation.gradient(simd, weights, gradient);
    let weights = preparation.weights(R::DECAY, simd, weights);
    rule.apply(simd, weights, gradient, moments)
}

/// Σ x², in float64 and in an order that depends on the length only: the same bits on every machine.
pub(super) fn sum_of_squares(values: &[f32]) -> f64 {
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
