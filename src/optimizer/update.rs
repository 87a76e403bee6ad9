//! The optimizers' updates on plain slices, with PyTorch's formulas.
//!
//! In all of them g = scale · gradient + weight_decay · parameter, where `scale` carries the clipping.
//! Moments that have decayed to where they can't be felt become zero: subnormal numbers slow a
//! processor up to a hundred times.

use pulp::{Arch, Simd, WithSimd};

use crate::network::kernel::flush_below;

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
        flush_below(simd, square, TINY_SQUARE)
    }
}

/// x, or zero where it has decayed to where it can't be felt.
#[inline(always)]
pub(super) fn flushed<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    flush_below(simd, x, TINY)
}

/// Updates a parameter and its states; all slices have the same length.
pub(super) fn update<R: Rule<N>, const N: usize>(
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
