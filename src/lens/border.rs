//! The border between two windows: the state crosses it, the gradient stops there.
//!
//! Truncated backpropagation through time (Tallec and Ollivier 2017, arXiv 1705.08209).

use crate::config::StateMode;
use crate::text::Reason;

use super::backprop::{Backprop, backprop};
use super::hidden_state::{HiddenState, crossing};
use super::output::{Entry, Found, LensOutput, NoChoice};
use super::{Frozen, LensContext};

/// What crosses the border at which a window begins, and the gradient in the window.
#[derive(Clone, Debug)]
pub struct Border {
    /// The step the network is at.
    pub step: u64,
    /// What happened to the state in this step.
    pub state: StateMode,
    /// The top layer as the window begins, then over the window.
    pub hidden: HiddenState,
    /// The gradient's way back through the window shown.
    pub backprop: Backprop,
}

impl LensOutput for Border {
    const ENTRY: Entry = Entry::new("border");
    type Choice = NoChoice;

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, Reason> {
        Ok(Found::Now(border(context.frozen)))
    }

    fn step(&self) -> u64 {
        self.step
    }
}

/// The border at which the window shown begins.
pub fn border(frozen: &Frozen) -> Border {
    let top = frozen.config.layers - 1;
    let (step, state) = (frozen.step, frozen.config.state);
    Border { step, state, hidden: crossing(frozen, top), backprop: backprop(frozen) }
}
