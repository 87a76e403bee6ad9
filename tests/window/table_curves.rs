//! A run on a table: its curves by channel and over all of it, dates, parts, epochs and validations.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Theme, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, SnapshotResults};
use rnnscope::app::App;
use rnnscope::config::{Config, DataChoice, Settings, StateMode};
use rnnscope::data::{self, Position, Source};
use rnnscope::history::{History, StepRecord};
use rnnscope::inspector::LensKind;
use rnnscope::window::WindowOptions;
use rnnscope::worker::{Event, Sequence, StepChunk};

use super::pictures::picture;
use super::support::window::{open, until};

/// A copy of the weather of fifty days, hour by hour, in a folder that keeps it.
fn weather() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weather.csv");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tables/weather.csv");
    std::fs::copy(golden, &path).unwrap();
    (folder, path)
}

/// What is set for a run on the weather with these targets.
fn settings(path: &Path, targets: &[&str]) -> Settings {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Settings {
        data: Some(DataChoice::File(path.to_owned())),
        inputs: Some(names(&["temperature", "humidity", "wind"])),
        targets: Some(names(targets)),
        horizon: Some(1),
        hidden: Some(8),
        time_steps: Some(24),
        batch: Some(4),
        state: Some(StateMode::Reset),
        ..Settings::default()
    }
}

/// A window that waits at step 0 of a run on the weather, whose table is open.
fn waiting(size: (f32, f32), path: &Path, targets: &[&str]) -> Harness<'static, App> {
    let settings = settings(path, targets);
    let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
    let mut window = open(size, options);
    until(&mut window, |app| app.session().run.epochs.of(1).is_some());
    // How the table was read, which would lie over the plots.
    window.get_by_role_and_label(Role::Button, "take this news away").click_accesskit();
    window.run_steps(3);
    window
}

/// Steps with a loss that falls, validations that come down to 0.2 at step 240, and windows whose answers are
/// a little late.
fn made_up(config: &Config, steps: u64) -> StepChunk {
    let mut history = History::default();
    for step in 1..=steps {
        let loss = 0.15 + 1.0 / (1.0 + step as f32 / 12.0);
        let away = (step as f32 - 240.0) / 200.0;
        let validation_loss = step.is_multiple_of(20).then_some(0.2 + away * away);
        let record =
            StepRecord { loss, grad_norm: 2.0 * loss, validation_loss, ..StepRecord::new(step) };
        history.push(record).unwrap();
    }
    let source = data::source(config);
    let sequences = (0..3).map(|n| window_of(&*source, steps - 2 + n, 2 + n)).collect();
    let (elapsed, steps_per_second) = (Duration::from_secs(9), 20.0);
    let chunk = StepChunk::default();
    StepChunk { run: 1, history, sequences, elapsed, steps_per_second, ..chunk }
}

/// The window of a step, that of batch `place`, answered by the values of the hour before.
fn window_of(source: &dyn Source, step: u64, place: u64) -> Sequence {
    let (shape, length) = (source.shape(), source.layout().time_steps);
    let (mut input, mut target) =
        (vec![0.0; length * shape.inputs], vec![0.0; length * shape.targets]);
    let at = Position { batches: place, ..Position::START };
    source.fill(at, 0, &mut input, &mut target);
    let early = &target[..(length - 1) * shape.targets];
    let prediction = target[..shape.targets].iter().chain(early).copied().collect();
    let (start, spacing, is_apart) = (source.t(at, 0, 0), source.spacing(), true);
    Sequence { step, row: 0, start, spacing, is_apart, shape, input, target, prediction }
}

fn take_in_a_run(window: &mut Harness<'_, App>, steps: u64) {
    let chunk = made_up(&window.state().session().run.config, steps);
    window.state_mut().take_in(Event::Steps(Box::new(chunk)));
    window.run_steps(4);
}

fn is_checked(window: &Harness<'_, App>, label: &str) -> Option<bool> {
    let node = window.query_by_role_and_label(Role::CheckBox, label)?;
    Some(node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
}

/// What the pointer reads there, once it does.
fn told(window: &mut Harness<'_, App>, at: egui::Pos2, text: &str) -> String {
    window.hover_at(at);
    window.run_steps(60);
    let node = window.query_by_label_contains(text).and_then(|node| node.value());
    node.unwrap_or_default()
}

/// The number of this name in what the pointer reads.
fn number(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.trim().replace('−', "-").parse().ok()).expect("a number")
}

/// The row that the pointer reads.
fn row(text: &str) -> usize {
    let digits = text.chars().skip(4).take_while(|letter| *letter != ',');
    digits.filter(char::is_ascii_digit).collect::<String>().parse().expect("a row")
}

/// What the table has in this row of a target's column.
fn cell(window: &Harness<'_, App>, row: usize, target: usize) -> f64 {
    let source = data::source(&window.state().session().run.config);
    let samples = source.samples().expect("a table");
    samples.columns[samples.targets[target]].values[row - 1]
}

/// Draws frames until the network's answers to all of the table are there.
fn answered(window: &mut Harness<'_, App>) {
    until(window, |app| {
        let seen = app.session().lenses.seen::<rnnscope::lens::WholeData>();
        seen.is_some_and(|seen| seen.prediction.iter().all(|answer| answer.is_finite()))
    });
    window.run_steps(6);
}

