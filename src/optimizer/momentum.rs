//! Stochastic gradient descent with momentum 0.9 in PyTorch's form, without dampening and Nesterov's
//! look ahead: b = 0.9 b + g, w −= lr · b. The first buffer is the gradient itself, as 0.9 · 0 + g is.

use pulp::Simd;

use super::rule::{Rule, flushed};
use crate::config::Config;

const MOMENTUM: f32 = 0.9;

/// The rule. Moment: b.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Momentum {
    lr: f32,
}

impl Rule<1> for Momentum {
    fn at(config: &Config, _: u64, []: &mut [f64; 0]) -> Self {
        Self { lr: config.lr as f32 }
    }

    /// b = 0.9 b + g, w −= lr · b.
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        [buffer]: [S::f32s; 1],
    ) -> (S::f32s, [S::f32s; 1]) {
        let buffer = simd.mul_add_e_f32s(buffer, simd.splat_f32s(MOMENTUM), gradient);
        let buffer = flushed(simd, buffer);
        (simd.negate_mul_add_e_f32s(simd.splat_f32s(self.lr), buffer, weights), [buffer])
    }
}
