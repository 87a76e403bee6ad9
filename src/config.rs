//! Every hyperparameter of a run: its default, its range, and whether it acts live or restarts.
//!
//! [`Config`] is complete, [`Settings`] names only some fields: what a preset, a file, the flags or
//! a change say. A field is read, checked and printed in one place, [`Field`], so that the window,
//! the files and the flags can't disagree. Of the house this module knows only `wording`.

use std::path::PathBuf;

mod field;
mod file;
pub(crate) mod items;
mod kinds;
mod optimizers;
mod value;

pub(crate) use field::not_possible;
pub use field::{Effect, Field, MAX_STEPS};
pub use file::{ConfigFile, FileChange, FileError, parse_settings, read_settings, read_text};
pub use kinds::{Cell, InitialWeights, Nonlinearity, OptimizerKind, Spacing, StateMode};
pub(crate) use optimizers::optimizers;
pub use value::{ConfigError, Value};

/// Declares the complete [`Config`] and the partial [`Settings`] from one list of fields.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)+) => {
        /// Everything that decides a run's numbers, together with the changes made while it runs.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Config { $($(#[$doc])* pub $field: $type,)+ }

        /// Some fields of a [`Config`]; the others are left as they are.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Settings { $($(#[$doc])* pub $field: Option<$type>,)+ }

        impl Settings {
            /// These settings, and `lower`'s where these say nothing.
            #[must_use]
            pub fn or(self, lower: Self) -> Self {
                Self { $($field: self.$field.or(lower.$field),)+ }
            }
        }

        impl Field {
            /// Whether `settings` say something about this field.
            pub fn is_named_in(self, settings: &Settings) -> bool {
                let named = [$((stringify!($field), settings.$field.is_some()),)+];
                named.contains(&(self.name(), true))
            }
        }

        impl Config {
            /// This configuration with the named fields replaced. Nothing is checked.
            #[must_use]
            pub fn with(&self, settings: &Settings) -> Self {
                let settings = settings.clone();
                let base = self.clone();
                Self { $($field: settings.$field.unwrap_or(base.$field),)+ }
            }
        }

        impl From<Config> for Settings {
            fn from(config: Config) -> Self {
                Self { $($field: Some(config.$field),)+ }
            }
        }
    };
}

fields! {
    /// Kind of recurrent unit.
    cell: Cell,
    /// Nonlinearity of the Elman network.
    nonlinearity: Nonlinearity,
    /// Units in each layer, 1…512.
    hidden: usize,
    /// Recurrent layers stacked on each other, 1…4.
    layers: usize,
    /// Samples in a window, 1…500.
    time_steps: usize,
    /// Windows trained on at once, one window apart, 1…256.
    batch: usize,
    /// Distance between two samples.
    spacing: Spacing,
    /// Whether a half-turn window includes its last point (π/(T−1) apart).
    endpoint: bool,
    /// What becomes of the hidden state between windows.
    state: StateMode,
    /// Rule that turns gradients into updates.
    optimizer: OptimizerKind,
    /// Learning rate, 1e-6…10.
    lr: f64,
    /// Weight decay, 0…10.
    weight_decay: f64,
    /// Largest global gradient norm, or none.
    clip: Option<f64>,
    /// How the weights are drawn.
    weights: InitialWeights,
    /// Seed of the weights, as in `torch.manual_seed`.
    seed: u32,
    /// Steps of a run without a window.
    steps: u64,
    /// A safetensors file with the initial weights, in place of drawn ones.
    init: Option<PathBuf>,
    /// SHA-256 of that file, in hexadecimal; checked when it is given.
    init_sha256: Option<String>,
}

impl Default for Config {
    /// The PyTorch tutorial's setting.
    fn default() -> Self {
        Self {
            cell: Cell::Rnn,
            nonlinearity: Nonlinearity::Tanh,
            hidden: 32,
            layers: 1,
            time_steps: 10,
            batch: 1,
            spacing: Spacing::HalfTurn,
            endpoint: false,
            state: StateMode::Carry,
            optimizer: OptimizerKind::Adam,
            lr: 0.02,
            weight_decay: 0.0,
            clip: None,
            weights: InitialWeights::Pytorch,
            seed: 1,
            steps: 100,
            init: None,
            init_sha256: None,
        }
    }
}

impl Config {
    /// Fills what `settings` leave out with the defaults; the weight decay's is the optimizer's.
    ///
    /// # Errors
    /// When a field is out of range or two fields contradict each other.
    pub fn resolve(settings: &Settings) -> Result<Self, ConfigError> {
        let mut config = Self::default().with(settings);
        if settings.weight_decay.is_none() {
            config.weight_decay = config.optimizer.default_weight_decay();
        }
        config.check()?;
        Ok(config)
    }

    /// Checks every range, and what holds between fields.
    ///
    /// # Errors
    /// The first field that is out of range, or the two that contradict each other.
    pub fn check(&self) -> Result<(), ConfigError> {
        for field in Field::ALL {
            field.check(self)?;
        }
        if self.endpoint && self.spacing != Spacing::HalfTurn {
            return Err(ConfigError::EndpointNeedsHalfTurn { spacing: self.spacing });
        }
        if self.endpoint && self.time_steps == 1 {
            return Err(ConfigError::EndpointNeedsTwoSteps);
        }
        Ok(())
    }

    /// Distance between two samples in radians.
    pub fn spacing_radians(&self) -> f64 {
        match self.spacing {
            Spacing::HalfTurn if self.endpoint => {
                std::f64::consts::PI / (self.time_steps - 1) as f64
            }
            Spacing::HalfTurn => std::f64::consts::PI / self.time_steps as f64,
            Spacing::Radians(radians) => radians,
        }
    }

    /// The fields in which `self` and `other` differ.
    pub fn differences(&self, other: &Self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |field| field.get(self) != field.get(other))
    }
}

#[cfg(test)]
mod tests;
