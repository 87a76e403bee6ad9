//! A checkpoint goes on with the run's own bits, and what doesn't fit is named.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::config::{Cell, Config, DataKind, OptimizerKind, Settings, StateMode, ValidateEvery};
use crate::weights::NamedArray;

fn trained(recipe: &Recipe, steps: u64) -> Trainer {
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    while trainer.steps() < steps {
        recipe.step(&mut trainer).unwrap();
    }
    trainer
}

/// What the bytes of a file say about it.
fn about(bytes: &[u8]) -> BTreeMap<String, String> {
    begun(bytes).unwrap().about()
}

fn begun(bytes: &[u8]) -> Result<WeightsFile<&[u8]>, WeightsError> {
    WeightsFile::begin(bytes, bytes.len() as u64, "file")
}

fn read(bytes: &[u8]) -> Result<Checkpoint, CheckpointError> {
    Checkpoint::from_bytes(bytes, Path::new("a/run.safetensors"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_run_goes_on_from_its_file_with_its_own_bits(
        cell in select(Cell::ALL), optimizer in select(OptimizerKind::ALL),
        other in select(OptimizerKind::ALL), state in select(StateMode::ALL),
        data in select(DataKind::ALL),
        (hidden, layers, batch) in (1..6_usize, 1..3_usize, 1..4_usize),
        step in 0..30_u64, change in 1..32_u64,
    ) {
        let config = Config {
            cell, optimizer, state, data: data.into(), hidden, layers, batch, time_steps: 4, lr: 0.003,
            ..Config::default()
        };
        let mut recipe = Recipe::from(config);
        let settings = Settings { optimizer: Some(other), batch: Some(2), ..Settings::default() };
        recipe.record(change, &settings);
        let mut trainer = trained(&recipe, step);
        // A change that no step has felt yet is left to the recipe.
        recipe.prepare(&mut trainer).unwrap();
        let checkpoint = Checkpoint::of(&recipe, &trainer).unwrap();
        let opened = read(&checkpoint.to_bytes().unwrap()).unwrap();
        prop_assert_eq!(opened.step(), step);
        let mut gone_on = opened.trainer().unwrap();
        while gone_on.steps() < step + 9 {
            opened.recipe.step(&mut gone_on).unwrap();
        }
        let end = trained(&recipe, step + 9);
        prop_assert_eq!(gone_on.snapshot().unwrap().weights, end.snapshot().unwrap().weights);
        prop_assert_eq!(gone_on.snapshot().unwrap().state, end.snapshot().unwrap().state);
        prop_assert_eq!(gone_on.snapshot().unwrap().position, end.snapshot().unwrap().position);
    }
}

#[test]
fn what_validations_have_left_goes_on() {
    let config = Config {
        data: DataKind::RandomWalk.into(),
        samples: 200,
        validate_every: ValidateEvery::Steps(2),
        patience: Some(50),
        lr: 0.1,
        ..Config::default()
    };
    let recipe = Recipe::from(Config { steps: 60, ..config });
    let trainer = trained(&recipe, 31);
    let left = trainer.validation().clone();
    assert!(left.best.is_some() && left.since_best > 0, "{left:?}");
    let bytes = Checkpoint::of(&recipe, &trainer).unwrap().to_bytes().unwrap();
    let opened = read(&bytes).unwrap();
    assert_eq!(opened.snapshot.validation, left);
    let mut gone_on = opened.trainer().unwrap();
    while gone_on.steps() < 60 {
        opened.recipe.step(&mut gone_on).unwrap();
    }
    assert_eq!(gone_on.snapshot().unwrap(), trained(&recipe, 60).snapshot().unwrap());
    // The best weights belong to it as all others do.
    let mut arrays = weights::from_bytes(&bytes, "file").unwrap();
    arrays.retain(|array| array.name != "best.out.bias");
    let said = read(&weights::to_bytes_about(&arrays, about(&bytes)).unwrap()).unwrap_err();
    assert!(said.to_string().contains("best.out.bias is missing"), "{said}");
}

/// What is said of a checkpoint whose arrays were tampered with.
fn refused(tamper: impl Fn(&mut Vec<NamedArray>)) -> String {
    let recipe = Recipe::from(Config { hidden: 3, ..Config::default() });
    let checkpoint = Checkpoint::of(&recipe, &trained(&recipe, 5)).unwrap();
    let bytes = checkpoint.to_bytes().unwrap();
    let mut arrays = weights::from_bytes(&bytes, "file").unwrap();
    tamper(&mut arrays);
    read(&weights::to_bytes_about(&arrays, about(&bytes)).unwrap()).unwrap_err().to_string()
}

#[test]
fn what_does_not_fit_is_named() {
    let place = |arrays: &[NamedArray], name: &str| {
        arrays.iter().position(|array| array.name == name).unwrap()
    };
    let missing = refused(|arrays| {
        let at = place(arrays, "optimizer.1.rnn.weight_hh_l0");
        arrays.remove(at);
    });
    assert_eq!(
        missing,
        "a/run.safetensors doesn't fit its recipe: optimizer.1.rnn.weight_hh_l0 is missing"
    );
    let shape = refused(|arrays| {
        let at = place(arrays, "state.hidden");
        arrays[at] =
            NamedArray { shape: vec![1, 1, 2], values: vec![0.0; 2], ..arrays[at].clone() };
    });
    assert!(shape.contains("state.hidden has the shape [1, 1, 2], but needs [1, 1, 3]"), "{shape}");
    let more = refused(|arrays| {
        arrays.push(NamedArray { name: "bias".to_owned(), shape: vec![], values: vec![1.0] });
    });
    assert!(more.contains("it has bias"), "{more}");
}

#[test]
fn numbers_that_were_changed_are_seen_and_files_without_a_fingerprint_are_read() {
    let changed = "the numbers in a/run.safetensors were changed after it was saved; take another \
                   copy of it";
    // Adam's two averages have the same shapes.
    let swapped = refused(|arrays| {
        let at = |moment| format!("optimizer.{moment}.rnn.weight_hh_l0");
        for array in arrays {
            if array.name == at(0) {
                array.name = at(1);
            } else if array.name == at(1) {
                array.name = at(0);
            }
        }
    });
    assert_eq!(swapped, changed);
    assert_eq!(refused(|arrays| arrays[2].values[0] += 1e-3), changed);
    let recipe = Recipe::from(Config { hidden: 3, ..Config::default() });
    let checkpoint = Checkpoint::of(&recipe, &trained(&recipe, 5)).unwrap();
    let bytes = checkpoint.to_bytes().unwrap();
    let mut older = about(&bytes);
    assert_eq!(older.remove("digest").unwrap().len(), 64);
    let arrays = weights::from_bytes(&bytes, "file").unwrap();
    let older = weights::to_bytes_about(&arrays, older).unwrap();
    assert_eq!(read(&older).unwrap(), checkpoint);
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let mut config = Config { hidden: 3, ..Config::default() };
    config.init_sha256 = Some("0".repeat(64));
    config.init = Some("C:\\a \"quoted\" näme\t.safetensors".into());
    let recipe = Recipe::from(config.clone());
    let plain = Config { init: None, init_sha256: None, ..config };
    let trainer = trained(&Recipe::from(plain), 2);
    let checkpoint = || Checkpoint::of(&recipe, &trainer).unwrap();
    let bytes = checkpoint().to_bytes().unwrap();
    assert!((0..8).all(|_| checkpoint().to_bytes().unwrap() == bytes));
    assert_eq!(read(&bytes).unwrap().recipe.config.init, recipe.config.init);
}

#[test]
fn its_numbers_are_those_of_a_run() {
    let recipe = Recipe::from(Config { hidden: 3, ..Config::default() });
    let bytes = Checkpoint::of(&recipe, &trained(&recipe, 5)).unwrap().to_bytes().unwrap();
    let arrays = weights::from_bytes(&bytes, "file").unwrap();
    for key in ["step", "updates", "window"] {
        for number in [u64::MAX, (1 << 53) + 1] {
            let mut about = about(&bytes);
            about.insert(key.to_owned(), number.to_string());
            let error = read(&weights::to_bytes_about(&arrays, about).unwrap()).unwrap_err();
            let said = format!(
                "a/run.safetensors is not a checkpoint: its {key} is {number}, but no run has more \
                 than 9007199254740992 steps"
            );
            assert_eq!(error.to_string(), said);
        }
    }
}

#[test]
fn a_recipe_that_is_not_at_its_end_says_where_that_is() {
    let mut recipe = Recipe::from(Config { hidden: 3, steps: 20, ..Config::default() });
    recipe.record(6, &Settings { lr: Some(0.1), ..Settings::default() });
    let at = |step| Checkpoint::of(&recipe, &trained(&recipe, step)).unwrap();
    assert_eq!((at(5).end(), at(5).recipe), (Some(20), recipe.clone()));
    assert_eq!((at(19).end(), at(20).end()), (Some(20), None));
    // A change that no step has felt isn't an end of the run.
    let unfelt = Checkpoint::of(&recipe.ending_at(6), &trained(&recipe, 5)).unwrap();
    assert_eq!(unfelt.end(), None);
}

#[test]
fn other_files_are_no_checkpoints() {
    let array = NamedArray { name: "w".to_owned(), shape: vec![1], values: vec![1.0] };
    let bytes = weights::to_bytes(&[array]).unwrap();
    assert!(!Checkpoint::is_in(&begun(&bytes).unwrap()));
    let error = read(&bytes).unwrap_err().to_string();
    assert_eq!(error, "a/run.safetensors is not a checkpoint: its metadata has no recipe");
    assert!(read(b"text").is_err());
    let recipe = Recipe::default();
    let whole = Checkpoint::of(&recipe, &trained(&recipe, 2)).unwrap().to_bytes().unwrap();
    assert!(Checkpoint::is_in(&begun(&whole).unwrap()));
    for length in [0, 7, 100, whole.len() - 1] {
        assert!(read(&whole[..length]).is_err(), "{length}");
    }
}
