//! What needs no network: the last value, the value a season ago, the mean, and a linear regression on the
//! same window of inputs.

use super::linear::{self, Linear};
use super::{Part, measure, target_column};
use crate::table::Samples;

/// Errors of the baselines over a part and a target column: roots of mean squares, in the column's unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Baseline {
    /// The target column's value at the input row; none without a horizon, where it is the answer.
    pub naive: Option<f64>,
    /// Its value at the same place of a season before; none without a horizon or a season.
    pub seasonal: Option<f64>,
    /// The mean of the training part.
    pub mean: Option<f64>,
    /// A linear regression on as many time steps as the network reads; none where these are too many.
    pub linear: Option<f64>,
}

/// The baselines of a table, which no network has a part in.
#[derive(Clone, Debug)]
pub struct Baselines {
    /// For each part the target columns in their order.
    rows: Vec<Baseline>,
    /// For each target column the mean size of its changes in the training part.
    changes: Vec<Option<f64>>,
    /// Whether a window has so many numbers that no linear regression was made.
    too_large: bool,
}

impl Baselines {
    /// The baselines for a network that reads windows of so many time steps, with the season in rows, if
    /// there is one.
    pub fn new(samples: &Samples, time_steps: usize, season: Option<usize>) -> Self {
        let targets = samples.targets.len();
        let linear = Linear::fit(samples, time_steps);
        let columns: Vec<[Baseline; 3]> =
            (0..targets).map(|k| column(samples, k, season, linear.as_ref())).collect();
        let rows = (0..Part::ALL.len()).flat_map(|part| columns.iter().map(move |rows| rows[part]));
        Self {
            rows: rows.collect(),
            changes: (0..targets).map(|k| mean_change(samples, k)).collect(),
            too_large: !linear::is_possible(samples, time_steps),
        }
    }

    /// The baselines over a part and a target column.
    pub fn of(&self, part: Part, target: usize) -> Baseline {
        self.rows[part as usize * self.changes.len() + target]
    }

    /// The mean size of a target column's changes from one training sample to the next.
    pub fn mean_change(&self, target: usize) -> Option<f64> {
        self.changes[target]
    }

    /// Whether a window has so many numbers that no linear regression was made.
    pub fn is_linear_too_large(&self) -> bool {
        self.too_large
    }
}

/// The baselines of a target column, part by part.
fn column(
    samples: &Samples,
    k: usize,
    season: Option<usize>,
    linear: Option<&Linear>,
) -> [Baseline; 3] {
    let (values, horizon) = (&target_column(samples, k).values, samples.horizon);
    let train = Part::Train.of(samples);
    let mean = measure::mean(train.map(|sample| values[sample + horizon]));
    let linear = linear.map(|linear| linear.predictions(samples, k));
    let scaling = &target_column(samples, k).scaling;
    let season = season.filter(|rows| *rows > 0);
    Part::ALL.map(|part| {
        let rmse = |answer: &dyn Fn(usize) -> f64| {
            measure::rms(part.of(samples).map(|sample| values[sample + horizon] - answer(sample)))
        };
        let foretold = horizon > 0;
        Baseline {
            naive: foretold.then(|| rmse(&|sample| values[sample])).flatten(),
            seasonal: season.filter(|_| foretold).and_then(|season| {
                let back = season.saturating_mul(horizon.div_ceil(season)) - horizon;
                rmse(&|sample| values[sample.checked_sub(back).unwrap_or(sample)])
            }),
            mean: mean.and_then(|mean| rmse(&|_| mean)),
            linear: linear
                .as_ref()
                .and_then(|answers| rmse(&|sample| scaling.unscaled(answers[sample]))),
        }
    })
}

/// The mean size of the changes from one training sample's target to the next one's.
fn mean_change(samples: &Samples, k: usize) -> Option<f64> {
    let (values, horizon) = (&target_column(samples, k).values, samples.horizon);
    let train = Part::Train.of(samples);
    let train = &values[train.start + horizon..train.end + horizon];
    measure::mean_size(train.windows(2).map(|pair| pair[1] - pair[0]))
}
