//! The list of settings, each in one entry: all that is to be said of it stands here and nowhere else, but for
//! its label and its meaning, which are texts and stand in `wording/settings.rs` in each language.
//!
//! From an entry follow the field of [`Config`], the flag, the key in files, the checks and their
//! sentences, the row among the window's controls, the limits of race and sweep, and the table in
//! `docs/command-line.md`. What acts on a setting reads it from [`Config`].
//!
//! The order is that of files.

use std::path::PathBuf;

use super::data_kinds::{DataOrFile, Percentages, Texts};
use super::domain::{
    Content, Domain, FilePath, HalfTurnOr, Number, NumberOrOff, OneOf, Sha256, Shape, Switch, Whole,
};
use super::entry::{Control, Effect, Entry, Follows, Group, Travel, at, settings};
use super::field::MAX_STEPS;
use super::interval::Interval;
use super::whole_or::WholeOr;
use super::{
    Cell, ConfigError, DataChoice, DataKind, Engine, InitialWeights, Loss, LossOn, Missing,
    Nonlinearity, OptimizerKind, Scale, Season, Spacing, Split, StateMode, Stride, ValidateEvery,
    Value, buffers, graph,
};
use crate::wording::{SettingText, Wording};

settings! {
    /// Kind of recurrent unit.
    Cell, cell: Cell = Cell::Rnn, OneOf => {
        effect: Restarts,
        is_compared: true,
        placement: at(Group::Network, 10, Control::Choice),
    }

    /// Nonlinearity of the Elman network.
    Nonlinearity, nonlinearity: Nonlinearity = Nonlinearity::Tanh, OneOf => {
        effect: Live,
        placement: at(Group::Network, 20, Control::Choice),
        acts: |config| config.cell.chooses_nonlinearity(),
    }

    /// Units in each layer.
    Hidden, hidden: usize = 32, Whole(1, 512) => {
        effect: Restarts,
        is_compared: true,
        placement: at(Group::Network, 30, Control::Slider(Travel::Log)),
    }

    /// Recurrent layers stacked on each other.
    Layers, layers: usize = 1, Whole(1, 4) => {
        effect: Restarts,
        placement: at(Group::Network, 40, Control::Slider(Travel::Linear)),
    }

    /// What is read, and what should be answered.
    Data, data: DataChoice = DataChoice::Kind(DataKind::SinCos), DataOrFile => {
        effect: Restarts,
        placeholder: "NAME|FILE.csv",
        is_newer: true,
        placement: at(Group::Data, 5, Control::Menu),
    }

    /// SHA-256 of the table's file, in hexadecimal; checked when it is given.
    DataSha256, data_sha256: Option<String> = None, Sha256 => {
        effect: Restarts,
        has_flag: false,
        is_newer: true,
        belongs: |data| data.file().is_some(),
    }

    /// What is read: formulas, or names of columns. None of them: what the data say.
    Inputs, inputs: Vec<String> = Vec::new(), Texts(32, Content::FormulasOrColumns) => {
        effect: Restarts,
        is_newer: true,
        belongs: DataChoice::has_columns,
        placement: at(Group::Data, 6, Control::Formulas),
        is_shown: |config| config.data.is(DataKind::Formula),
        flag: "input",
        placeholder: "X",
    }

    /// What should be answered: formulas, or names of columns.
    Targets, targets: Vec<String> = Vec::new(), Texts(8, Content::FormulasOrColumns) => {
        effect: Restarts,
        is_newer: true,
        belongs: DataChoice::has_columns,
        placement: at(Group::Data, 7, Control::Formulas),
        is_shown: |config| config.data.is(DataKind::Formula),
        flag: "target",
        placeholder: "X",
    }

    /// Rows that a generator makes.
    Samples, samples: u64 = 5000, Whole(10, 1_000_000) => {
        effect: Restarts,
        is_newer: true,
        placement: at(Group::Data, 12, Control::Slider(Travel::Log)),
        belongs: |data| data.is_table() && data.file().is_none(),
    }

    /// Standard deviation of the noise on what is read.
    Noise, noise: f64 = 0.1, Number(Interval::Closed(0.0, 10.0)) => {
        effect: Live,
        is_newer: true,
        follows: Some(Follows {
            field: Field::Data,
            default: |config| Value::Float(if config.data.is(DataKind::Formula) { 0.0 } else { 0.1 }),
        }),
        placement: at(Group::Data, 8, Control::Slide(1.0)),
        belongs: |data| data.is(DataKind::NoisySine) || data.is(DataKind::Formula),
    }

    /// Standard deviation of the noise on what should be answered.
    TargetNoise, target_noise: f64 = 0.0, Number(Interval::Closed(0.0, 10.0)) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Data, 9, Control::Slide(1.0)),
        belongs: |data| data.is(DataKind::Formula),
    }

    /// Seed of whatever is drawn for the data.
    DataSeed, data_seed: u32 = 1, Whole(0, u32::MAX as u64) => {
        effect: Restarts,
        is_newer: true,
        placement: at(Group::Data, 11, Control::Number { speed: 0.1 }),
        belongs: DataChoice::is_drawn,
    }

    /// Rows from what is read to what should be answered.
    Horizon, horizon: u64 = 1, Whole(0, 10_000) => {
        effect: Restarts,
        is_newer: true,
        follows: Some(Follows {
            field: Field::Data,
            default: |config| Value::Integer(match &config.data {
                DataChoice::Kind(kind) => kind.horizon() as i64,
                DataChoice::File(_) => 1,
            }),
        }),
        placement: at(Group::Data, 13, Control::Number { speed: 0.1 }),
        belongs: DataChoice::is_table,
    }

    /// How samples are shared out.
    Split, split: Split = Split::USUAL, Percentages => {
        effect: Restarts,
        is_newer: true,
        placeholder: "TRAIN/VALIDATION/TEST",
        placement: at(Group::Data, 14, Control::Text),
        belongs: DataChoice::is_table,
    }

    /// How columns are scaled.
    Scale, scale: Scale = Scale::Standard, OneOf => {
        effect: Restarts,
        is_newer: true,
        placement: at(Group::Data, 15, Control::Choice),
        belongs: DataChoice::is_table,
    }

    /// What becomes of missing cells.
    Missing, missing: Missing = Missing::Interpolate, OneOf => {
        effect: Restarts,
        is_newer: true,
        placement: at(Group::Data, 16, Control::Menu),
        belongs: |data| data.file().is_some(),
    }

    /// Further marks of missing cells.
    MissingValue, missing_value: Vec<String> = Vec::new(), Texts(100, Content::Marks) => {
        effect: Restarts,
        is_newer: true,
        belongs: |data| data.file().is_some(),
        placeholder: "X",
    }

    /// Samples between the beginnings of two windows.
    Stride, stride: Stride = Stride::TimeSteps, WholeOr(1, 1_000_000) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Data, 24, Control::WordsOr { first: 1 }),
        belongs: DataChoice::is_table,
        acts: |config| config.state != StateMode::Carry,
        check: |config| match config.state {
            StateMode::Carry if config.stride != Stride::TimeSteps => {
                Err(ConfigError::MeaninglessWithCarry { field: Field::Stride })
            }
            _ => Ok(()),
        },
    }

    /// Whether windows come in an order drawn anew for each epoch.
    Shuffle, shuffle: bool = false, Switch => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Data, 26, Control::Checkbox),
        belongs: DataChoice::is_table,
        acts: |config| config.state != StateMode::Carry,
        check: |config| match config.state {
            StateMode::Carry if config.shuffle => {
                Err(ConfigError::MeaninglessWithCarry { field: Field::Shuffle })
            }
            _ => Ok(()),
        },
    }

    /// How often the network is judged on the validation part.
    ValidateEvery, validate_every: ValidateEvery = ValidateEvery::Epoch, WholeOr(1, MAX_STEPS) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 64, Control::WordsOr { first: 100 }),
        belongs: DataChoice::is_table,
    }

    /// Validations without a better one after which a run ends.
    Patience, patience: Option<u64> = None, WholeOr(1, MAX_STEPS) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 66, Control::WordsOr { first: 20 }),
        belongs: DataChoice::is_table,
        check: |config| match config.patience {
            Some(_) if config.split.validation == 0.0 => Err(ConfigError::PatienceNeedsValidation),
            _ => Ok(()),
        },
    }

    /// Rows after which the data come round.
    Season, season: Season = Season::Off, WholeOr(1, 1_000_000) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Data, 60, Control::WordsOr { first: 24 }),
        belongs: DataChoice::is_table,
    }

    /// Rows to forecast beyond the end.
    Forecast, forecast: u64 = 0, Whole(0, 10_000) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Data, 62, Control::Number { speed: 0.25 }),
        belongs: DataChoice::is_table,
    }

    /// Samples in a window.
    TimeSteps, time_steps: usize = 10, Whole(1, 2000) => {
        effect: Live,
        is_compared: true,
        placement: at(Group::Data, 20, Control::Slider(Travel::Log)),
    }

    /// Windows trained on at once, one window apart.
    Batch, batch: usize = 1, Whole(1, 256) => {
        effect: Live,
        check: buffers::check,
        placement: at(Group::Data, 22, Control::Slider(Travel::Log)),
    }

    /// Distance between two samples.
    Spacing, spacing: Spacing = Spacing::HalfTurn, HalfTurnOr(Interval::AboveUpTo(0.0, 1000.0)) => {
        effect: Live,
        placeholder: "half-turn|RADIANS",
        belongs: DataChoice::is_periodic,
        placement: at(Group::Data, 30, Control::Spacing),
    }

    /// Whether a half-turn window includes its last point (π/(T−1) apart).
    Endpoint, endpoint: bool = false, Switch => {
        effect: Live,
        check: |config| match config.spacing {
            _ if !config.endpoint => Ok(()),
            Spacing::HalfTurn if config.time_steps > 1 => Ok(()),
            Spacing::HalfTurn => Err(ConfigError::EndpointNeedsTwoSteps),
            spacing => Err(ConfigError::EndpointNeedsHalfTurn { spacing }),
        },
        placement: at(Group::Data, 40, Control::Checkbox),
        acts: |config| config.spacing == Spacing::HalfTurn && config.time_steps > 1,
        belongs: DataChoice::is_periodic,
    }

    /// What becomes of the hidden state between windows.
    State, state: StateMode = StateMode::Carry, OneOf => {
        effect: Live,
        placement: at(Group::Data, 50, Control::Choice),
    }

    /// Rule that turns gradients into updates.
    Optimizer, optimizer: OptimizerKind = OptimizerKind::Adam, OneOf => {
        effect: Live,
        placement: at(Group::Training, 20, Control::Menu),
    }

    /// Learning rate.
    Lr, lr: f64 = 0.02, Number(Interval::Closed(1e-6, 10.0)) => {
        effect: Live,
        is_compared: true,
        placement: at(Group::Training, 10, Control::Rate(1e-5, 1.0)),
    }

    /// Weight decay.
    WeightDecay, weight_decay: f64 = 0.0, Number(Interval::Closed(0.0, 10.0)) => {
        effect: Live,
        follows: Some(Follows {
            field: Field::Optimizer,
            default: |config| Value::Float(config.optimizer.default_weight_decay()),
        }),
        placement: at(Group::Training, 30, Control::Number { speed: 0.001 }),
    }

    /// How much of the gradients' average is kept at each update.
    Beta1, beta1: f64 = 0.9, Number(Interval::Below(0.0, 1.0)) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 52, Control::Number { speed: 0.001 }),
        is_shown: |config| config.optimizer.takes().contains(&Field::Beta1),
    }

    /// How much of the squared gradients' average is kept at each update.
    Beta2, beta2: f64 = 0.999, Number(Interval::Below(0.0, 1.0)) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 54, Control::Number { speed: 0.0001 }),
        is_shown: |config| config.optimizer.takes().contains(&Field::Beta2),
    }

    /// What is added to the divisor of each step.
    Eps, eps: f64 = 1e-8, Number(Interval::Above(0.0)) => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 56, Control::Number { speed: 1e-9 }),
        is_shown: |config| config.optimizer.takes().contains(&Field::Eps),
    }

    /// Whether steps are divided by the root of the greatest average so far (AMSGrad).
    Amsgrad, amsgrad: bool = false, Switch => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 58, Control::Checkbox),
        is_shown: |config| config.optimizer.takes().contains(&Field::Amsgrad),
    }

    /// Largest global gradient norm, or none.
    Clip, clip: Option<f64> = None, NumberOrOff(Interval::Above(0.0)) => {
        effect: Live,
        placeholder: "X|off",
        placement: at(Group::Training, 40, Control::Optional {
            first: 1.0,
            travel: (1e-6, 1e6),
            speed: 0.01,
        }),
    }

    /// What an error costs.
    Loss, loss: Loss = Loss::Mse, OneOf => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 60, Control::Choice),
    }

    /// Which answers of a window count.
    LossOn, loss_on: LossOn = LossOn::All, OneOf => {
        effect: Live,
        is_newer: true,
        placement: at(Group::Training, 62, Control::Choice),
        acts: |config| config.time_steps > 1,
    }

    /// How the weights are drawn.
    Weights, weights: InitialWeights = InitialWeights::Pytorch, OneOf => {
        effect: Restarts,
        placement: at(Group::Network, 50, Control::Choice),
    }

    /// Seed of the weights, as in `torch.manual_seed`.
    Seed, seed: u32 = 1, Whole(0, u32::MAX as u64) => {
        effect: Restarts,
        is_compared: true,
        placement: at(Group::Network, 70, Control::Number { speed: 0.1 }),
    }

    /// What computes a step.
    Engine, engine: Engine = Engine::Kernel, OneOf => {
        effect: Live,
        check: graph::check,
        placement: at(Group::Network, 80, Control::Choice),
        is_newer: true,
    }

    /// Steps of a run without a window.
    Steps, steps: u64 = 100, Whole(1, MAX_STEPS) => {
        effect: Live,
    }

    /// A safetensors file with the initial weights, in place of drawn ones. It comes by being opened,
    /// or dropped on the window.
    Init, init: Option<PathBuf> = None, FilePath => {
        effect: Restarts,
        placeholder: "WEIGHTS.safetensors",
        placement: at(Group::Network, 60, Control::File),
        is_shown: |config| config.init.is_some(),
    }

    /// SHA-256 of that file, in hexadecimal; checked when it is given.
    InitSha256, init_sha256: Option<String> = None, Sha256 => {
        effect: Restarts,
        has_flag: false,
    }
}
