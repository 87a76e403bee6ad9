//! Wheel and click on plots and timeline.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Event, Modifiers, MouseWheelUnit, Pos2, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start};
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;

use super::support::drawn_harness;
use super::support::window::until;
use super::trained;

/// The middle of a plot, below its title.
pub(super) fn middle(window: &Harness<'_, App>, title: &str) -> Pos2 {
    let title = window.get_by_label(title).rect();
    pos2(800.0, title.bottom() + 70.0)
}

pub(super) fn wheel(window: &mut Harness<'_, App>, at: Pos2, notches: f32, modifiers: Modifiers) {
    window.hover_at(at);
    window.run_steps(1);
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, notches),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers,
    });
    window.run_steps(4);
}

/// The step that the pointer reads off the loss at `x`.
fn step_at(window: &mut Harness<'_, App>, at: Pos2) -> u64 {
    window.hover_at(at);
    window.run_steps(60);
    let text = window.get_by_label_contains("\nloss ").value().unwrap_or_default();
    let step = text.lines().next().and_then(|line| line.strip_prefix("step "));
    step.expect("a step").parse().expect("a number")
}

#[test]
fn the_wheel_zooms_the_loss_about_the_pointer_and_the_curve_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    let at = middle(&window, "Loss");
    let (left, right) = (pos2(at.x - 200.0, at.y), pos2(at.x + 200.0, at.y));
    let seen =
        |window: &mut Harness<'_, App>| [left, at, right].map(|place| step_at(window, place));
    let whole = seen(&mut window);
    wheel(&mut window, at, 5.0, Modifiers::NONE);
    let near = seen(&mut window);
    assert!(near[1].abs_diff(whole[1]) <= 1, "{whole:?}, {near:?}");
    assert!(near[2] - near[0] < (whole[2] - whole[0]) / 2, "{whole:?}, {near:?}");
    // Two thousand notches either way end at a limit.
    wheel(&mut window, at, -2000.0, Modifiers::NONE);
    assert_eq!(seen(&mut window), whole);
    // The timeline's is the only one: the plot follows the run again.
    assert_eq!(window.query_all_by_role_and_label(Role::Button, "Back to live").count(), 1);
    wheel(&mut window, at, 2000.0, Modifiers::NONE);
    let nearest = seen(&mut window);
    assert!((1..=8).contains(&(nearest[2] - nearest[0])), "{nearest:?}");
    wheel(&mut window, at, -2000.0, Modifiers::CTRL);
    assert_eq!(seen(&mut window), whole);
}

#[test]
fn the_wheel_never_loses_the_curves() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    let at = middle(&window, "Curves");
    for (notches, modifiers) in [
        (40.0, Modifiers::NONE),
        (2000.0, Modifiers::SHIFT),
        (-4000.0, Modifiers::SHIFT),
        (-2000.0, Modifiers::NONE),
        (2000.0, Modifiers::CTRL),
    ] {
        wheel(&mut window, at, notches, modifiers);
        window.hover_at(pos2(at.x + 1.0, at.y));
        window.run_steps(3);
        let found = [-300.0, -150.0, 0.0, 150.0, 300.0].into_iter().any(|dx| {
            window.hover_at(pos2(at.x + dx, at.y));
            window.run_steps(3);
            window.query_by_label_contains("prediction ").is_some()
        });
        assert!(found, "nothing is in view after {notches} notches");
    }
}

/// A window after 120 steps whose frames follow each other within the time of a double click.
fn quick(folder: &Path) -> Harness<'static, App> {
    let options = WindowOptions {
        export_dir: Some(folder.to_owned()),
        until_step: Some(120),
        pace: Some(Pace::Max),
        ..WindowOptions::default()
    };
    let start = Start { options, ..Start::default() };
    let mut window = drawn_harness(1280.0, 800.0, 1.0)
        .with_step_dt(1.0 / 60.0)
        .build_eframe(move |context| App::new(&context.egui_ctx, start).expect("a window"));
    until(&mut window, |app| app.session().run.step() == 120 && !app.session().is_running());
    window
}

