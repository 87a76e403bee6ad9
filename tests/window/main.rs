//! The window by its labels, without a display: every control does what it says.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod challenges;
mod composing;
mod display;
mod feed;
mod judged;
mod keys;
mod layout;
mod lessons;
mod looking_closer;
mod moments;
mod own_data;
mod palette;
mod pictures;
mod pinned;
mod saving;
mod sessions;
#[path = "../support/mod.rs"]
mod support;
mod table_curves;
mod tables;
mod timeline;
mod typing;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{Cell, Settings, StateMode};
use rnnscope::session::Status;
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;
use rnnscope::worker::PauseReason;
use support::window::{click, open, until};

fn window(options: WindowOptions) -> Harness<'static, App> {
    open((1280.0, 800.0), options)
}

/// A window that waits at step 0.
fn paused() -> Harness<'static, App> {
    window(WindowOptions { paused: true, ..WindowOptions::default() })
}

fn at_step(step: u64) -> impl Fn(&App) -> bool {
    move |app| app.session().run.step() == step
}

/// A window after 120 steps, paused, that exports to `folder`.
fn trained(folder: &std::path::Path) -> Harness<'static, App> {
    let mut window = window(WindowOptions {
        export_dir: Some(folder.to_owned()),
        until_step: Some(120),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    });
    until(&mut window, at_step(120));
    until(&mut window, |app| !app.session().is_running());
    window.run_steps(3);
    window
}

/// A window whose run has left the finite numbers.
fn diverged() -> Harness<'static, App> {
    let settings = Settings {
        nonlinearity: Some(rnnscope::config::Nonlinearity::Relu),
        optimizer: Some(rnnscope::config::OptimizerKind::Sgd),
        lr: Some(10.0),
        ..Settings::default()
    };
    let mut window = window(WindowOptions { settings, ..WindowOptions::default() });
    until(&mut window, |app| {
        matches!(app.session().status, Status::Paused(PauseReason::Diverged(_)))
    });
    window
}

#[test]
fn it_trains_at_once() {
    let mut window = window(WindowOptions { pace: Some(Pace::Max), ..WindowOptions::default() });
    until(&mut window, |app| app.session().run.step() > 50);
    assert!(window.query_by_role_and_label(Role::Button, "Pause").is_some());
}

#[test]
fn buttons_run_pause_step_restart() {
    let mut window = paused();
    click(&mut window, "Step");
    until(&mut window, at_step(1));
    click(&mut window, "Step");
    until(&mut window, at_step(2));
    click(&mut window, "Restart");
    until(&mut window, |app| app.session().run.id == 2);
    assert_eq!(window.state().session().run.step(), 0);
    click(&mut window, "New seed");
    until(&mut window, |app| app.session().run.config.seed == 2);
    click(&mut window, "Run");
    until(&mut window, |app| app.session().run.step() >= 2);
    click(&mut window, "Pause");
    until(&mut window, |app| app.session().status == Status::Paused(PauseReason::Asked));
}

#[test]
fn keys_do_what_the_buttons_do() {
    let mut window = paused();
    for (presses, key) in [Key::S, Key::ArrowRight].into_iter().enumerate() {
        window.key_press(key);
        window.run_steps(2);
        until(&mut window, at_step(presses as u64 + 1));
    }
    window.key_press(Key::N);
    window.run_steps(2);
    until(&mut window, |app| app.session().run.config.seed == 2);
    window.key_press(Key::R);
    window.run_steps(2);
    until(&mut window, |app| app.session().run.id == 3);
    window.key_press(Key::Space);
    window.run_steps(2);
    until(&mut window, |app| app.session().is_running());
    window.key_press(Key::Space);
    window.run_steps(2);
    until(&mut window, |app| !app.session().is_running());
}

#[test]
fn an_earlier_step_is_shown_as_it_was_and_can_be_forked() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    let looks_at = |step| move |app: &App| app.session().step_on_show() == step;
    let loss = |app: &App| app.session().record().map(|record| record.loss);
    let was = |app: &App, step| app.session().run.history.at(step).map(|record| record.loss);
    window.key_press(Key::ArrowLeft);
    window.run_steps(2);
    until(&mut window, looks_at(119));
    assert_eq!(loss(window.state()), was(window.state(), 119));
    assert_eq!(window.state().session().sequences().back().unwrap().step, 119);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    window.run_steps(2);
    until(&mut window, looks_at(109));
    window.get_by_role_and_label(Role::Slider, "Timeline").set_value_accesskit(40.0);
    window.run_steps(2);
    until(&mut window, looks_at(40));
    assert_eq!(loss(window.state()), was(window.state(), 40));
    assert!(window.query_by_label_contains("step 40 of 120").is_some());
    window.key_press(Key::Home);
    window.run_steps(2);
    until(&mut window, looks_at(0));
    window.key_press(Key::End);
    window.run_steps(2);
    assert!(window.state().session().is_live());
    window.get_by_role_and_label(Role::Slider, "Timeline").set_value_accesskit(40.0);
    window.run_steps(2);
    until(&mut window, looks_at(40));
    window.key_press(Key::Space);
    window.run_steps(3);
    click(&mut window, "Fork here (F)");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 45);
}

#[test]
fn f1_lists_the_keys() {
    let mut window = paused();
    assert!(window.query_by_label_contains("restart: same seed").is_none());
    window.key_press(Key::F1);
    window.run_steps(3);
    assert!(window.query_by_label_contains("restart: same seed").is_some());
    window.key_press_modifiers(Modifiers::SHIFT, Key::Questionmark);
    window.run_steps(3);
    assert!(window.query_by_label_contains("restart: same seed").is_none());
}

