//! The lenses in the window, by their labels: what is open, what is shown, what is saved.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod support;

use std::collections::HashMap;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{Cell, Nonlinearity, OptimizerKind, Settings, StateMode};
use rnnscope::inspector::Answer;
use rnnscope::session::{Action, LensKind, Status};
use rnnscope::window::WindowOptions;
use rnnscope::worker::{Pace, PauseReason};
use support::window::{click, open as window, picture, until};

/// A network that has trained so many steps and waits.
fn trained(size: (f32, f32), settings: Settings, steps: u64) -> Harness<'static, App> {
    let options = WindowOptions {
        settings,
        until_step: Some(steps),
        pace: Some(Pace::Max),
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
    let sees = |app: &App, kind: &LensKind| {
        *kind == LensKind::Slowly || app.session().lenses.answer(*kind).is_some()
    };
    until(window, |app| kinds.iter().all(|kind| sees(app, kind)));
    window.run_steps(4);
}

/// Opens these lenses without a click, which would scroll to the last one.
fn show(window: &mut Harness<'_, App>, kinds: &[LensKind]) {
    let opened = kinds.iter().map(|kind| Action::OpenLens(*kind, true));
    let actions = opened.chain([Action::ShowLenses(true)]);
    actions.for_each(|action| window.state_mut().act(action));
    let sees = |app: &App, kind: &LensKind| app.session().lenses.answer(*kind).is_some();
    until(window, |app| kinds.iter().all(|kind| sees(app, kind)));
    if kinds.contains(&LensKind::Backprop) {
        // What training was like before the lens was opened is found a little later.
        until(window, |app| app.session().lenses.trends.ratio.until(u64::MAX).len() > 1);
    }
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
        LensKind::Weights => "Weights",
        LensKind::Slowly => "A step, slowly",
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
        assert!(window.query_all_by_label_contains("step 40").count() > 0, "{name}");
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
        LensKind::ALL.iter().copied().filter(|kind| *kind != LensKind::Slowly).collect();
    open(&mut window, &kinds);
    for step in 2..=400 {
        window.key_press(egui::Key::S);
        window.step();
        until(&mut window, |app| app.session().run.step() == step);
    }
    assert_eq!(losses(&window), without);
}

#[test]
fn a_slider_asks_anew() {
    let mut window = trained((1280.0, 800.0), Settings::default(), 200);
    open(&mut window, &[LensKind::Generalisation]);
    let loss = |app: &App| match &app.session().lenses.answer(LensKind::Generalisation).unwrap().1 {
        Answer::Generalisation(unseen) => (unseen.loss, unseen.training_loss),
        other => panic!("{other:?}"),
    };
    let (here, there) = loss(window.state());
    assert_eq!(here, there);
    window.get_by_role_and_label(Role::Slider, "spacing ×").set_value_accesskit(2.0);
    window.run_steps(2);
    until(&mut window, |app| loss(app).0 > 2.0 * there);
    assert_eq!(loss(window.state()).1, there);
    click(&mut window, "As in training");
    until(&mut window, |app| loss(app).0 == there);
}

#[test]
fn a_click_pins_a_unit_onto_the_curves() {
    let mut window = trained((1280.0, 800.0), Settings::default(), 60);
    open(&mut window, &[LensKind::HiddenState]);
    let text = window.get_by_label("h heatmap").rect();
    window.hover_at(text.center());
    window.run_steps(2);
    window.drag_at(text.center());
    window.drop_at(text.center());
    window.run_steps(3);
    assert!(window.state().session().lenses.pinned.is_some());
    assert!(window.query_by_label_contains("is drawn among the curves").is_some());
}

