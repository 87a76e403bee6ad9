//! Runs that outlive their window: sessions, and recipes.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start};
use rnnscope::checkpoint::Checkpoint;
use rnnscope::config::{Config, DataChoice, DataKind, Settings, Spacing};
use rnnscope::recipe::Recipe;
use rnnscope::session::Action;
use rnnscope::settings::Remembered;
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;

use super::saving::file;
use super::support::window::{click, open, shows, start, until};
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
    assert!(second.state().session().last_sessions.is_empty());
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

/// Trains so many steps in a window that keeps its session, and closes it.
fn kept_for(folder: &std::path::Path, seed: u32, steps: u64) {
    let settings = Settings { seed: Some(seed), ..Settings::default() };
    let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
    let mut window = kept(folder, options);
    for step in 1..=steps {
        window.key_press(Key::S);
        window.run_steps(2);
        until(&mut window, at_step(step));
    }
}

/// The steps of the sessions that the next window offers.
fn offered(folder: &std::path::Path) -> Vec<u64> {
    let window = kept(folder, WindowOptions { paused: true, ..WindowOptions::default() });
    window.state().session().last_sessions.iter().map(Checkpoint::step).collect()
}

#[test]
fn an_offer_stands_until_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    kept_for(folder.path(), 1, 7);
    // Nobody answers, and nothing else is trained; then the same run is begun again, and left.
    assert_eq!(offered(folder.path()), [7]);
    assert_eq!(offered(folder.path()), [7]);
    kept_for(folder.path(), 1, 3);
    assert_eq!(offered(folder.path()), [7]);
    // Another run is another session; both are offered.
    kept_for(folder.path(), 2, 4);
    assert_eq!(offered(folder.path()), [4, 7]);
    let mut window = kept(folder.path(), WindowOptions { paused: true, ..Default::default() });
    window.run_steps(2);
    assert!(window.query_by_label("The last session ended at step 4.").is_some());
    assert!(window.query_by_label("One before it ended at step 7.").is_some());
    click(&mut window, "Not now");
    assert!(window.query_by_label_contains("ended at step").is_none());
    // A run that has come further than one that isn't wanted takes its place.
    for step in 1..=5 {
        window.key_press(Key::S);
        window.run_steps(2);
        until(&mut window, at_step(step));
    }
    drop(window);
    assert_eq!(offered(folder.path()), [7]);
}

#[test]
fn a_session_that_is_gone_on_with_is_offered_as_far_as_it_came() {
    let folder = tempfile::tempdir().unwrap();
    kept_for(folder.path(), 1, 7);
    let mut window = kept(folder.path(), WindowOptions { paused: true, ..Default::default() });
    window.run_steps(2);
    click(&mut window, "Go on with it");
    until(&mut window, |app| app.session().run.step() > 7);
    window.key_press(Key::Space);
    window.run_steps(2);
    until(&mut window, |app| !app.session().is_running());
    let step = window.state().session().run.step();
    drop(window);
    let steps = offered(folder.path());
    assert!(steps.len() == 1 && steps[0] >= step, "{steps:?}, {step}");
}

/// Trains some steps on a table that is gone afterwards, in a window that keeps its session, and its settings where
/// there is a file for them.
fn trained_on_a_table(folder: &std::path::Path, settings_path: Option<PathBuf>) {
    let path = folder.join("gone.csv");
    let rows: String = (0..300).map(|n| format!("{}\n", n % 7)).collect();
    std::fs::write(&path, format!("x\n{rows}")).unwrap();
    let settings = Settings { data: Some(DataChoice::File(path.clone())), ..Settings::default() };
    let options = WindowOptions { settings, until_step: Some(5), ..WindowOptions::default() };
    let sessions = Some(folder.join("sessions"));
    let start_with = Start { settings_path, sessions, options, ..Start::default() };
    let mut window = start((1280.0, 800.0), start_with);
    until(&mut window, at_step(5));
    drop(window);
    std::fs::remove_file(path).unwrap();
    rnnscope::data::forget_tables();
}

