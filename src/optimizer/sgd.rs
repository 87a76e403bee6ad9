//! Plain stochastic gradient descent: w −= lr · g.

use pulp::Simd;

use super::rule::Rule;
use crate::config::Config;

/// The rule. No moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sgd {
    lr: f32,
}

impl Rule<0> for Sgd {
    fn at(config: &Config, _: u64, []: &mut [f64; 0]) -> Self {
        Self { lr: config.lr as f32 }
    }

    /// w −= lr · g.
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        []: [S::f32s; 0],
    ) -> (S::f32s, [S::f32s; 0]) {
        (simd.negate_mul_add_e_f32s(simd.splat_f32s(self.lr), gradient, weights), [])
    }
}