#[test]
fn only_a_table_can_be_seen_as_a_whole() {
    let mut window = super::paused();
    window.run_steps(3);
    assert_eq!(is_checked(&window, "whole data"), None);
    assert!(window.query_by_label("epoch").is_none());
    let (_folder, path) = weather();
    let mut window = waiting((1280.0, 800.0), &path, &["temperature"]);
    assert_eq!(is_checked(&window, "whole data"), Some(false));
    assert!(!window.state().session().lenses.whole_data);
    window.get_by_role_and_label(Role::CheckBox, "whole data").click();
    window.run_steps(4);
    assert!(window.state().session().lenses.whole_data);
    answered(&mut window);
    for part in ["train", "validation", "test"] {
        assert!(window.query_by_label(part).is_some(), "{part}");
    }
    window.get_by_role_and_label(Role::CheckBox, "whole data").click();
    window.run_steps(4);
    assert!(!window.state().session().lenses.whole_data);
}

#[test]
fn the_pointer_tells_row_date_part_and_values_of_all_of_a_table() {
    let (_folder, path) = weather();
    let mut window = waiting((1280.0, 800.0), &path, &["temperature"]);
    window.get_by_role_and_label(Role::CheckBox, "whole data").click();
    answered(&mut window);
    let text = told(&mut window, pos2(900.0, 250.0), "read at row");
    let first = text.lines().next().unwrap_or_default();
    assert!(first.starts_with("row ") && first.contains("2021-0"), "{text}");
    assert!(text.contains("(train)") || text.contains("(validation)"), "{text}");
    for name in ["\nstep 0", "\ntarget ", "\nprediction ", "\nerror ", "\nwind "] {
        assert!(text.contains(name), "{name}: {text}");
    }
    // The row's own numbers.
    let should = cell(&window, row(&text), 0);
    assert!((number(&text, "target") - should).abs() < 1e-4 * should.abs().max(1.0), "{text}");
    let error = number(&text, "prediction") - number(&text, "target");
    assert!((error - number(&text, "error")).abs() < 1e-2, "{text}");
}

#[test]
fn several_targets_are_stacked_or_chosen() {
    let (_folder, path) = weather();
    let mut window = waiting((1280.0, 800.0), &path, &["temperature", "humidity"]);
    take_in_a_run(&mut window, 300);
    let menu = window.get_by_role_and_label(Role::ComboBox, "target on show");
    menu.click();
    window.run_steps(4);
    window.get_by_role_and_label(Role::Button, "humidity").click();
    window.run_steps(4);
    // What should have been answered is told of the target on show.
    let text = told(&mut window, pos2(1100.0, 250.0), "read at row");
    let humidity = cell(&window, row(&text), 1);
    assert!((number(&text, "target") - humidity).abs() < 1e-2, "{text}, {humidity}");
    // One target needs no menu.
    let window = waiting((1280.0, 800.0), &path, &["temperature"]);
    assert!(window.query_by_label("target on show").is_none());
}

#[test]
fn validations_and_epochs_are_told() {
    let (_folder, path) = weather();
    let mut window = waiting((1280.0, 800.0), &path, &["temperature"]);
    take_in_a_run(&mut window, 300);
    let epoch = window.state().session().run.epochs.of(300).unwrap();
    assert!(epoch > 1);
    assert!(window.query_by_role_and_label(Role::Label, "epoch").is_some());
    assert!(window.query_by_label(&epoch.to_string()).is_some(), "{epoch}");
    assert!(window.query_by_label("0.2 at step 240").is_some(), "the best validation");
    let places = (1000..1200).step_by(6);
    let texts: Vec<String> =
        places.map(|x| told(&mut window, pos2(x as f32, 600.0), "\nloss ")).collect();
    let text = texts.iter().find(|text| text.contains("validation loss 0.2, the best"));
    let text = text.unwrap_or_else(|| panic!("{texts:?}"));
    assert!(text.contains("\nepoch ") && text.contains("(step 240, after "), "{text}");
}

#[test]
fn pictures_of_tables() {
    let mut results = SnapshotResults::new();
    let (_folder, path) = weather();
    let mut window = waiting((1280.0, 800.0), &path, &["temperature", "humidity"]);
    window.ctx.set_theme(Theme::Dark);
    until(&mut window, baselines);
    take_in_a_run(&mut window, 300);
    results.add(picture(&mut window, "curves-stacked"));
    let mut window = waiting((1280.0, 800.0), &path, &["temperature", "humidity", "wind"]);
    window.ctx.set_theme(Theme::Light);
    window.get_by_role_and_label(Role::CheckBox, "whole data").click();
    window.get_by_role_and_label(Role::CheckBox, "inputs").click();
    answered(&mut window);
    until(&mut window, |app| {
        let seen = app.session().lenses.seen::<rnnscope::lens::WholeData>();
        seen.is_some_and(|seen| seen.forecast.is_some())
    });
    until(&mut window, baselines);
    window.run_steps(6);
    results.add(picture(&mut window, "curves-whole"));
    let mut window = waiting((800.0, 600.0), &path, &["temperature"]);
    window.ctx.set_theme(Theme::Light);
    until(&mut window, baselines);
    take_in_a_run(&mut window, 300);
    results.add(picture(&mut window, "curves-small"));
}

/// Whether it is known what there is to beat.
fn baselines(app: &App) -> bool {
    app.session().lenses.answer(LensKind::BaselineLosses).is_some()
}
