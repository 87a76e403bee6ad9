//! What the presets are.

use super::texts;

texts! {
    /// One sentence of each preset, under its name: what it is, and what it teaches, or what still differs from its
    /// original.
    PresetWords {
        pytorch =
            "The PyTorch tutorial: an RNN that carries its state, with the weights of \
             torch.manual_seed(seed); only the phases differ, which the tutorial rounds to float32.";
        tensorflow =
            "The TensorFlow tutorial, whose windows include their end point; the initial weights \
             differ: PyTorch's are drawn instead of TensorFlow's own.";
        keras =
            "The Keras tutorial: a batched LSTM with weights drawn in Keras' way; the random numbers \
             differ from Keras', and the state isn't advanced a second time by a predict after each \
             step.";
        sin_half =
            "sin t/2 from sin t: the same input has two right answers, and only the memory of what \
             came before tells which.";
        square_from_sine =
            "A square wave from sin t: its sign would do, so that nothing must be remembered, but \
             its jumps ask for steep weights.";
        two_tones =
            "Two tones from their sum: one input and two targets, which only a memory of the past \
             can tell apart.";
        mackey_glass =
            "A chaotic series twenty rows ahead: far enough that a network beats a straight line \
             through the past, which it doesn't one row ahead.";
        lorenz =
            "A chaotic path in three numbers, ten rows ahead: three inputs and three targets, each \
             of which needs the other two.";
        adding =
            "The sum of the two values marked last: gates must hold what was read up to 37 rows ago, \
             and only the last answer of a window counts.";
        random_walk =
            "A random walk: no network beats the naive guess, however long it trains, and a loss \
             that falls on the training part is no sign that it does.";
        table =
            "A table of your own: a GRU on shuffled windows of 24 rows, judged on the validation \
             part after each epoch, until 20 of them bring nothing better.";

        unknown(name: &str, all: &[&str]) = format!(
            "there is no preset named {name}; the presets are {}", all.join(", ")
        );
    }
}
