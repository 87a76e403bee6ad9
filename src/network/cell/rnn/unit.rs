//! The Elman network: h = tanh(a) or max(0, a), a = W x + b + U h′ + c.

use pulp::Simd;

use crate::network::cell::About;
use crate::network::kernel::math::{flush, relu, tanh};
use crate::network::kernel::unit::{Backward, Forward, Unit};

/// With tanh: h = tanh a, ∂L/∂a = ∂L/∂h · (1 − h²).
pub(in crate::network) struct WithTanh;
/// With ReLU: h = max(0, a), ∂L/∂a = ∂L/∂h where h > 0.
pub(in crate::network) struct WithRelu;

impl Unit for WithTanh {
    const SLOTS: usize = 1;
    const INPUT: &'static [usize] = &[0];
    const RECURRENT: &'static [usize] = &[0];
    const ABOUT: &'static About = &super::ABOUT;

    #[inline(always)]
    fn forward<S: Simd>(simd: S, pass: Forward<'_>) {
        let gates = S::as_simd_f32s(pass.gates).0;
        for (h, &a) in S::as_mut_simd_f32s(pass.hidden).0.iter_mut().zip(gates) {
            *h = tanh(simd, a);
        }
    }

    #[inline(always)]
    fn backward<S: Simd>(simd: S, pass: Backward<'_>) {
        let zero = simd.splat_f32s(0.0);
        let one = simd.splat_f32s(1.0);
        let slabs = S::as_simd_f32s(pass.hidden).0.iter().zip(S::as_mut_simd_f32s(pass.d_hidden).0);
        for (a, (&h, dh)) in S::as_mut_simd_f32s(pass.gates).0.iter_mut().zip(slabs) {
            let slope = simd.negate_mul_add_e_f32s(h, h, one);
            *a = flush(simd, simd.mul_f32s(*dh, slope));
            *dh = zero;
        }
    }
}

impl Unit for WithRelu {
    const SLOTS: usize = 1;
    const INPUT: &'static [usize] = &[0];
    const RECURRENT: &'static [usize] = &[0];
    const ABOUT: &'static About = &super::ABOUT;

    #[inline(always)]
    fn forward<S: Simd>(simd: S, pass: Forward<'_>) {
        let gates = S::as_simd_f32s(pass.gates).0;
        for (h, &a) in S::as_mut_simd_f32s(pass.hidden).0.iter_mut().zip(gates) {
            *h = relu(simd, a);
        }
    }

    #[inline(always)]
    fn backward<S: Simd>(simd: S, pass: Backward<'_>) {
        let zero = simd.splat_f32s(0.0);
        let slabs = S::as_simd_f32s(pass.hidden).0.iter().zip(S::as_mut_simd_f32s(pass.d_hidden).0);
        for (a, (&h, dh)) in S::as_mut_simd_f32s(pass.gates).0.iter_mut().zip(slabs) {
            let off = simd.less_than_or_equal_f32s(h, zero);
            *a = flush(simd, simd.select_f32s(off, zero, *dh));
            *dh = zero;
        }
    }
}
