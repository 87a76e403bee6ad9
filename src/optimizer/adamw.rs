//! AdamW (Loshchilov & Hutter 2019): Adam with weight decay on the weights, beside the gradient.

use super::adam::{AdamRule, DecayKind};
use super::rule::Decay;

/// AdamW.
pub(super) type AdamW = AdamRule<Decoupled>;

/// [`Decay::Decoupled`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Decoupled;

impl DecayKind for Decoupled {
    const DECAY: Decay = Decay::Decoupled;
}