#[test]
fn a_start_whose_table_is_gone_says_so_once_and_leads_on() {
    let folder = tempfile::tempdir().unwrap();
    let settings_path = Some(folder.path().join("settings.toml"));
    trained_on_a_table(folder.path(), settings_path.clone());
    let sessions = folder.path().join("sessions");
    let start_with = Start { settings_path, sessions: Some(sessions.clone()), ..Start::default() };
    let mut window = start((1280.0, 800.0), start_with);
    shows(&mut window, "gone.csv: there is no such file or folder.");
    // Once the session was read it is put away.
    let is_away = || {
        let files = std::fs::read_dir(&sessions).unwrap();
        files.flatten().any(|file| file.file_name().to_string_lossy().contains("-before"))
    };
    until(&mut window, |_| is_away());
    window.run_steps(20);
    assert!(window.query_by_label_contains("can't be gone on with").is_none());
    assert!(window.query_by_label("Begin anew").is_none(), "it would only fail again");
    assert!(window.query_by_label("Open the table…").is_some());
    click(&mut window, "Begin with sin → cos");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    assert!(window.state().session().controls.data.is(DataKind::SinCos));
}

#[test]
fn a_session_whose_table_is_gone_is_told_where_the_run_on_screen_begins() {
    let folder = tempfile::tempdir().unwrap();
    trained_on_a_table(folder.path(), None);
    let mut window = kept(&folder.path().join("sessions"), WindowOptions::default());
    shows(&mut window, "The last session can't be gone on with: ");
}

#[test]
fn a_recipe_without_its_weights_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    let path = folder.path().join("weights.safetensors");
    std::fs::write(&path, "no weights").unwrap();
    let there = path.display().to_string();
    for init in ["gone.safetensors", &there] {
        let recipe = format!("hidden = 8\ninit = {init:?}\n");
        window.event(egui::Event::Paste(recipe));
        shows(&mut window, &format!("the clipboard, line 2: init = {init:?} is not possible"));
        let session = window.state().session();
        assert_eq!((session.run.id, session.run.step(), session.run.config.hidden), (1, 120, 32));
    }
}

#[test]
fn looking_at_a_recipe_changes_nothing_in_it() {
    let mut recipe = Recipe::from(Config {
        clip: Some(2e6),
        spacing: Spacing::Radians(0.00005),
        steps: 60,
        ..Config::default()
    });
    recipe.record(50, &Settings { lr: Some(0.5), ..Settings::default() });
    let mut window = playing(recipe.clone());
    until(&mut window, at_step(60));
    window.run_steps(3);
    let session = window.state().session();
    assert_eq!(session.run.played(), recipe);
    assert_eq!(session.controls, recipe.config_at(60));
}

/// A window that plays a recipe.
fn playing(recipe: Recipe) -> Harness<'static, App> {
    let (recipe, pace) = (Some(recipe), Some(Pace::Max));
    super::window(WindowOptions { recipe, pace, ..WindowOptions::default() })
}

#[test]
fn a_zoomed_window_is_remembered_at_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    std::fs::write(&path, "text_size = 200\n").unwrap();
    let settings_path = Some(path.clone());
    let options = WindowOptions { paused: true, ..WindowOptions::default() };
    let mut window = start((1280.0, 800.0), Start { settings_path, options, ..Start::default() });
    window.run_steps(2);
    let rect = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(360.0, 190.0));
    let id = window.input().viewport_id;
    window.input_mut().viewports.entry(id).or_default().inner_rect = Some(rect);
    window.run_steps(1);
    drop(window);
    assert_eq!(Remembered::load_size(&path), Some([720.0, 380.0]));
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
    let left = again.state().session().last_sessions[0].step();
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
    // A run without steps has no number.
    until(&mut window, |app| app.session().run.step() > 0);
    window.event(egui::Event::Paste(plan().to_toml()));
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 10);
    window.get_by_role_and_label(Role::Slider, "learning rate").set_value_accesskit(0.1);
    until(&mut window, |app| app.session().run.id == 3);
    window.run_steps(1);
    assert!(window.query_by_label_contains("Forked: run 3 goes on").is_some());
    until(&mut window, |app| app.session().run.config.lr == 0.1);
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
fn a_saved_recipe_has_the_number_that_the_run_is_known_by() {
    let folder = tempfile::tempdir().unwrap();
    let export_dir = Some(folder.path().to_owned());
    let mut window =
        open((1280.0, 800.0), WindowOptions { export_dir, paused: true, ..Default::default() });
    // The run before has no step, and so no number.
    click(&mut window, "LSTM");
    click(&mut window, "Step");
    until(&mut window, at_step(1));
    assert_eq!(window.state().session().run.id, 2);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let path = file(&mut window, folder.path(), ".toml");
    assert_eq!(path.file_name().unwrap(), "rnnscope-run1-step000001.toml");
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
    let saved = Recipe::read(&path).unwrap();
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
    shows(&mut window, "the clipboard, line 1: lr");
    assert_eq!(window.state().session().run.id, 2);
}
