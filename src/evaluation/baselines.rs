//! What needs no network: the last value, the value a season ago, the mean, and a linear regression on the
//! same window of inputs.

use std::ops::{Deref, Range};

use super::linear::{self, Fitting, Linear};
use super::{Part, measure, season, target_column};
use crate::config::{Config, Season};
use crate::table::Samples;

/// Answers of a regression that are computed before others have their turn, in numbers that it reads.
const STRETCH: usize = 4 << 20;

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
#[derive(Clone, Debug, PartialEq)]
pub struct Baselines {
    /// For each part the target columns in their order.
    rows: Vec<Baseline>,
    /// For each target column the mean size of its changes in the training part.
    changes: Vec<Option<f64>>,
    /// The season in rows, if there is one.
    season: Option<usize>,
    /// Whether a window has so many numbers that no linear regression was made.
    too_large: bool,
}

impl Baselines {
    /// The baselines for a network that reads windows of so many time steps, with the season in rows, if
    /// there is one.
    pub fn new(samples: &Samples, time_steps: usize, season: Option<usize>) -> Self {
        let mut work = Comparing::new(samples, time_steps, season);
        while work.advance() {}
        work.baselines()
    }

    /// The baselines over a part and a target column.
    pub fn of(&self, part: Part, target: usize) -> Baseline {
        self.rows[part as usize * self.changes.len() + target]
    }

    /// The mean size of a target column's changes from one training sample to the next.
    pub fn mean_change(&self, target: usize) -> Option<f64> {
        self.changes[target]
    }

    /// The season in rows, if there is one.
    pub fn season(&self) -> Option<usize> {
        self.season
    }

    /// Whether a window has so many numbers that no linear regression was made.
    pub fn is_linear_too_large(&self) -> bool {
        self.too_large
    }
}

/// The season in rows that a configuration asks for, found in the table if that is left to it.
pub fn season_of(config: &Config, samples: &Samples) -> Option<usize> {
    match config.season {
        Season::Off => None,
        Season::Auto => season::strongest(samples),
        Season::Rows(rows) => usize::try_from(rows).ok(),
    }
}

/// Baselines under way, for who wants to do something else in between. The samples are borrowed or shared.
#[derive(Debug)]
pub struct Comparing<S> {
    samples: S,
    time_steps: usize,
    season: Option<usize>,
    /// The regression, while it is being fitted, and then.
    fitting: Option<Fitting<S>>,
    linear: Option<Linear>,
    /// What it answers to all samples, as far as that is known, of the target column being judged.
    answers: Vec<f64>,
    /// Target columns that are judged, part by part, and the parts of the next one.
    columns: Vec<Vec<Baseline>>,
    parts: Vec<Baseline>,
}

impl<S: Deref<Target = Samples> + Clone> Comparing<S> {
    /// Nothing is compared yet.
    pub fn new(samples: S, time_steps: usize, season: Option<usize>) -> Self {
        let season = season.filter(|rows| *rows > 0);
        let fitting = Fitting::new(samples.clone(), time_steps);
        let (linear, answers) = (None, Vec::new());
        let (columns, parts) = (Vec::new(), Vec::new());
        Self { samples, time_steps, season, fitting, linear, answers, columns, parts }
    }

    /// Goes on a little; false when all is compared.
    pub fn advance(&mut self) -> bool {
        if let Some(fitting) = &mut self.fitting {
            if !fitting.advance() {
                self.linear = fitting.linear();
                self.fitting = None;
            }
            return true;
        }
        let k = self.columns.len();
        if k == self.samples.targets.len() {
            return false;
        }
        match &self.linear {
            Some(linear) if self.answers.len() < self.samples.len() => {
                let each = (self.time_steps * self.samples.inputs.len()).max(1);
                let start = self.answers.len();
                let end = (start + (STRETCH / each).max(1)).min(self.samples.len());
                self.answers.extend(linear.answers(&self.samples, k, start..end));
            }
            _ => self.judge(k),
        }
        self.columns.len() < self.samples.targets.len()
    }

    /// The next part of target column `k`.
    fn judge(&mut self, k: usize) {
        let part = Part::ALL[self.parts.len()];
        self.parts.push(self.over(part, k));
        if self.parts.len() == Part::ALL.len() {
            self.columns.push(std::mem::take(&mut self.parts));
            self.answers.clear();
        }
    }

    fn over(&self, part: Part, k: usize) -> Baseline {
        let samples: &Samples = &self.samples;
        let (column, horizon) = (target_column(samples, k), samples.horizon);
        let values = &column.values;
        let rmse = |answer: &dyn Fn(usize) -> f64| {
            measure::rms(part.of(samples).map(|sample| values[sample + horizon] - answer(sample)))
        };
        let train: Range<usize> = Part::Train.of(samples);
        let mean = measure::mean(train.map(|sample| values[sample + horizon]));
        let foretold = horizon > 0;
        let line = |sample: usize| column.scaling.unscaled(self.answers[sample]);
        Baseline {
            naive: foretold.then(|| rmse(&|sample| values[sample])).flatten(),
            seasonal: self.season.filter(|_| foretold).and_then(|season| {
                let back = season.saturating_mul(horizon.div_ceil(season)) - horizon;
                rmse(&|sample| values[sample.checked_sub(back).unwrap_or(sample)])
            }),
            mean: mean.and_then(|mean| rmse(&|_| mean)),
            linear: self.linear.as_ref().and_then(|_| rmse(&line)),
        }
    }

    /// The part that is done, from 0 to 1, roughly.
    pub fn part_done(&self) -> f32 {
        match &self.fitting {
            Some(fitting) => 0.5 * fitting.part_done(),
            None => {
                0.5 + 0.5 * self.columns.len() as f32 / self.samples.targets.len().max(1) as f32
            }
        }
    }

    /// What was compared.
    pub fn baselines(&self) -> Baselines {
        let (samples, targets) = (&*self.samples, self.columns.len());
        let rows =
            (0..Part::ALL.len()).flat_map(|part| self.columns.iter().map(move |of| of[part]));
        Baselines {
            rows: rows.collect(),
            changes: (0..targets).map(|k| mean_change(samples, k)).collect(),
            season: self.season,
            too_large: !linear::is_possible(samples, self.time_steps),
        }
    }
}

/// The mean size of the changes from one training sample's target to the next one's.
fn mean_change(samples: &Samples, k: usize) -> Option<f64> {
    let (values, horizon) = (&target_column(samples, k).values, samples.horizon);
    let train = Part::Train.of(samples);
    let train = &values[train.start + horizon..train.end + horizon];
    measure::mean_size(train.windows(2).map(|pair| pair[1] - pair[0]))
}
