//! Whose the keys are: the window's, or those of what the keyboard has reached.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;

use super::support::window::{click, until};
use super::{at_step, paused};

fn help_is_open(window: &Harness<'_, App>) -> bool {
    window.query_by_label_contains("restart: same seed").is_some()
}

#[test]
fn escape_closes_the_list_of_keys() {
    let mut window = paused();
    window.key_press(Key::F1);
    window.run_steps(3);
    assert!(help_is_open(&window));
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert!(!help_is_open(&window));
}

#[test]
fn space_pauses_after_the_mouse_pressed_something() {
    let mut window = paused();
    let runs = |window: &mut Harness<'_, App>| {
        let running = window.state().session().is_running();
        window.key_press(Key::Space);
        window.run_steps(2);
        until(window, |app| app.session().is_running() != running);
    };
    click(&mut window, "reset");
    runs(&mut window);
    for label in ["log", "input"] {
        window.get_by_role_and_label(Role::CheckBox, label).click();
        window.run_steps(3);
        runs(&mut window);
    }
    window.get_by_role_and_label(Role::ComboBox, "optimizer").click();
    window.run_steps(3);
    window.get_by_label("SGD").click();
    window.run_steps(3);
    let optimizer = window.state().session().controls.optimizer;
    runs(&mut window);
    assert_eq!(window.state().session().controls.optimizer, optimizer);
}

/// A button that was reached by Tab, and then clicked, is the mouse's.
#[test]
fn space_presses_what_tab_reached_until_the_mouse_is_used() {
    let mut window = paused();
    window.get_by_role_and_label(Role::Button, "Step").focus();
    window.run_steps(2);
    window.key_press(Key::Space);
    window.run_steps(2);
    until(&mut window, at_step(1));
    assert!(!window.state().session().is_running());
    click(&mut window, "Step");
    until(&mut window, at_step(2));
    window.key_press(Key::Space);
    window.run_steps(2);
    until(&mut window, |app| app.session().is_running());
}
