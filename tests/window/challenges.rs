//! A challenge in the window: begun, refused, not passed, passed, saved.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rnnscope::app::App;
use rnnscope::config::Settings;
use rnnscope::recipe::Recipe;
use rnnscope::session::Action;
use rnnscope::window::WindowOptions;

use super::saving::file;
use super::support::window::{click, shows, until};
use super::window;

fn set_lr(window: &mut Harness<'_, App>, lr: f64) {
    let settings = Settings { lr: Some(lr), ..Settings::default() };
    window.state_mut().act(Action::Set(Box::new(settings)));
}

/// Opens the challenges by the palette, and begins with the first.
fn begun(folder: &std::path::Path) -> Harness<'static, App> {
    let export_dir = Some(folder.to_owned());
    let mut window = window(WindowOptions { export_dir, paused: true, ..WindowOptions::default() });
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_steps(3);
    window.event(Event::Text("challenges".to_owned()));
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(3);
    let first = window.get_all_by_role_and_label(Role::Button, "Begin").next();
    first.expect("a challenge").click();
    window.run_steps(3);
    until(&mut window, |app| app.session().run.config.lr == 0.0002);
    window
}

#[test]
fn a_challenge_is_begun_proven_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = begun(folder.path());
    assert_eq!(window.state().session().until.step, Some(60));
    assert!(window.query_by_label_contains("mean loss of the last 10 steps 0.05").is_some());
    assert!(window.query_by_label_contains("You may set: learning rate").is_some());
    click(&mut window, "Prove it");
    shows(&mut window, "Not yet.");
    assert!(window.query_by_label("0 of 5; par 25 steps").is_some());
    let told = window.query_by_role_and_label(Role::Status, "Not yet. 0 of 5; par 25 steps");
    assert!(told.is_some(), "readers of the screen are told");
    set_lr(&mut window, 0.005);
    window.key_press(Key::R);
    window.run_steps(2);
    until(&mut window, |app| app.session().run.config.lr == 0.005);
    click(&mut window, "Prove it");
    shows(&mut window, "Passed.");
    assert!(window.query_by_label("5 of 5; par 25 steps").is_some());
    // What keys reach comes into view.
    window.get_by_role_and_label(Role::Button, "Save the recipe").focus();
    window.run_steps(4);
    click(&mut window, "Save the recipe");
    let path = file(&mut window, folder.path(), ".toml");
    assert_eq!(path.file_name().unwrap(), "rnnscope-one-slider.toml");
    let recipe = Recipe::read(&path).unwrap();
    assert!(recipe.config.lr == 0.005 && recipe.changes.is_empty() && recipe.steps() <= 60);
}

#[test]
fn what_is_not_allowed_is_said_before_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = begun(folder.path());
    until(&mut window, |app| app.session().run.step() >= 2);
    set_lr(&mut window, 0.005);
    until(&mut window, |app| app.session().run.config.lr == 0.005);
    shows(&mut window, "As it is, it wouldn't be checked: lr changes at step");
    let prove = window.get_by_role_and_label(Role::Button, "Prove it");
    assert!(prove.accesskit_node().is_disabled());
}
