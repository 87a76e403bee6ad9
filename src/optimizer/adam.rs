//! Adam (Kingma & Ba 2015) and AdamW (Loshchilov & Hutter 2019), in the form of PyTorch's
//! `_single_tensor_adam`: m̂ and v̂ appear as a step size lr / (1 − β₁ⁿ) and a divisor √(1 − β₂ⁿ).

use pulp::Simd;

use super::update::{Blend, Rule};

const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const EPSILON: f32 = 1e-8;

/// One step's rule. State: m, v.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Adam {
    /// lr / (1 − β₁ⁿ).
    step_size: f32,
    /// 1 / √(1 − β₂ⁿ): a product in the place of PyTorch's quotient, which costs ten times as much.
    root_correction: f32,
    /// AdamW's factor of the weights, 1 − lr · weight decay; 1 for Adam.
    shrink: f32,
}

impl Adam {
    /// Adam's rule for update `n`, from 1.
    pub(super) fn new(lr: f64, n: u64) -> Self {
        Self {
            step_size: (lr / (1.0 - power(BETA_1, n))) as f32,
            root_correction: (1.0 / (1.0 - power(BETA_2, n)).sqrt()) as f32,
            shrink: 1.0,
        }
    }

    /// AdamW's rule for update `n`: weight decay acts on the weights, beside the gradient.
    pub(super) fn decoupled(lr: f64, weight_decay: f64, n: u64) -> Self {
        Self { shrink: (1.0 - lr * weight_decay) as f32, ..Self::new(lr, n) }
    }
}

/// Updates after which even β₂ⁿ, 4e-18, is lost in 1 − β₂ⁿ.
const SETTLED: u64 = 40_000;

/// base^exponent by squaring: within a few ulp, the same bits on every machine, and quick. Zero where
/// nobody could tell it from zero.
fn power(base: f64, exponent: u64) -> f64 {
    if exponent > SETTLED {
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

impl Rule<2> for Adam {
    /// m += (1 − β₁)(g − m), v = β₂ v + (1 − β₂) g², w −= step_size · m / (√v · root_correction + ε).
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        [m, v]: [S::f32s; 2],
    ) -> (S::f32s, [S::f32s; 2]) {
        let weights = simd.mul_f32s(weights, simd.splat_f32s(self.shrink));
        let m = Blend::keeping(BETA_1).mean(simd, m, gradient);
        let v = Blend::keeping(BETA_2).mean_square(simd, v, gradient);
        let (correction, epsilon) =
            (simd.splat_f32s(self.root_correction), simd.splat_f32s(EPSILON));
        let denominator = simd.mul_add_e_f32s(simd.sqrt_f32s(v), correction, epsilon);
        let step = simd.div_f32s(simd.mul_f32s(m, simd.splat_f32s(self.step_size)), denominator);
        (simd.sub_f32s(weights, step), [m, v])
    }
}
