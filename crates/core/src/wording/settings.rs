//! Labels and meanings of the settings, each under its name in files.

use super::texts;

/// What is said of a setting.
#[derive(Clone, Copy, Debug)]
pub struct SettingText {
    /// The name in the window and in sentences.
    pub label: &'static str,
    /// The label in the window's controls, where there is little room.
    pub short_label: &'static str,
    /// One line for a learner; `{range}` in it stands for the values that are possible.
    pub meaning: &'static str,
    /// A sentence that the window adds to the meaning, with the blank before it; empty where there is none.
    pub see_also: &'static str,
    /// What stands for having a number among words side by side; empty of settings without such words.
    pub number: &'static str,
}

/// A setting with its label and its meaning, of which there is no more to say than this.
pub(super) const fn setting(label: &'static str, meaning: &'static str) -> SettingText {
    SettingText { label, short_label: label, meaning, see_also: "", number: "" }
}

impl SettingText {
    /// The same with another label where there is little room.
    pub(super) const fn short(self, short_label: &'static str) -> Self {
        Self { short_label, ..self }
    }

    /// The same with a sentence that the window adds.
    pub(super) const fn see_also(self, see_also: &'static str) -> Self {
        Self { see_also, ..self }
    }

    /// The same with what stands for having a number.
    pub(super) const fn number(self, number: &'static str) -> Self {
        Self { number, ..self }
    }
}

