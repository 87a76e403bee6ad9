//! The gated recurrent unit as PyTorch computes it: h = (1 − z) n + z h′, n = tanh(a + r m).

use pulp::Simd;

use crate::network::cell::About;
use crate::network::kernel::math::{flush, sigmoid, tanh};
use crate::network::kernel::unit::{Backward, Forward, Unit, split4_mut};

/// r, z = sigmoid of their pre-activations; a = W x + b is n's input part and m = U h′ + c its
/// recurrent part, which r scales. The slots hold r, z, m, n: the first three are fed by h′.
///
/// Backward: ∂z = ∂h (h′ − n) · z(1 − z), ∂a = ∂h (1 − z) · (1 − n²), ∂m = ∂a r,
/// ∂r = ∂a m · r(1 − r), and ∂h z goes on directly to the step before.
pub(in crate::network) struct Gru;

/// The same whatever nonlinearity is chosen: the cell has its own.
pub(in crate::network) type WithTanh = Gru;
pub(in crate::network) type WithRelu = Gru;

impl Unit for Gru {
    const SLOTS: usize = 4;
    const INPUT: &'static [usize] = &[0, 1, 3];
    const RECURRENT: &'static [usize] = &[0, 1, 2];
    const ABOUT: &'static About = &super::ABOUT;

    #[inline(always)]
    fn forward<S: Simd>(simd: S, pass: Forward<'_>) {
        let [r, z, m, n] = split4_mut::<S>(pass.gates);
        let before = S::as_simd_f32s(pass.hidden_before).0;
        let hidden = S::as_mut_simd_f32s(pass.hidden).0.iter_mut().zip(before);
        let gates = r.iter_mut().zip(z).zip(m.iter_mut().zip(n));
        for ((h, &before), ((r, z), (m, n))) in hidden.zip(gates) {
            *r = sigmoid(simd, *r);
            *z = sigmoid(simd, *z);
            *n = tanh(simd, simd.mul_add_e_f32s(*r, *m, *n));
            let mixed = simd.mul_add_e_f32s(*z, simd.sub_f32s(before, *n), *n);
            *h = flush(simd, mixed);
        }
    }

    #[inline(always)]
    fn backward<S: Simd>(simd: S, pass: Backward<'_>) {
        let [r, z, m, n] = split4_mut::<S>(pass.gates);
        let one = simd.splat_f32s(1.0);
        let before = S::as_simd_f32s(pass.hidden_before).0;
        let hidden = S::as_mut_simd_f32s(pass.d_hidden).0.iter_mut().zip(before);
        let gates = r.iter_mut().zip(z).zip(m.iter_mut().zip(n));
        for ((dh, &before), ((r, z), (m, n))) in hidden.zip(gates) {
            let direct = simd.mul_f32s(*dh, *z);
            let rest_z = simd.sub_f32s(one, *z);
            let rest_r = simd.sub_f32s(one, *r);
            let d_z = simd.mul_f32s(simd.mul_f32s(direct, simd.sub_f32s(before, *n)), rest_z);
            let slope = simd.negate_mul_add_e_f32s(*n, *n, one);
            let d_n = simd.mul_f32s(simd.mul_f32s(*dh, rest_z), slope);
            let d_m = simd.mul_f32s(d_n, *r);
            let d_r = simd.mul_f32s(simd.mul_f32s(d_m, *m), rest_r);
            (*r, *z) = (flush(simd, d_r), flush(simd, d_z));
            (*m, *n) = (flush(simd, d_m), flush(simd, d_n));
            *dh = flush(simd, direct);
        }
    }
}
