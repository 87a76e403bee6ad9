//! A run that nobody trains: what happened is shown, and nothing is offered that can't be done.

use std::collections::VecDeque;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rnnscope::app::{App, Start};
use rnnscope::config::{Config, DataChoice, Settings};
use rnnscope::feed::Recording;
use rnnscope::history::{History, StepRecord};
use rnnscope::window::WindowOptions;
use rnnscope::worker::{Event, PauseReason, Sequence, StepChunk};

/// Events of a made-up run of so many steps, whose loss halves every ten.
fn made_up(steps: u64) -> Vec<Event> {
    let mut history = History::default();
    for step in 1..=steps {
        let loss = 0.5 * (-(step as f32) / 10.0).exp2();
        history.push(StepRecord { loss, ..StepRecord::new(step) }).unwrap();
    }
    let samples = |shift: f64| (0..10).map(|i| (0.3 * f64::from(i) + shift).sin() as f32).collect();
    let window = Sequence {
        step: steps,
        spacing: 0.3,
        input: samples(0.0),
        target: samples(1.5),
        prediction: samples(1.4),
        ..Sequence::default()
    };
    let sequences = VecDeque::from([window]);
    let chunk = StepChunk { run: 1, history, sequences, ..StepChunk::default() };
    vec![
        Event::Started { run: 1, config: Box::new(Config { hidden: 7, ..Config::default() }) },
        Event::Steps(Box::new(chunk)),
        Event::Paused { run: 1, reason: PauseReason::ReachedStep(steps) },
    ]
}

#[test]
fn a_recording_is_shown_and_can_only_be_looked_at() {
    let recording = Recording::new(made_up(80));
    let build = super::support::drawn_harness(1280.0, 800.0, 1.0);
    let mut window = build.build_eframe(move |context| {
        App::showing(&context.egui_ctx, Start::default(), Box::new(recording)).unwrap()
    });
    window.run_steps(4);
    let session = window.state().session();
    assert_eq!((session.run.step(), session.run.config.hidden), (80, 7));
    assert_eq!(session.record().unwrap().loss, 0.5 * 0.5_f32.powi(8));
    assert_eq!(session.sequences().len(), 1);
    for label in ["Run", "Step", "Restart", "New seed", "Fork here", "Back to live"] {
        let button = window.get_by_role_and_label(Role::Button, label);
        assert!(button.accesskit_node().is_disabled(), "{label}");
    }
    for key in [Key::Space, Key::S, Key::R, Key::N, Key::ArrowLeft, Key::Home, Key::F] {
        window.key_press(key);
        window.run_steps(2);
    }
    let session = window.state().session();
    assert_eq!((session.run.id, session.step(), session.is_running()), (1, 80, false));
    // What belongs to the window goes on.
    window.key_press(Key::L);
    window.run_steps(2);
    assert!(window.state().session().lenses.open.shown);
}

#[test]
fn a_table_that_is_read_for_training_is_named_until_the_run_begins() {
    let build = super::support::drawn_harness(1280.0, 800.0, 1.0);
    let data = DataChoice::File("nowhere.csv".into());
    let settings = Settings { data: Some(data.clone()), ..Settings::default() };
    let options = WindowOptions { settings, ..WindowOptions::default() };
    let mut window = build.build_eframe(move |context| {
        // A feed that hasn't told anything yet.
        let (start, feed) = (Start { options, ..Start::default() }, Recording::new([]));
        App::showing(&context.egui_ctx, start, Box::new(feed)).unwrap()
    });
    window.run_steps(3);
    assert!(window.query_by_label("reading nowhere.csv").is_some());
    let config = Box::new(Config { data, ..Config::default() });
    window.state_mut().take_in(Event::Started { run: 1, config });
    window.run_steps(3);
    assert!(window.query_by_label("reading nowhere.csv").is_none());
}
