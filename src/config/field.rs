//! One hyperparameter at a time: its name, meaning, range and effect, and how it is read and printed.
//!
//! Adding a field means adding it to the list in [`super`] and to the list here, and one line each to
//! [`Field::get`] and [`Field::set`]; the flags, the TOML file, the range checks and the list of
//! changes follow by themselves.

use super::value::{ConfigError, Reader, Value};
use super::{
    Cell, Config, InitialWeights, Nonlinearity, OptimizerKind, Settings, Spacing, StateMode,
};

/// When a new value of a field is felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Just before the next step; weights and run stay.
    Live,
    /// A new run begins.
    Restarts,
}

/// Declares the fields, in the order of files, from one list: the name in files (a flag has dashes for
/// the underscores); the name in the window and in sentences; when a new value is felt, which is
/// decided here alone; and one line for a learner.
macro_rules! fields {
    ($($field:ident = $name:literal => $label:literal, $effect:ident, $meaning:literal;)+) => {
        /// A hyperparameter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field { $(#[doc = $meaning] $field,)+ }

        impl Field {
            /// Every field, in the order of files.
            pub const ALL: &'static [Self] = &[$(Self::$field,)+];

            /// The name in files; a flag has dashes for the underscores.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$field => $name,)+ }
            }

            /// The name in the window and in sentences.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$field => $label,)+ }
            }

            /// When a new value is felt.
            pub const fn effect(self) -> Effect {
                match self { $(Self::$field => Effect::$effect,)+ }
            }

            /// One line for a learner: what the setting does.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$field => $meaning,)+ }
            }
        }
    };
}

fields! {
    Cell = "cell" => "cell", Restarts,
        "Kind of recurrent unit: RNN is the simplest, LSTM and GRU add gates that protect their \
         memory.";
    Nonlinearity = "nonlinearity" => "nonlinearity", Live,
        "Squashes each unit of an RNN: tanh stays between -1 and 1, relu cuts off below 0.";
    Hidden = "hidden" => "hidden size", Restarts,
        "Units in each layer: more can remember and shape more, and cost more (1 to 512).";
    Layers = "layers" => "layers", Restarts,
        "Recurrent layers on top of each other; each reads the one below (1 to 4).";
    TimeSteps = "time_steps" => "time steps", Live,
        "Samples in one window: gradients flow back through this many and no further (1 to \
         500).";
    Batch = "batch" => "batch", Live,
        "Windows trained on at once, each starting one window after the last (1 to 256).";
    Spacing = "spacing" => "spacing", Live,
        "Distance between samples: half-turn fits half a period into every window, or give \
         radians.";
    Endpoint = "endpoint" => "end point", Live,
        "Includes the last point of the half turn, as numpy's linspace does: samples are \
         π/(T-1) apart.";
    State = "state" => "state between windows", Live,
        "Memory at a window's border: carry keeps its numbers but not its gradient (h_state = \
         h_state.data), reset clears it, none forgets at every time step.";
    Optimizer = "optimizer" => "optimizer", Live,
        "Rule that turns gradients into new weights. Changing it starts its averages anew.";
    Lr = "lr" => "learning rate", Live,
        "Size of each update: too small crawls, too large jumps about or diverges (1e-6 to 10).";
    WeightDecay = "weight_decay" => "weight decay", Live,
        "Pulls every weight towards zero at each update (0 to 10; 0 is off).";
    Clip = "clip" => "gradient clipping", Live,
        "Shrinks gradients whose norm over all weights exceeds this, so that one bad window \
         can't wreck the run.";
    Weights = "weights" => "initial weights", Restarts,
        "How weights are drawn: PyTorch's numbers for the seed, or Keras' scheme (Glorot, \
         orthogonal).";
    Seed = "seed" => "seed", Restarts,
        "Decides the initial weights, as torch.manual_seed does: the same seed repeats the same \
         run.";
    Steps = "steps" => "steps", Live,
        "Training steps of a run without a window; in the window, the step to pause at.";
    Init = "init" => "weights file", Restarts,
        "Starts from the weights in a safetensors file with PyTorch's names.";
    InitSha256 = "init_sha256" => "SHA-256 of the weights file", Restarts,
        "Fingerprint the weights file must have.";
}

