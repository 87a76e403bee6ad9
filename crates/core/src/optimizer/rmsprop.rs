//! RMSprop (Hinton 2012) in PyTorch's form, not centred: v = α v + (1 − α) g², w −= lr · g / (√v + ε).

use pulp::Simd;

use super::rule::{Blend, Rule, epsilon};
use crate::config::Config;

const ALPHA: f64 = 0.99;

/// The rule, α 0.99. Moment: v.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RmsProp {
    lr: f32,
    epsilon: f32,
}

impl Rule<1> for RmsProp {
    fn squares(_: &Config, _: u64) -> Option<(usize, f64)> {
        Some((0, 1.0))
    }

    fn at(config: &Config, _: u64, []: &mut [f64; 0]) -> Self {
        Self { lr: config.lr as f32, epsilon: epsilon(config) }
    }

    /// v = α v + (1 − α) g², w −= lr · g / (√v + ε).
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        [v]: [S::f32s; 1],
    ) -> (S::f32s, [S::f32s; 1]) {
        let v = Blend::keeping(ALPHA).mean_square(simd, v, gradient);
        let denominator = simd.add_f32s(simd.sqrt_f32s(v), simd.splat_f32s(self.epsilon));
        let step = simd.mul_f32s(simd.splat_f32s(self.lr), gradient);
        (simd.sub_f32s(weights, simd.div_f32s(step, denominator)), [v])
    }
}
