//! PyTorch's numbers on tables: loss and gradient norm of every step, and the validation losses.
//!
//! Each file in `tests/golden/tables/` names its table and its settings, and holds what PyTorch 2.15 (CPU,
//! float32, one thread) did with them by the rules of `docs/your-own-data.md`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rnnscope_core::config::{
    Config, DataChoice, Engine, Field, Loss, Settings, StateMode, ValidateEvery, Value,
};
use rnnscope_core::trainer::{Snapshot, Trainer};
use serde_json::Value as Json;

struct Golden {
    table: String,
    config: serde_json::Map<String, Json>,
    loss: Vec<f32>,
    grad_norm: Vec<f32>,
    validation_loss: BTreeMap<u64, f32>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/tables")
}

fn golden() -> impl Iterator<Item = (String, Golden)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|kind| kind == "json"));
    json.map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, parse(&serde_json::from_str(&text).unwrap()))
    })
}

fn parse(file: &Json) -> Golden {
    let numbers = |name: &str| {
        let numbers = file[name].as_array().unwrap().iter();
        numbers.map(|number| number.as_f64().unwrap() as f32).collect()
    };
    let validation = file["validation_loss"].as_object().unwrap().iter();
    Golden {
        table: file["table"].as_str().unwrap().to_owned(),
        config: file["config"].as_object().unwrap().clone(),
        loss: numbers("loss"),
        grad_norm: numbers("grad_norm"),
        validation_loss: validation
            .map(|(step, loss)| (step.parse().unwrap(), loss.as_f64().unwrap() as f32))
            .collect(),
    }
}

