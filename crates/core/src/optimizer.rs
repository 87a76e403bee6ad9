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
mod effective_step;
mod momentum;
mod nadam;
mod rmsprop;
mod rule;
mod sgd;
mod state;
mod update;

pub use clipping::{global_norm, norms, scale};
pub use effective_step::EffectiveStep;
pub use state::{OptimizerState, StateError, StateShape};

use candle_core::Result;

use crate::config::{Config, OptimizerKind, each_optimizer};
use crate::network::Parameters;
use crate::network::kernel::Vectors;
use rule::Rule;
use state::{AnyRule, UpdateContext};

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
    ($($module:ident: $kind:ident = $name:literal, $weight_decay:literal, $takes:tt;)+) => {
        /// The rule under these settings, with nothing to remember yet, for variables of these sizes.
        fn rule_of(config: &Config, sizes: &[usize]) -> Box<dyn AnyRule> {
            match config.optimizer {
                $(OptimizerKind::$kind => <$module::$kind as Rule<_, _>>::under(config, sizes),)+
            }
        }
    };
}

each_optimizer!(rule_of);

/// The number of weights of each variable.
fn sizes(parameters: &Parameters) -> Vec<usize> {
    parameters.iter().map(|each| each.var.elem_count()).collect()
}

impl Optimizer {
    /// An optimizer with nothing to remember yet.
    pub fn new(config: &Config, parameters: &Parameters) -> Self {
        Self { vectors: Vectors::new(), updates: 0, rule: rule_of(config, &sizes(parameters)) }
    }

    /// An optimizer that goes on from `state`.
    ///
    /// # Errors
    /// [`StateError`], when the state is of other settings or another network.
    pub fn restore(
        config: &Config,
        parameters: &Parameters,
        state: &OptimizerState,
    ) -> std::result::Result<Self, StateError> {
        let mut optimizer = Self::new(config, parameters);
        optimizer.rule.restore(state)?;
        optimizer.updates = state.updates;
        Ok(optimizer)
    }

    /// How much is kept under these settings.
    pub fn shape(config: &Config) -> StateShape {
        rule_of(config, &[]).shape()
    }

    /// Goes on under other settings of the same optimizer: where these keep more or less, with what it
    /// has.
    ///
    /// # Errors
    /// [`StateError`], when the settings are another optimizer's.
    pub fn adopt(
        &mut self,
        config: &Config,
        parameters: &Parameters,
    ) -> std::result::Result<(), StateError> {
        if Self::shape(config) == self.rule.shape() {
            return Ok(());
        }
        let (mut state, mut rule) = (self.state(), rule_of(config, &sizes(parameters)));
        rule.convert(&mut state);
        rule.restore(&state)?;
        self.rule = rule;
        Ok(())
    }

    /// A copy of what it keeps.
    pub fn state(&self) -> OptimizerState {
        let mut state = self.rule.state();
        state.updates = self.updates;
        state
    }

    /// √Σ v̂ over all weights, by whose roots each step is divided: the norm of the gradients as Adam, AMSGrad, NAdam and
    /// RMSprop remember it. None of an optimizer that doesn't divide, and before the first update.
    pub fn remembered_norm(&self, config: &Config) -> Option<f64> {
        self.rule.remembered_norm(config, self.updates)
    }

    /// Updates every variable with its gradient, scaled by `gradient_scale`, and measures the effective
    /// step where that is wanted.
    ///
    /// # Errors
    /// When a variable can't be written in place.
    pub fn update(
        &mut self,
        parameters: &Parameters,
        config: &Config,
        gradient_scale: f32,
        mut effective_step: Option<&mut EffectiveStep>,
    ) -> Result<()> {
        effective_step.iter_mut().for_each(|step| step.begin());
        self.updates += 1;
        let (vectors, number) = (self.vectors, self.updates);
        let context = UpdateContext { vectors, number, config, gradient_scale };
        self.rule.update(&context, parameters, effective_step)
    }
}
