//! What steps yielded, gathered until the window takes it.

use std::collections::VecDeque;
use std::time::Duration;

use crate::config::Settings;
use crate::data::Shape;
use crate::history::{History, HistoryError, StepRecord};
use crate::thread::{ProcessorTime, RunId};
use crate::trainer::{ChangeEffects, Trainer};

/// The curves of one step: one batch row of its sequence, and of several inputs or targets the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sequence {
    /// The step.
    pub step: u64,
    /// The batch row.
    pub row: usize,
    /// Place of the first sample on the data's axis: its phase in radians.
    pub start: f64,
    /// Distance between two samples on the axis.
    pub spacing: f64,
    /// Whether it may lie anywhere on the axis, as the windows of a table do.
    pub is_apart: bool,
    /// What the network read, a number for each time step.
    pub input: Vec<f32>,
    /// What it should have answered, a number for each time step.
    pub target: Vec<f32>,
    /// What it answered, before the step's update, a number for each time step.
    pub prediction: Vec<f32>,
}

impl Sequence {
    /// Place of sample `i` on the data's axis.
    pub fn t(&self, i: usize) -> f64 {
        self.start + i as f64 * self.spacing
    }

    /// Place just behind the last sample's interval: where the next sequence begins in a half turn.
    pub fn end(&self) -> f64 {
        self.t(self.target.len())
    }

    /// Whether it can be shown beside those before it, and all in their order.
    pub fn goes_on_from(&self, shown: &VecDeque<Self>) -> bool {
        let meets =
            |last: &Self| self.start > last.start && self.start <= last.end() + 0.5 * self.spacing;
        !self.is_apart || shown.back().is_none_or(meets)
    }

    /// Overwrites this sequence with the last step's, reusing its memory.
    fn copy_from(&mut self, trainer: &Trainer, row: usize) {
        let data = trainer.data();
        let row = row.min(data.batch() - 1);
        let time_steps = data.time_steps();
        let Shape { inputs, targets } = data.source().shape();
        let refill = |to: &mut Vec<f32>, from: &[f32], channels: usize| {
            to.clear();
            let own = &from[row * time_steps * channels..][..time_steps * channels];
            to.extend(own.iter().step_by(channels));
        };
        self.step = trainer.steps();
        self.row = row;
        self.start = data.t(row, 0);
        self.spacing = data.source().spacing();
        self.is_apart = data.source().samples().is_some();
        refill(&mut self.input, data.input(), inputs);
        refill(&mut self.target, data.target(), targets);
        refill(&mut self.prediction, trainer.network().prediction(), targets);
    }
}

/// A change that nobody made by hand: a recipe being played did, or a run that goes on without patience.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayedChange {
    /// The first step that feels it.
    pub step: u64,
    /// What changed.
    pub change: Settings,
    /// The drag it belongs to, from [`super::PLAYED`] on.
    pub gesture: u64,
    /// What it did besides.
    pub effects: ChangeEffects,
}

/// Steps of one run, handed over together.
#[derive(Clone, Debug, Default)]
pub struct StepChunk {
    /// The run.
    pub run: RunId,
    /// Every step's loss, gradient norm, learning rate and clipping.
    pub history: History,
    /// The curves of the newest steps, oldest first.
    pub sequences: VecDeque<Sequence>,
    /// Changes that the recipe being played made: never more than it has.
    pub played: Vec<PlayedChange>,
    /// Time spent training so far.
    pub elapsed: Duration,
    /// Moving average over the last second.
    pub steps_per_second: f64,
    /// What the training thread has had of the processors so far, where the system tells.
    pub processor: Option<ProcessorTime>,
}

/// Samples of curves that a chunk keeps; older sequences would have scrolled by unseen.
const KEPT_SAMPLES: usize = 4096;

impl StepChunk {
    /// An empty chunk of a run.
    pub(crate) fn new(run: RunId) -> Self {
        Self { run, ..Self::default() }
    }

    /// Whether there is nothing to hand over.
    pub(super) fn is_empty(&self) -> bool {
        self.sequences.is_empty() && self.history.is_empty() && self.played.is_empty()
    }

    /// The newest step in it, of which there are numbers or curves; 0 for none.
    pub(super) fn newest_step(&self) -> u64 {
        let shown = self.sequences.back().map_or(0, |sequence| sequence.step);
        self.history.last_step().unwrap_or(shown)
    }

    /// How many sequences a chunk keeps of this trainer.
    pub(super) fn room(trainer: &Trainer) -> usize {
        (KEPT_SAMPLES / trainer.data().time_steps()).max(1)
    }

    /// Adds a step's numbers.
    ///
    /// # Errors
    /// [`HistoryError`], when it isn't the step after the last.
    pub(crate) fn push(&mut self, report: &StepRecord) -> Result<(), HistoryError> {
        self.history.push(*report)
    }

    /// Adds the curves of the last step; a trainer that was restored and hasn't trained has none.
    pub(crate) fn push_sequence(&mut self, trainer: &Trainer, row: usize) {
        if trainer.network().prediction().is_empty() {
            return;
        }
        let room = Self::room(trainer);
        let mut sequence = Sequence::default();
        while self.sequences.len() >= room {
            sequence = self.sequences.pop_front().unwrap_or_default();
        }
        sequence.copy_from(trainer, row);
        if !sequence.goes_on_from(&self.sequences) {
            self.sequences.clear();
        }
        self.sequences.push_back(sequence);
    }
}