#[test]
fn a_step_to_pause_at_that_lies_behind_is_said_at_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    let field = |window: &mut Harness<'_, App>, step: f64| {
        window.get_by_role_and_label(Role::SpinButton, "run until step").set_value_accesskit(step);
        window.run_steps(3);
        window.query_by_label_contains("lies behind").is_some()
    };
    assert!(!field(&mut window, 130.0));
    assert!(field(&mut window, 50.0));
    assert!(window.query_by_label("Step 50 lies behind; only a new run pauses there.").is_some());
}

#[test]
fn the_learning_rate_acts_on_the_next_step() {
    let mut window = paused();
    click(&mut window, "Step");
    until(&mut window, at_step(1));
    window.get_by_role_and_label(Role::Slider, "learning rate").set_value_accesskit(0.1);
    window.run_steps(2);
    click(&mut window, "Step");
    until(&mut window, at_step(2));
    let history = &window.state().session().run.history;
    assert_eq!(history.at(1).unwrap().learning_rate, 0.02);
    assert_eq!(history.at(2).unwrap().learning_rate, 0.1);
    assert_eq!(
        window.state().session().run.marks[0].text(&rnnscope::text::ENGLISH),
        "learning rate 0.02 → 0.1"
    );
}

#[test]
fn live_controls_keep_the_run_and_others_begin_a_new_one() {
    let mut window = paused();
    for (label, live) in [
        ("time steps", true),
        ("batch", true),
        ("learning rate", true),
        ("hidden size", false),
        ("layers", false),
    ] {
        let run = window.state().session().run.id;
        let value = if label == "learning rate" { 0.5 } else { 3.0 };
        window.get_by_role_and_label(Role::Slider, label).set_value_accesskit(value);
        window.run_steps(2);
        until(&mut window, |app| {
            let session = app.session();
            session.run.config == session.controls && !session.is_restart_pending()
        });
        assert_eq!(window.state().session().run.id == run, live, "{label}");
    }
    let config = &window.state().session().run.config;
    assert_eq!((config.time_steps, config.batch, config.hidden, config.layers), (3, 3, 3, 3));
}

#[test]
fn choices_are_obeyed() {
    let mut window = paused();
    click(&mut window, "reset");
    until(&mut window, |app| app.session().run.config.state == StateMode::Reset);
    assert_eq!(window.state().session().run.id, 1);
    click(&mut window, "LSTM");
    until(&mut window, |app| app.session().run.config.cell == Cell::Lstm);
    assert_eq!(window.state().session().run.id, 2);
}

#[test]
fn flags_reach_the_first_run() {
    let settings = Settings { hidden: Some(5), lr: Some(0.25), ..Settings::default() };
    let options = WindowOptions {
        settings,
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window(options);
    let reached = Status::Paused(PauseReason::ReachedStep(30));
    until(&mut window, |app| app.session().status == reached);
    let run = &window.state().session().run;
    assert_eq!((run.config.hidden, run.config.lr, run.step()), (5, 0.25, 30));
    assert!(window.query_by_label_contains("paused: step reached").is_some());
}

#[test]
fn a_narrow_status_line_still_shows_the_device() {
    for options in [
        WindowOptions { until_step: Some(120), ..WindowOptions::default() },
        WindowOptions { until_loss: Some(0.001), ..WindowOptions::default() },
    ] {
        let options = WindowOptions { pace: Some(Pace::Max), ..options };
        let mut window = open((800.0, 600.0), options);
        until(&mut window, |app| matches!(app.session().status, Status::Paused(_)));
        let device = window.get_by_label_contains("CPU, ").rect();
        assert!(device.right() <= 800.0, "{device:?}");
    }
}

#[test]
fn every_key_can_be_read_on_a_projector() {
    for size in [(1280.0, 800.0), (960.0, 540.0)] {
        let mut window = open(size, WindowOptions { paused: true, ..WindowOptions::default() });
        window.key_press(Key::F1);
        window.run_steps(4);
        for key in ["Space", "F5", "double click"] {
            let key = window.get_by_label(key).rect();
            let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
            assert!(whole.contains_rect(key), "{key:?} in {size:?}");
        }
    }
}

#[test]
fn a_diverged_run_is_told_and_can_begin_anew() {
    let mut window = diverged();
    window.run_steps(2);
    assert!(window.query_by_label_contains("The run diverged: at step").is_some());
    click(&mut window, "Begin anew");
    until(&mut window, |app| app.session().run.id == 2);
}

/// Sets the learning rate and draws pictures until it is shown.
fn change_is_shown(window: &mut Harness<'_, App>, lr: f64) {
    let step = |app: &App| app.session().run.step();
    window.get_by_role_and_label(Role::Slider, "learning rate").set_value_accesskit(lr);
    loop {
        let before = step(window.state());
        let is_shown = |app: &App| (app.session().run.config.lr - lr).abs() < 1e-9;
        until(window, |app| is_shown(app) || step(app) > before);
        if is_shown(window.state()) {
            // It is shown together with the first step that felt it, or before.
            let mark = window.state().session().run.marks.last().unwrap();
            assert!(before < mark.step, "step {before} was shown without the change before it");
            return;
        }
    }
}

#[test]
fn at_max_pace_a_change_is_shown_with_the_first_step_that_felt_it() {
    let mut window = window(WindowOptions { pace: Some(Pace::Max), ..WindowOptions::default() });
    until(&mut window, |app| app.session().run.step() > 100);
    for lr in [0.001, 0.01, 0.1, 0.002, 0.03, 0.2, 0.004] {
        change_is_shown(&mut window, lr);
    }
}
