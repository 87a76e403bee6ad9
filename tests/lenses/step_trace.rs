//! A step, taken apart.

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rnnscope::app::App;
use rnnscope::config::Settings;
use rnnscope::number::short;
use rnnscope::session::{Action, LensKind};

use super::support::window::{click, until};
use super::{lstm, open, trained};

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

#[test]
fn each_layer_is_told_by_its_own_numbers() {
    let settings = Settings { time_steps: Some(3), ..lstm() };
    let mut window = trained((1280.0, 1400.0), settings, 5);
    open(&mut window, &[LensKind::StepTrace]);
    click(&mut window, "Take the next step apart");
    until(&mut window, |app| app.session().step_trace().is_some());
    let said = |window: &Harness<'_, App>, words: &str| {
        window.query_all_by_label_contains(words).count() > 0
    };
    let step = window.state().session().step_trace().unwrap().step.clone();
    assert!(said(&window, "the network answers") && said(&window, "cell state of layer 2"));
    click(&mut window, "1");
    assert!(
        said(&window, "layer 2 reads what comes out") && said(&window, "cell state of layer 1")
    );
    (0..2).for_each(|_| click(&mut window, "Next"));
    let loss = format!("Loss {}.", short(step.report.loss.into()));
    assert!(said(&window, &loss), "{loss}");
    // Two phases on, the gradient has come to the second time step.
    (0..2).for_each(|_| click(&mut window, "Next"));
    for (button, layer, source) in [
        ("1", 0, "what comes down from layer 2 is added"),
        ("2", 1, "this answer's own error is added"),
    ] {
        click(&mut window, button);
        let norm = format!("‖∂L/∂h‖ = {}. {loss}", short(step.norms[layer][1]));
        assert!(said(&window, source), "{source}");
        assert!(said(&window, &norm), "{norm}");
    }
}

#[test]
fn a_click_on_a_row_shows_its_unit_in_the_formulas() {
    let mut window = trained((1280.0, 1400.0), lstm(), 5);
    open(&mut window, &[LensKind::StepTrace]);
    click(&mut window, "Take the next step apart");
    until(&mut window, |app| app.session().step_trace().is_some());
    window.run_steps(3);
    let step = window.state().session().step_trace().unwrap().step.clone();
    let shown = |window: &Harness<'_, App>, unit: usize| {
        let moment = &step.trace.moments[0][1];
        let c = format!(" = {}", short(moment.c[unit]));
        let equations = window.query_all_by_label_contains("f·c′ + i·g");
        equations
            .filter_map(|node| node.value().or(node.accesskit_node().label()))
            .any(|text| text.ends_with(&c))
    };
    assert!(shown(&window, 0));
    let name = "hidden state of layer 2";
    let cells = window.get_by_role_and_label(egui::accesskit::Role::Image, name).rect();
    // Somewhere among the rows: whichever it is, the formulas follow.
    let row = egui::pos2(cells.center().x, cells.top() + 0.6 * (cells.height() - 34.0));
    window.hover_at(row);
    window.run_steps(2);
    window.drag_at(row);
    window.drop_at(row);
    window.run_steps(3);
    assert!(window.query_by_label_contains("Unit 0 in layer 2").is_none());
    let unit = (1..8)
        .find(|unit| window.query_by_label_contains(&format!("Unit {unit} in layer 2")).is_some());
    assert!(shown(&window, unit.unwrap()));
}
