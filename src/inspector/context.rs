//! A look at one frozen network, and what lenses keep from one look to the next.

use crate::lens::gradient_norm::GradientNorm;
use crate::lens::phase_portrait::{Approach, Basis, PhasePortrait, phase_portrait};
use crate::lens::weights::{Weights, initial, weights};
use crate::lens::{Frozen, Values};
use crate::worker::RunId;

/// Samples over which the hidden state is shown, in whole windows: the curves' three periods.
const SAMPLES: usize = 60;

/// What a lens can look at.
pub(super) struct LensContext<'a> {
    pub(super) frozen: &'a Frozen,
    /// The gradient's norms in the step that the network took last.
    pub(super) norms: &'a GradientNorm,
    /// How what moves slowly comes to this network.
    pub(super) approach: Approach,
    pub(super) memory: &'a mut LensMemory,
}

/// What lenses keep from one copy of a run to the next.
#[derive(Debug, Default)]
pub(super) struct LensMemory {
    run: RunId,
    /// Where the phase portrait was seen from last, and of which layer.
    basis: Option<(usize, Basis)>,
    /// What the run began with.
    initial: Option<Vec<Values>>,
}

impl LensContext<'_> {
    /// Windows over which a lens shows the recent past.
    pub(super) fn windows(&self) -> usize {
        SAMPLES.div_ceil(self.frozen.time_steps)
    }

    /// The path of a layer's hidden state, seen from near where it was seen last.
    pub(super) fn phase_portrait(&mut self, layer: usize) -> PhasePortrait {
        let basis = &mut self.memory.basis;
        let last = basis.as_ref().filter(|(of, _)| *of == layer).map(|(_, basis)| basis);
        let portrait = phase_portrait(self.frozen, layer, last, self.approach);
        *basis = Some((layer, portrait.basis.clone()));
        portrait
    }

    /// A variable, compared with what the run began with.
    pub(super) fn weights(&mut self, index: usize) -> Result<Weights, String> {
        let initial = match self.memory.initial.take() {
            Some(initial) => initial,
            None => initial(&self.frozen.config).map_err(|error| error.to_string())?,
        };
        let seen = weights(self.frozen, index, &initial);
        self.memory.initial = Some(initial);
        seen.ok_or_else(|| "there are no weights".to_owned())
    }
}

impl LensMemory {
    /// Forgets what belongs to other runs.
    pub(super) fn turn_to(&mut self, run: RunId) {
        if self.run != run {
            *self = Self { run, ..Self::default() };
        }
    }
}
