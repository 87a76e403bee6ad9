//! The Elman network's arithmetic; what differs is what feeds the slot.

use std::marker::PhantomData;

use pulp::Simd;

use crate::network::cell::{About, rnn};
use crate::network::kernel::unit::{Backward, Forward, Unit};

/// h = tanh a, a = W x + b + u ⊙ h′.
pub(in crate::network) type WithTanh = Independent<rnn::unit::WithTanh>;
/// h = max(0, a).
pub(in crate::network) type WithRelu = Independent<rnn::unit::WithRelu>;

/// The arithmetic of `U` in units that don't see each other.
pub(in crate::network) struct Independent<U>(PhantomData<U>);

impl<U: Unit> Unit for Independent<U> {
    const SLOTS: usize = U::SLOTS;
    const INPUT: &'static [usize] = U::INPUT;
    const RECURRENT: &'static [usize] = U::RECURRENT;
    const ABOUT: &'static About = &super::ABOUT;

    #[inline(always)]
    fn forward<S: Simd>(simd: S, pass: Forward<'_>) {
        U::forward(simd, pass);
    }

    #[inline(always)]
    fn backward<S: Simd>(simd: S, pass: Backward<'_>) {
        U::backward(simd, pass);
    }
}
