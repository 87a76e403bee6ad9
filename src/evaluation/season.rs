//! The season of a series, where nobody says what it is.

use super::{Part, correlation, measure, target_column};
use crate::table::Samples;

/// An autocorrelation below this is no season.
const LEAST: f64 = 0.3;
/// Nor is one that isn't so many standard errors of white noise from zero.
const FROM_NOISE: f64 = 3.0;
/// Peaks are as high as each other where so many standard errors lie between them.
const AS_HIGH: f64 = 2.0;
/// What is left of a straight line by rounding, as a part of its largest number.
const ROUNDING: f64 = 1e-12;
/// A season must come so many times in the training part.
const TIMES: usize = 2;

/// The season in rows that the training part's targets show: the lag of the strongest peak of their
/// autocorrelation. Each target column is freed of its mean and its straight trend, and the columns'
/// autocorrelations are averaged. Lags count from where the average first falls below zero, so that the hump
/// of neighbours isn't taken for a peak, up to half the training part.
///
/// A peak is the highest within a quarter of its lag. A season's multiples have peaks as well, which noise may
/// lift: of those that are the strongest but for two standard errors of white noise (2/√L), the shortest counts.
/// One of less than 0.3, or of less than three standard errors, is none.
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
    peak(&average, most, 1.0 / (train.len() as f64).sqrt())
}

/// The lag of the strongest peak of an autocorrelation, up to `most`; `error` is white noise's.
fn peak(correlation: &[f64], most: usize, error: f64) -> Option<usize> {
    let first = correlation.iter().position(|value| *value < 0.0)?.max(1);
    let last = most.min(correlation.len() - 1);
    let is_above_its_neighbours = |lag: &usize| {
        let (before, own) = (correlation[lag - 1], correlation[*lag]);
        own > before && correlation.get(lag + 1).is_some_and(|next| *next <= own)
    };
    let peaks = || (first..=last).filter(is_above_its_neighbours);
    let highest = peaks().map(|lag| correlation[lag]).fold(f64::NEG_INFINITY, f64::max);
    let least = LEAST.max(FROM_NOISE * error).max(highest - AS_HIGH * error);
    let is_highest_around = |lag: &usize| {
        let around = first.max(lag - lag / 4)..=last.min(lag + lag / 4);
        correlation[around].iter().all(|value| *value <= correlation[*lag])
    };
    peaks().filter(|lag| correlation[*lag] >= least).find(is_highest_around)
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