texts! {
    /// What is said of every setting, in the order of the list.
    SettingWords {
        cell: SettingText = setting(
            "cell",
            "Kind of recurrent unit: RNN is the simplest, LSTM and GRU add gates that protect \
             their memory.",
        );
        nonlinearity: SettingText = setting(
            "nonlinearity",
            "Squashes each unit of an RNN: tanh stays between -1 and 1, relu cuts off below 0.",
        );
        hidden: SettingText = setting(
            "hidden size",
            "Units in each layer: more can remember and shape more, and cost more ({range}).",
        );
        layers: SettingText = setting(
            "layers",
            "Recurrent layers on top of each other; each reads the one below ({range}).",
        );
        data: SettingText = setting(
            "data",
            "What the network reads, and what it should answer: data that rnnscope makes, or a \
             table in a CSV file.",
        );
        data_sha256: SettingText = setting(
            "SHA-256 of the table",
            "Fingerprint the table's file must have.",
        );
        inputs: SettingText = setting(
            "inputs",
            "What the network reads, one for each input: a formula of t such as sin(t), or a \
             column of the table (without any: all number columns; at most 32).",
        );
        targets: SettingText = setting(
            "targets",
            "What the network should answer, one for each target: a formula of t, or a column of \
             the table (without any: the last number column beside inputs, else what is read; at \
             most 8).",
        );
        samples: SettingText = setting(
            "samples",
            "Rows of the table that a generator makes ({range}).",
        );
        noise: SettingText = setting(
            "noise",
            "Standard deviation of the noise on what the network reads ({range}).",
        );
        target_noise: SettingText = setting(
            "target noise",
            "Standard deviation of the noise on what the network should answer ({range}).",
        );
        data_seed: SettingText = setting(
            "data seed",
            "Decides the noise, or the table that a generator makes: the same seed gives every \
             sample again.",
        );
        horizon: SettingText = setting(
            "horizon",
            "How many rows ahead of what is read the targets lie ({range}).",
        );
        split: SettingText = setting(
            "split",
            "Percent of the samples to train on, to validate on and to test on, in the order of \
             time.",
        );
        scale: SettingText = setting(
            "scale",
            "How each column is scaled, by its training rows: standard to mean 0 and deviation 1, \
             minmax to 0 to 1.",
        );
        missing: SettingText = setting(
            "missing cells",
            "What becomes of cells without a number: error refuses the table, drop leaves out \
             their rows, forward repeats the last value, interpolate draws a line.",
        );
        missing_value: SettingText = setting(
            "missing value",
            "A further mark of missing cells, such as -999 (beside empty, ?, NA, N/A, NaN, null \
             and -).",
        );
        stride: SettingText = setting(
            "stride",
            "Samples between the beginnings of two windows of a table ({range}).",
        )
        .number("every");
        shuffle: SettingText = setting(
            "shuffle",
            "Draws a new order of a table's windows for each epoch, as PyTorch's randperm does.",
        );
        validate_every: SettingText = setting(
            "validate every",
            "After how many steps the network is judged on the validation part, or after each \
             epoch.",
        )
        .number("steps");
        patience: SettingText = setting(
            "patience",
            "Validations without a better one after which the run stops; its results are then \
             those of the best.",
        )
        .number("after");
        season: SettingText = setting(
            "season",
            "After how many rows the data come round, for the guess that repeats what was a season \
             ago: 24 for hours of a day; auto finds it in the training part.",
        )
        .number("rows");
        forecast: SettingText = setting(
            "forecast",
            "How many rows beyond the table's end are forecast ({range}).",
        );
        time_steps: SettingText = setting(
            "time steps",
            "Samples in one window: gradients flow back through this many and no further \
             ({range}).",
        );
        batch: SettingText = setting(
            "batch",
            "Windows trained on at once, each starting one window after the last ({range}).",
        );
        spacing: SettingText = setting(
            "spacing",
            "Distance between samples: half-turn fits half a period into every window, or give \
             radians.",
        );
        endpoint: SettingText = setting(
            "end point",
            "Includes the last point of the half turn, as numpy's linspace does: samples are \
             π/(T-1) apart.",
        );
        state: SettingText = setting(
            "state between windows",
            "Memory at a window's border: carry keeps its numbers but not its gradient (h_state = \
             h_state.data), reset clears it, none forgets at every time step.",
        )
        .short("state")
        .see_also(" The lens \"Window border\" shows it.");
        optimizer: SettingText = setting(
            "optimizer",
            "Rule that turns gradients into new weights. Changing it starts its averages anew.",
        );
        lr: SettingText = setting(
            "learning rate",
            "Size of each update: too small crawls, too large jumps about or diverges ({range}).",
        );
        weight_decay: SettingText = setting(
            "weight decay",
            "Pulls every weight towards zero at each update ({range}; 0 is off).",
        );
        beta1: SettingText = setting(
            "beta 1",
            "Part of the gradients' average that is kept at each update: more is smoother and \
             slower to turn.",
        );
        beta2: SettingText = setting(
            "beta 2",
            "Part of the squared gradients' average that is kept at each update; by its root each \
             weight's steps are divided.",
        );
        eps: SettingText = setting(
            "epsilon",
            "Added to the root by which each weight's steps are divided, so that small gradients \
             don't make large steps.",
        );
        amsgrad: SettingText = setting(
            "AMSGrad",
            "Divides by the greatest average of squared gradients so far, so that steps don't grow \
             again where gradients are rare.",
        );
        clip: SettingText = setting(
            "gradient clipping",
            "Shrinks gradients whose norm over all weights exceeds this, so that one bad window \
             can't wreck the run.",
        )
        .short("clip norm at");
        loss: SettingText = setting(
            "loss function",
            "What an error costs: MSE squares it, so that large ones count most, MAE takes its \
             size, Huber squares errors up to 1 and takes the size of larger ones.",
        );
        loss_on: SettingText = setting(
            "loss on",
            "Which answers count: all of a window, or the last alone, which has seen all of it.",
        );
        weights: SettingText = setting(
            "initial weights",
            "How weights are drawn: PyTorch's numbers for the seed, or Keras' scheme (Glorot, \
             orthogonal).",
        );
        seed: SettingText = setting(
            "seed",
            "Decides the initial weights, as torch.manual_seed does: the same seed repeats the \
             same run.",
        );
        engine: SettingText = setting(
            "engine",
            "What computes a step: kernel is made for speed, candle runs the plain formulas and \
             differentiates them by itself. There are two so that you can see that the fast one \
             finds the same numbers, and how much faster it is.",
        );
        steps: SettingText = setting(
            "steps",
            "Training steps of a run without a window; in the window, the step to pause at.",
        );
        init: SettingText = setting(
            "weights file",
            "Starts from the weights in a safetensors file with PyTorch's names.",
        );
        init_sha256: SettingText = setting(
            "SHA-256 of the weights file",
            "Fingerprint the weights file must have.",
        );
    }
}
