//! What a network's answers to a table are worth: measures of its errors in the data's units, what needs
//! no network and is as good or better, forecasts with their bands, and the sentences that say so.
//!
//! The rules are those of a regression on a series: parts in the order of time, every baseline learns from
//! the training part alone and is judged on the same samples as the network. Rows are counted in samples
//! unless it is said otherwise; sample i reads row i and answers row i + horizon.

mod baselines;
pub mod clock;
mod correlation;
pub mod forecast;
mod linear;
mod measure;
mod residuals;
mod season;
mod sentences;
mod sequences;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::table::{SampleColumn, Samples};
use crate::text::Texts;

pub use baselines::{Baseline, Baselines, Comparing, season_of};
pub use correlation::autocorrelation;
pub use linear::MOST_NUMBERS;
pub use residuals::{Moments, Recurrence, Spread, thinned};
pub use season::strongest as strongest_season;
pub use sequences::Sequences;

/// A part of a table, in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the network learns from.
    Train,
    /// What its settings are chosen by.
    Validation,
    /// What nothing was chosen by.
    Test,
}

impl Part {
    /// All parts, in the order of time.
    pub const ALL: [Self; 3] = [Self::Train, Self::Validation, Self::Test];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Validation => "validation",
            Self::Test => "test",
        }
    }

    /// What it is called in sentences and graphs.
    pub fn word(self, texts: &Texts) -> &'static str {
        match self {
            Self::Train => texts.plots.train,
            Self::Validation => texts.plots.validation,
            Self::Test => texts.plots.test,
        }
    }

    /// Its samples; they may be none.
    pub fn of(self, samples: &Samples) -> Range<usize> {
        samples.parts[self as usize].clone()
    }

    /// The part that speaks for a network: the validation part, where there is none the test part, and
    /// where there is neither the training part.
    pub fn speaking(samples: &Samples) -> Self {
        let is_there = |part: &Self| !part.of(samples).is_empty();
        [Self::Validation, Self::Test].into_iter().find(is_there).unwrap_or(Self::Train)
    }

    /// The parts that have samples, with the borders in front of them and behind them along the rows of the
    /// targets.
    pub fn stretches(samples: &Samples) -> impl Iterator<Item = (Self, f64, f64)> {
        Self::ALL.into_iter().filter_map(move |part| {
            let range = part.of(samples);
            let last = range.clone().next_back()?;
            let row = |sample: usize| samples.target_row(sample) as f64;
            Some((part, row(range.start) - 0.5, row(last) + 0.5))
        })
    }

    /// The part of a sample.
    pub fn at(samples: &Samples, sample: usize) -> Self {
        let is_in = |part: &Self| part.of(samples).contains(&sample);
        Self::ALL.into_iter().find(is_in).unwrap_or(Self::Test)
    }
}

/// Why answers can't be judged.
#[derive(Debug, thiserror::Error)]
pub enum EvaluationError {
    /// There aren't as many as there should be.
    #[error("{}", (Texts::in_force().obstacles.miscounted)(*samples, *targets, *found))]
    Count {
        /// Samples of the table.
        samples: usize,
        /// Target columns.
        targets: usize,
        /// Numbers that were predicted.
        found: usize,
    },
}

/// What a network has answered to all samples of a table, beside what it should have.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    samples: &'a Samples,
    /// Samples × targets, scaled.
    prediction: &'a [f32],
}

impl<'a> Answers<'a> {
    /// The answers to all samples, part after part: samples × targets, scaled as the targets are.
    ///
    /// # Errors
    /// [`EvaluationError::Count`].
    pub fn new(samples: &'a Samples, prediction: &'a [f32]) -> Result<Self, EvaluationError> {
        let (count, targets) = (samples.len(), samples.targets.len());
        if prediction.len() != count * targets {
            let found = prediction.len();
            return Err(EvaluationError::Count { samples: count, targets, found });
        }
        Ok(Self { samples, prediction })
    }

