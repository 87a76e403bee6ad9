//! One window as it is trained on: the rows that are read, and those that should be answered.

use crate::config::{Config, LossOn};
use crate::table::{Overview, Preparation, Roles};

/// The first window of the training part.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstWindow {
    /// Rows that are read.
    pub time_steps: usize,
    /// Rows from each of them to what is to be answered there.
    pub horizon: usize,
    /// What is read: `time_steps` rows from the first on.
    pub inputs: Vec<WindowLine>,
    /// What is to be answered: as many rows, `horizon` later.
    pub targets: Vec<WindowLine>,
    /// Whether only the last answer counts.
    pub counts_last: bool,
}

/// A column in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowLine {
    /// Its place in the overview.
    pub column: usize,
    /// Its numbers in the data's units. There are fewer than rows where the window goes on beyond the rows of which
    /// an overview has all numbers.
    pub values: Vec<f64>,
}

impl FirstWindow {
    /// The first window that `config` cuts from a table; none where its beginning has no number.
    pub(super) fn of(overview: &Overview, roles: &Roles, config: &Config) -> Option<Self> {
        let samples = overview.beginning(roles, &Preparation::of(config)).ok()?;
        let (time_steps, horizon) = (config.time_steps, samples.horizon);
        let line = |column: usize, place: usize, first: usize| {
            let values = samples.columns.get(place)?.values.iter().skip(first).take(time_steps);
            Some(WindowLine { column, values: values.copied().collect() })
        };
        let lines = |columns: &[usize], places: &[usize], first: usize| {
            let pairs = columns.iter().zip(places);
            pairs.filter_map(|(column, place)| line(*column, *place, first)).collect()
        };
        Some(Self {
            time_steps,
            horizon,
            inputs: lines(&roles.inputs, &samples.inputs, 0),
            targets: lines(&roles.targets, &samples.targets, horizon),
            counts_last: config.loss_on == LossOn::Last,
        })
    }

    /// The least and the greatest number of a column in the window, be it read or answered.
    pub fn range(&self, column: usize) -> Option<(f64, f64)> {
        let lines = self.inputs.iter().chain(&self.targets).filter(|line| line.column == column);
        let values = lines.flat_map(|line| &line.values).filter(|value| value.is_finite());
        values.map(|value| (*value, *value)).reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
    }
}
