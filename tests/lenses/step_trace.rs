//! A step, taken apart.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::Settings;
use rnnscope::session::{Action, LensKind};

use super::support::window::{click, until};
use super::{open, trained};

#[test]
fn the_next_step_is_taken_apart_and_then_taken() {
    let settings = Settings { time_steps: Some(3), ..Settings::default() };
    let mut window = trained((1280.0, 800.0), settings, 5);
    open(&mut window, &[LensKind::StepTrace]);
    click(&mut window, "Take the next step apart");
    until(&mut window, |app| app.session().step_trace().is_some());
    window.run_steps(2);
    let expected = window.state().session().step_trace().unwrap().step.report;
    assert_eq!(expected.step, 6);
    for (n, phase) in
        ["Forward", "Forward", "Forward", "Backward", "Backward", "Backward", "Update"]
            .into_iter()
            .enumerate()
    {
        assert_eq!(window.state().session().step_trace().unwrap().place(), (n + 1, 7));
        assert!(window.query_by_label_contains(phase).is_some(), "{phase}");
        click(&mut window, "Next");
    }
    until(&mut window, |app| app.session().run.step() == 6);
    let taken = window.state().session().run.history.at(6).unwrap();
    assert_eq!(taken.loss.to_bits(), expected.loss.to_bits());
    until(&mut window, |app| {
        app.session().step_trace().is_some_and(|slow| slow.step.report.step == 7)
    });
    // The arrow keys go through its phases, not through the run.
    let place =
        |window: &Harness<'_, App>| window.state().session().step_trace().unwrap().place().0;
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
        assert_eq!(window.state().session().step_trace().unwrap().place(), place);
        assert!(window.query_by_label_contains(words).is_some(), "{words}");
    }
    click(&mut window, "Next");
    until(&mut window, |app| {
        app.session().step_trace().is_some_and(|slow| slow.step.report.step == 8)
    });
    assert_eq!(window.state().session().run.step(), 7);
    click(&mut window, "Leave");
    assert!(window.state().session().step_trace().is_none());
}

#[test]
fn an_earlier_step_is_taken_apart_and_so_is_the_one_after_it() {
    let settings = Settings { time_steps: Some(2), ..Settings::default() };
    let mut window = trained((1280.0, 800.0), settings, 9);
    window.state_mut().act(Action::Rewind(4));
    until(&mut window, |app| app.session().step_on_show() == 4);
    open(&mut window, &[LensKind::StepTrace]);
    click(&mut window, "Take the next step apart");
    for step in 5..=9 {
        let known = |app: &App| {
            app.session().step_trace().is_some_and(|slow| slow.step.report.step == step)
        };
        until(&mut window, known);
        window.run_steps(2);
        let (loss, session) = (
            window.state().session().step_trace().unwrap().step.report.loss,
            window.state().session(),
        );
        assert_eq!(session.run.history.at(step).unwrap().loss.to_bits(), loss.to_bits());
        (0..5).for_each(|_| click(&mut window, "Next"));
    }
    // Beyond the end of the run there is only the step that is trained.
    until(&mut window, |app| {
        app.session().step_trace().is_some_and(|slow| slow.step.report.step == 10)
    });
    assert!(window.state().session().is_live());
    assert_eq!(window.state().session().run.step(), 9);
}
