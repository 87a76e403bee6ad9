//! The window's language: the system's at first, then the user's. It is the whole program's, so that all of it is one
//! test, in a program of its own.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod support;

use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start};
use rnnscope::config::{Config, Field, Settings};
use rnnscope::number::typed::Refusal;
use rnnscope::session::Action;
use rnnscope::text::Texts;
use rnnscope::window::WindowOptions;
use rnnscope::wording::Language;
use support::window::{click, start};

use Language::{Chinese, English};

/// A window that waits, in a system of this language.
fn begin(
    settings: &std::path::Path,
    language: Language,
    asked: Option<Language>,
) -> Harness<'static, App> {
    let options = WindowOptions { paused: true, language: asked, ..WindowOptions::default() };
    let settings_path = Some(settings.to_owned());
    let mut window =
        start((1280.0, 800.0), Start { settings_path, language, options, ..Start::default() });
    window.run_steps(2);
    window
}

/// Holds every label of the bar that is looked at to the language.
fn assert_speaks(window: &Harness<'_, App>, language: Language, when: &str) {
    let texts = Texts::of(language);
    let other = if language == English { Chinese } else { English };
    for label in [texts.transport.run, texts.transport.restart, other.own_name()] {
        let found = window.query_by_role_and_label(Role::Button, label);
        assert!(found.is_some(), "{when}: no {label:?}");
    }
    assert_eq!(Language::in_force(), language, "{when}: errors");
}

#[test]
fn the_language_is_the_systems_at_first_and_the_users_from_then_on() {
    assert_ne!(Texts::of(English).transport.run, Texts::of(Chinese).transport.run);
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.toml");
    let remembered = || std::fs::read_to_string(&settings).unwrap_or_default();

    let window = begin(&settings, Chinese, None);
    assert_speaks(&window, Chinese, "the system's");
    drop(window);
    assert!(!remembered().contains("language"), "nobody has chosen it");

    let mut window = begin(&settings, Chinese, None);
    let before = window.state().session().run.recipe.clone();
    click(&mut window, English.own_name());
    assert_speaks(&window, English, "switched");
    click(&mut window, Chinese.own_name());
    assert_speaks(&window, Chinese, "and back");
    click(&mut window, English.own_name());
    let run = &window.state().session().run;
    assert_eq!((run.id, &run.recipe), (1, &before), "nothing of the run changes");
    drop(window);
    assert!(remembered().contains("language = \"en\""), "{}", remembered());

    let window = begin(&settings, Chinese, None);
    assert_speaks(&window, English, "remembered");
    drop(window);

    let window = begin(&settings, English, Some(Chinese));
    assert_speaks(&window, Chinese, "asked for by --lang");
    drop(window);
    assert!(remembered().contains("language = \"en\""), "what is asked for once isn't remembered");
    what_stands_there_is_worded_anew(&settings);
}

/// Whether a sentence that is made of such a beginning stands somewhere.
fn says(window: &Harness<'_, App>, sentence: &str) -> bool {
    window.query_all_by_label_contains(sentence).next().is_some()
}

/// A notice with an error in it, and a refusal at a field.
fn what_stands_there_is_worded_anew(settings: &std::path::Path) {
    let mut window = begin(settings, English, Some(English));
    let wrong = Settings { lr: Some(99.0), ..Settings::default() };
    let Err(error) = Config::default().with(&wrong).check() else { panic!("it can't be") };
    window.state_mut().act(Action::Set(Box::new(wrong)));
    window.get_by_role_and_label(Role::SpinButton, Field::Lr.label()).focus();
    window.run_steps(3);
    window.event(Event::Text("nan".to_owned()));
    window.run_steps(1);
    window.key_press(Key::Enter);
    window.run_steps(3);
    for language in [Chinese, English] {
        let button = window.get_by_role_and_label(Role::Button, language.own_name());
        button.click_accesskit();
        window.run_steps(3);
        let texts = Texts::of(language);
        let notice = (texts.session.nothing_changed)(&error.to_string());
        assert!(says(&window, &notice), "{notice}");
        let must_be = Field::Lr.shape().expected();
        let refused = (texts.controls.refused)("nan", Refusal::NotANumber, &must_be);
        assert!(says(&window, &refused), "{refused}");
    }
}
