//! The trainer: a network, its data and its optimizer, one step at a time.
//!
//! Steps count from 1. Step n draws window n−1, runs forward, yields loss n and gradient norm n,
//! then updates. "The network at step k" has the weights, optimizer and state after update k.
//! Nothing here knows time, threads or windows: the same configuration and the same changes at the
//! same steps give the same bits.

use crate::config::{Config, ConfigError, Effect, Field, Settings, StateMode};
use crate::data::{self, DataError, Loader, Position};
use crate::history::StepRecord;
use crate::network::{Network, Spec, State, initial, parameters};
use crate::optimizer::{self, EffectiveStep, Optimizer, StateError};
use crate::wording::{TrainerWords, Wording, foreign};

mod architecture;
mod prediction;
mod snapshot;
mod validation;
mod weights_file;

pub use architecture::Architecture;
pub use prediction::{Forecaster, PartWay};
pub use snapshot::Snapshot;
pub use validation::{Best, Validation};
pub use weights_file::{check_files, held, read_weights};

/// Why a trainer can't be made, or can't go on.
#[derive(Debug, thiserror::Error)]
pub enum TrainerError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A change names a setting that only a new run can have.
    #[error("{}", (words().needs_restart)(.0.label()))]
    NeedsRestart(Field),
    /// The data can't be had, or not with these settings.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The file of initial weights can't be used.
    #[error("{}", (words().cannot_start)(&foreign(path), reason))]
    Init {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Loss or gradient is no longer a finite number.
    #[error("{0}")]
    Diverged(Divergence),
    /// What the optimizer is to go on with isn't its own.
    #[error("{}", (words().cannot_go_on)(&.0.to_string()))]
    Optimizer(#[from] StateError),
    /// Candle failed, for instance for want of memory; some of its messages have a backtrace behind them.
    #[error("{}", (words().computation_failed)(.0.to_string().lines().next().unwrap_or_default()))]
    Computation(#[from] candle_core::Error),
}

fn words() -> &'static TrainerWords {
    &Wording::in_force().trainer
}

/// The step at which training left the finite numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divergence {
    /// The step; it is not part of the run, and the weights are those before it.
    pub step: u64,
    /// Its loss.
    pub loss: f32,
    /// Its gradient norm.
    pub grad_norm: f32,
}

impl std::fmt::Display for Divergence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&(words().diverged)(self.step, !self.loss.is_finite()))
    }
}

/// What a change did besides what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeEffects {
    /// The hidden state no longer fitted and was set to zero.
    pub state_zeroed: bool,
    /// The optimizer's averages and count began anew.
    pub optimizer_reset: bool,
}

/// A run in progress.
#[derive(Debug)]
pub struct Trainer {
    config: Config,
    spec: Spec,
    network: Network,
    optimizer: Optimizer,
    /// The data: the last step's window, and where the next one lies.
    data: Loader,
    /// The state that the last window began with, for those who look at it afterwards.
    before: State,
    step: u64,
    /// Measures effective steps, unless nobody asks for them.
    effective_step: Option<EffectiveStep>,
    /// Changes since the last step.
    pending: Option<PendingChange>,
    /// Where the run ended, if it did: there is no going on from numbers that aren't finite.
    diverged: Option<Divergence>,
    /// What the validations so far have left.
    validation: Validation,
}

/// Changes that no step has felt yet, together, and what they replaced.
#[derive(Debug)]
struct PendingChange {
    change: Settings,
    config: Config,
    optimizer: Optimizer,
    state: State,
    position: Position,
    validation: Validation,
}

impl Trainer {
    /// The untrained network, step 0.
    ///
    /// # Errors
    /// When the configuration is wrong or its weights file can't be used.
    pub fn new(config: &Config) -> Result<Self, TrainerError> {
        config.check()?;
        let mut config = config.clone();
        data::open(&mut config)?;
        data::check_patience(&config)?;
        let spec = Spec::new(&config);
        let values = match config.init.clone() {
            Some(path) => weights_file::load(&path, &parameters::layout(&spec), &mut config)?,
            None => initial::draw(&spec, config.weights, config.seed),
        };
        let network = Network::new(&config, values)?;
        let optimizer = Optimizer::new(&config, network.parameters());
        let data = Loader::new(&config);
        Ok(Self::at(0, config, network, optimizer, data))
    }

    /// After `step` steps.
    fn at(step: u64, config: Config, network: Network, optimizer: Optimizer, data: Loader) -> Self {
        let (spec, before) = (Spec::new(&config), network.state.clone());
        let (pending, diverged) = (None, None);
        let effective_step = Some(EffectiveStep::default());
        Self {
            config,
            spec,
            network,
            optimizer,
            data,
            before,
            step,
            effective_step,
            pending,
            diverged,
            validation: Validation::default(),
        }
    }

    /// The norm of the gradients as the optimizer remembers it: see [`Optimizer::remembered_norm`].
    pub fn remembered_norm(&self) -> Option<f64> {
        self.optimizer.remembered_norm(&self.config)
    }

    /// Leaves out the effective step, which takes some time, from now on: where nobody asks for it.
    /// No other number changes.
    pub fn skip_effective_step(&mut self) {
        self.effective_step = None;
    }

