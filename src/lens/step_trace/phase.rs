//! The phases of a step, from coarse to fine, and what happens in each.

use super::StepTrace;
use crate::config::{LossOn, StateMode};
use crate::optimizer::Optimizer;

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
    pub const fn label(self) -> &'static str {
        match self {
            Self::WholeStep => "whole step",
            Self::Parts => "parts",
            Self::TimeSteps => "time steps",
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
    pub fn sentence(&self, phase: Phase, layer: usize) -> String {
        let count = self.skipped + self.phases.len();
        let number = |t: usize| self.skipped + t + 1;
        match phase {
            Phase::WholeStep => format!(
                "Step {}: forward through the window, back through it, and the update",
                self.report.step
            ),
            Phase::WholeForward => format!(
                "Forward: the network reads the window's {count} samples one after the other, and answers each"
            ),
            Phase::WholeBackward => self.all_backward(),
            Phase::Forward(t) => {
                format!("Forward, time step {} of {count}: {}", number(t), self.forward(t, layer))
            }
            Phase::Backward(t) => {
                format!("Backward, time step {} of {count}: {}", number(t), self.backward(t, layer))
            }
            Phase::Update => format!("Update: {}{}", self.clipping(), self.update()),
        }
    }

    /// What a layer does at a time step: what it reads, what it remembers, and who answers.
    fn forward(&self, time_step: usize, layer: usize) -> String {
        let first = self.skipped + time_step == 0;
        let before = match self.config.state {
            StateMode::None => "its state begins with zeros",
            StateMode::Carry if first && self.report.step > 1 => {
                "the state that the window before left"
            }
            StateMode::Carry | StateMode::Reset if first => "its state begins with zeros",
            StateMode::Carry | StateMode::Reset => "its own hidden state of the time step before",
        };
        let alone = if self.config.state == StateMode::None { " alone" } else { "" };
        let input = match (layer, self.config.state) {
            (0, StateMode::None) => "this input".to_owned(),
            (0, _) => format!("the {} input", if first { "first" } else { "next" }),
            _ => format!("the hidden state of layer {layer}"),
        };
        let who = if self.layers() > 1 {
            format!("layer {}", layer + 1)
        } else if first || !alone.is_empty() {
            "the network".to_owned()
        } else {
            "it".to_owned()
        };
        let joint = if before.starts_with("its state") { "," } else { " and" };
        let answers = match layer + 1 {
            top if top >= self.layers() => "the network answers".to_owned(),
            top => format!("layer {} reads what comes out", top + 1),
        };
        format!("{who} reads {input}{alone}{joint} {before}, and {answers}")
    }

    fn layers(&self) -> usize {
        self.norms.len()
    }

    /// Where the gradient of a layer's hidden state comes from, at a time step.
    fn backward(&self, time_step: usize, layer: usize) -> String {
        let (is_last, is_top) = (time_step + 1 == self.phases.len(), layer + 1 >= self.layers());
        let later = self.skipped + time_step + 2;
        // Below the top, the answer's error comes by way of the layer above.
        let source = if is_top {
            "this answer's own error".to_owned()
        } else {
            format!("what comes down from layer {}", layer + 2)
        };
        let place =
            if self.layers() > 1 { format!(" in layer {}", layer + 1) } else { String::new() };
        match self.config.state {
            _ if is_last && is_top => format!(
                "the error of the last answer gives the first gradient of a hidden state{place}"
            ),
            _ if is_last => format!("{source} gives the first gradient of a hidden state{place}"),
            StateMode::None if is_top && !self.counts(time_step) => format!(
                "this answer doesn't count, and nothing comes from the time steps after it: no gradient{place}"
            ),
            StateMode::Carry | StateMode::Reset if is_top && !self.counts(time_step) => format!(
                "the gradient{place} comes back from time step {later} through the recurrent weights alone, as this answer doesn't count"
            ),
            StateMode::None => format!(
                "{source} gives the gradient{place}, and nothing comes from the time steps after it"
            ),
            StateMode::Carry | StateMode::Reset => format!(
                "the gradient{place} comes back from time step {later} through the recurrent weights, and {source} is added"
            ),
        }
    }

    fn all_backward(&self) -> String {
        let last = self.skipped + self.phases.len();
        match (self.config.state, self.config.loss_on) {
            (StateMode::None, LossOn::All) => {
                "Backward: the error of each answer gives the gradient at its own time step"
                    .to_owned()
            }
            (StateMode::None, LossOn::Last) => {
                "Backward: the error of the last answer gives the gradient at its own time step, and there is none before"
                    .to_owned()
            }
            (StateMode::Carry | StateMode::Reset, LossOn::All) => format!(
                "Backward: the gradient of the loss comes back from time step {last} to the first, gathering each answer's error, and stops there"
            ),
            (StateMode::Carry | StateMode::Reset, LossOn::Last) => format!(
                "Backward: the gradient of the loss comes back from time step {last}, whose answer alone counts, to the first, and stops there"
            ),
        }
    }

    fn clipping(&self) -> &'static str {
        if self.report.clipped {
            "the gradient's norm is above the threshold, so that it is shrunk to that; then "
        } else {
            ""
        }
    }

    fn update(&self) -> String {
        let rule = self.config.optimizer.label();
        if Optimizer::shape(&self.config).moments == 0 {
            return format!("{rule} takes the gradient times the learning rate off the weights");
        }
        format!("{rule} moves the weights, by the gradient and what it keeps of those before")
    }
}
