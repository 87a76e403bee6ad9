//! What can be asked of a network, and what comes back: one variant a lens.

use super::LensKind;
use super::thread::Answered;
use crate::lens::bptt::{Bptt, bptt};
use crate::lens::dependence::Dependence;
use crate::lens::free_run::{FreeRun, Plan, free_run};
use crate::lens::gradient::Norms;
use crate::lens::hidden::{Hidden, hidden};
use crate::lens::portrait::{Basis, Portrait, portrait};
use crate::lens::spectrum::{Spectrum, spectrum};
use crate::lens::unseen::{Data, Unseen, unseen};
use crate::lens::weights::{Sheet, initial, weights};
use crate::lens::{Frozen, Values};
use crate::worker::{RunId, Specimen};

/// Samples over which the hidden state is shown, in whole windows: the curves' three periods.
const SAMPLES: usize = 60;

/// What a lens wants to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The units of a layer, from the input up, over the last windows.
    HiddenState(usize),
    /// What crosses the border between two windows, and what doesn't.
    Border,
    /// The gradient's way back through the window.
    Backprop,
    /// The gradient's norm, parameter by parameter.
    GradientNorm,
    /// The eigenvalues of a layer's recurrence.
    Spectrum(usize),
    /// The path of a layer's hidden state.
    PhasePortrait(usize),
    /// Which inputs each answer depends on.
    Dependence,
    /// What becomes of the loss on other data.
    Generalisation(OtherData),
    /// What the network does when it is fed with its own output.
    FreeRun(Plan),
    /// The variable of this number, in PyTorch's order, and how it has changed.
    Weights(usize),
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

impl Default for OtherData {
    /// The data of training.
    fn default() -> Self {
        Self { spacing: 1.0, phase: 0.0, amplitude: 1.0, noise: 0.0, frequency: 1.0 }
    }
}

impl OtherData {
    fn data(&self, frozen: &Frozen) -> Data {
        let Self { spacing, phase, amplitude, noise, frequency } = *self;
        Data { spacing: spacing * frozen.wave.spacing, phase, amplitude, noise, frequency }
    }
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

/// What a lens sees: the answer to the question of the same name.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each is its question's")]
pub enum Answer {
    HiddenState(Hidden),
    /// Two windows, and the gradient in the later one.
    Border {
        /// The top layer over the window shown and the one before it.
        hidden: Hidden,
        /// The gradient's way back through the window shown.
        bptt: Bptt,
    },
    Backprop(Bptt),
    GradientNorm(Norms),
    Spectrum(Spectrum),
    PhasePortrait(Portrait),
    /// Perhaps not complete yet.
    Dependence(Dependence),
    Generalisation(Unseen),
    FreeRun(FreeRun),
    Weights(Variable),
}

impl Question {
    /// What a lens asks at first; none where it looks at something other than a frozen network.
    pub fn first(kind: LensKind) -> Option<Self> {
        Some(match kind {
            LensKind::HiddenState => Self::HiddenState(0),
            LensKind::Border => Self::Border,
            LensKind::Backprop => Self::Backprop,
            LensKind::GradientNorm => Self::GradientNorm,
            LensKind::Spectrum => Self::Spectrum(0),
            LensKind::PhasePortrait => Self::PhasePortrait(0),
            LensKind::Dependence => Self::Dependence,
            LensKind::Generalisation => Self::Generalisation(OtherData::default()),
            LensKind::FreeRun => Self::FreeRun(Plan::default()),
            // The first layer's recurrent matrix: where a recurrent network's memory is.
            LensKind::Weights => Self::Weights(1),
            LensKind::Slowly => return None,
        })
    }

    /// The lens that asks.
    pub fn kind(&self) -> LensKind {
        match self {
            Self::HiddenState(_) => LensKind::HiddenState,
            Self::Border => LensKind::Border,
            Self::Backprop => LensKind::Backprop,
            Self::GradientNorm => LensKind::GradientNorm,
            Self::Spectrum(_) => LensKind::Spectrum,
            Self::PhasePortrait(_) => LensKind::PhasePortrait,
            Self::Dependence => LensKind::Dependence,
            Self::Generalisation(_) => LensKind::Generalisation,
            Self::FreeRun(_) => LensKind::FreeRun,
            Self::Weights(_) => LensKind::Weights,
        }
    }

