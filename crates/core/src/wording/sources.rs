//! What the data are that rnnscope makes, and of generators where they come from.

use super::texts;

/// What is said of data that rnnscope makes.
#[derive(Clone, Copy, Debug)]
pub struct SourceText {
    /// What it is called in the window.
    pub label: &'static str,
    /// What it is.
    pub sentence: &'static str,
    /// How a row follows from those before it, in its columns' names; empty of what is no generator.
    pub formula: &'static str,
    /// Who has described it, and where; empty of what is no generator.
    pub origin: &'static str,
}

/// A source with what it is called and what it is.
pub(super) const fn source(label: &'static str, sentence: &'static str) -> SourceText {
    SourceText { label, sentence, formula: "", origin: "" }
}

impl SourceText {
    /// The same of a table, with its formula and where that comes from.
    pub(super) const fn made_by(self, formula: &'static str, origin: &'static str) -> Self {
        Self { formula, origin, ..self }
    }
}

texts! {
    /// What is said of each source and each generator, under the name of its module.
    SourceWords {
        sin_cos: SourceText = source("sin → cos", "Read sin t, answer cos t.");
        noisy_sine: SourceText =
            source("noisy sin → cos", "The same, with noise on what is read.");
        formula: SourceText =
            source("formula", "Formulas of t: what is read, and what should be answered.");

        mackey_glass: SourceText = source(
            "Mackey-Glass",
            "A chaotic series with a memory of 17: what a short memory can foretell.",
        )
        .made_by(
            "dx/dt = 0.2 x(t − 17) / (1 + x(t − 17)^10) − 0.1 x(t); a row each unit of time",
            "M. C. Mackey and L. Glass 1977, Oscillation and chaos in physiological control \
             systems, Science 197, 287-289",
        );
        lorenz: SourceText = source(
            "Lorenz",
            "A chaotic path in three coordinates: several inputs and targets.",
        )
        .made_by(
            "dx/dt = 10 (y − x), dy/dt = x (28 − z) − y, dz/dt = x y − 8/3 z; a row each 0.02 units \
             of time",
            "E. N. Lorenz 1963, Deterministic nonperiodic flow, Journal of the Atmospheric Sciences \
             20, 130-141",
        );
        narma10: SourceText = source(
            "NARMA10",
            "A series driven by noise with a memory of ten steps: what a memory must hold.",
        )
        .made_by(
            "y(k + 1) = 0.3 y(k) + 0.05 y(k) (y(k) + … + y(k − 9)) + 1.5 u(k) u(k − 9) + 0.1; u \
             between 0 and 0.5",
            "A. F. Atiya and A. G. Parlos 2000, New results on recurrent network training, IEEE \
             Transactions on Neural Networks 11, 697-709",
        );
        chirp: SourceText = source(
            "chirp",
            "A tone that rises: what is learned at low frequencies, and asked for at high ones.",
        )
        .made_by(
            "x(k) = sin(2π (k/100 + 0.09 k²/(2 N)) + φ) for N rows: the period shrinks from 100 rows \
             to 10; φ is drawn",
            "the linear chirp of signal processing, as scipy.signal.chirp has it",
        );
        adding: SourceText = source(
            "adding",
            "Add the last two marked values: a long memory with nothing to interpolate.",
        )
        .made_by(
            "sum(k) = the two values marked last, up to row k, added; values between −1 and 1, \
             markers 1 to 19 rows apart",
            "after S. Hochreiter and J. Schmidhuber 1997, Long short-term memory, Neural Computation \
             9, 1735-1780 (experiment 4), as one stream",
        );
        delay_echo: SourceText = source(
            "delay echo",
            "Repeat what was read ten steps ago: memory and nothing else.",
        )
        .made_by(
            "echo(k) = x(k − 10), 0 in the first ten rows; x between −1 and 1, each value drawn anew",
            "one of the delays that H. Jaeger 2001, Short term memory in echo state networks, GMD \
             Report 152, measures memory by",
        );
        random_walk: SourceText = source(
            "random walk",
            "A walk of random steps: nothing beats the naive guess.",
        )
        .made_by(
            "x(k + 1) = x(k) + ε, x(0) = 0; each ε normal with deviation 1",
            "K. Pearson 1905, The problem of the random walk, Nature 72, 294; L. Bachelier 1900 for \
             prices",
        );
    }
}
