//! The linear regression against one whose matrix is written out.

use super::*;
use crate::evaluation::linear::Linear;

/// A row of X: inputs of a sample and of those before it, and a 1.
fn row(samples: &Samples, sample: usize, time_steps: usize) -> Vec<f64> {
    let inputs = samples.inputs.len();
    let lagged = |lag: usize| {
        let sample = sample.saturating_sub(lag);
        samples.input[sample * inputs..(sample + 1) * inputs].iter().map(|x| f64::from(*x))
    };
    (0..time_steps).flat_map(lagged).chain([1.0]).collect()
}

/// Gauss' elimination with the largest pivot.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = (at..size)
            .max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs()))
            .unwrap();
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        for below in at + 1..size {
            let factor = matrix[below][at] / matrix[at][at];
            let pivot = matrix[at].clone();
            let row = matrix[below].iter_mut().zip(&pivot);
            row.skip(at).for_each(|(number, pivot)| *number -= factor * pivot);
            right[below] -= factor * right[at];
        }
    }
    let mut solution = vec![0.0; size];
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|column| matrix[at][column] * solution[column]).sum();
        solution[at] = (right[at] - known) / matrix[at][at];
    }
    solution
}

/// (XᵀX + 10⁻⁶·L·I′)⁻¹ XᵀY with X written out, and what that answers.
fn naive(samples: &Samples, time_steps: usize, k: usize) -> Vec<f64> {
    let train = Part::Train.of(samples);
    let rows: Vec<Vec<f64>> =
        train.clone().map(|sample| row(samples, sample, time_steps)).collect();
    let width = rows[0].len();
    let targets = samples.targets.len();
    let y = |sample: usize| f64::from(samples.target[sample * targets + k]);
    let mut matrix = vec![vec![0.0; width]; width];
    let mut right = vec![0.0; width];
    for (sample, row) in rows.iter().enumerate() {
        for a in 0..width {
            for b in 0..width {
                matrix[a][b] += row[a] * row[b];
            }
            right[a] += row[a] * y(sample);
        }
    }
    for (at, row) in matrix.iter_mut().enumerate().take(width - 1) {
        row[at] += 1e-6 * train.len() as f64;
    }
    let weights = solved(matrix, right);
    let answer = |sample| {
        let row = row(samples, sample, time_steps);
        row.iter().zip(&weights).map(|(x, weight)| x * weight).sum()
    };
    (0..samples.len()).map(answer).collect()
}

fn assert_same(samples: &Samples, time_steps: usize) {
    let linear = Linear::fit(samples, time_steps).unwrap();
    for k in 0..samples.targets.len() {
        let found = linear.predictions(samples, k);
        let wanted = naive(samples, time_steps, k);
        assert_eq!(found.len(), wanted.len());
        for (sample, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
            assert!((found - wanted).abs() < 1e-6, "sample {sample}: {found}, not {wanted}");
        }
    }
}

#[test]
fn it_is_the_one_of_the_normal_equations() {
    let columns = || vec![("a", seasonal(90, 11.0, 1.0)), ("b", (100..190).map(noise).collect())];
    for (inputs, targets) in
        [(&["a"][..], &["a"][..]), (&["b", "a"], &["a"]), (&["a", "b"], &["b", "a"])]
    {
        for horizon in [0, 3] {
            let samples = samples(columns(), (inputs, targets), horizon, [70.0, 15.0, 15.0]);
            for time_steps in [1, 2, 7, 20] {
                assert_same(&samples, time_steps);
            }
        }
    }
}

#[test]
fn a_window_may_be_longer_than_the_training_part() {
    let columns = vec![("x", seasonal(30, 7.0, 1.0))];
    let samples = samples(columns, (&["x"], &["x"]), 1, [30.0, 30.0, 40.0]);
    assert_same(&samples, 12);
}

#[test]
fn sums_go_on_from_chunk_to_chunk() {
    let count = 2048 + 1200;
    let columns = vec![("x", seasonal(count, 24.0, 1.0))];
    let samples = samples(columns, (&["x"], &["x"]), 1, [90.0, 5.0, 5.0]);
    assert_same(&samples, 5);
}

#[test]
fn columns_that_are_the_same_and_constant_ones_are_borne() {
    let columns =
        vec![("a", seasonal(90, 11.0, 1.0)), ("b", seasonal(90, 11.0, 1.0)), ("c", vec![4.0; 90])];
    let samples = samples(columns, (&["a", "b", "c"], &["a"]), 1, [70.0, 15.0, 15.0]);
    assert_same(&samples, 6);
}

/// A table that isn't scaled.
fn unscaled(values: Vec<f64>) -> Samples {
    let table = Table::made(vec![("x", values)], &["x"], &["x"]);
    let preparation = Preparation {
        horizon: 1,
        split: [70.0, 15.0, 15.0],
        scale: Scale::None,
        missing: Missing::Error,
    };
    Samples::new(&table, &preparation).unwrap()
}

#[test]
fn numbers_of_any_size_are_fitted() {
    for (size, offset) in [(1e-20, 0.0), (1e12, 0.0), (1.0, 1e4), (1e6, 1e9)] {
        let values: Vec<f64> =
            seasonal(120, 12.0, 0.0).iter().map(|value| offset + size * value).collect();
        let samples = unscaled(values);
        let baseline = Baselines::new(&samples, 4, None).of(Part::Validation, 0);
        let (linear, naive) = (baseline.linear.unwrap(), baseline.naive.unwrap());
        // What is very small is held back, what is very large is rounded.
        assert!(linear < 0.2 * naive || size < 1e-6, "{size}: {linear} {naive}");
    }
}

#[test]
fn what_is_too_large_is_left_out_and_said() {
    let columns = || vec![("a", seasonal(60, 11.0, 1.0)), ("b", seasonal(60, 9.0, 1.0))];
    let samples = samples(columns(), (&["a", "b"], &["a"]), 1, [70.0, 15.0, 15.0]);
    let large = Baselines::new(&samples, 1001, None);
    assert!(large.is_linear_too_large() && large.of(Part::Train, 0).linear.is_none());
    assert!(Linear::fit(&samples, usize::MAX).is_none() && Linear::fit(&samples, 0).is_none());
    assert!(!Baselines::new(&samples, 1000, None).is_linear_too_large());
}
