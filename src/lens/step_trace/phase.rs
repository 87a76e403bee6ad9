//! The phases of a step, from coarse to fine, and what happens in each.

use super::StepTrace;
use crate::config::{LossOn, StateMode};
use crate::optimizer::Optimizer;
use crate::text::{LayerReads, Phases, StateBefore, Texts};

/// How finely a step is taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// All of it at once.
    WholeStep,
    /// Forward, backward, update.
    Parts,
    /// Each time step forward, each time step back, update.
    #[default]
    TimeSteps,
}

impl Depth {
    /// From coarse to fine.
    pub const ALL: [Self; 3] = [Self::WholeStep, Self::Parts, Self::TimeSteps];

    /// Its name in the window.
    pub const fn label(self, texts: &Texts) -> &'static str {
        match self {
            Self::WholeStep => texts.phases.whole_step,
            Self::Parts => texts.phases.parts,
            Self::TimeSteps => texts.phases.time_steps,
        }
    }
}

/// Where one is within a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The whole step.
    WholeStep,
    /// Every time step was computed forward.
    WholeForward,
    /// The gradient has come back to the first time step.
    WholeBackward,
    /// This time step was computed forward; those before it too.
    Forward(usize),
    /// The gradient has come back to this time step; those after it have theirs too.
    Backward(usize),
    /// The weights were updated.
    Update,
}

impl StepTrace {
    /// Every phase of the step at some depth, in order.
    pub fn phases_at(&self, depth: Depth) -> Vec<Phase> {
        let count = self.phases.len();
        match depth {
            Depth::WholeStep => vec![Phase::WholeStep],
            Depth::Parts => vec![Phase::WholeForward, Phase::WholeBackward, Phase::Update],
            Depth::TimeSteps => {
                let forward = (0..count).map(Phase::Forward);
                let backward = (0..count).rev().map(Phase::Backward);
                forward.chain(backward).chain([Phase::Update]).collect()
            }
        }
    }

    /// How many time steps have been computed forward in a phase, and from which one on the gradient
    /// has come back; none has it yet where that is the number of time steps.
    pub fn reached(&self, phase: Phase) -> (usize, usize) {
        let count = self.phases.len();
        match phase {
            Phase::Forward(t) => (t + 1, count),
            Phase::WholeForward => (count, count),
            Phase::Backward(t) => (count, t),
            Phase::WholeBackward | Phase::Update | Phase::WholeStep => (count, 0),
        }
    }

    /// One sentence, without its full stop: what happens in this phase, in a layer counted from 0.
    pub fn sentence(&self, phase: Phase, layer: usize, texts: &Texts) -> String {
        let (words, count) = (&texts.phases, self.skipped + self.phases.len());
        let number = |t: usize| self.skipped + t + 1;
        match phase {
            Phase::WholeStep => (words.step)(self.report.step),
            Phase::WholeForward => (words.all_forward)(count),
            Phase::WholeBackward => self.all_backward(words),
            Phase::Forward(t) => {
                (words.forward)(number(t), count, &(words.reads)(&self.reading(t, layer)))
            }
            Phase::Backward(t) => {
                (words.backward)(number(t), count, &self.backward(t, layer, words))
            }
            Phase::Update => (words.update)(&self.update(words)),
        }
    }

    /// What a layer does at a time step: what it reads, what it remembers, and who answers.
    fn reading(&self, time_step: usize, layer: usize) -> LayerReads {
        let is_first = self.skipped + time_step == 0;
        let before = match self.config.state {
            StateMode::None => StateBefore::Off,
            StateMode::Carry if is_first && self.report.step > 1 => StateBefore::WindowBefore,
            StateMode::Carry | StateMode::Reset if is_first => StateBefore::Zeros,
            StateMode::Carry | StateMode::Reset => StateBefore::TimeStepBefore,
        };
        LayerReads { layer: layer + 1, layers: self.layers(), is_first, before }
    }

    fn layers(&self) -> usize {
        self.norms.len()
    }

    /// Where the gradient of a layer's hidden state comes from, at a time step.
    fn backward(&self, time_step: usize, layer: usize, words: &Phases) -> String {
        let (is_last, is_top) = (time_step + 1 == self.phases.len(), layer + 1 >= self.layers());
        let later = self.skipped + time_step + 2;
        // Below the top, the answer's error comes by way of the layer above.
        let source =
            if is_top { words.its_error.to_owned() } else { (words.from_above)(layer + 2) };
        let place = if self.layers() > 1 { (words.in_layer)(layer + 1) } else { String::new() };
        match self.config.state {
            _ if is_last && is_top => (words.last_answer)(&place),
            _ if is_last => (words.last_from)(&source, &place),
            StateMode::None if is_top && !self.counts(time_step) => (words.no_gradient)(&place),
            StateMode::Carry | StateMode::Reset if is_top && !self.counts(time_step) => {
                (words.back_alone)(&place, later)
            }
            StateMode::None => (words.alone)(&source, &place),
            StateMode::Carry | StateMode::Reset => (words.back_and_added)(&source, &place, later),
        }
    }

    fn all_backward(&self, words: &Phases) -> String {
        let last = self.skipped + self.phases.len();
        match (self.config.state, self.config.loss_on) {
            (StateMode::None, LossOn::All) => words.each_by_itself.to_owned(),
            (StateMode::None, LossOn::Last) => words.last_by_itself.to_owned(),
            (StateMode::Carry | StateMode::Reset, LossOn::All) => (words.gathering)(last),
            (StateMode::Carry | StateMode::Reset, LossOn::Last) => (words.from_last)(last),
        }
    }

    fn update(&self, words: &Phases) -> String {
        let (rule, shape) = (self.config.optimizer.label(), Optimizer::shape(&self.config));
        let update = if shape.moments == 0 { (words.descends)(rule) } else { (words.moves)(rule) };
        if self.report.clipped { (words.shrunk)(&update) } else { update }
    }
}
