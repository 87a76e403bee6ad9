//! The lenses in the window, by their labels: what is open, and what that costs.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod gallery;
mod layout;
mod saving;
mod step_trace;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod telling;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{Cell, Settings};
use rnnscope::session::{Action, LensKind, StepTraceAction};
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;
use rnnscope::wording::Language;
use support::window::{click, open as window, shows, until};

/// A network that has trained so many steps and waits.
fn trained(size: (f32, f32), settings: Settings, steps: u64) -> Harness<'static, App> {
    let options = WindowOptions {
        settings,
        until_step: Some(steps),
        pace: Some(Pace::Max),
        language: Some(Language::in_force()),
        ..WindowOptions::default()
    };
    let mut window = window(size, options);
    until(&mut window, |app| app.session().run.step() == steps && !app.session().is_running());
    window
}

/// Opens these lenses, and only these, and waits until each sees something.
fn open(window: &mut Harness<'_, App>, kinds: &[LensKind]) {
    click(window, "Lenses");
    for kind in LensKind::ALL {
        let open = window.state().session().lenses.open.has(*kind);
        if open != kinds.contains(kind) {
            click(window, title(*kind));
        }
    }
    // A step in its parts isn't looked at before it is asked for.
    let sees = |app: &App, kind: &LensKind| *kind == LensKind::StepTrace || has_looked(app, *kind);
    until(window, |app| kinds.iter().all(|kind| sees(app, kind)));
    window.run_steps(4);
}

/// Whether a lens sees something, or has said why it sees nothing.
fn has_looked(app: &App, kind: LensKind) -> bool {
    let lenses = &app.session().lenses;
    lenses.answer(kind).is_some() || lenses.failure(kind).is_some()
}

/// Opens these lenses without a click, which would scroll to the last one.
fn show(window: &mut Harness<'_, App>, kinds: &[LensKind]) {
    let opened = kinds.iter().map(|kind| Action::OpenLens(*kind, true));
    let actions = opened.chain([Action::ShowLenses(true)]);
    actions.for_each(|action| window.state_mut().act(action));
    until(window, |app| kinds.iter().all(|kind| has_looked(app, *kind)));
    if kinds.contains(&LensKind::Backprop) {
        // What training was like before the lens was opened is found a little later.
        until(window, |app| {
            app.session().lenses.trends.of(LensKind::Backprop).until(u64::MAX).len() > 1
        });
    }
    if kinds.contains(&LensKind::GradientNorm) {
        until(window, |app| {
            app.session().lenses.trends.of(LensKind::GradientNorm).until(u64::MAX).len() > 1
        });
    }
    if kinds.contains(&LensKind::Spectrum) {
        until(window, |app| {
            app.session().lenses.trends.of(LensKind::Spectrum).until(u64::MAX).len() > 1
        });
    }
    window.run_steps(4);
}

/// A step in its parts, half of the way back through the window.
fn take_apart(window: &mut Harness<'_, App>) {
    window.state_mut().act(Action::OpenLens(LensKind::StepTrace, true));
    window.state_mut().act(Action::ShowLenses(true));
    window.state_mut().act(Action::StepTrace(StepTraceAction::Begin));
    until(window, |app| app.session().step_trace().is_some());
    let steps = window.state().session().run.config.time_steps;
    (0..steps + steps / 2)
        .for_each(|_| window.state_mut().act(Action::StepTrace(StepTraceAction::Next)));
    window.run_steps(4);
}

/// The name of a lens in the window.
fn title(kind: LensKind) -> &'static str {
    match kind {
        LensKind::HiddenState => "Hidden state",
        LensKind::Border => "Window border",
        LensKind::Backprop => "Backprop through time",
        LensKind::GradientNorm => "Gradient norm",
        LensKind::Spectrum => "Spectrum",
        LensKind::PhasePortrait => "Phase portrait",
        LensKind::Dependence => "Dependence",
        LensKind::Generalisation => "Generalisation",
        LensKind::FreeRun => "Free run",
        LensKind::Evaluated => "Does it beat…?",
        LensKind::Residuals => "Residuals",
        LensKind::Weights => "Weights",
        LensKind::StepTrace => "A step, slowly",
        LensKind::WholeData | LensKind::BaselineLosses => unreachable!("it has no card"),
    }
}

