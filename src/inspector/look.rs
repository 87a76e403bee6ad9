//! A look at one frozen network, and what lenses keep from one look to the next.

use crate::config::StateMode;
use crate::lens::bptt::{Bptt, bptt};
use crate::lens::gradient::Norms;
use crate::lens::hidden::{Hidden, crossing};
use crate::lens::portrait::{Approach, Basis, Portrait, portrait};
use crate::lens::unseen::Data;
use crate::lens::weights::{Sheet, initial, sheet};
use crate::lens::{Frozen, Values};
use crate::worker::RunId;

/// Samples over which the hidden state is shown, in whole windows: the curves' three periods.
const SAMPLES: usize = 60;

/// What a lens can look at.
pub(super) struct Look<'a> {
    pub(super) frozen: &'a Frozen,
    /// The gradient's norms in the step that the network took last.
    pub(super) norms: &'a Norms,
    /// How what moves slowly comes to this network.
    pub(super) approach: Approach,
    pub(super) memory: &'a mut Memory,
}

/// What lenses keep from one copy of a run to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    run: RunId,
    /// Where the phase portrait was seen from last, and of which layer.
    basis: Option<(usize, Basis)>,
    /// What the run began with.
    initial: Option<Vec<Values>>,
}

/// Data other than those of training, in relation to them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherData {
    /// Distance between two samples by that of training.
    pub spacing: f64,
    /// Added to every phase, in radians.
    pub phase: f64,
    /// Factor of input and target.
    pub amplitude: f64,
    /// Standard deviation of the noise added to the input.
    pub noise: f64,
    /// Factor of time.
    pub frequency: f64,
}

/// What crosses the border at which a window begins, and the gradient in the window.
#[derive(Clone, Debug)]
pub struct Border {
    /// The step the network is at.
    pub step: u64,
    /// What happened to the state in this step.
    pub state: StateMode,
    /// The top layer as the window begins, then over the window.
    pub hidden: Hidden,
    /// The gradient's way back through the window shown.
    pub bptt: Bptt,
}

/// One variable at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// The step the network is at.
    pub step: u64,
    /// Every variable's name, in PyTorch's order.
    pub names: Vec<String>,
    /// The one asked for.
    pub sheet: Sheet,
}

impl Look<'_> {
    /// Windows over which a lens shows the recent past.
    pub(super) fn windows(&self) -> usize {
        SAMPLES.div_ceil(self.frozen.time_steps)
    }

    /// The path of a layer's hidden state, seen from near where it was seen last.
    pub(super) fn portrait(&mut self, layer: usize) -> Portrait {
        let basis = &mut self.memory.basis;
        let last = basis.as_ref().filter(|(of, _)| *of == layer).map(|(_, basis)| basis);
        let portrait = portrait(self.frozen, layer, last, self.approach);
        *basis = Some((layer, portrait.basis.clone()));
        portrait
    }

    /// A variable, compared with what the run began with.
    pub(super) fn variable(&mut self, index: usize) -> Result<Variable, String> {
        let parameters = &self.frozen.parameters;
        let initial = match self.memory.initial.take() {
            Some(initial) => initial,
            None => initial(&self.frozen.config).map_err(|error| error.to_string())?,
        };
        let shown = parameters.get(index).or(parameters.last());
        let sheet = shown.map(|now| sheet(now, &initial)).ok_or("there are no weights")?;
        self.memory.initial = Some(initial);
        let names = parameters.iter().map(|variable| variable.name.clone()).collect();
        Ok(Variable { step: self.frozen.step, names, sheet })
    }
}

impl Memory {
    /// Forgets what belongs to other runs.
    pub(super) fn turn_to(&mut self, run: RunId) {
        if self.run != run {
            *self = Self { run, ..Self::default() };
        }
    }
}

impl Border {
    pub(super) fn of(frozen: &Frozen) -> Self {
        let top = frozen.config.layers - 1;
        let (step, state) = (frozen.step, frozen.config.state);
        Self { step, state, hidden: crossing(frozen, top), bptt: bptt(frozen) }
    }
}

impl Default for OtherData {
    /// The data of training.
    fn default() -> Self {
        Self { spacing: 1.0, phase: 0.0, amplitude: 1.0, noise: 0.0, frequency: 1.0 }
    }
}

impl OtherData {
    pub(super) fn data(&self, frozen: &Frozen) -> Data {
        let Self { spacing, phase, amplitude, noise, frequency } = *self;
        Data { spacing: spacing * frozen.spacing, phase, amplitude, noise, frequency }
    }
}
