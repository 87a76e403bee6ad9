//! What the presets are.

use super::texts;

/// What is said of a preset.
#[derive(Clone, Copy, Debug)]
pub struct PresetText {
    /// What it is called in the window.
    pub label: &'static str,
    /// What it is, and what it teaches, or what still differs from its original.
    pub sentence: &'static str,
}

/// A preset with what it is called and what it is.
pub(super) const fn preset(label: &'static str, sentence: &'static str) -> PresetText {
    PresetText { label, sentence }
}

texts! {
    /// What is said of each preset, under its name.
    PresetWords {
        pytorch: PresetText = preset(
            "pytorch",
            "The PyTorch tutorial: an RNN that carries its state, with the weights of \
             torch.manual_seed(seed); only the phases differ, which the tutorial rounds to float32.",
        );
        tensorflow: PresetText = preset(
            "tensorflow",
            "The TensorFlow tutorial, whose windows include their end point; the initial weights \
             differ: PyTorch's are drawn instead of TensorFlow's own.",
        );
        keras: PresetText = preset(
            "keras",
            "The Keras tutorial: a batched LSTM with weights drawn in Keras' way; the random numbers \
             differ from Keras', and the state isn't advanced a second time by a predict after each \
             step.",
        );
        sin_half: PresetText = preset(
            "sin-half",
            "sin t/2 from sin t: the same input has two right answers, and only the memory of what \
             came before tells which.",
        );
        square_from_sine: PresetText = preset(
            "square-from-sine",
            "A square wave from sin t: its sign would do, so that nothing must be remembered, but \
             its jumps ask for steep weights.",
        );
        two_tones: PresetText = preset(
            "two-tones",
            "Two tones from their sum: one input and two targets, which only a memory of the past \
             can tell apart.",
        );
        mackey_glass: PresetText = preset(
            "mackey-glass",
            "A chaotic series twenty rows ahead: far enough that a network beats a straight line \
             through the past, which it doesn't one row ahead.",
        );
        lorenz: PresetText = preset(
            "lorenz",
            "A chaotic path in three numbers, ten rows ahead: three inputs and three targets, each \
             of which needs the other two.",
        );
        adding: PresetText = preset(
            "adding",
            "The sum of the two values marked last: gates must hold what was read up to 37 rows ago, \
             and only the last answer of a window counts.",
        );
        random_walk: PresetText = preset(
            "random-walk",
            "A random walk: no network beats the naive guess, however long it trains, and a loss \
             that falls on the training part is no sign that it does.",
        );
        table: PresetText = preset(
            "table",
            "A table of your own: a GRU on shuffled windows of 24 rows, judged on the validation \
             part after each epoch, until 20 of them bring nothing better.",
        );

        unknown(name: &str, all: &[&str]) = format!(
            "there is no preset named {name}; the presets are {}", all.join(", ")
        );
    }
}
