//! The season of a series, where nobody says what it is.

use super::{Part, correlation, measure, target_column};
use crate::table::Samples;

/// An autocorrelation below this is no season.
const LEAST: f64 = 0.3;
/// Nor is one that so many standard errors of white noise don't stand out from.
const ERRORS: f64 = 3.0;
/// What is left of a straight line by rounding, as a part of its largest number.
const ROUNDING: f64 = 1e-12;
/// A season must come so many times in the training part.
const TIMES: usize = 2;

/// The season in rows that the training part's targets show: the lag of the highest peak of their
/// autocorrelation. Each target column is freed of its mean and its straight trend, and the columns'
/// autocorrelations are averaged. Peaks count from where the average first falls below zero, so that the hump
/// of neighbours isn't taken for one, up to half the training part. A peak of less than 0.3, or of less than
/// three standard errors of white noise (3/√L), is none.
pub fn strongest(samples: &Samples) -> Option<usize> {
    let train = Part::Train.of(samples);
    let train = train.start + samples.horizon..train.end + samples.horizon;
    let most = train.len() / TIMES;
    let columns = (0..samples.targets.len()).filter_map(|k| {
        let values = &target_column(samples, k).values[train.clone()];
        let left = without_trend(values);
        measure::rms(left.iter().copied()).filter(|size| *size > ROUNDING)?;
        let found = correlation::autocorrelation(&left, most + 1);
        (!found.is_empty()).then_some(found)
    });
    let columns: Vec<Vec<f64>> = columns.collect();
    let lags = columns.iter().map(Vec::len).min()?;
    let average =
        |lag: usize| columns.iter().map(|column| column[lag]).sum::<f64>() / columns.len() as f64;
    let average: Vec<f64> = (0..lags).map(average).collect();
    let first = average.iter().position(|value| *value < 0.0)?;
    let is_peak = |lag: &usize| {
        average[*lag] > average[lag - 1]
            && average.get(lag + 1).is_some_and(|next| *next <= average[*lag])
    };
    let peaks = (first.max(1)..=most.min(lags - 1)).filter(is_peak);
    let least = LEAST.max(ERRORS / (train.len() as f64).sqrt());
    // Of equal ones the first.
    let highest = peaks.reduce(|best, lag| if average[lag] > average[best] { lag } else { best });
    highest.filter(|lag| average[*lag] >= least)
}

/// What is left of a series without the straight line that fits it best.
fn without_trend(values: &[f64]) -> Vec<f64> {
    let middle = (values.len() as f64 - 1.0) / 2.0;
    let times = || (0..values.len()).map(|n| n as f64 - middle);
    // Sizes are taken out first: their products could leave the numbers.
    let size = values.iter().copied().map(f64::abs).fold(0.0, f64::max);
    let size = if size > 0.0 { size } else { 1.0 };
    let mean = values.iter().map(|value| value / size).sum::<f64>() / values.len() as f64;
    let spread: f64 = times().map(|time| time * time).sum();
    let product: f64 = times().zip(values).map(|(time, value)| time * (value / size - mean)).sum();
    let slope = if spread > 0.0 { product / spread } else { 0.0 };
    times().zip(values).map(|(time, value)| value / size - mean - slope * time).collect()
}
