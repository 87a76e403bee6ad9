//! What others draw with a hand is drawn by keys: a curve to be learned, and the loss that a learner expects.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use rnnscope::app::{App, Start};
use rnnscope::lesson::{Lesson, shipped};
use rnnscope::number::short;
use rnnscope::session::drawing::POINTS;
use rnnscope::session::lesson::Awaited;
use rnnscope::window::WindowOptions;

use super::support::window::{start, until};
use super::{
    announced, focus, focused, focused_name, in_each_language, node, press, press_with, texts,
};

/// What readers of the screen have been told last.
fn news(window: &Harness<'_, App>) -> String {
    announced(window, Role::Status).into_iter().map(|(text, _)| text).collect()
}

/// What the one that has the keyboard is at.
fn value(window: &Harness<'_, App>) -> String {
    focused(window).and_then(|node| node.value()).unwrap_or_default()
}

#[test]
fn a_curve_is_drawn_by_keys_told_and_trained_on() {
    in_each_language(|| {
        let tables = tempfile::tempdir().unwrap();
        let options = WindowOptions { paused: true, ..WindowOptions::default() };
        let tables = Some(tables.path().join("tables"));
        let mut window = start((1280.0, 800.0), Start { tables, options, ..Start::default() });
        window.run_steps(3);
        let all = texts(&window);
        focus(&mut window, Role::Button, all.controls.draw);
        press(&mut window, Key::Enter);
        assert_eq!(focused_name(&window).as_deref(), Some(all.draw.sheet_empty));
        assert_eq!(focused(&window).unwrap().accesskit_node().role(), Role::Canvas);
        // One way up, and ten along with Shift.
        press(&mut window, Key::ArrowUp);
        assert_eq!(value(&window), (all.spoken.cell)("0", &short(0.05)));
        for _ in 0..3 {
            press_with(&mut window, Modifiers::SHIFT, Key::ArrowRight);
        }
        let there = (all.spoken.cell)(&short(0.3 * POINTS as f64), &short(0.05));
        assert_eq!((value(&window), news(&window)), (there.clone(), there));
        assert_eq!(focused_name(&window).as_deref(), Some(all.draw.sheet_drawn));
        press(&mut window, Key::Enter);
        until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
        assert!(window.state().session().run.config.data.file().is_some());
    });
}

/// A window in the lesson in which the loss is drawn before it is known.
fn before_the_loss() -> Harness<'static, App> {
    let mut lessons = shipped().iter().map(|one| one.lesson().unwrap());
    let lesson: Option<Box<Lesson>> = lessons.find(|lesson| lesson.key == "rate").map(Box::new);
    assert!(lesson.is_some());
    let options = WindowOptions { lesson, ..WindowOptions::default() };
    let mut window = start((1280.0, 800.0), Start { options, ..Start::default() });
    until(&mut window, |app| app.lesson().is_some_and(|it| it.is_to_draw() == Some(400)));
    window.run_steps(3);
    window
}

#[test]
fn the_loss_that_is_expected_is_drawn_by_keys_and_told() {
    in_each_language(|| {
        let mut window = before_the_loss();
        let all = texts(&window);
        focus(&mut window, Role::Image, all.spoken.loss);
        let told = focused(&window).unwrap().accesskit_node().description().unwrap_or_default();
        assert!(told.contains(all.plots.draw_by_keys), "{told}");
        assert_eq!(value(&window), "", "the pen isn't down yet");
        press(&mut window, Key::ArrowUp);
        let begin = value(&window);
        assert!(begin.starts_with(&(all.spoken.expected_at)(1, "")), "{begin}");
        for _ in 0..4 {
            press_with(&mut window, Modifiers::SHIFT, Key::ArrowRight);
            press(&mut window, Key::ArrowDown);
        }
        assert!(value(&window).starts_with(&(all.spoken.expected_at)(400, "")), "{begin}");
        assert_eq!(news(&window), value(&window));
        assert_eq!(window.state().session().step_on_show(), 0, "nothing is looked back to");
        assert!(window.state().lesson().unwrap().stroke().is_none(), "it isn't finished yet");
        press(&mut window, Key::Enter);
        let player = window.state().lesson().unwrap();
        let stroke = player.stroke().expect("it was drawn");
        let steps: Vec<u64> = stroke.iter().map(|(step, _)| *step).collect();
        assert_eq!(steps, [1, 101, 201, 301, 400]);
        assert!(stroke.windows(2).all(|two| two[0].1 > two[1].1), "{stroke:?}");
        assert_eq!(player.awaited(), Awaited::Deed);
        assert_eq!(node(&window, Role::Image, all.spoken.loss).value().unwrap_or_default(), "");
    });
}
