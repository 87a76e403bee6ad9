//! Measures and baselines against their definitions, written down as naively as can be.

mod forecasts;
mod regression;

use proptest::prelude::*;

use super::*;
use crate::config::{Missing, Scale};
use crate::table::{Preparation, Table};
use crate::text::ENGLISH;

/// A table of columns, each an input and a target as it is said, standardised.
pub(super) fn samples(
    columns: Vec<(&str, Vec<f64>)>,
    (inputs, targets): (&[&str], &[&str]),
    horizon: usize,
    split: [f64; 3],
) -> Samples {
    let table = Table::made(columns, inputs, targets);
    let preparation =
        Preparation { horizon, split, scale: Scale::Standard, missing: Missing::Error };
    Samples::new(&table, &preparation).unwrap()
}

/// Numbers that look like noise, the same ones every time, from 0 to 1.
pub(super) fn noise(n: u64) -> f64 {
    let mut state = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((state ^ (state >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A season, a trend and noise.
pub(super) fn seasonal(count: usize, period: f64, strength: f64) -> Vec<f64> {
    let value = |n: usize| {
        let wave = libm::sin(std::f64::consts::TAU * n as f64 / period);
        3.0 + 0.01 * n as f64 + wave + strength * (noise(n as u64) - 0.5)
    };
    (0..count).map(value).collect()
}

fn near(found: Option<f64>, wanted: f64) -> bool {
    found.is_some_and(|found| (found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-9))
}

fn root_of_mean(squares: &[f64]) -> f64 {
    (squares.iter().map(|error| error * error).sum::<f64>() / squares.len() as f64).sqrt()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_what_its_formula_says(
        values in prop::collection::vec(-50.0..50.0_f64, 24..70),
        errors in prop::collection::vec(-1.0..1.0_f32, 140),
        horizon in 0..4_usize,
        season in prop::option::of(1..9_usize),
    ) {
        let other: Vec<f64> = values.iter().map(|value| value * 2.0 + 1.0).rev().collect();
        let columns = vec![("a", values.clone()), ("b", other.clone())];
        let samples = samples(columns, (&["a"], &["b", "a"]), horizon, [60.0, 20.0, 20.0]);
        let prediction: Vec<f32> =
            samples.target.iter().zip(&errors).map(|(target, error)| target + error).collect();
        let answers = Answers::new(&samples, &prediction).unwrap();
        let baselines = Baselines::new(&samples, 3, season);
        let found = Evaluation::new(&answers, &baselines);
        prop_assert_eq!(found.rows.len(), 6);
        for row in &found.rows {
            let y = if row.target == 0 { &other } else { &values };
            let range = row.part.of(&samples);
            prop_assert_eq!(row.samples, range.len());
            let target = |i: usize| y[i + horizon];
            let scaling = &target_column(&samples, row.target).scaling;
            let error: Vec<f64> = range.clone().map(|i| {
                let scaled = f64::from(prediction[i * 2 + row.target]);
                target(i) - (scaling.offset + scaling.scale * scaled)
            }).collect();
            let count = range.len() as f64;
            let mae = error.iter().map(|error| error.abs()).sum::<f64>() / count;
            prop_assert!(near(row.mae, mae) && near(row.rmse, root_of_mean(&error)));
            let mean = range.clone().map(target).sum::<f64>() / count;
            let around: f64 = range.clone().map(|i| (target(i) - mean).powi(2)).sum();
            let squares: f64 = error.iter().map(|error| error * error).sum();
            prop_assert!((row.r2.unwrap() - (1.0 - squares / around)).abs() < 1e-6);
            let train = Part::Train.of(&samples);
            let changes: Vec<f64> =
                (1..train.len()).map(|i| (target(i) - target(i - 1)).abs()).collect();
            prop_assert!(near(row.mase, mae / (changes.iter().sum::<f64>() / changes.len() as f64)));
            let rmse = |answer: &dyn Fn(usize) -> f64| {
                root_of_mean(&range.clone().map(|i| target(i) - answer(i)).collect::<Vec<_>>())
            };
            let average = train.clone().map(target).sum::<f64>() / train.len() as f64;
            prop_assert!(near(row.baseline.mean, rmse(&|_| average)));
            if horizon == 0 {
                prop_assert_eq!((row.baseline.naive, row.baseline.seasonal), (None, None));
                continue;
            }
            prop_assert!(near(row.baseline.naive, rmse(&|i| y[i])));
            prop_assert_eq!(row.baseline.seasonal.is_some(), season.is_some());
            if let Some(season) = season {
                // The same place of a season that is known at the input row.
                let mut back = season;
                while back < horizon {
                    back += season;
                }
                let before = |i: usize| if i + horizon < back { y[i] } else { y[i + horizon - back] };
                prop_assert!(near(row.baseline.seasonal, rmse(&before)));
            }
        }
    }
}

#[test]
fn what_is_divided_by_zero_is_none() {
    let constant = vec![("x", vec![7.3; 40])];
    let samples = samples(constant, (&["x"], &["x"]), 1, [50.0, 25.0, 25.0]);
    let prediction = vec![0.0; 39];
    let answers = Answers::new(&samples, &prediction).unwrap();
    let found = Evaluation::new(&answers, &Baselines::new(&samples, 2, Some(3)));
    for row in &found.rows {
        assert_eq!((row.mase, row.r2, row.mae, row.rmse), (None, None, Some(0.0), Some(0.0)));
        assert_eq!((row.baseline.naive, row.baseline.mean), (Some(0.0), Some(0.0)));
        assert!(row.baseline.linear.unwrap() < 1e-9);
    }
    assert_eq!(strongest_season(&samples), None);
    let told = found.sentences(&samples, &ENGLISH);
    assert_eq!(told[0], "validation RMSE 0: naive 0, seasonal 0, linear 0");
}

#[test]
fn parts_without_samples_have_no_rows_and_another_speaks() {
    let speaking = |split: [f64; 3]| {
        let columns = vec![("x", seasonal(40, 7.0, 0.3))];
        let samples = samples(columns, (&["x"], &["x"]), 1, split);
        let prediction = vec![0.0; 39];
        let answers = Answers::new(&samples, &prediction).unwrap();
        let found = Evaluation::new(&answers, &Baselines::new(&samples, 2, None));
        let told = found.sentences(&samples, &ENGLISH);
        let parts: Vec<&str> = found.rows.iter().map(|row| row.part.name()).collect();
        (parts, told[0].split(' ').next().unwrap().to_owned())
    };
    assert_eq!(
        speaking([60.0, 20.0, 20.0]),
        (vec!["train", "validation", "test"], "validation".to_owned())
    );
    assert_eq!(speaking([60.0, 0.0, 40.0]), (vec!["train", "test"], "test".to_owned()));
    assert_eq!(speaking([100.0, 0.0, 0.0]), (vec!["train"], "train".to_owned()));
}

#[test]
fn answers_that_are_not_as_many_as_the_samples_are_refused() {
    let columns = vec![("x", seasonal(40, 7.0, 0.3))];
    let samples = samples(columns, (&["x"], &["x"]), 1, [60.0, 20.0, 20.0]);
    let error = Answers::new(&samples, &[0.0; 38]).unwrap_err().to_string();
    assert_eq!(error, "39 samples of 1 targets need as many predictions of each, not 38 in all");
}

#[test]
fn a_season_is_found_where_there_is_one() {
    let season = |values: Vec<f64>| {
        strongest_season(&samples(vec![("x", values)], (&["x"], &["x"]), 1, [70.0, 15.0, 15.0]))
    };
    for period in [5, 7, 12, 24, 60] {
        for strength in [0.0, 0.5, 2.0] {
            let found = season(seasonal(400, f64::from(period), strength));
            // Beside a wide peak's top noise may make another one.
            let off = found.unwrap().abs_diff(period as usize);
            assert!(off <= period as usize / 12, "noise {strength}: {found:?}, not {period}");
        }
    }
    // A week of five days and two of rest: the week comes again more truly than the day.
    let week = |n: usize| {
        if n % 168 < 120 { libm::sin(std::f64::consts::TAU * n as f64 / 24.0) } else { 0.0 }
    };
    assert_eq!(season((0..2000).map(week).collect()), Some(168));
    let mut walk = 0.0;
    let walk = (0..2000).map(|n| {
        walk += noise(n) - 0.5;
        walk
    });
    for none in [
        (0..400).map(noise).collect::<Vec<f64>>(),
        walk.collect(),
        (0..400).map(f64::from).collect(),
        vec![1.0; 400],
        vec![1.0, 2.0, 1.0],
    ] {
        assert_eq!(season(none.clone()), None, "{:?}", &none[..3]);
    }
}

/// Rows as they might be, for what is said of them.
fn said(targets: &[(&str, f64, Baseline)]) -> Vec<String> {
    let columns: Vec<(&str, Vec<f64>)> =
        targets.iter().map(|(name, ..)| (*name, seasonal(40, 7.0, 0.3))).collect();
    let names: Vec<&str> = targets.iter().map(|(name, ..)| *name).collect();
    let samples = samples(columns, (&names, &names), 1, [60.0, 20.0, 20.0]);
    let row = |(target, (_, rmse, baseline)): (usize, &(&str, f64, Baseline))| Judgement {
        part: Part::Validation,
        target,
        samples: 8,
        mae: None,
        rmse: Some(*rmse),
        mase: None,
        r2: None,
        baseline: *baseline,
    };
    let rows = targets.iter().enumerate().map(row).collect();
    Evaluation { rows }.sentences(&samples, &ENGLISH)
}

#[test]
fn it_is_said_what_is_beaten_and_what_is_not() {
    let baseline = |naive, seasonal, linear| Baseline { naive, seasonal, mean: Some(4.5), linear };
    let all = baseline(Some(1.2432), Some(0.8159), Some(0.5051));
    assert_eq!(
        said(&[("x", 0.6989, all)]),
        [
            "validation RMSE 0.699: naive 1.24, seasonal 0.816, linear 0.505",
            "The network beats naive and seasonal, but not linear.",
        ]
    );
    assert_eq!(said(&[("x", 0.25, all)])[1], "The network beats naive, seasonal and linear.");
    assert_eq!(said(&[("x", 1.0, all)])[1], "The network beats naive, but not seasonal or linear.");
    assert_eq!(
        said(&[("x", 2.0, all)])[1],
        "The network beats neither naive, seasonal nor linear: it hasn't learned anything worth having."
    );
    // A season alone is not worth having.
    assert_eq!(
        said(&[("x", 0.7, baseline(Some(0.5), Some(0.8), Some(0.6)))])[1],
        "The network beats seasonal, but not naive or linear: it hasn't learned anything worth having."
    );
    assert_eq!(
        said(&[("x", 0.7, baseline(None, None, Some(0.6)))]),
        [
            "validation RMSE 0.7: linear 0.6",
            "The network doesn't beat linear: it hasn't learned anything worth having.",
        ]
    );
    assert_eq!(said(&[("x", 0.7, baseline(None, None, None))])[0], "validation RMSE 0.7: mean 4.5");
    // As many digits as tell them apart.
    assert_eq!(
        said(&[("x", 0.50514, baseline(Some(1.0), None, Some(0.50511)))])[0],
        "validation RMSE 0.50514: naive 1, linear 0.50511"
    );
}

#[test]
fn several_targets_have_a_line_each_and_one_sentence() {
    let all = Baseline { naive: Some(1.0), seasonal: None, mean: Some(2.0), linear: Some(0.5) };
    assert_eq!(
        said(&[("a", 0.7, all), ("b, c", 0.2, all)]),
        [
            "a: validation RMSE 0.7: naive 1, linear 0.5",
            "b, c: validation RMSE 0.2: naive 1, linear 0.5",
            "In a the network beats naive, but not linear; in b, c it beats naive and linear.",
        ]
    );
}

#[test]
fn what_is_alike_in_several_targets_is_said_once() {
    let all = Baseline { naive: Some(1.0), seasonal: None, mean: Some(2.0), linear: Some(0.5) };
    let verdict = |targets: &[(&'static str, f64)]| {
        let targets: Vec<_> = targets.iter().map(|(name, rmse)| (*name, *rmse, all)).collect();
        said(&targets).pop().unwrap()
    };
    assert_eq!(
        verdict(&[("a", 0.2), ("b", 3.0), ("c", 0.3), ("d", 0.1), ("e", 2.0)]),
        "In a, c and d the network beats naive and linear; in b and e it beats neither naive nor linear: it \
         hasn't learned anything worth having."
    );
    assert_eq!(
        verdict(&[("a", 0.2), ("b", 0.3), ("c", 0.3)]),
        "In all targets the network beats naive and linear."
    );
    // The same is beaten, and one of them is worth nothing all the same: the mean is as good.
    let season = Baseline { naive: None, seasonal: Some(0.8), mean: Some(2.0), linear: None };
    let mean = Baseline { mean: Some(0.6), ..season };
    assert_eq!(
        said(&[("a", 0.7, season), ("b", 0.7, mean)]).pop().unwrap(),
        "In a the network beats seasonal; in b it beats seasonal: it hasn't learned anything worth having."
    );
}
