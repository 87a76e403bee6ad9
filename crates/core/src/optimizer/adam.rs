//! Adam (Kingma & Ba 2015) in the form of PyTorch's `_single_tensor_adam`: m̂ and v̂ appear as a step
//! size lr / (1 − β₁ⁿ) and a divisor √(1 − β₂ⁿ). With AMSGrad (Reddi et al. 2018) the greatest v so far
//! takes the place of v in the divisor.

use std::fmt::Debug;
use std::marker::PhantomData;

use pulp::Simd;

use super::rule::{Blend, Decay, Rule, epsilon, power};
use super::state::{AnyRule, Kept, OptimizerState};
use crate::config::Config;

/// Adam, with weight decay on the gradient.
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
    /// β₁ and β₂.
    blends: [Blend; 2],
    epsilon: f32,
    /// lr / (1 − β₁ⁿ).
    step_size: f32,
    /// 1 / √(1 − β₂ⁿ): a product in the place of PyTorch's quotient, which costs ten times as much.
    root_correction: f32,
    decay: PhantomData<D>,
}

impl<D: DecayKind> AdamRule<D> {
    /// m += (1 − β₁)(g − m), v = β₂ v + (1 − β₂) g².
    #[inline(always)]
    fn moments<S: Simd>(&self, simd: S, gradient: S::f32s, [m, v]: [S::f32s; 2]) -> [S::f32s; 2] {
        let [first, second] = self.blends;
        [first.mean(simd, m, gradient), second.mean_square(simd, v, gradient)]
    }

    /// w − step_size · m / (√v · root_correction + ε).
    #[inline(always)]
    fn step<S: Simd>(&self, simd: S, weights: S::f32s, m: S::f32s, v: S::f32s) -> S::f32s {
        let (correction, epsilon) =
            (simd.splat_f32s(self.root_correction), simd.splat_f32s(self.epsilon));
        let denominator = simd.mul_add_e_f32s(simd.sqrt_f32s(v), correction, epsilon);
        let step = simd.div_f32s(simd.mul_f32s(m, simd.splat_f32s(self.step_size)), denominator);
        simd.sub_f32s(weights, step)
    }
}

impl<D: DecayKind> Rule<2> for AdamRule<D> {
    const DECAY: Decay = D::DECAY;

    fn under(config: &Config, sizes: &[usize]) -> Box<dyn AnyRule> {
        if config.amsgrad {
            Box::new(Kept::<AmsGrad<D>, _, _>::new(sizes))
        } else {
            Box::new(Kept::<Self, _, _>::new(sizes))
        }
    }

    fn convert(state: &mut OptimizerState) {
        state.moments.truncate(2);
    }

    fn squares(config: &Config, n: u64) -> Option<(usize, f64)> {
        Some((1, 1.0 - power(config.beta2, n)))
    }

    fn at(config: &Config, n: u64, []: &mut [f64; 0]) -> Self {
        Self {
            blends: [Blend::keeping(config.beta1), Blend::keeping(config.beta2)],
            epsilon: epsilon(config),
            step_size: (config.lr / (1.0 - power(config.beta1, n))) as f32,
            root_correction: (1.0 / (1.0 - power(config.beta2, n)).sqrt()) as f32,
            decay: PhantomData,
        }
    }

    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        moments: [S::f32s; 2],
    ) -> (S::f32s, [S::f32s; 2]) {
        let [m, v] = self.moments(simd, gradient, moments);
        (self.step(simd, weights, m, v), [m, v])
    }
}

/// The same with AMSGrad. Moments: m, v, the greatest v.
#[derive(Clone, Copy, Debug)]
pub(super) struct AmsGrad<D>(AdamRule<D>);

impl<D: DecayKind> Rule<3> for AmsGrad<D> {
    const DECAY: Decay = D::DECAY;

    /// The greatest v begins with the present one.
    fn convert(state: &mut OptimizerState) {
        if let [_, v] = state.moments.as_slice() {
            let greatest = v.clone();
            state.moments.push(greatest);
        }
    }

    fn squares(config: &Config, n: u64) -> Option<(usize, f64)> {
        Some((2, 1.0 - power(config.beta2, n)))
    }

    fn at(config: &Config, n: u64, scalars: &mut [f64; 0]) -> Self {
        Self(AdamRule::at(config, n, scalars))
    }

    #[inline(always)]
    fn apply<S: Simd>(
        &self,
        simd: S,
        weights: S::f32s,
        gradient: S::f32s,
        [m, v, greatest]: [S::f32s; 3],
    ) -> (S::f32s, [S::f32s; 3]) {
        let [m, v] = self.0.moments(simd, gradient, [m, v]);
        let is_less = simd.less_than_f32s(v, greatest);
        let greatest = simd.select_f32s(is_less, greatest, v);
        (self.0.step(simd, weights, m, greatest), [m, v, greatest])
    }
}
