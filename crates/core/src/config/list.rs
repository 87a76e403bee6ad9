//! The list of settings, each in one entry: all that is to be said of it stands here and nowhere else.
//!
//! From an entry follow the field of [`Config`], the flag, the key in files, the checks and their
//! sentences, the row among the window's controls, the limits of race and sweep, and the table in
//! `docs/command-line.md`. What acts on a setting reads it from [`Config`].
//!
//! The order is that of files.

use std::path::PathBuf;

use super::domain::{
    Domain, FilePath, HalfTurnOr, Interval, Number, NumberOrOff, OneOf, Sha256, Shape, Switch,
    Whole,
};
use super::entry::{Control, Effect, Entry, Follows, Group, Travel, at, settings};
use super::field::MAX_STEPS;
use super::{
    Cell, ConfigError, DataKind, Engine, InitialWeights, Loss, LossOn, Nonlinearity, OptimizerKind,
    Spacing, StateMode, Value, buffers, graph,
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
    Data, data: DataKind = DataKind::SinCos, OneOf => {
        label: "data",
        effect: Restarts,
        meaning: "What the network reads, and what it should answer.",
        is_newer: true,
        placement: at(Group::Data, 5, Control::Menu),
    }

    /// Standard deviation of the noise on what is read.
    Noise, noise: f64 = 0.1, Number(Interval::Closed(0.0, 10.0)) => {
        label: "noise",
        effect: Live,
        meaning: "Standard deviation of the noise on what the network reads ({range}).",
        is_newer: true,
        placement: at(Group::Data, 6, Control::Number { speed: 0.002 }),
        acts: |config| config.data == DataKind::NoisySine,
        is_shown: |config| config.data == DataKind::NoisySine,
    }

    /// Seed of the noise.
    DataSeed, data_seed: u32 = 1, Whole(0, u32::MAX as u64) => {
        label: "data seed",
        effect: Restarts,
        meaning: "Decides the noise: the same seed gives every sample the same noise again.",
        is_newer: true,
        placement: at(Group::Data, 7, Control::Number { speed: 0.1 }),
        acts: |config| config.data == DataKind::NoisySine,
        is_shown: |config| config.data == DataKind::NoisySine,
    }

    /// Samples in a window.
    TimeSteps, time_steps: usize = 10, Whole(1, 2000) => {
        label: "time steps",
        effect: Live,
        meaning: "Samples in one window: gradients flow back through this many and no further \
                  ({range}).",
        is_compared: true,
        placement: at(Group::Data, 10, Control::Slider(Travel::Log)),
    }

    /// Windows trained on at once, one window apart.
    Batch, batch: usize = 1, Whole(1, 256) => {
        label: "batch",
        effect: Live,
        meaning: "Windows trained on at once, each starting one window after the last ({range}).",
        check: buffers::check,
        placement: at(Group::Data, 20, Control::Slider(Travel::Log)),
    }

    /// Distance between two samples.
    Spacing, spacing: Spacing = Spacing::HalfTurn, HalfTurnOr(Interval::AboveUpTo(0.0, 1000.0)) => {
        label: "spacing",
        effect: Live,
        meaning: "Distance between samples: half-turn fits half a period into every window, or \
                  give radians.",
        placeholder: "half-turn|RADIANS",
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
