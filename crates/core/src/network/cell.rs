//! The cells, a folder each, and what there is to say of one beside its arithmetic.
//!
//! A folder holds five files: `mod.rs` says what the cell is ([`About`]), `formula.rs` is its time
//! step in candle's operations, `step64.rs` the same in float64 with its slopes, `unit.rs` the same
//! on vectors, for the kernel, `equations.rs` the same as it is written down, for readers. The list of
//! cells is in `config`; the folders follow from it.

use crate::config::{Cell, each_cell};

use super::parameters::Entry;
use crate::wording::{GateText, Wording};

/// What a cell is, beside its arithmetic.
#[derive(Debug)]
pub struct About {
    /// Blocks of the weights' rows, each H high.
    pub blocks: usize,
    /// The gates, in the order of the blocks; none where there is nothing to show beside h.
    pub gates: &'static [Gate],
    /// Whether there is a cell state c beside the hidden state h.
    pub cell_state: bool,
    /// How h of the time step before comes into the next one.
    pub recurrence: Recurrence,
    /// A layer's parameters, in the order in which they are drawn and stored.
    pub parameters: &'static [LayerParameter],
}

/// A gate, or a candidate for the state, which is computed as gates are.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// Its letter in formulas.
    pub letter: &'static str,
    /// Whether it lies between 0 and 1; a candidate lies between −1 and 1.
    pub lets_pass: bool,
    words: GateWords,
}

/// Where that stands which is said of a gate.
type GateWords = fn(&'static Wording) -> &'static GateText;

impl Gate {
    /// A gate between 0 and 1.
    const fn new(letter: &'static str, words: GateWords) -> Self {
        Self { letter, words, lets_pass: true }
    }

    /// A candidate for the state, between −1 and 1.
    const fn candidate(letter: &'static str, words: GateWords) -> Self {
        Self { letter, words, lets_pass: false }
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        self.words_in(Wording::in_force()).name
    }

    /// What its values mean, in one sentence.
    pub fn meaning(&self) -> &'static str {
        self.words_in(Wording::in_force()).meaning
    }

    /// What is said of it in a language.
    pub fn words_in(&self, words: &'static Wording) -> &'static GateText {
        (self.words)(words)
    }
}

/// How the hidden state comes into the next time step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every unit sees all units: U h, with U of blocks·H × H.
    Matrix,
    /// Every unit sees itself only: u ⊙ h, with u of blocks·H.
    Elementwise,
}

/// One parameter of a layer.
#[derive(Clone, Copy, Debug)]
pub struct LayerParameter {
    /// What it does.
    pub role: Role,
    /// Its name, between `rnn.` and the layer's number.
    pub name: &'static str,
    /// How Keras draws it.
    pub keras: KerasDraw,
}

/// What a parameter does in a layer. Each role is taken once at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// W, by which the inputs come in.
    InputWeight,
    /// U, by which the hidden state comes back.
    RecurrentWeight,
    /// What is added to W x.
    InputBias,
    /// What is added to U h.
    RecurrentBias,
}

/// How Keras draws a parameter of this kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KerasDraw {
    /// Glorot & Bengio 2010: U(−b, b) with b = √(6 / (fan in + fan out)).
    Glorot,
    /// A matrix with orthonormal columns.
    Orthogonal,
    /// Zeros.
    Zeros,
    /// Zeros, but ones in this block of rows (`unit_forget_bias`).
    OnesIn(usize),
    /// U(−b, b) with this b.
    Uniform(f64),
}

/// The four parameters of a layer that PyTorch's `RNN`, `LSTM` and `GRU` have, in its order.
pub(super) const fn pytorch_parameters(bias_ih: KerasDraw) -> [LayerParameter; 4] {
    use Role::{InputBias, InputWeight, RecurrentBias, RecurrentWeight};
    [
        LayerParameter { role: InputWeight, name: "weight_ih", keras: KerasDraw::Glorot },
        LayerParameter { role: RecurrentWeight, name: "weight_hh", keras: KerasDraw::Orthogonal },
        LayerParameter { role: InputBias, name: "bias_ih", keras: bias_ih },
        LayerParameter { role: RecurrentBias, name: "bias_hh", keras: KerasDraw::Zeros },
    ]
}