fn lstm() -> Settings {
    Settings { cell: Some(Cell::Lstm), hidden: Some(8), layers: Some(2), ..Settings::default() }
}

#[test]
fn each_lens_opens_shows_its_step_and_closes() {
    let mut window = trained((1280.0, 800.0), lstm(), 40);
    for kind in LensKind::ALL {
        open(&mut window, &[*kind]);
        let name = title(*kind);
        let words = match kind {
            // Sin and cos are no table.
            LensKind::Evaluated => "are no table",
            LensKind::StepTrace => "no step has been taken apart yet",
            _ => "step 40",
        };
        shows(&mut window, words);
        click(&mut window, &format!("Explain {name}"));
        click(&mut window, &format!("Close {name}"));
        assert!(!window.state().session().lenses.open.has(*kind), "{name}");
        click(&mut window, "Lenses");
    }
}

#[test]
fn a_closed_lens_and_a_hidden_panel_ask_for_nothing() {
    let mut window = trained((1280.0, 800.0), Settings::default(), 20);
    window.run_steps(5);
    let nothing = |window: &Harness<'_, App>| {
        let lenses = &window.state().session().lenses;
        LensKind::ALL.iter().all(|kind| lenses.answer(*kind).is_none())
    };
    assert!(nothing(&window));
    open(&mut window, &[LensKind::Backprop]);
    let lenses = &window.state().session().lenses;
    let seen = |kind: &&LensKind| lenses.answer(**kind).is_some();
    let seen: Vec<_> = LensKind::ALL.iter().filter(seen).collect();
    assert_eq!(seen, [&LensKind::Backprop]);
    // Hidden, the panel stays as it is while the run goes on.
    click(&mut window, "Lenses");
    click(&mut window, "Step");
    until(&mut window, |app| app.session().run.step() == 21);
    window.run_steps(5);
    let answer = window.state().session().lenses.answer(LensKind::Backprop);
    assert_eq!(answer.map(|(_, answer)| answer.step()), Some(20));
    click(&mut window, "Lenses");
    until(&mut window, |app| {
        app.session().lenses.answer(LensKind::Backprop).unwrap().1.step() == 21
    });
}

#[test]
fn a_lens_that_is_scrolled_away_is_not_computed_and_the_next_one_comes_into_view() {
    let mut window = trained((1280.0, 800.0), Settings::default(), 20);
    open(&mut window, &[LensKind::HiddenState]);
    for kind in [LensKind::Border, LensKind::Weights] {
        click(&mut window, title(kind));
        // It is scrolled to, and so it is looked at.
        until(&mut window, |app| app.session().lenses.answer(kind).is_some());
        window.run_steps(4);
    }
    click(&mut window, "Step");
    let step = |app: &App, kind| app.session().lenses.answer(kind).map(|(_, seen)| seen.step());
    until(&mut window, |app| step(app, LensKind::Weights) == Some(21));
    window.run_steps(4);
    assert_eq!(step(window.state(), LensKind::HiddenState), Some(20));
    assert!(window.query_by_label("Close Weights").is_some());
}

#[test]
fn training_has_the_same_bits_with_all_lenses_open() {
    let losses = |window: &Harness<'_, App>| -> Vec<u32> {
        let history = &window.state().session().run.history;
        (1..=400).map(|step| history.at(step).unwrap().loss.to_bits()).collect()
    };
    let without = losses(&trained((1280.0, 800.0), Settings::default(), 400));
    // High enough for all of them: what is scrolled away isn't computed.
    let mut window = trained((1280.0, 6000.0), Settings::default(), 1);
    let kinds: Vec<LensKind> =
        LensKind::ALL.iter().copied().filter(|kind| *kind != LensKind::StepTrace).collect();
    open(&mut window, &kinds);
    for step in 2..=400 {
        window.key_press(egui::Key::S);
        window.step();
        until(&mut window, |app| app.session().run.step() == step);
    }
    assert_eq!(losses(&window), without);
}
