//! Files that earlier versions wrote are opened still, and mean the same.
//!
//! Those in `tests/old_files/` were written by rnnscope before its settings, lenses and threads were
//! built anew: by the command line (`run.toml`, `metrics.csv`, `checkpoint.safetensors`) and by a window
//! that was closed (`settings.toml`, `session.safetensors`).
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, and so do its helpers")]

use std::path::PathBuf;

use rnnscope::checkpoint::Checkpoint;
use rnnscope::config::{Cell, Config, OptimizerKind, Spacing};
use rnnscope::recipe::{Recipe, RecipeFile};
use rnnscope::session::lesson::LessonProgress;
use rnnscope::session::{LensKind, OpenLenses};
use rnnscope::settings::{Remembered, ThemeChoice};
use rnnscope::thread::Pace;

fn file(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/old_files", name].iter().collect()
}

fn recipe() -> Recipe {
    RecipeFile::read(&file("run.toml")).and_then(RecipeFile::playable).unwrap()
}

/// The losses that the earlier version wrote. Another kind of CPU rounds a little differently.
fn assert_written_losses(losses: impl IntoIterator<Item = (u64, f32)>) {
    let text = std::fs::read_to_string(file("metrics.csv")).unwrap();
    let written: Vec<Vec<f32>> = text
        .lines()
        .skip(1)
        .map(|row| row.split(',').map(|number| number.parse().unwrap()).collect())
        .collect();
    for (step, loss) in losses {
        let row = &written[step as usize - 1];
        assert_eq!(row[0], step as f32);
        assert!((loss - row[1]).abs() <= 1e-5 * row[1], "step {step}: {loss} for {}", row[1]);
    }
}

/// Trains to the end of the recipe; every step's loss.
fn trained(recipe: &Recipe, mut trainer: rnnscope::trainer::Trainer) -> Vec<(u64, f32)> {
    let steps = recipe.steps() - trainer.steps();
    let step = |_| recipe.step(&mut trainer).map(|record| (record.step, record.loss)).unwrap();
    (0..steps).map(step).collect()
}

#[test]
fn a_recipe_is_played() {
    let recipe = recipe();
    assert_eq!((recipe.config.cell, recipe.config.hidden, recipe.steps()), (Cell::Lstm, 3, 14));
    assert_eq!(recipe.changes.len(), 2);
    let optimizer = recipe.config_at(14).optimizer;
    assert_eq!((recipe.config_at(14).batch, optimizer), (2, OptimizerKind::Momentum));
    // It is written as it was.
    let text = std::fs::read_to_string(file("run.toml")).unwrap();
    assert_eq!(recipe.to_toml(), text);
    let losses = trained(&recipe, rnnscope::trainer::Trainer::new(&recipe.config).unwrap());
    assert_eq!(losses.len(), 14);
    assert_written_losses(losses);
}

#[test]
fn a_checkpoint_goes_on_with_its_changes_still_to_come() {
    let checkpoint = Checkpoint::read(&file("checkpoint.safetensors")).unwrap();
    assert_eq!((checkpoint.step(), checkpoint.end()), (1, Some(14)));
    assert_eq!(checkpoint.recipe, recipe());
    let losses = trained(&checkpoint.recipe, checkpoint.trainer().unwrap());
    assert_eq!(losses.first().map(|(step, _)| *step), Some(2));
    assert_written_losses(losses);
    // It is written as it was, with the digest that newer files have.
    let old = std::fs::read(file("checkpoint.safetensors")).unwrap();
    let (mut header, numbers) = parts(&checkpoint.to_bytes().unwrap());
    let digest = header["__metadata__"].as_object_mut().unwrap().remove("digest");
    assert!(digest.is_some(), "{header}");
    assert_eq!((header, numbers), parts(&old));
}

/// The header of a safetensors file, and the bytes behind it.
fn parts(bytes: &[u8]) -> (serde_json::Value, Vec<u8>) {
    let (len, rest) = bytes.split_first_chunk::<8>().unwrap();
    let (header, numbers) = rest.split_at(usize::try_from(u64::from_le_bytes(*len)).unwrap());
    (serde_json::from_slice(header).unwrap(), numbers.to_vec())
}

#[test]
fn a_session_goes_on() {
    let session = Checkpoint::read(&file("session.safetensors")).unwrap();
    let Config { cell, hidden, clip, .. } = session.recipe.config.clone();
    assert_eq!((cell, hidden, clip), (Cell::Gru, 5, Some(0.5)));
    let mut trainer = session.trainer().unwrap();
    let step = session.step();
    assert!(step > 1);
    let record = session.recipe.step(&mut trainer).unwrap();
    assert_eq!(record.step, step + 1);
    assert!(record.loss.is_finite());
}

#[test]
fn what_was_remembered_is() {
    let config = Config {
        cell: Cell::Gru,
        hidden: 5,
        spacing: Spacing::Radians(0.25),
        clip: Some(0.5),
        steps: 60,
        ..Config::default()
    };
    let names = [
        "hidden-state",
        "border",
        "backprop",
        "gradient-norm",
        "spectrum",
        "phase-portrait",
        "dependence",
        "generalisation",
        "free-run",
        "weights",
        "slowly",
    ];
    let kinds = names.map(|name| LensKind::from_name(name).unwrap());
    let remembered = Remembered {
        config,
        pace: Pace::PerSecond(8.0),
        window: [1280.0, 800.0],
        theme: ThemeChoice::Dark,
        text_size: 100,
        reduced_motion: false,
        language: None,
        show_input: true,
        logarithmic: false,
        smoothing: 0.75,
        export_dir: Some("/pictures".into()),
        lens_width: None,
        lenses: OpenLenses::new(true, kinds),
        snapshot_memory: 32,
        recent_commands: Vec::new(),
        lessons: LessonProgress::default(),
    };
    assert_eq!(Remembered::load(&file("settings.toml")), (remembered, None));
}
