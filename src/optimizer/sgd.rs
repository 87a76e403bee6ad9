//! Plain stochastic gradient descent: w −= lr · g.

use pulp::Simd;

use super::update::Rule;

/// The rule. No state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sgd {
    lr: f32,
}

impl Sgd {
    pub(super) fn new(lr: f64) -> Self {
        Self { lr: lr as f32 }
    }
}

impl Rule<0> for Sgd {
    /// w −= lr · g.
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        state: [S::f32s; 0],
    ) -> (S::f32s, [S::f32s; 0]) {
        (simd.negate_mul_add_e_f32s(simd.splat_f32s(self.lr), gradient, weights), state)
    }
}
