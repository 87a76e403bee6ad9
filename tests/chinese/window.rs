//! The window in Chinese.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rnnscope::text::Texts;
use rnnscope::window::WindowOptions;
use rnnscope::wording::Language;

use super::speak;
use super::support::window::open;

#[test]
fn the_window_speaks_the_language_asked_for() {
    speak();
    let language = Some(Language::Chinese);
    let mut window =
        open((1280.0, 800.0), WindowOptions { paused: true, language, ..WindowOptions::default() });
    window.run_steps(2);
    let texts = Texts::of(Language::Chinese);
    assert!(std::ptr::eq(window.state().session().texts, texts));
    // The other language is offered by what it calls itself.
    window.get_by_role_and_label(Role::Button, Language::English.own_name());
    window.get_by_role_and_label(Role::Button, texts.transport.run);
}
