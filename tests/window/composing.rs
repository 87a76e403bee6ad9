//! Typing with an input method: its keys are its own, its words arrive, and its candidates stand at the caret.

use eframe::App as _;
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, RawInput};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::config::{DataKind, Settings};
use rnnscope::window::WindowOptions;

use super::{paused, window};

/// Hands events to the window as the system does.
fn send(window: &mut Harness<'_, App>, events: Vec<Event>) {
    let ctx = window.ctx.clone();
    let mut input = RawInput { events, ..RawInput::default() };
    window.state_mut().raw_input_hook(&ctx, &mut input);
    for event in input.events {
        window.event(event);
    }
    window.run_steps(2);
}

fn press(key: Key) -> Event {
    let modifiers = Modifiers::NONE;
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

/// A window with the list of runs, and the keyboard in the name of the live one.
fn naming() -> Harness<'static, App> {
    let mut window = paused();
    window.key_press(Key::F5);
    window.run_steps(3);
    window.get_by_label("name of run 1").focus();
    window.run_steps(2);
    window
}

#[test]
fn what_an_input_method_is_given_presses_no_key_of_the_window() {
    let mut window = naming();
    send(&mut window, vec![preedit("yun")]);
    for key in [
        Key::Space,
        Key::Enter,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::Home,
        Key::Escape,
        Key::Backspace,
        Key::Num2,
        Key::S,
        Key::R,
        Key::N,
        Key::L,
    ] {
        send(&mut window, vec![press(key)]);
        let session = window.state().session();
        assert!(!session.is_running() && !session.lenses.open.shown, "{key:?}");
        assert_eq!((session.run.id, session.run.step()), (1, 0), "{key:?}");
        assert!(window.get_by_label("name of run 1").is_focused(), "{key:?} left the field");
    }
    let last =
        vec![press(Key::Space), preedit(""), Event::Ime(ImeEvent::Commit("运行".to_owned()))];
    send(&mut window, last);
    let name = window.get_by_label("name of run 1").value().unwrap_or_default();
    assert!(name.contains("运行") && !name.contains("yun"), "{name}");
    assert_eq!(window.state().session().runs.live.name, name);
    // From here on the keys are the field's again.
    send(&mut window, vec![press(Key::Enter)]);
    assert!(!window.get_by_label("name of run 1").is_focused());
    assert!(!window.state().session().is_running());
}

/// An input method that is given up by a click elsewhere, about which some systems say nothing.
#[test]
fn keys_are_the_windows_again_once_the_field_is_left() {
    let mut window = naming();
    send(&mut window, vec![preedit("yun")]);
    window.get_by_label("Curves").click();
    window.run_steps(3);
    send(&mut window, vec![press(Key::Space)]);
    assert!(window.state().session().is_running());
}

/// Whether the system is told where the caret is, inside the field of this name.
fn caret_is_told(window: &mut Harness<'_, App>, role: Role, name: &str) -> bool {
    let field = window.get_by_role_and_label(role, name);
    // Where a number is typed its field is a little larger.
    let rect = field.rect().expand(8.0);
    field.focus();
    window.run_steps(3);
    let told = &window.output().platform_output.ime;
    told.as_ref().is_some_and(|ime| rect.contains_rect(ime.cursor_rect))
}

#[test]
fn the_candidates_stand_at_the_caret_of_every_field() {
    let mut window = naming();
    assert!(caret_is_told(&mut window, Role::TextInput, "name of run 1"));
    let mut window = paused();
    assert!(caret_is_told(&mut window, Role::SpinButton, "learning rate"));
    window.get_by_role_and_label(Role::Button, "Step").focus();
    window.run_steps(2);
    assert!(window.output().platform_output.ime.is_none(), "nothing is composed on a button");
    let settings = Settings { data: Some(DataKind::Formula.into()), ..Settings::default() };
    let mut window =
        self::window(WindowOptions { settings, paused: true, ..WindowOptions::default() });
    assert!(caret_is_told(&mut window, Role::TextInput, "input 1"));
}
