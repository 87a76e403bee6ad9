//! What gates are, and which vectors can't be had.

use super::texts;

/// What is said of a gate.
#[derive(Clone, Copy, Debug)]
pub struct GateText {
    /// What it is called.
    pub name: &'static str,
    /// What its values mean, in one sentence.
    pub meaning: &'static str,
}

/// A gate, or a candidate for the state, with its name and its meaning.
pub(super) const fn gate(name: &'static str, meaning: &'static str) -> GateText {
    GateText { name, meaning }
}

texts! {
    /// Gates under their cell's name and their letter; and what is wrong with RNNSCOPE_VECTORS.
    NetworkWords {
        lstm_i: GateText =
            gate("input gate", "How much of the candidate g comes into the cell state.");
        lstm_f: GateText =
            gate("forget gate", "How much of the cell state stays: 1 keeps it, 0 forgets it.");
        lstm_g: GateText = gate(
            "candidate",
            "What is to be added to the cell state, as far as i lets it in.",
        );
        lstm_o: GateText =
            gate("output gate", "How much of tanh c is shown as the hidden state.");

        gru_r: GateText =
            gate("reset gate", "How much of the state before counts in the candidate n.");
        gru_z: GateText = gate(
            "update gate",
            "How much of the state before stays: 1 keeps it, 0 takes n.",
        );
        gru_n: GateText = gate(
            "candidate",
            "What is to become the hidden state, as far as z lets it in.",
        );

        no_such_vectors(variable: &str, value: &str) =
            format!("{variable} is {value:?}, but it can only be scalar, 256 or 512");
        no_vectors_here(variable: &str, bits: u32) = format!(
            "{variable} asks for vectors of {bits} bits, which this processor hasn't; leave it out"
        );
    }
}
