//! The history against a plain list of all values.

mod long;
mod segments;
mod smoothing;
mod sparse;
mod thinning;
mod truncation;
mod views;

use proptest::prelude::*;

use super::level::Room;
use super::series::Limits;
use super::{Bucket, Series};

/// Rooms so small that a few hundred steps fill several levels.
const TIGHT: Limits =
    Limits { exact: Room { head: 8, tail: 16 }, coarse: Room { head: 8, tail: 8 } };

/// A first step and the values from there on, with gaps among them.
fn runs(most: usize) -> impl Strategy<Value = (u64, Vec<f32>)> {
    let value = prop_oneof![
        15 => -1e3f32..1e3,
        5 => prop::sample::select(vec![-1e3f32, 0.0, 0.5, 1e3]),
        1 => Just(f32::NAN),
        1 => Just(f32::INFINITY),
        1 => Just(f32::NEG_INFINITY),
    ];
    (1u64..70, prop::collection::vec(value, 1..most))
}

fn tight(first: u64, values: &[f32]) -> Series {
    let mut series = Series::with_limits(first, TIGHT);
    values.iter().for_each(|&value| series.push(value));
    series
}

/// Everything a series holds; unlike `==`, it takes NaN for equal to itself.
fn contents(series: &Series) -> String {
    format!("{series:?}")
}

fn visible(series: &Series, from: u64, to: u64, points: usize) -> Vec<Bucket> {
    let mut buckets = Vec::new();
    series.visible(from..=to, points, &mut buckets);
    buckets
}

/// Holds a bucket to the values of its steps.
fn assert_true_to(values: &[f32], first: u64, bucket: &Bucket) {
    let steps = (bucket.first_step - first) as usize..=(bucket.last_step - first) as usize;
    let values = &values[steps];
    let finite: Vec<f32> = values.iter().copied().filter(|value| value.is_finite()).collect();
    assert_eq!(bucket.finite, finite.len() as u64);
    assert_eq!(bucket.last.to_bits(), values[values.len() - 1].to_bits());
    assert_eq!(bucket.is_gap(), finite.is_empty());
    if finite.is_empty() {
        assert!(bucket.min.is_nan() && bucket.max.is_nan() && bucket.mean.is_nan());
        return;
    }
    assert_eq!(bucket.min, finite.iter().copied().fold(f32::INFINITY, f32::min));
    assert_eq!(bucket.max, finite.iter().copied().fold(f32::NEG_INFINITY, f32::max));
    let mean = finite.iter().map(|&value| f64::from(value)).sum::<f64>() / finite.len() as f64;
    assert!((f64::from(bucket.mean) - mean).abs() <= 1e-4, "{} for {mean}", bucket.mean);
}

/// Holds a view to the values: complete, without overlap, and each bucket true.
fn assert_view(series: &Series, values: &[f32], from: u64, to: u64, points: usize) {
    let first = series.first_step().unwrap();
    let last = series.last_step().unwrap();
    let buckets = visible(series, from, to, points);
    if from.max(first) > to.min(last) {
        assert_eq!(buckets, []);
        return;
    }
    assert!(buckets.len() <= points.max(1), "{} for {points}", buckets.len());
    assert!(buckets[0].first_step <= from.max(first));
    assert!(buckets[0].last_step >= from.max(first));
    let newest = buckets[buckets.len() - 1];
    assert!(newest.first_step <= to.min(last) && newest.last_step >= to.min(last));
    assert!(buckets.windows(2).all(|pair| pair[0].last_step + 1 == pair[1].first_step));
    buckets.iter().for_each(|bucket| assert_true_to(values, first, bucket));
}