fn click_at(window: &mut Harness<'_, App>, at: Pos2) {
    window.drag_at(at);
    window.run_steps(1);
    window.drop_at(at);
    window.step();
}

#[test]
fn a_click_on_the_loss_looks_back_and_a_double_click_never() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = quick(folder.path());
    let at = middle(&window, "Loss");
    let step = step_at(&mut window, at);
    for _ in 0..2 {
        click_at(&mut window, at);
    }
    window.run_steps(60);
    assert!(window.state().session().is_live());
    // A drag neither.
    window.drag_at(at);
    window.run_steps(1);
    window.hover_at(pos2(at.x - 60.0, at.y));
    window.run_steps(1);
    window.drop_at(pos2(at.x - 60.0, at.y));
    window.run_steps(60);
    assert!(window.state().session().is_live());
    click_at(&mut window, at);
    window.run_steps(60);
    until(&mut window, |app| app.session().step_on_show() == step);
}

#[test]
fn a_click_that_leaves_a_field_only_leaves_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    let at = middle(&window, "Loss");
    window.get_by_role_and_label(Role::SpinButton, "learning rate").click();
    window.run_steps(3);
    click_at(&mut window, at);
    window.run_steps(8);
    assert!(window.state().session().is_live());
    click_at(&mut window, at);
    window.run_steps(8);
    until(&mut window, |app| !app.session().is_live());
}

fn track(window: &Harness<'_, App>) -> Rect {
    window.get_by_role_and_label(Role::Slider, "Timeline").rect()
}

#[test]
fn a_zoomed_timeline_finds_each_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    let middle = track(&window).center();
    wheel(&mut window, middle, 2000.0, Modifiers::NONE);
    let mut steps = Vec::new();
    for dx in [-100.0, 0.0, 100.0] {
        window.drag_at(pos2(middle.x + dx, middle.y));
        window.run_steps(1);
        window.drop_at(pos2(middle.x + dx, middle.y));
        window.run_steps(2);
        steps.push(window.state().session().step());
    }
    assert!(steps.is_sorted() && steps[2] - steps[0] < 20, "{steps:?}");
    assert!(steps.iter().all(|step| step.abs_diff(60) < 20), "{steps:?}");
    // A step that is looked at otherwise is brought into view.
    window.key_press(egui::Key::Home);
    window.run_steps(3);
    wheel(&mut window, middle, -2000.0, Modifiers::NONE);
    window.drag_at(middle);
    window.run_steps(1);
    window.drop_at(middle);
    window.run_steps(2);
    assert!(window.state().session().step().abs_diff(60) < 4, "the whole run is back");
}

#[test]
fn the_smoothing_slider_goes_by_factors_of_steps() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = super::trained(folder.path());
    let slider = window.get_by_role_and_label(Role::Slider, "smoothing").rect();
    // From 1 step at the left to 1000 at the right, so that their geometric mean lies in the middle.
    for (part, steps) in [(0.5, 25..=40), (1.0 / 3.0, 8..=13), (1.0, 950..=1000)] {
        let handle = slider.height() / 2.5;
        let rail = slider.x_range().shrink(handle);
        let at = pos2(rail.min + part * rail.span(), slider.center().y);
        window.drag_at(at);
        window.run_steps(2);
        window.drop_at(at);
        window.run_steps(2);
        // What was pressed says nothing until the pointer moves.
        window.hover_at(pos2(at.x, at.y + 1.0));
        let said = tooltip(&mut window, "Moving average over about ").replace('\u{2009}', "");
        let number = said.split(' ').find_map(|word| word.parse::<u32>().ok()).unwrap();
        assert!(steps.contains(&number), "{said:?} at {part}");
    }
}

/// The tooltip that contains this text, as soon as it is there.
fn tooltip(window: &mut Harness<'_, App>, text: &str) -> String {
    super::support::window::shows(window, text);
    window.get_by_label_contains(text).value().unwrap_or_default()
}