/// A setting's value as files write it.
fn value(field: Field, value: &Json) -> Value {
    let texts = |items: &[Json]| {
        items.iter().map(|item| item.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    match value {
        Json::Array(parts) if field == Field::Split => {
            let percent = parts.iter().map(|part| 100.0 * part.as_f64().unwrap());
            Value::Text(percent.map(|part| format!("{part:.6}")).collect::<Vec<_>>().join("/"))
        }
        Json::Array(items) => Value::Texts(texts(items)),
        Json::String(text) => Value::Flag(text.clone()),
        other => Value::Flag(other.to_string()),
    }
}

fn config(golden: &Golden) -> Config {
    let mut settings = Settings::default();
    for (name, written) in golden.config.iter().filter(|(_, written)| !written.is_null()) {
        let field = Field::from_name(name).expect("a known setting");
        field.set(&mut settings, &value(field, written)).expect("a possible value");
    }
    settings.data = Some(DataChoice::File(folder().join(&golden.table)));
    Config::resolve(&settings).expect("a possible configuration")
}

fn assert_close(what: &str, found: f32, expected: f32, (relative, absolute): (f32, f32)) {
    let tolerance = relative * expected.abs() + absolute;
    assert!((found - expected).abs() <= tolerance, "{what}: {found}, PyTorch has {expected}");
}

/// Trains a golden run and compares every step.
fn assert_follows(name: &str, golden: &Golden, config: &Config) {
    let mut trainer = Trainer::new(config).unwrap();
    for (at, (loss, norm)) in golden.loss.iter().zip(&golden.grad_norm).enumerate() {
        let step = at as u64 + 1;
        let report = trainer.step().unwrap();
        assert_close(&format!("{name}, loss {step}"), report.loss, *loss, (2e-3, 2e-5));
        assert_close(&format!("{name}, norm {step}"), report.grad_norm, *norm, (2e-3, 2e-5));
        let expected = golden.validation_loss.get(&step);
        assert_eq!(report.validation_loss.is_some(), expected.is_some(), "{name}, step {step}");
        if let (Some(found), Some(expected)) = (report.validation_loss, expected) {
            assert_close(&format!("{name}, validation {step}"), found, *expected, (5e-3, 1e-5));
        }
    }
}

#[test]
fn losses_norms_and_validations_are_pytorchs() {
    let mut seen = 0;
    for (name, golden) in golden() {
        assert_follows(&name, &golden, &config(&golden));
        seen += 1;
    }
    assert_eq!(seen, 7);
}

#[test]
fn the_readable_formulation_follows_them_too() {
    for (name, mut golden) in golden() {
        golden.loss.truncate(30);
        assert_follows(&name, &golden, &Config { engine: Engine::Candle, ..config(&golden) });
    }
}

/// A snapshot's bits.
fn bits(snapshot: &Snapshot) -> Vec<u32> {
    snapshot.weights.iter().flatten().map(|weight| weight.to_bits()).collect()
}

#[test]
fn a_run_is_taken_up_again_across_the_border_of_an_epoch() {
    for (name, golden) in golden() {
        let config = config(&golden);
        let mut through = Trainer::new(&config).unwrap();
        let mut snapshots = Vec::new();
        for _ in 0..40 {
            snapshots.push(through.snapshot().unwrap());
            through.step().unwrap();
        }
        let end = through.snapshot().unwrap();
        assert!(end.position.batches == 40, "{name}");
        for snapshot in snapshots.iter().step_by(7) {
            let mut again = Trainer::restore(snapshot).unwrap();
            while again.steps() < 40 {
                again.step().unwrap();
            }
            let again = again.snapshot().unwrap();
            assert_eq!(bits(&again), bits(&end), "{name}, from {}", snapshot.step);
            assert_eq!(again.validation, end.validation);
        }
    }
}

#[test]
fn a_change_of_the_layout_begins_an_epoch_and_zeroes_the_state() {
    let (_, golden) = golden().find(|(name, _)| name == "weather-lstm-carry").unwrap();
    let config = config(&golden);
    let mut trainer = Trainer::new(&config).unwrap();
    for _ in 0..3 {
        trainer.step().unwrap();
    }
    assert_eq!(trainer.epochs(), Some(0));
    let shorter = Settings { time_steps: Some(11), ..Settings::default() };
    trainer.apply(&shorter).unwrap();
    trainer.step().unwrap();
    assert!(trainer.state_before().hidden.iter().all(|state| *state == 0.0));
    assert_eq!(trainer.data().position().sample, 1);
    // Its first window is the table's first again.
    assert_eq!(trainer.data().t(0, 0), 2.0);
    // What doesn't fit changes nothing.
    let longer = Settings { time_steps: Some(400), ..Settings::default() };
    let reason = trainer.apply(&longer).unwrap_err().to_string();
    assert!(reason.contains("would fit"), "{reason}");
    assert_eq!(trainer.config().time_steps, 11);
    let reset = Settings { state: Some(StateMode::Reset), ..Settings::default() };
    trainer.apply(&reset).unwrap();
    trainer.step().unwrap();
    assert_eq!(trainer.data().position().sample, 2);
}

/// A run on the weather of which `change` says more.
fn weather(change: impl FnOnce(&mut Config)) -> Config {
    let (_, golden) = golden().find(|(name, _)| name == "weather-gru-two-targets").unwrap();
    let mut config = config(&golden);
    change(&mut config);
    config
}

#[test]
fn patience_runs_out_after_so_many_validations_in_vain_and_only_once() {
    let config = weather(|config| {
        (config.lr, config.patience) = (0.3, Some(3));
        config.validate_every = ValidateEvery::Steps(2);
    });
    let mut trainer = Trainer::new(&config).unwrap();
    let (mut best, mut in_vain, mut ran_out) = (f32::INFINITY, 0, 0);
    for _ in 0..300 {
        let report = trainer.step().unwrap();
        if let Some(loss) = report.validation_loss {
            in_vain = if loss < best { 0 } else { in_vain + 1 };
            best = best.min(loss);
        }
        assert_eq!(trainer.validation().since_best, in_vain);
        assert_eq!(
            trainer.validation().best.as_ref().map_or(f32::INFINITY, |best| best.loss),
            best
        );
        assert_eq!(trainer.is_out_of_patience(), in_vain == 3, "step {}", report.step);
        ran_out += u32::from(report.validation_loss.is_some() && in_vain == 3);
    }
    assert!(ran_out > 0 && in_vain > 3, "{ran_out}, {in_vain}");
    // Less patience than there was waiting is out at the next validation in vain, here and from a snapshot.
    let less = Settings { patience: Some(Some(2)), ..Settings::default() };
    trainer.apply(&less).unwrap();
    let mut again = Trainer::restore(&trainer.snapshot().unwrap()).unwrap();
    for trainer in [&mut trainer, &mut again] {
        let report = loop {
            let report = trainer.step().unwrap();
            if report.validation_loss.is_some() {
                break report;
            }
        };
        assert!(report.validation_loss.unwrap() < best || trainer.is_out_of_patience());
    }
}

#[test]
fn validations_by_another_loss_function_begin_anew() {
    let config = weather(|config| config.validate_every = ValidateEvery::Steps(2));
    assert_eq!(config.loss, Loss::Mse);
    let mut trainer = Trainer::new(&config).unwrap();
    (0..20).for_each(|_| _ = trainer.step().unwrap());
    let before = trainer.validation().clone();
    let by = |loss| Settings { loss: Some(loss), ..Settings::default() };
    trainer.apply(&by(Loss::Mae)).unwrap();
    assert_eq!((trainer.validation().best.as_ref(), trainer.validation().since_best), (None, 0));
    // Nothing was trained by it that is taken back.
    trainer.apply(&by(Loss::Mse)).unwrap();
    assert_eq!(*trainer.validation(), before);
    trainer.apply(&by(Loss::Mae)).unwrap();
    let reports = [(); 2].map(|()| trainer.step().unwrap());
    let [None, Some(first)] = reports.map(|report| report.validation_loss) else { panic!() };
    let best = trainer.validation().best.as_deref().unwrap();
    assert_eq!((best.step, best.loss), (22, first));
    assert!(first > before.best.as_deref().unwrap().loss);
}

#[test]
fn weights_from_a_file_fit_a_table_whose_columns_nobody_named() {
    let config = weather(|config| {
        (config.inputs, config.targets) = (Vec::new(), Vec::new());
    });
    let trainer = Trainer::new(&config).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.safetensors");
    let arrays: Vec<_> = trainer
        .network()
        .parameters()
        .iter()
        .zip(trainer.network().parameters().values().unwrap())
        .map(|(parameter, values)| rnnscope_core::weights::NamedArray {
            name: parameter.name.clone(),
            shape: parameter.var.dims().to_vec(),
            values,
        })
        .collect();
    std::fs::write(&path, rnnscope_core::weights::to_bytes(&arrays).unwrap()).unwrap();
    let config = Config { init: Some(path), ..config };
    let held = rnnscope_core::trainer::held(&config).unwrap();
    assert!(held.data_sha256.is_some() && held.init_sha256.is_some());
    // Once more with the table still in memory.
    assert!(rnnscope_core::trainer::check_files(&held).is_ok());
}