#[test]
fn a_lens_is_saved_as_figure_and_table() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        export_dir: Some(folder.path().to_owned()),
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    for kind in LensKind::ALL {
        open(&mut window, &[*kind]);
        if *kind == LensKind::Slowly {
            click(&mut window, "Take the next step apart");
            until(&mut window, |app| app.session().slow().is_some());
        }
        for (item, ending) in [("Lens as figure", "svg"), ("Lens as CSV", "csv")] {
            let menu = format!("Save {}", title(*kind));
            window.get_by_role_and_label(Role::Button, &menu).click();
            window.run_steps(3);
            click(&mut window, item);
            let name = format!("rnnscope-run1-step000030-{}.{ending}", kind.name());
            let text = std::fs::read_to_string(folder.path().join(&name)).expect(&name);
            assert!(text.lines().count() > 3, "{name}");
        }
        click(&mut window, "Lenses");
    }
}

/// The columns of a saved table by their names, as the first row has them.
fn first_row(text: &str) -> HashMap<&str, &str> {
    let mut lines = text.lines();
    let mut cells = || lines.next().unwrap().split(',');
    let names: Vec<&str> = cells().collect();
    names.into_iter().zip(cells()).collect()
}

#[test]
fn a_table_on_other_data_says_which_and_how_well() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        export_dir: Some(folder.path().to_owned()),
        until_step: Some(30),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    until(&mut window, |app| app.session().run.step() == 30 && !app.session().is_running());
    open(&mut window, &[LensKind::Generalisation]);
    for (slider, value) in [
        ("spacing ×", 2.0),
        ("phase", 0.5),
        ("amplitude ×", 0.8),
        ("noise", 0.1),
        ("frequency ×", 1.5),
    ] {
        window.get_by_role_and_label(Role::Slider, slider).set_value_accesskit(value);
        window.run_steps(2);
    }
    let answer = |app: &App| match &app.session().lenses.answer(LensKind::Generalisation).unwrap().1
    {
        Answer::Generalisation(unseen) => unseen.clone(),
        other => panic!("{other:?}"),
    };
    until(&mut window, |app| (answer(app).data.frequency - 1.5).abs() < 1e-9);
    window.get_by_role_and_label(Role::Button, "Save Generalisation").click();
    window.run_steps(3);
    click(&mut window, "Lens as CSV");
    let name = "rnnscope-run1-step000030-generalisation.csv";
    let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
    let row = first_row(&text);
    let number = |column: &str| row[column].parse::<f64>().unwrap();
    let spacing = std::f64::consts::PI / 10.0;
    for (column, expected) in [
        ("step", 30.0),
        ("spacing", 2.0 * spacing),
        ("training_spacing", spacing),
        ("phase", 0.5),
        ("amplitude", 0.8),
        ("noise", 0.1),
        ("frequency", 1.5),
    ] {
        assert!((number(column) - expected).abs() < 1e-6, "{column}: {}", number(column));
    }
    let seen = answer(window.state());
    assert_eq!((number("loss"), number("training_loss")), (seen.loss, seen.training_loss));
    assert!(seen.loss != seen.training_loss);
}

