//! What turns gradients into new weights: Adam, AdamW, SGD, SGD with momentum, RMSprop.
//!
//! The formulas and defaults are PyTorch's. A rule works on the plain numbers of one variable at a
//! time; its averages ("moments") are kept in the order of the variables, so that a snapshot is a copy.

mod adam;
mod clipping;
mod rmsprop;
mod sgd;

pub use clipping::{global_norm, scale};

use candle_core::Result;
use candle_core::backprop::GradStore;

use crate::config::{Config, OptimizerKind};
use crate::network::{Parameters, contents};

/// What every rule needs to know of a step.
#[derive(Clone, Copy, Debug)]
pub struct Hyper {
    /// Learning rate.
    pub lr: f64,
    /// Weight decay: part of the gradient, or decoupled in AdamW.
    pub weight_decay: f64,
    /// Factor on the gradient, below 1 where it is clipped.
    pub gradient_scale: f32,
    /// Number of this update since the optimizer was made, from 1.
    pub update: u64,
}

/// An optimizer and what it remembers.
#[derive(Clone, Debug)]
pub struct Optimizer {
    kind: OptimizerKind,
    memory: Memory,
}

/// What an optimizer remembers between steps; a snapshot of it is a clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// Updates so far.
    pub updates: u64,
    /// First average (Adam's m, momentum's buffer), one vector a variable; empty if unused.
    pub first: Vec<Vec<f32>>,
    /// Second average (Adam's v, RMSprop's), one vector a variable; empty if unused.
    pub second: Vec<Vec<f32>>,
}

impl Optimizer {
    /// An optimizer with nothing to remember yet.
    pub fn new(kind: OptimizerKind, parameters: &Parameters) -> Self {
        let zeros = |wanted: bool| {
            let kept = parameters.iter().filter(|_| wanted);
            kept.map(|parameter| vec![0.0; parameter.var.elem_count()]).collect()
        };
        let adam = matches!(kind, OptimizerKind::Adam | OptimizerKind::AdamW);
        let memory = Memory {
            updates: 0,
            first: zeros(adam || kind == OptimizerKind::Momentum),
            second: zeros(adam || kind == OptimizerKind::RmsProp),
        };
        Self { kind, memory }
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
        gradients: &GradStore,
        config: &Config,
        gradient_scale: f32,
    ) -> Result<()> {
        self.memory.updates += 1;
        let hyper = Hyper {
            lr: config.lr,
            weight_decay: config.weight_decay,
            gradient_scale,
            update: self.memory.updates,
        };
        for (index, parameter) in parameters.iter().enumerate() {
            let Some(gradient) = gradients.get(&parameter.var) else { continue };
            let memory = &mut self.memory;
            let kind = self.kind;
            contents::edit_with(&parameter.var, gradient, |weights, gradient| match kind {
                OptimizerKind::Adam | OptimizerKind::AdamW => {
                    let (m, v) = (&mut memory.first[index], &mut memory.second[index]);
                    adam::update(&hyper, kind == OptimizerKind::AdamW, weights, gradient, m, v);
                }
                OptimizerKind::Sgd => sgd::update(&hyper, weights, gradient),
                OptimizerKind::Momentum => {
                    sgd::momentum(&hyper, weights, gradient, &mut memory.first[index]);
                }
                OptimizerKind::RmsProp => {
                    rmsprop::update(&hyper, weights, gradient, &mut memory.second[index]);
                }
            })?;
        }
        Ok(())
    }
}
