//! Runs that outlive their window: sessions, and recipes.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start};
use rnnscope::config::{Config, Settings};
use rnnscope::recipe::Recipe;
use rnnscope::session::Action;
use rnnscope::window::WindowOptions;
use rnnscope::worker::Pace;

use super::saving::file;
use super::support::window::{click, open, start, until};
use super::{at_step, trained};

/// A window that keeps its session in `folder`.
fn kept(folder: &std::path::Path, options: WindowOptions) -> Harness<'static, App> {
    let sessions = Some(folder.to_owned());
    start((1280.0, 800.0), Start { sessions, options, ..Start::default() })
}

#[test]
fn a_closed_session_can_be_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = kept(folder.path(), WindowOptions { paused: true, ..Default::default() });
    for step in 1..=7 {
        first.key_press(Key::S);
        first.run_steps(2);
        until(&mut first, at_step(step));
    }
    // Another window leaves it alone.
    let second = kept(folder.path(), WindowOptions { paused: true, ..Default::default() });
    assert!(second.state().session().last_session.is_none());
    drop(second);
    let loss = first.state().session().run.history.at(7).unwrap().loss;
    drop(first);
    let mut again = kept(folder.path(), WindowOptions { paused: true, ..Default::default() });
    again.run_steps(2);
    assert!(again.query_by_label_contains("ended at step 7").is_some());
    click(&mut again, "Go on with it");
    until(&mut again, |app| app.session().run.step() > 7);
    again.key_press(Key::Space);
    again.run_steps(2);
    assert!(again.state().session().run.history.first_step() == Some(8));
    // What came before is replayed.
    again.get_by_role_and_label(Role::Slider, "Timeline").set_value_accesskit(7.0);
    again.run_steps(2);
    until(&mut again, |app| app.session().step_on_show() == 7);
    assert_eq!(again.state().session().record().unwrap().loss, loss);
}

/// A recipe of 400 steps with changes early and late.
fn plan() -> Recipe {
    let mut plan = Recipe::from(Config { hidden: 3, steps: 400, ..Config::default() });
    for (step, lr) in [(5, 0.01), (200, 0.005), (300, 0.002)] {
        plan.record(step, &Settings { lr: Some(lr), ..Settings::default() });
    }
    plan
}

#[test]
fn a_recipe_that_was_being_played_goes_on_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let pace = Some(Pace::PerSecond(100.0));
    let mut first = kept(folder.path(), WindowOptions { pace, ..Default::default() });
    first.event(egui::Event::Paste(plan().to_toml()));
    until(&mut first, |app| app.session().run.id == 2 && app.session().run.step() > 10);
    drop(first);
    let pace = Some(Pace::Max);
    let mut again = kept(folder.path(), WindowOptions { paused: true, pace, ..Default::default() });
    again.run_steps(2);
    let left = again.state().session().last_session.as_ref().unwrap().step();
    assert!((10..200).contains(&left), "{left}");
    click(&mut again, "Go on with it");
    until(&mut again, at_step(400));
    until(&mut again, |app| !app.session().is_running());
    assert_eq!(again.state().session().run.recipe, plan());
}

#[test]
fn a_recipe_that_was_left_is_replayed_whole() {
    let pace = Some(Pace::PerSecond(100.0));
    let mut window = open((1280.0, 800.0), WindowOptions { pace, ..Default::default() });
    window.event(egui::Event::Paste(plan().to_toml()));
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 10);
    window.get_by_role_and_label(Role::Slider, "learning rate").set_value_accesskit(0.1);
    until(&mut window, |app| app.session().run.id == 3 && app.session().run.config.lr == 0.1);
    assert!(window.query_by_label_contains("Forked: run 3 goes on").is_some());
    assert!(window.state().session().is_running());
    window.key_press(Key::F5);
    window.run_steps(3);
    window.state_mut().act(Action::SetPace(Pace::Max));
    click(&mut window, "replay run 2");
    until(&mut window, |app| app.session().run.id == 4 && app.session().run.step() == 400);
    until(&mut window, |app| !app.session().is_running());
    assert_eq!(window.state().session().run.recipe, plan());
}

#[test]
fn a_recipe_is_saved_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    window.get_by_role_and_label(Role::Slider, "learning rate").set_value_accesskit(0.1);
    window.run_steps(2);
    window.key_press(Key::S);
    window.run_steps(2);
    until(&mut window, at_step(121));
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let path = file(&mut window, folder.path(), ".toml");
    let saved = rnnscope::recipe::Recipe::read(&path).unwrap();
    assert_eq!(saved, window.state().session().run.played());
    assert_eq!((saved.steps(), saved.changes.len(), saved.changes[0].step), (121, 1, 121));
    let losses = |app: &App| -> Vec<f32> {
        (1..=121).map(|step| app.session().run.history.at(step).unwrap().loss).collect()
    };
    let first = losses(window.state());
    window.event(egui::Event::Paste(std::fs::read_to_string(&path).unwrap()));
    window.run_steps(2);
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() == 121);
    until(&mut window, |app| !app.session().is_running());
    assert_eq!(losses(window.state()), first);
    assert_eq!(window.state().session().run.recipe.changes, saved.changes);
    window.event(egui::Event::Paste("lr = \"fast\"".to_owned()));
    window.run_steps(3);
    assert!(window.query_by_label_contains("the clipboard, line 1: lr").is_some());
    assert_eq!(window.state().session().run.id, 2);
}
