//! Long short-term memory: c = f c′ + i g, h = o tanh c.

use pulp::Simd;

use crate::network::cell::About;
use crate::network::kernel::math::{flush, sigmoid, tanh};
use crate::network::kernel::unit::{Backward, Forward, Unit, split4_mut};

/// i, f, o = sigmoid, g = tanh of their pre-activations; the slots hold i, f, g, o.
///
/// Backward, with ∂c = ∂L/∂c:
/// ∂o = ∂h tanh c · o(1 − o), ∂c += ∂h o (1 − tanh² c), ∂i = ∂c g · i(1 − i),
/// ∂f = ∂c c′ · f(1 − f), ∂g = ∂c i · (1 − g²), and ∂c′ = ∂c f goes on to the step before.
pub(in crate::network) struct Lstm;

/// The same whatever nonlinearity is chosen: the cell has its own.
pub(in crate::network) type WithTanh = Lstm;
pub(in crate::network) type WithRelu = Lstm;

impl Unit for Lstm {
    const SLOTS: usize = 4;
    const INPUT: &'static [usize] = &[0, 1, 2, 3];
    const RECURRENT: &'static [usize] = &[0, 1, 2, 3];
    const ABOUT: &'static About = &super::ABOUT;

    #[inline(always)]
    fn forward<S: Simd>(simd: S, pass: Forward<'_>) {
        let [i, f, g, o] = split4_mut::<S>(pass.gates);
        let previous = S::as_simd_f32s(pass.cell_before).0;
        let cell = S::as_mut_simd_f32s(pass.cell).0.iter_mut().zip(previous);
        let states =
            S::as_mut_simd_f32s(pass.squashed).0.iter_mut().zip(S::as_mut_simd_f32s(pass.hidden).0);
        let gates = i.iter_mut().zip(f).zip(g.iter_mut().zip(o));
        for (((c, &before), (squashed, h)), ((i, f), (g, o))) in cell.zip(states).zip(gates) {
            *i = sigmoid(simd, *i);
            *f = sigmoid(simd, *f);
            *g = tanh(simd, *g);
            *o = sigmoid(simd, *o);
            *c = flush(simd, simd.mul_add_e_f32s(*f, before, simd.mul_f32s(*i, *g)));
            *squashed = tanh(simd, *c);
            *h = flush(simd, simd.mul_f32s(*o, *squashed));
        }
    }

    #[inline(always)]
    fn backward<S: Simd>(simd: S, pass: Backward<'_>) {
        let [i, f, g, o] = split4_mut::<S>(pass.gates);
        let zero = simd.splat_f32s(0.0);
        let one = simd.splat_f32s(1.0);
        let cells =
            S::as_simd_f32s(pass.cell_before).0.iter().zip(S::as_simd_f32s(pass.squashed).0);
        let signals =
            S::as_mut_simd_f32s(pass.d_hidden).0.iter_mut().zip(S::as_mut_simd_f32s(pass.d_cell).0);
        let gates = i.iter_mut().zip(f).zip(g.iter_mut().zip(o));
        for (((&before, &squashed), (dh, dc)), ((i, f), (g, o))) in cells.zip(signals).zip(gates) {
            let d_squashed = simd.mul_f32s(*dh, *o);
            let slope = simd.negate_mul_add_e_f32s(squashed, squashed, one);
            let dc_now = simd.mul_add_e_f32s(d_squashed, slope, *dc);
            let rest = |gate| simd.sub_f32s(one, gate);
            let d_o = simd.mul_f32s(simd.mul_f32s(d_squashed, squashed), rest(*o));
            let through_i = simd.mul_f32s(dc_now, *i);
            let through_f = simd.mul_f32s(dc_now, *f);
            let d_i = simd.mul_f32s(simd.mul_f32s(through_i, *g), rest(*i));
            let d_f = simd.mul_f32s(simd.mul_f32s(through_f, before), rest(*f));
            let d_g = simd.mul_f32s(through_i, simd.negate_mul_add_e_f32s(*g, *g, one));
            (*i, *f) = (flush(simd, d_i), flush(simd, d_f));
            (*g, *o) = (flush(simd, d_g), flush(simd, d_o));
            (*dc, *dh) = (flush(simd, through_f), zero);
        }
    }
}
