//! PyTorch's numbers: loss and gradient norm of every step, predictions and weights.
//!
//! Each file in `tests/golden/` was written by PyTorch 2.15 (CPU, float32, one thread) from
//! `torch.manual_seed(seed)`. Float32 summed in another order drifts from it by less than the
//! tolerance below (checked there: float64 against float32).
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

use std::collections::BTreeMap;
use std::path::Path;

use rnnscope::config::{Cell, Config, Engine, Field, Nonlinearity, Settings, StateMode, Value};
use rnnscope::network::contents;
use rnnscope::trainer::{ChangeEffects, Snapshot, Trainer};
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    config: BTreeMap<String, serde_json::Value>,
    /// What is said on the command line over that.
    #[serde(default)]
    flags: Vec<String>,
    loss: Vec<f32>,
    grad_norm: Vec<f32>,
    prediction: BTreeMap<String, Vec<f32>>,
    first_8_weights_before: Option<BTreeMap<String, Vec<f32>>>,
    first_8_weights_after: Option<BTreeMap<String, Vec<f32>>>,
}

fn set(settings: &mut Settings, name: &str, text: String) {
    let field = Field::from_name(name).expect("a known setting");
    field.set(settings, &Value::Flag(text)).expect("a possible value");
}

/// The settings of a golden file, through the door that flags use.
fn config(golden: &Golden) -> Config {
    let mut settings = Settings::default();
    for (name, value) in &golden.config {
        let text = match value {
            serde_json::Value::Null => "off".to_owned(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        set(&mut settings, name, text);
    }
    let mut flags = golden.flags.iter().peekable();
    while let Some(flag) = flags.next() {
        let name = flag.strip_prefix("--").expect("a flag").replace('-', "_");
        // A switch may stand alone.
        let value = flags.next_if(|value| !value.starts_with("--"));
        set(&mut settings, &name, value.map_or("true", String::as_str).to_owned());
    }
    Config::resolve(&settings).expect("a possible configuration")
}

fn assert_close(what: &str, found: f32, expected: f32) {
    let tolerance = 1e-3 * expected.abs() + 1e-5;
    assert!((found - expected).abs() <= tolerance, "{what}: {found}, PyTorch has {expected}");
}

fn assert_weights(
    trainer: &Trainer,
    expected: Option<&BTreeMap<String, Vec<f32>>>,
    tolerance: f32,
) {
    let Some(expected) = expected else { return };
    assert_eq!(trainer.network().parameters().iter().len(), expected.len());
    for parameter in trainer.network().parameters().iter() {
        let values = contents::to_vec(&parameter.var).unwrap();
        for (i, expected) in expected[&parameter.name].iter().enumerate() {
            let difference = (values[i] - expected).abs();
            assert!(difference <= tolerance, "{}[{i}]: {} {expected}", parameter.name, values[i]);
        }
    }
}

fn check(name: &str, engine: Engine) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let golden: Golden = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut trainer = Trainer::new(&Config { engine, ..config(&golden) }).unwrap();
    assert_weights(&trainer, golden.first_8_weights_before.as_ref(), 1e-6);
    assert_eq!(golden.loss.len() as u64, trainer.config().steps);
    for (loss, grad_norm) in golden.loss.iter().zip(&golden.grad_norm) {
        let report = trainer.step().unwrap();
        let name = format!("{name} by {engine}");
        assert_close(&format!("{name}: loss {}", report.step), report.loss, *loss);
        assert_close(&format!("{name}: norm {}", report.step), report.grad_norm, *grad_norm);
        if let Some(expected) = golden.prediction.get(&report.step.to_string()) {
            let prediction = trainer.network().prediction();
            assert_eq!(prediction.len(), expected.len());
            for (found, expected) in prediction.iter().zip(expected) {
                assert_close(&format!("{name}: prediction {}", report.step), *found, *expected);
            }
        }
    }
    assert_weights(&trainer, golden.first_8_weights_after.as_ref(), 2e-3);
}

macro_rules! golden {
    ($($test:ident: $file:literal,)+) => {
        $(#[test] fn $test() { Engine::ALL.iter().for_each(|engine| check($file, *engine)); })+

        #[test]
        fn every_golden_file_is_checked() {
            let checked = [$($file),+];
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                // Those of tables are checked elsewhere.
                if entry.file_type().unwrap().is_dir() {
                    continue;
                }
                let name = entry.file_name().into_string().unwrap();
                assert!(checked.contains(&name.as_str()), "{name} is not checked");
            }
        }
    };
}

golden! {
    adam_betas: "adam-betas.json",
    amsgrad: "amsgrad.json",
    gru: "gru.json",
    lstm_batched: "lstm-batched.json",
    nadam: "nadam.json",
    rnn_adamw: "rnn-adamw.json",
    rnn_momentum_clip: "rnn-momentum-clip.json",
    rnn_relu: "rnn-relu.json",
    rnn_reset: "rnn-reset.json",
    rnn_rmsprop: "rnn-rmsprop.json",
    rnn_sgd: "rnn-sgd.json",
    rnn_tutorial: "rnn-tutorial.json",
    rnn_tutorial_endpoint: "rnn-tutorial-endpoint.json",
    rnn_two_layers: "rnn-two-layers.json",
}

/// Every cell, with each of its nonlinearities, and each way to treat the state.
fn small_runs() -> impl Iterator<Item = Config> {
    let kinds = Cell::ALL.iter().flat_map(|cell| {
        let choices = if cell.chooses_nonlinearity() { 2 } else { 1 };
        Nonlinearity::ALL.iter().take(choices).map(|nonlinearity| (*cell, *nonlinearity))
    });
    kinds.flat_map(|(cell, nonlinearity)| {
        StateMode::ALL.iter().map(move |state| Config {
            cell,
            nonlinearity,
            state: *state,
            hidden: 9,
            layers: 2,
            time_steps: 6,
            batch: 3,
            lr: 0.005,
            clip: Some(0.5),
            ..Config::default()
        })
    })
}

#[test]
fn both_engines_train_the_same_run_and_can_be_switched() {
    for config in small_runs() {
        let mut trainers = [false, true].map(|_| Trainer::new(&config).unwrap());
        for step in 1..=30 {
            let [alone, switched] = &mut trainers;
            if step % 10 == 1 {
                let engine = Engine::ALL[usize::from(step % 20 == 1)];
                let before = switched.snapshot().unwrap();
                let change = Settings { engine: Some(engine), ..Settings::default() };
                let effects = switched.apply(&change).unwrap();
                assert_eq!(effects, ChangeEffects::default());
                let after = switched.snapshot().unwrap();
                assert_eq!(Snapshot { config: before.config.clone(), ..after }, before);
            }
            let (expected, found) = (alone.step().unwrap(), switched.step().unwrap());
            let what = format!("{config:?}: loss {step}");
            assert_close(&what, found.loss, expected.loss);
            assert_close("gradient norm", found.grad_norm, expected.grad_norm);
        }
        let [alone, switched] = trainers.map(|trainer| trainer.snapshot().unwrap());
        for (found, expected) in
            switched.weights.iter().flatten().zip(alone.weights.iter().flatten())
        {
            assert!((found - expected).abs() < 1e-4, "{config:?}: {found} {expected}");
        }
        assert_eq!(switched.state.cell.len(), alone.state.cell.len());
        for (found, expected) in switched.state.hidden.iter().zip(&alone.state.hidden) {
            assert!((found - expected).abs() < 1e-3, "{config:?}: {found} {expected}");
        }
    }
}

#[test]
fn candle_repeats_a_run_to_the_bit() {
    for config in small_runs() {
        let config = Config { engine: Engine::Candle, ..config };
        let run = || {
            let mut trainer = Trainer::new(&config).unwrap();
            (0..5).for_each(|_| assert!(trainer.step().is_ok()));
            trainer.snapshot().unwrap()
        };
        assert_eq!(run(), run());
    }
}
