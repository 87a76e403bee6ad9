//! One layer at one time step, forward, with the slopes that lead back through it.
//!
//! A cell says how its gates' sums become a new state, and the [`LocalJacobian`] of that, in its
//! `step64.rs`. Whatever goes back through a network, or asks for a Jacobian, needs nothing else.

use crate::config::{Cell, Nonlinearity, each_cell};
use crate::network::Spec;
use crate::network::cell::{self, ByRole};

use super::equation::{Equation, Terms, UnitSums};
use super::product::{add_elementwise, add_product, add_transposed};

/// The weights of one layer, row-major as PyTorch has them.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    /// Kind of unit.
    pub cell: Cell,
    /// Nonlinearity of a cell that leaves the choice.
    pub nonlinearity: Nonlinearity,
    /// Whether a time step sees the one before it.
    pub recurrent: bool,
    /// Units.
    pub hidden: usize,
    /// What the layer reads at a time step.
    pub inputs: usize,
    /// Its parameters; empty where the cell hasn't such a one.
    pub weights: ByRole<&'a [f32]>,
}

/// What one layer computes at one time step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellStep {
    /// Hidden state, H numbers.
    pub h: Vec<f64>,
    /// Cell state, H numbers; empty where the cell has none.
    pub c: Vec<f64>,
    /// The gates after their nonlinearity, gate after gate, H numbers each; empty for cells without.
    pub gates: Vec<f64>,
    /// How the new state follows the old one and the gates' sums.
    pub slopes: LocalJacobian,
}

/// What the new state of a layer is made of.
#[derive(Clone, Copy, Debug)]
pub(in crate::network) struct Sums<'a> {
    /// a = W x + b, gates·H numbers.
    pub(in crate::network) of_input: &'a [f64],
    /// m = U h + b′, gates·H numbers.
    pub(in crate::network) of_state: &'a [f64],
    /// The hidden state before, H numbers.
    pub(in crate::network) h: &'a [f64],
    /// The cell state before, H numbers; empty where the cell has none.
    pub(in crate::network) c: &'a [f64],
}

/// Derivatives of one time step, unit by unit: every other one is zero.
///
/// Write a = W x + b for what the input gives to a gate and m = U h + b′ for what the state gives;
/// they come apart because the GRU's reset gate stands between m and n.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalJacobian {
    /// ∂h′/∂a, gate after gate.
    pub h_by_input: Vec<f64>,
    /// ∂h′/∂m, gate after gate.
    pub h_by_state: Vec<f64>,
    /// ∂c′/∂a = ∂c′/∂m, gate after gate, where there is a c.
    pub c_by_gate: Vec<f64>,
    /// ∂h′/∂h past the gates (the GRU's z).
    pub h_by_h: Vec<f64>,
    /// ∂h′/∂c past the gates, where there is a c.
    pub h_by_c: Vec<f64>,
    /// ∂c′/∂c past the gates, where there is a c.
    pub c_by_c: Vec<f64>,
}