#[test]
fn an_empty_lens_says_why_and_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let options = WindowOptions {
        export_dir: Some(folder.path().to_owned()),
        paused: true,
        settings: Settings { state: Some(StateMode::None), ..Settings::default() },
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 800.0), options);
    click(&mut window, "Lenses");
    for (kind, reason) in [
        (LensKind::GradientNorm, "before the first step there is no gradient"),
        (LensKind::Spectrum, "there is no recurrence to look at"),
        (LensKind::Slowly, "no step has been taken apart yet"),
    ] {
        click(&mut window, title(kind));
        let empty =
            |app: &App| kind != LensKind::Spectrum || app.session().lenses.failure(kind).is_some();
        until(&mut window, empty);
        window.run_steps(4);
        assert!(window.query_by_label_contains(reason).is_some(), "{reason}");
        for item in ["Lens as figure", "Lens as CSV"] {
            let menu = format!("Save {}", title(kind));
            window.get_by_role_and_label(Role::Button, &menu).click();
            window.run_steps(3);
            click(&mut window, item);
            let said =
                format!("Nothing was saved: there is nothing to see in \"{}\" now.", title(kind));
            assert!(window.query_all_by_label_contains(&said).count() > 0, "{said}");
        }
        click(&mut window, &format!("Close {}", title(kind)));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_diverged_network_is_told_instead_of_drawn() {
    let settings = Settings {
        lr: Some(10.0),
        optimizer: Some(OptimizerKind::Sgd),
        nonlinearity: Some(Nonlinearity::Relu),
        ..Settings::default()
    };
    let options = WindowOptions { settings, pace: Some(Pace::Max), ..WindowOptions::default() };
    let mut window = window((1280.0, 6000.0), options);
    until(&mut window, |app| {
        matches!(app.session().status, Status::Paused(PauseReason::Diverged(_)))
    });
    for (kind, words) in [
        (LensKind::HiddenState, "Cells without a colour are no longer finite numbers."),
        (LensKind::Backprop, "What is missing below is no longer a finite number."),
        (LensKind::Spectrum, "outside the picture"),
        (LensKind::PhasePortrait, "the hidden state is no longer made of finite numbers"),
        (LensKind::Generalisation, "What is missing below is no longer a finite number."),
        (LensKind::FreeRun, "What is missing below is no longer a finite number."),
    ] {
        show(&mut window, &[kind]);
        assert!(window.query_all_by_label_contains(words).count() > 0, "{kind:?}: {words}");
        window.state_mut().act(Action::OpenLens(kind, false));
    }
}

#[test]
fn the_next_step_is_taken_apart_and_then_taken() {
    let settings = Settings { time_steps: Some(3), ..Settings::default() };
    let mut window = trained((1280.0, 800.0), settings, 5);
    open(&mut window, &[LensKind::Slowly]);
    click(&mut window, "Take the next step apart");
    until(&mut window, |app| app.session().slow().is_some());
    window.run_steps(2);
    let expected = window.state().session().slow().unwrap().step.report;
    assert_eq!(expected.step, 6);
    for (n, phase) in
        ["Forward", "Forward", "Forward", "Backward", "Backward", "Backward", "Update"]
            .into_iter()
            .enumerate()
    {
        assert_eq!(window.state().session().slow().unwrap().place(), (n + 1, 7));
        assert!(window.query_by_label_contains(phase).is_some(), "{phase}");
        click(&mut window, "Next");
    }
    until(&mut window, |app| app.session().run.step() == 6);
    let taken = window.state().session().run.history.at(6).unwrap();
    assert_eq!(taken.loss.to_bits(), expected.loss.to_bits());
    until(&mut window, |app| app.session().slow().is_some_and(|slow| slow.step.report.step == 7));
    // The arrow keys go through its phases, not through the run.
    let place = |window: &Harness<'_, App>| window.state().session().slow().unwrap().place().0;
    for (key, expected) in [(egui::Key::ArrowRight, 2), (egui::Key::ArrowLeft, 1)] {
        window.key_press(key);
        window.run_steps(2);
        assert_eq!(place(&window), expected);
    }
    assert_eq!(window.state().session().step(), 6);
    // Coarser, it stays where it is in the step.
    click(&mut window, "Next");
    for (depth, place, words) in [
        ("parts", (1, 3), "the window's 3 samples"),
        ("whole step", (1, 1), "Step 7: forward through the window, back through it"),
    ] {
        click(&mut window, depth);
        assert_eq!(window.state().session().slow().unwrap().place(), place);
        assert!(window.query_by_label_contains(words).is_some(), "{words}");
    }
    click(&mut window, "Next");
    until(&mut window, |app| app.session().slow().is_some_and(|slow| slow.step.report.step == 8));
    assert_eq!(window.state().session().run.step(), 7);
    click(&mut window, "Leave");
    assert!(window.state().session().slow().is_none());
}

#[test]
fn an_earlier_step_is_taken_apart_and_so_is_the_one_after_it() {
    let settings = Settings { time_steps: Some(2), ..Settings::default() };
    let mut window = trained((1280.0, 800.0), settings, 9);
    window.state_mut().act(Action::Rewind(4));
    until(&mut window, |app| app.session().step_on_show() == 4);
    open(&mut window, &[LensKind::Slowly]);
    click(&mut window, "Take the next step apart");
    for step in 5..=9 {
        let known =
            |app: &App| app.session().slow().is_some_and(|slow| slow.step.report.step == step);
        until(&mut window, known);
        window.run_steps(2);
        let (loss, session) =
            (window.state().session().slow().unwrap().step.report.loss, window.state().session());
        assert_eq!(session.run.history.at(step).unwrap().loss.to_bits(), loss.to_bits());
        (0..5).for_each(|_| click(&mut window, "Next"));
    }
    // Beyond the end of the run there is only the step that is trained.
    until(&mut window, |app| app.session().slow().is_some_and(|slow| slow.step.report.step == 10));
    assert!(window.state().session().is_live());
    assert_eq!(window.state().session().run.step(), 9);
}

#[test]
fn the_spectral_radius_is_in_a_narrow_status_line_too() {
    let mut window = trained((800.0, 600.0), Settings::default(), 30);
    assert!(window.query_by_label("spectral radius").is_none());
    open(&mut window, &[LensKind::Spectrum]);
    assert!(window.query_by_label("spectral radius").is_some());
}

#[test]
fn the_floor_says_why_under_the_pointer() {
    let settings = Settings { state: Some(StateMode::Reset), ..Settings::default() };
    let mut window = trained((1280.0, 800.0), settings, 30);
    let why = "With the state reset at each window the first sample is ambiguous: 1/T = 0.10";
    window.run_steps(2);
    assert!(window.query_by_label(why).is_none());
    let label = window.get_by_label_contains("floor 0.1").rect();
    // All of the label, not just the line that it stands on.
    for place in
        [label.center_top() + egui::vec2(0.0, 1.0), label.left_bottom() + egui::vec2(2.0, 3.0)]
    {
        window.hover_at(place);
        window.run_steps(60);
        assert!(window.query_by_label(why).is_some(), "{place}");
        window.hover_at(label.center() - egui::vec2(-60.0, 60.0));
        window.run_steps(5);
        assert!(window.query_by_label(why).is_none());
    }
}

#[test]
fn the_state_is_switched_where_it_is_seen() {
    let mut window = trained((800.0, 600.0), Settings::default(), 20);
    open(&mut window, &[LensKind::Border]);
    assert!(window.query_by_label_contains("the gradient doesn't").is_some());
    click(&mut window, "state reset");
    until(&mut window, |app| app.session().run.config.state == StateMode::Reset);
    window.run_steps(3);
    assert!(window.query_by_label_contains("nothing crosses the border").is_some());
    assert_eq!(window.state().session().run.id, 1, "it is live");
}

#[test]
fn pictures_of_the_lenses() {
    let mut results = egui_kittest::SnapshotResults::new();
    let pages: [&[LensKind]; 5] = [
        &[LensKind::HiddenState, LensKind::Spectrum],
        &[LensKind::Backprop, LensKind::GradientNorm],
        &[LensKind::PhasePortrait, LensKind::Dependence],
        &[LensKind::Generalisation, LensKind::FreeRun],
        &[LensKind::Weights, LensKind::Border],
    ];
    for (n, kinds) in pages.iter().enumerate() {
        let mut window = trained((1280.0, 800.0), Settings::default(), 300);
        let dark = n % 2 == 0;
        window.ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        show(&mut window, kinds);
        results.add(picture(&mut window, &format!("lenses-{}", kinds[0].name())));
    }
}

#[test]
fn pictures_of_a_small_window() {
    let mut results = egui_kittest::SnapshotResults::new();
    let reset = Settings { state: Some(StateMode::Reset), ..Settings::default() };
    let mut window = trained((800.0, 600.0), reset, 300);
    window.ctx.set_theme(egui::Theme::Dark);
    show(&mut window, &[LensKind::HiddenState, LensKind::Backprop]);
    results.add(picture(&mut window, "lenses-small"));
    click(&mut window, "Lenses");
    results.add(picture(&mut window, "floor-small"));
}
