//! Adam (Kingma & Ba 2015) in the form of PyTorch's `_single_tensor_adam`: m̂ and v̂ appear as a step
//! size lr / (1 − β₁ⁿ) and a divisor √(1 − β₂ⁿ).

use std::fmt::Debug;
use std::marker::PhantomData;

use pulp::Simd;

use super::rule::{Blend, Decay, Rule, power};
use crate::config::Config;

const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const EPSILON: f32 = 1e-8;

/// Adam, β 0.9 / 0.999, ε 1e-8, with weight decay on the gradient.
pub(super) type Adam = AdamRule<Coupled>;

/// Where Adam's weight decay acts, as a type.
pub(super) trait DecayKind: Copy + Debug + Send + 'static {
    const DECAY: Decay;
}

/// [`Decay::Coupled`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Coupled;

impl DecayKind for Coupled {
    const DECAY: Decay = Decay::Coupled;
}

/// One update's rule, of Adam and of AdamW. Moments: m, v.
#[derive(Clone, Copy, Debug)]
pub(super) struct AdamRule<D> {
    /// lr / (1 − β₁ⁿ).
    step_size: f32,
    /// 1 / √(1 − β₂ⁿ): a product in the place of PyTorch's quotient, which costs ten times as much.
    root_correction: f32,
    decay: PhantomData<D>,
}

impl<D: DecayKind> Rule<2> for AdamRule<D> {
    const DECAY: Decay = D::DECAY;

    fn at(config: &Config, n: u64, []: &mut [f64; 0]) -> Self {
        Self {
            step_size: (config.lr / (1.0 - power(BETA_1, n))) as f32,
            root_correction: (1.0 / (1.0 - power(BETA_2, n)).sqrt()) as f32,
            decay: PhantomData,
        }
    }

    /// m += (1 − β₁)(g − m), v = β₂ v + (1 − β₂) g², w −= step_size · m / (√v · root_correction + ε).
    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        [m, v]: [S::f32s; 2],
    ) -> (S::f32s, [S::f32s; 2]) {
        let m = Blend::keeping(BETA_1).mean(simd, m, gradient);
        let v = Blend::keeping(BETA_2).mean_square(simd, v, gradient);
        let (correction, epsilon) =
            (simd.splat_f32s(self.root_correction), simd.splat_f32s(EPSILON));
        let denominator = simd.mul_add_e_f32s(simd.sqrt_f32s(v), correction, epsilon);
        let step = simd.div_f32s(simd.mul_f32s(m, simd.splat_f32s(self.step_size)), denominator);
        (simd.sub_f32s(weights, step), [m, v])
    }
}
