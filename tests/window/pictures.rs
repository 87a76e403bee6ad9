//! Whole windows in pictures: of an untrained network, and of made-up steps. No pixel of them depends
//! on how a machine trains.

use std::time::Duration;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, SnapshotOptions, SnapshotResult, SnapshotResults};
use image::Rgba;
use rnnscope::app::App;
use rnnscope::config::{Config, Settings};
use rnnscope::history::{History, StepRecord};
use rnnscope::preset::Preset;
use rnnscope::session::{Action, LensKind};
use rnnscope::trainer::{ChangeEffects, Divergence};
use rnnscope::window::WindowOptions;
use rnnscope::worker::{Event, PauseReason, Sequence, StepChunk};

use super::paused;
use super::support::window::{click, open, until};

#[test]
fn pictures_of_whole_windows() {
    let mut results = SnapshotResults::new();
    let mut window = paused();
    window.ctx.set_theme(egui::Theme::Dark);
    window.run_steps(3);
    results.add(picture(&mut window, "window-untrained"));
    let mut window = paused();
    window.ctx.set_theme(egui::Theme::Light);
    window.run_steps(3);
    take_in_a_run(&mut window);
    results.add(picture(&mut window, "window-diverged"));
    let options = WindowOptions { paused: true, ..WindowOptions::default() };
    let mut window = open((800.0, 600.0), options);
    window.ctx.set_theme(egui::Theme::Dark);
    window.state_mut().act(Action::ShowLenses(true));
    window.state_mut().act(Action::OpenLens(LensKind::HiddenState, false));
    window.state_mut().act(Action::OpenLens(LensKind::Weights, true));
    until(&mut window, |app| app.session().lenses.answer(LensKind::Weights).is_some());
    window.run_steps(4);
    results.add(picture(&mut window, "window-small"));
}

#[test]
fn pictures_of_formulas_and_drawings() {
    let mut results = SnapshotResults::new();
    for (theme, size, ending) in [
        (egui::Theme::Dark, (1280.0, 800.0), "dark"),
        (egui::Theme::Light, (800.0, 600.0), "light"),
    ] {
        let config = Config::resolve(&Preset::from_name("two-tones").unwrap().settings()).unwrap();
        let settings = Settings { noise: Some(0.25), ..Settings::from(config) };
        let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
        let mut window = open(size, options);
        window.ctx.set_theme(theme);
        window.run_steps(3);
        window.get_by_role_and_label(Role::TextInput, "target 2").focus();
        window.run_steps(2);
        window.event(egui::Event::Text(" + sine(t)".to_owned()));
        window.run_steps(2);
        window.key_press(egui::Key::Enter);
        window.run_steps(3);
        results.add(picture(&mut window, &format!("formulas-{ending}")));
        click(&mut window, "Draw…");
        results.add(picture(&mut window, &format!("drawing-empty-{ending}")));
        click(&mut window, "Sine");
        for key in [egui::Key::ArrowLeft, egui::Key::ArrowUp, egui::Key::ArrowLeft] {
            window.get_by_role(Role::Canvas).focus();
            window.run_steps(2);
            window.key_press_modifiers(egui::Modifiers::SHIFT, key);
            window.run_steps(2);
        }
        results.add(picture(&mut window, &format!("drawing-{ending}")));
    }
}

/// Compares the window with its reviewed picture, but for what the machine is.
pub(super) fn picture(window: &mut Harness<'_, App>, name: &str) -> SnapshotResult {
    let mut image = window.render().unwrap();
    if let Some(device) = window.query_by_label("device") {
        let (left, top) = (device.rect().left() as u32, device.rect().top() as u32);
        for y in top..image.height() {
            (left..image.width()).for_each(|x| image.put_pixel(x, y, Rgba([0, 0, 0, 255])));
        }
    }
    egui_kittest::try_image_snapshot_options(&image, name, &SnapshotOptions::new())
}

/// Steps up to 400, a change at step 250, and the end of a run that diverges.
fn take_in_a_run(window: &mut Harness<'_, App>) {
    let change = Settings { lr: Some(0.005), ..Settings::default() };
    let (change, effects) = (Box::new(change), ChangeEffects::default());
    let divergence = Divergence { step: 401, loss: f32::INFINITY, grad_norm: f32::INFINITY };
    for event in [
        Event::Steps(Box::new(steps(1, 249))),
        Event::Changed { run: 1, step: 250, change, gesture: 1, effects },
        Event::Steps(Box::new(steps(250, 400))),
        Event::Paused { run: 1, reason: PauseReason::Diverged(divergence) },
    ] {
        window.state_mut().take_in(event);
    }
    window.run_steps(4);
}

/// A loss that falls, with a spike every 50 steps, and grows in the last ones.
fn steps(from: u64, to: u64) -> StepChunk {
    let mut history = History::default();
    for step in from..=to {
        let spike = if step.is_multiple_of(50) { 4.0 } else { 1.0 };
        let rise = (step.saturating_sub(380) as f32).powi(2);
        let loss = spike * (0.002 + 1.0 / (2.0 + step as f32)) * (1.0 + rise);
        let grad_norm = 3.0 * loss;
        history.push(StepRecord { loss, grad_norm, ..StepRecord::new(step) }).unwrap();
    }
    let sequences = (to - 5..=to).map(samples).collect();
    let (elapsed, steps_per_second) = (Duration::from_secs(to / 20), 20.0);
    let chunk = StepChunk::default();
    StepChunk { run: 1, history, sequences, elapsed, steps_per_second, ..chunk }
}

/// Half a turn of a wave made of parabolas, and an answer that falls behind it.
fn samples(step: u64) -> Sequence {
    const SAMPLES: usize = 10;
    let spacing = std::f64::consts::PI / SAMPLES as f64;
    let turn = |half: f32| {
        let part = half.fract();
        let arch = 4.0 * part * (1.0 - part);
        if half.rem_euclid(2.0) < 1.0 { arch } else { -arch }
    };
    let wave = |ahead: f32, size: f32| -> Vec<f32> {
        (0..SAMPLES).map(|i| size * turn(step as f32 + i as f32 / 10.0 + ahead)).collect()
    };
    Sequence {
        step,
        start: (step - 1) as f64 * std::f64::consts::PI,
        spacing,
        input: wave(1.0, 1.0),
        target: wave(1.5, 1.0),
        prediction: wave(1.3, 0.8),
        ..Sequence::default()
    }
}