impl About {
    /// The place of a role's parameter among a layer's, if the cell has it.
    pub const fn place(&self, role: Role) -> Option<usize> {
        let mut place = 0;
        while place < self.parameters.len() {
            if self.parameters[place].role as u8 == role as u8 {
                return Some(place);
            }
            place += 1;
        }
        None
    }

    /// A layer's parameters by what they do, taken from all of them in the cell's order.
    pub fn by_role<T>(&self, mut parameters: impl FnMut(usize) -> T) -> ByRole<T> {
        let mut of = |role| self.place(role).map(&mut parameters);
        ByRole {
            input_weight: of(Role::InputWeight),
            recurrent_weight: of(Role::RecurrentWeight),
            input_bias: of(Role::InputBias),
            recurrent_bias: of(Role::RecurrentBias),
        }
    }

    /// Whether it has gates.
    pub const fn is_gated(&self) -> bool {
        !self.gates.is_empty()
    }

    /// Whether every unit sees itself only.
    pub const fn is_elementwise(&self) -> bool {
        matches!(self.recurrence, Recurrence::Elementwise)
    }

    /// Numbers of a role's parameter in a layer of `hidden` units that reads `inputs` numbers.
    pub const fn numbers(&self, role: Role, inputs: usize, hidden: usize) -> usize {
        let rows = self.blocks * hidden;
        match (role, self.recurrence) {
            (Role::InputWeight, _) => rows * inputs,
            (Role::RecurrentWeight, Recurrence::Matrix) => rows * hidden,
            _ => rows,
        }
    }

    /// The variables of a layer, their names and shapes.
    pub fn entries(
        &self,
        layer: usize,
        inputs: usize,
        hidden: usize,
    ) -> impl Iterator<Item = Entry> {
        let rows = self.blocks * hidden;
        self.parameters.iter().map(move |parameter| Entry {
            name: format!("rnn.{}_l{layer}", parameter.name),
            shape: match (parameter.role, self.recurrence) {
                (Role::InputWeight, _) => vec![rows, inputs],
                (Role::RecurrentWeight, Recurrence::Matrix) => vec![rows, hidden],
                _ => vec![rows],
            },
        })
    }
}

/// Something for each role; nothing where the cell hasn't such a parameter.
#[derive(Clone, Copy, Debug)]
pub struct ByRole<T> {
    /// Of W.
    pub input_weight: Option<T>,
    /// Of U.
    pub recurrent_weight: Option<T>,
    /// Of what is added to W x.
    pub input_bias: Option<T>,
    /// Of what is added to U h.
    pub recurrent_bias: Option<T>,
}

/// Makes the list's folders modules, and tells of each cell what it is.
macro_rules! describe {
    ($($module:ident: $variant:ident = $name:literal, $facts:tt, $sentence:literal;)+) => {
        $(pub(super) mod $module;)+

        impl Cell {
            /// What the cell is, beside its name.
            pub const fn about(self) -> &'static About {
                match self { $(Self::$variant => &$module::ABOUT,)+ }
            }
        }
    };
}

each_cell!(describe);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_cell_fits_together() {
        for cell in Cell::ALL {
            let about = cell.about();
            assert!(about.gates.is_empty() || about.gates.len() == about.blocks, "{cell}");
            for role in
                [Role::InputWeight, Role::RecurrentWeight, Role::InputBias, Role::RecurrentBias]
            {
                let taken = about.parameters.iter().filter(|parameter| parameter.role == role);
                assert!(taken.count() <= 1, "{cell}: {role:?}");
            }
            assert!(about.place(Role::InputWeight).is_some(), "{cell}");
            assert!(about.place(Role::RecurrentWeight).is_some(), "{cell}");
            for parameter in about.parameters {
                if let KerasDraw::OnesIn(block) = parameter.keras {
                    assert!(block < about.blocks, "{cell}: {}", parameter.name);
                }
            }
        }
    }
}
