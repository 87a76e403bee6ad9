//! The weights as they are: every matrix, how far it has come since the run began, and how its
//! numbers are spread.

use crate::config::Config;
use crate::trainer::{Trainer, TrainerError};

use super::output::{Entry, Found, LensOutput};
use super::{Frozen, LensContext, Values};
use crate::text::{Reason, Texts};

/// Bins of a histogram; odd, so that zero lies in the middle of one.
const BINS: usize = 41;

/// There are no variables.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{}", Texts::in_force().obstacles.no_weights)]
struct NoWeights;

/// One variable at one step, beside the names of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The step the network is at.
    pub step: u64,
    /// Every variable's name, in PyTorch's order.
    pub names: Vec<String>,
    /// The one asked for.
    pub shown: Variable,
}

/// One variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// PyTorch's name.
    pub name: String,
    /// Rows, 1 for a bias.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Row-major.
    pub values: Vec<f32>,
    /// Value minus value at the run's beginning, row-major.
    pub changes: Vec<f32>,
    /// How the values are spread.
    pub histogram: Histogram,
}

/// How often numbers lie in each of some equal bins around zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// The bins lie between −reach and reach.
    pub reach: f32,
    /// Numbers in each bin, the most negative first.
    pub counts: Vec<u32>,
}

impl LensOutput for Weights {
    const ENTRY: Entry = Entry::new("weights");
    /// A variable's number in PyTorch's order.
    type Choice = usize;

    /// The lowest layer's recurrent matrix: where a recurrent network's memory is.
    fn first() -> usize {
        1
    }

    fn find(context: &mut LensContext<'_>, index: &usize) -> Result<Found<Self>, Reason> {
        let initial = match context.memory.initial.take() {
            Some(initial) => initial,
            None => initial(&context.frozen.config)?,
        };
        let seen = weights(context.frozen, *index, &initial);
        context.memory.initial = Some(initial);
        Found::now(seen.ok_or(NoWeights))
    }

    fn step(&self) -> u64 {
        self.step
    }
}

/// The variables that a run with this configuration begins with.
///
/// # Errors
/// When the configuration is wrong or its weights file can't be used.
pub fn initial(config: &Config) -> Result<Vec<Values>, TrainerError> {
    Ok(Frozen::now(&Trainer::new(config)?, 0)?.parameters)
}

/// A variable by its number in PyTorch's order, the last one beyond, compared with what the run began
/// with (see [`initial`]). None of a network without variables.
pub fn weights(frozen: &Frozen, index: usize, initial: &[Values]) -> Option<Weights> {
    let parameters = &frozen.parameters;
    let shown = variable(parameters.get(index).or(parameters.last())?, initial);
    let names = parameters.iter().map(|variable| variable.name.clone()).collect();
    Some(Weights { step: frozen.step, names, shown })
}

/// A variable, compared with what the run began with (see [`initial`]).
pub fn variable(now: &Values, initial: &[Values]) -> Variable {
    let before = initial.iter().find(|before| before.name == now.name);
    let changes = match before.filter(|before| before.shape == now.shape) {
        Some(before) => now.values.iter().zip(&before.values).map(|(a, b)| a - b).collect(),
        None => vec![0.0; now.values.len()],
    };
    let columns = now.columns();
    Variable {
        name: now.name.clone(),
        rows: now.values.len() / columns,
        columns,
        histogram: Histogram::of(&now.values),
        values: now.values.clone(),
        changes,
    }
}

impl Histogram {
    /// Of some numbers; those that aren't finite aren't counted.
    pub fn of(values: &[f32]) -> Self {
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        let reach = finite().map(f32::abs).fold(0.0, f32::max);
        let mut counts = vec![0; BINS];
        for value in finite() {
            let part = if reach > 0.0 { (value / reach + 1.0) / 2.0 } else { 0.5 };
            counts[((part * BINS as f32) as usize).min(BINS - 1)] += 1;
        }
        Self { reach, counts }
    }
}