impl LocalJacobian {
    /// The mean of several time steps' slopes.
    pub fn mean(of: &[&Self]) -> Self {
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

impl<'a> Layer<'a> {
    /// A layer of `spec` that reads `inputs` numbers, with its parameters in the cell's order.
    pub(super) fn new(spec: &Spec, inputs: usize, parameters: &[&'a [f32]]) -> Self {
        Self {
            cell: spec.cell,
            nonlinearity: spec.nonlinearity,
            recurrent: spec.recurrent,
            hidden: spec.hidden,
            inputs,
            weights: spec
                .cell
                .about()
                .by_role(|place| parameters.get(place).copied().unwrap_or(&[])),
        }
    }

    /// One time step: `x` are the layer's inputs, `h` and `c` the state before it (`c` matters only
    /// where the cell has a cell state). Without recurrence the state before counts as zeros.
    pub(super) fn step(&self, x: &[f64], h: &[f64], c: &[f64]) -> CellStep {
        let zeros;
        let (h, c) = if self.recurrent {
            (h, c)
        } else {
            zeros = vec![0.0; self.hidden];
            (&zeros[..], &zeros[..])
        };
        let (of_input, of_state) = (&self.of_input(x)[..], &self.of_state(h)[..]);
        step(self.cell, self.nonlinearity, Sums { of_input, of_state, h, c })
    }

    /// W x + b, gates·H numbers.
    fn of_input(&self, x: &[f64]) -> Vec<f64> {
        let mut sums = self.bias(self.weights.input_bias);
        add_product(self.weights.input_weight.unwrap_or(&[]), x, &mut sums);
        sums
    }

    /// U h + b′ or u ⊙ h + b′, gates·H numbers.
    fn of_state(&self, h: &[f64]) -> Vec<f64> {
        let mut sums = self.bias(self.weights.recurrent_bias);
        let weight = self.recurrent_weight();
        if self.recurrent && self.is_elementwise() {
            add_elementwise(weight, h.iter().cycle(), &mut sums);
        } else if self.recurrent {
            add_product(weight, h, &mut sums);
        }
        sums
    }

    /// A unit's time step as it is written down; `x`, `h` and `c` as for a step of the layer.
    pub fn equations(&self, unit: usize, x: &[f64], h: &[f64], c: &[f64]) -> Vec<Equation> {
        equations(self.cell, self.nonlinearity, &self.unit_sums(unit, x, h, c))
    }

    /// What a unit's new state is made of.
    fn unit_sums(&self, unit: usize, x: &[f64], h: &[f64], c: &[f64]) -> UnitSums {
        let own =
            |state: &[f64]| state.get(unit).copied().filter(|_| self.recurrent).unwrap_or_default();
        let own_weight = self.recurrent_weight().get(unit).copied().map(f64::from);
        let block = |block: usize| self.terms(block * self.hidden + unit, x, h);
        UnitSums {
            blocks: (0..self.cell.about().blocks).map(block).collect(),
            own_weight: own_weight.filter(|_| self.is_elementwise()),
            h: own(h),
            c: own(c),
        }
    }

    /// What a row of the gates' sums is made of.
    fn terms(&self, row: usize, x: &[f64], h: &[f64]) -> Terms {
        let at = |numbers: Option<&[f32]>| {
            numbers.and_then(|numbers| numbers.get(row)).map_or(0.0, |number| f64::from(*number))
        };
        let product = |weight: Option<&[f32]>, by: &[f64]| {
            let weight = weight.unwrap_or(&[]).chunks_exact(by.len().max(1)).nth(row);
            let products = weight.unwrap_or(&[]).iter().zip(by);
            products.map(|(weight, value)| f64::from(*weight) * value).sum()
        };
        let weights = &self.weights;
        let state = match (self.recurrent, self.is_elementwise()) {
            (false, _) => 0.0,
            (true, true) => at(weights.recurrent_weight) * h[row % self.hidden],
            (true, false) => product(weights.recurrent_weight, h),
        };
        Terms {
            input: product(weights.input_weight, x),
            input_bias: at(weights.input_bias),
            state,
            state_bias: at(weights.recurrent_bias),
        }
    }

    fn bias(&self, bias: Option<&[f32]>) -> Vec<f64> {
        match bias {
            Some(bias) => bias.iter().copied().map(f64::from).collect(),
            None => vec![0.0; self.cell.about().blocks * self.hidden],
        }
    }

    fn recurrent_weight(&self) -> &'a [f32] {
        self.weights.recurrent_weight.unwrap_or(&[])
    }

    fn is_elementwise(&self) -> bool {
        self.cell.about().is_elementwise()
    }

    /// Adds to `by_h` what reaches the hidden state before through the recurrent weights: Uᵀ ∂m.
    pub(super) fn add_back_through_time(&self, by_state_sum: &[f64], by_h: &mut [f64]) {
        let weight = self.recurrent_weight();
        if self.is_elementwise() {
            for (weight, sums) in self.by_block(weight).zip(by_state_sum.chunks_exact(self.hidden))
            {
                add_elementwise(weight, sums.iter(), by_h);
            }
        } else {
            add_transposed(weight, by_state_sum, by_h);
        }
    }

    fn by_block(&self, weight: &'a [f32]) -> impl Iterator<Item = &'a [f32]> {
        weight.chunks_exact(self.hidden)
    }

    /// Shows the entries of ∂m/∂h that needn't be zero: row (a gate's unit, gate after gate), column
    /// (the unit before), value.
    pub fn recurrent_entries(&self, mut see: impl FnMut(usize, usize, f64)) {
        let (weight, hidden) = (self.recurrent_weight(), self.hidden);
        for (at, &weight) in weight.iter().enumerate() {
            let (row, column) =
                if self.is_elementwise() { (at, at % hidden) } else { (at / hidden, at % hidden) };
            see(row, column, f64::from(weight));
        }
    }

    /// Shows what ∂(state′)/∂(state) is the sum of: row, column, part. The state is h, or h and c
    /// one after the other.
    pub fn state_to_state(&self, slopes: &LocalJacobian, mut add: impl FnMut(usize, usize, f64)) {
        let (hidden, with_cell) = (self.hidden, self.cell.about().cell_state);
        self.recurrent_entries(|row, column, weight| {
            // The matrix is stacked gate after gate; each gate's row belongs to one unit.
            let unit = row % hidden;
            add(unit, column, slopes.h_by_state[row] * weight);
            if with_cell {
                add(hidden + unit, column, slopes.c_by_gate[row] * weight);
            }
        });
        for (unit, slope) in slopes.h_by_h.iter().enumerate() {
            add(unit, unit, *slope);
        }
        for (unit, (h, c)) in slopes.h_by_c.iter().zip(&slopes.c_by_c).enumerate() {
            add(unit, hidden + unit, *h);
            add(hidden + unit, hidden + unit, *c);
        }
    }
}

/// One time step as each cell of the list computes it.
macro_rules! by_cell {
    ($($module:ident: $variant:ident = $name:literal, $facts:tt, $sentence:literal;)+) => {
        fn step(cell: Cell, nonlinearity: Nonlinearity, sums: Sums<'_>) -> CellStep {
            match cell { $(Cell::$variant => cell::$module::step64::step(nonlinearity, sums),)+ }
        }

        fn equations(cell: Cell, nonlinearity: Nonlinearity, unit: &UnitSums) -> Vec<Equation> {
            match cell {
                $(Cell::$variant => cell::$module::equations::equations(nonlinearity, unit),)+
            }
        }
    };
}

each_cell!(by_cell);

/// 1 / (1 + e⁻ˣ).
pub(in crate::network) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}
