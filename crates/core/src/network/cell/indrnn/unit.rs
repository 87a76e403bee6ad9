//! The Elman network's arithmetic; what differs is what feeds the slot.

use pulp::Simd;

use crate::network::cell::{About, rnn};
use crate::network::kernel::unit::{Backward, Forward, Unit};

/// h = tanh a, a = W x + b + u ⊙ h′.
pub(in crate::network) struct WithTanh;
/// h = max(0, a).
pub(in crate::network) struct WithRelu;

impl Unit for WithTanh {
    const SLOTS: usize = 1;
    const INPUT: &'static [usize] = &[0];
    const RECURRENT: &'static [usize] = &[0];
    const ABOUT: &'static About = &super::ABOUT;

    #[inline(always)]
    fn forward<S: Simd>(simd: S, pass: Forward<'_>) {
        rnn::unit::WithTanh::forward(simd, pass);
    }

    #[inline(always)]
    fn backward<S: Simd>(simd: S, pass: Backward<'_>) {
        rnn::unit::WithTanh::backward(simd, pass);
    }
}

impl Unit for WithRelu {
    const SLOTS: usize = 1;
    const INPUT: &'static [usize] = &[0];
    const RECURRENT: &'static [usize] = &[0];
    const ABOUT: &'static About = &super::ABOUT;

    #[inline(always)]
    fn forward<S: Simd>(simd: S, pass: Forward<'_>) {
        rnn::unit::WithRelu::forward(simd, pass);
    }

    #[inline(always)]
    fn backward<S: Simd>(simd: S, pass: Backward<'_>) {
        rnn::unit::WithRelu::backward(simd, pass);
    }
}
