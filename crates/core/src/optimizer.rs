//! What turns gradients into new weights: Adam, AdamW, SGD, SGD with momentum, RMSprop.
//!
//! The formulas and defaults are PyTorch's. A rule works on the plain numbers of one variable at a
//! time; its averages ("moments") are kept in the order of the variables, so that a snapshot is a copy.
//!
//! To add one: its line in the list of `config/optimizers.rs`, and its file here, which says in types
//! how much it keeps ([`Rule`]). Names, flags, files, checkpoints and tests follow.

mod adam;
mod adamw;
mod clipping;
mod momentum;
mod rmsprop;
mod rule;
mod sgd;
mod state;
mod update;

pub use clipping::{global_norm, norms, scale};
pub use state::{OptimizerState, StateError, StateShape};

use candle_core::Result;

use crate::config::{Config, OptimizerKind, optimizers};
use crate::network::Parameters;
use crate::network::kernel::Vectors;
use rule::Rule;
use state::{AnyRule, Kept, Update};

/// An optimizer and what it keeps.
#[derive(Clone, Debug)]
pub struct Optimizer {
    /// Found out once, which takes a while.
    vectors: Vectors,
    /// Updates so far.
    updates: u64,
    rule: Box<dyn AnyRule>,
}

/// Declares [`rule_of`] from the list of optimizers.
macro_rules! rule_of {
    ($($kind:ident = $module:ident: $name:literal => $label:literal, $weight_decay:literal;)+) => {
        /// The rule of this kind, with nothing to remember yet, for variables of these sizes.
        fn rule_of(kind: OptimizerKind, sizes: &[usize]) -> Box<dyn AnyRule> {
            match kind {
                $(OptimizerKind::$kind => Box::new(Kept::<$module::$kind, _, _>::new(sizes)),)+
            }
        }
    };
}

optimizers!(rule_of);

impl Optimizer {
    /// An optimizer with nothing to remember yet.
    pub fn new(kind: OptimizerKind, parameters: &Parameters) -> Self {
        let sizes: Vec<usize> = parameters.iter().map(|each| each.var.elem_count()).collect();
        Self { vectors: Vectors::new(), updates: 0, rule: rule_of(kind, &sizes) }
    }

    /// An optimizer that goes on from `state`.
    ///
    /// # Errors
    /// [`StateError`], when the state is of another kind or network.
    pub fn restore(
        kind: OptimizerKind,
        parameters: &Parameters,
        state: &OptimizerState,
    ) -> std::result::Result<Self, StateError> {
        let mut optimizer = Self::new(kind, parameters);
        optimizer.rule.restore(state)?;
        optimizer.updates = state.updates;
        Ok(optimizer)
    }

    /// How much a kind keeps.
    pub fn shape(kind: OptimizerKind) -> StateShape {
        rule_of(kind, &[]).shape()
    }

    /// A copy of what it keeps.
    pub fn state(&self) -> OptimizerState {
        let mut state = self.rule.state();
        state.updates = self.updates;
        state
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
        self.updates += 1;
        let (vectors, number) = (self.vectors, self.updates);
        self.rule.update(&Update { vectors, number, config, gradient_scale }, parameters)
    }
}
