//! What lenses and floor say, and what they let the user do.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{Cell, Nonlinearity, OptimizerKind, Settings, Spacing, StateMode};
use rnnscope::inspector::Answer;
use rnnscope::lens::Generalisation;
use rnnscope::session::{Action, LensKind, Status};
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;
use rnnscope::worker::PauseReason;

use super::support::window::{click, open as window, until};
use super::{open, show, trained};

#[test]
fn a_slider_asks_anew() {
    let mut window = trained((1280.0, 800.0), Settings::default(), 200);
    open(&mut window, &[LensKind::Generalisation]);
    let loss = |app: &App| match &app.session().lenses.answer(LensKind::Generalisation).unwrap().1 {
        Answer::Generalisation(Generalisation::OnWave(unseen)) => {
            (unseen.loss, unseen.training_loss)
        }
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
fn graphs_stay_where_they_are_when_steps_are_clipped_or_not() {
    let settings = Settings { clip: Some(Some(0.2)), ..Settings::default() };
    let mut window = trained((1280.0, 800.0), settings, 20);
    open(&mut window, &[LensKind::GradientNorm]);
    // The steps before the lens was opened are found a little later.
    until(&mut window, |app| {
        app.session().lenses.trends.of(LensKind::GradientNorm).until(u64::MAX).len() > 1
    });
    let mut seen = [false; 2];
    let mut places = Vec::new();
    for _ in 0..60 {
        let clipped = window.query_by_label_contains("was shortened to 0.2").is_some();
        assert!(clipped || window.query_by_label_contains("is within 0.2").is_some());
        seen[usize::from(clipped)] = true;
        // The title stands above the graph, which is called the same.
        let named = window.get_all_by_label_contains("by group of parameters");
        places.push(named.map(|node| node.rect().top()).fold(f32::INFINITY, f32::min));
        let step = window.state().session().run.step();
        click(&mut window, "Step");
        until(&mut window, |app| app.session().run.step() == step + 1);
    }
    assert_eq!(seen, [true; 2]);
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
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
fn a_unit_that_is_gone_is_not_said_to_be_drawn() {
    let lstm = Settings { cell: Some(Cell::Lstm), ..Settings::default() };
    let mut window = trained((1280.0, 800.0), lstm, 20);
    open(&mut window, &[LensKind::HiddenState]);
    click(&mut window, "g");
    let cells = window.get_by_label("g heatmap").rect();
    window.hover_at(cells.center());
    window.run_steps(2);
    window.drag_at(cells.center());
    window.drop_at(cells.center());
    window.run_steps(3);
    assert!(window.query_by_label_contains("is drawn among the curves").is_some());
    let change = Settings { cell: Some(Cell::Rnn), ..Settings::default() };
    window.state_mut().act(Action::Set(Box::new(change)));
    until(&mut window, |app| {
        let answer = app.session().lenses.answer(LensKind::HiddenState);
        app.session().run.id == 2 && answer.is_some_and(|(run, _)| *run == 2)
    });
    window.run_steps(3);
    assert!(window.query_by_label_contains("is drawn among the curves").is_none());
    assert!(window.query_by_label_contains("Click a row").is_some());
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
        (LensKind::HiddenState, "Hatched cells are no longer finite numbers."),
        (LensKind::Backprop, "What is missing below is no longer a finite number."),
        (LensKind::Spectrum, "outside the picture"),
        (LensKind::PhasePortrait, "the hidden state is no longer made of finite numbers"),
        (
            LensKind::Generalisation,
            "no finite number on those of training. What is missing below is no longer a finite number.",
        ),
        (LensKind::FreeRun, "What is missing below is no longer a finite number."),
    ] {
        show(&mut window, &[kind]);
        assert!(window.query_all_by_label_contains(words).count() > 0, "{kind:?}: {words}");
        window.state_mut().act(Action::OpenLens(kind, false));
    }
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
fn a_new_run_has_a_floor_of_its_own() {
    let settings = Settings {
        state: Some(StateMode::Reset),
        spacing: Some(Spacing::Radians(0.3)),
        ..Settings::default()
    };
    let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
    let mut window = window((1280.0, 800.0), options);
    let train = |window: &mut Harness<'_, App>, to: u64| {
        while window.state().session().run.step() < to {
            let next = window.state().session().run.step() + 1;
            window.state_mut().act(Action::Step);
            until(window, |app| app.session().run.step() == next);
        }
        window.run_steps(2);
    };
    train(&mut window, 3);
    assert!(window.query_by_label_contains("floor 0.05").is_some());
    // Windows that begin at 9 radians have first samples of either sign.
    let spacing = Some(Spacing::HalfTurn);
    let change = Settings { spacing, ..Settings::default() };
    window.state_mut().act(Action::Set(Box::new(change)));
    train(&mut window, 5);
    assert!(window.query_by_label("floor 0").is_some());
    // Those of a new run begin at 0.
    window.state_mut().act(Action::Restart);
    until(&mut window, |app| app.session().run.id == 2);
    train(&mut window, 1);
    assert!(window.query_by_label_contains("floor 0.1").is_some());
}

#[test]
fn the_state_is_switched_where_it_is_seen() {
    let mut window = trained((800.0, 600.0), Settings::default(), 20);
    open(&mut window, &[LensKind::Border]);
    assert!(window.query_by_label_contains("the gradient doesn't").is_some());
    click(&mut window, "state reset");
    until(&mut window, |app| app.session().run.config.state == StateMode::Reset);
    window.run_steps(3);
    // The step on show was another one.
    let said = |window: &Harness<'_, App>, words| window.query_by_label_contains(words).is_some();
    assert!(said(&window, "the gradient doesn't. The change to reset acts at the next step."));
    click(&mut window, "Step");
    until(&mut window, |app| {
        app.session().lenses.answer(LensKind::Border).is_some_and(|(_, seen)| seen.step() == 21)
    });
    window.run_steps(3);
    assert!(said(&window, "nothing crosses the border"));
    assert!(!said(&window, "acts at the next step"));
    assert_eq!(window.state().session().run.id, 1, "it is live");
}
