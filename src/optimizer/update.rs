//! The optimizers' updates on plain slices, with PyTorch's formulas.
//!
//! In all of them g = scale · gradient + weight_decay · parameter, where `scale` carries the clipping.
//! Moments that have decayed to where they can't be felt become zero: subnormal numbers slow a
//! processor up to a hundred times.

use pulp::{Arch, Simd, WithSimd};

use crate::network::kernel::{Vectors, flush_below};

/// First moments smaller than this are zero.
const TINY: f32 = 1e-20;
/// Second moments smaller than this are zero: their root is far below every optimizer's ε.
const TINY_SQUARE: f32 = 1e-30;
/// Gradients smaller than this don't count in second moments: their squares would be subnormal.
const TINY_ROOT: f32 = 1e-16;

/// How the gradient is prepared before the rule sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Preparation {
    /// Factor of the gradient, 1 where nothing is clipped.
    pub(super) scale: f32,
    /// Weight decay added to the gradient (L2), 0 for none and for AdamW.
    pub(super) weight_decay: f32,
}

impl Preparation {
    /// scale · gradient + weight_decay · parameter.
    #[inline(always)]
    fn apply<S: Simd>(self, simd: S, parameter: S::f32s, gradient: S::f32s) -> S::f32s {
        let gradient = simd.mul_f32s(gradient, simd.splat_f32s(self.scale));
        simd.mul_add_e_f32s(simd.splat_f32s(self.weight_decay), parameter, gradient)
    }
}

impl Default for Preparation {
    fn default() -> Self {
        Self { scale: 1.0, weight_decay: 0.0 }
    }
}

/// An update rule with `N` numbers of state for each parameter.
pub(super) trait Rule<const N: usize>: Copy {
    /// The new parameters and states, from the parameters, the prepared gradients and the old states.
    fn apply<S: Simd>(
        &self,
        simd: S,
        parameter: S::f32s,
        gradient: S::f32s,
        state: [S::f32s; N],
    ) -> (S::f32s, [S::f32s; N]);
}

/// A weight `new` for what comes and `kept` = 1 − `new` for what was, both rounded from float64: in
/// float32, 1 − 0.999 is off by 5e-5 of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Blend {
    kept: f32,
    new: f32,
}

impl Blend {
    /// Keeps this part at each step.
    pub(super) const fn keeping(kept: f64) -> Self {
        Self { kept: kept as f32, new: (1.0 - kept) as f32 }
    }

    /// m + new · (g − m), flushed.
    #[inline(always)]
    pub(super) fn mean<S: Simd>(self, simd: S, m: S::f32s, gradient: S::f32s) -> S::f32s {
        let distance = simd.sub_f32s(gradient, m);
        let m = simd.mul_add_e_f32s(distance, simd.splat_f32s(self.new), m);
        flush_below(simd, m, TINY)
    }

    /// kept · square + new · g², flushed.
    #[inline(always)]
    pub(super) fn mean_square<S: Simd>(
        self,
        simd: S,
        square: S::f32s,
        gradient: S::f32s,
    ) -> S::f32s {
        let felt = flush_below(simd, gradient, TINY_ROOT);
        let new = simd.mul_f32s(simd.mul_f32s(felt, felt), simd.splat_f32s(self.new));
        let square = simd.mul_add_e_f32s(square, simd.splat_f32s(self.kept), new);
        // A square is never negative; NaN stays NaN.
        let tiny = simd.less_than_f32s(square, simd.splat_f32s(TINY_SQUARE));
        simd.select_f32s(tiny, simd.splat_f32s(0.0), square)
    }
}

/// x, or zero where it has decayed to where it can't be felt.
#[inline(always)]
pub(super) fn flushed<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    flush_below(simd, x, TINY)
}

/// Updates a parameter and its states; all slices have the same length.
pub(super) fn update<R: Rule<N>, const N: usize>(
    vectors: Vectors,
    rule: R,
    preparation: Preparation,
    parameter: &mut [f32],
    gradient: &[f32],
    state: [&mut [f32]; N],
) {
    debug_assert_eq!(parameter.len(), gradient.len(), "a gradient has its parameter's shape");
    debug_assert!(state.iter().all(|part| part.len() == gradient.len()), "so has its state");
    vectors.dispatch(Update { rule, preparation, parameter, gradient, state });
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
    fn with_simd<S: Simd>(self, simd: S) {
        let (parameters, parameter) = S::as_mut_simd_f32s(self.parameter);
        let (gradients, gradient) = S::as_simd_f32s(self.gradient);
        let mut states = self.state.map(|part| S::as_mut_simd_f32s(part));
        let update = |old, gradient, state| {
            let gradient = self.preparation.apply(simd, old, gradient);
            self.rule.apply(simd, old, gradient, state)
        };
        for (index, (place, &gradient)) in parameters.iter_mut().zip(gradients).enumerate() {
            let old = std::array::from_fn(|part| states[part].0[index]);
            let (new, state) = update(*place, gradient, old);
            *place = new;
            for (part, vector) in states.iter_mut().zip(state) {
                part.0[index] = vector;
            }
        }
        if !gradient.is_empty() {
            let load = |part: &[f32]| simd.partial_load_f32s(part);
            let old = std::array::from_fn(|part| load(states[part].1));
            let (new, state) = update(load(parameter), load(gradient), old);
            simd.partial_store_f32s(parameter, new);
            for (part, vector) in states.iter_mut().zip(state) {
                simd.partial_store_f32s(part.1, vector);
            }
        }
    }
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