impl Field {
    /// The field with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// The value in `config`; `None` where there is nothing to write.
    pub fn get(self, config: &Config) -> Option<Value> {
        let text = |name: &str| Some(Value::Text(name.to_owned()));
        let whole = |number: usize| Some(Value::Integer(number as i64));
        match self {
            Self::Cell => text(config.cell.name()),
            Self::Nonlinearity => text(config.nonlinearity.name()),
            Self::Hidden => whole(config.hidden),
            Self::Layers => whole(config.layers),
            Self::TimeSteps => whole(config.time_steps),
            Self::Batch => whole(config.batch),
            Self::Spacing => match config.spacing {
                Spacing::HalfTurn => text(Spacing::HALF_TURN),
                Spacing::Radians(radians) => Some(Value::Float(radians)),
            },
            Self::Endpoint => Some(Value::Bool(config.endpoint)),
            Self::State => text(config.state.name()),
            Self::Optimizer => text(config.optimizer.name()),
            Self::Lr => Some(Value::Float(config.lr)),
            Self::WeightDecay => Some(Value::Float(config.weight_decay)),
            Self::Clip => match config.clip {
                Some(norm) => Some(Value::Float(norm)),
                None => text("off"),
            },
            Self::Weights => text(config.weights.name()),
            Self::Seed => Some(Value::Integer(config.seed.into())),
            Self::Steps => Some(Value::Integer(config.steps as i64)),
            Self::Init => config.init.as_ref().and_then(|path| text(&path.to_string_lossy())),
            Self::InitSha256 => config.init_sha256.as_deref().and_then(text),
        }
    }

    /// The value in `config` as the window and sentences show it: without quotes, "off" or "none"
    /// where there is nothing.
    pub fn text(self, config: &Config) -> String {
        match self.get(config) {
            Some(Value::Text(text)) => text,
            Some(value) => value.to_string(),
            None => "none".to_owned(),
        }
    }

    /// Reads `value` into `settings`.
    ///
    /// # Errors
    /// [`ConfigError::BadValue`] when it is of the wrong type or out of range; `settings` are left
    /// as they were.
    pub fn set(self, settings: &mut Settings, value: &Value) -> Result<(), ConfigError> {
        let read = Reader { field: self, value };
        match self {
            Self::Cell => settings.cell = Some(read.choice(Cell::ALL, Cell::name)?),
            Self::Nonlinearity => {
                settings.nonlinearity = Some(read.choice(Nonlinearity::ALL, Nonlinearity::name)?);
            }
            Self::Hidden => settings.hidden = Some(read.whole(1, 512)? as usize),
            Self::Layers => settings.layers = Some(read.whole(1, 4)? as usize),
            Self::TimeSteps => settings.time_steps = Some(read.whole(1, 500)? as usize),
            Self::Batch => settings.batch = Some(read.whole(1, 256)? as usize),
            Self::Spacing => settings.spacing = Some(read.spacing()?),
            Self::Endpoint => settings.endpoint = Some(read.boolean()?),
            Self::State => settings.state = Some(read.choice(StateMode::ALL, StateMode::name)?),
            Self::Optimizer => {
                settings.optimizer = Some(read.choice(OptimizerKind::ALL, OptimizerKind::name)?);
            }
            Self::Lr => settings.lr = Some(read.number(1e-6, 10.0)?),
            Self::WeightDecay => settings.weight_decay = Some(read.number(0.0, 10.0)?),
            Self::Clip => settings.clip = Some(read.clip()?),
            Self::Weights => {
                settings.weights = Some(read.choice(InitialWeights::ALL, InitialWeights::name)?);
            }
            Self::Seed => settings.seed = Some(read.whole(0, u32::MAX.into())? as u32),
            Self::Steps => settings.steps = Some(read.whole(1, MAX_STEPS)?),
            Self::Init => settings.init = Some(Some(read.path()?)),
            Self::InitSha256 => settings.init_sha256 = Some(Some(read.sha256()?)),
        }
        Ok(())
    }

    /// Checks the field's value in `config`.
    ///
    /// # Errors
    /// [`ConfigError::BadValue`] when it is out of range.
    pub fn check(self, config: &Config) -> Result<(), ConfigError> {
        match self.get(config) {
            Some(value) => self.set(&mut Settings::default(), &value),
            None => Ok(()),
        }
    }
}

/// A file's sentence on a value that is well written but can't be used.
pub(crate) fn not_possible(field: Field, value: &Value, reason: impl std::fmt::Display) -> String {
    format!("{} = {value} is not possible: {reason}", field.name())
}

/// More steps than any run takes, and still exact wherever a step number is stored as a float.
pub const MAX_STEPS: u64 = 1 << 53;
