//! What an optimizer is: a rule for one weight, and how much it keeps.

use std::fmt::Debug;

use pulp::Simd;

use super::state::{AnyRule, Kept, OptimizerState};
use crate::config::Config;
use crate::network::kernel::flush_below;

/// First moments smaller than this are zero.
const TINY: f32 = 1e-20;
/// Second moments smaller than this are zero: their root is far below every usual ε.
const TINY_SQUARE: f32 = 1e-30;
/// Gradients smaller than this don't count in second moments: their squares would be subnormal.
const TINY_ROOT: f32 = 1e-16;

/// Where weight decay acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decay {
    /// On the gradient, as the derivative of an L2 penalty: g += weight decay · w.
    Coupled,
    /// On the weights, beside the gradient: w −= lr · weight decay · w (Loshchilov & Hutter 2019).
    Decoupled,
}

/// An optimizer's rule, made anew for each update from the settings in force.
///
/// It keeps `N` numbers for each weight and `K` beside them. Where these are kept has the same `N` and
/// `K` by its type, so that none can be missing.
pub(super) trait Rule<const N: usize, const K: usize = 0>:
    Copy + Debug + Send + 'static
{
    /// Where weight decay acts.
    const DECAY: Decay = Decay::Coupled;
    /// The numbers kept beside those for each weight, before the first update.
    const SCALARS: [f64; K] = [0.0; K];

    /// The rule under these settings, with nothing to remember yet, for variables of these sizes. An
    /// optimizer of several forms, which keep more or less, chooses among them here.
    fn under(_: &Config, sizes: &[usize]) -> Box<dyn AnyRule> {
        Box::new(Kept::<Self, N, K>::new(sizes))
    }

    /// Makes what another form of the same optimizer has kept into what this one keeps.
    fn convert(_: &mut OptimizerState) {}

    /// The rule for update `n`, from 1.
    fn at(config: &Config, n: u64, scalars: &mut [f64; K]) -> Self;

    /// Which moment averages the squared gradients by whose root a step is divided, if one does, and the part of 1 that
    /// its weights add up to after `n` updates.
    fn squares(_: &Config, _n: u64) -> Option<(usize, f64)> {
        None
    }

    /// The new weights and moments, from the weights, the prepared gradients and the old moments.
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        moments: [S::f32s; N],
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
        flushed(simd, m)
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

/// ε as a float above 0: what vanishes in float32 must not lead to 0 / 0.
pub(super) fn epsilon(config: &Config) -> f32 {
    (config.eps as f32).max(f32::MIN_POSITIVE)
}

/// x, or zero where it has decayed to where it can't be felt.
#[inline(always)]
pub(super) fn flushed<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    flush_below(simd, x, TINY)
}

/// base^exponent by squaring, for a base of 0…1: within a few ulp, the same bits on every machine, and
/// quick. Zero where it is below e⁻⁴⁰, 4e-18, which is lost in 1 − base^exponent.
pub(super) fn power(base: f64, exponent: u64) -> f64 {
    if (1.0 - base) * exponent as f64 > 40.0 {
        return 0.0;
    }
    let (mut square, mut rest, mut power) = (base, exponent, 1.0);
    while rest > 0 {
        if rest % 2 == 1 {
            power *= square;
        }
        square *= square;
        rest /= 2;
    }
    power
}
