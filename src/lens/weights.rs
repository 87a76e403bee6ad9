//! The weights as they are: every matrix, how far it has come since the run began, and how its
//! numbers are spread.

use crate::config::Config;
use crate::trainer::{Trainer, TrainerError};

use super::{Frozen, Values};

/// Bins of a histogram; odd, so that zero lies in the middle of one.
const BINS: usize = 41;

/// One variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
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

/// The variables that a run with this configuration begins with.
///
/// # Errors
/// When the configuration is wrong or its weights file can't be used.
pub fn initial(config: &Config) -> Result<Vec<Values>, TrainerError> {
    Ok(Frozen::now(&Trainer::new(config)?, 0)?.parameters)
}

/// A variable, compared with what the run began with (see [`initial`]).
pub fn sheet(now: &Values, initial: &[Values]) -> Sheet {
    let before = initial.iter().find(|before| before.name == now.name);
    let changes = match before.filter(|before| before.shape == now.shape) {
        Some(before) => now.values.iter().zip(&before.values).map(|(a, b)| a - b).collect(),
        None => vec![0.0; now.values.len()],
    };
    let columns = now.columns();
    Sheet {
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
