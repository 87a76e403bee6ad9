//! What turns gradients into new weights: Adam, AdamW, SGD, SGD with momentum, RMSprop.
//!
//! The formulas and defaults are PyTorch's. A rule works on the plain numbers of one variable at a
//! time; its averages ("moments") are kept in the order of the variables, so that a snapshot is a copy.

mod adam;
mod clipping;
mod momentum;
mod rmsprop;
mod sgd;
mod update;

pub use clipping::{global_norm, norms, scale};

use candle_core::Result;

use crate::config::{Config, OptimizerKind};
use crate::network::Parameters;
use crate::network::kernel::Vectors;
use adam::Adam;
use momentum::Momentum;
use rmsprop::RmsProp;
use sgd::Sgd;
use update::{Preparation, Rule};

/// An optimizer and what it remembers.
#[derive(Clone, Debug)]
pub struct Optimizer {
    kind: OptimizerKind,
    /// Found out once, which takes a while.
    vectors: Vectors,
    memory: Memory,
}

/// What an optimizer remembers between steps; a snapshot of it is a clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// Updates so far.
    pub updates: u64,
    /// The rule's states (Adam's m and v, momentum's buffer …), each with one vector a variable.
    pub states: Vec<Vec<Vec<f32>>>,
}

impl Optimizer {
    /// An optimizer with nothing to remember yet.
    pub fn new(kind: OptimizerKind, parameters: &Parameters) -> Self {
        let zeros = || parameters.iter().map(|p| vec![0.0; p.var.elem_count()]).collect();
        let states = std::iter::repeat_with(zeros).take(Self::states(kind)).collect();
        Self { kind, vectors: Vectors::new(), memory: Memory { updates: 0, states } }
    }

    /// How many numbers a rule remembers for each weight.
    pub fn states(kind: OptimizerKind) -> usize {
        match kind {
            OptimizerKind::Adam | OptimizerKind::AdamW => 2,
            OptimizerKind::Momentum | OptimizerKind::RmsProp => 1,
            OptimizerKind::Sgd => 0,
        }
    }

    /// What it remembers.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Remembers something else; it must come from an optimizer of this kind and network.
    pub fn set_memory(&mut self, memory: Memory) {
        self.memory = memory;
    }

    /// Updates every variable with its gradient, scaled by `gradient_scale`.
    ///
    /// # Errors
    /// When a variable can't be written in place.
    pub fn update(
        &mut self,
        parameters: &Parameters,
        config: &Config,
        gradient_scale: f32,
    ) -> Result<()> {
        self.memory.updates += 1;
        let (lr, decay, n) = (config.lr, config.weight_decay, self.memory.updates);
        let coupled = Preparation { scale: gradient_scale, weight_decay: decay as f32 };
        let decoupled = Preparation { weight_decay: 0.0, ..coupled };
        match self.kind {
            OptimizerKind::Adam => self.apply(Adam::new(lr, n), coupled, parameters),
            OptimizerKind::AdamW => {
                self.apply(Adam::decoupled(lr, decay, n), decoupled, parameters)
            }
            OptimizerKind::Sgd => self.apply(Sgd::new(lr), coupled, parameters),
            OptimizerKind::Momentum => self.apply(Momentum::new(lr), coupled, parameters),
            OptimizerKind::RmsProp => self.apply(RmsProp::new(lr), coupled, parameters),
        }
    }

    /// Updates every variable by a rule with `N` states.
    fn apply<R: Rule<N>, const N: usize>(
        &mut self,
        rule: R,
        preparation: Preparation,
        parameters: &Parameters,
    ) -> Result<()> {
        parameters.edit_each(|index, weights, gradient| {
            let mut states = self.memory.states.iter_mut();
            let states: [&mut [f32]; N] = std::array::from_fn(|_| {
                states.next().map_or(&mut [][..], |state| state[index].as_mut_slice())
            });
            update::update(self.vectors, rule, preparation, weights, gradient, states);
        })
    }
}