    /// The samples that were answered.
    pub fn samples(&self) -> &'a Samples {
        self.samples
    }

    /// What target column `k` should have been at a sample, in its own unit.
    pub fn target(&self, sample: usize, k: usize) -> f64 {
        target_column(self.samples, k).values[sample + self.samples.horizon]
    }

    /// What was answered, in the unit of the column.
    pub fn prediction(&self, sample: usize, k: usize) -> f64 {
        let scaled = self.prediction[sample * self.samples.targets.len() + k];
        target_column(self.samples, k).scaling.unscaled(f64::from(scaled))
    }

    /// What is left: target minus prediction.
    pub fn residual(&self, sample: usize, k: usize) -> f64 {
        self.target(sample, k) - self.prediction(sample, k)
    }

    /// The row of the table in which a sample's target stands, from 1.
    pub fn row(&self, sample: usize) -> u64 {
        self.samples.target_row(sample)
    }
}

/// Target column `k`.
fn target_column(samples: &Samples, k: usize) -> &SampleColumn {
    &samples.columns[samples.targets[k]]
}

/// How good the answers to a target column are over a part, in the unit of the column. What can't be told,
/// since it is divided by zero or isn't finite, is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// The part.
    pub part: Part,
    /// Number of the target column, from 0, in the order of the targets.
    pub target: usize,
    /// Samples of the part.
    pub samples: usize,
    /// Mean absolute error.
    pub mae: Option<f64>,
    /// Root of the mean squared error.
    pub rmse: Option<f64>,
    /// Mean absolute error in units of the mean absolute change between neighbours of the training part.
    pub mase: Option<f64>,
    /// The part of the variance that is explained.
    pub r2: Option<f64>,
    /// What it takes to beat.
    pub baseline: Baseline,
}

/// How good a network is: a row for each part that has samples and each target column, in this order.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The rows.
    pub rows: Vec<Judgement>,
}

impl Evaluation {
    /// Judges answers by what they are compared with.
    pub fn new(answers: &Answers<'_>, baselines: &Baselines) -> Self {
        let rows = judged(answers.samples);
        let rows = rows.map(|(part, target)| Judgement::new(answers, baselines, part, target));
        Self { rows: rows.collect() }
    }

    /// The rows of a part.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &Judgement> {
        self.rows.iter().filter(move |row| row.part == part)
    }
}

/// What there is to judge: each part that has samples, with each target column.
pub fn judged(samples: &Samples) -> impl Iterator<Item = (Part, usize)> {
    let targets = 0..samples.targets.len();
    let parts = Part::ALL.into_iter().filter(|part| !part.of(samples).is_empty());
    parts.flat_map(move |part| targets.clone().map(move |target| (part, target)))
}

impl Judgement {
    /// Judges the answers to a target column over a part.
    pub fn new(answers: &Answers<'_>, baselines: &Baselines, part: Part, target: usize) -> Self {
        judge(answers, baselines, part, target)
    }
}

fn judge(answers: &Answers<'_>, baselines: &Baselines, part: Part, target: usize) -> Judgement {
    let range = part.of(answers.samples);
    let errors = range.clone().map(|sample| answers.residual(sample, target));
    let (mae, rmse) = (measure::mean_size(errors.clone()), measure::rms(errors));
    let targets = range.clone().map(|sample| answers.target(sample, target));
    let over = |number: Option<f64>, divisor: Option<f64>| {
        let quotient = number? / divisor.filter(|divisor| *divisor > 0.0)?;
        Some(quotient).filter(|quotient| quotient.is_finite())
    };
    // The quotient of the roots, squared: sums of squares may leave the numbers where roots don't.
    let unexplained = over(rmse, measure::deviation(targets)).map(|part| part * part);
    Judgement {
        part,
        target,
        samples: range.len(),
        mae,
        rmse,
        mase: over(mae, baselines.mean_change(target)),
        r2: unexplained.map(|part| 1.0 - part).filter(|part| part.is_finite()),
        baseline: baselines.of(part, target),
    }
}
