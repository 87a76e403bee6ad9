//! Keys on any layout, and whose they are.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;

use super::support::window::{click, until};
use super::{at_step, paused};

/// A key as the system tells of it: what it writes, and where it is.
fn key(window: &mut Harness<'_, App>, key: Key, place: Key, pressed: bool, modifiers: Modifiers) {
    let physical_key = Some(place);
    window.event(Event::Key { key, physical_key, pressed, repeat: false, modifiers });
    window.run_steps(2);
}

fn help_is_open(window: &Harness<'_, App>) -> bool {
    window.query_by_label_contains("restart: same seed").is_some()
}

#[test]
fn the_question_mark_works_again_where_shift_is_let_go_first() {
    let mut window = paused();
    for open in [true, false, true] {
        key(&mut window, Key::Questionmark, Key::Slash, true, Modifiers::SHIFT);
        key(&mut window, Key::Slash, Key::Slash, false, Modifiers::NONE);
        assert_eq!(help_is_open(&window), open);
    }
}

#[test]
fn escape_closes_what_lies_over_the_window() {
    let mut window = paused();
    window.key_press(Key::F1);
    window.run_steps(3);
    assert!(help_is_open(&window));
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert!(!help_is_open(&window));
    click(&mut window, "Save");
    click(&mut window, "Export folder…");
    let is_open = |window: &Harness<'_, App>| {
        window.query_by_role_and_label(Role::Button, "Use this folder").is_some()
    };
    until(&mut window, |_| true);
    assert!(is_open(&window));
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert!(!is_open(&window));
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

/// Greek writes a semicolon where Q is; egui itself knows the letters of places that write what it has
/// no key for.
#[test]
fn letters_go_by_their_place_where_the_layout_has_none() {
    let mut window = paused();
    for (n, modifiers) in [Modifiers::NONE, Modifiers::NONE].into_iter().enumerate() {
        key(&mut window, Key::S, Key::S, true, modifiers);
        key(&mut window, Key::S, Key::S, false, modifiers);
        until(&mut window, at_step(n as u64 + 1));
    }
}
