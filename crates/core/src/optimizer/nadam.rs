//! NAdam (Dozat 2016), Adam with Nesterov's look ahead, in the form of PyTorch's
//! `_single_tensor_nadam`: of the gradient and of m each a part is taken, by a momentum μ that grows.

use pulp::Simd;

use super::rule::{Blend, Rule, epsilon, power};
use crate::config::Config;

/// 0.96^ψ, with PyTorch's momentum decay ψ = 0.004.
const MOMENTUM_DECAY: f64 = 0.999_836_725_352_675_3;

/// One update's rule, ψ 0.004. Moments: m, v. Scalar: the product of all μ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NAdam {
    /// β₁ and β₂.
    blends: [Blend; 2],
    epsilon: f32,
    /// lr (1 − μₙ) / (1 − Π μ).
    gradient_step: f32,
    /// lr μₙ₊₁ / (1 − μₙ₊₁ Π μ).
    mean_step: f32,
    /// 1 / √(1 − β₂ⁿ).
    root_correction: f32,
}

/// μₙ = β₁ (1 − ½ · 0.96^(n ψ)).
fn momentum(beta1: f64, n: u64) -> f64 {
    beta1 * (1.0 - 0.5 * power(MOMENTUM_DECAY, n))
}

impl Rule<2, 1> for NAdam {
    const SCALARS: [f64; 1] = [1.0];

    fn squares(config: &Config, n: u64) -> Option<(usize, f64)> {
        Some((1, 1.0 - power(config.beta2, n)))
    }

    fn at(config: &Config, n: u64, [product]: &mut [f64; 1]) -> Self {
        let (now, next) = (momentum(config.beta1, n), momentum(config.beta1, n + 1));
        *product *= now;
        Self {
            blends: [Blend::keeping(config.beta1), Blend::keeping(config.beta2)],
            epsilon: epsilon(config),
            gradient_step: (config.lr * (1.0 - now) / (1.0 - *product)) as f32,
            mean_step: (config.lr * next / (1.0 - next * *product)) as f32,
            root_correction: (1.0 / (1.0 - power(config.beta2, n)).sqrt()) as f32,
        }
    }

    /// m += (1 − β₁)(g − m), v = β₂ v + (1 − β₂) g²,
    /// w −= (gradient_step · g + mean_step · m) / (√v · root_correction + ε).
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        [m, v]: [S::f32s; 2],
    ) -> (S::f32s, [S::f32s; 2]) {
        let [first, second] = self.blends;
        let m = first.mean(simd, m, gradient);
        let v = second.mean_square(simd, v, gradient);
        let (correction, epsilon) =
            (simd.splat_f32s(self.root_correction), simd.splat_f32s(self.epsilon));
        let denominator = simd.mul_add_e_f32s(simd.sqrt_f32s(v), correction, epsilon);
        let from_mean = simd.mul_f32s(m, simd.splat_f32s(self.mean_step));
        let step = simd.mul_add_e_f32s(gradient, simd.splat_f32s(self.gradient_step), from_mean);
        (simd.sub_f32s(weights, simd.div_f32s(step, denominator)), [m, v])
    }
}
