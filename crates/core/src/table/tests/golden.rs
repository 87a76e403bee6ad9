//! The golden tables: what doesn't hang on a network is the same number here as in the program that made them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/tables")
}

fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().unwrap();
    items.iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

/// The samples that the configuration of a golden file asks for.
fn samples(golden: &Value) -> Samples {
    let config = &golden["config"];
    let name = |key: &str| config[key].as_str().unwrap();
    let wanted = Wanted {
        inputs: texts(&config["inputs"]),
        targets: texts(&config["targets"]),
        missing_values: Vec::new(),
    };
    let (table, digest) =
        Table::read(&folder().join(golden["table"].as_str().unwrap()), &wanted).unwrap();
    assert_eq!(digest.len(), 64);
    let part = |index: usize| 100.0 * config["split"][index].as_f64().unwrap();
    let preparation = Preparation {
        horizon: config["horizon"].as_u64().unwrap() as usize,
        split: [part(0), part(1), part(2)],
        scale: Scale::from_name(name("scale")).unwrap(),
        missing: Missing::from_name(name("missing")).unwrap(),
    };
    Samples::new(&table, &preparation).unwrap()
}

/// The root of the mean square of what `guess` is off for the samples of a part; it is given a sample's row.
fn rmse(
    samples: &Samples,
    target: usize,
    part: usize,
    guess: impl Fn(&[f64], usize) -> f64,
) -> f64 {
    let values = &samples.columns[samples.targets[target]].values;
    let errors =
        samples.parts[part].clone().map(|row| values[row + samples.horizon] - guess(values, row));
    (errors.map(|error| error * error).sum::<f64>() / samples.parts[part].len() as f64).sqrt()
}

fn assert_near(found: Option<f64>, expected: &Value, what: &str) {
    match (found, expected.as_f64()) {
        (found, None) => assert_eq!(found, None, "{what}"),
        (found, Some(expected)) => {
            let found = found.unwrap();
            assert!(
                (found - expected).abs() <= 1e-6 * expected,
                "{what}: {found} instead of {expected}"
            );
        }
    }
}

/// Holds one row of an evaluation to the samples.
fn check(samples: &Samples, season: Option<usize>, row: &Value, name: &str) {
    let part =
        ["train", "validation", "test"].iter().position(|part| row["part"] == *part).unwrap();
    let target = samples
        .targets
        .iter()
        .position(|target| row["column"] == *samples.columns[*target].name)
        .unwrap();
    let horizon = samples.horizon;
    assert_eq!(row["samples"], samples.parts[part].len(), "{name}");
    let values = &samples.columns[samples.targets[target]].values;
    let trained = &values[horizon..horizon + samples.parts[0].len()];
    let mean = trained.iter().sum::<f64>() / trained.len() as f64;
    let ahead = (horizon > 0).then_some(horizon);
    let naive = ahead.map(|_| rmse(samples, target, part, |values, row| values[row]));
    let seasonal = ahead.zip(season).map(|(horizon, season)| {
        let back = season * horizon.div_ceil(season) - horizon;
        rmse(samples, target, part, |values, row| values[row.checked_sub(back).unwrap_or(row)])
    });
    assert_near(naive, &row["naive_rmse"], name);
    assert_near(seasonal, &row["seasonal_rmse"], name);
    assert_near(Some(rmse(samples, target, part, |_, _| mean)), &row["mean_rmse"], name);
}

#[test]
fn parts_gaps_and_pairs_are_those_of_the_golden_tables() {
    let mut rows = 0;
    for file in std::fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let golden: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let samples = samples(&golden);
        let season = golden["config"]["season"].as_u64().map(|season| season as usize);
        for row in golden["evaluation"].as_array().unwrap() {
            check(&samples, season, row, &path.to_string_lossy());
            rows += 1;
        }
        has_standard_columns(&samples, golden["config"]["scale"].as_str());
    }
    assert!(rows >= 21, "{rows}");
}

/// Scaled columns have mean 0 and deviation 1 over the rows that are trained on, or lie between 0 and 1.
fn has_standard_columns(samples: &Samples, scale: Option<&str>) {
    let rows = samples.parts[0].len();
    for (place, column) in samples.inputs.iter().enumerate() {
        let scaled: Vec<f64> = (0..rows)
            .map(|row| f64::from(samples.input[row * samples.inputs.len() + place]))
            .collect();
        let values = &samples.columns[*column].values[..rows];
        let mean = scaled.iter().sum::<f64>() / rows as f64;
        let square = scaled.iter().map(|value| value * value).sum::<f64>() / rows as f64;
        let is_constant = values.iter().all(|value| *value == values[0]);
        match scale {
            Some("none") => {
                assert!(scaled.iter().zip(values).all(|(a, b)| *a == f64::from(*b as f32)))
            }
            _ if is_constant => assert!(scaled.iter().all(|value| *value == 0.0)),
            Some("standard") => {
                assert!(mean.abs() < 1e-6 && (square - 1.0).abs() < 1e-6, "{mean} {square}")
            }
            _ => {
                let ends =
                    scaled.iter().fold((2.0, -2.0), |(a, b): (f64, f64), x| (a.min(*x), b.max(*x)));
                assert_eq!(ends, (0.0, 1.0));
            }
        }
    }
}
