//! One layer at one time step, forward, with the slopes that lead back through it.
//!
//! A cell is one file: its forward pass and its [`Slopes`]. Whatever goes back through a network, or
//! asks for a Jacobian, needs nothing else of it.

mod gru;
mod lstm;
mod rnn;

use crate::config::{Cell, Nonlinearity};

use super::product::add_product;

/// The weights of one layer, row-major as PyTorch has them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layer<'a> {
    /// Kind of unit.
    pub(super) cell: Cell,
    /// Nonlinearity of the Elman network.
    pub(super) nonlinearity: Nonlinearity,
    /// Whether a time step sees the one before it.
    pub(super) recurrent: bool,
    /// Units.
    pub(super) hidden: usize,
    /// gates·H × inputs.
    pub(super) weight_ih: &'a [f32],
    /// gates·H × H.
    pub(super) weight_hh: &'a [f32],
    /// gates·H.
    pub(super) bias_ih: &'a [f32],
    /// gates·H.
    pub(super) bias_hh: &'a [f32],
}

/// What one layer computes at one time step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// Hidden state, H numbers.
    pub h: Vec<f64>,
    /// Cell state, H numbers; empty unless the cell is an LSTM.
    pub c: Vec<f64>,
    /// The gates after their nonlinearity, gate after gate, H numbers each; empty for the RNN.
    pub gates: Vec<f64>,
    /// How the new state follows the old one and the pre-activations.
    pub(super) slopes: Slopes,
}

/// Derivatives of one time step, unit by unit: every other one is zero.
///
/// Write a = W x + b for what the input gives to a gate and m = U h + b′ for what the state gives;
/// they come apart because the GRU's reset gate stands between m and n.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Slopes {
    /// ∂h′/∂a, gate after gate.
    pub(super) h_by_input: Vec<f64>,
    /// ∂h′/∂m, gate after gate.
    pub(super) h_by_state: Vec<f64>,
    /// ∂c′/∂a = ∂c′/∂m, gate after gate; LSTM only.
    pub(super) c_by_gate: Vec<f64>,
    /// ∂h′/∂h past the gates; GRU only.
    pub(super) h_by_h: Vec<f64>,
    /// ∂h′/∂c past the gates; LSTM only.
    pub(super) h_by_c: Vec<f64>,
    /// ∂c′/∂c past the gates; LSTM only.
    pub(super) c_by_c: Vec<f64>,
}

impl Slopes {
    /// The mean of several time steps' slopes.
    pub(super) fn mean(of: &[&Self]) -> Self {
        let mean = |part: &dyn Fn(&Self) -> &Vec<f64>| {
            let mut sums = vec![0.0; of.first().map_or(0, |slopes| part(slopes).len())];
            for slopes in of {
                sums.iter_mut().zip(part(slopes)).for_each(|(sum, slope)| *sum += slope);
            }
            sums.iter_mut().for_each(|sum| *sum /= of.len() as f64);
            sums
        };
        Self {
            h_by_input: mean(&|slopes| &slopes.h_by_input),
            h_by_state: mean(&|slopes| &slopes.h_by_state),
            c_by_gate: mean(&|slopes| &slopes.c_by_gate),
            h_by_h: mean(&|slopes| &slopes.h_by_h),
            h_by_c: mean(&|slopes| &slopes.h_by_c),
            c_by_c: mean(&|slopes| &slopes.c_by_c),
        }
    }
}

impl Layer<'_> {
    /// One time step: `x` are the layer's inputs, `h` and `c` the state before it (`c` matters to
    /// the LSTM only). Without recurrence the state before counts as zeros.
    pub(super) fn step(&self, x: &[f64], h: &[f64], c: &[f64]) -> Moment {
        let zeros;
        let (h, c) = if self.recurrent {
            (h, c)
        } else {
            zeros = vec![0.0; self.hidden];
            (&zeros[..], &zeros[..])
        };
        let (of_input, of_state) = (self.of_input(x), self.of_state(h));
        match self.cell {
            Cell::Rnn => rnn::step(self.nonlinearity, &of_input, &of_state),
            Cell::Lstm => lstm::step(&of_input, &of_state, c),
            Cell::Gru => gru::step(&of_input, &of_state, h),
        }
    }

    /// W x + b, gates·H numbers.
    fn of_input(&self, x: &[f64]) -> Vec<f64> {
        let mut sums: Vec<f64> = self.bias_ih.iter().copied().map(f64::from).collect();
        add_product(self.weight_ih, x, &mut sums);
        sums
    }

    /// U h + b′, gates·H numbers.
    fn of_state(&self, h: &[f64]) -> Vec<f64> {
        let mut sums: Vec<f64> = self.bias_hh.iter().copied().map(f64::from).collect();
        if self.recurrent {
            add_product(self.weight_hh, h, &mut sums);
        }
        sums
    }
}

/// The names of a cell's gates, in the order of [`Moment::gates`].
pub const fn gate_names(cell: Cell) -> &'static [&'static str] {
    match cell {
        Cell::Rnn => &[],
        Cell::Lstm => &["i", "f", "g", "o"],
        Cell::Gru => &["r", "z", "n"],
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}