    /// The answer, where it comes in one go.
    pub(super) fn answer(&self, specimen: &Specimen, memory: &mut Memory) -> Answered {
        let frozen = &specimen.frozen;
        Ok(match self {
            Self::HiddenState(layer) => {
                Answer::HiddenState(hidden(frozen, *layer, SAMPLES.div_ceil(frozen.time_steps)))
            }
            Self::Border => {
                let top = frozen.config.layers - 1;
                Answer::Border { hidden: hidden(frozen, top, 2), bptt: bptt(frozen) }
            }
            Self::Backprop => Answer::Backprop(bptt(frozen)),
            Self::GradientNorm => Answer::GradientNorm(specimen.norms.clone()),
            Self::Spectrum(layer) => {
                Answer::Spectrum(spectrum(frozen, *layer).map_err(|reason| reason.to_string())?)
            }
            Self::PhasePortrait(layer) => Answer::PhasePortrait(memory.portrait(frozen, *layer)),
            Self::Dependence => Answer::Dependence(Dependence::new(frozen)),
            Self::Generalisation(other) => {
                let windows = SAMPLES.div_ceil(frozen.time_steps);
                Answer::Generalisation(unseen(frozen, &other.data(frozen), windows))
            }
            Self::FreeRun(plan) => Answer::FreeRun(free_run(frozen, *plan)),
            Self::Weights(index) => Answer::Weights(memory.variable(frozen, *index)?),
        })
    }

    /// The beginning of an answer that comes bit by bit; `None` where it comes in one go.
    pub(super) fn begin(&self, specimen: &Specimen) -> Option<Long> {
        let dependence = || Dependence::new(&specimen.frozen);
        self.is_long().then(|| Long { frozen: specimen.frozen.clone(), dependence: dependence() })
    }

    /// Whether the answer comes bit by bit.
    pub(super) fn is_long(&self) -> bool {
        matches!(self, Self::Dependence)
    }
}

impl Answer {
    /// The lens that asked.
    pub fn kind(&self) -> LensKind {
        match self {
            Self::HiddenState(_) => LensKind::HiddenState,
            Self::Border { .. } => LensKind::Border,
            Self::Backprop(_) => LensKind::Backprop,
            Self::GradientNorm(_) => LensKind::GradientNorm,
            Self::Spectrum(_) => LensKind::Spectrum,
            Self::PhasePortrait(_) => LensKind::PhasePortrait,
            Self::Dependence(_) => LensKind::Dependence,
            Self::Generalisation(_) => LensKind::Generalisation,
            Self::FreeRun(_) => LensKind::FreeRun,
            Self::Weights(_) => LensKind::Weights,
        }
    }

    /// The step of the network that it shows.
    pub fn step(&self) -> u64 {
        match self {
            Self::HiddenState(hidden) => hidden.step,
            Self::Border { bptt, .. } | Self::Backprop(bptt) => bptt.step,
            Self::GradientNorm(norms) => norms.step,
            Self::Spectrum(spectrum) => spectrum.step,
            Self::PhasePortrait(portrait) => portrait.step,
            Self::Dependence(dependence) => dependence.step,
            Self::Generalisation(unseen) => unseen.step,
            Self::FreeRun(free_run) => free_run.step,
            Self::Weights(variable) => variable.step,
        }
    }
}

/// An answer under way: rows are added one by one, of the network that they began with.
#[derive(Clone, Debug)]
pub(super) struct Long {
    frozen: Frozen,
    dependence: Dependence,
}

impl Long {
    pub(super) fn kind(&self) -> LensKind {
        LensKind::Dependence
    }

    pub(super) fn step(&self) -> u64 {
        self.dependence.step
    }

    /// Adds a row; false when all are there.
    pub(super) fn advance(&mut self) -> bool {
        self.dependence.advance(&self.frozen.stack())
    }

    pub(super) fn answer(&self) -> Answer {
        Answer::Dependence(self.dependence.clone())
    }
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

impl Memory {
    /// Forgets what belongs to other runs.
    pub(super) fn turn_to(&mut self, run: RunId) {
        if self.run != run {
            *self = Self { run, ..Self::default() };
        }
    }

    fn portrait(&mut self, frozen: &Frozen, layer: usize) -> Portrait {
        let last = self.basis.as_ref().filter(|(of, _)| *of == layer).map(|(_, basis)| basis);
        let portrait = portrait(frozen, layer, last);
        self.basis = Some((layer, portrait.basis.clone()));
        portrait
    }

    fn variable(&mut self, frozen: &Frozen, index: usize) -> Result<Variable, String> {
        let initial = match self.initial.take() {
            Some(initial) => initial,
            None => initial(&frozen.config).map_err(|error| error.to_string())?,
        };
        let mut sheets = weights(frozen, &initial);
        self.initial = Some(initial);
        let names = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let index = index.min(sheets.len().saturating_sub(1));
        Ok(Variable { step: frozen.step, names, sheet: sheets.swap_remove(index) })
    }
}
