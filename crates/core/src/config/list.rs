//! The list of settings, each in one entry: all that is to be said of it stands here and nowhere else.
//!
//! From an entry follow the field of [`Config`], the flag, the key in files, the checks and their
//! sentences, the row among the window's controls, the limits of race and sweep, and the table in
//! `docs/command-line.md`. What acts on a setting reads it from [`Config`].
//!
//! The order is that of files.

use std::path::PathBuf;

use super::data_kinds::{DataOrFile, Percentages, Texts};
use super::domain::{
    Domain, FilePath, HalfTurnOr, Number, NumberOrOff, OneOf, Sha256, Shape, Switch, Whole,
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

settings! {
    /// Kind of recurrent unit.
    Cell, cell: Cell = Cell::Rnn, OneOf => {
        label: "cell",
        effect: Restarts,
        meaning: "Kind of recurrent unit: RNN is the simplest, LSTM and GRU add gates that \
                  protect their memory.",
        is_compared: true,
        placement: at(Group::Network, 10, Control::Choice),
    }

    /// Nonlinearity of the Elman network.
    Nonlinearity, nonlinearity: Nonlinearity = Nonlinearity::Tanh, OneOf => {
        label: "nonlinearity",
        effect: Live,
        meaning: "Squashes each unit of an RNN: tanh stays between -1 and 1, relu cuts off below \
                  0.",
        placement: at(Group::Network, 20, Control::Choice),
        acts: |config| config.cell.chooses_nonlinearity(),
    }

    /// Units in each layer.
    Hidden, hidden: usize = 32, Whole(1, 512) => {
        label: "hidden size",
        effect: Restarts,
        meaning: "Units in each layer: more can remember and shape more, and cost more ({range}).",
        is_compared: true,
        placement: at(Group::Network, 30, Control::Slider(Travel::Log)),
    }

    /// Recurrent layers stacked on each other.
    Layers, layers: usize = 1, Whole(1, 4) => {
        label: "layers",
        effect: Restarts,
        meaning: "Recurrent layers on top of each other; each reads the one below ({range}).",
        placement: at(Group::Network, 40, Control::Slider(Travel::Linear)),
    }

    /// What is read, and what should be answered.
    Data, data: DataChoice = DataChoice::Kind(DataKind::SinCos), DataOrFile => {
        label: "data",
        effect: Restarts,
        meaning: "What the network reads, and what it should answer: data that rnnscope makes, or a \
                  table in a CSV file.",
        placeholder: "NAME|FILE.csv",
        is_newer: true,
        placement: at(Group::Data, 5, Control::Menu),
    }

    /// SHA-256 of the table's file, in hexadecimal; checked when it is given.
    DataSha256, data_sha256: Option<String> = None, Sha256 => {
        label: "SHA-256 of the table",
        effect: Restarts,
        meaning: "Fingerprint the table's file must have.",
        has_flag: false,
        is_newer: true,
        belongs: |data| data.file().is_some(),
    }

    /// What is read: formulas, or names of columns. None of them: what the data say.
    Inputs, inputs: Vec<String> = Vec::new(), Texts(32, "formulas of t, or names of columns") => {
        label: "inputs",
        effect: Restarts,
        meaning: "What the network reads, one for each input: a formula of t such as sin(t), or a \
                  column of the table (without any: all number columns; at most 32).",
        is_newer: true,
        belongs: DataChoice::has_columns,
        placement: at(Group::Data, 6, Control::Formulas),
        is_shown: |config| config.data.is(DataKind::Formula),
        flag: "input",
        placeholder: "X",
    }

    /// What should be answered: formulas, or names of columns.
    Targets, targets: Vec<String> = Vec::new(), Texts(8, "formulas of t, or names of columns") => {
        label: "targets",
        effect: Restarts,
        meaning: "What the network should answer, one for each target: a formula of t, or a column \
                  of the table (without any: the last number column beside inputs, else what is \
                  read; at most 8).",
        is_newer: true,
        belongs: DataChoice::has_columns,
        placement: at(Group::Data, 7, Control::Formulas),
        is_shown: |config| config.data.is(DataKind::Formula),
        flag: "target",
        placeholder: "X",
    }

    /// Rows that a generator makes.
    Samples, samples: u64 = 5000, Whole(10, 1_000_000) => {
        label: "samples",
        effect: Restarts,
        meaning: "Rows of the table that a generator makes ({range}).",
        is_newer: true,
        placement: at(Group::Data, 12, Control::Slider(Travel::Log)),
        belongs: |data| data.is_table() && data.file().is_none(),
    }

    /// Standard deviation of the noise on what is read.
    Noise, noise: f64 = 0.1, Number(Interval::Closed(0.0, 10.0)) => {
        label: "noise",
        effect: Live,
        meaning: "Standard deviation of the noise on what the network reads ({range}).",
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
        label: "target noise",
        effect: Live,
        meaning: "Standard deviation of the noise on what the network should answer ({range}).",
        is_newer: true,
        placement: at(Group::Data, 9, Control::Slide(1.0)),
        belongs: |data| data.is(DataKind::Formula),
    }

    /// Seed of whatever is drawn for the data.
    DataSeed, data_seed: u32 = 1, Whole(0, u32::MAX as u64) => {
        label: "data seed",
        effect: Restarts,
        meaning: "Decides the noise, or the table that a generator makes: the same seed gives every \
                  sample again.",
        is_newer: true,
        placement: at(Group::Data, 11, Control::Number { speed: 0.1 }),
        belongs: DataChoice::is_drawn,
    }

    /// Rows from what is read to what should be answered.
    Horizon, horizon: u64 = 1, Whole(0, 10_000) => {
        label: "horizon",
        effect: Restarts,
        meaning: "How many rows ahead of what is read the targets lie ({range}).",
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
        label: "split",
        effect: Restarts,
        meaning: "Percent of the samples to train on, to validate on and to test on, in the order of \
                  time.",
        is_newer: true,
        placeholder: "TRAIN/VALIDATION/TEST",
        placement: at(Group::Data, 14, Control::Text),
        belongs: DataChoice::is_table,
    }

    /// How columns are scaled.
    Scale, scale: Scale = Scale::Standard, OneOf => {
        label: "scale",
        effect: Restarts,
        meaning: "How each column is scaled, by its training rows: standard to mean 0 and deviation 1, \
                  minmax to 0 to 1.",
        is_newer: true,
        placement: at(Group::Data, 15, Control::Choice),
        belongs: DataChoice::is_table,
    }

    /// What becomes of missing cells.
    Missing, missing: Missing = Missing::Interpolate, OneOf => {
        label: "missing cells",
        effect: Restarts,
        meaning: "What becomes of cells without a number: error refuses the table, drop leaves out \
                  their rows, forward repeats the last value, interpolate draws a line.",
        is_newer: true,
        placement: at(Group::Data, 16, Control::Menu),
        belongs: |data| data.file().is_some(),
    }

    /// Further marks of missing cells.
    MissingValue, missing_value: Vec<String> = Vec::new(), Texts(100, "marks such as -999") => {
        label: "missing value",
        effect: Restarts,
        meaning: "A further mark of missing cells, such as -999 (beside empty, ?, NA, N/A, NaN, null \
                  and -).",
        is_newer: true,
        belongs: |data| data.file().is_some(),
        placeholder: "X",
    }

    /// Samples between the beginnings of two windows.
    Stride, stride: Stride = Stride::TimeSteps, WholeOr(1, 1_000_000) => {
        label: "stride",
        effect: Live,
        meaning: "Samples between the beginnings of two windows of a table ({range}).",
        is_newer: true,
        placement: at(Group::Data, 24, Control::WordsOr { number: "every", first: 1 }),
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
        label: "shuffle",
        effect: Live,
        meaning: "Draws a new order of a table's windows for each epoch, as PyTorch's randperm does.",
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
        label: "validate every",
        effect: Live,
        meaning: "After how many steps the network is judged on the validation part, or after each \
                  epoch.",
        is_newer: true,
        placement: at(Group::Training, 64, Control::WordsOr { number: "steps", first: 100 }),
        belongs: DataChoice::is_table,
    }

    /// Validations without a better one after which a run ends.
    Patience, patience: Option<u64> = None, WholeOr(1, MAX_STEPS) => {
        label: "patience",
        effect: Live,
        meaning: "Validations without a better one after which the run stops; its results are then \
                  those of the best.",
        is_newer: true,
        placement: at(Group::Training, 66, Control::WordsOr { number: "after", first: 20 }),
        belongs: DataChoice::is_table,
        check: |config| match config.patience {
            Some(_) if config.split.validation == 0.0 => Err(ConfigError::PatienceNeedsValidation),
            _ => Ok(()),
        },
    }

    /// Rows after which the data come round.
    Season, season: Season = Season::Off, WholeOr(1, 1_000_000) => {
        label: "season",
        effect: Live,
        meaning: "After how many rows the data come round, for the guess that repeats what was a \
                  season ago: 24 for hours of a day; auto finds it in the training part.",
        is_newer: true,
        placement: at(Group::Data, 60, Control::WordsOr { number: "rows", first: 24 }),
        belongs: DataChoice::is_table,
    }

    /// Rows to forecast beyond the end.
    Forecast, forecast: u64 = 0, Whole(0, 10_000) => {
        label: "forecast",
        effect: Live,
        meaning: "How many rows beyond the table's end are forecast ({range}).",
        is_newer: true,
        placement: at(Group::Data, 62, Control::Number { speed: 0.25 }),
        belongs: DataChoice::is_table,
    }

    /// Samples in a window.
    TimeSteps, time_steps: usize = 10, Whole(1, 2000) => {
        label: "time steps",
        effect: Live,
        meaning: "Samples in one window: gradients flow back through this many and no further \
                  ({range}).",
        is_compared: true,
        placement: at(Group::Data, 20, Control::Slider(Travel::Log)),
    }

    /// Windows trained on at once, one window apart.
    Batch, batch: usize = 1, Whole(1, 256) => {
        label: "batch",
        effect: Live,
        meaning: "Windows trained on at once, each starting one window after the last ({range}).",
        check: buffers::check,
        placement: at(Group::Data, 22, Control::Slider(Travel::Log)),
    }

    /// Distance between two samples.
    Spacing, spacing: Spacing = Spacing::HalfTurn, HalfTurnOr(Interval::AboveUpTo(0.0, 1000.0)) => {
        label: "spacing",
        effect: Live,
        meaning: "Distance between samples: half-turn fits half a period into every window, or \
                  give radians.",
        placeholder: "half-turn|RADIANS",
        belongs: DataChoice::is_periodic,
        placement: at(Group::Data, 30, Control::Spacing),
    }

    /// Whether a half-turn window includes its last point (π/(T−1) apart).
    Endpoint, endpoint: bool = false, Switch => {
        label: "end point",
        effect: Live,
        meaning: "Includes the last point of the half turn, as numpy's linspace does: samples are \
                  π/(T-1) apart.",
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
        label: "state between windows",
        effect: Live,
        meaning: "Memory at a window's border: carry keeps its numbers but not its gradient \
                  (h_state = h_state.data), reset clears it, none forgets at every time step.",
        placement: at(Group::Data, 50, Control::Choice),
        short_label: "state",
        see_also: " The lens \"Window border\" shows it.",
    }

    /// Rule that turns gradients into updates.
    Optimizer, optimizer: OptimizerKind = OptimizerKind::Adam, OneOf => {
        label: "optimizer",
        effect: Live,
        meaning: "Rule that turns gradients into new weights. Changing it starts its averages \
                  anew.",
        placement: at(Group::Training, 20, Control::Menu),
    }

    /// Learning rate.
    Lr, lr: f64 = 0.02, Number(Interval::Closed(1e-6, 10.0)) => {
        label: "learning rate",
        effect: Live,
        meaning: "Size of each update: too small crawls, too large jumps about or diverges \
                  ({range}).",
        is_compared: true,
        placement: at(Group::Training, 10, Control::Rate(1e-5, 1.0)),
    }

    /// Weight decay.
    WeightDecay, weight_decay: f64 = 0.0, Number(Interval::Closed(0.0, 10.0)) => {
        label: "weight decay",
        effect: Live,
        meaning: "Pulls every weight towards zero at each update ({range}; 0 is off).",
        follows: Some(Follows {
            field: Field::Optimizer,
            default: |config| Value::Float(config.optimizer.default_weight_decay()),
        }),
        placement: at(Group::Training, 30, Control::Number { speed: 0.001 }),
    }

    /// How much of the gradients' average is kept at each update.
    Beta1, beta1: f64 = 0.9, Number(Interval::Below(0.0, 1.0)) => {
        label: "beta 1",
        effect: Live,
        meaning: "Part of the gradients' average that is kept at each update: more is smoother \
                  and slower to turn.",
        is_newer: true,
        placement: at(Group::Training, 52, Control::Number { speed: 0.001 }),
        is_shown: |config| config.optimizer.takes().contains(&Field::Beta1),
    }

    /// How much of the squared gradients' average is kept at each update.
    Beta2, beta2: f64 = 0.999, Number(Interval::Below(0.0, 1.0)) => {
        label: "beta 2",
        effect: Live,
        meaning: "Part of the squared gradients' average that is kept at each update; by its root \
                  each weight's steps are divided.",
        is_newer: true,
        placement: at(Group::Training, 54, Control::Number { speed: 0.0001 }),
        is_shown: |config| config.optimizer.takes().contains(&Field::Beta2),
    }

    /// What is added to the divisor of each step.
    Eps, eps: f64 = 1e-8, Number(Interval::Above(0.0)) => {
        label: "epsilon",
        effect: Live,
        meaning: "Added to the root by which each weight's steps are divided, so that small \
                  gradients don't make large steps.",
        is_newer: true,
        placement: at(Group::Training, 56, Control::Number { speed: 1e-9 }),
        is_shown: |config| config.optimizer.takes().contains(&Field::Eps),
    }

    /// Whether steps are divided by the root of the greatest average so far (AMSGrad).
    Amsgrad, amsgrad: bool = false, Switch => {
        label: "AMSGrad",
        effect: Live,
        meaning: "Divides by the greatest average of squared gradients so far, so that steps \
                  don't grow again where gradients are rare.",
        is_newer: true,
        placement: at(Group::Training, 58, Control::Checkbox),
        is_shown: |config| config.optimizer.takes().contains(&Field::Amsgrad),
    }

    /// Largest global gradient norm, or none.
    Clip, clip: Option<f64> = None, NumberOrOff(Interval::Above(0.0)) => {
        label: "gradient clipping",
        effect: Live,
        meaning: "Shrinks gradients whose norm over all weights exceeds this, so that one bad \
                  window can't wreck the run.",
        placeholder: "X|off",
        placement: at(Group::Training, 40, Control::Optional {
            first: 1.0,
            travel: (1e-6, 1e6),
            speed: 0.01,
        }),
        short_label: "clip norm at",
    }

    /// What an error costs.
    Loss, loss: Loss = Loss::Mse, OneOf => {
        label: "loss function",
        effect: Live,
        meaning: "What an error costs: MSE squares it, so that large ones count most, MAE takes its \
                  size, Huber squares errors up to 1 and takes the size of larger ones.",
        is_newer: true,
        placement: at(Group::Training, 60, Control::Choice),
    }

    /// Which answers of a window count.
    LossOn, loss_on: LossOn = LossOn::All, OneOf => {
        label: "loss on",
        effect: Live,
        meaning: "Which answers count: all of a window, or the last alone, which has seen all of it.",
        is_newer: true,
        placement: at(Group::Training, 62, Control::Choice),
        acts: |config| config.time_steps > 1,
    }

    /// How the weights are drawn.
    Weights, weights: InitialWeights = InitialWeights::Pytorch, OneOf => {
        label: "initial weights",
        effect: Restarts,
        meaning: "How weights are drawn: PyTorch's numbers for the seed, or Keras' scheme \
                  (Glorot, orthogonal).",
        placement: at(Group::Network, 50, Control::Choice),
    }

    /// Seed of the weights, as in `torch.manual_seed`.
    Seed, seed: u32 = 1, Whole(0, u32::MAX as u64) => {
        label: "seed",
        effect: Restarts,
        meaning: "Decides the initial weights, as torch.manual_seed does: the same seed repeats \
                  the same run.",
        is_compared: true,
        placement: at(Group::Network, 70, Control::Number { speed: 0.1 }),
    }

    /// What computes a step.
    Engine, engine: Engine = Engine::Kernel, OneOf => {
        label: "engine",
        effect: Live,
        meaning: "What computes a step: kernel is made for speed, candle runs the plain formulas and \
                  differentiates them by itself. There are two so that you can see that the fast one \
                  finds the same numbers, and how much faster it is.",
        check: graph::check,
        placement: at(Group::Network, 80, Control::Choice),
        is_newer: true,
    }

    /// Steps of a run without a window.
    Steps, steps: u64 = 100, Whole(1, MAX_STEPS) => {
        label: "steps",
        effect: Live,
        meaning: "Training steps of a run without a window; in the window, the step to pause at.",
    }

    /// A safetensors file with the initial weights, in place of drawn ones. It comes by being opened,
    /// or dropped on the window.
    Init, init: Option<PathBuf> = None, FilePath => {
        label: "weights file",
        effect: Restarts,
        meaning: "Starts from the weights in a safetensors file with PyTorch's names.",
        placeholder: "WEIGHTS.safetensors",
        placement: at(Group::Network, 60, Control::File),
        is_shown: |config| config.init.is_some(),
    }

    /// SHA-256 of that file, in hexadecimal; checked when it is given.
    InitSha256, init_sha256: Option<String> = None, Sha256 => {
        label: "SHA-256 of the weights file",
        effect: Restarts,
        meaning: "Fingerprint the weights file must have.",
        has_flag: false,
    }
}