    /// The configuration in force.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The configuration that the last step was taken with.
    pub fn config_of_step(&self) -> &Config {
        self.pending.as_ref().map_or(&self.config, |pending| &pending.config)
    }

    /// The same, but for what says how the network is judged and what is asked of it, season and forecast: no step
    /// feels them, and the newest are meant.
    pub fn config_to_judge_by(&self) -> Config {
        let Config { season, forecast, .. } = self.config;
        Config { season, forecast, ..self.config_of_step().clone() }
    }

    /// Steps taken.
    pub fn steps(&self) -> u64 {
        self.step
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The data of the last step.
    pub fn data(&self) -> &Loader {
        &self.data
    }

    /// The state that the last step's window began with; as large as that window's batch.
    pub fn state_before(&self) -> &State {
        &self.before
    }

    /// Where the run ended, if it did.
    pub fn divergence(&self) -> Option<Divergence> {
        self.diverged
    }

    /// Trains one step.
    ///
    /// # Errors
    /// [`TrainerError::Diverged`] when loss or gradient isn't finite: the step is then not taken, and
    /// no other after it.
    pub fn step(&mut self) -> Result<StepRecord, TrainerError> {
        if let Some(divergence) = self.diverged {
            return Err(TrainerError::Diverged(divergence));
        }
        let step = self.step + 1;
        let position = self.data.position();
        self.data.draw();
        if self.config.state != StateMode::Carry || self.data.begins_epoch() {
            self.network.state.reset();
        }
        self.before.copy_from(&self.network.state);
        let loss = self.network.learn(
            &self.spec,
            self.config.engine,
            self.data.input(),
            self.data.target(),
        )?;
        let grad_norm = optimizer::global_norm(self.network.parameters())?;
        if !loss.is_finite() || !grad_norm.is_finite() {
            let divergence = Divergence { step, loss, grad_norm };
            self.diverged = Some(divergence);
            // Who goes on from here elsewhere comes to the same end.
            self.network.state.copy_from(&self.before);
            self.data.seek(&self.config, position);
            return Err(TrainerError::Diverged(divergence));
        }
        let scale = optimizer::scale(grad_norm, self.config.clip);
        let watch = self.effective_step.as_mut();
        self.optimizer.update(self.network.parameters(), &self.config, scale, watch)?;
        self.step = step;
        self.pending = None;
        let learning_rate = self.config.lr as f32;
        let clipped = scale < 1.0;
        let effective_step = self.effective_step.as_ref().map_or(f64::NAN, EffectiveStep::value);
        let effective_step = effective_step as f32;
        let validation_loss = self.validate_if_due(step)?;
        Ok(StepRecord {
            step,
            loss,
            grad_norm,
            learning_rate,
            clipped,
            effective_step,
            validation_loss,
        })
    }

    /// Changes live settings from the next step on. Several changes before one step act as one with
    /// the newest values, as if no other had been there: a recipe can't tell them apart.
    ///
    /// # Errors
    /// When a value is wrong or belongs to a new run, or the run has diverged; nothing is changed then.
    pub fn apply(&mut self, change: &Settings) -> Result<ChangeEffects, TrainerError> {
        if let Some(divergence) = self.diverged {
            return Err(TrainerError::Diverged(divergence));
        }
        let (settled, change) = match &self.pending {
            Some(pending) => (&pending.config, change.clone().or(pending.change.clone())),
            None => (&self.config, change.clone()),
        };
        let config = settled.with(&change);
        config.check()?;
        let needs_restart = |field: &Field| field.effect() == Effect::Restarts;
        if let Some(field) = settled.differences(&config).find(needs_restart) {
            return Err(TrainerError::NeedsRestart(field));
        }
        if config.data.is_table() {
            // Not every layout fits.
            data::open(&mut config.clone())?;
        }
        self.settle();
        self.pending = Some(PendingChange {
            change,
            config: self.config.clone(),
            optimizer: self.optimizer.clone(),
            state: self.network.state.clone(),
            position: self.data.position(),
            validation: self.validation.clone(),
        });
        self.adopt(config)
    }

    /// Takes back the changes that no step has felt yet.
    fn settle(&mut self) {
        let Some(pending) = self.pending.take() else { return };
        self.optimizer = pending.optimizer;
        self.network.state = pending.state;
        self.validation = pending.validation;
        self.data.seek(&pending.config, pending.position);
        self.spec = Spec::new(&pending.config);
        self.config = pending.config;
    }

    /// Goes on with a configuration that differs in live settings only.
    fn adopt(&mut self, config: Config) -> Result<ChangeEffects, TrainerError> {
        let mut effects = ChangeEffects::default();
        if config.optimizer != self.config.optimizer {
            self.optimizer = Optimizer::new(&config, self.network.parameters());
            effects.optimizer_reset = true;
        } else {
            self.optimizer.adopt(&config, self.network.parameters())?;
        }
        if config.patience != self.config.patience {
            self.validation.give(config.patience);
        }
        if config.loss != self.config.loss {
            // By another formula a validation loss is neither better nor worse than those so far.
            self.validation = Validation::default();
        }
        self.data.relay(&config);
        self.spec = Spec::new(&config);
        if config.batch != self.config.batch {
            self.network.state = State::zeros(&self.spec);
            effects.state_zeroed = true;
        }
        self.config = config;
        Ok(effects)
    }
}
