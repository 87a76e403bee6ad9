//! What a network on a table is compared with, held to an independent program's numbers: those that hang on no
//! network.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

use std::path::{Path, PathBuf};

use rnnscope::config::{Missing, Scale};
use rnnscope::evaluation::{Baselines, Part};
use rnnscope::table::{Preparation, Samples, Table, Wanted};
use serde_json::Value;

/// The numbers have been computed in another order.
const TOLERANCE: f64 = 1e-6;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tables")
}

fn cases() -> Vec<(String, Value)> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "json") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            cases.push((name, serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()));
        }
    }
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn samples(case: &Value) -> Samples {
    let config = &case["config"];
    let wanted = Wanted {
        inputs: texts(&config["inputs"]),
        targets: texts(&config["targets"]),
        missing_values: Vec::new(),
    };
    let (table, _) = Table::read(&folder().join(case["table"].as_str().unwrap()), &wanted).unwrap();
    let split = config["split"].as_array().unwrap();
    let scale = match config["scale"].as_str().unwrap() {
        "standard" => Scale::Standard,
        "minmax" => Scale::Minmax,
        "none" => Scale::None,
        other => panic!("{other}"),
    };
    let missing = match config["missing"].as_str().unwrap() {
        "error" => Missing::Error,
        "drop" => Missing::Drop,
        "forward" => Missing::Forward,
        "interpolate" => Missing::Interpolate,
        other => panic!("{other}"),
    };
    let preparation = Preparation {
        horizon: config["horizon"].as_u64().unwrap() as usize,
        split: [0, 1, 2].map(|part| 100.0 * split[part].as_f64().unwrap()),
        scale,
        missing,
    };
    Samples::new(&table, &preparation).unwrap()
}

fn assert_near(found: Option<f64>, wanted: &Value, what: &str) {
    match (found, wanted.as_f64()) {
        (None, None) => {}
        (Some(found), Some(wanted)) => {
            assert!((found / wanted - 1.0).abs() < TOLERANCE, "{what}: {found} and not {wanted}");
        }
        (found, wanted) => panic!("{what}: {found:?} and not {wanted:?}"),
    }
}

#[test]
fn baselines_are_those_of_an_independent_program() {
    let cases = cases();
    assert!(cases.len() >= 7, "{}", cases.len());
    for (name, case) in &cases {
        let (samples, config) = (samples(case), &case["config"]);
        let time_steps = config["time_steps"].as_u64().unwrap() as usize;
        let season = config["season"].as_u64().map(|rows| rows as usize);
        let baselines = Baselines::new(&samples, time_steps, season);
        let targets = texts(&config["targets"]);
        for row in case["evaluation"].as_array().unwrap() {
            let text = |key: &str| row[key].as_str().unwrap();
            let part = Part::ALL.into_iter().find(|part| part.name() == text("part")).unwrap();
            let k = targets.iter().position(|name| name == text("column")).unwrap();
            assert_eq!(part.of(&samples).len() as u64, row["samples"].as_u64().unwrap());
            let found = baselines.of(part, k);
            let what =
                |which: &str| format!("{name}, {}, {}, {which}", text("part"), text("column"));
            assert_near(found.naive, &row["naive_rmse"], &what("naive"));
            assert_near(found.seasonal, &row["seasonal_rmse"], &what("seasonal"));
            assert_near(found.mean, &row["mean_rmse"], &what("mean"));
            assert_near(found.linear, &row["linear_rmse"], &what("linear"));
            let mase = row["mae"].as_f64().unwrap() / baselines.mean_change(k).unwrap();
            assert_near(Some(mase), &row["mase"], &what("mase"));
        }
    }
}
